"""Accounts with an ordinary life each; lawful groups and rings are laid over it."""
import random

from . import names as nm
from .nets import DAY, Nets

LANDS = tuple(nm.POOLS) + ("JP", "CN", "HK", "SG", "AE", "TH", "RU", "TW", "ID")
CATS = (("writing", 8000), ("translation", 15000), ("web", 90000), ("data_entry", 4000), ("design", 30000),
        ("mobile_app", 150000), ("video", 25000), ("illustration", 20000), ("support", 12000), ("ai_labelling", 6000))


class Account:
    def __init__(self, i):
        self.i, self.cls, self.ring, self.motif, self.org, self.kana = i, "ordinary", "", "", "", True
        self.status, self.status_at = "active", None
        self.docs, self.banks, self.idents, self.changes = [], [], [], []
        self.extra, self.fixed, self.onward, self.clients = [], [], [], []
        self.mobile = self.vpn = self.cafe = None
        self.base = None                              # replaces the base setups when given
        self.sessions, self.deals = [], []

    def end(self, w):
        return min(w.cfg.t1, self.status_at or w.cfg.t1)

    @property
    def works(self):
        return self.role != "client"


class World:
    def __init__(self, cfg, attempt=0):
        self.cfg, self.r = cfg, random.Random(f"world/{cfg.variant}/{cfg.seed}/{attempt}")
        self.names, self.nets = nm.Names(), Nets(cfg, self.r)
        self.serial = 0
        self.contracts, self.reviews, self.payouts, self.work = [], [], [], []
        self.ties, self.reports, self.known = [], [], []
        self.templates = [self.token("tpl") for _ in range(cfg.public_templates)]
        self.houses = [self.token("ow") for _ in range(cfg.exchange_houses)]
        self.house_w = [self.r.paretovariate(1.1) for _ in self.houses]
        self.copied = [self.token("tpl") for _ in range(max(3, cfg.n // 120))]
        self.stock = [self.token("p") for _ in range(max(3, cfg.n // 200))]
        self.accounts = [self.make(i) for i in range(cfg.n)]
        self.pool = {k: [a for a in self.accounts if a.role == k] for k in ("worker", "client", "both")}
        for v in self.pool.values():
            self.r.shuffle(v)

    # fresh values -----------------------------------------------------------------
    def token(self, prefix=""):
        return f"{prefix}{self.r.getrandbits(40):010x}"

    def device(self):
        return self.token("d")

    def bank_id(self):
        return f"{self.r.randint(1, 9999):04d}-{self.r.randint(1, 999):03d}-{self.r.randint(0, 9999999):07d}"

    def doc_id(self, kind):
        r = self.r
        if kind == "driving_licence":
            return f"{r.randint(10, 97):02d}{r.randint(0, 999999999):09d}{r.choice('0000001112')}"
        if kind == "passport":
            return f"{r.choice('TMPEKX')}{r.choice('RSZABC')}{r.randint(0, 9999999):07d}"
        if kind == "residence_card":
            return f"{''.join(r.choices('ABCDEFGHJK', k=2))}{r.randint(0, 99999999):08d}{''.join(r.choices('ABCDEFGHJK', k=2))}"
        return f"{r.randint(0, 999999999999):012d}"

    def phone(self):
        return f"0{self.r.choice('789')}0{self.r.randint(0, 99999999):08d}"

    def email(self, a=None):
        r = self.r
        p = a.person if a else self.names.person(r, "JP")
        g = (p[2][2] if p[0] == "JP" else p[2].split()[0].lower())
        f = (p[1][2] if p[0] == "JP" else p[1].lower())
        word = r.choice((f"{g}.{f}", f"{g[0]}{f}", f"{f}_{g}", f"{g}{r.randint(60, 109) % 100:02d}", f))
        return f"{word}{r.randint(1, 99999)}@{r.choice(('gmail.com', 'gmail.com', 'yahoo.co.jp', 'outlook.com', 'icloud.com'))}"

    def land(self):
        return self.cfg.home_country if self.r.random() < 0.25 else self.r.choice(LANDS)

    def address(self):
        r = self.r
        return f"{r.randint(1, 999):03d}-{r.randint(0, 9999):04d} {r.randint(1, 9)}-{r.randint(1, 30)}-{r.randint(1, 25)}"

    # one ordinary account ----------------------------------------------------------
    def make(self, i):
        c, r, a = self.cfg, self.r, Account(i)
        origin = c.home_country if r.random() > c.foreign else r.choice(("JP",) + tuple(nm.POOLS))
        a.person = self.names.person(r, origin)
        a.country = c.home_country if r.random() < 0.9 else origin
        u = r.random()
        a.role = "client" if u < c.client_share else "both" if u < c.client_share + c.both_share else "worker"
        if r.random() < c.new_share:
            a.created = c.t0 + int(r.random() * c.days * 0.95 * DAY)
        else:
            a.created = c.t0 - int(r.random() ** 1.5 * c.age_years * 365 * DAY)
        if r.random() < 0.075:
            a.status = r.choice(("suspended", "closed", "closed"))
            a.status_at = a.created + int((c.t1 - a.created) * r.uniform(0.15, 0.99))
        a.kana = r.random() < c.kana_share
        a.home = self.nets.home()
        only = r.random() < c.mobile_only_base
        a.pc = None if only or r.random() < 0.12 else self.device()
        a.handy = self.device() if only or not a.pc or r.random() < 0.7 else None
        a.only = only
        a.mobile, a.carrier = (1.0 if only else c.mobile_w * r.uniform(0.2, 1.6)) if a.handy else 0, r.choice(self.nets.carriers)
        if r.random() < c.vpn_base:
            a.vpn = (r.choice(self.nets.vpns), r.uniform(0.1, 0.9))
        a.rate = c.login_rate * r.lognormvariate(0, c.login_sd)
        a.hour = r.choice((9, 10, 13, 15, 20, 21, 22)) + r.gauss(0, 1.5) - nm.TZ.get(a.country, 9)
        a.pop = r.lognormvariate(0, 1.0)
        a.cat = r.randrange(len(CATS))
        if r.random() < c.doc_share:
            jp = c.home_country == "JP"
            kind = r.choice(("driving_licence", "driving_licence", "my_number", "passport") if origin == "JP" else
                            ("residence_card", "residence_card", "passport") if jp else ("passport", "my_number"))
            a.docs.append([self.doc_id(kind), kind, origin if kind == "passport" else c.home_country, None, r.expovariate(1 / 200000)])
        if a.works or r.random() < 0.2:
            for k in range(2 if r.random() < c.second_bank else 1):
                a.banks.append([self.bank_id(), "bank", None, c.home_country if r.random() < 0.95 else origin,
                                r.expovariate(1 / 400000) + k * r.uniform(0, 60) * DAY, None, 1.0])
            if r.random() < 0.07:
                a.banks[0][1] = r.choice(("money_transfer", "crypto"))
        has = c.has
        for kind, make in (("phone", self.phone), ("address", self.address), ("portrait", lambda: self.token("p"))):
            if r.random() < has[kind]:
                a.idents.append([kind, make()])
        if r.random() < has["email"]:
            a.idents.append(["email", self.email(a)])
        if a.works and r.random() < has["template"]:
            a.idents.append(["template", r.choice(self.copied) if r.random() < c.copied else r.choice(self.templates) if r.random() < c.template_public else self.token("tpl")])
        if r.random() < c.onward_known:
            u = r.random()                            # savings of one's own, an exchange house, a small service
            to = r.choices(self.houses, self.house_w)[0] if u < 0.3 else self.token("ow")
            self.send_on(a, to, r.choice((c.home_country, origin, self.land())), r.uniform(0, 0.9), r.uniform(0.02, 0.4), r.uniform(1, 400), r.uniform(0.2, 1))
        if r.random() < c.stock and has["portrait"]:   # a stock picture instead of a face
            self.ident(a, "portrait", r.choice(self.stock))
        for kind, make in (("phone", self.phone), ("email", lambda: self.email(a))):
            if r.random() < c.second_contact:
                a.idents.append([kind, make()])
        if a.docs and r.random() < 0.08:
            kind = r.choice(("passport", "my_number"))
            a.docs.append([self.doc_id(kind), kind, origin, None, r.expovariate(1 / 9e5)])
        a.remote = r.uniform(0.05, 0.6) if r.random() < 0.1 else 0.0
        a.price = r.uniform(0.3, 0.7) if r.random() < 0.05 else 1.0
        a.min_deals, a.busy, a.kept = 0, 1.0, set()
        for f, p in (("email", 0.03), ("phone", 0.04), ("address", 0.05), ("bank_account", 0.04), ("name", 0.004)):
            while r.random() < p:
                a.changes.append([f, None])
        return a

    @staticmethod
    def send_on(a, to, country, kept, sd, hours, p):
        a.onward.append((to, country, kept, sd, hours, p))

    # picking and dressing ----------------------------------------------------------
    def take(self, k, cls, role=None):
        """k accounts nobody has claimed; None when the pool runs dry."""
        got = []
        for _ in range(k):
            kinds = [role] if isinstance(role, str) else list(role or self.pool)
            kinds = [x for x in kinds if self.pool[x]]
            if not kinds:
                break
            a = self.pool[self.r.choices(kinds, [len(self.pool[x]) for x in kinds])[0]].pop()
            a.cls = cls
            got.append(a)
        return got

    def groups(self, cls, lo, hi, role=None, skew=1.0):
        """Groups of lo..hi accounts until the class has its share."""
        left = max(lo, int(round(self.cfg.cls[cls] * self.cfg.n)))
        while left > 0:
            g = self.take(int(lo + (hi - lo + 0.99) * self.r.random() ** skew), cls, role)
            if not g:
                return
            left -= len(g)
            yield g

    def ident(self, a, kind, value):
        """Replace the account's value of a kind (or give it one)."""
        for e in a.idents:
            if e[0] == kind:
                e[1] = value
                return
        a.idents.append([kind, value])

    def get(self, a, kind):
        return next((e[1] for e in a.idents if e[0] == kind), None)

    def use(self, a, weight, device, place, t0=None, t1=None, remote=0.0):
        a.extra.append((weight, device, place, t0, t1, remote))

    def add_bank(self, a, bank, holder=None, kind="bank", w=1.0, only=False, off=None):
        if only:
            a.banks = []
        elif len(a.banks) > 1 and "bank" not in a.kept:   # takes the place of a spare one
            a.banks.pop()
        a.banks.append([bank, kind, holder, self.cfg.home_country, off if off is not None else self.r.expovariate(1 / 900000), None, w])

    def machine(self, a):
        return a.pc or a.handy

    def live(self, a, lo=0.0, hi=1.0):
        """A random moment while the account lives and logs are kept; lo..hi of that span."""
        s = max(a.created, self.cfg.t0) + 3600
        e = max(s + 3600, a.end(self) - 7200)
        return int(s + (e - s) * self.r.uniform(lo, hi))
