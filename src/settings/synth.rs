//! `[synth]`: sizes and rates of the synthetic platform, each with its reason.
//!
//! A rate is a range `[low, high]`; `generate` draws one value for each platform from its seed, so that two seeds are two
//! different platforms. Rates of lawful groups are shares of all accounts.

use serde::{Deserialize, Serialize};

macro_rules! ranges {
    ($($(#[$doc:meta])* $name:ident = [$low:literal, $high:literal];)*) => {
        /// Sizes and rates of the synthetic platform.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields, default)]
        pub struct SynthSettings {
            /// Kinds of edge that no ring has: `strongest` (each motif loses the kind that gives it away most), or names of
            /// kinds (`device`, `ip`, `bank_account`, `document`, `onward`, `phone`, `email`, `address`, `portrait`, `template`,
            /// `synchrony`, `creation`, `handover`, `review`, `broker`, `client`). For tests of what is left.
            pub without: Vec<String>,
            /// Adds the worst case for cost: identifiers that up to half of all accounts carry.
            pub hubs: bool,
            /// The day on which the snapshot ends, `YYYY-MM-DD`.
            pub moment: String,
            $($(#[$doc])* pub $name: [f64; 2],)*
        }

        impl Default for SynthSettings {
            fn default() -> Self {
                Self { without: Vec::new(), hubs: false, moment: "2025-10-01".into(), $($name: [$low, $high],)* }
            }
        }

        /// One platform's rates, drawn from the ranges of [`SynthSettings`].
        #[derive(Clone, Debug, Default, PartialEq, Serialize)]
        #[allow(missing_docs, reason = "each is the value drawn from the range of its name")]
        pub struct SynthRates { $(pub $name: f64,)* }

        impl SynthRates {
            /// Every rate with its name.
            #[must_use]
            pub fn all(&self) -> Vec<(&'static str, f64)> {
                vec![$((stringify!($name), self.$name)),*]
            }
        }

        impl SynthSettings {
            /// Draws a platform's rates; `draw` gets each range with its name.
            pub fn draw(&self, mut draw: impl FnMut(&str, [f64; 2]) -> f64) -> SynthRates {
                SynthRates { $($name: draw(stringify!($name), self.$name),)* }
            }

            /// Every range with its name.
            #[must_use]
            pub fn ranges(&self) -> Vec<(&'static str, [f64; 2])> {
                vec![$((stringify!($name), self.$name)),*]
            }

            /// Says which range is no range: an end that is negative or no number, or a low end above the high one.
            pub fn validate(&self) -> Result<(), String> {
                for (name, [low, high]) in self.ranges() {
                    if !(low >= 0.0 && low <= high && high.is_finite()) {
                        return Err(format!("synth.{name}: [{low}, {high}] is no range; write [low, high] with 0 <= low <= high"));
                    }
                }
                Ok(())
            }
        }
    };
}

ranges! {
    /// Length of the snapshot in days: platforms keep session logs for three to six months.
    days = [90.0, 180.0];
    /// Sessions of an account over the whole period, on average: every second or third day.
    logins = [46.0, 54.0];
    /// Accounts that work for a hidden operation. The advisories speak of thousands of workers among millions: about one in a hundred.
    ring_accounts = [0.005, 0.02];
    /// Tail exponent of ring sizes (Pareto from 3): between very uneven and moderately uneven.
    ring_tail = [1.0, 1.8];
    /// Largest ring: the laptop farm sentenced in Arizona in 2025 ran over 90 machines for over 300 firms; on one platform some tens.
    ring_largest = [20.0, 40.0];
    /// Share of a ring member's sessions that run on what the ring shares; the rest is camouflage on its own.
    ring_use = [0.08, 0.5];
    /// Ring members that one tie alone holds: careful members exist in every ring.
    ring_loose = [0.0, 0.1];
    /// Ring members whose own sessions come through a VPN.
    ring_vpn = [0.1, 0.5];
    /// Ring members whose own sessions come through residential proxies, that is, through homes of strangers.
    ring_proxy = [0.1, 0.4];

    /// Accounts that buy: freelancing platforms have two to five sellers for each buyer.
    clients = [0.15, 0.3];
    /// Accounts that both buy and sell.
    both = [0.02, 0.1];
    /// Residents with foreign names: 3% of residents of Japan, more among freelancers.
    foreign_names = [0.03, 0.12];
    /// Accounts with declared residence abroad.
    abroad = [0.02, 0.1];
    /// Accounts created within the period: platforms grow.
    new_accounts = [0.2, 0.4];
    /// Sessions without a device id: blocked scripts and old clients.
    no_device = [0.0, 0.08];
    /// Sessions without an end: the log knows starts only.
    no_end = [0.0, 0.15];
    /// Chance that a person's device gets a new id within the period (cleared storage).
    device_churn = [0.02, 0.15];
    /// Accounts that give a portrait.
    portraits = [0.5, 0.9];
    /// Accounts whose portrait is the platform's placeholder, one value for all.
    placeholder = [0.01, 0.05];
    /// Accounts that bid with a template from a course, a book or a forum, which strangers use too.
    course_template = [0.05, 0.2];
    /// Dwellings registered without a room number, so that a building has one address.
    no_room = [0.05, 0.2];

    /// Homes whose IPv4 address is leased again among strangers within the period: cable and PPPoE lines.
    dynamic_lines = [0.1, 0.7];
    /// Share of the addresses of a dynamic pool that customers of this platform hold at one time.
    pool_density = [0.2, 0.9];
    /// Homes with IPv6: over half of Japanese fixed lines.
    ipv6 = [0.3, 0.7];
    /// Address ranges of which nothing is known in `networks`.
    unknown_networks = [0.05, 0.5];
    /// Subscribers behind one carrier address, on average ('hundreds').
    carrier_sharing = [100.0, 400.0];
    /// Users behind one VPN exit, on average.
    exit_sharing = [10.0, 80.0];

    /// Accounts in households of two to six accounts with a line, an address and often a device in common.
    household = [0.1, 0.2];
    /// Accounts in households where one bank account serves several: 130,000 of 54 million payment accounts were found
    /// registered to a family member's account in 2023; platforms without that check see far more.
    family_bank = [0.01, 0.04];
    /// Accounts of openly declared agencies, paid to the company.
    agency_declared = [0.01, 0.025];
    /// Accounts of agencies that nobody declared, still paid to the company.
    agency_undeclared = [0.005, 0.015];
    /// Accounts whose people work in a shared office one to four days a week.
    coworking = [0.02, 0.05];
    /// Accounts seen once or a few times in a café; some on the café's own machines.
    cafe = [0.03, 0.08];
    /// Accounts made in class: one campus address, one week; later everyone at home.
    school = [0.008, 0.02];
    /// Accounts at home behind a carrier-grade NAT.
    cgnat = [0.05, 0.15];
    /// Accounts that use a mobile carrier only.
    mobile = [0.08, 0.2];
    /// Accounts that use a VPN for privacy.
    vpn = [0.02, 0.08];
    /// Accounts whose device was sold to, or bought from, a stranger.
    resold_device = [0.005, 0.02];
    /// Accounts of people who hold a client and a worker account.
    two_roles = [0.01, 0.03];
    /// Accounts at a bank that merges: all its numbers change on one day.
    bank_merger = [0.05, 0.08];
    /// Accounts whose people log in from their employer's office.
    office = [0.02, 0.05];
    /// Accounts around a client who hires the same few workers again and again, and praises them.
    loyal_client = [0.008, 0.02];
    /// Accounts of leads and their subcontractors, paid onward.
    subcontractor = [0.004, 0.012];
    /// Accounts that never log out.
    idle_session = [0.005, 0.02];
    /// Accounts whose holder changed the legal name: half a million marriages a year among 120 million people, more among the young.
    marriage = [0.003, 0.01];
    /// Accounts that send earnings to family abroad; siblings send to one destination.
    remittance = [0.004, 0.015];
    /// Accounts that forward payouts to an exchange with one collecting address.
    exchange = [0.01, 0.03];
    /// Accounts of twins and of people whose scans were confused: one portrait, two people.
    portrait_error = [0.001, 0.003];
    /// Accounts of people who closed an account and were allowed back.
    permitted_return = [0.002, 0.006];
    /// Accounts whose holder moved to a new computer and a new line in the first weeks.
    new_computer = [0.005, 0.015];
    /// Accounts of friends who brought each other in and copied one profile.
    friends = [0.005, 0.02];
    /// Accounts of two strangers under one document number: a digit misread, a scan on the wrong account.
    document_error = [0.0002, 0.0008];
    /// Accounts that carry a ring's number, picture or text by chance, or send money where it does.
    bystander = [0.001, 0.003];
    /// Accounts of couples, siblings and colleagues under two names who live or work at one machine.
    partners = [0.002, 0.008];
    /// Accounts of teams whose leader orders from them on the platform and pays them.
    led_team = [0.002, 0.006];
    /// Accounts of a support centre's clients, who take turns on its machines in its opening hours.
    support_centre = [0.002, 0.006];
    /// Accounts of franchisees: one picture, one text, a fee of an agreed share to one payee.
    franchise = [0.001, 0.003];
    /// Accounts of people who know each other, order from one another and say so.
    circle = [0.002, 0.006];
    /// Accounts of people whose document a ring has a copy of.
    document_victim = [0.0002, 0.001];
    /// Share of those who were allowed back that came back after a suspension, under their own name.
    back_after_ban = [0.2, 0.6];

    /// Orders of a worker in the period.
    orders = [3.0, 7.0];
    /// Chance that a client reviews an order.
    reviewed = [0.5, 0.8];
    /// Chance that a review is returned: on Bitcoin-Alpha 83% are; marketplaces ask both ends.
    returned = [0.4, 0.85];
    /// Workers who log their hours.
    trackers = [0.1, 0.3];
    /// Lawful payouts of which the platform knows where the money went next.
    onward_known = [0.01, 0.05];
    /// Accounts about which a client reports something without cause.
    reports = [0.01, 0.04];
    /// Accounts that change a registered detail in the period.
    changes = [0.1, 0.3];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_are_ranges_and_round_trip() {
        let settings = SynthSettings::default();
        assert_eq!(settings.validate(), Ok(()));
        let text = toml::to_string(&settings).unwrap();
        assert_eq!(toml::from_str::<SynthSettings>(&text).unwrap(), settings);
    }

    #[test]
    fn a_wrong_range_and_an_unknown_key_are_named() {
        let wrong = SynthSettings { household: [0.3, 0.1], ..SynthSettings::default() };
        assert!(wrong.validate().unwrap_err().contains("synth.household"));
        assert!(toml::from_str::<SynthSettings>("houshold = [0.1, 0.2]").is_err());
    }
}
