"""The camouflage strategies. core: traces that the strategy can hardly avoid, strongest first; more: a pool for the rest."""
from . import life
from .ring import Ring
from .traces import KIND, leave, seen
from .world import DAY

A = "template portrait image recovery contact numbers lockstep same_day referral head_talk tool collector pay_head slip_line".split()
B = A + ["praise", "mule_bank", "two_hops", "own_clients", "handed", "portfolio", "batch", "slip_device"]
# motif: (egress kinds, style, bought, rented, core, pool, how many of the pool)
MOTIFS = {
    "own_device":       (["own"], "jitter", 0.1, 0, ["collector", "template"], B, 2),
    "residential_proxy": (["proxy"], "jitter", 0.1, 0, ["slip_device", "collector"], A, 2),
    "antidetect":       (["anti"], "jitter", 0, 0, ["recovery", "template", "two_hops"], A, 1),
    "mule_chain":       (["own", "vpn"], "jitter", 0.2, 0, ["two_hops", "contact"], B, 1),
    "aged_bought":      (["own", "vpn", "proxy"], "day", 1.0, 0, ["same_day", "collector", "lockstep"], A, 1),
    "family_disguise":  (["house"], "day", 0, 0.1, ["collector", "template", "image"], A, 1),
    "agency_disguise":  (["agency", "own"], "day", 0.1, 0, ["two_hops", "tool", "lockstep"], A, 1),
    "address_disguise": (["own", "vpn"], "day", 0, 0, ["numbers", "collector"], B, 1),
    "decoy_trade":      (["own", "proxy", "vpn"], "jitter", 0.1, 0, ["praise", "slip_device"], A, 2),
    "poisoner":         (["own", "vpn", "proxy"], "jitter", 0.1, 0, ["pay_head", "template", "recovery"], B, 1),
    "cells":            (["own", "proxy", "vpn"], "jitter", 0.1, 0, ["two_hops", "head_talk"], A, 1),
    "rotation":         (["own", "vpn"], "day", 0, 0, ["handed", "mule_bank"], A, 2),
    "laptop_farm":      (["farm"], "day", 0, 0.9, ["tool", "collector", "lockstep"], A, 1),
    "review_ring":      (["own", "vpn", "proxy"], "jitter", 0.1, 0, ["praise", "contact"], A, 2),
    "wash_wallets":     (["own", "vpn", "anti"], "jitter", 0.1, 0, ["wash", "recovery"], A, 1),
    "ghost_shift":      (["vpn", "proxy"], "day", 0.3, 0, ["lockstep", "tool"], B, 2),
    "careless":         (["vpn", "house"], "day", 0, 0, ["turns", "mule_bank", "template", "numbers"], B, 2),
}


def choose(W, r, motif):
    """Core and drawn traces that this snapshot can show; `subtle` takes the strongest away. At least two kinds."""
    core, pool, more = MOTIFS[motif][4:]
    core = list(core)
    if W.q.get("subtle"):
        core = core[1:]
        pool = [x for x in pool if KIND[x][0] != KIND[MOTIFS[motif][4][0]][0]]
    core = [x for x in core if seen(W, x)]
    core = [x for x in core if r.random() < 0.8] or core[:1]     # no strategy looks the same twice
    rest = [x for x in [pool[i] for i in r.permutation(len(pool))] if seen(W, x) and x not in core]
    got = core + rest[:more + (2 if len(core) == 0 else 1 if len(core) == 1 else 0)]
    for x in rest + [y for y in KIND if seen(W, y) and y not in ("turns",)]:
        if len({KIND[y][0] for y in got}) >= 2 and len(got) >= 3:
            break
        if x not in got and KIND[x][0] not in {KIND[y][0] for y in got}:
            got.append(x)
    return core, got


def disguise(R, motif):
    W, r = R.W, R.r
    if motif == "family_disguise":
        for a in R.m[1:]:
            p = W.names.person(like=R.m[0].p)
            if R.T[id(a)] == a.created and r.random() < 0.85:
                R.rename(a, p)
    elif motif == "agency_disguise":
        n = str(r.choice(["合同会社", "株式会社"])) + R.head.p.fam + str(r.choice(["企画", "サービス", "テック"]))
        R.org(n, R.u(0.7, 1))
        if r.random() < 0.5:       # a payee that looks like a firm for part of them
            Ring.purse(R, R.u(0.3, 0.6), "bank", holder="ﾄﾞ)" + R.head.p.holder(r)[:15], since=max(R.T.values()))
    elif motif == "address_disguise":
        R.mark("address", R.u(0.6, 0.95), since=max(R.T.values()))
    elif motif == "decoy_trade":
        R.decoys()
    elif motif == "wash_wallets":
        for a in R.some(0.8):
            life.bank(W, r, a, "crypto", t=R.since(a))
    elif motif == "review_ring":
        for a in R.some(0.7):
            a.role = "both"
    elif motif == "rotation":
        t = int(W.now - R.u(0.25, 0.7) * (W.now - W.win))
        old = R.m[:R.k // 2]
        for a in old:               # banned over some weeks; successors take their place, machines and money
            a.status, a.status_at = "suspended", int(max(t + R.u(0, 30) * DAY, a.created + 20 * DAY))
        for a, b in zip(old, R.m[len(old):]):
            R.fresh(b, a.status_at + R.u(-5, 20) * DAY)
    if r.random() < (0.3 if motif != "decoy_trade" else 0):
        R.decoys()


def inherit(R):
    """Rotation: the successor runs on the machine of the banned account, and often on its payee and helper address."""
    old = R.m[:R.k // 2]
    n = 0
    for a, b in zip(old, R.m[len(old):]):
        if R.r.random() < R.u(0.6, 0.95):
            n += 2
            d = b.pc
            b.seats = [x[:1] + (a.pc,) + x[2:] if x[1] == d else x for x in b.seats]
            b.pc = a.pc
        if R.r.random() < R.u(0.3, 0.8):
            b.banks = [x[:4] + [max(x[4], b.created), 1 << 60] for x in a.banks[-1:]]
    R.led.append(("inherited_machine", "device", n))


def run_cells(R, got):
    """Each cell has its own habits; only its leader knows the head."""
    r, W, i = R.r, R.W, 0
    leaders, local = [], [x for x in ("slip_device", "template", "recovery", "portrait", "numbers", "referral", "mule_bank") if seen(W, x)]
    while i < R.k:
        n = min(int(r.integers(2, 6)), R.k - i)
        n = R.k - i if R.k - i - n == 1 else n
        c = Ring(W, r, R.m[i:i + n], R.id, R.motif)
        c.T, i = R.T, i + n
        leaders.append(c.head)
        for x in [local[j] for j in r.permutation(len(local))[:2]]:
            leave(c, x, R.u(0.7, 1.0))
        sink = R.sink()[0]
        for a in c.some(R.u(0.6, 1)):
            a.onward.insert(0, (c.head.banks[-1][0] if a is not c.head else sink, R.agreed, R.tight, R.lag, "JP", 0.8, R.T[id(a)], 1 << 60))
        R.led += [("cell_" + y, k, m) for y, k, m in c.led]
    L = Ring(W, r, leaders, R.id, R.motif)
    L.T = R.T
    for x in [y for y in got if y in ("head_talk", "pay_head", "two_hops", "collector", "tool", "lockstep")] or got[:2]:
        if x in ("tool", "lockstep", "same_day"):
            leave(R, x, R.u(0.5, 0.9))
        elif len(leaders) > 1:
            leave(L, x, R.u(0.85, 1))


def enough(R, motif):
    """A careful investigator must have two independent kinds that each reach half of the members; else one slip more."""
    W, r = R.W, R.r
    gone = KIND[MOTIFS[motif][4][0]][0] if W.q.get("subtle") else None
    pool = [A[i] for i in r.permutation(len(A))] + ["portfolio", "mule_bank", "own_clients", "praise", "two_hops", "collector", "slip_device"]
    for x in pool:
        reach = {}
        for y, k, n in R.led:
            reach[k] = reach.get(k, 0) + n if y.startswith("cell_") else max(reach.get(k, 0), n)
        good = {k for k, n in reach.items() if 2 * n >= R.k}
        if len(good) >= 2:
            break
        if seen(W, x) and KIND[x][0] not in good and KIND[x][0] != gone:
            leave(R, x, R.u(0.65, 0.95))


def build(W, r, members, rid, motif):
    egress, style, bought, rented, _, _, _ = MOTIFS[motif]
    if r.random() < W.q["bought"] or (W.variant == "bought_accounts" and motif not in ("laptop_farm",) and r.random() < 0.7):
        bought = max(bought, float(r.uniform(0.6, 1.0)))
        if W.variant == "bought_accounts" and r.random() < 0.3:
            bought, rented = 0.3, 0.6
    if motif in ("family_disguise", "rotation") and W.variant != "bought_accounts":
        bought = 0.0
    R = Ring(W, r, members, rid, motif)
    core, got = choose(W, r, motif)
    R.acquire(bought, rented)
    disguise(R, motif)
    R.egress(str(r.choice(egress)))
    if motif == "rotation":
        inherit(R)
    if r.random() < 0.5:
        R.steal(R.u(0.05, 0.25))
    first = [x for x in got if x == "batch"] + [x for x in got if x not in ("batch", "lockstep", "turns")] + [x for x in got if x in ("lockstep", "turns")]
    if motif == "cells" or W.q.get("cells") and len(members) >= 12:
        run_cells(R, first)
    else:
        for x in first:
            leave(R, x, R.u(0.55, 0.95) if x in core else R.u(0.5, 0.9))
    enough(R, motif)
    R.operate(style)
    R.earn()
    if motif == "poisoner" or r.random() < W.q["poison"]:
        R.poison(heavy=motif == "poisoner")
    W.notes += [(rid, motif, x, k, n, R.k) for x, k, n in R.led]
    return R
