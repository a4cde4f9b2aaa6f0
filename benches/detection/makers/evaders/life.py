"""Ordinary lives: households, machines, phones, moving house, studies, companies, cafés, banks."""
import numpy as np

from . import real
from .world import DAY, INF


class House:
    __slots__ = ("place", "addr", "town", "people", "pc")

    def __init__(s, W, r, town=None):
        s.place, s.addr = W.net.home(), W.new("address")
        s.town = int(r.integers(W.q["towns"])) if town is None else town
        s.people, s.pc = [], None


def settle(W, r, a, house, t0=-INF, own=True):
    """The seats of a life at home: (place, device, from, to, weight)."""
    a.home, a.addr, a.town, a.house = house.place, house.addr, house.town, house
    a.ids.pop("address", None)
    if own:
        a.pc, a.phone = W.new("device"), W.new("device")
    m = W.net.mobile()
    w = r.dirichlet([4, 2.5, 1.5])
    pc = a.pc
    a.seats = [(house.place, pc, t0, INF, float(w[0])), (house.place, a.phone, t0, INF, float(w[1])), (m, a.phone, t0, INF, float(w[2]))]


def _cut(seat, t):
    return seat[:3] + (min(seat[3], t),) + seat[4:]


def _from(seat, t, place=None, dev=None):
    return (place or seat[0], dev or seat[1], max(seat[2], t)) + seat[3:]


def clip(a, t):
    a.seats = [_cut(s, t) for s in a.seats]


def swap_device(a, old, new, t):
    """From t on the person uses `new` where the old one was used."""
    hit = [s for s in a.seats if s[1] == old and s[3] > t]
    a.seats = [_cut(s, t) if s in hit else s for s in a.seats] + [_from(s, t, dev=new) for s in hit]


def move(W, r, a, t, house=None):
    """Moving house: devices go along, the line does not."""
    h = house or House(W, r)
    hit = [s for s in a.seats if s[0] is a.home and s[3] > t]
    a.seats = [_cut(s, t) if s in hit else s for s in a.seats] + [_from(s, t, place=h.place) for s in hit]
    a.home = h.place
    a.ids.setdefault("address", []).append((h.addr, t))
    W.change(a, "address", t + int(r.integers(0, 20 * DAY)) if t + 20 * DAY < W.now else t)
    return h


def bank(W, r, a, kind=None, holder=None, value=None, country=None, t=None):
    kind = kind or str(r.choice(["bank", "bank", "bank", "bank", "bank", "bank", "bank", "money_transfer", "crypto"]))
    v = value or W.new({"bank": "bank", "money_transfer": "remit", "crypto": "wallet"}[kind])
    t = t if t is not None else a.created + int(r.exponential(6 * DAY))
    b = [v, kind, holder or a.p.holder(r), country or a.country, int(max(t, a.created)), INF]
    a.banks.append(b)
    return b


def habits(W, r, a):
    a.rate = float(r.lognormal(0, 0.7) * W.q["sessions"])
    if r.random() < 0.6:
        a.mu, a.sd, a.weekend = float(r.normal(13.5, 2.5)), float(r.uniform(2, 4)), float(r.uniform(0.1, 1.0))
    else:
        a.mu, a.sd, a.weekend = float(r.normal(21.5, 1.8)) % 24, float(r.uniform(1, 3)), float(r.uniform(0.7, 2.0))
    a.dur = float(r.lognormal(np.log(2400), 0.6))


def stock(W, r):
    """What many take from the web: profile texts, avatars, browser makes; blank scans; campaign codes."""
    W.hubs = {}
    for kind, n, p in (("template", 60, 1.1), ("portrait", 90, 0.8), ("browser", max(20, W.n // 40), 0.9), ("document_image", 5, 1.0),
                       ("referral_code", 40, 1.2), ("portfolio", 50, 0.7)):
        W.hubs[kind] = [W.new(kind) for _ in range(n)], np.cumsum(1 / np.arange(1, n + 1) ** p)


def hub(W, r, kind):
    v, w = W.hubs[kind]
    return v[int(np.searchsorted(w, r.random() * w[-1]))]


def belongings(W, r, a, head=None):
    """Numbers, pictures and texts of an account; `head` is the first of the household, whose contacts relatives give."""
    q = W.q
    rel = head.ids if head else {}
    for kind, p, shared in (("phone", 1, 0), ("email", 1, 0), ("template", q["template"], 0.4), ("portrait", q["portrait"], q["avatars"]),
                            ("browser", q["browser"], 1), ("document_image", q["images"], q["blank"]), ("portfolio", q["portfolios"], 0.15),
                            ("referral_code", q["codes"], 1), ("wallet", q["wallets"], 0), ("remote_tool", q["tool"], 0)):
        if r.random() < p:
            a.ids[kind] = [(hub(W, r, kind) if r.random() < shared else W.new(kind), None)]
    for kind, base, p in (("recovery_email", "email", 0.3), ("emergency_contact", "phone", 1.0)):
        if r.random() < q["recovery" if base == "email" else "emergency"]:
            a.ids[kind] = [(rel[base][0][0] if base in rel and r.random() < p else W.new(base), None)]


def birth(W):
    """People in households, and what each has."""
    r, q, n = W.rng("birth"), W.q, W.n
    stock(W, r)
    i = 0
    while i < n:
        x = r.random()
        k = 1 if x > q["household"] else 2 if x > q["household"] * 0.25 else int(r.integers(3, 6))
        h = House(W, r, min(int(r.exponential(q["towns"] / 3)), q["towns"] - 1))
        head = None
        for a in W.accts[i:i + k]:
            p = W.names.person(like=head, rel=r.random() < 0.85) if head else W.names.person()
            head = head or p
            a.p, a.country = p, "JP" if p.country == "JP" or r.random() < 0.7 else p.country
            h.people.append(a)
            settle(W, r, a, h)
            habits(W, r, a)
            belongings(W, r, a, h.people[0] if len(h.people) > 1 else None)
        if k > 1 and r.random() < 0.35:   # a family computer
            h.pc = W.new("device")
            for a in h.people:
                if r.random() < 0.8:
                    a.seats.append((h.place, h.pc, -INF, INF, float(r.uniform(0.05, 0.5))))
        i += k


def money(W):
    """Payout destinations and (where known) what people do with the money."""
    r, q = W.rng("money"), W.q
    hubs = ["O%07d" % x for x in r.choice(10 ** 7, 40 + W.n // 300, replace=False)]
    hw = np.cumsum(1 / np.arange(1, len(hubs) + 1) ** 1.3)
    for a in W.accts:
        old = a.house.people[0] if a.house and a.house.people and a.house.people[0] is not a else None
        if old and old.banks and r.random() < q["spouse_bank"]:
            b = old.banks[0]
            bank(W, r, a, b[1], b[2], b[0], b[3])
        else:
            b = bank(W, r, a)
            if r.random() < 0.06 and a.created + 40 * DAY < W.now:   # changes bank one day
                t = int(r.integers(a.created + 20 * DAY, W.now))
                b[5] = t
                bank(W, r, a, t=t)
                W.change(a, "bank_account", t)
        a.sees = r.random() < q["onward_known"]
        if a.sees:
            x = r.random()
            if x < 0.55:     # rent, cards, exchanges: hubs that many pay
                to = hubs[int(np.searchsorted(hw, r.random() * hw[-1]))]
            else:            # one's own second account, or a relative's
                to = "O%07d" % int(r.integers(10 ** 7, 10 ** 8)) if x < 0.8 or not old else old.banks[0][0]
            a.onward.append((to, float(r.uniform(0.2, 1.0)), float(r.uniform(0.02, 0.25)), float(r.uniform(2, 200)), a.p.country if r.random() < 0.3 else "JP",
                             float(r.uniform(0.3, 1.0)), -INF, INF))


def public(W):
    """Companies from real e-mail departments, campuses, cafés, VPNs; then moves, new phones, resold machines."""
    r, q, n, net = W.rng("public"), W.q, W.n, W.net
    dep = real.departments()
    e, _, rank = real.graph("email-Eu-core.txt")
    dnew = np.zeros(len(dep), dtype=np.int64)
    dnew[rank[dep[:, 0]]] = dep[:, 1]
    staff = r.permutation(n)[:int(n * q["company"])].tolist()
    W.staff = []
    for base in range(0, len(staff), len(dep)):
        tile = staff[base:base + len(dep)]
        offices = [net.site("office", f"company {base}-{d}", int(r.choice([1, 1, 1, 3]))) for d in range(42)]
        for k, i in enumerate(tile):
            a, w = W.accts[i], float(r.uniform(0.1, 0.6))
            a.seats.append((offices[dnew[k]], W.new("device") if r.random() < 0.5 else a.phone, -INF, INF, w))
        W.staff.append((tile, e[(e < len(tile)).all(axis=1)]))
    shops = [[net.site("public", f"cafe {t}-{k}", int(r.integers(1, 4))) for k in range(4)] for t in range(q["towns"])]
    campus = [net.site("campus", f"university {k}", 13) for k in range(5)]
    W.shops, W.campus = shops, campus
    for a in W.accts:
        if r.random() < q["shops"]:
            a.seats.append((shops[a.town][int(r.integers(4))], a.phone, -INF, INF, float(r.uniform(0.03, 0.3))))
        if r.random() < q["campus"]:
            c = campus[int(r.integers(5))]
            a.seats.append((c, a.phone, -INF, INF, float(r.uniform(0.1, 0.5))))
        if r.random() < q["vpn"]:
            a.seats.append((net.vpn(), a.pc, -INF, INF, float(r.uniform(0.1, 1.5))))
        if r.random() < q["tool"] / 3:     # works through a company's remote desktop
            a.seats.append((net.hosting(), W.new("device"), -INF, INF, float(r.uniform(0.05, 0.3)), True))
    W_t = lambda: int(r.integers(W.win, W.now))
    for a in W.accts:
        if r.random() < q["phones"]:
            swap_device(a, a.phone, W.new("device"), W_t())
        if r.random() < q["moves"]:
            t = W_t()
            h = move(W, r, a, t)
            if r.random() < 0.2:    # the next tenant gets the line
                b = W.accts[int(r.integers(n))]
                if b.created < t + 10 * DAY < W.now:
                    move(W, r, b, t + 10 * DAY, h if r.random() < 0.3 else a.house)
        if r.random() < q["resold"]:   # a machine sold to a stranger
            b, t = W.accts[int(r.integers(n))], W_t()
            new = W.new("device")
            old = a.pc
            swap_device(a, old, new, t)
            if b is not a:
                swap_device(b, b.pc, old, t + int(r.exponential(12 * DAY)))
