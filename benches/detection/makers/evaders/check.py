"""python -m evaders.check DIR: formats, references, order of times, shares; counts per motif and class."""
import csv
import ipaddress
import os
import re
import sys
from collections import Counter, defaultdict
from datetime import datetime

from contract import COLUMNS

REQUIRED = {
    "accounts": {"account_id"}, "documents": {"account_id", "document_id"}, "bank_accounts": {"account_id", "bank_account_id"},
    "logins": {"account_id", "started_at"}, "changes": {"account_id", "field", "changed_at"}, "reviews": {"reviewer_id", "reviewee_id"},
    "contracts": {"contract_id", "client_id", "worker_id"}, "work": {"account_id", "started_at", "ended_at"},
    "payouts": {"account_id", "bank_account_id", "paid_at"}, "identifiers": {"account_id", "kind", "value"},
    "ties": {"account_id", "other_id", "kind"}, "reports": {"account_id", "kind"}, "networks": {"cidr"},
}
WORDS = {
    ("accounts", "role"): "worker client both", ("accounts", "status"): "active suspended closed",
    ("bank_accounts", "kind"): "bank money_transfer crypto", ("logins", "remote"): "true false", ("reviews", "rating"): "1 2 3 4 5",
    ("reports", "kind"): "unnatural_language refuses_video off_platform below_market several_operators crypto_payment",
    ("networks", "kind"): "residential mobile cgnat office campus public hosting vpn tor",
}
TIME = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
PAIRS = [("logins", "started_at", "ended_at"), ("work", "started_at", "ended_at"), ("bank_accounts", "added_at", "removed_at"),
         ("payouts", "paid_at", "onward_at"), ("accounts", "created_at", "status_at")]
PEOPLE = ("account_id", "other_id", "reviewer_id", "reviewee_id", "client_id", "worker_id", "reporter_id")


def main(d, shared=True):
    bad, T, ips = Counter(), {}, set()
    for t, cols in COLUMNS.items():
        p = os.path.join(d, t + ".csv")
        if os.path.exists(p):
            with open(p, encoding="utf-8", newline="") as f:
                rd = csv.DictReader(f)
                if rd.fieldnames != cols.split(","):
                    bad[t, "header"] += 1
                T[t] = list(rd)
    acc = {a["account_id"]: a for a in T["accounts"]}
    truth = list(csv.DictReader(open(os.path.join(d, "truth.csv"), encoding="utf-8")))
    if len(acc) != len(T["accounts"]):
        bad["accounts", "double"] += 1
    if sorted(x["account_id"] for x in truth) != sorted(acc):
        bad["truth", "not one row for each account"] += 1
    cids = {c["contract_id"] for c in T.get("contracts", [])}
    banks = {(b["account_id"], b["bank_account_id"]) for b in T.get("bank_accounts", [])}
    for t, rows in T.items():
        cols = COLUMNS[t].split(",")
        timed = [c for c in cols if c.endswith("_at") or c == "at"]
        people = [c for c in PEOPLE if c in cols]
        words = [(c, set(WORDS[t, c].split())) for c in cols if (t, c) in WORDS]
        sums = [c for c in ("amount", "fee", "onward_amount") if c in cols]
        for x in rows:
            for c in REQUIRED[t]:
                if not x[c]:
                    bad[t, c + " missing"] += 1
            for c in timed:
                if x[c] and not TIME.match(x[c]):
                    bad[t, c + " format"] += 1
            for c in people:
                if x[c] and x[c] not in acc:
                    bad[t, c + " unknown"] += 1
                elif x[c] and t != "accounts":
                    a = acc[x[c]]
                    for k in timed:
                        if x[k] and a["created_at"] and x[k] < a["created_at"]:
                            bad[t, f"{k} before {c} exists"] += 1
                        if x[k] and k not in ("removed_at", "onward_at", "ended_at") and a["status_at"] and x[k] > a["status_at"] and a["status"] != "active":
                            bad[t, f"{k} after the end of {c}"] += 1
            for c, ok in words:
                if x[c] and x[c] not in ok:
                    bad[t, c + " word"] += 1
            if t == "logins" and x["ip"] and x["ip"] not in ips:
                ips.add(x["ip"])
                try:
                    ipaddress.ip_address(x["ip"])
                except ValueError:
                    bad[t, "ip"] += 1
            if t in ("reviews", "work") and x["contract_id"] and cids and x["contract_id"] not in cids:
                bad[t, "contract unknown"] += 1
            if t == "payouts" and banks and (x["account_id"], x["bank_account_id"]) not in banks:
                bad[t, "destination not registered"] += 1
            for c in sums:
                if x[c] and float(x[c]) <= 0:
                    bad[t, c + " not positive"] += 1
            if t in ("ties", "reviews", "contracts"):
                u, v = [x[c] for c in cols if c in PEOPLE][:2]
                bad[t, "with oneself"] += u == v
    for c in T.get("networks", []):
        try:
            ipaddress.ip_network(c["cidr"])
        except ValueError:
            bad["networks", "cidr"] += 1
    for t, a, b in PAIRS:
        bad[t, f"{b} before {a}"] += sum(1 for x in T.get(t, []) if x[a] and x[b] and x[b] < x[a])
    size = Counter(x["operator"] for x in truth if x["operator"])
    for x in truth:
        if x["motif"] and x["class"] or not x["motif"] and not x["class"] or x["motif"] and not x["operator"]:
            bad["truth", "motif and class"] += 1
        if x["operator"] and not x["motif"] and size[x["operator"]] < 2:
            bad["truth", "lawful operator with one account"] += 1
    ops = defaultdict(set)
    for x in truth:
        ops[x["operator"]].add(bool(x["motif"]))
    bad["truth", "lawful account with a ring's id"] += sum(1 for o, k in ops.items() if o and len(k) > 1)
    n, ring = len(truth), [x for x in truth if x["motif"]]
    ordin = sum(1 for x in truth if x["class"] == "ordinary")
    if not 0.008 <= len(ring) / n <= 0.055:
        bad["truth", f"share of rings {len(ring) / n:.3f}"] += 1
    if ordin / n < 0.85:
        bad["truth", f"share of ordinary {ordin / n:.3f}"] += 1
    print(d, " ".join(f"{t}={len(r)}" for t, r in T.items()))
    print(f"rings {len({x['operator'] for x in ring})}, members {len(ring)} ({len(ring) / n:.1%}), ordinary {ordin / n:.1%}")
    mo = defaultdict(set)
    for x in ring:
        mo[x["motif"]].add(x["operator"])
    print("motifs: " + ", ".join(f"{m} {len(o)}/{sum(size[y] for y in o)}" for m, o in sorted(mo.items())))
    print("classes: " + ", ".join(f"{c} {k}" for c, k in sorted(Counter(x["class"] for x in truth if x["class"]).items())))
    if shared:
        common(T, truth)
    errs = {k: v for k, v in bad.items() if v}
    print("PROBLEMS: " + repr(errs) if errs else "no problems")
    return 1 if errs else 0


def common(T, truth):
    """For each motif: in how many rings do half of the members share a value of a kind that at most 30 accounts have."""
    op = {x["account_id"]: (x["operator"], x["motif"]) for x in truth if x["motif"]}
    size, motif = Counter(o for o, _ in op.values()), {o: m for o, m in op.values()}
    users = defaultdict(set)
    for t, kind, col in (("logins", "device", "device_id"), ("logins", "ip", "ip"), ("payouts", "onward", "onward_id"), ("bank_accounts", "bank", "bank_account_id"), ("documents", "document", "document_id")):
        for x in T.get(t, []):
            if x[col]:
                users[kind, x[col]].add(x["account_id"])
    for x in T.get("identifiers", []):
        users[x["kind"], x["value"]].add(x["account_id"])
    for t, u, v in (("ties", "account_id", "other_id"), ("reviews", "reviewer_id", "reviewee_id"), ("contracts", "client_id", "worker_id")):
        for x in T.get(t, []):
            if x[u] in op and x[v] in op and op[x[u]] == op[x[v]]:
                users[x.get("kind", t[:-1]), x[u] + x[v]] |= {x[u], x[v]}
    got = defaultdict(lambda: defaultdict(set))
    for (kind, _), us in users.items():
        if 2 <= len(us) <= 60:
            c = Counter(op[u][0] for u in us if u in op)
            for o, k in c.items():
                if k >= 2:
                    got[o][kind] |= {u for u in us if u in op and op[u][0] == o}
    per, none = defaultdict(Counter), []
    for o in size:
        kinds = [k for k, us in got[o].items() if len(us) >= 0.5 * size[o]]
        per[motif[o]].update(kinds)
        if len(kinds) < 2:
            none.append(f"{o}({motif[o]},{size[o]}:{'+'.join(kinds) or '-'})")
    for m, c in sorted(per.items()):
        print(f"  {m}: " + ", ".join(f"{k} {v}" for k, v in c.most_common(12)))
    print("  fewer than two shared kinds that cover half (time traces are not counted here): " + (" ".join(none) or "none"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
