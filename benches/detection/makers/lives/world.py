"""The world: towns, homes, people, their things, and the accounts they open."""
import bisect
import random
import numpy as np
from . import names as nm
from .net import Net

DAY = 86400


class Slot:
    """Something a person has, that may be replaced: the value in use at each time."""
    __slots__ = ('at_', 'val')

    def __init__(self, v):
        self.at_, self.val = [], [v]

    def change(self, t, v):
        i = bisect.bisect(self.at_, t)
        self.at_.insert(i, t)
        self.val.insert(i + 1, v)

    def now(self, t):
        return self.val[bisect.bisect(self.at_, t)]

    def at(self, t):
        return np.array(self.val)[np.searchsorted(self.at_, t)] if self.at_ else np.full(len(t), self.val[0])


class Town:
    def __init__(self, country, tz):
        self.country, self.tz, self.cafes, self.offices, self.schools, self.coworks = country, tz, [], [], [], []


class Home:
    def __init__(self, W, town):
        self.town, self.line = town, W.net.home_line(town)
        self.address = f'{W.r.randint(1, 9)}-{W.r.randint(1, 40)}-{W.r.randint(1, 30)}, {W.r.choice("ABCDEFGHJKLMN")}{W.r.randint(1, 400)}, town {town}'


class Person:
    """A human: name, home, machines, habits; `duties` are the accounts that this human logs in to."""
    pass


class Duty:
    """One human drives one account, at a rate per day, between two times, through `ways`."""
    __slots__ = ('acc', 'rate', 't0', 't1', 'ways')

    def __init__(self, acc, rate, t0, t1, ways):
        self.acc, self.rate, self.t0, self.t1, self.ways = acc, rate, t0, t1, ways   # way: (weight, line slot, device slot, remote)


class Account:
    pass


class World:
    def __init__(self, p):
        self.p, self.r = p, random.Random(f'lives/{p.seed}/{p.variant}')
        self.g = np.random.default_rng([p.seed, int(p.variant[1]), 7])
        self.t0, self.t1 = p.start, p.start + p.days * DAY
        self.ids, self.names = nm.Ids(self.r), nm.Names(self.r)
        self.towns = []
        self.net = Net(self)
        self.devices = []
        self.people, self.accounts = [], []
        self.documents, self.changes, self.identifiers = [], [], []
        self.ties, self.reports, self.known, self.reviews, self.contracts = [], [], [], [], []
        self.make_towns()
        self.courses = [self.ids.token(10) for _ in range(max(3, int(p.n / 150)))]
        self.course_w = [1 / (i + 1) ** .8 for i in range(len(self.courses))]
        self.services = [self.ids.token() for _ in range(max(6, int(p.n / 400)))]   # money services and exchanges: shared onward ids
        self.mail = ['gmail.com', 'yahoo.co.jp', 'outlook.com', 'icloud.com', 'mail.example', 'docomo.ne.jp']

    def make_towns(self):
        n = max(14, min(110, self.p.n // 180))
        jp = max(6, int(n * self.p.p_home_country))
        for i in range(n):
            c = 'JP' if i < jp else self.r.choice(nm.FOREIGN)
            self.towns.append(Town(c, nm.TZ[c]))
        self.jp_towns = list(range(jp))
        self.other_towns = list(range(jp, n))
        self.jp_w = [1 / (i + 1.5) ** .8 for i in self.jp_towns]

    def town(self, country=None):
        if country is None:
            jp = self.r.random() < self.p.p_home_country
        else:
            jp = country == 'JP'
        if jp:
            return self.r.choices(self.jp_towns, self.jp_w)[0]
        fit = [t for t in self.other_towns if self.towns[t].country == country] or self.other_towns
        return self.r.choice(fit)

    # ---- things
    def device(self):
        self.devices.append(self.ids.token(16))
        return len(self.devices) - 1

    # ---- people
    def person(self, home=None, town=None, family=None, origin=None):
        r, q = self.r, Person()
        q.home_obj = home or Home(self, self.town() if town is None else town)
        q.town = q.home_obj.town
        q.country = self.towns[q.town].country
        q.origin = origin or (r.choice(nm.FOREIGN) if q.country == 'JP' and r.random() < self.p.p_migrant else q.country)
        q.family = family or self.names.family(q.origin)
        q.given = self.names.given(q.origin)
        q.home = Slot(q.home_obj.line)
        q.mobile = Slot(self.net.mobile_line(q.town))
        q.phone_dev = Slot(self.device())
        q.pc = Slot(self.device()) if r.random() < .85 else q.phone_dev
        q.phone = self.ids.phone(q.country)
        q.mailbox = None
        q.portrait = self.ids.token(16)
        q.docs = []
        q.bank = None
        q.extra = []                                            # further ways: workplace, cafe, VPN ...
        k = r.random()                                          # chronotype: (peak hour, spread, weekend weight)
        q.chrono = (r.gauss(14, 2.5), 2.5, .4) if k < .45 else (r.gauss(20.5, 1.5), 1.8, 1.2) if k < .85 else (r.gauss(1, 2), 2.5, 1)
        q.tz = self.towns[q.town].tz
        q.mob_w = self.p.mobile_weight * r.lognormvariate(0, .7)
        q.duties, q.accounts, q.chain = [], [], .25
        self.people.append(q)
        return q

    def show(self, q):
        if q.origin == 'JP':
            return f'{q.family[0]} {q.given[0]}'
        return f'{q.given[0]} {q.family[0]}'

    def kana(self, q):
        return nm.katakana(f'{q.family[1]} {q.given[1]}') if q.origin == 'JP' else ''

    def latin(self, q):
        return f'{q.given[2]} {q.family[2]}'.upper()

    def ways(self, q):
        """How this person usually goes online."""
        out = [(.7, q.home, q.pc, False), (.3, q.home, q.phone_dev, False), (q.mob_w, q.mobile, q.phone_dev, False)]
        return out + q.extra

    def document_of(self, q, i=0):
        """(id, kind, issuer) of one's i-th document; made when first shown."""
        while len(q.docs) <= i:
            if q.origin != 'JP' and q.country == 'JP':
                kind = ['residence_card', 'passport', 'my_number'][len(q.docs) % 3]
            else:
                kind = self.r.choice(['driving_licence', 'driving_licence', 'passport', 'my_number'] if q.country == 'JP' else ['passport', 'driving_licence'])
            issuer = q.origin if kind == 'passport' else q.country
            q.docs.append((self.ids.document(kind if issuer == 'JP' or kind != 'driving_licence' else 'passport'), kind, issuer))
        return q.docs[i]

    def bank_of(self, q):
        """(id, kind, holder, country) of one's usual payout account."""
        if q.bank is None:
            x, r = self.r.random(), self.r
            kind = 'money_transfer' if x < self.p.p_money_service else 'crypto' if x < self.p.p_money_service + self.p.p_crypto else 'bank'
            brand = min(int(r.paretovariate(.6)), 60)
            holder = nm.katakana(f'{q.family[1]} {q.given[1]}') if q.origin == 'JP' and kind == 'bank' else '' if kind == 'crypto' else self.latin(q)
            q.bank = (self.ids.bank(kind, brand), kind, holder, '' if kind == 'crypto' else q.country)
        return q.bank

    def created(self):
        """Most accounts are older than the logs; some were opened while they run."""
        r = self.r
        if r.random() < .3:
            return self.t0 + int(r.random() * (self.t1 - self.t0) * .85)
        return self.t0 - int(r.expovariate(1 / (400 * DAY))) - r.randrange(DAY)

    def rate(self):
        return self.p.sessions / self.p.days * self.r.lognormvariate(-.5, 1.0)

    def email_of(self, q):
        r, who = self.r, (q.given[2] or 'x', q.family[2])
        return self.ids._new(lambda: r.choice(['.', '_', '']).join(who) + str(r.randrange(10 ** r.choice([2, 3, 4]))) + '@' + r.choice(self.mail))

    # ---- accounts
    def account(self, q, cls, role=None, created=None, bank=None, duty=True, docs=None, phone=None, name=None):
        r, a = self.r, Account()
        a.i, a.person, a.cls, a.ring, a.motif = len(self.accounts), q, cls, '', ''
        a.id = self.ids.account()
        a.role = role or r.choices(['worker', 'client', 'both'], [72, 18, 10])[0]
        a.created = int(created if created is not None else self.created())
        a.name, a.kana = name or self.show(q), self.kana(q) if r.random() < .9 else ''
        a.country, a.org = q.country, ''
        a.status, a.status_at = 'active', None
        a.end = self.t1
        a.rate = self.rate()
        a.scale = r.lognormvariate(0, .7)                        # earning power
        a.fav, a.banks, a.onward, a.tpl, a.rows = [], [], [], None, {}
        a.recip, a.work_p = min(1, max(0, r.gauss(self.p.p_recip, .15))), r.uniform(.1, .6)
        c = a.created
        for i in range(docs if docs is not None else r.choices([0, 1, 2], [12, 75, 13])[0]):
            d, kind, issuer = self.document_of(q, i)
            self.documents.append((a, d, kind, issuer, a.name if r.random() < .8 else self.latin(q), c + r.randrange(5 * DAY)))
        if a.role != 'client' or r.random() < .4:
            self.add_bank(a, bank or self.bank_of(q), c + r.randrange(6 * DAY))
        if r.random() < .9:
            self.ident(a, 'phone', phone or q.phone, c)
        self.ident(a, 'email', self.email_of(q), c)
        if r.random() < .8:
            self.ident(a, 'address', q.home_obj.address, c)
        if r.random() < .65:
            self.ident(a, 'portrait', q.portrait if r.random() < .3 else self.ids.token(16), c)
        if a.role != 'client' and r.random() < .6:
            a.tpl = self.ids.token(10)
            self.ident(a, 'template', a.tpl, c + r.randrange(20 * DAY))
        if r.random() < .2:
            if q.mailbox is None:
                q.mailbox = self.email_of(q)
            self.ident(a, 'recovery_email', q.mailbox, c)
        self.accounts.append(a)
        q.accounts.append(a)
        if duty:
            self.drive(q, a)
        return a

    def drive(self, q, a, rate=None, t0=None, t1=None, ways=None):
        d = Duty(a, a.rate if rate is None else rate, t0 or 0, t1 or 1 << 40, ways)
        q.duties.append(d)
        return d

    def ident(self, a, kind, value, t):
        a.rows.setdefault(kind, len(self.identifiers))
        self.identifiers.append((a, kind, value, int(t)))

    def ident_instead(self, a, kind, value, t):
        """The form carries this value rather than the one the person would have given (mostly)."""
        if kind in a.rows and self.r.random() < .85:
            i = a.rows[kind]
            self.identifiers[i] = (a, kind, value, self.identifiers[i][3])
        else:
            self.ident(a, kind, value, t)

    def add_bank(self, a, bank, t):
        if a.banks:
            t = max(int(t), a.banks[-1][4] + 3600)
            a.banks[-1][5] = t
        a.banks.append([bank[0], bank[1], bank[2], bank[3], int(t), None])

    def close(self, a, status, t):
        a.status, a.status_at, a.end = status, int(t), int(t)

    def change(self, a, field, t):
        if self.t0 - 200 * DAY < t < self.t1:
            self.changes.append((a, field, int(t)))

    def during(self, a=None, lo=.05, hi=.95):
        """A moment within the logs (and the account's life)."""
        s = max(self.t0, a.created + DAY) if a else self.t0
        e = min(self.t1, a.end) if a else self.t1
        return int(s + (e - s) * self.r.uniform(lo, hi)) if e > s else int(s)
