"""The snapshot's CSV files: rows shuffled, times in UTC."""
import csv
import os
import numpy as np
from contract import COLUMNS

HEADS = COLUMNS | {'known': 'kind,value,verdict,other,reason,until'}         # no other maker has decisions


def iso(t):
    return np.datetime_as_string(np.asarray(t, dtype='datetime64[s]'), unit='s')


def iso_list(ts):
    """ISO times of a list that may hold None."""
    v = iso([0 if t is None else int(t) for t in ts])
    return ['' if t is None else x + 'Z' for t, x in zip(ts, v.tolist())]


def write(W, out, name, head, rows, times=()):
    rows = [list(x) for x in rows]
    for k in times:
        for row, v in zip(rows, iso_list([x[k] for x in rows])):
            row[k] = v
    W.r.shuffle(rows)
    with open(os.path.join(out, name + '.csv'), 'w', newline='', encoding='utf-8') as f:
        w = csv.writer(f, lineterminator='\n')
        w.writerow(head)
        w.writerows(rows)


def addresses(S, g):
    """Text of each session's address; the v6 host part is random (privacy addresses)."""
    out = [f'{a >> 24}.{a >> 16 & 255}.{a >> 8 & 255}.{a & 255}' for a in S['v4'].tolist()]
    m = np.flatnonzero(S['v6'])
    host = g.integers(1, 1 << 63, len(m)).tolist()
    for i, p, h in zip(m.tolist(), S['v6'][m].tolist(), host):
        out[i] = f'{p >> 48:x}:{p >> 32 & 65535:x}:{p >> 16 & 65535:x}:{p & 65535:x}:{h >> 48:x}:{h >> 32 & 65535:x}:{h >> 16 & 65535:x}:{h & 65535:x}'
    return out


def logins(W, out):
    S = W.sessions
    n = len(S['s'])
    W.g.shuffle(order := np.arange(n))
    ids, dev = [a.id for a in W.accounts], W.devices
    ip = addresses(S, W.g)
    start, end = iso(S['s']).tolist(), iso(S['e']).tolist()
    gone = (W.g.random(n) < .03).tolist()                          # the end, or the device, was not seen
    nodev = (W.g.random(n) < .02).tolist()
    acc, d, rem = S['acc'].tolist(), S['dev'].tolist(), S['rem'].tolist()
    with open(os.path.join(out, 'logins.csv'), 'w', encoding='utf-8') as f:
        f.write(HEADS['logins'] + '\n')
        f.writelines(f"{ids[acc[i]]},{start[i]}Z,{'' if gone[i] else end[i] + 'Z'},{ip[i]},{'' if nodev[i] else dev[d[i]]},{'true' if rem[i] else ''}\n"
                     for i in order.tolist())


def snapshot(W, out):
    os.makedirs(out, exist_ok=True)
    drop = set(W.p.drop)

    def put(name, rows, times=()):
        if name not in drop:
            write(W, out, name, HEADS[name].split(','), rows, times)
        elif os.path.exists(os.path.join(out, name + '.csv')):
            os.remove(os.path.join(out, name + '.csv'))

    put('accounts', [(a.id, a.name, a.kana, a.role, a.country, a.created, a.status, a.status_at, a.org) for a in W.accounts], (5, 7))
    put('documents', [(d[0].id,) + d[1:] for d in W.documents], (5,))
    put('bank_accounts', [(a.id, *b) for a in W.accounts for b in a.banks], (5, 6))
    logins(W, out)
    put('changes', [(a.id, f, t) for a, f, t in W.changes], (2,))
    put('reviews', [(a.id, b.id, t, k, c) for a, b, t, k, c in W.reviews if t <= W.t1], (2,))
    put('contracts', [(c, a.id, b.id, *x) for c, a, b, *x in W.contracts], (6,))
    put('work', [(W.accounts[a].id, s, e, c) for a, s, e, c in W.work], (1, 2))
    put('payouts', [(x[0].id,) + x[1:] for x in W.payouts], (2, 6))
    put('identifiers', [(a.id, *x) for a, *x in W.identifiers], (3,))
    put('ties', [(a.id, b.id, *x) for a, b, *x in W.ties], (3,))
    put('reports', [(a.id, k, b.id if b else '', t) for a, k, b, t in W.reports], (3,))
    put('networks', list(dict((x[0], x) for x in W.net.networks).values()))
    put('known', [(*x, '') for x in W.known])
    write(W, out, 'truth', ['account_id', 'operator', 'motif', 'class'],
          [(a.id, a.ring, a.motif, '') if a.ring else (a.id, f'p-{a.id}', '', a.cls) for a in W.accounts])
