"""The eight variants: what each one changes in the world that is drawn."""

from dataclasses import dataclass

FIVE_TABLES = ("accounts", "documents", "bank_accounts", "logins", "payouts")


@dataclass(frozen=True)
class Variant:
    """Settings of a world; the defaults are the variant `default`."""

    name: str = "default"
    only_five_tables: bool = False
    dynamic_lines: float = 0.22  # share of homes whose address is leased again to strangers
    mobile_weight: float = 1.0  # how much of ordinary life goes through a carrier's shared addresses
    vpn_users: float = 0.06  # share of ordinary people who use a public VPN
    known_networks: float = 0.75  # share of non-residential ranges that networks.csv explains
    pseudonyms: bool = False  # names and holders are pseudonyms, readings are absent
    client_reviews: float = 0.55  # chance that a client reviews the worker of a contract
    worker_reviews: float = 0.30  # chance that a worker reviews the client
    peer_praise: float = 0.0  # share of ordinary accounts that praise each other in small circles
    review_rings: float = 1.0  # weight of the review motifs among the operations
    extreme_sizes: bool = False  # a third of the rings 15 to 40, the others 3 to 5
    drop_strongest: bool = False  # each ring loses the kind of trace that ties it best


VARIANTS = {
    v.name: v
    for v in (
        Variant(),
        Variant("five_tables", only_five_tables=True),
        Variant("releases", dynamic_lines=0.70),
        Variant("carriers", mobile_weight=3.5, vpn_users=0.25, known_networks=0.2, dynamic_lines=0.3),
        Variant("hashed", pseudonyms=True),
        Variant("review_world", client_reviews=0.9, worker_reviews=0.85, peer_praise=0.4, review_rings=5.0),
        Variant("other_sizes", extreme_sizes=True),
        Variant("strongest_removed", drop_strongest=True),
    )
}
