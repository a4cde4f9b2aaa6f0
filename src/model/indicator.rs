//! The catalogue of indicators: one row each, with code, scope, sentence and lawful look-alikes.

/// What an indicator speaks about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scope {
    /// One account.
    Account,
    /// Two accounts.
    Pair,
    /// A group of accounts.
    Group,
}

/// One row of the catalogue.
#[derive(Clone, Copy, Debug)]
pub struct IndicatorInfo {
    /// The stable code, as in results.
    pub code: &'static str,
    /// What the indicator speaks about.
    pub scope: Scope,
    /// What the notice says, in a clause.
    pub meaning: &'static str,
    /// The lawful things that look like it.
    pub lawful: &'static str,
}

macro_rules! catalogue {
    ($($code:ident $scope:ident $meaning:literal, $lawful:literal;)*) => {
        /// An indicator of the catalogue, by its stable code.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[allow(missing_docs, reason = "`info` documents each")]
        pub enum Indicator { $($code),* }

        impl Indicator {
            /// Every indicator, in the catalogue's order.
            pub const ALL: &[Self] = &[$(Self::$code),*];

            /// The indicator's row of the catalogue.
            #[must_use]
            pub const fn info(self) -> IndicatorInfo {
                match self {
                    $(Self::$code => IndicatorInfo {
                        code: stringify!($code), scope: Scope::$scope, meaning: $meaning, lawful: $lawful,
                    }),*
                }
            }
        }
    };
}

catalogue! {
    P1 Account "registered name, contact or payout details change often", "marriage, bank merger";
    P2 Account "the account's name and the payout account's holder differ", "company or agency as payee, spouse";
    P3 Pair "several accounts on one ID document", "one person's two roles, re-registration";
    P4 Pair "several accounts on one IP address again and again", "household, office, café, carrier address";
    P5 Account "many networks in a short time", "mobile network, VPN";
    P6 Account "logged in for very long", "idle cookie";
    P7 Account "cumulated working time abnormally long", "idle timer, agency";
    P8 Pair "reviewer and reviewed share a document, bank account or device", "family firm";
    C1 Account "clients report unnatural language", "newcomers";
    C2 Account "clients report that video is refused", "disability";
    C3 Account "clients report being drawn off the platform", "habit";
    C4 Account "offers far below the market", "newcomers";
    C5 Account "several people seem to operate the account", "phone and PC";
    C6 Account "payment in crypto-assets is asked for", "habit";
    T1 Pair "one portrait or number under different identities", "scan errors, twins";
    T2 Group "a share is kept and the rest sent onward", "subcontracting, remittance";
    T3 Account "hides that the work is done elsewhere", "privacy";
    N1 Pair "client and worker share a payout account", "own company";
    N2 Group "one client rates many linked workers highly", "loyal client";
    N3 Pair "one bid or profile template on several accounts", "courses";
    N4 Pair "identifiers of a banned account come back", "permitted return";
    N5 Account "handed over after verification", "new computer";
    N6 Group "made together, then dispersed", "school";
    N7 Pair "sessions start in the same minutes beyond chance", "office hours";
    N8 Pair "one machine, many people, minute by minute", "internet café";
}

impl std::fmt::Display for Indicator {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.info().code)
    }
}
