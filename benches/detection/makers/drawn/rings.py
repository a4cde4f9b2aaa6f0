"""Plans rings: size, motif, traces with their coverage, camouflage; makes sure that each ring hangs together."""
import numpy as np

from . import dealings, presence, shares
from .gate import Gate
from .motifs import FAMILY, FILL, MOTIFS, STRENGTH, arrange, lay, possible
from .world import Bag

CAMOUFLAGE = ("own_line own_machine decoys strangers vpn proxy mobile staggered texts surname agency jitter moves resets "
              "detours quiet").split()


def plant(w):
    """Rings until the drawn share of accounts is used; every motif comes up before any comes twice."""
    sizes, left = [], max(12, int(w.n * w.d.ring_share))
    while left >= 3:
        sizes.append(int(min(40, left, 3 + w.rng.pareto(w.d.ring_tail) * 3)))
        left -= sizes[-1]
    gate, queue = Gate(w, sizes), []
    for number, size in enumerate(sizes, 1):
        if not queue:
            queue = [list(MOTIFS)[i] for i in w.rng.permutation(len(MOTIFS))]
        members = w.take(size)
        if len(members) < 3:
            return
        ring = Bag(operator=f"op{number:04d}", motif=queue.pop(), members=members, camouflage=set(), groups={})
        _plan(w, ring, gate)
        _perform(w, ring)
        w.rings.append(ring)


def _traces(w, motif, gate, size):
    """At least two families of traces that this platform can show; v8 loses the strongest after that."""
    signature, further, _, _ = MOTIFS[motif]
    banned = {"sync", "born", "line", "transfer", "message"} if motif == "recycling" else set()
    can = lambda kinds: [k for k in kinds if possible(w.d, k) and k not in banned]
    shuffled = lambda kinds: [kinds[i] for i in w.rng.permutation(len(kinds))]
    spare = 1 if w.d.strip_strongest else 0
    want = int(w.rng.choice([2, 3, 4, 5], p=[.25, .4, .25, .1])) + spare
    first = w.some(can(signature), .5) if motif == "recycling" else can(signature)
    order = list(dict.fromkeys(first + shuffled(can(further)) + shuffled(can(FILL))))
    tight = [k for k in order if not gate.fits(k, size)]
    if len(tight) < len(order):                     # kinds without room come last, the freest of them first
        order = [k for k in order if k not in tight] + sorted(tight, key=gate.ease, reverse=True)
    chosen = []
    for k in order:
        core = sorted(chosen, key=STRENGTH.index)[spare:]
        enough = len({FAMILY[x] for x in core} - {"weak"}) >= 2
        if enough and (len(chosen) >= want or k in tight):
            break
        chosen.append(k)
    return sorted(chosen, key=STRENGTH.index)[spare:]


def _plan(w, ring, gate):
    r, g = w.rng, ring.members
    ring.mode = MOTIFS[ring.motif][2]
    for c in CAMOUFLAGE:
        if w.chance(w.d.camouflage * r.uniform(.2, 1)):
            ring.camouflage.add(c)
    kinds = _traces(w, ring.motif, gate, len(g))
    for k in kinds:
        whole = k in ("reviews", "patron")
        covered = w.some(g, 1 if len(g) < 5 else w.between(*w.d.coverage), least=min(3, len(g)))
        pools = 1 if whole or len(covered) < 6 else int(r.integers(1, 1 + max(1, len(covered) // int(r.integers(3, 9)))))
        pools = 1 if whole else min(gate.pools(k, len(g), pools), len(covered) // 2)
        ring.groups[k] = [list(x) for x in np.array_split(np.array(covered, object), pools)]
        ring.groups[k] = [x for x in ring.groups[k] if len(x) > 1]
    _thicken(w, ring)
    _connect(w, ring)
    for k, groups in ring.groups.items():
        gate.spend(k, groups)


def _thicken(w, ring):
    """Nobody is left without a trace; most members carry two or more."""
    lone = w.between(.05, .3)
    for a in ring.members:
        mine = [k for k, gs in ring.groups.items() if any(a in x for x in gs)]
        need = 1 if w.chance(lone) and len(ring.members) > 4 else 2
        for k in w.some([k for k in ring.groups if k not in mine], 1, least=0)[:max(0, need - len(mine))]:
            min(ring.groups[k], key=len).append(a)


def _connect(w, ring):
    """Join what is still apart: one member of each part also takes up a trace of the main part."""
    while True:
        parts = []
        for chunk in (x for gs in ring.groups.values() for x in gs):
            now = set(chunk)
            for p in [p for p in parts if p & now]:
                now |= p
                parts.remove(p)
            parts.append(now)
        if len(parts) < 2:
            return
        parts.sort(key=lambda p: (-len(p), min(a.idx for a in p)))
        kinds = [(k, x) for k, gs in ring.groups.items() for x in gs if x[0] in parts[0]]
        k, x = w.pick(kinds)
        x += w.some(sorted(parts[1], key=lambda a: a.idx), .1, least=1)[:2]


def _perform(w, ring):
    g, c = ring.members, ring.camouflage
    for a in g:
        a.operator, a.motif = ring.operator, ring.motif
    if "surname" in c:
        shares.surname(w, g)
    arrange(w, ring)
    for a in g:
        if a.role == "client" and ring.motif not in ("broker_star", "review_clique", "review_star", "one_way_boosting"):
            a.role = "worker" if w.chance(.8) else "both"
    if "quiet" not in c:
        presence.busy(w, g, (.7, 1.6))
    for kind in STRENGTH:
        for chunk in ring.groups.get(kind, []):
            lay(w, ring, kind, chunk)
    if "agency" in c:
        shares.organisation(w, w.some(g, w.between(.4, 1)))
    if "decoys" in c:
        shares.decoy_payees(w, w.some(g, .7))
    if "strangers" in c or ring.motif in ("review_clique", "review_star", "one_way_boosting"):
        dealings.strangers(w, g)
    for kind in ("vpn", "proxy", "mobile"):
        if kind in c:
            presence.detour(w, w.some(g, w.between(.3, 1)), kind, (.1, .5))
    if "moves" in c:
        shares.moves(w, w.some(g, .5), w.pick(["bank_account", "phone", "email", "address"]))
    if "resets" in c:
        for a in g:
            a.pc.reset = a.pc.reset or int(w.rng.integers(30, 120))
    if "detours" in c:
        presence.cut_lines(w, w.some(g, .4))
    if MOTIFS[ring.motif][3] and w.chance(.35):
        dealings.complaints(w, g, MOTIFS[ring.motif][3], share=w.between(.05, .4))
    if ring.motif in ("shift_team", "laptop_farm") and w.chance(.4):
        presence.idle(w, w.some(g, .5))
    if w.chance(.15):
        dealings.cheap(w, g)
