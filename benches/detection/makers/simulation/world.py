"""The people, their accounts and the ledgers in which everything that happens is entered."""

import numpy as np

from . import names
from .town import COUNTRIES, Town, ZONES

DAY = 86400


class Ledger:
    """Rows kept as columns; scalars spread over the rows of one entry."""

    def __init__(self, *columns):
        self.parts = {c: [] for c in columns}

    def add(self, *values):
        """Enter one or many rows, the values in the order of the columns."""
        arrays = np.broadcast_arrays(*map(np.atleast_1d, values))
        for column, array in zip(self.parts, arrays):
            self.parts[column].append(array)

    def columns(self):
        """All rows so far, one array for each column."""
        return {c: np.concatenate(p) if p else np.zeros(0) for c, p in self.parts.items()}


class World:
    """Everyone lives an ordinary life first; groups and operations then change what they change.

    Days are floats since the first day of the snapshot; devices, banks, documents etc. are plain numbers,
    the first `n` of each kind being every account's own.
    """

    def __init__(self, rng, n, variant):
        self.rng, self.n, self.variant = rng, n, variant
        self.salt = int(rng.integers(1 << 31))
        self.span = int(rng.integers(90, 181))
        self.start = 1_745_798_400 + int(rng.integers(0, 43)) * 7 * DAY  # a Monday
        self.town = Town(rng, n)
        self.next = dict.fromkeys(
            ("device", "bank", "document", "phone", "email", "address", "portrait", "template", "card", "onward"), n
        )
        self.next |= {"device": 3 * n, "company": 0}
        self.order, self.used = rng.permutation(n), 0
        self._people(rng, n)
        self._habits(rng, n)
        self._belongings(rng, n)
        self._ledgers()
        self.operator, self.motif, self.klass = (
            np.arange(n),
            np.full(n, "", dtype=object),
            np.full(n, "plain", dtype=object),
        )

    def _people(self, rng, n):
        self.origin, self.family, self.given = names.draw_people(rng, n)
        abroad = rng.random(n) < np.where(self.origin == 0, 0.01, 0.4)
        home = np.where(abroad, np.where(self.origin == 0, rng.integers(1, len(COUNTRIES), n), self.origin), 0)
        self.country = home
        self.zone = np.array([ZONES[c] for c in COUNTRIES])[home]
        self.role = rng.choice(["worker", "client", "both"], n, p=[0.76, 0.17, 0.07]).astype(object)
        self.created = np.where(rng.random(n) < 0.28, rng.uniform(0, self.span - 1, n), -rng.exponential(420, n))
        self.end = np.full(n, float(self.span))
        self.status = np.full(n, "active", dtype=object)
        leaving = np.flatnonzero(rng.random(n) < 0.05)
        days = rng.uniform(0, self.span, len(leaving))
        self.close(leaving, days, np.where(rng.random(len(leaving)) < 0.35, "suspended", "closed"))

    def _habits(self, rng, n):
        v = self.variant
        idle = rng.random(n) < 0.06
        self.rate = np.where(idle, 0, rng.lognormal(-1.75, 0.85, n).clip(0.005, 4)) * v.activity
        self.hour = np.where(rng.random(n) < 0.55, rng.normal(20.5, 1.8, n), rng.normal(12, 3, n)) % 24
        self.spread = rng.uniform(1.2, 4.5, n)
        self.rest = rng.choice([-1, 5, 6, 0], n, p=[0.35, 0.25, 0.35, 0.05])
        self.own = np.ones(n)  # how much of a life stays at one's own desk
        self.phone_share = rng.beta(2, 2 / v.mobile - 2, n)
        self.diligence = rng.lognormal(0, 0.7, n)
        self.toil = np.ones(n)  # how far logged work runs beyond the sessions in which it begins
        self.quality = rng.normal(4.5, 0.35, n)
        self.reported = rng.gamma(0.3, 0.03, n)

    def _belongings(self, rng, n):
        own = np.arange(n)
        nets = np.empty(n, int)
        for c, code in enumerate(COUNTRIES):
            at = self.country == c
            nets[at] = rng.choice(self.town.homes[code], at.sum())
        self.home = self.town.add_lines(nets)
        for c, code in enumerate(COUNTRIES):
            at = self.country == c
            nets[at] = rng.choice(self.town.carriers[code], at.sum())
        self.carrier = self.town.add_lines(nets)
        self.pc, self.mobile = own.copy(), own + n
        self.person, self.bank, self.document = own.copy(), own.copy(), own.copy()
        self.phone, self.email, self.address, self.portrait, self.card = (own.copy() for _ in range(5))
        self.template = np.where(rng.random(n) < 0.4, own, -1)
        self.recovery = np.where(rng.random(n) < 0.1, own + 7 * n, -1)
        self.holder_own = np.zeros(
            n, bool
        )  # the holder was entered as the account's name, whoever owns the bank account
        self.organisation = np.full(n, -1)
        self.stay_in_bank = rng.random(n) < np.where(self.role == "client", 0.35, 0.93)
        kind = rng.choice(3, n, p=[0.92, 0.055, 0.025])
        self.bank_kind, self.bank_owner = list(kind), list(own)

    def _ledgers(self):
        self.routines = Ledger("acc", "dev", "line", "rate", "since", "until", "hour", "spread", "length")
        self.sessions = Ledger("acc", "dev", "line", "day", "length", "remote")
        self.documents = Ledger("acc", "doc", "person", "day", "reissue")
        self.payees = Ledger("acc", "bank", "since", "until", "own_name")
        self.onward = Ledger("acc", "to", "keep", "scatter", "chance", "abroad")
        self.contracts = Ledger("client", "worker", "day", "price", "praise")
        self.reviews = Ledger("a", "b", "day", "rating")
        self.ties = Ledger("a", "b", "kind", "day", "amount")
        self.changes = Ledger("acc", "field", "day")
        self.identifiers = Ledger("acc", "kind", "value", "day")
        self.reports = Ledger("acc", "kind", "by", "day")

    def routine(self, acc, dev, line, rate, since, until, length, hour=None, spread=None):
        """A habit: sessions a day on a machine and a line between two days, at one's own hours if none are given."""
        hour, spread = (self.hour[acc] if hour is None else hour), (self.spread[acc] if spread is None else spread)
        self.routines.add(acc, dev, line, rate, since, until, hour, spread, length)

    def cast(self, count):
        """The next accounts that have no part yet; None when the town has run out of them."""
        if self.used + count > self.n:
            return None
        members = self.order[self.used : self.used + count]
        self.used += count
        return members

    def new(self, kind, count=1):
        """Numbers of new things of a kind (devices, phones, onward payees, ...)."""
        first = self.next[kind]
        self.next[kind] += count
        return np.arange(first, first + count)

    def new_person(self, count=1, origin=None):
        """People of the town who have no account: mules, owners of rented papers, parents."""
        more = names.draw_people(self.rng, count, origin)
        first = len(self.origin)
        self.origin, self.family, self.given = (
            np.append(a, b) for a, b in zip((self.origin, self.family, self.given), more)
        )
        return np.arange(first, first + count)

    def new_bank(self, owner, kind=0):
        """A payout account of a person, or of a company (owner -1 - company number)."""
        self.bank_owner.append(int(owner))
        self.bank_kind.append(int(kind))
        return int(self.new("bank")[0])

    def close(self, members, days, status):
        """Accounts end: nothing is done with them afterwards."""
        self.end[members] = np.maximum(np.minimum(days, self.span), self.created[members] + 0.2)
        self.status[members] = status

    def days(self, members):
        """For each member a day on which the account lives within the snapshot."""
        low = np.maximum(self.created[members], 0)
        return low + (self.end[members] - low) * self.rng.random(len(members))

    def chance(self, probability, count):
        """Who of `count` does a thing that each does with this probability."""
        return self.rng.random(count) < probability
