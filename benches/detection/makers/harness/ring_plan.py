"""Which traces a ring leaves and among which of its members: kinds, cells, repair."""
from .config import PROXY_MOTIFS, REVIEW_MOTIFS

# kind: (family that fails together, strength rank, cell sizes)
KINDS = {
    "doc": ("identity", 1, (2, 3)), "portrait": ("identity", 2, (2, 4)), "bank": ("payee", 3, (2, 5)),
    "interleave": ("machine", 4, (2, 6)), "shift": ("machine", 4, (2, 5)), "device": ("machine", 5, (2, 6)),
    "succession": ("machine", 6, (2, 5)), "onward": ("money", 7, (2, 9)), "onward2": ("money", 8, (2, 4)),
    "phone": ("contact", 9, (2, 3)), "email": ("contact", 9, (2, 4)), "address": ("contact", 10, (2, 5)),
    "ip": ("machine", 11, (2, 9)), "holder": ("payee", 12, (2, 4)), "burst": ("machine", 13, (5, 10)),
    "template": ("text", 14, (2, 8)), "client": ("trade", 15, (3, 10)), "sync": ("time", 16, (3, 12)),
    "ties": ("ties", 17, (3, 15)), "reviews": ("reviews", 99, (3, 8)),
}
NEEDS = {"device": {"interleave", "shift", "device"}, "identifiers": {"portrait", "phone", "email", "address", "template"},
         "onward": {"onward", "onward2"}}
# motif: (always, choose from)
RECIPES = {
    "shared_identity": (("doc|portrait",), ("device", "phone", "email", "template", "holder", "ip", "bank", "sync", "portrait")),
    "laptop_farm": (("ip",), ("device", "sync", "onward", "template", "portrait", "ties", "holder", "address")),
    "payout_funnel": (("onward",), ("holder", "bank", "phone", "template", "ip", "ties", "sync", "doc")),
    "rented_identity": (("ip|onward",), ("onward", "template", "device", "holder", "ties", "sync", "email")),
    "shift_team": (("shift|ip",), ("ip", "bank", "template", "phone", "onward", "sync", "client")),
    "persona_operator": (("interleave|template",), ("template", "email", "phone", "portrait", "holder", "ip", "client", "bank")),
    "recycling": (("succession",), ("template", "bank", "email", "portrait", "reviews", "ip", "holder", "onward")),
    "broker_star": (("ties",), ("bank", "holder", "onward", "template", "client", "email", "ip", "burst")),
    "stealth": (("template", "sync"), ("onward2", "ties", "client", "onward2")),
    "review_clique": (("reviews",), ("device", "phone", "sync", "bank", "ip", "template", "ties", "burst")),
    "review_near_clique": (("reviews",), ("device", "email", "sync", "portrait", "ip", "template", "ties", "holder")),
    "review_star": (("reviews",), ("device", "phone", "ip", "template", "ties", "doc")),
    "one_way_boost": (("reviews",), ("device", "email", "sync", "ip", "template", "ties", "onward")),
}
PAID = {"bank", "onward", "onward2", "holder", "client"}   # need people who are paid


def choose(w, motif):
    """Kinds of a ring, of at least two families even when the strongest is taken away."""
    r, c = w.r, w.cfg
    gone = set().union(*(NEEDS[m] for m in c.missing if m in NEEDS)) if c.missing else set()
    if c.has["address"] < 0.25:
        gone.add("address")
    must, more = RECIPES[motif]
    spare = ["ip", "sync", "ties", "holder", "client", "bank", "doc"]
    for _ in range(200):
        got = []
        for m in must:
            alts = [k for k in m.split("|") if k not in gone]
            if alts:
                got.append(alts[0] if r.random() < 0.7 else r.choice(alts))
        pool = [k for k in more if k not in gone and k not in got]
        want = r.choice((2, 3, 3, 4, 4)) + (1 if c.drop_strongest else 0)
        for k in r.sample(pool, len(pool)) + r.sample(spare, len(spare)):
            if len(got) >= max(want, len(must) + 1):
                break
            if k not in got and not (motif == "stealth" and k in ("ip", "doc", "bank")):
                got.append(k)
        removed = None
        if c.drop_strongest:
            removed = min((k for k in got if k != "reviews"), key=lambda k: KINDS[k][1])
            got.remove(removed)
        fams = {KINDS[k][0] for k in got}
        if len(fams) >= 2 and not {"succession", "burst"} <= set(got):
            return got, removed
    return got, removed


def cells_of(w, kind, people):
    r, (lo, hi) = w.r, KINDS[kind][2]
    if kind == "reviews" and w.cfg.review_cw + w.cfg.review_wc < 0.75:
        hi = 6                                          # where few review, a ring that reviews much stands out
    people = r.sample(people, len(people))
    out = []
    while people:
        k = min(len(people), int(lo + (hi - lo + 0.99) * r.random() ** 1.3))
        if len(people) - k < lo and len(people) <= hi + 1:
            k = len(people)
        cell, people = people[:k], people[k:]
        if len(cell) < 2:
            if out:
                out[-1] += cell
            continue
        out.append(cell)
    return out


def plan(w, members, motif):
    """{kind: [cells]}: each member in two kinds or more, everybody connected by the union."""
    r, c = w.r, w.cfg
    kinds, removed = choose(w, motif)
    if len({KINDS[k][0] for k in kinds if k not in PAID}) < 2:   # money is most of the trace: all are paid
        for a in members:
            if not a.works:
                a.role = "both"
                a.banks = a.banks or [[w.bank_id(), "bank", None, c.home_country, 3e5, None, 1.0]]
    paid = [a for a in members if a.works]
    out = {}
    for k in kinds:
        who = paid if k in PAID else members
        n = max(min(len(who), 2), round(len(who) * r.uniform(r.uniform(*c.coverage), 1)))
        n = max(n, len(who) - 1) if len(who) <= 5 else n
        out[k] = cells_of(w, k, r.sample(who, min(len(who), n))) if len(who) > 1 else []
    general = [k for k in kinds if k not in PAID and out[k]] or [k for k in kinds if out[k]]
    for a in members:                                   # clean on one kind, never on all but one
        on = [k for k in kinds if any(a in x for x in out[k])]
        for _ in range(6):
            if len({KINDS[k][0] for k in on}) >= 2:
                break
            opts = [k for k in kinds if k not in on and out[k] and (a.works or k not in PAID)]
            if not opts:
                break
            k = r.choice(opts)
            min(r.sample(out[k], len(out[k])), key=len).append(a)
            on.append(k)
    for _ in range(60):
        comp = {a: a for a in members}

        def root(a):
            while comp[a] is not a:
                a = comp[a]
            return a
        for cells in out.values():
            for x in cells:
                for b in x[1:]:
                    comp[root(b)] = root(x[0])
        roots = {}
        for a in members:
            roots.setdefault(id(root(a)), []).append(a)
        if len(roots) == 1:
            break
        parts = sorted(roots.values(), key=len)
        outside = [(k, x) for k in general for x in out[k] if x[0] not in parts[0]]
        if not outside:
            break
        movers = parts[0]
        k, x = min(r.sample(outside, len(outside)), key=lambda o: len(o[1]) / KINDS[o[0]][2][1])
        x.append(r.choice(movers))
    return {k: v for k, v in out.items() if v}, removed


def sizes(w):
    """Ring sizes 3..40 with a heavy tail, until the platform has its share."""
    c, r = w.cfg, w.r
    left, out = max(6, round(c.n * c.ring_share)), []
    while left >= 3:
        s = min(40, int(3 * r.paretovariate(c.tail)), left, max(6, int(0.35 * c.n * c.ring_share)))
        if s < 3:
            break
        out.append(s)
        left -= s
    return out


def motif_for(w, k):
    r = w.r
    return r.choice(REVIEW_MOTIFS if r.random() < w.cfg.review_ring_w else PROXY_MOTIFS)
