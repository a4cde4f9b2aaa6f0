"""Orders, reviews, payouts, ties and reports among all accounts: the ordinary traffic that surrounds every trace."""
from itertools import accumulate

from . import traces as t
from .world import DAY, END, EVENTS


def orders(w):
    r = w.r
    clients = [a for a in w.accounts if a.role != "worker"]
    by_weight = list(accumulate(min(120, r.paretovariate(1.1)) for _ in clients))
    for a in w.accounts:
        if a.role == "client":
            continue
        n = a.orders + (r.random() < w.p.mean_contracts % 1 * .5)
        steady = []
        for _ in range(n):
            # customers who were content come back
            c = r.choice(steady) if steady and r.random() < .3 else r.choices(clients, cum_weights=by_weight)[0]
            lo, hi = max(a.created, c.created, EVENTS), min(a.last(), c.last(), END) - 2 * DAY
            if c is a or hi <= lo:
                continue
            steady.append(c)
            t.order(w, c, a, r.randrange(lo, hi), t.stars(w) if r.random() < .6 else None, t.stars(w) if r.random() < .35 else None)
            if r.random() < .25:
                w.tie(c, a, "message", w.when(a, c))


def payouts(w):
    r = w.r
    rows = w.rows.setdefault("payouts", [])
    for a in w.accounts:
        lo, hi = max(a.created, EVENTS), a.last() - 3600
        for p in a.payees:
            p.added = min(max(p.added, a.created + 60), a.last() - 1)
            if p.weight == 1.0 and p.added < END - 30 * DAY and r.random() < .05:
                p.removed = r.randrange(max(p.added, EVENTS) + DAY, END)
        if not a.payees or hi <= lo:
            continue
        lo = max(lo, min(min(p.added for p in a.payees), hi - DAY))   # nothing is paid before there is somewhere to pay to
        weekly = r.random() < .5
        day = r.randrange(7)
        shared = [p for p in a.payees if p.weight >= 2]
        for k in range(a.payouts):
            at = r.randrange(lo, hi)
            if k < 2 * len(shared):                       # what was registered to be used is used
                p = shared[k % len(shared)]
                at = r.randrange(max(lo, p.added), hi) if p.added < hi else at
            elif weekly:
                at = min(hi, max(lo, at - ((at // DAY + 3) % 7 - day) % 7 * DAY))
            fits = [p for p in a.payees if p.added <= at and not (p.removed and at > p.removed)]
            if not fits:
                continue
            if k >= 2 * len(shared):
                p = r.choices(fits, [x.weight for x in fits])[0]
            elif p.added > at:
                continue
            usd = a.fee * r.lognormvariate(.5, .8)
            amount = w.amount(a, usd)
            row = [a.i, p.id, at, amount, a.home, None, None, None, None]
            if p.onward and r.random() < w.p.onward_known:
                then = at + int(p.delay * r.uniform(.3, 1.7))
                if then < END:
                    row[5:] = [p.onward[0], then, w.amount(a, usd * r.uniform(.88, .99)), p.onward[1]]
            rows.append(tuple(row))
    banks = w.rows.setdefault("bank_accounts", [])
    for a in w.accounts:
        for p in a.payees:
            banks.append((a.i, p.id, p.kind, None if r.random() < w.p.missing["holder"] else p.holder, p.country, p.added, p.removed))


def ties(w):
    """Who brought whom, who pays whom back, within acquaintances of one country."""
    r = w.r
    near = {}
    for a in w.accounts:
        near.setdefault(a.country, []).append(a)
    seat = {a.i: k for xs in near.values() for k, a in enumerate(xs)}
    fame = [r.paretovariate(1.0) for _ in w.accounts]
    heavy = {c: list(accumulate(min(80, fame[a.i]) for a in xs)) for c, xs in near.items()}
    for a in w.accounts:
        pool = near[a.country]
        if r.random() < .2:
            b = r.choices(pool, cum_weights=heavy[a.country])[0]
            if b.created < a.created < b.last():
                w.tie(b, a, "referral", a.created + r.randrange(60, 3000))
        for _ in range(int(r.expovariate(1) * w.p.transfers + r.random() * .5)):
            b = pool[(seat[a.i] + r.randrange(1, 6)) % len(pool)]
            for _ in range(min(12, int(r.paretovariate(1.3)))):
                w.tie(a, b, "transfer", w.when(a, b), w.amount(a, 30 * r.lognormvariate(0, 1)))


def reports(w):
    """Strangers report strangers; the reporter, where the form asks for one, has bought or looked."""
    r = w.r
    clients = [a for a in w.accounts if a.role != "worker"]
    w.rows["reports"] = [(i, kind, r.choice(clients).i if r.random() < .6 else None, at) for i, kind, _, at in w.rows["reports"]]


def run(w):
    orders(w)
    payouts(w)
    ties(w)
    reports(w)
