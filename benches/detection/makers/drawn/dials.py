"""All proportions of one platform, drawn for each (seed, variant) from wide ranges."""
import zlib

import numpy as np

DAY = 86400
ALL_KINDS = ("phone email address portrait template card fingerprint push_token tax_number emergency_contact "
             "profile_url wallet").split()
PRESENCE = {"logins": .95, "documents": .85, "bank_accounts": .92, "changes": .75, "reviews": .85, "contracts": .85,
            "work": .65, "payouts": .85, "identifiers": .93, "ties": .6, "reports": .7, "networks": .75}


def generator(*words):
    """A random generator that depends on nothing but the words given."""
    return np.random.default_rng([w if isinstance(w, int) else zlib.crc32(str(w).encode()) for w in words])


class Dials:
    def __init__(self, seed, variant):
        r = generator(seed, variant, "dials")
        u = lambda lo, hi: float(r.uniform(lo, hi))
        logu = lambda lo, hi: float(np.exp(r.uniform(np.log(lo), np.log(hi))))
        self.variant = variant
        self.strip_strongest = variant == "v8"
        # time
        self.days = int(r.integers(180, 366))
        self.end = (19300 + int(r.integers(0, 1100))) * DAY + int(r.integers(0, DAY))
        self.start = self.end - self.days * DAY
        self.past_years = u(.7, 4)
        self.time_style = str(r.choice(["z", "jst", "s", "ms"], p=[.5, .2, .2, .1]))
        self.bulk_born = u(.1, .6)                      # share of accounts that are older than the window
        # what the platform has
        self.tables = self._tables(r)
        n_kinds = int(r.integers(4, len(ALL_KINDS) + 1))
        self.kinds = sorted(r.choice(ALL_KINDS, n_kinds, replace=False).tolist())
        self.kind_full = {k: u(.35, 1) for k in self.kinds}
        self.hashed = {k for k in self.kinds + ["document", "bank", "device"] if r.random() < .4}
        self.hash_len = int(r.choice([12, 16, 32, 64]))
        self.id_style = int(r.integers(4))
        self.device_style = int(r.integers(3))
        self.full = self._completeness(r, u)
        # networks
        self.cgnat, self.relet, self.v6 = u(0, .5), u(0, .7), u(0, .6)
        self.mobile_user, self.mobile_share = u(.1, .8), u(.1, .6)
        self.vpn_user, self.vpn_share = u(.01, .3), u(.1, .8)
        self.public_user, self.traveller = u(.02, .3), u(.01, .15)
        self.lease_days = (u(1, 5), u(6, 45))
        self.cgnat_lines = logu(20, 200)
        self.vpn_exits = int(r.integers(4, 40))
        self.net_listed, self.net_kind_known = u(.5, 1), u(.6, 1)
        self.device_reset = u(0, .35)
        self.new_device = u(.05, .3)
        self.second_bank = u(.1, .45)
        # people
        self.foreign = u(.03, .5)
        self.nation_mix = r.dirichlet(np.ones(9) * .8).tolist()
        self.abroad = u(0, .2)
        self.household = u(0, .15)
        self.client_share, self.both_share = u(.08, .35), u(.03, .25)
        self.activity, self.activity_sigma = logu(10, 34), u(.6, 1.2)
        self.closed, self.suspended = u(.01, .1), u(.01, .06)
        self.org_declared = u(0, .05)
        self.rows = {"work": u(.1, .7), "remote_user": u(0, .06), "name_mismatch": u(.01, .06)}
        # market and money
        self.contracts, self.contracts_sigma = logu(1.5, 8), u(.6, 1.3)
        self.repeat_client = u(.1, .6)
        self.review_client, self.review_worker = u(.2, .9), u(.05, .8)
        self.pay_days = [int(x) for x in r.choice([7, 10, 14, 15, 30, 30], 3)]
        self.onward_habit = u(.04, .35)
        self.report_rate = logu(.012, .08)
        self.tie_rate = logu(.1, .8)
        self.change_rate = u(.2, 1.5)
        self.currencies = ["JPY"] if r.random() < .5 else ["JPY", "USD"]
        self.merger = r.random() < .5
        # rings and look-alikes
        self.ring_share, self.ring_tail = logu(.003, .04), u(1.0, 2.0)
        self.lawful_share, self.lawful_tilt = u(.05, .2), u(.3, 1.5)
        self.camouflage = u(.2, .8)
        self.coverage = (u(.5, .7), u(.8, 1))

    def _tables(self, r):
        """Missing tables, but never so many that nobody could work with what is left."""
        while True:
            have = {t for t, p in PRESENCE.items() if r.random() < p}
            if len(have) >= 7 and len(have & {"logins", "bank_accounts", "identifiers", "payouts", "documents"}) >= 3:
                return have | {"accounts"}

    def _completeness(self, r, u):
        full = {("accounts", "name"): u(.9, 1), ("accounts", "name_kana"): u(.3, 1), ("accounts", "country"): u(.5, 1),
                ("accounts", "created_at"): u(.92, 1), ("accounts", "role"): u(.85, 1), ("accounts", "status_at"): u(.7, 1),
                ("accounts", "organisation"): u(.5, 1), ("documents", "country"): u(.5, 1), ("documents", "name"): u(.4, 1),
                ("documents", "submitted_at"): u(.6, 1), ("bank_accounts", "holder"): u(.5, 1),
                ("bank_accounts", "country"): u(.5, 1), ("bank_accounts", "added_at"): u(.6, 1),
                ("bank_accounts", "removed_at"): u(.6, 1), ("logins", "ended_at"): u(.4, 1), ("logins", "ip"): u(.8, 1),
                ("logins", "device_id"): u(.4, 1), ("logins", "remote"): u(.5, 1), ("reviews", "posted_at"): u(.9, 1),
                ("reviews", "contract_id"): u(.4, 1), ("contracts", "fee"): u(.7, 1), ("contracts", "category"): u(.6, 1),
                ("work", "contract_id"): u(.3, 1), ("payouts", "onward_id"): u(.4, 1),
                ("identifiers", "seen_at"): u(.3, 1), ("ties", "at"): u(.7, 1), ("ties", "amount"): u(.4, 1),
                ("reports", "reporter_id"): u(.6, 1), ("networks", "asn"): u(.5, 1), ("networks", "name"): u(.3, 1)}
        # some platforms lack a column altogether
        for key, p in {("accounts", "name_kana"): .3, ("accounts", "organisation"): .2, ("documents", "name"): .2,
                       ("logins", "ended_at"): .12, ("logins", "device_id"): .08, ("logins", "remote"): .4,
                       ("payouts", "onward_id"): .2, ("bank_accounts", "holder"): .08, ("identifiers", "seen_at"): .25,
                       ("reviews", "contract_id"): .2, ("contracts", "category"): .1}.items():
            if r.random() < p:
                full[key] = 0.0
        if full["payouts", "onward_id"] == 0:       # the rest of the way is unknown too
            full.update({("payouts", c): 0.0 for c in ("onward_at", "onward_amount", "onward_country")})
        return full

    def has(self, table, column=None):
        return table in self.tables and (column is None or self.full.get((table, column), 1) > 0)
