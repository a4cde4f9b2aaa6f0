"""Where sessions come from: leased home lines, carriers, offices, cafés, VPN exits and servers."""

import ipaddress

import numpy as np

JAPAN = (
    ("Kanto Hikari", 4713, "153.128.0.0/11", "2400:4050::/32"),
    ("Nishi Net", 17676, "126.0.0.0/10", "2400:2410::/32"),
    ("Minato Cable", 9824, "119.224.0.0/13", "2405:6580::/32"),
    ("Higashi Fiber", 2518, "114.160.0.0/12", "240b:10::/28"),
)
ABROAD = {
    "PH": ("Luzon Tel", 9299, "112.198.0.0/15"),
    "VN": ("Song Net", 45899, "14.160.0.0/12"),
    "IN": ("Ganga Fiber", 24560, "122.160.0.0/12"),
    "US": ("Prairie Cable", 7922, "73.0.0.0/10"),
    "NP": ("Himal Link", 17501, "27.34.0.0/17"),
    "BR": ("Rio Fibra", 28573, "177.32.0.0/12"),
    "KR": ("Hangang Net", 4766, "121.128.0.0/11"),
}
CARRIERS = (
    ("49.96.0.0/13", 9605, "Sakura Mobile"),
    ("106.128.0.0/10", 2516, "Wind Mobile"),
    ("133.106.0.0/16", 17676, "Ring Mobile"),
)
VPN_BLOCKS = (("146.70.0.0/16", 9009, "vpn"), ("185.153.176.0/21", 60068, "vpn"), ("103.125.232.0/22", 136787, "vpn"))
HOSTING = (
    ("139.162.64.0/18", 63949, "hosting"),
    ("45.76.192.0/19", 20473, "hosting"),
    ("13.112.0.0/14", 16509, "hosting"),
)
OFFICES = (("210.128.0.0/11", 2497), ("202.208.0.0/12", 4725))


class Place:
    """An outlet to the net; `at` gives the address index of each moment."""

    def __init__(self, starts, addresses, six=None, six_share=0.0, pool=False):
        self.starts = np.asarray(starts)
        self.addresses = np.asarray(addresses)
        self.six = six
        self.six_share = six_share
        self.pool = pool

    def at(self, times: np.ndarray, rng) -> np.ndarray:
        if self.pool:
            return self.addresses[rng.integers(0, len(self.addresses), len(times))]
        found = self.addresses[np.maximum(np.searchsorted(self.starts, times, side="right") - 1, 0)]
        if self.six is not None:
            new = rng.random(len(times)) < self.six_share
            found[new] = self.six[rng.integers(0, len(self.six), int(new.sum()))]
        return found


class Net:
    """All places of one platform, with the register of ranges that the platform bought."""

    def __init__(self, rng, accounts: int, begin: int, end: int):
        self.rng, self.begin, self.end = rng, begin, end
        self.names: list[str] = []
        self.index: dict[str, int] = {}
        self.ranges: list[tuple] = []
        per_block = max(60, accounts // 3)
        self.home_pools = [self._scatter(isp[2], per_block * 2) for isp in JAPAN]
        self.abroad_pools = {country: self._scatter(isp[2], max(60, accounts // 8)) for country, isp in ABROAD.items()}
        self.carrier_pools = [self._scatter(block, max(24, accounts // 60)) for block, _, _ in CARRIERS]
        self.vpn_pools = [self._scatter(block, max(6, accounts // 250)) for block, _, _ in VPN_BLOCKS]
        self.cafes = [self.office("public") for _ in range(max(5, accounts // 500))]
        for name, asn, four, six in JAPAN:
            self.ranges += [(four, "residential", asn, "JP", name), (six, "residential", asn, "JP", name)]
        self.ranges += [(four, "residential", asn, country, name) for country, (name, asn, four) in ABROAD.items()]
        self.ranges += [
            (block, "cgnat" if i else "mobile", asn, "JP", name) for i, (block, asn, name) in enumerate(CARRIERS)
        ]
        self.ranges += [(block, kind, asn, "", "") for block, asn, kind in VPN_BLOCKS[:2] + HOSTING]

    def intern(self, text: str) -> int:
        if text not in self.index:
            self.index[text] = len(self.names)
            self.names.append(text)
        return self.index[text]

    def _one(self, block: str) -> int:
        network = ipaddress.ip_network(block)
        return self.intern(str(network[int(self.rng.integers(4, network.num_addresses - 4))]))

    def _scatter(self, block: str, count: int) -> np.ndarray:
        """Addresses of a pool, from a few hundred neighbouring /24s as an ISP hands them out."""
        network = ipaddress.ip_network(block)
        wide = max(1, min(count // 60 + 1, network.num_addresses // 256))
        bases = self.rng.choice(network.num_addresses // 256, wide, replace=False)
        spots = bases[self.rng.integers(0, wide, count)] * 256 + self.rng.integers(1, 255, count)
        return np.unique([self.intern(str(network[int(spot)])) for spot in spots])

    def home(self, country: str = "JP") -> Place:
        """A household's line: fixed or leased anew every few days or months, often also IPv6."""
        rng = self.rng
        which = int(rng.integers(len(JAPAN)))
        pool = self.home_pools[which] if country == "JP" else self.abroad_pools[country]
        days = rng.choice([400.0, 60.0, 20.0, 6.0], p=[0.35, 0.3, 0.25, 0.1])
        count = int(rng.poisson((self.end - self.begin) / 86400 / days)) + 1
        starts = np.sort(rng.integers(self.begin, self.end, count))
        starts[0] = 0
        six, share = None, 0.0
        if country == "JP" and rng.random() < 0.45:
            network = ipaddress.ip_network(JAPAN[which][3])
            prefix = int(network.network_address) + (int(rng.integers(1, 2**31)) << 64)
            marks = rng.integers(2**40, 2**62, int(rng.integers(3, 9)))
            six = np.array([self.intern(str(ipaddress.IPv6Address(prefix + int(mark)))) for mark in marks])
            share = rng.uniform(0.3, 0.9)
        return Place(starts, pool[rng.integers(0, len(pool), count)], six, share)

    def mobile(self, country: str = "JP") -> Place:
        """A carrier's translated addresses: a new one nearly every session, shared by crowds."""
        pool = (
            self.carrier_pools[int(self.rng.integers(len(CARRIERS)))] if country == "JP" else self.abroad_pools[country]
        )
        spot = int(self.rng.integers(len(pool)))
        return Place([0], np.take(pool, range(spot, spot + 30), mode="wrap"), pool=True)

    def vpn(self) -> Place:
        """A commercial VPN: many strangers leave by the same exits."""
        pool = self.vpn_pools[int(self.rng.integers(len(VPN_BLOCKS)))]
        return Place([0], self.rng.choice(pool, int(self.rng.integers(1, 5))), pool=True)

    def server(self) -> Place:
        """A rented server with an address of its own."""
        return Place([0], [self._one(HOSTING[int(self.rng.integers(len(HOSTING)))][0])])

    def office(self, kind: str = "office") -> Place:
        """One to three fixed addresses of an organisation; the register knows two in three of them."""
        block, asn = OFFICES[int(self.rng.integers(len(OFFICES)))]
        first = self._one(block)
        base = ipaddress.ip_address(self.names[first])
        count = int(self.rng.integers(1, 4)) if kind != "public" else 1
        if self.rng.random() < 0.66:
            self.ranges.append((str(ipaddress.ip_network(f"{base}/29", strict=False)), kind, asn, "JP", ""))
        return Place([0], [first] + [self.intern(str(base + i)) for i in range(1, count)], pool=True)

    def village(self) -> Place:
        """A small cable company that puts a whole district behind one address."""
        return Place([0], [int(self.rng.choice(self.home_pools[2]))])
