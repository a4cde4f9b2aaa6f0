"""What accounts come to share by using the same things: machines, lines, rhythms and beginnings.

The same functions serve operations and lawful groups: a trace does not know who leaves it. Each takes the world, the
accounts, and the share of them that it touches; it works on small sub-groups, so that no one value ties a whole ring.
"""

import numpy as np

from .people import DAY, Channel


def some(world, accounts, share: float) -> list:
    """A random part of the accounts, two at least."""
    count = min(len(accounts), max(2, round(share * len(accounts))))
    return [accounts[i] for i in world.rng.permutation(len(accounts))[:count]]


def parts(world, accounts, low: int, high: int) -> list[list]:
    """The accounts in random sub-groups, sometimes up to more than half in one; a rest of one joins the last."""
    rest, found = list(accounts), []
    if world.rng.random() < 0.45:
        low, high = max(low, min(high, len(rest) // 4)), max(high, len(rest) * 2 // 3)
    while rest:
        count = int(world.rng.integers(low, high + 1))
        found.append(rest[:count])
        rest = rest[count:]
    if len(found) > 1 and len(found[-1]) == 1:
        last = found.pop()
        found[-1] += last
    return found


def pace(account) -> float:
    return max(account.main().rate, 0.05)


def shared_machine(world, accounts, share, place=None, extent=(2, 5), strength=(0.2, 1.5)) -> None:
    """Sub-groups use one machine, each at its own hours."""
    for part in parts(world, some(world, accounts, share), *extent):
        device, line = world.new_device(), place or part[0].home
        for account in part:
            rate = pace(account) * world.rng.uniform(*strength)
            account.channels.append(Channel(line, device, rate, account.hour + world.rng.normal(0, 2), 3))


def common_line(world, accounts, share, place=None, extent=(3, 9), strength=(0.2, 1.2)) -> None:
    """Sub-groups are seen on one line, each with the machine that it uses elsewhere as well."""
    for part in parts(world, some(world, accounts, share), *extent):
        line = place or world.net.home(part[0].country)
        for account in part:
            rate = pace(account) * world.rng.uniform(*strength)
            account.channels.append(Channel(line, account.device, rate, account.hour, 3))


def move_in(world, accounts, place) -> None:
    """All live on one line: it takes the place of each one's own."""
    for account in accounts:
        for channel in account.channels:
            if channel.place is account.home:
                channel.place = place
        account.home = place


def slips(world, accounts, share) -> None:
    """A few sessions over the true line, when the tunnel was down."""
    line = world.net.home()
    for account in some(world, accounts, share):
        bad_days = world.rng.choice(np.arange(world.begin, world.end, DAY), int(world.rng.integers(2, 7)))
        starts = bad_days + world.rng.normal(account.hour, 2, len(bad_days)) * 3600
        world.log(
            account, starts, world.rng.uniform(200, 4000, len(starts)), line.at(starts, world.rng), account.device
        )


def private_exit(world, accounts, share) -> None:
    """Rented servers as exits, each for a few accounts on their own machines."""
    for part in parts(world, some(world, accounts, share), 2, 4):
        server = world.net.server()
        for account in part:
            account.channels.append(
                Channel(server, account.device, pace(account) * world.rng.uniform(0.3, 1.5), account.hour, 2.5)
            )


def remote_control(world, accounts, share) -> None:
    """The machines are steered from afar, and the platform sees it now and then."""
    for account in some(world, accounts, share):
        for channel in account.channels:
            channel.remote = max(channel.remote, float(world.rng.beta(1.5, 4)))


def relay(world, accounts, share, place=None, extent=(2, 5), weekly=(0.4, 2.0)) -> None:
    """One seat, one machine: account after account within minutes."""
    rng = world.rng
    for part in parts(world, some(world, accounts, share), *extent):
        device, line, hour = world.new_device(), place or world.net.home(), rng.normal(11, 3)
        begin = rng.uniform(world.begin, world.end - 40 * DAY)
        for _ in range(int(rng.uniform(*weekly) * (world.end - begin) / DAY / 7)):
            at = (rng.uniform(begin, world.end) // DAY) * DAY + rng.normal(hour, 1.5) * 3600
            for account in (part[i] for i in rng.permutation(len(part))):
                length = rng.uniform(200, 2400)
                world.log(account, [at], [length], line.at(np.array([at]), rng), device)
                at += length + rng.uniform(30, 560)


def same_minutes(world, accounts, share, extent=(2, 6), times=(6, 25)) -> None:
    """Sessions start together again and again, on each one's own machine and line."""
    rng = world.rng
    for part in parts(world, some(world, accounts, share), *extent):
        count = int(rng.integers(*times))
        bases = (rng.uniform(world.begin, world.end, count) // DAY) * DAY + rng.normal(part[0].hour, 2, count) * 3600
        for account in part:
            starts = bases[rng.random(count) < 0.85] + rng.uniform(0, 540)
            starts = starts + rng.uniform(-60, 60, len(starts))
            place = account.main().place
            world.log(account, starts, rng.uniform(900, 9000, len(starts)), place.at(starts, rng), account.device)


def shifts(world, accounts, share, place=None) -> None:
    """Two or three people take turns on each account, each on a machine of his own."""
    rng = world.rng
    for part in parts(world, some(world, accounts, share), 2, 5):
        first = rng.uniform(0, 8)
        for turn in range(int(rng.integers(2, 4))):
            device, line = world.new_device(), place or world.net.home()
            for account in part:
                rate = pace(account) * rng.uniform(0.5, 1.5)
                account.channels.append(Channel(line, device, rate, first + 8 * turn, 1.6, weekend=1.0))


def born_together(world, accounts, share, place=None, days=7.0) -> None:
    """Made within days over one line, some on one machine; afterwards each goes its own way."""
    rng = world.rng
    line, device = place or world.net.home(), world.new_device()
    start = rng.uniform(world.begin, world.end - 45 * DAY)
    for account in some(world, accounts, share):
        account.created = float(int(start + rng.uniform(0, days) * DAY))
        used = device if rng.random() < 0.5 else account.device
        account.identifiers = [(kind, value, account.created) for kind, value, _ in account.identifiers]
        for paper in account.documents:
            paper[4] = account.created + rng.exponential(1) * DAY
        for bank in account.banks:
            bank.added = account.created + rng.exponential(6) * DAY
        starts = account.created + np.cumsum(rng.uniform(100, 4000, int(rng.integers(1, 4))))
        world.log(account, starts, rng.uniform(200, 1500, len(starts)), line.at(starts, rng), used)


def handed_over(world, accounts, share) -> None:
    """The person who verified the account never comes back; one new set takes all later sessions."""
    rng = world.rng
    for account in some(world, accounts, share):
        moment = max(account.created, world.begin) + rng.uniform(2, 9) * DAY
        device, line = world.new_device(), world.net.home(account.country)
        rate = pace(account) * rng.uniform(1, 3)
        for channel in account.channels:
            channel.end = min(channel.end, moment)
            if account.created > world.begin:
                channel.rate = max(channel.rate, 0.4)
        account.device, account.home = device, line
        account.channels.insert(0, Channel(line, device, rate, rng.normal(11, 4), 2.5, moment))
        if rng.random() < 0.6:
            world.change(
                account, ("phone", "email", "bank_account")[rng.integers(3)], moment + rng.exponential(3) * DAY
            )
