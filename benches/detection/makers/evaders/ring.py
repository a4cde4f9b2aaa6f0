"""How an operator works. Traces are what the work leaves behind; which of them, and how fully, differs per ring."""
import numpy as np

from . import emit, life, social, trade
from .group import Group
from .places import Proxy
from .world import DAY, INF


class Ring(Group):
    def __init__(s, W, r, members, rid, motif):
        super().__init__(W, r, members)
        s.id, s.motif, s.T, s.head = rid, motif, {}, members[0]
        for a in members:
            a.ring, a.motif, a.klass = rid, motif, "ring"
            a.role = "worker" if r.random() < 0.75 else "both"
            a.earns = s.u(0.8, 2.0)
        s.start = int(W.now - s.u(0.35, 1.0) * (W.now - W.win) - s.u(0, 120) * DAY)
        s.agreed, s.lag = s.u(0.35, 0.92), s.u(2, 60)
        s.tight, s.mu = s.u(0.008, 0.04), s.u(0, 24)
        s.victims = []

    # --- getting accounts
    def fresh(s, a, t):
        """Registered by the operator, on papers that are rented, stolen or made."""
        r, W = s.r, s.W
        s.rename(a, W.names.person())
        a.created = int(min(max(t, W.t0 + 10 * DAY), W.now - 25 * DAY))
        a.banks, a.ids, a.onward, a.org = [], {}, [], None
        a.seats, a.pc, a.phone, a.addr = [], W.new("device"), W.new("device"), W.new("address")
        life.belongings(W, r, a)
        life.bank(W, r, a)
        a.house = None
        s.T[id(a)] = a.created

    def bought(s, a, t):
        """Starts lawfully, is handed over, then operated: other seats, other hours, some details changed."""
        r, W = s.r, s.W
        t = int(max(t, a.created + 60 * DAY))
        t = min(t, W.now - 30 * DAY)
        a.created = min(a.created, t - 20 * DAY)
        life.clip(a, t)
        a.until = t
        s.T[id(a)] = t
        a.onward = [o[:7] + (t,) for o in a.onward]
        own = W.names.person() if r.random() < 0.2 else a.p
        for b in a.banks:
            b[5] = min(b[5], t + int(r.exponential(4 * DAY)))
        life.bank(W, r, a, holder=None if own is a.p else own.holder(r), t=t)
        for f, p in (("bank_account", 0.9), ("email", 0.6), ("phone", 0.6), ("address", 0.3), ("password", 0.7)):
            if r.random() < p:
                W.change(a, f, t + int(r.exponential(1.5 * DAY)))
                if f in ("email", "phone", "address"):
                    a.ids.setdefault(f, []).append((W.new(f), t + 600))
        a.pc, a.phone = W.new("device"), W.new("device")
        if r.random() < 0.3:     # the seller keeps another account at home
            for b in W.strangers(r, 1):
                life.settle(W, r, b, a.house or life.House(W, r))
                life.clip(b, INF)
                b.seats += [(a.home, sd[1], sd[2], t, 0.3) for sd in a.seats[:1]]
                b.took, b.klass = True, "former_owner"

    def rented(s, a, t):
        """A real person keeps the account and a phone; a facilitator's house holds the laptop."""
        t = int(min(max(t, a.created + DAY), s.W.now - 30 * DAY))
        s.T[id(a)] = t
        a.rate *= s.u(0.1, 0.4)
        more = [x[:2] + (max(x[2], t), x[3], x[4] * 0.1) for x in a.seats if x[1] == a.phone and x[3] > t]
        life.clip(a, t)
        a.seats += more
        a.pc = s.W.new("device")

    def acquire(s, bought=0.0, rented=0.0, spread=None):
        spread = spread or s.u(5, 150)
        for a in s.m:
            t, x = s.start + s.u(0, spread) * DAY, s.r.random()
            how = s.bought if x < bought else s.rented if x < bought + rented else s.fresh
            how(a, t)
        return s

    # --- where the work comes from
    def egress(s, kind):
        """Seats from the takeover on, and the sessions of the operation."""
        r, W = s.r, s.W
        homes = [x.home for x in W.strangers(r, int(s.u(12, 60)))] if kind in ("proxy", "anti") else None
        house = life.House(W, r) if kind == "house" else None
        farm = W.net.home() if kind == "farm" else None
        office = W.net.site("office", "agency") if kind == "agency" else None
        ks = [int(x) for x in r.integers(0, 24, 3)]
        most = s.u(0.6, 0.97)     # not every account fits under the common roof
        for a in s.m:
            t = s.T[id(a)]
            devs = [a.pc] if kind != "anti" else [W.new("device") for _ in range(int(s.u(2, 5)))]
            first = len(a.seats)
            for j, d in enumerate(devs):
                lo = t + int((W.now - t) * j / len(devs)) if j else t
                hi = t + int((W.now - t) * (j + 1) / len(devs)) if j + 1 < len(devs) else INF
                inside = j == 0 and r.random() < most
                p = {"own": W.net.home, "house": lambda: house.place if inside else W.net.home(),
                     "farm": lambda: farm if inside else W.net.home(), "agency": lambda: office if inside else W.net.home(),
                     "vpn": lambda: W.net.vpn(ks[int(r.integers(3))] if r.random() < 0.7 else None)}.get(kind, lambda: Proxy([homes[int(i)] for i in r.integers(0, len(homes), 8)]))()
                seat = (p, d, lo, hi, 1.0)
                a.seats.append(seat + ((True,) if kind == "farm" and r.random() < 0.7 else ()))
            if r.random() < 0.4:
                a.seats.append((W.net.mobile(), a.phone, t, INF, s.u(0.05, 0.4)))
            if kind == "house" and inside:
                a.addr = house.addr
            a.home = a.seats[first][0]

    def operate(s, style="jitter", per_week=None, share=0.5):
        """Sessions after the takeover: spread at random, or with the operator's working day (partly)."""
        r, W = s.r, s.W
        rate = per_week or s.u(0.8, 3.5) * max(W.q["sessions"], 0.03)
        got = []
        for a in s.m:
            t = max(s.T[id(a)], W.win)
            mu, sd, dur = (s.u(0, 24), s.u(3, 6), s.u(1500, 5000)) if style == "jitter" else (s.mu + r.normal(0, 1), s.u(1.5, 3), s.u(2000, 6000))
            if a.until == INF and s.T[id(a)] == a.created:
                a.mu, a.sd, a.dur, a.rate, a.weekend = mu % 24, sd, dur, rate * s.u(0.5, 1.4), s.u(0.5, 1.5)
            else:
                old = a.mu, a.sd, a.dur
                a.mu, a.sd, a.dur = mu % 24, sd, dur
                x = emit.times(r, a, t, W.now, rate * s.u(0.5, 1.4))
                a.mu, a.sd, a.dur = old
                emit.sit(W, r, a, x[0], x[1], a.logs)
        return got

    def earn(s, per=None):
        """Orders from ordinary clients, as everyone has: the cover story is real work."""
        clients = [s.W.pool[int(i)] for i in s.r.integers(0, len(s.W.pool), 40)]
        by = {}
        for a in s.m:
            by.setdefault(max(s.T[id(a)], s.W.now - 300 * DAY) // (30 * DAY), []).append(a)
        for t, ms in by.items():
            Group(s.W, s.r, ms).hire(clients, per or s.u(3, 8), 1.0, rate=0.6, t0=t * 30 * DAY)

    # --- victims and decoys
    def victims_of(s, klass, k):
        out = s.W.strangers(s.r, k)
        for a in out:
            a.took, a.klass = True, klass
        return out

    def since(s, a):
        return max(s.T[id(a)], a.created) + DAY

    def poison(s, heavy=False):
        """Members pay, praise and copy strangers, so that the strangers look like members."""
        r, W, k = s.r, s.W, s.k
        n = lambda: max(1, int(k * s.u(0.2, 0.6 if heavy else 0.3)))
        if r.random() < 0.8:
            for v in s.victims_of("paid_by_ring", n()):
                for a in r.permutation(k)[:int(r.integers(1, max(2, k // 2) + 1))].tolist():
                    for _ in range(1 + int(r.poisson(2))):
                        lo = max(s.since(s.m[a]), v.created)
                        if lo < W.now:
                            social.tie(W, s.m[a], v, "transfer", int(r.integers(lo, W.now)), r.lognormal(9, 0.6))
                s.victims.append(v)
        if r.random() < 0.8:
            for v in s.victims_of("praised_by_ring", n()):
                for a in s.some(s.u(0.2, 0.7), 1):
                    trade.review(W, a, v, max(s.since(a), v.created) + int(s.u(1, 90) * DAY), 5)
                s.victims.append(v)
        if r.random() < 0.8:
            for v in s.victims_of("copied_by_ring", n()):
                kind = str(r.choice(["template", "portrait", "portfolio"]))
                val = v.ids.setdefault(kind, [(W.new(kind), None)])[0][0]
                for a in s.some(s.u(0.2, 0.6), 1):
                    a.ids[kind] = [(val, s.since(a))]
                s.victims.append(v)

    def decoys(s):
        """Trade with strangers in both roles, small payments both ways."""
        r, W = s.r, s.W
        for a in s.some(s.u(0.5, 1)):
            for b in W.strangers(r, int(r.integers(2, 7))):
                lo = max(s.since(a), b.created) + DAY
                if lo < W.now - 5 * DAY:
                    t = int(r.integers(lo, W.now))
                    c = trade.contract(W, r, *((a, b) if r.random() < 0.5 else (b, a)), t) if r.random() < 0.3 else None
                    for x, y in ((a, b), (b, a)):
                        if r.random() < 0.7:
                            trade.review(W, x, y, t + int(r.exponential(9) * DAY) + DAY, 5 if r.random() < 0.8 else 4, c)
                    if r.random() < 0.3:
                        social.tie(W, a, b, "transfer", t, r.lognormal(8.5, 0.8))

    def steal(s, share):
        """Some papers are those of a real user of the platform: number or picture appears twice."""
        r, W = s.r, s.W
        for a in s.some(share):
            if s.T[id(a)] != a.created:
                continue
            for v in s.victims_of("identity_stolen", 1):
                a.p = v.p
                for b in a.banks:
                    b[2] = a.p.holder(r) if r.random() < 0.5 else b[2]
                if r.random() < 0.5:
                    doc = W.new("document")
                    v.docs = [(doc, "my_number", "JP", v.created + 3600, v.p)]
                    a.docs = [(doc, "my_number", "JP", a.created + 3600, v.p)]
                else:
                    img = v.ids.setdefault("document_image", [(W.new("document_image"), None)])[0][0]
                    a.ids["document_image"] = [(img, None)]
