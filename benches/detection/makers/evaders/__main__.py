"""python -m evaders --accounts N --seed S --variant V --out DIR"""
import argparse
import csv
import sys
import time

import numpy as np

from . import emit, lawful, lawful2, lawful3, life, motifs, social, trade   # noqa: F401 (the classes register themselves)
from .group import Group
from .rates import VARIANTS
from .world import World


def rings(W):
    r, q = W.rng("rings"), W.q
    names = list(motifs.MOTIFS)
    left = max(20, int(W.n * q["rings"]))
    weights = {m: 1.0 for m in names}
    if q.get("market"):
        weights.update(review_ring=3, wash_wallets=2.5, decoy_trade=2.5, mule_chain=2, laptop_farm=0.4, ghost_shift=0.3, careless=0.5)
    if W.variant == "poison":
        weights.update(poisoner=4)
    if W.variant == "bought_accounts":
        weights.update(aged_bought=4, laptop_farm=2, rotation=0.3)
    k, turn = 0, [names[i] for i in r.permutation(len(names))]      # every motif once, as far as the share goes; then by weight
    w = np.array([weights[m] for m in names])
    while left >= 3:
        if W.variant == "cells":
            size = int(np.clip(r.lognormal(np.log(30), 0.45), 15, 80))
        else:
            size = int(np.clip(r.lognormal(np.log(7.5), 0.5), 3, 40))
        size = min(size, max(3, left))
        motif = turn[k] if k < len(turn) else names[int(r.choice(len(names), p=w / w.sum()))]
        if motif in ("rotation", "cells"):
            size = max(size, 6)
        if W.variant == "cells" and r.random() < 0.4:
            motif = "cells"
        k += 1
        # bought and rented accounts need a history of their own, so any account will do; clients rarely serve
        m = W.free(size, lambda a: a.role != "client" or r.random() < 0.1)
        motifs.build(W, W.rng(f"ring{k}"), m, f"R{k:03d}", motif)
        left -= size


def classes(W):
    r = W.rng("classes")
    names = sorted(lawful.CLASSES)
    budget = W.n * W.q["classes"] / len(names)
    for name in names:
        lo, hi, deed, one = lawful.CLASSES[name]
        hi = max(lo, min(hi, int(budget / 2.2)))
        done, groups = 0, 0
        while groups < 2 or done + (lo + hi) / 2 <= budget * (0.6 if one else 1.0):
            k = int(r.integers(lo, hi + 1))
            G = Group(W, W.rng(f"{name}{groups}"), W.free(k))
            G.name_class(name)
            deed(G)
            if one:
                W.lawful_ops += 1
                for a in G.m:
                    a.ring = f"L{W.lawful_ops:04d}"
            done, groups = done + k, groups + 1


def make(n, seed, variant):
    W = World(n, seed, variant)
    life.birth(W)
    r, edges = trade.start(W)
    side = trade.sides(W, r, edges)
    life.money(W)
    life.public(W)
    trade.run(W, r, edges, side)
    social.run(W)
    emit.edits(W)
    emit.close(W)
    W.order, W.cursor = W.rng("order").permutation(n).tolist(), 0
    for a in W.accts:
        a.took = a.status_at is not None and r.random() < 0.9     # most closed accounts stay ordinary
    for a in W.accts:
        if not a.took:
            a.status, a.status_at = "active", None
    rings(W)
    classes(W)
    emit.market(W)
    trade.payouts(W)
    emit.sessions(W)
    emit.papers(W)
    emit.accounts(W)
    return W


def main():
    p = argparse.ArgumentParser(prog="evaders")
    p.add_argument("--accounts", type=int)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--variant", choices=list(VARIANTS), default="default")
    p.add_argument("--out", required=True)
    p.add_argument("--notes", help="file for the traces that each ring left (not part of the snapshot)")
    a = p.parse_args()
    t = time.time()
    W = make(a.accounts or (5000 if a.variant == "small_town" else 20000), a.seed, a.variant)
    W.write(a.out)
    if a.notes:
        with open(a.notes, "w", newline="") as f:
            csv.writer(f).writerows([("ring", "motif", "trace", "kind", "members", "size")] + W.notes)
    print(f"{a.out}: {W.n} accounts, variant {a.variant}, seed {a.seed}, {time.time() - t:.0f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
