"""Address ranges and places: which address somebody has who is at some place on some day."""

import numpy as np

from .variants import Variant

POOL = 1024  # addresses of one residential pool
EPOCH_DAYS = 3  # how often a part of a churning pool changes hands
LINE, FIXED, GATE = 0, 1, 2


class Networks:
    """Places are numbers. A line has a lease in a pool, a fixed place one address, a gate many that its users share."""

    def __init__(self, rng: np.random.Generator, variant: Variant):
        self.rng = rng
        self.variant = variant
        self.rows: list[tuple[str, str, int, str, str]] = []  # cidr, kind, asn, country, name
        self._next_block = 0x1B000000
        self._kind: list[int] = []
        self._base: list[int] = []
        self._size: list[int] = []
        self._pools: list[tuple[int, np.ndarray]] = []  # first code, lease[epoch, rank]
        self._room = 0
        self._ranks: np.ndarray = np.arange(0)
        self._blocks: dict[str, tuple[int, int]] = {}
        self._build_carriers()
        self._build_vpns()

    def _block(self, size: int, kind: str, name: str, country: str = "JP") -> int:
        """A new range; a few ranges are in nobody's list, as in life."""
        size = max(256, 1 << (size - 1).bit_length())
        base = -(-self._next_block // size) * size
        self._next_block = base + size + 256 * int(self.rng.integers(0, 200))
        prefix = 33 - size.bit_length()
        address = ".".join(str(base >> shift & 255) for shift in (24, 16, 8, 0))
        if self.rng.random() < 0.95:
            self.rows.append((f"{address}/{prefix}", kind, int(self.rng.integers(2000, 65000)), country, name))
        return base

    def _place(self, kind: int, base: int, size: int) -> int:
        """Register a place."""
        self._kind.append(kind)
        self._base.append(base)
        self._size.append(size)
        return len(self._kind) - 1

    def _build_carriers(self) -> None:
        """Four mobile carriers; their gateways put many users behind one address."""
        main = self.variant.main_carrier
        self.carrier_shares = np.array([main, *((1 - main) * np.array([0.45, 0.35, 0.2]))])
        self.carriers = []
        for number, share in enumerate(self.carrier_shares):
            users = self.variant.accounts * share
            size = max(2, int(users / self.variant.carrier_users_per_address))
            if number == 0 and self.variant.gateway_addresses:
                size = self.variant.gateway_addresses
            base = self._block(size, "cgnat" if number == 0 else "mobile", f"Carrier {number + 1}")
            self.carriers.append(self._place(GATE, base, size))

    def _build_vpns(self) -> None:
        """Commercial VPN brands: each has a few dozen exits, in several countries, which anybody may use."""
        self.vpn_exits = []
        for brand, country in enumerate(("JP", "JP", "SG", "US", "NL")):
            base = self._block(256, "vpn", f"VPN brand {brand + 1}", country)
            self.vpn_exits += [self._place(FIXED, base + int(host), 1) for host in self.rng.permutation(250)[:24]]

    def _new_pool(self) -> None:
        """A residential pool, of version 4 or 6, whose leases stay or change hands."""
        number = len(self._pools)
        if self.rng.random() < 0.25:
            first = 2**40 + (number * POOL << 16)
            network = (number * POOL) & 0xFFFFFFFF
            cidr = f"2400:{network >> 16 & 0xFFFF | 0x4000:x}:{network & 0xFFFF:x}::/48"
            self.rows.append((cidr, "residential", 2500 + number, "JP", f"Home {number}"))
        else:
            first = self._block(POOL, "residential", f"Home {number}")
        epochs = self.variant.days // EPOCH_DAYS + 2
        leases = np.tile(np.arange(POOL), (epochs, 1))
        if self.rng.random() < self.variant.churning_pools:
            for epoch in range(1, epochs):
                leases[epoch] = leases[epoch - 1]
                moved = self.rng.random(POOL) < self.variant.churn * self.rng.uniform(0.4, 1.6)
                leases[epoch, moved] = self.rng.permutation(leases[epoch, moved])
        self._pools.append((first, leases))
        self._ranks = self.rng.permutation(POOL)[: int(POOL * (1 - self.variant.spare_addresses))]
        self._room = len(self._ranks)

    def line(self) -> int:
        """A residential line of its own."""
        if not self._room:
            self._new_pool()
        self._room -= 1
        return self._place(LINE, len(self._pools) - 1, int(self._ranks[self._room]))

    def fixed(self, kind: str, country: str = "JP") -> int:
        """A place with one address: an office, a campus, a café, a rented server."""
        base, used = self._blocks.get(kind + country, (0, 248))
        if used >= 248:
            base, used = self._block(256, kind, f"{kind} range {len(self.rows)}", country), 0
        used += int(self.rng.integers(1, 9))
        self._blocks[kind + country] = base, used
        return self._place(FIXED, base + used, 1)

    def gate(self, kind: str, size: int) -> int:
        """A place whose many users share a few addresses, as a dormitory's or a building's."""
        return self._place(GATE, self._block(256, kind, f"{kind} gateway {len(self.rows)}"), size)

    def addresses(self, places: np.ndarray, days: np.ndarray, hours: np.ndarray, accounts: np.ndarray) -> np.ndarray:
        """The address codes of sessions."""
        kind, base, size = (np.array(column)[places] for column in (self._kind, self._base, self._size))
        codes = base.astype(np.int64)
        gates = kind == GATE
        turn = days if self.variant.carrier_daily else days * 6 + hours // 4
        mixed = (accounts * 2_654_435_761 + turn * 40_503 * 65_537) >> 7
        codes[gates] += mixed[gates] % size[gates]
        lines = np.flatnonzero(kind == LINE)
        leases = np.stack([lease for _, lease in self._pools])
        first = np.array([first for first, _ in self._pools], np.int64)[base[lines]]
        index = leases[base[lines], days[lines] // EPOCH_DAYS, size[lines]]
        host = (accounts[lines] * 7919 + days[lines] * 104_729) % 65_535
        codes[lines] = np.where(first < 2**40, first + index, first + index * 2**16 + host)
        return codes
