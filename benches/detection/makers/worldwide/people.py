"""One person behind one account: name, papers, contacts, machines, lines, hours. Rings and lawful groups start here too."""
from . import names
from .countries import COUNTRIES
from .world import DAY, END, Spot, RETAIN

_MAIL = ("gmail.com", "gmail.com", "gmail.com", "yahoo.com", "outlook.com", "hotmail.com", "proton.me", "mail.com")
_STREETS = ("Station Road", "Main Street", "Market Street", "Lake View", "Hill Road", "Garden Lane", "Park Avenue", "River Street",
            "School Road", "Temple Street", "Mosque Road", "Church Street", "Victory Avenue", "Independence Street", "Old Town")


# clients complain of ordinary people as well
REPORTS = ("below_market", "off_platform", "refuses_video", "unnatural_language", "below_market", "several_operators", "crypto_payment")


def phone(w, country):
    return f"+{COUNTRIES[country].prefix}{w.r.randrange(10**8, 10**9)}"


def email(w, name):
    base = names.plain(name.latin).lower() or "user"
    parts = [x.strip(".,'") for x in base.split()]
    r = w.r
    local = r.choice(("{0}.{1}", "{0}{1}", "{1}.{0}", "{0}_{1}")).format(parts[0], parts[-1] if len(parts) > 1 else "x")
    return f"{local}{r.randrange(1, 10000)}@{r.choice(_MAIL)}"


def address(w, country, city, flat=True):
    r = w.r
    unit = f"{r.randrange(1, 80)}/" if flat and r.random() < .5 else ""
    return f"{unit}{r.randrange(1, 400)} {r.choice(_STREETS)}, {city} {r.randrange(1000, 99999)}, {country}"


def paper(w, country):
    """A document number and kind as that country issues them."""
    r = w.r
    kind = r.choices(("passport", "national_id", "driving_licence", "residence_card"), (.35, .45, .17, .03))[0]
    if country == "JP":
        kind = r.choice(("driving_licence", "my_number", "passport"))
    if kind == "passport":
        return "".join(r.choice("ABCDEFGHJKLMNPRSTUVWXYZ") for _ in range(r.randrange(1, 3))) + str(r.randrange(10**6, 10**8)), kind
    return str(r.randrange(10**11, 10**12)), kind


def bank_number(w, country, mobile):
    return phone(w, country) if mobile else f"{country}{w.r.randrange(10**13, 10**14)}"


def build(w, a, country=None, family=None, sex=None, home=None, line=None, city=None, name=None):
    """Give the bare account a person. `home`: where they live, when it is not the country they come from."""
    r, p = w.r, w.p
    a.country = country or w.country()
    a.home = home or a.country
    c = COUNTRIES[a.home]
    a.city = city or r.choice(c.cities)
    a.zone = a.home
    a.name = name or names.make_name(r, a.country, family, sex)
    a.shown = names.shown(r, a.name)
    a.peak = r.gauss(13, 3.5) % 24
    a.spread = r.uniform(1.5, 4.5)
    a.works_weekend = r.choice((.1, .3, .6, 1.0))
    a.fee = r.lognormvariate(3.6, .9) * c.wage
    a.built = True
    # machines and lines
    a.pc, a.phone = w.token("d", 40), w.token("d", 40)
    a.line = line or w.net.home(a.home, a.city)
    mobile = w.net.mobile(a.home)
    style = r.random()
    if style < .75:
        a.spots.append(Spot(a.line, a.pc, r.uniform(1, 4)))
    if style > .45:
        a.spots += [Spot(a.line, a.phone, r.uniform(.3, 2)), Spot(mobile, a.phone, r.uniform(.2, 2))]
    if r.random() < .25:                                   # a workplace where other people of the city sit as well
        pool = w.offices.setdefault((a.home, a.city), [])
        if not pool or (len(pool) < 40 and r.random() < .15):
            pool.append(w.net.fixed(a.home, "office"))
        a.spots.append(Spot(r.choice(pool), a.pc, r.uniform(.2, 1.5)))
    if r.random() < .15:
        a.spots.append(Spot(w.net.public(a.home, a.city), a.phone, r.uniform(.05, .4)))
    if r.random() < p.vpn:
        a.spots.append(Spot(w.net.vpn(), a.pc, r.uniform(.3, 3)))
    if r.random() < p.travel:
        travel(w, a)
    if r.random() < .1:                                    # a new phone during the period
        new, cut = w.token("d", 40), r.randrange(RETAIN, END)
        for s in [s for s in a.spots if s.device == a.phone]:
            s.until = cut
            a.spots.append(Spot(s.place, new, s.weight, cut))
    # papers
    number, kind = paper(w, a.country)
    if r.random() < .85:
        w.document(a, number, kind, a.country, names.on_paper(r, a.name))
        if r.random() < .08:
            number, kind = paper(w, a.country)
            w.document(a, number, kind, a.country, names.respelt(r, names.on_paper(r, a.name)), w.when(a))
    # contacts
    a.number, a.mail = phone(w, a.home), email(w, a.name)
    if r.random() < .9:
        w.ident(a, "phone", a.number)
    if r.random() < .95:
        w.ident(a, "email", a.mail)
    if r.random() < .7:
        w.ident(a, "address", address(w, a.home, a.city))
    if r.random() < .6:
        w.ident(a, "portrait", w.token("p", 64))
    if a.role != "client" and r.random() < .4:
        w.ident(a, "template", w.token("t", 64))
    if r.random() < .25:
        w.ident(a, "payment_card", w.token("c", 40))
    for kind, odds in (("recovery_email", .15), ("emergency_contact", .1), ("tax_contact", .08)):
        if r.random() < odds:
            other = names.make_name(r, a.country)
            w.ident(a, kind, phone(w, a.home) if kind == "emergency_contact" else email(w, other))
    # payees
    if a.role != "client" or r.random() < .25:
        for k in range(1 + (r.random() < .15)):
            mm = r.random() < c.mobile_money
            kind = "money_transfer" if mm else "crypto" if r.random() < .05 else "bank"
            own = (w.token("o", 48), a.country) if r.random() < .3 else None
            w.payee(a, w.token("x", 64) if kind == "crypto" else bank_number(w, a.home, mm), kind, names.on_paper(r, a.name), a.home,
                    onward=own, added=None if k == 0 else w.when(a, lo=a.created), delay=r.randrange(2 * 3600, 12 * DAY))
    for what in ("phone", "address", "email", "bank_account", "name", "document"):
        if r.random() < .06:
            w.change(a, what, w.when(a, lo=a.created))
    if r.random() < .02:
        w.rows["reports"].append((a.i, r.choice(REPORTS), None, w.when(a)))
    return a


def travel(w, a):
    """A journey: two to five stays, each with its public line; the machine comes along."""
    r = w.r
    t = r.randrange(RETAIN, END - 40 * DAY)
    for _ in range(r.randrange(2, 6)):
        code = w.country()
        stay = r.randrange(5, 30) * DAY
        a.spots.append(Spot(w.net.public(code, r.choice(COUNTRIES[code].cities)), a.pc, 6.0, t, t + stay))
        t += stay


def group(w, k, country=None, families=None, home=None, line=None, city=None, roles=None, cohort=None, lively=True, mixed=0.0):
    """Take k accounts and build their people. `cohort`: they signed up within that many seconds. `mixed`: share from anywhere."""
    r, out = w.r, []
    start = None
    for j in range(min(k, w.free())):
        a = w.take(lively)
        if cohort:
            start = start or a.created
            gap = r.randrange(cohort)
            a.created = start + gap if start + gap < RETAIN + 70 * DAY else start - gap
        if roles:
            a.role = roles[j % len(roles)]
        there = w.country() if country is None or r.random() < mixed else country
        family = r.choice(families) if families else None
        build(w, a, there, family, home=home, line=line, city=city if home or there == country else None)
        if not a.payees and lively:                        # group traces may need a payout
            w.payee(a, bank_number(w, a.home, False), "bank", names.on_paper(r, a.name), a.home)
        out.append(a)
    return out
