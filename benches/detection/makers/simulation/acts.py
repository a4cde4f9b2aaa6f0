"""Things that people do together. Lawful groups and operations use the same acts; only their reasons differ."""

import numpy as np


def some(w, m, probability):
    """Those members who do a thing, each with this probability."""
    return m[w.chance(probability, len(m))]


def live_together(w, m, line, probability):
    """Share one line and, mostly, the address that goes with it."""
    inside = some(w, m, probability)
    w.home[inside] = line
    same = some(w, inside, w.rng.uniform(0.4, 1))
    w.address[same] = w.new("address")[0]
    return inside


def attend(w, m, line, share, hour, spread, devices=None):
    """Spend a share of one's sessions at a place, on one's own machine or on the machines that stand there."""
    rng = w.rng
    share = np.clip(rng.normal(share, 0.12, len(m)), 0.02, 0.95)
    since = np.maximum(w.created[m], np.where(rng.random(len(m)) < 0.7, 0, rng.uniform(0, w.span, len(m))))
    until = np.where(rng.random(len(m)) < 0.7, w.span, since + rng.exponential(40, len(m)))
    rate = np.maximum(w.rate[m], 0.03) * share
    w.own[m] *= 1 - share
    visits = [np.where(rng.random(len(m)) < 0.7, w.pc[m], w.mobile[m])]
    if devices is not None:
        visits = [rng.choice(devices, len(m)) for _ in range(min(len(devices), 3))]
    for dev in visits:
        w.routine(m, dev, line, rate / len(visits), since, until, 50.0, hour, spread)


def share_machine(w, m, device, line, probability):
    """Use a machine that others use too, as one's main one or now and then."""
    users = some(w, m, probability)
    for acc in users:
        weight = w.rng.beta(1.2, 1.5)
        w.own[acc] *= 1 - weight
        since = max(w.created[acc], w.rng.choice([0, w.rng.uniform(0, w.span * 0.7)]))
        w.routine(acc, device, line, max(w.rate[acc], 0.03) * weight, since, w.span, 35.0)
    return users


def sitting(w, members, devices, lines, day, minutes, gap, remote=False):
    """One sitting: the accounts are opened one after the other, minutes apart (`day` holds the hour, in UTC)."""
    k = len(members)
    lengths = minutes * w.rng.lognormal(0, 0.5, k)
    starts = day + np.concatenate([[0], np.cumsum(lengths + gap * w.rng.exponential(1, k))[:-1]]) / 1440
    alive = (starts > w.created[members]) & (starts + lengths / 1440 < w.end[members])
    devices, lines = np.broadcast_to(devices, k), np.broadcast_to(lines, k)
    w.sessions.add(members[alive], devices[alive], lines[alive], starts[alive], lengths[alive], remote)


def share_payee(w, m, bank, probability, later=0.3, own_name=False):
    """Be paid into one account: from the beginning, or from some day on, sometimes only for a while."""
    paid = some(w, m, probability)
    late = w.chance(later, len(paid))
    w.bank[paid[~late]] = bank
    w.holder_own[paid[~late]] = own_name
    w.stay_in_bank[paid] = True
    for acc, day in zip(paid[late], w.days(paid[late])):
        until = w.span + 1.0 if w.rng.random() < 0.7 else day + w.rng.exponential(30) + 5
        w.payees.add(acc, bank, day, until, own_name)
        w.changes.add(acc, "bank_account", day)
    return paid


def share_contact(w, m, probability):
    """One phone, one recovery address or one card for several."""
    phone, mail, card = w.new("phone")[0], w.new("email")[0], w.new("card")[0]
    for acc in some(w, m, probability):
        which = w.rng.random()
        if which < 0.4:
            w.phone[acc] = phone
        elif which < 0.8:
            w.recovery[acc] = mail
        else:
            w.card[acc] = card


def share_template(w, m, probability):
    """Write one's bids from one text."""
    w.template[some(w, m, probability)] = w.new("template")[0]


def pairs_among(w, m, density):
    """Random ordered pairs; dense in small groups, bounded in large ones."""
    wanted = w.rng.poisson(density * min(len(m) * (len(m) - 1), 6 * len(m)))
    a, b = w.rng.choice(m, wanted), w.rng.choice(m, wanted)
    return a[a != b], b[a != b]


def tie(w, a, b, kind, amount=None):
    """Direct ties, at a time when both accounts exist."""
    low = np.maximum(np.maximum(w.created[a], w.created[b]), 0)
    high = np.minimum(w.end[a], w.end[b])
    good = low < high
    a, b, low, high = a[good], b[good], low[good], high[good]
    amount = np.full(len(a), np.nan) if amount is None else w.rng.lognormal(amount, 0.9, len(a)).round(-2)
    if len(a):
        w.ties.add(a, b, kind, low + (high - low) * w.rng.random(len(a)), amount)


def refer(w, m, probability, star=0.5):
    """Bring one another to the platform: by one keen member, or from friend to friend."""
    for i in range(1, len(m)):
        if w.rng.random() < probability:
            host = m[0] if w.rng.random() < star else m[w.rng.integers(i)]
            w.ties.add(host, m[i], "referral", w.created[m[i]], np.nan)


def lend(w, m, density):
    """Small sums from one to another, and part of them back."""
    a, b = pairs_among(w, m, density)
    tie(w, a, b, "transfer", 8.5)
    back = w.chance(0.5, len(a))
    tie(w, b[back], a[back], "transfer", 8.3)


def chat(w, m, density):
    """Messages within the platform."""
    a, b = pairs_among(w, m, density * 2)
    tie(w, a, b, "message")


def hire(w, clients, workers, praise, price=9.0):
    """Contracts from clients to workers outside the open market; `praise` is the chance of a glowing review."""
    if len(clients) == 0:
        return
    low = np.maximum(np.maximum(w.created[clients], w.created[workers]), 0)
    high = np.minimum(w.end[clients], w.end[workers])
    good = low + 1 < high
    day = low + (high - low) * w.rng.random(len(low))
    price = w.rng.lognormal(price, 0.8, len(low))
    if good.any():
        w.contracts.add(clients[good], workers[good], day[good], price[good], praise)


def praise_each_other(w, m, density, floor=4.4):
    """Reviews within a group, many of them returned within days; some without any contract."""
    a, b = pairs_among(w, m, density)
    day = w.days(a) if len(a) else np.zeros(0)
    good = (day > w.created[b]) & (day < w.end[b])
    a, b, day = a[good], b[good], day[good]
    back = w.chance(w.rng.uniform(0.3, 0.95), len(a))
    for x, y, at in ((a, b, day), (b[back], a[back], day[back] + w.rng.exponential(4, back.sum()))):
        inside = at < w.span
        if inside.any():
            w.reviews.add(
                x[inside], y[inside], at[inside], np.clip(np.rint(w.rng.normal(floor + 0.4, 0.4, inside.sum())), 1, 5)
            )


def join_together(w, m, day, within, line=None, device=None):
    """Open the accounts in the same days, perhaps from one line or machine."""
    w.created[m] = np.clip(day + w.rng.random(len(m)) * within, None, w.span - 2)
    w.end[m] = np.maximum(w.end[m], w.created[m] + 1.0)
    if line is not None:
        dev = w.pc[m] if device is None else np.full(len(m), device)
        inside = w.created[m] > 0
        w.sessions.add(m[inside], dev[inside], line, w.created[m[inside]] + 0.002, 15.0, False)


def succeed(w, old, new):
    """A new account follows one that has ended, some days later."""
    w.created[new] = np.clip(w.end[old] + w.rng.exponential(12, len(new)) + 0.3, None, w.span - 1.5)
    w.end[new] = w.span
    w.status[new] = "active"
