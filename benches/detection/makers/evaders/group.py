"""What a set of accounts may have in common, as things that people do. Lawful classes and rings use the same
deeds; only who does them, how fully, and why differs."""
import numpy as np

from . import emit, life, social, trade
from .world import DAY, INF

SOLO = ("portrait", "template", "portfolio", "recovery_email", "emergency_contact", "remote_tool", "browser", "document_image", "referral_code")


class Group:
    def __init__(s, W, r, members):
        s.W, s.r, s.m, s.k = W, r, members, len(members)
        s.led = []

    def u(s, a, b):
        return float(s.r.uniform(a, b))

    def some(s, cover=1.0, least=0):
        """Members a habit reaches: partial and different each time."""
        x = [a for a in s.m if s.r.random() < cover]
        while len(x) < min(least, s.k):
            a = s.m[int(s.r.integers(s.k))]
            if a not in x:
                x.append(a)
        return x

    # --- places and machines
    def home(s, cover=1.0, house=None, since=None):
        """Members live together: one line and address, own machines."""
        s.house = house or life.House(s.W, s.r)
        for a in s.some(cover):
            if since is None:
                life.settle(s.W, s.r, a, s.house)
            else:
                life.move(s.W, s.r, a, since, s.house)
        return s.house

    def apart(s):
        """Each in a home of their own."""
        for a in s.m:
            life.settle(s.W, s.r, a, life.House(s.W, s.r))

    def sit(s, place, w, cover=1.0, dev="own", t0=-INF, t1=INF, remote=False):
        """Members also work from a place; on their phone, a laptop of their own, or the place's machines (a list)."""
        for a in s.some(cover):
            d = a.phone if dev == "own" else s.W.new("device") if dev == "new" else dev[int(s.r.integers(len(dev)))]
            seat = (place, d, t0, t1, float(w * s.r.lognormal(0, 0.4)))
            a.seats.append(seat + ((True,) if remote else ()))

    def machines(s, n=1):
        return [s.W.new("device") for _ in range(n)]

    def machine(s, w, cover=1.0, n=1, place=None, t0=-INF, t1=INF):
        """Everyone uses every one of the machines."""
        devs = s.machines(n)
        for a in s.some(cover):
            for d in devs:
                a.seats.append((place or a.home, d, t0, t1, float(w / n * s.r.lognormal(0, 0.4))))
        return devs

    def turns(s, dev, place, per_week, cover=1.0, t0=None, t1=None, mu=None, remote=False, gap=6.0, size=None):
        """One machine, one account after the other within minutes."""
        r, W = s.r, s.W
        t0, t1, mu = t0 or W.win, t1 or W.now, mu if mu is not None else s.u(9, 21)
        who, out = s.some(cover, 2), {}
        for day in np.flatnonzero(r.random(int((t1 - t0) / DAY) + 1) < per_week / 7).tolist():
            t = (t0 // DAY + day) * DAY - emit.JST + int((r.normal(mu, 1.0) % 24) * 3600)
            turn = r.permutation(len(who))[:size or max(2, int(len(who) * r.uniform(0.3, 1.0)))]
            for j in turn.tolist():
                d = int(r.lognormal(np.log(1500), 0.7)) + 60
                if t0 <= t < t1 and t + d < W.now:
                    out.setdefault(j, []).append((t, t + d))
                t += d + int(r.exponential(gap * 60)) + 10
        for j, xs in out.items():
            ips = place.ips([x[0] for x in xs], r)
            for (t, e), ip in zip(xs, ips):
                W.log(who[j], t, e, ip, dev, "true" if remote and r.random() < W.q["remote_seen"] else "false")
        return who

    def shifts(s, mu=None, jitter=5.0, cover=1.0, attend=0.8, per_week=5, hours=None, t0=None, t1=None):
        """Work that starts together: a shift plan, a bell, a weekly meeting, an operator's working day."""
        r, W = s.r, s.W
        t0, t1, mu = t0 or W.win, t1 or W.now, mu if mu is not None else s.u(7, 22)
        days = (t0 // DAY + np.flatnonzero(r.random(max(1, int((t1 - t0) / DAY))) < per_week / 7)) * DAY
        base = days - emit.JST + ((mu + r.normal(0, 0.35, len(days))) % 24 * 3600).astype(np.int64)
        who = s.some(cover)
        for a in who:
            t = base[r.random(len(base)) < attend]
            t = t + (np.abs(r.normal(0, jitter, len(t))) * 60).astype(np.int64) + int(r.integers(0, 240))
            d = (hours * 3600 * r.uniform(0.9, 1.05, len(t))).astype(np.int64) if hours else r.lognormal(np.log(4000), 0.5, len(t)).astype(np.int64)
            ok = (t >= max(a.created, t0)) & (t < t1)
            emit.sit(W, r, a, t[ok], d[ok], a.logs)
        return who

    def hours(s, mu, sd, cover=1.0):
        for a in s.some(cover):
            a.mu, a.sd = float(mu % 24), float(sd)

    # --- money
    def purse(s, cover=1.0, kind="bank", holder=None, country=None, since=None, value=None):
        """Members are paid to one destination (from the start or from a date)."""
        r, W = s.r, s.W
        owner = s.m[0]
        v = value or W.new({"bank": "bank", "money_transfer": "remit", "crypto": "wallet"}[kind])
        h = holder or owner.p.holder(r)
        who = s.some(cover, 2)
        for a in who:
            if since is None:
                a.banks = []
            else:
                for b in a.banks:
                    b[5] = min(b[5], since + int(r.integers(0, 5 * DAY)))
                W.change(a, "bank_account", since)
            life.bank(W, r, a, kind, h, v, country or owner.country, since)
        return who

    def onward(s, to, share=None, sd=0.02, cover=1.0, lag=None, country="JP", prob=0.9, t0=-INF, t1=INF):
        """Part of each payout goes on to a common place: rent, dues, a royalty, a remittance, an operator."""
        share, lag, who = share or s.u(0.05, 0.9), lag or s.u(3, 90), s.some(cover)
        for a in who:
            x = to if isinstance(to, str) else to[int(s.r.integers(len(to)))]
            a.onward.insert(0, (x, share, sd, lag * s.u(0.7, 1.4), country, prob * s.u(0.8, 1.0), t0, t1))
        return who

    def sink(s, n=1):
        return ["O%07d" % int(s.r.integers(10 ** 7, 10 ** 8)) for _ in range(n)]

    def pay(s, to=None, cover=1.0, per=4, amount=20000, sd=0.4, t0=None):
        """Transfers to one member (or to each other at random)."""
        who = s.some(cover)
        for a in who:
            for _ in range(1 + int(s.r.poisson(per))):
                b = to or s.m[int(s.r.integers(s.k))]
                lo = max(a.created, b.created, t0 or 0) + 3600
                if lo < s.W.now:
                    social.tie(s.W, a, b, "transfer", int(s.r.integers(lo, s.W.now)), amount * s.r.lognormal(0, sd))
        return who

    # --- what they show and write
    def mark(s, kind, cover=1.0, n=1, value=None, since=None, least=2):
        """The same picture, text, number or address on several accounts (from a pool of n)."""
        vals = [value] if value else [s.W.new({"recovery_email": "email", "emergency_contact": "phone"}.get(kind, kind)) for _ in range(n)]
        who = s.some(cover, least)
        for a in who:
            v = (vals[int(s.r.integers(len(vals)))], None if since is None else int(since + s.r.integers(0, 10 * DAY)))
            if kind in SOLO and since is None:
                a.ids[kind] = [v]
            else:
                a.ids.setdefault(kind, []).append(v)
        return who

    def rename(s, a, p):
        """Another person holds the account: the payout destination is in that person's name."""
        a.p, a.banks = p, []
        life.bank(s.W, s.r, a)

    def surname(s, cover=1.0):
        for a in s.some(cover):
            if a is not s.m[0]:
                s.rename(a, s.W.names.person(like=s.m[0].p))

    def org(s, name, cover=1.0):
        for a in s.some(cover):
            a.org = name

    # --- market and talk
    def praise(s, density, stars=5, recip=0.8, contracts=0.4, t0=None, span=None, per=1):
        """Reviews among members; some over orders between them."""
        r, W = s.r, s.W
        for i, a in enumerate(s.m):
            for b in s.m[i + 1:]:
                if r.random() < density:
                    for _ in range(per):
                        lo = max(a.created, b.created, t0 or 0) + DAY
                        hi = min(W.now, lo + span) if span else W.now
                        if lo >= hi - DAY:
                            continue
                        t = int(r.integers(lo, hi))
                        x, y = (a, b) if r.random() < 0.5 else (b, a)
                        c = trade.contract(W, r, x, y, t) if r.random() < contracts else None
                        t2 = t + int(r.exponential(9) * DAY) + 600
                        trade.review(W, x, y, t2, stars if r.random() < 0.9 else 4, c)
                        if r.random() < recip:
                            trade.review(W, y, x, t2 + int(r.exponential(4) * DAY), stars if r.random() < 0.9 else 4, c)

    def hire(s, clients, per=2.0, cover=1.0, fee=None, rate=0.5, t0=None):
        """Clients (a list) order from members; the reviews that follow are honest."""
        r, W = s.r, s.W
        who = s.some(cover)
        for a in who:
            for _ in range(int(r.poisson(per))):
                c = clients[int(r.integers(len(clients)))]
                lo = max(a.created, c.created, t0 or 0) + DAY
                if c is not a and lo < W.now - DAY:
                    t = int(r.integers(lo, W.now))
                    cid = trade.contract(W, r, c, a, t, fee)
                    if r.random() < rate:
                        trade.review(W, c, a, t + int(r.exponential(14) * DAY) + DAY, int(r.choice([5, 5, 5, 4, 4, 3, 2])), cid)
        return who

    def talk(s, hub=None, per=4, cover=1.0, t0=None):
        who = s.some(cover)
        for a in who:
            for _ in range(1 + int(s.r.poisson(per))):
                b = hub or s.m[int(s.r.integers(s.k))]
                lo = max(a.created, b.created, t0 or 0) + 60
                if lo < s.W.now:
                    x, y = (a, b) if s.r.random() < 0.5 else (b, a)
                    social.tie(s.W, x, y, "message", int(s.r.integers(lo, s.W.now)))
        return who

    def refer(s, cover=0.8, chain=False):
        """Referred by the oldest member, or each by the one before."""
        m = sorted(s.m, key=lambda a: a.created)
        who = set(id(a) for a in s.some(cover))
        for i in range(1, len(m)):
            if id(m[i]) in who:
                social.tie(s.W, m[i - 1] if chain else m[0], m[i], "referral", m[i].created + int(s.r.integers(0, 6 * 3600)))
        return [a for a in m[1:] if id(a) in who]

    def born(s, t, spread=20, cover=1.0):
        """Registered within days of each other (a course begins, a campaign, an operator's batch)."""
        r, W = s.r, s.W
        who = s.some(cover)
        for a in who:
            a.created = int(min(max(W.t0, t + r.uniform(0, spread) * DAY), W.now - 12 * DAY))
            for b in a.banks:
                b[4] = max(b[4], a.created + int(r.exponential(2 * DAY)))
            a.ids = {k: [(v, None if x is None else max(x, a.created)) for v, x in vs] for k, vs in a.ids.items()}
        return who

    def name_class(s, klass):
        for a in s.m:
            a.klass = klass
            a.took = True
