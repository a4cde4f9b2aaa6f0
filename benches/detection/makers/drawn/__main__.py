"""python -m drawn --accounts 20000 --seed 1 --variant v1 --out DIR"""
import argparse

from . import lawful, life, market, rings
from .out import Out
from .world import World


def build(accounts, seed, variant):
    w = World(accounts, seed, variant)
    lawful.plant(w)
    rings.plant(w)
    out = Out(w)
    market.write(w, out)
    life.write(w, out)
    market.social(w, out)
    for row in w.net.rows():
        out.add("networks", *row)
    return w, out


def main():
    p = argparse.ArgumentParser(prog="drawn", description=__doc__)
    p.add_argument("--accounts", type=int, default=20000)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--variant", default="v1", choices=[f"v{i}" for i in range(1, 9)])
    p.add_argument("--out", required=True)
    a = p.parse_args()
    w, out = build(a.accounts, a.seed, a.variant)
    out.write(a.out)
    print(f"{a.out}: {a.accounts} accounts, {len(w.rings)} rings, {len(out.cols['logins'][0])} sessions, "
          f"missing tables: {sorted(set(out.cols) - w.d.tables)}")


if __name__ == "__main__":
    main()
