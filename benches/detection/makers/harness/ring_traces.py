"""Lay the planned traces over the ordinary lives of a ring's members."""
from . import names as nm
from .nets import DAY
from .ring_lives import burst, handover, succession
from .ring_reviews import collude


class Ring:
    def __init__(self, w, rid, motif, members):
        r, c = w.r, w.cfg
        self.id, self.motif, self.members = rid, motif, members
        self.operator = w.names.person(r, c.home_country if r.random() > c.foreign else r.choice(tuple(nm.POOLS)))
        self.s = {}                                     # strength of each kind, drawn
        u = r.random()
        self.site = (lambda: w.nets.home()) if u < 0.45 else (lambda: w.nets.host()) if u < 0.65 else \
                    (lambda: w.nets.fixed("office", told=0.1)) if u < 0.8 else (lambda: w.nets.home(lease=None, v6=True))
        self.attrs = []
        for a in members:                               # what nobody could find in the logs is no examination
            a.created = min(a.created, c.t1 - int(r.uniform(14, 25) * DAY))
            if a.status_at and a.status_at - max(a.created, c.t0) < 25 * DAY:
                first = max(a.created, c.t0) + 26 * DAY
                a.status_at = int(r.uniform(first, c.t1)) if first < c.t1 - 3 * DAY else None
                a.status = a.status if a.status_at else "active"

    def strength(self, w, kind):
        return self.s.setdefault(kind, w.r.uniform(w.r.uniform(*w.cfg.strength), 1.0))


def days_together(w, cell, n):
    """n random days on which all the cell lives, or fewer."""
    lo = max([w.cfg.t0] + [a.created for a in cell]) // DAY + 1
    hi = min(a.end(w) for a in cell) // DAY
    return sorted(w.r.sample(range(lo, hi), min(n, hi - lo))) if hi - lo > 0 else []


def meet(w, cell, n, machine, spot):
    """Some days on which nearly all of the cell are there, each at its own hour."""
    for day in days_together(w, cell, n):
        for a in cell:
            if w.r.random() < 0.9:
                t = day * DAY + int(w.r.gauss(a.hour, 2.5) % 24 * 3600)
                a.fixed.append((t, t + int(w.r.lognormvariate(7.3, 1)), machine(a), spot, False))


def device(w, g, cell, s):
    d, spot = w.device(), g.site()
    meet(w, cell, 5 + int(6 * s), lambda a: d, spot)
    roam = w.r.random() < 0.4                           # the machine also travels by another line
    for a in cell:
        w.use(a, 0.12 + s * w.r.uniform(0.2, 1.8), d, spot, remote=w.r.choice((0, 0, 0, 0.4)))
        if roam:
            w.use(a, 0.1 + 0.3 * s, d, w.r.choice(w.nets.vpns))


def ip(w, g, cell, s):
    spot = g.site()
    far, mine = w.r.random() < 0.3, {a: w.device() if w.r.random() < 0.6 else w.machine(a) for a in cell}
    meet(w, cell, 5 + int(6 * s), mine.get, spot)
    for a in cell:
        w.use(a, 0.15 + s * w.r.uniform(0.3, 2.5), mine[a], spot, remote=0.4 * s if far else 0)


def interleave(w, g, cell, s):
    d, spot, r = w.device(), g.site(), w.r
    for day in days_together(w, cell, int(4 + 14 * s)):
        t = day * DAY + int(r.gauss(g.hour, 2) % 24 * 3600)
        for a in r.sample(cell, max(2, round(len(cell) * r.uniform(0.5, 1)))):
            dur = int(r.uniform(200, 3000))
            a.fixed.append((t, t + dur, d, spot, False))
            t += dur + int(r.uniform(30, 300 + 900 * (1 - s)))


def shift(w, g, cell, s):
    """Members follow one another on the machines, eight hours each or so."""
    r, spot = w.r, g.site()
    ds = [w.device() for _ in range(1 if r.random() < 0.6 else 2)]
    for day in days_together(w, cell, int(5 + 18 * s)):
        t = day * DAY + int((g.hour + r.gauss(0, 0.5)) % 24 * 3600)
        for j, a in enumerate(cell[:3] if r.random() < 0.7 else r.sample(cell, min(3, len(cell)))):
            dur = int(r.uniform(2, 7.8) * 3600)
            a.fixed.append((t, t + dur, r.choice(ds), spot, False))
            t += dur + int(r.uniform(60, 600 + 3000 * (1 - s)))


def bank(w, g, cell, s):
    b = w.bank_id()
    who = nm.holder(g.operator) if w.r.random() < 0.15 else ("of", w.r.choice(cell))
    kind = w.r.choice(("bank",) * 5 + ("money_transfer", "crypto"))
    for a in cell:
        w.add_bank(a, b, who, kind, w=0.4 + 4 * s * w.r.random(), only="bank" not in a.kept and w.r.random() < 0.4 + 0.4 * s)
        a.kept.add("bank")
        if w.r.random() < 0.3:
            a.changes.append(["bank_account", None])


def holder(w, g, cell, s):
    who = nm.holder(w.names.person(w.r, g.operator[0])) if w.r.random() < 0.75 else nm.holder(g.operator)
    for a in cell:
        w.add_bank(a, w.bank_id(), who, w=1 + 3 * s, only="bank" not in a.kept and w.r.random() < 0.75)
        a.kept.add("bank")


def onward(w, g, cell, s, to=None):
    r = w.r
    to = to or w.token("ow")
    kept, land = r.uniform(0.1, 0.45), w.land()
    for a in cell:
        if "onward" not in a.kept and r.random() < 0.6:
            a.onward = []
        twice = 0.55 if "onward" in a.kept else 1.0
        a.kept.add("onward")
        if not {"succession", "burst"} & g.kinds:        # money takes weeks to flow
            a.created = min(a.created, w.cfg.t1 - int(r.uniform(48, 58) * DAY))
        a.onward.insert(0, (to, land, min(0.45, max(0.08, kept * r.uniform(0.93, 1.07))), r.uniform(0.01, 0.04 + 0.2 * (1 - s)),
                            r.uniform(2, 40 + 40 * (1 - s)), twice * r.uniform(0.55 + 0.3 * s, 1)))
        a.min_deals = r.randint(4, 8)


def onward2(w, g, cell, s):
    """Members pay into a collector's account; the collector sends it on to the ring's purse."""
    pays = [a for a in cell if a.banks]
    if pays:
        m = w.r.choice(pays)
        onward(w, g, [a for a in cell if a is not m], s, m.banks[0][0])
        g.purse = getattr(g, "purse", None) or w.token("ow")
        onward(w, g, [m], s, g.purse)


def ident(kind):
    def lay(w, g, cell, s):
        v = {"portrait": lambda: w.token("p"), "phone": w.phone, "email": w.email, "address": w.address,
             "template": lambda: w.token("tpl")}[kind]()
        for a in cell:
            if kind in a.kept or (kind in ("phone", "email") and w.r.random() < 0.4):
                a.idents.append([kind, v])              # kept beside one's own, a recovery contact
            else:
                w.ident(a, kind, v)
            a.kept.add(kind)
    return lay


def doc(w, g, cell, s):
    r = w.r
    kind = r.choice(("passport", "driving_licence", "residence_card"))
    n, same = w.doc_id(kind), r.random() < 0.35
    for a in cell:
        v = n[:-1] + r.choice("0123") if kind == "driving_licence" and r.random() < 0.4 else n
        row = [v, kind, w.cfg.home_country, nm.display(cell[0].person) if same else None, r.expovariate(1 / 300000)]
        a.docs = [row] + (a.docs if "doc" in a.kept or r.random() < 0.4 else [])
        a.kept.add("doc")


def sync(w, g, cell, s):
    r, n = w.r, int((12 + 20 * s) * min(1, w.cfg.login_rate / 0.42))
    lo, hi = max(max(a.created, w.cfg.t0) for a in cell), min(a.end(w) for a in cell)
    if hi - lo < 20 * DAY:
        lo, hi = min(max(a.created, w.cfg.t0) for a in cell), max(a.end(w) for a in cell)
    for _ in range(n):
        t = int(lo + r.random() * max(3600, hi - lo))
        t = t // DAY * DAY + int((g.hour + r.gauss(0, 4)) % 24 * 3600)
        for a in cell:
            if r.random() < 0.45 + 0.45 * s:
                t2 = t + int(r.uniform(0, 240 + 300 * (1 - s)))
                d, place = w.machine(a), a.home
                if a.base:
                    _, d, place, *_ = a.base[-1]
                a.fixed.append((t2, t2 + int(r.lognormvariate(7.3, 0.8)), d, place, False))


def ties(w, g, cell, s):
    r, hub = w.r, min(cell, key=lambda a: a.created)
    kinds = r.choice((("transfer",), ("transfer", "message"), ("referral", "transfer"), ("message",)))
    star = g.motif == "broker_star" or r.random() < 0.5
    for j, a in enumerate(x for x in cell if x is not hub):
        b = hub if star else r.choice([x for x in cell if x is not a])
        for k in kinds:
            for _ in range(1 if k == "referral" else int(1 + 4 * s * r.random())):
                x, y = (b, a) if k == "referral" or r.random() < 0.3 else (a, b)
                w.ties.append((x, y, k, w.live(max(a, b, key=lambda z: z.created)), r.randint(20, 900) * 100 if k == "transfer" else None))


def client(w, g, cell, s):
    """A client of the operation orders from, and praises, many members within days."""
    r, can = w.r, [a for a in g.members if a.role != "worker"]
    boss = r.choice(can) if can else cell[0]
    if not can:
        boss.role = "both"
    for _ in range(1 + int(2 * s)):
        t = w.live(max(cell + [boss], key=lambda a: a.created), 0.05, 0.75)
        for a in cell:
            if a is not boss and r.random() < 0.65 + 0.3 * s:
                w.plan.append((boss, a, t + r.random() * 8 * DAY, r.choice((5, 5, 5, 4)), 1.2))


def complaints(w, g, cell, s):
    for a in cell:
        if w.r.random() < 0.35 * s:
            w.say(a, w.r.choice(("several_operators", "refuses_video", "unnatural_language", "below_market", "off_platform")), w.r.randint(1, 3))


LAY = {"device": device, "ip": ip, "interleave": interleave, "shift": shift, "bank": bank, "holder": holder, "onward": onward,
       "onward2": onward2, "doc": doc, "sync": sync, "ties": ties, "client": client, "burst": burst, "succession": succession,
       "reviews": collude, **{k: ident(k) for k in ("portrait", "phone", "email", "address", "template")}}


def lay(w, ring, cells):
    r = w.r
    if ring.motif not in ("stealth",) and r.random() < 0.2:
        for a in ring.members:
            a.price = r.uniform(0.3, 0.6)
    ring.hour, ring.kinds = r.uniform(0, 24), set(cells)
    first = ["succession", "burst", "handover"]
    if ring.motif == "rented_identity" or (ring.motif == "stealth" and r.random() < 0.6) or r.random() < 0.08:
        who = r.sample(ring.members, max(2, round(len(ring.members) * r.uniform(0.5, 1))))
        if ring.motif in ("rented_identity", "stealth") and "burst" not in cells and "succession" not in cells:
            for a in who:                              # accounts rented out are mostly fresh ones
                if r.random() < 0.3 and a.created < w.cfg.t0:
                    a.created, a.status, a.status_at = w.cfg.t0 + int(r.random() * 0.7 * w.cfg.days * DAY), "active", None
        handover(w, ring, who, 1.0)
        ring.attrs.append("handover")
    for k in sorted(cells, key=lambda k: first.index(k) if k in first else 9):
        for cell in cells[k]:
            LAY[k](w, ring, cell, ring.strength(w, k))
    if ring.motif not in ("stealth", "review_clique", "review_near_clique") and r.random() < 0.4:
        complaints(w, ring, ring.members, r.random())
        ring.attrs.append("reports")
