"""An account as its holder lives with it: name, papers, bank, machines, lines and habits."""

from dataclasses import dataclass, field

from . import names, numbers
from .networks import Place

DAY = 86400
ROLES = ("worker", "client", "both")
FAR = ("PH", "VN", "IN", "US", "NP", "BR", "KR")


@dataclass(slots=True)
class Channel:
    """One way of logging in: a place, a machine, a rate a day, hours (UTC) and the time in which it is used."""

    place: Place
    device: int
    rate: float
    hour: float
    spread: float = 2.0
    begin: float = 0
    end: float = 4e9
    remote: float = 0.0
    weekend: float = 0.8


@dataclass(slots=True)
class Bank:
    number: str
    kind: str
    holder: str
    country: str
    added: float
    removed: float | None = None


@dataclass(slots=True)
class Onward:
    """Where payouts go next: targets, share kept, delay in hours, country, and how often the payer sees it."""

    targets: list[str]
    keep: float
    keep_spread: float
    delay: float
    country: str
    seen: float


@dataclass(slots=True, eq=False)
class Account:
    index: int
    name: names.Name
    role: str
    country: str
    created: float
    kind: str
    operator: str
    category: int
    home: Place
    device: int
    hour: float
    motif: str = ""
    channels: list[Channel] = field(default_factory=list)
    documents: list[list] = field(default_factory=list)  # [number, kind, country, name, submitted]
    banks: list[Bank] = field(default_factory=list)
    identifiers: list[tuple] = field(default_factory=list)  # (kind, value, seen)
    onward: Onward | None = None
    status: str = "active"
    ended: float | None = None
    organisation: str = ""
    demand: float = 1.0

    def value(self, kind: str) -> str:
        return next((value for found, value, _ in self.identifiers if found == kind), "")

    def set(self, kind: str, value: str) -> None:
        """Replace this account's value of a kind by one that it shares with others."""
        self.identifiers = [entry for entry in self.identifiers if entry[0] != kind]
        self.identifiers.append((kind, value, self.created))

    def main(self) -> Channel:
        return self.channels[0]


def holder_of(name: names.Name, country: str) -> str:
    return names.half_width(name.kana) if country == "JP" else name.latin


class People:
    """Draws accounts that are ordinary in every respect; groups change them afterwards."""

    def __init__(self, world):
        self.world, self.rng = world, world.rng

    def person(
        self,
        kind: str,
        operator: str | None = None,
        role: str | None = None,
        family: str | None = None,
        country: str | None = None,
    ) -> Account:
        world, rng = self.world, self.rng
        name = names.draw_name(rng, family)
        if country is None:
            country = "JP" if rng.random() < (0.9 if not name.foreign else 0.55) else FAR[rng.integers(len(FAR))]
        created = (
            world.end - 60 - abs(rng.exponential(420)) * DAY
            if rng.random() < 0.72
            else rng.uniform(world.begin, world.end - 3 * DAY)
        )
        account = Account(
            index=len(world.accounts),
            name=name,
            role=role or ROLES[int(rng.choice(3, p=[0.72, 0.18, 0.1]))],
            country=country,
            created=float(int(created)),
            kind=kind,
            operator=operator or world.new_operator(),
            category=int(rng.integers(8)),
            home=world.net.home(country),
            device=world.new_device(),
            hour=float(rng.normal(11.5, 3.2) % 24),
            demand=float(rng.gamma(0.8, 1.2)),
        )
        world.accounts.append(account)
        self._habits(account)
        self._papers(account)
        return account

    def _habits(self, account: Account) -> None:
        world, rng = self.world, self.rng
        rate = 0.125 * rng.lognormal(0, 0.95) * world.variant.login_scale
        if rng.random() < 0.04:
            rate = 0.0
        spread = float(rng.uniform(0.8, 4))
        account.channels.append(
            Channel(account.home, account.device, rate, account.hour, spread, weekend=rng.uniform(0.2, 1))
        )
        if rng.random() < 0.6:
            pocket = world.new_device() if rng.random() < 0.85 else account.device
            line = world.net.mobile(account.country)
            account.channels.append(Channel(line, pocket, rate * rng.uniform(0.1, 1), account.hour - 2, 5))
            if rng.random() < 0.6:
                account.channels.append(
                    Channel(account.home, pocket, rate * rng.uniform(0.1, 0.6), account.hour + 2, 3)
                )
        if rng.random() < world.variant.vpn_share:
            account.channels.append(
                Channel(world.net.vpn(), account.device, rate * rng.uniform(0.2, 1.5), account.hour, spread)
            )
        if rng.random() < 0.08:
            cafe = world.net.cafes[rng.integers(len(world.net.cafes))]
            account.channels.append(Channel(cafe, account.channels[-1].device, rate * rng.uniform(0.05, 0.4), 5, 3))
        if rng.random() < 0.12:
            begin, length = rng.uniform(world.begin, world.end), rng.uniform(3, 20) * DAY
            trip = world.net.home("JP" if rng.random() < 0.7 else FAR[rng.integers(len(FAR))])
            account.channels.append(Channel(trip, account.device, rate, account.hour, 4, begin, begin + length))
        if rng.random() < 0.15:
            change = rng.uniform(world.begin, world.end)
            account.channels.append(Channel(account.home, world.new_device(), rate, account.hour, spread, change))
            account.main().end = change

    def _papers(self, account: Account) -> None:
        rng, created, country, name = self.rng, account.created, account.country, account.name
        home_kinds = (
            ("driving_licence", "my_number", "passport")
            if not name.foreign
            else ("residence_card", "driving_licence", "passport")
        )
        for _ in range(int(rng.choice(3, p=[0.1, 0.8, 0.1]))):
            kind = (
                home_kinds[int(rng.choice(3, p=[0.5, 0.3, 0.2]))]
                if country == "JP"
                else ("passport", "driving_licence")[rng.random() < 0.3]
            )
            written = name.latin if kind == "passport" or name.foreign else name.written
            issuer = (
                country if country != "JP" or not name.foreign or kind != "passport" else FAR[rng.integers(len(FAR))]
            )
            account.documents.append(
                [numbers.document(rng, kind, issuer), kind, issuer, written, created + rng.exponential(2) * DAY]
            )
        if account.role != "client" or rng.random() < 0.2:
            account.banks.append(self.bank(account))
            if rng.random() < 0.07:
                account.banks.append(self.bank(account))
        account.identifiers.append(("email", numbers.mail(rng, name.latin), created))
        if rng.random() < 0.9:
            account.identifiers.append(("phone", numbers.phone(rng, country), created))
        if rng.random() < 0.85:
            account.identifiers.append(("address", numbers.home(rng, country), created))
        if rng.random() < 0.55:
            account.identifiers.append(("portrait", "ph:" + numbers.hexes(rng, 16), created))
        if account.role != "client" and rng.random() < 0.7:
            account.identifiers.append(("template", "tpl-" + numbers.hexes(rng, 12), created))
        if rng.random() < 0.35:
            account.identifiers.append(("recovery_email", numbers.mail(rng, name.latin), created))
        if rng.random() < 0.3:
            account.identifiers.append(("card", "card_" + numbers.hexes(rng, 14), created))
        look = "fp-" + (
            "%08x" % (int(rng.zipf(1.5)) % 4000 * 2654435761 % 2**32) if rng.random() < 0.9 else numbers.hexes(rng, 8)
        )
        account.identifiers.append(("browser_print", look, created))

    def bank(self, account: Account, holder: str | None = None, kind: str | None = None) -> Bank:
        """A payout destination; by default the holder's own."""
        rng = self.rng
        kind = kind or ("bank", "money_transfer", "crypto")[int(rng.choice(3, p=[0.9, 0.08, 0.02]))]
        holder = holder or holder_of(account.name, account.country)
        return Bank(
            numbers.bank(rng, kind, account.country),
            kind,
            holder,
            account.country,
            account.created + rng.exponential(6) * DAY,
        )
