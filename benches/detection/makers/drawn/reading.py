"""Reads a written snapshot back for the check: nothing here knows how it was made."""
import csv
import os
from datetime import datetime

from contract import COLUMNS


def seconds(text):
    """A time of the contract's forms, in seconds; raises ValueError."""
    if text.isdigit():
        return int(text) / (1000 if len(text) > 11 else 1)
    return datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


class Snapshot:
    def __init__(self, folder):
        self.tables = {}
        for table in COLUMNS:
            path = os.path.join(folder, table + ".csv")
            if os.path.exists(path):
                with open(path, encoding="utf-8", newline="") as f:
                    rows = list(csv.reader(f))
                self.tables[table] = (rows[0], list(zip(*rows[1:])) or [()] * len(rows[0]))
        with open(os.path.join(folder, "truth.csv"), encoding="utf-8", newline="") as f:
            self.truth = list(csv.DictReader(f))
        self.operator = {t["account_id"]: t["operator"] for t in self.truth}
        self.klass = {t["account_id"]: t["class"] for t in self.truth}

    def col(self, table, name):
        """A column as a list, empty text where unknown; an absent column is empty text throughout."""
        if table not in self.tables:
            return []
        header, cols = self.tables[table]
        return cols[header.index(name)] if name in header else ("",) * len(cols[0])

    def rows(self, table, *names):
        return zip(*(self.col(table, n) for n in names))

    def ties_by_value(self):
        """kind -> value -> set of accounts: everything that two accounts can have in common by value."""
        out = {}

        def put(kind, account, value):
            if value:
                out.setdefault(kind, {}).setdefault(value, set()).add(account)
        for a, v, k in self.rows("documents", "account_id", "document_id", "kind"):
            put("document", a, v[:-1] if k == "driving_licence" and len(v) == 12 and v.isdigit() else v)
        for t in ("bank_accounts", "payouts"):
            for a, v in self.rows(t, "account_id", "bank_account_id"):
                put("bank", a, v)
        for a, v in self.rows("payouts", "account_id", "onward_id"):
            put("onward", a, v)
        for a, ip, dev in self.rows("logins", "account_id", "ip", "device_id"):
            put("device", a, dev)
            put("ip", a, ":".join(ip.split(":")[:4]) if ":" in ip else ip)
        for a, k, v in self.rows("identifiers", "account_id", "kind", "value"):
            put(k, a, v.lower() if k == "email" else v)
        return out
