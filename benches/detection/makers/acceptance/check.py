"""The plausibility check: no single kind of thing that accounts share may give the operations away."""

import csv

import numpy as np

LARGE = 1500  # values with more accounts than this are counted, not listed
SOURCES = (
    ("documents", "document_id"), ("bank_accounts", "bank_account_id"), ("logins", "ip"), ("logins", "device_id"), ("payouts", "onward_id"),
)  # fmt: skip
DIRECT = (
    ("reviews", "reviewer_id", "reviewee_id"),
    ("contracts", "client_id", "worker_id"),
    ("ties", "account_id", "other_id"),
)


def _rows(directory, table):
    path = directory / f"{table}.csv"
    if not path.exists():
        return
    with open(path, encoding="utf-8", newline="") as source:
        yield from csv.DictReader(source)


def _pairs(groups, count):
    """Distinct pairs of accounts that share a value, and how many pairs the very large values hold."""
    keys, beyond = [], 0
    for members in groups:
        d = len(members)
        if d > LARGE:
            beyond += d * (d - 1) // 2
        elif d > 1:
            a, b = np.triu_indices(d, 1)
            m = np.sort(np.array(list(members)))
            keys.append(m[a] * count + m[b])
        if len(keys) > 20_000:
            keys = [np.unique(np.concatenate(keys))]
    return (np.unique(np.concatenate(keys)) if keys else np.zeros(0, dtype=np.int64)), beyond


def report(directory):
    """Print sizes and, for each kind, the F1 of 'all pairs that share a value', also for rare values only."""
    truth = list(_rows(directory, "truth"))
    number = {row["account_id"]: i for i, row in enumerate(truth)}
    rings = {}
    for row in truth:
        if row["motif"]:
            rings.setdefault(row["operator"], []).append(number[row["account_id"]])
    wanted, _ = _pairs(rings.values(), len(truth))
    sizes = sorted(len(m) for m in rings.values())
    print(
        f"{len(truth)} accounts, {len(rings)} operations, {sum(sizes)} members, sizes {sizes[0]} to {sizes[-1]}, median {sizes[len(sizes) // 2]}"
    )
    groups = {}
    for table, column in SOURCES:
        for row in _rows(directory, table):
            if row[column]:
                value = ":".join(row[column].split(":")[:4]) if column == "ip" and ":" in row[column] else row[column]
                groups.setdefault(column, {}).setdefault(value, set()).add(number[row["account_id"]])
    for row in _rows(directory, "identifiers"):
        groups.setdefault(row["kind"], {}).setdefault(row["value"], set()).add(number[row["account_id"]])
    for table, one, other in DIRECT:
        for i, row in enumerate(_rows(directory, table)):
            kind = row["kind"] if table == "ties" else table
            groups.setdefault(kind, {})[f"{kind}{i}"] = {number[row[one]], number[row[other]]}
    for kind, by_value in groups.items():
        scores = {}
        for limit in (LARGE, 40, 12):
            kept = [m for m in by_value.values() if limit == LARGE or len(m) <= limit]
            keys, beyond = _pairs(kept, len(truth))
            hit = len(np.intersect1d(keys, wanted, assume_unique=True))
            scores[limit] = 2 * hit / max(len(keys) + beyond + len(wanted), 1)
        verdict = "ok" if scores[LARGE] < 0.3 else "TOO TELLING"
        print(
            f"  {kind:16} F1 {scores[LARGE]:.3f}  at most 40 accounts a value {scores[40]:.3f}  at most 12 {scores[12]:.3f}  {verdict}"
        )
