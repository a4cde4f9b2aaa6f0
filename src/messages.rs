//! Every sentence that a result says, in one table, in English and Japanese.

mod beside;
mod bonds;
mod deeds;
mod lang;
mod refutations;
mod reports;
mod stories;
mod templates;
mod words;

pub use beside::Beside;
use bonds::{bond_english, bond_japanese};
pub use deeds::Deed;
pub use lang::Lang;
pub use refutations::Refutation;
pub use stories::Story;
pub use templates::{Template, templates};

use crate::snapshot::ReportKind;
use crate::ties::BondKind;

/// Something to tell people. Fields are what the sentence names.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "each field is what `text` makes of it")]
pub enum Message {
    P1 { changes: usize, what: &'static str, days: u32 },
    P2 { holder: String, name: String },
    P5Networks { networks: usize, minutes: u32 },
    P5Speed { speed: f64 },
    P6 { hours: f64, flagged: bool },
    P7Hours { hours: f64, weeks: usize },
    P7Overlap { blocks: usize },
    Reported { kind: ReportKind, clients: usize },
    BelowMarket { orders: usize, share: f64 },
    Shifts { devices: usize, information: f64, days: usize },
    CryptoPayout { destinations: usize },
    T3 { share: f64, sessions: usize, declared: bool },
    N5 { days: u32, later: usize },
    TwoRoles,
    Bond { kind: BondKind, accounts: usize, shown: String, value: f64, units: usize },
    P8 { reviews: usize, shared: bool },
    N1,
    N2 { client: String, workers: usize, mean: f64, days: u32 },
    Conduct { code: &'static str, accounts: usize, of: usize, usual: f64 },
    ClientsReport { clients: usize, accounts: usize, of: usize, usual: f64 },
    MadeApart { accounts: usize, days: u32, usual: u32 },
    MadeAgo { days: u32, usual: u32 },
    Idle { accounts: usize, of: usize },
    ReportedAtAll { accounts: usize, of: usize },
    Household { units: usize, accounts: usize },
    HouseholdWeak { units: usize },
    Story(Story),
    AgencyDeclared { name: String },
    AgencyRefuted { name: String, why: Refutation },
    Place { quality: f64 },
    School { accounts: usize },
    Beside { accounts: usize, how: Beside },
    Owner { account: String, days: u32 },
    ActedUpon { accounts: String, deed: Deed, days: u32 },
    DecidedApart { one: String, other: String },
    Reseller { devices: usize },
    OneKind { family: &'static str },
    PapersAlone { alone: u32, sharing: u32 },
    NotSufficient { class: &'static str, left: f64 },
    Unmodelled,
}

impl Message {
    /// The sentence.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match lang {
            Lang::En => self.english(),
            Lang::Ja => self.japanese(),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::P1 { changes, what: "payout", days } => {
                format!("payout details changed {changes} times in {days} days")
            }
            Self::P1 { changes, what: "name", days } => {
                format!("the legal name changed {changes} times in {days} days")
            }
            Self::P1 { changes, days, .. } => format!("registered details changed {changes} times in {days} days"),
            Self::P2 { holder, name } => {
                format!("the payout account's holder “{holder}” differs from the account's name “{name}”")
            }
            Self::P5Networks { networks, minutes } => {
                format!("sessions from {networks} networks within {minutes} minutes")
            }
            Self::P5Speed { speed } => format!("consecutive sessions from places {speed:.0} km/h apart"),
            Self::P6 { hours, flagged: true } => format!("logged in for {hours:.0} hours without a break (flagged)"),
            Self::P6 { hours, .. } => format!("logged in for {hours:.0} hours without a break (noted)"),
            Self::P7Hours { hours, weeks } => {
                format!("up to {hours:.0} hours of work a week, in {weeks} weeks of four")
            }
            Self::P7Overlap { blocks } => format!("{blocks} blocks of work overlap with another"),
            Self::Reported { kind, clients } => format!("{clients} clients reported {}", kind.english()),
            Self::BelowMarket { orders, share } => {
                format!("{orders} orders below {:.0}% of the category's median fee in the month", share * 100.0)
            }
            Self::Shifts { devices, information, days } => format!(
                "{devices} devices keep to their own hours of the day over {days} days (normalised mutual information {information:.2})"
            ),
            Self::CryptoPayout { destinations } => format!("{destinations} payout destination(s) in crypto-assets"),
            Self::T3 { share, sessions, declared: true } => format!(
                "{sessions} sessions ({:.0}%) from hosting or VPN ranges away from the declared residence, or under remote control",
                share * 100.0
            ),
            Self::T3 { share, sessions, .. } => format!(
                "{sessions} sessions ({:.0}%) under remote control, which hides where the work is done",
                share * 100.0
            ),
            Self::N5 { days, later } => format!(
                "the devices and networks of the first {days} days never return; one new set takes all {later} later sessions"
            ),
            Self::TwoRoles => "one person's client and worker account on one ID document: noted, not accused".into(),
            Self::Bond { kind, accounts, shown, value, units } => bond_english(*kind, *accounts, shown, *value, *units),
            Self::P8 { reviews, shared: true } => {
                format!("{reviews} review(s) between accounts that share a document, payout account or device")
            }
            Self::P8 { reviews, .. } => format!("{reviews} review(s) between accounts of one cluster"),
            Self::N1 => "a client and a worker share a payout account".into(),
            Self::N2 { client, workers, mean, days } => {
                format!("{client} rated {workers} tied accounts {mean:.1} on average within {days} days")
            }
            Self::Conduct { code, accounts, of, usual } => {
                format!("{accounts} of {of} accounts show {code}; {:.1}% of all accounts do", usual * 100.0)
            }
            Self::ClientsReport { clients, accounts, of, usual } => format!(
                "{clients} clients report {accounts} of {of} accounts for drawing them off the platform or asking for crypto-assets; {:.1}% of all accounts are",
                usual * 100.0
            ),
            Self::MadeApart { accounts, days, usual } => {
                format!("{accounts} accounts were made within {days} days; as many others lie {usual} days apart")
            }
            Self::MadeAgo { days, usual } => {
                format!(
                    "half of the accounts were made less than {days} days ago; of all accounts half are younger than {usual} days"
                )
            }
            Self::Idle { accounts, of } => format!("{accounts} of {of} workers never had an order, work or pay"),
            Self::ReportedAtAll { accounts, of } => format!("clients report {accounts} of {of} accounts"),
            Self::Household { units, accounts } => format!(
                "{accounts} accounts in {units} household(s) by family name or address: sharing at home is lawful"
            ),
            Self::HouseholdWeak { units } => {
                format!("{units} households without a common name or address may still share a home or a machine")
            }
            Self::Story(story) => story.english().into(),
            Self::AgencyRefuted { name, why } => why.text(name, Lang::En),
            Self::AgencyDeclared { name } => format!("the accounts openly declare the organisation “{name}”"),
            Self::Place { quality } => format!(
                "the address or machine looks like a place that others use too; {:.0}% of its weight is taken back",
                (1.0 - quality) * 100.0
            ),
            Self::School { accounts } => {
                format!("{accounts} accounts signed up together and share nothing personal since: a school or course")
            }
            Self::Beside { accounts, how } => how.text(*accounts, Lang::En),
            Self::Owner { account, days } => format!(
                "{account} signed up with an ID document that some of them use, at least {days} days before they did, and nothing ties it to anybody without that document: perhaps the person whose identity they use, so it is no member"
            ),
            Self::ActedUpon { accounts, deed, days } => deed.text(accounts, *days, Lang::En),
            Self::DecidedApart { one, other } => format!(
                "somebody decided that {one} and {other} are different people: nothing between the two counts, and both are here for their ties to others"
            ),
            Self::Reseller { devices } => {
                format!("{devices} machine(s) changed hands once and did not come back: sold on, not shared")
            }
            Self::OneKind { family } => {
                format!("only one kind of evidence speaks ({family}): one kind alone does not accuse")
            }
            Self::PapersAlone { alone, sharing } => {
                format!(
                    "they share a document number and nothing else, as accounts of one operation seldom do: numbers are misread and made up too. Here {alone} number(s) stand on three and more accounts that share nothing else, {sharing} on accounts that share more"
                )
            }
            Self::NotSufficient { class, left } => {
                format!("{} would leave {left:.1} bits unexplained", class.replace('_', " "))
            }
            Self::Unmodelled => {
                "what no listed explanation covers is always possible: no score goes beyond 0.999".into()
            }
        }
    }

    fn japanese(&self) -> String {
        match self {
            Self::P1 { changes, what: "payout", days } => {
                format!("{days}日間に報酬受取口座が{changes}回変更されています")
            }
            Self::P1 { changes, what: "name", days } => format!("{days}日間に登録氏名が{changes}回変更されています"),
            Self::P1 { changes, days, .. } => format!("{days}日間に登録情報が{changes}回変更されています"),
            Self::P2 { holder, name } => format!("受取口座の名義「{holder}」がアカウントの氏名「{name}」と異なります"),
            Self::P5Networks { networks, minutes } => {
                format!("{minutes}分以内に{networks}個のネットワークからの接続があります")
            }
            Self::P5Speed { speed } => format!("連続する接続の場所が時速{speed:.0}km相当で離れています"),
            Self::P6 { hours, flagged: true } => format!("{hours:.0}時間連続でログインしています(警告)"),
            Self::P6 { hours, .. } => format!("{hours:.0}時間連続でログインしています(参考)"),
            Self::P7Hours { hours, weeks } => {
                format!("4週のうち{weeks}週で、週の作業時間が最大{hours:.0}時間に達しています")
            }
            Self::P7Overlap { blocks } => format!("{blocks}件の作業時間が他の作業時間と重なっています"),
            Self::Reported { kind, clients } => format!("{clients}人の発注者が「{}」を報告しています", kind.japanese()),
            Self::BelowMarket { orders, share } => {
                format!("{orders}件の受注が、同月・同分野の中央値の{:.0}%未満です", share * 100.0)
            }
            Self::Shifts { devices, information, days } => format!(
                "{days}日間にわたり{devices}台の端末がそれぞれ決まった時間帯に使われています(正規化相互情報量{information:.2})"
            ),
            Self::CryptoPayout { destinations } => format!("暗号資産の受取先が{destinations}件あります"),
            Self::T3 { share, sessions, declared: true } => format!(
                "{sessions}件({:.0}%)のセッションが、登録居住地と異なる国のホスティング・VPN経由、または遠隔操作です",
                share * 100.0
            ),
            Self::T3 { share, sessions, .. } => {
                format!("{sessions}件({:.0}%)のセッションが遠隔操作で、作業の場所が隠れています", share * 100.0)
            }
            Self::N5 { days, later } => format!(
                "最初の{days}日間の端末・ネットワークが以後使われず、その後の{later}件はすべて新しい環境からです"
            ),
            Self::TwoRoles => "一つの本人確認書類による発注者・受注者の二つのアカウント(記録のみ)".into(),
            Self::Bond { kind, accounts, shown, value, units } => {
                bond_japanese(*kind, *accounts, shown, *value, *units)
            }
            Self::P8 { reviews, shared: true } => {
                format!("書類・口座・端末を共有するアカウント間に{reviews}件の評価があります")
            }
            Self::P8 { reviews, .. } => format!("同じクラスタのアカウント間に{reviews}件の評価があります"),
            Self::N1 => "発注者と受注者が受取口座を共有しています".into(),
            Self::N2 { client, workers, mean, days } => {
                format!("{client}が{days}日以内に、つながる{workers}件を平均{mean:.1}で評価しています")
            }
            Self::Conduct { code, accounts, of, usual } => {
                format!("{of}件中{accounts}件が{code}に該当します(全体では{:.1}%)", usual * 100.0)
            }
            Self::ClientsReport { clients, accounts, of, usual } => format!(
                "{clients}人の発注者が、{of}件中{accounts}件についてプラットフォーム外への誘導または暗号資産の要求を報告しています(全体では{:.1}%)",
                usual * 100.0
            ),
            Self::MadeApart { accounts, days, usual } => {
                format!("{accounts}件のアカウントは{days}日のうちに作られています(無作為の同数では{usual}日)")
            }
            Self::MadeAgo { days, usual } => {
                format!("半数のアカウントは作成から{days}日未満です(全体の半数は{usual}日未満)")
            }
            Self::Idle { accounts, of } => {
                format!("受注者{of}件中{accounts}件には受注・作業・支払いが一度もありません")
            }
            Self::ReportedAtAll { accounts, of } => format!("{of}件中{accounts}件について発注者からの報告があります"),
            Self::Household { units, accounts } => {
                format!("{accounts}件のアカウントは姓または住所から{units}世帯と見られ、家庭内の共有は適法です")
            }
            Self::HouseholdWeak { units } => {
                format!("姓や住所が異なる{units}世帯でも、住居や端末を共有することがあります")
            }
            Self::Story(story) => story.japanese().into(),
            Self::AgencyRefuted { name, why } => why.text(name, Lang::Ja),
            Self::AgencyDeclared { name } => format!("所属組織「{name}」が公に申告されています"),
            Self::Place { quality } => {
                format!("他の人も利用する場所と見られ、重みの{:.0}%を差し引いています", (1.0 - quality) * 100.0)
            }
            Self::School { accounts } => {
                format!("{accounts}件が同時に登録され、その後個人的な共有がありません:学校や講座と考えられます")
            }
            Self::Beside { accounts, how } => how.text(*accounts, Lang::Ja),
            Self::Owner { account, days } => format!(
                "{account}は、一部が使う本人確認書類で{days}日以上前に登録しており、その書類のないアカウントとはつながりがありません:身元を使われた本人かもしれないため、含めていません"
            ),
            Self::ActedUpon { accounts, deed, days } => deed.text(accounts, *days, Lang::Ja),
            Self::DecidedApart { one, other } => format!(
                "{one}と{other}は別人と判断されています:両者の間の根拠は数えず、他のアカウントとのつながりにより共にここにあります"
            ),
            Self::Reseller { devices } => {
                format!("{devices}台の端末は一度だけ持ち主が替わっています:共有ではなく転売です")
            }
            Self::PapersAlone { alone, sharing } => {
                format!(
                    "共通するのは身分証の番号だけです。同一運営者のアカウントなら他にも共通点があるのが普通で、番号は読み違いや仮の値のこともあります(3件以上のアカウントに共通する番号のうち、他に共通点のないもの{alone}件、あるもの{sharing}件)"
                )
            }
            Self::OneKind { family } => {
                format!("証拠が一種類({})だけです:一種類だけでは指摘しません", words::japanese(family))
            }
            Self::NotSufficient { class, left } => {
                format!("「{}」では{left:.1}ビットが説明できません", words::japanese(class))
            }
            Self::Unmodelled => "想定外の事情は常にあり得るため、スコアは0.999を上限とします".into(),
        }
    }
}
