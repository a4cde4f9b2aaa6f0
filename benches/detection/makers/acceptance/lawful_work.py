"""Lawful groups of working life: offices, agencies, teams, schedulers, trades, friends who praise each other."""

import numpy as np

from . import names
from .people import BOTH, CLIENT
from .traits import (
    earn, in_lockstep, pairs_of, praise, same_bank, same_onward, same_value, sign_up_together, take_turns, tie, use_device, use_place, work_for,
)  # fmt: skip
from .world import DAY


def office(w, m):
    """Colleagues on an office's line, with office hours and office machines."""
    line = w.lines.place("office")
    use_place(w, m, line, 0.5, 3)
    if w.rng.random() < 0.3:
        w.organisation[m[w.rng.random(len(m)) < 0.8]] = names.firm(w.rng)[0]
    if w.rng.random() < 0.35:
        use_device(w, m[:4], w.new_device(), line, 0.1, 0.6)
    if w.rng.random() < 0.3:
        same_value(w, m[w.rng.random(len(m)) < 0.7], "phone")
    w.peak[m], w.spread[m] = w.rng.normal(13, 1), 2.0


def agency(w, m):
    """An agency: declared on most accounts, and its company is the payee; machines, texts and phone in common."""
    line = w.lines.place("office")
    name, payee = names.firm(w.rng)
    same_bank(w, m, m[0], payee)
    w.organisation[m[w.rng.random(len(m)) < 0.85]] = name
    if w.rng.random() < 0.7:
        use_place(w, m, line, 0.5, 3)
    if w.rng.random() < 0.5:
        same_value(w, m, "template")
    if w.rng.random() < 0.4:
        same_value(w, m, "phone")
    if w.rng.random() < 0.3:
        take_turns(w, m, w.new_device(), line, int(w.rng.integers(5, 25)))


def subcontractor(w, m):
    """A contractor whose team does the work: orders come from the boss, who pays some of them through one account."""
    work_for(w, m[1:], m[0], w.rng.uniform(0.4, 0.9))
    tie(w, m[:1], m[1:], "referral")
    tie(w, np.repeat(m[0], len(m) - 1), m[1:], "transfer", w.rng.lognormal(10, 0.5, len(m) - 1))
    u = w.rng.random()
    if u < 0.5:
        use_place(w, m, w.lines.place("office"), 0.2, 1.2)
    elif u < 0.7:
        same_onward(w, m[1:], w.value("onward"), w.rng.uniform(0.05, 0.3), 0.3, 60)


def call_centre(w, m):
    """Shifts at a call centre: office line, shared desks, the same minutes."""
    line = w.lines.place("office")
    use_place(w, m, line, 0.5, 2)
    for device in w.new_device(int(w.rng.integers(1, 4))):
        take_turns(w, w.rng.permutation(m)[:5], device, line, int(w.rng.integers(5, 30)), 60, 240)
    if w.rng.random() < 0.5:
        in_lockstep(w, m, int(w.rng.integers(8, 30)), 7, at=float(w.rng.choice((0, 1, 8))))


def company_vpn(w, m):
    """Home workers of one company behind its VPN exit."""
    kind = str(w.rng.choice(("office", "vpn", "hosting"), p=(0.5, 0.3, 0.2)))
    use_place(w, m, w.lines.place(kind, int(w.rng.integers(1, 3))), 0.8, 4)


def team_server(w, m):
    """Developers who work through one rented server, and trade with one another's clients."""
    use_place(w, m, w.lines.place("hosting"), 0.3, 2)
    if w.rng.random() < 0.4:
        tie(w, m[:1], m[1:], "referral")


def own_server(w, m):
    """Private people with a rented server of their own, for privacy or from abroad."""
    for account in m.tolist():
        use_place(w, np.array([account]), w.lines.place(str(w.rng.choice(("hosting", "vpn")))), 0.5, 4)


def scheduler(w, m):
    """Users of one scheduling tool that logs in on the hour."""
    in_lockstep(w, m, int(w.rng.integers(15, 60)), 1.5, at=float(w.rng.integers(0, 12)))


def office_hours(w, m):
    """People who all start at nine and have nothing else in common."""
    in_lockstep(w, m, int(w.rng.integers(20, 70)), 9, at=w.rng.choice((-0.1, 0.4, 3.9)) + 0.1)


def praise_friends(w, m):
    """Friends who hire and praise each other, and some common evenings on one line."""
    share = w.rng.uniform(0.3, 0.9)
    praise(w, *pairs_of(w.rng, m, share), 0.8)
    if w.rng.random() < 0.4:
        use_place(w, m[1:], w.line[m[0], 0], 0.03, 0.3)


def trade_circle(w, m):
    """A circle of one trade (voice actors, translators): orders passed around, reviews both ways, one course's text."""
    w.role[m] = BOTH
    praise(w, *pairs_of(w.rng, m, w.rng.uniform(0.2, 0.55), 0.6), 0.95, fee=12000)
    if w.rng.random() < 0.5:
        same_value(w, m[w.rng.random(len(m)) < 0.7], "template")
    for a, b in zip(m[:-1], m[1:]):
        w.patron[b], w.patron_share[b] = a, w.rng.uniform(0.05, 0.4)


def family_firm(w, m):
    """A family firm: it hires relatives, pays from and to one bank account, and reviews them well."""
    w.family[m] = w.family[m[0]]
    w.line[m, 0] = w.line[m[0], 0]
    work_for(w, m[1:], m[0], w.rng.uniform(0.2, 0.8))
    if w.rng.random() < 0.6:
        same_bank(w, m, m[0], names.firm(w.rng)[1] if w.rng.random() < 0.5 else None)
    praise(w, np.full(len(m) - 1, m[0]), m[1:], 0.9)


def loyal_client(w, m):
    """A client with a stable of workers who do not know each other, all rated five."""
    work_for(w, m[1:], m[0], w.rng.uniform(0.3, 0.8))
    praise(w, np.full(len(m) - 1, m[0]), m[1:], 1.0, low=int(w.moments(1)[0]) - 20 * DAY)


def web_template(w, m):
    """People who copied one text from the web, or from one course."""
    same_value(w, m, "template", w.pick(w.common_templates)[0] if w.rng.random() < 0.4 else None)


def course(w, m):
    """A course for beginners: sign-up in its first days, the teacher's text, the teacher's referral and first orders."""
    sign_up_together(w, m[1:], w.rng.uniform(2, 15))
    same_value(w, m[1:], "template")
    tie(w, m[:1], m[1:], "referral")
    if w.rng.random() < 0.5:
        work_for(w, m[1:], m[0], w.rng.uniform(0.05, 0.3))


def ring_client(w, m):
    """Ordinary clients who will hire members of operations; the operations draw from this pool."""
    w.role[m] = CLIENT
    w.pools["ring_client"] += m.tolist()


def praise_buyer(w, m):
    """Workers who buy praise from an operation of reviewers."""
    earn(w, m)
    w.pools["praise_buyer"] += m.tolist()
