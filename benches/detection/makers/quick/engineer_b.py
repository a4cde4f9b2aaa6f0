"""Engineer B, a back-end developer: people own accounts, accounts own rows, and every row follows from a foreign key.

Habits: office hours on working days; one line and one device for each account for ever; UUIDs; document and bank
numbers in sequence; a payout on the 25th of each month for everybody; one review for each contract, mostly 5 stars;
round fees; one remitter for the whole platform.
"""

import random
import uuid
from dataclasses import dataclass, field

from .engineer_b_lawful import Lawful
from .engineer_b_rings import Rings
from .people import COUNTRIES, Name, Net
from .tables import DAY, HOUR, START, Snapshot, utc

REMITTER = "remit-main"


@dataclass
class Account:
    """A row of `accounts` with its foreign keys. Lists of devices and lines are (value, from, until)."""

    id: str
    name: Name
    role: str
    country: str
    created: int
    operator: str
    motif: str = ""
    group: str = "plain"
    document: str = ""
    bank: str = ""
    holder: str = ""
    bank_kind: str = "bank"
    phone: str = ""
    email: str = ""
    address: str = ""
    template: str = ""
    portrait: str = ""
    onward: str = ""
    keep: float = 0.0
    organisation: str = ""
    status: str = "active"
    status_at: int = 0
    devices: list = field(default_factory=list)
    lines: list = field(default_factory=list)
    hours: tuple = (0, 9)  # UTC; nine to six in Tokyo
    days: float = 0.2  # chance of a session on a working day
    remote: float = 0.0
    changes: list = field(default_factory=list)


@dataclass(frozen=True)
class Knobs:
    """What B turns between variants."""

    span: int = 150
    rings: int = 4  # for each motif, each 20,000 accounts
    sizes: tuple = (4, 10)
    lawful: float = 1.0
    trait: float = 0.8  # chance that a member has a trace of its motif
    own_sessions: float = 0.25  # members' share of days on a machine and line of their own
    strangers: float = 0.15  # strangers for each member who are paid, reviewed or rated to look busy
    cafe_share: float = 0.02
    vpn_share: float = 0.02
    five_stars: float = 0.8
    drop_templates: bool = False
    contracts: float = 1.0  # for each account


KNOBS = {
    "default": Knobs(),
    "other": Knobs(120, 7, (3, 6), 1.8, 0.7, 0.55, 0.5, 0.08, 0.10, 0.55, True, 1.6),
}


class Platform:
    """The database: sequences, accounts and what they did."""

    def __init__(self, count, seed, knobs):
        self.rng, self.knobs, self.count = random.Random(f"b{seed}"), knobs, count
        self.net, self.end = Net(self.rng), START + knobs.span * DAY
        self.sequences, self.accounts = {}, []
        self.extra_logins = []  # (account, time, line, device)
        self.extra_contracts = []  # (client, worker, time, rating, rated back)
        self.ties = []
        self.reports = []
        self.templates = [f"tpl-{number}" for number in range(30 * max(1, count // 2000))]
        self.places = [self.net.place("public", f"Cafe {number}") for number in range(5)]
        self.exits = [self.net.place("vpn", f"exit {number}") for number in range(4)]
        self.carrier = [self.net.place("cgnat", "mobile carrier") for _ in range(6)]

    def next(self, sequence):
        """The next number of a sequence, as a database gives it."""
        self.sequences[sequence] = self.sequences.get(sequence, 10_000_000) + self.rng.randint(1, 3)
        return f"{sequence}{self.sequences[sequence]}"

    def person(self, role=None, family=None, country=None, operator=None):
        """A person signs up: one account with everything of its own."""
        rng = self.rng
        country = country or rng.choice(COUNTRIES)
        name = Name(rng, rng.random() < 0.5, family)
        made = int(rng.uniform(START - 300 * DAY, self.end - 30 * DAY))
        account = Account(str(uuid.UUID(int=rng.getrandbits(128), version=4)), name, role or "", country, made, "")
        account.role = role or rng.choice(["worker"] * 3 + ["client"] * 2)
        account.operator = operator or f"person-{len(self.accounts)}"
        account.document, account.bank = self.next("D"), self.next("B")
        account.holder = name.holder
        account.phone, account.address = self.next("+8190"), self.next("addr-")
        account.email = f"{name.latin.split()[0].lower()}.{rng.randint(1, 10**7)}@mail.example"
        account.template = rng.choice(self.templates)
        account.portrait = self.next("img-")
        account.onward = REMITTER if rng.random() < 0.1 else ""
        account.devices, account.lines = [(self.next("dev-"), 0, self.end)], [(self.line(country), 0, self.end)]
        account.days = rng.choice([0.1, 0.2, 0.2, 0.3, 0.4])
        self.accounts.append(account)
        return account

    def line(self, country):
        """A home line; one in eight is a carrier's shared one."""
        return self.rng.choice(self.carrier) if self.rng.random() < 0.12 else self.net.home(country)

    def close(self, account, at, status):
        """Close or suspend an account."""
        account.status, account.status_at = status, int(at)


def at_work(rng, account, day):
    """A moment of the day in the account's hours."""
    low, high = account.hours
    return START + day * DAY + int(rng.uniform(low, high) * HOUR)


def current(entries, at):
    """The device or line in use at a time."""
    return next((value for value, begin, until in entries if begin <= at < until), entries[-1][0])


def write_logins(platform, snapshot):
    """Sessions on working days; members also at what their operator owns, by the entries of their lists."""
    rng, knobs = platform.rng, platform.knobs
    for account in platform.accounts:
        own = (platform.next("dev-"), platform.net.home(account.country))
        first = max(0, (account.created - START) // DAY + 1)
        for day in range(first, knobs.span):
            if (day + 4) % 7 in (0, 1) and rng.random() < 0.9 or rng.random() > account.days * 1.4:
                continue
            at = at_work(rng, account, day)
            if account.status_at and at > account.status_at:
                break
            device, line = current(account.devices, at), current(account.lines, at)
            if account.motif and rng.random() < knobs.own_sessions:
                device, line = own
            elif rng.random() < knobs.cafe_share:
                line = rng.choice(platform.places)
            elif rng.random() < knobs.vpn_share:
                line = rng.choice(platform.exits)
            length = rng.choice([30, 60, 90, 120, 240]) * 60
            remote = "true" if rng.random() < account.remote else "false"
            snapshot.add("logins", account.id, utc(at), utc(at + length), line, device, remote)
    for account, at, line, device in platform.extra_logins:
        snapshot.add("logins", account.id, utc(at), utc(at + 45 * 60), line, device, "false")


def write_contracts(platform, snapshot):
    """A contract has a client, a worker, a block of work, and one review from the client (sometimes one back)."""
    rng, knobs = platform.rng, platform.knobs
    clients = [a for a in platform.accounts if a.role != "worker"]
    workers = [a for a in platform.accounts if a.role != "client"]
    rows = list(platform.extra_contracts)
    for _ in range(int(platform.count * knobs.contracts)):
        client, worker = rng.choice(clients), rng.choice(workers)
        rating = 5 if rng.random() < knobs.five_stars else rng.randint(2, 4)
        begin = max(client.created, worker.created, START)
        if client is not worker and not client.status_at and not worker.status_at:
            rows.append((client, worker, int(rng.uniform(begin, platform.end - 10 * DAY)), rating, rng.random() < 0.3))
    for client, worker, at, rating, back in sorted(rows, key=lambda row: row[2]):
        contract, day = platform.next("C"), (at - START) // DAY
        begin = at_work(rng, worker, day)
        kind = rng.choice(["translation", "coding", "design"])
        fee = rng.choice([5000, 10000, 15000, 20000, 30000, 50000])
        snapshot.add("contracts", contract, client.id, worker.id, kind, fee, "JPY", utc(begin))
        for later in range(rng.randint(1, 3)):
            block = begin + later * DAY
            snapshot.add("work", worker.id, utc(block), utc(block + rng.randint(1, 6) * HOUR), contract)
        done = begin + 5 * DAY
        snapshot.add("reviews", client.id, worker.id, utc(done), rating, contract)
        if back:
            snapshot.add("reviews", worker.id, client.id, utc(done + HOUR), rating, contract)


def write_payouts(platform, snapshot):
    """Everybody who works is paid on the 25th at noon; what goes onward goes the next day."""
    rng = platform.rng
    for account in platform.accounts:
        if account.role == "client" and not account.motif:
            continue
        for day in (24, 55, 83, 114, 144):  # the 25th of January to May
            at = START + day * DAY + 3 * HOUR
            if at < account.created or at > platform.end or account.status_at and at > account.status_at:
                continue
            amount = rng.choice([10000, 20000, 30000, 50000, 80000, 100000])
            row = (account.id, account.bank, utc(at), amount, "JPY")
            if account.onward:
                keep = account.keep * rng.uniform(0.95, 1.05) if account.keep else rng.choice([0, 0.3, 0.5, 0.7])
                row += (account.onward, utc(at + DAY), int(amount * (1 - keep)), account.country)
            snapshot.add("payouts", *row)


def write_accounts(platform, snapshot):
    """Accounts and what belongs to them, in a shuffled order."""
    for account in sorted(platform.accounts, key=lambda a: a.id):
        me, name, made = account.id, account.name, utc(account.created)
        ended = utc(account.status_at) if account.status_at else ""
        row = (name.shown, name.kana, account.role, account.country, made, account.status, ended, account.organisation)
        snapshot.add("accounts", me, *row)
        snapshot.add("documents", me, account.document, "residence_card", account.country, name.shown, made)
        snapshot.add("bank_accounts", me, account.bank, account.bank_kind, account.holder, account.country, made)
        for kind in ("phone", "email", "address", "portrait", "template"):
            if not (
                kind == "template" and (account.role == "client" and not account.motif or platform.knobs.drop_templates)
            ):
                snapshot.add("identifiers", me, kind, getattr(account, kind), made)
        for changed, at in account.changes:
            if account.created < at < platform.end:
                snapshot.add("changes", me, changed, utc(at))
        snapshot.add("truth", me, account.operator, account.motif, "" if account.motif else account.group)
    for a, b, kind, at, amount in platform.ties:
        snapshot.add("ties", a.id, b.id, kind, utc(at), amount)
    for account, kind, reporter, at in platform.reports:
        snapshot.add("reports", account.id, kind, reporter.id, utc(at))
    for row in platform.net.ranges:
        snapshot.add("networks", *row)


def generate(count, seed, variant):
    """One snapshot by engineer B."""
    platform, snapshot = Platform(count, seed, KNOBS[variant]), Snapshot()
    lawful = Lawful(platform)
    lawful.plant()
    Rings(platform).plant()
    while len(platform.accounts) < count:
        platform.person()
    lawful.everyday_noise()
    write_accounts(platform, snapshot)
    write_logins(platform, snapshot)
    write_contracts(platform, snapshot)
    write_payouts(platform, snapshot)
    return snapshot
