//! Mutual reviews and one-way praise: rings of them are accused, three who answer one another where many do and a firm with
//! several buyers are not.

use crate::common::{DAY, HOUR, MINUTE, NEW_YEAR, Platform, accusing_cluster};
use crate::motifs::{check_accused, check_lawful, member, town};

#[test]
fn mutual_review_ring_with_hollow_orders() {
    let mut platform = town();
    for order in 0..60 {
        platform.row("contracts", format!("k{order},s{:04},s{:04},design,10000,JPY,{NEW_YEAR}", order, order + 100));
        platform.row("reviews", format!("s{:04},s{:04},{},5,k{order}", order, order + 100, NEW_YEAR + DAY));
        platform.row("reviews", format!("s{:04},s{:04},{},5,k{order}", order + 100, order, NEW_YEAR + DAY));
    }
    for at in 0..8 {
        member(&mut platform, at);
    }
    for a in 0..8i64 {
        for b in 0..8i64 {
            if a != b {
                let at = NEW_YEAR + ((a + b) % 20) * DAY;
                platform.row("contracts", format!("h{a}{b},m{a},m{b},design,300,JPY,{at}"));
                platform.row("reviews", format!("m{a},m{b},{at},5,h{a}{b}"));
            }
        }
    }
    let cluster = check_accused(&platform, 8);
    assert_eq!(cluster.motifs, ["mutual_review"]);
}

/// So many who answer all of one another's reviews, for orders of this fee, where nobody else's clients review each other.
fn all_praise_all(people: i64, fee: u32) -> Platform {
    let mut platform = town();
    honest_orders(&mut platform);
    for a in 0..people {
        member(&mut platform, a as usize);
        for b in (0..people).filter(|b| *b != a) {
            let at = NEW_YEAR + (a + b) * DAY;
            platform.row("contracts", format!("h{a}{b},m{a},m{b},design,{fee},JPY,{at}"));
            platform.row("reviews", format!("m{a},m{b},{at},5,h{a}{b}"));
        }
    }
    platform
}

fn three(fee: u32) -> Platform {
    all_praise_all(3, fee)
}

#[test]
fn three_who_review_one_another_need_a_second_kind() {
    check_lawful(&three(300));
    let with_a_template = |fee| {
        let mut platform = three(fee);
        for at in 0..3 {
            platform.row("identifiers", format!("m{at},template,bid-7,"));
        }
        platform
    };
    check_lawful(&with_a_template(12_000));
    let mut with_a_number = with_a_template(300);
    for at in 0..3 {
        with_a_number.row("identifiers", format!("m{at},phone,080-5551-7,"));
    }
    check_accused(&with_a_number, 3);
}

#[test]
fn three_of_many_who_all_review_one_another() {
    let mut platform = three(300);
    for at in 0..3 {
        platform.row("identifiers", format!("m{at},template,bid-7,"));
    }
    // Where threes are what people do, three are no evidence.
    for group in 0..60 {
        let people = [group * 3 + 200, group * 3 + 201, group * 3 + 202].map(|at| format!("s{:04}", at % 400));
        for (a, b) in [(0, 1), (1, 2), (2, 0), (1, 0), (2, 1), (0, 2)] {
            platform.row("reviews", format!("{},{},{},5,", people[a], people[b], NEW_YEAR + DAY));
        }
    }
    check_lawful(&platform);
}

/// Honest orders of every client with three workers, reviewed by both sides.
fn honest_orders(platform: &mut Platform) {
    for client in 0..100 {
        for turn in 0..3 {
            let (order, worker) = (client * 3 + turn, 100 + (client * 7 + turn * 31) % 100);
            platform.row("contracts", format!("k{order},s{client:04},s{worker:04},design,10000,JPY,{NEW_YEAR}"));
            platform.row("reviews", format!("s{client:04},s{worker:04},{},5,k{order}", NEW_YEAR + DAY));
            platform.row("reviews", format!("s{worker:04},s{client:04},{},5,k{order}", NEW_YEAR + DAY));
        }
    }
}

/// So many buyers who praise as many sellers for orders of next to nothing, and popular strangers too; and who praises whom besides.
fn buyers_and_sellers(buyers: i64, besides: &[(i64, i64)]) -> Platform {
    let mut platform = town();
    honest_orders(&mut platform);
    for at in 0..buyers * 2 {
        member(&mut platform, at as usize);
    }
    let mut praise = |from: i64, to: i64| {
        let at = NEW_YEAR + (from + to) * DAY;
        platform.row("contracts", format!("h{from}{to},m{from},m{to},design,300,JPY,{at}"));
        platform.row("reviews", format!("m{from},m{to},{at},5,h{from}{to}"));
    };
    (0..buyers).for_each(|buyer| (buyers..buyers * 2).for_each(|seller| praise(buyer, seller)));
    besides.iter().for_each(|&(from, to)| praise(from, to));
    for buyer in 0..buyers {
        for camouflage in 0..3 {
            let order = format!("c{buyer}{camouflage}");
            let stranger = format!("s{:04}", 100 + buyer * 3 + camouflage);
            platform.row("contracts", format!("{order},m{buyer},{stranger},design,10000,JPY,{NEW_YEAR}"));
            platform.row("reviews", format!("m{buyer},{stranger},{NEW_YEAR},5,{order}"));
        }
    }
    platform
}

#[test]
fn one_way_boosting_behind_camouflage() {
    let cluster = check_accused(&buyers_and_sellers(4, &[]), 8);
    assert!(cluster.evidence.iter().any(|evidence| evidence.code == "boosting"), "{:?}", cluster.evidence);
}

#[test]
fn praise_that_half_of_them_answer_accuses_nobody_alone_and_what_a_few_answer_does() {
    let three = |buyer: i64| [(buyer + 6, buyer), (buyer + 7, buyer), (buyer + 6, buyer + 7), (buyer + 7, buyer + 6)];
    let (some, half) = (three(0).to_vec(), [three(0), three(2)].concat());
    let codes = |platform: &Platform| -> Vec<String> {
        let of_m0 = |cluster: &&ringtrace::report::Cluster| cluster.accounts.contains(&"m0".to_owned());
        let clusters = platform.report().clusters;
        let cluster = clusters.iter().find(of_m0).expect("it is listed");
        cluster.evidence.iter().map(|evidence| evidence.code.clone()).collect()
    };
    for known in [&some, &half] {
        let codes = codes(&buyers_and_sellers(6, known));
        assert!(codes.contains(&"mutual_reviews".to_owned()) && codes.contains(&"boosting".to_owned()), "{codes:?}");
    }
    check_lawful(&buyers_and_sellers(6, &half));
    check_accused(&buyers_and_sellers(6, &some), 8);
}

#[test]
fn a_firm_whose_buyers_hire_the_same_workers() {
    let mut platform = town();
    honest_orders(&mut platform);
    for at in 0..7 {
        let id = format!("m{at}");
        platform.account(&id, &format!("Person {at}"));
    }
    for buyer in 0..4i64 {
        for worker in 4..7i64 {
            let at = NEW_YEAR + (buyer + worker) * DAY;
            platform.row("contracts", format!("f{buyer}{worker},m{buyer},m{worker},design,12000,JPY,{at}"));
            platform.row("reviews", format!("m{buyer},m{worker},{at},5,f{buyer}{worker}"));
        }
    }
    check_lawful(&platform);
}

/// Five at one machine who order real work of many; `sellers`: of whom each of the five orders beside.
fn at_one_machine_who_order(sellers: impl Fn(i64) -> [i64; 3]) -> Platform {
    let mut platform = town();
    honest_orders(&mut platform);
    for buyer in 0..5i64 {
        member(&mut platform, buyer as usize);
        for day in 0..40i64 {
            let start = day * DAY + buyer * 4 * HOUR + day * 7919 % 290 * MINUTE;
            platform.login(&format!("m{buyer}"), start, 60, "133.1.2.3", "one-machine");
        }
        let others = (0..6).map(|more| 100 + buyer * 6 + more);
        for (order, seller) in sellers(buyer).into_iter().chain(others).enumerate() {
            platform.row("contracts", format!("r{buyer}{order},m{buyer},s{seller:04},design,10000,JPY,{NEW_YEAR}"));
            platform.row("reviews", format!("m{buyer},s{seller:04},{},5,r{buyer}{order}", NEW_YEAR + buyer * DAY));
        }
    }
    platform
}

#[test]
fn five_at_one_machine_who_praise_the_same_three_are_tied_by_it() {
    let alone = at_one_machine_who_order(|buyer| [300, 310, 320].map(|from| from + buyer)).report();
    assert!(accusing_cluster(&alone, "m0").is_none(), "sellers of their own");
    let report = at_one_machine_who_order(|_| [300, 301, 302]).report();
    let cluster = accusing_cluster(&report, "m0").expect("they are accused");
    assert_eq!(cluster.accounts, ["m0", "m1", "m2", "m3", "m4"], "whom they praise is none of them");
    let praise = cluster.evidence.iter().find(|evidence| evidence.code == "boosting").expect("why");
    assert_eq!((praise.accounts.len(), praise.rows.len()), (5, 15), "{praise:?}");
}

#[test]
fn who_buys_praise_of_an_operation_is_none_of_it() {
    let mut platform = town();
    honest_orders(&mut platform);
    // Four who praise, with one text and one machine between them, and four whom they praise for orders of next to nothing.
    for at in 0..8 {
        let id = member(&mut platform, at);
        if at < 4 {
            platform.row("identifiers", format!("{id},template,bid-7,"));
            for day in 0..40i64 {
                let start = day * DAY + at as i64 * 6 * HOUR + day * 7919 % 290 * MINUTE;
                platform.login(&id, start, 60, "133.1.2.3", "one-machine");
            }
        }
    }
    for buyer in 0..4i64 {
        for seller in 4..8i64 {
            let at = NEW_YEAR + (buyer + seller) * DAY;
            platform.row("contracts", format!("h{buyer}{seller},m{buyer},m{seller},design,300,JPY,{at}"));
            platform.row("reviews", format!("m{buyer},m{seller},{at},5,h{buyer}{seller}"));
        }
    }
    let accused = accusing_cluster(&platform.report(), "m0").expect("the operation is accused").accounts.clone();
    assert_eq!(accused, ["m0", "m1", "m2", "m3"]);
}

#[test]
fn seven_who_all_praise_one_another_may_be_friends_and_eight_may_not() {
    check_lawful(&all_praise_all(5, 300));
    check_lawful(&all_praise_all(7, 300));
    check_accused(&all_praise_all(8, 300), 8);
}
