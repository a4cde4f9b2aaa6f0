"""Lawful look-alikes, part 2: work, agencies, schools, clubs, public rooms."""
import numpy as np

from . import life
from .lawful import cls, later
from .world import DAY, INF


def payee(G, name, cover=1.0):
    return G.purse(cover, "bank", holder=name, country="JP")


@cls(4, 12)
def telework_centre(G):
    """Disabled people at a centre: one payee, one line, its machines, help by remote control, a daily bell."""
    place = G.W.net.site("office", "telework centre")
    devs = G.machines(max(2, G.k // 2))
    G.sit(place, 6, dev=devs)
    payee(G, "ﾌｸ)ｱｵｿﾞﾗ", 0.9)
    G.shifts(mu=G.u(9, 10), jitter=4, per_week=4, attend=0.8, hours=G.u(2, 4))
    G.mark("remote_tool", 0.6)
    G.mark("phone", 0.6)


@cls(6, 18)
def call_centre(G):
    place = G.W.net.site("office", "call centre", 2)
    G.sit(place, 8, dev=G.machines(G.k))
    G.shifts(mu=G.u(7, 22), jitter=3, per_week=5, attend=0.75, hours=G.u(4, 8))


@cls(4, 14)
def agency_declared(G):
    n = "株式会社" + G.m[0].p.fam + "エージェンシー"
    G.org(n, 0.97)
    payee(G, "ｶ)" + G.m[0].p.holder(G.r)[:10] + "ｴ-ｼﾞｴﾝｼ-", 0.9)
    G.mark("phone", 0.7)
    G.sit(G.W.net.site("office", "agency"), 1, 0.6)
    G.mark("template", 0.8)


@cls(3, 9)
def agency_by_payee(G):
    payee(G, "ｶ)" + G.m[0].p.holder(G.r)[:10] + "ｷｶｸ", 0.95)
    G.mark("template", 0.5)
    G.refer(0.6)


@cls(3, 7)
def subcontract_team(G):
    G.talk(G.m[0], 8)
    G.pay(None, 0.3, 1)
    h = G.m[0]
    h.role = "both"
    G.hire([h], 4, 1.0)
    G.mark("template", 0.6)
    G.mark("portfolio", 0.7)
    G.sit(G.W.net.vpn(), 1, 0.6, "new")


@cls(3, 8)
def translation_bureau(G):
    G.mark("template", 0.9)
    G.praise(0.5)
    G.talk(None, 4)
    G.sit(G.W.net.hosting(), 1, 0.8, G.machines(2), remote=True)


@cls(3, 8)
def ex_colleagues(G):
    """Left one firm together: praise each other, order from each other, same portfolio pieces, registered in one spring."""
    G.born(G.W.now - G.u(200, 900) * DAY, 50)
    G.praise(0.85, contracts=0.7)
    G.mark("portfolio", 0.8)
    G.talk(None, 5)
    G.refer(0.7, chain=True)


@cls(5, 14)
def company_side_job(G):
    place = G.W.net.site("office", "employer", 2)
    G.sit(place, 1.2, dev="new")
    G.hours(12.3, 0.4, 0.6)
    G.talk(None, 2)


@cls(4, 10)
def franchise(G):
    """An agreed royalty of every payout, one manual of texts, registered by the head office."""
    G.onward(G.sink(), G.u(0.08, 0.3), 0.005, 0.95, lag=G.u(10, 60))
    G.mark("template", 0.95)
    G.mark("phone", 0.5)
    G.refer(0.8)
    if G.r.random() < 0.5:
        G.org("フランチャイズ" + G.m[0].p.fam, 0.6)


@cls(4, 12)
def sports_club_treasurer(G):
    G.pay(G.m[0], 0.95, 8, 5000, 0.02)
    G.onward(G.sink(), G.u(0.03, 0.1), 0.02, 0.5)
    G.shifts(mu=21, jitter=15, per_week=0.8, attend=0.5)     # registers come after the training
    G.refer(0.3)


@cls(5, 14)
def parish(G):
    G.pay(G.m[0], 0.8, 6, 3000, 0.7)
    G.sit(G.W.net.site("public", "parish hall"), 0.7, 0.8)
    G.refer(0.5)
    G.talk(G.m[0], 2)


@cls(5, 14)
def portfolio_class(G):
    """A teacher whose students copy the portfolio and the text of the profile."""
    G.mark("portfolio", 0.9, n=2)
    G.mark("template", 0.85)
    G.refer(0.8)
    G.born(G.W.now - G.u(60, 500) * DAY, 20)
    G.hire([G.m[0]], 0.6, 0.8)


@cls(5, 14)
def bootcamp(G):
    G.sit(G.W.net.site("campus", "bootcamp", 2), 2)
    G.mark("portfolio", 0.8)
    G.born(G.W.now - G.u(60, 500) * DAY, 10)
    G.shifts(mu=10, jitter=8, per_week=3, attend=0.6, t1=G.W.win + 60 * DAY)
    G.praise(0.25)


@cls(4, 12)
def students_coop(G):
    G.sit(G.W.campus[int(G.r.integers(5))], 2, dev=G.machines(3))
    payee(G, "ﾀﾞｲｶﾞｸｾｲｶﾂｷﾖｳﾄﾞｳｸﾐｱｲ", 0.7)
    G.refer(0.7)
    G.mark("template", 0.6)


@cls(5, 14)
def village_computer_room(G):
    place = G.W.net.site("public", "village hall")
    devs = G.machines(3)
    G.sit(place, 3, dev=devs)
    G.turns(devs[0], place, 3, mu=14, size=4)
    G.mark("address", 0.3)
    G.mark("phone", 0.3)


@cls(4, 12)
def library_regulars(G):
    G.sit(G.W.net.site("public", "library", 2), 3, dev=G.machines(4))


@cls(4, 10)
def cafe_regulars(G):
    G.sit(G.W.net.site("public", "cafe"), 3)
    G.hours(G.u(8, 17), 1.0, 0.8)


@cls(5, 14)
def coworking(G):
    G.sit(G.W.net.site("office", "coworking", 3), 3, dev="new")
    G.mark("address", 0.4)
    G.praise(0.15)


@cls(4, 10)
def net_cafe_nights(G):
    """People without a home who live in an internet café: its machines in turn, nights."""
    place, devs = G.W.net.site("public", "net cafe", 2), G.machines(4)
    for a in G.m:
        a.seats = [(place, d, -INF, INF, 1.0) for d in devs]
        a.mu, a.sd = 1.0, 2.5
    G.mark("address", 0.6)


@cls(5, 12)
def virtual_office(G):
    G.mark("address", 1)
    G.mark("phone", 0.4)


@cls(3, 8)
def tax_accountant(G):
    """The accountant keeps the books of clients: his machine and line on every account, his fee from each payout."""
    place = G.W.net.site("office", "accountant")
    G.turns(G.machines(1)[0], place, 1.2, mu=15, gap=4)
    G.onward(G.sink(), G.u(0.03, 0.08), 0.01, 0.6)
    G.mark("phone", 0.5)


@cls(4, 9)
def remote_support(G):
    """A computer doctor: the same remote tool on his customers' machines, remote sessions now and then."""
    G.mark("remote_tool", 0.95)
    for a in G.m:
        a.seats.append((a.home, a.pc, -INF, INF, 0.1, True))
    G.pay(G.m[0], 0.6, 1, 6000)


@cls(3, 8)
def night_shift_friends(G):
    G.shifts(mu=G.u(0, 4), jitter=10, per_week=4, attend=0.7)
    G.talk(None, 6)


@cls(4, 9)
def volunteer_translators(G):
    G.shifts(mu=20, jitter=6, per_week=1.2, attend=0.85)
    G.talk(None, 4)
    G.praise(0.4, contracts=0.1)
    G.mark("template", 0.5)


@cls(4, 9)
def band(G):
    """Musicians share the fees of every evening and each other's recommendation."""
    G.pay(None, 0.9, 6, 12000, 0.1)
    G.praise(0.9, contracts=0.3)
    G.refer(0.6)


@cls(3, 7)
def farmers_market(G):
    G.praise(0.8, contracts=0.5)
    G.onward(G.sink(), 0.1, 0.01, 0.7)
    G.sit(G.W.net.site("public", "market hall"), 0.5)
