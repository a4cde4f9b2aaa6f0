"""Networks: ISPs with leases, CGNAT, carriers, fixed lines, VPNs, hosting, residential proxies."""
import ipaddress
import numpy as np

from real_data import real_data

LISTS = real_data('lives', 'ip_lists') / 'ip_lists'


class Line:
    """A way onto the internet. pool: array of v4 addresses; lease: mean seconds one address is kept."""
    __slots__ = ('kind', 'pool', 'lease', 'v6', 'v6base', 'v6stable', 'country', 'isp')

    def __init__(self, kind, pool, lease, country, isp, v6=0.0, v6base=0, v6stable=True):
        self.kind, self.pool, self.lease, self.country, self.isp = kind, pool, lease, country, isp
        self.v6, self.v6base, self.v6stable = v6, v6base, v6stable


class Net:
    def __init__(self, W):
        self.W, self.r, self.p = W, W.r, W.p
        self.lines, self.networks, self.used16 = [], [], set()
        self.vpn24 = [x.strip() for x in open(LISTS / 'x4bnet_vpn_ipv4.txt') if x.strip().endswith('/24')]
        self.dc = [x.strip() for x in open(LISTS / 'x4bnet_datacenter_ipv4.txt') if x.strip().endswith(('/20', '/21', '/22'))]
        self.r.shuffle(self.vpn24)
        self.r.shuffle(self.dc)
        self.asn = 60000
        self.octets = [o for o in range(24, 223) if o not in (100, 127, 169, 172, 192, 198, 203)]
        self.town_isps = {}
        self.carriers = {}
        self.taken24 = {'.'.join(x.split('.')[:2]) for x in self.vpn24 + self.dc}
        self.vpns = [self.vpn_service(i) for i in range(8)]
        self.hosts = [self.hosting_service(i) for i in range(5)]

    def _asn(self):
        self.asn += self.r.randint(1, 9)
        return self.asn

    def block(self, kind, country, name, bits, asn=None):
        """A fresh IPv4 block; most blocks are known in `networks`."""
        while True:
            a, b = self.r.choice(self.octets), self.r.randrange(256)
            if (a, b) not in self.used16 and f'{a}.{b}' not in self.taken24:
                break
        self.used16.add((a, b))
        base = (a << 24) | (b << 16)
        if self.r.random() < .9:
            self.networks.append((f'{ipaddress.ip_address(base)}/{bits}', kind, asn or self._asn(), country, name))
        return base

    def v6block(self, kind, country, name, asn):
        base = (0x2400 + self.r.randrange(0x0a00)) << 48 | self.r.randrange(1 << 16) << 32      # a /32, as a /64 number
        if self.r.random() < .9:
            self.networks.append((f'{ipaddress.ip_address(base << 64)}/32', kind, asn, country, name))
        return base

    def vpn_service(self, i):
        exits = {}
        for c in ('JP', 'US', 'SG', 'NL'):
            nets = [self.vpn24.pop() for _ in range(self.r.randint(1, 3))]
            pool = []
            for n in nets:
                base = int(ipaddress.ip_network(n).network_address)
                pool += [base + x for x in self.r.sample(range(2, 254), self.r.randint(4, 16))]
                if self.r.random() < .8:
                    self.networks.append((n, 'vpn', self._asn(), c, f'vpn{i}'))
            exits[c] = np.array(pool)
        return exits

    def hosting_service(self, i):
        n = self.dc.pop()
        self.networks.append((n, 'hosting', self._asn(), self.r.choice(['JP', 'US', 'SG']), f'host{i}'))
        return ipaddress.ip_network(n)

    def add(self, line):
        self.lines.append(line)
        return len(self.lines) - 1

    def isps(self, town):
        """Two to four ISPs of a town: (dynamic pool, cgnat pool, v6 base)."""
        if town not in self.town_isps:
            c, out = self.W.towns[town].country, []
            for k in range(self.r.randint(2, 4)):
                name, asn = f'isp-{c.lower()}-{town}-{k}', self._asn()
                size = self.r.choice([2048, 4096, 8192])
                pool = self.block('residential', c, name, 19, asn) + np.arange(1, size)
                small = self.block('cgnat' if self.r.random() < .6 else 'residential', c, name, 24, asn) + np.arange(1, self.r.randint(8, 60))
                out.append((name, pool, small, self.v6block('residential', c, name, asn)))
            self.town_isps[town] = out
        return self.town_isps[town]

    def home_line(self, town):
        r, p = self.r, self.p
        name, pool, small, v6 = r.choice(self.isps(town))
        c = self.W.towns[town].country
        has6 = r.uniform(.2, .8) if r.random() < p.p_v6 else 0.0
        base6 = v6 + (r.randrange(1 << 23) << 8)
        x = r.random()
        if x < p.p_cgnat:
            return self.add(Line('cgnat', small, 86400 * r.uniform(.1, 2), c, name, has6, base6))
        if x < p.p_cgnat + p.p_static:
            return self.add(Line('res', pool[[r.randrange(len(pool))]], 1e12, c, name, has6, base6))
        return self.add(Line('res', pool, 86400 * p.lease_days * r.lognormvariate(0, .8), c, name, has6, base6, r.random() < .7))

    def mobile_line(self, town):
        c = self.W.towns[town].country
        if c not in self.carriers:
            self.carriers[c] = []
            for k in range(3):
                name, asn = f'mobile-{c.lower()}-{k}', self._asn()
                pool = self.block('mobile', c, name, 20, asn) + np.arange(1, 200 + self.r.randrange(1500))
                self.carriers[c].append((name, pool, self.v6block('mobile', c, name, asn)))
        name, pool, v6 = self.r.choice(self.carriers[c])
        has6 = self.r.uniform(.3, .8) if self.r.random() < self.p.p_v6 else 0.0
        return self.add(Line('mobile', pool, 3600 * self.r.uniform(1, 8), c, name, has6, v6, False))

    def fixed_line(self, town, kind):
        """An office, campus, cafe, library, coworking space: one to three addresses of its own."""
        c = self.W.towns[town].country
        base = self.r.choice(self.isps(town))[1]
        pool = base[self.r.sample(range(len(base)), self.r.choice([1, 1, 1, 2, 3]))]
        if self.r.random() < .6:
            for a in pool:
                self.networks.append((f'{ipaddress.ip_address(int(a))}/32', kind, self._asn(), c, f'{kind}-{town}'))
        return self.add(Line(kind, pool, 86400 * self.r.uniform(2, 300), c, kind))

    def vpn_line(self, service, country):
        exits = self.vpns[service]
        pool = exits.get(country, exits['US'])
        return self.add(Line('vpn', pool[self.r.sample(range(len(pool)), min(len(pool), self.r.randint(2, 8)))], 3600 * self.r.uniform(2, 60), country, 'vpn'))

    def desktop_line(self, service):
        n = self.hosts[service]
        a = int(n.network_address) + self.r.randrange(1, n.num_addresses - 1)
        return self.add(Line('hosting', np.array([a]), 1e12, 'US', 'hosting'))

    def proxy_line(self, town, exits=None):
        """Residential proxy: sticky exits at other people's homes, some in the world's own pools."""
        pools = [self.r.choice(self.isps(town))[1] for _ in range(3)]
        pool = np.array([int(self.r.choice(pools)[self.r.randrange(1000)]) for _ in range(exits or self.r.randint(3, 30))])
        return self.add(Line('proxy', pool, 86400 * self.r.uniform(.2, 4), self.W.towns[town].country, 'proxy'))

    def resolve(self, li, t):
        """Addresses of one line at times t: (v4 array, v6 /64 array or 0)."""
        L = self.lines[li]
        g = np.random.default_rng([self.p.seed, int(self.p.variant[1]), li])
        span = self.W.t1 + 86400 - self.W.t0
        n = 1 if L.lease > 1e11 else min(int(span / L.lease * 1.5) + 3, 4000)
        if n == 1:
            k = np.zeros(len(t), int)
        else:
            edges = self.W.t0 - L.lease * g.random() + np.cumsum(g.exponential(L.lease, n))
            k = np.searchsorted(edges, t)
        v4 = L.pool[g.integers(0, len(L.pool), n + 2)][k]
        v6 = np.zeros(len(t), dtype=np.uint64)
        if L.v6:
            on = g.random(len(t)) < L.v6
            pref = np.uint64(L.v6base) + (np.zeros(n + 2, np.uint64) if L.v6stable
                                          else g.integers(0, 1 << 29, n + 2).astype(np.uint64) * np.uint64(4))
            v6 = np.where(on, pref[k], np.uint64(0))
        return v4, v6
