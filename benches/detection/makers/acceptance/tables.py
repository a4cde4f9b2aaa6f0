"""Writing the snapshot and the truth as CSV."""

import numpy as np
from contract import COLUMNS

from . import names, sessions, trade, values
from .people import COUNTRIES
from .values import iso
from .variants import FIVE_TABLES

TRUTH = "account_id,operator,motif,class"
ROWS = 400_000
ROLES = np.array(["worker", "client", "both"], dtype=object)
STATUSES = np.array(["active", "suspended", "closed"], dtype=object)
BANK_KINDS = np.array(["bank", "money_transfer", "crypto"], dtype=object)


class Writer:
    """Writes one world's tables into a directory."""

    def __init__(self, w, directory):
        self.w, self.directory = w, directory
        directory.mkdir(parents=True, exist_ok=True)
        for old in directory.glob("*.csv"):
            old.unlink()
        order = np.argsort(w.created, kind="stable")
        serial = np.empty(w.n, dtype=np.int64)
        serial[order] = 1_000_000 + np.cumsum(w.rng.integers(1, 6, w.n))
        self.ids = values.objects([f"ac{s}" for s in serial.tolist()])
        self.order = order
        self._identities()

    def _identities(self):
        """Names, readings and bank names, as the variant shows them."""
        triples = list(zip(self.w.locale.tolist(), self.w.family.tolist(), self.w.given.tolist()))
        self.latin = [names.latin_name(*t) for t in triples]
        if self.w.variant.pseudonyms:
            self.names = self.holders = values.objects([names.pseudonym(t) for t in self.latin])
            self.readings = values.objects([""] * self.w.n)
        else:
            self.names = values.objects([names.full_name(*t) for t in triples])
            self.readings = values.objects([names.reading(*t) for t in triples])
            self.readings[self.w.rng.random(self.w.n) < 0.12] = ""
            self.holders = values.objects([names.bank_holder(*t) for t in triples])

    def write(self, table, chunks):
        """Write one table from chunks of columns; numbers become text here."""
        if self.w.variant.only_five_tables and table not in FIVE_TABLES + ("truth",):
            return
        with open(self.directory / f"{table}.csv", "w", encoding="utf-8", newline="") as out:
            out.write(COLUMNS.get(table, TRUTH) + "\n")
            for columns in chunks:
                texts = [c.tolist() if c.dtype == object else map(str, c.tolist()) for c in map(np.asarray, columns)]
                lines = "\n".join(map(",".join, zip(*texts)))
                if lines:
                    out.write(lines + "\n")

    def all(self):
        """Everything, in an order that keeps memory low."""
        w = self.w
        if w.variant.peer_praise:
            trade.peer_circles(w)
        deals = trade.contracts(w)
        paid = trade.payouts(w)
        trade.small_talk(w, deals)
        self._accounts()
        self._documents()
        self._banks(paid)
        self._payouts(paid)
        self._trade(deals)
        self._identifiers()
        self._rest()
        self._truth()
        self._logins()

    def _accounts(self):
        w, o = self.w, self.order
        ended = np.where((w.status > 0) & (w.status_at < w.end), w.status_at, 0)
        country = np.array(COUNTRIES, dtype=object)[w.country]
        columns = (
            self.ids,
            self.names,
            self.readings,
            ROLES[w.role],
            country,
            iso(w.created),
            STATUSES[w.status],
            iso(ended),
            w.organisation,
        )
        self.write(
            "accounts",
            [[c[o] for c in columns]],
        )

    def _documents(self):
        w = self.w
        has = np.array([a for a in self.order.tolist() if w.document[a] is not None])
        kinds = np.array(values.DOCUMENT_KINDS, dtype=object)[w.document_kind[has]]
        person = w.document_person[has]
        country = np.where(w.document_kind[has] == 2, np.array(names.LOCALES, dtype=object)[w.locale[person]], "JP")
        shown = self.names[person]
        if not w.variant.pseudonyms:
            latin = values.objects(self.latin)[person]
            shown = np.where(w.document_kind[has] == 2, values.objects([t.upper() for t in latin]), shown)
        at = w.created[has] + w.rng.integers(300, 6 * 86400, len(has))
        at = np.minimum(at, w.end - 60)
        self.write(
            "documents",
            [(self.ids[has], w.document[has], kinds, country, shown, iso(at))],
        )

    def _holder(self, accounts):
        text, person = self.w.holder_text[accounts], self.w.holder_person[accounts]
        return np.where(text != None, text, self.holders[person])  # noqa: E711 (an object array)

    def _banks(self, paid):
        w = self.w
        if w.variant.pseudonyms:
            w.holder_text = values.objects([None if t is None else names.pseudonym(t) for t in w.holder_text.tolist()])
        now = np.array([a for a in self.order.tolist() if w.bank[a] is not None])
        old = np.flatnonzero(w.bank_before != None)  # noqa: E711 (an object array)
        added = np.maximum(w.bank_since[now], np.minimum(w.created[now] + 86400, w.end - 60)) * (w.bank_since[now] > 0)
        added = np.where(
            added > 0, added, np.minimum(w.created[now] + w.rng.integers(3600, 9 * 86400, len(now)), w.end - 60)
        )
        country = np.where(
            w.rng.random(len(now)) < 0.97, "JP", np.array(COUNTRIES, dtype=object)[w.country[now]]
        ).astype(object)
        blank = np.full(len(now), "", dtype=object)
        japan = np.full(len(old), "JP", dtype=object)
        earlier = (
            self.ids[old],
            w.bank_before[old],
            BANK_KINDS[np.zeros(len(old), dtype=int)],
            self.holders[old],
            japan,
            iso(w.created[old]),
            iso(w.bank_since[old]),
        )
        current = (
            self.ids[now],
            w.bank[now],
            BANK_KINDS[w.bank_kind[now]],
            self._holder(now),
            country,
            iso(added),
            blank,
        )
        self.write("bank_accounts", [current, earlier])

    def _payouts(self, paid):
        account, bank, at, amount, target, after, rest, country = paid
        o = np.argsort(at, kind="stable")
        left = values.objects([str(x) if x >= 0 else "" for x in rest.tolist()])
        yen = np.full(len(o), "JPY", dtype=object)
        columns = [c[o] for c in (self.ids[account], bank, iso(at), amount, yen, target, iso(after), left, country)]
        self.write("payouts", [columns])

    def _trade(self, deals):
        w = self.w
        client, worker, at, category, fee = deals
        number = values.objects([f"ct{i:07d}" for i in w.rng.permutation(len(client)).tolist()])
        yen = np.full(len(client), "JPY", dtype=object)
        columns = (
            number,
            self.ids[client],
            self.ids[worker],
            np.array(trade.CATEGORIES, dtype=object)[category],
            fee,
            yen,
            iso(at),
        )
        o = np.argsort(at, kind="stable")
        self.write("contracts", [[c[o] for c in columns]])
        account, start, end, deal = trade.work(w, deals)
        o = np.argsort(start, kind="stable")
        columns = (self.ids[account], iso(start), iso(end), number[deal])
        self.write("work", [[c[o] for c in columns]])
        giver, taker, at, rating, deal = trade.reviews(w, deals)
        o = np.argsort(at, kind="stable")
        shown = np.where(deal >= 0, number[deal], "")
        columns = (self.ids[giver], self.ids[taker], iso(at), rating, shown)
        self.write("reviews", [[c[o] for c in columns]])

    def _identifiers(self):
        w = self.w
        mails = values.emails(w.rng, self.latin)
        mails[w.rng.random(w.n) < 0.03] = None
        chunks = []
        for kind, slot in (
            ("phone", w.phone),
            ("email", mails),
            ("address", w.address),
            ("portrait", w.portrait),
            ("template", w.template),
            ("card", w.card),
        ):
            has = np.array([a for a in self.order.tolist() if slot[a] is not None])
            at = np.minimum(w.created[has] + w.rng.integers(60, 20 * 86400, len(has)), w.end - 60)
            chunks.append((self.ids[has], np.full(len(has), kind, dtype=object), slot[has], iso(at)))
        self.write("identifiers", chunks)

    def _rest(self):
        w = self.w
        account, other, kind, at, amount = (np.concatenate(c) for c in zip(*w.ties))
        money = values.objects([str(int(x)) if x > 0 else "" for x in amount.tolist()])
        alive = np.maximum(w.created[account], w.created[other]) < at
        o = np.argsort(at, kind="stable")
        o = o[alive[o] | (kind[o] != "transfer")]
        at = np.maximum(at, np.maximum(w.created[account], w.created[other]) + 60)
        columns = [c[o] for c in (self.ids[account], self.ids[other], kind, iso(at), money)]
        self.write("ties", [columns])
        account, field, at = (np.concatenate(c) for c in zip(*w.changes))
        o = np.argsort(at, kind="stable")
        o = o[at[o] > w.created[account[o]]]
        self.write("changes", [[c[o] for c in (self.ids[account], field, iso(at))]])
        account, kind, by, at = (np.concatenate(c) for c in zip(*w.reports))
        o = np.argsort(at, kind="stable")
        o = o[at[o] > w.created[account[o]]]
        self.write(
            "reports",
            [[c[o] for c in (self.ids[account], kind, self.ids[by], iso(at))]],
        )
        rows = sorted(w.lines.networks)
        self.write("networks", [[values.objects(list(c)) for c in zip(*rows)]])

    def _truth(self):
        w, o = self.w, self.order
        operators = values.objects([f"op{x}" for x in w.rng.permutation(w.n)[w.operator].tolist()])
        self.write("truth", [[c[o] for c in (self.ids, operators, w.motif, w.label)]])

    def _logins(self):
        w = self.w
        account, start, seconds, line, device, remote = sessions.all_sessions(w)
        texts = values.uuids(w.rng, w.devices)
        unknown = w.rng.random(len(account)) < 0.03

        def chunks():
            for a in range(0, len(account), ROWS):
                s = slice(a, a + ROWS)
                host = values.mix(device[s].astype(np.int64) * 4099 + start[s] // 86400)
                ip = values.ip_texts(w.lines.resolve(line[s], account[s].astype(np.int64), start[s]), host)
                end = start[s] + seconds[s]
                machine = np.where(unknown[s], "", texts[device[s]])
                yield self.ids[account[s]], iso(start[s]), iso(np.where(end < w.end, end, 0)), ip, machine, np.where(
                    remote[s], "true", ""
                ).astype(object)

        self.write("logins", chunks())
