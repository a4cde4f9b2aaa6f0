//! What clients report, as the sentences name it.

use crate::snapshot::ReportKind;

impl ReportKind {
    pub(super) const fn english(self) -> &'static str {
        match self {
            Self::UnnaturalLanguage => "unnatural language",
            Self::RefusesVideo => "that video calls are refused",
            Self::OffPlatform => "being drawn off the platform",
            Self::BelowMarket => "offers far below the market",
            Self::SeveralOperators => "that several people operate the account",
            Self::CryptoPayment => "that payment in crypto-assets was asked for",
        }
    }

    pub(super) const fn japanese(self) -> &'static str {
        match self {
            Self::UnnaturalLanguage => "不自然な言葉づかい",
            Self::RefusesVideo => "ビデオ通話の拒否",
            Self::OffPlatform => "プラットフォーム外への誘導",
            Self::BelowMarket => "相場より著しく低い価格",
            Self::SeveralOperators => "複数人によるアカウント操作",
            Self::CryptoPayment => "暗号資産での支払い要求",
        }
    }
}
