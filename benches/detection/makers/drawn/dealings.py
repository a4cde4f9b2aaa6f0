"""What accounts do with one another: orders, reviews, money passed on, referrals, messages, reports."""
from .dials import DAY


def _when(w, *accounts, span=None):
    lo = max(w.alive(a)[0] for a in accounts)
    hi = min(w.alive(a)[1] for a in accounts)
    if span:
        lo, hi = max(lo, span[0]), min(hi, span[1])
    return int(w.between(lo, hi)) if hi > lo else None


def pass_on(w, g, keep=(.1, .45), cv=(.02, .15), share=(.5, 1), delay=(4, 70), pools=1, **_):
    """Payouts of several accounts go on to one destination."""
    targets = [f"ow{w.token():x}" for _ in range(pools)]
    k, c = w.between(*keep), w.between(*cv)
    country = w.pick(["JP", "JP", "VN", "PH", "CN", "NP", "ID", "IN", "KR", "BR", "US"])
    hours = w.between(*delay)
    for a in g:
        a.passes = [p for p in a.passes if w.chance(.3)]
        w.passing(a, w.pick(targets), k, c, w.between(*share), country, hours)
        w.wake(a, 10)
        a.paid = True


def orders(w, client, workers, n=(2, 6), rating=(4.3, 5), back=.5, fee=1.0, span=None, reviewed=.9):
    """Orders of one client to some workers, with reviews."""
    for x in workers:
        for _ in range(int(w.rng.integers(n[0], n[1] + 1))):
            t = _when(w, client, x, span=span) or _when(w, client, x)
            if t is not None and client is not x:
                there = min(5, max(1, round(w.between(*rating)))) if w.chance(reviewed) else None
                w.deals.append((client, x, t, fee * w.between(.8, 1.25), there, 5 if w.chance(back) else None))


def patron(w, g, n=(2, 6), burst=.5, rating=(4.4, 5), **_):
    """The first is the client of all the others, and content."""
    g[0].role = "client" if g[0].role == "worker" and w.chance(.7) else "both"
    for a in g[1:]:
        a.role = "worker" if a.role == "client" else a.role
    t = int(w.between(w.start + 20 * DAY, w.end - 30 * DAY))
    span = (t, t + int(w.between(6, 20) * DAY)) if w.chance(burst) else None
    orders(w, g[0], g[1:], n, rating, span=span)
    if span and len(g) > 3:                          # the ones who came later are not left out
        orders(w, g[0], g[1:], (0, 1), rating)


def praise(w, g, shape="clique", density=(.85, 1), n=(1, 2), both=.9, rating=(4.4, 5), **_):
    """Reviews within the group. shape: clique, star (to and from the first), boost (towards the first few)."""
    for a in g:
        a.role = "both"
    hubs = g[:max(1, len(g) // 8)]
    d = w.between(*density)
    for i, a in enumerate(g):
        for b in g[i + 1:]:
            if shape != "clique" and a not in hubs:
                continue
            if not w.chance(d):
                continue
            x, y = (b, a) if shape == "boost" or w.chance(.5) else (a, b)
            orders(w, x, [y], n, rating, back=0 if shape == "boost" else both)
            if shape == "clique" and w.chance(.3):
                orders(w, y, [x], (1, 1), rating, back=both)


def strangers(w, g, n=(3, 12), **_):
    """Trade with people outside: the same market as everybody's, only more of it."""
    for a in g:
        for _ in range(int(w.rng.integers(n[0], n[1]))):
            b = w.accounts[int(w.rng.integers(w.n))]
            if b is a:
                continue
            x, y = (a, b) if a.role == "client" or (a.role == "both" and w.chance(.5)) else (b, a)
            if x.role != "worker" and y.role != "client":
                orders(w, x, [y], (1, 1), (3, 5), reviewed=w.d.review_client)


def ties(w, g, kind="message", shape="random", n=(1, 4), **_):
    """Direct ties: a chain or star of referrals, transfers, messages."""
    order = list(g)
    pairs = list(zip(order, order[1:])) if shape == "chain" else [(order[0], b) for b in order[1:]] if shape == "star" else \
        [(a, w.pick([b for b in order if b is not a])) for a in order]
    for a, b in pairs:
        for _ in range(1 if kind == "referral" else int(w.rng.integers(n[0], n[1] + 1))):
            if kind == "referral":
                t = max(b.created, w.start)
            else:
                t = _when(w, a, b)
            if t is not None:
                w.ties.append((a.id, b.id, kind, t, int(w.rng.lognormal(9, 1)) if kind == "transfer" else ""))


def complaints(w, g, kinds=("several_operators", "refuses_video", "unnatural_language", "off_platform"), n=(1, 4), share=.5, **_):
    for a in g:
        if w.chance(share):
            for _ in range(int(w.rng.integers(n[0], n[1]))):
                b = w.accounts[int(w.rng.integers(w.n))]
                t = _when(w, a, b)
                if t and b is not a and b.role != "worker":
                    w.reports.append((a.id, w.pick(list(kinds)), b.id, t))


def cheap(w, g, **_):
    """Prices far below the usual."""
    for a in g:
        a.price = w.between(.25, .55)


def orders_within(w, g, **_):
    """A firm's owner orders from the own worker account (to test, or for the books)."""
    orders(w, g[0], g[1:], (1, 3))


def moved_by_merger(w, g, **_):
    """A bank merges: on one day the payees of many change."""
    t = getattr(w, "merger_day", None) or int(w.between(w.start + 30 * DAY, w.end - 30 * DAY))
    w.merger_day = t
    for a in g:
        a.changes.append(("bank_account", t + int(w.between(0, DAY))))
