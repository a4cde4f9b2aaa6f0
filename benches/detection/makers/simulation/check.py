"""The generator's own gate: no single kind of shared value may give the operations away."""

import csv
import ipaddress
import itertools
import os
from collections import Counter, defaultdict

LIMIT = 300  # larger groups are counted, not enumerated


def _rows(out, name):
    path = os.path.join(out, name + ".csv")
    if os.path.exists(path):
        with open(path, encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)


def _network(ip):
    return ip if ":" not in ip else str(ipaddress.IPv6Address(ip).exploded[:19])


def _shared_values(out):
    """For each kind of identifier, the accounts that carry each value."""
    shared = defaultdict(lambda: defaultdict(set))
    for r in _rows(out, "logins"):
        shared["ip"][_network(r["ip"])].add(r["account_id"])
        shared["device"][r["device_id"]].add(r["account_id"])
    for r in _rows(out, "documents"):
        number = r["document_id"][:-1] if r["kind"] == "driving_licence" else r["document_id"]
        shared["document"][number].add(r["account_id"])
    for table in ("bank_accounts", "payouts"):
        for r in _rows(out, table):
            shared["bank_account"][r["bank_account_id"]].add(r["account_id"])
            shared["onward"][r.get("onward_id", "")].add(r["account_id"])
    for r in _rows(out, "identifiers"):
        shared[r["kind"]][r["value"]].add(r["account_id"])
    return shared


def _direct_pairs(out):
    """Pairs tied by an event between the two."""
    pairs = defaultdict(set)
    for r in _rows(out, "ties"):
        pairs["tie:" + r["kind"]].add(frozenset((r["account_id"], r["other_id"])))
    given = {(r["reviewer_id"], r["reviewee_id"]) for r in _rows(out, "reviews")}
    pairs["review:any"] = {frozenset(p) for p in given}
    pairs["review:mutual"] = {frozenset(p) for p in given if p[::-1] in given}
    pairs["contract"] = {frozenset((r["client_id"], r["worker_id"])) for r in _rows(out, "contracts")}
    return pairs


def report(out):
    """Print sizes and, for each kind, precision, recall and F1 of all pairs that share a value (also of rare values)."""
    truth = {r["account_id"]: r for r in _rows(out, "truth")}
    team = {a: r["operator"] for a, r in truth.items() if r["motif"]}
    sizes = Counter(team.values())
    total = sum(n * (n - 1) // 2 for n in sizes.values())
    print(
        f"{out}: {len(truth)} accounts, {len(team)} members of {len(sizes)} operations, sizes {sorted(sizes.values(), reverse=True)}"
    )
    print("  motifs", dict(Counter(r["motif"] for r in truth.values() if r["motif"]).most_common()))
    print("  classes", dict(Counter(r["class"] for r in truth.values() if r["class"]).most_common()))
    worst = 0.0
    for kind, owners in _shared_values(out).items():
        owners.pop("", None)
        rare = _score(_pairs(owners, 20), 0, team, total)
        more = sum(len(g) * (len(g) - 1) // 2 for g in owners.values() if len(g) > LIMIT)
        worst = max(worst, _line(kind, _score(_pairs(owners, LIMIT), more, team, total), rare))
    for kind, pairs in _direct_pairs(out).items():
        score = _score(pairs, 0, team, total)
        worst = max(worst, _line(kind, score, score))
    print(f"  worst pair F1 {worst:.3f}: {'passes' if worst < 0.3 else 'FAILS'}")


def _pairs(owners, limit):
    groups = (g for g in owners.values() if 1 < len(g) <= limit)
    return {frozenset(p) for g in groups for p in itertools.combinations(g, 2)}


def _score(pairs, more, team, total):
    hits = sum(1 for p in pairs if len({team.get(a, a) for a in p}) == 1)
    precision, recall = hits / max(1, len(pairs) + more), hits / max(1, total)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall), len(pairs) + more


def _line(kind, every, rare):
    print(
        f"  {kind:16s} pairs {every[3]:9d}  P {every[0]:.3f} R {every[1]:.3f} F1 {every[2]:.3f}   values of at most 20: P {rare[0]:.3f} R {rare[1]:.3f} F1 {rare[2]:.3f}"
    )
    return max(every[2], rare[2])
