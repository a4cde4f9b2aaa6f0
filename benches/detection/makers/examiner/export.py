"""Writes the tables as a platform would export them: mixed time forms, gaps, purged accounts, odd spellings."""

import csv
import hashlib
from datetime import datetime, timedelta, timezone
from pathlib import Path

import numpy as np

from contract import COLUMNS

TOKYO = timezone(timedelta(hours=9))
CATEGORIES = ("web", "writing", "design", "mobile_app", "data_entry", "translation", "video", "infrastructure")


def utc(at) -> str:
    return datetime.fromtimestamp(int(at), timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ") if at else ""


def local(at) -> str:
    return datetime.fromtimestamp(int(at), TOKYO).isoformat()


def day(at) -> str:
    return datetime.fromtimestamp(int(at), TOKYO).strftime("%Y-%m-%d")


class Export:
    """One snapshot's files; ids follow the order of registration, as on a real platform."""

    def __init__(self, world, out: Path):
        self.world, self.rng, self.out = world, world.rng, out
        self.key = self.rng.bytes(16)
        accounts = world.accounts
        steps = np.cumsum(self.rng.integers(1, 9, len(accounts))) + 1_204_000
        order = np.argsort([a.created for a in accounts], kind="stable")
        self.ids = np.empty(len(accounts), dtype=object)
        self.ids[order] = [f"m{number}" for number in steps]
        self.order = order.tolist()
        self.purged = [f"m{number}" for number in self.rng.integers(800_000, 1_200_000, max(3, world.size // 400))]

    def run(self) -> None:
        self.out.mkdir(parents=True, exist_ok=True)
        for table in COLUMNS:
            stale = self.out / f"{table}.csv"
            stale.unlink(missing_ok=True)
            if table not in self.world.variant.drop_tables:
                self._write(table, getattr(self, table)())
        with open(self.out / "truth.csv", "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(("account_id", "operator", "motif", "class"))
            for account in self._registered():
                writer.writerow((self.ids[account.index], account.operator, account.motif, account.kind))

    def _registered(self):
        """Accounts by the moment of registration, so that no file's order tells who was drawn with whom."""
        return (self.world.accounts[i] for i in self.order)

    def _write(self, table: str, rows) -> None:
        header = COLUMNS[table].split(",")
        dropped = {column for where, column in self.world.variant.drop_columns if where == table}
        kept = [at for at, column in enumerate(header) if column not in dropped]
        with open(self.out / f"{table}.csv", "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow([header[at] for at in kept])
            writer.writerows([row[at] for at in kept] for row in rows) if dropped else writer.writerows(rows)

    def _blank(self, value, factor: float = 1.0):
        return "" if self.rng.random() < self.world.variant.blank_share * factor else value

    def _secret(self, value: str) -> str:
        """Pseudonymised where the variant says so; equal values stay equal."""
        if not self.world.variant.pseudonymised or not value:
            return value
        return hashlib.blake2b(value.lower().encode(), key=self.key, digest_size=10).hexdigest()

    def accounts(self):
        for account in self._registered():
            reading = "" if self.world.variant.pseudonymised else self._blank(account.name.kana, 1.5)
            name = account.name.latin.title() if account.name.foreign else account.name.written
            if self.rng.random() < 0.1:
                name = name.replace(" ", "　" if self.rng.random() < 0.5 else "")
            ended = utc(account.ended) if account.status != "active" else ""
            created = utc(account.created)
            yield self.ids[
                account.index
            ], name, reading, account.role, account.country, created, account.status, ended, account.organisation

    def documents(self):
        for account in self._registered():
            for number, kind, country, name, at in account.documents:
                if kind == "passport" and self.rng.random() < 0.1:
                    number = f"{number[:2]} {number[2:]}" if self.world.variant.pseudonymised is False else number
                yield self.ids[account.index], self._secret(number), kind, self._blank(country, 0.5), self._blank(
                    name
                ), day(at)

    def bank_accounts(self):
        for account in self._registered():
            for bank in account.banks:
                holder = bank.holder if self.rng.random() > 0.1 else bank.holder.replace("ｰ", "-").replace(" ", "")
                row = (bank.kind, self._blank(holder, 0.5), bank.country, utc(bank.added), utc(bank.removed))
                yield self.ids[account.index], self._secret(bank.number), *row

    def logins(self):
        world, rng = self.world, self.rng
        addresses = np.array(world.net.names, dtype=object)
        devices = np.array([self._secret(device) for device in world.devices], dtype=object)
        for first in range(0, len(world.logins), 200_000):
            part = world.logins[first : first + 200_000]
            who, device, ip = self.ids[part[:, 0]], devices[part[:, 4]], addresses[part[:, 3]]
            gap = rng.random((len(part), 4))
            blank = world.variant.blank_share
            who[gap[:, 0] < 0.002] = self.purged[int(rng.integers(len(self.purged)))]
            device[gap[:, 1] < blank] = ""
            ip[gap[:, 2] < blank * 0.3] = ""
            ip[gap[:, 2] > 1 - 5e-5] = "unknown"
            begin, end = (
                np.datetime_as_string(part[:, c].astype("datetime64[s]"), timezone="UTC").astype(object) for c in (1, 2)
            )
            end[gap[:, 3] < blank] = ""
            remote = np.where(part[:, 5] == 1, "true", "")
            yield from zip(who, begin, end, ip, device, remote)

    def changes(self):
        return ((self.ids[who], field, at * 1000) for who, field, at in self.world.changes)

    def reviews(self):
        named = self._contract
        return (
            (self.ids[a], self.ids[b], utc(at), stars, self._blank(named(contract)))
            for a, b, at, stars, contract in self.world.reviews
        )

    def _contract(self, number: int) -> str:
        return f"K{70_000 + number * 3}" if number >= 0 else ""

    def contracts(self):
        for number, (client, worker, category, fee, at) in enumerate(self.world.contracts):
            abroad = self.rng.random() < 0.02
            money = (round(fee / 150, 2), "USD") if abroad else (fee, "JPY")
            yield self._contract(number), self.ids[client], self.ids[worker], CATEGORIES[category], *money, utc(at)

    def work(self):
        return (
            (self.ids[who], local(begin), local(end), self._contract(number))
            for who, begin, end, number in self.world.work
        )

    def payouts(self):
        for who, bank, at, amount, target, moved, passed, country in self.world.payouts:
            rest = (target, utc(moved), passed, self._blank(country)) if target else ("", "", "", "")
            yield self.ids[who], self._secret(bank), utc(at), amount, "JPY", *rest

    def identifiers(self):
        for account in self._registered():
            for kind, value, seen in account.identifiers:
                if seen < self.world.end:
                    yield self.ids[account.index], kind, self._secret(value), self._blank(utc(seen), 3)

    def ties(self):
        rows = sorted(self.world.ties, key=lambda row: row[3])
        return ((self.ids[one], self.ids[other], kind, utc(at), amount or "") for one, other, kind, at, amount in rows)

    def reports(self):
        for who, kind, reporter, at in sorted(self.world.reports, key=lambda row: row[3]):
            yield self.ids[who], kind, self._blank(self.ids[reporter]), utc(at)

    def networks(self):
        return sorted(set(self.world.net.ranges))
