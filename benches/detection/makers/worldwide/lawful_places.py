"""People who share a place, its lines and sometimes its machines."""
from . import traces as t
from .lawful import lawful
from .lawful_home import t_cities
from .names import COUNTRIES, TABLES
from .people import address, group
from .world import DAY, END, RETAIN


def _town(w, k, **more):
    c = w.country()
    city = w.r.choice(t_cities(c))
    return c, city, group(w, k, c, city=city, **more)


@lawful("internet_cafe", 4, 40, 1.5)
def internet_cafe(w, k):
    """Many PCs, each used by anybody who comes in; own contacts, own payees, own phones."""
    c, city, ms = _town(w, k)
    t.shared_machines(w, ms, w.net.fixed(c, "public"), max(2, k // 4), .8)
    return ms


@lawful("library_pcs", 3, 20, 1)
def library_pcs(w, k):
    c, city, ms = _town(w, k)
    t.shared_machines(w, ms, w.net.fixed(c, "campus"), max(2, k // 3), .4)
    return ms


@lawful("coworking", 4, 40, 2)
def coworking(w, k):
    c, city, ms = _town(w, k)
    t.at(w, ms, w.net.fixed(c, "office", 2))
    t.contact(w, t.some(w, ms, .4), "address", address(w, c, city, flat=False))
    t.referral(w, min(ms, key=lambda a: a.created), t.some(w, ms, .15))
    return ms


@lawful("nomad_hostels", 4, 20, 2)
def nomad_hostels(w, k):
    """The same few hostels, one after the other: own machines, many countries, strangers at each stop."""
    ms = group(w, k)
    stops = []
    for _ in range(4):
        c = w.country()
        stops.append(w.net.public(c, w.r.choice(t_cities(c))))
    for a in ms:
        start = w.r.randrange(RETAIN, RETAIN + 60 * DAY)
        for place in w.r.sample(stops, w.r.randrange(2, 5)):
            stay = w.r.randrange(8, 30) * DAY
            t.at(w, [a], place, weight=3, since=start, until=min(END, start + stay))
            start += stay
    return ms


@lawful("dormitory", 5, 40, 2)
def dormitory(w, k):
    c, city, ms = _town(w, k, cohort=200 * DAY)
    t.at(w, ms, w.net.fixed(c, "campus", w.r.randrange(1, 4)), weight=4)
    t.contact(w, t.some(w, ms, .5), "address", address(w, c, city, flat=False))
    return ms


@lawful("study_group", 3, 12, 1)
def study_group(w, k):
    """A course: the campus line and the exercise that all of them show as a portfolio."""
    c, city, ms = _town(w, k, cohort=60 * DAY)
    t.at(w, ms, w.net.fixed(c, "campus"))
    t.contact(w, t.some(w, ms, .7), "template", spread=20 * DAY)
    t.messages(w, [(a, w.r.choice(ms)) for a in ms])
    return ms


@lawful("worker_dormitory", 4, 25, 1)
def worker_dormitory(w, k):
    """Migrants of one home country who lodge with one employer abroad, and send money home each on its own."""
    home = w.country()
    frm = w.country()
    ms = group(w, k, frm, home=home, mixed=.2)
    t.at(w, ms, w.net.fixed(home, "residential"), weight=4)
    t.contact(w, t.some(w, ms, .8), "address", address(w, home, w.r.choice(t_cities(home)), flat=False))
    for a in ms:
        t.onward(w, [a], w.token("o", 48), a.country)
    return ms


@lawful("shelter", 4, 25, 1)
def shelter(w, k):
    """Refugees in one house: its address, its line, two office PCs, one case worker's phone; they leave after weeks."""
    home = w.country()
    ms = group(w, k, w.country(), home=home, cohort=150 * DAY)
    place = w.net.fixed(home, "public")
    for a in ms:
        t.at(w, [a], place, weight=3, until=w.r.randrange(RETAIN + 100 * DAY, END))
    t.shared_machines(w, t.some(w, ms, .6), place, 2, .4)
    t.contact(w, ms, "address", address(w, home, w.r.choice(t_cities(home)), flat=False))
    t.contact(w, t.some(w, ms, .4), "phone")
    return ms


@lawful("church", 4, 30, 1)
def church(w, k):
    """A congregation's hall: Sunday line, one organisation, members brought by the pastor."""
    c, city, ms = _town(w, k)
    t.at(w, ms, w.net.fixed(c, "public"), weight=.3)
    org = f"{city} {w.r.choice(('Grace Chapel', 'Parish', 'Mosque Society', 'Temple Trust'))}"
    for a in t.some(w, ms, .6):
        a.org = org
    t.referral(w, min(ms, key=lambda a: a.created), ms)
    t.transfers(w, [(a, ms[0]) for a in t.some(w, ms[1:], .5, 1)], 8, 3)
    return ms


@lawful("power_cut_district", 5, 40, 2)
def power_cut_district(w, k):
    """Whole streets come back to work in the minute when the power returns; each on its own line and machine."""
    c, city, ms = _town(w, k)
    t.same_minute(w, ms, w.r.randrange(4, 10), c, within=120)
    t.at(w, ms, w.net.fixed(c, "cgnat", 2), weight=1)
    return ms


@lawful("village_one_address", 5, 40, 1)
def village_one_address(w, k):
    """A village behind one carrier address, half of it of one family name."""
    c = w.country()
    city = w.r.choice(t_cities(c))
    fam = w.r.sample(TABLES[COUNTRIES[c].style][0], 3)
    ms = group(w, k, c, fam, city=city)
    t.at(w, ms, w.net.fixed(c, "cgnat"), weight=4)
    return ms


@lawful("apartment_tower", 4, 30, 1)
def apartment_tower(w, k):
    c, city, ms = _town(w, k)
    t.contact(w, ms, "address", address(w, c, city, flat=False))
    for a in ms[::3]:
        t.at(w, [a], ms[0].line, weight=.3)             # the neighbour's wireless
    return ms


@lawful("vpn_neighbours", 4, 40, 1)
def vpn_neighbours(w, k):
    ms = group(w, k)
    t.at(w, ms, w.net.vpn(), weight=4)
    return ms


@lawful("village_kiosk", 4, 20, 1)
def village_kiosk(w, k):
    """One tablet in a shop; the shopkeeper's number as contact; each has an own wallet and an own paper."""
    c, city, ms = _town(w, k)
    t.shared_machines(w, ms, w.net.fixed(c, "mobile", 3), 1, 2.0)
    t.contact(w, t.some(w, ms, .5), "phone")
    return ms


@lawful("stadium_event", 5, 30, 1)
def stadium_event(w, k):
    """A fair: two days on one public line, never again."""
    ms = group(w, k)
    c = w.country()
    day = w.r.randrange(RETAIN + 65 * DAY, END - 5 * DAY)
    t.at(w, ms, w.net.fixed(c, "public"), weight=5, since=day, until=day + 2 * DAY)
    return ms
