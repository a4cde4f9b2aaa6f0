"""Platform-wide rates: drawn once per seed from ranges; a variant narrows or moves some of them."""
DAY = 86400

OPTIONAL = ["documents", "bank_accounts", "logins", "changes", "reviews", "contracts", "work", "payouts",
            "identifiers", "ties", "reports", "networks"]
VARIANTS = {
    "default": {}, "subtle": {"subtle": True}, "bought_accounts": {"bought": 0.8}, "cells": {"cells": True},
    "poison": {"poison": 0.85, "rings": (0.015, 0.03)}, "tables_missing": {"missing": True},
    "market_only": {"market": True, "sessions": (0.02, 0.10), "participants": (0.9, 1.0)},
    "small_town": {"towns": (2, 5), "local": 40, "household": (0.22, 0.38), "cgnat": (0.3, 0.6), "shops": (0.10, 0.30),
                   "mobile_per": (120, 400), "cgnat_per": (400, 900), "friends": (0.02, 0.05)},
}
RANGES = {
    "window": (140, 330), "life": (800, 1600), "sessions": (0.35, 0.9), "household": (0.10, 0.22), "cgnat": (0.05, 0.4),
    "lease": (0.2, 0.5), "lease_turn": (0.1, 0.9), "v6": (0.1, 0.5), "vpn": (0.02, 0.12), "mobile_per": (30, 120),
    "cgnat_per": (100, 500), "net_known": (0.55, 1.0), "participants": (0.6, 0.95), "review_contract": (0.4, 1.0),
    "onward_known": (0.25, 0.7), "device_null": (0.0, 0.15), "remote_seen": (0.1, 0.7), "doc": (0.6, 0.98),
    "template": (0.1, 0.45), "portrait": (0.3, 0.9), "browser": (0.2, 0.9), "foreign": (0.05, 0.3), "moves": (0.03, 0.12),
    "phones": (0.08, 0.25), "resold": (0.005, 0.03), "company": (0.04, 0.15), "shops": (0.03, 0.12), "commission": (0.08, 0.22),
    "rewire": (0.05, 0.2), "friends": (0.004, 0.02), "trust": (0.03, 0.15), "hourly": (0.2, 0.6), "rings": (0.012, 0.042),
    "classes": (0.065, 0.09), "campus": (0.02, 0.08), "spouse_bank": (0.05, 0.25), "towns": (20, 60), "false_reports": (0.003, 0.02),
    "true_reports": (0.02, 0.25), "suspended": (0.005, 0.02), "recovery": (0.1, 0.5), "emergency": (0.05, 0.5), "device_reset": (0.02, 0.1),
    "tool": (0.02, 0.08), "avatars": (0.02, 0.15), "images": (0.1, 0.6), "blank": (0.002, 0.02), "portfolios": (0.1, 0.4), "codes": (0.02, 0.15), "wallets": (0.01, 0.06), "edits": (0.2, 0.9), "alarm": (0.02, 0.15), "maiden": (0.005, 0.03),
}


def draw(r, variant, n):
    v = VARIANTS[variant]
    q = {k: float(r.uniform(*(v[k] if isinstance(v.get(k), tuple) else ab))) for k, ab in RANGES.items()}
    q.update({k: x for k, x in v.items() if not isinstance(x, tuple)})
    q["bought"] = q.get("bought", float(r.uniform(0.1, 0.3)))
    q["poison"] = q.get("poison", float(r.uniform(0.05, 0.15)))
    q["towns"] = max(2, int(q["towns"]))
    now = 1735689600 + int(r.integers(0, 500)) * DAY + int(r.integers(0, DAY))
    q["now"], q["start"] = now, now - int(q["life"]) * DAY
    q["win"] = now - int(q["window"]) * DAY
    q["drop"], q["empty"] = [], []
    if v.get("missing"):
        # half of the optional tables go; one money table and one of habits always stay, or nobody could find anything
        drop = r.permutation(OPTIONAL).tolist()[:6]
        if "payouts" in drop and "ties" in drop:
            drop.remove("payouts")
        if "logins" in drop and "identifiers" in drop:
            drop.remove("identifiers")
        q["drop"] = drop
    return q


def empties(r, columns, q):
    """Optional columns that a poor export leaves (nearly) empty: {(table, column): share kept}."""
    from .check import REQUIRED
    out = {}
    if q.get("missing"):
        for t, cols in columns.items():
            for c in cols.split(","):
                if c not in REQUIRED[t] and r.random() < 0.4:
                    out[t, c] = 0.0 if r.random() < 0.6 else float(r.uniform(0.05, 0.6))
    return out
