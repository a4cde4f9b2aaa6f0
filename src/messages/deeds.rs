//! What a group did to an account that is none of it.

use super::Lang;

/// What ties an account to those who did it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Deed {
    /// They use its text, picture, number or bank account.
    Copied,
    /// They sent it money.
    Paid,
    /// They praised it.
    Praised,
    /// They ordered work from it, and either side said how it was.
    Hired,
    /// They said that they brought it in, long after it had come.
    Claimed,
    /// They wrote to it.
    Wrote,
}

impl Deed {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Copied, Self::Paid, Self::Praised, Self::Hired, Self::Claimed, Self::Wrote];

    /// The sentence of the accounts, and of the days by which they were first.
    pub(super) fn text(self, accounts: &str, days: u32, lang: Lang) -> String {
        match lang {
            Lang::En => format!(
                "{accounts}: tied to them by what they did and by nothing of its own ({}): perhaps {}, so no member",
                self.english(days),
                self.who(lang)
            ),
            Lang::Ja => format!(
                "{accounts}:つながりは相手側の行為によるもので、自らの行為によるものはありません({}):{}かもしれないため、含めていません",
                self.japanese(days),
                self.who(lang)
            ),
        }
    }

    fn english(self, days: u32) -> String {
        match self {
            Self::Copied => format!("they use what it had at least {days} days before them"),
            Self::Paid => "they sent it money".into(),
            Self::Praised => "they praised it".into(),
            Self::Hired => "they ordered work from it, and each side reviewed the other".into(),
            Self::Claimed => format!("they were said to have brought it in {days} days and more after it had come"),
            Self::Wrote => "they wrote to it".into(),
        }
    }

    fn japanese(self, days: u32) -> String {
        match self {
            Self::Copied => format!("{days}日以上前から使っていたものを、相手が後から使用"),
            Self::Paid => "相手からの送金".into(),
            Self::Praised => "相手からの高評価".into(),
            Self::Hired => "相手からの発注と、その相互評価".into(),
            Self::Claimed => format!("登録から{days}日以上後に記録された紹介"),
            Self::Wrote => "相手からのメッセージ".into(),
        }
    }

    const fn who(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Copied, Lang::En) => "somebody whom they copied",
            (Self::Copied, Lang::Ja) => "模倣された本人",
            (Self::Paid, Lang::En) => "somebody whom they pay for what they buy",
            (Self::Paid, Lang::Ja) => "代金の受取人",
            (_, Lang::En) => "a customer or a stranger",
            (_, Lang::Ja) => "取引先または第三者",
        }
    }
}
