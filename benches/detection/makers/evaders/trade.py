"""Orders and reviews on the real Bitcoin-Alpha trust graph: true times rescaled, true reciprocity and signs."""
import numpy as np

from . import real
from .world import DAY

CATS = ["web", "mobile_app", "data_entry", "translation", "design", "writing", "video", "illustration", "support", "accounting", "research", "sewing"]
FEE = [90e3, 140e3, 12e3, 22e3, 35e3, 15e3, 40e3, 25e3, 30e3, 45e3, 28e3, 9e3]


def stars(r, rating, kind):
    """A trust of -10..10 as 1..5 stars; a platform's politeness (`kind`) decides what 'fine' is."""
    if rating < 0:
        return 1 if rating <= -5 or r.random() < 0.5 else 2
    if rating >= 3:
        return 5
    u = r.random()
    return 5 if u < kind else 4 if u < kind + (1 - kind) * 0.75 else 3


def contract(W, r, client, worker, t, fee=None, cat=None):
    c = int(r.integers(len(CATS))) if cat is None else cat
    fee = float(r.lognormal(np.log(FEE[c]), 0.7)) * worker.earns if fee is None else fee
    cid = "C%07d" % (len(W.orders) + W.order0)
    W.orders.append((cid, client, worker, CATS[c], int(round(fee / 100)) * 100 + 100, "JPY", int(t)))
    return cid


def review(W, a, b, t, rating, cid=None):
    W.t_reviews.append((a, b, int(t), int(rating), cid))


def start(W):
    """Accounts exist from a little before their first rating; real growth decides when."""
    r, q, n = W.rng("trade"), W.q, W.n
    W.orders, W.t_reviews, W.order0 = [], [], int(r.integers(10 ** 5, 10 ** 6))
    R = real.ratings()
    nodes = int(R[:, :2].max()) + 1
    part = r.permutation(n)[:max(50, int(n * q["participants"]))]
    tiles = [part[i:i + nodes] for i in range(0, len(part), nodes)]
    t = (R[:, 3] - R[0, 3]) / (R[-1, 3] - R[0, 3])
    lo, hi = np.minimum(R[:, 0], R[:, 1]), np.maximum(R[:, 0], R[:, 1])
    pair = np.unique(lo * nodes + hi, return_inverse=True)[1]
    npair = pair.max() + 1
    # the higher node of a pair may belong to another tile: tiles are knit together and no degree changes
    full = len(tiles) - (len(tiles[-1]) < nodes and len(tiles) > 1)
    swap = r.random(npair) < q["rewire"]
    shift = np.where(swap, r.integers(0, full, npair), 0)
    edges = []
    for k, tile in enumerate(tiles):
        ok = np.flatnonzero(hi < len(tile))
        # a partial tile is the network as it stood early: its time is stretched over the platform's life as well
        x = (t[ok] / max(t[ok].max(), 1e-9)) ** r.uniform(0.7, 1.2)
        at = W.t0 + 40 * DAY + (x * (W.now - W.t0 - 45 * DAY)).astype(np.int64) + r.integers(0, 2 * DAY, len(ok))
        other = tiles[0] if k >= full else None
        for j, i in enumerate(ok.tolist()):
            u, v = int(R[i, 0]), int(R[i, 1])
            kt = tile if k >= full else tiles[(k + int(shift[pair[i]])) % full]
            a, b = (tile[u] if u < v else kt[u]), (tile[v] if v < u else kt[v])
            edges.append((int(a), int(b), int(at[j]), int(R[i, 2]), (k, int(pair[i]))))
    first = {}
    for a, b, at, _, _ in edges:
        for x in (a, b):
            if at < first.get(x, 1 << 60):
                first[x] = at
    born = list(first.values()) or [W.now - 300 * DAY]
    for a in W.accts:
        f = first.get(a.i)
        a.node = f is not None
        f = f or born[int(r.integers(len(born)))]
        a.created = int(max(W.t0, f - 2 * DAY - r.exponential(25) * DAY))
    return r, edges


def sides(W, r, edges):
    """Who hires and who works: the real graph is not two-sided, so a greedy cut gives sides; the rest is both."""
    nb = {}
    for a, b, *_ in edges:
        nb.setdefault(a, []).append(b)
        nb.setdefault(b, []).append(a)
    side = r.random(W.n) < 0.3          # True: client
    for _ in range(4):
        for a, xs in nb.items():
            c = sum(1 for x in xs if side[x])
            if c * 2 != len(xs):
                side[a] = c * 2 < len(xs)
    for a in W.accts:
        xs = nb.get(a.i, [])
        same = sum(1 for x in xs if side[x] == side[a.i])
        a.role = "both" if (xs and same > 0.3 * len(xs)) or r.random() < 0.08 else "client" if side[a.i] else "worker"
    return side


def run(W, r, edges, side):
    q = W.q
    kind, cat = float(r.uniform(0.35, 0.9)), r.integers(0, len(CATS), W.n)
    cids = {}
    for a, b, at, rating, key in sorted(edges, key=lambda e: e[2]):
        A, B = W.accts[a], W.accts[b]
        if key not in cids:
            cids[key] = None
            if A.role != B.role or A.role == "both":
                cl, wk = (A, B) if (A.role == "client" or (A.role == "both" and (B.role == "worker" or side[a]))) else (B, A)
                for x in range(1 + int(r.random() < 0.25) * int(r.integers(1, 5))):
                    t = at - r.exponential(15) * DAY - DAY if x == 0 else at + r.exponential(40) * DAY
                    if t < W.now:
                        c = contract(W, r, cl, wk, max(t, A.created + 3600, B.created + 3600), cat=int(cat[wk.i]) if r.random() < 0.8 else None)
                        cids[key] = cids[key] or c
        review(W, A, B, at, stars(r, rating, kind), cids[key] if r.random() < q["review_contract"] else None)
    # people outside the rated network also work: they find clients in proportion to what clients already order
    pool = [o[1] for o in W.orders] or [a for a in W.accts if a.role != "worker"]
    W.pool = pool
    for a in W.accts:
        if a.role != "client" and (not a.node or r.random() < 0.3):
            for _ in range(int(r.poisson(2.2))):
                c = pool[int(r.integers(len(pool)))]
                lo = max(a.created, c.created) + DAY
                if c is not a and lo < W.now:
                    contract(W, r, c, a, int(r.integers(lo, W.now)))


def payouts(W):
    """Fees become monthly payouts to the destination of the day; where the platform knows, money goes on."""
    r, q = W.rng("payouts"), W.q
    dur = {}
    for cid, c, w, cat, fee, cur, t in W.orders:
        k = 1 + int(fee > 60000) * int(r.integers(0, 4))
        for j in range(k):
            dur.setdefault(w.i, []).append((t + int((j + 1) * r.uniform(8, 40) * DAY), fee / k))
    cycle, cut = int(r.choice([15, 30, 30, 7])), 1 - q["commission"]
    for a in W.accts:
        due = {}
        last = a.status_at or W.now
        own = cycle if r.random() < 0.8 else int(r.integers(5, 45))
        for t, x in dur.get(a.i, []):
            p = (t // (own * DAY) + 1) * own * DAY
            due[p] = due.get(p, 0) + x
        for p, x in sorted(due.items()):
            paid = p + int(r.normal(9 * 3600, 1500))
            if paid >= last or paid <= a.created:
                continue
            ok = [b for b in a.banks if b[4] <= paid < b[5]]
            if not ok:
                continue
            b = ok[-1] if r.random() < 0.9 else ok[int(r.integers(len(ok)))]
            amount = round(x * cut)
            row = [a.id, b[0], paid, amount, "JPY", None, None, None, None]
            for to, share, sd, lag, country, prob, t0, t1 in a.onward:
                at = paid + int(r.exponential(lag * 0.6) * 3600 + lag * 0.4 * 3600)
                if t0 <= paid < t1 and at < W.now and r.random() < prob:
                    got = round(amount * min(1.0, max(0.02, r.normal(share, sd))))
                    row[5:] = [to, at, got, country]
                    break
            W.t["payouts"].append(tuple(row))
