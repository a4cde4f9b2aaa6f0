"""Lawful lives that look like a ring from outside. Each situation opens its accounts and returns nothing."""
from .world import DAY, Home, Slot
from . import names as nm


def ordinary(W):
    W.account(W.person(), 'ordinary')


def near(W, t, days):
    return min(t + int(W.r.gauss(0, days) * DAY), W.t1 - DAY)


def household(W, cls='household', n=None, bank=None):
    r = W.r
    home = Home(W, W.town())
    first = W.person(home)
    out = []
    for i in range(n or r.choices([2, 3, 4], [70, 22, 8])[0]):
        q = first if i == 0 else W.person(home, family=first.family if r.random() < .8 else None, origin=first.origin)
        if i and r.random() < .35:
            q.pc = first.pc                                       # the family computer
        out.append(W.account(q, cls, bank=bank and W.bank_of(first)))
    return out


def spouse_bank(W):
    household(W, 'spouse_bank', 2, True)


def flatmates(W):
    home = Home(W, W.town())
    for _ in range(W.r.randint(2, 4)):
        W.account(W.person(home), 'flatmates')


def kin(W):
    return (W.ids.token(), W.r.choice(nm.FOREIGN))


def sends_home(W, a, kin_, share=None):
    """Part of each payout goes on to a relative; some through a money service whose id is everybody's."""
    r = W.r
    if r.random() < .4:
        kin_ = (r.choice(W.services), kin_[1])
    a.onward.append((kin_[0], share or r.uniform(.25, .9), r.uniform(.03, .3), kin_[1], r.uniform(.5, 1)))


def remittance(W, cls='remittance'):
    to, home = kin(W), None
    for i in range(W.r.choices([1, 2, 3, 4], [55, 25, 13, 7])[0]):
        q = W.person(home, town=None if home else W.town('JP' if W.r.random() < .7 else None), origin=to[1])
        home = q.home_obj if W.r.random() < .5 else None
        sends_home(W, W.account(q, cls), to)


def dorm(W):
    """Migrants under one roof; compatriots, some with relatives in common, an agent's phone on some forms."""
    r, home, origin, kins = W.r, Home(W, W.town()), W.r.choice(nm.FOREIGN), [kin(W) for _ in range(2)]
    for _ in range(r.randint(3, 8)):
        a = W.account(W.person(home, origin=origin), 'dorm')
        if r.random() < .7:
            sends_home(W, a, r.choice(kins) if r.random() < .5 else kin(W))


def agency(W):
    """An agency: a manager who logs in for the staff, one payee, one office; not all declare it."""
    r = W.r
    boss = W.person()
    size = min(int(3 * r.paretovariate(1.3)), 25)
    org = W.names.family('JP')[2].title() + r.choice([' Works', ' Office', ' Partners', ' Studio'])
    line = Slot(W.net.fixed_line(boss.town, 'office'))
    bank = (W.ids.bank('bank', 1), 'bank', org.upper(), boss.country)
    tpl, declared, pays = W.ids.token(10), r.random() < .7, r.random() < .6
    boss.extra.append((.8, line, boss.pc, False))
    for i in range(size):
        q = boss if i == 0 else W.person(town=boss.town)
        a = W.account(q, 'agency', role='both' if i == 0 else 'worker', bank=bank if pays and r.random() < .8 else None)
        a.org = org if declared and r.random() < .9 else ''
        if i and r.random() < .6:
            q.extra.append((r.uniform(.3, 2), line, q.pc, False))
        if i and r.random() < .35:
            W.drive(boss, a, a.rate * r.uniform(.1, .5))
        if r.random() < .4:
            W.ident(a, 'template', tpl, a.created)
        if r.random() < .2:
            W.ident(a, 'phone', boss.phone, a.created)


def subcontractor(W):
    """A lead takes orders and pays those who do them; onward payments fan out."""
    r = W.r
    lead = W.account(W.person(), 'subcontractor', role='both')
    for _ in range(r.randint(2, 6)):
        s = W.account(W.person(), 'subcontractor', role='worker')
        s.fav.append((lead, r.uniform(.2, .6)))
        for _ in range(r.randint(1, 5)):
            W.ties.append((lead, s, r.choice(['transfer', 'transfer', 'message']), W.during(s), round(r.lognormvariate(9, 1))))
        if r.random() < .3:
            W.ties.append((lead, s, 'referral', max(s.created, W.t0), None))
        if r.random() < .5 and s.banks:
            lead.onward.append((W.ids.token(), r.uniform(.2, .5), .2, s.country, .3))


def school(W):
    """A class opens accounts in one week at school, then everyone goes their way."""
    r, town = W.r, W.town()
    line, t = Slot(W.net.fixed_line(town, 'campus')), W.created()
    pcs = [Slot(W.device()) for _ in range(r.randint(2, 8))]
    tpl = W.ids.token(10)
    for _ in range(r.randint(6, 22)):
        q = W.person(town=town)
        a = W.account(q, 'school', created=t + r.randrange(6 * DAY))
        W.drive(q, a, 1.0, a.created, a.created + 5 * DAY, [(1, line, r.choice(pcs), False)])
        if r.random() < .3:
            q.extra.append((.3, line, q.phone_dev, False))
        if a.tpl and r.random() < .4:
            W.ident(a, 'template', tpl, a.created + DAY)


def office(W):
    r, town = W.r, W.town()
    line = Slot(W.net.fixed_line(town, 'office'))
    for _ in range(r.randint(2, 10)):
        q = W.person(town=town)
        q.extra.append((r.uniform(.5, 2), line, Slot(W.device()), False))
        W.account(q, 'office')


def netcafe(W):
    """People who have only the machines of an internet cafe or a library."""
    r, town = W.r, W.town()
    line, pcs = Slot(W.net.fixed_line(town, 'public')), [Slot(W.device()) for _ in range(r.randint(2, 6))]
    for _ in range(r.randint(4, 16)):
        q = W.person(town=town)
        q.extra += [(r.uniform(.3, 1.5), line, r.choice(pcs), False) for _ in range(2)]
        W.account(q, 'cafe')


def assistant(W):
    """A virtual assistant keeps the accounts of several people, from the assistant's own desk."""
    r, va = W.r, W.person()
    va.chain = .5
    W.account(va, 'assistant')
    for _ in range(r.randint(1, 5)):
        a = W.account(W.person(), 'assistant', role=r.choice(['client', 'worker', 'both']))
        W.drive(va, a, a.rate * r.uniform(.4, 2), W.during(a, 0, .3), None)
        if r.random() < .25:
            W.ident(a, 'recovery_email', W.email_of(va) if va.mailbox is None else va.mailbox, a.created)


def accountant(W):
    """An accountant looks in each month; some customers leave the office's phone or address."""
    r, q = W.r, W.person()
    W.account(q, 'accountant', role='client')
    tax, mail = W.ids.token(), W.email_of(q)
    for _ in range(r.randint(3, 14)):
        a = W.account(W.person(town=q.town), 'accountant')
        W.drive(q, a, r.uniform(.03, .1))
        if r.random() < .3:
            W.ident(a, 'address', q.home_obj.address, a.created)
        if r.random() < .3:
            W.ident(a, 'recovery_email', mail, a.created)
        if r.random() < .4:
            a.onward.append((tax, .1, .1, q.country, .25))


def friends_review(W):
    """Friends who order from one another and say so in public."""
    r = W.r
    friends = [W.account(W.person(), 'friends_review', role='both') for _ in range(r.randint(2, 5))]
    for a in friends:
        for b in friends:
            if a is not b and r.random() < .7:
                a.fav.append((b, r.uniform(.1, .4)))
                a.recip = max(a.recip, .8)
        if r.random() < .3:
            W.ties.append((a, r.choice([x for x in friends if x is not a]), 'message', W.during(a), None))


def two_roles(W):
    q = W.person()
    for role in ('worker', 'client'):
        W.account(q, 'two_roles', role=role)


def re_registered(W):
    r, q = W.r, W.person()
    a = W.account(q, 're_registered')
    t = W.during(a, .2, .8)
    W.close(a, 'suspended' if r.random() < .2 else 'closed', t)
    b = W.account(q, 're_registered', role=a.role, created=t + r.randrange(40 * DAY), docs=0)
    if b.created > W.t1 - 3 * DAY:
        b.created = W.t1 - 3 * DAY
    if q.docs and r.random() < .8:
        d, kind, issuer = q.docs[0]
        d = d[:-1] + str(r.randint(0, 2)) if kind == 'driving_licence' and issuer == 'JP' else d
        W.documents.append((b, d, kind, issuer, b.name, b.created + DAY))


def lent_device(W):
    """A friend's computer for a week or two."""
    r = W.r
    a, b = W.account(W.person(), 'lent_device'), W.account(W.person(), 'lent_device')
    t = W.during(b, .1, .8)
    W.drive(b.person, b, b.rate * 2 + .1, t, t + r.randint(3, 20) * DAY, [(1, b.person.home, a.person.pc, False)])


def family_firm(W):
    """A firm and its owner: the client's card and the worker's payout are one bank account."""
    out = household(W, 'family_firm', W.r.choice([2, 2, 3]), True)
    out[0].role = 'client'
    if not out[0].banks:
        W.add_bank(out[0], W.bank_of(out[0].person), out[0].created)
    for b in out[1:]:
        b.role = 'worker'
        b.fav.append((out[0], W.r.uniform(.2, .7)))


def twins(W):
    out = household(W, 'twins', 2)
    for a in out:
        W.ident(a, 'portrait', out[0].person.portrait, a.created)
    if W.r.random() < .3:
        W.known.append(('account', out[0].id, 'separate', out[1].id, 'twins, seen in person'))


def shared_phone(W):
    """A parent's or shop's phone on the forms of several; also clubs and hostels."""
    phone, town = W.ids.phone('JP'), W.town()
    for _ in range(W.r.randint(2, 6)):
        W.account(W.person(town=town), 'shared_phone', phone=phone)


def populate(W, n):
    """Situations until n lawful accounts exist."""
    kinds, w = list(W.p.mix), list(W.p.mix.values())
    here = globals()
    while len(W.accounts) < n:
        here[W.r.choices(kinds, w)[0]](W)
