"""The platform's hidden state: accounts, their people, and the rows written so far."""
import random
from datetime import datetime, timezone
from zoneinfo import ZoneInfo

from . import variants
from .countries import COUNTRIES
from .net import Net

DAY = 86400
END = int(datetime(2026, 7, 1, tzinfo=timezone.utc).timestamp())
RETAIN = END - 150 * DAY           # log-ins older than this are purged
EVENTS = END - 400 * DAY           # contracts, payouts and ties reach further back
FAST = (int(datetime(2026, 2, 18, tzinfo=timezone.utc).timestamp()), int(datetime(2026, 3, 19, tzinfo=timezone.utc).timestamp()))


class Spot:
    """A place with a machine, used by an account between two moments. `must`: sessions that surely happen there."""
    __slots__ = ("place", "device", "weight", "since", "until", "must", "remote")

    def __init__(self, place, device, weight, since=0, until=END, must=0, remote=False):
        self.place, self.device, self.weight = place, device, weight
        self.since, self.until, self.must, self.remote = since, until, must, remote


class Payee:
    """A payout destination as registered on one account."""
    __slots__ = ("id", "kind", "holder", "country", "added", "removed", "weight", "onward", "delay")

    def __init__(self, id, kind, holder, country, added, removed=None, weight=1.0, onward=None, delay=DAY):
        self.id, self.kind, self.holder, self.country = id, kind, holder, country
        self.added, self.removed, self.weight, self.onward, self.delay = added, removed, weight, onward, delay


class Account:
    __slots__ = ("i", "country", "home", "zone", "city", "name", "shown", "role", "created", "status", "status_at", "org",
                 "logins", "orders", "payouts", "spots", "payees", "sessions", "peak", "spread", "klass", "operator",
                 "motif", "works_weekend", "pc", "phone", "line", "built", "fee", "number", "mail")

    def last(self):
        return END if self.status == "active" or not self.status_at else self.status_at


class World:
    def __init__(self, n, seed, variant):
        self.r = r = random.Random(f"worldwide/{n}/{seed}/{variant}")
        self.p = variants.draw(r, variant, n)
        self.net = Net(r, self.p.codes)
        self.rows = {t: [] for t in ("documents", "identifiers", "changes", "reviews", "contracts", "ties", "reports")}
        self.groups = []           # (class or motif, operator, members, traces), for the notes
        self.friends = {}          # accounts that know each other: used for ordinary transfers too
        self.offices = {}
        self.offsets = {c: _offsets(COUNTRIES[c].zone) for c in self.p.codes}
        self.accounts = [self._bare(i) for i in range(n)]
        order = list(range(n))
        r.shuffle(order)
        lively = {i for i in order if self._lively(self.accounts[i])}
        self._lively_pool = [i for i in order if i in lively]
        self._other_pool = [i for i in order if i not in lively]

    # accounts before anybody is behind them: age, activity and role are drawn alike for everyone
    def _bare(self, i):
        r, p = self.r, self.p
        a = Account()
        a.i, a.built = i, False
        a.created = int(END - DAY * (12 + 2000 * r.betavariate(1, 2.2)))
        a.status = r.choices(("active", "closed", "suspended"), (.91, .06, .03))[0]
        a.status_at = None if a.status == "active" else r.randrange(a.created + 2 * DAY, END)
        wallet = p.variant == "wallets"
        a.role = r.choices(("worker", "client", "both"), (.2, .1, .7) if wallet else (.62, .25, .13))[0]
        a.logins = 0 if r.random() < .12 else min(250, int(r.lognormvariate(0, .9) * p.mean_logins * .7) + 1)
        a.orders = min(120, int(r.paretovariate(1.25) * p.mean_contracts * .35))
        a.payouts = min(80, int(r.lognormvariate(0, .8) * p.mean_payouts))
        a.spots, a.payees, a.sessions = [], [], []
        a.org = a.operator = a.motif = a.klass = ""
        a.number = a.mail = ""
        return a

    def _lively(self, a):
        return a.status == "active" and a.created < RETAIN + 70 * DAY and a.logins >= (3 if self.p.variant == "sparse" else 6) \
            and a.payouts >= 1

    def free(self):
        return len(self._lively_pool) + len(self._other_pool)

    def take(self, lively):
        pool = self._lively_pool if lively and self._lively_pool else self._other_pool
        return self.accounts[(pool or self._lively_pool).pop()]

    def rest(self):
        out = [self.accounts[i] for i in sorted(self._lively_pool + self._other_pool)]
        self._lively_pool, self._other_pool = [], []
        return out

    def country(self):
        return self.r.choices(self.p.codes, self.p.weights)[0]

    def token(self, head="", bits=48):
        return f"{head}{self.r.getrandbits(bits):0{bits // 4}x}"

    def when(self, *accounts, lo=EVENTS, hi=END):
        """A moment when all of these accounts existed."""
        lo = max([lo] + [a.created for a in accounts]) + 3600
        hi = min([hi] + [a.last() for a in accounts]) - 3600
        return self.r.randrange(lo, hi) if hi > lo else min(END - 60, lo)

    # one row each; a value may be lost on the way into the export, whoever it belongs to
    def ident(self, a, kind, value, at=None):
        if not self.p.has("identifiers") or self.r.random() < self.p.missing["identifier"]:
            return False
        if at is None:
            at = min(a.created + int(self.r.expovariate(1 / (5 * DAY))), a.last() - 1)
        self.rows["identifiers"].append((a.i, kind, value, at))
        return True

    def document(self, a, number, kind, country, name, at=None):
        if not self.p.has("documents") or self.r.random() < self.p.missing["document"]:
            return False
        if at is None:
            at = min(a.created + int(self.r.expovariate(1 / (3 * DAY))), a.last() - 1)
        self.rows["documents"].append((a.i, number, kind, country, name, at))
        return True

    def payee(self, a, id, kind, holder, country, weight=1.0, onward=None, added=None, delay=DAY):
        added = added or min(a.created + int(self.r.expovariate(1 / (10 * DAY))), a.last() - 1)
        a.payees.append(Payee(id, kind, holder, country, added, None, weight, onward, delay))
        return self.p.has("bank_accounts") or self.p.has("payouts")

    def change(self, a, what, at):
        if self.p.has("changes"):
            self.rows["changes"].append((a.i, what, at))

    def tie(self, a, b, kind, at, amount=None):
        if a is not b and self.p.has("ties"):
            self.rows["ties"].append((a.i, b.i, kind, at, amount))
            return True
        return False

    def amount(self, a, usd):
        return round(usd * COUNTRIES[a.home].per_usd, 0 if COUNTRIES[a.home].per_usd > 50 else 2)


def _offsets(zone):
    """Seconds from UTC for each day that sessions can fall on: daylight saving included."""
    z = ZoneInfo(zone)
    first = RETAIN // DAY - 2
    return first, [int(datetime.fromtimestamp(d * DAY + DAY // 2, z).utcoffset().total_seconds()) for d in range(first, END // DAY + 3)]
