"""Where sessions come from: homes with leases, CGNAT, mobile carriers, offices, cafés, VPN exits, proxies."""
import numpy as np

from . import real

DAY = 86400


def s4(x):
    return "%d.%d.%d.%d" % (x >> 24, x >> 16 & 255, x >> 8 & 255, x & 255)


class Fixed:
    """One address for all sessions."""
    def __init__(s, ip):
        s.ip = ip

    def ips(s, t, r):
        return [s.ip] * len(t)


class Slot:
    """A line of a carrier that re-leases: the address of a slot changes with the epochs and moves to strangers."""
    def __init__(s, isp, k):
        s.isp, s.k = isp, k

    def ips(s, t, r):
        return [s4(int(s.isp.perm(int(e))[s.k])) for e in (np.asarray(t) - s.isp.t0 + s.isp.off) // s.isp.lease]


class Cloud:
    """A pool behind which many sit (CGNAT, mobile, VPN exits): a user keeps an address for some hours."""
    def __init__(s, ips, h, hold=DAY):
        s.list, s.h, s.hold = ips, h, hold

    def ips(s, t, r):
        n = len(s.list)
        return [s.list[(((int(x) // s.hold + s.h) * 2654435761 ^ s.h * 97) >> 9) % n] for x in t]


class Six:
    def __init__(s, prefix):
        s.prefix = prefix

    def ips(s, t, r):
        k = r.integers(1, 65535, size=(len(t), 2)).tolist()
        return ["%s:%x:%x:0:1" % (s.prefix, a, b) for a, b in k]


class Mix:
    def __init__(s, a, b, share):
        s.a, s.b, s.share = a, b, share

    def ips(s, t, r):
        return [x if u < s.share else y for x, y, u in zip(s.a.ips(t, r), s.b.ips(t, r), r.random(len(t)))]


class Proxy:
    """Residential proxies: each session leaves through some stranger's home line."""
    def __init__(s, homes):
        s.homes = homes

    def ips(s, t, r):
        return [s.homes[int(k)].ips([x], r)[0] for x, k in zip(t, r.integers(0, len(s.homes), len(t)))]


class Isp:
    def __init__(s, net, r, size, kind, name, lease, turn):
        s.t0, s.off, s.lease, s.turn, s.name = net.t0, int(r.integers(0, lease)), lease, turn, name
        s.r, s.used = r, 0
        bases = [net.block16(kind, name) for _ in range(max(1, size // 30000 + 1))]
        allip = np.concatenate([b + r.choice(np.arange(256, 65280), size // len(bases) + 1, replace=False) for b in bases])
        s.perms = [r.permutation(allip)]

    def perm(s, e):
        e = max(0, e)
        while len(s.perms) <= e:
            p = s.perms[-1].copy()
            k = np.flatnonzero(s.r.random(len(p)) < s.turn)
            p[k] = p[s.r.permutation(k)]
            s.perms.append(p)
        return s.perms[e]

    def slot(s):
        s.used += 1
        return Slot(s, s.used % len(s.perms[0]))


class Net:
    """All addresses of a platform, and the rows of `networks`."""
    def __init__(s, r, q, t0, n):
        s.r, s.q, s.t0, s.rows = r, q, t0, []
        vpn, dc = real.v4_ranges("vpn"), real.v4_ranges("datacenter")
        s.bad = set()
        for a, b in np.concatenate([vpn, dc]).tolist():
            s.bad.update(range(a >> 16, (b >> 16) + 1))
        s.asn = 64500
        s.fixed = Isp(s, r, int(n * 1.5) + 400, "residential", "fixed line", 10 ** 9, 0.0)
        s.isps = [Isp(s, r, int(n * (0.6 + r.random())) + 400, "residential", f"isp {k}", int(r.integers(5, 60)) * DAY,
                      q["lease_turn"]) for k in range(3)]
        s.cg = []
        for k in range(max(2, int(n / q["cgnat_per"]))):
            b = s.block16("cgnat", f"cable {k}") + int(r.integers(0, 64)) * 1024
            s.cg.append([s4(b + int(x)) for x in r.choice(1000, int(r.integers(4, 40)), replace=False)])
        s.mob = []
        for k in range(4):
            b = s.block16("mobile", f"carrier {k}")
            s.mob.append([s4(b + int(x)) for x in r.choice(65000, max(12, int(n / q["mobile_per"])), replace=False)])
        s.mobw = np.cumsum(r.dirichlet([6, 5, 4, 1]))
        s.six_base = [f"2400:{int(r.integers(0x2000, 0x4fff)):x}:{int(r.integers(1, 0xffff)):x}" for _ in range(3)]
        for b in s.six_base:
            s.row(b + "::/48", "residential", "six")
        s.six_n = 0
        s.vpns, names = [], real.asns()
        starts = r.choice(len(vpn), 24, replace=False)
        for k, i in enumerate(starts.tolist()):
            a, b = vpn[i].tolist()
            ips = [s4(a + int(x)) for x in r.choice(min(254, b - a + 1), min(int(r.integers(2, 14)), b - a + 1), replace=False)]
            s.vpns.append(ips)
            s.row(f"{s4(a)}/{32 - (b - a).bit_length()}", "vpn", f"vpn {k}", r.choice(["JP", "US", "NL", "SG"]))
        s.dcs = []
        for k, i in enumerate(r.choice(len(dc), 16, replace=False).tolist()):
            a, b = dc[i].tolist()
            s.dcs.append([s4(a + int(x)) for x in r.choice(min(254, b - a + 1), min(6, b - a + 1), replace=False)])
            no, nm = names[int(r.integers(len(names)))]
            s.row(f"{s4(a)}/{32 - (b - a).bit_length()}", "hosting", nm, "US", no)
        s.vw = np.cumsum(r.dirichlet(np.full(24, 0.5)))
        s.small = None

    def row(s, cidr, kind, name, country="JP", asn=None):
        if s.r.random() < s.q["net_known"]:   # nobody's list of networks is complete
            s.asn += 1
            s.rows.append((cidr, kind, asn or s.asn, country, name))

    def block16(s, kind, name, country="JP"):
        while True:
            b = int(s.r.choice([60, 61, 114, 118, 122, 126, 153, 180, 210, 219, 220, 221])) << 8 | int(s.r.integers(1, 255))
            if b not in s.bad:
                s.bad.add(b)
                if kind:
                    s.row(f"{s4(b << 16)}/16", kind, name, country)
                return b << 16

    def home(s):
        """A private line: fixed, re-leased, CGNAT; some with IPv6."""
        r, q = s.r, s.q
        x = r.random()
        if x < q["cgnat"]:
            v4 = Cloud(s.cg[int(r.integers(len(s.cg)))], int(r.integers(1 << 30)), int(r.integers(1, 72)) * 3600)
        elif x < q["cgnat"] + q["lease"]:
            v4 = s.isps[int(r.integers(3))].slot()
        else:
            v4 = s.fixed.slot()
        if r.random() < q["v6"]:
            s.six_n += 1
            return Mix(Six(f"{s.six_base[int(r.integers(3))]}:{s.six_n:x}"), v4, float(r.uniform(0.2, 0.9)))
        return v4

    def mobile(s):
        k = min(3, int(np.searchsorted(s.mobw, s.r.random())))
        return Cloud(s.mob[k], int(s.r.integers(1 << 30)), int(s.r.integers(1, 30)) * 3600)

    def vpn(s, k=None):
        k = min(23, int(np.searchsorted(s.vw, s.r.random()))) if k is None else k
        return Cloud(s.vpns[k], int(s.r.integers(1 << 30)), 12 * 3600)

    def hosting(s):
        return Cloud(s.dcs[int(s.r.integers(len(s.dcs)))], int(s.r.integers(1 << 30)), 40 * DAY)

    def site(s, kind, name, n=1):
        """An office, campus or public place: one or a few addresses of its own small range."""
        if s.small is None or s.small[1] > 250:
            s.small = [s.block16("", ""), 0]
        b = s.small[0] + s.small[1] * 256 + int(s.r.integers(0, 16)) * 16
        s.small[1] += 1
        s.row(f"{s4(b)}/28", kind, name)
        return Fixed(s4(b + 1)) if n == 1 else Cloud([s4(b + 1 + k) for k in range(min(n, 13))], int(s.r.integers(1 << 30)), 3 * 3600)
