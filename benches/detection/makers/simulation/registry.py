"""What accounts have registered: documents, payees, contact details, and how these change; with life's coincidences."""

import numpy as np

from .values import mix, unit


def coincidences(w):
    """Strangers share popular templates, stock portraits, virtual offices; they refer, pay and message one another."""
    rng, n = w.rng, w.n
    for thing, share, count in (("template", 0.12, n // 80), ("portrait", 0.03, n // 250), ("address", 0.03, n // 120)):
        who = np.flatnonzero(
            (getattr(w, thing) == np.arange(n)) & (rng.random(n) < share * (2.5 if thing == "template" else 1))
        )
        popular = w.new(thing, max(5, count))
        getattr(w, thing)[who] = popular[(len(popular) * rng.random(len(who)) ** 2).astype(int)]
    newcomers = np.flatnonzero(rng.random(n) < 0.1)
    hosts = np.argsort(w.created)[(n * 0.8 * rng.random(len(newcomers)) ** 3).astype(int)]
    good = w.created[hosts] < w.created[newcomers]
    w.ties.add(hosts[good], newcomers[good], "referral", w.created[newcomers[good]], np.nan)
    a, b = rng.integers(0, n, (2, n // 25))
    day = np.maximum(np.maximum(w.created[a], w.created[b]), 0)
    good = (a != b) & (day < np.minimum(w.end[a], w.end[b]))
    day += (w.span - day) * rng.random(len(day))
    good &= day < np.minimum(w.end[a], w.end[b])
    w.ties.add(a[good], b[good], "transfer", day[good], rng.lognormal(8.5, 1, good.sum()).round(-2))
    for field, rate in (
        ("email", 0.04),
        ("phone", 0.06),
        ("address", 0.04),
        ("bank_account", 0.08),
        ("name", 0.01),
        ("document", 0.05),
    ):
        who = np.repeat(np.arange(n), rng.poisson(rate * rng.gamma(0.5, 2, n)))
        w.changes.add(who, field, w.days(who))
    merged = np.flatnonzero(unit(w.bank, w.salt + 8) < 0.04)
    w.changes.add(merged, "bank_account", w.span * 0.6 + rng.random(len(merged)) * 0.5)


def documents(w):
    """Most accounts submitted one document, some two, a few none."""
    rng, n = w.rng, w.n
    own = np.arange(n)
    has = own[(w.document != own) | (rng.random(n) < 0.88)]
    w.documents.add(has, w.document[has], w.person[has], w.created[has] + rng.exponential(1.5, len(has)), -1)
    more = own[rng.random(n) < 0.15]
    w.documents.add(more, w.new("document", len(more)), w.person[more], w.days(more), -1)
    d = w.documents.columns()
    d["day"] = np.minimum(d["day"], w.span)
    origin = w.origin[w.person[np.where(d["doc"] < n, d["doc"], d["acc"])]]
    luck = unit(d["doc"], w.salt + 9)
    abroad = w.country[np.where(d["doc"] < n, d["doc"], d["acc"])] != 0
    licence = np.where(origin == 0, luck < 0.52, luck < 0.12) & ~abroad
    card = np.where(origin == 0, luck < 0.82, luck < 0.75) & ~abroad
    d["kind"] = np.where(
        licence, "driving_licence", np.where(card, np.where(origin == 0, "my_number", "residence_card"), "passport")
    )
    d["issuer"] = np.where(d["kind"] == "passport", origin, 0)
    again = (mix(d["acc"], d["doc"], w.salt) % np.uint64(4) == 0) & (d["reissue"] == -1)
    d["reissue"] = (mix(d["doc"], w.salt) % np.uint64(3)).astype(int) + again
    return d


def payees(w):
    """Each account's registered payees with the days on which they were added and removed."""
    n = w.n
    own = np.flatnonzero(w.stay_in_bank)
    w.payees.add(own, w.bank[own], w.created[own] + w.rng.exponential(6, len(own)), np.inf, w.holder_own[own])
    p = w.payees.columns()
    later = np.full(n, np.inf)
    extra = p["until"] < np.inf
    np.minimum.at(later, p["acc"][extra].astype(int), p["since"][extra])
    gone = w.rng.random(len(extra)) < 0.6
    p["until"] = np.where(
        ~extra & gone & (later[p["acc"].astype(int)] > p["since"]), later[p["acc"].astype(int)], p["until"]
    )
    keep = p["since"] < w.span
    return {k: v[keep] for k, v in p.items()}


def identifiers(w):
    """Contact details, portraits, templates and cards, as last registered."""
    rng, own = w.rng, np.arange(w.n)
    gap = {"phone": 0.06, "email": 0.0, "address": 0.12, "portrait": 0.2, "template": 0.0, "card": 0.6, "recovery": 0.0}
    for kind, missing in gap.items():
        value = getattr(w, kind)
        at = own[(value >= 0) & (rng.random(w.n) >= np.where(value == own, missing, missing * 0.4))]
        w.identifiers.add(at, kind, value[at], np.minimum(w.created[at] + rng.exponential(20, len(at)), w.span))
    return w.identifiers.columns()
