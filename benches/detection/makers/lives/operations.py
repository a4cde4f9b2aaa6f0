"""The hidden hand: operations with a budget and a tradecraft, and what each needs to run its accounts."""
from collections import defaultdict
from .world import DAY, Slot
from . import names as nm, reuse


class Vendors:
    """Sellers that serve several operations (and, some of them, anybody): shared without being one."""
    def __init__(self, W):
        r = W.r
        k = W.p.vendors
        self.sellers = [W.person() for _ in range(k)]
        for s in self.sellers:
            s.batch = W.created()
        self.proxy = [[Slot(W.net.proxy_line(W.town('JP'), r.randint(20, 80))) for _ in range(3)] for _ in range(k)]
        self.sms = [[W.ids.phone('JP') for _ in range(max(10, W.p.n // 120))] for _ in range(k)]
        self.exchanges = r.sample(W.services, min(k, len(W.services)))
        for a in W.accounts:                                      # anybody may rent a number to keep the own one private
            if r.random() < .012:
                W.ident(a, 'phone', r.choice(r.choice(self.sms)), a.created)


class Operation:
    def __init__(self, W, V, size):
        r, p = W.r, W.p
        self.W, self.V, self.size = W, V, size
        self.id, self.late = W.ids.token(8), False
        self.t = t = min(1, max(0, p.tradecraft(r)))
        names = [m for m in p.motifs if not (m == 'stealth_ring' and t < .5)]
        self.motif = r.choices(names, [p.motifs[m] for m in names])[0]
        self.traces = defaultdict(list)
        base = 'JP' if r.random() < .45 else r.choice(nm.FOREIGN)
        self.base = W.town(base)
        self.vpn, self.proxy = r.randrange(4), r.choice(V.proxy)  # the popular half of the VPN services
        self.sms, self.seller = r.choice(V.sms), r.choice(V.sellers)
        m = self.motif
        self.identity = {'laptop_farm': 'borrowed', 'rented_identity': 'rented', 'cloned_id': 'forged'}.get(m) \
            or r.choice(['borrowed', 'borrowed', 'rented', 'bought', 'forged'])
        self.machine = {'laptop_farm': 'farm', 'shift_team': 'team'}.get(m) or \
            r.choices(['shared', 'persona', 'farm', 'rdp'], [1.6 * (1 - t), 1 + t, .5, .35])[0]
        self.network = 'host' if self.machine == 'farm' else r.choices(['own', 'vpn', 'proxy', 'recruit'], [1.6 * (1 - t), .45, .4 + t, .8])[0]
        self.payout = 'funnel' if m == 'payout_funnel' else r.choices(['common', 'funnel', 'crypto', 'service', 'own'], [.9 * (1 - t), .55, .35, .45, 1.3])[0]
        self.keep = r.uniform(.1, .35)
        self.members, self.workers = [], []
        self.recruit()
        self.employ()
        self.pay()
        getattr(self, m, lambda: None)()
        reuse.spread(self)
        reuse.ensure(self)

    # ---- helpers
    def note(self, kind, who):
        """Plan: these members share this kind of trace."""
        if len(who) > 1:
            self.traces[kind].append(list(who))

    def cells(self, who, lo, hi):
        who, out = list(who), []
        self.W.r.shuffle(who)
        while who:
            k = self.W.r.randint(lo, hi)
            k = len(who) if len(who) - k == 1 else k
            out.append(who[:k])
            who = who[k:]
        return out

    # ---- identities
    def recruit(self):
        W, r = self.W, self.W.r
        prev, batch = None, W.created()
        for i in range(self.size):
            q = W.person()
            created = W.created()
            if self.identity == 'bought' and r.random() < .7:
                created = self.seller.batch + r.randrange(5 * DAY)
            elif r.random() < .25 * (1 - self.t):
                created = batch + r.randrange(4 * DAY)            # opened together, in haste
            if self.motif == 'recycling_after_ban' and prev is not None and r.random() < .8:
                t = W.during(prev, .15, .7)
                W.close(prev, 'suspended', t)
                created = min(t + r.randrange(1, 15) * DAY, W.t1 - 8 * DAY)
            created = min(created, W.t1 - 8 * DAY)
            a = W.account(q, 'ring', role=r.choices(['worker', 'client', 'both'], [74, 14, 12])[0], created=created, duty=False)
            a.ring, a.motif, a.op, a.predecessor, a.hand = self.id, self.motif, self, None, a.created
            if prev is not None and prev.status == 'suspended' and prev.status_at < created and self.motif == 'recycling_after_ban':
                a.predecessor = prev
            if self.identity == 'bought':
                W.drive(self.seller, a, 1.0, a.created, a.created + 3 * DAY, [(1, self.seller.home, self.seller.pc, False)])
                a.hand = a.created + 3 * DAY
            elif self.identity == 'rented':
                a.hand = min(max(a.created, W.t0) + int(r.uniform(3, 40) * DAY), W.t1 - 8 * DAY) if r.random() < .6 else a.created
                W.drive(q, a, a.rate, a.created, a.hand)
                for f in ('email', 'phone', 'bank_account'):
                    if r.random() < .3 * (1.2 - self.t):
                        W.change(a, f, a.hand + r.randrange(2 * DAY))
            elif self.identity == 'borrowed' and r.random() < .35:
                W.drive(q, a, a.rate * r.uniform(.05, .25))       # the recruit looks in
            prev = a
            self.members.append(a)

    # ---- workers and machines
    def employ(self):
        W, r = self.W, self.W.r
        lo, hi = (2, 5) if self.motif != 'persona_operator' else (2, 7)
        hosts = []
        for cell in self.cells(self.members, lo, hi):
            n = r.choice([2, 2, 3]) if self.motif == 'shift_team' else 1
            team = []
            for k in range(n):
                w = W.person(town=self.base)
                w.chain = r.uniform(.25, .6) * (1.1 - .5 * self.t)
                w.tz = w.tz if r.random() < .4 else 9                 # often the hours of the customers
                if n > 1:
                    w.chrono = (10 + 8 * k + r.gauss(0, .7), 1.8, .8)
                team.append(w)
            self.workers += team
            site = [Slot(W.device()) for _ in range(r.randint(1, 2))]
            vm = None
            for j, a in enumerate(cell):
                if self.machine == 'farm' and (not hosts or hosts[-1][1] <= 0):
                    hosts.append([W.person(town=W.town('JP') if r.random() < .6 else None), r.choice([1, 2] if self.t > .7 else [2, 3, 4]), []])
                if self.machine == 'rdp' and (vm is None or r.random() < .3 + .6 * self.t):
                    vm = (Slot(W.net.desktop_line(r.randrange(5))), Slot(W.device()), [])
                host = hosts[-1] if self.machine == 'farm' else None
                if host:
                    host[1] -= 1
                    host[2].append(a)
                phone = (a.person.mob_w, a.person.mobile, a.person.phone_dev, False) if r.random() < .75 else None   # the persona's own SIM
                for w in team:
                    line = {'own': w.home, 'vpn': Slot(W.net.vpn_line(self.vpn, a.country)), 'proxy': r.choice(self.proxy),
                            'recruit': a.person.home, 'host': host and host[0].home}[self.network]
                    if self.network == 'proxy' and r.random() < .5:
                        line = Slot(W.net.proxy_line(a.person.town, r.randint(1, 4)))
                    if self.machine == 'farm':
                        ways = [(1, line, a.person.pc, r.random() < .25)]
                    elif self.machine == 'rdp':
                        ways = [(1, vm[0], vm[1], r.random() < .4)]
                    elif self.machine == 'team':
                        ways = [(1, line, r.choice(site) if self.t < .6 else Slot(W.device()), False)]
                    elif self.machine == 'shared':
                        ways = [(1, line, w.pc, False)]
                    else:
                        ways = [(1, line, Slot(W.device()), False)]
                    if r.random() < .6 * (1 - self.t) and self.machine != 'shared':
                        ways.append((r.uniform(.03, .2), w.home, w.pc, False))      # a slip: the own machine
                        a.slip = True
                    if phone:
                        ways.append(phone)
                    W.drive(w, a, a.rate / n, a.hand, None, ways)
                if vm:
                    vm[2].append(a)
                    if len(vm[2]) == 2:
                        self.note('device', vm[2])
            busy = [a for a in cell if a.rate * W.p.days > 10 and a.hand < W.t1 - 20 * DAY]
            self.note('hours', busy)
            if self.machine == 'shared' or (self.machine == 'team' and self.t < .6 and len(site) == 1):
                self.note('device', cell)
            if self.network == 'own' and W.net.lines[team[0].home.val[0]].kind == 'res':
                self.note('ip', cell)
            self.note('device', [a for a in cell if getattr(a, 'slip', False)])
        for h in hosts:
            self.note('ip', h[2])

    # ---- money
    def pay(self):
        W, r = self.W, self.W.r
        paid = [a for a in self.members if a.banks]
        abroad = W.towns[self.base].country
        if self.payout == 'common':
            for cell in self.cells(paid, 2, 3):
                self.common_bank(cell)
        elif self.payout in ('funnel', 'crypto'):
            for cell in self.cells(paid, 2, 5):
                if self.payout == 'crypto':
                    for a in cell:
                        if r.random() < .5:
                            W.add_bank(a, (W.ids.bank('crypto', 0), 'crypto', '', ''), max(a.hand, a.created))
                self.collector(cell, abroad)
        elif self.payout == 'service':
            for a in paid:
                a.onward.append((r.choice(self.V.exchanges), 1 - self.keep, r.uniform(.03, .12), abroad, r.uniform(.2, .7)))

    def common_bank(self, cell):
        bank = cell[0].banks[0][:4]
        for a in cell[1:]:
            t = max(a.hand, a.created) + self.W.r.randrange(9 * DAY)
            self.W.add_bank(a, bank, min(t, self.W.t1 - 4 * DAY))
            self.W.change(a, 'bank_account', t)
        self.note('bank_account', cell)

    def collector(self, cell, abroad):
        """One next hop for several; careful operations pass part through an exchange that serves everybody."""
        W, r = self.W, self.W.r
        hop, cv = W.ids.token(), r.uniform(.03, .12)
        for a in cell:
            share = 1 - self.keep if r.random() < .7 else r.uniform(.5, .95)
            a.onward.append((hop, share, cv, abroad, r.uniform(.2, .55)))
            if r.random() < .2 + .2 * self.t:
                a.onward.append((r.choice(self.V.exchanges), share, cv, abroad, r.uniform(.1, .5)))
        self.note('onward', cell)

    # ---- what is special to a way of working
    def recycling_after_ban(self):
        for a in self.members:
            if a.predecessor:
                kinds = self.W.r.sample(['phone', 'portrait', 'bank_account', 'template', 'recovery_email'], 2 if self.t < .6 else 1)
                for k in kinds:
                    reuse.apply(self, k, [a.predecessor, a])

    def broker_star(self):
        W, r = self.W, self.W.r
        hub, rest = self.members[0], self.members[1:]
        touched = [a for a in rest if r.random() < .85]
        for kind in r.sample(['transfer', 'referral', 'message'], 2 if self.t < .5 else 1):
            for a in touched:
                for _ in range(1 if kind == 'referral' else r.randint(1, 4)):
                    pair = (a, hub) if kind == 'transfer' else (hub, a)
                    W.ties.append(pair + (kind, W.during(a), round(r.lognormvariate(9, 1)) if kind == 'transfer' else None))
            self.note(kind, [hub] + touched)

    def mutual_review(self):
        for cell in self.cells(self.members, 3, 6):
            reuse.apply(self, 'review', cell)

    def cloned_id(self):
        W, r = self.W, self.W.r
        for cell in self.cells(self.members, 2, 4):
            reuse.apply(self, r.choice(['portrait', 'document']), cell)
        for a in self.members:                                     # a real person's number, stolen
            if r.random() < .15:
                d = r.choice(W.documents[:W.lawful_docs])
                if d[0].cls == 'ordinary':
                    d[0].cls = 'victim'
                    W.documents.append((a, d[1], d[2], d[3], a.name, a.created + DAY))


def takeovers(W, ops):
    """Now and then a worker breaks into a stranger's account for some days."""
    plain = [a for a in W.accounts if a.cls == 'ordinary']
    for op in ops:
        if W.r.random() < W.p.p_takeover * 2:
            a, w = W.r.choice(plain), W.r.choice(op.workers)
            t = W.during(a, .2, .9)
            W.drive(w, a, 1.0, t, t + W.r.randint(2, 9) * DAY, [(1, Slot(W.net.vpn_line(op.vpn, a.country)), w.pc, False)])
            W.change(a, 'email', t + 3600)
            a.cls = 'victim'


def build(W, total):
    """Operations, sizes heavy-tailed, until `total` accounts are theirs."""
    W.lawful_docs = len(W.documents)
    V, ops = Vendors(W), []
    cap = min(60, max(9, int(total * .15)))
    while total >= 2:
        size = min(1 + int(2 * W.r.paretovariate(1.15)), cap, total)
        size = total if total - size == 1 else max(2, size)
        ops.append(Operation(W, V, size))
        total -= size
    takeovers(W, ops)
    return ops
