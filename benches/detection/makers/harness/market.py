"""Contracts, reviews, payouts and their way onward, background ties and reports."""
import bisect

from .nets import DAY
from .world import CATS

KINDS = ("unnatural_language", "refuses_video", "off_platform", "below_market", "several_operators", "crypto_payment")


def deal(w, client, worker, t, fee=None, cat=None, hourly=None):
    """One contract; returns its number or None when it does not fit both lives."""
    t = int(t)
    if t < max(client.created, worker.created) or t >= min(client.end(w), worker.end(w)) or client is worker:
        return None
    r = w.r
    cat = worker.cat if cat is None else cat
    fee = int(fee or CATS[cat][1] * r.lognormvariate(0, 0.6) * worker.price) // 10 * 10 + 10
    k = len(w.contracts)
    w.contracts.append((client, worker, CATS[cat][0], fee, t))
    d = (k, t, client, worker, fee, r.random() < w.cfg.hourly if hourly is None else hourly)
    worker.deals.append(d)
    return k


def review(w, a, b, t, rating=None, k=None):
    t = int(t)
    if a is b or t < max(a.created, b.created) or t > min(w.cfg.t1, a.end(w)):
        return
    w.reviews.append((a, b, t, rating or w.r.choices((5, 4, 3, 2, 1), (60, 25, 8, 4, 3))[0], k))


def trade(w):
    c, r = w.cfg, w.r
    clients = sorted((a for a in w.accounts if a.role != "worker"), key=lambda a: a.created)
    starts = [a.created for a in clients]
    cum, acc = [], 0.0
    for a in clients:
        a.appetite = r.paretovariate(1.3) * (1 if a.role == "client" else 0.5) * a.busy
        acc += min(a.appetite, 60)
        cum.append(acc)
    for a in w.accounts:
        if not a.works:
            continue
        lo, hi = max(a.created, c.t0 - c.history * DAY), a.end(w)
        if hi <= lo:
            continue
        span = (hi - lo) / ((c.days + c.history) * DAY)
        n = int(min(70, c.contracts * a.pop * (0.4 + 0.6 * span) * r.uniform(0.5, 1.5) + r.random()))
        n = max(n, min(len(a.onward) * 3, 3), a.min_deals)
        mine = list(a.clients)
        for _ in range(n):
            t = lo + r.random() * (hi - lo)
            if mine and r.random() < c.repeat:
                b = r.choice(mine)
            else:
                j = bisect.bisect_right(starts, t)
                if not j:
                    continue
                b = clients[min(bisect.bisect_right(cum, r.random() * cum[j - 1]), j - 1)]
                mine.append(b)
            k = deal(w, b, a, t)
            if k is not None:
                settle(w, k)
    fond, acc = [], 0.0                                  # a few people endorse, and are endorsed, a lot
    for _ in w.accounts:
        acc += r.lognormvariate(0, 1.4)
        fond.append(acc)
    n = int(c.loose_review * len(w.reviews))
    for a, b in zip(r.choices(w.accounts, cum_weights=fond, k=n), r.choices(w.accounts, cum_weights=fond, k=n)):
        review(w, a, b, max(a.created, b.created) + r.random() * (c.t1 - max(a.created, b.created)))


def settle(w, k, rating=None, p=1.0):
    client, worker, _, _, t = w.contracts[k]
    r, c = w.r, w.cfg
    end = t + r.uniform(1, 20) * DAY
    if r.random() < c.review_cw * p:
        review(w, client, worker, end, rating, k)
    if r.random() < c.review_wc * p:
        review(w, worker, client, end + r.random() * 5 * DAY, rating, k)


def pay(w):
    c, r = w.cfg, w.r
    for a in w.accounts:
        if not a.deals or not a.banks:
            continue
        step, sums = c.cycle_days * DAY, {}
        for _, t, _, _, fee, _ in a.deals:
            at = (int(t + r.uniform(3, 20) * DAY) // step + 1) * step
            sums[at] = sums.get(at, 0) + fee
        for at, total in sorted(sums.items()):
            at += r.randint(0, 6 * 3600)
            if at > c.t1 or at < a.created:
                continue
            ok = [b for b in a.banks if not b[5] or at < b[5]]
            b = r.choices(ok, [x[6] for x in ok])[0] if ok else a.banks[-1]
            amount = round(total * r.choice((0.8, 0.85, 0.9)))
            row = [a, b[0], at, amount, None, None, None, None]
            for to, country, kept, sd, hours, p in a.onward:
                if r.random() < p:
                    share = min(0.97, max(0.0, r.gauss(kept, sd * max(kept, 0.02))))
                    at2 = int(at + r.lognormvariate(0, 0.5) * hours * 3600)
                    if at2 <= c.t1:
                        row[4:] = [to, at2, round(amount * (1 - share)), country]
                    break
            b.append(at) if len(b) == 7 else None      # first use, so that 'added' is never later
            w.payouts.append(row)


def background(w):
    """Messages of parties, referrals among friends, transfers, reports by clients, odd 'known' rows."""
    c, r = w.cfg, w.r
    for k in r.sample(range(len(w.contracts)), min(len(w.contracts), c.n // 3)):
        cl, wk, _, _, t = w.contracts[k]
        x, y = (cl, wk) if r.random() < 0.6 else (wk, cl)
        w.ties.append((x, y, "message", int(t - r.random() * 2 * DAY), None))
    for _ in range(c.n // 7):
        a, b = r.choice(w.accounts), r.choice(w.accounts)
        if a is not b:
            lo, hi = (a, b) if a.created < b.created else (b, a)
            if r.random() < 0.45:
                w.ties.append((lo, hi, "referral", hi.created, None))
            else:
                w.ties.append((a, b, "transfer", w.live(hi), r.randint(5, 300) * 100))
    for _ in range(c.n // 25):
        d = r.choice(w.contracts)
        hard = [d[1]] if r.random() < 0.8 else [d[1]] * 2
        for a in hard:
            w.reports.append((a, r.choice(KINDS), d[0], int(min(c.t1, d[4] + r.random() * 15 * DAY))))
