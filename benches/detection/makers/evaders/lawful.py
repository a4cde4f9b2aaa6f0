"""Lawful look-alikes, part 1: one person with two accounts, homes, families, care."""
import numpy as np

from . import life
from .world import DAY, INF

CLASSES = {}      # name: (least size, most, deed, one person?)


def cls(lo, hi, one=False):
    def keep(f):
        CLASSES[f.__name__] = (lo, hi, f, one)
        return f
    return keep


def later(G, lo=20, hi=120):
    """A date inside the time for which sessions are kept."""
    t = max(G.W.win + G.u(lo, hi) * DAY, max(a.created for a in G.m) + 10 * DAY)
    return int(max(min(G.W.now - 15 * DAY, t), max(a.created for a in G.m) + 3600))


# --- one person, two accounts that the platform permits
def same_person(G):
    a, b = G.m
    b.p, b.country = a.p, a.country
    life.settle(G.W, G.r, b, a.house, own=False)
    b.pc, b.phone = a.pc, a.phone
    b.seats = list(a.seats)
    for k in ("phone", "email", "portrait"):
        if k in a.ids and G.r.random() < 0.5:
            b.ids[k] = list(a.ids[k])
    if G.r.random() < 0.6:
        b.banks = []
        life.bank(G.W, G.r, b, "bank", a.banks[0][2], a.banks[0][0], a.banks[0][3])
    b.mu, b.sd = a.mu, a.sd


@cls(2, 2, True)
def two_roles(G):
    same_person(G)
    G.m[0].role, G.m[1].role = "client", "worker"


@cls(2, 2, True)
def reopened_account(G):
    same_person(G)
    a, b = sorted(G.m, key=lambda x: x.created)
    t = int(min(max(a.created + 90 * DAY, G.W.win + G.u(-60, 100) * DAY), G.W.now - 30 * DAY))
    a.status, a.status_at = "closed", t
    b.created = t + int(G.u(1, 60) * DAY)
    b.created = min(b.created, G.W.now - 15 * DAY)
    for x in b.banks:
        x[4] = max(x[4], b.created)


@cls(2, 2, True)
def business_and_private(G):
    same_person(G)
    G.m[1].org = f"{G.m[0].p.fam}工房"
    G.m[1].banks = []
    life.bank(G.W, G.r, G.m[1], "bank", "ｶ)" + G.m[0].p.holder(G.r)[:20])


# --- homes
@cls(2, 2)
def married_one_bank_one_pc(G):
    G.surname(0.9)
    G.home()
    G.machine(G.u(0.5, 2))
    G.purse(1.0)
    if G.r.random() < 0.5:
        G.mark("recovery_email")


@cls(2, 4)
def siblings_one_pc(G):
    G.surname(1)
    G.home()
    G.machine(1.5)
    if G.r.random() < 0.4:
        G.praise(0.7, contracts=0.2)


@cls(3, 6)
def family_workshop(G):
    G.surname(0.8)
    G.home()
    d = G.machine(1.0)[0]
    G.turns(d, G.house.place, G.u(2, 5), mu=G.u(8, 18))
    G.purse(0.9)
    G.onward(G.sink(), G.u(0.2, 0.5), cover=0.8)       # the wholesaler of their materials
    G.mark("template", 0.9)
    G.mark("phone", 0.7)


@cls(3, 5)
def three_generations(G):
    G.surname(0.7)
    G.home()
    G.machine(0.6, 0.7)
    G.purse(0.6)
    G.mark("emergency_contact", 0.9)


@cls(2, 3)
def twins(G):
    G.surname(1)
    G.home()
    G.hours(G.m[0].mu, G.m[0].sd)
    G.born(G.m[0].created, 30)
    if G.r.random() < 0.5:
        G.mark("portrait")        # the face matcher takes them for one


@cls(3, 6)
def house_share(G):
    G.home()
    G.pay(G.m[0], 0.9, 5, 45000, 0.05)     # rent to whoever holds the contract


@cls(3, 6)
def house_share_side_job(G):
    """Flatmates who cook up a side job: one template, evenings together, praise, shared tools."""
    G.home()
    G.mark("template", 0.9)
    G.shifts(mu=G.u(19, 23), jitter=12, per_week=3, attend=0.7)
    G.praise(0.6)
    G.refer(0.9)
    if G.r.random() < 0.5:
        G.machine(0.5, 0.7)


@cls(4, 10)
def dormitory(G):
    place = G.W.net.site("campus", "dormitory", 4)
    G.sit(place, 4)
    G.mark("address", 0.95)
    G.refer(0.5)


@cls(3, 8)
def exchange_students(G):
    c = str(G.r.choice(["VN", "NP", "CN", "IN"]))
    for a in G.m:
        G.rename(a, G.W.names.person(country=c))
    place = G.W.net.site("campus", "guest house", 1)
    G.sit(place, 4)
    G.mark("address", 0.9)
    G.onward(G.sink(1), G.u(0.2, 0.5), 0.15, 0.7, country=c)       # the remittance agent of the campus
    G.born(G.W.now - G.u(150, 700) * DAY, 25)
    G.mark("emergency_contact", 0.7)


@cls(4, 12)
def migrant_company_dorm(G):
    """Recruited together, housed by the employer: address, line, contact, bank branch day and shift are the same."""
    c = str(G.r.choice(["VN", "PH", "NP"]))
    for a in G.m:
        G.rename(a, G.W.names.person(country=c))
    G.home()
    G.born(G.W.now - G.u(200, 600) * DAY, 6)
    G.mark("emergency_contact", 0.95)
    G.shifts(mu=G.u(19, 22), jitter=20, per_week=4, attend=0.6)
    G.onward(G.sink(2), G.u(0.4, 0.6), 0.1, 0.7, country=c)


@cls(2, 4)
def tenants_in_turn(G):
    """The next tenant gets the line and the address."""
    h = life.House(G.W, G.r)
    t = G.W.win
    for j, a in enumerate(G.m):
        if j == 0:
            life.settle(G.W, G.r, a, h)
        else:
            t0 = t + int((G.W.now - t) * j / G.k)
            life.move(G.W, G.r, G.m[j - 1], t0 - int(G.u(2, 12) * DAY))
            life.move(G.W, G.r, a, t0, h)


@cls(4, 9)
def one_landlord(G):
    G.sit(G.W.net.site("residential", "apartment house", 1), 3)
    G.onward(G.sink(), G.u(0.3, 0.5), 0.12, 0.8, lag=G.u(20, 80))


@cls(2, 4)
def guardian_and_children(G):
    G.surname(1)
    G.home()
    G.purse(1)
    G.machine(2)
    G.mark("email", 0.5, value=G.m[0].ids["email"][0][0])


@cls(3, 6)
def carer_helps_elderly(G):
    """A neighbour with a tablet helps old people: his machine and phone number are on all their accounts."""
    d = G.machines(1)[0]
    G.mark("phone", 0.8, value=G.m[0].ids["phone"][0][0])
    G.turns(d, G.m[0].home, G.u(1, 3), mu=G.u(9, 16))
    G.mark("recovery_email", 0.5)


@cls(2, 5)
def relatives_abroad(G):
    G.surname(0.9)
    c = str(G.r.choice(["BR", "PH", "VN", "NP", "IN"]))
    for j, a in enumerate(G.m):
        G.rename(a, G.W.names.person(like=G.m[0].p) if j else G.W.names.person(country=c))
    G.onward(G.sink(), G.u(0.3, 0.7), 0.15, 0.95, country=c)
    G.pay(G.m[0], 0.5, 2)
    G.refer(0.7)


@cls(4, 10)
def shelter(G):
    G.mark("address", 1)
    G.mark("phone", 0.8)
    G.sit(G.W.net.site("public", "shelter"), 5, dev=G.machines(2))
    G.mark("emergency_contact", 0.9)


@cls(2, 3)
def lent_laptop(G):
    a = G.m[0]
    for b in G.m[1:]:
        t = later(G)
        b.seats.append((b.home, a.pc, t, t + int(G.u(10, 50) * DAY), 2.0))


@cls(2, 2)
def inherited_business(G):
    """The heir runs the late owner's account beside an own one: a handover that was declared."""
    G.surname(1)
    t = later(G)
    a, b = G.m
    life.clip(a, t)
    a.seats += [(b.home, b.pc, t, INF, 1.0), (b.home, b.phone, t, INF, 0.4)]
    for f in ("name", "bank_account", "phone", "email"):
        G.W.change(a, f, t + int(G.u(0, 5) * DAY))
    a.banks[-1][5] = t
    a.banks.append([b.banks[0][0], b.banks[0][1], b.banks[0][2], b.banks[0][3], t, INF])


@cls(2, 2)
def spouse_relief(G):
    """A couple: one falls ill for a month, the other finishes the orders from the own machine."""
    G.surname(0.8)
    G.home()
    a, b = G.m
    t = later(G)
    a.seats.append((G.house.place, b.pc, t, t + 35 * DAY, 6.0))


@cls(3, 8)
def neighbours_wifi(G):
    """A block whose owner offers the line; guests come and go."""
    p = G.W.net.home()
    G.sit(p, 1.5)
