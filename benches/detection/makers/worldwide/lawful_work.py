"""People who work together openly: agencies, schools, call centres, guilds, clubs, firms."""
from . import traces as t
from .lawful import lawful
from .lawful_home import t_cities
from .people import address, group
from .world import DAY, END, RETAIN, Spot

_FIRMS = ("Blue Lotus", "Northwind", "Baobab", "Sunrise", "Kestrel", "Jade", "Andes", "Harmattan", "Monsoon", "Fjord", "Delta", "Acacia")
_TAILS = ("Studio", "Outsourcing", "Digital", "Solutions", "Media", "Partners", "Works")


def firm(w):
    return f"{w.r.choice(_FIRMS)} {w.r.choice(_TAILS)} {w.r.randrange(10, 99)}"


def _staff(w, k, roles=("worker",), mixed=.05, **more):
    c = w.country()
    city = w.r.choice(t_cities(c))
    ms = group(w, k, c, city=city, roles=roles, mixed=mixed, **more)
    ms.sort(key=lambda a: a.created)                     # who came first leads
    return c, city, ms, w.net.fixed(c, "office", w.r.choice((1, 1, 2)))


def _declare(w, ms, name, share=1.0):
    for a in t.some(w, ms, share):
        a.org = name


@lawful("declared_agency", 3, 30, 3)
def declared_agency(w, k):
    c, city, ms, office = _staff(w, k)
    name = firm(w)
    _declare(w, ms, name, .95)
    t.at(w, ms, office, weight=3)
    t.payee(w, t.some(w, ms, .9), name.upper(), keep=.2)
    t.contact(w, t.some(w, ms, .6), "template")
    t.referral(w, ms[0], ms)
    return ms


@lawful("undeclared_agency", 3, 20, 2)
def undeclared_agency(w, k):
    """No organisation field, but the payee bears the firm's name, the boss leads openly, hours are office hours,
    and everybody has own papers, an own machine and customers who come back to the same person."""
    c, city, ms, office = _staff(w, k)
    t.at(w, ms, office, weight=3)
    t.payee(w, t.some(w, ms, .8), firm(w).upper() + " LTD", keep=.3)
    t.referral(w, ms[0], ms)
    t.contact(w, t.some(w, ms, .5), "address", address(w, c, city, flat=False))
    for a in ms:
        a.peak, a.spread, a.works_weekend = 13, 2, .1
    return ms


@lawful("academy", 5, 40, 2)
def academy(w, k):
    """Cohorts of learners: one portfolio text, the school's PCs, brought by the school's account; later each at home."""
    c, city, ms, _ = _staff(w, k, cohort=90 * DAY, mixed=0)
    room = w.net.fixed(c, "campus")
    t.shared_machines(w, ms, room, max(2, k // 4), 1.5, until=END - w.r.randrange(20, 80) * DAY)
    t.contact(w, t.some(w, ms, .8), "template", spread=90 * DAY)
    t.referral(w, ms[0], ms)
    return ms


@lawful("call_centre", 6, 40, 2)
def call_centre(w, k):
    """A rota at shared desks: one shift relieves the other on the hour, in one declared firm."""
    c, city, ms, office = _staff(w, k, mixed=0)
    name = firm(w)
    _declare(w, ms, name)
    desks = [w.token("d", 40) for _ in range(max(2, k // 3))]
    first, off = w.offsets[c]
    for j, a in enumerate(ms):
        desk = Spot(office, desks[j % len(desks)], 1)
        for _ in range(min(a.logins, w.r.randrange(6, 25))):
            d = w.r.randrange((RETAIN + 65 * DAY) // DAY, END // DAY - 1)
            hour = (6, 14, 22)[(j // len(desks) + d // 7) % 3]       # weekly rotation
            start = d * DAY + hour * 3600 - off[d - first] + w.r.randrange(-240, 240)
            a.sessions.append((start, start + 8 * 3600 - w.r.randrange(0, 400), desk))
        a.spots.append(Spot(office, desk.device, 2))
    return ms


@lawful("company_desktop_pool", 4, 30, 1)
def company_desktop_pool(w, k):
    """A firm's virtual desktops: a hosting range and remote control, but a declared firm and staff cards."""
    c, city, ms, _ = _staff(w, k, mixed=.3)
    _declare(w, ms, firm(w))
    pool = w.net.fixed(w.country(), "hosting", 3)
    t.shared_machines(w, ms, pool, max(2, k // 2), 1.5, remote=True)
    return ms


@lawful("corporate_vpn", 4, 30, 1)
def corporate_vpn(w, k):
    c, city, ms, _ = _staff(w, k, mixed=.5)
    _declare(w, ms, firm(w), .8)
    t.at(w, ms, w.net.fixed(w.country(), "hosting", 2), weight=2)
    return ms


@lawful("client_team", 3, 12, 1.5)
def client_team(w, k):
    """Several buyers of one firm with one card, who hire the same people."""
    c, city, ms, office = _staff(w, k, roles=("client",))
    _declare(w, ms, firm(w), .8)
    t.at(w, ms, office, weight=3)
    t.contact(w, ms, "payment_card", w.token("c", 40))
    for worker in group(w, 1, roles=("worker",)):
        for a in ms:
            t.order(w, a, worker, w.when(a, worker), t.stars(w), 5)
        ms.append(worker)
    return ms


@lawful("guild_subcontractors", 3, 15, 2)
def guild_subcontractors(w, k):
    """Craftspeople who pass real orders to one another at full fees; most work is for strangers."""
    ms = group(w, k, w.country(), roles=("both",), mixed=.3)
    t.praise(w, ms, min(.5, 3 / len(ms)), .7, mean=4.6, bare=0)
    t.messages(w, [(a, w.r.choice(ms)) for a in ms])
    return ms


@lawful("fan_community", 5, 40, 2)
def fan_community(w, k):
    """Admirers of one artist: they praise the artist and at times one another; no machine, line or money in common."""
    ms = group(w, k, roles=("both",))
    star = ms[0]
    t.praise(w, ms, min(.4, 2.5 / len(ms)), .6, mean=4.8, bare=.7)
    for a in ms[1:]:
        t.order(w, a, star, w.when(a, star), 5, 5 if w.r.random() < .6 else None)
    return ms


@lawful("competition_club", 4, 20, 1.5)
def competition_club(w, k):
    """Contests with votes for one another, the marks honest and therefore mixed."""
    ms = group(w, k, roles=("both",))
    t.praise(w, ms, min(.8, 5 / len(ms)), .6, mean=3.6, bare=.6)
    return ms


@lawful("translator_pair_checks", 2, 6, 1)
def translator_pair_checks(w, k):
    """Translators who proofread each other's work in turn, each order paid at the usual rate."""
    ms = group(w, k, roles=("both",))
    for _ in range(2):
        t.praise(w, ms, .6, .9, mean=4.7, bare=0)
    return ms


@lawful("night_rota_support", 3, 10, 1)
def night_rota_support(w, k):
    """A follow-the-sun desk: colleagues in several countries hand over within minutes, each at the own home, openly one firm."""
    ms = group(w, k, roles=("worker",))
    _declare(w, ms, firm(w), .9)
    t.hand_over(w, ms, w.r.randrange(6, 16), ms[0].zone, gap=(30, 600), block=(3 * 3600, 7 * 3600))
    t.messages(w, list(zip(ms, ms[1:])))
    return ms


@lawful("it_shop_remote", 3, 15, 1)
def it_shop_remote(w, k):
    """A repair shop looks after people's own machines by remote control: short visits, one shop number as contact."""
    c, city, ms, office = _staff(w, k, mixed=0)
    t.at(w, ms, office, weight=.2, must=1, remote=True)
    t.contact(w, t.some(w, ms, .6), "emergency_contact", ms[0].number)
    return ms


@lawful("firm_sold_laptops", 3, 10, 1)
def firm_sold_laptops(w, k):
    """A closed firm's laptops: seen at its office first, then each with one buyer."""
    c, city, ms, office = _staff(w, max(3, k), mixed=0)
    cut = w.r.randrange(RETAIN + 90 * DAY, END - 30 * DAY)
    staff, buyers = ms[:len(ms) // 2 + 1], ms[len(ms) // 2 + 1:]
    _declare(w, staff, firm(w))
    own = {a.i: w.token("d", 40) for a in staff}
    t.at(w, staff, office, own, 2, until=cut)
    for a, old in zip(buyers, staff):
        t.at(w, [a], a.line, [own[old.i]], 1, since=cut + 3 * DAY)
    return ms
