"""Numbers and addresses that identify: documents, banks, phones, mail, homes, machines."""

import uuid

TOWNS = """東京都新宿区西新宿 東京都世田谷区太子堂 東京都足立区千住 東京都江戸川区葛西 神奈川県横浜市港北区日吉 神奈川県川崎市川崎区小川町 埼玉県川口市並木 千葉県船橋市本町 大阪府大阪市北区天満
大阪府東大阪市長堂 京都府京都市左京区田中 兵庫県神戸市灘区岩屋 愛知県名古屋市中区栄 愛知県豊橋市駅前大通 福岡県福岡市博多区住吉 北海道札幌市北区北十条西 宮城県仙台市青葉区木町通 広島県広島市南区段原
静岡県浜松市中央区鍛冶町 群馬県太田市飯田町 沖縄県那覇市泊 新潟県新潟市中央区花園 長野県松本市中央 岡山県岡山市北区奉還町""".split()
MAIL_HOSTS = ("gmail.com", "yahoo.co.jp", "outlook.jp", "icloud.com", "docomo.ne.jp", "ezweb.ne.jp", "proton.me")
BANK_CODES = ("0001", "0005", "0009", "0010", "0033", "0036", "0038", "0310", "9900", "0134", "0158", "0177")
LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"


def digits(rng, count: int) -> str:
    return "".join(map(str, rng.integers(0, 10, count)))


def letters(rng, count: int) -> str:
    return "".join(LETTERS[i] for i in rng.integers(0, len(LETTERS), count))


def hexes(rng, count: int) -> str:
    return rng.bytes((count + 1) // 2).hex()[:count]


def device(rng) -> str:
    return str(uuid.UUID(bytes=rng.bytes(16), version=4))


def document(rng, kind: str, country: str) -> str:
    if kind == "driving_licence":
        return f"{rng.integers(10, 98)}{rng.integers(0, 100):02d}{digits(rng, 7)}{min(int(rng.exponential(0.5)), 9)}"
    if kind == "residence_card":
        return f"{letters(rng, 2)}{digits(rng, 8)}{letters(rng, 2)}"
    if kind == "my_number":
        return digits(rng, 12)
    return f"{letters(rng, 2)}{digits(rng, 7)}" if country == "JP" else f"{letters(rng, 1)}{digits(rng, 8)}"


def bank(rng, kind: str, country: str) -> str:
    if kind == "money_transfer":
        return f"MT{digits(rng, 10)}"
    if kind == "crypto":
        return "0x" + hexes(rng, 40)
    if country != "JP":
        return f"{country}{digits(rng, 2)}{letters(rng, 4)}{digits(rng, 12)}"
    return f"{BANK_CODES[rng.integers(len(BANK_CODES))]}-{digits(rng, 3)}-{digits(rng, 7)}"


def phone(rng, country: str) -> str:
    if country != "JP":
        return f"+{ {'PH': 63, 'VN': 84, 'IN': 91, 'US': 1, 'NP': 977, 'BR': 55, 'KR': 82}[country]}9{digits(rng, 9)}"
    number = f"{('070', '080', '090')[rng.integers(3)]}-{rng.integers(1000, 10000)}-{digits(rng, 4)}"
    return number if rng.random() < 0.6 else number.replace("-", "") if rng.random() < 0.6 else "+81" + number[1:]


def mail(rng, latin: str) -> str:
    given, family = latin.lower().split()[0], latin.lower().split()[-1]
    forms = (
        f"{given}.{family}{rng.integers(1, 999)}",
        f"{family}{digits(rng, 4)}",
        f"{given[:1]}{family}_{digits(rng, 3)}",
    )
    address = f"{forms[rng.integers(3)]}@{MAIL_HOSTS[rng.integers(len(MAIL_HOSTS))]}"
    return address.capitalize() if rng.random() < 0.05 else address


def home(rng, country: str) -> str:
    if country != "JP":
        return f"{rng.integers(1, 990)} {letters(rng, 1)}{letters(rng, 5).lower()} St., {letters(rng, 1)}{letters(rng, 6).lower()}, {country}"
    town = TOWNS[rng.integers(len(TOWNS))]
    plain = f"{town}{rng.integers(1, 9)}-{rng.integers(1, 40)}-{rng.integers(1, 30)}"
    return f"{plain}-{rng.integers(1, 15)}{rng.integers(1, 12):02d}" if rng.random() < 0.6 else plain
