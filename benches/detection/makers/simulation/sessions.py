"""Logins: what routines yield, plus the sittings simulated in detail, on machines that one person uses at a time."""

import numpy as np

from .values import unit


def default_routines(w):
    """What everybody does: at one's desk, on the phone at home and outside, sometimes in a café or behind a VPN."""
    rng, n = w.rng, w.n
    who = np.arange(n)
    base = w.rate * w.own
    phone = base * w.phone_share
    first, last = np.maximum(w.created, 0), w.end

    def add(at, dev, line, rate, since=first, until=last, length=30.0):
        w.routine(who[at], dev[at], line[at], rate[at], since[at], until[at], length)

    all_ = np.ones(n, bool)
    swap = np.where(rng.random(n) < 0.15, rng.uniform(0, w.span, n), w.span)
    move = np.where(rng.random(n) < 0.05, rng.uniform(0, w.span, n), w.span)
    moved = np.flatnonzero(move < w.span)
    w.changes.add(moved, "address", np.minimum(move[moved] + rng.exponential(9, len(moved)), w.span))
    new_pc, new_home = w.new("device", n), w.home.copy()
    new_home[moved] = w.town.add_lines(w.town.line_net[w.home[moved]])
    vpn = rng.random(n) < 0.09
    lines = w.home.copy()
    lines[vpn] = w.town.add_lines(rng.choice(w.town.vpns, vpn.sum()))
    away = np.where(vpn, rng.uniform(0.05, 0.9, n), 0)
    desk = (base - phone) * (1 - away)
    middle = np.minimum(swap, move)
    later = np.maximum(swap, move)
    add(all_, w.pc, w.home, desk, until=np.minimum(middle, last))
    dev, line = np.where(swap < move, new_pc, w.pc), np.where(swap < move, w.home, new_home)
    add(middle < last, dev, line, desk, np.maximum(middle, first), np.minimum(later, last))
    add(later < last, new_pc, new_home, desk, np.maximum(later, first))
    add(vpn, w.pc, lines, (base - phone) * away)
    add(all_, w.mobile, w.home, phone * 0.5, until=np.minimum(move, last), length=9.0)
    add(all_, w.mobile, w.carrier, phone * 0.5, length=7.0)
    cafes = w.town.add_lines(rng.choice(w.town.by_kind["public"], max(10, n // 60)))
    visitor = rng.random(n) < 0.22
    lines = cafes[(len(cafes) * rng.random(n) ** 2).astype(int)]
    dev = np.where(rng.random(n) < 0.6, w.pc, w.mobile)
    add(visitor, dev, lines, np.maximum(base, 0.02) * rng.uniform(0.01, 0.25, n))


def yield_sessions(w):
    """Draw each routine's sessions: how many, which days (fewer on the day of rest), which hour, how long."""
    r, rng = w.routines.columns(), w.rng
    since = np.maximum.reduce([r["since"], w.created[r["acc"]], np.zeros(len(r["acc"]))])
    until = np.minimum(r["until"], w.end[r["acc"]])
    mood = rng.gamma(1.5, 1 / 1.5, len(since))
    count = rng.poisson(np.maximum(until - since, 0) * r["rate"] * mood)
    row = np.repeat(np.arange(len(count)), count)
    acc = r["acc"][row]
    day = np.floor(since[row] + (until - since)[row] * rng.random(len(row)))
    day += np.where((day % 7 == w.rest[acc]) & (rng.random(len(row)) < 0.7), rng.integers(1, 4, len(row)), 0)
    hour = rng.normal(r["hour"][row], r["spread"][row])
    day += ((hour - w.zone[acc]) % 24) / 24
    length = r["length"][row] * rng.lognormal(0, 0.9, len(row))
    length = np.where(rng.random(len(row)) < 0.003, length * 25, length)  # a page left open
    keep = (day >= since[row]) & (day + length / 1440 <= np.minimum(until[row] + 0.2, w.end[acc]))
    w.sessions.add(acc[keep], r["dev"][row][keep], r["line"][row][keep], day[keep], length[keep], False)


def one_at_a_time(s):
    """On a machine that several accounts use, a session waits until the one before it has ended."""
    order = np.lexsort((s["acc"], s["day"], s["dev"]))
    dev, acc = s["dev"][order], s["acc"][order]
    edges = np.flatnonzero(np.r_[True, dev[1:] != dev[:-1]])
    shared = np.maximum.reduceat(acc, edges) != np.minimum.reduceat(acc, edges) if len(edges) else edges
    sizes = np.diff(np.r_[edges, len(dev)])
    rows = order[np.repeat(shared, sizes)].tolist()
    day, length = s["day"], s["length"]
    last_dev, free = -1, 0.0
    for i in rows:
        if s["dev"][i] != last_dev:
            last_dev, free = s["dev"][i], -1.0
        if day[i] < free < day[i] + 0.15:
            day[i] = free + 0.0008
        free = max(free, day[i] + length[i] / 1440)


def logins(w):
    """All sessions in order of time, with addresses, and with what the platform failed to record left out."""
    default_routines(w)
    yield_sessions(w)
    s = w.sessions.columns()
    one_at_a_time(s)
    inside = (s["day"] >= 0) & (s["day"] < w.span) & (s["day"] < w.end[s["acc"]])
    s = {c: v[inside] for c, v in s.items()}
    order = np.lexsort((s["acc"], s["day"]))
    s = {c: v[order] for c, v in s.items()}
    s["high"], s["low"] = w.town.addresses(s["line"], s["day"], s["dev"])
    s["end"] = np.minimum(s["day"] + s["length"] / 1440, w.span)
    lost = unit(s["acc"], np.arange(len(order)), w.salt) < w.variant.unknown * 0.5
    s["dev"] = np.where(lost | (unit(s["acc"], w.salt + 1) < w.variant.unknown * 0.5), -1, s["dev"])
    s["remote"] = s["remote"] | (unit(s["acc"], w.salt + 2) < 0.004)
    return s
