"""What everybody does: orders, work, reviews, payouts, changes, reports and ties, for lawful people and members alike."""

import numpy as np

from .platform import DAY, Platform

CATEGORIES = np.array(
    ["translation", "design", "web", "mobile_app", "data_entry", "writing", "video", "testing"], object
)
MEDIAN_FEES = np.array([9000, 24000, 90000, 140000, 6000, 8000, 30000, 12000])
REPORT_KINDS = np.array(
    ["unnatural_language", "refuses_video", "off_platform", "below_market", "several_operators", "crypto_payment"],
    object,
)
CHANGE_FIELDS = np.array(["name", "email", "phone", "address", "bank_account", "document"], object)
REPORTS_PER_WORKER = 0.03


def write(platform: Platform) -> None:
    """All tables of ordinary activity."""
    _orders(platform)
    _payouts(platform)
    _changes_and_reports(platform)
    _ties(platform)


def order(platform: Platform, clients: np.ndarray, workers: np.ndarray, price: float = 1.0) -> tuple:
    """Contracts between given pairs, where both were there: returns clients, workers, numbers and times."""
    first = np.maximum(np.maximum(platform.created[clients], platform.created[workers]), platform.start)
    last = np.minimum(platform.last(clients), platform.last(workers))
    both = (last - first > DAY) & (clients != workers)
    clients, workers, first, last = clients[both], workers[both], first[both], last[both]
    rng, size = platform.rng, len(workers)
    category = rng.integers(0, len(CATEGORIES), size)
    fee = (MEDIAN_FEES[category] * rng.lognormal(0, 0.5, size) * price / 100).astype(np.int64) * 100 + 500
    numbers = np.atleast_1d(platform.new(max(size, 1)))[:size]
    moments = (first + rng.random(size) * (last - first)).astype(np.int64)
    platform.tables.add(
        "contracts",
        contract_id=numbers,
        client_id=clients,
        worker_id=workers,
        category=CATEGORIES[category],
        fee=fee,
        currency="JPY",
        started_at=moments,
    )
    return clients, workers, numbers, moments


def review(platform: Platform, authors, subjects, moments, contracts, kind: float = 4.4) -> None:
    """Reviews, where both are still there to write and be written about; `kind` is the mean rating."""
    later = np.minimum(platform.last(authors), platform.last(subjects))
    written = (moments < later) & (moments > np.maximum(platform.created[authors], platform.created[subjects]))
    authors, subjects, moments, contracts = (part[written] for part in (authors, subjects, moments, contracts))
    rating = np.clip(np.rint(platform.rng.normal(kind, 0.9, len(authors))), 1, 5).astype(np.int64)
    platform.tables.add(
        "reviews", reviewer_id=authors, reviewee_id=subjects, posted_at=moments, rating=rating, contract_id=contracts
    )


def _orders(platform: Platform) -> None:
    """Clients of very different size order from workers; both ends may review; hourly work is logged in blocks."""
    rng = platform.rng
    clients, workers = np.flatnonzero(platform.role != "worker"), np.flatnonzero(platform.role != "client")
    appetite = rng.pareto(1.3, len(clients)) + 0.2
    ordered = np.repeat(workers, rng.poisson(platform.orders[workers]))
    buyers = rng.choice(clients, len(ordered), p=appetite / appetite.sum())
    again = rng.random(len(ordered)) < 0.25
    ordered, buyers = np.concatenate([ordered, ordered[again]]), np.concatenate([buyers, buyers[again]])
    buyers, ordered, numbers, moments = order(platform, buyers, ordered)

    done = moments + rng.integers(2, 30, len(numbers)) * DAY
    for share, authors, subjects in ((0.55, buyers, ordered), (0.35, ordered, buyers)):
        chosen = (rng.random(len(numbers)) < share) & (done < platform.end)
        review(platform, authors[chosen], subjects[chosen], done[chosen], numbers[chosen])

    hourly = np.flatnonzero(rng.random(len(numbers)) < 0.35)
    blocks = np.repeat(hourly, rng.integers(1, 7, len(hourly)))
    begin = moments[blocks] + rng.integers(1, 20, len(blocks)) * DAY + rng.integers(-3, 4, len(blocks)) * 3600
    finish = begin + (np.clip(rng.gamma(3, 1.1, len(blocks)), 0.3, 9) * 3600).astype(np.int64)
    kept = finish < platform.last(ordered[blocks])
    blocks, begin, finish = blocks[kept], begin[kept], finish[kept]
    platform.tables.add(
        "work", account_id=ordered[blocks], started_at=begin, ended_at=finish, contract_id=numbers[blocks]
    )


def _payouts(platform: Platform) -> None:
    """Earnings are paid out every few weeks; where the payer knows, the table says where the money went next."""
    rng = platform.rng
    workers = np.flatnonzero(platform.role != "client")
    times = rng.poisson(1 + 0.8 * np.minimum(platform.orders[workers], 6))
    accounts = np.repeat(workers, times)
    size = len(accounts)
    paid = platform.moment(size, accounts)
    amount = np.maximum(1000, (25_000 * rng.lognormal(0, 0.9, size)).astype(np.int64) // 10 * 10)
    known = (platform.onward[accounts] >= 0) & (rng.random(size) < 0.85)
    kept = np.clip(rng.normal(platform.kept[accounts, 0], platform.kept[accounts, 1]), 0, 0.9)
    delay = (rng.gamma(2, 14, size) * 3600).astype(np.int64) + 1800
    known &= paid + delay < platform.end
    abroad = np.array(["PH", "VN", "CN", "HK", "SG", "NP", "AE"], object)[platform.onward[accounts] % 7]
    platform.tables.add(
        "payouts",
        account_id=accounts,
        bank_account_id=platform.bank[accounts],
        paid_at=paid,
        amount=amount,
        currency="JPY",
        onward_id=np.where(known, platform.onward[accounts], -1),
        onward_at=np.where(known, paid + delay, -1),
        onward_amount=np.where(known, (amount * (1 - kept)).astype(np.int64), -1),
        onward_country=np.where(known, abroad, ""),
    )


def _changes_and_reports(platform: Platform) -> None:
    """People move, marry and change banks; a bank merger touches many on one day; some clients complain."""
    rng, tables = platform.rng, platform.tables
    changed = np.repeat(np.arange(platform.count), rng.poisson(0.25, platform.count))
    fields = rng.choice(CHANGE_FIELDS, len(changed), p=[0.04, 0.2, 0.22, 0.24, 0.24, 0.06])
    tables.add("changes", account_id=changed, field=fields, changed_at=platform.moment(len(changed), changed))
    merged = np.flatnonzero(rng.random(platform.count) < 0.02)
    night = int(platform.moment(1)[0]) // DAY * DAY + 17 * 3600
    merged = merged[(platform.created[merged] < night) & (platform.last(merged) > night)]
    tables.add("changes", account_id=merged, field="bank_account", changed_at=night + merged % 3600)

    workers = np.flatnonzero(platform.role != "client")
    weight = np.where(platform.motif[workers] == "", 1.0, 6.0)
    reported = np.repeat(workers, rng.poisson(REPORTS_PER_WORKER * weight))
    reporters = rng.choice(np.flatnonzero(platform.role != "worker"), len(reported))
    moments = platform.moment(len(reported), reported)
    present = (moments > platform.created[reporters]) & (moments < platform.last(reporters))
    reported, reporters, moments = reported[present], reporters[present], moments[present]
    tables.add(
        "reports",
        account_id=reported,
        kind=rng.choice(REPORT_KINDS, len(reported)),
        reporter_id=reporters,
        reported_at=moments,
    )


def _ties(platform: Platform) -> None:
    """Messages, referrals and small transfers between people who merely met on the platform."""
    rng = platform.rng
    for kind, share, money in (("message", 0.5, False), ("referral", 0.08, False), ("transfer", 0.04, True)):
        size = int(platform.count * share)
        left, right = rng.integers(0, platform.count, (2, size))
        left, right = left[left != right], right[left != right]
        amount = rng.integers(5, 200, len(left)) * 100 if money else -1
        later = np.maximum(platform.moment(len(left), left), platform.created[right] + 60)
        alive = later < np.minimum(platform.last(left), platform.last(right))
        left, right, later = left[alive], right[alive], later[alive]
        amount = amount[alive] if money else amount
        platform.tables.add("ties", account_id=left, other_id=right, kind=kind, at=later, amount=amount)
