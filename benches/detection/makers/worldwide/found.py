"""Which traces the written tables really show within a set of accounts: read back from the files, knowing nothing of the plan."""
from bisect import bisect_left
from collections import defaultdict

MANY = 60      # a value that more accounts than this hold ties nobody


def holders(df, who, what):
    """value -> set of accounts."""
    out = defaultdict(set)
    if df is None or what not in df.columns:
        return out
    for a, v in df.select(who, what).drop_nulls().unique().iter_rows():
        out[v].add(a)
    return out


def ip_key(ip):
    return ":".join(ip.split(":")[:4]) if ":" in ip else ip


class Traces:
    def __init__(self, tables):
        t = tables.get
        self.by_kind = {"payee": [holders(t("payouts"), "account_id", "bank_account_id"), holders(t("bank_accounts"), "account_id", "bank_account_id")],
                        "onward": [holders(t("payouts"), "account_id", "onward_id")],
                        "document": [holders(t("documents"), "account_id", "document_id")],
                        "device": [holders(t("logins"), "account_id", "device_id")]}
        # an address that a carrier or a VPN puts many strangers behind is no trace of a common line
        nets = t("networks")
        loose = set() if nets is None or "kind" not in nets.columns else \
            {c.split("/")[0].rsplit(".", 2)[0] for c, k in nets.select("cidr", "kind").iter_rows() if k in ("cgnat", "mobile", "vpn")}
        ips = defaultdict(set)
        for v, who in holders(t("logins"), "account_id", "ip").items():
            if ":" in v or v.rsplit(".", 2)[0] not in loose:
                ips[ip_key(v)] |= who
        self.by_kind["line"] = [ips]
        idents = t("identifiers")
        if idents is not None:
            for (kind,), part in idents.group_by(["kind"], maintain_order=True):
                self.by_kind["identifier " + kind] = [holders(part, "account_id", "value")]
        self.of = {kind: self._invert(maps) for kind, maps in self.by_kind.items()}
        self.pairs = defaultdict(lambda: defaultdict(set))
        for table, a, b, label in (("reviews", "reviewer_id", "reviewee_id", "review"), ("contracts", "client_id", "worker_id", "order")):
            if t(table) is not None:
                for x, y in t(table).select(a, b).unique().iter_rows():
                    self.pairs[label][x].add(y)
        if t("ties") is not None:
            for x, y, kind in t("ties").select("account_id", "other_id", "kind").unique().iter_rows():
                self.pairs[kind][x].add(y)
        self.sessions, self.changes = defaultdict(list), defaultdict(list)
        if t("logins") is not None:
            for row in t("logins").iter_rows(named=True):
                self.sessions[row["account_id"]].append((row["started_at"], row.get("ended_at"), row.get("device_id") or row.get("ip")))
        if t("changes") is not None:
            for a, f, at in t("changes").iter_rows():
                self.changes[a].append((at, f))

    def _invert(self, maps):
        out = defaultdict(set)
        for n, m in enumerate(maps):
            for v, who in m.items():
                if 2 <= len(who) <= MANY:
                    for a in who:
                        out[a].add((n, v))
        return out

    def inside(self, members):
        """kind -> list of sets of members that one trace of this kind holds together."""
        ms, out = set(members), defaultdict(list)
        for kind, of in self.of.items():
            for key in sorted({k for a in ms for k in of.get(a, ())}, key=str):
                got = self.by_kind[kind][key[0]][key[1]] & ms
                if len(got) >= 2:
                    out[kind].append(got)
        for kind, to in self.pairs.items():
            for a in ms:
                for b in to.get(a, set()) & ms - {a}:
                    out[kind].append({a, b})
        self._clock(ms, out)
        return out

    def _clock(self, ms, out):
        rows = sorted((s, e, d, a) for a in ms for s, e, d in ((x, y or 0, z or "") for x, y, z in self.sessions[a]))
        starts = [x[0] for x in rows]
        hand, minute = defaultdict(int), defaultdict(int)
        for s, e, d, a in rows:
            for k in range(bisect_left(starts, e), bisect_left(starts, e + 600)) if e else ():
                if rows[k][3] != a and rows[k][2] != d:
                    hand[min(a, rows[k][3]), max(a, rows[k][3])] += 1
            for k in range(bisect_left(starts, s), bisect_left(starts, s + 120)):
                if rows[k][3] != a:
                    minute[min(a, rows[k][3]), max(a, rows[k][3])] += 1
        # what chance brings about: two busy people meet once or twice in five months
        out["hand_over"] += [set(p) for p, n in sorted(hand.items()) if n >= 3]
        out["same_minute"] += [set(p) for p, n in sorted(minute.items()) if n >= 3]
        near = sorted((at, f, a) for a in ms for at, f in self.changes[a])
        out["change"] += [{a, b} for (x, f, a), (y, g, b) in zip(near, near[1:]) if a != b and f == g and y - x < 3600]
        for kind in [k for k, v in out.items() if not v]:
            del out[kind]


def held_together(members, traces):
    """Size of the largest part of the members that the traces connect."""
    parent = {a: a for a in members}

    def root(a):
        while parent[a] != a:
            parent[a] = parent[parent[a]]
            a = parent[a]
        return a
    for sets in traces.values():
        for s in sets:
            first, *rest = sorted(s)
            for b in rest:
                parent[root(b)] = root(first)
    sizes = defaultdict(int)
    for a in members:
        sizes[root(a)] += 1
    return max(sizes.values())
