"""The ordinary market: orders between strangers, reviews, logged work, payouts and what follows them."""

import numpy as np

from . import numbers
from .people import DAY, Onward

HOURLY = (0, 3, 5)  # categories that are paid by logged time


def background_orders(world) -> None:
    """Orders by taste and demand; a third of them between parties who know each other already."""
    rng, accounts = world.rng, world.accounts
    clients = np.array([a.index for a in accounts if a.role != "worker"])
    workers = np.array([a.index for a in accounts if a.role != "client"])
    wish = np.array([accounts[i].demand for i in clients]) ** 1.6 + 0.05
    offer = np.array([accounts[i].demand for i in workers]) + 0.02
    count = int(1.7 * len(accounts))
    chosen = rng.choice(clients, count, p=wish / wish.sum())
    hired = rng.choice(workers, count, p=offer / offer.sum())
    again = np.flatnonzero(rng.random(count) < 0.33)
    source = rng.integers(0, count, len(again))
    chosen[again], hired[again] = chosen[source], hired[source]
    for client, worker in zip(chosen.tolist(), hired.tolist()):
        one, other = accounts[client], accounts[worker]
        latest = min(one.ended or world.end, other.ended or world.end)
        if one is other or max(one.created, other.created, world.begin) >= latest:
            continue
        at = world.moment(one, other)
        contract = world.contract(one, other, at, rng.lognormal(8.6 + 0.25 * other.category, 0.6))
        if rng.random() < 0.6:
            world.review(
                one,
                other,
                at + rng.exponential(9) * DAY,
                1 + np.searchsorted([0.02, 0.05, 0.13, 0.4], rng.random()),
                contract,
            )
        if rng.random() < 0.4:
            world.review(
                other,
                one,
                at + rng.exponential(9) * DAY,
                1 + np.searchsorted([0.02, 0.04, 0.1, 0.35], rng.random()),
                contract,
            )


def logged_work(world) -> None:
    """Blocks of work for orders that are paid by the hour."""
    rng = world.rng
    for number, (_, worker, category, _, start) in enumerate(world.contracts):
        if category not in HOURLY or rng.random() < 0.3:
            continue
        hour = world.accounts[worker].hour
        for _ in range(int(rng.integers(2, 11))):
            begin = int(((start + rng.exponential(8) * DAY) // DAY + 1) * DAY + rng.normal(hour - 1, 2) * 3600)
            length = int(rng.gamma(3, 3600))
            if begin + length < world.end:
                world.work.append((worker, begin, begin + length, number))


def lawful_onward(world) -> None:
    """What strangers do with payouts where the payer sees it: own savings, a card company, family, an agent."""
    rng = world.rng
    hubs = [f"ow_card{n}_{numbers.hexes(rng, 6)}" for n in range(5)]
    for account in world.accounts:
        if account.onward is None and rng.random() < 0.16:
            way = rng.random()
            target = (
                f"ow_{numbers.hexes(rng, 12)}"
                if way < 0.6
                else hubs[rng.integers(5)] if way < 0.85 else world.agents[rng.integers(len(world.agents))]
            )
            country = "JP" if way < 0.85 else ("PH", "VN", "CN", "BR", "NP")[rng.integers(5)]
            account.onward = Onward(
                [target], rng.uniform(0, 0.8), rng.uniform(0.01, 0.3), rng.uniform(2, 200), country, rng.uniform(0.3, 1)
            )


def payouts(world) -> None:
    """Fees are paid out twice a month, monthly, or order by order, to the bank then registered."""
    rng, earned = world.rng, {}
    for _, worker, _, fee, start in world.contracts:
        earned.setdefault(worker, []).append((start + 5 * DAY, fee))
    for worker, fees in sorted(earned.items()):
        account = world.accounts[worker]
        if not account.banks:
            continue
        period = (1, 15 * DAY, 30 * DAY)[rng.integers(3)]
        sums: dict[int, float] = {}
        for at, fee in fees:
            due = int(at // period + 1) * period + int(rng.integers(0, 7200))
            sums[due] = sums.get(due, 0) + fee * 0.89
        for due, amount in sorted(sums.items()):
            _pay(world, account, due, amount)


def _pay(world, account, due: int, amount: float) -> None:
    rng = world.rng
    open_banks = [b for b in account.banks if b.added <= due and (b.removed is None or b.removed > due)]
    if due >= world.end or not open_banks:
        return
    amount = int(amount)
    row = [account.index, open_banks[-1].number, due, amount, None, None, None, None]
    onward = account.onward
    if onward and rng.random() < onward.seen:
        moved = due + int(rng.gamma(3, onward.delay / 3) * 3600) + 60
        kept = float(np.clip(rng.normal(onward.keep, onward.keep_spread * max(onward.keep, 0.05)), 0, 0.95))
        if moved < world.end:
            row[4:] = [onward.targets[0], moved, int(amount * (1 - kept)), onward.country]
    world.payouts.append(tuple(row))
