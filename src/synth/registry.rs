//! What the platform has on file: accounts, documents, identifiers, changes, reports, networks, earlier decisions, and the
//! truth beside them.

use super::deals::deals;
use super::label::{Class, Label};
use super::money::{COUNTRIES, destinations, merged, merger_day};
use super::rng::{Rng, hash, unit};
use super::rows::Rows;
use super::values;
use super::world::{FOREIGN_DOCUMENT, Id, NONE, World};
use crate::snapshot::{NetworkKind, Status};

/// Rows of `accounts`.
pub fn accounts(world: &World, account: u32, rows: &mut Rows) {
    let row = &world.accounts[account as usize];
    let mut rng = Rng::new(&[world.seed, 0xACC0, u64::from(account)]);
    let person = world.people[row.person as usize];
    let name = world.names.spelled(person, false);
    rows.text(&world.account_id(account));
    // Some register their name in Latin letters.
    let latin = !person.foreign && rng.chance(0.04);
    rows.text(if latin { &name.latin } else { &name.legal });
    rows.maybe_text((!rng.chance(0.08)).then_some(name.kana.as_str()));
    rows.text(row.role.word());
    rows.text(COUNTRIES[row.country as usize]);
    let created = world.moment(row.created, 24.0 * rng.unit()).min(world.end() - 1);
    rows.time(Some(created));
    rows.text(row.status.word());
    let since = world.moment(i32::from(row.ends), 12.0).min(world.end() - 1).max(created);
    rows.time((row.status != Status::Active).then_some(since));
    rows.maybe_text((row.organisation != NONE).then(|| world.names.company(row.organisation).0).as_deref());
}

/// Rows of `documents`: the main one, and for some a second.
pub fn documents(world: &World, account: u32, rows: &mut Rows) {
    let row = &world.accounts[account as usize];
    let person = world.people[row.person as usize];
    let mut rng = Rng::new(&[world.seed, 0xD0C5, u64::from(account)]);
    let second = unit(&[world.seed, 0xD0C6, u64::from(row.person)]) < 0.12;
    let own = u64::from(row.person) as u32;
    // The second one belongs to the person, so that one person's two accounts share it.
    let second = second.then(|| (1 << 28) + own).map(|id| if person.foreign { id | FOREIGN_DOCUMENT } else { id });
    for document in [Some(row.ids[Id::Document as usize]), second].into_iter().flatten() {
        let (kind, number) = values::document(world, document, account);
        let name = world.names.spelled(person, row.married != NONE);
        let issuer = if person.foreign && kind == "passport" { "VN" } else { "JP" };
        rows.text(&world.account_id(account));
        rows.text(&number);
        rows.text(kind);
        rows.text(issuer);
        rows.text(if matches!(kind, "passport" | "residence_card") { &name.latin } else { &name.legal });
        rows.time(Some(world.moment(row.created, 24.0 + 48.0 * rng.unit()).min(world.end() - 1)));
    }
}

/// Rows of `identifiers`.
pub fn identifiers(world: &World, account: u32, rows: &mut Rows) {
    let row = &world.accounts[account as usize];
    let mut rng = Rng::new(&[world.seed, 0x1DE7, u64::from(account)]);
    let seen = world.moment(row.created, 24.0 * rng.unit()).min(world.end() - 1);
    let mut add = |kind: &str, value: &str| {
        rows.text(&world.account_id(account));
        rows.text(kind);
        rows.text(value);
        rows.time(Some(seen));
    };
    let id = |id: Id| row.ids[id as usize];
    add("phone", &values::phone(world, id(Id::Phone)));
    add("email", &values::email(world, id(Id::Email)));
    if unit(&[world.seed, 0xADD2, u64::from(id(Id::Address))]) < 0.9 {
        add("address", &values::address(world, id(Id::Address)));
    }
    for (kind, of, salt) in [("portrait", Id::Portrait, 0x90), ("template", Id::Template, 0x7E)] {
        if id(of) != NONE {
            add(kind, &values::fingerprint(world, salt, id(of)));
        }
    }
    // The platform's own kind: a coarse browser fingerprint that some dozens have in common.
    let kinds = (world.accounts.len() / 40).max(3) as f64;
    let common = (kinds * unit(&[world.seed, 0xB4, u64::from(row.person)]).powi(2)) as u32;
    add("browser", &values::fingerprint(world, 0xB5, common));
}

/// Rows of `changes`.
pub fn changes(world: &World, account: u32, rows: &mut Rows) {
    let row = &world.accounts[account as usize];
    let mut rng = Rng::new(&[world.seed, 0xC4A6, u64::from(account)]);
    let mut add = |field: &str, at: i64| {
        if at >= world.moment(0, 0.0) && at < world.end() {
            rows.text(&world.account_id(account));
            rows.text(field);
            rows.time(Some(at));
        }
    };
    for destination in destinations(world, account) {
        if let Some(removed) = destination.removed.filter(|_| !destination.present) {
            add("bank_account", removed);
        }
    }
    let merge = world.moment(merger_day(world), 3.0);
    if merged(row.ids[Id::Bank as usize], world.rates.bank_merger) && world.moment(row.created, 60.0) < merge {
        add("bank_account", merge);
    }
    let first = row.created.max(0);
    let span = f64::from((i32::from(row.ends) - first).max(1));
    if rng.chance(world.rates.changes) {
        for _ in 0..rng.whole(1, 2) {
            let field = *rng.pick(&["email", "phone", "address", "address", "bank_account"]);
            add(field, world.moment(first, 24.0 * span * rng.unit()));
        }
    }
    if row.married != NONE {
        let day = i32::try_from(row.married).unwrap_or(0);
        add("name", world.moment(day, 11.0));
        add("address", world.moment(day + rng.day(0, 30), 12.0));
        if rng.chance(0.5) {
            add("bank_account", world.moment(day + rng.day(0, 40), 13.0));
        }
        if rng.chance(0.3) {
            add("email", world.moment(day + rng.day(0, 40), 14.0));
        }
    }
}

/// Rows of `reports`, by clients who had an order.
pub fn reports(world: &World, account: u32, rows: &mut Rows) {
    let row = &world.accounts[account as usize];
    let mut rng = Rng::new(&[world.seed, 0x4E90, u64::from(account)]);
    if !rng.chance(f64::from(row.reported)) {
        return;
    }
    let kinds =
        ["unnatural_language", "refuses_video", "off_platform", "below_market", "several_operators", "crypto_payment"];
    let main = *rng.pick(&kinds);
    let most = if matches!(row.label, Label::Ring(_)) { 4 } else { 2 };
    let wanted = rng.whole(1, most);
    for deal in deals(world, account).iter().filter(|deal| deal.worker == account).take(wanted) {
        let kind = if rng.chance(0.6) { main } else { *rng.pick(&kinds) };
        let at = deal.start + (rng.between([0.5, 12.0]) * 86_400.0) as i64;
        if at < world.end() {
            rows.text(&world.account_id(account));
            rows.text(kind);
            rows.maybe_text((!rng.chance(0.05)).then(|| world.account_id(deal.client)).as_deref());
            rows.time(Some(at));
        }
    }
}

/// Rows of `networks`: what somebody found out of the address ranges; some are unknown.
pub fn networks(world: &World, rows: &mut Rows) {
    for range in &world.ranges {
        let key = [world.seed, 0x4E7, u64::from(range.base)];
        if unit(&key) < world.rates.unknown_networks {
            continue;
        }
        let kind = network_word(range.kind);
        let bits = 32 - range.size.trailing_zeros();
        rows.text(&format!("{}/{bits}", std::net::Ipv4Addr::from(range.base)));
        rows.maybe_text((!hash(&[key[0], key[2], 1]).is_multiple_of(12)).then_some(kind));
        rows.whole(Some(range.asn.into()));
        rows.text(range.country);
        rows.text(&format!("{kind} {}", range.asn));
    }
}

const fn network_word(kind: NetworkKind) -> &'static str {
    match kind {
        NetworkKind::Residential => "residential",
        NetworkKind::Mobile => "mobile",
        NetworkKind::Cgnat => "cgnat",
        NetworkKind::Office => "office",
        NetworkKind::Campus => "campus",
        NetworkKind::Public => "public",
        NetworkKind::Hosting => "hosting",
        NetworkKind::Vpn => "vpn",
        NetworkKind::Tor => "tor",
    }
}

/// Rows of `known`: a few decisions of people: the placeholder portrait ties nobody, some households are known.
pub fn known(world: &World, rows: &mut Rows) {
    let mut add = |kind: &str, value: &str, verdict: &str, other: Option<&str>, reason: &str| {
        rows.text(kind);
        rows.text(value);
        rows.text(verdict);
        rows.maybe_text(other);
        rows.text(reason);
        rows.time(None);
    };
    if hash(&[world.seed, 0x60]).is_multiple_of(2) {
        let placeholder = values::fingerprint(world, 0x90, 0);
        add("portrait", &placeholder, "ignore", None, "the platform's own placeholder");
    }
    let lives = |pair: &[super::world::Account]| {
        pair.iter().all(|row| row.label == Label::Lawful(Class::Household))
            && pair[0].ids[Id::Address as usize] == pair[1].ids[Id::Address as usize]
    };
    let found = world.accounts.windows(2).enumerate().filter(|(_, pair)| lives(pair)).step_by(7).take(5);
    for (at, _) in found {
        let (first, second) = (world.account_id(at as u32), world.account_id(at as u32 + 1));
        add("account", &first, "separate", Some(&second), "a couple, seen on video");
    }
}

/// Rows of `truth`.
pub fn truth(world: &World, account: u32, rows: &mut Rows) {
    let row = &world.accounts[account as usize];
    rows.text(&world.account_id(account));
    let (prefix, motif, class) = match row.label {
        Label::Ring(motif) => ("ring", motif.word(), ""),
        Label::Lawful(class) => ("person", "", class.word()),
    };
    rows.text(&format!("{prefix}-{:07}", row.operator));
    rows.maybe_text((!motif.is_empty()).then_some(motif));
    rows.maybe_text((!class.is_empty()).then_some(class));
}
