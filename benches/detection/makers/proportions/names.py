"""Names of people and firms. Every kind of account draws from the same lists with the same weights."""

import unicodedata

import numpy as np

FAMILY_HEADS = (
    "山ヤマ 田タ 中ナカ 小コ 大オオ 上ウエ 石イシ 松マツ 竹タケ 森モリ 高タカ 西ニシ 北キタ 南ミナミ 東ヒガシ 吉ヨシ 福フク 宮ミヤ 村ムラ 井イ "
    "木キ 川カワ 岡オカ 前マエ 藤フジ 杉スギ 金カネ 青アオ 長ナガ 今イマ"
).split()
FAMILY_TAILS = "田ダ 山ヤマ 川カワ 野ノ 村ムラ 本モト 原ハラ 島シマ 崎サキ 沢サワ 口グチ 井イ 木キ 谷タニ 岡オカ 下シタ 林バヤシ 橋ハシ".split()
GIVEN_HEADS = (
    "健ケン 裕ユウ 美ミ 恵エ 真マ 直ナオ 和カズ 智トモ 明アキ 春ハル 千チ 夏ナツ 涼リョウ 正マサ 浩ヒロ 佳ヨシ 由ユ 大ダイ 翔ショウ 康ヤス 孝タカ 里リ"
).split()
GIVEN_TAILS = "一イチ 子コ 太タ 介スケ 也ヤ 香カ 美ミ 奈ナ 人ト 樹キ 郎ロウ 江エ 代ヨ 斗ト 輝キ 穂ホ".split()
LATIN_FAMILY = (
    "Santos Reyes Cruz Bautista Garcia Nguyen Tran Le Pham Hoang Sharma Gurung Thapa Singh Patel Kumar Rahman Silva "
    "Souza Oliveira Pereira Kim Park Lee Choi Wang Zhang Chen Liu Smith Brown Miller Davis Wilson Ivanov Petrov "
    "Kovalenko Okafor Mensah Suzuki Sato Dupont Muller Rossi Haddad"
).split()
LATIN_GIVEN = (
    "Maria Jose Ana Luz Carlo Minh Anh Linh Duc Rajesh Sita Anil Priya Imran Joao Paula Bruno Min Ji Soo Hyun Wei Jun "
    "Mei Li John Mary Alex Emma David Ivan Olga Kofi Ama Ken Yuki Luca Nina Omar Sara"
).split()
COUNTRIES = np.array(["JP", "PH", "VN", "IN", "NP", "BR", "KR", "CN", "US", "UA"], object)
COUNTRY_SHARES = np.array([0.72, 0.05, 0.04, 0.04, 0.02, 0.03, 0.03, 0.03, 0.03, 0.01])
FIRMS = "アルファ ミライ ソラ ヒカリ サクラ ワークス リンク クロス ネクスト トモエ アオバ フジミ".split()

KANA_ROWS = {
    "アイウエオ": "A I U E O",
    "カキクケコ": "KA KI KU KE KO",
    "サシスセソ": "SA SHI SU SE SO",
    "タチツテト": "TA CHI TSU TE TO",
    "ナニヌネノ": "NA NI NU NE NO",
    "ハヒフヘホ": "HA HI FU HE HO",
    "マミムメモ": "MA MI MU ME MO",
    "ヤユヨ": "YA YU YO",
    "ラリルレロ": "RA RI RU RE RO",
    "ワヲン": "WA O N",
    "ガギグゲゴ": "GA GI GU GE GO",
    "ザジズゼゾ": "ZA JI ZU ZE ZO",
    "ダヂヅデド": "DA JI ZU DE DO",
    "バビブベボ": "BA BI BU BE BO",
}
ROMAJI = {kana: latin for row, latins in KANA_ROWS.items() for kana, latin in zip(row, latins.split())}


def romaji(kana: str) -> str:
    """Passport Hepburn of a name in katakana: long vowels are dropped, n before b, m, p is m."""
    text = kana.replace("ショウ", "シ*ョ").replace("リョウ", "リ*ョ")
    latin = "".join(ROMAJI.get(letter, letter) for letter in text)
    latin = (
        latin.replace("SHI*ョ", "SHO").replace("RI*ョ", "RYO").replace("OU", "O").replace("UU", "U").replace("OO", "O")
    )
    for letter in "BMP":
        latin = latin.replace("N" + letter, "M" + letter)
    return latin


def bank_kana(kana: str) -> str:
    """A name as banks print it: half-width in the main, without small letters; here full-width large kana."""
    return kana.translate(str.maketrans("ァィゥェォッャュョ", "アイウエオツヤユヨ"))


def _split(entry: str) -> tuple[str, str]:
    """A head or tail of a name into kanji and reading."""
    position = next(i for i, letter in enumerate(entry) if "KATAKANA" in unicodedata.name(letter))
    return entry[:position], entry[position:]


class Names:
    """Family and given names of all accounts as indices, so that groups can share a family name."""

    def __init__(self, rng: np.random.Generator, count: int):
        self.families = [
            (a[0] + b[0], a[1] + b[1])
            for a in map(_split, FAMILY_HEADS)
            for b in map(_split, FAMILY_TAILS)
            if a[0] != b[0]
        ]
        self.givens = [
            (a[0] + b[0], a[1] + b[1])
            for a in map(_split, GIVEN_HEADS)
            for b in map(_split, GIVEN_TAILS)
            if a[0] != b[0]
        ]
        weights = 1 / (8 + rng.permutation(len(self.families)))
        self.latin = rng.random(count) < 0.3
        self.family = rng.choice(len(self.families), count, p=weights / weights.sum())
        self.given = rng.integers(0, len(self.givens), count)

    def native(self, account: int) -> str:
        """The name as registered."""
        if self.latin[account]:
            return self.latin_name(account)
        return f"{self.families[self.family[account]][0]} {self.givens[self.given[account]][0]}"

    def kana(self, account: int) -> str:
        """The reading, which only people with a Japanese name have given."""
        if self.latin[account]:
            return ""
        return f"{self.families[self.family[account]][1]} {self.givens[self.given[account]][1]}"

    def latin_name(self, account: int) -> str:
        """The name in Latin letters, as on a passport."""
        if self.latin[account]:
            family, given = self.family[account], self.given[account]
            first, second = LATIN_GIVEN[given % len(LATIN_GIVEN)], LATIN_GIVEN[given // 9]
            return f"{first} {second} {LATIN_FAMILY[family % len(LATIN_FAMILY)]}"
        return f"{romaji(self.families[self.family[account]][1])} {romaji(self.givens[self.given[account]][1])}"

    def holder(self, account: int) -> str:
        """The name as the bank prints it: kana where there is a reading, else Latin capitals."""
        return bank_kana(self.kana(account)) or self.latin_name(account).upper()


def firm(rng: np.random.Generator) -> tuple[str, str]:
    """The name of a small company, and its name as holder of a bank account."""
    first, second = rng.choice(FIRMS, 2, replace=False)
    number = rng.integers(1, 999)
    return f"{first}{second}{number}株式会社", f"カ）{bank_kana(first + second)}{number}"
