"""The world: one slot per account and attribute. Ordinary life fills the slots, groups change them, tables are written from them."""

import numpy as np

from . import values
from .network import Lines

END = 1_719_759_600  # the snapshot's moment, 2024-06-30 15:00 UTC, which is midnight in Tokyo
MEANS = 9  # ways in which an account can log in
DAY = 86400


class World:
    """All accounts as columns, plus rows that groups add by themselves."""

    def __init__(self, count, rng, variant):
        self.n, self.rng, self.variant = count, rng, variant
        self.end, self.start = END, END - int(rng.integers(100, 171)) * DAY
        self.lines = Lines(rng, variant)
        self.devices = 0
        self.operator = np.arange(count)
        self.label = np.full(count, "plain", dtype=object)
        self.motif = np.full(count, "", dtype=object)
        self.line = np.zeros((count, MEANS), dtype=np.int32)
        self.device = np.full((count, MEANS), -1, dtype=np.int32)
        self.weight = np.zeros((count, MEANS), dtype=np.float32)
        self.since = np.zeros((count, MEANS), dtype=np.int32)
        self.until = np.full((count, MEANS), 2**31 - 1, dtype=np.int32)
        self.means = np.zeros(count, dtype=np.int64)
        self.logins, self.documents, self.banks, self.changes = [], [], [], []
        self.reviews, self.contracts, self.identifiers, self.ties, self.reports = [], [], [], [], []
        self.tied = {}  # pairs that operations have tied so far, by trace
        self.pools = {"victim": [], "ring_client": [], "praise_buyer": []}
        self.cafes, self.vpns, self.carriers, self.common_templates, self.remitters = [], [], [], [], []

    def accounts(self):
        """All account numbers."""
        return np.arange(self.n)

    def new_device(self, count=None):
        """The number of a new device, or an array of them."""
        first = self.devices
        self.devices += 1 if count is None else count
        return first if count is None else np.arange(first, first + count)

    def add_means(self, accounts, line, device, weight, since=0, until=2**31 - 1):
        """Give accounts one more way to log in; the weights of an account's ordinary ways sum to about 1."""
        accounts = np.asarray(accounts)
        slot = np.minimum(self.means[accounts], MEANS - 1)
        for table, value in (
            (self.line, line),
            (self.device, device),
            (self.weight, weight),
            (self.since, since),
            (self.until, until),
        ):
            table[accounts, slot] = value
        self.means[accounts] = slot + 1

    def add_logins(self, accounts, starts, seconds, lines, devices, remote=False):
        """Add single sessions; those outside an account's life are dropped when the table is written."""
        parts = np.broadcast_arrays(accounts, starts, seconds, lines, devices, remote)
        self.logins.append([np.ravel(p) for p in parts])

    def life(self, accounts):
        """First and last moment of accounts inside the span of events."""
        last = np.where(self.status[accounts] == 0, self.end, self.status_at[accounts])
        return np.maximum(self.created[accounts], self.start), np.minimum(last, self.end)

    def moments(self, count, since=None):
        """Random moments of the span."""
        return self.rng.integers(self.start if since is None else since, self.end - DAY, count)

    def value(self, kind):
        """One new value of a kind of slot."""
        if kind in ("portrait", "template", "card", "onward"):
            return values.hexes(
                self.rng, 1, 6, {"portrait": "img", "template": "tx", "card": "tok_", "onward": "BEN"}[kind]
            )[0]
        return {"phone": values.phones, "address": values.addresses, "bank": values.bank_ids}[kind](self.rng, 1)[0]

    def pick(self, pool, count=1):
        """Members of a pool, at random."""
        return [pool[i] for i in self.rng.integers(0, len(pool), count)]
