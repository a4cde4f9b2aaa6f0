//! One bank account under several people's names.

use crate::common::{NAMES, NEW_YEAR, Platform, accusing_cluster};
use crate::motifs::{check_accused, check_lawful, member, town};
use ringtrace::report::Cluster;

/// Members who are all paid on one account of this kind, each under the holder that `holder` gives.
fn paid_alike(platform: &mut Platform, people: usize, kind: &str, holder: impl Fn(usize) -> String) {
    for at in 0..people {
        let id = member(platform, at);
        platform.row("bank_accounts", format!("{id},one-account,{kind},{},JP,{NEW_YEAR},", holder(at)));
    }
}

fn own(at: usize) -> String {
    NAMES[at].to_uppercase()
}

/// What is said of the holders in the cluster of the first member, listed or accused.
fn of_holders(platform: &Platform) -> Option<f64> {
    let report = platform.report();
    let of_m0 = |cluster: &&Cluster| cluster.accounts.iter().any(|id| id == "m0");
    let cluster = report.clusters.iter().find(of_m0)?;
    cluster.evidence.iter().find(|evidence| evidence.code == "several_holders").map(|evidence| evidence.weight)
}

#[test]
fn an_account_that_four_say_is_theirs_accuses_them() {
    let mut platform = town();
    paid_alike(&mut platform, 4, "bank", own);
    let cluster = check_accused(&platform, 4);
    let named =
        cluster.evidence.iter().find(|evidence| evidence.code == "several_holders").expect("the holders differ");
    assert!(named.text.contains("4 different holders"), "{}", named.text);
    // Under one name it is one kind of evidence, and the account may be anybody's.
    let mut one_name = town();
    paid_alike(&mut one_name, 4, "bank", |_| own(0));
    check_lawful(&one_name);
}

#[test]
fn two_may_have_one_account_and_a_careless_one_of_many_is_a_slip() {
    let mut couple = town();
    paid_alike(&mut couple, 2, "bank", own);
    check_lawful(&couple);
    let mut agency = town();
    paid_alike(&mut agency, 10, "bank", |at| if at == 9 { own(9) } else { "KABUSHIKI KAISHA HARU".into() });
    check_lawful(&agency);
    assert_eq!(of_holders(&agency), None, "a company's name is compared with nobody's");
}

#[test]
fn whoever_is_paid_through_an_agent_or_under_a_new_name_holds_no_account_of_anothers() {
    let mut agent = town();
    paid_alike(&mut agent, 4, "money_transfer", own);
    assert_eq!(of_holders(&agent), None);
    let mut married = town();
    paid_alike(&mut married, 3, "bank", |at| ["佐藤 花子", "鈴木 花子", "佐藤 花子"][at].into());
    assert_eq!(of_holders(&married), None, "a given name that stays may be one person's");
}

/// A family name for each number up to a thousand. (Digits are no part of a name: Family001 and Family002 were one family, and a common one.)
fn family(at: usize) -> String {
    const SYLLABLES: [&str; 10] = ["ba", "ce", "di", "fo", "gu", "ka", "le", "mi", "no", "ru"];
    [at / 100, at / 10, at].map(|digit| SYLLABLES[digit % 10]).concat()
}

#[test]
fn where_relatives_put_their_own_names_the_holder_says_nothing() {
    let families = |own_names: bool| {
        let mut platform = town();
        for at in 0..400 {
            for (given, turn) in [("Aki", 0), ("Bo", 1)] {
                let (id, name) = (format!("f{at:03}{turn}"), format!("{} {given}", family(at)));
                platform.account(&id, &name);
                let holder = if own_names { name } else { format!("{} Aki", family(at)) };
                platform.row("bank_accounts", format!("{id},purse-{at},bank,{},JP,{NEW_YEAR},", holder.to_uppercase()));
            }
        }
        paid_alike(&mut platform, 4, "bank", own);
        platform
    };
    assert!(accusing_cluster(&families(false).report(), "m0").is_some());
    check_lawful(&families(true));
    assert_eq!(of_holders(&families(true)), None);
}

#[test]
fn relatives_who_all_name_one_holder_are_counted_too() {
    let mut platform = town();
    for at in 0..20 {
        for given in ["Aki", "Bo"] {
            let (id, name) = (format!("f{at:03}{given}"), format!("{} {given}", family(at)));
            platform.account(&id, &name);
            // In the last family each puts their own name.
            let holder = if at == 19 { name } else { format!("{} Aki", family(at)) };
            platform.row("bank_accounts", format!("{id},purse-{at},bank,{},JP,{NEW_YEAR},", holder.to_uppercase()));
        }
    }
    let counted = platform.report().run.estimated["payees.of_relatives"].clone();
    assert_eq!(counted, serde_json::json!({ "related": 20, "differing": 1 }));
}
