"""The address space: providers, their ranges, and the lines through which accounts reach the platform."""
import numpy as np

from .dials import DAY

FIRST = [1, 14, 27, 36, 42, 49, 58, 60, 61, 101, 106, 110, 111, 113, 114, 115, 116, 118, 119, 120, 121, 122, 123, 124,
         125, 126, 133, 150, 153, 157, 160, 163, 175, 180, 182, 183, 202, 203, 210, 211, 218, 219, 220, 221, 222]
PRIME = 8191                                     # size of one provider's pool of re-leased addresses


def v4(n):
    n = int(n)
    return f"{n >> 24}.{n >> 16 & 255}.{n >> 8 & 255}.{n & 255}"


class Provider:
    """A range of one kind in one country."""

    def __init__(self, net, kind, country, bits=16):
        self.kind, self.country, self.bits = kind, country, bits
        self.base = net.new_block()
        self.p6 = f"2400:{int(net.rng.integers(0x1000, 0xffff)):x}"
        self.asn = int(net.rng.integers(2000, 65000))
        self.name = f"{kind}-{country}-{self.asn % 997}".upper() if kind != "office" else f"CORP-{self.asn % 997}"
        lo, hi = net.d.lease_days
        self.lease = int(net.rng.uniform(lo, hi) * DAY)
        epochs = (net.d.end - net.d.start) // self.lease + 2000
        self.a = net.rng.integers(1, PRIME, epochs)
        self.b = net.rng.integers(0, PRIME, epochs)
        self.t0 = net.d.start - 1000 * self.lease
        self.lines = 0

    def leased(self, index, times):
        """Addresses that move on: no two lines hold one at a time, but strangers hold it one after another."""
        e = np.clip((np.asarray(times) - self.t0) // self.lease, 0, len(self.a) - 1)
        return self.base + 4096 + (index * self.a[e] + self.b[e]) % PRIME


class Line:
    """How a place reaches the platform. mode: fixed, leased, nat, vpn, proxy."""
    __slots__ = ("net", "prov", "mode", "index", "pool", "six", "p6")

    def __init__(self, net, prov, mode, pool=None, p6=0.0):
        self.net, self.prov, self.mode, self.p6 = net, prov, mode, p6
        prov.lines += 1
        self.index = prov.lines
        self.pool = pool
        self.six = f"{prov.p6}:{self.index & 0xffff:x}:{(self.index >> 16) + 0x10:x}" if p6 else ""

    @property
    def kind(self):
        return self.prov.kind

    def ips(self, times):
        rng, n, p = self.net.rng, len(times), self.prov
        if self.mode == "leased":
            nums = p.leased(self.index, times)
        elif self.mode == "nat":                 # the carrier's few addresses; sticky for some days for fixed lines
            days = np.asarray(times) // (DAY * 3) if p.kind == "cgnat" else rng.integers(0, 1 << 30, n)
            nums = p.base + 256 + (days * 7919 + self.index * 31) % self.pool
        elif self.mode == "vpn":
            nums = np.asarray(self.pool)[rng.integers(0, len(self.pool), n)]
        elif self.mode == "proxy":               # other people's home lines
            nums = p.leased(rng.integers(1, max(p.lines, 2), n), times)
        else:
            nums = np.full(n, p.base + 20000 + self.index % 45000)
        out = [v4(x) for x in nums]
        if self.p6:
            for i in np.flatnonzero(rng.random(n) < self.p6):
                a, b = rng.integers(0, 65536, 2)
                out[i] = f"{self.six}:{int(a):x}:{int(b):x}:1:{int(a ^ b):x}"
        return out


class Net:
    def __init__(self, d, rng, n):
        self.d, self.rng = d, rng
        self.used, self.providers, self.dark = set(), [], []
        homes = max(3, n // 4000)
        self.isps = {"JP": [self.add("residential", "JP") for _ in range(homes)]}
        self.mobile = {"JP": [self.add("mobile", "JP") for _ in range(3)]}
        self.cgnats = [self.add("cgnat", "JP") for _ in range(int(rng.integers(1, 4)))]
        self.vpns = [self.add("vpn", c) for c in ("JP", "JP", "US", "SG")]
        self.hosts = [self.add("hosting", c) for c in ("JP", "JP", "US")]
        self.tor = self.add("tor", "DE")
        self.offices, self.campus, self.public = (self.add(k, "JP") for k in ("office", "campus", "public"))
        self.mobile_pool = int(rng.integers(60, 1200))
        self.cgnat_pool = max(8, int(n * d.cgnat / d.cgnat_lines))
        self.exits = [v.base + 300 + rng.choice(2000, d.vpn_exits, replace=False) for v in self.vpns]

    def new_block(self):
        while True:
            block = FIRST[self.rng.integers(len(FIRST))] << 24 | int(self.rng.integers(256)) << 16
            if block not in self.used:
                self.used.add(block)
                return block

    def add(self, kind, country):
        p = Provider(self, kind, country)
        self.providers.append(p)
        return p

    def _pick(self, table, kind, country):
        if country not in table:
            table[country] = [self.add(kind, country) for _ in range(2)]
        return table[country][self.rng.integers(len(table[country]))]

    def line(self, kind="home", country="JP"):
        """A new line; a home's technique follows the platform's dials."""
        d, r = self.d, self.rng
        if kind == "home":
            if r.random() < d.cgnat and country == "JP":
                return self.line("cgnat")
            prov = self._pick(self.isps, "residential", country)
            return Line(self, prov, "leased" if r.random() < d.relet else "fixed", p6=r.random() if r.random() < d.v6 else 0)
        if kind == "cgnat":
            return Line(self, self.cgnats[r.integers(len(self.cgnats))], "nat", self.cgnat_pool,
                        p6=.5 if r.random() < d.v6 / 2 else 0)
        if kind == "mobile":
            return Line(self, self._pick(self.mobile, "mobile", country), "nat", self.mobile_pool)
        if kind == "vpn":
            i = int(r.integers(len(self.vpns)))
            return Line(self, self.vpns[i], "vpn", r.choice(self.exits[i], int(r.integers(1, min(6, len(self.exits[i])) + 1))))
        if kind == "proxy":
            return Line(self, self.isps["JP"][r.integers(len(self.isps["JP"]))], "proxy")
        if kind == "tor":
            return Line(self, self.tor, "nat", 300)
        prov = {"hosting": self.hosts[r.integers(len(self.hosts))], "office": self.offices, "campus": self.campus,
                "public": self.public}[kind]
        return Line(self, prov, "fixed")

    def rows(self):
        """The networks table: not all ranges are listed, nor the kind of all that are."""
        for p in self.providers:
            if self.rng.random() < self.d.net_listed:
                kind = p.kind if self.rng.random() < self.d.net_kind_known else ""
                yield [f"{v4(p.base)}/16", kind, p.asn, p.country, p.name]
                if p.kind in ("residential", "cgnat"):
                    yield [f"{p.p6}::/32", kind, p.asn, p.country, p.name]
