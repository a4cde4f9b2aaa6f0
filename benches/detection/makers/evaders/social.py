"""Who knows whom: friendships, trust, collaboration and votes, on real graphs tiled over the accounts."""
import numpy as np

from . import real
from .world import DAY


def tiles(W, r, name):
    """A real graph laid over accounts sorted by town, so that friends tend to live near each other."""
    e, n, _ = real.graph(name)
    order = sorted(range(W.n), key=lambda i: (W.accts[i].town, i))
    order = [W.accts[i] for i in order]
    for base in range(0, W.n, n):
        tile = order[base:base + n]
        tile = [tile[i] for i in r.permutation(len(tile)).tolist()]
        yield tile, e[(e < len(tile)).all(axis=1)]


def when(W, r, a, b):
    lo = max(a.created, b.created) + 3600
    return None if lo >= W.now else int(r.integers(lo, W.now))


def tie(W, a, b, kind, t, amount=None):
    if t is not None and a is not b and max(a.created, b.created) <= t < W.now:
        W.t["ties"].append((a.id, b.id, kind, int(t), None if amount is None else int(amount)))


def run(W):
    r, q = W.rng("social"), W.q
    referred = set()
    # friendship (a campus of Facebook): small loans, messages, referrals; friends come at the same café
    for tile, e in tiles(W, r, "MIT8.edgelist"):
        for u, v in e[r.random(len(e)) < q["friends"]].tolist():
            a, b = tile[u], tile[v]
            x, t = r.random(), when(W, r, a, b)
            if x < 0.5:
                tie(W, a, b, "message", t)
            elif x < 0.7:
                for _ in range(1 + int(r.exponential(1.5))):
                    tie(W, a, b, "transfer", when(W, r, a, b), r.lognormal(8.5, 0.8))
            elif x < 0.85:
                a, b = (a, b) if a.created < b.created else (b, a)
                if b.i not in referred:
                    referred.add(b.i)
                    tie(W, a, b, "referral", b.created + int(r.integers(0, DAY)))
            else:
                s = (W.shops[a.town][int(r.integers(4))], a.phone, a.seats[0][2], 1 << 60, float(r.uniform(0.05, 0.3)))
                a.seats.append(s)
                b.seats.append((s[0], b.phone) + s[2:])
    # PGP's web of trust: people who vouch for and pay each other
    for tile, e in tiles(W, r, "PGPgiantcompo.graph"):
        for u, v in e[r.random(len(e)) < q["trust"]].tolist():
            a, b = (tile[u], tile[v]) if r.random() < 0.5 else (tile[v], tile[u])
            k = "transfer" if r.random() < 0.7 else "vouch"
            for _ in range(1 + int(r.exponential(1.0))):
                tie(W, a, b, k, when(W, r, a, b), r.lognormal(9, 1) if k == "transfer" else None)
            if r.random() < 0.3:
                tie(W, b, a, k, when(W, r, a, b), r.lognormal(9, 1) if k == "transfer" else None)
    # co-authors: teams that work on one order; votes: endorsements
    for tile, e in tiles(W, r, "hep-th.graph"):
        for u, v in e[r.random(len(e)) < 0.3].tolist():
            for _ in range(1 + int(r.exponential(2))):
                tie(W, tile[u], tile[v], "message", when(W, r, tile[u], tile[v]))
    for tile, e in tiles(W, r, "wiki-Vote.txt"):
        for u, v in e[r.random(len(e)) < 0.02].tolist():
            tie(W, tile[u], tile[v], "endorse", when(W, r, tile[u], tile[v]))
    # colleagues write to each other along the real e-mail graph
    for tile, e in W.staff:
        for u, v in e[r.random(len(e)) < 0.15].tolist():
            a, b = W.accts[tile[u]], W.accts[tile[v]]
            for _ in range(1 + int(r.exponential(2))):
                tie(W, a, b, "message", when(W, r, a, b))
            if r.random() < 0.05:
                tie(W, a, b, "transfer", when(W, r, a, b), r.lognormal(8, 0.7))
