"""python -m harness --accounts N --seed S --variant v1..v8 --out DIR"""
import argparse
import json
import os

from .build import platform, reinforce
from .check import check
from .config import VARIANTS, draw
from .write import Out


def main():
    p = argparse.ArgumentParser(prog="harness")
    p.add_argument("--accounts", type=int, default=20000)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--variant", choices=VARIANTS, default="v1")
    p.add_argument("--out", required=True)
    p.add_argument("--attempts", type=int, default=3, help="1: write the first draw, unchecked")
    a = p.parse_args()
    if a.accounts < 1000:
        p.error("--accounts must be 1000 or more")
    cfg = draw(a.variant, a.accounts, a.seed)
    drawn = {k: sorted(v) if isinstance(v, set) else v for k, v in vars(cfg).items()}
    for attempt in range(a.attempts):                  # the proportions stay; a population that fails a gate is drawn again
        w, rings = platform(cfg, attempt)
        Out(w, a.out).all(rings)
        bad, weak = check(a.out, loud=False) if a.attempts > 1 else ([], ())
        if weak:
            for g in rings:
                if g.id in weak:
                    reinforce(w, g)
            Out(w, a.out).all(rings)
            bad, weak = check(a.out, loud=False)
        if not bad:
            break
        print(f"attempt {attempt} fails: {'; '.join(bad)}")
    drawn["attempt"] = attempt
    with open(os.path.join(a.out, "drawn.json"), "w") as f:
        json.dump(drawn, f, indent=1)
    print(f"{a.out}: {a.variant} seed {a.seed}, {len(w.accounts)} accounts, {len(rings)} rings, "
          f"{sum(len(g.members) for g in rings)} in rings, {sum(len(x.sessions) for x in w.accounts)} sessions")


main()
