"""What happens to anybody: cafes, offices, VPNs, courses, new computers, moves, marriages, typos, mergers."""
import ipaddress
from .world import DAY, Home, Slot
from . import names as nm


def mark(a, cls):
    if a.cls == 'ordinary':
        a.cls = cls


def places(W):
    """Regular customers of cafes and coworking spaces; people with a day job; privacy services; remote desktops."""
    r, p = W.r, W.p
    for i, t in enumerate(W.towns):
        t.cafes = [Slot(W.net.fixed_line(i, 'public')) for _ in range(r.randint(2, 5))]
        t.offices = [Slot(W.net.fixed_line(i, 'office')) for _ in range(r.randint(2, 6))]
        t.coworks = [Slot(W.net.fixed_line(i, 'public')) for _ in range(r.randint(1, 2))]
    for a in list(W.accounts):
        q, t = a.person, W.towns[a.person.town]
        if q.extra or q.accounts[0] is not a:
            continue
        if r.random() < p.p_cafe:
            q.extra.append((r.uniform(.05, .5), r.choice(t.cafes), q.pc, False))
            mark(a, 'cafe')
        if r.random() < p.p_office:
            q.extra.append((r.uniform(.2, .9), r.choice(t.offices), Slot(W.device()), False))
            mark(a, 'office')
        elif r.random() < p.p_cowork:
            q.extra.append((r.uniform(.3, 1.2), r.choice(t.coworks), q.pc, False))
            mark(a, 'coworking')
        if r.random() < p.p_vpn:
            q.extra.append((r.uniform(.2, 3), Slot(W.net.vpn_line(r.randrange(8), q.country)), q.pc, False))
            mark(a, 'vpn_user')
        if r.random() < p.p_remote:
            host = r.random() < .7
            line = Slot(W.net.desktop_line(r.randrange(5))) if host else q.home
            q.extra.append((r.uniform(.3, 3), line, Slot(W.device()), r.random() < .6))
            mark(a, 'remote_desktop')


def courses(W):
    """Buyers of a course write with its templates."""
    for a in W.accounts:
        if a.tpl and W.r.random() < W.p.p_course:
            W.ident(a, 'template', W.r.choices(W.courses, W.course_w)[0], a.created + W.r.randrange(60 * DAY))
            mark(a, 'template_course')


def devices_pass_on(W):
    """New computers; the old one is sold, or handed down, and logs in for its next owner."""
    r, p, market = W.r, W.p, []
    for q in W.people:
        if not q.accounts or r.random() > p.p_new_device:
            continue
        t = W.t0 + int(r.random() * p.days * DAY)
        slot = r.choice([q.pc, q.phone_dev])
        old = slot.now(t)
        slot.change(t, W.device())
        if r.random() < p.p_secondhand:
            market.append((t + r.randrange(1, 25) * DAY, old))
    singles = [a for a in W.accounts if a.cls == 'ordinary' and not a.ring]
    for t, dev in market:
        a = r.choice(singles)
        if a.created < t < a.end - 5 * DAY:
            r.choice([a.person.pc, a.person.phone_dev]).change(t, dev)
            mark(a, 'bought_device')


def detours(W):
    """Errors, moves, marriages, recycled numbers, money habits, endings."""
    r, p = W.r, W.p
    accs = W.accounts
    rent = [(W.ids.token(), 'JP') for _ in range(max(3, p.n // 150))]
    stock = [W.ids.token(16) for _ in range(p.n // 60)]           # stock photos and avatars
    stock_w = [1 / (i + 1) ** .7 for i in range(len(stock))]
    phones = [(x[2], x[0]) for x in W.identifiers if x[1] == 'phone']
    for a in list(accs):
        q, x = a.person, r.random
        if x() < p.p_typo:
            other = r.choice(accs)
            kind = r.choice(['phone', 'bank', 'email'])
            if kind == 'phone':
                W.ident(a, 'phone', r.choice(phones)[0], a.created)
            elif kind == 'bank' and other.banks and a.banks:
                a.banks.insert(0, other.banks[0][:4] + [a.created, a.created + r.randrange(1, 9) * DAY])
                W.change(a, 'bank_account', a.created + 2 * DAY)
            elif kind == 'email':
                W.ident(a, 'recovery_email', W.email_of(other.person), a.created)
            mark(a, 'typo')
        if x() < p.p_phone_recycled and phones:
            W.ident(a, 'phone', r.choice(phones)[0], max(a.created, W.during(a)))
            W.change(a, 'phone', W.during(a))
            mark(a, 'recycled_phone')
        if x() < p.p_move and not a.ring:
            t, town = W.during(a), q.town
            home = Home(W, W.town(q.country) if r.random() < .3 else town)
            q.home.change(t, home.line)
            W.ident(a, 'address', home.address, t)
            W.change(a, 'address', t)
        if x() < .1:
            W.ident(a, 'portrait', r.choices(stock, stock_w)[0] if x() < .5 else W.ids.token(16), W.during(a))
        if x() < .06:
            W.ident(a, 'phone', W.ids.phone(q.country), W.during(a))
        if x() < .1 and a.tpl:
            W.ident(a, 'template', W.ids.token(10), W.during(a))
        if x() < .012:
            W.change(a, 'name', W.during(a))
        for f, pr in (('email', .05), ('phone', .05), ('document', .03)):
            if x() < pr:
                W.change(a, f, W.during(a))
        if a.banks and x() < .06:
            t = W.during(a)
            kind = a.banks[-1][1]
            W.add_bank(a, (W.ids.bank(kind, r.randint(1, 40)),) + tuple(a.banks[-1][1:4]), t)
            W.change(a, 'bank_account', t)
        if a.banks and not a.onward and x() < p.p_onward_known:
            k = x()
            if k < .55:
                a.onward.append((W.ids.token(), r.uniform(.3, 1), r.uniform(0, .25), q.country, r.uniform(.3, 1)))
            elif k < .85:
                a.onward.append((r.choice(W.services), r.uniform(.3, 1), r.uniform(.02, .25), r.choice(nm.FOREIGN + ['JP']), r.uniform(.3, 1)))
            else:
                a.onward.append((r.choice(rent)[0], r.uniform(.2, .6), .15, q.country, .4))
        if a.status == 'active' and not a.ring:
            k = x()
            if k < p.p_suspended:
                W.close(a, 'suspended', W.during(a, .2, 1))
            elif k < p.p_suspended + p.p_closed:
                W.close(a, 'closed', W.during(a, .2, 1))
        if x() < p.reports:
            client = r.choice(accs)
            W.reports.append((a, r.choice(['unnatural_language', 'refuses_video', 'off_platform', 'below_market', 'several_operators', 'crypto_payment']),
                              client if client is not a and client.role != 'worker' else None, W.during(a)))
    for a in accs:                                                # people refer, write to and pay one another
        if r.random() < p.p_tie:
            for _ in range(min(5, int(r.paretovariate(1.2)))):
                b, kind = r.choice(accs), r.choice(['message', 'message', 'referral', 'transfer'])
                for _ in range(1 if kind == 'referral' else r.randint(1, 3)):
                    if b is not a:
                        W.ties.append((a, b, kind, W.during(a), round(r.lognormvariate(8, 1)) if kind == 'transfer' else None))


def mergers(W):
    """Two banks merge: on one day all their customers get new numbers."""
    for _ in range(W.p.n_merger):
        brand, t = f'{W.r.randint(1, 6):04d}-', W.during()
        new = {}
        for a in W.accounts:
            if a.banks and a.banks[-1][0].startswith(brand) and a.banks[-1][4] < t and a.end > t:
                b = a.banks[-1]
                n = new.setdefault(b[0], W.ids.bank('bank', 90))
                W.add_bank(a, (n, 'bank', b[2], b[3]), t)
                W.change(a, 'bank_account', t + W.r.randrange(3600))


def run(W):
    devices_pass_on(W)
    detours(W)
    mergers(W)


def reports_and_known(W):
    """Clients' suspicions of operations (few), and decisions that people made before."""
    r = W.r
    for a in W.accounts:
        if a.ring and r.random() < .06 * (1.1 - a.op.t):
            W.reports.append((a, r.choice(['unnatural_language', 'refuses_video', 'several_operators', 'off_platform', 'crypto_payment']), None, W.during(a)))
    for L in W.net.lines:
        if L.kind in ('public', 'campus') and r.random() < .15:
            W.known.append(('ip', str(ipaddress.ip_address(int(L.pool[0]))), 'ignore', '', 'open to the public'))
