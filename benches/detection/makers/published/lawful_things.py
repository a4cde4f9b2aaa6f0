"""Lawful people who share machines, numbers, papers or texts; and people with two accounts of their own."""
from .lawful_places import family, groups
from .names import Name, company
from .nets import DAY
from .world import END


def handed_on(cls, gap, same_office=False):
    """A machine passes one way from one person to another, after a gap of days; it never comes back."""
    def make(w, n):
        for _ in range(n // 2):
            a = w.person(cls, country="JP", created=w.between(w.start, END - 20 * DAY))
            cut = w.between(a.created + 5 * DAY, END - 5 * DAY)
            b = w.person(cls, country="JP")
            dev = a.devices[0][0]
            a.devices = [[dev, 1.0, None, cut], [w.uid("d", 64), 1.0, cut, None]]
            w.device(b, 2.0, dev, since=cut + int(w.r.uniform(*gap) * DAY))
            if same_office:                      # the leaver's laptop goes to the successor
                site = w.nets.site("office", "JP", 1, when="day")
                a.places.append([site, 2])
                b.places.append([site, 2])
                a.stop = cut
                b.created = max(b.created, cut)
                b.devices = b.devices[-1:]
    return make


def cloned_id(w, n):
    """A cheap make of phone whose firmware gives every handset one id."""
    for k in groups(w, n, (3, 15)):
        dev = w.uid("d", 64)
        for _ in range(k):
            w.device(w.person("cloned_id"), w.r.uniform(0.3, 2), dev)


def new_computer(w, n):
    for _ in range(n):
        p = w.person("new_computer")
        cut = w.between(p.created, END)
        p.devices = [[w.uid("d", 64), 1, None, cut], [w.uid("d", 64), 1, cut, None]]
        if w.r.random() < 0.5:
            p.changes.append(("phone", cut + 3600))


def idle_session(w, n):
    """Never logs off: sessions that last for days and overlap everything."""
    for _ in range(n):
        p = w.person("idle_session")
        for _ in range(w.r.randint(2, 8)):
            t = w.between(p.created, END)
            p.extra.append((t, min(END, t + int(w.r.uniform(1, 6) * DAY)), p.home.ip(t, w.r), p.devices[0][0], ""))


def borrowed_phone(w, n):
    for _ in range(n // 2):
        a, b = w.person("borrowed_phone", country="JP"), w.person("borrowed_phone", country="JP")
        for _ in range(w.r.randint(1, 2)):
            t = w.between(max(a.created, b.created), END)
            b.extra.append((t, t + 900, a.home.ip(t, w.r), a.devices[0][0], ""))


def repair_shop(w, n):
    """The shop tests each mended phone on its own line; the phones stay their owners'."""
    for k in groups(w, n, (3, 15)):
        site = w.nets.site("public", "JP", 1)
        for _ in range(k):
            p = w.person("repair_shop", country="JP")
            t = w.between(p.created, END)
            p.extra.append((t, t + 300, site.ip(t, w.r), p.devices[0][0], ""))


def recycled_phone(w, n):
    for _ in range(n // 2):
        a, number = w.person("recycled_phone", country="JP"), w.phone()
        b = w.person("recycled_phone", country="JP")
        a, b = sorted((a, b), key=lambda p: p.created)
        for p in (a, b):
            w.drop(p, "phone")
            w.ident(p, "phone", number)
        a.changes.append(("phone", w.between(a.created, max(a.created + DAY, b.created - 90 * DAY))))


def switchboard(w, n):
    """One number for a firm, a share house or an inn."""
    for k in groups(w, n, (3, 10)):
        number, site = w.phone(), w.nets.site("office", "JP", 1, when="day")
        for _ in range(k):
            p = w.person("switchboard", country="JP")
            w.drop(p, "phone")
            w.ident(p, "phone", number)
            if w.r.random() < 0.6:
                p.places.append([site, 1])


def shared_value(cls, kind, size, own="uid"):
    """Strangers with one value in common that many have: a stock portrait, a CV template of the web."""
    def make(w, n):
        for k in groups(w, n, size):
            value = w.uid(kind[:4])
            for _ in range(k):
                p = w.person(cls)
                w.drop(p, kind)
                w.ident(p, kind, value)
    return make


def course(w, n):
    """Classmates: the teacher's CV template, registered within the same week, some from the classroom."""
    for k in groups(w, n, (5, 25)):
        tpl, week, site = w.uid("tpl"), w.age(), w.nets.site("campus", "JP", 1, when="day")
        for _ in range(k):
            p = w.person("course", created=min(END - DAY, week + int(w.r.random() * 6 * DAY)), role="worker")
            w.drop(p, "template")
            w.ident(p, "template", tpl)
            if w.r.random() < 0.6:
                p.signup = (site, None)
            if w.r.random() < 0.3:
                p.places.append([site, 0.4])


def namesake(w, n):
    for k in groups(w, n, [2, 3], [80, 20]):
        name = Name(w.r, "JP")
        for _ in range(k):
            w.person("namesake", country="JP", name=name)


def twins(w, n):
    for _ in range(n // 2):
        a, b = family(w, 2, "twins")
        face = w.uid("face")
        for p in (a, b):
            w.drop(p, "portrait")
            w.ident(p, "portrait", face)


def ocr_collision(w, n):
    """A number misread at intake equals a stranger's."""
    for _ in range(n // 2):
        a, b = w.person("ocr_collision", country="JP"), w.person("ocr_collision", country="JP")
        a.docs = [w.document(a, "driving_licence")]
        b.docs = [w.document(b, "driving_licence", a.docs[0]["id"])]


def second_account(w, a, cls, **kw):
    """Another account of the same person, with the same papers, machine and home."""
    b = w.person(cls, country=a.country, name=a.name, home=a.home, operator=a.operator, **kw)
    b.devices, b.places, b.docs, b.peak = [list(d) for d in a.devices], [list(p) for p in a.places], [dict(d) for d in a.docs], a.peak
    for kind in ("phone", "address"):
        for v in [i for i in a.idents if i[0] == kind][:1]:
            w.drop(b, kind)
            w.ident(b, kind, v[1])
    return b


def two_roles(w, n):
    for _ in range(n // 2):
        a = w.person("two_roles", role="worker")
        b = second_account(w, a, "two_roles", role="client")
        if a.banks and w.r.random() < 0.5:
            w.new_bank(b, bank_id=a.banks[0]["id"], kind=a.banks[0]["kind"], holder=a.banks[0]["holder"])


def permitted_return(w, n):
    """Closed the account, and came back later under the same name, with the platform's leave."""
    for _ in range(n // 2):
        a = w.person("permitted_return", created=w.between(w.start, END - 30 * DAY))
        a.status, a.status_at = "closed", w.between(a.created + 10 * DAY, END - 10 * DAY)
        b = second_account(w, a, "permitted_return", created=w.between(a.status_at + DAY, END - DAY), role=a.role)
        if a.banks:
            b.banks = [dict(a.banks[0], added=b.created + 3600, removed=None)]


def community_helper(w, n):
    """A volunteer sets up accounts for the elderly on his tablet; they go on with their own phones."""
    for k in groups(w, n, (3, 12)):
        helper = w.person("community_helper", country="JP")
        hall = w.nets.site("public", "JP", 1)
        number = w.phone()
        for _ in range(k - 1):
            p = w.person("community_helper", country="JP", created=w.between(helper.created, END - DAY), role="worker")
            p.signup, p.rate = (hall, helper.devices[0][0]), p.rate * 0.5
            if w.r.random() < 0.6:
                w.tie(helper, p, "referral", p.created)
            if w.r.random() < 0.3:
                w.drop(p, "phone")
                w.ident(p, "phone", number)


def carer(w, n):
    """Sees to the accounts of one or two whom he cares for, at their homes."""
    for k in groups(w, n, [2, 3], [70, 30]):
        c = w.person("carer", country="JP")
        for _ in range(k - 1):
            p = w.person("carer", country="JP", role="worker")
            w.device(p, 0.6, c.devices[0][0])
            c.places.append([p.home, 0.2])


CLASSES = [
    ("resold_device", 90, handed_on("resold_device", (3, 60))), ("work_laptop", 24, handed_on("work_laptop", (1, 15), True)),
    ("cloned_id", 24, cloned_id), ("new_computer", 80, new_computer), ("idle_session", 70, idle_session),
    ("borrowed_phone", 40, borrowed_phone), ("repair_shop", 16, repair_shop), ("recycled_phone", 30, recycled_phone),
    ("switchboard", 24, switchboard), ("stock_portrait", 60, shared_value("stock_portrait", "portrait", (4, 60))),
    ("web_template", 70, shared_value("web_template", "template", (5, 60))),
    ("shared_portfolio", 16, shared_value("shared_portfolio", "portfolio", (3, 8))), ("course", 50, course), ("namesake", 60, namesake),
    ("twins", 8, twins), ("ocr_collision", 4, ocr_collision), ("two_roles", 110, two_roles), ("permitted_return", 40, permitted_return),
    ("community_helper", 24, community_helper), ("carer", 16, carer),
]
