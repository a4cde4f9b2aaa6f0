"""The traces that an operation leaves: each function ties a patch of its members by one kind of thing."""

import numpy as np

from .activity import order, review
from .homes import refer
from .platform import DAY, Platform
from .sessions import alternate, same_minutes, visit


def machine(platform: Platform, op, patch: np.ndarray) -> None:
    """One machine on which the accounts are worked in turn, or which each uses for a part of its sessions."""
    rng = platform.rng
    device = platform.new()
    if rng.random() < 0.6:
        pace = dict(days=int(rng.integers(5, 40)), gap=rng.uniform(1, 9), length=rng.uniform(15, 60), hour=op.hour)
        pace |= dict(rounds=int(rng.integers(1, 3)), presence=rng.uniform(0.4, 0.9), remote=rng.random() < 0.1)
        alternate(platform, patch, device, op.base, pace)
    else:
        platform.device[patch, 2] = device
        platform.shared_device_weight[patch] = rng.uniform(0.15, 0.8)


def line(platform: Platform, op, patch: np.ndarray) -> None:
    """A facilitator's home line, behind which the accounts' own machines stand."""
    platform.place[patch, 2] = platform.networks.line() if platform.rng.random() < 0.8 else op.base
    platform.place_weight[patch, 2] = platform.rng.uniform(0.4, 4)
    if platform.rng.random() < 0.5:
        platform.remote_share[patch] = platform.rng.uniform(0.02, 0.5)


def private_exit(platform: Platform, op, patch: np.ndarray) -> None:
    """A rented server as exit that only the operation uses."""
    platform.place[patch, 3] = platform.networks.fixed("hosting", str(platform.rng.choice(("JP", "SG", "US"))))
    platform.place_weight[patch, 3] = platform.rng.uniform(0.3, 3)


def payee(platform: Platform, op, patch: np.ndarray) -> None:
    """One bank account, of one of the members' names, that receives the money of several."""
    platform.bank[patch], platform.bank_kind[patch] = platform.new(), platform.bank_kind[patch[0]]
    platform.holder[patch] = platform.names.holder(op.facilitator)


def onward(platform: Platform, op, patch: np.ndarray) -> None:
    """The money goes on to one destination less an agreed share; or to the exchange that everybody uses."""
    platform.onward[patch] = op.exchange if op.exchange >= 0 else platform.new()
    platform.kept[patch] = op.share, op.share * platform.rng.uniform(0.02, 0.12)


def document(platform: Platform, op, patch: np.ndarray) -> None:
    """One document for several accounts, under one name or several."""
    platform.document[patch] = platform.document[patch[0]]
    if platform.rng.random() < 0.4:
        platform.document_name[patch] = platform.names.native(patch[0])


def portrait(platform: Platform, op, patch: np.ndarray) -> None:
    """One face on different documents."""
    platform.portrait[patch] = platform.portrait[patch[0]]


def text(platform: Platform, op, patch: np.ndarray) -> None:
    """A profile text of the operation's own."""
    platform.template[patch] = platform.new()


def telephone(platform: Platform, op, patch: np.ndarray) -> None:
    """One telephone number for verification."""
    platform.phone[patch] = platform.phone[patch[0]]


def minutes(platform: Platform, op, patch: np.ndarray) -> None:
    """The accounts' sessions start in the same minutes, each on its own machine."""
    days = int(platform.rng.integers(10, 40))
    same_minutes(platform, patch, days, platform.rng.uniform(1, 4))


def burst(platform: Platform, op, patch: np.ndarray) -> None:
    """Accounts made within days from one machine, and scattered afterwards."""
    rng = platform.rng
    opening = int(rng.integers(platform.start, platform.start + (platform.end - platform.start) // 2))
    platform.opened(patch, opening, opening + int(rng.integers(1, 7)) * DAY)
    visit(platform, patch, platform.created[patch] + 200, rng.uniform(300, 3600, len(patch)), platform.new(), op.base)


def handover(platform: Platform, op, patch: np.ndarray) -> None:
    """The owner verifies the account at home; from a week later the operation's machine and exit take it over."""
    rng = platform.rng
    opening = platform.start + int(rng.uniform(0, 0.4) * platform.variant.days) * DAY
    platform.opened(patch, opening, opening + 30 * DAY)
    switch = platform.created[patch] + rng.integers(4, 9, len(patch)) * DAY
    platform.device_switch[patch] = platform.place_switch[patch] = switch
    platform.device[patch, 2], platform.shared_device_weight[patch] = platform.new(), 0
    platform.place[patch, 2], platform.place_weight[patch, 2] = op.base, 1


def succession(platform: Platform, op, patch: np.ndarray) -> None:
    """Accounts one after another: each is suspended, and the next one appears with some of its things."""
    rng = platform.rng
    span = (platform.end - platform.start - 10 * DAY) / len(patch)
    platform.created[patch[0]] = platform.start - 20 * DAY
    platform.status[patch[:-1]] = "suspended"
    inherited = (platform.phone, platform.bank, platform.portrait, platform.address)
    for number, (old, new) in enumerate(zip(patch, patch[1:])):
        end = int(platform.start + span * (number + rng.uniform(0.6, 0.9)))
        platform.status_at[old] = end
        platform.opened(np.array([new]), end + 3600, end + int(min(0.2 * span, 6 * DAY)))
        platform.device[new, 0] = platform.device[old, 0]
        for values in inherited:
            if rng.random() < 0.35:
                values[new] = values[old]


def praise(platform: Platform, op, patch: np.ndarray) -> None:
    """Orders that exist only so that both sides can review one another, within a few weeks."""
    rng = platform.rng
    platform.role[patch] = "both"
    left, right = np.array([(a, b) for a in patch for b in patch if a != b and rng.random() < op.zeal] or [patch[:2]]).T
    left, right, numbers, moments = order(platform, left, right, 0.6)
    delay = rng.integers(1, 6, len(left)) * DAY
    review(platform, left, right, moments + delay, numbers, 4.9)
    back = rng.random(len(left)) < 0.7
    review(platform, right[back], left[back], (moments + delay)[back] + DAY, numbers[back], 4.9)


def boost(platform: Platform, op, patch: np.ndarray) -> None:
    """Fake clients order small things from the operation's workers and give five stars within days."""
    rng = platform.rng
    clients, workers = patch[: max(1, len(patch) // 3)], patch[max(1, len(patch) // 3) :]
    platform.role[clients], platform.role[workers] = "client", "worker"
    pairs = np.array([(a, b) for a in clients for b in workers if rng.random() < max(op.zeal, 0.4)] or [patch[:2]]).T
    buyers, sellers, numbers, moments = order(platform, *pairs, 0.4)
    review(platform, buyers, sellers, moments + 2 * DAY, numbers, 4.95)


def broker(platform: Platform, op, patch: np.ndarray) -> None:
    """A broker brings the others in, and gets a part of what they earn."""
    centre, others = int(patch[0]), patch[1:]
    later = np.maximum(platform.created[others], platform.created[centre]) + 600
    present = later < np.minimum(platform.last(others), platform.last(patch[:1]))
    others, later = others[present], later[present]
    platform.tables.add("ties", account_id=others, other_id=np.full(len(others), centre), kind="referral", at=later)
    refer(platform, patch, 0.3, "transfer")


TRACES = {
    function.__name__: function
    for function in (machine, line, private_exit, payee, onward, document, portrait, text, telephone, minutes, burst)
    + (handover, succession, praise, boost, broker)
}
