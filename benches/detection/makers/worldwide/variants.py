"""What is drawn once per platform: shares, missing tables and columns, and the named variants."""
from dataclasses import dataclass, field

from .countries import CODES, COUNTRIES, ONE_COUNTRY

NAMES = ("default", "strongest_removed", "one_country", "nomads", "wallets", "sparse", "crowded", "many_rings")

OPTIONAL_TABLES = ("documents", "bank_accounts", "changes", "reviews", "contracts", "work", "payouts", "identifiers",
                   "ties", "reports", "networks", "logins")
OPTIONAL_COLUMNS = (("accounts", "name_kana"), ("accounts", "organisation"), ("accounts", "status_at"), ("accounts", "country"),
                    ("documents", "name"), ("documents", "country"), ("bank_accounts", "holder"), ("bank_accounts", "country"),
                    ("bank_accounts", "removed_at"), ("logins", "ended_at"), ("logins", "remote"), ("logins", "device_id"),
                    ("reviews", "contract_id"), ("contracts", "category"), ("work", "contract_id"), ("payouts", "onward_id"),
                    ("identifiers", "seen_at"), ("ties", "amount"), ("reports", "reporter_id"), ("networks", "name"))


@dataclass
class Platform:
    variant: str
    codes: tuple
    weights: list
    ring_share: float
    lawful_share: float
    ring_cap: int
    vpn: float
    mean_logins: float
    mean_contracts: float
    mean_payouts: float
    transfers: float
    onward_known: float
    absent: set = field(default_factory=set)      # tables and (table, column) that the platform does not export
    missing: dict = field(default_factory=dict)   # share of single values lost, by column
    travel: float = .02
    strongest: bool = True

    def has(self, table, column=None):
        return table not in self.absent and (column is None or (table, column) not in self.absent)


def draw(r, variant, accounts):
    p = Platform(variant=variant, codes=CODES, weights=[COUNTRIES[c].weight * r.uniform(.6, 1.5) for c in CODES],
                 ring_share=r.uniform(.004, .03), lawful_share=r.uniform(.10, .25), ring_cap=30,
                 vpn=r.uniform(.05, .12), mean_logins=r.uniform(14, 26), mean_contracts=r.uniform(1.8, 3.5),
                 mean_payouts=r.uniform(3, 6), transfers=r.uniform(.2, .5), onward_known=r.uniform(.5, .9))
    p.missing = {key: r.uniform(0, top) for key, top in (("device_id", .12), ("ip", .04), ("name", .01), ("country", .05),
                 ("holder", .2), ("document", .1), ("identifier", .08), ("ended_at", .2), ("fee", .1))}
    # even a usual platform lacks a few of the optional columns
    for column in OPTIONAL_COLUMNS:
        if column != ("logins", "device_id") and column != ("payouts", "onward_id") and r.random() < .1:
            p.absent.add(column)
    if r.random() < .3:
        p.absent.add(r.choice(("reports", "changes", "networks", "work")))
    if variant == "strongest_removed":
        p.strongest = False
    elif variant == "one_country":
        code = r.choice(ONE_COUNTRY)
        p.codes, p.weights = (code,), [1.0]
    elif variant == "nomads":
        p.vpn, p.travel = .25, .25
    elif variant == "wallets":
        p.mean_contracts, p.mean_payouts, p.transfers = .15, r.uniform(6, 9), r.uniform(1.5, 3)
        p.absent.add("work")
    elif variant == "sparse":
        # log-ins and one of the money or contact tables stay, else nothing could be found by anyone
        tables = [t for t in OPTIONAL_TABLES if t != "logins"]
        p.absent |= set(r.sample(tables, len(tables) // 2))
        for must in (("payouts", "bank_accounts"), ("identifiers", "documents")):
            if all(t in p.absent for t in must):
                p.absent.discard(r.choice(must))
        p.absent |= set(r.sample(OPTIONAL_COLUMNS, len(OPTIONAL_COLUMNS) // 2))
        p.mean_logins = 9.0
    elif variant == "crowded":
        p.lawful_share, p.ring_share = min(.42, 2 * p.lawful_share), .004
    elif variant == "many_rings":
        p.ring_share, p.ring_cap = .03, 6
    # a platform of any size has at least one ring of three, and room for each lawful class
    p.ring_share = min(.03, max(p.ring_share, 3 / accounts))
    return p
