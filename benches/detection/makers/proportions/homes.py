"""Lawful people who live, work or drink coffee in one place."""

import numpy as np

from .activity import order, review
from .platform import Platform
from .sessions import alternate


def plant(platform: Platform) -> None:
    """Households, house shares, dormitories, offices, cafés, telework centres and users of VPNs."""
    variant, count = platform.variant, platform.count
    _groups(platform, variant.household_share, (2, 5), _household)
    _groups(platform, variant.house_share, (3, 9), _house_share)
    _groups(platform, variant.dormitory_share, (10, 60), _dormitory)
    scale = count / 20_000
    for number in platform.rng.multinomial(
        int(count * variant.office_share), np.full(variant.offices, 1 / variant.offices)
    ):
        _office(platform, int(number * platform.rng.uniform(0.3, 1.4)))
    for kind, places, share in (("cafe", variant.cafes, 0.6), ("centre", variant.centres, 0.4)):
        for _ in range(places):
            _public_place(platform, kind, int(count * variant.visitor_share * share / places))
    users = platform.lawful(int(1000 * scale))
    platform.place[users, 3] = platform.rng.choice(platform.networks.vpn_exits, len(users))
    platform.place_weight[users, 3] = platform.rng.uniform(0.1, 2, len(users))
    platform.name_class(users, "vpn_user")


def _groups(platform: Platform, share: float, sizes: tuple[int, int], make) -> None:
    """Groups of one kind until their share of the accounts is used up."""
    left = int(platform.count * share)
    while left >= sizes[0]:
        size = int(platform.rng.integers(sizes[0], min(sizes[1], left) + 1))
        left -= size
        make(platform, size)


def refer(platform: Platform, members: np.ndarray, chance: float, kind: str = "referral") -> None:
    """People bring people: ties from earlier to later members of a group."""
    rng = platform.rng
    joined = members[1:][rng.random(len(members) - 1) < chance]
    others = rng.choice(members, len(joined))
    joined, others = joined[joined != others], others[joined != others]
    later = np.maximum(np.maximum(platform.created[joined], platform.created[others]) + 120, platform.start)
    alive = later < np.minimum(platform.last(joined), platform.last(others))
    joined, others, later = joined[alive], others[alive], later[alive]
    amount = rng.integers(5, 300, len(joined)) * 100 if kind == "transfer" else -1
    platform.tables.add("ties", account_id=joined, other_id=others, kind=kind, at=later, amount=amount)


def _household(platform: Platform, size: int) -> None:
    """A family: one line; mostly one name and address; often one computer, and a couple's bank account."""
    rng = platform.rng
    members = platform.take(size, "household")
    if len(members) < 2:
        return
    platform.place[members, 0] = platform.place[members[0], 0]
    if rng.random() < 0.8:
        platform.same_family(members if rng.random() < 0.85 else members[1:])
    if rng.random() < 0.85:
        platform.address[members] = platform.address[members[0]]
    if rng.random() < 0.6:
        platform.device[members, 2] = platform.device[members[0], 0]
        platform.shared_device_weight[members[1:]] = rng.uniform(0.1, 0.9)
    if rng.random() < 0.15:
        pace = dict(days=int(rng.integers(3, 40)), gap=12, length=35, rounds=1, hour=19, presence=0.6)
        alternate(platform, members, int(platform.device[members[0], 0]), int(platform.place[members[0], 0]), pace)
    if rng.random() < 0.15:
        platform.kind[members[:2]] = "couple_bank"
        platform.bank[members[1]] = platform.bank[members[0]]
        platform.holder[members[1]] = platform.names.holder(members[0])
    if rng.random() < 0.12:
        platform.phone[members[-1]] = platform.phone[members[0]]
    if rng.random() < 0.05:
        _family_firm(platform, members)
    refer(platform, members, 0.35)


def _family_firm(platform: Platform, members: np.ndarray) -> None:
    """One of the family orders from the others through the platform, and they say so in reviews."""
    platform.kind[members] = "family_firm"
    platform.role[members[0]], platform.role[members[1:]] = "client", "worker"
    workers = np.repeat(members[1:], platform.rng.integers(1, 5))
    clients, workers, numbers, moments = order(platform, np.full(len(workers), members[0]), workers)
    review(platform, clients, workers, moments + 86_400, numbers, 4.9)
    if platform.rng.random() < 0.5:
        platform.bank[members] = platform.bank[members[0]]
        platform.holder[members] = platform.names.holder(members[0])


def _house_share(platform: Platform, size: int) -> None:
    """Strangers in one house: one line and address, other names; now and then a common computer or a loan."""
    rng = platform.rng
    members = platform.take(size, "house_share")
    if len(members) < 3:
        return
    platform.place[members, 0] = platform.place[members[0], 0]
    if rng.random() < 0.7:
        platform.address[members] = platform.address[members[0]]
    if rng.random() < 0.25:
        platform.device[members, 2] = platform.new()
        platform.shared_device_weight[members] = rng.uniform(0.02, 0.4)
    refer(platform, members, rng.uniform(0, 0.6))
    refer(platform, members, rng.uniform(0, 0.5), "transfer")


def _dormitory(platform: Platform, size: int) -> None:
    """A students' house behind a few addresses: one postal address, copied profile texts, one after another."""
    rng = platform.rng
    members = platform.take(size, "dormitory")
    if len(members) < 5:
        return
    platform.place[members, 0] = platform.networks.gate("campus", int(rng.integers(1, 5)))
    platform.address[members] = np.where(rng.random(len(members)) < 0.6, platform.new(), platform.address[members])
    copied = members[rng.random(len(members)) < 0.25]
    platform.template[copied] = platform.new()
    refer(platform, members, 0.3)


def _office(platform: Platform, size: int) -> None:
    """Employees with side jobs: the office's address in office hours, own machines, now and then a common one."""
    rng = platform.rng
    members = platform.lawful(size)
    if len(members) < 2:
        return
    platform.place[members, 2] = platform.networks.fixed("office")
    platform.place_weight[members, 2] = rng.uniform(0.1, 1.5)
    platform.hour[members] = rng.normal(13, 1.5, len(members))
    if rng.random() < 0.2:
        pace = dict(days=int(rng.integers(2, 30)), gap=20, length=20, rounds=1, hour=12, presence=0.4)
        alternate(platform, members[:6], platform.new(), int(platform.place[members[0], 2]), pace)
    platform.name_class(members, "office")


def _public_place(platform: Platform, kind: str, size: int) -> None:
    """A café or telework centre: one address for regulars and passers-by, and a few machines that anybody uses."""
    rng = platform.rng
    visitors = platform.lawful(max(3, int(size * rng.uniform(0.5, 1.5))))
    platform.place[visitors, 3] = place = platform.networks.fixed("public")
    platform.place_weight[visitors, 3] = rng.gamma(0.7, 0.5, len(visitors))
    for _ in range(int(rng.integers(1, 6))):
        pace = dict(days=int(rng.integers(10, 80)), gap=9, length=50, rounds=1, hour=rng.integers(9, 15))
        customers = rng.choice(visitors, min(len(visitors), int(rng.integers(5, 60))), replace=False)
        alternate(platform, customers, platform.new(), place, pace | dict(presence=4 / len(customers)))
    platform.name_class(visitors, kind)
