"""Login sessions: ordinary ones for all accounts, in chunks of accounts, together with those that groups added."""

import numpy as np

from .world import DAY, MEANS

CHUNK = 50_000
TOKYO = 9 * 3600


def all_sessions(w):
    """Columns account, start, seconds, line, device, remote of all sessions, by time."""
    w.lines.freeze()
    parts = [_ordinary(w, np.arange(a, min(a + CHUNK, w.n))) for a in range(0, w.n, CHUNK)]
    if w.logins:
        added = [np.concatenate(column) for column in zip(*w.logins)]
        first, last = w.life(added[0])
        kept = (added[1] >= first) & (added[1] < last)
        parts.append([column[kept] for column in added])
    types = (np.int32, np.int64, np.int32, np.int32, np.int32, bool)
    columns = [np.concatenate([p[i].astype(t) for p in parts]) for i, t in enumerate(types)]
    parts.clear()
    order = np.lexsort((columns[0], columns[1]))
    return [c[order] for c in columns]


def _ordinary(w, accounts):
    """Sessions at each account's own hours, by one of its means of access that is valid at that time."""
    rng = w.rng
    first, last = w.life(accounts)
    share = np.maximum(last - first, 0) / (w.end - w.start)
    count = rng.poisson(np.minimum(w.activity[accounts] * share, 600))
    account = np.repeat(accounts, count)
    low, high = np.repeat(first, count), np.repeat(last, count)
    rows = len(account)
    day = (low + rng.random(rows) * (high - low)).astype(np.int64) // DAY * DAY
    peak = w.peak[account] + np.where(rng.random(rows) < 0.2, rng.uniform(-7, 7, rows), 0)
    hour = (peak + w.spread[account] * rng.standard_normal(rows)) % 24
    start = day - TOKYO + (hour * 3600).astype(np.int64)
    start += np.where(start < low, DAY, 0)
    keep = (start >= low) & (start < high)
    account, start = account[keep], start[keep]
    slot = _choose(w, account, start)
    seconds = (w.session[account] * rng.lognormal(0, 0.6, len(account))).astype(np.int64) + 30
    idle = rng.random(len(account)) < 0.0006
    seconds[idle] = rng.integers(14 * 3600, 40 * 3600, idle.sum())
    remote = rng.random(len(account)) < w.remote[account]
    return account, start, seconds, w.line[account, slot], w.device[account, slot], remote


def _choose(w, account, start):
    """Draw a means of access by weight among those valid at the time; the phone on the carrier is always valid."""
    total = np.full(len(account), 1e-6)
    reach = np.zeros((len(account), MEANS), dtype=np.float32)
    for i in range(MEANS):
        valid = (w.since[account, i] <= start) & (start < w.until[account, i])
        total = total + w.weight[account, i] * valid
        reach[:, i] = total
    point = w.rng.random(len(account)) * total
    return np.minimum((reach < point[:, None]).sum(axis=1), MEANS - 1) % MEANS
