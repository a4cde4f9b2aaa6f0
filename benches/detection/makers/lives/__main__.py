"""python -m lives --accounts N --seed S --variant v1..v8 --out DIR"""
import argparse
import time
from . import activity, ambient, economy, lawful, operations, params, reuse, tables, traces
from .world import World

SMALLEST = 500                                                 # fewer fill no town

ap = argparse.ArgumentParser()
ap.add_argument('--accounts', type=int, default=20000)
ap.add_argument('--seed', type=int, default=1)
ap.add_argument('--variant', choices=params.VARIANTS, default='v1')
ap.add_argument('--out', required=True)
o = ap.parse_args()
if o.accounts < SMALLEST:
    ap.error(f'--accounts {o.accounts}: a world has {SMALLEST} accounts and more')
began = time.time()
p = params.draw(o.accounts, o.seed, o.variant)
W = World(p)
hidden = max(4, round(p.ring_share * p.n))
lawful.populate(W, p.n - hidden)
hidden = p.n - len(W.accounts)
ambient.places(W)
ambient.courses(W)
ops = operations.build(W, hidden)
ambient.run(W)
activity.sessions(W)
economy.run(W)
got = traces.kinds_of(W)
for op in ops:
    reuse.settle(op, got)
ambient.reports_and_known(W)
tables.snapshot(W, o.out)
none, weak = traces.write_rings(W, ops, o.out)
print(f'{o.variant} seed {o.seed}: {len(W.accounts)} accounts, {hidden} hidden in {len(ops)} operations, {len(W.sessions["s"])} sessions, '
      f'{len(W.payouts)} payouts, {len(W.contracts)} contracts, {p.days} days; no trace: {none}, weak operations: {weak}; dropped {p.drop}; {time.time() - began:.0f} s')
