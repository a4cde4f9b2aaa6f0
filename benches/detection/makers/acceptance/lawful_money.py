"""Lawful groups around money and help: relatives' accounts, clubs, cooperatives, accountants, remittance."""

import numpy as np

from . import names
from .traits import earn, in_lockstep, same_bank, same_onward, same_surname, same_value, take_turns, tie, use_place
from .values import club_payee


def spouse_payout(w, m):
    """Paid into the spouse's account; the two may live apart."""
    same_bank(w, m, m[0])
    if w.rng.random() < 0.6:
        same_surname(w, m)
    if w.rng.random() < 0.5:
        w.line[m, 0] = w.line[m[0], 0]


def parent_payout(w, m):
    """Young people paid into a parent's account."""
    same_surname(w, m)
    same_bank(w, m, m[0])
    w.line[m, 0] = w.line[m[0], 0]


def club(w, m):
    """A club that collects dues: transfers to the treasurer each month, a meeting room's line."""
    for _ in range(int(w.rng.integers(2, 5))):
        tie(
            w,
            m[1:],
            np.full(len(m) - 1, m[0]),
            "transfer",
            float(w.rng.choice((1000, 2000, 3000, 5000))),
            at=int(w.moments(1)[0]),
        )
    if w.rng.random() < 0.6:
        use_place(w, m, w.lines.place("public"), 0.03, 0.3)
    if w.rng.random() < 0.3:
        same_value(w, m[:4], "phone")


def cooperative(w, m):
    """A workers' cooperative: one payee of its own, referrals, an office."""
    same_bank(w, m, m[0], club_payee(w.rng))
    tie(w, m[:1], m[1:], "referral")
    if w.rng.random() < 0.5:
        use_place(w, m, w.lines.place("office"), 0.2, 1.0)
    if w.rng.random() < 0.4:
        w.organisation[m] = names.firm(w.rng)[0]


def accountant(w, m):
    """Clients of a tax accountant: the accountant's machine and line in the filing weeks, the office's phone or address."""
    line, device = w.lines.place("office"), w.new_device()
    take_turns(w, m, device, line, int(w.rng.integers(4, 14)))
    if w.rng.random() < 0.6:
        same_value(w, m[w.rng.random(len(m)) < 0.6], "address")
    if w.rng.random() < 0.4:
        same_value(w, m[w.rng.random(len(m)) < 0.5], "phone")


def helper(w, m):
    """A volunteer who helps newcomers or the old now and then: the helper's machine, word, and either phone or text."""
    take_turns(w, m, w.pc[m[0]], w.line[m[0], 0], int(w.rng.integers(2, 9)), 10, 60, 20)
    tie(w, np.full(len(m) - 1, m[0]), m[1:], "verified_by")
    if w.rng.random() < 0.7:
        same_value(w, m[1:], "phone" if w.rng.random() < 0.5 else "template")


def remittance(w, m):
    """Customers of one remittance shop: money goes on to the shop's account, some log in from its counter."""
    same_onward(w, m, w.value("onward"), w.rng.uniform(0.1, 0.7), w.rng.uniform(0.1, 0.6), w.rng.uniform(20, 90))
    w.keep[m] = w.rng.uniform(0.05, 0.8, len(m))
    if w.rng.random() < 0.4:
        use_place(w, m, w.lines.place("public"), 0.02, 0.2)


def payday_crowd(w, m):
    """Customers of one payment app: money goes on to its pooled account, and its reminder wakes them in the same minutes."""
    earn(w, m)
    w.onward[m] = w.value("onward")
    in_lockstep(w, m, int(w.rng.integers(3, 8)), 10)
