"""What is drawn for one platform: proportions, habits and which tables exist."""
import random
from types import SimpleNamespace

DAY = 86400
VARIANTS = ("v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8")
RING_SHARE = {"v5": 0.003, "v7": 0.06}

# lawful classes and the range of their share of all accounts
CLASS_SHARES = {
    "household": (0.05, 0.12), "spouse_bank": (0.0024, 0.0024), "flatmates": (0.006, 0.02),
    "couple_phone": (0.004, 0.01), "dormitory": (0.004, 0.012), "refugee_centre": (0.0035, 0.008),
    "office": (0.006, 0.02), "coworking": (0.004, 0.012), "cafe": (0.006, 0.02), "library_pc": (0.004, 0.01),
    "repair_shop": (0.0035, 0.008), "secondhand_device": (0.005, 0.015), "hosted_desktop": (0.005, 0.015),
    "vpn_user": (0.01, 0.04), "mobile_only": (0.02, 0.08), "cgnat_home": (0.006, 0.03), "support_centre": (0.004, 0.012),
    "agency_declared": (0.006, 0.02), "agency_undeclared": (0.004, 0.012), "subcontract_chain": (0.004, 0.01),
    "franchise": (0.004, 0.01), "translators": (0.004, 0.01), "accountant": (0.004, 0.01),
    "school_template": (0.006, 0.02), "course_burst": (0.004, 0.012), "time_zone_habit": (0.005, 0.015),
    "remittance_family": (0.004, 0.012), "exchange_house": (0.008, 0.03), "marriage_rename": (0.004, 0.01),
    "bank_merger": (0.006, 0.02), "sim_reuse": (0.004, 0.012), "two_roles": (0.004, 0.01),
    "permitted_return": (0.004, 0.01), "twins": (0.0032, 0.004), "scan_error": (0.0032, 0.006),
    "doc_typo": (0.0032, 0.006), "identity_theft_victim": (0.0031, 0.0036), "loyal_client": (0.005, 0.015),
    "friend_reviews": (0.008, 0.02), "church_club": (0.004, 0.012), "disability_assistant": (0.0035, 0.008),
}
REVIEW_MOTIFS = ("review_clique", "review_near_clique", "review_star", "one_way_boost")
PROXY_MOTIFS = ("shared_identity", "laptop_farm", "payout_funnel", "rented_identity", "shift_team",
                "persona_operator", "recycling", "broker_star", "stealth")


def draw(variant, accounts, seed):
    """All proportions of one platform; every number not fixed by the variant is drawn."""
    r = random.Random(f"harness/{variant}/{seed}")
    u, c = r.uniform, SimpleNamespace()
    c.variant, c.n, c.seed = variant, accounts, seed
    c.days = r.randint(60, 120)
    c.t1 = 1735689600 + r.randint(0, 420) * DAY
    c.t0 = c.t1 - c.days * DAY
    c.history = r.randint(30, 200)                   # days of contracts before the logs begin
    c.new_share = u(0.2, 0.45)                       # accounts made while logs were kept
    c.age_years = u(1.5, 5)
    c.login_rate, c.login_sd = u(0.28, 0.5), u(0.5, 0.9)
    c.home_country = "JP"
    c.foreign = u(0.06, 0.35)
    c.client_share, c.both_share = u(0.15, 0.3), u(0.08, 0.2)
    c.mobile_w = u(0.05, 0.35)                       # share of an ordinary life on a carrier
    c.mobile_only_base = u(0.02, 0.1)
    c.v6_share = u(0.05, 0.4)
    c.dynamic, c.lease_days = u(0.15, 0.45), u(8, 50)
    c.pool_slack = u(0.1, 0.8)
    c.vpn_base, c.cafe_base = u(0.02, 0.08), u(0.03, 0.1)
    c.contracts = u(4, 8)
    c.repeat = u(0.15, 0.5)
    c.review_cw, c.review_wc = u(0.35, 0.75), u(0.08, 0.4)
    c.loose_review = u(0.1, 0.25)
    c.onward_known = u(0.12, 0.4)
    c.exchange_houses = r.randint(6, 25)
    c.hourly = u(0.2, 0.5)
    c.cycle_days = r.choice((7, 14, 30))
    c.known_nets = u(0.5, 1.0)
    c.has = {"phone": u(0.8, 1), "email": u(0.9, 1), "address": u(0.0, 0.6), "portrait": u(0.4, 1),
             "template": u(0.3, 0.7)}
    c.public_templates, c.template_public = r.randint(25, 90), u(0.15, 0.5)
    c.household_max = 4
    c.copied = u(0.03, 0.08)                         # wording taken over from an acquaintance
    c.second_bank, c.second_contact, c.stock = u(0.25, 0.4), u(0.04, 0.1), u(0.006, 0.02)
    c.doc_share, c.kana_share = u(0.75, 0.98), u(0.6, 0.97)
    c.id_style = r.choice(("hex", "digits", "sequence"))
    c.time_style = r.choice(("z", "z", "unix", "jst"))
    c.review_ring_w = u(0.2, 0.4)                    # share of rings that are review rings
    c.tail = u(1.0, 1.6)                             # Pareto exponent of ring sizes
    c.decoy, c.theft_ring = u(0.25, 0.6), u(0.1, 0.35)
    c.strength = (u(0.1, 0.4), u(0.7, 1.0))
    c.coverage = (u(0.35, 0.6), u(0.75, 1.0))
    c.drop_strongest, c.missing = False, set()
    c.cls = {k: u(*v) for k, v in CLASS_SHARES.items()}
    c.ring_share = RING_SHARE.get(variant, u(0.01, 0.03))
    VARY.get(variant, lambda c, r: None)(c, r)
    return c


def v2(c, r):
    c.drop_strongest = True


def v3(c, r):
    gone = ["device", "identifiers", "onward"]
    c.missing = set(gone if r.random() < 0.5 else r.sample(gone, 2))
    c.missing |= set(r.sample(["known", "networks", "reports", "changes"], r.randint(0, 2)))


def v4(c, r):
    c.mobile_w, c.mobile_only_base = r.uniform(0.55, 0.8), r.uniform(0.4, 0.6)
    c.cls["mobile_only"], c.v6_share = r.uniform(0.08, 0.15), r.uniform(0.0, 0.15)


def v5(c, r):
    c.dynamic, c.lease_days, c.pool_slack = 0.9, r.uniform(4, 14), r.uniform(0.05, 0.25)
    c.v6_share = r.uniform(0.0, 0.15)


def v6(c, r):
    c.home_country, c.foreign = r.choice(("PH", "IN", "VN")), r.uniform(0.05, 0.2)
    c.household_max, c.cls["household"] = 8, r.uniform(0.25, 0.35)
    for k in ("agency_declared", "agency_undeclared", "subcontract_chain", "dormitory"):
        c.cls[k] *= r.uniform(2.5, 4)


def v7(c, r):
    c.review_cw, c.review_wc = r.uniform(0.75, 0.95), r.uniform(0.65, 0.9)
    c.contracts, c.client_share, c.both_share = r.uniform(7, 10), r.uniform(0.3, 0.42), r.uniform(0.15, 0.25)
    c.cls["friend_reviews"] *= 2.5
    c.cls["loyal_client"] *= 2
    c.review_ring_w = r.uniform(0.4, 0.55)


def v8(c, r):
    c.onward_known, c.cycle_days = r.uniform(0.6, 0.85), 7
    c.exchange_houses = r.randint(20, 60)
    for k in ("remittance_family", "exchange_house", "accountant"):
        c.cls[k] *= r.uniform(1.5, 3)


VARY = {"v2": v2, "v3": v3, "v4": v4, "v5": v5, "v6": v6, "v7": v7, "v8": v8}
