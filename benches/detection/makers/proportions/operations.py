"""Hidden operations: how many, how large, of what kind, which traces tie their members, and what hides them."""

from dataclasses import dataclass, field

import numpy as np

from .activity import order, review
from .homes import refer
from .platform import DAY, Platform
from .sessions import visit
from .traces import TRACES

# For each motif what defines it, and what it may leave besides.
MOTIFS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "laptop_farm": (("line",), ("onward", "machine", "text", "payee", "minutes")),
    "payout_funnel": (("onward", "payee"), ("machine", "text", "private_exit", "telephone")),
    "rented_identity": (("handover", "onward"), ("text", "payee", "broker", "minutes")),
    "shared_identity": (("document",), ("portrait", "machine", "payee", "private_exit", "text")),
    "shift_team": (("machine", "minutes"), ("private_exit", "payee", "text", "onward")),
    "persona_operator": (("machine", "portrait"), ("text", "private_exit", "telephone", "document")),
    "recycling": (("succession",), ("private_exit", "payee", "text", "onward")),
    "broker_star": (("broker", "burst"), ("onward", "payee", "text", "telephone")),
    "mutual_review": (("praise",), ("machine", "line", "private_exit", "telephone", "payee")),
    "boosting": (("boost",), ("payee", "machine", "line", "text", "private_exit")),
    "stealth": ((), ("text", "private_exit", "onward", "minutes")),
}
MOTIF_SHARES = np.array([0.13, 0.12, 0.11, 0.11, 0.09, 0.1, 0.08, 0.08, 0.07, 0.06, 0.05])
STEALTH_LIMIT = 30  # a larger one could not be run with so few traces
BRIDGES = ("device", "bank", "text", "telephone", "transfer")


@dataclass
class Operation:
    """What all members of one operation have from their hidden hand."""

    motif: str
    base: int  # the place from which it works
    exchange: int  # the common exchange, or -1
    hour: float
    share: float  # what a facilitator keeps
    zeal: float  # part of the possible reviews that are written
    facilitator: int
    kinds: dict[int, set[str]] = field(default_factory=dict)


def plant(platform: Platform) -> None:
    """Operations until the variant's number of members, or of rings, is reached."""
    rng, variant = platform.rng, platform.variant
    exchange = platform.new()
    platform.onward[rng.random(platform.count) < 0.01] = exchange
    wanted = rng.integers(*variant.ring_count, endpoint=True) if variant.ring_count else platform.count
    members = rings = 0
    while rings < wanted and (variant.ring_count or members < platform.count * variant.member_share):
        low, high = np.log(variant.ring_sizes)
        size = round(float(np.exp(rng.uniform(low, high))))
        members, rings = members + size, rings + 1
        _operation(platform, platform.take(size, "member"), exchange)


def _operation(platform: Platform, members: np.ndarray, exchange: int) -> None:
    """One operation, in cells, joined by a trace or two."""
    rng, variant = platform.rng, platform.variant
    shares = MOTIF_SHARES * ((np.array(list(MOTIFS)) != "stealth") | (len(members) <= STEALTH_LIMIT))
    motif = str(rng.choice(list(MOTIFS), p=shares / shares.sum()))
    base = int(rng.choice(platform.networks.vpn_exits[:40]))
    if rng.random() > variant.common_exits:
        base = platform.networks.fixed("hosting") if rng.random() < 0.5 else platform.networks.line()
    op = Operation(
        motif=motif,
        base=base,
        exchange=exchange if rng.random() < variant.common_exchange else -1,
        hour=rng.uniform(6, 18),
        share=rng.uniform(0.1, 0.45),
        zeal=rng.uniform(0.25, 0.8),
        facilitator=int(members[0]),
        kinds={int(member): set() for member in members},
    )
    platform.motif[members], platform.operator[members] = motif, members[0]
    _habits(platform, op, members)
    cells = _cells(platform, members)
    for cell in cells:
        _mark(platform, op, cell)
    for left, right in zip(cells, cells[1:]):
        for kind in rng.choice(BRIDGES, int(rng.integers(1, 3)), replace=False):
            _bridge(platform, str(kind), np.array([*left[:2], *right[-2:]]), op)
    if len(cells) > 1 and rng.random() < 0.4:
        TRACES["text"](platform, op, members[rng.random(len(members)) < rng.uniform(0.05, 0.3)])
    if rng.random() < 0.45:
        _touch_innocents(platform, op, members)


def _cells(platform: Platform, members: np.ndarray) -> list[np.ndarray]:
    """Cells of at least three."""
    low, high = platform.variant.cell_sizes
    cells, rest = [], members
    while len(rest) > high:
        size = int(platform.rng.integers(low, min(high, len(rest) - 3) + 1))
        cells.append(rest[:size])
        rest = rest[size:]
    return [*cells, rest]


def _habits(platform: Platform, op: Operation, members: np.ndarray) -> None:
    """Members work much and at the operation's hours; camouflage: own devices, an own exit, mobile sessions, lawful work."""
    rng = platform.rng
    platform.role[members] = rng.choice(np.array(["worker", "both"], object), len(members), p=[0.85, 0.15])
    platform.hour[members] = rng.normal(op.hour, rng.uniform(1, 5), len(members))
    platform.rate[members] = rng.uniform(0.6, 2.2, len(members))
    platform.orders[members] *= rng.uniform(0.8, 2)
    hidden = members[rng.random(len(members)) < rng.uniform(0.1, 0.8)]
    platform.place[hidden, 0] = rng.choice(platform.networks.vpn_exits, len(hidden))
    platform.opened(members, platform.start - int(rng.integers(0, 200)) * DAY, platform.end - 30 * DAY)
    banned = members[rng.random(len(members)) < 0.05]
    platform.close(banned, "suspended")


def _mark(platform: Platform, op: Operation, cell: np.ndarray) -> None:
    """The traces of a cell: the motif's own, one or two others, each on a patch; then see that nobody has only one."""
    rng = platform.rng
    defining, optional = MOTIFS[op.motif]
    extra = int(rng.integers(1, 3)) if op.motif == "stealth" else int(rng.integers(3 - len(defining), 4))
    chosen = [*defining, *(str(kind) for kind in rng.choice(optional, min(extra, len(optional)), replace=False))]
    # What rewrites an account's life comes first, so that what follows fits into it.
    chosen.sort(key=lambda kind: kind not in ("burst", "handover", "succession"))
    for kind in chosen:
        _apply(platform, op, kind, cell, rng.uniform(0.45, 0.85))
    if op.motif == "stealth":
        return
    lacking = [member for member in cell if len(op.kinds[int(member)]) < 2]
    for kind in (kind for kind in optional if kind not in chosen):
        if lacking and rng.random() < 0.8:
            others = [member for member in cell if member not in lacking][:2]
            _apply(platform, op, kind, np.array([*lacking, *others]), 1)
            lacking = [member for member in lacking if len(op.kinds[int(member)]) < 2]


def _apply(platform: Platform, op: Operation, kind: str, cell: np.ndarray, share: float) -> None:
    """One kind of trace on a part of the cell, sometimes in two patches that overlap."""
    patch = platform.rng.permutation(cell)[: max(2, round(len(cell) * share))]
    if len(patch) < 2:
        return
    split = kind in ("machine", "payee", "document", "portrait", "telephone", "text") and len(patch) > 3
    patches = [patch]
    if split and platform.rng.random() < 0.8:
        patches = [patch[: len(patch) // 2 + 1], patch[len(patch) // 2 :]]
    for part in patches:
        TRACES[kind](platform, op, part)
    for member in patch:
        op.kinds[int(member)].add(kind)


def _bridge(platform: Platform, kind: str, ends: np.ndarray, op: Operation) -> None:
    """A trace that joins two cells at a few members, beside what they have in their own cells."""
    rng = platform.rng
    if kind == "device":
        device = platform.new()
        for end in ends:
            times = platform.moment(int(rng.integers(4, 20)), np.full(1, end))
            visit(platform, np.full(len(times), end), times, rng.uniform(600, 5400, len(times)), device, op.base)
    elif kind == "bank":
        platform.extra_bank(ends, platform.new(), platform.names.holder(op.facilitator))
    elif kind == "text":
        platform.extra_identifier("template", ends, platform.new())
    elif kind == "telephone":
        platform.extra_identifier("phone", ends, platform.new())
    else:
        refer(platform, ends, 1, "transfer")


def _touch_innocents(platform: Platform, op: Operation, members: np.ndarray) -> None:
    """Lawful people whom an operation touches: a cloned document, a flatmate at the farm, a machine bought, a client."""
    rng = platform.rng
    chosen = int(rng.integers(0, 4))
    if chosen == 0:
        victim = platform.take(1, "document_victim")
        platform.document[victim] = platform.document[members[-1]]
    elif chosen == 1:
        lodgers = platform.take(int(rng.integers(1, 3)), "farm_neighbour")
        host = members[np.argmax(platform.place_weight[members, 2])]
        behind = platform.place[host, 2] if op.motif == "laptop_farm" else platform.place[host, 0]
        platform.place[lodgers, 0] = behind
    elif chosen == 2:
        buyer = platform.take(1, "bought_machine")
        platform.device[buyer, 2] = platform.device[members[0], 0]
        day = platform.end - int(rng.integers(15, 40)) * DAY
        platform.device_switch[buyer], platform.device_switch[members[0]] = day, day - DAY
    else:
        client = platform.take(1, "deceived_client")
        platform.role[client] = "client"
        clients, workers, numbers, moments = order(platform, np.resize(client, len(members)), members)
        review(platform, clients, workers, moments + 5 * DAY, numbers, 4.5)
