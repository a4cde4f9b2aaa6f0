"""Engineer D, a data engineer: groups as slices of columns, and the share of a slice that gets one value."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Slice:
    """Groups of one word: so many for each 20,000 rows, of such sizes, with one value in each of these columns."""

    word: str
    rate: float
    sizes: tuple
    columns: tuple = ()  # one shared value, for 60 to 90 % of a ring, for all of a lawful group
    extras: tuple = ()  # names of functions in engineer_d
    operation: bool = False
    one_person: bool = False


def ring(word, columns, *extras, rate=4, sizes=(3, 12)):
    """A slice that is an operation."""
    return Slice(word, rate, sizes, tuple(columns.split()), extras, operation=True)


def lawful(word, rate, sizes, columns="", *extras, one_person=False):
    """A slice that is a look-alike."""
    return Slice(word, rate, sizes, tuple(columns.split()), extras, one_person=one_person)


SLICES = [
    ring("laptop_farm", "ip onward address", "remote"),
    ring("payout_funnel", "bank onward phone", "mismatch"),
    ring("rented_identity", "ip device onward", "handover"),
    ring("shift_team", "device ip template", "night_and_day"),
    ring("persona_operator", "template portrait device"),
    ring("recycling", "device phone document", "succession", rate=3, sizes=(3, 5)),
    ring("broker_star", "bank device", "transfer_star", rate=3),
    ring("stealth", "onward", "born_together", "same_minutes", rate=3),
    ring("mutual_review", "device template", "clique", rate=5),
    ring("review_star", "bank ip", "star"),
    ring("one_way_boost", "ip phone", "boost"),
    ring("shared_identity", "document bank ip", rate=4, sizes=(3, 7)),
    lawful("home", 700, (2, 5), "ip address surname"),
    lawful("home_one_pc", 250, (2, 4), "ip address surname device"),
    lawful("office", 12, (8, 40), "ip"),
    lawful("agency_declared", 7, (6, 25), "organisation bank", "company"),
    lawful("agency_evident", 5, (5, 15), "bank phone", "company"),
    lawful("school", 8, (8, 35), "", "born_together"),
    lawful("course", 12, (10, 60), "template"),
    lawful("spouse_bank", 220, (2, 2), "bank address ip holder"),
    lawful("two_roles", 120, (2, 2), "document device ip phone surname given", "roles", one_person=True),
    lawful("permitted_return", 40, (2, 2), "document phone surname given", "succession", one_person=True),
    lawful("bought_machine", 120, (2, 2), "", "resale"),
    lawful("friends", 40, (3, 7), "", "some_reviews"),
    lawful("misread_document", 40, (2, 2), "document"),
    lawful("twins", 15, (2, 2), "portrait surname"),
    lawful("remittance", 25, (5, 20), "onward"),
    lawful("loyal_client", 25, (4, 9), "", "star"),
]


@dataclass(frozen=True)
class Knobs:
    """What D turns between variants."""

    span: int = 90
    logins: int = 30
    ring_scale: float = 1.0
    size_scale: float = 1.0
    lawful_scale: float = 1.0
    low: float = 0.6  # a ring's value reaches a uniform share from low to high of its members
    high: float = 0.9
    own_value: float = 0.1  # share of members' logins with a random device and address
    cgnat: float = 0.10
    vpn: float = 0.03
    cafe: float = 0.01
    filled: float = 0.7  # share of optional cells that are filled
    lent: float = 0.1  # chance that a ring's value also stands in a stranger's row
    dropped: tuple = ()  # columns that no ring shares
    office_hours: bool = False
    reviews: float = 2.0


KNOBS = {
    "default": Knobs(),
    "other": Knobs(
        140, 20, 2.0, 0.7, 0.75, 0.65, 0.95, 0.45, 0.25, 0.08, 0.03, 0.45, 0.5, ("template", "phone"), True, 4.0
    ),
}
