"""The platforms that a run can imitate: proportions, discipline, and what an export leaves out."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Variant:
    """One platform: how much goes on in the town, and what reaches the export."""

    operations: float = 0.02  # share of accounts in hidden operations
    size: float = 1.0  # factor on the size of operations
    discipline: float = 0.0  # added to every operation's discipline
    settings: float = 1.0  # factor on the number of lawful groups
    mobile: float = 0.3  # share of sessions that people make from a phone
    activity: float = 1.0  # factor on sessions
    unknown: float = 0.04  # share of device ids and similar fields that the platform failed to record
    drop_strongest: bool = False  # each operation does without the trace that would tie it best
    missing_tables: tuple = ()
    missing_columns: dict = field(default_factory=dict)


# fmt: off
VARIANTS = {
    "default": Variant(),
    "strongest_removed": Variant(drop_strongest=True),
    "disciplined": Variant(operations=0.012, size=0.6, discipline=0.35),
    "careless_giants": Variant(operations=0.03, size=3.0, discipline=-0.35, settings=0.8),
    "crowded_town": Variant(operations=0.01, settings=1.9),
    "phone_first": Variant(mobile=0.8, activity=0.9, unknown=0.1, missing_tables=("work", "reports"),
                           missing_columns={"logins": ("ended_at", "remote")}),
    "money_app": Variant(operations=0.015, mobile=0.6, activity=0.8, missing_tables=("reviews", "contracts", "work", "reports"),
                         missing_columns={"accounts": ("role", "organisation")}),
    "thin_export": Variant(unknown=0.3, missing_tables=("networks", "changes", "ties"), missing_columns={
        "accounts": ("name_kana", "status_at"), "bank_accounts": ("added_at", "removed_at"), "identifiers": ("seen_at",),
        "payouts": ("onward_id", "onward_at", "onward_amount", "onward_country")}),
}
# fmt: on
