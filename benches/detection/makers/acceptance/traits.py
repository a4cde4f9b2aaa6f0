"""What can tie accounts. Operations and lawful groups use the same functions: nothing here knows which it serves."""

import numpy as np

from .people import BOTH, CLIENT, WORKER
from .world import DAY


def live_together(w, members, country="JP"):
    """One home line, and one postal address where it is known."""
    line = w.lines.home(country)
    w.line[members, 0] = w.line[members, 1] = line
    known = members[w.rng.random(len(members)) < 0.7]
    w.country[members] = w.country[members[0]] if w.rng.random() < 0.1 else 0
    w.address[known] = w.value("address")
    return line


def use_place(w, members, line, low, high, since=0, until=2**31 - 1):
    """Everybody comes to one place with a machine of their own."""
    w.add_means(members, line, w.pc[members], w.rng.uniform(low, high, len(members)), since, until)


def use_device(w, members, device, line, low, high, since=0, until=2**31 - 1):
    """Everybody uses one machine; `line` is None where each uses it on the line at home."""
    at = w.line[members, 0] if line is None else line
    w.add_means(members, at, device, w.rng.uniform(low, high, len(members)), since, until)


def same_surname(w, members):
    """A family bears one name and mostly comes from one country."""
    w.family[members], w.locale[members] = w.family[members[0]], w.locale[members[0]]


def same_value(w, members, kind, value=None):
    """One phone, address, portrait, card or text on several accounts."""
    getattr(w, kind)[members] = w.value(kind) if value is None else value


def same_bank(w, members, owner, holder=None):
    """One payout account, held by the account `owner` or by somebody outside with the text `holder`."""
    number = w.bank[owner] or w.value("bank")
    w.bank[members], w.bank[owner] = number, number
    w.holder_person[members], w.bank_kind[members] = owner, 0
    w.bank_before[members] = None
    if holder is not None:
        w.holder_text[members] = holder
    earn(w, members)


def earn(w, members):
    """Make sure that accounts work and are paid."""
    clients = members[w.role[members] == CLIENT]
    w.role[clients] = np.where(w.rng.random(len(clients)) < 0.6, WORKER, BOTH)
    w.trade[members] = np.maximum(w.trade[members], w.rng.uniform(1.5, 5, len(members)))
    without = [a for a in members.tolist() if w.bank[a] is None]
    for a in without:
        w.bank[a] = w.value("bank")


def same_onward(w, members, target, keep, keep_spread, hours):
    """Payouts to different accounts go on to one place."""
    earn(w, members)
    w.onward[members], w.keep[members], w.keep_spread[members] = target, keep, keep_spread
    w.onward_hours[members] = w.rng.uniform(0.6, 1.4, len(members)) * hours
    w.onward_country[members] = w.onward_country[members[0]]


def same_document(w, members, owner, same_name):
    """One document on several accounts, with one name on it or a forged name for each."""
    if w.document[owner] is None:
        w.document[owner] = f"TR{w.rng.integers(10**6, 10**7)}"
        w.document_kind[owner] = 2
    w.document[members], w.document_kind[members] = w.document[owner], w.document_kind[owner]
    if same_name:
        w.document_person[members] = owner


def reissued(w, account):
    """A driving licence after one more reissue; other documents stay as they are."""
    if w.document[account] is not None and w.document_kind[account] == 0:
        w.document[account] = w.document[account][:-1] + str((int(w.document[account][-1]) + 1) % 10)


def take_turns(w, members, device, line, days, low=8, high=70, gap=6):
    """On some days the members follow one another on one machine within minutes."""
    rng = w.rng
    for day in rng.choice(np.arange(w.start, w.end - DAY, DAY), min(days, (w.end - w.start) // DAY - 1), replace=False):
        turn = rng.permutation(members)[: max(2, int(len(members) * rng.uniform(0.5, 1.0)))][:14]
        length = rng.uniform(low, high, len(turn)) * 60
        pause = rng.uniform(0.5, gap, len(turn)) * 60
        first = day + rng.uniform(0, 10) * 3600
        starts = first + np.concatenate(([0], np.cumsum(length + pause)[:-1]))
        w.add_logins(turn, starts.astype(np.int64), length.astype(np.int64), line, device)


def in_lockstep(w, members, days, jitter, at=None):
    """On many days the members log in within the same minutes, each from the usual place with the usual machine."""
    rng = w.rng
    count = min(days, (w.end - w.start) // DAY - 1)
    chosen = rng.choice(np.arange(w.start, w.end - DAY, DAY), count, replace=False)
    hour = rng.uniform(0, 14, count) if at is None else np.full(count, at)
    moments = (chosen + hour * 3600).astype(np.int64)
    here = rng.random((len(members), count)) < rng.uniform(0.6, 0.95, len(members))[:, None]
    who, when = np.nonzero(here)
    starts = moments[when] + rng.uniform(0, jitter * 60, len(who)).astype(np.int64)
    slot = (rng.random(len(who)) < 0.3).astype(int)
    accounts = members[who]
    seconds = rng.lognormal(7.2, 0.5, len(who)).astype(np.int64)
    w.add_logins(accounts, starts, seconds, w.line[accounts, slot], w.device[accounts, slot])


def sign_up_together(w, members, days, line=None, device=None):
    """Accounts made within days, where `line` is given also from one place, perhaps on one machine."""
    rng = w.rng
    first = w.start + int(rng.uniform(0.02, 0.6) * (w.end - w.start))
    w.created[members] = first + (rng.random(len(members)) * days * DAY).astype(np.int64)
    w.status[members] = 0
    if line is not None:
        machine = w.pc[members] if device is None else device
        w.add_logins(members, w.created[members] + 60, rng.integers(300, 2400, len(members)), line, machine)


def praise(w, reviewer, reviewee, with_contract, low=None, fee=3000):
    """High ratings along the given pairs, some with a small contract behind them."""
    rng, count = w.rng, len(reviewer)
    if not count:
        return
    first = w.start if low is None else low
    at = rng.integers(first, min(first + int(rng.uniform(15, 100) * DAY), w.end - 2 * DAY), count)
    paid = rng.random(count) < with_contract
    numbers = np.where(paid, sum(len(c[0]) for c in w.contracts) + np.cumsum(paid) - 1, -1)
    w.contracts.append(
        [
            reviewer[paid],
            reviewee[paid],
            at[paid] - rng.integers(3600, 6 * DAY, paid.sum()),
            rng.lognormal(np.log(fee), 0.4, paid.sum()),
        ]
    )
    w.reviews.append([reviewer, reviewee, at, np.where(rng.random(count) < 0.9, 5, 4), numbers])


def pairs_of(rng, members, share, both_ways=0.95):
    """Ordered pairs of reviewers: a clique where `share` is 1, a near-clique below."""
    a, b = np.triu_indices(len(members), 1)
    kept = rng.random(len(a)) < share
    a, b = members[a[kept]], members[b[kept]]
    back = rng.random(len(a)) < both_ways
    return np.concatenate((a, b[back])), np.concatenate((b, a[back]))


def tie(w, accounts, others, kind, amount=0.0, at=None):
    """Direct ties of one kind; an amount of 0 is none."""
    accounts, others, amount = np.broadcast_arrays(accounts, others, amount)
    times = w.moments(len(accounts)) if at is None else np.broadcast_to(at, accounts.shape)
    w.ties.append([accounts, others, np.full(len(accounts), kind, dtype=object), times, amount])


def change(w, accounts, field, at=None):
    """A changed detail."""
    accounts = np.atleast_1d(accounts)
    times = w.moments(len(accounts)) if at is None else np.broadcast_to(at, accounts.shape)
    w.changes.append([accounts, np.full(len(accounts), field, dtype=object), times])


def work_for(w, members, client, share):
    """Workers who have much of their trade with one client."""
    if w.role[client] == WORKER:
        w.role[client] = BOTH
    earn(w, members)
    w.patron[members], w.patron_share[members] = client, share
