"""Lawful businesses: agencies, chains, franchises, collectives, schools, managers of payouts."""
from . import names as nm
from .nets import DAY

WORK = ("worker", "both")


def agencies(w):
    r = w.r
    for cls, lo, hi in (("agency_declared", 3, 25), ("agency_undeclared", 3, 15)):
        for g in w.groups(cls, lo, hi, WORK, skew=2):
            org, holder = nm.company(r, w.names)
            bank, line, tpl = w.bank_id(), w.nets.fixed("office", told=0.2), w.token("tpl")
            mail, phone = w.email(), w.phone()
            told = cls == "agency_declared"
            p_bank, p_line, p_tpl, p_tel = r.uniform(0.6, 1), r.uniform(0, 1), r.uniform(0, 0.9), r.uniform(0, 0.5)
            for a in g:
                a.org = org if told and r.random() < 0.9 else ""
                if r.random() < p_bank:
                    w.add_bank(a, bank, holder, w=3, only=r.random() < 0.7)
                if r.random() < p_line:
                    w.use(a, r.uniform(0.3, 2), w.device() if r.random() < 0.5 else w.machine(a), line)
                if r.random() < p_tpl:
                    w.ident(a, "template", tpl)
                if r.random() < p_tel:
                    w.ident(a, *r.choice((("phone", phone), ("email", mail))))
    for g in w.groups("subcontract_chain", 3, 12, WORK):   # the chief passes work and money on
        chief, house = g[0], w.token("ow")
        kept, sd = r.uniform(0.6, 0.95), r.uniform(0.02, 0.3)
        for a in g[1:]:
            w.ties.append((chief, a, "transfer", w.live(a), r.randint(50, 900) * 100))
            w.ties.append((chief, a, "message", w.live(a), None))
            if r.random() < 0.5:
                a.onward = []
                w.send_on(a, house, w.cfg.home_country, 1 - kept if r.random() < 0.3 else kept, sd, r.uniform(10, 300), 0.7)
    for g in w.groups("franchise", 4, 20, WORK):           # one brand, own lines and own banks
        tpl, org = w.token("tpl"), nm.company(r, w.names)[0]
        mail, named = w.email(), r.random() < 0.5
        royalty = w.token("ow")
        for a in g:
            w.ident(a, "template", tpl)
            a.org = org if named else ""
            if r.random() < 0.15:
                w.ident(a, "email", mail)
            if r.random() < 0.5:
                a.onward = []
                w.send_on(a, royalty, w.cfg.home_country, r.uniform(0.88, 0.95), 0.02, r.uniform(100, 400), 0.8)
    for g in w.groups("translators", 3, 12, WORK):         # a collective: one template, a pool account, peer reviews
        tpl, bank, h = w.token("tpl"), w.bank_id(), nm.company(r, w.names)[1]
        for a in g:
            a.cat = 1
            if r.random() < 0.7:
                w.ident(a, "template", tpl)
            if r.random() < 0.35:
                w.add_bank(a, bank, h, w=r.uniform(0.3, 2))
            for b in g:
                if b is not a and r.random() < 0.12:
                    w.peer.append((a, b, w.live(a), 0.3))
    for g in w.groups("accountant", 3, 15, WORK):          # one bookkeeper signs in for clients at month's end
        line, d, mail = w.nets.home(lease=None), w.device(), w.email()
        trust, holder = w.bank_id(), nm.company(r, w.names)[1]
        use_trust = r.random() < 0.4
        for a in g:
            for m in range(3):
                t = w.cfg.t1 - m * 30 * DAY - r.randint(0, 3) * DAY - r.randint(0, 9) * 1800
                a.fixed.append((t, t + 700, d, line, False))
            if r.random() < 0.25:
                w.ident(a, "email", mail)
            if use_trust and r.random() < 0.6:
                w.add_bank(a, trust, holder, w=2)


def schools(w):
    r, c = w.r, w.cfg
    for g in w.groups("school_template", 4, 40, WORK):
        tpls = [w.token("tpl") for _ in range(r.randint(1, 3))]
        line = w.nets.fixed("campus", "school") if r.random() < 0.5 else None
        for a in g:
            if r.random() < 0.85:
                w.ident(a, "template", r.choice(tpls))
            if line and r.random() < 0.6:
                w.use(a, r.uniform(0.05, 0.6), w.machine(a), line, None, w.live(a, 0.3))
    for g in w.groups("course_burst", 6, 30, WORK):        # signed up together in class, then went home
        line, pcs = w.nets.fixed("campus", "class", told=0.4), [w.device() for _ in range(r.randint(1, 4))]
        t, tpl = c.t0 + int(r.uniform(0.02, 0.7) * c.days) * DAY, w.token("tpl")
        for a in g:
            a.created = t + int(r.uniform(0, 5) * DAY)
            a.status, a.status_at = "active", None
            for k in range(r.randint(1, 3)):
                s = a.created + 600 + k * int(r.uniform(0.5, 2) * DAY)
                a.fixed.append((s, s + 3000, r.choice(pcs), line, False))
            if r.random() < 0.6:
                w.ident(a, "template", tpl)
    for g in w.groups("church_club", 4, 20):               # the hall's wifi on meeting day, small transfers
        line, day, hour = w.nets.fixed("public", "hall", told=0.2), r.randint(0, 6), r.choice((1, 10, 11))
        tin = w.token("ow")
        for a in g:
            if r.random() < 0.6:
                for wk in range(c.days // 7):
                    if r.random() < 0.5:
                        t = c.t0 + (wk * 7 + day) * DAY + int(hour * 3600 + r.gauss(0, 900))
                        a.fixed.append((t, t + 1500, w.machine(a), line, False))
            if r.random() < 0.3:
                w.ties.append((a, r.choice(g), "transfer", w.live(a), r.randint(5, 50) * 100))
            if a.works and r.random() < 0.3:
                a.onward = []
                w.send_on(a, tin, c.home_country, 0.9, 0.02, r.uniform(20, 300), 0.6)
    w.ties[:] = [x for x in w.ties if x[0] is not x[1]]


def trading(w):
    r, c = w.r, w.cfg
    for g in w.groups("loyal_client", 3, 12, WORK):        # one client who keeps its team, and loves it
        boss = w.take(1, "loyal_client", ("client", "both"))
        if not boss:
            break
        burst = r.random() < 0.35                          # a project: all ratings in one fortnight
        t = w.live(boss[0], 0.2, 0.7)
        for a in g:
            a.clients.append(boss[0])
            for _ in range(r.randint(1, 5)):
                w.plan.append((boss[0], a, t + r.random() * 9 * DAY if burst else w.live(a), r.choice((5, 5, 5, 4)), 0.9))
    for g in w.groups("friend_reviews", 3, 9):
        p, span = r.uniform(0.3, 0.9), r.uniform(0.1, 1)
        for a in g:
            if a.role == "client" and r.random() < 0.5:
                a.role = "both"
            s = w.live(a, 0, 1 - span * 0.9)
            for b in g:
                if b is not a and r.random() < p:
                    w.peer.append((a, b, s + r.random() * span * c.days * 0.8 * DAY, 0.6))
    for g in w.groups("disability_assistant", 2, 4):       # an assistant signs in for people on own device
        d, t = w.device(), g[0]
        for a in g[1:]:
            w.use(a, r.uniform(0.3, 2), d, a.home if r.random() < 0.6 else t.home, remote=r.choice((0, 0, 0.7)))
            if r.random() < 0.4:
                w.ident(a, "phone", w.get(t, "phone") or w.phone())
            w.say(a, r.choice(("refuses_video", "several_operators", "unnatural_language")), r.randint(1, 3))
        w.use(t, 0.6, d, t.home)
