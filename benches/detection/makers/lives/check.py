"""python -m lives.check DIR: formats, references, and that nothing simple gives the operations away."""
import csv
import ipaddress
import os
import re
import sys
from collections import defaultdict
import numpy as np

TIME = re.compile(r'^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$')
TIMES = {'created_at', 'status_at', 'submitted_at', 'added_at', 'removed_at', 'started_at', 'ended_at', 'changed_at', 'posted_at', 'paid_at', 'onward_at', 'seen_at', 'at', 'reported_at'}
MUST = {'accounts': ['account_id'], 'documents': ['account_id', 'document_id'], 'bank_accounts': ['account_id', 'bank_account_id'],
        'logins': ['account_id', 'started_at'], 'changes': ['account_id', 'field', 'changed_at'], 'reviews': ['reviewer_id', 'reviewee_id'],
        'contracts': ['contract_id', 'client_id', 'worker_id'], 'work': ['account_id', 'started_at', 'ended_at'],
        'payouts': ['account_id', 'bank_account_id', 'paid_at', 'amount', 'currency'], 'identifiers': ['account_id', 'kind', 'value'],
        'ties': ['account_id', 'other_id', 'kind'], 'reports': ['account_id', 'kind'], 'networks': ['cidr'], 'known': ['kind', 'value', 'verdict']}
FIELDS = {('accounts', 'role'): 'worker client both', ('accounts', 'status'): 'active suspended closed', ('bank_accounts', 'kind'): 'bank money_transfer crypto',
          ('reviews', 'rating'): '1 2 3 4 5', ('logins', 'remote'): 'true false', ('known', 'verdict'): 'ignore separate same',
          ('networks', 'kind'): 'residential mobile cgnat office campus public hosting vpn tor',
          ('reports', 'kind'): 'unnatural_language refuses_video off_platform below_market several_operators crypto_payment'}


def load(d):
    T = {}
    for t in list(MUST) + ['truth']:
        path = os.path.join(d, t + '.csv')
        if os.path.exists(path):
            T[t] = list(csv.DictReader(open(path, encoding='utf-8', newline='')))
    return T


def formats(T, bad):
    ids = {x['account_id'] for x in T['accounts']}
    if len(ids) != len(T['accounts']) or ids != {x['account_id'] for x in T['truth']}:
        bad.append('accounts and truth differ')
    contracts = {x['contract_id'] for x in T.get('contracts', [])}
    banks = {(x['account_id'], x['bank_account_id']) for x in T.get('bank_accounts', [])}
    for t, rows in T.items():
        if t == 'truth' or not rows:
            continue
        cols, seen = list(rows[0]), set()
        for x in rows:
            for c in cols:
                v = x[c]
                if v == '' or v is None:
                    if c in MUST[t]:
                        seen.add(f'{t}.{c} empty')
                elif c in TIMES and not TIME.match(v):
                    seen.add(f'{t}.{c} time {v}')
                elif c in ('account_id', 'other_id', 'client_id', 'worker_id', 'reviewer_id', 'reviewee_id', 'reporter_id') and v not in ids:
                    seen.add(f'{t}.{c} unknown account')
                elif c == 'contract_id' and contracts and v not in contracts:
                    seen.add(f'{t}.{c} unknown contract')
                elif (t, c) in FIELDS and v not in FIELDS[t, c].split():
                    seen.add(f'{t}.{c} value {v}')
            for s, e in (('started_at', 'ended_at'), ('added_at', 'removed_at'), ('paid_at', 'onward_at')):
                if x.get(s) and x.get(e) and x[e] < x[s]:
                    seen.add(f'{t} {e} before {s}')
            if t == 'payouts' and banks and (x['account_id'], x['bank_account_id']) not in banks:
                seen.add('payout to an unregistered bank account')
            if any(x.get(a) and x.get(a) == x.get(b) for a, b in (('account_id', 'other_id'), ('reviewer_id', 'reviewee_id'), ('client_id', 'worker_id'))):
                seen.add(f'{t}: an account with itself')
        if t == 'contracts' and len(contracts) != len(rows):
            seen.add('contract ids repeat')
        bad += sorted(seen)
    for v in {x['ip'] for x in T.get('logins', [])}:
        ipaddress.ip_address(v)
    for x in T.get('networks', []):
        ipaddress.ip_network(x['cidr'])
    made = {x['account_id']: x['created_at'] for x in T['accounts']}
    gone = {x['account_id']: x['status_at'] for x in T['accounts'] if x['status_at']}
    early = sum(x['started_at'] < made[x['account_id']] or x['started_at'] > gone.get(x['account_id'], '9') for x in T['logins'])
    if early:
        bad.append(f'{early} logins outside the life of the account')


def ip_key(v):
    return ':'.join(v.split(':')[:4]) if ':' in v else v


def carriers(T):
    """kind -> value -> accounts."""
    out = defaultdict(lambda: defaultdict(set))
    for t, kind, col in (('documents', 'document', 'document_id'), ('bank_accounts', 'bank_account', 'bank_account_id'), ('logins', 'device', 'device_id'),
                         ('payouts', 'onward', 'onward_id'), ('logins', 'ip', 'ip')):
        for x in T.get(t, []):
            if x[col]:
                v = ip_key(x[col]) if kind == 'ip' else x[col][:-1] if x.get('kind') == 'driving_licence' else x[col]
                out[kind][v].add(x['account_id'])
    for x in T.get('identifiers', []):
        out[x['kind']][x['value']].add(x['account_id'])
    for x in T.get('ties', []):
        out['tie ' + x['kind']][tuple(sorted((x['account_id'], x['other_id'])))].update((x['account_id'], x['other_id']))
    seen = {(x['reviewer_id'], x['reviewee_id']) for x in T.get('reviews', [])}
    for a, b in seen:
        if a < b and (b, a) in seen:
            out['mutual review'][a, b].update((a, b))
    return out


def pair_f1(T):
    """Best F1 over k of: two accounts share a value with at most k holders."""
    ring = {x['account_id']: x['operator'] for x in T['truth'] if x['motif']}
    sizes = defaultdict(int)
    for r in ring.values():
        sizes[r] += 1
    total, best = sum(n * (n - 1) // 2 for n in sizes.values()), {}
    for kind, by in carriers(T).items():
        narrow = {}                                                # pair -> fewest holders of a shared value
        for s in by.values():
            if 2 <= len(s) <= 60:
                m = sorted(s)
                for i, a in enumerate(m):
                    for b in m[i + 1:]:
                        if narrow.get((a, b), 99) > len(m):
                            narrow[a, b] = len(m)
        n, hit = np.zeros(61), np.zeros(61)
        for (a, b), k in narrow.items():
            n[k] += 1
            hit[k] += a in ring and ring[a] == ring.get(b)
        n, hit = n.cumsum(), hit.cumsum()
        f = 2 * hit / (n + total)
        k = int(f.argmax())
        best[kind] = (round(float(f[k]), 3), k, round(float(hit[k] / max(1, n[k])), 2), round(float(hit[k] / total), 2))
    return best


def auc(x, y):
    _, inv, cnt = np.unique(x, return_inverse=True, return_counts=True)
    rank = (cnt.cumsum() - (cnt - 1) / 2)[inv]
    k = y.sum()
    return (rank[y].sum() - k * (k + 1) / 2) / (k * (len(y) - k))


def counts(T):
    ids = [x['account_id'] for x in T['truth']]
    at = {a: i for i, a in enumerate(ids)}
    y = np.array([bool(x['motif']) for x in T['truth']])
    F = {}

    def count(name, keys):
        v = F[name] = np.zeros(len(ids))
        for a in keys:
            v[at[a]] += 1

    for t in MUST:
        for c in ('account_id', 'client_id', 'worker_id', 'reviewer_id', 'reviewee_id', 'other_id'):
            if t in T and T[t] and c in T[t][0] and t != 'accounts':
                count(f'{t}.{c}', (x[c] for x in T[t]))
    L = T['logins']
    for name, f in (('ips', lambda x: ip_key(x['ip'])), ('devices', lambda x: x['device_id']), ('days', lambda x: x['started_at'][:10])):
        count('distinct ' + name, (a for a, _ in {(x['account_id'], f(x)) for x in L}))
        if name != 'days':
            F[name + ' per login'] = F['distinct ' + name] / np.maximum(1, F['logins.account_id'])
    count('remote', (x['account_id'] for x in L if x['remote'] == 'true'))
    count('night', (x['account_id'] for x in L if x['started_at'][11:13] in ('15', '16', '17', '18', '19', '20')))
    F['night share'] = F['night'] / np.maximum(1, F['logins.account_id'])
    nets = [(x['cidr'], x['kind']) for x in T.get('networks', []) if x['kind'] in ('vpn', 'hosting') and ':' not in x['cidr']]
    pre = {(int(ipaddress.ip_network(c).network_address) >> 8) + j for c, _ in nets for j in range(max(1, ipaddress.ip_network(c).num_addresses >> 8))}
    num = lambda v: (lambda p: (int(p[0]) << 16) + (int(p[1]) << 8) + int(p[2]))(v.split('.'))
    count('vpn or hosting', (x['account_id'] for x in L if ':' not in x['ip'] and num(x['ip']) in pre))
    count('onward', (x['account_id'] for x in T.get('payouts', []) if x['onward_id']))
    if 'payouts' in T:
        amt = F['paid sum'] = np.zeros(len(ids))
        for x in T['payouts']:
            amt[at[x['account_id']]] += float(x['amount'])
    for kind in {x['kind'] for x in T.get('identifiers', [])}:
        count('ident ' + kind, (x['account_id'] for x in T['identifiers'] if x['kind'] == kind))
    info = {x['account_id']: x for x in T['accounts']}
    F['created'] = np.array([float(np.datetime64(info[a]['created_at'][:19]).astype('int64')) for a in ids])
    F['suspended'] = np.array([info[a]['status'] == 'suspended' for a in ids], float)
    F['in Japan'] = np.array([info[a]['country'] == 'JP' for a in ids], float)
    F['organisation'] = np.array([info[a]['organisation'] != '' for a in ids], float)
    return {k: round(float(auc(v, y)), 3) for k, v in F.items()}


def rings(d, bad):
    R = list(csv.DictReader(open(os.path.join(d, 'rings.csv'))))
    n = sum(int(x['size']) for x in R)
    none = sum(int(x['members_with_0']) for x in R) / n
    big = [x for x in R if int(x['size']) >= 3]
    weak = [x for x in big if int(x['members_with_2']) * 2 <= int(x['size']) or len(x['trace_kinds'].split()) < 2]
    if none >= .1:
        bad.append(f'members without a trace {none:.1%}')
    if weak:
        bad.append(f'{len(weak)} of {len(big)} operations leave too little')
    return f'{len(R)} operations, {n} members, largest {max(int(x["size"]) for x in R)}, without trace {none:.1%}, two kinds {sum(int(x["members_with_2"]) for x in R) / n:.0%}'


def main(d):
    T, bad = load(d), []
    formats(T, bad)
    f1, aucs = pair_f1(T), counts(T)
    bad += [f'F1 of {k} alone {v}' for k, v in f1.items() if v[0] >= .3]
    bad += [f'AUC of {k} {v}' for k, v in aucs.items() if not .35 <= v <= .65]
    print(d, rings(d, bad))
    print('  F1 (best, k, precision, recall):', sorted(f1.items(), key=lambda x: -x[1][0])[:4])
    print('  AUC furthest from half:', sorted(aucs.items(), key=lambda x: -abs(x[1] - .5))[:5])
    print('  OK' if not bad else '  FAILED: ' + '; '.join(bad))
    return bool(bad)


if __name__ == '__main__':
    if len(sys.argv) < 2 or not all(os.path.isfile(os.path.join(d, f)) for d in sys.argv[1:] for f in ('accounts.csv', 'truth.csv', 'rings.csv')):
        sys.exit('usage: python -m lives.check DIR..., platforms with their truth.csv and rings.csv, as python -m lives ... --out DIR writes them')
    sys.exit(max([main(d) for d in sys.argv[1:]]))
