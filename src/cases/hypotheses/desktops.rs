//! An employer's remote desktops, on which people take turns by trade.

use super::Hypothesis;
use super::signs::shares_only;
use crate::cases::case::Case;
use crate::cases::kinds::Explains;
use crate::messages::{Message, Story};
use crate::model::Indicator;
use crate::snapshot::{Login, NetworkKind};
use crate::ties::{BondKind, Family};

/// Share of a machine's sessions from which on it is one of an employer's desktops.
const MOSTLY: f64 = 0.9;

/// Whether every machine that the case shares may be one of an employer's remote desktops, on which people take turns by trade: it
/// stands in a data centre, or is under remote control on a line that is not known for a home's. A machine at a home, or behind
/// a VPN, is somebody's.
pub(in crate::cases) fn machines_are_desktops(case: &Case) -> bool {
    // Whoever works on such a machine hides where.
    if !case.accounts.iter().any(|&account| case.conduct.shows(account, Indicator::T3)) {
        return false;
    }
    let addresses = &case.graph.snapshot.addresses;
    let desktop = |login: &Login| match login.ip().and_then(|ip| addresses.network(ip).kind) {
        Some(NetworkKind::Hosting) => true,
        None | Some(NetworkKind::Office | NetworkKind::Campus) => login.remote(),
        Some(_) => false,
    };
    let mut machines = case.parts.iter().filter(|part| part.kind().family() == Family::Machine).peekable();
    machines.peek().is_some()
        && machines.all(|part| {
            let device = part.bond.node.map(|node| node.value);
            let sessions = part.accounts.iter().flat_map(|&account| case.graph.logins(account));
            let (mut all, mut there) = (0usize, 0usize);
            for login in sessions.filter(|login| login.device().is_some() && login.device() == device) {
                all += 1;
                there += usize::from(desktop(login));
            }
            all > 0 && there as f64 >= MOSTLY * all as f64
        })
}

/// People from which on desktops are a firm's: two are whoever rents a machine together.
const A_FIRM: usize = 3;

/// A firm whose people work on its desktops in a data centre, and share its texts or referrals and what it owes them. Whoever works several accounts there
/// has them share more: of groups of three and more most of whom are on such machines, and that share only what is named here, 1 was a ring's and 33 were
/// not; with a payee, a number, a paper, a browser, money sent on or praise besides 35 and 5. Where half of them use one text and half were brought in
/// by one another, 3 were rings' and none was not.
pub(super) fn desktops(case: &Case) -> Option<Hypothesis> {
    let theirs: Explains = |kind| match kind {
        Some(
            BondKind::Device
            | BondKind::Visit
            | BondKind::Alternation
            | BondKind::Ip
            | BondKind::Line
            | BondKind::Exit
            | BondKind::Referral
            | BondKind::Direct,
        ) => 1.0,
        // Work from a data centre looks hidden, and is the employer's way.
        None => 0.9,
        Some(BondKind::Template | BondKind::Transfer | BondKind::Praise) => 0.8,
        _ => 0.0,
    };
    let many = case.accounts.len() >= A_FIRM && case.covers_half(BondKind::Device);
    let recruited = case.covers_half(BondKind::Template) && case.covers_half(BondKind::Referral);
    (many && !recruited && shares_only(case, theirs) && machines_are_desktops(case)).then_some(Hypothesis {
        class: "place",
        plausible: 0.85,
        explains: theirs,
        message: Message::Story(Story::Desktops),
    })
}
