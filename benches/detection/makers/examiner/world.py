"""The state that all modules write to: accounts, events, and the draws that they share."""

import numpy as np

from . import numbers
from .networks import Net
from .people import DAY, People
from .variants import Variant

COMPLAINTS = ("unnatural_language", "refuses_video", "off_platform", "below_market", "several_operators", "crypto_payment")
SNAPSHOT_END = 1759244400  # 2025-09-30T15:00:00Z, midnight in Tokyo


class World:
    """One platform from the first event to the snapshot's moment."""

    def __init__(self, size: int, seed: list[int], variant: Variant):
        self.rng = np.random.default_rng(seed)
        self.size, self.variant = size, variant
        self.end = SNAPSHOT_END
        self.begin = self.end - variant.span_days * DAY
        self.net = Net(self.rng, size, self.begin, self.end)
        self.accounts = []
        self.devices: list[str] = []
        self.people = People(self)
        self.logins: list[np.ndarray] = []  # rows: account, start, end, address, device, remote
        self.changes: list[tuple] = []
        self.contracts: list[tuple] = []  # client, worker, category, fee, start
        self.reviews: list[tuple] = []  # reviewer, reviewee, time, rating, contract or -1
        self.work: list[tuple] = []  # account, start, end, contract or -1
        self.ties: list[tuple] = []
        self.reports: list[tuple] = []
        self.payouts: list[tuple] = []
        self.operators = 0
        self.agents = [f"ow_agent{n}_{numbers.hexes(self.rng, 6)}" for n in range(8)]

    def new_operator(self) -> str:
        self.operators += 1
        return f"op{self.operators:07d}"

    def stranger(self):
        """Anybody of those who were there first, ordinary people all."""
        return self.accounts[self.rng.integers(min(len(self.accounts), self.size // 4))]

    def new_device(self) -> int:
        self.devices.append(numbers.device(self.rng))
        return len(self.devices) - 1

    def moment(self, *accounts, last: float = 1.0) -> float:
        """A time within the span at which all these accounts exist."""
        begin = max(self.begin, *(account.created for account in accounts))
        end = min([self.end, *(account.ended for account in accounts if account.ended)])
        return float(int(begin + self.rng.random() * last * max(end - begin, 60)))

    def log(self, account, starts, lengths, addresses, device: int, remote=0) -> None:
        """Sessions of one account on one device; `tidy` drops those outside its life."""
        starts = np.asarray(starts).astype(np.int32)
        block = np.empty((len(starts), 6), dtype=np.int32)
        block[:, 0], block[:, 1] = account.index, starts
        block[:, 2] = np.minimum(starts + np.asarray(lengths).astype(np.int32), self.end)
        block[:, 3], block[:, 4], block[:, 5] = addresses, device, remote
        self.logins.append(block)

    def contract(self, client, worker, at: float, fee: float | None = None) -> int:
        fee = fee if fee is not None else float(self.rng.lognormal(9.4, 0.8))
        self.contracts.append((client.index, worker.index, worker.category, int(fee / 100 + 1) * 100, at))
        return len(self.contracts) - 1

    def review(self, reviewer, reviewee, at: float, rating: int, contract: int = -1) -> None:
        if at < self.end:
            self.reviews.append((reviewer.index, reviewee.index, int(at), int(rating), contract))

    def tie(self, one, other, kind: str, at: float, amount: float | None = None) -> None:
        self.ties.append((one.index, other.index, kind, int(at), None if amount is None else int(amount)))

    def report(self, account, kind: str, reporter, at: float) -> None:
        self.reports.append((account.index, kind, reporter.index, int(at)))

    def change(self, account, field: str, at: float) -> None:
        if account.created <= at < self.end:
            self.changes.append((account.index, field, int(at)))
