"""The platforms an examiner would set: what differs between them, in one place."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Variant:
    """Proportions and gaps of one platform; everything else is drawn from the seed."""

    member_share: float = 0.022  # accounts run by operations
    ring_median: float = 8.0  # typical size of a ring; sizes are lognormal between the bounds
    ring_spread: float = 0.75
    ring_bounds: tuple[int, int] = (3, 60)
    difficulty: tuple[float, float, float] = (0.35, 0.4, 0.25)  # open, middle, hard
    lawful_scale: float = 1.0  # how many look-alike groups, relative to the usual number
    span_days: int = 150
    vpn_share: float = 0.12  # ordinary people who use a commercial VPN
    login_scale: float = 1.0
    remove_strongest: bool = False
    pseudonymised: bool = False  # identifiers arrive as keyed hashes, names without readings
    blank_share: float = 0.05  # optional cells that are empty
    drop_tables: tuple[str, ...] = ()
    drop_columns: tuple[tuple[str, str], ...] = ()


DEFAULT = Variant()

VARIANTS = {
    "default": DEFAULT,
    "strongest_removed": replace(DEFAULT, remove_strongest=True),
    "large_rings": replace(DEFAULT, member_share=0.03, ring_median=26.0, ring_bounds=(12, 60), span_days=180),
    "small_rings": replace(
        DEFAULT, member_share=0.012, ring_median=4.0, ring_spread=0.3, ring_bounds=(3, 7), difficulty=(0.25, 0.4, 0.35)
    ),
    "payments": replace(
        DEFAULT,
        span_days=120,
        login_scale=0.8,
        drop_tables=("reviews", "contracts", "work", "reports"),
        drop_columns=(("accounts", "organisation"),),
    ),
    "thin_logs": replace(
        DEFAULT,
        span_days=90,
        blank_share=0.12,
        drop_tables=("networks",),
        drop_columns=(("logins", "device_id"), ("logins", "remote"), ("documents", "name")),
    ),
    "crowded": replace(DEFAULT, member_share=0.01, lawful_scale=1.9, vpn_share=0.25, difficulty=(0.2, 0.4, 0.4)),
    "pseudonymised": replace(
        DEFAULT,
        pseudonymised=True,
        blank_share=0.15,
        drop_tables=("reports",),
        drop_columns=(("payouts", "onward_id"), ("payouts", "onward_amount"), ("logins", "ended_at")),
    ),
}
