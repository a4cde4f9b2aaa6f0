"""Where, when and with which machine accounts appear together. Every function serves rings and lawful groups alike."""
from .dials import DAY


def _join(w, a, line, device, share, since=0, until=1 << 40, remote=0.0):
    """Give a place a share of the account's own sessions."""
    total = sum(p.weight for p in a.places if p.weight < 4) or 1.0
    share = min(max(share, .02), .96)
    a.places.append(w.place(line, device, total * share / (1 - share), since, until, remote))


def line(w, g, kind="home", share=(.2, .9), main=.5, until=None, since=None, together=(4, 18),
         solid=False, **_):
    """One connection for all, each with an own machine, some days together. main: chance that it is everybody's home line."""
    shared = g[0].home if kind == "home" and w.chance(.6) else w.net.line(kind, g[0].country if kind == "home" else "JP")
    while solid and shared.mode == "nat":           # a carrier's shared address would tie nobody
        shared = w.net.line(kind if w.chance(.7) else "office")
    for a in g:
        w.wake(a, 14)
        if kind == "home" and w.chance(main) and not until and not since:
            for p in a.places:
                if p.line is a.home:
                    p.line = shared
            a.home = shared
        else:
            _join(w, a, shared, a.pc, w.between(*share), since or 0, until or 1 << 40)
    places = {a: w.place(shared, a.pc, 0) for a in g}
    lo, hi = max(min(w.alive(a)[0] for a in g), since or 0), min(max(w.alive(a)[1] for a in g), until or 1 << 40)
    for _i in range(int(w.rng.integers(*together))):
        day = _moment(w, lo, hi, 12, 0)
        for a in g:
            t = int(day + w.between(-5, 11) * 3600)
            if w.chance(.65) and w.alive(a)[0] < t < w.alive(a)[1]:
                a.events.append((t, int(w.rng.lognormal(3.3, .8) * 60), places[a]))
    return shared


def machine(w, g, on="home", share=(.1, .7), days=(6, 30), since=0, remote=0.0, at=None, sittings=True, device=None,
            own_lines=False, **_):
    """One machine for all, used on many days, often one account after another within minutes.

    own_lines: the machine reaches the platform through each account's own line (a carried laptop, proxies)."""
    device = device or (g[0].pc if w.chance(.4) else w.device())
    line_ = at or (g[0].home if on == "home" else w.net.line(on))
    for a in g:
        w.wake(a, 16)
        _join(w, a, a.home if own_lines else line_, device, w.between(*share), since, remote=remote)
    if sittings:
        sit(w, g, None if own_lines else line_, device, days, since, remote)
    return device


def sit(w, g, line_, device, days=(6, 30), since=0, remote=0.0, quick=True):
    """Sittings: members take turns at one machine, minutes apart."""
    r = w.rng
    hour, sd = r.uniform(8, 23), r.uniform(.5, 3)
    places = {a: w.place(line_ or a.home, device, 0, remote=remote) for a in g}
    lo = max(min(w.alive(a)[0] for a in g), since)
    hi = max(w.alive(a)[1] for a in g)
    for _ in range(int(r.integers(*days))):
        t = _moment(w, lo, hi, hour, sd)
        there = [a for a in g if w.alive(a)[0] < t < w.alive(a)[1]]
        if not there:
            continue
        k = int(r.integers(1, min(len(there), 6) + 1))
        for a in w.some(there, 0, max(k, min(2, len(there)))):
            dur = int(r.lognormal(2.7, .7) * 60)
            a.events.append((int(t), dur, places[a]))
            t += dur + r.uniform(40, 900 if not quick else 500)


def _moment(w, lo, hi, hour, sd):
    day = int(w.rng.integers(lo // DAY, max(lo // DAY, hi // DAY) + 1))
    return day * DAY + int((w.rng.normal(hour, sd) - 9) * 3600)


def roll_call(w, g, days=(10, 45), jitter=4, hour=None, weekdays=True, absent=.25, part=(1, 2), **_):
    """The same minutes, each on an own line and machine: office hours, a course, a job release, a script."""
    r = w.rng
    hours = [hour if hour is not None else r.uniform(6, 24) for _ in range(int(r.integers(*part)) if part[1] > part[0] else 1)]
    wobble = 0 if hour is not None else r.uniform(0, 2.5)
    lo, hi = min(w.alive(a)[0] for a in g), max(w.alive(a)[1] for a in g)
    for _ in range(int(r.integers(*days))):
        t = _moment(w, lo, hi, hours[int(r.integers(len(hours)))], wobble)
        if weekdays and (t // DAY + 3) % 7 >= 5:
            continue
        for a in g:
            if w.alive(a)[0] < t < w.alive(a)[1] and not w.chance(absent):
                a.events.append((int(t + r.uniform(0, jitter * 60)), int(r.lognormal(3.6, .7) * 60), None))
    for a in g:
        w.wake(a, 14)


def shifts(w, g, on="office", days=(12, 40), desks=3, at=None, **_):
    """A shift plan: each account is worked from different machines in slots of eight hours."""
    r = w.rng
    line_ = at or w.net.line(on)
    turn = r.uniform(0, 8)
    seats = [w.place(line_, w.device(), 0) for _ in range(desks)]
    for a in g:
        lo, hi = w.alive(a)
        w.wake(a, 20)
        swing = int(r.integers(2))
        for day in r.integers(lo // DAY, hi // DAY + 1, int(r.integers(*days))):
            for s in range(3):
                if w.chance(.6):
                    seat = seats[(s + swing) % desks] if w.chance(.88) else w.pick(seats)
                    t = int(day) * DAY + int((turn + s * 8 - 9 + r.uniform(.1, 1.5)) * 3600)
                    a.events.append((t, int(r.uniform(.7, 6) * 3600), seat))


def handover(w, g, on="home", spread=(3, 12), leave=0.0, **_):
    """After the first days everything is new: other machines, other lines, and nothing old comes back."""
    for a in g:
        if a.created < w.start:
            a.created = int(w.start + w.between(0, .5) * (w.end - w.start - 60 * DAY))
            if a.status_at and a.status_at < a.created + 60 * DAY:
                a.status, a.status_at = "active", None
        t = a.created + int(w.between(*spread) * DAY)
        old = list(a.places)
        if leave and w.chance(leave):
            continue
        for p in old:
            p.until = min(p.until, t)
        a.home, a.pc = w.net.line(on if w.chance(.7) else "home"), w.device()
        a.places.append(w.place(a.home, a.pc, 1, since=t))
        if w.chance(w.d.mobile_user):
            a.places.append(w.place(w.net.line("mobile"), a.pc, .4, since=t))
        a.early = (a.created, t)
        w.wake(a, 18)


def born_together(w, g, on="home", days=5, machine_too=.5, **_):
    """Opened within days from one connection (and machine); what comes after need share nothing."""
    shared, device = w.net.line(on), w.device()
    late = max(g, key=lambda a: a.created).created
    t0 = max(w.start, min(late, w.end - 70 * DAY)) if w.chance(.3) else w.start + w.between(0, .55) * (w.end - w.start - 70 * DAY)
    for a in g:
        a.created = int(t0 + w.between(0, days) * DAY)
        if a.status_at and a.status_at < a.created + 30 * DAY:
            a.status, a.status_at = "active", None
        place = w.place(shared, device if w.chance(machine_too) else a.pc, 0)
        for k in range(int(w.rng.integers(1, 4))):
            a.events.append((int(a.created + 30 + k * w.between(600, 30000)), int(w.between(4, 40) * 60), place))
        w.wake(a, 14)


def passed_on_machine(w, g, **_):
    """A machine changes its owner for good: second-hand, handed down, found in a shop."""
    t = int(w.between(w.start + 30 * DAY, w.end - 40 * DAY))
    old, new = g[0], g[1]
    device = old.pc
    for p in old.places:
        if p.device is device:
            p.until = min(p.until, t)
    old.pc = w.device()
    old.places.append(w.place(old.home, old.pc, 1, since=t))
    since = t + int(w.between(1, 25) * DAY)
    _join(w, new, new.home, device, w.between(.5, .95), since)
    for a in (old, new):
        w.wake(a, 20)


def cloned_machine(w, g, fixed=None, **_):
    """One device value on machines that are not one: cloned images, a blocked value."""
    from .world import Device
    device = Device(w.rng, fixed=fixed)
    for a in g:
        _join(w, a, a.home, device, w.between(.3, .9))
        w.wake(a, 10)


def detour(w, g, kind="vpn", share=(.2, .8), **_):
    """A part of the sessions goes through a VPN, a proxy or the mobile network."""
    for a in g:
        _join(w, a, w.net.line(kind), a.pc, w.between(*share))


def cut_lines(w, g, **_):
    """The machine is watched from elsewhere: remote control on the main machine."""
    for a in g:
        for p in a.places:
            if w.chance(.5):
                p.remote = max(p.remote, w.between(.1, .9))


def staggered(w, g, **_):
    """Opened over a long time rather than together."""
    for a in g:
        if w.chance(.8):
            a.created = int(w.start + w.between(-300, max(1, w.d.days - 70)) * DAY)
            if a.status_at and a.status_at < max(a.created, w.start) + 40 * DAY:
                a.status, a.status_at = "active", None


def busy(w, g, factor=(1, 3), **_):
    for a in g:
        a.budget = min(500, a.budget * w.between(*factor))


def steady(w, g, **_):
    """Regular sessions at fixed hours of the day."""
    hour = w.between(7, 23)
    for a in g:
        a.peaks = [(hour + w.between(-.3, .3), .25)]


def idle(w, g, **_):
    for a in g:
        a.minutes = w.between(4.5, 6.6)

