"""Values that look like real ones: numbers of documents, banks and phones, addresses, IP addresses, times."""

import numpy as np

CITIES = (
    "東京都世田谷区 東京都足立区 東京都新宿区 神奈川県川崎市中原区 神奈川県横浜市港北区 埼玉県川口市 千葉県船橋市 大阪府大阪市淀川区 "
    "大阪府堺市北区 愛知県名古屋市中区 福岡県福岡市博多区 北海道札幌市北区 宮城県仙台市青葉区 広島県広島市中区 京都府京都市左京区 兵庫県神戸市灘区"
).split()
TOWNS = (
    "桜丘 本町 中央 緑町 栄町 旭町 南町 若葉 松原 新町 東町 富士見 日の出 泉町 花園 大手町 上野 寺町 宮前 高砂".split()
)
BUILDINGS = ("", "", "", " コーポ桜", " メゾン緑", " ハイツ旭", " グランド中央", " サンライズ", " 第二富士荘")
PROVIDERS = (
    "gmail.com",
    "gmail.com",
    "yahoo.co.jp",
    "outlook.jp",
    "icloud.com",
    "docomo.ne.jp",
    "ezweb.ne.jp",
    "proton.me",
)
BANKS = (1, 5, 9, 10, 33, 36, 38, 149, 150, 158, 173, 177, 9900)
LETTERS = np.array(list("ABCDEFGHJKLMNPRSTUVWXYZ"))
DOCUMENT_KINDS = ("driving_licence", "my_number", "passport", "residence_card")
V6 = 1 << 40  # IP values from here on are IPv6 /64 prefixes
V6_PROVIDERS = np.array(["2400:4050:", "240b:10:", "2409:250:", "240f:70:"], dtype=object)

_OCTET_PAIR = np.array([f"{i >> 8}.{i & 255}" for i in range(65536)], dtype=object)
_HEX = np.array([f"{i:x}" for i in range(65536)], dtype=object)
_TIME_OF_DAY = np.array([f"T{s // 3600:02d}:{s // 60 % 60:02d}:{s % 60:02d}Z" for s in range(86400)], dtype=object)
_FIRST_DAY = 14000
_DAYS = np.datetime_as_string(np.arange(_FIRST_DAY, 21000).astype("datetime64[D]")).astype(object)


def objects(items):
    """A one-dimensional object array of Python values."""
    out = np.empty(len(items), dtype=object)
    out[:] = items
    return out


def mix(x):
    """SplitMix64's finaliser: a good hash of an integer, vectorised."""
    x = np.asarray(x).astype(np.uint64)
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


def iso(times):
    """RFC 3339 texts of Unix seconds; 0 is 'not known'."""
    times = np.asarray(times, dtype=np.int64)
    text = _DAYS[np.maximum(times // 86400 - _FIRST_DAY, 0)] + _TIME_OF_DAY[times % 86400]
    return np.where(times > 0, text, "")


def ip_texts(ips, hosts):
    """IP values as text; `hosts` gives the interface part of IPv6 addresses."""
    out = _OCTET_PAIR[(ips >> 16) & 0xFFFF] + "." + _OCTET_PAIR[ips & 0xFFFF]
    six = ips >= V6
    if six.any():
        value, host = ips[six] - V6, hosts[six]
        text = V6_PROVIDERS[(value >> 32) & 3] + _HEX[(value >> 16) & 0xFFFF] + ":" + _HEX[value & 0xFFFF]
        for shift in (0, 16, 32, 48):
            text = text + ":" + _HEX[((host >> np.uint64(shift)) & np.uint64(0xFFFF)).astype(np.int64)]
        out[six] = text
    return out


def hexes(rng, count, size, prefix=""):
    """Random hexadecimal values of `size` bytes."""
    text = rng.bytes(size * count).hex()
    return objects([prefix + text[i : i + 2 * size] for i in range(0, 2 * size * count, 2 * size)])


def uuids(rng, count):
    """UUID-like device ids."""
    return objects([f"{h[:8]}-{h[8:12]}-4{h[13:16]}-a{h[17:20]}-{h[20:]}" for h in hexes(rng, count, 16)])


def phones(rng, count):
    """Mobile numbers."""
    prefix, number = rng.choice([70, 80, 90], count).tolist(), rng.integers(10_000_000, 99_999_999, count).tolist()
    return objects([f"0{p}-{n // 10000:04d}-{n % 10000:04d}" for p, n in zip(prefix, number)])


def addresses(rng, count):
    """Postal addresses, with flats."""
    draws = [rng.integers(0, k, count).tolist() for k in (len(CITIES), len(TOWNS), 6, 30, 25, len(BUILDINGS), 5, 12)]
    out = []
    for city, town, block, house, part, building, floor, flat in zip(*draws):
        base = f"{CITIES[city]}{TOWNS[town]}{block + 1}-{house + 1}-{part + 1}"
        out.append(base + (f"{BUILDINGS[building]} {floor + 1}{flat + 1:02d}" if BUILDINGS[building] else ""))
    return objects(out)


def bank_ids(rng, count):
    """Bank code, branch and account number."""
    bank, branch = rng.choice(BANKS, count).tolist(), rng.integers(1, 900, count).tolist()
    number = rng.integers(100_000, 9_999_999, count).tolist()
    return objects([f"{b:04d}-{r:03d}-{n:07d}" for b, r, n in zip(bank, branch, number)])


def document_numbers(rng, kinds):
    """Document numbers in the form of their kind (an index into DOCUMENT_KINDS)."""
    count = len(kinds)
    digits, letters = rng.integers(10**7, 10**8, count).tolist(), LETTERS[rng.integers(0, len(LETTERS), (count, 4))]
    area, reissue, out = rng.integers(30, 99, count).tolist(), (rng.random(count) < 0.12).astype(int).tolist(), []
    for i, kind in enumerate(kinds.tolist()):
        a, b, c, d = letters[i]
        if kind == 0:
            out.append(f"{area[i]}{digits[i]:08d}{digits[i] % 7 + 1}{reissue[i]}")
        elif kind == 1:
            out.append(f"{digits[i]}{area[i]}{digits[i] % 89 + 10}")
        elif kind == 2:
            out.append(f"{a}{b}{digits[i] % 10**7:07d}")
        else:
            out.append(f"{a}{b}{digits[i]}{c}{d}")
    return objects(out)


def emails(rng, latin_names):
    """Mail addresses made of the owner's name, more or less."""
    count = len(latin_names)
    number, host = rng.integers(1, 99_999, count).tolist(), rng.integers(0, len(PROVIDERS), count).tolist()
    style, out = rng.integers(0, 4, count).tolist(), []
    for name, n, h, s in zip(latin_names, number, host, style):
        parts = name.lower().split(" ")
        local = (f"{parts[0]}.{parts[-1]}{n}", f"{parts[-1]}{n}", f"{parts[0][0]}{parts[-1]}_{n}", f"{parts[0]}{n}")[s]
        out.append(f"{local}@{PROVIDERS[h]}")
    return objects(out)


def club_payee(rng):
    """The payee name of a cooperative or club."""
    return f"{('ﾄｸﾋ)', 'ｼﾔ)', 'ｷﾖｳｸﾐ)')[rng.integers(3)]}{('ﾋｶﾘ', 'ﾐﾅﾄ', 'ｱｵﾊﾞ', 'ﾅｶﾖｼ')[rng.integers(4)]}{rng.integers(1, 99)}"
