"""The platform's accounts as arrays: what each is, who runs it, and what it has. Everything else fills these in."""

import numpy as np

from . import labels
from .names import COUNTRIES, COUNTRY_SHARES, Names
from .networks import Networks
from .tables import Tables
from .variants import Variant

DAY = 86_400
END = 1_793_000_000 // DAY * DAY
NEVER = 1 << 40


class Platform:
    """Every account begins as an ordinary stranger with things of its own; groups and operations then change some."""

    def __init__(self, variant: Variant, rng: np.random.Generator):
        self.variant, self.rng = variant, rng
        self.count = count = variant.accounts
        self.start, self.end = END - variant.days * DAY, END
        self.networks = Networks(rng, variant)
        self.tables = Tables()
        self.names = Names(rng, count)
        self._numbers = 10 * count  # for identifiers beyond those that accounts begin with
        self._queue = list(rng.permutation(count))

        everyone = np.arange(count)
        self.operator = everyone.copy()
        self.motif = np.full(count, "", object)
        self.kind = np.full(count, "plain", object)
        self.role = rng.choice(np.array(["worker", "client", "both"], object), count, p=[0.66, 0.22, 0.12])
        self.country = rng.choice(COUNTRIES, count, p=COUNTRY_SHARES)
        age = np.where(rng.random(count) < 0.25, rng.uniform(3, variant.days, count), rng.exponential(500, count) + 20)
        self.created = (self.end - age * DAY).astype(np.int64)
        self.status = np.full(count, "active", object)
        self.status_at = np.full(count, -1, np.int64)
        gone = np.flatnonzero(rng.random(count) < 0.04)
        self.close(gone, rng.choice(np.array(["suspended", "closed"], object), len(gone), p=[0.3, 0.7]))
        self.organisation = np.full(count, "", object)

        self.document, self.bank, self.phone = everyone.copy(), everyone.copy(), everyone.copy()
        self.email, self.address, self.portrait = everyone.copy(), everyone.copy(), everyone.copy()
        self.document_name = np.full(count, "", object)  # empty: the account's own name
        self.holder = np.full(count, "", object)
        self.template = np.full(count, -1, np.int64)
        self.bank_kind = rng.choice(np.array(["bank", "money_transfer", "crypto"], object), count, p=[0.86, 0.1, 0.04])
        self.onward = np.full(count, -1, np.int64)
        self.kept = np.zeros((count, 2))  # share kept of money that goes on: mean and deviation
        self.kept[:] = 0.03, 0.02

        # Sessions: places home, mobile, work, elsewhere; devices computer, phone, shared.
        self.place = np.empty((count, 4), np.int64)
        self.place[:, 0] = [self.networks.line() for _ in range(count)]
        self.place[:, 1] = rng.choice(self.networks.carriers, count, p=self.networks.carrier_shares)
        self.place[:, 2:] = self.place[:, :1]
        self.place_weight = np.stack([rng.uniform(0.4, 1, count), rng.gamma(0.6, 0.4, count), *np.zeros((2, count))], 1)
        self.device = np.stack([everyone * 3, everyone * 3 + 1, everyone * 3 + 2], 1)
        self.phone_share = rng.beta(1, 2, count)
        self.shared_device_weight = np.zeros(count)
        self.device_switch = np.full(count, NEVER)  # from then on only the shared device
        self.place_switch = np.full(count, NEVER)  # from then on only the places work and elsewhere
        self.hour = np.mod(rng.normal(14, 4.5, count), 24)
        self.hour_spread = rng.uniform(1, 4.5, count)
        self.rate = rng.gamma(1.6, 1 / 1.6, count)
        self.remote_share = np.where(rng.random(count) < 0.01, rng.beta(1, 4, count), 0)
        self.orders = rng.gamma(0.9, 2.6, count)
        self.visits: list[tuple] = []  # sessions beside the ordinary ones, see sessions.visit

    def new(self, amount: int = 1):
        """Numbers for new identifiers; one number, or an array of several."""
        self._numbers += amount
        numbers = np.arange(self._numbers - amount, self._numbers)
        return int(numbers[0]) if amount == 1 else numbers

    def take(self, amount: int, kind: str) -> np.ndarray:
        """Accounts that belong to no group yet, fewer than asked if the platform is nearly full."""
        amount = min(amount, max(0, len(self._queue) - self.count // 10))
        members, self._queue = np.array(self._queue[:amount], np.int64), self._queue[amount:]
        self.kind[members] = kind
        return members

    def lawful(self, amount: int, plain_only: bool = False) -> np.ndarray:
        """Random lawful accounts, which may belong to groups already."""
        chosen = np.flatnonzero(self.kind == "plain" if plain_only else self.motif == "")
        return self.rng.choice(chosen, min(amount, len(chosen)), replace=False)

    def name_class(self, accounts: np.ndarray, kind: str) -> None:
        """Give a class to those who are plain so far."""
        accounts = accounts[self.kind[accounts] == "plain"]
        self.kind[accounts] = kind

    def close(self, accounts: np.ndarray, status) -> None:
        """Accounts that end within the period."""
        earliest = np.maximum(self.created[accounts] + DAY, self.start + 5 * DAY)
        self.status[accounts] = status
        self.status_at[accounts] = earliest + self.rng.random(len(accounts)) * (self.end - earliest)

    def opened(self, accounts: np.ndarray, first: int, last: int) -> None:
        """Let accounts be created between two times, and be open."""
        self.created[accounts] = self.rng.integers(first, max(last, first + 3600), len(accounts))
        self.status[accounts], self.status_at[accounts] = "active", -1

    def moment(self, amount: int, accounts: np.ndarray | None = None) -> np.ndarray:
        """Random times in the period, within the life of the accounts if given."""
        first = self.start if accounts is None else np.maximum(self.created[accounts], self.start)
        last = self.end if accounts is None else self.last(accounts)
        return (first + self.rng.random(amount) * np.maximum(last - first, 60)).astype(np.int64)

    def last(self, accounts: np.ndarray) -> np.ndarray:
        """When the accounts' lives end, at the latest with the snapshot."""
        return np.where(self.status_at[accounts] > 0, self.status_at[accounts], self.end)

    def same_family(self, members: np.ndarray) -> None:
        """One family name for all."""
        self.names.family[members], self.names.latin[members] = (
            self.names.family[members[0]],
            self.names.latin[members[0]],
        )

    def extra_identifier(self, kind: str, accounts: np.ndarray, value: int) -> None:
        """One more thing of a kind, beside the accounts' own."""
        texts = labels.spell(kind, np.full(len(accounts), value), self.variant.hashed)
        self.tables.add(
            "identifiers", account_id=accounts, kind=kind, value=texts, seen_at=self.moment(len(accounts), accounts)
        )

    def extra_bank(self, accounts: np.ndarray, number: int, holder: str) -> None:
        """One more payout destination, which some payouts go to."""
        moments = self.moment(len(accounts), accounts)
        later = np.minimum(moments + 3 * DAY, self.last(accounts) - 60)
        shared = dict(account_id=accounts, bank_account_id=number)
        self.tables.add("bank_accounts", **shared, kind="bank", holder=holder, country="JP", added_at=moments)
        self.tables.add("changes", account_id=accounts, field="bank_account", changed_at=moments)
        amounts = self.rng.integers(5, 400, len(accounts)) * 500
        self.tables.add("payouts", **shared, paid_at=later, amount=amounts, currency="JPY")

    def write_registers(self) -> None:
        """The tables that say what accounts are and have."""
        rng, everyone, names = self.rng, np.arange(self.count), self.names
        native = np.array([names.native(account) for account in everyone], object)
        latin = np.array([names.latin_name(account) for account in everyone], object)
        holders = np.array([names.holder(account) for account in everyone], object)
        kana = np.array([names.kana(account) for account in everyone], object)
        self.tables.add(
            "accounts",
            account_id=everyone,
            name=native,
            name_kana=kana,
            role=self.role,
            country=self.country,
            created_at=self.created,
            status=self.status,
            status_at=self.status_at,
            organisation=self.organisation,
        )
        shown = everyone[rng.random(self.count) < 0.93]
        kinds = np.array(labels.DOCUMENT_KINDS, object)[self.document[shown] % 4]
        printed = np.where(kinds == "passport", latin[shown], native[shown])
        own = self.document_name[shown]
        reissue = rng.choice(3, len(shown), p=[0.9, 0.08, 0.02])
        self.tables.add(
            "documents",
            account_id=shown,
            document_id=self.document[shown] * 4 + np.where(kinds == "driving_licence", reissue, 0),
            kind=kinds,
            country=np.where(kinds == "passport", self.country[shown], "JP"),
            name=np.where(own == "", printed, own),
            submitted_at=self.created[shown] + rng.integers(600, DAY, len(shown)),
        )
        paid = everyone[(self.role != "client") | (self.bank != everyone) | (rng.random(self.count) < 0.2)]
        self.tables.add(
            "bank_accounts",
            account_id=paid,
            bank_account_id=self.bank[paid],
            kind=self.bank_kind[paid],
            holder=np.where(self.holder[paid] == "", holders[paid], self.holder[paid]),
            country=np.where(self.bank_kind[paid] == "bank", "JP", ""),
            added_at=self.created[paid] + rng.integers(3600, DAY, len(paid)),
        )
        for kind, share in (("phone", 0.9), ("email", 1.0), ("address", 0.85), ("portrait", 0.7), ("template", 1.0)):
            values = getattr(self, kind)
            shown = everyone[(values >= 0) & (rng.random(self.count) < share)]
            texts = labels.spell(kind, values[shown], self.variant.hashed)
            seen = self.created[shown] + rng.integers(60, DAY, len(shown))
            self.tables.add("identifiers", account_id=shown, kind=kind, value=texts, seen_at=seen)
        rows = [np.array(column, object) for column in zip(*self.networks.rows)]
        cidr, kind, asn, country, name = rows
        self.tables.add("networks", cidr=cidr, kind=kind, asn=asn, country=country, name=name)
