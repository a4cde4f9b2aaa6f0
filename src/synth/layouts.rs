//! The columns of the tables that are written, as `snapshot.md` names them.

use super::rows::Layout;
use super::rows::Type::{Flag, Number, Text, Time, Whole};

macro_rules! layouts {
    ($($constant:ident $name:literal [$($column:literal $kind:ident),* $(,)?];)*) => {
        $(#[doc = concat!("`", $name, "`.")]
        pub const $constant: Layout = Layout { name: $name, columns: &[$(($column, $kind)),*] };)*

        #[cfg(test)]
        pub const ALL: &[Layout] = &[$($constant),*];
    };
}

layouts! {
    ACCOUNTS "accounts" ["account_id" Text, "name" Text, "name_kana" Text, "role" Text, "country" Text, "created_at" Time,
        "status" Text, "status_at" Time, "organisation" Text];
    DOCUMENTS "documents" ["account_id" Text, "document_id" Text, "kind" Text, "country" Text, "name" Text,
        "submitted_at" Time];
    BANK_ACCOUNTS "bank_accounts" ["account_id" Text, "bank_account_id" Text, "kind" Text, "holder" Text, "country" Text,
        "added_at" Time, "removed_at" Time];
    LOGINS "logins" ["account_id" Text, "started_at" Time, "ended_at" Time, "ip" Text, "device_id" Text, "remote" Flag];
    CHANGES "changes" ["account_id" Text, "field" Text, "changed_at" Time];
    REVIEWS "reviews" ["reviewer_id" Text, "reviewee_id" Text, "posted_at" Time, "rating" Whole, "contract_id" Text];
    CONTRACTS "contracts" ["contract_id" Text, "client_id" Text, "worker_id" Text, "category" Text, "fee" Number,
        "currency" Text, "started_at" Time];
    WORK "work" ["account_id" Text, "started_at" Time, "ended_at" Time, "contract_id" Text];
    PAYOUTS "payouts" ["account_id" Text, "bank_account_id" Text, "paid_at" Time, "amount" Number, "currency" Text,
        "onward_id" Text, "onward_at" Time, "onward_amount" Number, "onward_country" Text];
    IDENTIFIERS "identifiers" ["account_id" Text, "kind" Text, "value" Text, "seen_at" Time];
    TIES "ties" ["account_id" Text, "other_id" Text, "kind" Text, "at" Time, "amount" Number];
    REPORTS "reports" ["account_id" Text, "kind" Text, "reporter_id" Text, "reported_at" Time];
    NETWORKS "networks" ["cidr" Text, "kind" Text, "asn" Whole, "country" Text, "name" Text];
    KNOWN "known" ["kind" Text, "value" Text, "verdict" Text, "other" Text, "reason" Text, "until" Time];
    TRUTH "truth" ["account_id" Text, "operator" Text, "motif" Text, "class" Text];
}

#[cfg(test)]
mod tests {
    use super::ALL;
    use crate::model::Table;

    #[test]
    fn every_table_of_a_snapshot_is_laid_out_and_the_truth_beside_them() {
        let names: Vec<_> = ALL.iter().map(|layout| layout.name).collect();
        let mut wanted: Vec<_> = Table::ALL.iter().map(|table| table.name()).collect();
        wanted.push("truth");
        assert_eq!(names, wanted);
    }
}
