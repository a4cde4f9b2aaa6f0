"""Accounts, the tables, ids, and writing."""
import csv
import os
import zlib

import numpy as np

from contract import COLUMNS
from .names import Namer
from .places import Net
from .rates import draw, empties

INF = 1 << 60
DAY = 86400
TOWN1, TOWN2 = "青緑桜松若朝白南北東西中梅富栄", "葉山川町丘台浜原沢田島野森里"
TIMES = {"created_at", "status_at", "submitted_at", "added_at", "removed_at", "started_at", "ended_at", "changed_at",
         "posted_at", "paid_at", "onward_at", "seen_at", "at", "reported_at"}


class Acct:
    """The plan of an account; `emit` turns it into rows."""
    __slots__ = ("i", "id", "p", "role", "created", "status", "status_at", "org", "country", "seats", "rate", "mu", "sd",
                 "weekend", "dur", "until", "banks", "ids", "docs", "logs", "klass", "ring", "motif", "home", "addr", "town",
                 "onward", "took", "pc", "phone", "house", "node", "earns", "sees")

    def __init__(s, i):
        s.i, s.status, s.status_at, s.org = i, "active", None, None
        s.seats, s.banks, s.docs, s.logs, s.onward = [], [], [], [], []
        s.ids, s.until, s.klass, s.ring, s.motif = {}, INF, "ordinary", None, None
        s.took, s.node, s.earns, s.house, s.sees = False, None, 1.0, None, False


class World:
    def __init__(s, n, seed, variant):
        s.n, s.seed, s.variant = n, seed, variant
        s.q = draw(s.rng("rates"), variant, n)
        q = s.q
        s.now, s.t0, s.win = q["now"], q["start"], q["win"]
        s.r = s.rng("world")
        s.names = Namer(s.rng("names"), q["foreign"], q.get("local", 0))
        s.net = Net(s.rng("net"), q, s.win, n)
        s.t = {k: [] for k in COLUMNS}
        s.keep = empties(s.rng("empty"), COLUMNS, q)
        s.notes, s.count, s.lawful_ops = [], {}, 0
        s.names_of_towns = ["".join((TOWN1[int(s.r.integers(15))], TOWN2[int(s.r.integers(14))], "町")) for _ in range(q["towns"])]
        ids = s.rng("ids").choice(16 ** 7, n, replace=False).tolist()
        s.accts = [Acct(i) for i in range(n)]
        for a, x in zip(s.accts, ids):
            a.id = "A%07x" % x

    def rng(s, name):
        return np.random.default_rng([s.seed, s.n, zlib.crc32(s.variant.encode()), zlib.crc32(name.encode())])

    def new(s, kind):
        """A value nobody else has, in the form of its kind."""
        r = s.r
        k = s.count[kind] = s.count.get(kind, 0) + 1
        x = int(r.integers(1 << 60))
        if kind == "device":
            return "d-%015x" % x
        if kind == "phone":
            return "+81%d0%08d" % (7 + x % 3, (k * 7919 + 1234567) % 10 ** 8)
        if kind == "bank":
            return "%04d-%03d-%07d" % ([1, 5, 9, 33, 36, 38, 116, 9900][x % 8], x // 8 % 700 + 100, (k * 104729 + 17) % 10 ** 7)
        if kind == "wallet":
            return "bc1q%015x%05x" % (x, k)
        if kind == "remit":
            return "RM%08d" % ((k * 6700417) % 10 ** 8)
        if kind == "document":
            return "%c%c%07d" % (65 + x % 26, 65 + x // 26 % 26, (k * 15485863 + 11) % 10 ** 7)
        if kind == "licence":
            return "%011d%d" % ((30 + x % 20) * 10 ** 9 + (k * 32452843) % 10 ** 9, x % 3)
        if kind == "address":
            t = s.names_of_towns[x % len(s.names_of_towns)]
            return "%s%d-%d-%d" % (t, x // 64 % 7 + 1, x // 512 % 40 + 1, k)
        if kind in ("email", "recovery_email"):
            return "u%d%c%02x@%s" % (k, 97 + x % 26, x // 32 % 256, ["gmail.com", "yahoo.co.jp", "outlook.jp", "icloud.com"][x // 8192 % 4])
        return "%s-%010x" % (kind[:3], x % (1 << 40))

    def log(s, a, t, e, ip, dev, remote=None):
        a.logs.append((t, e, ip, dev, remote))

    def change(s, a, field, t):
        s.t["changes"].append((a.id, field, int(t)))

    def free(s, k, ok=lambda a: True):
        """k accounts that no class or ring has taken, in random order."""
        out = []
        while len(out) < k:
            if s.cursor >= len(s.order):
                raise SystemExit("too few accounts for the classes and rings of this variant")
            a = s.accts[s.order[s.cursor]]
            s.cursor += 1
            if not a.took:
                if ok(a):
                    a.took = True
                    out.append(a)
                else:
                    s.order.append(a.i)
        return out

    def strangers(s, r, k, before=None):
        """k ordinary accounts, not taken (they may be taken later)."""
        out = []
        for _ in range(k * 60):
            a = s.accts[int(r.integers(s.n))]
            if not a.took and a not in out and (before is None or a.created < before):
                out.append(a)
                if len(out) == k:
                    break
        return out

    def write(s, out):
        os.makedirs(out, exist_ok=True)
        r = s.rng("write")
        keep = s.keep
        for name, cols in COLUMNS.items():
            rows = s.t[name]
            path = os.path.join(out, name + ".csv")
            if name in s.q["drop"]:
                if os.path.exists(path):
                    os.remove(path)
                continue
            cols = cols.split(",")
            data = list(zip(*[rows[i] for i in r.permutation(len(rows)).tolist()])) if rows else [[] for _ in cols]
            for j, c in enumerate(cols):
                if c in TIMES:
                    v = np.array([-1 if x is None else int(x) for x in data[j]], dtype=np.int64)
                    txt = np.char.add(np.datetime_as_string(v.astype("datetime64[s]")), "Z")
                    txt[v < 0] = ""
                    data[j] = txt.tolist()
                if (name, c) in keep:
                    u = r.random(len(data[j]))
                    data[j] = [x if z < keep[name, c] else "" for x, z in zip(data[j], u)]
            with open(path, "w", newline="", encoding="utf-8") as f:
                w = csv.writer(f, lineterminator="\n")
                w.writerow(cols)
                w.writerows(zip(*data))
        with open(os.path.join(out, "truth.csv"), "w", newline="", encoding="utf-8") as f:
            w = csv.writer(f, lineterminator="\n")
            w.writerow(["account_id", "operator", "motif", "class"])
            for a in s.accts:
                w.writerow([a.id, a.ring or "", a.motif or "", "" if a.motif else a.klass])
