"""Networks: leased home lines, carriers behind CGNAT, VPN exits, hosting, fixed places."""
import bisect
import heapq
import ipaddress
from pathlib import Path

LISTS = Path(__file__).resolve().parent / "data"

DAY = 86400


def dotted(n):
    return f"{n >> 24}.{n >> 16 & 255}.{n >> 8 & 255}.{n & 255}"


class Home:
    """One subscriber line; its IPv4 address is leased again from the pool of its area."""
    def __init__(self, area, lease, v6):
        self.area, self.lease, self.v6, self.at, self.ips = area, lease, v6, [], []

    def ip(self, t, r):
        if self.v6 and r.random() < 0.55:
            return f"{self.v6}:{r.getrandbits(16):x}:{r.getrandbits(16):x}:{r.getrandbits(16):x}:{r.getrandbits(16) | 1:x}"
        return self.ips[max(0, bisect.bisect_right(self.at, t) - 1)]


class Pool:
    """Every session takes some address of the list (carrier, VPN, or one fixed address)."""
    def __init__(self, ips):
        self.ips = ips

    def ip(self, t, r):
        return r.choice(self.ips)


class Nets:
    def __init__(self, cfg, r):
        self.cfg, self.r, self.rows, self.homes, self.used = cfg, r, [], [], set()
        self.areas, self.v6n = [], 0
        cc = cfg.home_country
        for i in range(max(6, cfg.n // 400)):
            base = (60 + i % 60) << 24 | r.randint(0, 255) << 16
            self.areas.append((base, r.choice((4713, 2516, 17676, 2527, 9595))))
            self.rows.append((f"{dotted(base)}/16", "residential", self.areas[-1][1], cc, f"area {i}"))
        self.carriers = []
        for i, name in enumerate(("mobile-a", "mobile-b", "mobile-c", "mobile-d")):
            base = 49 << 24 | (96 + i * 8) << 16 | r.randint(0, 255) << 8
            size = max(4, int(cfg.n / r.uniform(60, 200)))
            self.carriers.append(Pool([dotted(base + k) for k in range(size)]))
            self.rows.append((f"{dotted(base & ~0xffff)}/16", r.choice(("mobile", "cgnat")), 9605 + i, cc, name))
        self.vpns, self.hosting = [], []
        lists = {k: [ln.strip() for ln in open(LISTS / (k + ".txt")) if "/" in ln] for k in ("vpn", "hosting")}
        for cidr in r.sample(lists["vpn"], 8):
            n = ipaddress.ip_network(cidr, strict=False)
            self.vpns.append(Pool([dotted(int(n[1 + r.randrange(n.num_addresses - 2)]))
                                   for _ in range(r.randint(3, max(4, cfg.n // 1200)))]))
            self.rows.append((str(n), "vpn", 9009, r.choice(("NL", "SG", "US", cc)), "vpn"))
        for cidr in r.sample(lists["hosting"], 12):
            n = ipaddress.ip_network(cidr, strict=False)
            self.hosting.append(n)
            self.rows.append((str(n), "hosting", r.choice((16509, 14061, 20473, 9370)), r.choice((cc, cc, "SG", "US")), "host"))

    def home(self, area=None, lease="draw", v6=None):
        c, r = self.cfg, self.r
        if lease == "draw":
            lease = c.lease_days * r.uniform(0.5, 2) if r.random() < c.dynamic else None
        p6 = None
        if r.random() < c.v6_share if v6 is None else v6:
            self.v6n += 1
            p6 = f"2400:{r.getrandbits(14) | 0x1000:x}:{self.v6n:x}:{r.randint(1, 255):x}"
        h = Home(r.randrange(len(self.areas)) if area is None else area, lease, p6)
        self.homes.append(h)
        return h

    def fresh(self, lo, hi):
        for _ in range(500):                         # a full range hands an address out twice
            n = self.r.randint(lo, hi)
            if n not in self.used and n & 255 not in (0, 255):
                break
        self.used.add(n)
        return dotted(n)

    def fixed(self, kind, name="", count=1, told=None):
        """A business or public line with its own addresses; the platform knows some of them."""
        base = 219 << 24 if kind in ("office", "campus") else 202 << 24
        ips = [self.fresh(base, base + (1 << 23)) for _ in range(count)]
        if self.r.random() < (self.cfg.known_nets * 0.4 if told is None else told):
            self.rows += [(ip + "/32", kind, 2914, self.cfg.home_country, name) for ip in ips]
        return Pool(ips)

    def host(self, count=1):
        n = self.r.choice(self.hosting)
        lo = int(n.network_address)
        return Pool([self.fresh(lo + 1, lo + n.num_addresses - 2) for _ in range(count)])

    def lease_all(self):
        """Hand out the addresses: never two lines on one address at one time."""
        c, r = self.cfg, self.r
        for a, (base, _) in enumerate(self.areas):
            homes = [h for h in self.homes if h.area == a]
            pool = r.sample(range(base + 256, base + 65000), max(4, int(len(homes) * (1 + c.pool_slack)) + 3))
            heap = []
            for k, h in enumerate(homes):
                h.at, h.ips, h.now = [c.t0 - DAY], [], pool.pop()
                h.ips.append(dotted(h.now))
                if h.lease:
                    heapq.heappush(heap, (c.t0 + r.random() * h.lease * DAY, k))
            while heap:
                t, k = heapq.heappop(heap)
                if t > c.t1 or not pool:
                    continue
                h, j = homes[k], r.randrange(len(pool))
                pool[j], h.now = h.now, pool[j]
                h.at.append(int(t))
                h.ips.append(dotted(h.now))
                heapq.heappush(heap, (t + h.lease * DAY * r.uniform(0.4, 1.6), k))
