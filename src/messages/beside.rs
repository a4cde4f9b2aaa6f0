//! Why somebody whom one kind of bond ties to a cluster at most is in it.

use super::Lang;

/// What somebody has to do with the others of a cluster that is no bond.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// Was at so many addresses or machines that are mostly theirs.
    Seen(usize),
    /// Deals with them: so many messages, transfers and reviews.
    Deals(usize),
    /// Was made when they were.
    Began,
}

impl Beside {
    /// The sentence on so many accounts.
    #[must_use]
    pub fn text(self, accounts: usize, lang: Lang) -> String {
        match (self, lang) {
            (Self::Seen(places), Lang::En) => format!(
                "{accounts} account(s) were seen, if only in passing, at {places} address(es) or device(s) that are mostly the others'"
            ),
            (Self::Seen(places), Lang::Ja) => format!(
                "{accounts}件のアカウントが、主に他のアカウントのものである{places}件のアドレスまたは端末で、一時的に確認されています"
            ),
            (Self::Deals(rows), Lang::En) => {
                format!("{accounts} account(s) deal with the others: {rows} message(s), transfer(s) or review(s)")
            }
            (Self::Deals(rows), Lang::Ja) => {
                format!("{accounts}件のアカウントが、他のアカウントとやり取りしています(連絡・送金・評価{rows}件)")
            }
            (Self::Began, Lang::En) => {
                format!("{accounts} account(s) were made when others of them were, as few of all accounts were")
            }
            (Self::Began, Lang::Ja) => {
                format!(
                    "{accounts}件のアカウントが、他のアカウントと同じ時期に作られています(その時期の登録は全体では少数です)"
                )
            }
        }
    }
}
