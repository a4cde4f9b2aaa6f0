"""Engineer A, a graph-minded academic: what each kind of group shares, as random-graph parameters.

A group is an affiliation graph (member--value, edge probability p, `per` members for one value) for each kind of
thing, and a graph of direct edges (topology and edge probability) for each kind of act between members.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Group:
    """One kind of group. `shares`: kind -> (members per value, p); `acts`: act -> (topology, p); `flags`: stories."""

    word: str
    rate: float  # groups for each 20,000 accounts
    sizes: tuple  # smallest and largest
    shares: dict = field(default_factory=dict)
    acts: dict = field(default_factory=dict)
    flags: set = field(default_factory=set)


ALL = 10**6  # one value for the whole group

RINGS = [
    Group("laptop_farm", 4, (5, 14), {"ip": (ALL, 0.9), "device": (4, 0.6), "onward": (ALL, 0.6)}, {}, {"remote"}),
    Group("payout_funnel", 4, (4, 12), {"bank": (5, 0.6), "onward": (ALL, 0.8), "ip": (ALL, 0.5)}),
    Group(
        "rented_identity",
        4,
        (4, 10),
        {"onward": (ALL, 0.8), "device": (5, 0.75), "phone": (4, 0.5), "ip": (ALL, 0.5)},
        {},
        {"handover"},
    ),
    Group("shift_team", 4, (3, 9), {"device": (4, 0.75), "ip": (ALL, 0.6), "template": (ALL, 0.4)}, {}, {"shifts"}),
    Group("persona_operator", 4, (4, 10), {"template": (6, 0.85), "portrait": (5, 0.7), "device": (6, 0.7)}),
    Group("recycling", 3, (3, 6), {"device": (ALL, 0.85), "phone": (ALL, 0.6), "bank": (ALL, 0.7)}, {}, {"succession"}),
    Group(
        "broker_star",
        3,
        (5, 14),
        {"device": (7, 0.4), "bank": (8, 0.3)},
        {"transfer": ("star", 0.9), "referral": ("star", 0.5)},
    ),
    Group("stealth", 3, (4, 9), {"onward": (ALL, 0.6), "ip": (4, 0.4), "template": (4, 0.4)}, {}, {"made_together"}),
    Group("mutual_review", 5, (5, 12), {"device": (5, 0.6), "template": (6, 0.6)}, {"mutual": ("random", 0.92)}),
    Group("review_star", 3, (5, 12), {"ip": (ALL, 0.7), "bank": (ALL, 0.6)}, {"mutual": ("star", 0.95)}),
    Group(
        "one_way_boost",
        3,
        (6, 14),
        {"device": (5, 0.5), "ip": (7, 0.4)},
        {"review": ("bipartite", 0.8)},
        {"made_together"},
    ),
    Group("shared_identity", 4, (3, 8), {"document": (4, 0.85), "ip": (ALL, 0.7), "bank": (4, 0.6)}),
]

LAWFUL = [
    Group("home", 900, (2, 5), {"address": (ALL, 1), "ip": (ALL, 1), "device": (3, 0.4)}, {}, {"often", "family"}),
    Group("office", 14, (8, 40), {"ip": (ALL, 0.95), "organisation": (ALL, 0.5)}, {}, {"often"}),
    Group(
        "agency_declared",
        8,
        (6, 30),
        {"organisation": (ALL, 1), "corporate": (ALL, 0.9), "ip": (ALL, 0.5)},
        {},
        {"often"},
    ),
    Group("agency_evident", 6, (5, 15), {"corporate": (ALL, 1), "phone": (ALL, 0.7)}, {"referral": ("star", 0.9)}),
    Group("school", 8, (8, 35), {}, {}, {"made_together", "campus"}),
    Group("course", 12, (10, 60), {"template": (ALL, 0.85)}),
    Group("bought_machine", 120, (2, 2), {}, {}, {"resale"}),
    Group("spouse_bank", 120, (2, 2), {"bank": (ALL, 1), "address": (ALL, 1), "ip": (ALL, 1)}, {}, {"often"}),
    Group(
        "two_roles",
        120,
        (2, 2),
        {"document": (ALL, 1), "device": (ALL, 1), "bank": (ALL, 0.5)},
        {},
        {"one_person", "roles"},
    ),
    Group(
        "permitted_return", 40, (2, 2), {"document": (ALL, 1), "phone": (ALL, 0.6)}, {}, {"one_person", "succession"}
    ),
    Group("friends", 40, (4, 8), {}, {"mutual": ("random", 0.6), "message": ("random", 0.5)}),
    Group("misread_document", 40, (2, 2), {"document": (ALL, 1)}),
    Group("twins", 15, (2, 2), {"portrait": (ALL, 1)}, {}, {"family"}),
    Group("loyal_client", 20, (5, 12), {}, {"contract": ("star", 1)}),
]

# Groups of thousands: (word, kind of network, hubs for each 20,000, share of accounts that visit each hub)
HUBS = [("cafe", "public", 6, 0.012), ("cgnat", "cgnat", 8, 0.05), ("vpn", "vpn", 5, 0.02)]


@dataclass(frozen=True)
class Knobs:
    """What A turns between variants."""

    ring_scale: float = 1.0  # number of rings
    size_scale: float = 1.0  # size of rings
    lawful_scale: float = 1.0  # number of look-alike groups
    hub_scale: float = 1.0  # visitors of hubs
    camouflage: float = 0.15  # chance that a member also shares something with a stranger
    traded: float = 0.1  # reviews that members trade with strangers, each
    dropped: tuple = ()  # kinds of trace no ring leaves
    sessions: float = 17.0
    span: int = 120
    attachment: int = 2  # review edges that each new account brings


KNOBS = {
    "default": Knobs(),
    "other": Knobs(1.6, 0.75, 0.6, 2.5, 0.5, 0.6, ("phone", "portrait"), 22.0, 90, 3),
}
