"""The real data that the background stands on (read only; `EVADERS_DATA`, or `shared/data` beside the project)."""
import csv
import os

import numpy as np

DATA = os.environ.get("EVADERS_DATA") or os.path.join(os.path.dirname(os.path.abspath(__file__)), *[".."] * 5, "shared", "data")
if not os.path.isdir(os.path.join(DATA, "bitcoin_alpha")):
    raise SystemExit(f"evaders: {os.path.normpath(DATA)} has no folder bitcoin_alpha: set EVADERS_DATA to the folder of the real data (README.md)")


def _p(*parts):
    return os.path.join(DATA, *parts)


def ratings():
    """Bitcoin-Alpha trust ratings, nodes renumbered by first appearance in time, so that the first k
    nodes are the real network as it stood when it had k members (a partial tile keeps real degrees)."""
    a = np.loadtxt(_p("bitcoin_alpha", "ratings.csv"), delimiter=",", skiprows=1, dtype=np.int64)
    a = a[np.argsort(a[:, 3], kind="stable")]
    both = a[:, :2].ravel()
    ids, first = np.unique(both, return_index=True)
    rank = np.empty(len(ids), dtype=np.int64)
    rank[np.argsort(first, kind="stable")] = np.arange(len(ids))
    a[:, 0] = rank[np.searchsorted(ids, a[:, 0])]
    a[:, 1] = rank[np.searchsorted(ids, a[:, 1])]
    return a


def _simple(e, n):
    """Undirected, without loops or doubles; nodes numbered so that prefixes are snowballs (BFS order)."""
    e = e[e[:, 0] != e[:, 1]]
    e = np.unique(np.sort(e, axis=1), axis=0)
    adj = [[] for _ in range(n)]
    for u, v in e.tolist():
        adj[u].append(v)
        adj[v].append(u)
    order, seen = [], [False] * n
    for root in sorted(range(n), key=lambda x: -len(adj[x])):
        if seen[root]:
            continue
        seen[root] = True
        queue = [root]
        for u in queue:
            for v in adj[u]:
                if not seen[v]:
                    seen[v] = True
                    queue.append(v)
        order += queue
    rank = np.empty(n, dtype=np.int64)
    rank[order] = np.arange(n)
    return rank[e], rank


def graph(name):
    """Edges (m,2), node count, and the new number of each old node."""
    path = _p("graphs", name)
    if name.endswith(".graph"):
        rows = open(path).read().split("\n")
        head = rows[0].split()
        n, step = int(head[0]), 2 if len(head) > 2 and head[2] == "1" else 1
        e = [(i, int(x) - 1) for i, row in enumerate(rows[1:n + 1]) for x in row.split()[::step]]
        e = np.array(e, dtype=np.int64)
    else:
        e = np.array([ln.split()[:2] for ln in open(path) if ln.strip() and ln[0] != "#"], dtype=np.int64)
        n = int(e.max()) + 1
    e, rank = _simple(e, n)
    return e, n, rank


def departments():
    return np.loadtxt(_p("graphs", "email-Eu-core-department-labels.txt"), dtype=np.int64)


def surnames():
    out = [r for r in csv.reader(open(_p("jp_names", "last_name_org.csv"), encoding="utf-8-sig")) if len(r) >= 4]
    return [(r[0], r[2], r[3], float(r[1] or 1)) for r in out if (r[1] or "1").isdigit()]


def given(sex):
    """(reading, romaji, kanji list); the count of spellings stands for how common a reading is."""
    out = []
    for r in csv.reader(open(_p("jp_names", f"first_name_{sex}_opti.csv"), encoding="utf-8-sig")):
        k = [x for x in r[2:] if x]
        if len(r) >= 3 and k:
            out.append((r[0], r[1], k))
    return out


def v4_ranges(which):
    """(first, last) of the x4bnet ranges, as integers."""
    out = []
    for ln in open(_p("ip_lists", f"x4bnet_{which}_ipv4.txt")):
        if "/" in ln:
            ip, bits = ln.strip().split("/")
            a = 0
            for x in ip.split("."):
                a = a * 256 + int(x)
            out.append((a, a + (1 << (32 - int(bits))) - 1))
    return np.array(sorted(out), dtype=np.int64)


def asns():
    out = []
    for ln in open(_p("ip_lists", "x4bnet_datacenter_asn.txt")):
        if ln.startswith("AS") and "#" in ln:
            n, name = ln[2:].split("#", 1)
            out.append((n.strip(), name.strip()))
    return out
