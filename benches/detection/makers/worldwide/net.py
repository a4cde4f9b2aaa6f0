"""The address plan: providers' ranges by country and kind, and the places that people connect from."""
from .countries import COUNTRIES

# first octets that stay clear of private, documentation, multicast and carrier-NAT space
_FIRST = [o for o in range(11, 223) if o not in (100, 127, 169, 172, 192, 198, 203)]
_WORDS = {"residential": "Telecom", "mobile": "Mobile", "office": "Business", "campus": "Universities",
          "public": "Hotspots", "hosting": "Cloud", "cgnat": "Broadband"}


class Place:
    """A line or a set of exits. `lease` > 0: the IPv4 address changes with time; 0: any of the pool per session."""
    __slots__ = ("kind", "country", "pool", "lease", "v6", "share6", "wide", "phase")

    def __init__(self, kind, country, pool, lease=0, v6=None, share6=0.0, wide=False, phase=0):
        self.kind, self.country, self.pool, self.lease = kind, country, pool, lease
        self.v6, self.share6, self.wide, self.phase = v6, share6, wide, phase

    def ip(self, r, t):
        if self.v6 and r.random() < self.share6:
            net = f"{self.v6}:{r.getrandbits(16):x}:{r.getrandbits(16):x}" if self.wide else self.v6
            return f"{net}:{r.getrandbits(16):x}:{r.getrandbits(16):x}:{r.getrandbits(16):x}:{r.getrandbits(16) | 1:x}"
        if self.lease:
            return self.pool[((t + self.phase) // self.lease) % len(self.pool)]
        return r.choice(self.pool)


class Net:
    def __init__(self, r, codes):
        self.r, self.rows = r, []
        blocks = [(a, b) for a in _FIRST for b in range(0, 256, 4)]
        r.shuffle(blocks)
        self._blocks = iter(blocks)
        self.ranges, self.six, self._cgnat, self._mobile, self._public = {}, {}, {}, {}, {}
        asn = 20000
        for code in codes:
            for kind, count in (("residential", 3), ("cgnat", 2), ("mobile", 2), ("office", 1), ("campus", 1), ("public", 1), ("hosting", 1)):
                for k in range(count):
                    a, b = next(self._blocks)
                    asn += r.randrange(1, 40)
                    title = f"{code} {_WORDS[kind]} {k + 1}"
                    self.ranges.setdefault((code, kind), []).append((a, b))
                    self.rows.append((f"{a}.{b}.0.0/16", kind, asn, code, title))
                    if kind in ("residential", "mobile"):
                        head = f"2{r.randrange(0x600, 0xbff):03x}:{r.getrandbits(16) | 1:x}"
                        self.six.setdefault((code, kind), []).append(head)
                        self.rows.append((f"{head}::/32", kind, asn, code, title))
        self.vpns = []
        for k in range(7):
            a, b = next(self._blocks)
            code = r.choice(codes)
            self.vpns.append(Place("vpn", code, [self.addr(a, b) for _ in range(r.randrange(12, 60))]))
            # some providers are known as VPN, the rest only as hosting
            self.rows.append((f"{a}.{b}.0.0/16", "vpn" if r.random() < .7 else "hosting", asn + k, code, f"Exit Net {k + 1}"))

    def addr(self, a, b):
        return f"{a}.{b}.{self.r.randrange(256)}.{self.r.randrange(1, 255)}"

    def _one(self, code, kind):
        return self.addr(*self.r.choice(self.ranges[code, kind]))

    def home(self, code, city):
        """A household's line: carrier NAT of the city, or an own address that changes now and then."""
        r, c = self.r, COUNTRIES[code]
        v6, share6 = None, 0.0
        if r.random() < min(.9, 1.4 * c.ipv6):
            v6 = f"{r.choice(self.six[code, 'residential'])}:{r.getrandbits(16):x}:{r.getrandbits(16):x}"
            share6 = r.uniform(.4, .9)
        if r.random() < c.cgnat:
            return Place("cgnat", code, self.city_nat(code, city), 0, v6, share6)
        lease = r.choice((5, 20, 60, 400)) * 86400
        pool = [self._one(code, "residential") for _ in range(max(2, 420 * 86400 // lease if lease > 20 * 86400 else 30))]
        return Place("residential", code, pool, lease, v6, share6, phase=r.randrange(lease))

    def city_nat(self, code, city):
        key = (code, city, self.r.randrange(2))
        if key not in self._cgnat:
            self._cgnat[key] = [self._one(code, "cgnat") for _ in range(self.r.randrange(2, 7))]
        return self._cgnat[key]

    def mobile(self, code):
        key = (code, self.r.randrange(3))
        if key not in self._mobile:
            head = self.r.choice(self.six[code, "mobile"])
            pool = [self._one(code, "mobile") for _ in range(self.r.randrange(4, 16))]
            self._mobile[key] = Place("mobile", code, pool, 0, head, COUNTRIES[code].ipv6 * .8, wide=True)
        return self._mobile[key]

    def fixed(self, code, kind, addresses=1):
        """An office, café, campus or server: the same few addresses for years."""
        return Place(kind, code, [self._one(code, kind) for _ in range(addresses)])

    def public(self, code, city):
        spots = self._public.setdefault((code, city), [])
        if len(spots) < 4:
            spots.append(self.fixed(code, "public"))
        return self.r.choice(spots)

    def vpn(self):
        return self.r.choice(self.vpns)
