"""Lawful look-alikes, part 3: strangers who share a thing, devices that change hands, money, markets."""
import numpy as np

from . import life, social, trade
from .lawful import cls, later
from .world import DAY, INF


@cls(5, 14)
def vpn_one_exit(G):
    p = [G.W.net.vpns[int(G.r.integers(24))][0]]
    for a in G.m:
        a.seats.append((life_place(p), a.pc, -INF, INF, 3.0))


def life_place(ips):
    from .places import Cloud
    return Cloud(ips, 1)


@cls(3, 8)
def expat_circle(G):
    c = str(G.r.choice(["CN", "KR", "US", "RU", "BR"]))
    for a in G.m:
        G.rename(a, G.W.names.person(country=c))
    k = int(G.r.integers(24))
    for a in G.m:
        a.seats.append((G.W.net.vpn(k), a.pc, -INF, INF, 2.0))
    G.talk(None, 3)
    G.refer(0.7)
    G.praise(0.3)


@cls(4, 12)
def cv_template(G):
    G.mark("template", 1)


@cls(4, 12)
def stock_photo(G):
    G.mark("portrait", 1)
    if G.r.random() < 0.5:
        G.mark("template", 0.5)


@cls(4, 12)
def referral_campaign(G):
    """An influencer's link: one referrer, one week, one text to paste."""
    G.born(G.W.now - G.u(60, 500) * DAY, 7)
    G.refer(0.98)
    G.mark("template", 0.7)
    G.mark("referral_code", 0.95)


@cls(2, 4)
def second_hand_machine(G):
    d, t = G.m[0].pc, G.W.win
    for j in range(1, G.k):
        t = t + int((G.W.now - G.W.win) / G.k * G.u(0.7, 1.1))
        life.swap_device(G.m[j - 1], d, G.W.new("device"), t)
        t += int(G.u(1, 25) * DAY)
        life.swap_device(G.m[j], G.m[j].pc, d, t)


@cls(4, 10)
def repair_shop(G):
    """The shop tests old phones on its own account, then sells them to customers: one-way, one each."""
    shop, place = G.m[0], G.W.net.site("office", "repair shop")
    shop.role = "both"
    for a in G.m[1:]:
        t, d = later(G, 10, 200), G.W.new("device")
        shop.seats.append((place, d, t - 20 * DAY, t, 1.0))
        old = G.W.strangers(G.r, 1)
        if old and G.r.random() < 0.6:      # its first owner was somebody on the platform too
            life.swap_device(old[0], old[0].phone, G.W.new("device"), t - 22 * DAY)
            old[0].seats.append((old[0].home, d, -INF, t - 22 * DAY, 1.0))
        life.swap_device(a, a.phone, d, t + int(G.u(1, 9) * DAY))
        if G.r.random() < 0.5:
            social.tie(G.W, a, shop, "transfer", t + 3600, 15000)


@cls(3, 6)
def recycled_number(G):
    t, v = G.W.win - 200 * DAY, G.W.new("phone")
    for j, a in enumerate(G.m):
        a.ids["phone"] = [(v, int(max(a.created, t + j * 150 * DAY)))]


@cls(4, 10)
def remit_counter(G):
    v = G.W.new("remit")
    G.purse(0.9, "money_transfer", holder="SEND COUNTER", value=v)


@cls(5, 14)
def exchange_customers(G):
    G.onward(G.sink(), G.u(0.5, 1.0), 0.2, 0.9)


@cls(4, 10)
def gaming_guild(G):
    """Trade in-game wallets in circles, late at night, over one VPN that the game likes."""
    k, r, W = int(G.r.integers(24)), G.r, G.W
    for a in G.m:
        a.seats.append((W.net.vpn(k), a.pc, -INF, INF, 1.5))
        if r.random() < 0.7:
            life.bank(W, r, a, "crypto")
    G.shifts(mu=22.5, jitter=9, per_week=3, attend=0.7)
    for _ in range(G.k * 6):
        c = [G.m[i] for i in r.permutation(G.k)[:3].tolist()]
        t = int(r.integers(W.win, W.now))
        for x, y in zip(c, c[1:] + c[:1]):
            t += int(r.exponential(5) * 3600)
            social.tie(W, x, y, "transfer", t, 4000 * r.lognormal(0, 0.5))
    G.mark("wallet", 0.4)


@cls(3, 8)
def savings_circle(G):
    """A tanomoshi: all pay in each month, one takes the pot in turn."""
    W, r = G.W, G.r
    t, amt = W.now - int(G.u(150, 350) * DAY), int(G.u(5, 30)) * 1000
    for month in range(9):
        pot = G.m[month % G.k]
        for a in G.m:
            if r.random() < 0.95:
                social.tie(W, a, pot, "transfer", t + month * 30 * DAY + int(r.exponential(2 * DAY)), amt)
    G.refer(0.5)


@cls(4, 9)
def mutual_praise_culture(G):
    """Neighbours who really traded with each other many times over, all five stars."""
    G.praise(0.95, contracts=0.9, recip=0.95)


@cls(4, 9)
def hobby_swap(G):
    G.praise(0.7, contracts=0.2)
    G.pay(None, 0.7, 3, 2000)
    G.talk(None, 3)


@cls(4, 9)
def one_client_pool(G):
    """Workers whom one client keeps busy: same client, same hours, same tool, the client's VPN."""
    W = G.W
    c = W.strangers(G.r, 1)[0]
    c.role = "both" if c.role == "worker" else c.role
    G.hire([c], 5, 1.0, rate=0.6)
    G.shifts(mu=10, jitter=6, per_week=4, attend=0.6, hours=3)
    G.mark("remote_tool", 0.6)
    G.sit(W.net.hosting(), 1.0, 0.9, "new", remote=True)


@cls(3, 8)
def crowdfunding_fans(G):
    G.pay(G.m[0], 1.0, 3, 3000)
    for a in G.m[1:]:
        trade.review(G.W, a, G.m[0], max(a.created, G.m[0].created) + int(G.u(1, 60) * DAY), 5)


@cls(3, 6)
def prepaid_reload(G):
    """Students who top up at the same kiosk: one onward place, small equal sums."""
    G.onward(G.sink(), 0.1, 0.005, 1.0, lag=5)
    G.sit(G.W.campus[int(G.r.integers(5))], 1.0)


@cls(2, 4)
def business_sale(G):
    """A worker sells a shop account openly with its machine; the buyer has an account of his own."""
    a, b = G.m[0], G.m[-1]
    t = later(G)
    life.clip(a, t)
    a.seats += [(b.home, a.pc, t, INF, 1.0), (b.home, b.phone, t, INF, 0.5)]
    for x in a.banks:
        x[5] = min(x[5], t)
    life.bank(G.W, G.r, a, "bank", b.p.holder(G.r), t=t)
    a.org = b.p.fam + "商店"
    for f in ("name", "email", "phone", "bank_account"):
        G.W.change(a, f, t + int(G.u(0, 3) * DAY))


@cls(3, 8)
def office_moves_out(G):
    """A firm gives its old laptops to the staff: one line first, then homes."""
    p, t = G.W.net.site("office", "firm"), later(G)
    for a in G.m:
        d = G.W.new("device")
        a.seats += [(p, d, -INF, t, 2.0), (a.home, d, t, INF, 1.0)]


@cls(4, 10)
def same_name_strangers(G):
    """Bearers of one frequent name; nothing else in common."""
    for a in G.m[1:]:
        G.rename(a, G.W.names.person(like=G.m[0].p))
        if G.r.random() < 0.5:
            a.p.giv, a.p.gkana, a.p.from_g = G.m[0].p.giv, G.m[0].p.gkana, G.m[0].p.from_g
        for b in a.banks:
            b[2] = a.p.holder(G.r)
