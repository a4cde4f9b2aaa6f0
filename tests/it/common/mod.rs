//! A platform written down in a test: tables of CSV lines, read and analysed as a user's would be.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use ringtrace::analyze::analyze;
use ringtrace::messages::Lang;
use ringtrace::progress::Progress;
use ringtrace::report::{Cluster, Finding, Report};
use ringtrace::settings::Settings;
use ringtrace::snapshot::{ReadOptions, Snapshot, read};

/// 2026-01-01T00:00:00Z, a Thursday.
pub const NEW_YEAR: i64 = 1_767_225_600;
pub const MINUTE: i64 = 60;
pub const HOUR: i64 = 3600;
pub const DAY: i64 = 86_400;

/// Names of people who are not related.
pub const NAMES: [&str; 12] = [
    "Sato Taro",
    "Suzuki Hana",
    "Takahashi Ken",
    "Tanaka Yui",
    "Ito Jun",
    "Watanabe Mai",
    "Yamamoto Rin",
    "Nakamura Sho",
    "Kobayashi Go",
    "Kato Emi",
    "Yoshida Ren",
    "Yamada Aoi",
];

const HEADERS: [(&str, &str); 14] = [
    ("accounts", "account_id,name,name_kana,role,country,created_at,status,status_at,organisation"),
    ("documents", "account_id,document_id,kind,country,name,submitted_at"),
    ("bank_accounts", "account_id,bank_account_id,kind,holder,country,added_at,removed_at"),
    ("logins", "account_id,started_at,ended_at,ip,device_id,remote"),
    ("changes", "account_id,field,changed_at"),
    ("reviews", "reviewer_id,reviewee_id,posted_at,rating,contract_id"),
    ("contracts", "contract_id,client_id,worker_id,category,fee,currency,started_at"),
    ("work", "account_id,started_at,ended_at,contract_id"),
    ("payouts", "account_id,bank_account_id,paid_at,amount,currency,onward_id,onward_at,onward_amount,onward_country"),
    ("identifiers", "account_id,kind,value,seen_at"),
    ("ties", "account_id,other_id,kind,at,amount"),
    ("reports", "account_id,kind,reporter_id,reported_at"),
    ("networks", "cidr,kind,asn,country,name"),
    ("known", "kind,value,verdict,other,reason,until"),
];

/// Tables by name, each a list of CSV lines in the columns of `HEADERS`.
#[derive(Clone, Default)]
pub struct Platform {
    pub tables: BTreeMap<&'static str, Vec<String>>,
}

impl Platform {
    /// A platform with `count` strangers `s0000`.. who share nothing, so that rates and rarities have a background.
    pub fn with_strangers(count: usize) -> Self {
        let mut platform = Self::default();
        for at in 0..count {
            platform.account(&format!("s{at:04}"), &format!("Stranger{at:04} Person{at:04}"));
        }
        platform
    }

    /// The same, each with a line and a machine of its own that it uses every fifth day for two months.
    pub fn with_seen_strangers(count: usize) -> Self {
        let mut platform = Self::with_strangers(count);
        for at in 0..count as i64 {
            for day in (at % 3..60).step_by(5) {
                let start = day * DAY + (at * 37 % 900) * MINUTE;
                platform.login(&format!("s{at:04}"), start, 60, &format!("60.{at}.1.7"), &format!("own-{at}"));
            }
        }
        platform
    }

    pub fn row(&mut self, table: &'static str, line: impl Into<String>) -> &mut Self {
        self.tables.entry(table).or_default().push(line.into());
        self
    }

    /// A worker made half a year before the new year.
    pub fn account(&mut self, id: &str, name: &str) -> &mut Self {
        self.row("accounts", format!("{id},{name},,worker,JP,{},active,,", NEW_YEAR - 180 * DAY))
    }

    /// A session of `minutes`, `at` seconds after the new year.
    pub fn login(&mut self, id: &str, at: i64, minutes: i64, ip: &str, device: &str) -> &mut Self {
        let start = NEW_YEAR + at;
        self.row("logins", format!("{id},{start},{},{ip},{device},", start + minutes * MINUTE))
    }

    /// A session of an hour at `hour` UTC on each of `days` days from the new year on.
    pub fn daily(&mut self, id: &str, days: std::ops::Range<i64>, hour: i64, ip: &str, device: &str) -> &mut Self {
        for day in days {
            self.login(id, day * DAY + hour * HOUR, 60, ip, device);
        }
        self
    }

    pub fn write(&self, directory: &Path) {
        for (table, lines) in &self.tables {
            let header = HEADERS.iter().find(|(name, _)| name == table).expect("a table of the contract").1;
            let mut text = format!("{header}\n");
            lines.iter().for_each(|line| writeln!(text, "{line}").expect("writing to memory"));
            std::fs::write(directory.join(format!("{table}.csv")), text).expect("a writable directory");
        }
    }

    pub fn snapshot(&self, settings: &Settings) -> Snapshot {
        let directory = tempfile::tempdir().expect("a temporary directory");
        self.write(directory.path());
        let options = ReadOptions { tables: &settings.tables, networks: &settings.networks, strict: false };
        let snapshot = read(directory.path(), &options, &Progress::silent()).expect("a snapshot that can be read");
        assert_eq!(snapshot.rejects, [], "a test's rows are all usable");
        snapshot
    }

    pub fn report_with(&self, settings: &Settings) -> Report {
        analyze(&self.snapshot(settings), settings, Lang::En, &Progress::silent())
    }

    pub fn report(&self) -> Report {
        self.report_with(&Settings::default())
    }

    /// Findings of one indicator.
    pub fn findings(&self, indicator: &str) -> Vec<Finding> {
        self.report().findings.into_iter().filter(|finding| finding.indicator == indicator).collect()
    }
}

/// The cluster of an account, if it stands in the queue.
pub fn accusing_cluster<'a>(report: &'a Report, account: &str) -> Option<&'a Cluster> {
    report.clusters.iter().find(|cluster| cluster.score >= 0.5 && cluster.accounts.iter().any(|id| id == account))
}

/// The accounts that evidence of this code is about, cluster by cluster.
pub fn tied_by(platform: &Platform, code: &str) -> Vec<String> {
    let report = platform.report();
    let evidence = report.clusters.iter().flat_map(|cluster| &cluster.evidence);
    evidence.filter(|evidence| evidence.code == code).flat_map(|evidence| evidence.accounts.clone()).collect()
}

/// The accounts of the cluster that accuses `account`, and what its alternatives of a class say of those who are left out, which weighs nothing.
pub fn members_and_left_out(platform: &Platform, account: &str, class: &str) -> (Vec<String>, Vec<String>) {
    let report = platform.report();
    let cluster = accusing_cluster(&report, account).expect("the operation is accused");
    let left_out = cluster.alternatives.iter().filter(|story| story.class == class);
    assert!(left_out.clone().all(|story| story.weight == 0.0), "it says why somebody is left out, and weighs nothing");
    (cluster.accounts.clone(), left_out.map(|story| story.why.clone()).collect())
}
