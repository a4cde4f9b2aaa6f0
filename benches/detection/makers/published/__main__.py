"""python -m published --accounts N --seed S --variant V --out DIR"""
import argparse
import sys

from . import economy, export, lawful_money, lawful_places, lawful_things, lawful_trade, rings, sessions
from .variants import VARIANTS
from .world import World

LAWFUL = lawful_places.CLASSES + lawful_things.CLASSES + lawful_money.CLASSES + lawful_trade.CLASSES


def lawful(w):
    """Each class at its rate per 10,000, moved by platform; ordinary people fill the rest."""
    room = w.n - len(w.accounts)
    rates = [(name, rate * w.cfg["class_scale"].get(name, 1) * w.r.lognormvariate(0, 0.3), make) for name, rate, make in LAWFUL]
    scale = min(1, 0.72 * 10000 / sum(x[1] for x in rates))     # never more than about 7 of 10 are special
    for name, rate, make in rates:
        want = rate * scale * room / 10000
        n = int(want) + (w.r.random() < want % 1)
        if n and name in ("wrong_bank", "ocr_collision"):
            n = max(2, n)
        make(w, n)
    while len(w.accounts) < w.n:
        w.person()
    if len(w.accounts) > w.n:                    # groups overshot: only in very small platforms
        print(f"note: {len(w.accounts) - w.n} accounts above the number asked", file=sys.stderr)


def main():
    p = argparse.ArgumentParser(prog="published")
    p.add_argument("--accounts", type=int, default=20000)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--variant", choices=list(VARIANTS), default="default")
    p.add_argument("--out", required=True)
    a = p.parse_args()
    w = World(a.accounts, a.seed, a.variant)
    made = rings.simulate(w)
    lawful(w)
    economy.simulate(w)
    sessions.simulate(w)
    economy.payouts(w)
    export.write(w, a.out)
    print(f"{len(w.accounts)} accounts, {len(made)} rings of {sum(len(r.members) for r in made)} accounts, {len(w.rows['logins'])} logins, "
          f"{len(w.rows['contracts'])} contracts, {len(w.rows['payouts'])} payouts")


if __name__ == "__main__":
    main()
