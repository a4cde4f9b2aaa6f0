"""The traces of a ring, each a consequence of how its people work. A trace returns the members it reaches."""
import numpy as np

from . import life, social
from .group import Group
from .world import DAY, INF

# trace: (independent kind, tables and columns without which nobody can see it)
KIND = {
    "slip_device": ("device", ["logins.device_id"]), "handed": ("device", ["logins.device_id"]), "slip_line": ("network", ["logins.ip"]),
    "collector": ("money", ["payouts.onward_id"]), "two_hops": ("money", ["payouts.onward_id"]), "pay_head": ("transfer", ["ties"]),
    "mule_bank": ("bank", ["payouts"]), "template": ("content", ["identifiers"]), "portrait": ("picture", ["identifiers"]),
    "image": ("picture", ["identifiers"]), "portfolio": ("content", ["identifiers"]), "recovery": ("contact", ["identifiers"]),
    "contact": ("contact", ["identifiers"]), "numbers": ("contact", ["identifiers"]), "lockstep": ("time", ["logins"]),
    "same_day": ("time", ["changes.changed_at"]), "batch": ("time", ["accounts.created_at"]), "referral": ("social", ["ties"]),
    "head_talk": ("social", ["ties"]), "praise": ("reviews", ["reviews"]), "wash": ("transfer", ["ties"]),
    "own_clients": ("orders", ["contracts"]), "tool": ("remote", ["identifiers"]), "turns": ("device", ["logins.device_id"]),
}


def seen(W, name):
    for need in KIND[name][1]:
        t, _, c = need.partition(".")
        if t in W.q["drop"] or W.keep.get((t, c), 1.0) < 0.5:
            return False
        if t == "logins" and W.q.get("market"):
            return False
    return True


def leave(R, name, cover):
    who = globals()["tr_" + name](R, cover)
    R.led.append((name, KIND[name][0], len({id(a) for a in who or []})))


def desks(R):
    """The staff: a few people, each with some accounts and a machine and a line of their own."""
    if not hasattr(R, "desk"):
        R.staff = max(1, int(R.k / R.u(2.5, 8)))
        R.desk = [int(x) for x in R.r.permutation(np.arange(R.k) % R.staff)]
        R.pcs = R.machines(R.staff)
        R.line = R.W.net.home() if R.u(0, 1) < 0.6 else R.W.net.vpn()
        R.lines = [R.line if R.u(0, 1) < 0.6 else R.W.net.home() for _ in range(R.staff)]
    return [[a for a, d in zip(R.m, R.desk) if d == j] for j in range(R.staff)]


def tr_slip_device(R, cover):
    """Now and then a worker opens an account on the desk's own machine instead of the account's."""
    out = []
    for j, ms in enumerate(desks(R)):
        hit = [a for a in ms if R.r.random() < cover]
        for a in hit:
            a.seats.append((a.home if R.r.random() < 0.5 else R.lines[j], R.pcs[j], R.T[id(a)], INF, R.u(0.03, 0.15)))
        out += hit if len(hit) > 1 else []
    return out


def tr_turns(R, cover):
    """A desk's machine runs its accounts one after the other."""
    out = []
    for j, ms in enumerate(desks(R)):
        if len(ms) > 1:
            t0 = max(R.W.win, max(R.T[id(a)] for a in ms))
            out += Group(R.W, R.r, ms).turns(R.pcs[j], R.lines[j], R.u(1, 4), cover, t0=t0, mu=R.mu, gap=R.u(1, 8))
    return out


def tr_handed(R, cover):
    """Machines go round: what ran one account runs another from some day on."""
    out = []
    m = [R.m[i] for i in R.r.permutation(R.k)]
    for a, b in zip(m, m[1:] + m[:1]):
        if R.r.random() < cover and a is not b:
            t0 = max(R.T[id(a)], R.T[id(b)], R.W.win) + int(R.u(10, 60) * DAY)
            if t0 < R.W.now - 10 * DAY:
                life.swap_device(b, b.pc, a.pc, t0)
                life.swap_device(a, a.pc, R.W.new("device"), t0 - int(R.u(0, 8) * DAY))
                out += [a, b]
    return out


def tr_slip_line(R, cover):
    """The tunnel drops and the worker's own line shows."""
    desks(R)
    who = R.some(cover, 2)
    for a in who:
        a.seats.append((R.lines[R.desk[R.m.index(a)]], a.pc, R.T[id(a)], INF, R.u(0.03, 0.2)))
    return who


def tr_collector(R, cover):
    """The agreed share goes on to the operator's few collecting places, soon after each payout."""
    R.sinks = R.sink(1 if R.k < 8 or R.u(0, 1) < 0.5 else int(R.u(2, 4)))
    who = R.some(cover, 2)
    for a in who:
        to = R.sinks[int(R.r.integers(len(R.sinks)))]
        a.onward.insert(0, (to, R.agreed, R.tight, R.lag, str(R.r.choice(["CN", "RU", "HK", "JP", "US"])), R.u(0.6, 1), R.T[id(a)], INF))
    return who


def tr_two_hops(R, cover):
    """Each pays a different mule; the mules' own payouts and transfers meet one or two steps further."""
    who = R.some(cover, 3)
    mules, sink = who[:max(1, len(who) // int(R.u(3, 6)))], R.sink(1)[0]
    for b in mules:
        b.onward.insert(0, (sink, R.u(0.85, 0.99), 0.02, R.lag, "JP", 0.95, R.T[id(b)], INF))
    pockets = {id(b): R.sink(2) for b in mules}
    for a in who:
        if a not in mules:
            b = mules[int(R.r.integers(len(mules)))]
            to = b.banks[-1][0] if R.r.random() < 0.6 else pockets[id(b)][int(R.r.integers(2))]
            a.onward.insert(0, (to, R.agreed, R.tight, R.lag, "JP", R.u(0.7, 1), R.T[id(a)], INF))
            Group(R.W, R.r, [a]).pay(b, 1.0, 1, 30000, 0.3, t0=R.since(a))
    for b in mules[1:]:
        Group(R.W, R.r, [b]).pay(mules[0], 1.0, 3, 120000, 0.2, t0=R.since(b))
    return who


def tr_pay_head(R, cover):
    """Members settle with a cashier inside the platform; the sum is the agreed share of a month."""
    who = [a for a in R.some(cover, 2) if a is not R.head]
    amount = R.u(20e3, 90e3)
    for a in who:
        Group(R.W, R.r, [a]).pay(R.head, 1.0, R.u(1, 5), amount, R.tight * 5, t0=max(R.since(a), R.since(R.head)))
    return who + [R.head]


def tr_mule_bank(R, cover):
    """Payout destinations are scarce: two to four accounts use one, from some day on."""
    who = R.some(cover, 2)
    i = 0
    while i < len(who) - 1:
        ms = who[i:i + int(R.r.integers(2, 5))]
        p, v = R.W.names.person(), R.W.new("bank")
        for a in ms:
            t = R.since(a) + int(R.u(0, 40) * DAY)
            for b in a.banks:
                b[5] = min(b[5], t)
            life.bank(R.W, R.r, a, "bank", p.holder(R.r) if R.r.random() < 0.6 else a.p.holder(R.r), v, "JP", t)
            R.W.change(a, "bank_account", t)
        i += len(ms)
    return who


def _mark(R, kind, cover, n=1):
    who = R.some(cover, 2)
    Group(R.W, R.r, [a for a in who]).mark(kind, 1.0, n, since=None if all(R.T[id(a)] == a.created for a in who) else max(R.T[id(a)] for a in who))
    return who


def tr_template(R, cover):
    return _mark(R, "template", cover, 1 + int(R.k > 8) * int(R.u(0, 3)))


def tr_portrait(R, cover):
    return _mark(R, "portrait", cover, max(1, R.k // int(R.u(3, 7))))


def tr_image(R, cover):
    return _mark(R, "document_image", cover, max(1, R.k // int(R.u(3, 7))))


def tr_portfolio(R, cover):
    return _mark(R, "portfolio", cover, 1 + int(R.k > 8))


def tr_recovery(R, cover):
    return _mark(R, "recovery_email", cover, max(1, R.k // int(R.u(3, 8))))


def tr_contact(R, cover):
    return _mark(R, "emergency_contact", cover, max(1, R.k // int(R.u(3, 8))))


def tr_numbers(R, cover):
    return _mark(R, "phone", cover, max(1, R.k // int(R.u(2, 5))))


def tr_tool(R, cover):
    return _mark(R, "remote_tool", cover, 1 + int(R.k > 10))


def tr_lockstep(R, cover):
    """The working day of the staff: accounts of a shift start within minutes of each other."""
    t0 = int(max(R.W.win, np.median([R.T[id(a)] for a in R.m])))
    who = R.some(cover, 2)
    return Group(R.W, R.r, who).shifts(R.mu, R.u(2, 15), 1.0, R.u(0.5, 0.85), R.u(2, 5) * min(1.5, R.W.q["sessions"] + 0.2), t0=t0)


def tr_same_day(R, cover):
    """After an alarm the staff changes e-mail, password or bank on all accounts in one evening."""
    lo = max(R.T[id(a)] for a in R.m)
    for _ in range(1 + int(R.u(0, 3))):
        t, f = int(R.r.integers(lo, R.W.now - 5 * DAY)), str(R.r.choice(["email", "phone", "password", "bank_account"]))
        who = R.some(cover, 2)
        for a in who:
            R.W.change(a, f, t + int(R.r.exponential(3 * 3600)))
    return who


def tr_batch(R, cover):
    who = [a for a in R.some(cover, 2) if R.T[id(a)] == a.created]
    Group(R.W, R.r, who).born(R.start, R.u(1, 8))
    for a in who:
        R.T[id(a)] = a.created
        a.seats = [x[:2] + (a.created,) + x[3:] if x[2] > -INF and x[3] == INF and x[2] < a.created else x for x in a.seats]
    return who


def tr_referral(R, cover):
    return R.refer(cover, R.u(0, 1) < 0.5)


def tr_head_talk(R, cover):
    who = R.some(cover, 2)
    for a in who:
        Group(R.W, R.r, [a]).talk(R.head, R.u(2, 8), t0=max(R.since(a), R.since(R.head)))
    return who


def tr_praise(R, cover):
    R.praise(min(0.95, cover) * R.u(0.5, 1), recip=R.u(0.3, 0.95), contracts=R.u(0.1, 0.7), t0=max(R.T[id(a)] for a in R.m), span=R.u(20, 160) * DAY)
    return R.m


def tr_wash(R, cover):
    """Money runs in circles of three to five; sums shrink by the fee."""
    r, W, who = R.r, R.W, R.some(cover, 3)
    for _ in range(int(len(who) * R.u(2, 5))):
        c = [who[i] for i in r.permutation(len(who))[:int(r.integers(3, 6))].tolist()]
        t, amt = int(r.integers(max(R.since(a) for a in c), W.now)), r.lognormal(10.5, 0.6)
        for x, y in zip(c, c[1:] + c[:1]):
            social.tie(W, x, y, "transfer", t, amt)
            t, amt = t + int(r.exponential(R.u(1, 20)) * 3600), amt * r.uniform(0.96, 0.999)
    return who


def tr_own_clients(R, cover):
    """The operator's own client account orders from the members, so that they have a history."""
    R.head.role = "both"
    return R.hire([R.head], R.u(2, 4), cover, rate=0.9, t0=max(R.T[id(a)] for a in R.m))
