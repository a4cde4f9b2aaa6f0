"""Money that flows together for a lawful reason."""
from . import traces as t
from .lawful import lawful
from .lawful_home import _house, t_cities
from .lawful_work import firm
from .names import COUNTRIES, TABLES, on_paper
from .people import group
from .world import DAY, END, EVENTS


@lawful("family_wallet", 2, 5, 2.5)
def family_wallet(w, k):
    """One member holds the wallet for all: same home, same name, a holder who is one of them."""
    c, city, line, ms = _house(w, k)
    t.payee(w, ms, on_paper(w.r, ms[0].name), "money_transfer", ms[0].number)
    t.at(w, ms, line)
    return ms


@lawful("mobile_money_agent", 4, 40, 2.5)
def mobile_money_agent(w, k):
    """The agent's till takes payouts for a quarter of town; the holder says that it is a shop."""
    c = w.country()
    ms = group(w, k, c, city=w.r.choice(t_cities(c)))
    t.payee(w, ms, f"AGENT {w.r.randrange(10000, 99999)} {w.r.choice(('MAMA SHOP', 'MOBILE POINT', 'KIOSK', 'TELECOM CENTRE'))}", "money_transfer", weight=3, keep=.9)
    return ms


@lawful("remittance_family", 2, 6, 2)
def remittance_family(w, k):
    """Siblings abroad, each in another town, who all send to one parent at home."""
    c, home = w.country(), w.country()
    ms = group(w, k, c, [w.r.choice(TABLES[COUNTRIES[c].style][0])], home=home)
    t.onward(w, ms, w.token("o", 48), c, w.r.randrange(1, 15) * DAY)
    t.transfers(w, [(a, w.r.choice(ms)) for a in ms], 60, 1)
    return ms


@lawful("remittance_corridor", 5, 40, 1)
def remittance_corridor(w, k):
    """Customers of one transfer house: its collecting account is where their money goes next."""
    home = w.country()
    ms = group(w, k, home=home)
    t.onward(w, ms, w.token("o", 48), home, 2 * 3600)
    return ms


@lawful("exchange_hot_wallet", 5, 40, 1)
def exchange_hot_wallet(w, k):
    """Own deposit addresses, one exchange behind all of them."""
    ms = group(w, k)
    for a in ms:
        w.payee(a, w.token("x", 64), "crypto", on_paper(w.r, a.name), a.home, 4.0)
    t.onward(w, ms, w.token("o", 48), w.country(), 1800)
    return ms


@lawful("rotating_savings", 4, 14, 2.5)
def rotating_savings(w, k):
    """Arisan, chama, susu: everyone pays the same every month, and the pot returns to each in turn."""
    ms = group(w, k, w.country())
    usd = w.r.choice((10, 20, 50, 100))
    start = max(max(a.created for a in ms) + DAY, END - (len(ms) + 1) * 30 * DAY, EVENTS)
    for turn, taker in enumerate(ms):
        at = start + turn * 30 * DAY
        for a in ms:
            when = at + w.r.randrange(3 * DAY)
            if a is not taker and when < END:
                w.tie(a, taker, "transfer", when, w.amount(ms[0], usd))
    t.referral(w, min(ms, key=lambda a: a.created), ms)
    return ms


@lawful("hawala_pool", 3, 12, 1.5)
def hawala_pool(w, k):
    """Friends from one place send through the one who travels home; he pays back to them as often."""
    c = w.country()
    ms = group(w, k, c, home=w.country())
    hub = ms[0]
    t.transfers(w, [(a, hub) for a in ms[1:]], 120, 3)
    t.transfers(w, [(hub, a) for a in ms[1:]], 110, 2)
    t.onward(w, [hub], w.token("o", 48), c)
    return ms


@lawful("accountant", 3, 25, 2)
def accountant(w, k):
    """A bookkeeper enters the payouts of the clients in one sitting at the quarter's end: own payees, one tax contact."""
    c = w.country()
    ms = group(w, k, c)
    t.contact(w, ms, "tax_contact", ms[0].mail)
    for _ in range(2):
        t.change_together(w, t.some(w, ms, .8), "bank_account", 2 * 3600)
    t.at(w, t.some(w, ms, .5), w.net.fixed(c, "office"), [ms[0].pc], .2, must=1)
    return ms


@lawful("payroll_provider", 4, 40, 1)
def payroll_provider(w, k):
    """An employer of record receives for people in many countries; the holder is a firm, and so is the organisation of some."""
    ms = group(w, k)
    name = firm(w)
    t.payee(w, ms, name.upper() + " PAYROLL LTD", weight=5, keep=.5)
    for a in t.some(w, ms, .5):
        a.org = name
    return ms


@lawful("cooperative", 4, 20, 1)
def cooperative(w, k):
    """A registered co-operative: a fixed fee from each to the treasurer, and the year's share back to each."""
    ms = group(w, k, w.country())
    name = firm(w) + " Cooperative"
    for a in t.some(w, ms, .8):
        a.org = name
    t.transfers(w, [(a, ms[0]) for a in ms[1:]], 12, 4, even=True)
    t.transfers(w, [(ms[0], a) for a in ms[1:]], 60, 1, even=True)
    return ms


@lawful("village_bank", 4, 25, 1)
def village_bank(w, k):
    """A savings group's one bank account, the treasurer as its holder, people of two or three family names."""
    c = w.country()
    ms = group(w, k, c, w.r.sample(TABLES[COUNTRIES[c].style][0], 3))
    t.payee(w, t.some(w, ms, .8), "SAVINGS GROUP " + on_paper(w.r, ms[0].name), "money_transfer", keep=1.0, weight=2)
    t.transfers(w, [(w.r.choice(ms), w.r.choice(ms)) for _ in ms], 20, 1)
    return ms


@lawful("crowdfunding", 5, 40, 1)
def crowdfunding(w, k):
    """Many send once to one in need within three weeks."""
    ms = group(w, k)
    t.transfers(w, [(a, ms[0]) for a in ms[1:]], 20, 1, lo=END - w.r.randrange(30, 200) * DAY)
    return ms
