"""Lawful look-alikes: classes as recipes of the very functions that rings use.

A recipe is (smallest, largest, weight, steps); a step is (function, options). Two options belong to the recipe:
p = how often the step occurs, part = which share of the group it reaches."""
import math

from . import dealings as D
from . import presence as P
from . import shares as S
from .roster import CLASSES


def plant(w):
    """One group of each class, then more by drawn weights until the drawn share of accounts is used."""
    budget = int(w.n * w.d.lawful_share)
    names = sorted(CLASSES)
    weights = w.rng.gamma(1 / w.d.lawful_tilt, 1, len(names)) * [CLASSES[n][2] for n in names]
    queue = [names[i] for i in w.rng.permutation(len(names))]
    large = math.sqrt(w.n / 20000) * w.between(.6, 1.6)
    while budget > 1:
        name = queue.pop() if queue else names[int(w.rng.choice(len(names), p=weights / weights.sum()))]
        lo, hi, _, steps = CLASSES[name]
        size = lo if queue and budget < 4 * len(queue) else int(min(lo + w.rng.pareto(1.1) * (lo + 1), max(lo, hi * (large if hi > 12 else 1))))
        g = w.take(size)
        if len(g) < lo:
            return
        for a in g:
            a.klass = name
        for what, options in steps:
            _step(w, g, what, dict(options))
        _noise(w, g)
        budget -= len(g)


def _step(w, g, what, options):
    if not w.chance(options.pop("p", 1)):
        return
    part = options.pop("part", 1)
    if part < 1:
        g = [g[0]] + w.some(g[1:], part, least=1)
    function = getattr(S, what, None) or getattr(P, what, None) or getattr(D, what)
    function(w, g, **options)


def _noise(w, g):
    """Privacy, decoys, trade and restlessness are not the mark of rings alone."""
    strength = w.d.camouflage * w.between(0, 1)
    for what, options in (("detour", {"kind": "vpn", "share": (.1, .5)}), ("detour", {"kind": "proxy", "share": (.05, .3)}),
                          ("detour", {"kind": "mobile", "share": (.1, .5)}), ("decoy_payees", {}), ("strangers", {}),
                          ("moves", {"field": w.pick(["bank_account", "phone", "email", "address"])}), ("cut_lines", {}),
                          ("busy", {"factor": (.8, 3)}), ("complaints", {"share": .3}), ("cheap", {}), ("idle", {})):
        if w.chance(strength * .6):
            _step(w, g, what, {"part": w.between(.2, .9), **options} if len(g) > 2 else options)
