"""The gate: how far each kind of shared value alone would give the operations away."""

import csv
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

CAPS = (3, 5, 10, 20, 60)  # a value carried by more accounts than this is set aside


def read(path: Path) -> list[dict]:
    if not path.exists():
        return []
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def carriers(out: Path) -> dict[str, dict[str, set]]:
    """Kind -> value -> accounts that carry it; ties and reviews count as values that two accounts carry."""
    kinds: dict[str, dict[str, set]] = defaultdict(lambda: defaultdict(set))
    sources = (
        ("documents", "document_id"),
        ("bank_accounts", "bank_account_id"),
        ("logins", "ip"),
        ("logins", "device_id"),
        ("payouts", "onward_id"),
    )
    for table, column in sources:
        for row in read(out / f"{table}.csv"):
            value = row.get(column)
            if value and value != "unknown":
                value = ":".join(value.split(":")[:4]) if column == "ip" and ":" in value else value
                kinds[column][value].add(row["account_id"])
    for row in read(out / "identifiers.csv"):
        kinds[row["kind"]][row["value"]].add(row["account_id"])
    for row in read(out / "ties.csv"):
        kinds["tie:" + row["kind"]]["|".join(sorted((row["account_id"], row["other_id"])))] |= {
            row["account_id"],
            row["other_id"],
        }
    for row in read(out / "reviews.csv"):
        kinds["review"]["|".join(sorted((row["reviewer_id"], row["reviewee_id"])))] |= {
            row["reviewer_id"],
            row["reviewee_id"],
        }
    return kinds


def check(out: Path) -> list[str]:
    """Lines of a report: sizes, then for each kind the pair F1 of all sharers and the best under any cap."""
    truth = read(out / "truth.csv")
    rings = defaultdict(list)
    for row in truth:
        if row["motif"]:
            rings[row["operator"]].append(row["account_id"])
    ring_of = {account: ring for ring, members in rings.items() for account in members}
    wanted = sum(len(m) * (len(m) - 1) // 2 for m in rings.values())
    motifs = Counter(next(row["motif"] for row in truth if row["operator"] == ring) for ring in rings)
    sizes = sorted(map(len, rings.values()))
    lines = [
        f"accounts {len(truth)}, rings {len(rings)}, members {len(ring_of)}, sizes {sizes}",
        f"motifs {dict(sorted(motifs.items()))}",
    ]
    classes = Counter(row["class"] for row in truth if row["class"])
    lines.append(f"lawful classes {len(classes)}: {dict(sorted(classes.items()))}")
    kinds = carriers(out)
    lines.append(f"rings tied together by rare values: {_tied(kinds, rings)}")
    for kind, values in sorted(kinds.items()):
        scores = [_f1(values, cap, ring_of, wanted) for cap in CAPS]
        every = sum(len(who) * (len(who) - 1) // 2 for who in values.values())
        best, (precision, recall, cap) = max((score[0], score[1:]) for score in scores)
        all_f1 = _f1(values, 10**9, ring_of, wanted)[0] if every < 3_000_000 else 0.0
        verdict = "ok" if max(best, all_f1) < 0.3 else "TOO TELLING"
        lines.append(
            f"{kind:16} all {all_f1:.3f}  best {best:.3f} (P {precision:.2f} R {recall:.2f}, at most {cap} carriers)  {verdict}"
        )
    return lines


def _f1(values, cap: int, ring_of, wanted: int) -> tuple:
    pairs = set()
    for who in values.values():
        if 2 <= len(who) <= cap:
            pairs.update(combinations(sorted(who), 2))
    right = sum(1 for a, b in pairs if a in ring_of and ring_of[a] == ring_of.get(b))
    precision, recall = right / max(len(pairs), 1), right / max(wanted, 1)
    return 2 * precision * recall / max(precision + recall, 1e-9), precision, recall, cap


def _tied(kinds, rings) -> str:
    """How many rings a patient human could assemble: most members in one piece, by two kinds of rare value or more."""
    ring_of = {account: ring for ring, members in rings.items() for account in members}
    edges: dict[str, list] = defaultdict(list)
    for kind, values in kinds.items():
        for who in values.values():
            inside = Counter(ring_of[a] for a in who if a in ring_of)
            for ring, count in inside.items():
                if count >= (3 if kind == "ip" else 2) and len(who) <= 3 + 2 * count:
                    edges[ring].append((kind, [a for a in who if ring_of.get(a) == ring]))
    shares, several = [], 0
    for ring, members in rings.items():
        root = {account: account for account in members}
        for _, linked in edges[ring]:
            old = {root[account] for account in linked}
            root = {account: root[linked[0]] if top in old else top for account, top in root.items()}
        shares.append(max(Counter(root.values()).values()) / len(members))
        several += shares[-1] >= 0.6 and len({kind for kind, _ in edges[ring]}) >= 2
    return f"{several} of {len(rings)} (>= 60 % in one piece, >= 2 kinds); pieces hold {sum(shares) / len(shares):.2f} on average"
