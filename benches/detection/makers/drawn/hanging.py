"""Does each ring hang together by what can be seen in the tables?"""
from collections import Counter, defaultdict
from itertools import combinations

from .reading import seconds

COMMON = 250                                        # a value that more accounts hold ties nobody
DAY = 86400


def check(s, by_value):
    """Yields (serious, text). A ring: one part, two kinds of trace, most members with two."""
    rings = defaultdict(set)
    for a, o in s.operator.items():
        if o:
            rings[o].add(a)
    motif = {t["operator"]: t["motif"] for t in s.truth if t["operator"]}
    links = {o: defaultdict(set) for o in rings}     # ring -> kind -> pairs
    for kind, values in by_value.items():
        if kind == "ip":
            continue
        for holders in values.values():
            if 1 < len(holders) <= COMMON:
                _link(s, links, kind, holders)
    for table, a, b in (("ties", "account_id", "other_id"), ("reviews", "reviewer_id", "reviewee_id"), ("contracts", "client_id", "worker_id")):
        kind = "trade" if table != "ties" else None
        names = s.col("ties", "kind") if kind is None else None
        for i, (x, y) in enumerate(s.rows(table, a, b)):
            o = s.operator[x]
            if o and o == s.operator[y]:
                links[o][kind or names[i]].add(frozenset((x, y)))
    _places(s, links)
    _minutes(s, links, rings)
    count, two, all_kinds = 0, Counter(), Counter()
    for o, members in sorted(rings.items()):
        kinds = {k: p for k, p in links[o].items() if p}
        main = _largest(members, [p for pairs in kinds.values() for p in pairs])
        rich = sum(1 for m in members if sum(any(m in p for p in pairs) for pairs in kinds.values()) >= 2) / len(members)
        all_kinds.update(kinds.keys())
        count += 1
        if len(kinds) < 2 or main < .85 or rich < .5:
            serious = len(kinds) < 2 or main < .6
            yield serious, (f"ring {o} {motif[o]} of {len(members)}: kinds {sorted(kinds)}, largest part {main:.2f}, "
                            f"members with two kinds {rich:.2f}")
    yield False, f"{count} rings; kinds of trace seen: {dict(all_kinds.most_common())}"
    yield False, f"motifs: {dict(Counter(motif.values()))}"


def _link(s, links, kind, holders):
    groups = defaultdict(list)
    for a in holders:
        if s.operator[a]:
            groups[s.operator[a]].append(a)
    for o, g in groups.items():
        links[o][kind].update(frozenset(p) for p in combinations(g, 2))


def _places(s, links):
    """The same address on the same day, on at least two days (one, in the first week), with few others there."""
    born = {a: seconds(t) for a, t in s.rows("accounts", "account_id", "created_at") if t}
    there = defaultdict(set)
    for a, t, ip in s.rows("logins", "account_id", "started_at", "ip"):
        if ip:
            there[":".join(ip.split(":")[:4]) if ":" in ip else ip, int(seconds(t) // DAY)].add(a)
    days, first = Counter(), Counter()
    for (ip, day), holders in there.items():
        if 1 < len(holders) <= 30:
            ring = [a for a in holders if s.operator[a]]
            for x, y in combinations(sorted(ring), 2):
                if s.operator[x] == s.operator[y]:
                    days[x, y] += 1
    seen = defaultdict(set)
    for (ip, day), holders in there.items():
        for a in holders:
            if s.operator[a] and day * DAY - born.get(a, 1e12) < 4 * DAY:
                seen[ip].add(a)
    for (x, y), n in days.items():
        if n >= 3:
            links[s.operator[x]]["line"].add(frozenset((x, y)))
    for holders in seen.values():
        _link(s, links, "born", holders)


def _minutes(s, links, rings):
    """Sessions within ten minutes of one another on many days, beyond what shifted days give."""
    starts = defaultdict(lambda: defaultdict(list))
    for table in ("logins", "work"):
        for a, t in s.rows(table, "account_id", "started_at"):
            if s.operator[a]:
                x = seconds(t)
                starts[a][int(x // DAY)].append(x % DAY)
    near = lambda x, y, shift: sum(1 for d, xs in x.items() if any(abs(p - q) < 600 for p in xs for q in y.get(d + shift, ())))
    for o, members in rings.items():
        for a, b in combinations(sorted(members), 2):
            n = near(starts[a], starts[b], 0)
            if n >= 5 and n >= 2.5 * max(1, sum(near(starts[a], starts[b], k) for k in (-3, -1, 1, 2, 5)) / 5):
                links[o]["minutes"].add(frozenset((a, b)))


def _largest(members, pairs):
    root = {m: m for m in members}

    def top(m):
        while root[m] != m:
            m = root[m]
        return m
    for x, y in map(tuple, pairs):
        root[top(x)] = top(y)
    return max(Counter(top(m) for m in members).values()) / len(members)
