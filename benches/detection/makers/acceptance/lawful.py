"""The catalogue of lawful groups, and how they are dealt out."""

from typing import Callable, NamedTuple

from . import lawful_home as h, lawful_money as y, lawful_work as k


class Group(NamedTuple):
    """A lawful class: accounts per 20,000, sizes from `low` to `high`, and how a group is built."""

    word: str
    rate: int
    low: int
    high: int
    build: Callable


GROUPS = (
    Group("home", 520, 2, 4, h.home), Group("couple", 400, 2, 2, h.couple), Group("big_family", 110, 4, 8, h.big_family),
    Group("house_share", 130, 3, 8, h.house_share), Group("dormitory", 160, 8, 40, h.dormitory), Group("school", 160, 8, 36, h.school),
    Group("cafe", 120, 3, 12, h.cafe), Group("library", 100, 4, 16, h.library), Group("coworking", 110, 4, 25, h.coworking),
    Group("cgnat", 320, 20, 120, h.cgnat), Group("public_vpn", 200, 20, 80, h.public_vpn), Group("hostel", 70, 5, 20, h.hostel),
    Group("seasonal", 80, 4, 16, h.seasonal), Group("student_abroad", 80, 3, 12, h.student_abroad),
    Group("second_hand", 90, 2, 2, h.second_hand), Group("lent_machine", 60, 2, 2, h.lent_machine),
    Group("released_address", 90, 2, 5, h.released_address), Group("recycled_phone", 70, 2, 2, h.recycled_phone),
    Group("two_roles", 120, 2, 2, h.two_roles), Group("re_registered", 60, 2, 2, h.re_registered),
    Group("changed_name", 44, 2, 2, h.changed_name), Group("family_plan", 80, 2, 4, h.family_plan),
    Group("misread_document", 60, 2, 2, h.misread_document), Group("victim", 60, 1, 1, h.victim),
    Group("office", 220, 4, 30, k.office), Group("agency", 150, 4, 25, k.agency), Group("subcontractor", 110, 4, 12, k.subcontractor),
    Group("call_centre", 110, 8, 30, k.call_centre), Group("company_vpn", 120, 5, 30, k.company_vpn), Group("team_server", 70, 3, 10, k.team_server), Group("own_server", 120, 1, 1, k.own_server),
    Group("scheduler", 100, 4, 25, k.scheduler), Group("office_hours", 100, 5, 30, k.office_hours),
    Group("praise_friends", 100, 3, 7, k.praise_friends), Group("trade_circle", 100, 6, 18, k.trade_circle),
    Group("family_firm", 60, 3, 5, k.family_firm), Group("loyal_client", 100, 5, 14, k.loyal_client),
    Group("web_template", 160, 3, 30, k.web_template), Group("course", 90, 6, 24, k.course),
    Group("ring_client", 60, 1, 1, k.ring_client), Group("praise_buyer", 70, 1, 1, k.praise_buyer),
    Group("spouse_payout", 100, 2, 2, y.spouse_payout), Group("parent_payout", 60, 2, 3, y.parent_payout),
    Group("club", 90, 6, 20, y.club), Group("cooperative", 90, 5, 18, y.cooperative), Group("accountant", 90, 4, 14, y.accountant),
    Group("helper", 60, 3, 7, y.helper), Group("remittance", 160, 5, 40, y.remittance), Group("payday_crowd", 100, 10, 40, y.payday_crowd),
)  # fmt: skip


def plant(w, free):
    """Build every class from the free accounts, and return those that stay free."""
    taken = 0
    for group in GROUPS:
        left = max(round(group.rate * w.n / 20000), group.high if group.high < 10 else 10)
        while left >= group.low:
            size = min(int(w.rng.integers(group.low, group.high + 1)), left)
            members = free[taken : taken + size]
            w.label[members] = group.word
            group.build(w, members)
            taken, left = taken + size, left - size
    return free[taken:]
