"""The Internet as seen by a platform: leases, NAT, mobile carriers, VPN exits, residential proxies.

Sharing is heavy tailed, as measured for CGNAT, and a residential address passes among strangers with its lease."""
import ipaddress
import random

import numpy as np

DAY = 86400
POOL = 1021
FIRST = {"JP": [60, 110, 114, 118, 122, 126, 133, 153, 180, 202, 210, 219], "XX": [24, 41, 49, 71, 98, 103, 112, 175, 188]}


class Place:
    """Somewhere one logs in from. `when` says at which hours; `kiosks` are machines of the house."""
    when, kiosks, kind = "any", None, "fixed"

    def __init__(self, ips, weights=None, kind="fixed", when="any", kiosks=None):
        self.ips, self.kind, self.when, self.kiosks = ips, kind, when, kiosks
        self.cum = list(np.cumsum(weights)) if weights is not None else None

    def ip(self, t, r):
        if len(self.ips) == 1:
            return self.ips[0]
        return r.choices(self.ips, cum_weights=self.cum)[0] if self.cum else r.choice(self.ips)


class LeasePool:
    """1021 addresses; at each renewal everyone gets another one, so strangers follow each other on an address."""

    def __init__(self, key, base, lease, density, r):
        self.key, self.base, self.lease, self.cache = key, base, lease, {}
        self.offset = r.random() * (lease or 1)
        self.free = r.sample(range(POOL), max(2, int(POOL * density)))

    def addr(self, slot, t):
        epoch = int((t - self.offset) // self.lease) if self.lease else 0
        perm = self.cache.get(epoch)
        if perm is None:
            perm = self.cache[epoch] = np.random.default_rng([self.key, epoch]).permutation(POOL)
        return str(ipaddress.IPv4Address(self.base + 1 + int(perm[slot])))


class Line(Place):
    """A residential line; perhaps with an IPv6 prefix of its own."""
    kind = "home"

    def __init__(self, pool, slot, prefix, v6share):
        self.pool, self.slot, self.prefix, self.v6share = pool, slot, prefix, v6share

    def ip(self, t, r):
        if self.prefix and r.random() < self.v6share:
            return f"{self.prefix}:{r.getrandbits(16):x}:{r.getrandbits(16):x}:{r.getrandbits(16):x}:{r.getrandbits(16):x}"
        return self.pool.addr(self.slot, t)


class Proxy(Place):
    """A residential proxy pool: the address that some stranger's line has at that moment."""
    kind = "proxy"

    def __init__(self, pools):
        self.pools = pools

    def ip(self, t, r):
        return r.choice(self.pools).addr(r.randrange(POOL), t)


class Nets:
    def __init__(self, seed, cfg, n):
        self.r, self.cfg, self.rows = random.Random(f"nets/{seed}"), cfg, []
        self.next = {o: self.r.randrange(0, 40) * 4 for os in FIRST.values() for o in os}
        self.isps, self.carriers, self.cgn, self.shared = {}, {}, {}, {}
        for c in cfg["countries"]:
            k = 8 if c == "JP" else 2
            self.isps[c] = [dict(asn=self.asn(), lease=self.r.choice(cfg["leases"]), pools=[], v6=self.r.random() < 0.5,
                                 n=self.r.randrange(1, 65000), lines=0, country=c, w=1 / (i + 1)) for i in range(k)]
            users = n * cfg["countries"][c]
            self.carriers[c] = [self.nat("mobile", c, max(4, int(users * self.r.uniform(*cfg["mobile_exits"])))) for _ in range(3)]
            self.cgn[c] = [self.nat("cgnat", c, max(3, int(users * self.r.uniform(*cfg["cgnat_exits"])))) for _ in range(2)]
        self.vpns = [self.nat("vpn", "XX", max(6, int(n * 0.002 * self.r.uniform(0.5, 2)))) for _ in range(4)]

    def asn(self):
        return str(self.r.randrange(2000, 65000))

    def block(self, bits, country, kind, asn=None, name=""):
        """A fresh range of 2**bits addresses, entered among the networks that may become known."""
        o = self.r.choice(FIRST.get(country, FIRST["XX"]))
        self.next[o] += 4                       # in units of /24
        base = (o << 24) + (self.next[o] << 8)
        self.rows.append((f"{ipaddress.IPv4Address(base)}/{32 - bits}", kind, asn or self.asn(), country if country != "XX" else "US", name))
        return base

    def nat(self, kind, country, k):
        """Exits with Zipf weights: few addresses carry most people."""
        ips, asn = [], self.asn()
        while len(ips) < k:
            base = self.block(8, country, kind, asn)
            ips += [str(ipaddress.IPv4Address(base + i)) for i in self.r.sample(range(1, 255), min(250, k - len(ips)))]
        return ips, [1 / (i + 1) ** 0.8 for i in range(k)]

    def line(self, country, isp=None):
        isp = isp or self.r.choices(self.isps[country], [i["w"] for i in self.isps[country]])[0]
        if not isp["pools"] or not isp["pools"][-1].free:
            base = self.block(10, country, "residential", isp["asn"])
            lease = isp["lease"] and isp["lease"] * DAY * self.r.uniform(0.7, 1.4)
            isp["pools"].append(LeasePool(self.r.getrandbits(31), base, lease, self.r.uniform(*self.cfg["density"]), self.r))
        pool = isp["pools"][-1]
        isp["lines"] += 1
        prefix = f"2400:{isp['n']:x}:{isp['lines'] >> 8:x}:{(isp['lines'] & 255) + 1:x}" if isp["v6"] and self.r.random() < 0.7 else None
        return Line(pool, pool.free.pop(), prefix, self.r.uniform(0.3, 0.9))

    def home(self, country):
        if self.r.random() < self.cfg["cgnat_home"]:
            return self.carrier_home(country)
        return self.line(country)

    def carrier_home(self, country):
        """Behind a carrier's NAT: one fixed shared exit (MAP-E) or a few that change."""
        ips, w = self.r.choice(self.cgn[country])
        k = 1 if self.r.random() < 0.5 else self.r.randint(2, 6)
        return Place(self.r.choices(ips, w, k=k), kind="cgnat")

    def short_lease(self, country):
        """A line of the provider that renews soonest."""
        return self.line(country, min(self.isps[country], key=lambda i: i["lease"] or 9e9))

    def mobile(self, country):
        ips, w = self.r.choice(self.carriers[country])
        near = sorted(self.r.sample(range(len(ips)), min(len(ips), 12)))     # the exits of one's region
        return Place([ips[i] for i in near], [w[i] for i in near], kind="mobile")

    def vpn(self, provider=None):
        ips, w = self.vpns[provider] if provider is not None else self.r.choice(self.vpns)
        return Place(self.r.choices(ips, w, k=self.r.randint(1, 6)), kind="vpn")

    def proxy(self, country):
        for isp in self.isps[country]:
            if not isp["pools"]:
                self.line(country, isp)
        return Proxy([p for i in self.isps[country] for p in i["pools"]])

    def site(self, kind, country, k=1, name="", **kw):
        """An office, school, café, hall or rented server: k addresses of its own."""
        key = (kind, country)
        if kind == "hosting":                   # servers of strangers sit in one data centre's range
            if key not in self.shared or self.shared[key][1] > 240:
                self.shared[key] = [self.block(8, country, kind), 1]
            base, used = self.shared[key]
            self.shared[key][1] += k
        else:
            base, used = self.block(3 if k < 7 else 6, country, kind, name=name), 1
        return Place([str(ipaddress.IPv4Address(base + used + i)) for i in range(k)], kind=kind, **kw)
