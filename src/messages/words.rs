//! Classes of explanations and kinds of evidence as the Japanese sentences call them.

/// Classes of lawful explanations that [`NotSufficient`](super::Message::NotSufficient) may name.
pub(super) const CLASSES: [(&str, &str); 11] = [
    ("acquaintances", "知人同士"),
    ("agency", "代理業者"),
    ("clerical_error", "事務上の誤り"),
    ("house_share", "同居"),
    ("household", "世帯"),
    ("identity_victim", "書類の本人"),
    ("place", "共用の場所"),
    ("re_registration", "再登録"),
    ("school", "学校・講座"),
    ("subcontract", "再委託"),
    ("two_roles", "一人二役"),
];

/// Independent kinds of evidence that [`OneKind`](super::Message::OneKind) may name.
pub(super) const FAMILIES: [(&str, &str); 14] = [
    ("identity", "本人確認書類"),
    ("money", "支払"),
    ("machine", "端末"),
    ("timing", "時間帯"),
    ("network", "ネットワーク"),
    ("contact", "連絡先"),
    ("content", "文面・作品"),
    ("origin", "登録の経緯"),
    ("history", "停止後の再登録"),
    ("reviews", "評価"),
    ("direct ties", "直接のつながり"),
    ("decisions", "調査担当者の判断"),
    ("conduct", "個々の行動"),
    ("weak", "弱い根拠"),
];

/// A word of either table in Japanese; itself where it stands in none.
pub(super) fn japanese(word: &str) -> &str {
    let found = CLASSES.iter().chain(&FAMILIES).find(|(english, _)| *english == word);
    found.map_or(word, |(_, japanese)| japanese)
}
