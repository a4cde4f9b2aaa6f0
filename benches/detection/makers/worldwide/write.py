"""From hidden indices to the tables of the contract: times put within each account's life, rows shuffled, ids drawn."""
import os

import polars as pl

from contract import COLUMNS
from .countries import COUNTRIES
from .world import DAY, END

# (columns that hold accounts, column of the time, may the row predate the account by nothing)
WHO = {"documents": ((0,), 5), "identifiers": ((0,), 3), "changes": ((0,), 2), "reviews": ((0, 1), 2), "contracts": ((1, 2), 6),
       "ties": ((0, 1), 3), "reports": ((0,), 3), "logins": ((0,), None), "work": ((0,), None), "payouts": ((0,), None),
       "bank_accounts": ((0,), None)}


def within_life(w, table, rows):
    """A row stands between sign-up and closing of all its accounts; one that cannot is dropped."""
    who, when = WHO[table]
    if when is None:
        return rows
    out = []
    for row in rows:
        lo = max(w.accounts[row[k]].created for k in who)
        hi = min(w.accounts[row[k]].last() for k in who)
        t = row[when]
        if not lo <= t < hi:
            if hi - lo < 7200:
                continue
            t = min(lo + w.r.randrange(60, 3 * DAY), hi - 1) if t < lo else hi - w.r.randrange(1, min(hi - lo, 20 * DAY))
            row = row[:when] + (t,) + row[when + 1:]
        out.append(row)
    return out


def _accounts(w):
    r, p, rows = w.r, w.p, []
    for a in w.accounts:
        kana = a.name.kana or None
        rows.append((a.i, None if r.random() < p.missing["name"] else a.shown, kana, a.role,
                     None if r.random() < p.missing["country"] else a.home if r.random() < .5 else a.country,
                     a.created, a.status, a.status_at, a.org or None))
    return rows


TIMES = {"created_at", "status_at", "submitted_at", "added_at", "removed_at", "started_at", "ended_at", "changed_at", "posted_at",
         "paid_at", "onward_at", "seen_at", "at", "reported_at"}
ACCOUNTS = {"account_id", "reviewer_id", "reviewee_id", "client_id", "worker_id", "other_id", "reporter_id"}


def save(w, out):
    os.makedirs(out, exist_ok=True)
    r = w.r
    ids = []
    while len(ids) < len(w.accounts):
        ids = list(dict.fromkeys(ids + [f"u{r.randrange(10**8, 10**9)}" for _ in range(len(w.accounts) - len(ids))]))
    names = pl.Series(ids)
    w.rows["accounts"] = _accounts(w)
    w.rows["networks"] = w.net.rows
    counts = {}
    for table, columns in COLUMNS.items():
        path = os.path.join(out, table + ".csv")
        if os.path.exists(path):
            os.remove(path)
        if not w.p.has(table):
            continue
        columns = columns.split(",")
        rows = within_life(w, table, w.rows[table]) if table in WHO else w.rows[table]
        if table == "contracts":
            rows = [x if r.random() > w.p.missing["fee"] else x[:4] + (None,) + x[5:] for x in rows]
        r.shuffle(rows)                                   # the order of writing would tell who was planted when
        cols = list(zip(*rows)) if rows else [[] for _ in columns]
        frame = {}
        for name, values in zip(columns, cols):
            if not w.p.has(table, name):
                continue
            if name in ACCOUNTS:
                frame[name] = names.gather(pl.Series(values, dtype=pl.UInt32)) if len(values) else pl.Series(values, dtype=pl.String)
            elif name in TIMES:
                frame[name] = pl.from_epoch(pl.Series(values, dtype=pl.Int64), "s").dt.strftime("%Y-%m-%dT%H:%M:%SZ")
            elif name == "currency":
                frame[name] = pl.Series([COUNTRIES[c].currency for c in values], dtype=pl.String)
            elif name in ("fee", "amount", "onward_amount"):
                frame[name] = pl.Series(values, dtype=pl.Float64)
            else:
                frame[name] = pl.Series(values) if any(v is not None for v in values) else pl.Series(values, dtype=pl.String)
        df = pl.DataFrame(frame)
        if table == "logins" and len(df):
            df = df.sort("started_at", "account_id")
        df.write_csv(path)
        counts[table] = len(df)
    truth = [(ids[a.i], a.operator, a.motif, a.klass) for a in w.accounts]
    r.shuffle(truth)
    pl.DataFrame(truth, schema=["account_id", "operator", "motif", "class"], orient="row").write_csv(os.path.join(out, "truth.csv"))
    return ids, counts
