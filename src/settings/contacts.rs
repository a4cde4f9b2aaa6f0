//! `[[contacts]]`: whom an investigator may turn to; shown with the results.

use serde::{Deserialize, Serialize};

/// A place that takes reports and questions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Its name.
    pub name: String,
    /// Its name in Japanese; where absent, `name` is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_ja: Option<String>,
    /// A page that says how to reach it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Its telephone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
}

/// The four that gave the notice of 26 March 2024, each with its own page of it: name, name in Japanese, page. Numbers
/// and desks change, so that none stands here; the pages say them.
const NOTICE: [(&str, &str, &str); 4] = [
    ("National Police Agency", "警察庁", "https://www.npa.go.jp/news/release/2024/20240325002.html"),
    ("Ministry of Foreign Affairs", "外務省", "https://www.mofa.go.jp/mofaj/press/release/pressit_000001_00544.html"),
    (
        "Ministry of Finance",
        "財務省",
        "https://www.mof.go.jp/policy/international_policy/gaitame_kawase/press_release/20240326.html",
    ),
    (
        "Ministry of Economy, Trade and Industry (IT Innovation Division)",
        "経済産業省(情報技術利用促進課)",
        "https://www.meti.go.jp/press/2023/03/20240326002/20240326002.html",
    ),
];

impl Contact {
    /// The contacts of the notice.
    #[must_use]
    pub fn of_the_notice() -> Vec<Self> {
        let contact = |(name, name_ja, url): (&str, &str, &str)| Self {
            name: name.to_owned(),
            name_ja: Some(name_ja.to_owned()),
            url: Some(url.to_owned()),
            phone: None,
        };
        NOTICE.map(contact).to_vec()
    }
}

#[cfg(test)]
mod tests {
    use crate::settings::Settings;

    #[test]
    fn four_stand_there_until_others_are_named() {
        let parse = |text: &str| Settings::parse(text, "s.toml").expect("settings").contacts;
        assert_eq!(parse("").len(), 4);
        assert!(parse("").iter().all(|one| one.name_ja.is_some() && one.url.is_some()));
        assert!(parse("contacts = []").is_empty());
        let own = parse("[[contacts]]\nname = \"Trust desk\"\nphone = \"ext. 7\"\n");
        assert_eq!((own.len(), own[0].name.as_str(), own[0].phone.as_deref()), (1, "Trust desk", Some("ext. 7")));
        let wrong = Settings::parse("[[contacts]]\nname = \"x\"\nfax = \"1\"\n", "s.toml").expect_err("no fax");
        assert!(wrong.to_string().contains("s.toml, line 3"), "{wrong}");
    }
}
