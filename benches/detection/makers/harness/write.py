"""Write the snapshot's tables, truth.csv and rings.csv; rows are shuffled."""
import csv
import os

import numpy as np

from . import names as nm
from .check_tables import COLUMNS
from .ring_plan import KINDS


RINGS = ("ring_id", "motif", "size", "traces", "families", "strength", "coverage", "cells", "removed")


class Out:
    def __init__(self, w, where):
        self.w, self.dir, self.r = w, where, w.r
        os.makedirs(where, exist_ok=True)
        for name in COLUMNS:                            # nothing of an earlier run may stay
            if os.path.exists(os.path.join(where, name + ".csv")):
                os.remove(os.path.join(where, name + ".csv"))
        self.ids = self.number()

    def number(self):
        w, r, n = self.w, self.r, len(self.w.accounts)
        style = w.cfg.id_style
        if style == "hex":
            return [f"u{r.getrandbits(44):011x}" for _ in range(n)]
        if style == "digits":
            return [str(x) for x in r.sample(range(10 ** 8, 10 ** 9), n)]
        order, out, x = sorted(w.accounts, key=lambda a: a.created), [None] * n, 100000
        for a in order:
            x += r.randint(1, 9)
            out[a.i] = f"A{x:07d}"
        return out

    def times(self, col):
        style = self.w.cfg.time_style
        if style == "unix":
            return ["" if t is None else str(int(t)) for t in col]
        jst = style == "jst"
        arr = np.array([0 if t is None else int(t) + (9 * 3600 if jst else 0) for t in col], dtype="int64")
        text = np.datetime_as_string(arr.astype("datetime64[s]")).tolist() if len(arr) else []
        tail = "+09:00" if jst else "Z"
        return ["" if t is None else s + tail for s, t in zip(text, col)]

    def table(self, name, rows, when=(), drop=()):
        """rows of plain values; `when` names time columns; `drop` columns are left out."""
        rows, cols = list(rows), COLUMNS.get(name, RINGS)
        self.r.shuffle(rows)
        data = list(zip(*rows)) if rows else [[] for _ in cols]
        keep = []
        for c, col in zip(cols, data):
            if c not in drop:
                keep.append(self.times(col) if c in when else col)
        with open(os.path.join(self.dir, name + ".csv"), "w", newline="", encoding="utf-8") as f:
            wr = csv.writer(f, lineterminator="\n")
            wr.writerow([c for c in cols if c not in drop])
            wr.writerows(zip(*keep))

    def holder(self, a, h):
        p = h[1].person if isinstance(h, tuple) else a.person
        text = h if isinstance(h, str) else nm.holder(p)
        u = self.r.random()
        return "" if u < 0.03 else text.replace(" ", "") if u < 0.12 else text.replace("ｰ", "-") if u < 0.16 else text

    def all(self, rings):
        w, r, i = self.w, self.r, self.ids
        c, miss, cur = w.cfg, w.cfg.missing, "JPY"
        A = w.accounts
        self.table("accounts", [(i[a.i], nm.display(a.person), nm.kana(a.person) if a.kana else "", a.role, a.country, a.created, a.status,
                     a.status_at, a.org) for a in A], ("created_at", "status_at"))
        cap = lambda a, t: int(min(t, c.t1, a.end(w)))
        self.table("documents", [(i[a.i], d[0], d[1], d[2], d[3] or (nm.display(a.person) if a.person[0] == "JP" and d[1] != "passport" else nm.latin(a.person)),
                     cap(a, a.created + 60 + d[4])) for a in A for d in a.docs], ("submitted_at",))
        first = {}
        for p in w.payouts:
            k = (p[0].i, p[1])
            first[k] = min(first.get(k, p[2]), p[2])
        banks = {}
        for a in A:
            for b in a.banks:
                t = min(cap(a, a.created + 60 + b[4]), first.get((a.i, b[0]), 1 << 60))
                banks.setdefault((a.i, b[0]), (i[a.i], b[0], b[1], self.holder(a, b[2]), b[3], max(t, a.created), b[5] if b[5] and b[5] > t else None))
        self.table("bank_accounts", banks.values(), ("added_at", "removed_at"))
        self.table("logins", [(i[a.i], s[0], s[1] if r.random() > 0.02 else None, s[2], s[3], "true" if s[4] else "false") for a in A for s in a.sessions],
                   ("started_at", "ended_at"), ("device_id",) if "device" in miss else ())
        if "changes" not in miss:
            self.table("changes", [(i[a.i], f, t) for a in A for f, t in a.changes], ("changed_at",))
        cid = [f"C{x}" for x in r.sample(range(10 ** 7, 10 ** 8), len(w.contracts))]
        self.table("contracts", [(cid[k], i[d[0].i], i[d[1].i], d[2], d[3], cur, d[4]) for k, d in enumerate(w.contracts)], ("started_at",))
        self.table("reviews", [(i[x[0].i], i[x[1].i], x[2], x[3], "" if x[4] is None else cid[x[4]]) for x in w.reviews], ("posted_at",))
        self.table("work", [(i[a.i], s, e, cid[k]) for a, s, e, k in w.work], ("started_at", "ended_at"))
        ow = ("onward_id", "onward_at", "onward_amount", "onward_country")
        self.table("payouts", [(i[p[0].i], p[1], p[2], p[3], cur, p[4] or "", p[5], "" if p[6] is None else p[6], p[7] or "") for p in w.payouts],
                   ("paid_at", "onward_at"), ow if "onward" in miss else ())
        if "identifiers" not in miss:
            self.table("identifiers",
                       [(i[a.i], k, v, cap(a, a.created + 30 + r.expovariate(1 / 200000))) for a in A
                        for k, v in dict.fromkeys((k, v) for k, v in a.idents)], ("seen_at",))
        self.table("ties", [(i[x.i], i[y.i], k, int(min(c.t1, max(t, x.created, y.created))), "" if m is None else m)
                    for x, y, k, t, m in w.ties if x is not y], ("at",))
        if "reports" not in miss:
            self.table("reports", [(i[a.i], k, i[b.i], max(t, a.created)) for a, k, b, t in w.reports], ("reported_at",))
        if "networks" not in miss:
            told = [x for x in w.nets.rows if r.random() < c.known_nets]
            self.table("networks", list(dict((x[0], x) for x in told).values()))
        if "known" not in miss:
            self.table("known", [(k, i[a.i], v, i[b.i], why, None) for k, a, v, b, why in w.known], ("until",))
        self.table("truth", [(i[a.i], a.ring or f"p-{i[a.i]}", a.motif, "" if a.ring else a.cls) for a in A])
        self.table("rings", [(g.id, g.motif, len(g.members), ";".join(sorted(g.cells) + g.attrs), len({KINDS[k][0] for k in g.cells}),
                     ";".join(f"{k}={g.s.get(k, 0):.2f}" for k in sorted(g.cells)),
                     ";".join(f"{k}={len(set().union(*map(set, g.cells[k]))) / len(g.members):.2f}" for k in sorted(g.cells)),
                     ";".join(f"{k}={'+'.join(str(len(x)) for x in g.cells[k])}" for k in sorted(g.cells)), g.removed or "") for g in rings])
