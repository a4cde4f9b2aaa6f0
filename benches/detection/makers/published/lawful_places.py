"""Lawful people who share addresses: homes, schools, offices, carriers, exits, halls."""
from .names import Name, company
from .nets import DAY, Place
from .world import END


def groups(w, n, sizes, weights=None):
    """Group sizes until about n accounts are spent. A range (lo, hi) is drawn heavy tailed."""
    while n > 1:
        if isinstance(sizes, tuple):
            lo, hi = sizes
            k = min(hi, int(lo * w.r.paretovariate(1.2)))
        else:
            k = w.r.choices(sizes, weights)[0]
        n -= k
        yield k


def household(w, n, cls="household"):
    for k in groups(w, n, [2, 3, 4, 5], [70, 18, 9, 3]):     # census sizes, given two or more of the home are here
        family(w, k, cls)


def family(w, k, cls, one_computer=None):
    r = w.r
    first = w.person(cls)
    out = [first]
    for _ in range(k - 1):
        same = r.random() < 0.85
        p = w.person(cls, country=first.country, home=first.home, name=Name(r, first.country, sur=first.name.sur if same else None),
                     created=w.age() if r.random() < 0.7 else min(END - 3 * DAY, first.created + int(r.random() * 20 * DAY)))
        out.append(p)
    addr, phone = w.address(), w.phone(first.country)
    shared = w.uid("d", 64) if one_computer or (one_computer is None and r.random() < 0.25) else None
    for p in out:
        if r.random() < 0.75:
            w.drop(p, "address")
            w.ident(p, "address", addr)
        if shared:
            w.device(p, r.uniform(0.3, 1.5), shared)
    if r.random() < 0.12:
        for p in out:
            w.drop(p, "phone")
            w.ident(p, "phone", phone)
    if r.random() < 0.2:
        w.tie(first, out[1], "referral", max(first.created, out[1].created))
    return out


def family_computer(w, n):
    for k in groups(w, n, [2, 3, 4], [70, 22, 8]):
        family(w, k, "family_computer", True)


def alternating_couple(w, n):
    """One sits down when the other gets up: the same machine within minutes, evening after evening."""
    for _ in range(n // 2):
        a, b = family(w, 2, "alternating_couple", True)
        lo = max(a.created, b.created)
        for _ in range(w.r.randint(5, 25)):
            t = w.between(lo, END) // DAY * DAY + int((20 + w.r.random() * 3 - a.tz) % 24 * 3600)
            mid, dev = t + w.r.randint(900, 5400), a.devices[-1][0]
            a.extra.append((t, mid - 60, a.home.ip(t, w.r), dev, ""))
            b.extra.append((mid + w.r.randint(30, 600), mid + w.r.randint(900, 6000), a.home.ip(mid, w.r), dev, ""))


def apartment_line(w, n):
    """One line for a whole block of flats: strangers at one residential address."""
    for k in groups(w, n, (3, 14)):
        home = w.nets.line("JP")
        for _ in range(k):
            w.person("apartment_line", country="JP" if w.r.random() < 0.85 else None, home=home)


def roommates(w, n):
    for k in groups(w, n, [2, 3, 4, 5], [50, 28, 14, 8]):
        c = w.country()
        home, addr, prev = w.nets.line(c), w.address(), None
        for _ in range(k):
            p = w.person("roommates", country=c, home=home)
            w.drop(p, "address")
            w.ident(p, "address", addr)
            if w.r.random() < 0.5:               # moved out, another moved in
                cut = w.between(p.created, END)
                p.places[0] += [None, cut] if len(p.places[0]) == 2 else []
                p.places.append([w.nets.home(c), 1.0, cut, None])
            if prev and w.r.random() < 0.25:     # a laptop lent for an evening
                w.device(p, 0.1, prev.devices[0][0])
            prev = p


def site_class(cls, kind, size, ips, when, weight, country="JP", own=None, **kw):
    """A maker of people who share a site's addresses and little else."""
    def make(w, n):
        for k in groups(w, n, size):
            site = w.nets.site(kind, country, w.r.randint(*ips), when=when, name=company(w.r)[0] if kind == "office" else "")
            for _ in range(k):
                p = w.person(cls, country=None if cls == "language_school" else "JP" if w.r.random() < 0.9 else None, **kw)
                p.places.append([site, weight * w.r.uniform(0.4, 1.6)])
                if own == "home":                # a dormitory is the home itself
                    p.home, p.places[0][0] = site, site
                if when == "day":
                    p.peak = 13 + w.r.gauss(0, 1.5)
    return make


def bpo(w, n):
    """A call centre that declared itself: one address, three shifts that begin on the hour."""
    for k in groups(w, n, (10, 50)):
        site, (org, _) = w.nets.site("office", "JP", 2), company(w.r)
        for i in range(k):
            p = w.person("bpo", country="JP", organisation=org, role="worker")
            p.places.append([site, 4])
            p.fixed_hours, p.jitter, p.category = [[9, 13], [13, 18], [18, 22]][i % 3], 0.15, "support"


def kiosk(cls, size, machines, kind="public"):
    def make(w, n):
        for k in groups(w, n, size):
            site = w.nets.site(kind, "JP", 1, kiosks=[w.uid("d", 64) for _ in range(w.r.randint(*machines))])
            for _ in range(k):
                w.person(cls, country="JP").places.append([site, w.r.uniform(0.1, 0.8)])
    return make


def connection(cls, get):
    """People whose main way in is a carrier's or a provider's shared address."""
    def make(w, n):
        for _ in range(n):
            p = w.person(cls)
            p.home = get(w, p)
            p.places = [[p.home, 1.0]] + p.places[1:] if w.r.random() < 0.7 else [[p.home, 1.0], p.places[0]]
    return make


def nomad(w, n):
    """Travellers through hotels and co-living houses; some meet for a month."""
    hotels = [w.nets.site("public", w.r.choice(list(w.cfg["countries"])), 1) for _ in range(max(3, n // 2))]
    for _ in range(n):
        p = w.person("nomad")
        t = p.created
        while t < END:
            stay = int(w.r.uniform(7, 60) * DAY)
            p.places.append([w.r.choice(hotels), 3, t, t + stay])
            t += stay * w.r.randint(1, 3)


def visiting_family(w, n):
    for _ in range(n // 4):
        old, young = family(w, 2, "visiting_family", False), family(w, 2, "visiting_family", False)
        for p in young:                          # weekends at the parents' home
            v = Place([None], when="weekend")
            v.ip, v.kind = old[0].home.ip, "home"
            p.places.append([v, 0.6])


def own_remote(w, n):
    """Works on the office machine from home: the platform sees remote control, of one's own device."""
    for _ in range(n):
        p = w.person("own_remote")
        p.remote_p = w.r.uniform(0.3, 0.9)
        if w.r.random() < 0.5:
            p.places.append([w.nets.site("office", "JP", 1), 2])


def own_server(w, n):
    for _ in range(n):
        p = w.person("own_server")
        p.places.append([w.nets.site("hosting", "JP", 1), w.r.uniform(0.5, 3)])


def launch_event(w, n):
    """A meetup or fair: dozens register in one afternoon, from the hall, with the code on the poster."""
    for k in groups(w, n, (8, 60)):
        site, code, day = w.nets.site("public", "JP", 1), w.uid("inv", 32), w.age()
        for _ in range(k):
            p = w.person("launch_event", country="JP", created=min(END - DAY, day + int(w.r.random() * 4 * 3600)))
            p.signup = (site, None)
            if w.r.random() < 0.8:
                w.ident(p, "invite_code", code, p.created)


def scheduled_login(w, n):
    """Apps that refresh on the hour: many strangers in lockstep."""
    for _ in range(n):
        p = w.person("scheduled_login")
        p.fixed_hours, p.jitter = w.r.choice([[7], [8, 20], [9], [12], [21]]), 0.03


CLASSES = [
    ("household", 1050, household), ("family_computer", 110, family_computer), ("alternating_couple", 24, alternating_couple),
    ("apartment_line", 140, apartment_line), ("roommates", 130, roommates),
    ("dormitory", 70, site_class("dormitory", "campus", (8, 40), (1, 3), "any", 1, own="home")),
    ("office", 260, site_class("office", "office", (3, 60), (1, 2), "day", 2)),
    ("coworking", 130, site_class("coworking", "office", (6, 50), (1, 2), "day", 0.8)),
    ("school", 200, site_class("school", "campus", (20, 150), (2, 8), "day", 0.8)),
    ("language_school", 40, site_class("language_school", "campus", (8, 30), (1, 2), "day", 1)),
    ("courier_depot", 50, site_class("courier_depot", "office", (5, 20), (1, 1), "any", 0.8, category="delivery", role="worker")),
    ("hospital_wifi", 15, site_class("hospital_wifi", "public", (3, 12), (1, 1), "any", 0.3)),
    ("bpo", 40, bpo), ("cafe", 110, kiosk("cafe", (12, 60), (8, 30))), ("library", 40, kiosk("library", (6, 25), (3, 8))),
    ("mobile", 500, connection("mobile", lambda w, p: w.nets.mobile(p.country))),
    ("cgnat", 320, connection("cgnat", lambda w, p: w.nets.carrier_home(p.country))),
    ("vpn", 160, connection("vpn", lambda w, p: w.nets.vpn())),
    ("re_leased", 200, connection("re_leased", lambda w, p: w.nets.short_lease(p.country))),
    ("nomad", 30, nomad), ("visiting_family", 44, visiting_family), ("own_remote", 40, own_remote), ("own_server", 24, own_server),
    ("launch_event", 40, launch_event), ("scheduled_login", 80, scheduled_login),
]
