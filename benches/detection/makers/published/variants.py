"""What each variant changes. A pair (lo, hi) is a range from which each platform (or ring) draws."""

FULL = ["accounts", "documents", "bank_accounts", "logins", "changes", "reviews", "contracts", "work", "payouts",
        "identifiers", "ties", "reports", "networks"]
DEFAULT = dict(
    tables=FULL, months=(18, 30), fraud=(0.008, 0.045), size=(3, 40), size_median=(7, 13), small=0.0,
    remove_strongest=False, hashed=False, coverage=(0.6, 0.97), own_share=(0.15, 0.6), decoys=(0.05, 0.3),
    countries=None, foreign=(0.1, 0.35), leases=[None, None, 365, 180, 90, 30, 14, 7, 2], density=(0.1, 0.5),
    cgnat_home=0.15, mobile_exits=(0.01, 0.03), cgnat_exits=(0.03, 0.08), label=(0.5, 0.95), device_known=(0.8, 0.97),
    sessions=(24, 38), onward_known=(0.35, 0.9), reciprocity=(0.15, 0.7), crypto=(0.01, 0.05), class_scale={},
    missing=1.0,
)
VARIANTS = {
    "default": {},
    # The operators have learnt: each operation gives up the tie that gave its kind away.
    "strongest_removed": dict(remove_strongest=True, coverage=(0.6, 0.95)),
    # A market of mobile carriers: four homes of five behind a NAT, leases of hours to days, few ranges known.
    "heavy_cgnat": dict(cgnat_home=0.8, cgnat_exits=(0.006, 0.02), mobile_exits=(0.003, 0.01), leases=[14, 7, 3, 1, 1],
                        density=(0.4, 0.9), label=(0.1, 0.5), class_scale={"cgnat": 2, "mobile": 2, "re_leased": 3, "vpn": 2}),
    # A wallet or gig-pay service: no orders, no reviews, no papers; money and sessions only.
    "wallet_only": dict(tables=["accounts", "bank_accounts", "logins", "changes", "payouts", "identifiers", "ties", "networks"],
                        crypto=(0.15, 0.4), onward_known=(0.7, 0.95), foreign=(0.3, 0.6),
                        class_scale={"exchange": 3, "remittance": 2, "pooled_account": 2}),
    # Identifiers arrive hashed and people's names not at all; companies keep their declared name and legal form.
    "hashed": dict(hashed=True),
    # The small export most platforms can make in a day; a fifth of the optional fields empty.
    "five_tables": dict(tables=["accounts", "logins", "bank_accounts", "payouts", "identifiers"], device_known=(0.55, 0.8), missing=0.8),
    # A few large operations, one perhaps over a hundred accounts.
    "few_large": dict(size=(22, 120), size_median=(34, 48), fraud=(0.02, 0.06)),
    # Many cottage operations; more camouflage by own devices and strangers.
    "many_small": dict(size=(3, 8), size_median=(4, 5), fraud=(0.015, 0.05), small=1.0, own_share=(0.3, 0.65), decoys=(0.1, 0.4)),
    # Four months after the launch: everyone is new, invited, and has little history.
    "young": dict(months=(4, 4), sessions=(14, 24), leases=[None, 90, 30, 14, 7], reciprocity=(0.4, 0.85),
                  class_scale={"influencer": 3, "launch_event": 4, "permitted_return": 0.2, "bank_merger": 0.3, "resold_device": 0.4,
                               "recycled_phone": 0.3, "marriage": 0.3}),
}
ABROAD = {"PH": 3, "VN": 3, "IN": 3, "US": 2, "CN": 2, "UA": 1, "BR": 1}
TZ = {"JP": 9, "PH": 8, "VN": 7, "IN": 5, "US": -6, "CN": 8, "UA": 2, "BR": -3}


def draw(name, r):
    """The variant's settings with every platform-wide range drawn once; ranges of rings stay ranges."""
    cfg = dict(DEFAULT, **VARIANTS[name])
    for k in ("months", "fraud", "size_median", "foreign", "label", "device_known", "sessions", "onward_known", "reciprocity", "crypto"):
        cfg[k] = r.uniform(*cfg[k])
    abroad = {c: w * r.lognormvariate(0, 0.7) for c, w in ABROAD.items()}
    total = sum(abroad.values())
    cfg["countries"] = {"JP": 1 - cfg["foreign"], **{c: cfg["foreign"] * w / total for c, w in abroad.items()}}
    return cfg
