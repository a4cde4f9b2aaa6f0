"""Names of people and companies: kanji, kana and Latin forms, and the way a bank writes an account holder."""

import unicodedata

import numpy as np

JP_FAMILY = (
    "佐藤:サトウ 鈴木:スズキ 高橋:タカハシ 田中:タナカ 伊藤:イトウ 渡辺:ワタナベ 山本:ヤマモト 中村:ナカムラ 小林:コバヤシ 加藤:カトウ "
    "吉田:ヨシダ 山田:ヤマダ 佐々木:ササキ 山口:ヤマグチ 松本:マツモト 井上:イノウエ 木村:キムラ 林:ハヤシ 斎藤:サイトウ 清水:シミズ "
    "山崎:ヤマザキ 森:モリ 池田:イケダ 橋本:ハシモト 阿部:アベ 石川:イシカワ 山下:ヤマシタ 中島:ナカジマ 石井:イシイ 小川:オガワ "
    "前田:マエダ 岡田:オカダ 長谷川:ハセガワ 藤田:フジタ 後藤:ゴトウ 近藤:コンドウ 村上:ムラカミ 遠藤:エンドウ 青木:アオキ 坂本:サカモト "
    "斉藤:サイトウ 福田:フクダ 太田:オオタ 西村:ニシムラ 藤井:フジイ 金子:カネコ 岡本:オカモト 藤原:フジワラ 三浦:ミウラ 中野:ナカノ "
    "中川:ナカガワ 原田:ハラダ 松田:マツダ 竹内:タケウチ 小野:オノ 田村:タムラ 中山:ナカヤマ 和田:ワダ 石田:イシダ 森田:モリタ "
    "上田:ウエダ 原:ハラ 内田:ウチダ 柴田:シバタ 酒井:サカイ 宮崎:ミヤザキ 横山:ヨコヤマ 髙木:タカギ 安藤:アンドウ 宮本:ミヤモト "
    "大野:オオノ 工藤:クドウ 谷口:タニグチ 今井:イマイ 丸山:マルヤマ 増田:マスダ 高田:タカダ 渡邊:ワタナベ 平野:ヒラノ 大塚:オオツカ "
    "村田:ムラタ 新井:アライ 菅原:スガワラ 武田:タケダ 杉山:スギヤマ 上野:ウエノ 小島:コジマ 千葉:チバ 久保:クボ 松井:マツイ "
    "服部:ハットリ 八田:ハッタ 本田:ホンダ 神田:カンダ 浜崎:ハマサキ 濵田:ハマダ 辻:ツジ 土屋:ツチヤ 新田:ニッタ 堀:ホリ "
    "大西:オオニシ 小西:コニシ 福島:フクシマ 関:セキ 熊谷:クマガイ 樋口:ヒグチ 川口:カワグチ 水野:ミズノ 片山:カタヤマ 早川:ハヤカワ"
)
JP_GIVEN = (
    "翔太:ショウタ 健一:ケンイチ 大輔:ダイスケ 拓也:タクヤ 直樹:ナオキ 誠:マコト 浩二:コウジ 和也:カズヤ 達也:タツヤ 亮:リョウ 陽介:ヨウスケ "
    "悠斗:ユウト 蓮:レン 大翔:ヒロト 隆:タカシ 修:オサム 淳:ジュン 剛:ツヨシ 雄一:ユウイチ 智也:トモヤ 祐介:ユウスケ 俊介:シュンスケ 洋平:ヨウヘイ "
    "裕太:ユウタ 康弘:ヤスヒロ 正樹:マサキ 慎吾:シンゴ 純平:ジュンペイ 恭平:キョウヘイ 一郎:イチロウ 美咲:ミサキ 陽子:ヨウコ 愛:アイ 恵:メグミ "
    "由美子:ユミコ 久美子:クミコ 真由美:マユミ 智子:トモコ 裕子:ユウコ 彩:アヤ 麻衣:マイ 優子:ユウコ 千尋:チヒロ 葵:アオイ 結衣:ユイ 七海:ナナミ "
    "里奈:リナ 香織:カオリ 京子:キョウコ 幸子:サチコ 明美:アケミ 恵子:ケイコ 直美:ナオミ 綾香:アヤカ 沙織:サオリ 奈々:ナナ 桃子:モモコ 舞:マイ "
    "典子:ノリコ 弘美:ヒロミ 早紀:サキ 未来:ミク 美穂:ミホ 順子:ジュンコ 加奈:カナ 涼子:リョウコ"
)
# country: family names | given names
# fmt: off
FOREIGN = {
    "VN": "NGUYEN:グエン TRAN:チャン LE:レ PHAM:ファム HOANG:ホアン VU:ヴ DANG:ダン BUI:ブイ DO:ド NGO:ゴ | VAN_ANH:ヴァン_アン THI_HOA:ティ_ホア MINH:ミン THU_HA:トゥ_ハ QUOC_BAO:クオック_バオ HUNG:フン LAN:ラン LINH:リン DUC:ドゥック MAI:マイ TUAN:トゥアン",
    "PH": "SANTOS:サントス REYES:レイエス CRUZ:クルス GARCIA:ガルシア MENDOZA:メンドーサ RAMOS:ラモス FLORES:フローレス VILLANUEVA:ビリャヌエバ AQUINO:アキノ | MARIA:マリア JOSE:ホセ JOHN_MARK:ジョン_マーク ANGELICA:アンジェリカ PAOLO:パオロ GRACE:グレース RICHARD:リチャード JOY:ジョイ MICHELLE:ミシェル",
    "CN": "WANG:オウ LI:リ ZHANG:チョウ LIU:リュウ CHEN:チン YANG:ヨウ HUANG:コウ ZHAO:チョウ WU:ゴ ZHOU:シュウ XU:ジョ SUN:ソン | WEI:イ FANG:ホウ NA:ナ XIUYING:シュウエイ MIN:ビン JING:セイ LEI:ライ YAN:エン TAO:トウ YUXUAN:ウケン HAORAN:コウゼン LI:レイ",
    "KR": "KIM:キム LEE:イ PARK:パク CHOI:チェ JUNG:チョン KANG:カン CHO:チョ YOON:ユン JANG:チャン LIM:イム | MINJUN:ミンジュン SEOYEON:ソヨン JIHOON:ジフン HYUNWOO:ヒョヌ JIWON:ジウォン SUJIN:スジン YUNA:ユナ DONGHYUN:ドンヒョン EUNJI:ウンジ",
    "IN": "SHARMA:シャルマ PATEL:パテル SINGH:シン KUMAR:クマール GUPTA:グプタ REDDY:レディ NAIR:ナイール DAS:ダス IYER:アイヤル | RAHUL:ラフル PRIYA:プリヤ AMIT:アミット ANJALI:アンジャリ VIKRAM:ヴィクラム NEHA:ネハ SURESH:スレシュ DEEPA:ディーパ ARJUN:アルジュン",
    "NP": "SHRESTHA:シュレスタ GURUNG:グルン TAMANG:タマン THAPA:タパ RAI:ライ MAHARJAN:マハルジャン KARKI:カルキ ADHIKARI:アディカリ | SUMAN:スマン BISHAL:ビシャル SITA:シタ RAMESH:ラメシュ ANITA:アニタ PRAKASH:プラカシュ SUNITA:スニタ DIPAK:ディパク",
    "BR": "SILVA:シルバ SOUZA:ソウザ OLIVEIRA:オリベイラ PEREIRA:ペレイラ LIMA:リマ TANAKA:タナカ COSTA:コスタ ALMEIDA:アルメイダ | LUCAS:ルーカス ANA_PAULA:アナ_パウラ GABRIEL:ガブリエル JULIANA:ジュリアナ RAFAEL:ラファエル BRUNA:ブルーナ MARCOS:マルコス",
    "US": "SMITH:スミス JOHNSON:ジョンソン WILLIAMS:ウィリアムズ BROWN:ブラウン MILLER:ミラー DAVIS:デイビス WILSON:ウィルソン MOORE:ムーア CLARK:クラーク | JAMES:ジェームズ EMILY:エミリー MICHAEL:マイケル SARAH:サラ DAVID:デイビッド LAURA:ローラ KEVIN:ケビン RACHEL:レイチェル BRIAN:ブライアン",
    "ID": "WIJAYA:ウィジャヤ SETIAWAN:スティアワン SUSANTO:スサント HIDAYAT:ヒダヤット PUTRA:プトラ SARI:サリ LESTARI:レスタリ | BUDI:ブディ DEWI:デウィ AGUS:アグス SITI:シティ RIZKY:リズキー PUTRI:プトリ ANDI:アンディ RINA:リナ",
}
# fmt: on
ORIGINS = ["JP", *FOREIGN]
ORIGIN_SHARE = np.array([0.78, 0.04, 0.035, 0.04, 0.02, 0.025, 0.02, 0.015, 0.015, 0.01])

COMPANY_WORDS = "ミナト:港 アオバ:青葉 サクラ:さくら ツバサ:つばさ ミライ:未来 ホクト:北斗 ヒカリ:光 イズミ:泉 カナデ:奏 ノゾミ:望 トウワ:東和 ニッシン:日新 アカツキ:暁 ワカバ:若葉"
COMPANY_TRADES = "クリエイト:クリエイト システム:システム ショウジ:商事 デザイン:デザイン ホンヤク:翻訳 キカク:企画 ソフト:ソフト スタジオ:スタジオ サービス:サービス"

_HALF = {unicodedata.normalize("NFKC", chr(c)): chr(c) for c in range(0xFF66, 0xFF9E)}
_HALF |= {unicodedata.normalize("NFKC", h + m): h + m for h in list(_HALF.values()) for m in "ﾞﾟ"}
_LARGE = str.maketrans("ァィゥェォッャュョヮ", "アイウエオツヤユヨワ")

_ROWS = {
    "": "アイウエオ", "K": "カキクケコ", "S": "サシスセソ", "T": "タチツテト", "N": "ナニヌネノ", "H": "ハヒフヘホ",
    "M": "マミムメモ", "R": "ラリルレロ", "G": "ガギグゲゴ", "Z": "ザジズゼゾ", "D": "ダヂヅデド", "B": "バビブベボ",
}  # fmt: skip
_ROMAJI = {kana: row + vowel for row, line in _ROWS.items() for kana, vowel in zip(line, "AIUEO")}
_ROMAJI |= {
    "シ": "SHI",
    "チ": "CHI",
    "ツ": "TSU",
    "フ": "FU",
    "ジ": "JI",
    "ヂ": "JI",
    "ヅ": "ZU",
    "ヤ": "YA",
    "ユ": "YU",
    "ヨ": "YO",
    "ワ": "WA",
    "ン": "N",
}


def _pairs(text):
    """Split `form:reading form:reading`; an underscore stands for a space within."""
    return [tuple(part.replace("_", " ") for part in token.split(":")) for token in text.split()]


def _joined(heads, tails):
    """Every head with every tail: the many names that two common elements make."""
    return [(a + c, b + d) for a, b in _pairs(heads) for c, d in _pairs(tails)]


def romaji(kana):
    """Passport-style Hepburn: long vowels dropped, double consonants written out."""
    out = ""
    for char in kana:
        if char in "ャュョ":
            out = (
                out[:-1] + ("" if out.endswith(("SHI", "CHI", "JI")) else "Y") + {"ャ": "A", "ュ": "U", "ョ": "O"}[char]
            )
        else:
            out += "+" if char == "ッ" else _ROMAJI.get(char, "")
    for i in range(len(out) - 1, -1, -1):
        if out[i] == "+":
            out = out[:i] + ("T" if out[i + 1 :].startswith("CH") else out[i + 1 : i + 2]) + out[i + 1 :]
    for before, after in (("NB", "MB"), ("NM", "MM"), ("NP", "MP"), ("OU", "O"), ("OO", "O"), ("UU", "U")):
        out = out.replace(before, after)
    return out


def bank_kana(kana):
    """Zengin half-width kana: no small letters, voicing marks as characters of their own."""
    return "".join(_HALF.get(c, "-" if c == "ー" else c) for c in kana.translate(_LARGE))


_JP_MORE_FAMILY = _joined(
    "北:キタ 南:ミナミ 東:ヒガシ 西:ニシ 高:タカ 松:マツ 竹:タケ 森:モリ 石:イシ 岩:イワ 黒:クロ 白:シラ 長:ナガ 細:ホソ 浅:アサ 秋:アキ",
    "川:カワ 山:ヤマ 野:ノ 村:ムラ 島:シマ 沢:サワ 原:ハラ 木:キ 岡:オカ 尾:オ 浦:ウラ 井:イ",
)
_JP_MORE_GIVEN = _joined(
    "健:ケン 俊:シュン 雅:マサ 智:トモ 義:ヨシ 和:カズ 直:ナオ 秀:ヒデ 貴:タカ 信:ノブ",
    "人:ト 彦:ヒコ 之:ユキ 明:アキ 樹:キ 史:フミ",
)
_JP_MORE_GIVEN += _joined(
    "美:ミ 由:ユ 真:マ 沙:サ 奈:ナ 恵:エ 紗:サ 亜:ア", "香:カ 希:キ 里:リ 代:ヨ 帆:ホ 緒:オ 実:ミ"
)
POOLS = [(_pairs(JP_FAMILY) + _JP_MORE_FAMILY, _pairs(JP_GIVEN) + _JP_MORE_GIVEN)]
POOLS += [tuple(map(_pairs, FOREIGN[c].split("|"))) for c in ORIGINS[1:]]
_LATIN_JP = ([romaji(k) for _, k in POOLS[0][0]], [romaji(k) for _, k in POOLS[0][1]])
_COMPANIES = [(w, t) for w in _pairs(COMPANY_WORDS) for t in _pairs(COMPANY_TRADES)]


def draw_people(rng, count, origin=None):
    """Origins, family and given name numbers; common family names are common, as in life."""
    origin = (
        rng.choice(len(ORIGINS), count, p=ORIGIN_SHARE / ORIGIN_SHARE.sum())
        if origin is None
        else np.full(count, origin)
    )
    fam_size = np.array([len(p[0]) for p in POOLS])[origin]
    giv_size = np.array([len(p[1]) for p in POOLS])[origin]
    family = (fam_size * rng.random(count) ** 1.6).astype(int)
    return origin, family, (giv_size * rng.random(count)).astype(int)


def written(origin, family, given, style):
    """The name as registered: kanji (with or without a space) or Latin."""
    fam, giv = POOLS[origin][0][family], POOLS[origin][1][given]
    if origin == 0:
        return latin(origin, family, given) if style > 0.96 else fam[0] + (" " if style < 0.7 else "") + giv[0]
    return f"{fam[0]} {giv[0]}"


def reading(origin, family, given):
    """The name in full-width katakana."""
    return f"{POOLS[origin][0][family][1]} {POOLS[origin][1][given][1]}"


def latin(origin, family, given):
    """The name in Latin capitals, family name first."""
    if origin == 0:
        return f"{_LATIN_JP[0][family]} {_LATIN_JP[1][given]}"
    return f"{POOLS[origin][0][family][0]} {POOLS[origin][1][given][0]}"


def holder(origin, family, given, style):
    """The holder as a bank writes it: half-width kana (cut at 30) or, at some banks, Latin."""
    if style > (0.92 if origin == 0 else 0.55):
        return latin(origin, family, given)
    return bank_kana(reading(origin, family, given))[:30]


def company(number):
    """A company's written name and its holder field."""
    word, trade = _COMPANIES[number % len(_COMPANIES)]
    form = (number // len(_COMPANIES)) % 3
    tail = "" if number < 3 * len(_COMPANIES) else bank_kana("ダイ") + str(number // (3 * len(_COMPANIES)))
    kana = bank_kana(word[0] + trade[0]) + tail
    title = word[1] + trade[1] + ("" if not tail else f"第{number // (3 * len(_COMPANIES))}")
    return (f"株式会社{title}", f"合同会社{title}", f"{title}株式会社")[form], (f"ｶ)", "ﾄﾞ)", "")[form] + kana + (
        "(ｶ" if form == 2 else ""
    )
