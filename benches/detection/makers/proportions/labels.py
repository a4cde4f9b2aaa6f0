"""How things are called in the tables: numbers become the identifiers that a platform would store."""

import hashlib
from collections.abc import Callable

import numpy as np

CITIES = "札幌市中央区 仙台市青葉区 東京都新宿区 東京都足立区 横浜市港北区 川崎市川崎区 名古屋市中区 京都市左京区 大阪市淀川区 神戸市灘区 広島市南区 福岡市博多区".split()
DOCUMENT_KINDS = ("driving_licence", "passport", "residence_card", "my_number")


def _spread(number: int, size: int, kind: int) -> int:
    """A one-to-one scrambling of numbers below size, another one for each kind, so that equal numbers look unlike."""
    return (number * (6_180_339_887 + 7_320_510 * kind * kind) + 271_828_183 * kind) % size


def document(code: int) -> str:
    """A document's number; the code is four times the document plus the count of reissues (licences print it)."""
    number, reissue = divmod(code, 4)
    kind = DOCUMENT_KINDS[number % 4]
    if kind == "driving_licence":
        return f"{_spread(number, 10**11, 1):011d}{reissue}"
    if kind == "passport":
        return f"TR{_spread(number, 10**7, 2):07d}"
    if kind == "residence_card":
        return f"SE{_spread(number, 10**8, 3):08d}KA"
    return f"{_spread(number, 10**12, 4):012d}M"


def bank(number: int) -> str:
    """Bank, branch and number of an account; wallets and transfer services use the same form here."""
    return f"{_spread(number, 9973, 5) % 97:04d}-{_spread(number, 997, 5):03d}-{_spread(number, 10**7, 6):07d}"


def address_of(number: int) -> str:
    """A postal address."""
    city = CITIES[number % len(CITIES)]
    return (
        f"{city}{number // 12 % 9 + 1}丁目{number // 108 % 40 + 1}-{number // 4320 % 60 + 1} {number // 259200 + 101}号"
    )


def ip(code: int) -> str:
    """An address: below 2**32 version 4, else version 6 with the network in the upper and the host in the lower bits."""
    if code < 2**32:
        return ".".join(str(code >> shift & 255) for shift in (24, 16, 8, 0))
    network, host = divmod(code - 2**40, 2**16)
    return f"2400:{network >> 16 & 0xFFFF | 0x4000:x}:{network & 0xFFFF:x}:{network >> 32 & 0xFF:x}::{host + 1:x}"


def _plain(prefix: str) -> Callable[[int], str]:
    """Identifiers that are a prefix and eight scrambled hexadecimal digits."""
    return lambda number: f"{prefix}{_spread(number, 2**32, len(prefix)):08x}"


FORMS: dict[str, Callable[[int], str]] = {
    "account": lambda number: f"u{_spread(number, 10**8, 8):08d}",
    "device": _plain("dv"),
    "document": document,
    "bank": bank,
    "onward": _plain("to"),
    "contract": _plain("c"),
    "ip": ip,
    "phone": lambda number: f"0{_spread(number, 3, 9) + 7}0{_spread(number, 10**8, 10):08d}",
    "email": lambda number: f"{_plain('m')(number)}@mail{number % 7}.example",
    "address": address_of,
    "portrait": _plain("face"),
    "template": _plain("text"),
}


def spell(kind: str, values: np.ndarray, hashed: bool) -> np.ndarray:
    """The strings of a whole column; -1 is 'not known'. Hashed exports keep nothing but a keyed digest."""
    unique, inverse = np.unique(values, return_inverse=True)
    form = FORMS[kind]
    texts = ["" if number < 0 else form(int(number)) for number in unique]
    if hashed and kind != "ip":
        texts = [text and hashlib.blake2b(text.encode(), digest_size=10, key=b"export").hexdigest() for text in texts]
    return np.array(texts, object)[inverse]
