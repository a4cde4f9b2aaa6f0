"""What accounts come to share on paper: identity, contact, money, opinions and dealings.

Like `traces`, these serve operations and lawful groups alike.
"""

from . import names, numbers
from .people import DAY, Onward, holder_of
from .traces import parts, some
from .world import COMPLAINTS


def same_value(kind: str, extent=(2, 4)):
    """A trace by which sub-groups carry one value of an identifier kind."""

    def share_value(world, accounts, share) -> None:
        for part in parts(world, some(world, accounts, share), *extent):
            value = (
                part[0].value(kind)
                or {
                    "phone": lambda: numbers.phone(world.rng, part[0].country),
                    "address": lambda: numbers.home(world.rng, part[0].country),
                    "portrait": lambda: "ph:" + numbers.hexes(world.rng, 16),
                    "template": lambda: "tpl-" + numbers.hexes(world.rng, 12),
                    "recovery_email": lambda: numbers.mail(world.rng, part[0].name.latin),
                    "card": lambda: "card_" + numbers.hexes(world.rng, 14),
                }[kind]()
            )
            for account in part:
                account.set(kind, value)

    return share_value


phone, address, portrait = same_value("phone"), same_value("address"), same_value("portrait", (2, 5))
template, recovery, card = (
    same_value("template", (2, 6)),
    same_value("recovery_email", (2, 5)),
    same_value("card", (2, 4)),
)


def one_document(world, accounts, share, extent=(2, 4)) -> None:
    """One paper under several accounts; a licence may come back with a higher count of reissues."""
    for part in parts(world, some(world, accounts, share), *extent):
        number = numbers.document(world.rng, "driving_licence", "JP")
        named = part[0].name.written
        for account in part:
            shown = number[:-1] + str(world.rng.integers(0, 4)) if world.rng.random() < 0.3 else number
            written = named if world.rng.random() < 0.5 else account.name.written
            account.documents = [
                [shown, "driving_licence", "JP", written, account.created + world.rng.exponential(3) * DAY]
            ]


def pooled_bank(world, accounts, share, holder=None, kind=None, extent=(2, 4)) -> None:
    """Sub-groups are paid into one account, in the name of one of them or of a third person."""
    rng = world.rng
    for part in parts(world, some(world, accounts, share), *extent):
        payee = holder or holder_of(part[0].name if rng.random() < 0.5 else names.draw_name(rng), "JP")
        bank = world.people.bank(part[0], payee, kind)
        for account in part:
            own = type(bank)(
                bank.number, bank.kind, bank.holder, bank.country, account.created + rng.exponential(15) * DAY
            )
            if account.banks and rng.random() < 0.5 and own.added < world.end - 30 * DAY:
                own.added = max(own.added, world.begin + rng.uniform(0, 60) * DAY)
                account.banks[-1].removed = own.added
                world.change(account, "bank_account", own.added)
            else:
                account.banks = []
            account.banks.append(own)


def crypto_wallet(world, accounts, share) -> None:
    """Cash-out into wallets that a few accounts share."""
    pooled_bank(world, accounts, share, kind="crypto", extent=(2, 3))


def sent_on(world, accounts, share, keep=None, spread=None, country=None, extent=(2, 6)) -> None:
    """Payouts go on to one collector for each sub-group; a share of them stays with the payee."""
    rng = world.rng
    keep = rng.uniform(0.1, 0.42) if keep is None else keep
    spread = rng.uniform(0.005, 0.05) if spread is None else spread
    for part in parts(world, some(world, accounts, share), *extent):
        target = f"ow_{numbers.hexes(rng, 12)}"
        abroad = country or ("CN", "RU", "HK", "AE", "JP", "SG")[rng.integers(6)]
        for account in part:
            noise = rng.normal(0, 0.02)
            account.onward = Onward(
                [target], max(0.0, keep + noise), spread, rng.uniform(3, 60), abroad, rng.uniform(0.4, 0.95)
            )


def transfers_up(world, accounts, share) -> None:
    """Money moves inside the platform to one or two of the accounts."""
    rng, chosen = world.rng, some(world, accounts, share)
    heads = chosen[: 1 + (len(chosen) > 12)]
    for account in chosen[len(heads) :]:
        for _ in range(int(rng.integers(1, 6))):
            head = heads[rng.integers(len(heads))]
            world.tie(account, head, "transfer", world.moment(account, head), rng.lognormal(9, 0.8))


def referred(world, accounts, share) -> None:
    """One brings the next: a chain in parts, a star in parts."""
    chosen = some(world, accounts, share)
    for at, account in enumerate(chosen[1:], 1):
        sponsor = chosen[at - 1] if world.rng.random() < 0.4 else chosen[0]
        world.tie(sponsor, account, "referral", account.created)


def talk(world, accounts, share) -> None:
    """They write to one another."""
    rng, chosen = world.rng, some(world, accounts, share)
    for account in chosen:
        for _ in range(int(rng.integers(1, 5))):
            other = chosen[rng.integers(len(chosen))]
            if other is not account:
                world.tie(account, other, "message", world.moment(account, other))


def deal(world, client, worker, rating=None, chance=1.0, near=None) -> None:
    """One contract between two of a group, often reviewed."""
    rng = world.rng
    at = world.moment(client, worker) if near is None else near + rng.exponential(2) * DAY
    if at >= world.end or at < max(client.created, worker.created):
        return
    contract = world.contract(client, worker, at)
    if rng.random() < chance:
        score = rating or int(rng.choice([3, 4, 5], p=[0.1, 0.3, 0.6]))
        world.review(client, worker, at + rng.exponential(4) * DAY, score, contract)


def praise(world, pairs, sham=0.5, window=None) -> None:
    """Five stars along the given ordered pairs, with or without an order behind each."""
    rng = world.rng
    for one, other in pairs:
        at = world.moment(one, other) if window is None else window + rng.exponential(6) * DAY
        if at < max(one.created, other.created) or at >= world.end:
            at = world.moment(one, other)
        contract = world.contract(one, other, at, rng.lognormal(8, 0.5)) if rng.random() < sham else -1
        world.review(one, other, at + rng.exponential(1) * DAY, 5 if rng.random() < 0.9 else 4, contract)


def mutual_pairs(world, accounts, density: float) -> list[tuple]:
    """Both directions of a share of all pairs, a few one-way."""
    rng, pairs = world.rng, []
    for at, one in enumerate(accounts):
        for other in accounts[:at]:
            if rng.random() < density:
                pairs.append((one, other))
                if rng.random() < 0.93:
                    pairs.append((other, one))
    return pairs


def overwork(world, accounts, share) -> None:
    """Far more hours than one person has, in blocks that overlap."""
    rng = world.rng
    for account in some(world, accounts, share):
        for week in range(int(rng.integers(2, 7))):
            base = max(account.created, world.begin) + rng.uniform(0, world.end - max(account.created, world.begin))
            for _ in range(int(rng.integers(9, 16))):
                start = int(base + rng.uniform(0, 6.5) * DAY)
                world.work.append((account.index, start, int(start + rng.uniform(6, 13) * 3600), -1))


def complaints(world, accounts, share) -> None:
    """What clients noticed about some of them."""
    rng = world.rng
    for account in some(world, accounts, share):
        for _ in range(int(rng.integers(1, 3))):
            world.report(account, COMPLAINTS[rng.integers(6)], world.stranger(), world.moment(account))


def restless(world, accounts, share) -> None:
    """Details change often."""
    rng = world.rng
    for account in some(world, accounts, share):
        base = world.moment(account, last=0.7)
        for _ in range(int(rng.integers(2, 6))):
            field = ("bank_account", "name", "phone", "email", "address")[
                int(rng.choice(5, p=[0.5, 0.1, 0.15, 0.15, 0.1]))
            ]
            world.change(account, field, base + rng.uniform(0, 80) * DAY)
