"""The traces that people leave together. Lawful groups and rings call the same functions, so only the pattern differs.

Each returns the accounts that it really reached: an export without the column, or a lost value, reaches nobody."""
from .people import bank_number, email, phone
from .world import DAY, END, EVENTS, RETAIN, Spot

CATEGORIES = ("design", "translation", "data_entry", "development", "video", "support", "writing", "tutoring", "accounting", "survey")


def some(w, members, share, least=2):
    k = min(len(members), max(least, round(share * len(members))))
    return w.r.sample(members, k)


def at(w, members, place, devices=None, weight=2.0, must=2, since=RETAIN, until=END, remote=False):
    """Sessions at a place: on the own machine (None), on shared machines (list of ids), or on the machine of each (dict)."""
    for a in members:
        lo, hi = max(since, a.created), min(until, a.last())
        if hi - lo < DAY:
            continue
        if devices is None:
            picks = [a.pc]
        elif isinstance(devices, dict):
            picks = [devices[a.i]]
        else:
            picks = w.r.sample(devices, min(len(devices), w.r.choice((1, 1, 2))))
        a.logins = max(a.logins, must + 2)
        for d in picks:
            a.spots.append(Spot(place, d, weight * max(.5, sum(s.weight for s in a.spots)) / len(picks), lo, hi, must, remote))
    # behind an address that changes, people of one place meet under the same address on days when all are in
    lo, hi = max([since, RETAIN] + [a.created for a in members]), min([until, END] + [a.last() for a in members])
    if place.lease and len(members) > 1 and hi - lo > 8 * DAY:
        for _ in range(3):
            day = w.r.randrange(lo, hi - DAY)
            for a in members:
                spot = next((s for s in reversed(a.spots) if s.place is place), None)
                start = day + w.r.randrange(12 * 3600)
                if spot and w.r.random() < .9:
                    a.sessions.append((start, start + w.r.randrange(600, 9000), spot))
    return list(members) if w.p.has("logins") else []


def shared_machines(w, members, place, count, weight=1.0, **more):
    """Sessions on common machines; `count` machines for all of the members. The first serves everybody at least once."""
    devices = [w.token("d", 40) for _ in range(count)]
    reached = at(w, members, place, devices[:1], weight / 2, **more)
    if count > 1:
        at(w, members, place, devices[1:], weight / 2, **more)
    return reached if w.p.has("logins", "device_id") else reached if place.kind in ("residential", "hosting", "office") else []


def contact(w, members, kind, value=None, spread=None):
    """The same value of one kind; written within `spread` seconds, or whenever each account came to it."""
    value = value or {"phone": lambda: phone(w, members[0].home), "email": lambda: email(w, members[0].name)}.get(kind, lambda: w.token(kind[0], 64))()
    first = w.when(*members, lo=min(a.created for a in members)) if spread else None
    return [a for a in members if w.ident(a, kind, value, first and min(a.last() - 1, max(a.created + 60, first + w.r.randrange(spread))))]


def payee(w, members, holder, kind="bank", id=None, weight=6.0, onward=None, country=None, keep=.6, delay=DAY):
    """One payout destination on several accounts. `keep`: share that keeps a payee of its own beside it."""
    r = w.r
    country = country or members[0].home
    id = id or (w.token("x", 64) if kind == "crypto" else bank_number(w, country, kind == "money_transfer"))
    for a in members:
        if r.random() > keep and a.payees:
            a.payees.pop()
        when = w.when(a, lo=a.created, hi=max(a.created + DAY, END - 90 * DAY))
        w.payee(a, id, kind, holder, country, weight, onward, when, delay)
        w.change(a, "bank_account", when) if r.random() < .7 else None
        a.payouts = max(a.payouts, 4)
    return list(members) if w.p.has("bank_accounts") or w.p.has("payouts") else []


def onward(w, members, target, country, delay=DAY):
    """The own payees send on to one common place."""
    for a in members:
        if a.payees:
            for p in a.payees:
                p.onward, p.delay = (target, country), delay
                if p.added > END - 90 * DAY:              # in use long enough to be seen
                    p.added = w.when(a, lo=a.created, hi=END - 80 * DAY)
            a.payouts = max(a.payouts, 6)
    return [a for a in members if a.payees] if w.p.has("payouts", "onward_id") and w.p.has("payouts") else []


def same_document(w, members, number, kind, country, write):
    return [a for a in members if w.document(a, number, kind, country, write(a), w.when(a, lo=a.created, hi=a.created + 90 * DAY))]


def order(w, client, worker, at_, rating=None, back=None, fee=None, category=None):
    """One order and what both sides wrote about it."""
    r = w.r
    usd = fee or worker.fee * r.lognormvariate(0, .7)
    number = w.token("k", 48)
    if w.p.has("contracts"):
        w.rows["contracts"].append((number, client.i, worker.i, category or r.choice(CATEGORIES), w.amount(worker, usd), worker.home, at_))
    for who, whom, stars in ((client, worker, rating), (worker, client, back)):
        posted = at_ + int(r.expovariate(1 / (9 * DAY))) + 3600
        if stars and w.p.has("reviews") and posted < min(END, who.last()):
            w.rows["reviews"].append((who.i, whom.i, posted, stars, number if w.p.has("contracts") else None))


def stars(w):
    return w.r.choices((5, 4, 3, 2, 1), (.66, .2, .07, .03, .04))[0]


def praise(w, members, density, returned=.8, mean=4.95, fee=None, bare=.2):
    """Members order from one another and review; `returned`: how often the praise is given back, `bare`: without an order."""
    r, hit = w.r, set()
    for n, a in enumerate(members):
        for b in members[n + 1:]:
            if r.random() >= density and not (n == 0 and b is members[1]):
                continue
            x, y = (a, b) if r.random() < .5 else (b, a)
            t = w.when(a, b, hi=END - 12 * DAY)
            score = max(1, min(5, round(r.gauss(mean, .5))))
            reply = max(1, min(5, round(r.gauss(mean, .5)))) if r.random() < returned else None
            if r.random() < bare and w.p.has("reviews"):
                w.rows["reviews"].append((x.i, y.i, t, score, None))
                if reply:
                    w.rows["reviews"].append((y.i, x.i, min(END - 1, t + r.randrange(3600, 20 * DAY)), reply, None))
            else:
                order(w, x, y, t, score, reply, fee and fee * r.lognormvariate(0, .4))
            hit |= {a.i, b.i}
    return [a for a in members if a.i in hit] if w.p.has("reviews") or w.p.has("contracts") else []


def transfers(w, pairs, usd=40, times=2, even=False, lo=EVENTS):
    """Money from the first to the second of each pair; `even`: always the same amount."""
    r, hit = w.r, []
    base = usd * r.lognormvariate(0, .4)
    for a, b in pairs:
        for _ in range(times):
            amount = w.amount(a, base if even else base * r.lognormvariate(0, .6))
            if w.tie(a, b, "transfer", w.when(a, b, lo=lo), amount):
                hit += [a, b]
    return list({a.i: a for a in hit}.values())


def referral(w, leader, members):
    """The leader brought the others, who signed up later: the row stands at their sign-up."""
    hit = [a for a in members if a is not leader and a.created > leader.created
           and w.tie(leader, a, "referral", a.created + w.r.randrange(60, 3000))]
    return [leader] + hit if hit else []


def messages(w, pairs, times=3):
    return [a for a, b in pairs if any([w.tie(a, b, "message", w.when(a, b)) for _ in range(times)])]


def own_spot(w, a):
    return next((s for s in a.spots if s.until == END and s.since < RETAIN + 75 * DAY), a.spots[0] if a.spots else None) or Spot(a.line, a.pc, 1)


def _clock(w, zone, hour):
    """A working moment: a random day of the window at a local hour (fractional)."""
    first, off = w.offsets[zone]
    d = w.r.randrange((RETAIN + 70 * DAY) // DAY, END // DAY - 1)
    return d * DAY + int(hour * 3600) - off[d - first]


def same_minute(w, members, times, zone, hours=(7, 20), within=90, length=5400):
    """All (or most) start together, e.g. when the power returns or when one script opens every session."""
    for _ in range(times):
        t = _clock(w, zone, w.r.uniform(*hours))
        for a in members:
            if w.r.random() < .85 and a.created < t < a.last() - 9 * 3600:
                s = t + w.r.randrange(within)
                a.sessions.append((s, s + int(length * w.r.uniform(.5, 1.5)), own_spot(w, a)))
    return list(members) if w.p.has("logins") else []


def hand_over(w, members, rounds, zone, spots=None, gap=(60, 480), block=(1200, 7200), hours=(6, 16)):
    """One after another: as one account ends, the next begins within minutes, on another machine."""
    r = w.r
    for _ in range(rounds):
        t = _clock(w, zone, r.uniform(*hours))
        # a habit: the same sheet of accounts, taken up where one likes
        k = r.randrange(len(members))
        for a in (members[k:] + members[:k])[:r.randrange(2, 7)]:
            stop = t + r.randrange(*block)
            if a.created < t and stop < min(END, a.last()):
                a.sessions.append((t, stop, spots[a.i] if spots else own_spot(w, a)))
            t = stop + r.randrange(*gap)
    return list(members) if w.p.has("logins", "ended_at") and w.p.has("logins") else []


def incidental(w, members):
    """What people who know each other also do, guilty or not: a café, a copied text, a loan, an invitation, one VPN."""
    r = w.r
    few = some(w, members, r.uniform(.2, .6))
    what = r.choice(("café", "text", "loan", "invitation", "vpn", "greeting", "visit"))
    if what == "café":
        at(w, few, w.net.public(few[0].home, few[0].city), weight=.4, must=1)
    elif what == "text":
        contact(w, few, "template")
    elif what == "loan":
        transfers(w, list(zip(few, few[1:])), 30, 2)
    elif what == "invitation":
        few.sort(key=lambda a: a.created)
        referral(w, few[0], few[1:])
    elif what == "vpn":
        at(w, few, w.net.vpn(), weight=.5, must=1)
    elif what == "visit":                                  # at a friend's home, on the friend's machine
        at(w, few[:2], few[0].line, [few[0].pc], .1, must=1)
    else:
        messages(w, list(zip(few, few[1:])))


def report(w, members, kinds, share=.3):
    for a in members:
        if w.r.random() < share:
            w.rows["reports"].append((a.i, w.r.choice(kinds), None, w.when(a)))


def change_together(w, members, what, within=3600):
    """The same field changed on several accounts within one sitting."""
    t = w.when(*members)
    for a in members:
        w.change(a, what, min(a.last() - 1, max(t, a.created) + w.r.randrange(within)))
    return list(members) if w.p.has("changes") else []
