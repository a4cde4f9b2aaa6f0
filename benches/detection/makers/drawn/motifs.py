"""The kinds of ring: which traces each leaves, and how each trace is laid on its members."""
from . import dealings, presence, shares
from .dials import DAY

# how strong a trace is as proof, strongest first; v8 removes the first that a ring has
STRENGTH = ("document device bank portrait wallet card push_token tax_number phone emergency_contact email profile_url onward "
            "address line patron template reviews sync transfer referral message fingerprint born").split()
# traces of one family are one operational fact; a ring needs two families
FAMILY = {"document": "identity", "portrait": "identity", "tax_number": "identity", "device": "place", "line": "place",
          "push_token": "place", "born": "birth", "bank": "money", "card": "money", "wallet": "money", "onward": "onward",
          "phone": "contact", "email": "contact", "emergency_contact": "contact", "address": "contact", "template": "text",
          "profile_url": "text", "reviews": "trade", "patron": "trade", "sync": "time", "transfer": "ties",
          "referral": "ties", "message": "ties", "fingerprint": "weak"}

# motif: (signature traces, most typical first; further traces; ways of arranging time; complaints)
MOTIFS = {
    "shared_identity": ("document portrait".split(), "bank phone device address line email tax_number".split(), "", ()),
    "laptop_farm": ("device".split(), "line onward sync bank phone template push_token".split(), "", ("several_operators",)),
    "payout_funnel": ("bank".split(), "onward card wallet transfer template sync phone".split(), "", ("crypto_payment",)),
    "rented_identity": ("onward".split(), "device line phone email template bank sync".split(), "handover",
                        ("refuses_video", "several_operators")),
    "shift_team": ("device".split(), "line onward bank template message phone".split(), "shifts", ("several_operators",)),
    "persona_operator": ("portrait template".split(), "phone email profile_url fingerprint sync bank line address".split(), "",
                         ("unnatural_language", "refuses_video")),
    "recycling": ("document device phone bank card email".split(), "line push_token address template portrait onward".split(),
                  "succession", ("off_platform",)),
    "broker_star": ("patron".split(), "bank onward message referral transfer template line card".split(), "", ("off_platform",)),
    "stealth_ring": ("onward template sync".split(), "born referral transfer message fingerprint".split(), "handover?",
                     ("below_market",)),
    "review_clique": ("reviews".split(), "bank device line onward card phone born referral transfer".split(), "", ()),
    "review_star": ("reviews".split(), "bank device line onward phone referral sync template".split(), "", ()),
    "one_way_boosting": ("reviews".split(), "device line phone card born fingerprint sync email onward".split(), "", ()),
    "account_shop": ("born".split(), "referral phone onward bank template email sync card".split(), "handover?", ()),
}
FILL = "bank onward device phone template email line card sync transfer referral message portrait address document born".split()


def possible(d, kind):
    """Can this platform show such a trace at all?"""
    ident = d.has("identifiers") and kind in d.kinds
    return {"document": d.has("documents"), "device": d.has("logins", "device_id"), "bank": d.has("bank_accounts") or d.has("payouts"),
            "onward": d.has("payouts", "onward_id"), "line": d.has("logins"), "sync": d.has("logins"), "born": d.has("logins"),
            "reviews": d.has("reviews"), "patron": d.has("reviews") or d.has("contracts"),
            "transfer": d.has("ties"), "referral": d.has("ties"), "message": d.has("ties")}.get(kind, ident)


def arrange(w, ring):
    """What shapes the ring in time; it has to come before the traces."""
    mode, g = ring.mode, ring.members
    if mode == "succession":
        lanes = max(1, len(g) // int(w.rng.integers(3, 7)))
        for i in range(lanes):
            shares.succession(w, g[i::lanes], gap=w.between(3, 40))
        return
    if "born" in ring.groups:
        for chunk in ring.groups["born"]:
            presence.born_together(w, chunk, on=w.pick(["home", "home", "public", "hosting"]),
                                   days=w.between(.3, 6), machine_too=w.between(0, 1))
    elif "staggered" in ring.camouflage:
        presence.staggered(w, g)
    if mode == "handover" or (mode == "handover?" and w.chance(.5)):
        presence.handover(w, g, on=w.pick(["home", "hosting", "home"]), leave=w.between(0, .4))


def lay(w, ring, kind, g):
    """One trace on some of the ring's members."""
    c = ring.camouflage
    low = (.06, .35) if "own_machine" in c else (.3, .92)
    if kind == "document":
        if w.chance(.5):
            shares.same_person(w, [g[0]] + [a for a in g[1:] if w.chance(.3)])
        shares.document(w, g, own_name=w.chance(.5), reissue=w.between(0, .5))
    elif kind == "device":
        if ring.mode == "shifts":
            desks = int(w.rng.integers(3, 5))
            presence.shifts(w, g, on=w.pick(["home", "office", "hosting"]), desks=desks)
            if w.chance(.5):
                return
        own = "own_line" in c
        presence.machine(w, g, on=w.pick(["home", "home", "hosting", "office", "mobile"]), share=low, days=(6, 40),
                         own_lines=own, remote=w.between(0, .5) if w.chance(.3) else 0, sittings=ring.mode != "succession")
    elif kind == "line":
        presence.line(w, g, kind=w.pick(["home", "home", "home", "office", "hosting"]), share=low,
                      main=0 if "own_line" in c else w.between(0, .8), solid=True, together=(14, 34))
    elif kind == "bank":
        shares.payee(w, g, holder=w.pick(["first", "first", "stranger", "relative", "firm" if "agency" in c else "first"]),
                     weight=w.between(.15, .5) if "decoys" in c else w.between(.5, .97), late=w.between(0, .5))
    elif kind == "onward":
        dealings.pass_on(w, g, cv=(.02, .14) if w.chance(.8) else (.1, .4), share=(.25, .7) if "decoys" in c else (.5, 1))
    elif kind == "sync":
        presence.roll_call(w, g, days=(18, 50), jitter=w.between(2, 9 if "jitter" in c else 6), weekdays=w.chance(.5),
                           absent=w.between(.05, .35), part=(1, 4))
    elif kind == "reviews":
        shape = {"review_star": "star", "one_way_boosting": "boost"}.get(ring.motif, "clique")
        dealings.praise(w, g, shape=shape, density=(.85, 1) if shape == "clique" else (.8, 1), n=(1, 2) if len(g) > 12 else (1, 3),
                        both=w.between(.5, 1), rating=(4.4, 5.2))
    elif kind == "patron":
        dealings.patron(w, g, burst=w.between(.2, .9))
    elif kind in ("transfer", "referral", "message"):
        dealings.ties(w, g, kind, shape=w.pick(["chain", "star", "random", "chain"]))
    elif kind != "born":
        late = w.chance(.2)
        shares.identifier(w, g, kind, extra=w.between(.2, .9) if "texts" in c else w.between(0, .6),
                          since=(lambda a: int(min(w.end, max(a.created, w.start) + w.between(1, 40) * DAY))) if late else None)
