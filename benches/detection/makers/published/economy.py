"""Orders, logged work, reviews and payouts: an honest market with popular clients, and the deals modules asked for."""
import bisect

from .nets import DAY
from .world import END

CATS = {"data_entry": (7.6, 0.7, 0.5), "writing": (8.6, 0.7, 0.2), "translation": (9.2, 0.8, 0.2), "design": (9.8, 0.8, 0.2),
        "development": (10.8, 0.9, 0.6), "delivery": (7.2, 0.4, 0.3), "survey": (5.6, 0.5, 0.0), "support": (9.0, 0.5, 0.7)}


def deal(w, client, worker, n=1, since=None, until=None, fee=1.0, p_cw=None, p_wc=None, kind="honest", category=None, work_p=None):
    """Ask for n orders between two given accounts."""
    w.deals.append(dict(client=client, worker=worker, n=n, since=since, until=until, fee=fee, p_cw=p_cw, p_wc=p_wc, kind=kind,
                        category=category, work_p=work_p))


def order(w, client, worker, t, d=None):
    r, d = w.r, d or {}
    cat = d.get("category") or worker.category
    mu, sd, logged = CATS[cat]
    fee = int(r.lognormvariate(mu, sd) * d.get("fee", 1.0))
    fee = max(100, fee - fee % 10)
    cid = w.uid("c", 64)
    w.add("contracts", cid, client, worker, cat, fee, "JPY", int(t))
    worker.contracts += 1
    days = r.lognormvariate(1.6, 0.9)
    done = min(END, t + days * DAY)
    if d.get("kind") == "sham":                  # an order without work: paid and starred within the hour or the day
        done = min(END, t + r.uniform(0.3, 30) * 3600)
    worker.earned.append((done, fee))
    if r.random() < (logged if d.get("work_p") is None else d["work_p"]):
        for _ in range(min(8, 1 + int(r.expovariate(0.5)))):
            s = work_time(w, worker, t, done)
            if s:
                w.add("work", worker, s, s + int(r.uniform(0.5, 4.5) * 3600), cid)
    p_cw = 0.5 if d.get("p_cw") is None else d["p_cw"]
    p_wc = w.cfg["reciprocity"] if d.get("p_wc") is None else d["p_wc"]
    stars = (lambda: r.choices([5, 4], [0.96, 0.04])[0]) if d.get("kind") in ("sham", "boost") else (lambda: r.choices([5, 4, 3, 2, 1], [0.7, 0.18, 0.06, 0.03, 0.03])[0])
    got = r.random() < p_cw
    if got:
        w.add("reviews", client, worker, int(min(END - 1, done + r.expovariate(1 / (1.5 * DAY)))), stars(), cid)
    if r.random() < p_wc * (1.15 if got else 0.85):
        w.add("reviews", worker, client, int(min(END - 1, done + r.expovariate(1 / (1.5 * DAY)))), stars(), cid)
    if r.random() < 0.15:
        w.tie(client, worker, "message", t)
    if r.random() < 0.002:                       # clients complain of honest people too
        w.add("reports", worker, r.choice(["unnatural_language", "refuses_video", "off_platform", "below_market"]), client, int(done))


def work_time(w, a, lo, hi):
    """One block in the worker's own hours, not over another of his where he is one person."""
    for _ in range(3):
        day = int(w.r.uniform(lo, max(lo + 1, hi)) // DAY)
        hour = (w.r.choice(a.fixed_hours) if a.fixed_hours else w.r.gauss(a.peak, a.spread)) % 24
        s = day * DAY + int((hour - a.tz) * 3600)
        if lo <= s and s + 5 * 3600 < min(END, a.until()) and abs(s - a.busy) > 5 * 3600:
            a.busy = s
            return s
    return None


def simulate(w):
    r = w.r
    for a in w.accounts:
        a.__dict__.setdefault("category", r.choice(list(CATS)))
    clients = sorted((a for a in w.accounts if a.role in ("client", "both")), key=lambda a: a.created)
    born = [a.created for a in clients]
    pull = [a.__dict__.setdefault("pull", r.paretovariate(1.1) if a.role == "client" else 0.3) for a in clients]
    cum, total = [], 0.0
    for p in pull:
        total += min(p, 400)
        cum.append(total)
    for d in w.deals:
        c, k = d["client"], d["worker"]
        lo, hi = max(c.created, k.created, d["since"] or 0) + 3600, min(c.until(), k.until(), d["until"] or END) - 3600
        for _ in range(d["n"] if hi > lo else 0):
            order(w, c, k, w.between(lo, hi), d)
    for a in w.accounts:                         # the open market
        if a.role == "client":
            continue
        span = (a.until() - a.created) / DAY
        n = min(60, int(w.np.poisson(a.work_factor * max(0.0, 1.2 + span / 70))))
        if a.is_ring and n + a.contracts < 4:
            n = 4
        for _ in range(n):
            t = w.between(a.created + DAY, a.until())
            k = bisect.bisect(born, t)
            if k and t < a.until():
                c = clients[bisect.bisect(cum, r.random() * cum[k - 1], 0, k - 1)]
                if c is not a and c.until() > t:
                    order(w, c, a, t)


def payouts(w):
    """Monthly for most (the same second for everyone, as a batch does), on request for the rest."""
    r = w.r
    for a in w.accounts:
        if not a.banks or not a.earned:
            continue
        batch, purse = r.random() < 0.65 and not a.__dict__.get("on_request"), {}
        for t, fee in a.earned:
            at = (int(t // (30 * DAY)) + 1) * 30 * DAY + 3600 if batch else int(t + r.expovariate(1 / (3 * DAY)) + 600)
            if at < END:
                purse[at] = purse.get(at, 0) + fee
        for at, amount in sorted(purse.items()):
            live = [b for b in a.banks if b["added"] <= at and not (b["removed"] and b["removed"] <= at)]
            if not live:
                continue
            b = r.choices(live, [x["weight"] for x in live])[0]
            amount = int(amount * 0.835)
            w.add("payouts", a, b["id"], at, amount, "JPY", *onward(w, a, b, at, amount))


def onward(w, a, b, at, amount):
    r = w.r
    if a.onward:
        live = [o for o in a.onward if o.get("since", 0) <= at]
        if live and r.random() < (a.onward_p if a.onward_p is not None else w.cfg["onward_known"]):
            o = r.choices(live, [x.get("w", 1) for x in live])[0]
            then = int(at + r.expovariate(1 / (o.get("delay", 1.5) * DAY)) + 1800)
            if then < END:
                return o["id"], then, int(amount * (1 - o.get("fee", 0.0) * r.uniform(0.7, 1.3))), o.get("country", a.country)
    elif b["kind"] == "crypto" and r.random() < w.cfg["onward_known"]:
        return r.choice(w.exchanges), int(at + r.random() * DAY * 0.9) + 60, amount, "" if r.random() < 0.5 else "JP"
    elif r.random() < w.cfg["onward_known"] * 0.2:   # one's own savings, rent, card
        own = a.__dict__.get("savings") or w.uid("ow")
        a.savings = own
        return own, int(at + r.expovariate(1 / (5 * DAY))) + 600, int(amount * r.uniform(0.2, 1)), a.country
    return "", "", "", ""
