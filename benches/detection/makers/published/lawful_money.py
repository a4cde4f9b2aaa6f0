"""Lawful people whose money goes to one place: families, firms, agents, exchanges, guardians."""
from .lawful_places import family, groups
from .names import company, half, surname
from .nets import DAY
from .world import END


def pay_to(w, people, bank_id, kind, holder, p=1.0, country=None):
    """Everybody's payout destination becomes this one."""
    for a in people:
        if w.r.random() < p:
            a.banks = []
            a.role = "worker" if a.role == "client" else a.role
            w.new_bank(a, bank_id=bank_id, kind=kind, holder=holder, country=country)


def family_bank(w, n):
    """Some 130,000 of 54 million checked accounts pay to a relative: here the pairs are few, and at one home."""
    for k in groups(w, n, [2, 3], [88, 12]):
        f = family(w, k, "family_bank")
        if w.r.random() < 0.25:                  # lives elsewhere: a student, a posted husband
            f[1].home = f[1].places[0][0] = w.nets.home(f[1].country)
        pay_to(w, f, w.bank_id(f[0].country), "bank", f[0].name.holder())


def marriage(w, n):
    for _ in range(n):
        p = w.person("marriage", country="JP", role="worker")
        t = w.between(p.created, END)
        other = type(p.name)(w.r, "JP", giv=p.name.giv)
        p.changes += [("name", t), ("address", t + 3600)]
        p.name = other
        p.docs.append(dict(w.document(p, "my_number"), at=t))
        w.new_bank(p, added=t + DAY, change=True)


def bank_merger(w, n):
    """A regional bank is merged: everyone of it registers a new number in the same days."""
    for k in groups(w, n, (5, 40)):
        day = w.between(w.start + 60 * DAY, END - 20 * DAY)
        for _ in range(k):
            p = w.person("bank_merger", country="JP", role="worker", created=w.between(w.start, day))
            w.new_bank(p, added=day + w.r.random() * 2 * DAY, change=True)


def onward_class(cls, size, fee=0.0, delay=2.0, country=None, kind=None, rate=1.0):
    """Strangers who send on to one well-known recipient: exchange, agent, landlord, factoring house."""
    def make(w, n):
        for k in groups(w, n, size):
            target = w.r.choice(w.exchanges) if cls == "exchange" else w.uid("ow")
            where = country or w.r.choice([c for c in w.cfg["countries"] if c != "JP"])
            for _ in range(k):
                p = w.person(cls, country=None if cls in ("exchange", "factoring") else where if w.r.random() < 0.3 else "JP",
                             role="worker", on_request=w.r.random() < 0.5)
                if kind:
                    p.banks = []
                    w.new_bank(p, kind=kind)
                p.onward = [dict(id=target, fee=fee * w.r.uniform(0.6, 1.4), delay=delay * w.r.uniform(0.4, 2), country=where)]
                p.onward_p = w.cfg["onward_known"] * rate
    return make


def corporate(cls, size, declared=0.0, office=0.5, kana=None):
    """Workers paid through a company, whose holder line says so; declared openly or only evident from the payee."""
    def make(w, n):
        for k in groups(w, n, size):
            (org, holder), site = company(w.r), w.nets.site("office", "JP", 1, when="day")
            if kana:
                stem = surname(w.r)
                org, holder = kana[0] + stem[0], (kana[1] + half(stem[1]))[:30]
            bank, say = w.bank_id("JP"), w.r.random() < declared
            people = [w.person(cls, country="JP" if w.r.random() < 0.9 else None, role="worker") for _ in range(k)]
            pay_to(w, people, bank, "bank", holder)
            for p in people:
                p.organisation = org if say else ""
                if w.r.random() < office:
                    p.places.append([site, 1.5])
    return make


def family_business(w, n):
    """A farm or shop of one family: own company as payee, one home, one surname."""
    for k in groups(w, n, [2, 3, 4, 5], [45, 30, 15, 10]):
        f = family(w, k, "family_business")
        holder = f"ﾕ){half(f[0].name.sur[1])}ｼﾖｳﾃﾝ" if f[0].country == "JP" else f"{f[0].name.sur[2]} FAMILY LTD"
        pay_to(w, f, w.bank_id(f[0].country), "bank", holder)


def legal_guardian(w, n):
    """An attorney who receives for two to five wards; the holder line names the office."""
    for k in groups(w, n, [2, 3, 4, 5], [45, 30, 15, 10]):
        people = [w.person("legal_guardian", country="JP", role="worker") for _ in range(k)]
        pay_to(w, people, w.bank_id("JP"), "bank", ("ｾｲﾈﾝｺｳｹﾝﾆﾝ ﾍﾞﾝｺﾞｼ " + half(people[0].name.kana()))[:30])
        for p in people:
            p.rate *= 0.5


def pooled_account(w, n):
    """A pay-out company's collecting account: hundreds of strangers, one number."""
    for k in groups(w, n, (10, 120)):
        people = [w.person("pooled_account", role="worker") for _ in range(k)]
        pay_to(w, people, w.bank_id("JP"), "bank", "ｶ)" + w.r.choice(["ﾍﾟｲ", "ｿｳｷﾝ", "ｹﾂｻｲ"]) + "ｻ-ﾋﾞｽ", country="JP")


def wrong_bank(w, n):
    """748 of 54 million: a digit mistyped, and it is a stranger's account; corrected after the first complaint."""
    for _ in range(n // 2):
        a, b = w.person("wrong_bank", country="JP", role="worker"), w.person("wrong_bank", country="JP", role="worker")
        if not a.banks:
            w.new_bank(a)
        b.banks = []
        w.new_bank(b, bank_id=a.banks[0]["id"], kind=a.banks[0]["kind"])
        w.new_bank(b, added=b.created + 40 * DAY, change=True)


def flatmates_transfer(w, n):
    """Friends who settle rent and meals among themselves, back and forth, in small sums."""
    for k in groups(w, n, [2, 3, 4], [60, 28, 12]):
        people = [w.person("friends_settle") for _ in range(k)]
        for a in people:
            for b in people:
                for _ in range(w.r.randint(0, 5) if a is not b else 0):
                    w.tie(a, b, "transfer", w.between(max(a.created, b.created), END), w.r.randrange(500, 30000))


CLASSES = [
    ("family_bank", 36, family_bank), ("marriage", 50, marriage), ("bank_merger", 60, bank_merger),
    ("exchange", 60, onward_class("exchange", (10, 80), delay=0.5, kind="crypto", rate=1.2)),
    ("remittance", 110, onward_class("remittance", (5, 60), fee=0.03, delay=3)),
    ("landlord", 40, onward_class("landlord", (2, 12), fee=0.4, delay=6, country="JP", rate=0.5)),
    ("factoring", 20, onward_class("factoring", (4, 20), fee=0.08, delay=0.3, country="JP")),
    ("agency_declared", 110, corporate("agency_declared", (4, 40), declared=1.0)),
    ("agency_undeclared", 90, corporate("agency_undeclared", (3, 25))),
    ("cooperative", 30, corporate("cooperative", (6, 25), declared=1.0, office=0.2, kana=("協同組合", "ｷﾖｳﾄﾞｳｸﾐｱｲ"))),
    ("support_facility", 40, corporate("support_facility", (5, 20), declared=0.4, office=0.95, kana=("社会福祉法人", "ﾌｸ)"))),
    ("family_business", 30, family_business), ("legal_guardian", 10, legal_guardian), ("pooled_account", 60, pooled_account),
    ("wrong_bank", 1, wrong_bank), ("friends_settle", 50, flatmates_transfer),
]
