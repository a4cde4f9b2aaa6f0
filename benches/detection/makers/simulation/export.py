"""Write the tables as CSV: numbers get their faces here, and what the variant leaves out is left out."""

import os

import numpy as np

from contract import COLUMNS as TABLES

from . import market, names, registry, sessions, values
from .town import COUNTRIES
from .world import DAY

BANK_KINDS = np.array(["bank", "money_transfer", "crypto"])
CHUNK = 400_000
COLUMNS = {**TABLES, "truth": "account_id,operator,motif,class"}


class Writer:
    """Writes tables of columns, without those tables and columns that the platform does not export."""

    def __init__(self, out, variant):
        self.out, self.variant = out, variant
        os.makedirs(out, exist_ok=True)

    def table(self, name, chunks):
        """Chunks are tuples of equally long columns of strings or numbers."""
        if name in self.variant.missing_tables:
            return
        columns = COLUMNS[name].split(",")
        keep = [i for i, c in enumerate(columns) if c not in self.variant.missing_columns.get(name, ())]
        with open(os.path.join(self.out, name + ".csv"), "w", encoding="utf-8", newline="") as file:
            file.write(",".join(columns[i] for i in keep) + "\n")
            for chunk in chunks:
                rows = zip(*(map(str, chunk[i]) for i in keep))
                file.writelines(",".join(row) + "\n" for row in rows)


def _whole(numbers):
    return ["" if not np.isfinite(v) else int(v) for v in np.asarray(numbers, dtype=float).tolist()]


class Export:
    """One world, told to one writer."""

    def __init__(self, w, writer):
        self.w, self.writer = w, writer
        rng = w.rng
        rank = np.empty(w.n, int)
        rank[np.argsort(w.created, kind="stable")] = np.cumsum(rng.integers(1, 9, w.n)) + 100_000
        self.ids = np.array([f"u{r:08d}" for r in rank.tolist()], dtype=object)
        people = list(
            zip(
                w.origin.tolist(),
                w.family.tolist(),
                w.given.tolist(),
                values.unit(np.arange(len(w.origin)), w.salt).tolist(),
            )
        )
        self.written = np.array([*(names.written(*p) for p in people), None], dtype=object)
        self.kana = np.array([*(names.reading(*p[:3]) for p in people), None], dtype=object)
        self.holder = np.array([*(names.holder(*p) for p in people), None], dtype=object)
        self.stems = [names.latin(*p[:3]).lower().replace(" ", ".") for p in people]
        self.country = np.array(COUNTRIES, dtype=object)
        self.rank = rank

    def stamp(self, days):
        """Days of the snapshot as times."""
        return values.times(self.w.start + np.asarray(days, dtype=float) * DAY)

    def blank(self, texts, share):
        """Forget a share of optional values."""
        return np.where(self.w.rng.random(len(texts)) < share, "", np.asarray(texts, dtype=object))

    def sorted_rows(self, columns, by):
        """Rows in an order that follows time or account ids, never who did it with whom."""
        order = np.lexsort(by)
        return {k: v[order] for k, v in columns.items()}

    def everything(self):
        """Simulate the market and the sessions on top of the lives, and write all tables."""
        w = self.w
        contracts = market.trade(w)
        registry.coincidences(w)
        market.complain(w, contracts)
        self.market_tables(contracts)
        logins = sessions.logins(w)
        self.logins(logins)
        self.work(market.logged_work(w, logins, contracts), contracts)
        self.payouts(market.pay(w, contracts))
        self.registered()
        self.events()
        self.accounts()

    def accounts(self):
        """Accounts, the truth about them, and the networks."""
        w = self.w
        o = np.argsort(self.rank)
        firm = np.array([names.company(c)[0] if c >= 0 else "" for c in w.organisation[o].tolist()], dtype=object)
        ended = np.where(w.status[o] == "active", np.nan, w.end[o])
        kana = self.blank(self.kana[w.person[o]], 0.12)
        row = (self.ids[o], self.written[w.person[o]], kana, w.role[o], self.country[w.country[o]])
        row += (self.stamp(w.created[o]), w.status[o], self.stamp(ended), firm)
        self.writer.table("accounts", [row])
        label = np.array(
            [f"op{v:08x}" for v in (values.mix(np.arange(w.n), w.salt) >> np.uint64(32)).tolist()], dtype=object
        )
        operator = np.array([f"{t}{i}" for t, i in zip(label, range(w.n))], dtype=object)[w.operator[o]]
        self.writer.table("truth", [(self.ids[o], operator, w.motif[o], w.klass[o])])
        self.writer.table("networks", [tuple(zip(*w.town.network_rows()))])

    def logins(self, s):
        """Sessions in order of time, in chunks."""

        def chunks():
            for i in range(0, len(s["acc"]), CHUNK):
                c = {k: v[i : i + CHUNK] for k, v in s.items()}
                remote = np.where(c["remote"], "true", "")
                yield (
                    self.ids[c["acc"]],
                    self.stamp(c["day"]),
                    self.stamp(c["end"]),
                    values.ips(c["high"], c["low"]),
                    values.uuids(c["dev"], self.w.salt),
                    remote,
                )

        self.writer.table("logins", chunks())

    def market_tables(self, c):
        """Contracts and reviews."""
        ids = [f"c{i * 3 + 1000:08d}" for i in range(len(c["day"]))]
        category = np.array(market.CATEGORIES, dtype=object)[c["category"]]
        row = (ids, self.ids[c["client"]], self.ids[c["worker"]], category)
        row += (_whole(c["fee"]), ["JPY"] * len(ids), self.stamp(c["day"]))
        self.writer.table("contracts", [row])
        parts = list(market.review(self.w, c))
        r = {k: np.concatenate([p[k] for p in parts]) for k in parts[0]}
        r = self.sorted_rows(r, (r["b"], r["a"], r["day"]))
        source = [ids[i] if i >= 0 else "" for i in r["contract"].tolist()]
        row = (self.ids[r["a"].astype(int)], self.ids[r["b"].astype(int)], self.stamp(r["day"]))
        row += (_whole(r["rating"]), source)
        self.writer.table("reviews", [row])

    def work(self, k, contracts):
        """Blocks of logged work."""
        ids = [f"c{i * 3 + 1000:08d}" for i in k["contract"].tolist()]
        self.writer.table("work", [(self.ids[k["acc"]], self.stamp(k["day"]), self.stamp(k["end"]), ids)])

    def payouts(self, p):
        """Money paid out, in order of time."""
        w = self.w
        p = self.sorted_rows(p, (p["acc"], p["day"]))
        known = p["onward"] >= 0
        kinds = BANK_KINDS[np.array(w.bank_kind)[p["bank"]]]
        to = np.where(known, values.digests(p["onward"], w.salt + 1, 14), "")
        row = (self.ids[p["acc"]], values.banks(p["bank"], kinds, w.salt), self.stamp(p["day"]))
        row += (_whole(p["amount"]), ["JPY"] * len(known), to)
        row += (
            self.stamp(np.where(known, p["onward_day"], np.nan)),
            _whole(np.where(known, p["onward_amount"], np.nan)),
        )
        row += (np.where(known, self.country[p["onward_country"]], ""),)
        self.writer.table("payouts", [row])

    def registered(self):
        """Documents, payees and identifiers, in order of account id."""
        w = self.w
        d = registry.documents(w)
        d = self.sorted_rows(d, (d["day"], self.rank[d["acc"]]))
        number = values.documents(d["doc"], d["kind"].tolist(), d["reissue"], w.salt)
        row = (self.ids[d["acc"]], number, d["kind"])
        row += (self.country[d["issuer"]], self.written[d["person"]], self.stamp(d["day"]))
        self.writer.table("documents", [row])
        p = registry.payees(w)
        p = self.sorted_rows(p, (p["since"], self.rank[p["acc"].astype(int)]))
        acc, bank = p["acc"].astype(int), p["bank"].astype(int)
        kind, owner = np.array(w.bank_kind)[bank], np.array(w.bank_owner)[bank]
        owner = np.where(
            p["own_name"] | ((bank < w.n) & (bank == acc)),
            w.person[acc],
            np.where((bank < w.n) & (owner >= 0), w.person[np.minimum(bank, w.n - 1)], owner),
        )
        holder = np.array(
            [self.holder[i] if i >= 0 else names.company(-1 - i)[1] for i in owner.tolist()], dtype=object
        )
        holder = np.where(kind == 2, "", self.blank(holder, 0.03 + w.variant.unknown))
        abroad = np.where(kind == 2, "", np.where(bank < w.n, self.country[w.country[np.minimum(bank, w.n - 1)]], "JP"))
        removed = np.where(p["until"] < w.span, p["until"], np.nan)
        row = (self.ids[acc], values.banks(bank, BANK_KINDS[kind], w.salt), BANK_KINDS[kind], holder)
        row += (abroad, self.stamp(p["since"]), self.stamp(removed))
        self.writer.table("bank_accounts", [row])
        self.identifiers(registry.identifiers(w))

    def identifiers(self, i):
        """Each kind in its own form."""
        w = self.w
        stems = np.array(self.stems + [None], dtype=object)

        def chunks():
            for kind in ("phone", "email", "address", "portrait", "template", "card", "recovery"):
                at = np.flatnonzero(i["kind"] == kind)
                at = at[np.argsort(self.rank[i["acc"][at]])]
                acc, value = i["acc"][at], i["value"][at]
                first = stems[np.where(value < w.n, w.person[np.minimum(value, w.n - 1)], value % w.n)].tolist()
                if kind in ("email", "recovery"):
                    text = values.emails(value + (0 if kind == "email" else 9_000_000), first, w.salt)
                elif kind in ("phone", "address"):
                    text = (values.phones if kind == "phone" else values.addresses)(
                        value, self.country[np.where(value < w.n, w.country[np.minimum(value, w.n - 1)], 0)], w.salt
                    )
                else:
                    text = values.digests(value, w.salt + len(kind), 24)
                label = "recovery_email" if kind == "recovery" else kind
                yield (self.ids[acc], [label] * len(at), text, self.stamp(i["day"][at]))

        self.writer.table("identifiers", chunks())

    def events(self):
        """Ties, changes and reports, in order of time."""
        w = self.w
        t = w.ties.columns()
        t = self.sorted_rows(t, (t["b"], t["a"], t["day"]))
        at = (t["kind"] != "") & (t["a"] != t["b"])
        t = {k: v[at] for k, v in t.items()}
        row = (self.ids[t["a"]], self.ids[t["b"]], t["kind"], self.stamp(t["day"]), _whole(t["amount"]))
        self.writer.table("ties", [row])
        c = w.changes.columns()
        at = (c["day"] < w.span) & (c["day"] > w.created[c["acc"].astype(int)])
        c = self.sorted_rows({k: v[at] for k, v in c.items()}, (c["acc"][at], c["day"][at]))
        self.writer.table("changes", [(self.ids[c["acc"].astype(int)], c["field"], self.stamp(c["day"]))])
        r = w.reports.columns()
        r = self.sorted_rows(r, (r["acc"], r["day"]))
        self.writer.table(
            "reports",
            [(self.ids[r["acc"].astype(int)], r["kind"], self.ids[r["by"].astype(int)], self.stamp(r["day"]))],
        )
