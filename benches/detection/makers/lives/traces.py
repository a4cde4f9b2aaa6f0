"""Which traces did each operation really leave? Counted from the rows, as a careful human with all tables would."""
import csv
import os
from collections import defaultdict
import numpy as np

WIDEST = 25     # a value that more accounts carry is context, not a trace


def shared(pairs):
    """(account, value) pairs -> sets of 2..WIDEST accounts on one value."""
    by = defaultdict(set)
    for a, v in pairs:
        by[v].add(a)
    return [s for s in by.values() if 2 <= len(s) <= WIDEST]


def kinds_of(W):
    """account index -> {kind: set of ring mates reached}."""
    ring = {a.i: a.ring for a in W.accounts if a.ring}
    got = defaultdict(lambda: defaultdict(set))

    def tell(kind, groups):
        for s in groups:
            here = defaultdict(list)
            for a in s:
                if a in ring:
                    here[ring[a]].append(a)
            for mates in here.values():
                if len(mates) > 1:
                    for a in mates:
                        got[a][kind].update(x for x in mates if x != a)

    S = W.sessions
    tell('device', shared(zip(S['acc'].tolist(), S['dev'].tolist())))
    mob = np.array([L.kind in ('mobile', 'cgnat') for L in W.net.lines])[S['line']]
    tell('ip', shared(zip(S['acc'][~mob].tolist(), S['v4'][~mob].tolist())))
    tell('bank_account', shared((a.i, b[0]) for a in W.accounts for b in a.banks))
    tell('onward', shared((x[0].i, x[5]) for x in W.payouts if x[5]))
    tell('document', shared((d[0].i, d[1][:-1] if d[2] == 'driving_licence' else d[1]) for d in W.documents))
    for kind in ('phone', 'portrait', 'template', 'recovery_email', 'address'):
        tell(kind, shared((a.i, v) for a, k, v, _ in W.identifiers if k == kind))
    for kind in ('transfer', 'referral', 'message'):
        tell(kind, [{a.i, b.i} for a, b, k, *_ in W.ties if k == kind])
    tell('review', [{a.i, b.i} for a, b, *_ in W.reviews])
    # hours: one account's session begins within minutes after another's ended, again and again
    m = np.array([bool(a.ring) for a in W.accounts])[S['acc']]
    by = defaultdict(list)
    for a, s, e in zip(S['acc'][m].tolist(), S['s'][m].tolist(), S['e'][m].tolist()):
        by[ring[a]].append((a, s, e))
    for rows in by.values():
        n = defaultdict(int)
        ends = sorted((e, a) for a, s, e in rows)
        et = np.array([e for e, _ in ends])
        for a, s, e in rows:
            i = np.searchsorted(et, s - 620)
            for b in {ends[j][1] for j in range(i, np.searchsorted(et, s))}:
                if b != a:
                    n[min(a, b), max(a, b)] += 1
        tell('hours', [set(k) for k, v in n.items() if v >= 3])
    return got


def write_rings(W, ops, out):
    got = kinds_of(W)
    none = weak = 0
    with open(os.path.join(out, 'rings.csv'), 'w', newline='') as f:
        w = csv.writer(f, lineterminator='\n')
        w.writerow(['ring_id', 'motif', 'size', 'tradecraft', 'identities', 'machines', 'network', 'payout', 'trace_kinds', 'members_with_2', 'members_with_0'])
        for op in ops:
            n = [len(got[a.i]) for a in op.members]
            kinds = sorted({k for a in op.members for k in got[a.i]})
            w.writerow([op.id, op.motif, op.size, round(op.t, 3), op.identity, op.machine, op.network, op.payout, ' '.join(kinds), sum(x >= 2 for x in n), sum(x == 0 for x in n)])
            none += sum(x == 0 for x in n)
            weak += op.size >= 3 and sum(x >= 2 for x in n) <= op.size / 2
    return none, weak
