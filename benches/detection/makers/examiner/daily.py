"""Daily life of every account: sessions, changes of details, ties and complaints that mean nothing."""

import numpy as np

from .people import DAY
from .world import COMPLAINTS


def sessions(world) -> None:
    """Each channel yields sessions at its rate and hours, within its time and the account's life."""
    rng = world.rng
    for account in world.accounts:
        life_end = account.ended or world.end
        for channel in account.channels:
            begin = max(channel.begin, account.created, world.begin)
            end = min(channel.end, life_end, world.end)
            if end <= begin or channel.rate <= 0:
                continue
            count = int(rng.poisson(min(channel.rate, 5) * (end - begin) / DAY))
            if not count:
                continue
            days = (begin + rng.random(count) * (end - begin)) // DAY * DAY
            days = days[((days // DAY + 3) % 7 < 5) | (rng.random(count) < channel.weekend)]
            starts = days + ((rng.normal(channel.hour, channel.spread, len(days)) % 24) * 3600).astype(np.int64)
            lengths = np.minimum(rng.lognormal(7.2, 1.1, len(days)), 15 * 3600) + 20
            remote = rng.random(len(days)) < channel.remote
            inside = (starts >= begin) & (starts < end)
            starts, lengths, remote = starts[inside], lengths[inside], remote[inside]
            world.log(account, starts, lengths, channel.place.at(starts, rng), channel.device, remote)


def ended_accounts(world) -> None:
    """Some people leave, some are suspended for reasons of their own."""
    rng = world.rng
    for account in world.accounts:
        if account.ended is None and rng.random() < 0.05 and account.created < world.end - 10 * DAY:
            account.ended = world.moment(account)
            account.status = "closed" if rng.random() < 0.7 else "suspended"


def small_changes(world) -> None:
    """A new phone, a move, a typing error put right."""
    rng = world.rng
    for account in world.accounts:
        for _ in range(int(rng.poisson(0.45))):
            field = ("phone", "email", "address", "bank_account", "name", "document")[
                int(rng.choice(6, p=[0.25, 0.2, 0.25, 0.22, 0.03, 0.05]))
            ]
            world.change(account, field, world.moment(account))


def chance_ties(world) -> None:
    """Strangers write to each other, bring one another, pay one another."""
    rng = world.rng
    for one, other, draw in zip(
        rng.integers(0, len(world.accounts), world.size).tolist(),
        rng.integers(0, len(world.accounts), world.size).tolist(),
        rng.random(world.size).tolist(),
    ):
        if one == other:
            continue
        first, second = world.accounts[one], world.accounts[other]
        if draw < 0.2:
            world.tie(first, second, "referral", max(second.created, first.created))
        elif draw < 0.35:
            world.tie(first, second, "transfer", world.moment(first, second), rng.lognormal(8.5, 1))
        else:
            world.tie(first, second, "message", world.moment(first, second))


def chance_reports(world) -> None:
    """Complaints after ordinary orders."""
    rng = world.rng
    for client, worker, _, _, start in world.contracts:
        if rng.random() < 0.025:
            at = start + rng.exponential(4) * DAY
            if at < world.end:
                world.report(
                    world.accounts[worker],
                    COMPLAINTS[int(rng.choice(6, p=[0.3, 0.2, 0.2, 0.15, 0.08, 0.07]))],
                    world.accounts[client],
                    at,
                )
