//! Rules one by one, by names that were thought of: what each verdict and reason must be.

use super::generate::{PASSPORT, katakana, zengin};
use super::{EACH, compare, people, verdict};
use ringtrace::names::{NameMatch, NameReason, PreparedName, compare_people, family_keys, is_corporate, prepare};

#[test]
fn relatives_and_maiden_names_say_so() {
    let reason = |h, o: &[&str]| compare(h, o).reason;
    assert_eq!(reason("ﾔﾏﾀﾞ ﾊﾅｺ", &["ヤマダ タロウ"]), NameReason::FamilyNameOnly);
    assert_eq!(reason("ﾔﾏﾀﾞﾊﾅｺ", &["ヤマダ タロウ"]), NameReason::FamilyNameOnly);
    assert_eq!(reason("ｽｽﾞｷ ﾊﾅｺ", &["ヤマダ ハナコ"]), NameReason::GivenNameOnly);
    assert_eq!(reason("ｽｽﾞｷﾊﾅｺ", &["YAMADA HANAKO", "ヤマダ ハナコ"]), NameReason::GivenNameOnly);
    assert_eq!(reason("ﾔﾏﾀﾞ ﾀﾛｳ", &["HANAKO YAMADA"]), NameReason::FamilyNameOnly);
    assert_eq!(reason("Hanako Yamada", &["Taro Yamada"]), NameReason::OnePartOnly);
    assert_eq!(reason("山田花子", &["山田 太郎"]), NameReason::FamilyNameOnly);
    assert_eq!(reason("鈴木花子", &["山田花子"]), NameReason::GivenNameOnly);
}

#[test]
fn of_pseudonyms_only_that_they_are_the_same_is_said() {
    let one = "39aada858aa35a1904d4115f";
    assert_eq!(compare(one, &[one]).reason, NameReason::SameName);
    for other in ["deed6b9bbebbdf618c6657aa", "YAMADA TARO", "山田 太郎", "ヤマダ タロウ"] {
        assert_eq!(compare(one, &[other]).reason, NameReason::Pseudonym, "{other}");
        assert_eq!(compare(other, &[one]).verdict, NameMatch::Undetermined, "{other}");
    }
    // One name that can be compared decides, whatever stands beside it.
    assert_eq!(verdict("ﾔﾏﾀﾞ ﾀﾛｳ", &[one, "ヤマダ タロウ"]), NameMatch::Match);
    assert_eq!(verdict("ﾔﾏﾀﾞ ﾀﾛｳ", &[one, "スズキ ハナコ"]), NameMatch::Mismatch);
    // Names of the same letters are one family's only where they are names.
    assert_eq!(family_keys(&prepare(one)), [one]);
    // A word without a digit, and several words, are a name.
    assert_eq!(verdict("YAMADATARO", &["ヤマダ タロウ"]), NameMatch::Match);
    assert_eq!(verdict("YAMADA TARO 2", &["ヤマダ タロウ"]), NameMatch::Match);
}

#[test]
fn kana_with_kana_is_strict() {
    assert_eq!(verdict("ｵﾉ ﾀﾛｳ", &["オオノ タロウ"]), NameMatch::Mismatch);
    assert_eq!(verdict("ｵｵﾉ ﾀﾛｳ", &["小野 太郎", "オノ タロウ"]), NameMatch::Mismatch);
    assert_eq!(verdict("ﾖ-ｺ ｵﾉ", &["オノ ヨーコ"]), NameMatch::Match);
    assert_eq!(verdict("ﾖｺ ｵﾉ", &["オノ ヨーコ"]), NameMatch::Match);
    assert_eq!(verdict("ﾖｳｺ ｵﾉ", &["オノ ヨーコ"]), NameMatch::Match);
    assert_eq!(verdict("ｶｽﾞｵ ｶｵﾙ", &["カヅヲ カヲル"]), NameMatch::Match);
    assert_eq!(verdict("ﾊ ﾞﾊﾞ ｼﾖｳｺ", &["ばば　しょうこ"]), NameMatch::Match);
    assert_eq!(compare("ﾔﾏｻｷ ﾀﾛｳ", &["ヤマザキ タロウ"]).reason, NameReason::VoicedMarksOnly);
    assert_eq!(compare("ｺｵﾘ ﾀﾛｳ", &["コウリ タロウ"]).reason, NameReason::LongVowelsOnly);
    // A short name is not taken for a cut one.
    assert_eq!(verdict("ﾔﾏﾀﾞ ﾀﾛ", &["ヤマダ タロウザエモン"]), NameMatch::Mismatch);
}

#[test]
fn latin_rules() {
    for (holder, owner) in [
        ("OHISHI TARO", "オオイシ タロウ"),
        ("ONO TARO", "オオノ タロウ"),
        ("Shin'ichi Honma", "ホンマ シンイチ"),
        ("SHINICHI HOMMA", "ホンマ シンイチ"),
        ("HATCHORI KEN", "ハッチョウリ ケン"),
        ("LISA TANAKA", "タナカ リサ"),
        ("JOHN SMITH", "Smith, John"),
        ("JOHN A SMITH", "John Smith"),
        ("SMITH JOHN ALAN", "John Alan SMITH"),
        ("JOHN ALAN SMITH", "John A. Smith"),
        ("MARIA GARCIA LOPEZ", "María García"),
        ("KIM MINJUN", "Kim Min-Jun"),
        ("OBRIEN PATRICK", "Patrick O’Brien"),
        ("DELACRUZ ANA", "Ana de la Cruz"),
        ("SATO<<HANAKO", "佐藤花子(Sato Hanako)"),
        ("YAMADA TAROU", "Yamada Tarō"),
        ("MR JOHN SMITH", "John Smith"),
        ("O SADAHARU", "オウ サダハル"),
    ] {
        assert_eq!(
            verdict(holder, &[owner]),
            NameMatch::Match,
            "{holder} {owner} {:?}",
            compare(holder, &[owner]).reason
        );
    }
    for (holder, owner) in [
        ("J SMITH", "John Smith"),
        ("MOHAMMED ALI", "Muhammad Ali"),
        ("WONG SIU MING", "Wang Xiaoming"),
        ("JOHN", "John Smith"),
        ("ISHI TARO", "イシイ タロウ"),
        ("MUELLER HANS", "Hans Müller"),
    ] {
        assert_eq!(
            verdict(holder, &[owner]),
            NameMatch::Undetermined,
            "{holder} {owner} {:?}",
            compare(holder, &[owner]).reason
        );
    }
    for (holder, owner) in [
        ("JOHN SMITH", "Peter Brown"),
        ("HANAKO SATO", "Taro Sato"),
        ("JOHN SMITH", "Mary Smith"),
        ("J SMITH", "Peter Smith"),
        ("T YAMADA", "H Yamada"),
        ("MARIA LOPEZ GARCIA", "Jose Rodriguez"),
    ] {
        assert_eq!(
            verdict(holder, &[owner]),
            NameMatch::Mismatch,
            "{holder} {owner} {:?}",
            compare(holder, &[owner]).reason
        );
    }
}

#[test]
fn companies_are_undetermined() {
    let (mut names, people) = people(9, EACH);
    let marks = ["ｶ)", "ﾕ)", "ﾄﾞ)", "ﾒ)", "ｼ)", "ｲ)", "ｻﾞｲ)", "ｼﾔ)", "ﾄｸﾋ)"];
    for (i, p) in people.iter().enumerate() {
        let mark = marks[i % marks.len()];
        let trade = zengin(&names.given().1);
        let holder = match i % 6 {
            0 => format!("{mark}{trade}"),
            1 => format!("{trade}({}", mark.trim_end_matches(')')),
            2 => format!("{trade}({mark}ﾄｳｷﾖｳ"),
            3 => format!("{trade} Inc."),
            4 => format!("株式会社{trade}"),
            _ => format!("{trade}㈱"),
        };
        let found = compare(&holder, &[&p.kanji(" "), &katakana(&p.kana(" ")), &p.romaji(PASSPORT)]);
        assert_eq!(found.verdict, NameMatch::Undetermined, "{holder} {p:?} {:?}", found.reason);
        assert!(is_corporate(&prepare(&holder)), "{holder}");
        assert!(!is_corporate(&prepare(&zengin(&p.kana(" ")))), "{p:?}");
        assert!(!is_corporate(&prepare(&p.kanji(""))), "{p:?}");
        assert!(!is_corporate(&prepare(&p.romaji(PASSPORT))), "{p:?}");
    }
    assert_eq!(verdict("ｶ)ｻｸﾗﾃﾞｻﾞｲﾝ", &["山田 太郎", "株式会社サクラデザイン"]), NameMatch::Match);
    assert_eq!(verdict("ACME CO., LTD.", &["Taro Yamada", "Acme"]), NameMatch::Match);
    assert_eq!(verdict("ﾔﾏﾀﾞ ﾀﾛｳ", &["アクメ株式会社"]), NameMatch::Undetermined);
    assert_eq!(compare("ｻｸﾗﾃﾞｻﾞｲﾝ ﾔﾏﾀﾞﾀﾛｳ", &["ヤマダ タロウ"]).reason, NameReason::TradeName);
    assert_eq!(compare("サクラ商店 山田太郎", &["山田 太郎"]).reason, NameReason::TradeName);
    // CO is a company's mark or a family name: a difference then says nothing, and agreement is a person's.
    assert_eq!(verdict("ACME CO", &["Taro Yamada"]), NameMatch::Undetermined);
    assert_eq!(compare("MARIA CO", &["Co, Maria"]).reason, NameReason::SameName);
    assert!(!is_corporate(&prepare("MARIA CO")));
    assert_eq!(verdict("ﾅｶﾞｼﾏﾀﾛｳ", &["シマ タロウ"]), NameMatch::Mismatch);
}

#[test]
fn foreign_names_are_never_held_against_anyone() {
    let agree: &[(&str, &[&str])] = &[
        ("ｼﾞﾖﾝ ｽﾐｽ", &["John Smith", "ジョン・スミス"]),
        ("ｽﾐｽ ｼﾞﾖ-ﾝ", &["John Smith", "ジョン・スミス"]),
        ("ｸﾞｴﾝ ﾊﾞﾝ ｱﾝ", &["NGUYEN VAN ANH", "グエン・ヴァン・アン"]),
        ("ｻﾝﾄｽ ﾏﾘｱ", &["Maria Cristina dos Santos", "マリア クリスティナ サントス"]),
        ("김민수", &["김 민수"]),
        ("ﾘ ﾅ", &["李娜", "LI NA"]),
        ("Иван Петров", &["ПЕТРОВ Иван"]),
        ("张伟", &["張偉"]),
    ];
    for (holder, owner) in agree {
        let found = compare(holder, owner);
        assert_ne!(found.verdict, NameMatch::Mismatch, "{holder} {owner:?} {:?}", found.reason);
    }
    let open: &[(&str, &[&str])] = &[
        ("ｼﾞﾔﾝ ｽﾐﾂ", &["John Smith", "ジョン・スミス"]),
        ("ｵｳ ｼﾖｳﾒｲ", &["王小明", "ワン シャオミン", "WANG XIAOMING"]),
        ("ｵｳ ｼﾖｳﾒｲ", &["王 小明", "ワン シャオミン"]),
        ("ｷﾝ ﾐﾝｼﾕ", &["김민수", "KIM MINSU"]),
        ("ﾊﾟｸ ｼﾞﾐﾝ", &["PARK JIMIN"]),
        ("KIM MINSU", &["김민수"]),
        ("IVAN PETROV", &["Иван Петров"]),
        ("محمد علي", &["MOHAMMED ALI"]),
        ("ﾓﾊﾒﾄﾞ ｱﾘ", &["محمد علي"]),
        ("JOHN SMITH", &["タナカ ハナコ"]),
        ("ﾏﾂﾀﾞ ｼﾞﾕﾝ", &["JUNE MATSUDA"]),
        ("ｹｲﾄ ﾀﾅｶ", &["KATE TANAKA"]),
        ("ｼﾞﾔﾝ ｽﾐﾂ", &["ジョン・スミス"]),
        ("ﾃｲﾅ ﾀﾅｶ", &["TINA TANAKA"]),
        ("สมชาย", &["วิชัย"]),
    ];
    for (holder, owner) in open {
        let found = compare(holder, owner);
        assert_eq!(found.verdict, NameMatch::Undetermined, "{holder} {owner:?} {:?}", found.reason);
    }
}

#[test]
fn mixed_scripts_and_brackets() {
    assert_eq!(verdict("山田サクラ", &["山田 さくら"]), NameMatch::Match);
    assert_eq!(verdict("ﾔﾏﾀﾞ ｻｸﾗ", &["山田 さくら"]), NameMatch::Undetermined);
    assert_eq!(verdict("ﾔﾏﾀﾞ ﾊﾅｺ", &["山田 さくら"]), NameMatch::Mismatch);
    assert_eq!(verdict("ﾔﾏﾀﾞ ﾊﾅｺ", &["山田 さくら", "ヤマダ ハナコ"]), NameMatch::Match);
    assert_eq!(verdict("ﾔﾏﾉｳﾁ ﾀﾛｳ", &["山ノ内 太郎"]), NameMatch::Undetermined);
    assert_eq!(verdict("山の内太郎", &["山ノ内 太郎"]), NameMatch::Match);
    assert_eq!(verdict("佐佐木一", &["佐々木 一"]), NameMatch::Match);
    assert_eq!(verdict("ﾔﾏﾀﾞ ﾀﾛｳ", &["山田太郎(ヤマダ タロウ)"]), NameMatch::Match);
    assert_eq!(verdict("ﾔﾏﾀﾞ ﾀﾛｳ", &["山田太郎 ヤマダタロウ"]), NameMatch::Match);
    assert_eq!(verdict("SMITH HANAKO", &["TANAKA (SMITH) HANAKO"]), NameMatch::Match);
    assert_eq!(verdict("山田〓子", &["山田鈴子"]), NameMatch::Undetermined);
    for empty in ["", "   ", "123", "()", "※"] {
        assert_eq!(compare(empty, &["山田"]).reason, NameReason::NothingToCompare);
        assert_eq!(compare("山田", &[empty]).reason, NameReason::NothingToCompare);
    }
    assert_eq!(compare("山田", &[]).other, None);
    assert_eq!(compare("ﾔﾏﾀﾞ ﾀﾛｳ", &["山田太郎", "ヤマダ タロウ"]).other, Some(1));
}

#[test]
fn family_keys_meet_across_scripts() {
    let share = |a: &str, b: &str| {
        let (x, y) = (family_keys(&prepare(a)), family_keys(&prepare(b)));
        x.iter().any(|k| y.contains(k))
    };
    for (a, b) in [
        ("ｻﾄｳ ﾊﾅｺ", "Taro SATOH"),
        ("Sato Hanako", "サトウ タロウ"),
        ("渡邉花子", "渡辺 太郎"),
        ("長谷川花子", "長谷川 健"),
        ("林花子", "林 太郎"),
        ("佐々木健", "佐佐木 花"),
        ("ヤマダハナコ", "ヤマダ タロウ"),
        ("Smith, John", "Mary Smith"),
        ("김 민수", "김 영희"),
        ("Иванов Иван", "Пётр Иванов"),
        ("山田 さくら", "山田太郎"),
        ("OHNO TARO", "オオノ ハナコ"),
    ] {
        assert!(share(a, b), "{a} {b}: {:?} {:?}", family_keys(&prepare(a)), family_keys(&prepare(b)));
    }
    for (a, b) in [
        ("山田 太郎", "山本 太郎"),
        ("山田花子", "山本花子"),
        ("ヤマダ タロウ", "スズキ タロウ"),
        ("Smith, John", "Brown, John"),
        ("ｶ)ｻﾄｳ", "サトウ タロウ"),
    ] {
        assert!(!share(a, b), "{a} {b}: {:?} {:?}", family_keys(&prepare(a)), family_keys(&prepare(b)));
    }
    let (mut names, people) = people(10, EACH);
    for p in &people {
        let mut relative = names.person();
        relative.family = p.family.clone();
        assert!(share(&zengin(&p.kana(" ")), &relative.romaji_swapped(PASSPORT)), "{p:?}");
        assert!(share(&p.kanji(" "), &relative.kanji(" ")), "{p:?}");
    }
}

#[test]
fn people_are_compared_by_all_their_names() {
    let all = |names: &[&str]| -> Vec<PreparedName> { names.iter().map(|n| prepare(n)).collect() };
    let (a, b) = (all(&["山田太郎", "ヤマダ タロウ"]), all(&["TARO YAMADA"]));
    assert_eq!(compare_people(&a, &b).verdict, NameMatch::Match);
    assert_eq!(compare_people(&b, &a).verdict, NameMatch::Match);
    let c = all(&["山田花子", "ヤマダ ハナコ"]);
    assert_eq!(compare_people(&a, &c).verdict, NameMatch::Mismatch);
    assert_eq!(compare_people(&all(&["山田太郎"]), &b).verdict, NameMatch::Undetermined);
}

#[test]
fn reasons_speak_two_languages() {
    let mut codes: Vec<&str> = NameReason::ALL.iter().map(|r| r.code()).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), NameReason::ALL.len());
    for r in NameReason::ALL {
        assert!(r.sentence().ends_with('.') && r.sentence_ja().ends_with('。'), "{r:?}");
    }
}

#[test]
fn long_names_are_quick() {
    let texts = [
        "ア",
        "A",
        "山",
        "a ",
        "ｶﾞ",
        "OH",
        "(",
        ")",
        "-",
        "ー",
        "ｶ)",
        "Ω",
        "\u{3099}",
        "ALI ",
        "アイ・",
        "株式会社",
        "(ｶ)",
    ];
    let started = std::time::Instant::now();
    for one in texts {
        for other in texts {
            let (a, b) = (prepare(&one.repeat(10_000)), prepare(&format!("{}X", other.repeat(10_000))));
            let _ = (compare_people(std::slice::from_ref(&a), std::slice::from_ref(&b)), family_keys(&a));
        }
    }
    let each = started.elapsed() / (texts.len() * texts.len()) as u32;
    assert!(each.as_millis() < 200, "{each:?}");
}

#[test]
fn a_name_turned_within_is_the_same_from_both_sides() {
    for (a, b) in [("CHOU", "OUCH"), ("OUCH", "CHOU")] {
        assert_eq!(compare(a, &[b]).verdict, NameMatch::Match, "{a} {b}");
    }
}
