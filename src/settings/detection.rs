//! Thresholds of the detectors and of the linking passes: unit, default and reason of each.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use super::wrong::Wrong;

macro_rules! section {
    ($(#[$doc:meta])* $name:ident in $table:literal {
        $($(#[$field_doc:meta])* $field:ident: $kind:ty = $default:expr $(, $range:expr)?;)*
    }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields, default)]
        pub struct $name { $($(#[$field_doc])* pub $field: $kind),* }

        impl Default for $name {
            fn default() -> Self {
                Self { $($field: $default),* }
            }
        }

        impl $name {
            /// The first value that lies outside of what its setting can mean.
            pub(super) fn wrong(&self) -> Option<Wrong> {
                $($(
                    if !$range.contains(&self.$field) {
                        return Some(Wrong::outside([$table, stringify!($field)], self.$field, &$range));
                    }
                )?)*
                None
            }
        }
    };
}

/// What a prior can be: a group is never more likely one operation than not before anything is known of it.
pub const PRIOR: RangeInclusive<f64> = 1e-6..=0.5;

section!(
    /// `[score]`: prior, thresholds of the queue.
    ScoreSettings in "score" {
        /// Share of tied groups that hide one operation; a probability. The notices give no rate; 1% is the order of
        /// what platforms report, and calibration replaces it.
        prior: f64 = 0.01, PRIOR;
        /// Whether the prior falls from there where the platform's own groups say so: where few are sure, the doubtful ones
        /// are less likely one operation. `calibrate` knows better and turns it off.
        estimate_prior: bool = true;
        /// Bits that each doubling of a group's size takes from the prior, which is for a group of three: operations of
        /// ten are rarer than of three, while offices, classes and carriers put any number of strangers together.
        size_bits: f64 = 1.0, 0.0..=10.0;
        /// Score from which a cluster is an accusation; a probability. Even odds: below it the lawful story is likelier.
        accuse_from: f64 = 0.5, 0.01..=0.999;
        /// Score from which a cluster is written at all; below it a group is only a component.
        list_from: f64 = 0.1, 0.0..=0.999;
        /// Bits that a group on one kind of evidence keeps at most, when that kind is not decisive in itself: just
        /// under even odds, since one kind alone must not accuse.
        one_kind_at_most: f64 = -1.0, -20.0..=0.0;
        /// Bits from which a kind of evidence counts as one that agrees: under one bit it is hardly evidence.
        kind_from: f64 = 1.0, 0.0..=20.0;
    }
);

section!(
    /// `[linking]`: what ties two accounts, and when.
    LinkSettings in "linking" {
        /// Bits at which a pair is tied, after what is lawful between the two is taken back. Low, since a tie accuses
        /// nobody: clusters are weighed as a whole.
        tie_from: f64 = 1.8, 0.0..=50.0;
        /// Days of joint use that make an address or a machine recurring (P4).
        recurring_days: u32 = 3, 1..=366;
        /// Days within which they must fall (P4).
        recurring_window_days: u32 = 30, 1..=3660;
        /// Minutes between two accounts on one machine that make a switch (N8).
        switch_minutes: u32 = 10, 1..=1440;
        /// Days with a switch that make alternation (N8).
        switch_days: u32 = 3, 1..=366;
        /// Changes of hand that make joint use of a machine: one is a resale, two a loan, three a habit.
        device_changes: u32 = 3, 1..=10_000;
        /// Quantile of the degrees of shared values from which on a value is only context.
        limit_quantile: f64 = 0.99, 0.5..=1.0;
        /// Accounts on a value below which it always counts: rings of this size are reported.
        limit_at_least: u32 = 60, 2..=100_000;
        /// Accounts on a value above which it never counts: no operation of this size hides behind one value, and
        /// the work grows with the square.
        limit_at_most: u32 = 200, 2..=100_000;
        /// Fixed limits by kind, instead of the estimated ones.
        limits: std::collections::BTreeMap<String, u32> = std::collections::BTreeMap::new();
        /// Kinds of identifier that show a face or an identity: shared under different documents they are T1.
        portrait_kinds: Vec<String> = words(&["portrait", "face", "selfie", "photo", "image"]);
        /// Kinds of identifier that say where somebody lives: never evidence, but a lawful explanation.
        address_kinds: Vec<String> = words(&["address", "home_address", "postal_address"]);
        /// Kinds of identifier by which somebody is reached.
        contact_kinds: Vec<String> = words(&["phone", "email", "messenger", "telegram", "whatsapp", "skype", "line", "wechat", "kakaotalk", "signal", "discord"]);
        /// Kinds of identifier that are texts or works: bids, profiles, repositories (N3).
        template_kinds: Vec<String> = words(&["template", "bid", "profile", "portfolio", "repository", "code"]);
        /// Kinds of direct tie that carry money.
        money_ties: Vec<String> = words(&["transfer", "payment", "tip"]);
        /// Kinds of direct tie by which one account brings another in.
        referral_ties: Vec<String> = words(&["referral", "invitation", "invite"]);
    }
);

section!(
    /// `[clusters]`: how ties become clusters.
    ClusterSettings in "clusters" {
        /// Accounts above which a group is cut into finer communities, and two groups are joined only where both are accused and own one thing
        /// together that several of either carry.
        largest: u32 = 60, 2..=100_000;
        /// Resolution of the constant Potts model, in bits a pair: a community must hold together by more than this
        /// on average.
        resolution: f64 = 0.5, 0.0..=50.0;
        /// Bits below which a bridge between two groups is cut.
        bridge_from: f64 = 6.0, 0.0..=1000.0;
        /// Bits, of two kinds at least, at which a loose account joins a cluster: more than a tie, since it is weighed
        /// against all of its members.
        join_from: f64 = 2.0, 0.0..=50.0;
        /// Bits of one kind at which two groups may be one, where no second kind agrees: a payee or a machine in
        /// common, not a place or a text.
        merge_from: f64 = 4.5, 0.0..=50.0;
        /// Bits over two pairs at least, other than of a place, a text or a deal, at which two accused groups are one
        /// operation: few, since two operations seldom share payees or machines twice by chance.
        merge_accused_from: f64 = 1.4, 0.0..=50.0;
        /// Score from which a cluster grows; a probability. Far below even odds: what joins may be what is missing.
        grow_from: f64 = 0.15, 0.0..=0.999;
        /// Times that clusters are grown so.
        growth_rounds: u32 = 3, 0..=20;
        /// Seed of the communities' random order.
        seed: u64 = 1;
    }
);

section!(
    /// `[accounts]`: indicators of one account.
    AccountSettings in "accounts" {
        /// P1: days of the window.
        p1_window_days: u32 = 90, 1..=3660;
        /// P1: changes of payout details within it.
        p1_payout_changes: u32 = 3, 1..=1000;
        /// P1: changes of legal name within it.
        p1_name_changes: u32 = 2, 1..=1000;
        /// P1: changes of any detail within it.
        p1_any_changes: u32 = 4, 1..=1000;
        /// P1: days at the account's beginning that do not count: people correct what they typed.
        p1_settling_days: u32 = 14, 0..=3660;
        /// P1: share of all accounts that change one field on one day and make the day not count (a bank merger).
        p1_common_share: f64 = 0.01, 0.0..=1.0;
        /// P5: networks (/24, /64).
        p5_networks: u32 = 4, 2..=1000;
        /// P5: minutes.
        p5_minutes: u32 = 60, 1..=10_080;
        /// P5: kilometres an hour that nobody travels.
        p5_speed: f64 = 900.0, 1.0..=100_000.0;
        /// P6: minutes of gap at which two sessions are one.
        p6_gap_minutes: u32 = 15, 0..=1440;
        /// P6: hours that are noted.
        p6_noted_hours: u32 = 16, 1..=1000;
        /// P6: hours that are flagged.
        p6_flagged_hours: u32 = 24, 1..=1000;
        /// P7: hours of work in a week.
        p7_weekly_hours: u32 = 98, 1..=168;
        /// P7: such weeks in any four.
        p7_weeks: u32 = 3, 1..=4;
        /// C1 to C6: different clients that must report the same.
        c_reporters: u32 = 2, 1..=1000;
        /// C4: share of the category's median fee in the month.
        c4_share: f64 = 0.5, 0.0..=1.0;
        /// C4: orders below it.
        c4_orders: u32 = 3, 1..=10_000;
        /// C5: devices.
        c5_devices: u32 = 3, 2..=1000;
        /// C5: normalised mutual information of device and 8-hour slot.
        c5_information: f64 = 0.6, 0.0..=1.0;
        /// C5: days.
        c5_days: u32 = 10, 1..=3660;
        /// T3: share of sessions from hosting or VPN ranges, or under remote control.
        t3_share: f64 = 0.5, 0.0..=1.0;
        /// N5: days after creation that show who verified.
        n5_days: u32 = 7, 1..=3660;
        /// N5: later sessions that must all come from the new set.
        n5_sessions: u32 = 10, 1..=100_000;
    }
);

section!(
    /// `[groups]`: indicators of groups.
    GroupSettings in "groups" {
        /// N2: workers of one cluster.
        n2_workers: u32 = 3, 2..=1000;
        /// N2: mean rating.
        n2_rating: f64 = 4.5, 0.0..=5.0;
        /// N2: days.
        n2_days: u32 = 14, 1..=3660;
        /// N6: accounts made together.
        n6_accounts: u32 = 5, 2..=100_000;
        /// N6: days in which they were made.
        n6_days: u32 = 7, 1..=3660;
        /// N7: minutes within which two sessions start together; relays: within which one follows the end of another.
        n7_minutes: u32 = 10, 1..=720;
        /// N7 and relays: sessions an account needs to be compared.
        n7_sessions: u32 = 8, 1..=100_000;
        /// N7: joint starts at least; relays: days on which one follows the other.
        n7_joint: u32 = 5, 1..=100_000;
        /// N7: bits of surprise over chance, added to the logarithm of the number of pairs tried: with 7, chance gives one pair
        /// on 128 platforms. Relays: bits at least.
        n7_surprise: f64 = 7.0, 0.0..=1000.0;
        /// T2: hours within which money goes onward.
        t2_hours: u32 = 72, 1..=8760;
        /// T2: least share kept.
        t2_kept_from: f64 = 0.10, 0.0..=1.0;
        /// T2: largest share kept.
        t2_kept_to: f64 = 0.45, 0.0..=1.0;
        /// T2: coefficient of variation below which the share is constant.
        t2_variation: f64 = 0.15, 0.0..=10.0;
        /// Mutual reviews: days within which two reviews answer each other.
        reciprocal_days: u32 = 60, 1..=3660;
        /// Mutual reviews: members of a clique at least. What the closure of three says is held against the platform's other threes.
        clique_size: u32 = 3, 3..=1000;
        /// Mutual reviews: share of pairs up to which cliques are joined; closure is weighed by what is really there.
        clique_density: f64 = 0.65, 0.0..=1.0;
        /// Mutual reviews: steps that the enumeration of cliques may take.
        clique_budget: u64 = 200_000_000, 1..=1_000_000_000_000;
        /// Broker: accounts around it.
        broker_accounts: u32 = 4, 2..=100_000;
    }
);

impl LinkSettings {
    /// Whether the limits of a shared value begin above where they end.
    pub(super) fn limits_are_swapped(&self) -> Option<Wrong> {
        let (from, to) = (self.limit_at_least, self.limit_at_most);
        let what =
            || format!("limit_at_least in [linking] is {from}, beyond limit_at_most, {to}; let it be the smaller");
        (from > to).then(|| Wrong::new(["linking", "limit_at_least"], what()))
    }
}

impl GroupSettings {
    /// Whether the share that T2 takes for kept begins where it has ended.
    pub(super) fn kept_shares_are_swapped(&self) -> Option<Wrong> {
        let (from, to) = (self.t2_kept_from, self.t2_kept_to);
        let what = || format!("t2_kept_from in [groups] is {from}, beyond t2_kept_to, {to}; let it be the smaller");
        (from > to).then(|| Wrong::new(["groups", "t2_kept_from"], what()))
    }
}

fn words(list: &[&str]) -> Vec<String> {
    list.iter().map(ToString::to_string).collect()
}
