//! Why a declared organisation does not explain a group: what no agency's people do.

use super::Lang;

/// What speaks against an agency that a group declares.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refutation {
    /// One face or paper under several identities.
    OneIdentity,
    /// They pay one of them and send money on.
    Collected,
    /// They work in step beyond their hours.
    InStep,
    /// Their access hides where it comes from, and no company pays them.
    Hidden,
    /// Money goes on less an agreed share, and they know nothing of each other.
    AgreedShare,
}

impl Refutation {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::OneIdentity, Self::Collected, Self::InStep, Self::Hidden, Self::AgreedShare];

    /// The sentence, with the organisation's name.
    pub(super) fn text(self, name: &str, lang: Lang) -> String {
        match lang {
            Lang::En => format!("the accounts declare the organisation “{name}”, but {}", self.english()),
            Lang::Ja => format!("所属組織「{name}」が申告されていますが、{}", self.japanese()),
        }
    }

    const fn english(self) -> &'static str {
        match self {
            Self::OneIdentity => "a face or a paper of theirs stands under several identities",
            Self::Collected => "they pay one of them and send money on to one house, where an agency pays its people",
            Self::InStep => "half of them work in step beyond what their hours make likely",
            Self::Hidden => "half of them hide where they work, and no company pays them",
            Self::AgreedShare => {
                "they send their pay on less an agreed share, and neither brought one another in nor pay one another"
            }
        }
    }

    const fn japanese(self) -> &'static str {
        match self {
            Self::OneIdentity => "構成員の顔写真または書類が複数の身元で使われています",
            Self::Collected => "所属先が支払うのではなく、構成員が一件に送金し、報酬が同じ宛先へ送られています",
            Self::InStep => "半数が、勤務時間からは説明できないほど同時に作業しています",
            Self::Hidden => "半数が接続元を隠しており、支払先も法人ではありません",
            Self::AgreedShare => "取り決めた割合を差し引いた報酬が送金されており、互いの紹介や支払いがありません",
        }
    }
}
