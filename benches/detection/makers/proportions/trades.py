"""Lawful people who work or learn together: agencies, subcontracting teams, schools, cooperatives."""

import numpy as np

from .activity import order, review
from .homes import refer
from .names import firm
from .platform import DAY, Platform
from .sessions import alternate, visit


def plant(platform: Platform) -> None:
    """The four trades share the variant's part of the accounts; some declare themselves, some do not."""
    left = int(platform.count * platform.variant.trade_share)
    makers = (_agency, _team, _school, _cooperative)
    limits = ((4, 60), (3, 12), (8, 50), (4, 30))
    while left > 4:
        choice = int(platform.rng.choice(4, p=(0.35, 0.25, 0.2, 0.2)))
        low, high = limits[choice]
        size = min(left, int(np.exp(platform.rng.uniform(np.log(low), np.log(high)))))
        left -= size
        makers[choice](platform, max(size, 3))


def _declare(platform: Platform, members: np.ndarray, name: str, word: str) -> None:
    """The group says what it is, and nearly all of its members name it; or it is one that nobody declared."""
    if platform.rng.random() < platform.variant.undeclared:
        platform.kind[members] = f"{word}_undeclared"
        return
    platform.organisation[members[platform.rng.random(len(members)) < 0.93]] = name


def _pay(platform: Platform, paid: np.ndarray, holder: str) -> None:
    """One payee for all of them, which bears the group's name."""
    platform.bank[paid], platform.holder[paid], platform.bank_kind[paid] = platform.new(), holder, "bank"


def _agency(platform: Platform, size: int) -> None:
    """An agency places workers: a company as payee, one text, accounts opened by staff, a client who orders from many."""
    rng = platform.rng
    members = platform.take(size, "agency")
    if len(members) < 3:
        return
    name, holder = firm(rng)
    _declare(platform, members, name, "agency")
    platform.role[members] = "worker"
    office = platform.networks.fixed("office")
    if rng.random() < 0.75:
        _pay(platform, members[rng.random(len(members)) < rng.uniform(0.5, 1)], holder)
    if rng.random() < 0.6:
        platform.place[members, 2] = office
        platform.place_weight[members, 2] = rng.uniform(0.1, 2)
    if rng.random() < 0.5:
        platform.template[members[rng.random(len(members)) < 0.7]] = platform.new()
    if rng.random() < 0.35:
        pace = dict(days=int(rng.integers(2, 30)), gap=6, length=10, rounds=1, hour=10, presence=0.3)
        alternate(platform, members, platform.new(), office, pace)
    if rng.random() < 0.3:
        platform.phone[members[rng.random(len(members)) < 0.5]] = platform.new()
    buyer = platform.take(1, "agency_client")
    platform.role[buyer] = "both"
    workers = members[rng.random(len(members)) < 0.6]
    clients, workers, numbers, moments = order(platform, np.resize(buyer, len(workers)), workers)
    review(platform, clients, workers, moments + 5 * DAY, numbers, 4.6)


def _team(platform: Platform, size: int) -> None:
    """A leader takes orders and passes work on: money goes onward to him less a share that differs each time."""
    rng = platform.rng
    members = platform.take(size, "team")
    if len(members) < 3:
        return
    _declare(platform, members, firm(rng)[0], "team")
    platform.role[members] = "worker"
    if rng.random() < 0.6:
        passing = members[1:][rng.random(len(members) - 1) < 0.8]
        platform.onward[passing] = platform.new()
        platform.kept[passing] = rng.uniform(0.05, 0.6), rng.uniform(0.08, 0.3)
    if rng.random() < 0.5:
        joint = members[rng.random(len(members)) < 0.6]
        platform.bank[joint], platform.holder[joint] = platform.bank[members[0]], platform.names.holder(members[0])
    if rng.random() < 0.3:
        platform.place[members, 2] = platform.networks.fixed("office")
        platform.place_weight[members, 2] = rng.uniform(0.1, 1)
    refer(platform, members, 0.4)
    refer(platform, members, 0.6, "transfer")


def _school(platform: Platform, size: int) -> None:
    """A course: accounts made in one week in one room on a few machines, one sample text, practice reviews; then apart."""
    rng = platform.rng
    members = platform.take(size, "school")
    if len(members) < 3:
        return
    _declare(platform, members, firm(rng)[0], "school")
    opening = int(platform.moment(1)[0]) - 10 * DAY
    opening = max(opening, platform.start)
    platform.opened(members, opening, opening + int(rng.integers(1, 8)) * DAY)
    room = platform.networks.fixed("campus")
    for machine in np.atleast_1d(platform.new(int(rng.integers(1, 8)))):
        users = members[rng.random(len(members)) < 0.4]
        visit(platform, users, platform.created[users] + 300, rng.uniform(600, 5400, len(users)), int(machine), room)
    sample = members[rng.random(len(members)) < 0.6]
    platform.template[sample] = platform.new()
    refer(platform, members, rng.uniform(0, 0.8))
    if rng.random() < 0.3:
        left, right = rng.choice(members, (2, len(members)))
        left, right = left[left != right], right[left != right]
        moments = opening + 12 * DAY + rng.integers(0, 10 * DAY, len(left))
        review(platform, left, right, moments, np.full(len(left), -1), 4.7)


def _cooperative(platform: Platform, size: int) -> None:
    """Freelancers who share a payee, a back office and orders among themselves, and recommend one another."""
    rng = platform.rng
    members = platform.take(size, "cooperative")
    if len(members) < 3:
        return
    name, holder = firm(rng)
    _declare(platform, members, name, "cooperative")
    _pay(platform, members[rng.random(len(members)) < rng.uniform(0.2, 0.9)], holder)
    platform.role[members[: len(members) // 3]] = "both"
    givers, takers = rng.choice(members[: len(members) // 3 or 1], len(members)), rng.permutation(members)
    clients, workers, numbers, moments = order(platform, givers, takers)
    review(platform, clients, workers, moments + 7 * DAY, numbers, 4.6)
    review(platform, workers, clients, moments + 8 * DAY, numbers, 4.6)
    if rng.random() < 0.5:
        pace = dict(days=int(rng.integers(2, 12)), gap=5, length=8, rounds=1, hour=11, presence=0.6)
        alternate(platform, members, platform.new(), platform.networks.fixed("office"), pace)
    refer(platform, members, 0.5)
