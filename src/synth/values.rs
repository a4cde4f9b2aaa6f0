//! How planned values look in the tables: numbers, addresses, tokens.

use super::rng::{hash, scramble};
use super::world::{FOREIGN_DOCUMENT, World};

/// A device's id.
#[must_use]
pub fn device(world: &World, device: u64) -> String {
    format!("{:016x}", hash(&[world.seed, 0xDE71, device]))
}

/// A document's kind, issuer and number. A driving licence's last digit counts reissues, so that one licence may appear
/// with two.
#[must_use]
pub fn document(world: &World, document: u32, account: u32) -> (&'static str, String) {
    let key = world.seed ^ 0xD0C;
    let number = |modulus| scramble(u64::from(document & !FOREIGN_DOCUMENT), modulus, key);
    let letter = |salt| char::from(b'A' + (hash(&[key, u64::from(document), salt]) % 26) as u8);
    if document & FOREIGN_DOCUMENT != 0 {
        let (a, b, c, d) = (letter(1), letter(2), letter(3), letter(4));
        return ("residence_card", format!("{a}{b}{:08}{c}{d}", number(100_000_000)));
    }
    match hash(&[key, u64::from(document), 9]) % 100 {
        0..60 => {
            let reissued = hash(&[key, u64::from(account), 10]) % 10;
            ("driving_licence", format!("{:011}{}", number(100_000_000_000), u8::from(reissued == 0)))
        }
        60..82 => ("my_number", format!("mn-{:016x}", hash(&[key, u64::from(document), 11]))),
        _ => {
            let series = number(1_000_000_000);
            ("passport", format!("T{}{:07}", char::from(b'A' + (series / 10_000_000 % 26) as u8), series % 10_000_000))
        }
    }
}

/// A payout destination's token: bank, branch, number. After a merger the bank gives another.
#[must_use]
pub fn bank(world: &World, bank: u64, after_merger: bool) -> String {
    let at = scramble(bank, 1_000_000_000_000, world.seed ^ 0xBA);
    let (code, branch, number) = (at / 10_000_000_000, at / 10_000_000 % 1000, at % 10_000_000);
    if after_merger {
        format!("7{code:03}-{branch:03}-{number:07}")
    } else {
        format!("0{code:03}-{branch:03}-{number:07}")
    }
}

/// A mobile telephone number.
#[must_use]
pub fn phone(world: &World, phone: u32) -> String {
    let at = scramble(phone.into(), 300_000_000, world.seed ^ 0xF0);
    format!("{}-{:04}-{:04}", ["070", "080", "090"][(at / 100_000_000) as usize], at / 10_000 % 10_000, at % 10_000)
}

/// A mail address, after the name of whoever had it first.
#[must_use]
pub fn email(world: &World, email: u32) -> String {
    let person = world.people[world.accounts[email as usize].person as usize];
    let latin = world.names.spelled(person, true).latin.to_ascii_lowercase();
    let mut words = latin.split(' ').filter(|word| !word.is_empty());
    let (family, given) = (words.next().unwrap_or("x"), words.next_back().unwrap_or("y"));
    let provider = ["mail.example", "post.example.jp", "inbox.example.com", "denshi.example.ne.jp"];
    let salt = hash(&[world.seed, 0xE3, u64::from(email)]);
    format!("{given}.{family}{email:x}@{}", provider[(salt % 4) as usize])
}

/// A postal address.
#[must_use]
pub fn address(world: &World, address: u32) -> String {
    let salt = hash(&[world.seed, 0xADD, u64::from(address)]);
    let places = [
        "東京都世田谷区北沢",
        "東京都足立区千住",
        "東京都杉並区高円寺南",
        "大阪府大阪市北区天満",
        "大阪府堺市西区鳳東町",
        "愛知県名古屋市中区栄",
        "福岡県福岡市中央区薬院",
        "北海道札幌市白石区南郷通",
        "宮城県仙台市青葉区国分町",
        "広島県広島市中区大手町",
        "神奈川県横浜市鶴見区豊岡町",
        "埼玉県川口市並木",
        "千葉県船橋市本町",
        "京都府京都市左京区田中",
        "兵庫県神戸市灘区水道筋",
        "静岡県浜松市中央区鍛冶町",
    ];
    let (block, house, number) = (1 + salt / 16 % 9, 1 + salt / 144 % 40, 1 + salt / 5760 % 30);
    let street = format!("{}{block}-{house}-{number}", places[(salt % 16) as usize]);
    // Buildings have no room; the building's own number keeps two of them apart.
    if address >= 1 << 30 {
        format!("{street} 第{}荘", address - (1 << 30) + 1)
    } else {
        format!("{street}-{address}")
    }
}

/// A fingerprint of a picture or a text.
#[must_use]
pub fn fingerprint(world: &World, kind: u64, value: u32) -> String {
    format!("{:016x}", hash(&[world.seed, kind, u64::from(value)]))
}
