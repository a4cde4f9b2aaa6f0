//! Founds people, homes and accounts; what every lawful group and every ring is made with.

use super::citizen::{Citizen, Home};
use super::label::{Class, Label};
use super::money::{ABROAD, HOME_COUNTRY};
use super::people::{NameLists, Person};
use super::places::{Place, Pool, Space};
use super::rng::Rng;
use super::world::{Access, Account, Bond, FOREIGN_DOCUMENT, Flow, Forwarding, Id, NONE, Rhythm};
use crate::settings::{SynthRates, SynthSettings};
use crate::snapshot::{Role, Status};

/// A platform under construction.
pub struct Builder<'a> {
    /// Settings in force.
    pub settings: &'a SynthSettings,
    /// Rates drawn.
    pub rates: SynthRates,
    /// Accounts wanted in all.
    pub wanted: usize,
    /// Days of the period.
    pub days: u16,
    /// The stream of the plan.
    pub rng: Rng,
    /// Names to draw from.
    pub names: NameLists,
    /// People so far.
    pub people: Vec<Person>,
    /// Accounts so far.
    pub accounts: Vec<Account>,
    /// Ways so far, in no order.
    pub accesses: Vec<Access>,
    /// Places so far.
    pub places: Vec<Place>,
    /// Dwellings so far.
    pub homes: Vec<u32>,
    /// Bonds so far.
    pub flows: Vec<Flow>,
    /// Address space.
    pub space: Space,
    /// Mobile carriers' gateways.
    pub carriers: Vec<u32>,
    /// Carrier-grade NATs of fixed lines.
    pub gateways: Vec<u32>,
    /// VPN providers' exits.
    pub exits: Vec<u32>,
    /// Cafés and other public networks.
    pub venues: Vec<u32>,
    /// Hosting machines that many rent.
    pub hosts: Vec<u32>,
    /// Machines of the cafés, three each.
    pub public_devices: Vec<u32>,
    /// The pool of leased lines that is being filled.
    pub pool: Option<Pool>,
    next: u32,
    operators: u32,
}

impl<'a> Builder<'a> {
    /// An empty platform with its carriers, providers and venues.
    #[must_use]
    pub fn new(settings: &'a SynthSettings, rates: SynthRates, wanted: usize, seed: u64) -> Self {
        let days = rates.days.round().clamp(14.0, 3650.0) as u16;
        let mut builder = Self {
            settings,
            rates,
            wanted,
            days,
            rng: Rng::new(&[seed, 0x91A2]),
            names: NameLists::default(),
            people: Vec::with_capacity(wanted),
            accounts: Vec::with_capacity(wanted),
            accesses: Vec::with_capacity(wanted * 5),
            places: Vec::new(),
            homes: Vec::new(),
            flows: Vec::new(),
            space: Space::default(),
            carriers: Vec::new(),
            gateways: Vec::new(),
            exits: Vec::new(),
            venues: Vec::new(),
            hosts: Vec::new(),
            public_devices: Vec::new(),
            pool: None,
            next: 1,
            operators: 0,
        };
        builder.found_networks();
        builder
    }

    /// A number that nothing else has.
    pub fn fresh(&mut self) -> u32 {
        self.next += 1;
        self.next
    }

    /// The next operator's number.
    pub fn operator(&mut self) -> u32 {
        self.operators += 1;
        self.operators
    }

    /// Accounts still to be made.
    #[must_use]
    pub fn left(&self) -> usize {
        self.wanted.saturating_sub(self.accounts.len())
    }

    /// A person who lives at `home`; `surname` where the family is known.
    pub fn citizen(&mut self, home: Home, surname: Option<u16>) -> Citizen {
        let foreign = surname.is_none() && self.rng.chance(self.rates.foreign_names);
        let person = self.names.person(&mut self.rng, foreign, surname);
        self.people.push(person);
        let (computer, telephone) = (self.fresh(), self.fresh());
        let third = if self.rng.chance(0.25) { self.fresh() } else { computer };
        let telephone = if self.rng.chance(0.85) { telephone } else { computer };
        let carrier = *self.rng.pick(&self.carriers);
        Citizen { person: (self.people.len() - 1) as u32, devices: [computer, telephone, third], home, carrier }
    }

    /// A person in a home of their own.
    pub fn stranger(&mut self) -> Citizen {
        let home = self.home();
        self.citizen(home, None)
    }

    /// An account of a person, with that person's own everything and sessions from home and on the telephone.
    pub fn open(&mut self, citizen: &Citizen, label: Label) -> u32 {
        let account = self.register(citizen, label);
        self.equip(account, citizen, [0, self.days]);
        account
    }

    /// Sessions from home and on the telephone, for some days.
    pub fn equip(&mut self, account: u32, citizen: &Citizen, days: [u16; 2]) {
        let [computer, telephone, third] = citizen.devices;
        let home = citizen.home.place;
        let weight = self.rng.whole(30, 60) as u16;
        self.reach(account, computer, home, weight, days, 0);
        if telephone != computer {
            let at_home = self.rng.whole(2, 20) as u16;
            let outside = self.rng.whole(1, 20) as u16;
            self.reach(account, telephone, home, at_home, days, 0);
            self.reach(account, telephone, citizen.carrier, outside, days, 0);
        }
        if third != computer {
            self.reach(account, third, home, 5, days, 0);
        }
        if self.rng.chance(0.1) {
            let venue = *self.rng.pick(&self.venues);
            let day = self.rng.below(self.days as usize) as u16;
            if days[0] <= day && day < days[1] {
                self.reach(account, computer, venue, 20, [day, day + 2], 0);
            }
        }
    }

    /// An account without any way to the platform yet.
    pub fn register(&mut self, citizen: &Citizen, label: Label) -> u32 {
        let role = self.role();
        let portrait = self.portrait();
        let template = self.template();
        let (created, country) = (self.creation_day(), self.residence());
        let operator = self.operator();
        let rng = &mut self.rng;
        let rates = &self.rates;
        let alive = f64::from(i32::from(self.days) - created.max(0)).max(7.0) / f64::from(self.days);
        // A newcomer is busier: half of what the shorter time takes away is made up for. Free weekends, late joiners and
        // accounts that end early cost a fifth of all sessions, which everyone else makes up for.
        let sessions = 1.27 * rates.logins * rng.spread(0.7) * (0.5 + 0.5 * alive);
        let email = self.accounts.len() as u32;
        self.next += 3;
        let document =
            if self.people[citizen.person as usize].foreign { self.next | FOREIGN_DOCUMENT } else { self.next };
        self.accounts.push(Account {
            person: citizen.person,
            holder: citizen.person,
            organisation: NONE,
            ids: [document, self.next - 1, self.next - 2, email, citizen.home.address, portrait, template, NONE],
            label,
            operator,
            role,
            status: if rng.chance(0.02) { *rng.pick(&[Status::Suspended, Status::Closed]) } else { Status::Active },
            created,
            ends: self.days,
            country,
            rate: (sessions / (f64::from(self.days) * alive)).min(4.0) as f32,
            hour: [*rng.pick(&[9.5, 11.0, 13.0, 15.0, 19.0, 20.5, 22.0, 23.5]), rng.between([1.0, 3.5]) as f32],
            weekdays: rng.chance(0.4),
            rhythm: Rhythm::Own,
            join: 0.0,
            forwarding: Forwarding {
                known: rates.onward_known as f32,
                keep: rng.between([0.0, 0.6]) as f32,
                keep_spread: 0.2,
                hours: rng.whole(12, 250) as u8,
                country: if rng.chance(0.7) { HOME_COUNTRY } else { rng.below(ABROAD) as u8 },
            },
            idle: false,
            tracker: rng.chance(rates.trackers),
            overwork: rng.chance(0.002),
            remote: rng.chance(0.01),
            cheap: rng.chance(0.02),
            payout_changes: u8::from(rng.chance(rates.changes / 5.0)),
            reported: (rates.reports) as f32,
            married: NONE,
        });
        self.account_end(email);
        email
    }

    fn account_end(&mut self, account: u32) {
        let days = self.days;
        let ends = self.rng.whole((days / 4).into(), days.into()) as u16;
        let row = &mut self.accounts[account as usize];
        if row.status != Status::Active {
            row.ends = ends;
            row.created = row.created.min(i32::from(ends) - 3);
        }
    }

    fn role(&mut self) -> Role {
        let draw = self.rng.unit();
        if draw < self.rates.clients {
            Role::Client
        } else if draw < self.rates.clients + self.rates.both {
            Role::Both
        } else {
            Role::Worker
        }
    }

    fn portrait(&mut self) -> u32 {
        if !self.rng.chance(self.rates.portraits) {
            return NONE;
        }
        if self.rng.chance(self.rates.placeholder) { 0 } else { self.fresh() }
    }

    fn template(&mut self) -> u32 {
        if self.rng.chance(self.rates.course_template) {
            // Few templates are very common, many are rare.
            let kinds = (self.wanted as f64 / 50.0).max(3.0);
            return (1 << 30) + (kinds * self.rng.unit().powi(3)) as u32;
        }
        if self.rng.chance(0.3) { self.fresh() } else { NONE }
    }

    fn creation_day(&mut self) -> i32 {
        if self.rng.chance(self.rates.new_accounts) {
            self.rng.day(0, i32::from(self.days) - 11)
        } else {
            -self.rng.day(1, 1500)
        }
    }

    fn residence(&mut self) -> u8 {
        if self.rng.chance(self.rates.abroad) { self.rng.below(ABROAD) as u8 } else { HOME_COUNTRY }
    }

    /// Adds a way to the platform.
    pub fn reach(&mut self, account: u32, device: u32, place: u32, weight: u16, days: [u16; 2], rhythm: u8) {
        let [from, until] = days;
        self.accesses.push(Access { account, device, place, from, until, weight, rhythm });
    }

    /// Bonds two accounts.
    pub fn bond(&mut self, a: u32, b: u32, bond: Bond) {
        if a != b {
            self.flows.push(Flow { a, b, bond });
        }
    }

    /// Changes one value of an account.
    pub fn set(&mut self, account: u32, id: Id, value: u32) {
        self.accounts[account as usize].ids[id as usize] = value;
    }

    /// One value of an account.
    #[must_use]
    pub fn get(&self, account: u32, id: Id) -> u32 {
        self.accounts[account as usize].ids[id as usize]
    }

    /// The label of a lawful class.
    #[must_use]
    pub const fn lawful(class: Class) -> Label {
        Label::Lawful(class)
    }
}
