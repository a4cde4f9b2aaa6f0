"""Names of people and companies: kanji, kana, romaji, and the holder line a bank prints (Zengin half width)."""

# Surnames and given names are composed of parts, so that namesakes are as rare as in life.
SUR_A = ("山:ヤマ:YAMA 田:タ:TA 川:カワ:KAWA 石:イシ:ISHI 高:タカ:TAKA 中:ナカ:NAKA 大:オオ:O 小:コ:KO 松:マツ:MATSU "
         "藤:フジ:FUJI 竹:タケ:TAKE 木:キ:KI 森:モリ:MORI 西:ニシ:NISHI 北:キタ:KITA 東:ヒガシ:HIGASHI 南:ミナミ:MINAMI "
         "村:ムラ:MURA 岡:オカ:OKA 島:シマ:SHIMA 吉:ヨシ:YOSHI 青:アオ:AO 黒:クロ:KURO 白:シラ:SHIRA 杉:スギ:SUGI "
         "梅:ウメ:UME 桜:サクラ:SAKURA 平:ヒラ:HIRA 福:フク:FUKU 長:ナガ:NAGA").split()
SUR_B = ("本:モト:MOTO 田:ダ:DA 口:グチ:GUCHI 川:カワ:KAWA 村:ムラ:MURA 野:ノ:NO 原:ハラ:HARA 山:ヤマ:YAMA 井:イ:I "
         "崎:サキ:SAKI 沢:ザワ:ZAWA 島:シマ:SHIMA 谷:タニ:TANI 上:ウエ:UE 岡:オカ:OKA 橋:ハシ:HASHI").split()
COMMON = ("佐藤:サトウ:SATO 鈴木:スズキ:SUZUKI 高橋:タカハシ:TAKAHASHI 田中:タナカ:TANAKA 伊藤:イトウ:ITO "
          "渡辺:ワタナベ:WATANABE 加藤:カトウ:KATO 林:ハヤシ:HAYASHI 清水:シミズ:SHIMIZU 斎藤:サイトウ:SAITO").split()
GIV_A = ("真:マ:MA 美:ミ:MI 優:ユウ:YU 健:ケン:KEN 直:ナオ:NAO 和:カズ:KAZU 裕:ヒロ:HIRO 智:トモ:TOMO 由:ユ:YU "
         "恵:エ:E 亜:ア:A 春:ハル:HARU 夏:ナツ:NATSU 秋:アキ:AKI 雅:マサ:MASA 隆:タカ:TAKA 義:ヨシ:YOSHI 俊:トシ:TOSHI "
         "千:チ:CHI 沙:サ:SA 里:リ:RI 奈:ナ:NA 幸:ユキ:YUKI 信:ノブ:NOBU 光:ミツ:MITSU").split()
GIV_B = ("子:コ:KO 美:ミ:MI 太:タ:TA 介:スケ:SUKE 也:ヤ:YA 香:カ:KA 人:ト:TO 樹:キ:KI 之:ユキ:YUKI 江:エ:E 央:オ:O "
         "彦:ヒコ:HIKO 代:ヨ:YO 助:スケ:SUKE 菜:ナ:NA 織:オリ:ORI 佳:カ:KA 実:ミ:MI 一郎:イチロウ:ICHIRO 乃:ノ:NO").split()
LATIN = {
    "PH": ("Jose Maria Juan Ana Mark Grace Paolo Liza Ramon Joy Carlo Rhea Noel Aileen", "Santos Reyes Cruz Bautista Garcia Mendoza Flores Ramos Aquino Torres Villanueva Castro"),
    "VN": ("Van-An Thi-Hoa Minh Duc Lan Quang Huong Tuan Linh Nam Thao Hai", "Nguyen Tran Le Pham Hoang Vu Dang Bui Do Ngo"),
    "IN": ("Amit Priya Rahul Neha Vijay Anita Suresh Kavya Arjun Meera Rohan Divya", "Sharma Patel Singh Kumar Reddy Iyer Gupta Nair Das Mehta Joshi"),
    "US": ("James Mary John Linda Robert Susan David Karen Kevin Emily Brian Laura", "Smith Johnson Brown Miller Davis Wilson Moore Clark Lewis Young Hall Baker"),
    "CN": ("Wei Fang Lei Min Jun Yan Tao Li Qiang Xia Peng Na", "Wang Li Zhang Liu Chen Yang Zhao Huang Zhou Wu Xu Sun"),
    "UA": ("Oleh Olena Andrii Iryna Taras Yulia Dmytro Oksana Ivan Nadia", "Shevchenko Kovalenko Bondarenko Tkachenko Kravets Melnyk Boyko Moroz"),
    "BR": ("Joao Ana Pedro Julia Lucas Bruna Rafael Camila Tiago Larissa", "Silva Souza Costa Oliveira Pereira Lima Rocha Almeida Barbosa"),
}
HALF = {}
for _full, _half in zip("アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン",
                        "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝ"):
    HALF[_full] = _half
for _v, _b in zip("ガギグゲゴザジズゼゾダヂヅデドバビブベボ", "ｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾊﾋﾌﾍﾎ"):
    HALF[_v] = _b + "ﾞ"
HALF.update({"ー": "-", " ": " ", "　": " "})


def half(kana):
    """Full-width kana as the Zengin file prints it (voice marks apart, cut at 30)."""
    return "".join(HALF.get(c, c) for c in kana)[:30]


def _join(r, a, b):
    x, y = r.choice(a).split(":"), r.choice(b).split(":")
    return [p + q for p, q in zip(x, y)]


def surname(r, country="JP"):
    if country == "JP":
        return r.choice(COMMON).split(":") if r.random() < 0.16 else _join(r, SUR_A, SUR_B)
    s = r.choice(LATIN.get(country, LATIN["US"])[1].split())
    return [s, "", s.upper()]


def given(r, country="JP"):
    if country == "JP":
        return _join(r, GIV_A, GIV_B)
    pool = LATIN.get(country, LATIN["US"])[0].split()
    g = r.choice(pool)
    if r.random() < 0.75:                     # second given names keep foreign namesakes rare
        g += " " + r.choice(pool)
    return [g, "", g.upper()]


class Name:
    def __init__(self, r, country="JP", sur=None, giv=None):
        self.country, self.sur, self.giv = country, sur or surname(r, country), giv or given(r, country)

    def display(self):
        return f"{self.sur[0]} {self.giv[0]}" if self.country == "JP" else f"{self.giv[0]} {self.sur[0]}"

    def kana(self):
        return f"{self.sur[1]} {self.giv[1]}" if self.country == "JP" else ""

    def holder(self):
        return half(self.kana()) if self.country == "JP" else f"{self.giv[2]} {self.sur[2]}"

    def roman(self):
        return f"{self.sur[2]} {self.giv[2]}"


def company(r):
    """(display, holder line) of a company, foundation or cooperative."""
    s = surname(r)
    form = r.choice([("株式会社%s", "ｶ)%s"), ("合同会社%s", "ﾄﾞ)%s"), ("%s株式会社", "%s(ｶ"), ("有限会社%s", "ﾕ)%s")])
    tail = r.choice([("商事", "ｼﾖｳｼﾞ"), ("企画", "ｷｶｸ"), ("ワークス", "ﾜ-ｸｽ"), ("サービス", "ｻ-ﾋﾞｽ"), ("デザイン", "ﾃﾞｻﾞｲﾝ")])
    return form[0] % (s[0] + tail[0]), (form[1] % (half(s[1]) + tail[1]))[:30]
