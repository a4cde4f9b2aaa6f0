//! When the accounts of a group were made, whether they work, and whether clients complain: it moves a score, and accuses nobody.

use crate::common::{DAY, NAMES, NEW_YEAR, Platform, accusing_cluster};
use crate::motifs::check_lawful;
use ringtrace::report::Cluster;
use ringtrace::settings::Settings;

/// 400 strangers who came one by one in three years, each paid once.
fn growing() -> Platform {
    let mut platform = Platform::default();
    for at in 0..400i64 {
        let (id, made) = (format!("s{at:04}"), NEW_YEAR - 1100 * DAY + at * 1000 / 400 * DAY);
        platform.row("accounts", format!("{id},Stranger{at:04} Person{at:04},,worker,JP,{made},active,,"));
        platform.row("payouts", format!("{id},bank-{at},{NEW_YEAR},1000,JPY,,,,"));
        platform.row("identifiers", format!("{id},phone,070-{at},"));
    }
    platform
}

/// Four with one telephone number, and texts if two kinds are asked for, made on the days before the new year that `made` gives.
fn four(made: [i64; 4], texts: bool, paid: bool) -> Platform {
    let mut platform = growing();
    for (at, made) in made.into_iter().enumerate() {
        let id = format!("m{at}");
        platform.row("accounts", format!("{id},{},,worker,JP,{},active,,", NAMES[at], NEW_YEAR - made * DAY));
        platform.row("identifiers", format!("{id},phone,080-1,"));
        if texts {
            platform.row("identifiers", format!("{id},template,bid-1,"));
        }
        if paid {
            platform.row("payouts", format!("{id},own-{at},{NEW_YEAR},1000,JPY,,,,"));
        }
    }
    platform
}

fn of_m0(platform: &Platform) -> Cluster {
    let clusters = platform.report().clusters;
    clusters.into_iter().find(|cluster| cluster.accounts.iter().any(|id| id == "m0")).expect("m0 stands in a cluster")
}

/// Bits that the background of the first member's cluster adds or takes, and its sentences.
fn background(platform: &Platform) -> (f64, String) {
    let cluster = of_m0(platform);
    let like = cluster.evidence.iter().filter(|evidence| evidence.code == "background");
    let unlike = cluster.alternatives.iter().filter(|alternative| alternative.class == "background");
    let told = like.map(|of| (of.weight, of.text.clone())).chain(unlike.map(|of| (of.weight, of.why.clone())));
    told.fold((0.0, String::new()), |(bits, text), (weight, said)| (bits + weight, text + &said + "; "))
}

const LATELY: [i64; 4] = [30, 32, 35, 36];
const OVER_THE_YEARS: [i64; 4] = [90, 400, 700, 1050];

#[test]
fn accounts_made_together_lately_are_likelier_an_operations_than_those_made_over_the_years() {
    let (together, said) = background(&four(LATELY, true, true));
    assert!(together > 1.0 && said.contains("4 accounts were made within 6 days"), "{together} {said}");
    let (apart, said) = background(&four(OVER_THE_YEARS, true, true));
    assert!(apart < -0.5 && said.contains("within 960 days"), "{apart} {said}");
    let bits = |platform: &Platform| {
        let score = of_m0(platform).score;
        (score / (1.0 - score)).log2()
    };
    let (lately, over_the_years) = (bits(&four(LATELY, true, true)), bits(&four(OVER_THE_YEARS, true, true)));
    assert!(lately > over_the_years + 1.0, "{lately} against {over_the_years}");
}

#[test]
fn whoever_never_works_has_nothing_to_gain_and_whom_clients_report_has() {
    let [working, idle] = [true, false].map(|paid| background(&four(OVER_THE_YEARS, true, paid)));
    assert!(idle.0 < working.0 && idle.1.contains("4 of 4 workers never had an order, work or pay"), "{idle:?}");
    let mut ordered = four(OVER_THE_YEARS, true, false);
    for at in 0..4 {
        ordered.row("contracts", format!("c{at},s0001,m{at},web,100,JPY,{NEW_YEAR}"));
    }
    assert!(!background(&ordered).1.contains("never had"), "an order is work");
    let mut reported = four(OVER_THE_YEARS, true, true);
    for at in 0..2 {
        reported.row("reports", format!("m{at},refuses_video,s0007,{NEW_YEAR}"));
    }
    let told = background(&reported);
    assert!(told.0 > working.0 + 1.0 && told.1.contains("clients report 2 of 4 accounts"), "{told:?}");
    // How somebody speaks says where they come from, and nothing of what they do.
    let mut spoken = four(OVER_THE_YEARS, true, true);
    for at in 0..4 {
        spoken.row("reports", format!("m{at},unnatural_language,s0007,{NEW_YEAR}"));
    }
    assert!((background(&spoken).0 - working.0).abs() < 1e-9);
}

#[test]
fn it_is_no_second_kind_of_evidence_and_says_two_bits_at_most_before_its_factor() {
    let mut everything = four(LATELY, false, true);
    for at in 0..4 {
        everything.row("reports", format!("m{at},crypto_payment,,{NEW_YEAR}"));
    }
    let (bits, said) = background(&everything);
    let most = 2.0 * Settings::default().weights.evidence("background");
    assert!((bits - most).abs() < 0.01, "{bits} {said}");
    check_lawful(&everything);
    assert!(accusing_cluster(&four(LATELY, true, true).report(), "m0").is_some(), "with a text it is accused");
}

#[test]
fn where_all_were_made_in_one_month_times_say_nothing() {
    let mut young = Platform::with_strangers(400);
    for at in 0..4 {
        young.account(&format!("m{at}"), NAMES[at]);
        young.row("identifiers", format!("m{at},phone,080-1,")).row("identifiers", format!("m{at},template,bid-1,"));
    }
    assert_eq!(background(&young), (0.0, String::new()));
}
