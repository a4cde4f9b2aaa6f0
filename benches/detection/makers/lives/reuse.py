"""What costs force an operation to use twice: each kind applied to a cell of members."""
from .world import DAY


def apply(op, kind, cell):
    """Members of the cell come to share one thing of this kind."""
    W, r = op.W, op.W.r
    first = cell[0]
    put = W.ident if op.late else W.ident_instead
    at = lambda a: min(max(a.created, a.hand if r.random() < .5 else 0) + r.randrange(12 * DAY), W.t1 - DAY)
    if kind == 'phone':
        v = r.choice(op.sms) if r.random() < .3 else W.ids.phone('JP')
        for a in cell:
            put(a, 'phone', v, at(a))
    elif kind == 'portrait':
        for a in cell:
            put(a, 'portrait', first.person.portrait, at(a))
    elif kind == 'template':
        v = W.ids.token(10)
        for a in cell:
            put(a, 'template', v, at(a))
    elif kind == 'recovery_email':
        v = W.email_of(r.choice(op.workers))
        for a in cell:
            put(a, 'recovery_email', v, at(a))
    elif kind == 'address':
        for a in cell:
            put(a, 'address', first.person.home_obj.address, at(a))
    elif kind == 'document':
        d, k, issuer = W.document_of(first.person)
        for a in cell:
            n = d[:-1] + str(r.randint(0, 2)) if k == 'driving_licence' and issuer == 'JP' else d
            row = (a, n, k, issuer, a.name if r.random() < .6 else first.name, a.created + r.randrange(9 * DAY))
            mine = [i for i in range(W.lawful_docs, len(W.documents)) if W.documents[i][0] is a]
            if mine and r.random() < .8:
                W.documents[mine[0]] = row
            else:
                W.documents.append(row)
    elif kind == 'bank_account':
        cell = [a for a in cell if a.banks]
        if len(cell) > 1:
            return op.common_bank(cell)
    elif kind == 'onward':
        cell = [a for a in cell if a.banks]
        if len(cell) > 1:
            return op.collector(cell, W.towns[op.base].country)
    elif kind == 'device':
        w = r.choice(op.workers)
        for a in cell:                                            # the spare computer, when the own one fails
            for _ in range(2):
                t = W.during(a, .1, .8)
                W.drive(w, a, 1.2, t, t + 3 * DAY, [(1, w.home, w.pc, False)])
    elif kind == 'transfer':
        for i, a in enumerate(cell):
            for _ in range(r.randint(1, 3)):
                W.ties.append((a, cell[(i + 1) % len(cell)], 'transfer', W.during(a), round(r.lognormvariate(9, 1))))
    elif kind == 'message':
        for i, a in enumerate(cell):
            W.ties.append((a, cell[(i + 1) % len(cell)], 'message', W.during(a), None))
    elif kind == 'review':
        for a in cell:
            a.role = 'both' if a.role == 'client' or r.random() < .5 else a.role
            a.recip = max(a.recip, .7)
            for b in r.sample([x for x in cell if x is not a], min(len(cell) - 1, 3)):
                a.fav.append((b, r.uniform(.1, .4)))
    op.note(kind, cell)


KINDS = ['phone', 'template', 'recovery_email', 'address', 'portrait', 'document', 'bank_account', 'onward', 'device',
         'transfer', 'message', 'review']


def spread(op):
    """The less tradecraft, the more things are used twice; rarely by everybody."""
    r = op.W.r
    for kind in r.sample(KINDS, sum(r.random() < .05 + .22 * (1 - op.t) for _ in range(7))):
        some = [a for a in op.members if r.random() < r.uniform(.3, .8)]
        for cell in op.cells(some, 2, 3 if op.t > .5 else 4):
            if len(cell) > 1:
                apply(op, kind, cell)


UNSURE = {'hours': .6, 'onward': .8, 'device': .9, 'ip': .9}           # may not come about


def counts(op):
    kinds = {a.i: set() for a in op.members}
    for k, groups in op.traces.items():
        for g in groups:
            for a in g:
                kinds[a.i].add(k)
    return kinds


def ensure(op):
    """Nothing is free: whoever shares nothing yet shares something after all (two kinds for most members)."""
    r = op.W.r
    usual = r.sample(['phone', 'template', 'recovery_email', 'onward', 'device', 'transfer', 'address', 'bank_account', 'review', 'message', 'portrait'], 4)
    for _ in range(6):
        have = counts(op)
        sure = {i: sum(UNSURE.get(x, 1) for x in k) for i, k in have.items()}
        poor = [a for a in op.members if sure[a.i] < 1.7]
        left = max(1, int(len(op.members) * .1)) if op.size >= 4 else 0
        if len(poor) <= left:
            break
        spare = r.sample(poor, left) if left and all(len(have[a.i]) for a in poor) else []
        poor = [a for a in poor if a not in spare]
        kind = r.choice(usual)
        others = [a for a in op.members if a not in poor]
        for cell in op.cells(poor, 2, 4):
            cell = cell + (r.sample(others, 1) if others and (len(cell) == 1 or r.random() < .4) else [])
            cell = [a for a in cell if a.banks] if kind in ('onward', 'bank_account') else cell
            if len(cell) > 1:
                apply(op, kind, cell)


def settle(op, got):
    """After the fact: an operation that came to leave too little has reused something on paper as well."""
    op.late = True                                                # add only: overwrite no earlier trace
    r, kinds = op.W.r, ['phone', 'template', 'recovery_email', 'address', 'transfer', 'message']
    for kind in r.sample(kinds, len(kinds)):
        n = {a.i: len(got[a.i]) for a in op.members}
        poor = [a for a in op.members if n[a.i] < 2]
        none = sum(v == 0 for v in n.values())
        if len(poor) <= op.size * .35 and none <= op.size * .1:
            return
        others = [a for a in op.members if a not in poor]
        for cell in op.cells(poor, 2, 4):
            cell = cell + (r.sample(others, 1) if len(cell) == 1 and others else [])
            if len(cell) > 1:
                apply(op, kind, cell)
                for a in cell:
                    got[a.i][kind].update(x.i for x in cell if x is not a)
