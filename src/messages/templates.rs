//! Every sentence with its blanks, in both languages, so that a page can be switched after the results were written.
//!
//! The pairs are made by saying each message with numbers that no other place holds, and cutting those out again: the
//! sentences stay in one table.

use super::{Beside, Deed, Lang, Message, Refutation, Story, words};
use crate::snapshot::ReportKind;
use crate::ties::BondKind;

/// The first number that stands for a blank; blanks are numbered from it. Four digits, so that two never run together.
const BLANK: usize = 8101;
const BLANKS: usize = 8;

/// A sentence in English and in Japanese; `{0}`, `{1}` ... are its blanks.
pub type Template = [String; 2];

/// All templates, the most specific ones first.
#[must_use]
pub fn templates() -> Vec<Template> {
    let mut all: Vec<Template> =
        samples().iter().map(|message| [Lang::En, Lang::Ja].map(|lang| cut(message.text(lang)))).collect();
    all.sort_by(|a, b| b[0].len().cmp(&a[0].len()).then_with(|| a.cmp(b)));
    all.dedup();
    all
}

/// Puts a blank where a number that stands for one is, together with its decimals.
fn cut(mut text: String) -> String {
    for at in 0..BLANKS {
        let number = (BLANK + at).to_string();
        for decimals in [".00", ".0", ""] {
            text = text.replace(&format!("{number}{decimals}"), &format!("{{{at}}}"));
        }
    }
    text
}

/// A number for the blank `at`.
const fn n(at: usize) -> usize {
    BLANK + at
}

/// The same as a number with decimals.
fn x(at: usize) -> f64 {
    n(at) as f64
}

/// The same as text.
fn s(at: usize) -> String {
    n(at).to_string()
}

/// A share that is shown as the blank `at` per cent.
fn share(at: usize) -> f64 {
    x(at) / 100.0
}

/// The same for 32 bits.
const fn days(at: usize) -> u32 {
    n(at) as u32
}

const REPORTS: [ReportKind; 6] = [
    ReportKind::UnnaturalLanguage,
    ReportKind::RefusesVideo,
    ReportKind::OffPlatform,
    ReportKind::BelowMarket,
    ReportKind::SeveralOperators,
    ReportKind::CryptoPayment,
];

/// Each message in each of its forms.
fn samples() -> Vec<Message> {
    let mut all = of_accounts();
    all.extend(of_groups());
    all.extend(of_alternatives());
    all
}

fn of_accounts() -> Vec<Message> {
    let mut all = vec![
        Message::P2 { holder: s(0), name: s(1) },
        Message::P5Networks { networks: n(0), minutes: days(1) },
        Message::P5Speed { speed: x(0) },
        Message::P6 { hours: x(0), flagged: true },
        Message::P6 { hours: x(0), flagged: false },
        Message::P7Hours { hours: x(0), weeks: n(1) },
        Message::P7Overlap { blocks: n(0) },
        Message::BelowMarket { orders: n(0), share: share(1) },
        Message::Shifts { devices: n(0), information: x(1), days: n(2) },
        Message::CryptoPayout { destinations: n(0) },
        Message::T3 { share: share(0), sessions: n(1), declared: true },
        Message::T3 { share: share(0), sessions: n(1), declared: false },
        Message::N5 { days: days(0), later: n(1) },
        Message::TwoRoles,
    ];
    all.extend(["payout", "name", ""].map(|what| Message::P1 { changes: n(0), what, days: days(1) }));
    all.extend(REPORTS.map(|kind| Message::Reported { kind, clients: n(0) }));
    all
}

fn of_groups() -> Vec<Message> {
    let mut all = vec![
        Message::P8 { reviews: n(0), shared: true },
        Message::P8 { reviews: n(0), shared: false },
        Message::N1,
        Message::N2 { client: s(0), workers: n(1), mean: x(2), days: days(3) },
    ];
    all.push(Message::Conduct { code: "8104", accounts: n(0), of: n(1), usual: share(2) });
    all.extend([
        Message::MadeApart { accounts: n(0), days: days(1), usual: days(2) },
        Message::MadeAgo { days: days(0), usual: days(1) },
        Message::Idle { accounts: n(0), of: n(1) },
        Message::ReportedAtAll { accounts: n(0), of: n(1) },
    ]);
    all.push(Message::ClientsReport { clients: n(0), accounts: n(1), of: n(2), usual: share(3) });
    for kind in BondKind::ALL {
        let bond = |units| Message::Bond { kind, accounts: n(0), shown: s(1), value: x(2), units };
        all.extend([bond(1), bond(n(3))]);
    }
    all
}

fn of_alternatives() -> Vec<Message> {
    let mut all = vec![
        Message::Household { units: n(0), accounts: n(1) },
        Message::HouseholdWeak { units: n(0) },
        Message::AgencyDeclared { name: s(0) },
        Message::Place { quality: 1.0 - share(0) },
        Message::School { accounts: n(0) },
        Message::Owner { account: s(0), days: days(1) },
        Message::DecidedApart { one: s(0), other: s(1) },
        Message::Reseller { devices: n(0) },
        Message::PapersAlone { alone: days(0), sharing: days(1) },
        Message::Unmodelled,
    ];
    let beside = [Beside::Seen(n(1)), Beside::Deals(n(1)), Beside::Began];
    all.extend(beside.map(|how| Message::Beside { accounts: n(0), how }));
    all.extend(Deed::ALL.map(|deed| Message::ActedUpon { accounts: s(0), deed, days: days(1) }));
    all.extend(Refutation::ALL.map(|why| Message::AgencyRefuted { name: s(0), why }));
    all.extend(Story::ALL.map(Message::Story));
    all.extend(words::FAMILIES.map(|(family, _)| Message::OneKind { family }));
    all.extend(words::CLASSES.map(|(class, _)| Message::NotSufficient { class, left: x(0) }));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blanks(text: &str) -> Vec<char> {
        let mut found: Vec<char> = text.split('{').skip(1).filter_map(|rest| rest.chars().next()).collect();
        found.sort_unstable();
        found
    }

    #[test]
    fn both_languages_have_the_same_blanks_and_no_number_is_left() {
        let all = templates();
        assert!(all.len() > 70, "{}", all.len());
        for [english, japanese] in &all {
            let (here, there) = (blanks(english), blanks(japanese));
            assert!(there.iter().all(|blank| here.contains(blank)), "{english}: {japanese}");
            assert!(here.iter().all(|blank| there.contains(blank)), "{english}: {japanese}");
            assert!(!english.contains("81") && !japanese.contains("81"), "{english}: {japanese}");
        }
        let speed = all.iter().find(|[english, _]| english.starts_with("consecutive sessions"));
        assert_eq!(
            speed.map(|[_, japanese]| japanese.as_str()),
            Some("連続する接続の場所が時速{0}km相当で離れています")
        );
    }
}
