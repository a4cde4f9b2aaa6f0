"""Who sits down when, where, at which machine: sessions and work from the people's duties."""
import numpy as np
from .world import DAY


def spread_starts(g, q, t0, t1, n):
    """n moments between t0 and t1 after the person's hours and week."""
    peak, sd, weekend = q.chrono
    day = t0 // DAY + g.random(n * 2) * ((t1 - t0) / DAY)
    day = np.floor(day).astype(np.int64)
    keep = ((day + 3) % 7 < 5) | (g.random(n * 2) < weekend)       # 1970-01-01 was a Thursday
    day = np.concatenate([day[keep], day[~keep]])[:n]
    hour = g.normal(peak, sd, n)
    other = g.random(n) < .15
    hour[other] = g.uniform(8, 24, other.sum())
    return day * DAY + ((hour - q.tz) * 3600).astype(np.int64) + g.integers(0, 60, n)


def person_sessions(W, q):
    """(account, start, end, line, device, remote) arrays of one human."""
    g, parts = W.g, []
    for d in q.duties:
        t0 = max(d.t0, d.acc.created, W.t0)
        t1 = min(d.t1, d.acc.end, W.t1)
        if t1 - t0 < 3600:
            continue
        n = min(int(g.poisson(d.rate * (t1 - t0) / DAY)), 900)
        if n == 0:
            continue
        s = spread_starts(g, q, t0, t1, n)
        parts.append((d, t0, t1, s, s + (g.lognormal(3.4, .9, n) * 60).astype(np.int64).clip(60, 14 * 3600)))
    if not parts:
        return None
    if len(parts) > 1:                                             # one account after the other, in one sitting
        alls, alle = np.concatenate([x[3] for x in parts]), np.concatenate([x[4] for x in parts])
        for k, (d, t0, t1, s, e) in enumerate(parts):
            own = sum(len(x[3]) for x in parts[:k])
            m = np.flatnonzero(g.random(len(s)) < q.chain)
            pick = g.integers(0, len(alls), len(m))
            ok = (pick < own) | (pick >= own + len(s))             # after another account's session
            m, pick = m[ok], pick[ok]
            s2 = alle[pick] + g.integers(20, 600, len(m))
            ok = (s2 > t0) & (s2 < t1)
            m, s2 = m[ok], s2[ok]
            e[m] += s2 - s[m]
            s[m] = s2
    out = []
    for d, t0, t1, s, e in parts:
        ok = (s >= t0) & (s < t1)
        s, e = s[ok], e[ok]
        idle = g.random(len(s)) < .004
        e[idle] += g.integers(8 * 3600, 30 * 3600, idle.sum())
        ways = d.ways or W.ways(q)
        w = np.array([x[0] for x in ways], float)
        c = g.choice(len(ways), len(s), p=w / w.sum())
        line, dev, rem = np.zeros(len(s), np.int64), np.zeros(len(s), np.int64), np.zeros(len(s), np.int8)
        for k, (_, ls, ds, r) in enumerate(ways):
            m = c == k
            if m.any():
                line[m], dev[m], rem[m] = ls.at(s[m]), ds.at(s[m]), r
        out.append((np.full(len(s), d.acc.i), s, e, line, dev, rem))
    return [np.concatenate(x) for x in zip(*out)]


def sessions(W):
    parts = [x for x in (person_sessions(W, q) for q in W.people if q.duties) if x]
    acc, s, e, line, dev, rem = (np.concatenate(x) for x in zip(*parts))
    v4, v6 = np.zeros(len(s), np.int64), np.zeros(len(s), np.uint64)
    order = np.argsort(line, kind='stable')
    edges = np.flatnonzero(np.diff(line[order])) + 1
    for idx in np.split(order, edges):
        v4[idx], v6[idx] = W.net.resolve(int(line[idx[0]]), s[idx])
    W.sessions = dict(acc=acc, s=s, e=e, line=line, dev=dev, rem=rem, v4=v4, v6=v6)
