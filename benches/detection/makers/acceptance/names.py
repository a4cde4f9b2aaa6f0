"""Names of people and firms: kanji with readings, Latin names, and bank holders in half-width kana."""

import hashlib
import unicodedata

import numpy as np

COMMON = (
    "佐藤サトウ 鈴木スズキ 高橋タカハシ 田中タナカ 伊藤イトウ 渡辺ワタナベ 山本ヤマモト 中村ナカムラ 小林コバヤシ 加藤カトウ "
    "吉田ヨシダ 山田ヤマダ 佐々木ササキ 山口ヤマグチ 松本マツモト 井上イノウエ 木村キムラ 林ハヤシ 斎藤サイトウ 清水シミズ "
    "阿部アベ 池田イケダ 橋本ハシモト 石川イシカワ 後藤ゴトウ 近藤コンドウ 遠藤エンドウ 藤井フジイ 坂本サカモト 斉藤サイトウ "
    "渡邊ワタナベ 髙橋タカハシ 小野オノ 大野オオノ 原田ハラダ 工藤クドウ 安藤アンドウ 河野コウノ 服部ハットリ 新井アライ"
)
FIRST = (
    "山ヤマ 川カワ 中ナカ 西ニシ 東ヒガシ 北キタ 大オオ 小コ 高タカ 松マツ 竹タケ 石イシ 村ムラ 森モリ 藤フジ 吉ヨシ 岡オカ 長ナガ "
    "福フク 上ウエ 古フル 青アオ 黒クロ 白シラ 金カネ 杉スギ 今イマ 前マエ 水ミズ 宮ミヤ 桜サクラ 若ワカ 秋アキ 市イチ 平ヒラ 浅アサ"
)
SECOND = (
    "田ダ 本モト 川カワ 村ムラ 山ヤマ 野ノ 井イ 沢ザワ 島シマ 崎ザキ 原ハラ 口グチ 木キ 下シタ 岡オカ 谷タニ 橋ハシ 尾オ 林バヤシ "
    "森モリ 池イケ 浦ウラ 瀬セ 岸ギシ 倉クラ 内ウチ 部ベ 塚ヅカ 永ナガ 見ミ"
)
GIVEN_FIRST = "健ケン 雄ユウ 大ダイ 翔ショウ 和カズ 正マサ 直ナオ 裕ヒロ 智トモ 拓タク 美ミ 優ユ 由ユ 真マ 恵エ 千チ 明アキ 陽ハル 愛アイ 里リ 京キョウ 純ジュン"
GIVEN_SECOND = "太タ 介スケ 也ヤ 人ト 樹キ 輝キ 郎ロウ 一イチ 平ヘイ 紀キ 子コ 香カ 奈ナ 美ミ 恵エ 花カ 乃ノ 代ヨ 衣イ 穂ホ 江エ 志シ"
GIVEN = "健ケン 誠マコト 翼ツバサ 葵アオイ 蓮レン 陸リク 薫カオル 凛リン 結衣ユイ 陽菜ヒナ 大翔ヒロト 隼シュン 龍一リュウイチ 京子キョウコ 康夫ヤスオ 洋子ヨウコ"
LATIN = {
    "VN": (
        "Nguyen Tran Le Pham Hoang Vu Dang Bui Do Ho",
        "Van_Anh Minh Thi_Huong Duc Quang Thu_Ha Long Thanh Mai Tuan",
    ),
    "PH": (
        "Santos Reyes Cruz Bautista Garcia Mendoza Torres Flores",
        "Maria Jose Angelica Mark Jasmine Paolo Grace Ramon",
    ),
    "IN": ("Sharma Patel Singh Kumar Reddy Gupta Nair Iyer", "Amit Priya Rahul Sneha Vikram Anjali Arjun Deepa"),
    "CN": ("Wang Li Zhang Liu Chen Yang Zhao Wu", "Wei Fang Jing Lei Xiaoming Yan Hao Mei"),
    "KR": ("Kim Lee Park Choi Jung Kang Cho Yoon", "Minjun Seoyeon Jihoon Soojin Hyunwoo Jiwon Donghyun Eunji"),
    "US": (
        "Smith Johnson Brown Miller Davis Wilson Moore Clark",
        "James Emily Michael Sarah David Jessica Daniel Ashley",
    ),
    "NP": ("Shrestha Gurung Tamang Thapa Rai Karki", "Suman Anita Bikash Sunita Rajesh Puja"),
    "BR": ("Silva Souza Oliveira Tanaka Pereira Costa", "Lucas Ana Rafael Camila Bruno Juliana"),
}
LOCALES = ("JP",) + tuple(LATIN)
FIRMS = "アオバ ミライ サクラ ヒカリ トウヨウ ニッコウ アサヒ フジ ミナト ヤマト リンクス テクノ ブリッジ クラウド コスモ セントラル".split()
TRADES = "サービス システム デザイン ワークス ソフト パートナーズ キカク ショウカイ".split()
PREFIX_MARKS = ("ｶ)", "ﾕ)", "ﾄﾞ)")


def _split(text):
    """Turn '佐藤サトウ ...' into (kanji, reading) pairs."""
    pairs = []
    for word in text.split():
        cut = next(i for i, c in enumerate(word) if "ァ" <= c <= "ヺ")
        pairs.append((word[:cut], word[cut:]))
    return pairs


def _joined(firsts, seconds):
    return [(a + b, x + y) for a, x in _split(firsts) for b, y in _split(seconds) if a != b]


JP_FAMILY = _split(COMMON) + _joined(FIRST, SECOND)
JP_GIVEN = _split(GIVEN) + _joined(GIVEN_FIRST, GIVEN_SECOND)
FAMILY_WEIGHT = np.concatenate(
    [np.linspace(12, 4, len(_split(COMMON))), np.full(len(JP_FAMILY) - len(_split(COMMON)), 0.6)]
)

_HALF = {}
for _code in range(0xFF66, 0xFF9E):
    _HALF[unicodedata.normalize("NFKC", chr(_code))] = chr(_code)
    for _mark in "ﾞﾟ":
        _full = unicodedata.normalize("NFKC", chr(_code) + _mark)
        if len(_full) == 1:
            _HALF[_full] = chr(_code) + _mark
_LARGE = str.maketrans("ァィゥェォッャュョ", "アイウエオツヤユヨ")

_ROWS = {
    "": "アイウエオ", "k": "カキクケコ", "s": "サシスセソ", "t": "タチツテト", "n": "ナニヌネノ", "h": "ハヒフヘホ", "m": "マミムメモ",
    "r": "ラリルレロ", "g": "ガギグゲゴ", "z": "ザジズゼゾ", "d": "ダヂヅデド", "b": "バビブベボ", "p": "パピプペポ",
}  # fmt: skip
_LATIN = {kana: row + vowel for row, kanas in _ROWS.items() for kana, vowel in zip(kanas, "aiueo")}
_LATIN |= {"シ": "shi", "チ": "chi", "ツ": "tsu", "フ": "fu", "ジ": "ji", "ヂ": "ji", "ヅ": "zu", "ン": "n"}
_LATIN |= {"ヤ": "ya", "ユ": "yu", "ヨ": "yo", "ワ": "wa", "ヲ": "o", "ッ": "", "ー": ""}
_SMALL = {"ャ": "a", "ュ": "u", "ョ": "o"}


def half_width(kana):
    """Full-width katakana as a bank writes it: half width, no small letters."""
    return "".join(_HALF.get(c, c) for c in kana.translate(_LARGE))


def romaji(kana):
    """Hepburn as on a passport: long vowels dropped."""
    out = ""
    for c in kana:
        if c in _SMALL:
            out = out[:-1] + ("" if out[:-1].endswith(("sh", "ch", "j")) else "y") + _SMALL[c]
        else:
            out += _LATIN[c]
    return out.replace("ou", "o").replace("oo", "o").replace("uu", "u")


JP_FAMILY_LATIN = [romaji(k) for _, k in JP_FAMILY]
JP_GIVEN_LATIN = [romaji(k) for _, k in JP_GIVEN]
JP_FAMILY_HALF = [half_width(k) for _, k in JP_FAMILY]
JP_GIVEN_HALF = [half_width(k) for _, k in JP_GIVEN]
_LATIN_FAMILY = {c: f.split() for c, (f, _) in LATIN.items()}
_LATIN_GIVEN = {c: [g.replace("_", " ") for g in gs.split()] for c, (_, gs) in LATIN.items()}


def full_name(locale, family, given):
    """The name on the account."""
    if locale == 0:
        return f"{JP_FAMILY[family % len(JP_FAMILY)][0]} {JP_GIVEN[given % len(JP_GIVEN)][0]}"
    latin_family, latin_given = _LATIN_FAMILY[LOCALES[locale]], _LATIN_GIVEN[LOCALES[locale]]
    return f"{latin_given[given % len(latin_given)]} {latin_family[family % len(latin_family)]}"


def reading(locale, family, given):
    """The reading, which only names in kanji have."""
    if locale:
        return ""
    return f"{JP_FAMILY[family % len(JP_FAMILY)][1]} {JP_GIVEN[given % len(JP_GIVEN)][1]}"


def latin_name(locale, family, given):
    """The name in Latin letters, for mail addresses, passports and foreign banks."""
    if locale:
        return full_name(locale, family, given)
    return f"{JP_GIVEN_LATIN[given % len(JP_GIVEN)]} {JP_FAMILY_LATIN[family % len(JP_FAMILY)]}".title()


def bank_holder(locale, family, given):
    """The holder as a bank stores it."""
    if locale:
        return " ".join(reversed(full_name(locale, family, given).upper().rsplit(" ", 1)))[:30]
    return f"{JP_FAMILY_HALF[family % len(JP_FAMILY)]} {JP_GIVEN_HALF[given % len(JP_GIVEN)]}"[:30]


def firm(rng):
    """A company: its name and its payee name in bank kana."""
    core = FIRMS[rng.integers(len(FIRMS))] + TRADES[rng.integers(len(TRADES))]
    mark = PREFIX_MARKS[rng.choice(3, p=(0.8, 0.15, 0.05))]
    return f"{'株式会社' if mark == 'ｶ)' else '有限会社'}{core}{rng.integers(1, 400)}", (mark + half_width(core))[:30]


def pseudonym(text):
    """A stable pseudonym of a name."""
    return "p_" + hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
