"""Networks and the lines that hang on them: homes, carriers, offices, campuses, cafés, VPN providers, hosts."""

import ipaddress

import numpy as np

from .names import ORIGINS
from .values import mix, unit

COUNTRIES = ORIGINS
ZONES = dict(zip(COUNTRIES, (9, 7, 8, 8, 9, 5.5, 5.75, -3, -6, 7)))
FIXED, LEASED, POOLED, PREFERRED = range(4)

# name, kind, country, asn, first address, mode, addresses per account of the platform, IPv6 prefix
# fmt: off
_NETS = [
    ("Minato Hikari", "residential", "JP", 4713, "153.128.0.0", LEASED, 0.9, "2400:4050"),
    ("Softnet Home", "residential", "JP", 17676, "126.0.0.0", LEASED, 0.7, "2400:2410"),
    ("Kawa Cable", "residential", "JP", 9617, "60.64.0.0", LEASED, 0.25, ""),
    ("So-Link", "residential", "JP", 2527, "118.0.0.0", LEASED, 0.4, "240d:1a"),
    ("Docono Mobile", "mobile", "JP", 9605, "49.96.0.0", POOLED, 0.02, "240a:61"),
    ("KD Mobile", "cgnat", "JP", 2516, "106.128.0.0", POOLED, 0.006, ""),
    ("Raku Mobile", "cgnat", "JP", 138384, "133.106.0.0", POOLED, 0.01, "240b:c0"),
    ("Business Fiber", "office", "JP", 2518, "210.128.0.0", FIXED, 0.3, ""),
    ("Academic Net", "campus", "JP", 2907, "133.0.0.0", FIXED, 0.05, ""),
    ("Town Wi-Fi", "public", "JP", 23637, "211.0.0.0", FIXED, 0.05, ""),
    ("PrivaVPN", "vpn", "JP", 9009, "146.70.0.0", PREFERRED, 0.0, ""),
    ("TunnelFox", "vpn", "NL", 212238, "185.107.0.0", PREFERRED, 0.0, ""),
    ("NordLine", "vpn", "US", 136787, "37.19.192.0", PREFERRED, 0.0, ""),
    ("VPN fixed addresses", "vpn", "JP", 9009, "146.71.0.0", FIXED, 0.1, ""),
    ("Cloud Tokyo", "hosting", "JP", 16509, "13.112.0.0", FIXED, 0.1, ""),
    ("Vultra", "hosting", "US", 20473, "45.76.0.0", FIXED, 0.1, "2401:c080"),
]
# fmt: on
_ABROAD = "VN 113.160.0.0 171.224.0.0 PH 112.192.0.0 110.48.0.0 CN 123.112.0.0 117.128.0.0 KR 121.128.0.0 223.32.0.0 IN 117.192.0.0 106.192.0.0"
_ABROAD += " NP 27.32.0.0 103.16.0.0 BR 177.0.0.0 179.192.0.0 US 24.0.0.0 172.32.0.0 ID 36.64.0.0 114.112.0.0"


class Town:
    """All networks, and a growing list of lines; a line's address follows from its network's habits."""

    def __init__(self, rng, accounts):
        self.rng, self.salt = rng, int(rng.integers(1 << 40))
        nets = list(_NETS)
        words = _ABROAD.split()
        for i, (country, home, mobile) in enumerate(zip(words[::3], words[1::3], words[2::3])):
            nets.append((f"{country} Telecom", "residential", country, 45000 + i, home, LEASED, 0.12, ""))
            nets.append((f"{country} Cellular", "cgnat", country, 55000 + i, mobile, POOLED, 0.004, ""))
        self.nets = nets
        self.base = np.array([int(ipaddress.ip_address(n[4])) for n in nets])
        self.pool = np.array(
            [
                max(24 if n[5] == PREFERRED else 40 if n[1] in ("cgnat", "mobile") else 2000, int(n[6] * accounts))
                for n in nets
            ]
        )
        self.mode = np.array([n[5] for n in nets])
        self.v6 = np.array([int(ipaddress.ip_address(n[7] + "::")) >> 64 if n[7] else 0 for n in nets])
        self.line_net, self.lease, self.dual, self.stay = [np.zeros(0, t) for t in (int, float, bool, float)]
        self.by_kind = {
            k: [i for i, n in enumerate(nets) if n[1] == k and n[2] == "JP"]
            for k in ("residential", "office", "campus", "public", "hosting")
        }
        self.carriers = {
            c: [i for i, n in enumerate(nets) if n[1] in ("mobile", "cgnat") and n[2] == c] for c in COUNTRIES
        }
        self.homes = {c: [i for i, n in enumerate(nets) if n[1] == "residential" and n[2] == c] for c in COUNTRIES}
        self.vpns = [i for i, n in enumerate(nets) if n[1] == "vpn" and n[5] == PREFERRED]
        self.vpn_fixed = [i for i, n in enumerate(nets) if n[1] == "vpn" and n[5] == FIXED]
        self.hosts = [i for i, n in enumerate(nets) if n[1] == "hosting"]

    def add_lines(self, nets):
        """Open one line on each network named; its lease time, dual stack and loyalty to an exit are its own."""
        nets = np.atleast_1d(nets)
        count, first, rng = len(nets), len(self.line_net), self.rng
        self.line_net = np.append(self.line_net, nets)
        self.lease = np.append(self.lease, rng.lognormal(3.6, 1.2, count).clip(1, 400))
        self.dual = np.append(self.dual, (self.v6[nets] > 0) & (rng.random(count) < 0.55))
        self.stay = np.append(self.stay, rng.uniform(0.3, 0.95, count))
        return np.arange(first, first + count)

    def open(self, kind, country="JP"):
        """One new line of a kind of place."""
        nets = {
            "home": self.homes[country],
            "mobile": self.carriers[country],
            "vpn": self.vpns,
            "exit": self.vpn_fixed,
            "hosting": self.hosts,
        }
        return int(self.add_lines([self.rng.choice(nets.get(kind) or self.by_kind[kind])])[0])

    def addresses(self, lines, days, devices):
        """The IP (high and low half) that each session sees, by line, day and device."""
        net, salt = self.line_net[lines], self.salt
        span = self.pool[net].astype(np.uint64)
        mode = self.mode[net]
        epoch = np.floor((days + 1000) / self.lease[lines]).astype(int)
        index = mix(lines, salt)
        index = np.where(mode == LEASED, mix(lines, epoch, salt), index)
        index = np.where(mode == POOLED, mix(lines, np.floor(days * 5).astype(int), salt), index)
        stray = unit(lines, np.floor(days * 3).astype(int), salt + 1) > self.stay[lines]
        index = np.where((mode == PREFERRED) & stray, mix(lines, np.floor(days * 3).astype(int), salt), index)
        low = self.base[net].astype(np.uint64) + np.uint64(1) + index % span
        six = self.dual[lines] & (unit(devices, np.floor(days * 2).astype(int), salt + 2) < 0.45)
        slow = np.where(
            mode == LEASED, np.floor((days + 1000) / (self.lease[lines] * 4)).astype(int), np.floor(days).astype(int)
        )
        prefix = self.v6[net].astype(np.uint64) + (mix(lines, slow, salt + 3) & np.uint64(0xFFFFFFF))
        return np.where(six, prefix, np.uint64(0)), np.where(
            six, mix(devices, np.floor(days).astype(int), salt + 4), low
        )

    def network_rows(self):
        """What the platform knows of address ranges: most, not all."""
        rows = []
        for (name, kind, country, asn, first, _, _, _), size, six in zip(self.nets, self.pool, self.v6):
            if self.rng.random() < 0.12:
                continue
            bits = 32 - int(size + 2).bit_length()
            rows.append((f"{first}/{bits}", kind if self.rng.random() < 0.93 else "", asn, country, name))
            if six:
                rows.append((f"{ipaddress.IPv6Address(int(six) << 64)}/32", kind, asn, country, name))
        return rows
