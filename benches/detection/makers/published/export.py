"""Writes the tables and the truth. Ids follow the order of registration, as platforms number them."""
import csv
import hashlib
import os
import shutil

import numpy as np

from contract import COLUMNS

from .world import Account, END

TIMES = {c for cols in COLUMNS.values() for c in cols.split(",") if c.endswith("_at") or c == "at"}
FORMS = ["ｶ)", "(ｶ", "ﾄﾞ)", "ﾕ)", "ﾌｸ)", "ｷﾖｳﾄﾞｳｸﾐｱｲ", "ｾｲﾈﾝｺｳｹﾝﾆﾝ"]
SECRET = {"document_id", "bank_account_id", "device_id", "onward_id", "value"}     # pseudonymised where the platform hashes


def number(w):
    for i, a in enumerate(sorted(w.accounts, key=lambda a: (a.created, a.operator, a.cls))):
        a.id = f"u{i:07d}"


def collect(w):
    """Rows of accounts, documents, banks, identifiers and changes from the accounts' state."""
    r, keep = w.r, w.cfg["missing"]
    for a in w.accounts:
        if a.status_at:                          # a class may have moved the registration
            a.status_at = min(END, max(a.status_at, a.created + 3600))
        w.add("accounts", a, a.name.display(), a.name.kana(), a.role, a.country, a.created, a.status, a.status_at, a.organisation)
        for d in a.docs:
            w.add("documents", a, d["id"], d["kind"], d["country"], d["name"], min(END, max(a.created, d["at"])))
        for b in a.banks:
            added = min(END - 60, max(a.created, b["added"]))
            removed = b["removed"] and max(added, int(b["removed"]))
            w.add("bank_accounts", a, b["id"], b["kind"], b["holder"], b["country"], added, removed if removed and removed < END else None)
        for kind, value, at in a.idents:
            if kind in ("template", "portfolio") and w.variant == "wallet_only":
                continue
            w.add("identifiers", a, kind, value, min(END - 1, max(a.created, at)) if r.random() < keep else None)
        for field, at in a.changes:
            if a.created < at < END:
                w.add("changes", a, field, int(at))
    kinds = w.cfg["label"]
    for row in w.nets.rows:
        if r.random() < kinds * (0.5 if row[1] in ("residential", "office") else 1):
            kind = row[1] if r.random() > 0.03 else "residential"                  # the lists err a little
            if kind == "public" and r.random() < 0.5:
                kind = "office"
            w.add("networks", row[0], kind, *row[2:])


def masked(holder):
    """A company's holder line keeps its legal form and loses its name; a person's line is withheld."""
    form = next((f for f in FORMS if f in (holder or "")), None)
    return form + hashlib.blake2b(holder.encode(), digest_size=4).hexdigest().upper() if form else ""


def column(name, cells, w, salt):
    if name in TIMES:
        known = [i for i, c in enumerate(cells) if c not in (None, "")]
        out = [""] * len(cells)
        if known:
            text = np.datetime_as_string(np.array([int(cells[i]) for i in known], dtype="datetime64[s]"))
            for i, t in zip(known, text.tolist()):
                out[i] = t + "Z"
        return out
    if w.cfg["hashed"]:
        if name in SECRET:
            return [hashlib.blake2b(f"{salt}{c}".encode(), digest_size=10).hexdigest() if c else "" for c in cells]
        if name in ("name", "name_kana"):
            return [""] * len(cells)
        if name == "holder":
            return [masked(c) for c in cells]
    return [c.id if isinstance(c, Account) else "" if c is None else c for c in cells]


def write(w, out):
    if os.path.isdir(out):
        shutil.rmtree(out)
    os.makedirs(out)
    number(w)
    collect(w)
    for table in w.cfg["tables"]:
        names = COLUMNS[table].split(",")
        rows = w.rows[table]
        cells = [column(n, c, w, f"{w.seed}") for n, c in zip(names, zip(*rows))] if rows else [[] for _ in names]
        lines = sorted(zip(*cells), key=lambda x: [str(c) for c in x[:3]])
        with open(f"{out}/{table}.csv", "w", newline="", encoding="utf-8") as f:
            csv.writer(f, lineterminator="\n").writerows([names] + lines)
    with open(f"{out}/truth.csv", "w", newline="", encoding="utf-8") as f:
        c = csv.writer(f, lineterminator="\n")
        c.writerow(["account_id", "operator", "motif", "class"])
        c.writerows(sorted((a.id, a.operator, a.motif, a.cls) for a in w.accounts))
