"""Lawful groups of private life: homes, places, schools, machines, travellers."""

import numpy as np

from . import names, values
from .people import CLIENT, WORKER
from .traits import (
    change, earn, in_lockstep, live_together, reissued, same_bank, same_surname, same_value, sign_up_together, take_turns, tie, use_device, use_place,
)  # fmt: skip
from .world import DAY


def home(w, m):
    """Two or three relatives with one line, often one machine or one phone number."""
    live_together(w, m)
    if w.rng.random() < 0.8:
        same_surname(w, m)
    if w.rng.random() < 0.5:
        use_device(w, m, w.pc[m[0]], None, 0.1, 1.0)
    if w.rng.random() < 0.15:
        same_value(w, m, "phone")


def couple(w, m):
    """A couple: line, address, machine, often one bank account or card; sometimes two surnames."""
    live_together(w, m)
    if w.rng.random() < 0.65:
        same_surname(w, m)
    if w.rng.random() < 0.5:
        use_device(w, m, w.pc[m[0]], None, 0.2, 1.5)
    if w.rng.random() < 0.35:
        same_bank(w, m, m[0])
    if w.rng.random() < 0.25:
        same_value(w, m, "card")
    if w.rng.random() < 0.25:
        tie(w, m[:1], m[1:], "referral")


def big_family(w, m):
    """Three generations under one roof with a family machine and a father's bank account."""
    live_together(w, m)
    same_surname(w, m[: max(3, int(len(m) * 0.8))])
    use_device(w, m, w.new_device(), None, 0.1, 1.2)
    if w.rng.random() < 0.4:
        same_bank(w, m[: w.rng.integers(2, len(m) + 1)], m[0])
    if w.rng.random() < 0.3:
        same_value(w, m[:3], "phone")


def house_share(w, m):
    """Strangers who share a flat: line and address, sometimes a machine in the living room."""
    live_together(w, m)
    if w.rng.random() < 0.25:
        use_device(w, m[:3], w.new_device(), None, 0.05, 0.4)
    if w.rng.random() < 0.5:
        tie(w, m[:1], m[1:], "referral")


def dormitory(w, m):
    """A student or company dormitory: line and address, and texts passed along the corridor."""
    live_together(w, m)
    some = m[w.rng.random(len(m)) < 0.3]
    if len(some) > 1 and w.rng.random() < 0.5:
        same_value(w, some, "template")
    if w.rng.random() < 0.4:
        sign_up_together(w, m[: len(m) // 2], 20)


def school(w, m):
    """A class that signs up in one lesson on the school's line, sometimes on the teacher's machine, with the teacher's text."""
    line = w.lines.place("campus", 2)
    device = w.new_device() if w.rng.random() < 0.4 else None
    sign_up_together(w, m, w.rng.uniform(0.1, 3), line, device)
    if w.rng.random() < 0.7:
        same_value(w, m[w.rng.random(len(m)) < 0.7], "template")
    if w.rng.random() < 0.4:
        use_place(w, m, line, 0.1, 0.7)
    if w.rng.random() < 0.3:
        in_lockstep(w, m, int(w.rng.integers(4, 12)), 8, at=w.rng.uniform(0, 7))


def cafe(w, m):
    """Regulars of one café, with machines of their own; some use the café's PC after one another."""
    line = w.pick(w.cafes)[0]
    use_place(w, m, line, 0.2, 1.5)
    if w.rng.random() < 0.3:
        take_turns(w, m[:6], w.new_device(), line, int(w.rng.integers(3, 15)))


def library(w, m):
    """Users of a library's or job centre's PCs, minute after minute."""
    line = w.lines.place("public")
    machines = w.new_device(int(w.rng.integers(1, 4)))
    for device in machines:
        take_turns(w, m[w.rng.random(len(m)) < 0.7], device, line, int(w.rng.integers(6, 30)))


def coworking(w, m):
    """Members of a coworking room, in office hours."""
    line = w.lines.place("office")
    use_place(w, m, line, 0.5, 3)
    if w.rng.random() < 0.4:
        same_value(w, m[:3], "address")


def cgnat(w, m):
    """Homes of a provider that puts many behind few addresses."""
    line = w.lines.place("cgnat", 4, w.rng.integers(12, 200))
    w.line[m, 0] = w.line[m, 1] = line


def public_vpn(w, m):
    """Private people who always use one VPN service."""
    use_place(w, m, w.pick(w.vpns)[0], 1.5, 6)


def hostel(w, m):
    """Travellers who stay for some weeks, one after another or together."""
    line = w.lines.home()
    starts = w.moments(len(m))
    use_place(w, m, line, 2, 6, starts, starts + w.rng.integers(5, 40, len(m)) * DAY)
    w.locale[m] = np.where(w.rng.random(len(m)) < 0.5, w.rng.integers(1, len(names.LOCALES), len(m)), w.locale[m])


def seasonal(w, m):
    """Seasonal workers in a farm's or hotel's lodging: they come together, share line and address, and sign up in one week."""
    line = w.lines.home()
    start = int(w.moments(1)[0])
    use_place(w, m, line, 2, 8, start, start + int(w.rng.integers(30, 80)) * DAY)
    if w.rng.random() < 0.6:
        same_value(w, m, "address")
    if w.rng.random() < 0.5:
        sign_up_together(w, m, 7)
    if w.rng.random() < 0.4:
        tie(w, m[:1], m[1:], "referral")


def student_abroad(w, m):
    """Students abroad: a dormitory's line, a compatriot's referral, money sent home through the big remittance agents."""
    live_together(w, m)
    w.locale[m] = w.rng.integers(1, len(names.LOCALES)) if w.rng.random() < 0.6 else w.locale[m]
    tie(w, m[:1], m[1:], "referral")
    if w.rng.random() < 0.4:
        earn(w, m)
        w.onward[m] = w.pick(w.remitters[: int(w.rng.integers(1, 4))], len(m))


def second_hand(w, m):
    """A machine sold on: the buyer goes on with the seller's device, on another line."""
    moment = int(w.moments(1)[0])
    w.until[m[0], 0] = moment
    w.add_means(m[:1], w.line[m[0], 0], w.new_device(), 0.6, since=moment + DAY)
    w.add_means(m[1:], w.line[m[1], 0], w.pc[m[0]], 2.0, since=moment + int(w.rng.integers(1, 20)) * DAY)


def lent_machine(w, m):
    """A friend's machine for a week or two."""
    start = int(w.moments(1)[0])
    use_device(w, m[1:], w.pc[m[0]], None, 1.0, 3.0, start, start + int(w.rng.integers(4, 20)) * DAY)


def released_address(w, m):
    """Strangers who get one home address after one another."""
    line = w.lines.home()
    cuts = np.linspace(w.start, w.end, len(m) + 1).astype(np.int64)
    use_place(w, m, line, 1, 4, cuts[:-1], cuts[1:] - DAY)


def recycled_phone(w, m):
    """A phone number that the carrier gave to somebody else."""
    same_value(w, m, "phone")
    if w.rng.random() < 0.4:
        w.status[m[0]], w.status_at[m[0]] = 2, w.created[m[0]] + 30 * DAY


def two_roles(w, m):
    """One person with a client's and a worker's account: one document, machine, home, phone."""
    _same_person(w, m)
    w.role[m[0]], w.role[m[1]] = CLIENT, WORKER
    live_together(w, m)
    use_device(w, m, w.pc[m[0]], None, 0.5, 2)
    if w.rng.random() < 0.5:
        same_value(w, m, "phone")


def re_registered(w, m):
    """A person who lost the first account (or closed it) and opened a second one."""
    _same_person(w, m)
    w.status[m[0]] = 2
    w.status_at[m[0]] = w.start + int(w.rng.uniform(0.1, 0.6) * (w.end - w.start))
    w.created[m[0]] = min(w.created[m[0]], w.start)
    w.created[m[1]] = w.status_at[m[0]] + w.rng.integers(1, 40) * DAY
    w.status[m[1]] = 0
    if w.rng.random() < 0.4:
        reissued(w, m[1])
    use_device(w, m, w.pc[m[0]], None, 0.5, 2)


def changed_name(w, m):
    """Marriage: a second account under the new name, the document and the bank still under the old one."""
    _same_person(w, m)
    w.document_person[m] = m[0]
    w.family[m[1]] = w.rng.integers(len(names.JP_FAMILY))
    w.holder_person[m[1]] = m[0]
    change(w, m[1:], "name")
    use_device(w, m, w.pc[m[0]], None, 0.5, 2)


def _same_person(w, m):
    w.operator[m] = w.operator[m[0]]
    for slot in (w.family, w.given, w.locale, w.country, w.document, w.document_kind):
        slot[m] = slot[m[0]]
    w.line[m, 0], w.line[m, 1] = w.line[m[0], 0], w.line[m[0], 1]


def family_plan(w, m):
    """Parents and grown-up children apart: one family contract's phone or card, two lines, visits."""
    same_surname(w, m)
    same_value(w, m, "card" if w.rng.random() < 0.5 else "phone")
    use_place(w, m[1:], w.line[m[0], 0], 0.05, 0.3)


def misread_document(w, m):
    """Two strangers whose documents a scanner read as one number, or whose portraits it took for one."""
    if w.rng.random() < 0.7:
        w.document_kind[m] = w.document_kind[m[0]]
        w.document[m] = w.document[m[0]] or values.document_numbers(w.rng, w.document_kind[m[:1]])[0]
    else:
        same_value(w, m, "portrait")


def victim(w, m):
    """People whose document is copied by an operation; the operations draw from this pool."""
    w.pools["victim"] += m.tolist()
    w.created[m] = np.minimum(w.created[m], w.start - w.rng.integers(0, 400, len(m)) * DAY)
    without = [a for a in m.tolist() if w.document[a] is None]
    w.document[without] = values.document_numbers(w.rng, w.document_kind[without])
