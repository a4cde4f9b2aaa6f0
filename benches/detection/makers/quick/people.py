"""Names and addresses of the net that several engineers take from the same library."""

import ipaddress

JAPANESE_FAMILY = """佐藤 サトウ SATO|鈴木 スズキ SUZUKI|高橋 タカハシ TAKAHASHI|田中 タナカ TANAKA|渡辺 ワタナベ WATANABE
伊藤 イトウ ITO|山本 ヤマモト YAMAMOTO|中村 ナカムラ NAKAMURA|小林 コバヤシ KOBAYASHI|加藤 カトウ KATO|吉田 ヨシダ YOSHIDA
山田 ヤマダ YAMADA|佐々木 ササキ SASAKI|山口 ヤマグチ YAMAGUCHI|松本 マツモト MATSUMOTO|井上 イノウエ INOUE
木村 キムラ KIMURA|林 ハヤシ HAYASHI|斎藤 サイトウ SAITO|清水 シミズ SHIMIZU|山崎 ヤマザキ YAMAZAKI|森 モリ MORI
池田 イケダ IKEDA|橋本 ハシモト HASHIMOTO|阿部 アベ ABE|石川 イシカワ ISHIKAWA|山下 ヤマシタ YAMASHITA|中島 ナカジマ NAKAJIMA
石井 イシイ ISHII|小川 オガワ OGAWA|前田 マエダ MAEDA|岡田 オカダ OKADA|長谷川 ハセガワ HASEGAWA|藤田 フジタ FUJITA
後藤 ゴトウ GOTO|近藤 コンドウ KONDO|村上 ムラカミ MURAKAMI|遠藤 エンドウ ENDO|青木 アオキ AOKI|坂本 サカモト SAKAMOTO
福田 フクダ FUKUDA|太田 オオタ OTA|西村 ニシムラ NISHIMURA|藤井 フジイ FUJII|金子 カネコ KANEKO|和田 ワダ WADA"""
JAPANESE_GIVEN = """翔太 ショウタ SHOTA|健 ケン KEN|誠 マコト MAKOTO|大輔 ダイスケ DAISUKE|拓也 タクヤ TAKUYA|直樹 ナオキ NAOKI
美咲 ミサキ MISAKI|愛 アイ AI|陽子 ヨウコ YOKO|恵 メグミ MEGUMI|由美 ユミ YUMI|彩 アヤ AYA|和也 カズヤ KAZUYA|剛 ツヨシ TSUYOSHI
隆 タカシ TAKASHI|浩 ヒロシ HIROSHI|洋平 ヨウヘイ YOHEI|真由美 マユミ MAYUMI|久美子 クミコ KUMIKO|智子 トモコ TOMOKO
優 ユウ YU|翼 ツバサ TSUBASA|蓮 レン REN|葵 アオイ AOI|結衣 ユイ YUI|陸 リク RIKU|悠斗 ユウト YUTO|さくら サクラ SAKURA"""
LATIN_FAMILY = (
    """GARCIA SANTOS REYES CRUZ NGUYEN TRAN LE PHAM SMITH JOHNSON BROWN WILLIAMS KUMAR SHARMA PATEL SINGH SILVA
SOUZA OLIVEIRA COSTA KIM LEE PARK CHOI TAYLOR EVANS WALKER WRIGHT MENDOZA FLORES RAMOS LOPEZ HOANG VU DANG RAO GUPTA
MEHTA ROCHA LIMA JUNG KANG HALL GREEN BAKER COOPER MORRIS BELL""".split()
)
LATIN_GIVEN = (
    """MARIA JOSE ANA JOHN PAUL ANDREA LINH MINH HUONG TUAN JAMES EMMA OLIVER LUCY RAVI PRIYA ANIL SUNITA PEDRO
JULIA BRUNO CARLA JIHO MINA SEO HANA GRACE MARK KEVIN LAURA DAVID SARA PETER NORA SIMON ALICE""".split()
)
COUNTRIES = ["JP", "PH", "VN", "US", "IN", "BR", "KR", "GB"]
HOME_RANGES = {
    "JP": ("126.0.0.0/8", 17676),
    "PH": ("112.192.0.0/10", 9299),
    "VN": ("113.160.0.0/11", 45899),
    "US": ("73.0.0.0/8", 7922),
    "IN": ("117.192.0.0/10", 9829),
    "BR": ("177.0.0.0/8", 28573),
    "KR": ("175.192.0.0/10", 4766),
    "GB": ("86.128.0.0/10", 2856),
}
PLACE_RANGES = {
    "cgnat": ("49.96.0.0/11", 9605),
    "office": ("203.128.0.0/12", 2516),
    "campus": ("133.0.0.0/8", 2907),
    "public": ("61.192.0.0/12", 4713),
    "hosting": ("45.64.0.0/12", 20473),
    "vpn": ("185.128.0.0/11", 9009),
}


def _table(text):
    return [tuple(entry.split()) for line in text.splitlines() for entry in line.split("|")]


FAMILIES, GIVENS = _table(JAPANESE_FAMILY), _table(JAPANESE_GIVEN)


class Name:
    """A person's name: as shown, in kana (or empty) and as a bank or a passport writes it in Latin letters."""

    def __init__(self, rng, japanese, family=None):
        self.japanese = japanese if family is None else isinstance(family, tuple)
        if self.japanese:
            self.family = family or rng.choice(FAMILIES)
            given = rng.choice(GIVENS)
            self.shown = f"{self.family[0]} {given[0]}"
            self.kana = f"{self.family[1]} {given[1]}"
            self.latin = f"{self.family[2]} {given[2]}"
        else:
            self.family = family or rng.choice(LATIN_FAMILY)
            given = rng.choice(LATIN_GIVEN)
            self.shown = f"{given.title()} {self.family.title()}"
            self.kana = ""
            self.latin = f"{given} {self.family}"

    @property
    def holder(self):
        """The holder as the bank writes it."""
        return self.kana or self.latin


class Net:
    """Hands out addresses that nobody else has, and remembers what is known of their ranges."""

    def __init__(self, rng):
        self.rng = rng
        self.used = {}
        self.ranges = []
        for country, (cidr, asn) in HOME_RANGES.items():
            self.ranges.append((cidr, "residential", asn, country, f"home lines {country}"))

    def _draw(self, cidr):
        net = ipaddress.ip_network(cidr)
        while True:
            number = int(net.network_address) + self.rng.randrange(256, net.num_addresses - 256)
            if number not in self.used and number % 256 not in (0, 255):
                self.used[number] = True
                return str(ipaddress.ip_address(number))

    def home(self, country):
        """A home line in the country."""
        return self._draw(HOME_RANGES[country][0])

    def place(self, kind, name="", country="JP", listed=True):
        """An exit of a place or a service; its /32 is listed in `networks` unless nobody knows of it."""
        cidr, asn = PLACE_RANGES[kind]
        address = self._draw(cidr)
        if listed:
            self.ranges.append((f"{address}/32", kind, asn, country, name))
        return address
