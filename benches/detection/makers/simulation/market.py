"""The market on which everybody trades: contracts, reviews, logged work, money paid out and sent on, complaints."""

import numpy as np

from .values import unit

CATEGORIES = (
    "translation",
    "web_development",
    "app_development",
    "design",
    "video_editing",
    "data_entry",
    "writing",
    "transcription",
    "consulting",
)
MEDIANS = np.array([12000, 60000, 90000, 25000, 20000, 6000, 8000, 7000, 40000])
REPORT_KINDS = np.array(
    ["unnatural_language", "refuses_video", "off_platform", "below_market", "several_operators", "crypto_payment"]
)


def trade(w):
    """Open-market contracts added to those that groups and operations arranged, in order of time."""
    rng, n = w.rng, w.n
    clients, workers = np.flatnonzero(w.role != "worker"), np.flatnonzero(w.role != "client")
    low, high = np.maximum(w.created, 0), w.end
    expected = w.diligence[workers] * 4.5 * (high - low)[workers].clip(0) / w.span * (w.rate[workers] > 0)
    worker = np.repeat(workers, rng.poisson(expected))
    fame = rng.lognormal(0, 1.1, len(clients))
    client = rng.choice(clients, len(worker), p=fame / fame.sum())
    again = (
        (rng.random(len(worker)) < 0.35) & np.r_[False, worker[1:] == worker[:-1]] if len(worker) else np.zeros(0, bool)
    )
    client[again] = client[np.flatnonzero(again) - 1]
    first, last = np.maximum(low[worker], low[client]), np.minimum(high[worker], high[client])
    good = (first + 0.5 < last) & (client != worker)
    worker, client, first, last = worker[good], client[good], first[good], last[good]
    w.contracts.add(client, worker, first + (last - first) * rng.random(len(worker)), np.nan, np.nan)
    c = w.contracts.columns()
    order = np.lexsort((c["client"], c["worker"], c["day"]))
    c = {k: v[order] for k, v in c.items()}
    trade_of = (unit(c["worker"], w.salt + 3) * len(CATEGORIES)).astype(int)
    c["category"] = np.where(rng.random(len(order)) < 0.75, trade_of, rng.integers(0, len(CATEGORIES), len(order)))
    level = np.exp((unit(c["worker"], w.salt + 4) - 0.5) * 1.2)
    c["fee"] = (
        np.where(np.isnan(c["price"]), MEDIANS[c["category"]] * level * rng.lognormal(0, 0.5, len(order)), c["price"])
        .clip(500)
        .round(-2)
    )
    return c


def review(w, c):
    """Both ends of a contract may review each other; arranged praise follows its own logic."""
    rng, count = w.rng, len(c["day"])
    arranged = ~np.isnan(c["praise"])
    for ends, chance in (
        (("client", "worker"), np.where(arranged, c["praise"], 0.55)),
        (("worker", "client"), np.where(arranged, c["praise"] * 0.5, 0.35)),
    ):
        day = c["day"] + rng.exponential(9, count) + 1
        at = (rng.random(count) < chance) & (day < w.span) & (day < w.end[c[ends[0]]])
        a, b = c[ends[0]][at], c[ends[1]][at]
        upset = rng.random(len(a)) < 0.03
        mean = np.where(upset, 1.8, np.where(arranged[at], 4.9, w.quality[b]))
        rating = np.clip(np.rint(rng.normal(mean, np.where(arranged[at], 0.3, 0.7))), 1, 5)
        yield {"a": a, "b": b, "day": day[at], "rating": rating, "contract": np.flatnonzero(at)}
    own = w.reviews.columns()
    yield own | {"contract": np.full(len(own["a"]), -1)}


def logged_work(w, s, c):
    """People who are paid by the hour log blocks within their sessions, for the contract they began last."""
    rng = w.rng
    hourly = unit(np.arange(w.n), w.salt + 5) < 0.6
    at = (s["length"] > 12) & hourly[s["acc"]] & (w.role[s["acc"]] != "client") & (rng.random(len(s["acc"])) < 0.55)
    acc, day = s["acc"][at].astype(int), s["day"][at]
    order = np.lexsort((c["day"], c["worker"]))
    keys = c["worker"][order] * 1000.0 + c["day"][order]
    found = np.searchsorted(keys, acc * 1000.0 + day) - 1
    contract = order[np.maximum(found, 0)] if len(order) else found
    valid = (found >= 0) & (c["worker"][contract] == acc)
    stretch = rng.lognormal(0.3, 0.5, len(acc)) * w.toil[acc] * np.where(rng.random(len(acc)) < 0.004, 12, 1)
    end = np.minimum(day + s["length"][at] * stretch / 1440, w.span)
    return {"acc": acc[valid], "day": day[valid], "end": end[valid], "contract": contract[valid]}


def pay(w, c):
    """Earnings are paid out weekly, fortnightly or monthly to the payee of that day, and some of it goes on."""
    rng = w.rng
    acc = c["worker"]
    period = np.array([7, 14, 30])[(unit(np.arange(w.n), w.salt + 6) * 3).astype(int)]
    slot = np.ceil((c["day"] + rng.uniform(2, 15, len(acc))) / period[acc]).astype(int)
    key, where = np.unique(acc.astype(np.int64) * 64 + slot, return_inverse=True)
    amount = np.bincount(where, weights=c["fee"] * 0.85) if len(key) else np.zeros(0)
    acc, slot = key // 64, key % 64
    day = slot * period[acc] + 0.1 + rng.random(len(acc)) * 0.1
    keep = (day < w.span) & (day < w.end[acc] + 20) & w.stay_in_bank[acc]
    acc, day, amount = acc[keep], day[keep], np.floor(amount[keep])
    bank = w.bank[acc].copy()
    p = w.payees.columns()
    for i in np.argsort(p["since"], kind="stable"):
        rows = slice(*np.searchsorted(acc, [p["acc"][i], p["acc"][i] + 1]))
        bank[rows] = np.where((day[rows] >= p["since"][i]) & (day[rows] < p["until"][i]), p["bank"][i], bank[rows])
    out = {"acc": acc, "day": day, "amount": amount, "bank": bank}
    return out | _onward(w, acc, day, amount)


def _onward(w, acc, day, amount):
    """Where the money goes next, for those whose payer learns it: savings, landlords, exchanges, families abroad."""
    rng, n = w.rng, w.n
    to, keep, scatter, chance, abroad = (
        np.full(n, -1),
        rng.uniform(0, 0.9, n),
        rng.uniform(0.01, 0.35, n),
        rng.uniform(0.1, 0.9, n),
        np.zeros(n, bool),
    )
    knows = rng.random(n) < 0.2
    hubs = w.new("onward", 30)
    to[knows] = np.where(
        rng.random(knows.sum()) < 0.45,
        hubs[(30 * rng.random(knows.sum()) ** 2).astype(int)],
        w.new("onward", knows.sum()),
    )
    abroad[knows] = rng.random(knows.sum()) < np.where(w.origin[w.person[knows]] == 0, 0.06, 0.6)
    o = w.onward.columns()
    if len(o["acc"]):
        who = o["acc"].astype(int)
        to[who], keep[who], scatter[who], chance[who], abroad[who] = (
            o["to"],
            o["keep"],
            o["scatter"],
            o["chance"],
            o["abroad"].astype(bool),
        )
    sent = (to[acc] >= 0) & (rng.random(len(acc)) < chance[acc])
    part = 1 - np.clip(keep[acc] * (1 + rng.normal(0, 1, len(acc)) * scatter[acc]), 0, 0.95)
    lag = rng.lognormal(2.8, 1.1, len(acc)) / 24
    sent &= day + lag < w.span
    country = np.where(abroad[acc], (unit(to[acc], w.salt + 7) * 9).astype(int) + 1, 0)
    return {
        "onward": np.where(sent, to[acc], -1),
        "onward_day": day + lag,
        "onward_amount": np.floor(amount * part),
        "onward_country": country,
    }


def complain(w, c):
    """Clients report what seemed odd: newcomers, shy people and operations alike, in different measure."""
    rng = w.rng
    at = np.flatnonzero(rng.random(len(c["day"])) < w.reported[c["worker"]])
    kind = REPORT_KINDS[rng.choice(6, len(at), p=[0.25, 0.2, 0.2, 0.15, 0.12, 0.08])]
    w.reports.add(
        c["worker"][at], kind, c["client"][at], np.minimum(c["day"][at] + rng.exponential(5, len(at)), w.span)
    )
    w.ties.add(c["client"], c["worker"], np.where(rng.random(len(c["day"])) < 0.2, "message", ""), c["day"], np.nan)
