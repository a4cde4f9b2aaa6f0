"""People's names by custom: order, script, transliteration, and what a clerk makes of them."""
import unicodedata
from dataclasses import dataclass

from .countries import COUNTRIES
from .name_lists import LISTS

FAMILY_FIRST = {"vn", "kr", "cn", "tw", "jp"}


def _split(text):
    out = []
    for word in text.split():
        parts = [p.replace("~", " ") for p in word.split("|")]
        out.append((parts[0], parts[1] if len(parts) == 3 else "", parts[-1]))   # native, kana, latin
    return out


TABLES = {k: tuple(_split(part) for part in v) for k, v in LISTS.items()}


@dataclass
class Name:
    style: str
    sex: int
    family: tuple      # (native, kana, latin)
    native: str
    latin: str
    kana: str
    last_first: str    # the other order, Latin


def plain(text):
    """ASCII as forms and passports want it."""
    text = text.replace("Đ", "D").replace("đ", "d").replace("ø", "o").replace("ł", "l").replace("Ł", "L").replace("ı", "i")
    text = text.replace("ð", "d").replace("Þ", "Th")
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def make_name(r, country, family=None, sex=None):
    style = COUNTRIES[country].style
    families, men, women = TABLES[style]
    sex = r.randrange(2) if sex is None else sex
    given_list = women if sex else men
    if family is None or family not in families:
        family = r.choice(families)
    given = r.choice(given_list)
    kana = ""
    if style == "vn":
        middle = r.choice(("Thị", "Ngọc", "Thu", "Bích", "Thanh") if sex else ("Văn", "Đức", "Hữu", "Quốc", "Minh", "Xuân"))
        native = f"{family[0]} {middle} {given[0]}"
        latin, other = plain(native), plain(f"{given[0]} {middle} {family[0]}")
    elif style in ("cn", "tw"):
        second = r.choice(given_list) if r.random() < .75 else ("", "", "")
        native = family[0] + given[0] + second[0]
        glue = "-" if style == "tw" and second[2] else ""
        roman = given[2].capitalize() + glue + second[2]
        latin, other = f"{roman} {family[2]}", f"{family[2]} {roman}"
    elif style == "kr":
        native, latin, other = family[0] + given[0], f"{given[2]} {family[2]}", f"{family[2]} {given[2]}"
    elif style == "jp":
        native, kana = f"{family[0]} {given[0]}", f"{family[1]} {given[1]}"
        latin, other = f"{given[2]} {family[2]}", f"{family[2]} {given[2]}"
    elif style == "is":
        native = f"{given[0]} {family[0]}{'sdóttir' if sex else 'sson'}"          # family here is the father
        latin, other = native, native
    elif style == "et" or style == "mm":
        native = f"{given[0]} {r.choice(men)[0] if style == 'mm' else family[0]}" + (f" {family[0]}" if style == "mm" else "")
        latin, other = native, native
    elif style == "id" and r.random() < .35:
        native = latin = other = given[0]
    elif style == "id":
        second = r.choice(given_list if r.random() < .4 else families)[0]
        native = latin = f"{given[0]} {second}"
        other = latin
    elif style == "in" and r.random() < .3:
        native = latin = given[0] if r.random() < .4 else f"{family[0][0]}. {given[0]}"
        other = latin
    elif style in ("es", "br", "ph"):
        second = r.choice(families)
        pair = f"{second[0]} {family[0]}" if style == "br" else f"{family[0]} {second[0]}"
        extra = f" {r.choice(given_list)[0]}" if r.random() < .3 else ""
        native = f"{given[0]}{extra} {pair}"
        latin, other = native, f"{pair}, {given[0]}{extra}"
    elif style == "ar":
        father = r.choice(men)
        native, latin = f"{given[0]} {father[0]} {family[0]}", f"{given[2]} {father[2]} {family[2]}"
        other = f"{family[2]} {given[2]}"
    else:
        native, latin = f"{given[0]} {family[0]}", f"{given[2]} {family[2]}"
        other = f"{family[2]}, {given[2]}"
    return Name(style, sex, family, native, latin, kana, other)


def shown(r, name):
    """As the person typed it into the profile."""
    x = r.random()
    if x < .45:
        return name.native
    if x < .8:
        return name.latin
    if x < .9:
        return plain(name.latin) or name.latin
    if x < .96:
        return name.last_first
    return name.latin.upper()


_SWAPS = (("h", ""), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("y", "i"), ("i", "y"), ("kh", "k"), ("z", "s"), ("v", "w"), ("ph", "f"), ("e", "a"))


def respelt(r, text):
    """Another transliteration of the same name, or a clerk's slip."""
    fits = [s for s in _SWAPS if s[0] in text]
    if not fits:
        return text.upper()
    old, new = r.choice(fits)
    return text.replace(old, new, 1)


def on_paper(r, name):
    """As the document prints it."""
    x = r.random()
    if x < .55:
        return plain(name.latin).upper() or name.latin.upper()
    if x < .75:
        return name.native
    return plain(name.last_first) or name.last_first
