"""People's and companies' names, in the scripts in which a platform and a bank write them."""

JP_SUR = ("佐藤:サトウ 鈴木:スズキ 高橋:タカハシ 田中:タナカ 伊藤:イトウ 渡辺:ワタナベ 山本:ヤマモト 中村:ナカムラ 小林:コバヤシ "
          "加藤:カトウ 吉田:ヨシダ 山田:ヤマダ 佐々木:ササキ 山口:ヤマグチ 松本:マツモト 井上:イノウエ 木村:キムラ 林:ハヤシ "
          "斎藤:サイトウ 清水:シミズ 山崎:ヤマザキ 森:モリ 池田:イケダ 橋本:ハシモト 阿部:アベ 石川:イシカワ 山下:ヤマシタ "
          "中島:ナカジマ 石井:イシイ 小川:オガワ 前田:マエダ 岡田:オカダ 長谷川:ハセガワ 藤田:フジタ 後藤:ゴトウ 近藤:コンドウ "
          "村上:ムラカミ 遠藤:エンドウ 青木:アオキ 坂本:サカモト 福田:フクダ 太田:オオタ 西村:ニシムラ 藤井:フジイ 金子:カネコ "
          "岡本:オカモト 藤原:フジワラ 三浦:ミウラ 中野:ナカノ 原田:ハラダ 松田:マツダ 竹内:タケウチ 小野:オノ 田村:タムラ")
JP_GIV = ("太郎:タロウ 健太:ケンタ 翔:ショウ 大輔:ダイスケ 拓也:タクヤ 直樹:ナオキ 誠:マコト 学:マナブ 亮:リョウ 隆:タカシ "
          "浩二:コウジ 淳:ジュン 悠斗:ユウト 蓮:レン 陽翔:ハルト 湊:ミナト 花子:ハナコ 美咲:ミサキ 陽子:ヨウコ 由美:ユミ "
          "恵:メグミ 愛:アイ 彩:アヤ 真由美:マユミ 智子:トモコ 裕子:ユウコ 香織:カオリ 葵:アオイ 結衣:ユイ 凛:リン 咲良:サクラ "
          "千尋:チヒロ 純子:ジュンコ 京子:キョウコ 奈々:ナナ 慎一:シンイチ 修平:シュウヘイ 和也:カズヤ 俊介:シュンスケ 舞:マイ")
# nation: (surnames, given names), each as LATIN:KANA
ABROAD = {
    "VN": ("NGUYEN:グエン TRAN:チャン LE:レ PHAM:ファム HOANG:ホアン VU:ヴー DANG:ダン BUI:ブイ",
           "VAN_AN:ヴァン_アン THI_HOA:ティ_ホア MINH_DUC:ミン_ドゥック QUANG_HUY:クアン_フイ THU_HA:トゥ_ハ VAN_NAM:ヴァン_ナム "
           "THI_LAN:ティ_ラン DUC_ANH:ドゥック_アイン"),
    "CN": ("WANG:ワン LI:リ ZHANG:チャン LIU:リュウ CHEN:チン YANG:ヤン HUANG:コウ ZHAO:チョウ",
           "WEI:ウェイ FANG:ファン MIN:ミン JING:ジン LEI:レイ XIAOYAN:シャオイェン TAO:タオ YU:ユー"),
    "PH": ("SANTOS:サントス REYES:レイエス CRUZ:クルス BAUTISTA:バウティスタ GARCIA:ガルシア MENDOZA:メンドーサ",
           "MARIA:マリア JOSE:ホセ ANGELICA:アンヘリカ MARK:マーク JOY:ジョイ RAMON:ラモン"),
    "NP": ("GURUNG:グルン SHRESTHA:シュレスタ TAMANG:タマン RAI:ライ THAPA:タパ",
           "SUNITA:スニタ RAMESH:ラメシュ BIKASH:ビカス SITA:シタ ANIL:アニル PRAKASH:プラカシュ"),
    "US": ("SMITH:スミス JOHNSON:ジョンソン BROWN:ブラウン MILLER:ミラー DAVIS:デイビス CLARK:クラーク",
           "JAMES:ジェームズ EMILY:エミリー MICHAEL:マイケル SARAH:サラ DAVID:デイビッド LAURA:ローラ"),
    "KR": ("KIM:キム LEE:イ PARK:パク CHOI:チェ JUNG:チョン KANG:カン",
           "MINJUN:ミンジュン SEOYEON:ソヨン JIHOON:ジフン YUNA:ユナ HYUNWOO:ヒョヌ SOYOUNG:ソヨン"),
    "IN": ("SHARMA:シャルマ PATEL:パテル SINGH:シン KUMAR:クマル GUPTA:グプタ",
           "RAHUL:ラフル PRIYA:プリヤ AMIT:アミット NEHA:ネハ ARJUN:アルジュン ANITA:アニタ"),
    "ID": ("WIJAYA:ウィジャヤ SANTOSO:サントソ HIDAYAT:ヒダヤット LESTARI:レスタリ",
           "BUDI:ブディ DEWI:デウィ AGUS:アグス PUTRI:プトリ RIZKY:リズキ SARI:サリ"),
    "BR": ("SILVA:シルバ SOUZA:ソウザ OLIVEIRA:オリベイラ TANAKA:タナカ PEREIRA:ペレイラ",
           "LUCAS:ルカス ANA:アナ PEDRO:ペドロ JULIA:ジュリア RAFAEL:ラファエル CARLA:カルラ"),
}
NATIONS = ["JP"] + list(ABROAD)
FIRMS = ("サクラ ミライ アオバ ヒカリ トウヨウ ニッコウ フジ ハヤブサ ツバサ ミナト アサヒ カエデ コスモ ユニオン スマイル テクノ "
         "グローバル アース シティ ブリッジ").split()
TRADES = ("システム サービス スタッフ ワークス デザイン ソリューション プランニング クリエイト エージェンシー ネット").split()

_FULL = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲンー"
_HALF = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝｰ"
_MAP = dict(zip(_FULL, _HALF))
_MAP.update(zip("ァィゥェォッャュョ", "ｱｲｳｴｵﾂﾔﾕﾖ"))            # banks write small kana large
_MAP.update({v: _MAP[b] + "ﾞ" for v, b in zip("ガギグゲゴザジズゼゾダヂヅデドバビブベボヴ", "カキクケコサシスセソタチツテトハヒフヘホウ")})
_MAP.update({v: _MAP[b] + "ﾟ" for v, b in zip("パピプペポ", "ハヒフヘホ")})


def half(kana):
    """Half-width kana as in a bank's records."""
    return "".join(_MAP.get(c, c) for c in kana)


def _split(text):
    """'A:カナ B_C:カナ_カナ' -> [(written, kana)]"""
    return [tuple(pair.replace("_", " ").split(":")) for pair in text.split()]


POOL = {"JP": (_split(JP_SUR), _split(JP_GIV))}
POOL.update({n: (_split(s), _split(g)) for n, (s, g) in ABROAD.items()})


class Person:
    """A human being: nation, surname and given name, each as (written, kana)."""
    __slots__ = ("nation", "sur", "giv", "style")

    def __init__(self, rng, nation, sur=None):
        surs, givs = POOL[nation]
        self.nation = nation
        self.sur = sur or surs[rng.integers(len(surs))]
        self.giv = givs[rng.integers(len(givs))]
        self.style = int(rng.integers(4))

    @property
    def name(self):
        if self.nation == "JP":
            return self.sur[0] + (" ", "　", "", " ")[self.style] + self.giv[0]
        if self.style == 1:
            return f"{self.giv[0].title()} {self.sur[0].title()}"
        return f"{self.sur[0]} {self.giv[0]}"

    @property
    def kana(self):
        return f"{self.sur[1]} {self.giv[1]}"

    @property
    def holder(self):
        """The bank's way: half-width kana, or for a few foreign names Latin capitals."""
        if self.nation != "JP" and self.style == 2:
            return f"{self.sur[0]} {self.giv[0]}"
        return half(self.kana)


def firm(rng):
    """(public name, bank holder) of a company."""
    word = FIRMS[rng.integers(len(FIRMS))] + TRADES[rng.integers(len(TRADES))]
    form = int(rng.integers(3))
    return (("株式会社" + word, "ｶ)" + half(word)), (word + "合同会社", half(word) + "(ﾄﾞ"),
            ("有限会社" + word, "ﾕ)" + half(word)))[form]
