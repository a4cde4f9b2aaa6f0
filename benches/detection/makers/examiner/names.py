"""Names of people and companies in kanji, kana, Latin, and as banks write them."""

import unicodedata
from dataclasses import dataclass

SURNAMES = """佐藤:サトウ 鈴木:スズキ 高橋:タカハシ 田中:タナカ 伊藤:イトウ 渡辺:ワタナベ 渡邊:ワタナベ 山本:ヤマモト 中村:ナカムラ 小林:コバヤシ 加藤:カトウ
吉田:ヨシダ 山田:ヤマダ 佐々木:ササキ 山口:ヤマグチ 松本:マツモト 井上:イノウエ 木村:キムラ 林:ハヤシ 斎藤:サイトウ 齋藤:サイトウ 清水:シミズ 山崎:ヤマザキ 山﨑:ヤマサキ
森:モリ 池田:イケダ 橋本:ハシモト 阿部:アベ 石川:イシカワ 山下:ヤマシタ 中島:ナカジマ 石井:イシイ 小川:オガワ 前田:マエダ 岡田:オカダ 長谷川:ハセガワ 藤田:フジタ
後藤:ゴトウ 近藤:コンドウ 村上:ムラカミ 遠藤:エンドウ 青木:アオキ 坂本:サカモト 福田:フクダ 太田:オオタ 西村:ニシムラ 藤井:フジイ 岡本:オカモト 三浦:ミウラ 金子:カネコ
藤原:フジワラ 中野:ナカノ 原田:ハラダ 松田:マツダ 竹内:タケウチ 小野:オノ 大野:オオノ 田村:タムラ 中山:ナカヤマ 和田:ワダ 石田:イシダ 森田:モリタ 上田:ウエダ 原:ハラ
柴田:シバタ 酒井:サカイ 工藤:クドウ 横山:ヨコヤマ 宮崎:ミヤザキ 宮本:ミヤモト 内田:ウチダ 高木:タカギ 髙木:タカギ 安藤:アンドウ 谷口:タニグチ 丸山:マルヤマ 今井:イマイ
河野:コウノ 武田:タケダ 千葉:チバ 新垣:アラカキ 比嘉:ヒガ 堀:ホリ 服部:ハットリ 本田:ホンダ 久保:クボ 松尾:マツオ 北村:キタムラ 五十嵐:イガラシ 大塚:オオツカ 菅原:スガワラ""".split()
GIVEN = """翔:ショウ 蓮:レン 大輔:ダイスケ 健太:ケンタ 拓也:タクヤ 誠:マコト 浩:ヒロシ 隆:タカシ 直樹:ナオキ 学:マナブ 亮:リョウ 悠斗:ユウト 一郎:イチロウ 純一:ジュンイチ 修:オサム
和也:カズヤ 達也:タツヤ 裕太:ユウタ 洋平:ヨウヘイ 聡:サトシ 剛:ツヨシ 新太郎:シンタロウ 慎吾:シンゴ 哲也:テツヤ 陽介:ヨウスケ 結衣:ユイ 葵:アオイ 陽子:ヨウコ 恵子:ケイコ
美咲:ミサキ 由美子:ユミコ 真由美:マユミ 智子:トモコ 久美子:クミコ 愛:アイ 彩:アヤ 千尋:チヒロ 麻衣:マイ 直美:ナオミ 裕子:ユウコ 京子:キョウコ 香織:カオリ 優子:ユウコ 明美:アケミ
さくら:サクラ 凛:リン 七海:ナナミ 桃子:モモコ 幸子:サチコ 洋子:ヨウコ 純子:ジュンコ 沙織:サオリ 絵里:エリ 友美:トモミ 佳奈:カナ 理恵:リエ 瞳:ヒトミ 文子:フミコ 遥:ハルカ""".split()
FOREIGN_FAMILY = """Nguyen:グエン Tran:チャン Le:レ Pham:ファム Santos:サントス Reyes:レイエス Cruz:クルス Garcia:ガルシア Silva:シルバ Oliveira:オリベイラ Souza:ソウザ
Sharma:シャルマ Gurung:グルン Tamang:タマン Thapa:タパ Patel:パテル Singh:シン Kumar:クマール Smith:スミス Johnson:ジョンソン Brown:ブラウン Miller:ミラー Kim:キム Lee:イ Park:パク
Choi:チェ Wang:ワン Zhang:ジャン Chen:チン Liu:リュウ Wijaya:ウィジャヤ Santoso:サントソ Hidayat:ヒダヤット Lin:リン Huang:コウ Ivanova:イワノワ Perera:ペレラ Rahman:ラフマン""".split()
FOREIGN_GIVEN = """Minh:ミン Anh:アン Lan:ラン Duc:ドゥック Maria:マリア Jose:ホセ Angela:アンジェラ Mark:マーク Carlos:カルロス Ana:アナ Joao:ジョアン Ramesh:ラメシュ
Sita:シタ Bikash:ビカシュ Priya:プリヤ Amit:アミット John:ジョン Emily:エミリー David:デイビッド Sarah:サラ Minjun:ミンジュン Jiwoo:ジウ Soyeon:ソヨン Wei:ウェイ Jing:ジン Xiaoyu:シャオユー
Budi:ブディ Dewi:デウィ Rizky:リズキ Meiling:メイリン Olga:オルガ Nimal:ニマル Farhan:ファルハン Grace:グレース Daniel:ダニエル Sunita:スニタ""".split()
COMPANY_WORDS = "ミライ サクラ アオバ ヒカリ ノゾミ ツバサ スミレ ハヤテ カエデ イブキ アサヒ ミナト カモメ ソラ ホクト アカツキ".split()
COMPANY_KINDS = "デザイン システム ワークス 企画 ソリューションズ 商事 制作所 テック".split()

SYLLABLES = dict(
    zip(
        "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲガギグゲゴザジズゼゾダヂヅデドバビブベボパピプペポ",
        "a i u e o ka ki ku ke ko sa shi su se so ta chi tsu te to na ni nu ne no ha hi fu he ho ma mi mu me mo ya yu yo"
        " ra ri ru re ro wa o ga gi gu ge go za ji zu ze zo da ji zu de do ba bi bu be bo pa pi pu pe po".split(),
    )
)
SMALL = {"ャ": "a", "ュ": "u", "ョ": "o"}
HALF = dict(
    zip(
        "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲンー\u3099\u309a",
        "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝｰﾞﾟ",
    )
)
ENLARGE = str.maketrans("ァィゥェォッャュョ", "アイウエオツヤユヨ")


@dataclass(frozen=True, slots=True)
class Name:
    """One person's name as written, as read, and in Latin letters (family name first, as on a form)."""

    family: str
    given: str
    family_kana: str
    given_kana: str
    foreign: bool

    @property
    def written(self) -> str:
        return f"{self.family} {self.given}"

    @property
    def kana(self) -> str:
        return f"{self.family_kana} {self.given_kana}"

    @property
    def latin(self) -> str:
        if self.foreign:
            return f"{self.given} {self.family}".upper()
        return f"{hepburn(self.given_kana)} {hepburn(self.family_kana)}".upper()


def hepburn(kana: str) -> str:
    """Passport Hepburn: long vowels dropped, n written m before b, m and p."""
    out = ""
    for at, sign in enumerate(kana):
        if sign in SMALL:
            stem = out[:-1]
            out = stem + SMALL[sign] if stem.endswith(("sh", "ch", "j")) else stem + "y" + SMALL[sign]
        elif sign == "ッ":
            out += SYLLABLES[kana[at + 1]][0]
        elif sign == "ン":
            following = SYLLABLES.get(kana[at + 1 : at + 2], "")
            out += "m" if following[:1] in ("b", "m", "p") else "n"
        else:
            out += SYLLABLES[sign]
    for long, short in (("ou", "o"), ("oo", "o"), ("uu", "u")):
        out = out.replace(long, short)
    return out


def half_width(kana: str) -> str:
    """Zengin half-width kana: no small letters, marks as separate signs, thirty signs at most."""
    large = unicodedata.normalize("NFD", kana.translate(ENLARGE))
    return "".join(HALF.get(sign, sign) for sign in large)[:30]


def draw_name(rng, family: str | None = None, foreign_share: float = 0.14) -> Name:
    """A new person; `family` fixes the family name ('writing:reading') for relatives."""
    foreign = rng.random() < foreign_share if family is None else family.split(":")[0].isascii()
    families, givens = (FOREIGN_FAMILY, FOREIGN_GIVEN) if foreign else (SURNAMES, GIVEN)
    if family is None:
        family = families[min(int(rng.exponential(len(families) / 2.5)), len(families) - 1)]
    given = givens[rng.integers(len(givens))]
    (written, read), (given_written, given_read) = family.split(":"), given.split(":")
    return Name(written, given_written, read, given_read, foreign)


def draw_company(rng) -> tuple[str, str]:
    """A company's name and its payee form in half-width kana."""
    word = COMPANY_WORDS[rng.integers(len(COMPANY_WORDS))]
    if rng.random() < 0.7:
        word += COMPANY_WORDS[rng.integers(len(COMPANY_WORDS))]
    form, mark = (("株式会社", "ｶ"), ("合同会社", "ﾄﾞ"), ("有限会社", "ﾕ"))[rng.integers(3)]
    name = f"{form}{word}{COMPANY_KINDS[rng.integers(len(COMPANY_KINDS))]}"
    return name, f"{mark}){half_width(word)}" if rng.random() < 0.7 else f"{half_width(word)}({mark}"
