"""Planting the operations: sizes, which trace touches whom, camouflage."""

import numpy as np

from .motifs import draw_traces, shares
from .people import CLIENT, BOTH
from .ring_traces import LEAVE, Ring, hand_over, one_after_another
from .traits import change, earn, use_place


def plant(w, free):
    """Turn some of the free accounts into operations, until about 2 % of all accounts are members."""
    rng, taken = w.rng, 0
    wanted = max(w.n * rng.uniform(0.019, 0.025), 90)
    words, chances = shares(w.variant)
    queue = []
    while taken < wanted:
        if not queue:  # each motif in turn at small scale, by chance beyond
            queue = words if taken == 0 else list(rng.choice(words, 8, p=chances))
            queue = [str(q) for q in queue]
        size = _size(rng, w.variant)
        _build(w, free[taken : taken + size], queue.pop())
        taken += size


def _size(rng, variant):
    u = rng.random()
    if variant.extreme_sizes:
        return int(rng.integers(15, 41)) if u < 1 / 3 else int(rng.integers(3, 6))
    if u < 0.1:
        return 3
    if u < 0.86:
        return int(rng.integers(4, 13))
    return int(rng.integers(13, 22)) if u < 0.96 else int(rng.integers(22, 41))


def _build(w, members, motif):
    rng, ring = w.rng, Ring(w, members, motif)
    w.operator[members], w.motif[members], w.label[members] = members[0], motif, ""
    w.activity[members] = np.maximum(w.activity[members], rng.uniform(4, 25, len(members)))
    young = members[rng.random(len(members)) < 0.3]
    w.created[young] = np.maximum(w.created[young], w.moments(len(young)) - 40 * 86400)
    w.status[members] = np.where(rng.random(len(members)) < 0.9, 0, w.status[members])
    workers = members[rng.random(len(members)) < 0.7]
    earn(w, workers)
    chosen = _balanced(w, motif, len(members))
    touched = _coverage(rng, len(members), len(chosen))
    for trace, mask in zip(chosen, touched):
        for part in _parts(rng, members[mask]):
            LEAVE[trace](w, ring, part)
    if motif == "recycling":
        one_after_another(w, members)
    if motif == "rented_identity":
        hand_over(w, members[rng.random(len(members)) < rng.uniform(0.3, 0.9)])
    _behave(w, members)


def _balanced(w, motif, size):
    """Draw traces again while one of them would tie too large a part of all pairs: no single kind may tell everything."""
    pairs, room = size * min(size, 12) / 2, w.n * 0.022 * 4.5 * (0.12 if w.variant.only_five_tables else 0.2)
    for _ in range(12):
        chosen = draw_traces(w.rng, motif, w.variant)
        if all(w.tied.get(t, 0) + pairs <= room for t in chosen):
            break
    for trace in chosen:
        w.tied[trace] = w.tied.get(trace, 0) + pairs
    return chosen


def _coverage(rng, size, traces):
    """Which member bears which trace: most bear all, some only one, few none."""
    mask = rng.random((traces, size)) < rng.uniform(0.85, 1.0, traces)[:, None]
    kind = rng.random(size)
    single = np.flatnonzero(kind < 0.08)
    mask[:, single] = False
    mask[rng.integers(0, traces, len(single)), single] = True
    mask[:, kind > 0.97] = False
    for row in mask:
        if row.sum() < 2:
            row[:2] = True
    return mask


def _parts(rng, members):
    """The whole, or overlapping parts of it; what is large is never tied by one thing."""
    if len(members) < 6 or (len(members) < 13 and rng.random() < 0.55):
        return [members]
    count = int(rng.integers(max(2, len(members) // 7), max(3, len(members) // 5) + 1)) if len(members) > 9 else 2
    order, size = rng.permutation(members), int(np.ceil(len(members) / count)) + int(rng.integers(1, 3))
    starts = np.linspace(0, len(members) - size, count).astype(int)
    return [order[s : s + size] for s in starts]


def _behave(w, members):
    """Ordinary-looking habits, complaints by some clients, some changes, and things shared with strangers by chance."""
    rng, count = w.rng, len(members)
    w.reported[members] += (rng.random(count) < 0.25) * rng.uniform(0.2, 2.5)
    w.fee_factor[members] *= 0.5 if rng.random() < 0.2 else 1.0
    w.hours[members] *= rng.uniform(1.5, 3.5) if rng.random() < 0.2 else 1.0
    w.role[members] = np.where((w.role[members] == CLIENT) & (rng.random(count) < 0.5), BOTH, w.role[members])
    guests = members[rng.random(count) < 0.15]
    use_place(w, guests, rng.choice(w.cafes), 0.05, 0.4)
    for account in members[rng.random(count) < 0.2].tolist():
        for _ in range(int(rng.integers(1, 4))):
            change(
                w,
                account,
                str(rng.choice(["email", "phone", "address", "bank_account", "name"], p=[0.25, 0.2, 0.15, 0.3, 0.1])),
            )
    for account in members[rng.random(count) < 0.05].tolist():
        w.phone[account] = w.phone[int(rng.integers(w.n))]
