"""Ordinary trade: contracts, the work done on them, reviews, payouts, messages, complaints."""

import numpy as np

from .people import CLIENT, COUNTRIES, WORKER
from .traits import change, pairs_of, praise, tie
from .world import DAY

CATEGORIES = ("web", "app", "design", "translation", "data_entry", "writing", "video", "support")
MEDIAN_FEE = np.array([60_000, 120_000, 25_000, 18_000, 6_000, 9_000, 22_000, 14_000])
REPORTS = ("unnatural_language", "refuses_video", "off_platform", "below_market", "several_operators", "crypto_payment")


def contracts(w):
    """Client, worker, time, category, fee of all contracts; the ones that groups added come first."""
    rng = w.rng
    added = [np.concatenate(c) for c in zip(*w.contracts)] if w.contracts else [np.zeros(0, dtype=np.int64)] * 4
    first, last = w.life(w.accounts())
    share = np.maximum(last - first, 0) / (w.end - w.start)
    count = rng.poisson(np.where(w.role == CLIENT, 0, w.trade * share))
    worker = np.repeat(w.accounts(), count)
    clients = rng.permutation(np.flatnonzero((w.role != WORKER) & (last > first)))
    popular = clients[(len(clients) * rng.random(len(worker)) ** 1.8).astype(np.int64)]
    favourite = clients[(len(clients) * rng.random(w.n) ** 1.8).astype(np.int64)]
    client = np.where(rng.random(len(worker)) < 0.35, favourite[worker], popular)
    client = np.where(rng.random(len(worker)) < w.patron_share[worker], w.patron[worker], client)
    at = (first[worker] + rng.random(len(worker)) * (last - first)[worker]).astype(np.int64)
    good = client != worker
    client, worker, at = client[good], worker[good], at[good]
    habit = rng.integers(0, len(CATEGORIES), w.n)
    fields = np.concatenate((added[1], worker)).astype(np.int64)
    category = np.where(rng.random(len(fields)) < 0.75, habit[fields], rng.integers(0, len(CATEGORIES), len(fields)))
    fee = np.concatenate(
        (added[3], MEDIAN_FEE[category[len(added[0]) :]] * w.fee_factor[worker] * rng.lognormal(0, 0.45, len(worker)))
    )
    fee = np.maximum(fee // 100 * 100, 500).astype(np.int64)
    return [
        np.concatenate((added[0], client)).astype(np.int64),
        fields,
        np.concatenate((added[2], at)).astype(np.int64),
        category,
        fee,
    ]


def work(w, deals):
    """Blocks of logged work, after the start of their contract."""
    rng = w.rng
    count = rng.poisson(np.minimum(1.6 * w.hours[deals[1]], 12))
    number = np.repeat(np.arange(len(deals[0])), count)
    account = deals[1][number]
    day = (deals[2][number] // DAY + rng.integers(0, 15, len(number))) * DAY
    start = day - 9 * 3600 + (((w.peak[account] + rng.normal(0, 2, len(number))) % 24) * 3600).astype(np.int64)
    start = np.maximum(start, deals[2][number] + 1800)
    end = start + (rng.lognormal(8.9, 0.6, len(number)) * np.minimum(w.hours[account], 2.5)).astype(np.int64)
    kept = end < w.end
    return [account[kept], start[kept], end[kept], number[kept]]


def peer_circles(w):
    """Where reciprocal praise is the norm, ordinary accounts praise each other in small circles."""
    plain = w.rng.permutation(np.flatnonzero(w.label == "plain"))
    plain = plain[: int(len(plain) * w.variant.peer_praise)]
    while len(plain) >= 3:
        size = int(w.rng.integers(3, 9))
        praise(w, *pairs_of(w.rng, plain[:size], w.rng.uniform(0.2, 0.6), 0.8), 0.7)
        plain = plain[size:]


def reviews(w, deals):
    """Reviews after contracts, both ways as the variant has it, and those that groups added."""
    rng, extra = w.rng, sum(len(c[0]) for c in w.contracts)
    parts = [[np.asarray(c) for c in row] for row in w.reviews]
    for giver, taker, chance in ((0, 1, w.variant.client_reviews), (1, 0, w.variant.worker_reviews)):
        number = extra + np.flatnonzero(rng.random(len(deals[0]) - extra) < chance)
        rating = rng.choice((5, 4, 3, 2, 1), len(number), p=(0.7, 0.19, 0.06, 0.03, 0.02))
        at = deals[2][number] + rng.integers(DAY, 25 * DAY, len(number))
        parts.append([deals[giver][number], deals[taker][number], at, rating, number])
    columns = [np.concatenate(c).astype(np.int64) for c in zip(*parts)]
    kept = columns[2] < w.end
    return [c[kept] for c in columns]


def payouts(w):
    """Payouts of those who work, and where the money goes on as far as the payer knows."""
    rng = w.rng
    first, last = w.life(w.accounts())
    share = np.maximum(last - first, 0) / (30 * DAY)
    payable = (w.bank != None) & (w.role != CLIENT)  # noqa: E711 (an object array)
    count = rng.poisson(np.where(payable, share * np.minimum(0.35 + w.trade * 0.12, 3), 0))
    account = np.repeat(w.accounts(), count)
    at = (first[account] + rng.random(len(account)) * (last - first)[account]).astype(np.int64)
    amount = (MEDIAN_FEE.mean() * rng.lognormal(0, 0.7, len(account)) * w.fee_factor[account]).astype(np.int64)
    earlier = (w.bank_before[account] != None) & (at < w.bank_since[account])  # noqa: E711 (an object array)
    bank = np.where(earlier, w.bank_before[account], w.bank[account])
    known = (w.onward[account] != None) & (rng.random(len(account)) < 0.85)  # noqa: E711 (an object array)
    after = at + (w.onward_hours[account] * 3600 * rng.lognormal(0, 0.3, len(account))).astype(np.int64)
    known &= after < w.end
    keep = np.clip(w.keep[account] * (1 + w.keep_spread[account] * rng.standard_normal(len(account))), 0, 0.95)
    target = np.where(known, w.onward[account], "")
    country = np.where(known, np.array(COUNTRIES, dtype=object)[w.onward_country[account]], "")
    return [
        account,
        bank,
        at,
        amount,
        target,
        np.where(known, after, 0),
        np.where(known, (amount * (1 - keep)).astype(np.int64), -1),
        country,
    ]


def small_talk(w, deals):
    """Ordinary ties, changes and complaints among strangers."""
    rng, n = w.rng, w.n
    written = np.flatnonzero(rng.random(len(deals[0])) < 0.3)
    tie(w, deals[0][written], deals[1][written], "message", at=deals[2][written])
    for kind, share, amount in (("referral", 0.12, 0), ("verified_by", 0.03, 0), ("transfer", 0.03, 4000)):
        new = np.flatnonzero(rng.random(n) < share)
        old = rng.integers(0, n, len(new))
        fair = new != old
        tie(w, old[fair], new[fair], kind, amount * rng.lognormal(0, 1, fair.sum()) if amount else 0.0)
    for field, share in (("email", 0.03), ("phone", 0.04), ("address", 0.06), ("name", 0.01), ("document", 0.02)):
        change(w, np.flatnonzero(rng.random(n) < share), field)
    moved = np.flatnonzero(w.bank_before != None)  # noqa: E711 (an object array)
    change(w, moved, "bank_account", w.bank_since[moved])
    reported = np.repeat(w.accounts(), rng.poisson(w.reported))
    by = np.concatenate((deals[0], rng.integers(0, n, 1)))[rng.integers(0, len(deals[0]), len(reported))]
    w.reports.append(
        [reported, rng.choice(np.array(REPORTS, dtype=object), len(reported)), by, w.moments(len(reported))]
    )
