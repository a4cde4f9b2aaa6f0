"""python -m worldwide --accounts N --seed S --variant V --out DIR [--notes FILE]"""
import argparse
import json
from collections import Counter

from . import activity, commerce, lawful, people, rings, variants, write
from .world import World


def make(accounts, seed, variant, out, notes=None):
    w = World(accounts, seed, variant)
    # the guilty and the lawful draw from one shuffled pool; everybody left over is ordinary
    rings.plant_all(w)
    lawful.plant_all(w)
    for a in w.rest():
        people.build(w, a)
        a.klass = "ordinary"
    commerce.run(w)
    orders = {}
    for number, _, worker, *_, at in w.rows["contracts"]:
        orders.setdefault(worker, []).append((number, at))
    for mine in orders.values():
        mine.sort(key=lambda x: x[1])
    activity.run(w, orders)
    ids, counts = write.save(w, out)
    if notes:
        absent = sorted(x if isinstance(x, str) else ".".join(x) for x in w.p.absent)
        said = {"accounts": accounts, "seed": seed, "variant": variant, "absent": absent, "rows": counts,
                "ring_share": sum(bool(a.operator) for a in w.accounts) / accounts,
                "lawful_share": sum(a.klass not in ("", "ordinary") for a in w.accounts) / accounts,
                "rings": Counter(k for k, op, *_ in w.groups if op), "classes": Counter(k for k, op, *_ in w.groups if not op),
                "groups": [{"kind": k, "operator": op, "traces": ts, "accounts": [ids[i] for i in xs]} for k, op, xs, ts in w.groups]}
        with open(notes, "w", encoding="utf-8") as f:
            json.dump(said, f, ensure_ascii=False, indent=1)
    return counts


def main():
    ap = argparse.ArgumentParser(prog="worldwide", description=__doc__)
    ap.add_argument("--accounts", type=int, default=20000)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--variant", choices=variants.NAMES, default="default")
    ap.add_argument("--out", required=True)
    ap.add_argument("--notes")
    x = ap.parse_args()
    if x.accounts < 1000:
        ap.error("at least 1000 accounts: fewer leave no room for the lawful classes")
    print(make(x.accounts, x.seed, x.variant, x.out, x.notes))


if __name__ == "__main__":
    main()
