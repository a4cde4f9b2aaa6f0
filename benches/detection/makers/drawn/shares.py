"""Things that several accounts have in common. Every function serves rings and lawful groups alike."""
from .dials import DAY
from .names import firm
from .world import Bag


def surname(w, g, **_):
    """One family name, and one nation with it."""
    p = g[0].person
    for a in g[1:]:
        old = a.person.holder
        a.person = w.person(p.sur, p.nation)
        for b in a.banks:
            b.holder = a.person.holder if b.holder == old else b.holder
        for d in a.docs:
            d.name = a.person.name


def document(w, g, own_name=False, reissue=.3, keep=.2, late=.1, **_):
    """One document on several accounts. own_name: misread numbers, each account keeps its own name on the paper."""
    doc = g[0].docs[0]
    for a in g:
        number = doc.number
        if doc.kind == "driving_licence" and "document" not in w.d.hashed and w.chance(reissue):
            number = number[:-1] + str(int(number[-1]) + 1)
        new = Bag(kind=doc.kind, number=number, country=doc.country, at=None,
                  name=a.person.name if own_name else doc.name)
        a.docs = [new] + (a.docs[:1] if w.chance(keep) else [])
        if w.chance(late):                          # added only later
            new.at = int(w.rng.uniform(*w.alive(a)))


def same_person(w, g, **_):
    """One human being behind all: names, home, machine, numbers."""
    first = g[0]
    for a in g[1:]:
        a.person, a.country = first.person, first.country
        for d in a.docs:
            d.name = a.person.name
        for b in a.banks:
            b.holder = a.person.holder
        for p in a.places:
            if p.line is a.home:
                p.line = first.home
            if p.device is a.pc and w.chance(.7):
                p.device = first.pc


def namesakes(w, g, **_):
    """Different people of one name."""
    for a in g[1:]:
        old, a.person = a.person, g[0].person
        for d in a.docs:
            d.name = a.person.name
        for b in a.banks:
            b.holder = a.person.holder if b.holder == old.holder else b.holder


def identifier(w, g, kind="phone", value=None, extra=.3, since=None, **_):
    """One value on several accounts, instead of one's own or beside it (extra)."""
    if kind not in w.d.kinds:
        return
    value = value or w.value(kind, g[0].person)
    for a in g:
        if not w.chance(extra):
            a.idents = [i for i in a.idents if i.kind != kind]
        at = since(a) if since else (int(w.rng.uniform(*w.alive(a))) if w.chance(.15) else None)
        w.ident(a, kind, value, at)


def payee(w, g, holder="first", kind=None, weight=None, late=.2, number=None, **_):
    """One payout destination. holder: first (a member), stranger, relative, firm."""
    p = g[0].person
    name = {"first": lambda: p.holder, "stranger": lambda: w.person().holder,
            "relative": lambda: w.person(p.sur, p.nation).holder, "firm": lambda: firm(w.rng)[1]}[holder]()
    shared = w.bank(name, kind or ("bank" if holder == "firm" else w.pick(["bank", "bank", "bank", "money_transfer"])))
    for a in g:
        b = Bag(**shared.__dict__)
        share = w.between(.4, 1) if weight is None else weight
        if share > .9:
            if w.chance(.6):
                a.banks = []                        # never had another here
        else:
            b.weight = share / (1 - share) * max(1, len(a.banks))
        if w.chance(late) and a.banks:
            b.at = int(w.rng.uniform(w.alive(a)[0], (sum(w.alive(a))) / 2))
        a.banks.append(b)
    return shared


def decoy_payees(w, g, n=2, **_):
    """Further payees that nobody else has, or that many people use."""
    for a in g:
        for _i in range(int(w.rng.integers(1, n + 1))):
            b = w.bank(a.person.holder)
            b.at, b.weight = int(w.rng.uniform(*w.alive(a))), w.between(.1, .6)
            a.banks.append(b)


def organisation(w, g, **_):
    name = firm(w.rng)[0]
    for a in g:
        a.org = name


def succession(w, g, kind="phone", gap=30, ends="suspended", **_):
    """One account after another: each ends before the next begins."""
    n = len(g)
    t = w.start + w.between(5, 30) * DAY
    step = (w.end - 25 * DAY - t) / max(n, 1)
    for i, a in enumerate(g):
        if i or a.created > t:
            a.created = int(t - (w.between(20, 200) * DAY if i == 0 else 0))
        t = max(t, a.created) + step * w.between(.5, .8)
        a.status, a.status_at = ("active", None) if i == n - 1 else (ends, int(t))
        t += w.between(.3, max(.4, min(gap, step * .25 / DAY))) * DAY
        for b in a.banks:
            b.at = b.until = None


def ends_first(w, g, ends="closed", **_):
    """The first account ends, in the middle of the window; what it had may come up elsewhere after that."""
    a = g[0]
    lo, hi = w.alive(a)
    a.status, a.status_at = ends, int(w.between(lo + (hi - lo) * .3, lo + (hi - lo) * .7))
    return a.status_at


def number_passes_on(w, g, kind="phone", **_):
    """A carrier gives a number (or a mail host an address) to a stranger after the first owner left."""
    if kind not in w.d.kinds:
        return
    t = ends_first(w, g)
    value = w.value(kind, g[0].person)
    for i, a in enumerate(g):
        a.idents = [x for x in a.idents if x.kind != kind]
        w.ident(a, kind, value, None if i == 0 else max(a.created, t + int(w.between(5, 60) * DAY)))


def moves(w, g, field="bank_account", times=3, **_):
    """Registered details that change again and again."""
    for a in g:
        lo, hi = w.alive(a)
        base = w.between(lo, max(lo + 1, hi - 60 * DAY))
        for _i in range(int(w.rng.integers(1, times + 1))):
            a.changes.append((field, int(min(hi, base + w.between(0, 80) * DAY))))


def role(w, g, to=("worker",), **_):
    for i, a in enumerate(g):
        a.role = to[min(i, len(to) - 1)]
