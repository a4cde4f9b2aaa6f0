"""Sessions and logged work of every account, from its spots, its hours and the sessions fixed beforehand."""
from .countries import COUNTRIES
from .world import DAY, END, FAST, RETAIN


def _moment(w, a, lo, hi, spot=None):
    """A session start between lo and hi at the account's local hours."""
    r = w.r
    away = spot is not None and spot.until < END and spot.since > RETAIN and spot.place.country in w.offsets
    zone = spot.place.country if away else a.zone
    first, off = w.offsets[zone]
    c = COUNTRIES[zone]
    for _ in range(4):
        t = lo + int(r.random() * (hi - lo))
        d = t // DAY
        if (d + 3) % 7 not in c.weekend or r.random() < a.works_weekend:
            break
    peak = a.peak if r.random() < .85 else r.random() * 24
    if c.shifted and FAST[0] <= t < FAST[1]:
        peak += 5                                        # after the evening meal
    hour = r.gauss(peak, a.spread) % 24
    s = d * DAY + int(hour * 3600) + r.randrange(60) - off[d - first]
    return s if lo <= s < hi else t


def sessions(w, a):
    """(start, end, spot) of one account in order of time."""
    r = w.r
    lo, hi = max(RETAIN, a.created), min(END, a.last()) - 600
    if hi <= lo:
        return []
    fixed = sorted(((s, e, x) for s, e, x in a.sessions if lo <= s < hi), key=lambda x: x[0])
    out = []
    for spot in a.spots:
        for _ in range(spot.must):
            x, y = max(lo, spot.since), min(hi, spot.until)
            if y > x:
                out.append((_moment(w, a, x, y, spot), spot))
    always = all(s.since <= lo and s.until >= hi for s in a.spots)
    weights = [s.weight for s in a.spots]
    # an account that is younger than the window, or closed in it, shows fewer sessions
    n = int(a.logins * max(.2, (hi - lo) / (END - RETAIN))) - len(fixed) - len(out)
    for _ in range(n):
        t = _moment(w, a, lo, hi)
        if always:
            spot = r.choices(a.spots, weights)[0]
        else:
            fits = [s for s in a.spots if s.since <= t < s.until]
            if not fits:
                continue
            spot = r.choices(fits, [s.weight for s in fits])[0]
            if spot.until < END and spot.since > RETAIN:     # away from home: that place's clock
                t = _moment(w, a, max(lo, spot.since), min(hi, spot.until), spot)
        out.append((t, spot))
    rows = [(t, t + int(min(11 * 3600, r.lognormvariate(8.1, .8))) + 20, spot) for t, spot in out]
    rows = [x for x in rows if not any(x[0] < e and x[1] > s for s, e, _ in fixed)] if fixed else rows
    rows = sorted(rows + fixed, key=lambda x: x[0])
    clipped = []
    for k, (s, e, spot) in enumerate(rows):
        if k + 1 < len(rows):
            if rows[k + 1][0] - s < 40:
                continue
            e = min(e, rows[k + 1][0] - 5)
        clipped.append((s, min(e, a.last() - 1, END - 1), spot))
    return clipped


def run(w, orders):
    """Fill w.rows['logins'] and ['work']. `orders`: contracts by worker, in order of time."""
    r, p = w.r, w.p
    logins, work = w.rows.setdefault("logins", []), w.rows.setdefault("work", [])
    lost_device, lost_ip, lost_end = p.missing["device_id"], p.missing["ip"], p.missing["ended_at"]
    for a in w.accounts:
        mine = orders.get(a.i, [])
        logger = a.role != "client" and r.random() < .7
        for s, e, spot in sessions(w, a):
            logins.append((a.i, s, None if r.random() < lost_end else e,
                           None if r.random() < lost_ip else spot.place.ip(r, s),
                           None if r.random() < lost_device else spot.device,
                           "true" if spot.remote and r.random() < .6 else "true" if r.random() < .004 else "false"))
            if logger and e - s > 900 and r.random() < .5:
                begin = s + r.randrange(30, 300)
                done = [k for k, t in mine if t < s]
                work.append((a.i, begin, e - r.randrange(10, 200), r.choice(done[-3:]) if done else None))
