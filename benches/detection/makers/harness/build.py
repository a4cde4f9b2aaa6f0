"""One platform from its draws: ordinary lives, lawful groups, rings, then what they do."""
from . import decoys, lawful_home, lawful_money, lawful_work, market, ring_plan, sessions
from .market import deal, review, settle
from .nets import DAY
from .ring_plan import KINDS
from .ring_traces import LAY, Ring, lay
from .world import World


def say(w):
    def add(a, kind, n):
        w.said.append((a, kind, n))
    return add


def platform(cfg, attempt=0):
    w = World(cfg, attempt)
    w.peer, w.plan, w.said = [], [], []
    w.say = say(w)
    rings = recruit(w)
    for step in (lawful_home.places, lawful_home.household, lawful_work.agencies, lawful_work.schools, lawful_work.trading,
                 lawful_money.money, lawful_money.identity):
        step(w)
    for g in rings:
        g.cells, g.removed = ring_plan.plan(w, g.members, g.motif)
        lay(w, g, g.cells)
        decoys.decoys(w, g)
    lawful_money.theft(w, [[a for a in g.members if "doc" not in g.cells] for g in rings])
    settle_lives(w)
    w.nets.lease_all()
    for boss, a, t, rating, p in w.plan:
        k = deal(w, boss, a, t)
        if k is not None:
            settle(w, k, rating, p)
    for a, b, t, how in w.peer:
        p, rating, more = how if isinstance(how, tuple) else (how, w.r.choice((5, 5, 5, 4, 4, 3)), 0.2)
        k, born = None, max(a.created, b.created)
        t = max(t, born + 3600)
        who = (a, b) if a.role != "worker" and b.works else (b, a) if b.role != "worker" and a.works else None
        if who and w.r.random() < p:
            k = deal(w, *who, max(t - w.r.uniform(0.2, 9) * DAY, born))
            for _ in range(int(more + w.r.random())):   # orders that nobody reviewed
                deal(w, *who, max(t - w.r.uniform(0.2, 40) * DAY, born))
        review(w, a, b, t, rating, k)
    market.trade(w)
    sessions.simulate(w)
    sessions.work_blocks(w)
    market.pay(w)
    market.background(w)
    complain(w)
    return w, rings


def reinforce(w, g):
    """A ring that left too little (short lives, few payouts) gets weak traces more, none stronger than one removed."""
    least = KINDS[g.removed][1] if g.removed else 0
    opts = [k for k in ("ties", "template", "phone", "portrait", "doc") if k not in g.cells and KINDS[k][1] > least]
    if "identifiers" in w.cfg.missing:
        opts = [k for k in opts if k in ("ties", "doc")]
    if g.motif == "stealth":
        opts = [k for k in opts if k in ("ties", "template")]
    opts = [k for k in opts if k != "ties"]
    for k in ["ties"] + (w.r.sample(opts, 1) if opts else []):
        g.cells[k] = [w.r.sample(g.members, len(g.members))] if k == "ties" or len(g.members) < 5 else ring_plan.cells_of(w, k, g.members)
        for cell in g.cells[k]:
            LAY[k](w, g, cell, g.strength(w, k))


def recruit(w):
    """Ring members come from the same pools as everybody."""
    r, out = w.r, []
    for n, s in enumerate(ring_plan.sizes(w)):
        motif = ring_plan.motif_for(w, n)
        members = []
        for _ in range(s):
            if motif in ring_plan.REVIEW_MOTIFS:
                role = ("both", "client", "worker") if r.random() < 0.75 else "both"
            else:
                role = ("worker", "both") if r.random() < 0.6 else ("client", "both", "worker")
            members += w.take(1, "ring", role)
        if len(members) >= 3:
            g = Ring(w, f"r{n:04d}", motif, members)
            for a in members:
                a.ring, a.motif = g.id, motif
            out.append(g)
    return out


def settle_lives(w):
    """Created before status, inside the snapshot; moments that were left open."""
    c, r = w.cfg, w.r
    for a in w.accounts:
        a.created = int(min(a.created, c.t1 - 2 * DAY))
        if a.status_at is not None:
            a.status_at = int(a.status_at)
            if a.status_at <= a.created + 3600 or a.status_at >= c.t1:
                a.status, a.status_at = "active", None
        kept = []
        for f, t in a.changes:
            t = int(t if t is not None else a.created + r.random() * (a.end(w) - a.created))
            if a.created < t <= a.end(w):
                kept.append([f, t])
        a.changes = kept


def complain(w):
    by = {}
    for cl, wk, _, _, t in w.contracts:
        by.setdefault(wk, []).append((cl, t))
    for a, kind, n in w.said:
        some = by.get(a, [])
        for cl, t in w.r.sample(some, min(n, len(some))):
            w.reports.append((a, kind, cl, int(min(w.cfg.t1, t + w.r.random() * 12 * DAY))))
