"""Lawful lives that need a story of their own: two roles, returns, sold machines, misread documents, accountants..."""

import numpy as np

from . import acts


def _machine_changes_hands(w, seller, buyer, back=False):
    """A machine is used by one person, and from some day on by another."""
    day = w.rng.uniform(10, w.span - 5)
    until = min(day + w.rng.exponential(20) + 3, w.span) if back else w.span
    for acc, since, end in ((seller, 0, day), (buyer, day + w.rng.exponential(4), until)):
        w.routine(acc, w.pc[seller], w.home[acc], max(w.rate[acc], 0.05) * 0.6, max(since, w.created[acc]), end, 40.0)
    w.own[buyer] *= 0.6
    if not back:
        w.pc[seller] = w.new("device")[0]


def two_roles(w, m):
    """One person, a client and a worker account: same papers, machine, line."""
    a, b = m
    w.operator[b] = w.operator[a]
    w.role[a], w.role[b] = "worker", "client"
    for thing in ("person", "pc", "home", "mobile", "carrier", "country", "zone", "hour"):
        getattr(w, thing)[b] = getattr(w, thing)[a]
    for thing, p in (("document", 0.9), ("bank", 0.7), ("phone", 0.7), ("address", 0.9), ("card", 0.5)):
        if w.rng.random() < p:
            getattr(w, thing)[b] = getattr(w, thing)[a]


def returned(w, m):
    """Closed the old account and registered again, as the rules permit: a reissued licence, the same bank."""
    a, b = m[:1], m[1:]
    w.close(a, w.rng.uniform(-200, w.span * 0.8, 1), "closed")
    w.created[a] = np.minimum(w.created[a], w.end[a] - 30)
    acts.succeed(w, a, b)
    two_roles(w, m)
    w.role[m] = "worker"


def second_hand(w, m):
    """A dealer or an acquaintance sells a machine on."""
    _machine_changes_hands(w, *m)


def lent_machine(w, m):
    """A machine lent for some weeks, often with its cable and a guest's evening on the owner's line."""
    _machine_changes_hands(w, *m, back=True)
    if w.rng.random() < 0.5:
        acts.sitting(w, m, w.pc[m], w.home[m[0]], w.rng.uniform(5, w.span), 40, 30)
    acts.lend(w, m, w.rng.uniform(0, 0.5))


def misread_document(w, m):
    """The reader took one stranger's number for another's; some of these people also share a popular line."""
    w.document[m[1]] = w.document[m[0]]
    w.documents.add(m[1], w.new("document")[0], w.person[m[1]], w.days(m[1:])[0], 0)
    if w.rng.random() < 0.15:
        acts.attend(w, m, w.town.open("public"), 0.2, 14.0, 3.0)


def twins(w, m):
    """Portraits of siblings or of strangers that the platform's image hash takes for one."""
    w.portrait[m[1]] = w.portrait[m[0]]
    if w.rng.random() < 0.5:
        w.family[w.person[m[1]]], w.origin[w.person[m[1]]] = w.family[w.person[m[0]]], w.origin[w.person[m[0]]]
        w.given[w.person[m[1]]] %= 7
        acts.live_together(w, m, w.home[m[0]], w.rng.uniform(0, 1))


def recycled_phone(w, m):
    """The carrier gives a number that one person gave up to another."""
    w.created[m[0]] = min(w.created[m[0]], -200)
    w.phone[m[1]] = w.phone[m[0]]
    w.created[m[1]] = w.rng.uniform(0, w.span - 5)
    w.end[m[1]] = w.span
    w.status[m[1]] = "active"


def newlyweds(w, m):
    """A marriage: names, address and bank change within weeks, and from then on one household."""
    day = w.rng.uniform(15, w.span - 15)
    for acc in m:
        w.created[acc] = min(w.created[acc], -20)
        w.end[acc] = w.span
        for field in ("name", "address", "bank_account", "phone", "document"):
            if w.rng.random() < 0.6:
                w.changes.add(acc, field, day + w.rng.exponential(10))
        w.own[acc] *= 0.5
        w.routine(acc, w.pc[acc], w.home[m[0]], max(w.rate[acc], 0.05) * 0.8, day, w.span, 40.0)
    acts.share_payee(w, m, w.new_bank(w.person[m[0]]), w.rng.uniform(0, 1), later=1.0)


def accountant(w, m):
    """A tax accountant opens clients' accounts, one after the other, at the end of the month."""
    line, machine = w.town.open("office"), int(w.new("device")[0])
    for day in np.arange(w.rng.uniform(0, 30), w.span, w.rng.choice([7, 15, 30])):
        acts.sitting(
            w, acts.some(w, m, w.rng.uniform(0.5, 1)), machine, line, np.floor(day) + w.rng.uniform(0, 8) / 24, 10, 5
        )
    if w.rng.random() < 0.3:
        w.address[acts.some(w, m, 0.5)] = w.new("address")[0]
    acts.share_contact(w, m, w.rng.uniform(0, 0.3))


def carer(w, m):
    """A helper signs in with people who cannot do it alone: own machine, their lines or the centre's."""
    centre = w.town.open("office")
    for _ in range(int(w.rng.integers(10, 60))):
        group = acts.some(w, m, w.rng.uniform(0.3, 0.9))
        lines = w.home[group] if w.rng.random() < 0.4 else centre
        acts.sitting(w, group, w.pc[m[0]], lines, w.rng.integers(w.span) + w.rng.uniform(0, 7) / 24, 25, 8)
    w.reported[m] += 0.08


def nomad(w, m):
    """Works from everywhere: hotels, cafés and VPNs, often far from the declared residence."""
    for kind in w.rng.choice(["home", "public", "vpn", "exit", "hosting"], w.rng.integers(2, 7)):
        country = w.rng.choice(["JP", "VN", "PH", "ID", "US"])
        acts.attend(w, m, w.town.open(kind, country), 0.3, w.hour[m[0]], 5.0)


def imaged_machine(w, m):
    """A dealer clones one disk image: several machines of strangers report one device id."""
    w.pc[m] = w.new("device")[0]


def remittance(w, m):
    """Migrants and others who send money home through one shop: one payee, one onward account, varied sums."""
    shop = int(w.new("onward")[0])
    if w.rng.random() < 0.4:
        acts.share_payee(w, m, w.new_bank(-1 - int(w.new("company")[0]), 1), w.rng.uniform(0.2, 0.9))
    sent = acts.some(w, m, w.rng.uniform(0.3, 0.9))
    w.onward.add(
        sent, shop, w.rng.uniform(0.1, 0.9, len(sent)), w.rng.uniform(0.03, 0.3), w.rng.uniform(0.3, 0.9), True
    )
    acts.refer(w, m, w.rng.uniform(0, 0.4))


def guardian(w, m):
    """Parents stand behind their children's accounts: bank, phone and mail are the parent's."""
    acts.live_together(w, m, w.home[m[0]], 1.0)
    parent = w.person[m[0]] if w.rng.random() < 0.6 else w.new_person(1, 0)[0]
    people = w.person[m]
    w.origin[people], w.family[people], w.given[people] = w.origin[parent], w.family[parent], w.given[people] % 7
    acts.share_payee(w, m, w.new_bank(parent), w.rng.uniform(0.5, 1))
    acts.share_contact(w, m, w.rng.uniform(0.3, 0.9))
    acts.share_machine(w, m, w.pc[m[0]], w.home[m[0]], w.rng.uniform(0, 0.8))


def loyal_client(w, m):
    """A client who hires the same workers again and again and is content with them."""
    w.role[m[0]], w.role[m[1:]] = "client", "worker"
    times = w.rng.integers(1, 9, len(m) - 1)
    workers = np.repeat(m[1:], times)
    acts.hire(w, np.full(len(workers), m[0]), workers, w.rng.uniform(0.5, 1))


def subcontract(w, m):
    """A contractor takes orders and passes them on: payouts come to the boss, who pays the others their part."""
    acts.share_payee(w, m[1:], w.bank[m[0]], w.rng.uniform(0.3, 1), later=0.5)
    acts.tie(w, np.repeat(m[:1], 3 * (len(m) - 1)), np.repeat(m[1:], 3), "transfer", 9.8)
    acts.share_template(w, m, w.rng.uniform(0, 0.8))
    acts.hire(w, np.repeat(m[:1], len(m) - 1), m[1:], 0.7)
    own = int(w.new("onward")[0])
    w.onward.add(acts.some(w, m, 0.5), own, w.rng.uniform(0.1, 0.4), w.rng.uniform(0.02, 0.2), 0.7, False)


# story, expected accounts per 20,000, smallest and largest group
STORIES = [
    (two_roles, 240, 2, 2), (returned, 160, 2, 2), (second_hand, 200, 2, 2), (lent_machine, 140, 2, 2), (misread_document, 100, 2, 2),
    (twins, 80, 2, 2), (recycled_phone, 120, 2, 2), (newlyweds, 100, 2, 2), (accountant, 180, 4, 20), (carer, 80, 3, 8), (nomad, 120, 1, 3),
    (imaged_machine, 100, 2, 9), (remittance, 260, 3, 30), (guardian, 120, 2, 4), (loyal_client, 260, 4, 14), (subcontract, 120, 3, 8),
]  # fmt: skip


def simulate_stories(w):
    """Let each story happen until its share of the town is reached."""
    for story, accounts, low, high in STORIES:
        left = w.rng.poisson(accounts * w.variant.settings * w.n / 20000)
        while left > 0:
            members = w.cast(int(w.rng.integers(low, high + 1)))
            if members is None:
                return
            w.klass[members] = story.__name__
            story(w, members)
            left -= len(members)
