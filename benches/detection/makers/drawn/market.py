"""The market: orders and reviews among everybody, the groups' own orders, ordinary ties and complaints."""
import numpy as np

from .dials import DAY

CATEGORIES = ["translation", "writing", "data_entry", "design", "web", "video", "research", "support"]
LEVEL = [9.2, 8.6, 7.6, 9.6, 10.6, 9.9, 9.0, 8.3]
REPORTS = ["unnatural_language", "refuses_video", "off_platform", "below_market", "several_operators", "crypto_payment"]


def write(w, out):
    """Contracts and reviews; leaves in w.orders_of each worker's contracts for the work log."""
    r, d = w.rng, w.d
    rows = list(_ordinary(w)) + w.deals
    numbers = r.permutation(len(rows))
    w.orders_of = {}
    for (client, worker, t, fee, there, back), number in zip(rows, numbers):
        if client.role == "worker" or worker.role == "client":
            continue                                # a part that one of them got later does not allow it
        if not (max(client.created, worker.created) <= t < min(client.status_at or w.end, worker.status_at or w.end)):
            continue
        cid = f"c{number:07d}"
        cat = worker.trade
        price = max(1, int(np.exp(LEVEL[cat] + r.normal(0, .35)) * fee * getattr(worker, "price", 1)))
        out.add("contracts", cid, client.id, worker.id, CATEGORIES[cat], price, d.currencies[0], t)
        w.orders_of.setdefault(worker.id, []).append((cid, t))
        later = lambda: int(t + r.exponential(4 * DAY) + 3600)
        if there is not None and (at := later()) < w.end:
            out.add("reviews", client.id, worker.id, at, there, cid)
        if back is not None and (at := later()) < w.end:
            out.add("reviews", worker.id, client.id, at, back, cid)
    for x in w.orders_of.values():
        x.sort(key=lambda c: c[1])


def _ordinary(w):
    r, d = w.rng, w.d
    clients = [a for a in w.accounts if a.role != "worker"]
    if not clients:
        return
    fame = np.cumsum(r.pareto(1.3, len(clients)) + .05)
    for a in w.accounts:
        a.trade = int(r.integers(len(CATEGORIES)))
        a.skill = r.normal(4.3, .5)
    for a in w.accounts:
        if a.role == "client":
            continue
        lo, hi = w.alive(a)
        k = min(120, int(r.lognormal(np.log(d.contracts), d.contracts_sigma) * (hi - lo) / (w.end - w.start)))
        last = None
        for t in r.uniform(lo, max(lo + 1, hi), k):
            client = last if last is not None and r.random() < d.repeat_client else \
                clients[int(np.searchsorted(fame, r.random() * fame[-1]))]
            if client is a:
                continue
            last = client
            there = int(np.clip(round(a.skill + r.normal(0, .6)), 1, 5)) if r.random() < d.review_client else None
            back = int(np.clip(round(4.5 + r.normal(0, .6)), 1, 5)) if r.random() < d.review_worker else None
            yield client, a, int(t), 1.0, there, back


def social(w, out):
    """Referrals, messages, transfers and complaints of ordinary life, and those that groups planned."""
    r, d = w.rng, w.d
    n = w.n
    kinds = ["message"] * 6 + ["referral"] * 3 + ["transfer"] * 3
    for _ in range(int(n * d.tie_rate)):
        a, b = w.accounts[int(r.integers(n))], w.accounts[int(r.integers(n))]
        kind = kinds[int(r.integers(len(kinds)))]
        t = max(b.created, w.start) if kind == "referral" else int(r.uniform(max(a.created, b.created, w.start), w.end))
        if a is not b and (kind != "referral" or a.created < b.created) and t < min(a.status_at or w.end, b.status_at or w.end):
            out.add("ties", a.id, b.id, kind, t, int(r.lognormal(9, 1)) if kind == "transfer" else "")
    born = {a.id: a for a in w.accounts}
    for x, y, kind, t, amount in w.ties:
        if kind == "referral":                      # whoever was there first has invited the other
            x, y = (x, y) if born[x].created <= born[y].created else (y, x)
            t = max(born[y].created, w.start)
        if t < w.end:
            out.add("ties", x, y, kind, t, amount)
    for a in w.accounts:
        if a.role != "client" and r.random() < d.report_rate:
            b = w.accounts[int(r.integers(n))]
            lo, hi = w.alive(a)
            if b is not a and b.role != "worker" and hi > lo:
                out.add("reports", a.id, REPORTS[int(r.integers(6))], b.id, int(r.uniform(lo, hi)))
    for row in w.reports:
        out.add("reports", *row)
