//! People of the synthetic platform: Japanese names by their frequency, and names from elsewhere.

use super::kana::{holder, katakana, passport};
use super::rng::Rng;

/// Names to draw from.
#[derive(Debug)]
pub struct NameLists {
    surnames: Vec<[&'static str; 3]>,
    cumulated: Vec<u32>,
    given: Vec<[&'static str; 3]>,
    foreign: Vec<[&'static str; 4]>,
}

/// A person: positions in the lists. Eight bytes, because a platform has millions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Person {
    /// Position of the family name.
    pub surname: u16,
    /// Position of the given name.
    pub given: u16,
    /// Family name before a marriage, otherwise the same as `surname`.
    pub born: u16,
    /// Whether the name comes from the list of names from elsewhere.
    pub foreign: bool,
}

/// A name in its spellings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spelled {
    /// As registered: kanji, or Latin for names from elsewhere.
    pub legal: String,
    /// Full-width katakana.
    pub kana: String,
    /// Latin, as on a passport.
    pub latin: String,
    /// Half-width, as banks hold it.
    pub holder: String,
}

fn rows(text: &'static str) -> impl Iterator<Item = std::str::Split<'static, char>> {
    text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(|line| line.split(','))
}

impl Default for NameLists {
    fn default() -> Self {
        let (mut surnames, mut cumulated, mut sum) = (Vec::new(), Vec::new(), 0);
        for mut row in rows(include_str!("data/surnames.csv")) {
            let mut next = || row.next().unwrap_or_default();
            let (kanji, thousands, kana, romaji) = (next(), next(), next(), next());
            sum += thousands.parse::<u32>().unwrap_or(1);
            surnames.push([kanji, kana, romaji]);
            cumulated.push(sum);
        }
        let mut given = Vec::new();
        for text in [include_str!("data/given_m.csv"), include_str!("data/given_f.csv")] {
            for mut row in rows(text) {
                let (kana, romaji) = (row.next().unwrap_or_default(), row.next().unwrap_or_default());
                given.extend(row.map(|kanji| [kanji, kana, romaji]));
            }
        }
        let foreign = rows(include_str!("data/foreign.csv"))
            .map(|mut row| std::array::from_fn(|_| row.next().unwrap_or_default()))
            .collect();
        Self { surnames, cumulated, given, foreign }
    }
}

impl NameLists {
    /// A family name, as frequent as in life.
    pub fn surname(&self, rng: &mut Rng) -> u16 {
        let total = self.cumulated.last().copied().unwrap_or(1);
        let at = rng.below(total as usize) as u32;
        self.cumulated.partition_point(|&sum| sum <= at) as u16
    }

    /// A person; `surname` where the family is known.
    pub fn person(&self, rng: &mut Rng, foreign: bool, surname: Option<u16>) -> Person {
        if foreign {
            let surname = rng.below(self.foreign.len()) as u16;
            return Person { surname, given: rng.below(self.foreign.len()) as u16, born: surname, foreign };
        }
        let surname = surname.unwrap_or_else(|| self.surname(rng));
        Person { surname, given: rng.below(self.given.len()) as u16, born: surname, foreign }
    }

    /// A person's name now, or as it was at birth.
    #[must_use]
    pub fn spelled(&self, person: Person, at_birth: bool) -> Spelled {
        let surname = if at_birth { person.born } else { person.surname } as usize;
        if person.foreign {
            let [family, family_kana, ..] = self.foreign[surname];
            let [.., given, given_kana] = self.foreign[person.given as usize];
            let kana = format!("{given_kana}　{family_kana}");
            let latin = format!("{family} {given}");
            return Spelled { legal: format!("{given} {family}"), holder: holder(&kana), kana, latin };
        }
        let [family, family_kana, family_romaji] = self.surnames[surname];
        let [given, given_kana, given_romaji] = self.given[person.given as usize];
        let kana = format!("{}　{}", katakana(family_kana), katakana(given_kana));
        let latin = format!("{} {}", passport(family_romaji), passport(given_romaji));
        Spelled { legal: format!("{family}　{given}"), holder: holder(&kana), kana, latin }
    }

    /// A company's name and its payee as banks hold it.
    #[must_use]
    pub fn company(&self, company: u32) -> (String, String) {
        let mut rng = Rng::new(&[0x0C0_FFEE, u64::from(company)]);
        let [family, kana, _] = self.surnames[rng.below(self.surnames.len())];
        let trade = rng.pick(&[
            ("デザイン", "デザイン"),
            ("システムズ", "システムズ"),
            ("企画", "キカク"),
            ("ソフト", "ソフト"),
            ("翻訳事務所", "ホンヤクジムショ"),
            ("パートナーズ", "パートナーズ"),
            ("製作所", "セイサクショ"),
        ]);
        let (name, reading) = (format!("{family}{}", trade.0), format!("{}{}", katakana(kana), trade.1));
        match rng.below(5) {
            0 | 1 => (format!("株式会社{name}"), holder(&format!("カ）{reading}"))),
            2 => (format!("{name}株式会社"), holder(&format!("{reading}（カ"))),
            3 => (format!("合同会社{name}"), holder(&format!("ド）{reading}"))),
            _ => (format!("有限会社{name}"), holder(&format!("ユ）{reading}"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_complete_and_common_ones_are_common() {
        let lists = NameLists::default();
        let mut rng = Rng::new(&[5]);
        let mut sato = 0;
        for i in 0..5000 {
            let person = lists.person(&mut rng, i % 10 == 0, None);
            let name = lists.spelled(person, false);
            assert!(![&name.legal, &name.kana, &name.latin, &name.holder].iter().any(|s| s.trim().is_empty()));
            assert!(name.latin.is_ascii());
            sato += usize::from(name.legal.starts_with("佐藤"));
        }
        assert!((50..250).contains(&sato), "{sato}");
    }

    #[test]
    fn a_company_is_a_corporate_payee() {
        let lists = NameLists::default();
        for company in 0..50 {
            let (name, payee) = lists.company(company);
            assert!(name.contains("会社"), "{name}");
            assert!(payee.contains(')') || payee.contains('('), "{payee}");
        }
    }
}
