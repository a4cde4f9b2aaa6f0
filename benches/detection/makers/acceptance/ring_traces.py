"""How an operation leaves each kind of trace on a part of its members."""

import numpy as np

from . import names, traits
from .people import BOTH
from .world import DAY


class Ring:
    """One operation: its members, its motif, and where its operators sit."""

    def __init__(self, w, members, motif):
        self.members, self.motif, self.w = members, motif, w
        self._seat = None

    def seat(self):
        """The operators' own line: a home, a rented exit, or a VPN service that gives each account its exit."""
        if self._seat is None:
            u = self.w.rng.random()
            lines = self.w.lines
            self._seat = lines.home() if u < 0.5 else lines.place("hosting") if u < 0.7 else self.w.pick(self.w.vpns)[0]
        return self._seat


def line(w, ring, m):
    """Machines side by side on one home's line; in a farm the machines are the employers' and seldom leave."""
    low, high = (2, 9) if ring.motif == "laptop_farm" else (0.5, 3)
    traits.use_place(w, m, w.lines.home(), low, high)
    if ring.motif == "laptop_farm":
        w.remote[m] = np.where(w.rng.random(len(m)) < 0.4, w.rng.uniform(0.1, 0.6, len(m)), w.remote[m])


def exit_(w, ring, m):
    """A rented server or small VPN that the operation logs in through."""
    kind, count = ("hosting", 1) if w.rng.random() < 0.6 else ("vpn", 2)
    traits.use_place(w, m, w.lines.place(kind, count), 0.4, 3)


def device(w, ring, m):
    """One or two machines on which the accounts are used."""
    machines = [w.new_device() for _ in range(1 if len(m) < 7 or w.rng.random() < 0.5 else 2)]
    for machine in machines:
        users = m if len(machines) == 1 else m[w.rng.random(len(m)) < 0.75]
        traits.use_device(w, users, machine, ring.seat(), 0.3, 2.5)


def turns(w, ring, m):
    """Operators who take one account after another on one machine."""
    traits.take_turns(w, m, w.new_device(), ring.seat(), int(w.rng.integers(10, 50)), 8, 120, w.rng.uniform(3, 10))


def bank(w, ring, m):
    """One payout account, held by a member, by somebody outside, or by a shell firm."""
    u = w.rng.random()
    outside = names.bank_holder(0, int(w.rng.integers(len(names.JP_FAMILY))), int(w.rng.integers(len(names.JP_GIVEN))))
    traits.same_bank(w, m, m[0], None if u < 0.5 else outside if u < 0.85 else names.firm(w.rng)[1])


def onward(w, ring, m):
    """Each has an own account, and the money goes on to one place; who rents out an identity keeps a steady share."""
    spread = w.rng.uniform(0.01, 0.13) if ring.motif == "rented_identity" else w.rng.uniform(0.02, 0.4)
    traits.same_onward(w, m, w.value("onward"), w.rng.uniform(0.08, 0.45), spread, w.rng.uniform(4, 70))


def document(w, ring, m):
    """One document, under one name or under forged names; some copies come from a victim who has an own account."""
    if w.pools["victim"] and w.rng.random() < 0.6:
        owner = w.pick(w.pools["victim"])[0]
        traits.same_document(w, m, owner, w.rng.random() < 0.3)
    else:
        traits.same_document(w, m, m[0], w.rng.random() < 0.5)
    for account in m[w.rng.random(len(m)) < 0.15]:
        traits.reissued(w, account)


def template(w, ring, m):
    """One text; sometimes it is one that half the web copies."""
    common = w.rng.random() < 0.12
    traits.same_value(w, m, "template", w.pick(w.common_templates)[0] if common else None)


def lockstep(w, ring, m):
    """Logins in the same minutes, again and again."""
    traits.in_lockstep(w, m, int(w.rng.integers(15, 60)), w.rng.uniform(2, 9))


def sign_up(w, ring, m):
    """Accounts made within days, mostly from one place that is not used again."""
    here = w.rng.random() < 0.65 or w.variant.only_five_tables
    place = w.lines.home() if w.rng.random() < 0.6 else w.lines.place("hosting")
    one_machine = w.new_device() if w.rng.random() < 0.3 and ring.motif != "stealth" else None
    traits.sign_up_together(
        w, m, w.rng.uniform(0.3, 7), place if here and ring.motif != "stealth" else None, one_machine
    )


def vouch(w, ring, m):
    """Members and helpers vouch for each other at verification."""
    for account in m.tolist():
        others = m[m != account]
        count = min(len(others), int(w.rng.integers(1, 4)))
        traits.tie(w, w.rng.choice(others, count, replace=False), np.full(count, account), "verified_by")


def referral(w, ring, m):
    """A broker who brings the others in, directly or through one of them."""
    root = np.where(w.rng.random(len(m) - 1) < 0.8, m[0], m[len(m) // 2])
    traits.tie(w, root[root != m[1:]], m[1:][root != m[1:]], "referral")


def transfer(w, ring, m):
    """Shares paid to the broker, month after month."""
    for _ in range(int(w.rng.integers(2, 6))):
        payers = m[1:][w.rng.random(len(m) - 1) < 0.85]
        traits.tie(w, payers, np.full(len(payers), m[0]), "transfer", w.rng.lognormal(9.5, 0.4, len(payers)))


def fake_client(w, ring, m):
    """One client account gives orders to the others and rates them five: a member or an ordinary client."""
    if w.rng.random() < 0.6 or not w.pools["ring_client"]:
        client, workers = m[0], m[1:]
    else:
        client, workers = w.pick(w.pools["ring_client"])[0], m
    traits.work_for(w, workers, client, w.rng.uniform(0.25, 0.7))
    traits.praise(w, np.full(len(workers), client), workers, 0.9)


def praise(w, ring, m):
    """A clique of praise, or a near-clique at about 85 % of the pairs."""
    w.role[m] = np.where(w.rng.random(len(m)) < 0.8, BOTH, w.role[m])
    share = 1.0 if w.rng.random() < 0.4 else w.rng.uniform(0.72, 0.92)
    traits.praise(w, *traits.pairs_of(w.rng, m, share), w.rng.uniform(0.2, 1.0))


def star(w, ring, m):
    """Few accounts in the middle which all others praise, with some praise in return."""
    core = m[: max(1, len(m) // 5)]
    rest = m[len(core) :]
    a, b = np.repeat(rest, len(core)), np.tile(core, len(rest))
    back = w.rng.random(len(a)) < 0.4
    traits.praise(w, np.concatenate((a, b[back])), np.concatenate((b, a[back])), w.rng.uniform(0.2, 1.0))


def boost(w, ring, m):
    """One-way praise for some members and for buyers outside."""
    targets = [int(a) for a in m[: max(1, len(m) // 6)]] + (
        w.pick(w.pools["praise_buyer"], int(w.rng.integers(2, 7))) if w.pools["praise_buyer"] else []
    )
    for target in dict.fromkeys(targets):
        fans = m[(w.rng.random(len(m)) < 0.85) & (m != target)]
        traits.praise(w, fans, np.full(len(fans), target), w.rng.uniform(0.1, 0.9), fee=1500)


def _value(kind):
    def leave(w, ring, m):
        traits.same_value(w, m, kind)

    leave.__doc__ = f"One {kind} on several accounts."
    return leave


LEAVE = {
    "line": line, "exit": exit_, "device": device, "turns": turns, "bank": bank, "onward": onward, "document": document,
    "template": template, "lockstep": lockstep, "sign_up": sign_up, "vouch": vouch, "referral": referral, "transfer": transfer,
    "fake_client": fake_client, "praise": praise, "star": star, "boost": boost,
    "portrait": _value("portrait"), "phone": _value("phone"), "card": _value("card"), "address": _value("address"),
}  # fmt: skip


def one_after_another(w, m):
    """Recycling: an account is banned, and the next one appears within days."""
    life = (w.end - w.start) / (len(m) + 1)
    reach = max(life, 12 * DAY)
    for i, account in enumerate(m.tolist()):
        begin = int(w.start + min(i * life, w.end - w.start - 14 * DAY) + w.rng.uniform(0, 3) * DAY)
        w.created[account], w.status[account] = begin, 1
        w.status_at[account] = min(begin + int(reach * w.rng.uniform(0.7, 1.1)), w.end - DAY)
        w.activity[account] = max(w.activity[account], 15) * (w.end - w.start) / reach / 2
    w.status[m[-1]] = 0


def hand_over(w, m):
    """Rented identity: the owner passes verification at home, then the account goes to an operator's machine and exit."""
    for account in m.tolist():
        moment = max(int(w.created[account]), w.start) + int(w.rng.uniform(3, 12) * DAY)
        w.until[account, :3] = moment
        own_exit = w.pick(w.vpns)[0] if w.rng.random() < 0.5 else w.lines.home()
        w.add_means([account], own_exit, w.new_device(), 0.8, since=moment)
