//! What a bond says, in both languages.

use crate::ties::BondKind;

pub(super) fn bond_english(kind: BondKind, accounts: usize, shown: &str, value: f64, units: usize) -> String {
    let unrelated = if units > 1 { format!(" ({units} unrelated households)") } else { String::new() };
    match kind {
        BondKind::Document => format!("{accounts} accounts submitted the same ID document {shown}{unrelated}"),
        BondKind::ClonedIdentity | BondKind::Portrait => {
            format!("{accounts} accounts show {shown} under different identities{unrelated}")
        }
        BondKind::Bank => format!("{accounts} accounts are paid to {shown}{unrelated}"),
        BondKind::Holders => format!(
            "bank account {shown} is registered by {accounts} accounts under the names of {value:.0} different holders{unrelated}; a bank account has one"
        ),
        BondKind::Onward => format!("payouts of {accounts} accounts go onward to {shown}{unrelated}"),
        BondKind::Remittance => {
            format!("payouts of {accounts} accounts go onward to {shown}, without a share that is agreed{unrelated}")
        }
        BondKind::Device => {
            format!("{accounts} accounts use device {shown} in turn, up to {value:.0} changes of hand{unrelated}")
        }
        BondKind::Visit => {
            format!(
                "{accounts} accounts were seen on device {shown}, up to {value:.0} of them only in passing{unrelated}"
            )
        }
        BondKind::Alternation => {
            format!("{accounts} accounts switch on device {shown} within minutes, on up to {value:.0} days{unrelated}")
        }
        BondKind::Ip => {
            format!("{accounts} accounts use address {shown} on the same days, up to {value:.0} days{unrelated}")
        }
        BondKind::Line => {
            format!("{accounts} accounts use address {shown} by turns, up to {value:.0} days{unrelated}")
        }
        BondKind::Exit => format!(
            "{accounts} accounts, and hardly anybody else, use the hosting or VPN address {shown} on the same days{unrelated}"
        ),
        BondKind::Contact => format!("{accounts} accounts are reached at {shown}{unrelated}"),
        BondKind::Template => format!("{accounts} accounts use the same text or work {shown}{unrelated}"),
        BondKind::OtherIdentifier => format!("{accounts} accounts share {shown}{unrelated}"),
        BondKind::Synchrony => {
            format!(
                "sessions of {accounts} accounts start together beyond chance ({value:.0} bits of surprise){unrelated}"
            )
        }
        BondKind::Relay => format!(
            "sessions of {accounts} accounts begin within minutes of one another's ends, on different machines, beyond chance ({value:.0} bits of surprise){unrelated}"
        ),
        BondKind::Origin => {
            format!("{accounts} accounts were made within days from {shown} and never came back to it{unrelated}")
        }
        BondKind::Return => {
            format!("{shown} of an ended account came back on {value:.0} account(s) made later{unrelated}")
        }
        BondKind::Reviews => {
            format!("{accounts} accounts answer one another's reviews beyond the platform's habit{unrelated}")
        }
        BondKind::Boosting => format!(
            "{accounts} accounts: the same few praise the same {value:.0}, far more than their other reviews make likely{unrelated}"
        ),
        BondKind::Praise => {
            format!("{shown} rated {accounts} accounts that share something highly within days{unrelated}")
        }
        BondKind::Tribute => {
            format!("{value:.0} transfer(s) to one of {accounts} accounts from the others, and none back{unrelated}")
        }
        BondKind::Transfer => format!("{value:.0} transfer(s) between {accounts} accounts{unrelated}"),
        BondKind::Referral => format!("{value:.0} referral(s) between {accounts} accounts{unrelated}"),
        BondKind::Direct => format!("{value:.0} message(s) or other ties between {accounts} accounts{unrelated}"),
        BondKind::Known => format!("{accounts} accounts were found to be one person before"),
    }
}

pub(super) fn bond_japanese(kind: BondKind, accounts: usize, shown: &str, value: f64, units: usize) -> String {
    let unrelated = if units > 1 { format!("(互いに関係のない{units}世帯)") } else { String::new() };
    match kind {
        BondKind::Document => format!("{accounts}件のアカウントが同じ本人確認書類 {shown} を提出しています{unrelated}"),
        BondKind::ClonedIdentity | BondKind::Portrait => {
            format!("{accounts}件のアカウントが異なる身元で {shown} を使っています{unrelated}")
        }
        BondKind::Bank => format!("{accounts}件のアカウントの報酬が {shown} に支払われています{unrelated}"),
        BondKind::Holders => format!(
            "銀行口座 {shown} が{accounts}件のアカウントに{value:.0}人の異なる名義で登録されています{unrelated}。口座の名義人は一人です"
        ),
        BondKind::Onward => format!("{accounts}件のアカウントの報酬が {shown} へ転送されています{unrelated}"),
        BondKind::Remittance => {
            format!("{accounts}件のアカウントの報酬が {shown} へ送られていますが、一定の取り分はありません{unrelated}")
        }
        BondKind::Device => {
            format!("{accounts}件のアカウントが端末 {shown} を交互に使っています(最大{value:.0}回の交替){unrelated}")
        }
        BondKind::Visit => {
            format!(
                "{accounts}件のアカウントが端末 {shown} を使っています(うち一時的な利用は最大{value:.0}件){unrelated}"
            )
        }
        BondKind::Alternation => {
            format!(
                "{accounts}件のアカウントが端末 {shown} で数分のうちに切り替わっています(最大{value:.0}日){unrelated}"
            )
        }
        BondKind::Ip => {
            format!("{accounts}件のアカウントが同じ日にアドレス {shown} を使っています(最大{value:.0}日){unrelated}")
        }
        BondKind::Line => {
            format!(
                "{accounts}件のアカウントが代わる代わるアドレス {shown} を使っています(最大{value:.0}日){unrelated}"
            )
        }
        BondKind::Exit => format!(
            "ほぼ{accounts}件のアカウントだけが、同じ日にホスティングまたはVPNのアドレス {shown} を使っています{unrelated}"
        ),
        BondKind::Contact => format!("{accounts}件のアカウントの連絡先が {shown} です{unrelated}"),
        BondKind::Template => format!("{accounts}件のアカウントが同じ文面・作品 {shown} を使っています{unrelated}"),
        BondKind::OtherIdentifier => format!("{accounts}件のアカウントが {shown} を共有しています{unrelated}"),
        BondKind::Synchrony => {
            format!("{accounts}件のアカウントの接続が偶然を超えて同時に始まっています({value:.0}ビット){unrelated}")
        }
        BondKind::Relay => format!(
            "{accounts}件のアカウントの接続が、別々の端末で、互いの終了後数分のうちに偶然を超えて始まっています({value:.0}ビット){unrelated}"
        ),
        BondKind::Origin => {
            format!("{accounts}件のアカウントが数日のうちに {shown} から作られ、その後使われていません{unrelated}")
        }
        BondKind::Return => {
            format!("終了したアカウントの {shown} が、後に作られた{value:.0}件のアカウントに現れています{unrelated}")
        }
        BondKind::Reviews => format!("{accounts}件のアカウントが通常の習慣を超えて互いに評価し合っています{unrelated}"),
        BondKind::Boosting => format!(
            "{accounts}件のアカウント: 同じ少数の評価者が同じ{value:.0}件を、他の評価からは考えにくいほど高く評価しています{unrelated}"
        ),
        BondKind::Praise => {
            format!("{shown} が、つながりのある{accounts}件のアカウントを短期間に高く評価しています{unrelated}")
        }
        BondKind::Tribute => {
            format!("{accounts}件のアカウントのうち一件に、他から{value:.0}件の送金があり、返送はありません{unrelated}")
        }
        BondKind::Transfer => format!("{accounts}件のアカウント間に{value:.0}件の送金があります{unrelated}"),
        BondKind::Referral => format!("{accounts}件のアカウント間に{value:.0}件の紹介があります{unrelated}"),
        BondKind::Direct => format!("{accounts}件のアカウント間に{value:.0}件の連絡があります{unrelated}"),
        BondKind::Known => format!("{accounts}件のアカウントは以前に同一人物と判断されています"),
    }
}
