"""Turns what accounts have and do into rows: sessions, work, documents, payees, payouts, identifiers, changes."""
import numpy as np

from .dials import DAY


def write(w, out):
    for a in w.accounts:
        _settle(w, a)
        _registered(w, a, out)
        starts, ends, used = _sessions(w, a)
        if len(starts):
            _logins(w, a, out, starts, ends, used)
            _work(w, a, out, starts, ends)
        _payouts(w, a, out)
        _changes(w, a, out)


def _settle(w, a):
    """After a handover only new places are left; a role in which one is never paid needs no payouts."""
    early = getattr(a, "early", None)
    if early:
        for p in a.places:
            if p.until > early[1]:
                p.since = max(p.since, early[1])
    a.paid = getattr(a, "paid", False) or a.role != "client" or bool(w.chance(.03))
    if a.status_at:
        a.status_at = int(min(w.end, max(a.status_at, a.created + 3600)))


def _registered(w, a, out):
    r = w.rng
    out.add("accounts", a.id, a.name or a.person.name, a.person.kana, a.role, a.country, a.created, a.status,
            a.status_at if a.status_at else "", a.org)
    first = lambda: int(min(w.end, a.created + r.exponential(1.5 * DAY) + 60))
    for d in a.docs:
        out.add("documents", a.id, ("document", d.number), d.kind, d.country, d.name, d.at or first())
    for b in a.banks:
        b.begin = b.at if b.at and b.at > a.created else int(min(w.end, a.created + r.exponential(5 * DAY) + 300))
        out.add("bank_accounts", a.id, ("bank", b.number), b.kind, b.holder, b.country, b.begin,
                b.until if b.until and b.until > b.begin else "")
        if b.begin > a.created + 14 * DAY and b.begin > w.start:
            a.changes.append(("bank_account", b.begin))
    for i in a.idents:
        at = i.at if i.at and i.at > a.created else first()
        out.add("identifiers", a.id, i.kind, (i.kind, i.value), at)
        if at > a.created + 14 * DAY and at > w.start and i.kind in ("phone", "email", "address"):
            a.changes.append((i.kind, at))


def _sessions(w, a):
    """Start, end and place of each session: joint events first, the rest by habit."""
    r = w.rng
    lo, hi = w.alive(a)
    if hi <= lo:
        return [], [], []
    early = getattr(a, "early", (0, 0))
    events = [e for e in a.events if lo <= e[0] < hi and not (early[0] + 1800 < e[0] < early[1] and e[2] is not None
                                                              and e[2].weight == 0 and e[0] > a.created + 3 * DAY)]
    n = int(round(a.budget * (hi - lo) / (w.end - w.start)))
    n = max(n - len(events), int(.15 * n), 1)
    days = r.integers(lo // DAY, hi // DAY + 1, n)
    peak = np.array(a.peaks)[r.integers(0, len(a.peaks), n)]
    starts = days * DAY + ((peak[:, 0] + r.normal(0, 1, n) * peak[:, 1]) * 3600).astype(int) - a.tz
    ok = (starts >= lo) & (starts < hi) & (((starts // DAY + 3) % 7 < 5) | (r.random(n) < a.weekend))
    starts = starts[ok]
    durs = np.clip(r.lognormal(a.minutes, .8, len(starts)) * 60, 40, 15 * 3600 if r.random() < .93 else 40 * 3600).astype(int)
    starts = np.concatenate([starts, [e[0] for e in events]]).astype(np.int64)
    durs = np.concatenate([durs, [e[1] for e in events]]).astype(np.int64)
    used = [None] * (len(starts) - len(events)) + [e[2] for e in events]
    order = np.argsort(starts, kind="stable")
    starts, durs, used = starts[order], durs[order], [used[i] for i in order]
    ends = starts + durs
    if len(starts) > 1:                             # one session ends as the next begins, mostly
        cut = np.append(starts[1:], 1 << 40) - 20
        ends = np.where((r.random(len(ends)) < .9) & (cut > starts), np.minimum(ends, cut), ends)
    return starts, np.minimum(ends, w.end), used


def _logins(w, a, out, starts, ends, used):
    r = w.rng
    weight = np.array([[p.weight if p.weight else 0.0] for p in a.places])
    usable = np.array([(starts >= p.since) & (starts < p.until) for p in a.places])
    cum = np.cumsum(weight * usable, axis=0)
    cum[-1] = np.maximum(cum[-1], 1e-9)
    choice = (cum < r.random(len(starts)) * cum[-1]).sum(axis=0)
    groups = {}
    for i, place in enumerate(used):
        place = place or a.places[min(int(choice[i]), len(a.places) - 1)]
        groups.setdefault(id(place), (place, []))[1].append(i)
    for place, index in groups.values():
        t, e = starts[index], ends[index]
        remote = r.random(len(index)) < max(place.remote, .004)
        out.extend("logins", ([a.id] * len(index), t.tolist(), e.tolist(), place.line.ips(t),
                              [("device", x) for x in place.device.ids(t)], ["true" if x else "false" for x in remote]))


def _work(w, a, out, starts, ends):
    """Those who use the timer log a part of their sessions."""
    if not a.timer or a.role == "client":
        return
    for s, e in zip(starts.tolist(), ends.tolist()):
        if e - s > 1200 and w.rng.random() < .7:
            mine = [c for c, t in w.orders_of.get(a.id, ()) if t <= s]
            out.add("work", a.id, s + int(w.rng.integers(10, 400)), e - int(w.rng.integers(5, 300)), mine[-1] if mine else "")


def _payouts(w, a, out):
    if not a.paid:
        return
    r = w.rng
    lo, hi = w.alive(a)
    step = a.pay_every * DAY
    t = (lo // step + 1) * step + 10 * 3600 + (a.pay_every * 3571) % 7200
    level = r.lognormal(10, .9)
    currency = w.d.currencies[int(r.integers(len(w.d.currencies)))]
    idle = r.uniform(.05, .6)
    while t < hi:
        banks = [b for b in a.banks if b.begin <= t and (not b.until or b.until > t)]
        if banks and r.random() > idle:
            total = sum(b.weight for b in banks)
            x, k = r.random() * total, 0
            while k < len(banks) - 1 and x > banks[k].weight:
                x -= banks[k].weight
                k += 1
            amount = int(level * r.lognormal(0, .4))
            row = ["", "", "", ""]
            for p in a.passes:
                if t >= p.since and r.random() < p.share:
                    keep = float(np.clip(p.keep * (1 + r.normal(0, p.cv)), 0, .98))
                    at = int(t + p.delay * 3600 * r.uniform(.6, 1.4))
                    if at < w.end:
                        row = [("onward", p.target), at, int(amount * (1 - keep)), p.country]
                    break
            out.add("payouts", a.id, ("bank", banks[k].number), int(t + r.integers(0, 1800)), amount, currency, *row)
        t += step


def _changes(w, a, out):
    r = w.rng
    lo, hi = w.alive(a)
    for _ in range(int(r.poisson(w.d.change_rate))):
        a.changes.append((("name", "email", "phone", "address", "bank_account", "document", "password")[
            min(6, int(r.integers(1, 8)) if r.random() < .93 else 0)], int(r.uniform(lo, max(lo + 1, hi)))))
    for field, t in a.changes:
        if a.created <= t < min(w.end, a.status_at or w.end):
            out.add("changes", a.id, field, t)
