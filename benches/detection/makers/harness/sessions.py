"""Sessions from each account's places, machines and habits; work blocks inside them."""
from .nets import DAY


def setups(w, a):
    """The account's base life as weighted (weight, device, place, from, to, remote)."""
    r, out = w.r, []
    if a.base:
        return list(a.base)
    phone_home = 0.0 if a.only else 0.4
    if a.pc:
        out.append((1.0, a.pc, a.home, None, None, a.remote))
        if a.cafe:
            out.append((a.cafe[1], a.pc, a.cafe[0], None, None, 0.0))
        if a.vpn:
            out.append((a.vpn[1], a.pc, a.vpn[0], None, None, 0.0))
    if a.handy:
        if phone_home or not a.mobile:
            out.append((phone_home or 0.2, a.handy, a.home, None, None, 0.0))
        m = min(a.mobile, 0.95)
        if m > 0:
            rest = sum(x[0] for x in out) or 0.05
            out.append((rest * m / (1 - m) if m < 0.95 else 3.0, a.handy, a.carrier, None, None, 0.0))
        if not a.pc and a.vpn:
            out.append((a.vpn[1], a.handy, a.vpn[0], None, None, 0.0))
        if not a.pc and a.cafe:
            out.append((a.cafe[1], a.handy, a.cafe[0], None, None, 0.0))
    total = sum(x[0] for x in out)
    out = [(x[0] / total,) + x[1:] for x in out]
    if r.random() < 0.12:                             # a new computer or phone while logs are kept
        t, old = w.live(a), w.machine(a)
        new = w.device()
        out = [s for x in out for s in ([x] if x[1] != old else [x[:3] + (None, t, 0.0), (x[0], new, x[2], t, None, 0.0)])]
    return out


def simulate(w):
    c, r = w.cfg, w.r
    gauss, rnd, log = r.gauss, r.random, r.lognormvariate
    for a in w.accounts:
        lo, hi = max(a.created, c.t0), a.end(w)
        if hi - lo < 7200:
            lo = max(c.t0, hi - 7200)
        got = []
        if hi > c.t0:
            span = (hi - lo) / DAY
            n = int(min(220, a.rate * span + 1.5))
            n = max(n - len(a.fixed), min(n, 2 + n // 5))
            opts = setups(w, a) + a.extra
            cum, acc = [], 0.0
            for o in opts:
                acc += o[0]
                cum.append(acc)
            d0 = lo // DAY
            days = max(1, hi // DAY - d0 + 1)
            picks = r.choices(opts, cum_weights=cum, k=n)
            for o in picks:
                for _ in range(4):
                    t = int((d0 + int(rnd() * days)) * DAY + ((gauss(a.hour, 2.6) if rnd() < 0.8 else rnd() * 24) % 24) * 3600)
                    if lo <= t < hi:
                        break
                else:
                    t = int(lo + rnd() * (hi - lo - 60))
                if (o[3] and t < o[3]) or (o[4] and t >= o[4]):
                    ok = [x for x in opts if not ((x[3] and t < x[3]) or (x[4] and t >= x[4]))]
                    if not ok:
                        continue
                    o = ok[0] if len(ok) == 1 else r.choices(ok, [x[0] for x in ok])[0]
                got.append((t, t + int(min(9 * 3600, 60 + log(7.3, 1.1))), o[1], o[2], o[5] > 0 and rnd() < o[5]))
        for s in a.fixed:
            if lo <= s[0] < hi:
                got.append(s)
        got.sort(key=lambda s: s[0])
        for k, (t, e, d, p, rem) in enumerate(got):   # one's own next session ends this one
            if k + 1 < len(got):
                e = min(e, got[k + 1][0])
            e = min(max(e, t + 1), hi if hi > t else t + 1, c.t1)
            a.sessions.append((t, max(e, t), p.ip(t, r), d, rem))


def work_blocks(w):
    """Hourly contracts log work: inside longer sessions, now and then past their end."""
    r, c = w.r, w.cfg
    for a in w.accounts:
        mine = [d for d in a.deals if d[5]]
        if not mine:
            continue
        last = 0
        for t, e, *_ in a.sessions:
            if e - t < 1500 or r.random() < 0.35:
                continue
            s = max(t + r.randint(0, 600), last)
            x = min(e + (r.randint(0, 3600) if r.random() < 0.2 else 0), c.t1)
            open_ = [d for d in mine if d[1] <= s <= d[1] + 45 * DAY]
            if x - s > 600 and open_:
                w.work.append((a, s, x, r.choice(open_)[0]))
                last = x
