//! The lawful stories that need no figures, in both languages.

/// A lawful explanation that is told in one fixed sentence.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs, reason = "`english` tells each")]
pub enum Story {
    AgencyPayee,
    Subcontract,
    OnePersonTwoRoles,
    ReRegistration,
    ReturnUnderOwnName,
    SecondAccount,
    ClericalError,
    Acquaintances,
    Circle,
    PerhapsAFirm,
    TeamOfOne,
    TeamInTheOpen,
    StaffedPlace,
    Desks,
    Desktops,
    AnOffice,
    Franchise,
    TwoTogether,
    TeamWithALeader,
    Contractor,
    Helper,
    Quarters,
    OneAddress,
    Renamed,
    NewFamilyName,
    Meeting,
    Colleagues,
    Collection,
    WideFamily,
    OnePurse,
    Workshop,
    Newcomers,
}

impl Story {
    /// All of them.
    pub(super) const ALL: [Self; 32] = [
        Self::AgencyPayee,
        Self::Subcontract,
        Self::OnePersonTwoRoles,
        Self::ReRegistration,
        Self::ReturnUnderOwnName,
        Self::SecondAccount,
        Self::ClericalError,
        Self::Acquaintances,
        Self::Circle,
        Self::PerhapsAFirm,
        Self::TeamOfOne,
        Self::TeamInTheOpen,
        Self::StaffedPlace,
        Self::Desks,
        Self::Desktops,
        Self::AnOffice,
        Self::Franchise,
        Self::TwoTogether,
        Self::TeamWithALeader,
        Self::Contractor,
        Self::Helper,
        Self::Quarters,
        Self::OneAddress,
        Self::Renamed,
        Self::NewFamilyName,
        Self::Meeting,
        Self::Colleagues,
        Self::Collection,
        Self::WideFamily,
        Self::OnePurse,
        Self::Workshop,
        Self::Newcomers,
    ];

    pub(super) const fn english(self) -> &'static str {
        match self {
            Self::AgencyPayee => "a company is paid: an agency that collects for its workers",
            Self::Subcontract => "work is passed on inside a team, and the money with it",
            Self::OnePersonTwoRoles => "one person's client and worker account",
            Self::ReRegistration => "the earlier account was closed before the later one was made",
            Self::ReturnUnderOwnName => {
                "one person came back under their own name and document after a suspension: nothing is hidden"
            }
            Self::SecondAccount => {
                "one person's second account, under their own name and document: nothing is hidden, and whether two are allowed is the platform's to know"
            }
            Self::WideFamily => {
                "a wide family: many of them are related by name or address, and what they share (machines, numbers, payees, whom they send to) families share"
            }
            Self::OnePurse => {
                "a home of several names, or people whom one of them looks after: one purse, machines, a line and a number, and nothing else; nobody hides where they work or has others work for them"
            }
            Self::Workshop => {
                "a workshop: pupils come in by one who teaches, have a text from them and sit at a machine of theirs; payees, papers, numbers and hours are each one's own"
            }
            Self::Newcomers => {
                "newcomers who sign up in one place and give the number of whoever helps them: students of one house, a crew, guests of a hostel"
            }
            Self::NewFamilyName => "one person under a new family name: the same document and the same given name",
            Self::Renamed => {
                "one person under a new name: the account under the old one was closed by its owner before the later one was made on the same document"
            }
            Self::Meeting => {
                "people who know each other or share a place, and meet at set hours: a break, a team's call, an evening of games; machines, papers, payees and texts are each one's own"
            }
            Self::Colleagues => {
                "colleagues of one trade who meet at set hours: they have a text in common and praise some of one another; machines, papers, payees and numbers are each one's own"
            }
            Self::Collection => {
                "a community that collects from its members and brings others in: dues or donations; they share nothing else"
            }
            Self::ClericalError => {
                "two accounts share one document number or picture and nothing else: a digit misread, or a scan put on the wrong account"
            }
            Self::Acquaintances => {
                "people who know each other bring each other in, write to each other and copy a profile"
            }
            Self::Circle => {
                "a course or a circle of one trade: its people order from one another and praise it, and share nothing but texts and who brought whom in"
            }
            Self::PerhapsAFirm => {
                "all are paid on one account whose holder cannot be compared, and are at one place, at machines that keep office hours, brought in by one of them, or share nothing that an agency's people do not: perhaps a firm's"
            }
            Self::TeamOfOne => {
                "the payout account bears the own name of one of them, who brought the others in, pays them or writes to them; machines, papers and hours are each one's own"
            }
            Self::StaffedPlace => {
                "the machines that they share keep opening hours and rest on two days of the week, and each is identified and paid by themself: a support centre, a training office or an employer's floor"
            }
            Self::Quarters => {
                "people who live on one line (a hostel, a dormitory, quarters of a crew) with machines and payees of their own, and are at work elsewhere too: a number that one lends, a text and an agent for sending money home are common there"
            }
            Self::Helper => {
                "one of them helps the others at a machine of their own now and then, as a carer or a coach does: the others work elsewhere too, under papers of their own"
            }
            Self::Contractor => {
                "one of them pays nearly all of the others, and none of these pays back: a contractor who is paid for the work and passes the wages on"
            }
            Self::TeamWithALeader => {
                "one of them orders work from most of the others on the platform and pays them: a team that is led in the open, with texts and a workplace in common"
            }
            Self::OneAddress => {
                "people of several families at one address (a house share, a dormitory, a home for people in need): a line, machines, a number and a payee in common are part of it"
            }
            Self::TwoTogether => {
                "two who live or work together: at one machine or line, a common number, text or payee and money between them are one observation"
            }
            Self::Franchise => {
                "a brand's picture, texts and number, and a fee that most of them pass on: a franchise; machines, papers, payees and hours are each one's own"
            }
            Self::Desks => {
                "a floor whose desks people take in shifts, as at a call centre: its machines stand in one place, shifts begin at the same minutes, and most of them are at work elsewhere too"
            }
            Self::Desktops => {
                "an employer's remote desktops in a data centre: its people take turns on them by trade, and are identified, reached and paid each by themself"
            }
            Self::AnOffice => {
                "the line that they share keeps opening hours and rests on two days of the week: an employer or agency that nobody declared"
            }
            Self::TeamInTheOpen => {
                "a team that nobody declared: its people bring each other in or pay each other on the platform itself; machines, papers and hours are each one's own"
            }
        }
    }

    pub(super) const fn japanese(self) -> &'static str {
        match self {
            Self::AgencyPayee => "受取人が法人です:受注者に代わって受け取る事業者と考えられます",
            Self::Subcontract => "チーム内で仕事が再委託され、報酬も渡されていると考えられます",
            Self::OnePersonTwoRoles => "一人の発注者用・受注者用アカウントです",
            Self::ReRegistration => "後のアカウントが作られる前に、先のアカウントは閉鎖されています",
            Self::ReturnUnderOwnName => "停止の後、本人の氏名と本人確認書類で戻っています:隠しているものはありません",
            Self::SecondAccount => {
                "本人の氏名と本人確認書類による二つ目のアカウントです:隠しているものはなく、認めるかはプラットフォームの判断です"
            }
            Self::WideFamily => {
                "大きな家族と考えられます:多くが氏名や住所でつながり、共有するもの(機器、電話番号、口座、送金先)は家族が共有するものです"
            }
            Self::OnePurse => {
                "名字の異なる家庭、または一人が世話をしている人々と考えられます:共有するのは財布(口座)、機器、回線、電話番号だけで、働く場所を隠す人も、他人に交代で作業させる人もいません"
            }
            Self::Workshop => {
                "教室と考えられます:教える人の紹介で登録し、その文章を使い、その機器で作業することがありますが、口座、身分証、電話番号、時間帯は各自のものです"
            }
            Self::Newcomers => {
                "新しく来た人々と考えられます(学生寮、乗組員、宿泊施設など):一か所でまとめて登録し、電話番号のない人は世話をする人の番号を使っています"
            }
            Self::NewFamilyName => {
                "同じ身分証と同じ名(下の名前)で、姓だけが異なります:改姓した一人の利用者と考えられます"
            }
            Self::Renamed => {
                "改姓などで氏名が変わった一人と考えられます:先のアカウントは本人が閉鎖し、その後に同じ書類で作られています"
            }
            Self::Meeting => {
                "知人同士、または同じ場所にいる人々が、決まった時刻に集まっていると考えられます(休憩、打ち合わせ、ゲームなど):機器、身分証、口座、文章は各自のものです"
            }
            Self::Colleagues => {
                "決まった時刻に集まる同業の仲間と考えられます(同じ文章を使い、一部は互いを評価しています):機器、身分証、口座、連絡先は各自のものです"
            }
            Self::Collection => {
                "会費や寄付を集める団体と考えられます:互いを紹介し、一人に送金していますが、ほかに共有するものはありません"
            }
            Self::ClericalError => {
                "書類番号または画像が一つ共通するだけです:読み取りの誤り、または取り違えかもしれません"
            }
            Self::Acquaintances => "知人同士は互いを紹介し、連絡を取り、プロフィールの文章を写すことがあります",
            Self::Circle => {
                "講座や同業の集まりと考えられます:互いに発注して良い評価を付け合いますが、共有は文章と紹介だけです"
            }
            Self::PerhapsAFirm => {
                "全員が名義を比べられない一つの口座で受け取り、一つの場所にいる、決まった時間帯に動く機器を共に使う、一人に招かれた、または事業者の仲間にもある共通点しかない、のいずれかです:事業者かもしれません"
            }
            Self::TeamOfOne => {
                "支払先の口座はこのうち一人の本人名義で、この人が他を紹介し、支払い、または連絡しています。機器、身分証、時間帯は各自のものです"
            }
            Self::StaffedPlace => {
                "共用の端末は決まった時間帯に使われ、週に二日休んでいます。身分証も報酬も各自のものです:支援施設、研修施設、または職場と考えられます"
            }
            Self::Quarters => {
                "同じ回線に住む人々(宿舎や寮)と考えられます。機器と口座は各自のもので、別の場所でも働いています。貸した電話番号、共通の文章、同じ送金業者はそこでは珍しくありません"
            }
            Self::Helper => {
                "一人が自分の機器で他の人をときどき手伝っていると考えられます(介助者や指導者)。他の人は別の場所でも働き、身分証は各自のものです"
            }
            Self::Contractor => {
                "一件のアカウントが他のほぼ全員に送金し、返送はありません。報酬をまとめて受け取り、賃金を払う請負人の可能性があります"
            }
            Self::TeamWithALeader => {
                "そのうちの一人が、他の大半にプラットフォーム上で発注し、支払っています:公然と率いられた下請けのチームで、文章や作業場所が共通と考えられます"
            }
            Self::OneAddress => {
                "一つの住所に住む複数の家族の人々(シェアハウス、寮、施設など)と考えられます:共通の回線・機器・電話番号・口座はその生活の一部です"
            }
            Self::TwoTogether => {
                "同居または共に働く二人と考えられます:同じ機器や回線を使う二人の、共通の電話番号・文章・口座や互いの送金は、一つの事実の表れです"
            }
            Self::Franchise => {
                "ブランドの画像・文章・電話番号が共通で、多くが同じ先に料金を送っています:フランチャイズと考えられます。機器、身分証、口座、時間帯は各自のものです"
            }
            Self::Desks => {
                "交替で席を使う職場(コールセンターなど)と考えられます:端末は一か所にあり、勤務は同じ時刻に始まり、多くの人は別の場所でも働いています"
            }
            Self::Desktops => {
                "データセンターにある雇用主の遠隔デスクトップと考えられます:従業員が業務として交代で使い、身分証、連絡先、報酬は各自のものです"
            }
            Self::AnOffice => {
                "共用の回線は決まった時間帯に使われ、週に二日休んでいます:申告のない雇用主または事業者と考えられます"
            }
            Self::TeamInTheOpen => {
                "申告のないチームと考えられます:互いを紹介し、またはプラットフォーム上で支払い合っています。機器、身分証、時間帯は各自のものです"
            }
        }
    }
}
