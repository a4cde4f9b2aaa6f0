"""Which kinds of trace each kind of operation leaves, and the draw of two to five independent ones for a ring."""

from typing import NamedTuple

# trace: (family of traces that fail together, how well it ties, can be seen in the five main tables)
TRACES = {
    "document": ("identity", 100, True), "portrait": ("identity", 90, False), "bank": ("money", 85, True), "device": ("machine", 80, True),
    "turns": ("machine", 78, True), "praise": ("praise", 75, False), "boost": ("praise", 74, False), "star": ("praise", 73, False),
    "onward": ("money", 70, True), "card": ("card", 68, False), "line": ("place", 65, True), "phone": ("contact", 62, False),
    "exit": ("place", 60, True), "address": ("contact", 58, False), "transfer": ("broker", 55, False), "vouch": ("vouch", 54, False),
    "template": ("text", 50, False), "lockstep": ("time", 48, True), "referral": ("broker", 45, False), "sign_up": ("birth", 40, True),
    "fake_client": ("client", 35, False),
}  # fmt: skip


class Motif(NamedTuple):
    """A kind of operation: its share among the rings, traces of which one is always there, further traces, and its way of work."""

    share: float
    core: tuple
    menu: tuple


MOTIFS = {
    "laptop_farm": Motif(
        1.0, ("line",), ("lockstep", "onward", "template", "sign_up", "address", "vouch", "referral", "phone", "bank")
    ),
    "payout_funnel": Motif(
        1.0, ("onward", "bank"), ("device", "exit", "template", "sign_up", "phone", "referral", "lockstep", "line")
    ),
    "rented_identity": Motif(
        1.0, ("onward",), ("exit", "template", "device", "referral", "lockstep", "transfer", "vouch", "fake_client")
    ),
    "shift_team": Motif(
        1.0, ("turns",), ("line", "bank", "onward", "template", "phone", "fake_client", "sign_up", "card")
    ),
    "persona_operator": Motif(
        1.0, ("device", "turns"), ("portrait", "template", "phone", "exit", "bank", "card", "sign_up", "onward")
    ),
    "recycling": Motif(
        1.0, ("device", "bank", "phone"), ("portrait", "line", "template", "card", "onward", "device", "address")
    ),
    "broker_star": Motif(
        1.0, ("referral", "transfer"), ("template", "onward", "address", "phone", "vouch", "sign_up", "exit", "device")
    ),
    "stealth": Motif(1.0, ("onward", "template", "lockstep"), ("onward", "template", "lockstep", "vouch", "sign_up")),
    "mutual_review": Motif(
        1.3,
        ("praise", "praise", "star"),
        ("device", "exit", "template", "sign_up", "transfer", "lockstep", "bank", "phone"),
    ),
    "boosting": Motif(0.7, ("boost",), ("device", "exit", "template", "sign_up", "lockstep", "card", "phone", "line")),
    "shared_identity": Motif(
        1.0, ("document", "portrait"), ("device", "bank", "phone", "exit", "line", "template", "onward", "sign_up")
    ),
}
REVIEW_MOTIFS = ("mutual_review", "boosting")


def shares(variant):
    """Motifs and their chances in a variant."""
    words = [m for m in MOTIFS if not (variant.only_five_tables and m in REVIEW_MOTIFS)]
    weight = [MOTIFS[m].share * (variant.review_rings if m in REVIEW_MOTIFS else 1) for m in words]
    return words, [x / sum(weight) for x in weight]


def draw_traces(rng, motif, variant):
    """The traces of one ring: a core, then others of new families until two to five; stealth rings have three at least."""
    usable = [t for t in TRACES if TRACES[t][2] or not variant.only_five_tables]
    core = [t for t in MOTIFS[motif].core if t in usable]
    menu = [t for t in MOTIFS[motif].menu if t in usable]
    wanted = int(rng.choice((2, 3, 4, 5), p=(0.12, 0.33, 0.35, 0.2)))
    if motif == "stealth":
        wanted = max(wanted, 3)
    pool = [str(t) for t in rng.permutation(menu)]
    chosen = [core[rng.integers(len(core))] if core else pool.pop()]
    for trace in pool:
        if len(chosen) < wanted and TRACES[trace][0] not in {TRACES[c][0] for c in chosen}:
            chosen.append(trace)
    if variant.drop_strongest and len(chosen) > 1:
        chosen.remove(max(chosen, key=lambda t: TRACES[t][1]))
    return chosen
