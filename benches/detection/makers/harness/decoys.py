"""Camouflage: ring accounts share harmless things with strangers, too."""
from .nets import DAY


def decoys(w, ring):
    c, r = w.cfg, w.r
    dev, idn, onw = ("device" not in c.missing), ("identifiers" not in c.missing), ("onward" not in c.missing)
    for a in ring.members:
        while r.random() < c.decoy:
            k = r.choice(("resold", "vpn", "cafe", "home", "template", "house", "office", "transfer", "sim"))
            if k == "vpn":
                a.vpn = (r.choice(w.nets.vpns), r.uniform(0.1, 0.8))
            elif k == "cafe":
                w.use(a, r.uniform(0.03, 0.3), w.machine(a), r.choice(w.cafes))
            elif k == "template" and idn and ring.motif != "stealth" and not w.get(a, "template"):
                w.ident(a, "template", r.choice(w.templates))
            elif k == "house" and onw and a.works and not a.onward:
                w.send_on(a, r.choices(w.houses, w.house_w)[0], c.home_country, r.uniform(0.2, 0.9), 0.3, r.uniform(10, 300), 0.5)
            elif k in ("resold", "home", "sim", "office", "transfer"):
                b = w.take(1, "ring_contact")           # a stranger who knows nothing
                if not b:
                    return
                b = b[0]
                if k == "resold" and dev:
                    t = w.live(b, 0.1, 0.7)
                    b.base = [(1.0, w.machine(b), b.home, None, t, 0.0), (1.0, w.device(), b.home, t, None, 0.0)]
                    w.use(a, 0.3, w.machine(b), a.home, t + 3 * DAY, None)
                elif k == "home":
                    b.home = a.home
                    if b.person[0] == a.person[0] and r.random() < 0.6:
                        b.person = w.names.person(r, a.person[0], a.person[1])
                elif k == "sim" and idn and ring.motif != "stealth":
                    w.ident(b, "phone", w.get(a, "phone") or w.phone())
                elif k == "office":
                    line = w.nets.fixed("office", told=0.2)
                    for x in (a, b):
                        w.use(x, r.uniform(0.2, 1), w.machine(x), line)
                else:
                    w.ties.append((b, a, "transfer", w.live(max(a, b, key=lambda z: z.created)), r.randint(10, 300) * 100))
