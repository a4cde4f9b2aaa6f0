"""Lawful money and identity: remittances, mergers, renames, returns, twins, errors, theft."""
from . import names as nm
from .nets import DAY
from .lawful_home import live_together

WORK = ("worker", "both")


def money(w):
    r = w.r
    for g in w.groups("remittance_family", 2, 6, WORK):    # relatives who send to one house abroad
        to, land = w.token("ow"), r.choice(tuple(nm.POOLS))
        fam = w.names.person(r, land)
        home = w.nets.home() if r.random() < 0.4 else None
        kept, hrs = r.uniform(0.2, 0.8), r.uniform(5, 200)
        for a in g:
            a.person = w.names.person(r, land, fam[1] if r.random() < 0.7 else None)
            a.home = home or a.home
            a.onward = []
            w.send_on(a, to, land, kept * r.uniform(0.8, 1.2), r.uniform(0.05, 0.5), hrs, r.uniform(0.4, 1))
    for g in w.groups("exchange_house", 3, 25, WORK):      # strangers at one shop with a fixed fee
        to, land = r.choice((w.token("ow"), r.choices(w.houses, w.house_w)[0])), w.land()
        for a in g:
            if r.random() < 0.7:
                a.person = w.names.person(r, land if land in nm.POOLS else "JP")
            a.onward = []
            w.send_on(a, to, land, r.choice((0.1, 0.2, 0.3, 0.5)) * r.uniform(0.8, 1.2), r.uniform(0.03, 0.6), r.uniform(3, 150), r.uniform(0.4, 1))
    for g in w.groups("bank_merger", 20, 400, WORK):       # all customers of one bank, one week
        t = w.live(g[0], 0.2, 0.9)
        for a in g:
            t2 = t + int(r.uniform(0, 4) * DAY)
            if a.banks and a.created < t - 3 * DAY and t2 < a.end(w):
                old = a.banks[0]
                old[5] = t2
                a.banks.append([w.bank_id(), old[1], old[2], old[3], t2 - a.created, None, old[6]])
                a.changes.append(["bank_account", t2])
    for g in w.groups("marriage_rename", 1, 2, skew=1.5):
        for a in g[:1]:
            t, old = w.live(a, 0.05, 0.95), list(a.person)
            a.person = w.names.person(r, old[0])
            a.person[2] = old[2]
            for d in a.docs:
                d[3] = nm.display(old)
            for b in a.banks:
                b[2] = nm.holder(old)
            for f in ("name", "address", "bank_account", "document", "phone")[:r.randint(2, 5)]:
                a.changes.append([f, t + int(r.random() * 20 * DAY)])
        if len(g) == 2:
            live_together(w, g)
            g[0].person[1] = g[1].person[1] if g[0].person[0] == g[1].person[0] else g[0].person[1]
    for g in w.groups("sim_reuse", 2, 2):                  # a prepaid number comes back to a stranger
        v = w.get(g[0], "phone") or w.phone()
        for a in g:
            w.ident(a, "phone", v)


def same_life(w, a, b, docs=True, phone=0.6, bank=0.7):
    """b is the same person as a: name, home, machine, papers."""
    r = w.r
    b.person, b.home, b.country, b.hour = list(a.person), a.home, a.country, a.hour
    b.pc, b.handy, b.only, b.mobile, b.carrier = a.pc, a.handy, a.only, a.mobile, a.carrier
    if docs and a.docs:
        b.docs = [list(a.docs[0])] if r.random() < 0.75 else b.docs
    if r.random() < phone and w.get(a, "phone"):
        w.ident(b, "phone", w.get(a, "phone"))
    if a.banks and b.works and r.random() < bank:
        b.banks = [list(a.banks[0])]


def identity(w):
    r, c = w.r, w.cfg
    for g in w.groups("two_roles", 1, 1, "worker"):
        b = w.take(1, "two_roles", "client")
        if b:
            same_life(w, g[0], b[0])
    for g in w.groups("permitted_return", 2, 2, WORK):
        a, b = g
        a.created = min(a.created, c.t0 - 40 * DAY)
        a.status, a.status_at = r.choice(("closed", "closed", "suspended")), c.t0 + int(r.uniform(-20, c.days * 0.7) * DAY)
        b.created, b.status, b.status_at = a.status_at + int(r.uniform(0.2, 25) * DAY), "active", None
        b.created = min(b.created, c.t1 - 5 * DAY)
        same_life(w, a, b)
    for g in w.groups("twins", 2, 2):                      # one face, two papers
        a, b = g
        b.person = w.names.person(r, a.person[0], a.person[1])
        v = w.token("p")
        for x in g:
            w.ident(x, "portrait", v)
        if r.random() < 0.5:
            live_together(w, g)
        if r.random() < 0.5:
            w.known.append(("account", a, "separate", b, "twins, seen in person"))
    for g in w.groups("scan_error", 2, 3, skew=2):         # placeholder image, a scanner's cover sheet
        v, kind = w.token("p"), r.random()
        for x in g:
            if kind < 0.7:
                w.ident(x, "portrait", v)
            elif x.docs:
                x.docs.append([g[0].docs[0][0] if g[0].docs else w.doc_id("passport"), x.docs[0][1], x.docs[0][2], None, 400000])
    for g in w.groups("doc_typo", 2, 2):                   # a mistyped number that is a stranger's; later corrected
        a, b = g
        if a.docs:
            kind, land = a.docs[0][1], a.docs[0][2]
            right = b.docs[0] if b.docs else [w.doc_id(kind), kind, land, None, 9e5]
            b.docs = [[a.docs[0][0], kind, land, None, 200000]] + ([right[:4] + [600000]] if r.random() < 0.5 else [])
            if r.random() < 0.4:
                b.changes.append(["document", b.created + 600000])


def theft(w, rings):
    """Victims: their papers stand on a ring's account, or on one impostor's that was caught."""
    r, c = w.r, w.cfg
    bad = [a for m in rings for a in m if a.docs]
    for g in w.groups("identity_theft_victim", 1, 1, WORK):
        v = g[0]
        if not v.docs:
            v.docs.append([w.doc_id("driving_licence"), "driving_licence", c.home_country, None, 1e5])
        if bad and r.random() < c.theft_ring:
            x = bad.pop(r.randrange(len(bad)))
            x.docs[0] = v.docs[0][:3] + [None if r.random() < 0.5 else nm.display(v.person), 2e5]
            continue
        x = w.take(1, "lone_impostor", WORK)
        if x:
            x = x[0]
            x.docs = [v.docs[0][:3] + [nm.display(v.person), 2e5]]
            if r.random() < 0.6:
                x.person = list(v.person)
            if r.random() < 0.7:
                x.status, x.status_at = "suspended", min(c.t1, x.created + int(r.uniform(3, 60) * DAY))
