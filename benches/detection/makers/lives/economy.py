"""Orders, reviews, logged work and payouts, alike for everybody."""
import numpy as np
from .world import DAY

CATEGORIES = {'web': 60000, 'mobile_app': 90000, 'design': 25000, 'writing': 8000, 'translation': 15000, 'data_entry': 5000,
              'video': 30000, 'marketing': 20000, 'blockchain': 120000, 'support': 12000}


def contracts(W):
    r, p = W.r, W.p
    clients = [a for a in W.accounts if a.role != 'worker']
    weight = np.cumsum([r.paretovariate(1.1) for _ in clients]).tolist()
    cats, W.by_worker = list(CATEGORIES), {}
    for a in W.accounts:
        start, end = max(a.created, W.t0 - 60 * DAY), a.end
        if a.role == 'client' or end - start < DAY:
            continue
        mine = r.choices(cats, k=2)
        n = min(int(r.expovariate(1) * p.contracts * min(1, (end - start) / (p.days * DAY)) + r.random()), 60)
        regulars = r.choices(clients, cum_weights=weight, k=3)
        fav_p = min(.7, sum(w for _, w in a.fav))
        n = max(n, 2) if a.fav else n
        out = []
        for j in range(n):
            if a.fav and (r.random() < fav_p or j == 0):
                c = r.choices([x[0] for x in a.fav], [x[1] for x in a.fav])[0]
            elif r.random() < .35:
                c = r.choice(regulars)
            else:
                c = r.choices(clients, cum_weights=weight)[0]
            t = int(start + r.random() * (end - start))
            if c is a or c.created > t or c.end < t:
                continue
            cat = r.choice(mine)
            fee = round(CATEGORIES[cat] * r.lognormvariate(-.1, .6) * a.scale ** .5)
            cid = W.ids.token(11)
            out.append((cid, c, a, cat, fee, 'JPY' if a.country == 'JP' or r.random() < .4 else 'USD', t))
            done = t + int(r.expovariate(1 / (12 * DAY))) + 3600
            if done < W.t1 and r.random() < p.p_review:
                W.reviews.append((c, a, done, r.choices([5, 4, 3, 2, 1], [70, 18, 6, 3, 3])[0], cid))
                if r.random() < a.recip:
                    W.reviews.append((a, c, done + r.randrange(6 * DAY), r.choices([5, 4, 3, 2, 1], [78, 14, 4, 2, 2])[0], cid))
        W.contracts += out
        if out:
            W.by_worker[a.i] = [x[0] for x in out]


def work(W):
    """Part of the sessions are logged work on an order."""
    S, g = W.sessions, W.g
    wp = np.array([a.work_p if a.i in W.by_worker else 0 for a in W.accounts])
    m = np.flatnonzero(g.random(len(S['s'])) < wp[S['acc']])
    s = S['s'][m] + g.integers(0, 300, len(m))
    e = np.minimum(S['e'][m], s + 11 * 3600)
    e = np.maximum(e, s + 120)
    e[g.random(len(m)) < .01] += 8 * 3600                          # a timer forgotten
    u = g.random(len(m))
    W.work = [(int(a), x, y, W.by_worker[a][int(z * len(W.by_worker[a]))]) for a, x, y, z in zip(S['acc'][m].tolist(), s.tolist(), e.tolist(), u.tolist())]


def payouts(W):
    r, p = W.r, W.p
    W.payouts = []
    cur = {'JP': 'JPY'}
    for a in W.accounts:
        if not a.banks or a.role == 'client' and r.random() < .8:
            continue
        step = p.payout_days * r.choice([1, 1, 2, .5]) * DAY
        t = max(W.t0, a.created + 5 * DAY) + r.random() * step
        active = r.uniform(.4, 1)
        while t < min(a.end, W.t1):
            if r.random() < active:
                b = [x for x in a.banks if x[4] <= t and (x[5] is None or x[5] > t)] or [a.banks[0]]
                amount = round(30000 * a.scale * r.lognormvariate(0, .5) * step / (14 * DAY))
                on = None
                for o in a.onward:
                    if r.random() < o[4]:
                        share = min(.99, max(.02, o[1] * r.gauss(1, o[2])))
                        on = (o[0], int(t + r.expovariate(1 / (30 * 3600))) + 600, round(amount * share), o[3])
                        break
                W.payouts.append((a, b[-1][0], int(t), amount, cur.get(a.country, 'USD')) + (on or (None, None, None, None)))
            t += step * r.uniform(.9, 1.1)


def run(W):
    contracts(W)
    work(W)
    payouts(W)
