"""The platform under construction: settings, clock, accounts, and rows that modules leave in its tables."""
import random

import numpy as np

from . import variants
from .names import Name
from .nets import DAY, Nets

END = 1759276800                               # 2025-10-01T00:00:00Z: the moment of the snapshot


class Account:
    """One account and the habits from which its sessions, orders and payouts are rolled."""

    def __init__(self, **kw):
        self.places, self.devices, self.banks, self.idents, self.docs = [], [], [], [], []
        self.onward, self.onward_p, self.extra, self.changes = [], None, [], []
        self.status, self.status_at, self.organisation, self.signup = "active", None, "", None
        self.remote_p, self.rate, self.fixed_hours, self.work_factor = 0.0, 1.0, None, 1.0
        self.ring, self.motif, self.cls, self.operator, self.role = None, "", "ordinary", None, "worker"
        self.contracts, self.earned, self.is_ring, self.stop, self.busy = 0, [], False, None, 0
        self.__dict__.update(kw)

    def until(self):
        return min(END, self.status_at or END, self.stop or END)


class World:
    def __init__(self, n, seed, variant):
        self.n, self.seed, self.variant = n, seed, variant
        self.r = random.Random(f"{variant}/{seed}/{n}/world")
        self.np = np.random.default_rng([int.from_bytes(variant.encode()[:6], "big"), seed, n])
        self.cfg = variants.draw(variant, self.r)
        self.start = END - int(self.cfg["months"] * 30.4 * DAY)
        self.nets = Nets(f"{variant}/{seed}/{n}", self.cfg, n)
        self.accounts, self.rows, self.deals, self.operators = [], {t: [] for t in variants.FULL}, [], 0
        r = self.r
        # Values that strangers share on any platform: CV templates of the web, client builds, banks' branches.
        self.web_templates = [self.uid("tpl") for _ in range(max(8, n // 250))]
        self.builds = [f"{o} {r.randrange(8, 19)}.{r.randrange(6)} / {r.randrange(3, 6)}.{r.randrange(20)}.{r.randrange(9)}"
                       for o in ("Android", "iOS", "Windows", "macOS") for _ in range(40)]
        self.build_w = [1 / (r.randrange(1, 60)) for _ in self.builds]
        self.branches = [f"{r.randrange(1, 600):04d}-{r.randrange(1, 900):03d}" for _ in range(300)]
        self.exchanges = [self.uid("ow") for _ in range(4)]     # hot wallets of exchanges: onward to hundreds

    def uid(self, prefix, bits=48):
        return f"{prefix}-{self.r.getrandbits(bits):0{bits // 4}x}"

    def operator(self, kind="person"):
        self.operators += 1
        return f"{kind}-{self.operators:07d}"

    def country(self):
        c = self.cfg["countries"]
        return self.r.choices(list(c), list(c.values()))[0]

    def age(self):
        """A time of registration, under growth."""
        return self.start + int((END - 3 * DAY - self.start) * self.r.random() ** 0.75)

    def between(self, lo, hi):
        return int(self.r.uniform(lo, max(lo + 1, hi)))

    def add(self, table, *row):
        self.rows[table].append(row)

    def tie(self, a, b, kind, at, amount=""):
        self.rows["ties"].append((a, b, kind, int(at), amount))

    def bank_id(self, country, kind="bank"):
        r = self.r
        if kind == "crypto":
            return f"0x{r.getrandbits(160):040x}"
        if kind == "money_transfer":
            return self.uid("mt")
        if country == "JP":
            return f"{r.choice(self.branches)}-{r.randrange(10 ** 7):07d}"
        return f"{country}{r.randrange(10 ** 18):018d}"

    def new_bank(self, a, holder=None, kind=None, bank_id=None, added=None, country=None, weight=1.0, change=False):
        """Register a payout destination; `change` closes those before and leaves a row of the change."""
        kind = kind or ("crypto" if self.r.random() < self.cfg["crypto"] else "bank" if a.country == "JP" or self.r.random() < 0.6 else "money_transfer")
        country = country or a.country
        added = int(added if added is not None else a.created + self.r.expovariate(1 / (6 * DAY)))
        if change:
            for b in a.banks:
                b["removed"] = b["removed"] or added
            a.changes.append(("bank_account", added))
        row = dict(id=bank_id or self.bank_id(country, kind), kind=kind, country=country, added=added, removed=None, weight=weight,
                   holder=holder if holder is not None else ("" if kind == "crypto" else a.name.holder()))
        a.banks.append(row)
        return row

    def ident(self, a, kind, value, at=None):
        a.idents.append((kind, value, int(at if at is not None else a.created + self.r.random() * DAY)))

    def drop(self, a, kind):
        a.idents = [i for i in a.idents if i[0] != kind]

    def phone(self, country="JP"):
        return f"+81{self.r.choice(['70', '80', '90'])}{self.r.randrange(10 ** 8):08d}" if country == "JP" else f"+{self.r.choice([63, 84, 91, 1, 86])}{self.r.randrange(10 ** 9):09d}"

    def address(self):
        r = self.r
        return f"{r.randrange(1000000, 9999999)} {r.choice('東京都 大阪府 愛知県 福岡県 北海道 広島県'.split())}{r.randrange(1, 60)}区{r.randrange(1, 9)}-{r.randrange(1, 30)}-{r.randrange(1, 40)}"

    def person(self, cls="ordinary", **kw):
        """An account with the habits of somebody ordinary; the caller then changes what makes it a case."""
        r = self.r
        country = kw.pop("country", None) or self.country()
        a = Account(cls=cls, country=country, name=kw.pop("name", None) or Name(r, country), tz=variants.TZ[country],
                    created=int(kw.pop("created", None) or self.age()), operator=kw.pop("operator", None) or self.operator(),
                    role=kw.pop("role", None) or r.choices(["worker", "client", "both"], [0.74, 0.17, 0.09])[0])
        a.peak, a.spread = r.choices([20.5, 13, 23.5, 9], [0.5, 0.27, 0.13, 0.1])[0] + r.gauss(0, 1), r.uniform(1.5, 3.5)
        a.rate, a.work_factor = r.lognormvariate(-0.35, 0.85), r.lognormvariate(-0.3, 0.8)
        a.home = kw.pop("home", None) or self.nets.home(country)
        a.places = [[a.home, r.uniform(0.5, 1)]]
        if r.random() < 0.6:
            a.places.append([self.nets.mobile(country), r.uniform(0.1, 0.6)])
        if r.random() < 0.06:
            a.places.append([self.nets.vpn(), r.uniform(0.05, 0.4)])
        self.device(a, 1.0)
        if r.random() < 0.45:
            self.device(a, r.uniform(0.2, 0.8))
        if r.random() < 0.12:                    # a machine replaced in the course of time
            cut = self.between(a.created, END)
            a.devices[0][3] = cut
            self.device(a, 1.0, since=cut)
        if r.random() < 0.7:
            kind = r.choice(["driving_licence", "my_number", "residence_card" if country != "JP" else "passport"]) if country == "JP" else "passport"
            a.docs.append(self.document(a, kind))
        if a.role != "client" and r.random() < 0.9:
            self.new_bank(a)
        if r.random() < 0.95:
            self.ident(a, "phone", self.phone(country))
        self.ident(a, "email", self.uid("m", 64) + r.choice(["@gmail.example", "@yahoo.example", "@docomo.example"]))
        if r.random() < 0.75:
            self.ident(a, "address", self.address())
        if r.random() < 0.5:
            self.ident(a, "portrait", self.uid("face"))
        if r.random() < 0.4:
            web = r.random() < 0.12
            self.ident(a, "template", self.web_templates[min(len(self.web_templates) - 1, int(r.paretovariate(0.7)) - 1)] if web else self.uid("tpl"))
        if r.random() < 0.85:
            self.ident(a, "client_build", r.choices(self.builds, self.build_w)[0])
        if r.random() < 0.08:
            self.ident(a, "portfolio", self.uid("git"))
        for k in ("email", "phone", "address", "bank_account"):
            if r.random() < 0.05:
                a.changes.append((k, self.between(a.created, END)))
        if r.random() < 0.04:
            a.status, a.status_at = r.choice(["closed", "closed", "suspended"]), self.between(a.created + DAY, END)
        a.__dict__.update(kw)
        self.accounts.append(a)
        return a

    def device(self, a, weight, device=None, since=None, until=None):
        d = [device or self.uid("d", 64), weight, since, until]
        a.devices.append(d)
        return d[0]

    def document(self, a, kind, doc_id=None):
        r = self.r
        number = doc_id or (f"{r.randrange(10 ** 12):012d}" if kind in ("driving_licence", "my_number") else f"{r.choice('TMPKE')}{r.choice('RSZA')}{r.randrange(10 ** 8):08d}")
        return dict(id=number, kind=kind, country=a.country, at=int(a.created + r.expovariate(1 / (2 * DAY))),
                    name=a.name.roman() if kind == "passport" else a.name.display())
