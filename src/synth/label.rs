//! What an account truly is: a member of a ring, or one of the lawful classes.

macro_rules! labels {
    ($(#[$doc:meta])* $name:ident { $($(#[$item:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$item])* $variant),* }

        impl $name {
            /// Every one.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The word in `truth.csv`.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }
        }
    };
}

labels! {
    /// How a ring works.
    Motif {
        /// One dwelling full of laptops, each the machine of an account, driven from elsewhere.
        LaptopFarm = "laptop_farm",
        /// Earnings of many accounts meet in a few payout accounts and go on from there.
        PayoutFunnel = "payout_funnel",
        /// Verified by real people, then handed to an operator who pays them a share.
        RentedIdentity = "rented_identity",
        /// A team that works the same accounts on the same machines in shifts.
        ShiftTeam = "shift_team",
        /// One person behind many invented people.
        PersonaOperator = "persona_operator",
        /// Accounts that praise one another.
        MutualReview = "mutual_review",
        /// Each banned account is followed by the next.
        RecyclingAfterBan = "recycling_after_ban",
        /// A broker who recruits, hires and pays the others.
        BrokerStar = "broker_star",
        /// One document's number or portrait under many names.
        ClonedId = "cloned_id",
        /// Careful: no device, line or document in common.
        StealthRing = "stealth_ring",
    }
}

labels! {
    /// A lawful kind of account, by what makes it look suspicious.
    #[allow(missing_docs, reason = "the settings of these names describe each")]
    Class {
        Household = "household",
        FamilyBank = "family_bank",
        AgencyDeclared = "agency_declared",
        AgencyUndeclared = "agency_undeclared",
        Coworking = "coworking",
        Cafe = "cafe",
        School = "school",
        Cgnat = "cgnat",
        Mobile = "mobile",
        Vpn = "vpn",
        ResoldDevice = "resold_device",
        TwoRoles = "two_roles",
        BankMerger = "bank_merger",
        Office = "office",
        LoyalClient = "loyal_client",
        Subcontractor = "subcontractor",
        IdleSession = "idle_session",
        Marriage = "marriage",
        Remittance = "remittance",
        Exchange = "exchange",
        PortraitError = "portrait_error",
        PermittedReturn = "permitted_return",
        NewComputer = "new_computer",
        Friends = "friends",
        DocumentError = "document_error",
        Bystander = "bystander",
        Partners = "partners",
        LedTeam = "led_team",
        SupportCentre = "support_centre",
        Franchise = "franchise",
        Circle = "circle",
        DocumentVictim = "document_victim",
        Ordinary = "ordinary",
    }
}

/// What an account truly is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// A member of a ring.
    Ring(Motif),
    /// Lawful.
    Lawful(Class),
}
