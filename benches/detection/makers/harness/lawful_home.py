"""Lawful people who share homes and places: families, flats, offices, cafés, public machines."""
from .nets import DAY


def live_together(w, g, home=None, address=True):
    home = home or w.nets.home()
    addr = w.address()
    for a in g:
        a.home = home
        if address and w.r.random() < w.cfg.has["address"]:
            w.ident(a, "address", addr)
    return home


def family_name(w, g, p=0.8):
    for a in g[1:]:
        if a.person[0] == g[0].person[0] and w.r.random() < p or w.r.random() < p * 0.7:
            a.person = w.names.person(w.r, g[0].person[0], g[0].person[1])


def household(w):
    r = w.r
    for g in w.groups("household", 2, w.cfg.household_max, skew=1.8):
        home = live_together(w, g)
        family_name(w, g)
        if r.random() < 0.55:                         # one family computer, used by turns
            d = w.device()
            for a in g:
                if r.random() < 0.85:
                    w.use(a, r.uniform(0.1, 1.5), d, home)
        if r.random() < 0.1:                          # a parent's phone number or mail
            v = r.choice((("phone", w.phone()), ("email", w.email(g[0]))))
            for a in g:
                w.ident(a, *v)
        if r.random() < 0.1:
            w.ties.append((g[0], g[1], "transfer", w.live(g[1]), r.randint(5, 500) * 100))
    for g in w.groups("spouse_bank", 2, 2, ("worker", "both")):
        home = live_together(w, g)
        family_name(w, g, 0.95)
        b = g[0].banks[0]
        w.add_bank(g[1], b[0], ("of", g[0]), w=r.uniform(0.5, 4), only=r.random() < 0.6)
    for g in w.groups("flatmates", 2, 6, skew=1.5):
        home = live_together(w, g)
        if r.random() < 0.15:
            d = w.device()
            for a in g[:2]:
                w.use(a, r.uniform(0.1, 0.5), d, home)
    for g in w.groups("couple_phone", 2, 2):
        live_together(w, g)
        v = w.phone()
        for a in g:
            w.ident(a, "phone", v)
    for g in w.groups("dormitory", 6, 30):            # seasonal workers, one line, some shared tablets
        home = live_together(w, g, w.nets.home(lease=None) if r.random() < 0.5 else w.nets.fixed("residential", "dormitory"))
        tabs = [w.device() for _ in range(r.randint(1, 3))]
        house = w.token("ow")
        for a in g:
            if r.random() < 0.3:
                w.use(a, r.uniform(0.1, 0.6), r.choice(tabs), home)
            if r.random() < 0.35 and a.works:
                a.onward = []
                w.send_on(a, house, "PH", r.uniform(0.1, 0.7), r.uniform(0.1, 0.4), r.uniform(24, 200), r.uniform(0.3, 0.9))
    for g in w.groups("refugee_centre", 8, 30):       # one address, shared tablets, an aid worker's phone
        home = live_together(w, g, w.nets.fixed("public", "centre", told=0.4))
        tabs, phone = [w.device() for _ in range(r.randint(2, 5))], w.phone()
        for a in g:
            w.use(a, r.uniform(0.3, 2), r.choice(tabs), home)
            if r.random() < 0.3:
                w.ident(a, "phone", phone)


def places(w):
    r, c = w.r, w.cfg
    for g in w.groups("office", 3, 25, skew=2):
        line, hour = w.nets.fixed("office", "office"), r.gauss(10, 1) - 9
        hot = w.device() if r.random() < 0.3 else None
        for a in g:
            w.use(a, r.uniform(0.4, 3), w.device() if r.random() < 0.6 else w.machine(a), line)
            a.hour = hour + r.gauss(0, 0.5)
            if hot and r.random() < 0.4:
                w.use(a, r.uniform(0.1, 0.5), hot, line)
    for cls, kind, lo, hi, top in (("coworking", "office", 8, 40, 1.5), ("cafe", "public", 10, 60, 0.5)):
        for g in w.groups(cls, lo, hi):
            line = w.nets.fixed(kind, cls, told=c.known_nets * 0.7)
            for a in g:
                w.use(a, r.uniform(0.05, top), w.machine(a), line)
    for g in w.groups("library_pc", 10, 40):
        line, pcs = w.nets.fixed("public", "library"), [w.device() for _ in range(r.randint(2, 6))]
        for a in g:
            for d in r.sample(pcs, min(len(pcs), r.randint(1, 3))):
                w.use(a, r.uniform(0.1, 1.2), d, line)
    cafes = [w.nets.fixed("public", "cafe", told=c.known_nets * 0.7) for _ in range(max(3, c.n // 250))]
    w.cafes = cafes
    for a in w.accounts:
        if a.cls == "ordinary" and r.random() < c.cafe_base:
            a.cafe = (r.choice(cafes), r.uniform(0.03, 0.4))
    for g in w.groups("repair_shop", 4, 20):          # the shop signs in to test; then the owner returns
        line, bench = w.nets.fixed("office", "repair", told=0.1), w.device()
        for a in g:
            t = w.live(a)
            for k in range(r.randint(1, 2)):
                a.fixed.append((t + k * 5000, t + k * 5000 + 900, w.machine(a) if r.random() < 0.7 else bench, line, False))
    for g in w.groups("secondhand_device", 2, 3, skew=2):
        d = w.machine(g[0])
        t = w.live(g[0], 0.2, 0.8)
        g[0].base = [(1.0, d, g[0].home, None, t, 0.0), (1.0, w.device(), g[0].home, t, None, 0.0)]
        for a in g[1:]:
            t2 = t + r.uniform(2, 20) * DAY
            w.use(a, r.uniform(0.5, 3), d, a.home, t2, t2 + 30 * DAY if len(g) > 2 and a is g[1] else None)
            t = t2 + 32 * DAY
    for g in w.groups("hosted_desktop", 3, 12):       # an employer's or a shop's remote desktops
        gate, shared = w.nets.host(), r.random() < 0.3
        d = w.device()
        for a in g:
            w.use(a, r.uniform(0.8, 6), d if shared else w.device(), gate if r.random() < 0.7 else w.nets.host(), remote=r.uniform(0.3, 1))
    for g in w.groups("vpn_user", 1, 1):
        g[0].vpn = (r.choice(w.nets.vpns), r.uniform(0.8, 6))
    for g in w.groups("cgnat_home", 15, 80):          # a small provider: many homes behind few addresses
        line = w.nets.fixed("cgnat", "provider", count=r.randint(1, 3), told=c.known_nets)
        for a in g:
            a.home = line
    for g in w.groups("mobile_only", 1, 1):
        a = g[0]
        a.pc, a.only, a.mobile, a.handy = None, True, 1.0, a.handy or w.device()
    for g in w.groups("support_centre", 6, 40):       # shifts that clock in together, seats that rotate
        line, seats = w.nets.fixed("office", "centre"), [w.device() for _ in range(max(2, len(g) // 2))]
        slots = [r.choice((0, 8, 13, 16)) for _ in range(2)]
        for a in g:
            clock(w, a, r.choice(slots), r.randint(8, 30), 5, lambda: r.choice(seats), line, 4 * 3600)
    for g in w.groups("time_zone_habit", 4, 15):      # a lecture, a market opening, a client's morning
        hour = r.choice((0.0, 3.5, 9.0, 12.5, 23.0))
        for a in g:
            clock(w, a, hour, r.randint(6, 20), 6, lambda a=a: w.machine(a), None, 3600)


def clock(w, a, hour, n, spread_min, device, line, length):
    """n sessions that begin within minutes of a set hour on random days."""
    c, r = w.cfg, w.r
    for d in r.sample(range(c.days), min(c.days, n)):
        t = c.t0 + d * DAY + int(hour * 3600 + r.gauss(0, spread_min * 60 / 2))
        a.fixed.append((t, t + int(length * r.uniform(0.3, 1.1)), device(), line or a.home, False))
