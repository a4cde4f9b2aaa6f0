"""The traces an operation leaves. Each function lays one kind over the covered members of a ring."""
from .economy import deal
from .names import Name
from .nets import DAY, Place
from .sessions import pick_device, pick_place
from .world import END


def spread(ring, members, k):
    """(member, value number): k overlapping groups, so that the values together still tie the ring."""
    m = list(members)
    ring.r.shuffle(m)
    k = max(1, min(k, len(m) // 2))
    step = len(m) / k
    for j in range(k):
        hi = int((j + 1) * step)
        for a in m[int(j * step):hi + (1 if j < k - 1 else 0)]:
            yield a, j


def values(ring, kind, k, make):
    got = ring.values.setdefault(kind, [])
    while len(got) < k:
        got.append(make())
    return got


def device(w, ring, members):
    """Fewer machines than accounts; each account also has one that is its own, used for a share of sessions."""
    k = max(1, round(len(members) / ring.r.uniform(2.2, 5)))
    ids = values(ring, "device", k, lambda: w.uid("d", 64))
    for a, j in spread(ring, members, k):
        own = ring.own_share()
        for d in a.devices:
            if d[0] not in ids:
                d[1] = own
        w.device(a, 1 - own, ids[j])


def exits(w, ring, members):
    """Rented servers or kept residential lines through which several accounts go; the rest of the time elsewhere."""
    r = ring.r
    k = max(1, round(len(members) / r.uniform(3, 8)))
    hosted = r.random() < 0.5
    new = lambda: w.nets.site("hosting", "JP", 1) if hosted else w.nets.line("JP", max(w.nets.isps["JP"], key=lambda i: i["lease"] or 9999))
    got = values(ring, "exit", k, new)
    for a, j in spread(ring, members, k):
        own = ring.own_share()
        for p in a.places:
            p[1] = p[1] * own if p[0] not in got else p[1]
        a.places.append([got[j], 1 - own])


def house(w, ring, members):
    """A facilitator's home full of machines, one per account, steered from afar."""
    r = ring.r
    line = values(ring, "house", 1, lambda: w.nets.line(ring.country))[0]
    for a in members:
        own = ring.own_share() * 0.6
        for p in a.places:
            p[1] *= own
        a.places.append([line, 1.0])
        a.remote_p = r.uniform(0.2, 0.85)


def bank(w, ring, members):
    """Payouts converge on few payees, mules in name; some members change to them only after weeks."""
    r = ring.r
    k = max(1, round(len(members) / r.uniform(3, 9)))
    make = lambda: (w.bank_id("JP", kind := r.choices(["bank", "money_transfer", "crypto"], [0.6, 0.2, 0.2])[0]), kind, Name(r, "JP").holder() if kind != "crypto" else "")
    got = values(ring, "bank", k, make)
    for a, j in spread(ring, members, k):
        bid, kind, holder = got[j]
        if a.role == "client":
            a.role = "both"
        late = bool(a.banks) and r.random() < 0.5
        at = a.created + (r.uniform(5, 0.3 * max(6, (a.until() - a.created) / DAY)) * DAY if late else r.random() * 3 * DAY)
        if not late:
            a.banks = [b for b in a.banks if b.get("shared")]
        w.new_bank(a, bank_id=bid, kind=kind, holder=holder, added=at, country="JP", change=late)["shared"] = True


def onward(w, ring, members):
    """Own payout account each, but what is sent on lands with few, less a share, within days."""
    r = ring.r
    k = max(1, round(len(members) / r.uniform(4, 10)))
    got = values(ring, "onward", k, lambda: w.uid("ow"))
    fee, delay, where = r.uniform(0.03, 0.35), r.uniform(0.1, 3), r.choice(list(w.cfg["countries"]))
    for a in members:
        a.role = "both" if a.role == "client" else a.role
        if not a.banks:
            w.new_bank(a)
    for a, j in spread(ring, members, k):
        a.onward.append(dict(id=got[j], fee=fee, delay=delay, country=where))
        a.onward_p = r.uniform(0.5, 0.95)


def shared_ident(kind, lo, hi, make):
    """A value of one kind that groups of lo to hi members have in common."""
    def lay(w, ring, members):
        k = max(1, round(len(members) / ring.r.uniform(lo, hi)))
        got = values(ring, kind, k, lambda: make(w))
        for a, j in spread(ring, members, k):
            if kind not in ("phone", "email"):     # numbers and mailboxes for recovery come on top of one's own
                a.idents = [i for i in a.idents if i[0] != kind or i[1] in got]
            w.ident(a, kind, got[j], a.created + ring.r.random() * 30 * DAY if a.created + 31 * DAY < END else None)
    return lay


def document(w, ring, members):
    """The same number under several names: forgers reuse what passed."""
    k = max(1, round(len(members) / ring.r.uniform(2, 4)))
    got = values(ring, "document", k, lambda: f"T{ring.r.choice('RSZ')}{ring.r.randrange(10 ** 8):08d}")
    for a, j in spread(ring, members, k):
        a.docs.append(w.document(a, "passport", got[j]))


def sweep(w, ring, members):
    """One operator goes through the accounts, minutes apart, on many evenings; never all of them."""
    r, start = ring.r, max(a.created for a in members)
    hour, order = r.uniform(0, 24), list(members)
    lo = sorted(a.created for a in members)[len(members) // 2]      # begins once half of them exist
    for _ in range(r.randint(10, 35)):
        t = w.between(lo, END) // DAY * DAY + int((hour + r.gauss(0, 1.2)) % 24 * 3600)
        if r.random() < 0.4:
            r.shuffle(order)
        for a in order:
            if r.random() < 0.7 and a.created <= t < a.until() - 7200:
                p, stay = pick_place(a, t, r), r.randint(120, 1500)
                a.extra.append((t, t + stay, p.ip(t, r), pick_device(a, p, t, r), "true" if a.remote_p and r.random() < a.remote_p else ""))
                t += r.randint(60, 600) + (stay if r.random() < 0.5 else 0)


def changes(w, ring, members):
    """Details changed across the ring on the same days, as when a gateway or a leader is replaced."""
    r = ring.r
    for _ in range(r.randint(2, 4)):
        t, field = w.between(sorted(a.created for a in members)[len(members) // 2] + DAY, END - DAY), r.choice(["email", "phone", "bank_account", "address"])
        for a in members:
            if r.random() < 0.85 and a.created < t < a.until():
                a.changes.append((field, min(END - 1, t + int(r.random() * 10 * 3600))))


def reviews(w, ring, members):
    """A clique of orders without work that praise both ways; 60 to 95 % of pairs, fewer per head in large rings."""
    r = ring.r
    density = min(r.uniform(0.6, 0.95), 24 / max(1, len(members) - 1))
    for i, a in enumerate(members):
        a.role, a.pull = "both", r.uniform(0.5, 2)
        for b in members[:i]:
            if r.random() < density:
                x, y = (a, b) if r.random() < 0.5 else (b, a)
                deal(w, x, y, r.choice([1, 1, 1, 2]), p_cw=0.97, p_wc=0.9, kind="sham", fee=r.uniform(0.2, 1), work_p=0.05)


def star(w, ring, members):
    """Shills who order from one to three heads and praise them; the heads hardly answer."""
    r = ring.r
    heads = members[:max(1, min(3, len(members) // 5))]
    for a in heads:
        a.role = "both" if a.role == "client" else a.role
    for a in members[len(heads):]:
        a.role, a.pull = "client" if not a.banks or r.random() < 0.6 else "both", r.uniform(1, 5)
        for h in heads:
            if r.random() < 0.9:
                deal(w, a, h, r.randint(1, 4), p_cw=0.95, p_wc=0.15, kind="boost", fee=r.uniform(0.3, 1.2), work_p=0.1)


def captive(w, ring, members):
    """A client of the ring's own hires its workers above price and always praises."""
    r = ring.r
    boss = members[0]
    boss.role, boss.pull = "client" if not boss.banks else "both", 0.5
    for a in members[1:]:
        a.role = "both" if a.role == "client" else a.role
        deal(w, boss, a, r.randint(2, 6), p_cw=0.95, p_wc=0.5, kind="boost", fee=r.uniform(1.5, 3), work_p=0.2)


def transfers(w, ring, members):
    """Money among members after the typologies of AMLSim: fan-in, cycle, gather-scatter, stack."""
    r, m = ring.r, list(members)
    shape, n = r.choice(["fan_in", "cycle", "gather_scatter", "stack"]), len(members)
    for _ in range(r.randint(3, 8)):
        t, amount = w.between(sorted(a.created for a in m)[n // 2] + DAY, END - 4 * DAY), r.randrange(20000, 200000)
        if shape == "fan_in":
            pairs = [(a, m[0]) for a in m[1:]]
        elif shape == "cycle":
            pairs = [(m[i], m[(i + 1) % n]) for i in range(n)]
        elif shape == "gather_scatter":
            h = max(1, n // 2)
            pairs = [(a, m[0]) for a in m[1:h]] + [(m[0], b) for b in m[h:]]
        else:
            q = max(1, n // 3)
            pairs = [(a, m[q + i % q] if n > q + i % q else m[-1]) for i, a in enumerate(m[:q])]
            pairs += [(m[min(n - 1, q + i)], m[min(n - 1, 2 * q + i % max(1, n - 2 * q))]) for i in range(q)]
        for a, b in pairs:
            if a is not b and r.random() < 0.85:
                t2 = int(t + r.random() * 3 * DAY)
                if max(a.created, b.created) < t2 < min(a.until(), b.until()):
                    w.tie(a, b, "transfer", t2, int(amount * r.uniform(0.8, 0.97)))


def referral(w, ring, members):
    m = sorted(members, key=lambda a: a.created)
    for i, a in enumerate(m[1:]):
        w.tie(m[ring.r.randrange(max(0, i - 2), i + 1)], a, "referral", a.created)


def campaign(w, ring, members):
    """Registered in bursts (the times are set at creation) with one code, through one gateway at first."""
    gate, code = w.nets.site("hosting", "JP", 1) if ring.r.random() < 0.5 else w.nets.vpn(), w.uid("inv", 32)
    with_code = ring.r.random() < 0.6
    for a in members:
        if ring.r.random() < 0.75:
            a.signup = (gate, None)
        if with_code and ring.r.random() < 0.85:
            w.ident(a, "invite_code", code, a.created)


# name: (function, table it needs, family of evidence)
TRACES = {
    "device": (device, "logins", "infrastructure"), "exit": (exits, "logins", "infrastructure"), "house": (house, "logins", "infrastructure"),
    "bank": (bank, "bank_accounts", "money"), "onward": (onward, "payouts", "money"), "transfers": (transfers, "ties", "money"),
    "document": (document, "documents", "identity"),
    "portrait": (shared_ident("portrait", 2.5, 6, lambda w: w.uid("face")), "identifiers", "identity"),
    "template": (shared_ident("template", 3, 9, lambda w: w.uid("tpl")), "identifiers", "texts"),
    "portfolio": (shared_ident("portfolio", 2.5, 6, lambda w: w.uid("git")), "identifiers", "texts"),
    "phone": (shared_ident("phone", 2, 5, lambda w: w.phone()), "identifiers", "contact"),
    "email": (shared_ident("email", 2, 6, lambda w: w.uid("rec", 40) + "@proton.example"), "identifiers", "contact"),
    "address": (shared_ident("address", 3, 8, lambda w: w.address()), "identifiers", "contact"),
    "sweep": (sweep, "logins", "behaviour"), "changes": (changes, "changes", "behaviour"), "campaign": (campaign, "accounts", "registration"),
    "reviews": (reviews, "reviews", "trade"), "star": (star, "reviews", "trade"), "captive": (captive, "contracts", "trade"),
    "referral": (referral, "ties", "registration"),
}
