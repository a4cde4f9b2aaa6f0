//! 'Not linked, because ...': what two accounts share that does not count, and why.

use super::index::{Index, LinkRecord};
use crate::messages::Lang;
use crate::model::Time;
use crate::ties::IN_PASSING;

/// Shared identifiers that are named; the rest is counted.
const NAMED: usize = 5;

/// The best chain that there is, where it is too weak.
pub(super) struct Weak {
    pub a: u32,
    pub b: u32,
    pub bits: f64,
    pub steps: usize,
}

/// An identifier that both carry.
struct Shared {
    node: u32,
    a: LinkRecord,
    b: LinkRecord,
}

/// Why no chain of up to `hops` ties joins two accounts: reasons, in the order: decisions, what both carry, the chain that is too weak, nothing at all.
pub(super) fn of(index: &Index, a: u32, b: u32, weak: Option<&Weak>, hops: usize, lang: Lang) -> Vec<String> {
    let say = |en: String, ja: String| match lang {
        Lang::En => en,
        Lang::Ja => ja,
    };
    let (one, other) = (index.shown(a), index.shown(b));
    if a == b {
        return vec![say(format!("{one} is one account"), format!("{one} は同じアカウントです"))];
    }
    let mut reasons = Vec::new();
    if index.separate(a, b) {
        reasons.push(say(
            format!("people decided that {one} and {other} are different people: ties between the two do not count"),
            format!("{one} と {other} は別人と判断されているため、両者間のつながりは数えません"),
        ));
    }
    let shared = shared(index, a, b);
    let evidence = index.tie(a, b);
    let weighed = |node: u32| evidence.parts.iter().any(|part| part.nodes.contains(&node));
    let idle: Vec<&Shared> = shared.iter().filter(|shared| !weighed(shared.node)).collect();
    reasons.extend(idle.iter().take(NAMED).map(|shared| why_idle(index, shared, lang)));
    if idle.len() > NAMED {
        let more = idle.len() - NAMED;
        reasons.push(say(
            format!("{more} more shared identifiers do not count either"),
            format!("他にも{more}件の共通する情報がありますが、数えません"),
        ));
    }
    let tie_from = index.meta().tie_from;
    if evidence.taken_back >= 0.1 && evidence.bits < tie_from && !index.separate(a, b) {
        let (bits, left) = (evidence.bits + evidence.taken_back, evidence.bits);
        reasons.push(say(
            format!("what both share directly would say {bits:.1} bits, but the two have lawful reasons to share (one household, one agency); {left:.1} bits are left"),
            format!("直接の共通点は{bits:.1}ビットですが、同一世帯・同一事業者など適法な理由があるため、残るのは{left:.1}ビットです"),
        ));
    }
    match weak {
        Some(weak) => {
            let (from, to) = (index.shown(weak.a), index.shown(weak.b));
            reasons.push(say(
                format!(
                    "the strongest chain ({} step(s)) hangs on {:.1} bits between {from} and {to}; accounts count as tied from {tie_from:.1} bits of evidence that can tie alone, or of two kinds",
                    weak.steps, weak.bits
                ),
                format!(
                    "最も強い経路({}段)も {from} と {to} の間が{:.1}ビットにとどまり、つながりと数える{tie_from:.1}ビットに届きません",
                    weak.steps, weak.bits
                ),
            ));
        }
        None if shared.is_empty() && evidence.parts.is_empty() && reasons.is_empty() && !joined(index, a, b) => {
            reasons.push(say(
                format!("{one} and {other} share nothing, and no chain of up to {hops} ties joins them"),
                format!("{one} と {other} に共通するものはなく、{hops}段以内の経路もありません"),
            ));
        }
        None => {}
    }
    reasons
}

/// Whether both stand in one cluster: then a chain exists, and nothing is to be excused.
fn joined(index: &Index, a: u32, b: u32) -> bool {
    index.cluster_place(a).is_some() && index.cluster_place(a) == index.cluster_place(b)
}

fn shared(index: &Index, a: u32, b: u32) -> Vec<Shared> {
    let mut others = index.links_of(b).peekable();
    let mut shared = Vec::new();
    // Both lists ascend by node.
    for link in index.links_of(a) {
        while others.next_if(|other| other.node < link.node).is_some() {}
        if let Some(other) = others.peek().filter(|other| other.node == link.node) {
            shared.push(Shared { node: link.node, a: link, b: *other });
        }
    }
    shared
}

/// Why an identifier that both carry is no evidence.
fn why_idle(index: &Index, shared: &Shared, lang: Lang) -> String {
    let node = shared.node;
    let (kind, degree) = (index.kind(node), index.degree(node));
    let name = format!("{} {}", kind.name.replace('_', " "), index.shown(node));
    let note = index.note(node);
    match lang {
        Lang::En if index.ignored(node) => format!("both carry {name}, which people decided to ignore"),
        Lang::Ja if index.ignored(node) => format!("{name} は共通ですが、無視すると判断されています"),
        Lang::En if index.hub(node) && degree <= kind.limit => {
            format!("both carry {name}, an address of kind {note}, which many strangers share: context, not evidence")
        }
        Lang::Ja if index.hub(node) && degree <= kind.limit => {
            format!("{name} は共通ですが、不特定多数が使うネットワーク({note})であり、証拠としません")
        }
        Lang::En if index.hub(node) => {
            format!("both carry {name}, a hub of {degree} accounts; above {} it is context, not evidence", kind.limit)
        }
        Lang::Ja if index.hub(node) => {
            format!("{name} は共通ですが、{degree}件のアカウントが使っており(上限{})、証拠としません", kind.limit)
        }
        _ => why_unused(shared, &name, kind.name == "ip" || kind.name == "device", lang),
    }
}

/// Why what both carry, and what may tie two, ties these two by nothing.
fn why_unused(shared: &Shared, name: &str, is_place: bool, lang: Lang) -> String {
    let (a, b) = (&shared.a, &shared.b);
    let (earlier, later) = if a.last <= b.last { (a, b) } else { (b, a) };
    if is_place && earlier.last != 0 && earlier.last < later.first {
        let (until, from) = (date(earlier.last), date(later.first));
        return match lang {
            Lang::En => format!(
                "both carry {name}, but one after the other, until {until} and from {from}: what changes hands, or is leased again, ties nobody"
            ),
            Lang::Ja => format!(
                "{name} は共通ですが、使用期間が重なりません({until}までと{from}から):譲渡や再割り当てがあるため、つながりと数えません"
            ),
        };
    }
    let fewer = a.days.min(b.days);
    if is_place && fewer <= u32::from(IN_PASSING) {
        return match lang {
            Lang::En => format!(
                "both carry {name}, but one of them on {fewer} day(s) only: who was there in passing is tied to nobody by it"
            ),
            Lang::Ja => {
                format!("{name} は共通ですが、一方の利用は{fewer}日だけです:一時的な利用は、つながりと数えません")
            }
        };
    }
    match lang {
        Lang::En if is_place => format!(
            "both carry {name} ({} and {} days), but hardly on the same days nor often enough in turn, or as people of one household do",
            a.days, b.days
        ),
        Lang::Ja if is_place => format!(
            "{name} は共通ですが({}日と{}日)、同じ日の利用も交代での利用も少ないか、同一世帯内の共有です",
            a.days, b.days
        ),
        Lang::En => {
            format!("both carry {name}, but as people of one household do, or so many others do that it says nothing")
        }
        Lang::Ja => format!("{name} は共通ですが、同一世帯内の共有であるか、多くの人に共通するため、証拠となりません"),
    }
}

/// The day of a moment, in UTC.
fn date(seconds: u32) -> String {
    Time(seconds).to_string().chars().take("2026-01-01".len()).collect()
}
