//! What must hold for any text.

use proptest::prelude::*;
use ringtrace::names::{NameMatch, NameReason, compare_holder, compare_people, is_corporate, normalise, prepare};

/// Names as they come: any text, and text dense in the signs that have rules.
fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[ァ-ヺー・ ]{0,14}",
        "[ｦ-ﾟ ()\\-.]{0,44}",
        "[A-Z' .,<-]{0,20}",
        "(SH|CH|TS|OH|OU|KA|N|M|TTA|Ō|I|RI|YO| ){0,12}",
        "[ぁ-ん一二山田邉髙﨑々ヶさくら様 ]{0,8}",
        "[aA(ｶ)株式会社㈱ Incо]{0,14}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn normalising_twice_is_normalising_once(s in name()) {
        let once = normalise(&s);
        prop_assert_eq!(normalise(&once), once.clone());
        prop_assert_eq!(prepare(&once), prepare(&s));
    }

    #[test]
    fn verdict_is_symmetric(a in name(), b in name(), c in name()) {
        let (x, y) = ([prepare(&a), prepare(&c)], [prepare(&b)]);
        prop_assert_eq!(compare_people(&x, &y).verdict, compare_people(&y, &x).verdict);
        let (one, two) = (compare_holder(&x[0], &y), compare_holder(&y[0], &x[..1]));
        prop_assert_eq!(one.verdict, two.verdict, "{:?} {:?}", one.reason, two.reason);
    }

    #[test]
    fn no_name_differs_from_itself(s in name()) {
        let name = prepare(&s);
        let found = compare_holder(&name, std::slice::from_ref(&name));
        prop_assert_ne!(found.verdict, NameMatch::Mismatch);
        prop_assert_eq!(found.reason == NameReason::NothingToCompare, name.is_empty() && !is_corporate(&name));
    }

    #[test]
    fn more_names_never_lose_a_match(a in name(), b in name(), c in name()) {
        let (x, y, z) = (prepare(&a), prepare(&b), prepare(&c));
        if compare_holder(&x, std::slice::from_ref(&y)).verdict == NameMatch::Match {
            prop_assert_eq!(compare_holder(&x, &[z, y]).verdict, NameMatch::Match);
        }
    }
}
