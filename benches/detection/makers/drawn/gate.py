"""Keeps each kind of thing from giving the rings away by itself: a budget of pairs for every kind."""
from collections import Counter

GATED = ("document device bank portrait wallet card push_token tax_number phone emergency_contact email profile_url onward "
         "address template fingerprint").split()
AIM = .19                                           # pair F1 that a kind may reach by plan (the check allows 0.3)


class Gate:
    """Rings share h pairs of a kind, the lawful L; with W ring pairs in all, F1 = 2h / (h + L + W)."""

    def __init__(self, w, sizes):
        self.wanted = sum(n * (n - 1) // 2 for n in sizes)
        lawful = _lawful_pairs(w)
        self.room = {k: AIM * (.6 * lawful[k] + self.wanted) / (2 - AIM) for k in GATED}
        self.whole = dict(self.room)

    def fits(self, kind, n):
        """Is there room for at least the thinnest use among n members?"""
        return kind not in self.room or self.room[kind] >= (n * (n - 1) // 2 if n < 5 else n * .7)

    def ease(self, kind):
        """How much of the room is left: the fallback takes the freest kind."""
        return self.room.get(kind, 1e9) / max(1, self.whole.get(kind, 1))

    def pools(self, kind, n, pools):
        """As many pools as needed to stay within what is left."""
        while kind in self.room and pools < n // 2 and _pairs(n, pools) > self.room[kind]:
            pools += 1
        return pools

    def spend(self, kind, groups):
        if kind in self.room:
            self.room[kind] -= sum(len(g) * (len(g) - 1) // 2 for g in groups)


def _pairs(n, pools):
    small, more = divmod(n, pools)
    return more * (small + 1) * small // 2 + (pools - more) * small * (small - 1) // 2


def _lawful_pairs(w):
    """Pairs that share a thing before any ring is there; values held by more than 8 do not count, a detector may skip them."""
    held = {}
    for a in w.accounts:
        mine = {("document", d.number[:-1] if d.kind == "driving_licence" else d.number) for d in a.docs}
        mine |= {("bank", b.number) for b in a.banks} | {(i.kind, i.value) for i in a.idents}
        mine |= {("onward", p.target) for p in a.passes if p.share > .2}
        mine |= {("device", p.device.base) for p in a.places if p.weight} | {("device", e[2].device.base) for e in a.events if e[2]}
        for x in mine:
            held[x] = held.get(x, 0) + 1
    out = Counter()
    for (kind, _), n in held.items():
        if 1 < n <= 8:
            out[kind] += n * (n - 1) // 2
    return out
