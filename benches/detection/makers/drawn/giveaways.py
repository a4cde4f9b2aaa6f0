"""Is there a single column or value that tells rings from others?"""
import re
from collections import Counter, defaultdict

import numpy as np

OWNER = {"reviews": "reviewer_id", "contracts": "worker_id"}


def check(s, by_value):
    yield from _words(s)
    yield from _counts(s)
    yield from _pairs(s, by_value)


def _shape(v):
    """What kind of writing a value is: letters, digits, scripts and the length."""
    v = re.sub(r"[0-9]+", "9", v)
    v = re.sub(r"[a-z]+", "a", v)
    v = re.sub(r"[A-Z]+", "A", v)
    v = re.sub(r"[ｦ-ﾟ]+", "ｱ", v)
    v = re.sub(r"[ァ-ヶー]+", "ア", v)
    return re.sub(r"[一-龥々]+", "漢", v)[:12]


def _words(s):
    """Values of few, shapes and prefixes of many: none may belong to rings only."""
    base = sum(1 for o in s.operator.values() if o) / len(s.operator)
    for table, (header, cols) in s.tables.items():
        if table == "networks":
            continue
        owner = s.col(table, OWNER.get(table, "account_id"))
        for name, values in zip(header, cols):
            if "amount" in name or name == "fee":
                continue
            few = len(set(values)) <= 80
            for view in ((lambda v: v),) if few else (_shape, lambda v: v[:2]):
                holders = defaultdict(set)
                cache = {}
                for a, v in zip(owner, values):
                    if v not in cache:
                        cache[v] = view(v)
                    holders[cache[v]].add(a)
                for v, accounts in holders.items():
                    ops = Counter(s.operator[a] for a in accounts if s.operator[a])
                    others = len(accounts) - sum(ops.values())      # a ring counts once: its members repeat one value
                    if len(ops) >= 4 and len(ops) / (len(ops) + others) > max(.4, 8 * base):
                        yield True, f"{table}.{name} = {v!r}: {sum(ops.values())} of {len(accounts)} accounts are in rings"


def _counts(s):
    """Row counts per account: rings may be livelier than most, but not apart from lawful groups."""
    ids = list(s.operator)
    rings = len(set(s.operator.values())) - 1       # a few rings prove nothing about a column
    ring = np.array([bool(s.operator[a]) for a in ids])
    lawful = np.array([s.klass[a] not in ("", "ordinary") for a in ids])
    for table in s.tables:
        if table in ("networks", "accounts"):
            continue
        n = Counter(s.col(table, OWNER.get(table, "account_id")))
        x = np.array([n[a] for a in ids], float)
        for name, others in (("all others", ~ring), ("lawful groups", lawful)):
            auc = _auc(x[ring], x[others])
            if auc > .85 or auc < .15:
                yield rings >= 8, f"rows in {table}: AUC {auc:.2f} between rings and {name}"
            elif auc > .75 or auc < .25:
                yield False, f"rows in {table}: AUC {auc:.2f} between rings and {name}"


def _auc(a, b):
    both = np.concatenate([a, b])
    values, inverse, counts = np.unique(both, return_inverse=True, return_counts=True)
    rank = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    return (rank[:len(a)].sum() - len(a) * (len(a) + 1) / 2) / (len(a) * len(b))


def _pairs(s, by_value):
    """The gate: no single kind of value may reach a pair F1 of 0.3 by itself."""
    sizes = Counter(o for o in s.operator.values() if o)
    wanted = sum(n * (n - 1) // 2 for n in sizes.values())
    for kind, values in sorted(by_value.items()):
        best = 0.0
        for most in (5, 10, 20, 50, 10**9):          # also with common values left out
            named, hit, extra = set(), set(), 0
            for holders in values.values():
                n = len(holders)
                if n < 2 or n > most:
                    continue
                ring = defaultdict(list)
                for a in holders:
                    if s.operator[a]:
                        ring[s.operator[a]].append(a)
                for g in ring.values():
                    hit.update((x, y) for x in g for y in g if x < y)
                if n > 150:
                    extra += n * (n - 1) // 2
                else:
                    named.update((x, y) for x in holders for y in holders if x < y)
            total = len(named) + extra
            best = max(best, 2 * len(hit) / (total + wanted) if total + wanted else 0)
        if best >= .3:
            yield len(sizes) >= 8, f"{kind}: pair F1 {best:.2f} by sharing alone"
        elif best >= .2:
            yield False, f"{kind}: pair F1 {best:.2f} by sharing alone"
