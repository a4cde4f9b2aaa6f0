"""Integers to values that look real. The simulation counts things; only the export gives them a face."""

import numpy as np

_M1, _M2, _GOLD = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB), np.uint64(0x9E3779B97F4A7C15)


def mix(*parts):
    """Splitmix64 over any number of integer arrays: a repeatable draw for each combination."""
    state = np.uint64(0x243F6A8885A308D3)
    with np.errstate(over="ignore"):
        for part in parts:
            x = np.asarray(part).astype(np.int64).astype(np.uint64) + state * _GOLD + _GOLD
            x = (x ^ (x >> np.uint64(30))) * _M1
            x = (x ^ (x >> np.uint64(27))) * _M2
            state = x ^ (x >> np.uint64(31))
    return state


def unit(*parts):
    """A repeatable uniform number in [0, 1) for each combination."""
    return (mix(*parts) >> np.uint64(11)).astype(float) / 2.0**53


def _per_unique(numbers, make):
    """Format each distinct number once and spread the strings over all rows."""
    unique, back = np.unique(numbers, return_inverse=True)
    return np.array([*make(unique), None], dtype=object)[back] if len(unique) else np.array([], dtype=object)


def uuids(numbers, salt):
    """UUID-like ids; -1 stays empty."""

    def make(u):
        high, low = mix(u, salt, 1).tolist(), mix(u, salt, 2).tolist()
        return ["" if n < 0 else _uuid(h, b) for n, h, b in zip(u.tolist(), high, low)]

    return _per_unique(np.asarray(numbers), make)


def _uuid(high, low):
    text = f"{high:016x}{low:016x}"
    return f"{text[:8]}-{text[8:12]}-4{text[13:16]}-a{text[17:20]}-{text[20:]}"


def digests(numbers, salt, width=20):
    """Hashes of texts and images."""
    return _per_unique(
        np.asarray(numbers),
        lambda u: [f"{h:016x}{g:016x}"[:width] for h, g in zip(mix(u, salt, 5).tolist(), mix(u, salt, 6).tolist())],
    )


_ABROAD = {"VN": ("84", "Hà Nội Cầu Giấy"), "PH": ("63", "Quezon City Diliman"), "CN": ("86", "沈阳市和平区"), "KR": ("82", "서울특별시 구로구"), "IN": ("91", "Bengaluru Indiranagar"),
           "NP": ("977", "Kathmandu Baneshwor"), "BR": ("55", "São Paulo Liberdade"), "US": ("1", "San Jose CA"), "ID": ("62", "Jakarta Selatan Tebet")}  # fmt: skip


def phones(numbers, countries, salt):
    """Mobile numbers; a bijection on eight digits, so that only real sharing makes two equal."""
    n = (np.asarray(numbers).astype(np.int64) * 48271357 + salt % 10**8) % 10**8
    prefix = mix(numbers, salt, 9) % np.uint64(3)
    return [
        f"{('090', '080', '070')[p]}-{v // 10000:04d}-{v % 10000:04d}" if c == "JP" else f"+{_ABROAD[c][0]}9{v:08d}"
        for p, v, c in zip(prefix.tolist(), n.tolist(), countries)
    ]


def documents(numbers, kinds, reissues, salt):
    """Document numbers in the form of their kind; a licence ends in its count of reissues."""
    bodies = ((np.asarray(numbers).astype(np.int64) * 7368787 + salt % 10**7) % 10**11).tolist()
    letters = mix(numbers, salt, 3).tolist()
    out = []
    for body, bits, kind, again in zip(bodies, letters, kinds, np.asarray(reissues).tolist()):
        a, b, c, d = (chr(65 + (bits >> s) % 26) for s in (0, 8, 16, 24))
        if kind == "driving_licence":
            out.append(f"{body:011d}{again % 10}")
        elif kind == "residence_card":
            out.append(f"{a}{b}{body % 10**8:08d}{c}{d}")
        elif kind == "passport":
            out.append(f"{a}{b}{(body * 7 + bits) % 10**7:07d}")
        else:
            out.append(f"{(body * 13) % 10**12:012d}")
    return out


_BANKS = ["0001", "0005", "0009", "0010", "0017", "0033", "0036", "0038", "9900", "0149", "0310", "0501"]


def banks(numbers, kinds, salt):
    """Payout destinations: bank-branch-number, a transfer service's reference, or a wallet."""
    out = []
    for n, kind, bits in zip(np.asarray(numbers).tolist(), kinds, mix(numbers, salt, 4).tolist()):
        serial = (n * 9301 + salt) % 10**7
        if kind == "bank":
            out.append(f"{_BANKS[bits % 12]}-{(bits >> 8) % 900 + 1:03d}-{serial:07d}")
        else:
            out.append(f"MT{serial:07d}{bits % 97:02d}" if kind == "money_transfer" else f"T{bits:016x}{serial:07d}")
    return out


def addresses(numbers, countries, salt):
    """Street addresses, detailed down to the room so that strangers do not share one by accident."""
    wards = ["東京都足立区西新井", "東京都江戸川区葛西", "埼玉県川口市芝", "神奈川県横浜市鶴見区潮田町", "大阪府大阪市生野区巽中", "愛知県名古屋市中区栄",
             "福岡県福岡市博多区千代", "千葉県松戸市小金", "北海道札幌市北区北", "兵庫県神戸市長田区若松町", "京都府京都市伏見区深草", "群馬県太田市飯塚町"]  # fmt: skip
    return [
        (
            f"{wards[b % 12]}{(b >> 8) % 9 + 1}-{(b >> 16) % 40 + 1}-{(b >> 24) % 30 + 1} {n % 9 + 1}{(n // 9) % 100:02d}号室"
            if c == "JP"
            else f"{(b >> 8) % 999 + 1}-{n % 1000} {_ABROAD[c][1]} {(b >> 24) % 90000 + 10000}"
        )
        for n, b, c in zip(np.asarray(numbers).tolist(), mix(numbers, salt, 8).tolist(), countries)
    ]


def emails(numbers, stems, salt):
    """Mail addresses: a stem of the owner's name and a unique number."""
    hosts = [
        "gmail.com",
        "gmail.com",
        "yahoo.co.jp",
        "icloud.com",
        "outlook.jp",
        "docomo.ne.jp",
        "ezweb.ne.jp",
        "proton.me",
    ]
    return [
        f"{s}{(n * 7919 + salt) % 10**7}@{hosts[b % 8]}"
        for n, s, b in zip(np.asarray(numbers).tolist(), stems, mix(numbers, salt, 7).tolist())
    ]


def times(seconds):
    """RFC 3339 in UTC; NaN is empty."""
    seconds = np.asarray(seconds, dtype=float)
    known = np.isfinite(seconds)
    stamps = np.datetime_as_string(np.where(known, seconds, 0).astype("int64").astype("datetime64[s]"))
    return [s + "Z" if k else "" for s, k in zip(stamps.tolist(), known.tolist())]


def ips(high, low):
    """IPv4 where the high half is 0, else IPv6 by its /64 and interface id."""
    octets = [str(i) for i in range(256)]
    out = []
    for h, v in zip(high.tolist(), low.tolist()):
        if h == 0:
            out.append(f"{octets[v >> 24 & 255]}.{octets[v >> 16 & 255]}.{octets[v >> 8 & 255]}.{octets[v & 255]}")
        else:
            out.append(
                f"{h >> 48:x}:{h >> 32 & 65535:x}:{h >> 16 & 65535:x}:{h & 65535:x}:{v >> 48 & 65535:x}:{v >> 32 & 65535:x}:{v >> 16 & 65535:x}:{v & 65535:x}"
            )
    return out
