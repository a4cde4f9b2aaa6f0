"""python -m published.check DIR: invariants of a made platform, and that each ring can be found by a careful reader."""
import csv
import ipaddress
import os
import sys
from collections import Counter, defaultdict
from datetime import datetime, timezone

from contract import COLUMNS

DAY = 86400
FAMILY = {"device": "infrastructure", "ip": "infrastructure", "bank": "money", "onward": "money", "transfer": "money", "document": "identity",
          "portrait": "identity", "template": "texts", "portfolio": "texts", "phone": "contact", "email": "contact", "address": "contact",
          "sweep": "behaviour", "changes": "behaviour", "burst": "registration", "invite_code": "registration", "referral": "registration",
          "review": "trade", "contract": "trade"}


def read(folder, table):
    path = f"{folder}/{table}.csv"
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8") as f:
        return list(csv.DictReader(f))


def secs(text):
    return int(datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc).timestamp())


class Check:
    def __init__(self, folder):
        self.t = {name: read(folder, name) for name in COLUMNS}
        self.truth = read(folder, "truth")
        self.errors = Counter()

    def want(self, ok, what):
        if not ok:
            self.errors[what] += 1

    def invariants(self):
        t, born = self.t, {a["account_id"]: a["created_at"] for a in self.t["accounts"]}     # RFC 3339 in UTC sorts as text
        self.want(len(born) == len(t["accounts"]), "account ids not unique")
        self.want({x["account_id"] for x in self.truth} == set(born) and len(self.truth) == len(born), "truth is not one row an account")
        for x in self.truth:
            self.want(bool(x["motif"]) != bool(x["class"]), "truth: exactly one of motif and class")
            self.want(x["operator"].startswith("ring-") == bool(x["motif"]), "truth: operator and motif disagree")
        for table, rows in t.items():
            refs = [c for c in COLUMNS[table].split(",") if c in ("account_id", "other_id", "client_id", "worker_id", "reviewer_id", "reviewee_id", "reporter_id")]
            for row in rows:
                for c in refs:
                    self.want(row[c] in born or (c == "reporter_id" and not row[c]), f"{table}.{c} unknown")
        for table, first, last in [("logins", "started_at", "ended_at"), ("work", "started_at", "ended_at"), ("payouts", "paid_at", "onward_at"),
                                   ("bank_accounts", "added_at", "removed_at"), ("accounts", "created_at", "status_at"), ("identifiers", "seen_at", None),
                                   ("changes", "changed_at", None), ("documents", "submitted_at", None)]:
            for row in t[table]:
                self.want(not last or not row[last] or row[first] <= row[last], f"{table}: {last} before {first}")
                self.want(not row[first] or row[first] >= born[row["account_id"]], f"{table}: {first} before the account")
                self.want(row[first] <= "2025-10-01T00:00:00Z", f"{table}: {first} after the snapshot")
        for ip in {r["ip"] for r in t["logins"]}:
            try:
                ipaddress.ip_address(ip)
            except ValueError:
                self.want(False, "an IP that does not parse")
        orders = {r["contract_id"] for r in t["contracts"]}
        self.want(len(orders) == len(t["contracts"]), "contract ids not unique")
        for table in ("reviews", "work"):
            for r in t[table]:
                self.want(r["contract_id"] in orders, f"{table}: order unknown")
        own = {(r["account_id"], r["bank_account_id"]) for r in t["bank_accounts"]}
        for r in t["payouts"]:
            self.want((r["account_id"], r["bank_account_id"]) in own, "payout to a destination not registered")

    def holders(self):
        """(kind, value) -> set of accounts that carry it."""
        out, t = defaultdict(set), self.t
        for r in t["logins"]:
            ip = r["ip"] if ":" not in r["ip"] else str(ipaddress.ip_network(r["ip"] + "/64", strict=False))
            out["ip", ip].add(r["account_id"])
            if r["device_id"]:
                out["device", r["device_id"]].add(r["account_id"])
        for table, kind, col in [("documents", "document", "document_id"), ("bank_accounts", "bank", "bank_account_id"), ("payouts", "onward", "onward_id")]:
            for r in t[table]:
                if r[col]:
                    out[kind, r[col]].add(r["account_id"])
        for r in t["identifiers"]:
            if r["kind"] != "client_build":
                out[r["kind"], r["value"]].add(r["account_id"])
        return out

    def ring_links(self, rings):
        """ring -> kind -> list of linked groups of members, from values mostly held by the ring and from behaviour."""
        of = {a: op for op, m in rings.items() for a in m}
        links = defaultdict(lambda: defaultdict(list))
        for (kind, _), accounts in self.holders().items():
            if 2 <= len(accounts) < 400:
                for op, k in Counter(of[a] for a in accounts if a in of).items():
                    if k >= 2 and k >= 0.4 * len(accounts):
                        links[op][kind].append([a for a in accounts if of.get(a) == op])
        for table, a, b, kind in [("reviews", "reviewer_id", "reviewee_id", "review"), ("contracts", "client_id", "worker_id", "contract"), ("ties", "account_id", "other_id", None)]:
            for r in self.t[table]:
                if r[a] in of and of[r[a]] == of.get(r[b]) and r[a] != r[b] and r.get("kind") != "message":
                    links[of[r[a]]][kind or r["kind"]].append([r[a], r[b]])
        starts, moved, created = defaultdict(list), defaultdict(list), defaultdict(list)
        for r in self.t["logins"]:
            if r["account_id"] in of:
                starts[of[r["account_id"]]].append((secs(r["started_at"]), r["account_id"]))
        for r in self.t["changes"]:
            if r["account_id"] in of:
                moved[of[r["account_id"]], r["field"]].append((secs(r["changed_at"]), r["account_id"]))
        for r in self.t["accounts"]:
            if r["account_id"] in of:
                created[of[r["account_id"]]].append((secs(r["created_at"]), r["account_id"]))
        for op, xs in starts.items():            # who follows whom within 20 minutes, on five days or more
            xs.sort()
            days = defaultdict(set)
            for (s, a), (u, b) in zip(xs, xs[1:]):
                if a != b and u - s < 1200:
                    days[min(a, b), max(a, b)].add(s // DAY)
            links[op]["sweep"] += [list(p) for p, d in days.items() if len(d) >= 5]
        for (op, _), xs in moved.items():
            links[op]["changes"] += runs(sorted(xs), DAY // 2, 3)
        for op, xs in created.items():
            links[op]["burst"] += runs(sorted(xs), DAY, 3)
        return links

    def rings(self):
        rings, motif = defaultdict(list), {}
        for x in self.truth:
            if x["motif"]:
                rings[x["operator"]].append(x["account_id"])
                motif[x["operator"]] = x["motif"]
        links, weak = self.ring_links(rings), 0
        for op, members in sorted(rings.items()):
            n = len(members)
            self.want(n >= 3, "a ring of fewer than three")
            cover = {k: len({a for g in gs for a in g}) / n for k, gs in links[op].items() if gs}
            most = {k for k, c in cover.items() if c >= 0.5}
            joined = largest([g for k in cover for g in links[op][k]]) / n
            ok = len(most) >= 2 and len({FAMILY[k] for k in most}) >= 2 and joined >= 0.75
            weak += not ok
            self.want(ok, "a ring without two kinds of two families over half of it, or not joined")
            print(f"  {op} {motif[op]:20s} n={n:3d} joined={joined:.2f} " + " ".join(f"{k}={c:.2f}" for k, c in sorted(cover.items(), key=lambda x: -x[1])) + ("" if ok else "   <-- WEAK"))
        return rings, motif


def runs(xs, gap, least):
    """Groups of events each within `gap` of the one before."""
    out, cur = [], []
    for x in xs:
        if cur and x[0] - cur[-1][0] > gap:
            out.append(cur)
            cur = []
        cur.append(x)
    return [[a for _, a in c] for c in out + [cur] if len({a for _, a in c}) >= least]


def largest(groups):
    up = {}

    def root(a):
        while up.setdefault(a, a) != a:
            a = up[a]
        return a
    for g in groups:
        for a in g[1:]:
            up[root(g[0])] = root(a)
    return max(Counter(root(a) for a in list(up)).values(), default=0)


def main():
    c = Check(sys.argv[1])
    c.invariants()
    rings, motif = c.rings()
    classes = Counter(x["class"] for x in c.truth if x["class"])
    n = len(c.truth)
    fraud = sum(len(m) for m in rings.values())
    print(f"{n} accounts; {len(rings)} rings, {fraud} accounts ({100 * fraud / n:.1f} %): " + ", ".join(f"{m} {k}" for m, k in sorted(Counter(motif.values()).items())))
    print(f"{len(classes)} lawful classes: " + ", ".join(f"{k} {v}" for k, v in classes.most_common()))
    print("rows: " + ", ".join(f"{k} {len(v)}" for k, v in c.t.items() if v))
    if n >= 10000:
        c.want(len(classes) >= 41, "fewer than 40 lawful classes besides the ordinary")
        c.want(0.004 <= fraud / n <= 0.07, "share of ring accounts outside 0.5 to 6 %")
        c.want(classes["ordinary"] >= 0.2 * n, "too few ordinary people")
    for what, k in c.errors.most_common():
        print(f"FAIL {what}: {k}")
    print("ok" if not c.errors else "not ok")
    return 1 if c.errors else 0


if __name__ == "__main__":
    sys.exit(main())
