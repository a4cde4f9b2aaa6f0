"""The people of a platform and what each of them has: accounts, documents, payees, identifiers, lines, machines, habits."""
import numpy as np

from .dials import DAY, Dials, generator
from .names import NATIONS, Person, firm
from .net import Net


class Bag:
    """A plain record; each use names its own fields."""

    def __init__(self, **kw):
        self.__dict__.update(kw)


class Device:
    """A machine; its identifier may be reset (cleared cookies) every so many days."""
    __slots__ = ("base", "reset", "off", "fixed")

    def __init__(self, rng, reset=0, fixed=None):
        self.base, self.reset, self.fixed = int(rng.integers(1 << 62)), reset, fixed
        self.off = int(rng.integers(DAY * 90))

    def ids(self, times):
        if self.fixed is not None or not self.reset:
            return [self.base if self.fixed is None else self.fixed] * len(times)
        return [(self.base + int(e) * 0x9E3779B97F4A7C15) & (1 << 62) - 1 for e in (np.asarray(times) + self.off) // (self.reset * DAY)]


class Account:
    """One account, its trace material, and (for truth.csv) what it really is."""

    def __init__(self, idx, aid, person):
        self.idx, self.id, self.person = idx, aid, person
        self.operator = self.motif = self.klass = ""
        self.docs, self.banks, self.idents, self.places, self.passes, self.events, self.changes = [], [], [], [], [], [], []
        self.name = None                            # set where the registered name is not the person's own
        self.solo = 0.0                             # places are replaced from this time on (handover), 0: never


class World:
    def __init__(self, n, seed, variant):
        self.d = d = Dials(seed, variant)
        self.rng = generator(n, seed, variant, "world")
        self.net = Net(d, self.rng, n)
        self.start, self.end, self.n = d.start, d.end, n
        self.deals, self.reviews, self.ties, self.reports, self.rings = [], [], [], [], []
        numbers = self.rng.choice(9 * n + 1000, n, replace=False) + 1000
        self.accounts = [self._account(i, self._id(int(numbers[i]))) for i in range(n)]
        self.pool = self.rng.permutation(n).tolist()
        self._households()

    # -- small helpers ------------------------------------------------------------------------------------------------
    def chance(self, p):
        return self.rng.random() < p

    def pick(self, items):
        return items[int(self.rng.integers(len(items)))]

    def between(self, lo, hi):
        return float(self.rng.uniform(lo, hi))

    def some(self, items, share, least=2):
        """A random subset in random order."""
        k = min(len(items), max(least, int(round(share * len(items)))))
        return [items[i] for i in self.rng.permutation(len(items))[:k]]

    def _id(self, k):
        return (f"{k}", f"u{k:08d}", f"acc-{k:x}", f"U{k * 2654435761 % (1 << 32):08x}")[self.d.id_style]

    def token(self, bits=40):
        return int(self.rng.integers(1 << bits))

    # -- making things ------------------------------------------------------------------------------------------------
    def person(self, sur=None, nation=None):
        if nation is None:
            nation = "JP"
            if self.chance(self.d.foreign):
                nation = NATIONS[1 + int(self.rng.choice(9, p=self.d.nation_mix))]
        return Person(self.rng, nation, sur)

    def document(self, person):
        r = self.rng
        kind = self.pick(["driving_licence", "my_number", "passport"] if person.nation == "JP"
                         else ["residence_card", "residence_card", "passport"])
        number = {"driving_licence": lambda: f"{r.integers(10**10, 10**11)}{r.integers(0, 2)}",
                  "my_number": lambda: f"{r.integers(10**11, 10**12)}",
                  "passport": lambda: f"T{'KRSZ'[r.integers(4)]}{r.integers(10**6, 10**7)}",
                  "residence_card": lambda: f"{'ABCDEFGH'[r.integers(8)]}{'ABCDEFGH'[r.integers(8)]}{r.integers(10**7, 10**8)}"
                                            f"{'ABCDEFGH'[r.integers(8)]}A"}[kind]()
        return Bag(kind=kind, number=number, country=person.nation if kind == "passport" else "JP", name=person.name, at=None)

    def bank(self, holder, kind=None, country="JP"):
        kind = kind or self.pick(["bank"] * 8 + ["money_transfer", "crypto"])
        number = (f"{self.rng.integers(1, 9999):04d}-{self.rng.integers(1, 999):03d}-{self.rng.integers(10**6, 10**7)}"
                  if kind == "bank" else f"{kind[:2]}{self.token():x}")
        return Bag(number=number, kind=kind, holder=holder, country=country, at=None, until=None, weight=1.0)

    def value(self, kind, person):
        r = self.rng
        if kind in ("phone", "emergency_contact"):
            return f"+81{self.pick(['70', '80', '90'])}{r.integers(10**7, 10**8)}"
        if kind == "email":
            stem = person.giv[1] if person.nation == "JP" else person.giv[0].split()[0].lower()
            stem = stem if stem.isascii() else self.pick("haru aki sora umi yuki nao rin kei mio ren".split())
            mail = f"{stem}.{r.integers(10**6):06d}@{self.pick(['gmail.com', 'yahoo.co.jp', 'icloud.com', 'docomo.ne.jp', 'outlook.com'])}"
            return mail.title() if r.random() < .05 else mail
        if kind == "address":
            return f"{r.integers(100, 999)}-{r.integers(10**4):04d} {r.integers(1, 30)}-{r.integers(1, 30)}-{r.integers(1, 400)}"
        if kind == "fingerprint":                  # low entropy: strangers share one
            return f"fp{int(r.pareto(.7) * 40) % 200000:06x}"
        if kind == "template" and r.random() < .15:
            return f"tpl{int(r.pareto(.9) * 3) % 5000:08x}"
        return f"{kind[:2]}{self.token(48):012x}"

    def device(self):
        return Device(self.rng, reset=int(self.rng.integers(20, 120)) if self.chance(self.d.device_reset) else 0)

    def place(self, line, device, weight, since=0, until=1 << 40, remote=0.0):
        return Bag(line=line, device=device, weight=weight, since=since, until=until, remote=remote)

    def _account(self, i, aid):
        d, r = self.d, self.rng
        a = Account(i, aid, self.person())
        p = a.person
        x = r.random()
        a.role = "client" if x < d.client_share else "both" if x < d.client_share + d.both_share else "worker"
        a.country = p.nation if r.random() < d.abroad else "JP"
        a.created = int(self.start - r.random() * d.past_years * 365 * DAY) if r.random() < d.bulk_born else \
            int(self.start + r.random() * (self.end - self.start - 3 * DAY))
        a.status, a.status_at = "active", None
        x = r.random()
        if x < d.closed + d.suspended:
            a.status = "closed" if x < d.closed else "suspended"
            a.status_at = int(r.uniform(max(a.created, self.start) + DAY, self.end))
        a.org = firm(r)[0] if r.random() < d.org_declared else ""
        # habits
        a.tz = 9 * 3600
        a.peaks = [(r.uniform(7, 24), r.uniform(.4, 3)) for _ in range(int(r.integers(1, 4)))]
        a.weekend = r.uniform(.1, 1)
        a.minutes = r.uniform(2.3, 4.6)
        a.budget = float(r.lognormal(np.log(d.activity), d.activity_sigma))
        a.budget = min(a.budget, 400)
        a.pay_every = d.pay_days[r.integers(3)]
        a.timer = r.random() < d.rows["work"]
        # things
        a.docs.append(self.document(p))
        if r.random() < .12:
            a.docs.append(self.document(p))
        holder = p.holder if r.random() > d.rows["name_mismatch"] else self.person(nation=p.nation).holder
        a.banks.append(self.bank(holder))
        if r.random() < d.second_bank:              # a new bank in the course of time
            a.banks.append(self.bank(p.holder))
            a.banks[1].at = int(r.uniform(self.start, self.end))
            if r.random() < .6:                     # or one more
                a.banks[0].until = a.banks[1].at
        for k in d.kinds:
            if r.random() < d.kind_full[k]:
                self.ident(a, k, self.value(k, p))
                if r.random() < .08:
                    self.ident(a, k, self.value(k, p), int(r.uniform(self.start, self.end)))
        self._places(a)
        if r.random() < d.onward_habit:             # own savings, or a big agent whom many use
            target = f"ow{self.token():x}" if r.random() < .7 else f"ow{int(r.pareto(.8) * 3 + 1) * 5915587277 % (1 << 40):x}"
            self.passing(a, target, keep=r.uniform(0, .7), cv=r.uniform(.02, .6), share=r.uniform(.1, 1))
        return a

    def _places(self, a):
        d, r = self.d, self.rng
        home, pc, phone = self.net.line("home", a.country), self.device(), self.device()
        a.home, a.pc = home, pc
        if r.random() < d.new_device:               # a new computer, the old one goes
            t = int(r.uniform(self.start, self.end))
            a.places += [self.place(home, pc, 1, until=t), self.place(home, self.device(), 1, since=t)]
        else:
            a.places.append(self.place(home, pc, 1))
        a.remote = r.uniform(.2, 1) if r.random() < d.rows["remote_user"] else 0
        a.places[0].remote = a.remote
        if r.random() < d.mobile_user:
            a.places.append(self.place(self.net.line("mobile", a.country), phone, d.mobile_share * 2 * r.random()))
            a.places.append(self.place(home, phone, .3 * r.random()))
        if r.random() < d.vpn_user:
            a.places.append(self.place(self.net.line("vpn" if r.random() < .9 else self.pick(["hosting", "tor", "proxy"])), pc,
                                       d.vpn_share * 2 * r.random()))
        if r.random() < d.public_user:
            a.places.append(self.place(self.net.line("public"), pc, .2 * r.random()))
        if r.random() < d.traveller:
            t = int(r.uniform(self.start, self.end))
            a.places.append(self.place(self.net.line("mobile", self.pick(["JP", "US", "VN", "TH"])), phone, 5, t, t + int(r.integers(3, 21)) * DAY))

    def ident(self, a, kind, value, at=None):
        if kind in self.d.kinds:
            a.idents.append(Bag(kind=kind, value=value, at=at))

    def passing(self, a, target, keep, cv, share, country=None, delay=30, since=0):
        """Money that goes on from this account's payee to target."""
        a.passes.append(Bag(target=target, keep=keep, cv=cv, share=share, delay=delay, since=since,
                            country=country or self.pick(["JP", "JP", "VN", "PH", "CN", "NP", "ID", "IN", "KR", "BR", "US"])))

    def _households(self):
        """Ordinary people live together too."""
        free = [self.accounts[i] for i in self.rng.permutation(self.n)[:int(self.n * self.d.household)]]
        while len(free) > 1:
            group = [free.pop() for _ in range(min(len(free), int(self.rng.choice([2, 2, 2, 3, 4]))))]
            for a in group[1:]:
                for p in a.places:
                    if p.line is a.home:
                        p.line = group[0].home
                a.home = group[0].home

    # -- drafting -----------------------------------------------------------------------------------------------------
    def take(self, n, mature=True):
        """n accounts that have no part yet; mature: there are at least 60 days to leave traces in."""
        out, back = [], []
        while len(out) < n and self.pool:
            a = self.accounts[self.pool.pop()]
            old = a.created < self.end - 60 * DAY and (a.status_at or self.end) > max(a.created, self.start) + 60 * DAY
            (out if old or not mature else back).append(a)
        self.pool = back + self.pool
        return out

    def wake(self, a, least):
        """Someone with a part is not quite idle."""
        a.budget = max(a.budget, least * self.between(.6, 1.6))

    def alive(self, a):
        """(from, to) within the window."""
        return max(a.created, self.start), min(a.status_at or self.end, self.end)
