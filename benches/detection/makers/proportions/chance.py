"""Lawful people who share one thing by chance or by friendship, and things so common that they tie nobody."""

import numpy as np

from .activity import order, review
from .homes import refer
from .platform import DAY, Platform
from .sessions import visit


def plant(platform: Platform) -> None:
    """Each kind at a rate per 20,000 accounts that is drawn anew for every platform."""
    kinds = (
        (_two_accounts, 50),
        (_second_hand, 120),
        (_misread, 25),
        (_twins, 8),
        (_helped_by_shop, 10),
        (_carer, 25),
        (_accountant, 6),
        (_friends, 25),
        (_club, 6),
        (_loyal_client, 12),
    )
    for make, rate in kinds:
        expected = rate * platform.count / 20_000 * platform.rng.uniform(0.5, 1.5)
        for _ in range(platform.rng.poisson(expected)):
            make(platform)
    _common_texts(platform)
    _remittance(platform)
    _long_hours(platform)


def _two_accounts(platform: Platform) -> None:
    """One person with two accounts: two roles, or a new account after closing the old one, as the rules permit."""
    rng = platform.rng
    pair = platform.take(2, "two_roles")
    if len(pair) < 2:
        return
    first, second = pair
    platform.operator[second] = first
    for values in (
        platform.names.family,
        platform.names.given,
        platform.names.latin,
        platform.country,
        platform.document,
    ):
        values[second] = values[first]
    for values in (platform.place, platform.device, platform.hour, platform.address):
        values[second] = values[first]
    for values in (platform.bank, platform.phone, platform.portrait):
        if rng.random() < 0.7:
            values[second] = values[first]
    platform.role[first], platform.role[second] = "client", "worker"
    if rng.random() < 0.35:
        platform.kind[pair], platform.role[first] = "reregistered", "worker"
        middle = platform.start + int(rng.uniform(0.3, 0.7) * (platform.end - platform.start))
        platform.created[first] = min(platform.created[first], platform.start - 30 * DAY)
        platform.status[first], platform.status_at[first] = "closed", middle
        platform.opened(pair[1:], middle + DAY, middle + 20 * DAY)


def _second_hand(platform: Platform) -> None:
    """A computer or phone is sold: the seller has a new one from that day, the buyer has the old one."""
    pair = platform.lawful(2, plain_only=True)
    if len(pair) < 2:
        return
    seller, buyer = pair
    day = int(platform.moment(1)[0])
    platform.device[buyer, 2] = platform.device[seller, 0]
    platform.device_switch[pair] = day, day + int(platform.rng.integers(1, 12)) * DAY
    platform.kind[pair] = "second_hand"


def _misread(platform: Platform) -> None:
    """A document number is read wrongly, or a placeholder typed: it becomes another person's."""
    people = platform.lawful(int(platform.rng.choice((2, 2, 2, 5))), plain_only=True)
    platform.document[people] = platform.document[people[:1]]
    platform.name_class(people, "misread")


def _twins(platform: Platform) -> None:
    """Twins whose portraits the comparison takes for one face."""
    pair = platform.take(2, "twins")
    if len(pair) == 2:
        platform.portrait[pair] = platform.portrait[pair[0]]
        platform.same_family(pair)
        if platform.rng.random() < 0.4:
            platform.place[pair, 0] = platform.place[pair[0], 0]


def _helped_by_shop(platform: Platform) -> None:
    """A shop signs people up on its counter machine, with its telephone number where they have none."""
    rng = platform.rng
    people = platform.take(int(rng.integers(5, 30)), "shop_signup")
    if len(people) < 3:
        return
    opening = int(rng.integers(platform.start, platform.end - 40 * DAY))
    platform.opened(people, opening, opening + int(rng.integers(5, 30)) * DAY)
    counter = platform.networks.fixed("public")
    visit(platform, people, platform.created[people] + 120, np.full(len(people), 900), platform.new(), counter)
    lacking = people[rng.random(len(people)) < 0.25]
    platform.phone[lacking] = platform.new()


def _carer(platform: Platform) -> None:
    """Somebody helps two to five people who cannot do it alone, from the helper's device, sometimes at their homes."""
    rng = platform.rng
    people = platform.take(int(rng.integers(2, 6)), "cared_for")
    if len(people) < 2:
        return
    helper = int(platform.device[people[0], 0])
    for person in people[1:]:
        times = platform.moment(int(rng.integers(3, 25)), np.full(1, person))
        place = -1 if rng.random() < 0.6 else int(platform.place[people[0], 0])
        visit(platform, np.full(len(times), person), times, rng.uniform(300, 3000, len(times)), helper, place)
    if rng.random() < 0.4:
        platform.phone[people] = platform.phone[people[0]]
    platform.kind[people[0]] = "carer"


def _accountant(platform: Platform) -> None:
    """An accountant looks into customers' accounts at the turn of the month, from one machine in one office."""
    rng = platform.rng
    customers = platform.lawful(int(rng.integers(5, 40)))
    machine, office = platform.new(), platform.networks.fixed("office")
    for month in range(platform.variant.days // 30):
        present = rng.permutation(customers[rng.random(len(customers)) < 0.85])
        clock = platform.start + (month * 30 + 2) * DAY + np.cumsum(rng.uniform(300, 2400, len(present)))
        visit(platform, present, clock, rng.uniform(120, 900, len(present)), machine, office)
    platform.name_class(customers, "accountant_customer")


def _friends(platform: Platform) -> None:
    """Friends who order from one another, review it warmly, lend money and now and then a computer."""
    rng = platform.rng
    friends = platform.take(int(rng.integers(3, 8)), "friends")
    if len(friends) < 3:
        return
    platform.role[friends] = "both"
    left, right = rng.choice(friends, (2, len(friends) * 2))
    left, right = left[left != right], right[left != right]
    left, right, numbers, moments = order(platform, left, right)
    review(platform, left, right, moments + 6 * DAY, numbers, 4.8)
    review(platform, right, left, moments + 7 * DAY, numbers, 4.8)
    refer(platform, friends, 0.5)
    refer(platform, friends, 0.4, "transfer")
    if rng.random() < 0.3:
        platform.device[friends[1], 2] = platform.device[friends[0], 0]
        platform.shared_device_weight[friends[1]] = rng.uniform(0.05, 0.3)


def _club(platform: Platform) -> None:
    """A club's members message much, praise one another, and use the club room's line and text."""
    rng = platform.rng
    members = platform.take(int(rng.integers(5, 25)), "club")
    if len(members) < 3:
        return
    platform.place[members, 3] = platform.networks.fixed("public")
    platform.place_weight[members, 3] = rng.uniform(0.02, 0.4)
    platform.template[members[rng.random(len(members)) < 0.3]] = platform.new()
    refer(platform, members, 0.9, "message")
    left, right = rng.choice(members, (2, len(members)))
    left, right = left[left != right], right[left != right]
    left, right, numbers, moments = order(platform, left, right)
    review(platform, left, right, moments + 4 * DAY, numbers, 4.8)


def _loyal_client(platform: Platform) -> None:
    """A contented client orders from many workers within weeks and gives all of them five stars."""
    client = platform.lawful(1, plain_only=True)
    workers = platform.lawful(int(platform.rng.integers(4, 30)))
    workers = workers[workers != client]
    platform.role[client] = "client"
    clients, workers, numbers, moments = order(platform, np.repeat(client, len(workers)), workers, 1.2)
    review(platform, clients, workers, moments + 3 * DAY, numbers, 4.9)
    platform.name_class(client, "loyal_client")


def _common_texts(platform: Platform) -> None:
    """Texts from a book or a video that many copy, members of operations among them."""
    rng, variant = platform.rng, platform.variant
    copied = np.flatnonzero((rng.random(platform.count) < variant.text_share) & (platform.template < 0))
    texts = np.atleast_1d(platform.new(max(3, len(copied) // variant.text_users)))
    fame = 1 / np.arange(1, len(texts) + 1) ** 0.6
    platform.template[copied] = rng.choice(texts, len(copied), p=fame / fame.sum())
    platform.name_class(copied, "common_text")


def _remittance(platform: Platform) -> None:
    """People of one town send part of what they earn home through the same few agents, each as much as can be spared."""
    rng, variant = platform.rng, platform.variant
    senders = np.flatnonzero((rng.random(platform.count) < variant.remit_share) & (platform.onward < 0))
    agents = np.atleast_1d(platform.new(max(2, variant.agents)))
    fame = 1 / np.arange(1, len(agents) + 1) ** 0.8
    platform.onward[senders] = rng.choice(agents, len(senders), p=fame / fame.sum())
    platform.kept[senders, 0] = rng.uniform(0.05, 0.9, len(senders))
    platform.kept[senders, 1] = rng.uniform(0.03, 0.3, len(senders))
    platform.name_class(senders, "remitter")


def _long_hours(platform: Platform) -> None:
    """Some just work much, at any hour."""
    people = platform.lawful(int(platform.count * 0.01), plain_only=True)
    platform.rate[people] *= 2.5
    platform.hour_spread[people] = 7
    platform.orders[people] *= 2
    platform.kind[people] = "long_hours"
