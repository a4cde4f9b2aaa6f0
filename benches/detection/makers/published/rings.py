"""Operations: which traces each motif leaves, how its accounts otherwise hide, and who touches it by chance."""
import random

from .names import Name
from .nets import DAY
from .traces import TRACES
from .world import END

# motif: (weight, strongest, always, perhaps, never, hides by)
MOTIFS = {
    "persona_operator": (1.2, "device", ["sweep", "exit"], ["template", "email", "onward", "bank", "phone", "captive", "changes"], [], ["own", "vpn", "mobile"]),
    "sybil_farm": (1.0, "device", ["campaign", "sweep"], ["phone", "onward", "template", "transfers", "portrait", "email"], ["house"], ["proxy", "mobile"]),
    "laptop_farm": (1.0, "house", ["onward", "portrait"], ["template", "portfolio", "address", "referral", "sweep", "transfers", "exit"], ["device"], ["vpn", "own"]),
    "rented_identity": (1.0, "onward", ["exit", "changes"], ["portfolio", "template", "sweep", "device", "email", "referral"], ["house", "portrait", "document"], ["own", "mobile"]),
    "payout_funnel": (1.2, "bank", ["onward", "campaign"], ["template", "exit", "transfers", "sweep", "changes", "phone"], ["house"], ["own", "mobile", "proxy"]),
    "layered_payout": (0.7, "onward", ["transfers", "exit"], ["template", "sweep", "email", "campaign", "phone", "changes"], ["house", "bank"], ["own", "vpn", "proxy"]),
    "mutual_review": (1.0, "reviews", ["transfers", "exit"], ["campaign", "device", "onward", "template", "referral"], ["house", "captive", "star"], ["own", "mobile"]),
    "review_star": (0.8, "star", ["device", "campaign"], ["exit", "transfers", "email", "phone", "sweep"], ["house", "reviews", "captive", "bank"], ["own", "proxy", "mobile"]),
    "stealth_ring": (1.2, "onward", ["template", "sweep"], ["portrait", "referral", "changes", "portfolio", "captive", "transfers"], ["device", "exit", "house", "bank", "document"], ["proxy", "own"]),
    "recycling_after_ban": (0.9, "device", ["bank", "portrait"], ["phone", "exit", "template", "onward", "document"], ["house", "campaign"], ["own", "vpn", "mobile"]),
    "shift_team": (0.9, "device", ["exit", "bank"], ["template", "sweep", "onward", "captive", "changes"], ["house"], ["own", "vpn"]),
    "forged_identity": (0.8, "portrait", ["document", "campaign"], ["address", "exit", "bank", "onward", "email", "sweep"], ["house"], ["proxy", "vpn"]),
}
IN_WALLET_NONE = {"template", "portfolio"}      # a wallet keeps no CVs
SOFT = ("sweep", "changes", "campaign", "referral")   # behaviour, thin in large rings: never counted among the two that must be there
LAST_RESORT = ["onward", "sweep", "email", "bank", "exit", "changes", "referral", "phone"]


class Ring:
    def __init__(self, w, motif, number):
        self.r, self.motif, self.values, self.members = random.Random(f"{w.variant}/{w.seed}/{w.n}/ring/{number}"), motif, {}, []
        self.operator, self.country = w.operator("ring"), w.country()
        self.camouflage = self.r.uniform(*w.cfg["own_share"])

    def own_share(self):
        return min(0.8, max(0.03, self.r.gauss(self.camouflage, 0.12)))


def plan(w, ring):
    """Trace names for this ring: what its motif always has, some of what it may have, never fewer than three kinds of two families."""
    _, strongest, always, perhaps, never, _ = MOTIFS[ring.motif]
    lost = {strongest} if w.cfg["remove_strongest"] else set()
    usable = lambda t: (t not in lost and t not in never and TRACES[t][1] in w.cfg["tables"]
                        and not (t in IN_WALLET_NONE and w.variant == "wallet_only"))
    got = [t for t in [strongest] + always if usable(t) and (t == strongest or ring.r.random() < 0.9)]
    more = [t for t in perhaps if usable(t)]
    ring.r.shuffle(more)
    got += [t for t in more if ring.r.random() < 0.25]
    rest = [t for t in more + always + LAST_RESORT if usable(t)]
    for t in rest:                               # enough for a careful reader of the tables that this platform has
        solid = [x for x in got if x not in SOFT]
        if len(got) >= 3 and len({TRACES[x][2] for x in solid}) >= 2:
            break
        if t not in got:
            got.append(t)
    return got


def births(w, ring, n, traces):
    """Registration times: by bursts, by generations after bans, or one by one."""
    r, span = ring.r, END - w.start
    first = w.start + span * r.uniform(0.0, 0.6)
    if ring.motif == "recycling_after_ban":
        k = 2 if n < 9 or r.random() < 0.6 else 3
        life = (END - first) / (k + 0.3)
        out = []
        for i in range(n):
            g = i % k
            born = first + g * life + r.random() * life * 0.35
            out.append((born, None if g == k - 1 else first + (g + 1) * life - r.random() * life * 0.1))
        return out
    last = END - span * 0.08
    if "campaign" in traces:
        bursts = [r.uniform(first, last) for _ in range(max(1, min(4, n // r.randint(5, 12))))]
        return [(r.choice(bursts) + r.random() * r.uniform(0.3, 2.5) * DAY if r.random() < 0.92 else r.uniform(first, last), None) for _ in range(n)]
    width = min(last - first, span * r.uniform(0.15, 0.6))
    return [(first + width * r.random(), None) for _ in range(n)]


def habits(w, ring, a, hides):
    """How the account looks to anyone who sees it alone."""
    r = ring.r
    mode = r.choice(hides)
    if mode == "proxy":
        a.places = [[w.nets.proxy(a.country), 1.0]]
    elif mode == "vpn":
        a.places = [[w.nets.vpn(ring.vpn), 1.0]] + a.places[:1]
    elif mode == "mobile":
        a.places = [[w.nets.mobile(a.country), 1.0]]
    if ring.motif == "shift_team":               # several people by turns: sessions at all hours
        a.spread, a.work_factor = 8, a.work_factor * 2
    elif r.random() < 0.7:                       # the hours of the operator, not of the declared country
        a.peak = ring.hour + r.gauss(0, 1.3) - ring.tz + a.tz
    if ring.motif in ("laptop_farm", "rented_identity") and r.random() < 0.35:
        cut = w.between(a.created + 5 * DAY, a.until())           # another worker takes the account over
        a.devices[0][3] = cut
        w.device(a, 1.0, since=cut)
        a.changes.append(("phone", cut + 7200))
        w.add("reports", a, r.choice(["several_operators", "unnatural_language"]), None, min(END - 1, cut + 9 * DAY))
    if r.random() < 0.12:
        kinds = ["unnatural_language", "refuses_video", "off_platform", "below_market", "several_operators", "crypto_payment"]
        w.add("reports", a, r.choice(kinds), None, w.between(a.created + DAY, a.until()))
    a.rate, a.work_factor = max(a.rate, 0.35), max(a.work_factor, 0.6)


def build(w, motif, n, number):
    ring = Ring(w, motif, number)
    r, (_, strongest, _, _, _, hides) = ring.r, MOTIFS[motif]
    traces = plan(w, ring)
    ring.hour, ring.tz, ring.vpn, ring.traces = r.uniform(8, 24), r.choice([9, 8, 9, 3, 5]), r.randrange(4), traces
    abroad = r.random() < 0.4                    # identities of many countries, or of one
    for born, banned in births(w, ring, n, traces):
        a = w.person("", country=w.country() if abroad or r.random() < 0.15 else ring.country, created=max(w.start, min(END - 6 * DAY, int(born))), operator=ring.operator,
                     role="both" if r.random() < 0.1 else "worker", motif=motif, is_ring=True, ring=ring)
        a.status, a.status_at = ("suspended", int(max(a.created + 4 * DAY, banned))) if banned else ("active", None)
        if a.status_at and a.status_at >= END:
            a.status, a.status_at = "active", None
        habits(w, ring, a, hides)
        ring.members.append(a)
    for t in sorted(traces, key=list(TRACES).index):
        core = t in ("house", "star", "reviews") or t == strongest
        share = max(r.uniform(*w.cfg["coverage"]), 0.75 if core else 0)
        k = min(n, max(2, round(n * share)))
        TRACES[t][0](w, ring, [ring.members[i] for i in sorted(r.sample(range(n), k))])
    bystanders(w, ring)
    return ring


def bystanders(w, ring):
    """Lawful people who touch one value of the ring: a tenant of the same server, a buyer of the machine or text."""
    r = ring.r
    kinds = [k for k in ("exit", "device", "template", "portfolio", "phone", "onward", "house") if ring.values.get(k)]
    for _ in range(min(12, int(w.np.poisson(len(ring.members) * r.uniform(*w.cfg["decoys"]))))):
        if not kinds:
            return
        kind, p = r.choice(kinds), w.person("ring_bystander", role="worker")
        v = r.choice(ring.values[kind])
        if kind in ("exit", "house"):            # a customer of the same server, a guest of the house
            t = w.between(p.created, END)
            p.places.append([v, 0.7, t, t + int(r.uniform(2, 30) * DAY)])
        elif kind == "device":                   # bought the machine second hand, lately
            p.created = max(p.created, END - 25 * DAY) if r.random() < 0.5 else p.created
            w.device(p, 1.5, v, since=max(p.created, END - int(r.uniform(1, 12) * DAY)))
        elif kind == "onward":                   # once sold coins to the same trader
            p.onward, p.onward_p = [dict(id=v, fee=0.02, delay=1)], 0.12
        else:
            w.drop(p, kind)
            w.ident(p, kind, v)


def sizes(w):
    """Heavy-tailed sizes within the variant's range."""
    lo, hi = w.cfg["size"]
    while True:
        n = round(w.r.lognormvariate(0, 0.65 if hi > 10 else 0.35) * w.cfg["size_median"])
        if lo <= n <= hi:
            return n


def simulate(w):
    budget, rings = max(8, int(w.n * w.cfg["fraud"])), []
    weight = {m: MOTIFS[m][0] * w.r.lognormvariate(0, 0.5) for m in MOTIFS
              if not (m in ("mutual_review", "review_star") and "reviews" not in w.cfg["tables"])}
    pending = []
    while budget >= 3 or not rings:
        if not pending:                          # each motif once before any is drawn by weight, so that small platforms vary too
            pending = w.r.sample(list(weight), len(weight)) if not rings else w.r.choices(list(weight), list(weight.values()), k=6)
        n = min(sizes(w), max(w.cfg["size"][0], budget))
        rings.append(build(w, pending.pop(), n, len(rings)))
        budget -= n
    return rings
