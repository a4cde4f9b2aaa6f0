"""python -m worldwide.check DIR: does a written snapshot obey the contract, hold its rings, and give nothing away?"""
import ipaddress
import os
import sys
from collections import Counter, defaultdict

import numpy as np
import polars as pl

from .found import Traces, held_together
from .write import ACCOUNTS, COLUMNS, TIMES
from .world import DAY, END, RETAIN

REQUIRED = {"accounts": "account_id", "documents": "account_id,document_id", "bank_accounts": "account_id,bank_account_id",
            "logins": "account_id,started_at", "changes": "account_id,field,changed_at", "reviews": "reviewer_id,reviewee_id",
            "contracts": "contract_id,client_id,worker_id", "work": "account_id,started_at,ended_at",
            "payouts": "account_id,bank_account_id,paid_at", "identifiers": "account_id,kind,value",
            "ties": "account_id,other_id,kind", "reports": "account_id,kind", "networks": "cidr"}
WORDS = {("accounts", "role"): "worker client both", ("accounts", "status"): "active suspended closed",
         ("bank_accounts", "kind"): "bank money_transfer crypto", ("logins", "remote"): "true false",
         ("reviews", "rating"): "1 2 3 4 5",
         ("reports", "kind"): "unnatural_language refuses_video off_platform below_market several_operators crypto_payment",
         ("networks", "kind"): "residential mobile cgnat office campus public hosting vpn tor"}
ORDER = {"logins": ("started_at", "ended_at"), "work": ("started_at", "ended_at"), "payouts": ("paid_at", "onward_at"),
         "bank_accounts": ("added_at", "removed_at"), "accounts": ("created_at", "status_at")}


# a machine in one place, or an order with its review, is one kind of trace and not two
FAMILY = {"line": "where", "device": "where", "order": "dealing", "review": "dealing"}


class Report:
    def __init__(self):
        self.bad = []

    def need(self, fine, text):
        if not fine:
            self.bad.append(text)


def read(folder):
    tables = {}
    for table in COLUMNS:
        path = os.path.join(folder, table + ".csv")
        if os.path.exists(path):
            tables[table] = pl.read_csv(path, infer_schema=False)
    truth = pl.read_csv(os.path.join(folder, "truth.csv"), infer_schema=False)
    return tables, truth


def contract(rep, tables):
    """Columns, words, types, times and references, table by table."""
    known = set(tables["accounts"]["account_id"])
    rep.need(len(known) == len(tables["accounts"]), "accounts: duplicate account_id")
    born = dict(zip(tables["accounts"]["account_id"], _seconds(tables["accounts"]["created_at"])))
    for table, df in tables.items():
        extra = set(df.columns) - set(COLUMNS[table].split(","))
        rep.need(not extra, f"{table}: unknown columns {sorted(extra)}")
        for c in REQUIRED[table].split(","):
            rep.need(c in df.columns and df[c].null_count() == 0, f"{table}.{c}: required value missing")
        for c in df.columns:
            if (table, c) in WORDS:
                odd = set(df[c].drop_nulls().unique()) - set(WORDS[table, c].split())
                rep.need(not odd, f"{table}.{c}: {sorted(odd)[:3]}")
            if c in TIMES:
                x = _seconds(df[c])
                rep.need(x.null_count() == df[c].null_count(), f"{table}.{c}: a time does not parse")
                rep.need(len(x.drop_nulls()) == 0 or (x.max() <= END and x.min() > END - 2100 * DAY), f"{table}.{c}: outside the span")
                if "account_id" in df.columns and table != "accounts":
                    early = sum(t is not None and t < born[a] for a, t in zip(df["account_id"], x) if a in born)
                    rep.need(early == 0, f"{table}.{c}: {early} rows before the account existed")
            if c in ACCOUNTS:
                rep.need(set(df[c].drop_nulls().unique()) <= known, f"{table}.{c}: unknown account")
            if c in ("fee", "amount", "onward_amount"):
                v = df[c].cast(pl.Float64, strict=False)
                rep.need(v.null_count() == df[c].null_count() and (v.drop_nulls() >= 0).all(), f"{table}.{c}: not an amount")
        a, b = ORDER.get(table, (None, None))
        if a in df.columns and b in df.columns:
            late = (_seconds(df[b]) < _seconds(df[a])).sum()
            rep.need(late == 0, f"{table}: {late} rows end before they begin")
        if "contract_id" in df.columns and table != "contracts" and "contracts" in tables:
            rep.need(set(df["contract_id"].drop_nulls()) <= set(tables["contracts"]["contract_id"]), f"{table}.contract_id: unknown")
    if "logins" in tables and "ip" in tables["logins"].columns:
        for ip in tables["logins"]["ip"].drop_nulls().unique().sort()[::7]:
            ipaddress.ip_address(ip)
        rep.need(_seconds(tables["logins"]["started_at"]).min() >= RETAIN, "logins: before the retention")
    for cidr in tables.get("networks", pl.DataFrame({"cidr": []}))["cidr"]:
        ipaddress.ip_network(cidr)


def _seconds(s):
    return s.str.strptime(pl.Datetime, "%Y-%m-%dT%H:%M:%SZ", strict=False).dt.epoch("s")


def rings(rep, tables, truth):
    timed = {t: df.with_columns([_seconds(df[c]).alias(c) for c in df.columns if c in TIMES]) for t, df in tables.items() if t in ("logins", "changes")}
    seen = Traces({**tables, **timed})
    groups = defaultdict(list)
    for a, op, motif, _ in truth.iter_rows():
        if op:
            groups[op, motif].append(a)
    rep.need(groups, "no ring")
    whole, kinds_of = 0, Counter()
    for (op, motif), ms in sorted(groups.items()):
        rep.need(3 <= len(ms) <= 30, f"{op}: {len(ms)} members")
        got = seen.inside(ms)
        kinds_of.update(got.keys())
        rep.need(len({FAMILY.get(k, k) for k in got}) >= 2, f"{op} ({motif}, {len(ms)} members): only {sorted(got)}")
        part = held_together(ms, got)
        whole += part == len(ms)
        rep.need(part >= .6 * len(ms), f"{op} ({motif}): traces hold {part} of {len(ms)} together")
    print(f"rings {len(groups)}, held together whole {whole}, kinds {dict(kinds_of.most_common())}")


def classes(rep, truth, n):
    named = Counter(c for _, op, _, c in truth.iter_rows() if c and c != "ordinary")
    rep.need(len(named) >= 40, f"only {len(named)} lawful classes")
    share = sum(named.values()) / n
    rep.need(.08 <= share <= .55, f"lawful share {share:.3f}")
    guilty = sum(1 for _, op, _, _ in truth.iter_rows() if op)
    rep.need(0 < guilty / n <= .036, f"ring share {guilty / n:.4f}")
    print(f"lawful classes {len(named)}, share {share:.3f}; accounts in rings {guilty} ({guilty / n:.4f})")


def auc(x, y):
    rank = pl.Series(x, dtype=pl.Float64).rank("average").to_numpy()
    pos = y.sum()
    return (rank[y].sum() - pos * (pos + 1) / 2) / (pos * (len(y) - pos))


def leaks(rep, tables, truth):
    """What is no trace must not tell: ids, row order, formats, ages. Row counts are held against lawful groups alone,
    as both were drawn among accounts that do something."""
    op = {a: o for a, o, _, _ in truth.iter_rows()}
    lawful = {a for a, o, _, c in truth.iter_rows() if c and c != "ordinary"}
    acc = tables["accounts"]
    ids = acc["account_id"].to_list()
    guilty = np.array([bool(op[a]) for a in ids])
    near = np.array([bool(op[a]) or a in lawful for a in ids])
    feats = {"id": [int(a[1:]) for a in ids], "row": list(range(len(ids))), "created": _seconds(acc["created_at"]).to_list(),
             "name length": [len(x or "") for x in acc["name"]], "second of minute": [t % 60 for t in _seconds(acc["created_at"])]}
    among = {"created", "name length"}                    # names go with countries, and a ring has few of these
    for c in ("name", "country"):
        if c in acc.columns:
            feats[c + " missing"] = acc[c].is_null().cast(pl.Int8).to_list()
    for table, df in tables.items():
        if table in ("accounts", "networks"):
            continue
        who = next(c for c in df.columns if c in ACCOUNTS)
        place, count = defaultdict(float), Counter()
        for k, a in enumerate(df[who]):
            place[a] += k
            count[a] += 1
        if table != "logins":                             # log-ins stand in order of time
            feats[table + " row order"] = [place[a] / count[a] if count[a] else len(df) / 2 for a in ids]
        feats[table + " rows"] = [count[a] for a in ids]
        among.add(table + " rows")
        for c in ("document_id", "bank_account_id", "device_id"):
            if c in df.columns and table != "payouts":
                size = defaultdict(list)
                for a, v in df.select(who, c).drop_nulls().iter_rows():
                    size[a].append(len(v))
                feats[f"{c} length ({table})"] = [np.mean(size[a]) if size[a] else 0 for a in ids]
                among.add(f"{c} length ({table})")
    # a score of features over many runs, hence 4.5 standard deviations; members of one ring stand and fall
    # together, so there the rings count rather than their members
    weight = len(set(op.values()) - {"", None})
    worst = []
    for name, x in feats.items():
        use = near if name in among else np.ones(len(ids), bool)
        v = auc(np.array(x, float)[use], guilty[use])
        n = weight if name in among else guilty.sum()
        worst.append((abs(v - .5), name, v))
        limit = max(.12, 4.5 * .29 / np.sqrt(n))
        rep.need(abs(v - .5) < limit, f"leak: {name} AUC {v:.3f} (limit {limit:.2f})")
    print("largest differences:", ", ".join(f"{n} {v:.3f}" for _, n, v in sorted(worst, reverse=True)[:6]))


def main():
    rep = Report()
    tables, truth = read(sys.argv[1])
    truth = truth.with_columns(pl.all().fill_null(""))
    rep.need(set(truth["account_id"]) == set(tables["accounts"]["account_id"]), "truth.csv and accounts differ")
    contract(rep, tables)
    rings(rep, tables, truth)
    classes(rep, truth, len(truth))
    leaks(rep, tables, truth)
    print(f"tables {len(tables)}: " + ", ".join(f"{t} {len(df)}" for t, df in tables.items()))
    for text in rep.bad[:40]:
        print("BAD", text)
    print("FAIL" if rep.bad else "PASS")
    sys.exit(bool(rep.bad))


if __name__ == "__main__":
    main()
