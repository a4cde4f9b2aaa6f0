"""Coincidences of the records: placeholders, blank scans, misreadings, stock pictures, popular texts, champions."""
from . import names, traces as t
from .lawful import lawful
from .people import address, group, paper


@lawful("misread_document", 2, 3, 2)
def misread_document(w, k):
    """The reader took one digit for another: one number, two strangers in two countries and times."""
    ms = group(w, k)
    number, kind = paper(w, ms[0].country)
    for a in ms:
        w.document(a, number, kind, a.country, names.on_paper(w.r, a.name))
    return ms


@lawful("blank_scan", 4, 40, 1.5)
def blank_scan(w, k):
    """Empty pages give one and the same picture print."""
    ms = group(w, k, lively=False)
    t.contact(w, ms, "portrait", "p" + "f" * 16)
    return ms


@lawful("placeholder_values", 4, 40, 1.5)
def placeholder_values(w, k):
    ms = group(w, k, lively=False)
    kind, value = w.r.choice((("phone", "+0000000000"), ("email", "none@none.com"), ("address", "N/A"), ("phone", "+11111111111"), ("address", "-")))
    t.contact(w, ms, kind, value)
    return ms


@lawful("placeholder_document", 3, 20, 1)
def placeholder_document(w, k):
    ms = group(w, k, lively=False)
    number = w.r.choice(("000000000", "123456789", "A0000000", "XXXXXXXX"))
    for a in ms:
        w.document(a, number, "national_id", a.country, names.on_paper(w.r, a.name))
    return ms


@lawful("stock_portrait", 3, 25, 1)
def stock_portrait(w, k):
    """A flag, a cat or a cartoon as the picture."""
    ms = group(w, k, lively=False)
    t.contact(w, ms, "portrait")
    return ms


@lawful("popular_template", 4, 40, 1)
def popular_template(w, k):
    """The profile text of a well-known guide; nothing else in common, all countries and years."""
    ms = group(w, k, lively=False)
    t.contact(w, ms, "template")
    return ms


@lawful("referral_champion", 6, 40, 1)
def referral_champion(w, k):
    """A blogger brings strangers from everywhere, who never meet."""
    ms = group(w, k)
    t.referral(w, min(ms, key=lambda a: a.created), ms)
    return ms


@lawful("namesakes", 2, 4, 1)
def namesakes(w, k):
    """The same common name, and nothing else."""
    ms = group(w, k, w.country())
    for a in ms[1:]:
        a.shown = ms[0].shown
    return ms


@lawful("mail_forwarding", 4, 30, 1)
def mail_forwarding(w, k):
    """A virtual office's address on firms and travellers from everywhere."""
    ms = group(w, k)
    t.contact(w, ms, "address", address(w, ms[0].home, ms[0].city, flat=False))
    return ms
