// Every word of the page, in English and Japanese. Sentences of evidence come from the run, in its language.
import type { Lang } from "./data";
import { shorten } from "./text";

// "{n} account|{n} accounts": one, and more.
const en = {
  title: "Review queue", tagline: "Ties and evidence for review", queue: "Queue", about: "This run", search: "Search",
  explain: "Why linked", changes: "Changes", decisions: "Decisions", language: "Language", theme: "Theme",
  theme_auto: "◐ Auto", theme_light: "○ Light", theme_dark: "● Dark", keys: "Keys", close: "Close", back: "Back to the queue",
  skip: "Skip to the cluster", main: "Main", loading: "Loading…", failed: "This could not be shown: {what}", print: "Print dossier", more: "More",
  retry: "Try again",

  notice: "Ties and evidence for review, not a finding about anyone. The owners of ID documents and accounts may themselves be victims.",
  redacted: "Blanked in this file: {what}.", redact_names: "names", redact_ips: "IP addresses",
  contacts: "Where to report", contacts_why: "From the settings of the run.",

  filter: "Filter", find: "Find an id, name or identifier", kind: "Kind", any: "any", motif: "Motif", order: "Order",
  by_rank: "by rank", by_size: "by size", by_lawful: "weakest lawful explanation first", for_review: "For review", listed: "All listed",
  shown: "{n} cluster|{n} clusters", of_all: "of {all}", none: "No cluster fits these filters.", clear: "Clear filters",
  rank: "Rank", score: "Score", accounts: "{n} account|{n} accounts", identifiers: "{n} identifier|{n} identifiers",
  size: "Size", status: "Status", undecided: "undecided", decided: "decided", only_new: "new or changed",
  days: "{n} day|{n} days", by_new: "New first", fresh: "{n} new or changed|{n} new or changed", since: "since the decision of {when} ({who})", since_run: "since the run before",
  empty_queue: "This run lists no cluster.", choose: "Choose a cluster from the queue.", accuse_from: "score from {score}",

  diagram: "Diagram", diagram_of: "Diagram of {cluster}: {accounts}, {identifiers}. Arrow keys move, Enter opens.",
  as_table: "As a table", zoom_in: "Zoom in", zoom_out: "Zoom out", fit: "Fit", expand_all: "Open all", collapse_all: "Collapse",
  legend: "Legend", tie: "tie, wider with more bits", weakest_tie: "weakest tie", context: "context, not evidence", group: "several as one: opens",
  nothing_selected: "Choose a node to see its ties.", ties: "Ties", carried_by: "on {n} account of the platform|on {n} accounts of the platform",
  open_group: "Open", close_group: "Collapse again", members_of_group: "{n} × {kind}", unplaced: "{n} more node stands in the table only.|{n} more nodes stand in the table only.",
  from: "From", to: "To", bits: "Bits", unit: "bits", show: "Show", ties_all: "What ties them", label: "Evidence", node: "Node", mentioned: "Evidence that rests on it", too_many: "The first {n} stand here; the exported CSV holds all.",
  search_it: "Look around it", name: "Name", value: "Value",

  evidence: "Evidence", waterfall: "Evidence in bits",
  waterfall_how: "One bit doubles the odds that one operation runs these accounts. It starts from the prior; evidence adds, lawful explanations take back.",
  prior: "Prior", prior_text: "Before any evidence: how often a group of this size hides one operation, on this platform",
  sum: "Sum", sum_is: "{bits} bits = score {score}", sum_differs: "The score in the results is {score}: it does not agree with this sum.",
  rows: "{n} input row|{n} input rows", no_rows: "no row of its own", details: "Rows and accounts", and_more: "and {n} more",
  lawful: "Lawful explanations weighed", lawful_none: "None of the lawful look-alikes that are modelled fits these accounts.",
  lawful_how: "What lawful life would explain the same ties, and how much of the evidence each takes back.",
  takes_back: "takes back {bits} of {all} bits", bound: "bound on the score", strongest: "Strongest evidence",

  cohesion: "Weakest tie", cohesion_none: "No single tie holds this cluster together: no loss of one tie would part it.",
  cohesion_how: "If this tie were a coincidence, these groups would remain:", bridges: "{n} tie whose loss parts the cluster|{n} ties whose loss parts the cluster",
  group_n: "Group {n}", without_alone: "stands alone",

  timeline: "Sessions over time", timeline_none: "No sessions are known for these accounts.",
  tl_facts: "{sessions} shown. At most {most} at once; side by side for {hours} ({share} of the time anyone was on). {handovers} on one device within a day, {quick} of them within 10 minutes.",
  tl_never: "{sessions} shown. No two accounts were ever on at once. {handovers} on one device within a day, {quick} of them within 10 minutes.",
  sessions: "{n} session|{n} sessions", handovers: "{n} handover|{n} handovers", side_by_side: "Side by side", handover_row: "Handovers", at_once: "At once",
  window: "Shown", win_day: "1 day", win_3: "3 days", win_week: "1 week", win_month: "4 weeks", win_all: "All", earlier: "Earlier", later: "Later", move_window: "Move the window",
  devices: "Devices", other_devices: "other devices", no_device: "device not known", dev_use: "{accounts}, {sessions}",
  all_lanes: "Show all {n} accounts", fewer_lanes: "Show fewer", last_of: "the last {shown} of {all}", tl_zone: "Times in {zone}", session_at: "{account}: {from} – {to}, {device}, {ip}",
  busiest: "Busiest",

  members: "Members", account: "Account", role: "Part", indicators: "Indicators", component: "Component", last: "Sessions",
  findings: "Findings on single accounts and groups", findings_n: "Findings", finding_none: "No finding stands in this cluster.", measured: "Measured", asked: "Asked", what: "What", weight: "Bits",
  export: "Export", dot: "DOT", svg: "SVG", csv_members: "Members, CSV", csv_ties: "Ties, CSV", csv_evidence: "Evidence, CSV", json: "JSON",

  run_of: "Run {run}", moment: "State of the platform", version: "Program", inputs: "Input files", file: "File", table: "Table", read: "Rows read", rejected: "Rejected", digest: "Digest",
  ran: "ran", off: "off", indicator: "Indicator", why: "Why", notes: "Notes", estimated: "Estimated from the snapshot", settings: "Settings in force", found: "Found", counts: "Nodes and links", nodes: "Nodes", links: "Links", runs: "Run",

  key_next: "next cluster", key_prev: "previous cluster", key_open: "open", key_search: "search", key_decide: "decide", key_help: "these keys", key_back: "back to the queue", key_arrows: "move in the diagram",

  decide: "Decide", confirm: "Confirm", confirm_why: "One operation runs these accounts", dismiss: "Dismiss", dismiss_why: "A lawful explanation holds",
  separate: "Different people", separate_why: "Two accounts that belong to different people", ignore: "Ignore identifier", ignore_why: "This identifier ties nobody, until a date",
  note: "Note", class: "Lawful explanation", until: "Until", until_optional: "Until (if it should end)", who: "Decided by", first_account: "First account", second_account: "Second account", identifier: "Identifier",
  save: "Save decision", saved: "Saved: entry {id}.", cancel: "Cancel", undo: "Undo", undone: "undone by entry {id}", expired: "expired", stale: "the cluster has changed since", history: "Decisions so far", no_decisions: "No decision yet.",
  chain_ok: "The chain of {n} entry is whole.|The chain of {n} entries is whole.", chain_broken: "The chain of entries is broken: run ringtrace audit.", required: "Required", next_case: "Save and next",

  search_hint: "An account, document, IP address, payout account, device or name", hits: "{n} hit|{n} hits", more_hits: "There are more: type more of it.", no_hits: "Nothing on the platform carries this.", around: "Around {value}", path: "Way here", in_cluster: "in cluster {cluster}", no_cluster: "in no cluster", left_out: "{n} more were left out.", platform_degree: "Accounts", start: "Search from here",
  a: "Account A", b: "Account B", ask: "Explain", linked: "Linked: the weakest step of the strongest chain is {bits} bits.", not_linked: "Not linked", step: "Step", reasons: "Also", chain: "Strongest chain",
  diff_of: "From {old} to {new}.", diff_same: "{n} cluster did not change.|{n} clusters did not change.", diff_none: "Nothing changed.", before: "Before", after: "After", joined: "joined", left: "left", caused: "Ties that caused it", added: "new tie", lost: "lost tie", compare: "Compare", older: "Older", newer: "Newer",
  details_json: "Show", all_decisions: "All decisions", when: "When", action: "Decision", subject: "About", hash: "Hash",
};

export type Key = keyof typeof en;

const ja: Record<Key, string> = {
  title: "確認待ち一覧", tagline: "確認のためのつながりと根拠", queue: "一覧", about: "この実行", search: "検索",
  explain: "つながりの理由", changes: "変化", decisions: "判断", language: "言語", theme: "配色",
  theme_auto: "◐ 自動", theme_light: "○ 明るい", theme_dark: "● 暗い", keys: "キー操作", close: "閉じる", back: "一覧へ戻る",
  skip: "クラスタへ移動", main: "メイン", loading: "読み込み中…", failed: "表示できません: {what}", print: "調書を印刷", more: "その他",
  retry: "再試行",

  notice: "確認のためのつながりと根拠であり、特定の人についての認定ではありません。本人確認書類やアカウントの名義人は被害者である可能性があります。",
  redacted: "このファイルで伏せたもの: {what}。", redact_names: "氏名", redact_ips: "IPアドレス",
  contacts: "連絡・相談先", contacts_why: "実行時の設定によります。",

  filter: "絞り込み", find: "ID・氏名・識別子を探す", kind: "種類", any: "すべて", motif: "手口の型", order: "並び順",
  by_rank: "順位", by_size: "規模", by_lawful: "適法な説明が弱い順", for_review: "要確認", listed: "すべて",
  shown: "{n}クラスタ", of_all: "/ 全{all}", none: "条件に合うクラスタはありません。", clear: "条件を解除",
  rank: "順位", score: "スコア", accounts: "{n}アカウント", identifiers: "識別子{n}件",
  size: "規模", status: "状態", undecided: "未判断", decided: "判断済み", only_new: "新規・変化あり",
  days: "{n}日", by_new: "新着を先に", fresh: "新規・変化{n}件", since: "{when}の判断({who})以後", since_run: "前回の実行以後",
  empty_queue: "この実行で挙がったクラスタはありません。", choose: "一覧からクラスタを選んでください。", accuse_from: "スコア{score}以上",

  diagram: "関係図", diagram_of: "{cluster}の関係図: {accounts}、{identifiers}。矢印キーで移動、Enterで開きます。",
  as_table: "表で見る", zoom_in: "拡大", zoom_out: "縮小", fit: "全体", expand_all: "すべて開く", collapse_all: "まとめる",
  legend: "凡例", tie: "つながり(太いほどビットが大きい)", weakest_tie: "最も弱いつながり", context: "背景(根拠ではない)", group: "複数を一つに表示(開けます)",
  nothing_selected: "点を選ぶと、そのつながりを表示します。", ties: "つながり", carried_by: "全体で{n}アカウントが使用",
  open_group: "開く", close_group: "再びまとめる", members_of_group: "{kind} × {n}", unplaced: "ほかに{n}点は表にのみ載せています。",
  from: "から", to: "へ", bits: "ビット", unit: "ビット", show: "表示", ties_all: "結びつけているもの", label: "根拠", node: "点", mentioned: "これに基づく根拠", too_many: "先頭の{n}件です。全件はCSVに出力されます。",
  search_it: "周辺を見る", name: "氏名", value: "値",

  evidence: "根拠", waterfall: "根拠の重み(ビット)",
  waterfall_how: "1ビットごとに、同じ者が運用しているオッズが2倍になります。事前確率から始まり、根拠が加わり、適法な説明が差し引かれます。",
  prior: "事前確率", prior_text: "根拠を見る前: このプラットフォームで、この規模の集まりが一つの隠れた運用である割合",
  sum: "合計", sum_is: "{bits}ビット = スコア{score}", sum_differs: "結果ファイルのスコアは{score}で、この合計と一致しません。",
  rows: "入力{n}行", no_rows: "固有の行なし", details: "行とアカウント", and_more: "ほか{n}件",
  lawful: "検討した適法な説明", lawful_none: "モデル化された適法な類似例に当てはまるものはありません。",
  lawful_how: "同じつながりを適法に説明しうる事情と、それぞれが根拠から差し引く重みです。",
  takes_back: "{all}ビットのうち{bits}を差し引く", bound: "スコアの上限", strongest: "最も強い根拠",

  cohesion: "最も弱いつながり", cohesion_none: "一つ失われただけで分かれるようなつながりはありません。",
  cohesion_how: "このつながりが偶然だったとすれば、次の組が残ります:", bridges: "失われるとクラスタが分かれるつながり{n}本",
  group_n: "組{n}", without_alone: "単独",

  timeline: "接続の時系列", timeline_none: "これらのアカウントの接続記録はありません。",
  tl_facts: "{sessions}を表示。同時最大{most}アカウント、並行は{hours}(誰かが接続していた時間の{share})。1日以内の同一端末での交代{handovers}、うち10分以内{quick}回。",
  tl_never: "{sessions}を表示。二つのアカウントが同時に接続したことはありません。1日以内の同一端末での交代{handovers}、うち10分以内{quick}回。",
  sessions: "{n}接続", handovers: "{n}回", side_by_side: "並行時間", handover_row: "交代", at_once: "同時数",
  window: "表示期間", win_day: "1日", win_3: "3日", win_week: "1週間", win_month: "4週間", win_all: "全期間", earlier: "前へ", later: "次へ", move_window: "表示期間を動かす",
  devices: "端末", other_devices: "その他の端末", no_device: "端末不明", dev_use: "{accounts}、{sessions}",
  all_lanes: "全{n}アカウントを表示", fewer_lanes: "一部のみ表示", last_of: "全{all}のうち最後の{shown}", tl_zone: "時刻は{zone}", session_at: "{account}: {from}〜{to}、{device}、{ip}",
  busiest: "最も活発な期間",

  members: "構成アカウント", account: "アカウント", role: "役割", indicators: "指標", component: "連結成分", last: "接続",
  findings: "個別・集団の検知", findings_n: "検知数", finding_none: "このクラスタに検知はありません。", measured: "測定値", asked: "基準", what: "内容", weight: "ビット",
  export: "出力", dot: "DOT", svg: "SVG", csv_members: "構成 CSV", csv_ties: "つながり CSV", csv_evidence: "根拠 CSV", json: "JSON",

  run_of: "実行 {run}", moment: "データの時点", version: "プログラム", inputs: "入力ファイル", file: "ファイル", table: "表", read: "読んだ行", rejected: "除いた行", digest: "ダイジェスト",
  ran: "実行", off: "停止", indicator: "指標", why: "理由", notes: "注記", estimated: "データから推定した値", settings: "適用した設定", found: "結果の件数", counts: "点と線", nodes: "点", links: "線", runs: "実行",

  key_next: "次のクラスタ", key_prev: "前のクラスタ", key_open: "開く", key_search: "検索", key_decide: "判断する", key_help: "キー操作の一覧", key_back: "一覧へ戻る", key_arrows: "関係図の中を移動",

  decide: "判断", confirm: "認める", confirm_why: "同じ者がこれらを運用している", dismiss: "退ける", dismiss_why: "適法な説明が成り立つ",
  separate: "別人", separate_why: "二つのアカウントは別人のもの", ignore: "識別子を無視", ignore_why: "期日まで、この識別子は誰も結びつけない",
  note: "メモ", class: "適法な説明", until: "期日", until_optional: "期日(ある場合)", who: "判断者", first_account: "一つ目のアカウント", second_account: "二つ目のアカウント", identifier: "識別子",
  save: "判断を保存", saved: "保存しました: 記録{id}。", cancel: "やめる", undo: "取り消す", undone: "記録{id}で取り消し", expired: "期限切れ", stale: "その後クラスタが変化", history: "これまでの判断", no_decisions: "まだ判断はありません。",
  chain_ok: "{n}件の記録の連鎖は完全です。", chain_broken: "記録の連鎖が壊れています。ringtrace audit を実行してください。", required: "必須", next_case: "保存して次へ",

  search_hint: "アカウント・書類・IP・受取口座・端末・氏名", hits: "{n}件", more_hits: "ほかにもあります。続きを入力してください。", no_hits: "該当するものはありません。", around: "{value}の周辺", path: "たどった道", in_cluster: "クラスタ{cluster}", no_cluster: "クラスタなし", left_out: "ほか{n}件を省きました。", platform_degree: "アカウント数", start: "ここから検索",
  a: "アカウントA", b: "アカウントB", ask: "説明する", linked: "つながりあり: 最も強い鎖のうち最も弱い段は{bits}ビット。", not_linked: "つながりなし", step: "段", reasons: "補足", chain: "最も強い鎖",
  diff_of: "{old}から{new}へ。", diff_same: "{n}クラスタは変化なし。", diff_none: "変化はありません。", before: "前", after: "後", joined: "追加", left: "離脱", caused: "原因となったつながり", added: "新しいつながり", lost: "失われたつながり", compare: "比べる", older: "古い実行", newer: "新しい実行",
  details_json: "表示", all_decisions: "すべての判断", when: "日時", action: "判断", subject: "対象", hash: "ハッシュ",
};

// Words of the results: kinds, motifs, classes, codes, roles, changes. A word that is not here is shown as it is.
type Words = Record<string, [en: string, ja: string]>;
const words: Record<"family" | "network" | "kind" | "node" | "motif" | "class" | "code" | "role" | "change" | "action", Words> = {
  family: {
    identity: ["identity", "本人確認"], money: ["money", "金銭"], machine: ["machine", "端末"], timing: ["timing", "時刻"], network: ["network", "ネットワーク"],
    contact: ["contact", "連絡先"], content: ["content", "文面・作品"], origin: ["origin", "作成時の状況"], history: ["history", "過去の経緯"], reviews: ["reviews", "評価"],
    "direct ties": ["direct ties", "直接のつながり"], decisions: ["decisions", "過去の判断"], conduct: ["conduct", "行動"], weak: ["weak", "弱い根拠"],
  },
  network: {
    residential: ["residential", "住宅"], mobile: ["mobile", "携帯"], cgnat: ["carrier address", "事業者共用"], office: ["office", "事業所"], campus: ["campus", "学内"],
    public: ["public place", "公共"], hosting: ["hosting", "ホスティング"], vpn: ["VPN", "VPN"], tor: ["Tor", "Tor"],
  },
  kind: {
    shared_identity: ["Shared identity", "本人確認の共有"], proxy_ring: ["Proxy ring", "名義借りの輪"],
    mutual_review: ["Mutual review", "相互評価"], linked: ["Linked", "つながりあり"],
  },
  node: {
    account: ["account", "アカウント"], document: ["ID document", "本人確認書類"], ip: ["IP address", "IPアドレス"],
    bank_account: ["payout account", "受取口座"], device: ["device", "端末"], onward: ["onward destination", "送金先"],
    phone: ["phone", "電話番号"], email: ["e-mail", "メール"], address: ["address", "住所"], portrait: ["portrait", "顔写真"],
    template: ["template", "定型文"], browser: ["browser", "ブラウザ"], other: ["other", "その他"],
  },
  motif: {
    laptop_farm: ["laptop farm", "端末の集中管理"], payout_funnel: ["payout funnel", "報酬の集約"], rented_identity: ["rented identity", "名義貸し"],
    shift_team: ["shift team", "交代制チーム"], persona_operator: ["persona operator", "一人複数役"], mutual_review: ["mutual review", "相互評価"],
    recycling_after_ban: ["recycling after a ban", "停止後の再登録"], broker_star: ["broker star", "仲介者中心"], cloned_id: ["cloned ID", "書類の複製"],
    stealth_ring: ["stealth ring", "隠れた輪"],
  },
  class: {
    household: ["Household", "世帯"], house_share: ["House share", "同居"], agency: ["Agency", "代理業者"], place: ["Shared place", "共用の場所"],
    two_roles: ["One person's two roles", "一人二役(発注と受注)"], re_registration: ["Re-registration", "再登録"], acquaintances: ["Friends", "知人同士"], clerical_error: ["Clerical error", "事務上の誤り"], reseller: ["Machine sold on", "端末の転売"],
    school: ["School or course", "学校・講座"], family_firm: ["Family firm", "家族経営"], subcontract: ["Subcontracting", "再委託"], one_kind: ["Only one kind of evidence", "根拠が一種類のみ"],
    identity_victim: ["Owner of the document", "書類の本人"], acted_upon: ["Whom they act upon", "行為を受けた側"], background: ["Background", "アカウントの背景"], decided_apart: ["Decided to be different people", "別人との判断"], unmodelled: ["Not modelled", "モデル外"], other: ["Other", "その他"],
  },
  code: {
    P1: ["Frequent changes", "登録情報の頻繁な変更"], P2: ["Holder differs", "名義の不一致"], P3: ["Same ID document", "同一の本人確認書類"], P4: ["Same IP address", "同一IP"],
    P5: ["Many networks", "短時間に多数のIP"], P6: ["Very long sessions", "長時間のログイン"], P7: ["Very long work", "累計作業時間の異常"], P8: ["Reviews within", "関係者間の評価"],
    C1: ["Unnatural language", "不自然な日本語"], C2: ["Refuses video", "ビデオ通話の拒否"], C3: ["Off the platform", "プラットフォーム外への誘導"], C4: ["Far below market", "相場より安い"],
    C5: ["Several operators", "複数人での運用"], C6: ["Crypto-assets", "暗号資産"], T1: ["Cloned ID", "書類の複製・偽造"], T2: ["Sent onward", "送金の転送"], T3: ["Hidden location", "所在の秘匿"],
    N1: ["Client and worker paid alike", "発注者と受注者の同一口座"], N2: ["One client rates highly", "一発注者の高評価"], N3: ["Same template", "同一の定型文"], N4: ["Back after a ban", "停止後の再来"],
    N5: ["Handed over", "引き渡し"], N6: ["Made together", "同時作成"], N7: ["Same minutes", "同じ分"], N8: ["One machine in turn", "一台を交代で使用"],
    shared_payout: ["Same payout account", "同一の受取口座"], several_holders: ["Several holders", "複数の名義人"], background: ["Background", "アカウントの背景"], client_reports: ["Client reports", "発注者の報告"], shared_device: ["Same device", "同一端末"], shared_contact: ["Same contact", "同一の連絡先"], shared_identifier: ["Same identifier", "同一の識別子"],
    mutual_reviews: ["Mutual reviews", "相互の評価"], boosting: ["One-way praise", "一方的な高評価"], transfers: ["Transfers", "資金移動"], referrals: ["Referrals", "紹介"], relay: ["One after another", "入れ替わりの接続"], visited_device: ["Used in passing", "一時的な端末利用"], in_passing: ["Seen in passing", "一時的な確認"], dealings: ["Dealings", "やり取り"], made_together: ["Made together", "同時期の作成"], tribute: ["Payments to one", "一件への送金"], shared_onward: ["Same onward payee", "同一の転送先"], shared_line: ["One line by turns", "回線の交互利用"], direct_ties: ["Direct ties", "直接のつながり"], known_same: ["Decided: the same", "判断済み: 同一"],
  },
  role: {
    payee: ["payee", "受取人"], broker: ["broker", "仲介"], banned: ["suspended", "停止"], closed: ["closed", "閉鎖"], client: ["client", "発注者"],
    worker: ["worker", "受注者"], both: ["client and worker", "発注・受注"],
  },
  change: {
    new: ["new", "新規"], born: ["new", "新規"], grown: ["grown", "拡大"], shrunk: ["shrunk", "縮小"], merged: ["merged", "統合"], split: ["split", "分割"], gone: ["gone", "消滅"], same: ["as before", "変化なし"],
  },
  action: {
    confirm: ["confirmed", "認めた"], dismiss: ["dismissed", "退けた"], separate: ["different people", "別人"], ignore: ["identifier ignored", "識別子を無視"], note: ["note", "メモ"], undo: ["undone", "取り消し"],
  },
};

let current: Lang = "en";

export const lang = () => current;

export function setLang(next: Lang) {
  current = next;
  document.documentElement.lang = next;
}

export function t(key: Key, given: Record<string, string | number> = {}): string {
  const [one, more] = (current === "ja" ? ja : en)[key].split("|");
  const n = given.n;
  const text = more !== undefined && String(n) !== "1" ? more : one!;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = given[name];
    return value === undefined ? whole : typeof value === "number" ? value.toLocaleString(current === "ja" ? "ja-JP" : "en-GB") : value;
  });
}

export function word(of: keyof typeof words, name: string): string {
  const found = words[of][name];
  return found ? found[current === "ja" ? 1 : 0] : shorten(name.replaceAll("_", " "), 60);
}

/** A lawful class as sentences write it, in the page's language. */
export const classWord = (plain: string) => (words.class[plain.replaceAll(" ", "_")] ? word("class", plain.replaceAll(" ", "_")) : undefined);
/** A family of evidence as sentences write it. */
export const familyWord = (plain: string) => words.family[plain]?.[current === "ja" ? 1 : 0];

/** Several words in a row. */
export const listed = (parts: string[]) => parts.join(current === "ja" ? "、" : ", ");

/** What an edge carries ("shared payout N4", "P3 TM9093233, T1 TM9093233", "6 days, 9 ×") in words; values stay. */
export function edgeLabel(label: string): string {
  return listed(label.split(", ").flatMap(named));
}

const codes = Object.keys(words.code).map((code): [plain: string, code: string] => [code.replaceAll("_", " "), code]).sort((a, b) => b[0].length - a[0].length);

function named(part: string): string[] {
  const days = /^(\d+) days(?: (\d+) ×)?$/.exec(part);
  if (days) return [t("days", { n: Number(days[1]) }) + (days[2] ? ` · ${days[2]} ×` : "")];
  const found = codes.find(([plain]) => part === plain || part.startsWith(`${plain} `));
  if (!found) return part ? [shorten(part, 80)] : [];
  const rest = part.slice(found[0].length).trim();
  const more = codes.some(([plain]) => rest === plain || rest.startsWith(`${plain} `)) || !rest;
  return more ? [word("code", found[1]), ...named(rest)] : [`${word("code", found[1])} ${shorten(rest, 60)}`];
}
