"""Colluding reviews: cliques, near-cliques, stars and one-way boosting."""
from .nets import DAY


def pairs_of(w, motif, cell):
    """Directed (from, to) pairs of one cell."""
    r = w.r
    if motif == "review_clique":
        p = r.uniform(0.85, 1.0)
        return [(a, b) for a in cell for b in cell if a is not b and r.random() < p]
    if motif == "review_near_clique":
        p = r.uniform(0.5, 0.75)
        got = []
        for i, a in enumerate(cell):
            for b in cell[i + 1:]:
                if r.random() < p:
                    got += [(a, b)] + ([(b, a)] if r.random() < 0.9 else [])
        return got
    if motif == "review_star":
        hub, q = cell[0], r.uniform(0.05, 0.2)
        got = [x for a in cell[1:] for x in ((hub, a), (a, hub)) if r.random() < 0.9]
        return got + [(a, b) for a in cell[1:] for b in cell[1:] if a is not b and r.random() < q]
    k = max(1, len(cell) // r.choice((2, 3, 4)))        # one-way: the rest lift k accounts
    return [(a, b) for a in cell[k:] for b in cell[:k] if r.random() < 0.9]


def collude(w, g, cell, s):
    r, c = w.r, w.cfg
    motif = g.motif if g.motif.startswith("review") or g.motif == "one_way_boost" else r.choice(("review_star", "one_way_boost"))
    span = r.uniform(3, 15 + 45 * (1 - s)) * DAY
    lo = max([c.t0] + [sorted(a.created for a in cell)[-1]])
    start = lo + r.random() * max(3600, c.t1 - span - lo)
    honest = r.uniform(0.0, 0.3)                        # some stars are held back
    deals, silent = r.uniform(0.6, 1.0), r.uniform(0.7, 1.2) * max(0.1, 1 / (c.review_cw + c.review_wc) - 0.5)
    for a in cell:
        if a.role == "worker" and r.random() < 0.6:     # able to order from one another
            a.role = "both"
    for a, b in pairs_of(w, motif, cell):
        t = start + r.random() * span
        w.peer.append((a, b, t, (deals, 4 if r.random() < honest else 5, silent)))
    for a in cell:                                      # camouflage: ordinary praise for strangers, and less ordinary work
        a.pop *= r.uniform(0.05, 0.5)
        a.busy *= r.uniform(0.05, 0.4)
        if r.random() < 0.5:
            for _ in range(r.randint(1, 2)):
                w.peer.append((a, r.choice(w.accounts), start + r.random() * span, 0.5))
