"""Sessions: everybody's ordinary ones, and those that groups and operations have on purpose."""

import numpy as np

from .platform import DAY, NEVER, Platform


def visit(platform: Platform, accounts, starts, lengths, device: int, place: int, remote: bool = False) -> None:
    """Sessions of accounts at given times; device or place -1 is the account's own computer or home."""
    accounts, starts = np.asarray(accounts, np.int64), np.asarray(starts, np.int64)
    shape = np.full(len(accounts), 1, np.int64)
    platform.visits.append(
        (accounts, starts, np.asarray(lengths, np.int64) * shape, device * shape, place * shape, remote * shape)
    )


def alternate(platform: Platform, accounts: np.ndarray, device: int, place: int, pace: dict) -> None:
    """
    One machine and several accounts in turn. `pace` says how: `days` used, `gap` and `length` in minutes (medians),
    `rounds` a day and the first `hour`. An operator at work and a family around one computer differ only in these.
    """
    rng = platform.rng
    first = max(platform.start, int(np.median(platform.created[accounts])) + DAY)
    whole = max(1, (platform.end - first) // DAY - 1)
    for day in rng.choice(whole, min(whole, pace["days"]), replace=False):
        clock = first // DAY * DAY + (int(day) + 1) * DAY + (pace["hour"] - 9 + rng.normal(0, 0.7)) * 3600
        present = rng.permutation(accounts[rng.random(len(accounts)) < pace.get("presence", 0.7)])
        turns = np.tile(present, pace["rounds"])
        if not len(turns):
            continue
        lengths = pace["length"] * 60 * rng.lognormal(0, 0.5, len(turns))
        gaps = pace["gap"] * 60 * rng.lognormal(0, 0.8, len(turns))
        starts = clock + np.cumsum(lengths + gaps) - lengths
        visit(platform, turns, starts, lengths, device, place, pace.get("remote", False))


def same_minutes(platform: Platform, accounts: np.ndarray, days: int, minutes: float) -> None:
    """Sessions on the accounts' own devices and lines that begin within a few minutes of one another."""
    rng = platform.rng
    for day in rng.choice(platform.variant.days - 1, days, replace=False):
        present = accounts[rng.random(len(accounts)) < 0.8]
        clock = platform.start + day * DAY + rng.integers(0, DAY)
        starts = clock + np.abs(rng.normal(0, minutes * 60, len(present)))
        visit(platform, present, starts, rng.uniform(600, 7200, len(present)), -1, -1)


def _ordinary(platform: Platform) -> tuple[np.ndarray, ...]:
    """Everybody's ordinary sessions, drawn column-wise from habits."""
    rng = platform.rng
    first = np.maximum(platform.created, platform.start)
    last = platform.last(np.arange(platform.count))
    life = np.clip((last - first) / (platform.end - platform.start), 0, 1)
    made = rng.poisson(platform.variant.logins * 1.15 * platform.rate * np.maximum(life, 0.02)) + 1
    accounts = np.repeat(np.arange(platform.count), made)
    size = len(accounts)

    hour = rng.normal(platform.hour[accounts], platform.hour_spread[accounts])
    moment = first[accounts] + rng.random(size) * np.maximum(last - first, 3600)[accounts]
    starts = (moment // DAY * DAY + ((hour - 9) % 24) * 3600).astype(np.int64)
    starts = np.clip(starts, first[accounts] + 60, np.maximum(last, first + 3600)[accounts] - 60)
    lengths = np.minimum(rng.lognormal(3.4, 0.9, size), 540) * 60

    weights = platform.place_weight[accounts]
    after = starts >= platform.place_switch[accounts]
    weights[after, 0] = 0
    weights[~after & (platform.place_switch[accounts] < NEVER), 2:] = 0
    totals = np.cumsum(weights, 1)
    slot = (rng.random(size)[:, None] * totals[:, -1:] >= totals).sum(1).clip(0, 3)
    place = platform.place[accounts, slot]

    handheld = np.where(slot == 1, 0.93, platform.phone_share[accounts] * 0.7)
    choice = (rng.random(size) < handheld).astype(np.int64)
    shared = rng.random(size) < platform.shared_device_weight[accounts] * (slot != 1)
    switched = (starts >= platform.device_switch[accounts]) & (choice == 0)
    device = platform.device[accounts, np.where(shared | switched, 2, choice)]
    remote = rng.random(size) < platform.remote_share[accounts]
    return accounts, starts, lengths, device, place, remote


def write_logins(platform: Platform) -> None:
    """All sessions within the accounts' lives, with the addresses that their places have on those days."""
    parts = [_ordinary(platform), *platform.visits]
    accounts, starts, lengths, device, place, remote = (np.concatenate(column) for column in zip(*parts))
    first, last = np.maximum(platform.created, platform.start), platform.last(np.arange(platform.count))
    alive = (starts >= first[accounts]) & (starts < last[accounts])
    accounts, starts, lengths, device, place, remote = (
        column[alive] for column in (accounts, starts, lengths, device, place, remote)
    )
    device = np.where(device < 0, platform.device[accounts, 0], device)
    place = np.where(place < 0, platform.place[accounts, 0], place)
    days, hours = (starts - platform.start) // DAY, starts // 3600 % 24
    platform.tables.add(
        "logins",
        account_id=accounts,
        started_at=starts,
        ended_at=np.minimum(starts + lengths.astype(np.int64), last[accounts]),
        ip=platform.networks.addresses(place, days, hours, accounts),
        device_id=device,
        remote=np.where(remote.astype(bool), "true", "false").astype(object),
    )
