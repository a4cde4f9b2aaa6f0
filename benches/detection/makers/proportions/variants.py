"""The variants: what each platform is made of. Shares are of all accounts unless a comment says otherwise."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Variant:
    """All the proportions of one platform; the defaults are the middling mix."""

    number: int
    accounts: int
    days: int = 120
    logins: float = 16.0  # an account, on average
    # hidden operations
    member_share: float = 0.02
    ring_sizes: tuple[int, int] = (3, 40)  # log-uniform
    ring_count: tuple[int, int] | None = None  # instead of member_share
    cell_sizes: tuple[int, int] = (3, 14)
    common_exits: float = 0.3  # how often an operation uses the commercial exits that others use, too
    common_exchange: float = 0.2  # how often an operation's money goes through the one large exchange
    # homes and places
    household_share: float = 0.10
    house_share: float = 0.025
    dormitory_share: float = 0.01
    cafes: int = 12
    offices: int = 30
    centres: int = 4
    visitor_share: float = 0.10  # who visits cafés and centres
    office_share: float = 0.05
    # networks
    churning_pools: float = 0.3  # pools of residential addresses that are leased again
    churn: float = 0.08  # part of such a pool that changes hands every three days
    spare_addresses: float = 0.25
    carrier_daily: bool = False
    carrier_users_per_address: int = 60
    main_carrier: float = 0.35
    gateway_addresses: int = 0  # addresses of the main carrier; 0: by number of its users
    # trades
    trade_share: float = 0.04
    undeclared: float = 0.3
    # common things
    text_share: float = 0.12  # who uses a profile text from elsewhere
    text_users: int = 25  # about how many use one such text
    remit_share: float = 0.08
    agents: int = 40
    # what the export leaves out
    absent: frozenset[str] = frozenset()
    empty: frozenset[str] = frozenset()  # columns, as table.column
    missing: float = 0.03  # any optional value
    hashed: bool = False


SPARSE_TABLES = frozenset({"work", "changes", "reports", "networks"})
SPARSE_COLUMNS = frozenset(
    "accounts.name_kana accounts.organisation accounts.status_at accounts.country documents.kind documents.country "
    "documents.submitted_at bank_accounts.kind bank_accounts.country bank_accounts.removed_at bank_accounts.holder "
    "logins.ended_at logins.remote reviews.contract_id contracts.category contracts.currency payouts.currency "
    "payouts.onward_country payouts.onward_at identifiers.seen_at ties.amount ties.at".split()
)

VARIANTS = {
    "tiny": Variant(1, 2_000, days=90, ring_count=(3, 6), ring_sizes=(3, 14), cafes=2, offices=3, centres=1, agents=6),
    "village": Variant(
        2,
        5_000,
        days=150,
        household_share=0.28,
        house_share=0.12,
        dormitory_share=0.02,
        cafes=3,
        offices=2,
        centres=1,
        visitor_share=0.35,
        office_share=0.12,
        main_carrier=0.5,
        gateway_addresses=2,
        agents=5,
        ring_sizes=(3, 20),
    ),
    "release": Variant(
        3, 30_000, days=180, churning_pools=0.74, churn=0.25, spare_addresses=0.12, carrier_daily=True, logins=18.0
    ),
    "agencies": Variant(4, 20_000, trade_share=0.15, undeclared=0.5),
    "infested": Variant(
        5, 20_000, member_share=0.12, ring_sizes=(3, 8), cell_sizes=(3, 8), common_exits=0.8, common_exchange=0.7
    ),
    "giants": Variant(6, 60_000, days=150, member_share=0.025, ring_sizes=(60, 400), cell_sizes=(4, 14)),
    "sparse": Variant(
        7, 40_000, days=90, logins=10.0, absent=SPARSE_TABLES, empty=SPARSE_COLUMNS, missing=0.2, hashed=True
    ),
    "large": Variant(
        8,
        200_000,
        member_share=0.003,
        ring_sizes=(3, 30),
        cafes=80,
        offices=250,
        centres=25,
        carrier_users_per_address=300,
        text_users=600,
        agents=3,
        remit_share=0.25,
    ),
}
