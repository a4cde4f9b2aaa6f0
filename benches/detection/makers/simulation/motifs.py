"""What kinds of operation the town has, as ranges of how much each leaves of each trace."""

NO = (0.0, 0.0)
CHANNELS = (
    "machine",
    "exit",
    "document",
    "portrait",
    "template",
    "payee",
    "onward",
    "contact",
    "praise",
    "ties",
    "recycle",
    "rhythm",
)
# How strongly a trace ties accounts where it is left: used to find what `strongest_removed` must take away.
STRENGTH = dict(zip(CHANNELS, (1.3, 0.9, 1.5, 1.2, 0.5, 1.3, 1.1, 1.1, 0.8, 0.8, 1.0, 0.6)))

# Share of operations, range of discipline, and the ranges of the channels that the kind uses more than the rest do.
# fmt: off
MOTIFS = {
    "laptop_farm": (0.10, (0.1, 0.9), {"exit": (0.5, 1), "onward": (0.1, 0.7), "contact": (0, 0.3), "template": (0, 0.6), "rhythm": (0, 0.5)}),
    "payout_funnel": (0.10, (0.2, 0.9), {"payee": (0.3, 0.9), "onward": (0.4, 1), "exit": (0, 0.3), "ties": (0, 0.3)}),
    "rented_identity": (0.11, (0.2, 0.9), {"onward": (0.4, 0.95), "exit": (0.1, 0.6), "machine": (0, 0.5), "payee": (0, 0.3), "ties": (0, 0.4)}),
    "shift_team": (0.09, (0, 0.7), {"machine": (0.5, 1), "exit": (0.3, 0.9), "template": (0, 0.7), "onward": (0, 0.4)}),
    "persona_operator": (0.12, (0, 0.8), {"machine": (0.4, 1), "document": (0, 0.25), "portrait": (0, 0.4), "template": (0.1, 0.8), "contact": (0, 0.5), "payee": (0, 0.5)}),
    "recycling": (0.08, (0, 0.7), {"recycle": (0.5, 1), "machine": (0.2, 0.8), "payee": (0, 0.5), "contact": (0, 0.5), "document": (0, 0.4)}),
    "broker_star": (0.07, (0.1, 0.8), {"ties": (0.5, 1), "payee": (0, 0.4), "template": (0.1, 0.7), "onward": (0, 0.6), "exit": (0, 0.3)}),
    "stealth": (0.09, (0.6, 0.97), {"machine": (0, 0.3), "exit": (0, 0.3), "onward": (0.1, 0.6), "ties": (0, 0.4), "rhythm": (0.1, 0.8), "template": (0, 0.4)}),
    "mutual_review": (0.07, (0, 0.7), {"praise": (0.4, 1), "machine": (0, 0.5), "exit": (0, 0.4), "template": (0, 0.5), "contact": (0, 0.3)}),
    "boosting": (0.05, (0, 0.7), {"praise": (0, 0.2), "machine": (0.1, 0.7), "contact": (0.1, 0.6), "exit": (0.1, 0.6), "rhythm": (0, 0.5)}),
    "fake_clients": (0.04, (0, 0.7), {"praise": (0.1, 0.6), "contact": (0.2, 0.6), "payee": (0, 0.4), "machine": (0, 0.5), "exit": (0, 0.5)}),
    "sim_farm": (0.04, (0, 0.7), {"contact": (0.4, 0.9), "rhythm": (0.2, 0.9), "exit": (0, 0.5), "machine": (0, 0.4), "portrait": (0, 0.3)}),
    "forgery_mill": (0.04, (0, 0.7), {"document": (0.1, 0.5), "portrait": (0.3, 0.8), "template": (0.1, 0.6), "machine": (0, 0.4), "exit": (0, 0.4)}),
}
# fmt: on
# What any operation leaves besides; and how much it leaves of the one to four further traces that it does not watch.
ANY = {c: (0.0, 0.12) for c in CHANNELS} | {"document": (0.0, 0.03), "recycle": (0.0, 0.4)}
UNWATCHED = (0.15, 0.75)
# The thing in which each trace shows, where it is one that an account owns.
THINGS = {
    "machine": "pc",
    "exit": "home",
    "payee": "bank",
    "contact": "phone",
    "portrait": "portrait",
    "template": "template",
}
