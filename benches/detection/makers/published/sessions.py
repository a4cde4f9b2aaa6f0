"""Rolls the sessions out of each account's habits."""
import numpy as np

from .nets import DAY
from .world import END

WEEKEND = {5, 6}


def fits(place, hour, weekday):
    if place.when == "day":
        return weekday not in WEEKEND and 8 <= hour < 19
    if place.when == "eve":
        return hour >= 17 or hour < 3
    if place.when == "weekend":
        return weekday in WEEKEND
    return True


def pick_device(a, place, t, r):
    if place.kiosks:
        return r.choice(place.kiosks)
    live = [d for d in a.devices if (d[2] is None or d[2] <= t) and (d[3] is None or t < d[3])]
    if not live:
        return None
    if len(live) == 1:
        return live[0][0]
    return r.choices([d[0] for d in live], [d[1] for d in live])[0]


def pick_place(a, t, r):
    local = t + a.tz * 3600
    hour, weekday = (local % DAY) / 3600, int(local // DAY + 3) % 7
    weights = [(p[1] if fits(p[0], hour, weekday) else p[1] * 0.02)
               if not (len(p) > 2 and not (p[2] or 0) <= t < (p[3] or END)) else 0 for p in a.places]
    if sum(weights) <= 0:
        return a.places[0][0]
    return r.choices(a.places, weights)[0][0]


def times(w, a, n):
    """Starts of n sessions: the account's own hours, fewer at the weekend where it works by day."""
    lo, hi = a.created // DAY, max(a.created // DAY + 1, a.until() // DAY)
    days = w.np.integers(lo, hi + 1, n)
    if a.peak < 15:
        weekend = (days + 3) % 7 >= 5
        days = np.where(weekend & (w.np.random(n) < 0.7), days - 2, days)
    if a.fixed_hours:                            # a shift or a scheduled job starts at set hours
        hours = w.np.choice(a.fixed_hours, n) + w.np.random(n) * a.jitter
    else:
        hours = w.np.normal(a.peak, a.spread, n) % 24
    t = days * DAY + ((hours - a.tz) * 3600).astype(int)
    return np.sort(t[(t >= a.created) & (t < a.until())])


def simulate(w):
    r, out, known = w.r, w.rows["logins"], w.cfg["device_known"]
    live = np.array([max(1, a.until() - a.created) for a in w.accounts]) / DAY
    rates = np.array([a.rate for a in w.accounts])
    scale = w.cfg["sessions"] * len(w.accounts) / float((live * rates).sum())
    counts = np.minimum(w.np.poisson(live * rates * scale), 400)
    for a, n in zip(w.accounts, counts):
        if a.is_ring:                            # operators come often enough to earn
            n = max(int(n), 14)
        ts = times(w, a, int(n))
        ended = ts + (w.np.lognormal(3.2, 0.9, len(ts)) * 60).astype(int) + 20
        place, dev = a.signup or (a.home, None)
        first = dev or pick_device(a, place, a.created, r)
        out.append((a, a.created, a.created + r.randrange(200, 2400), place.ip(a.created, r), first, ""))
        for t, e in zip(ts.tolist(), ended.tolist()):
            p = pick_place(a, t, r)
            d = pick_device(a, p, t, r)
            remote = "true" if a.remote_p and r.random() < a.remote_p else ""
            out.append((a, t, e, p.ip(t, r), d if d and r.random() < known else None, remote))
        for t, e, ip, d, remote in a.extra:
            if a.created <= t < a.until():
                out.append((a, int(t), int(e), ip, d if d and r.random() < known else None, remote))
