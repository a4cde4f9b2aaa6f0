"""Families, couples, households and single people whose papers look odd."""
from . import names, traces as t
from .lawful import lawful
from .people import address, bank_number, build, group, paper
from .world import DAY, END, RETAIN


def _house(w, k, one_name=True, **more):
    """People of one home: a country, a city, a line."""
    c = w.country()
    city = w.r.choice(t_cities(c))
    line = w.net.home(c, city)
    fam = names.TABLES[names.COUNTRIES[c].style][0]
    ms = group(w, k, c, [w.r.choice(fam)] if one_name else None, line=line, city=city, **more)
    return c, city, line, ms


def t_cities(code):
    return names.COUNTRIES[code].cities


@lawful("family_household", 2, 6, 3)
def family_household(w, k):
    c, city, line, ms = _house(w, k)
    t.shared_machines(w, ms, line, 1, weight=.7)
    t.contact(w, ms, "address", address(w, c, city))
    return ms


@lawful("couple_one_email", 2, 2, 2)
def couple_one_email(w, k):
    c, city, line, ms = _house(w, 2, one_name=w.r.random() < .6)
    t.contact(w, ms, "email", ms[0].mail)
    t.contact(w, ms, "address", address(w, c, city))
    t.at(w, ms, line)
    return ms


@lawful("twins", 2, 2, 1)
def twins(w, k):
    c, city, line, ms = _house(w, 2, cohort=30 * DAY)
    t.contact(w, ms, "portrait")                         # the face matcher takes them for one
    t.contact(w, ms, "address", address(w, c, city))
    t.at(w, ms, line)
    number, kind = paper(w, c)
    for j, a in enumerate(ms):                           # issued one after the other at one counter
        w.document(a, str(int(number) + 10 * j) if number.isdigit() else number + str(j), kind, c, names.on_paper(w.r, a.name))
    return ms


@lawful("flatmates", 2, 6, 2)
def flatmates(w, k):
    c, city, line, ms = _house(w, k, one_name=False)
    t.at(w, ms, line)
    t.contact(w, ms, "address", address(w, c, city, flat=True))
    t.transfers(w, [(a, ms[0]) for a in ms[1:]], 90, 4, even=True)      # rent to who holds the lease
    return ms


@lawful("parent_helps_child", 2, 3, 1)
def parent_helps_child(w, k):
    c, city, line, ms = _house(w, k)
    t.at(w, ms, line, [ms[0].phone], 1.5)
    t.contact(w, ms, "phone", ms[0].number)              # the parent's number confirms the child's account
    return ms


@lawful("caregiver", 2, 4, 1)
def caregiver(w, k):
    c = w.country()
    ms = group(w, k, c)
    helper = ms[0]
    for a in ms[1:]:                                     # the helper's phone in each client's own home
        t.at(w, [a], a.line, [helper.phone], .5)
        t.contact(w, [helper, a], "emergency_contact", helper.number)
    return ms


@lawful("two_roles", 2, 2, 2)
def two_roles(w, k):
    """One person, one account to work and one to hire: the rules allow it."""
    a, b = (w.take(True), w.take(True))
    a.role, b.role = "worker", "client"
    build(w, a)
    build(w, b, a.country, line=a.line, city=a.city, name=a.name)
    b.shown = a.shown
    number, kind = paper(w, a.country)
    t.same_document(w, [a, b], number, kind, a.country, lambda x: names.plain(a.name.latin).upper())
    t.at(w, [a, b], a.line, [a.pc])
    t.contact(w, [a, b], "phone", a.number)
    return [a, b]


@lawful("recreated_account", 2, 2, 2)
def recreated_account(w, k):
    """Closed of one's own will (not suspended), opened again under the same name and papers."""
    old, new = sorted((w.take(True), w.take(True)), key=lambda x: x.created)
    build(w, old)
    cut = max(old.created + 5 * DAY, w.r.randrange(RETAIN + 10 * DAY, RETAIN + 60 * DAY))
    new.created = cut + w.r.randrange(2, 40) * DAY
    new.role = old.role
    build(w, new, old.country, line=old.line, city=old.city, name=old.name)
    new.shown = old.shown if w.r.random() < .7 else names.shown(w.r, old.name)
    number, kind = paper(w, old.country)
    t.same_document(w, [old, new], number, kind, old.country, lambda x: names.plain(old.name.latin).upper())
    t.at(w, [old], old.line, [old.pc], until=cut)
    t.at(w, [new], old.line, [old.pc], since=new.created)
    t.contact(w, [old, new], "phone", old.number)
    old.status, old.status_at = "closed", cut
    return [old, new]


@lawful("remarried_name", 2, 2, 1)
def remarried_name(w, k):
    """Closed under the old name, opened under the new one, given name and face unchanged."""
    ms = recreated_account(w, 2)
    old, new = ms
    new.name = names.make_name(w.r, new.country, None, old.name.sex)
    given = (names.plain(old.name.latin) or old.name.latin).split()[0]
    new.shown = f"{given} {new.name.family[2]}"
    t.contact(w, ms, "portrait")
    w.change(old, "name", w.when(old, lo=old.created))
    return ms


@lawful("transliteration", 1, 1, 1)
def transliteration(w, k):
    ms = group(w, 1)
    a = ms[0]
    base = names.plain(a.name.latin) or a.name.latin
    for _ in range(w.r.randrange(2, 4)):
        number, kind = paper(w, a.country)
        w.document(a, number, kind, a.country, names.respelt(w.r, base), w.when(a, lo=a.created))
    w.payee(a, bank_number(w, a.home, False), "bank", names.respelt(w.r, base).upper(), a.home)
    return ms


@lawful("second_wallet_child", 2, 4, 1)
def second_wallet_child(w, k):
    """Pocket money: one parent's card pays into the children's accounts every month."""
    c, city, line, ms = _house(w, k)
    t.contact(w, ms, "payment_card", w.token("c", 40))
    t.transfers(w, [(ms[0], a) for a in ms[1:]], 15, 5, even=True)
    t.at(w, ms, line)
    return ms


@lawful("refurbished_phone", 2, 3, 2)
def refurbished_phone(w, k):
    """One handset, its owners in turn: no day in common, nothing else either."""
    c = w.country()
    ms = group(w, k, c)
    cuts = sorted(w.r.randrange(RETAIN + 15 * DAY, END - 25 * DAY) for _ in range(len(ms) - 1))
    edges = [RETAIN] + cuts + [END]
    device = w.token("d", 40)
    for j, a in enumerate(sorted(ms, key=lambda x: x.created)):
        t.at(w, [a], a.line, [device], 1.0, since=edges[j] + (5 * DAY if j else 0), until=edges[j + 1])
    return ms


@lawful("secondhand_pc", 2, 2, 1)
def secondhand_pc(w, k):
    return refurbished_phone(w, 2)


@lawful("recycled_sim", 2, 3, 2)
def recycled_sim(w, k):
    """The carrier gives a dead number to a stranger after months."""
    c = w.country()
    ms = sorted(group(w, k, c), key=lambda x: x.created)
    number = ms[0].number
    for j, a in enumerate(ms):
        at = a.created + DAY if not j else max(a.created + 60, min(END - DAY, ms[0].created + j * w.r.randrange(120, 400) * DAY))
        if w.ident(a, "phone", number, at) and j + 1 < len(ms):
            w.change(a, "phone", min(END - 2 * DAY, at + w.r.randrange(20, 90) * DAY))
    return ms
