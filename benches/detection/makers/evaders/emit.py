"""Plans become rows: sessions, work blocks, documents, identifiers, statuses, reports."""
import numpy as np

from .world import DAY, INF

JST = 9 * 3600


def sit(W, r, a, starts, durs, out, remote_seen=None):
    """Give each session a seat that is valid then (place and device together) and log it."""
    if len(starts) == 0 or not a.seats:
        return
    t = np.asarray(starts, dtype=np.int64)
    lo, hi = np.array([s[2] for s in a.seats]), np.array([s[3] for s in a.seats])
    w = np.array([s[4] for s in a.seats]) * ((lo <= t[:, None]) & (t[:, None] < hi))
    tot = w.sum(axis=1)
    ok = tot > 0
    t, d, w, tot = t[ok], np.asarray(durs)[ok], w[ok], tot[ok]
    pick = (np.cumsum(w, axis=1) < (r.random(len(t)) * tot)[:, None]).sum(axis=1).clip(0, len(a.seats) - 1)
    seen, null = W.q["remote_seen"], W.q["device_null"]
    for k in np.unique(pick).tolist():
        s, x = a.seats[k], np.flatnonzero(pick == k)
        ips = s[0].ips(t[x], r)
        remote = len(s) > 5 and s[5]
        for j, ip, u, v in zip(x.tolist(), ips, r.random(len(x)).tolist(), r.random(len(x)).tolist()):
            out.append((int(t[j]), int(t[j] + d[j]), ip, None if u < null else s[1], "true" if remote and v < seen else "false"))


def times(r, a, lo, hi, rate=None):
    """Session starts by a person's habits between lo and hi."""
    if hi <= lo:
        return np.zeros(0, dtype=np.int64), np.zeros(0)
    n = int(r.poisson((rate if rate is not None else a.rate) * (hi - lo) / (7 * DAY)))
    day = r.integers((lo + JST) // DAY, (hi + JST) // DAY + 1, n)
    wk = ((day + 4) % 7)
    day = np.where((wk % 6 == 0) & (r.random(n) > a.weekend), day + 1 + (wk == 6), day)
    t = day * DAY - JST + (r.normal(a.mu, a.sd, n) % 24 * 3600).astype(np.int64)
    t = np.sort(t[(t >= lo) & (t < hi)])
    return t, np.minimum(r.lognormal(np.log(a.dur), 0.7, len(t)), 9 * 3600).astype(np.int64) + 20


def sessions(W):
    r = W.rng("sessions")
    jobs = {}
    for o in W.orders:
        jobs.setdefault(o[2].i, []).append((o[6], o[0]))
    hourly = r.random(W.n) < W.q["hourly"]
    for a in W.accts:
        rows = list(a.logs)
        end = min(W.now, a.status_at or INF)
        sit(W, r, a, *times(r, a, max(W.win, a.created + 600), min(end, a.until)), rows)
        mine = sorted(jobs.get(a.i, []))
        for t, e, ip, dev, rem in rows:
            if not (max(W.win, a.created) <= t < end):
                continue
            e = min(e, end)
            W.t["logins"].append((a.id, t, e if t % 11 else None, ip, dev, rem or "false"))
            if hourly[a.i] and e - t > 1500 and r.random() < 0.6:
                now = [c for s, c in mine if s <= t < s + 70 * DAY]
                if now:
                    W.t["work"].append((a.id, t + int(r.integers(30, 500)), e - int(r.integers(10, 300)), now[-1] if r.random() < 0.9 else None))


def papers(W):
    r, q = W.rng("papers"), W.q
    for a in W.accts:
        if r.random() < q["doc"] and not a.docs:
            jp = a.p.country == "JP"
            kind = str(r.choice(["driving_licence", "my_number", "passport"], p=[0.55, 0.3, 0.15]) if jp else r.choice(["residence_card", "passport"], p=[0.7, 0.3]))
            value = W.new("licence" if kind == "driving_licence" else "document")
            a.docs.append((value, kind, a.p.country if kind == "passport" else "JP", a.created + int(r.exponential(3 * DAY)), a.p))
            if kind == "driving_licence" and r.random() < 0.03:    # reissued: the last digit counts on
                a.docs.append((value[:-1] + str(int(value[-1]) + 1), kind, "JP", a.created + int(r.integers(60, 900)) * DAY, a.p))
        end = a.status_at or W.now
        for v, kind, country, t, p in a.docs:
            if t < end:
                name = p.name if country == "JP" and kind != "passport" and p.country == "JP" else p.latin
                W.t["documents"].append((a.id, v, kind, country, name, t))
        for v, kind, holder, country, t0, t1 in a.banks:
            if t0 < min(end, t1):     # one that was replaced before it was registered never was
                W.t["bank_accounts"].append((a.id, v, kind, holder, country, t0, t1 if t1 < W.now else None))
        addr = a.ids.get("address", [])
        if a.addr:
            a.ids["address"] = [(a.addr, None)] + addr
        for kind, vs in a.ids.items():
            for v, t in vs:
                t = t if t is not None else a.created + int(r.integers(0, 3 * DAY))
                t = max(t, a.created)
                if t < end:
                    W.t["identifiers"].append((a.id, kind, v, t))


def accounts(W):
    r, q = W.rng("accounts"), W.q
    for i in r.permutation(W.n).tolist():
        a = W.accts[i]
        kana = a.p.kana if a.p.country == "JP" or r.random() < 0.4 else None
        W.t["accounts"].append((a.id, a.p.name, kana, a.role, a.country, a.created, a.status, a.status_at, a.org))


def edits(W):
    """Everyone changes a password, a number or an address now and then; on one alarm day many do so together."""
    r, q = W.rng("edits"), W.q
    alarm = int(r.integers(W.win, W.now - 3 * DAY))
    for a in W.accts:
        for _ in range(int(r.poisson(q["edits"]))):
            f, t = str(r.choice(["password", "password", "email", "phone", "name", "profile", "bank_account"])), int(r.integers(W.t0, W.now))
            W.change(a, f, t)
            if f in ("phone", "email") and r.random() < 0.7 and t > a.created:
                a.ids.setdefault(f, []).append((W.new(f), t))
        if r.random() < q["alarm"]:
            W.change(a, "password", alarm + int(r.exponential(10 * 3600)))
        if r.random() < q["maiden"] and a.banks:      # the bank still knows the old surname
            p = W.names.person()
            p.giv, p.gkana, p.from_g = a.p.giv, a.p.gkana, a.p.from_g
            if p.country == a.p.country:
                a.banks[0][2] = p.holder(r)


def close(W):
    """Some ordinary accounts end; before anything is emitted, so that nothing happens after the end."""
    r = W.rng("close")
    for a in W.accts:
        if a.status_at is None and r.random() < W.q["suspended"] * 4 and a.created + 30 * DAY < W.now:
            a.status = "closed" if r.random() < 0.75 else "suspended"
            a.status_at = int(r.integers(a.created + 20 * DAY, W.now))


def market(W):
    """Orders, reviews and reports between accounts that both existed at the time."""
    r, q = W.rng("market"), W.q
    gone = {a.i: a.status_at or INF for a in W.accts}
    kinds = ["unnatural_language", "refuses_video", "off_platform", "below_market", "several_operators", "crypto_payment"]
    kept = set()
    orders = []
    for o in W.orders:
        cid, c, w, cat, fee, cur, t = o
        if c is not w and max(c.created, w.created) <= t < min(gone[c.i], gone[w.i], W.now):
            orders.append(o)
            kept.add(cid)
            W.t["contracts"].append((cid, c.id, w.id, cat, fee, cur, t))
            base = q["false_reports"]
            p = q["true_reports"] * 0.4 if w.motif and t > W.now - 500 * DAY else base
            at = t + int(r.integers(1, 50) * DAY)
            if r.random() < p and at < min(W.now, gone[c.i], gone[w.i]):
                W.t["reports"].append((w.id, kinds[int(r.integers(6))], c.id, at))
    W.orders = orders
    for a, b, t, x, cid in W.t_reviews:
        if a is not b and max(a.created, b.created) <= t < min(gone[a.i], gone[b.i], W.now):
            W.t["reviews"].append((a.id, b.id, t, x, cid if cid in kept else None))
    W.t["networks"] = W.net.rows
    by = {a.id: a for a in W.accts}
    end = lambda x: min(gone[by[x].i], W.now)
    W.t["changes"] = [x for x in W.t["changes"] if by[x[0]].created <= x[2] < end(x[0])]
    W.t["ties"] = [x for x in W.t["ties"] if max(by[x[0]].created, by[x[1]].created) <= x[3] < min(end(x[0]), end(x[1]))]
