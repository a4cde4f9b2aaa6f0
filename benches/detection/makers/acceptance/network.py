"""Lines: every source of IP addresses, from a home's fixed address to a carrier's or a VPN's shared pool."""

import numpy as np

from .values import V6, mix

HOME_BLOCKS = {  # residential ranges by country: (first address, size in bits)
    "JP": (0x7E000000, 23), "US": (0x49000000, 21), "IN": (0x75C00000, 21), "VN": (0x0EA00000, 20), "CN": (0x72E00000, 20),
    "KR": (0xAFC00000, 20), "PH": (0x70C60000, 16), "NP": (0x1B220000, 16), "BR": (0xB1400000, 20),
}  # fmt: skip
PLACE_BLOCKS = {  # where fixed lines that are no homes get their addresses
    "office": (0xD2800000, 18), "campus": (0x85200000, 16), "public": (0xDDF00000, 18), "hosting": (0x2D200000, 19),
    "vpn": (0x67000000, 17), "cgnat": (0x645C0000, 17), "mobile": (0x31600000, 18),
}  # fmt: skip
REGISTRY = {  # names as a registry has them
    "office": ("business fibre", "leased line", "office-net"), "campus": ("university network", "school network"),
    "public": ("free wi-fi", "municipal wi-fi", "hotspot"), "hosting": ("vps-tokyo", "cloud-east", "rental server"),
    "vpn": ("vpn service", "secure access"), "cgnat": ("shared address pool",), "mobile": ("lte-pool", "5g-pool"),
    "residential": ("fixed line", "ftth"),
}  # fmt: skip
POOL_BITS = 9
POOL_LINES = 420


class Lines:
    """A growing table of lines; `resolve` says which address a line gives an account at a time."""

    def __init__(self, rng, variant):
        self.rng, self.variant = rng, variant
        self.base, self.bits, self.lease, self.key, self.shared = [], [], [], [], []
        self.networks = []
        self._next = {}
        self._pools = {}

    def _address(self, name, block, count=1):
        """The next unused address of a block, in scattered order."""
        first, bits = block
        index = self._next.get(name, int(self.rng.integers(1 << bits)))
        self._next[name] = index + 1
        slots = (1 << bits) // count
        return first + (index * 40503 + 77) % slots * count

    def _add(self, base, bits, lease, key, shared):
        for column, value in zip(
            (self.base, self.bits, self.lease, self.key, self.shared), (base, bits, lease, key, shared)
        ):
            column.append(value)
        return len(self.base) - 1

    def home(self, country="JP"):
        """A home's line: fixed IPv4, IPv6 prefix, or an IPv4 that is leased again to strangers after some days."""
        u = self.rng.random()
        if u < self.variant.dynamic_lines:
            pool = self._pools.get(country)
            if pool is None or pool[3] >= POOL_LINES:
                base = self._address(
                    country + "pool",
                    (HOME_BLOCKS[country][0] + (1 << HOME_BLOCKS[country][1] - 1), HOME_BLOCKS[country][1] - 1),
                    512,
                )
                pool = self._pools[country] = [
                    base,
                    int(self.rng.integers(2, 40)) * 86400,
                    int(self.rng.integers(1 << 20)),
                    0,
                ]
            pool[3] += 1
            return self._add(pool[0], POOL_BITS, pool[1], pool[3], False)
        if u < self.variant.dynamic_lines + 0.25 and country == "JP":
            return self._add(V6 + int(self.rng.integers(1 << 34)), 0, 1 << 40, 0, False)
        return self._add(
            self._address(country, (HOME_BLOCKS[country][0], HOME_BLOCKS[country][1] - 1)), 0, 1 << 40, 0, False
        )

    def place(self, kind, addresses=1, lease_hours=24, listed=None):
        """A line outside homes: an office, a café, a carrier's or VPN's pool. Some ranges are explained in networks.csv."""
        bits = max(int(addresses - 1).bit_length(), 0)
        base = self._address(kind, PLACE_BLOCKS[kind], 1 << bits)
        chance = self.variant.known_networks if listed is None else listed
        if self.rng.random() < chance:
            self._register(base, 32 - bits, kind, "JP")
        return self._add(base, bits, int(lease_hours * 3600), 0, True)

    def mobile_v6(self):
        """A carrier that gives each session its own IPv6 prefix."""
        return self._add(V6 + (int(self.rng.integers(4)) << 32), 32, 6 * 3600, 0, True)

    def _register(self, base, length, kind, country):
        """Explain a range; names are a registry's, and say nothing of who uses it."""
        known = REGISTRY[kind]
        name = known[self.rng.integers(len(known))]
        dotted = ".".join(str(base >> s & 255) for s in (24, 16, 8, 0))
        self.networks.append((f"{dotted}/{length}", kind, f"AS{self.rng.integers(2000, 65000)}", country, name))

    def register_homes(self):
        """The big residential blocks, which every list of networks has."""
        for country, (first, bits) in HOME_BLOCKS.items():
            self._register(first, 32 - bits, "residential", country)

    def freeze(self):
        """Columns as arrays, for resolving many sessions."""
        self._arrays = [np.array(c, dtype=np.int64) for c in (self.base, self.bits, self.lease, self.key)] + [
            np.array(self.shared)
        ]

    def resolve(self, line, account, time):
        """Addresses of sessions. Pools of homes are permuted at each lease; shared pools are dealt by account and hour."""
        base, bits, lease, key, shared = (c[line] for c in self._arrays)
        epoch = mix(time // lease * 1_000_003 + base)
        one = np.uint64(1)
        homes = key.astype(np.uint64) * (epoch | one) + (epoch >> np.uint64(20))
        dealt = mix(account.astype(np.uint64) ^ epoch)
        mask = (one << bits.astype(np.uint64)) - one
        return base + (np.where(shared, dealt, homes) & mask).astype(np.int64)
