"""Traces that alter lives: made together, banned and back, handed over."""
from .nets import DAY


def burst(w, g, cell, s):
    r, spot, d = w.r, g.site(), [w.device() for _ in range(2)]
    t = w.cfg.t0 + int(r.uniform(0.02, 0.6) * w.cfg.days) * DAY
    for a in cell:
        a.created, a.status, a.status_at = t + int(r.random() * 5 * DAY), "active", None
        for k in range(r.randint(1, 3)):
            x = a.created + 300 + k * int(r.uniform(2, 30) * 3600)
            a.fixed.append((x, x + 1500, r.choice(d), spot, False))


def succession(w, g, cell, s):
    """Banned, and back under another name with something of the old life."""
    c, r = w.cfg, w.r
    t = c.t0 + int(r.uniform(5, 0.3 * c.days) * DAY)
    old = cell[0]
    old.created = min(old.created, t - 8 * DAY)
    for a in cell[1:]:
        reuse = [] if "device" in c.missing else ["device"]
        if "identifiers" not in c.missing:
            reuse += [k for k in ("phone", "portrait", "email") if w.get(old, k)]
        reuse += ["bank"] * bool(old.banks and a.works) + ["doc"] * bool(old.docs and "doc" not in a.kept)
        for k in r.sample(reuse, min(len(reuse), 1 + (r.random() < s))) or ["paper"]:
            if k == "device":
                w.use(a, 0.4 + s, w.machine(old), a.home)
            elif k == "bank":
                w.add_bank(a, old.banks[0][0], ("of", old), w=1 + s)
            elif k == "doc":
                a.docs = [list(old.docs[0])]
            elif k == "paper":
                old.docs.append([w.doc_id("passport"), "passport", c.home_country, None, 1e5])
                a.docs = [list(old.docs[-1])]
            else:
                w.ident(a, k, w.get(old, k))
            a.kept.add(k)
        if r.random() < 0.4:
            w.use(a, 0.3, w.machine(a), old.home)
        if old.status != "suspended" and t < c.t1 - 12 * DAY:
            old.status, old.status_at = "suspended", t
        a.created, a.status, a.status_at = t + int(r.uniform(0.3, 9) * DAY), "active", None
        if r.random() < 0.5 and a.created < c.t1 - 40 * DAY:
            old, t = a, a.created + int(r.uniform(8, 30) * DAY)


def handover(w, g, cell, s):
    """After verification, or in mid-life, a new set takes all sessions."""
    c, r = w.cfg, w.r
    for a in cell:
        if a.created >= c.t0 or r.random() < 0.5:
            t = max(a.created, c.t0) + int(r.uniform(2, 9 if a.created >= c.t0 else 40) * DAY)
            d, m = w.device(), w.machine(a)
            spot = w.nets.home() if r.random() < 0.5 else w.nets.host() if r.random() < 0.6 else r.choice(w.nets.vpns)
            a.base = [(1.0, m, a.home, None, t, 0.0), (1.0, d, spot, t, None, 0.3 if r.random() < 0.3 else 0.0)]
            if r.random() < 0.5:
                a.changes += [[f, t + int(r.random() * 9 * DAY)] for f in r.sample(("email", "phone", "bank_account", "address"), r.randint(1, 3))]
