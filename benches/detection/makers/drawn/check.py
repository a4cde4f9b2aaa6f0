"""python -m drawn.check DIR: contract, truth, each ring's coherence, giveaways. Exit code 1 where something is wrong."""
import os
import sys
from collections import Counter, defaultdict

from contract import COLUMNS

from . import giveaways, hanging
from .out import TIMES
from .reading import Snapshot, seconds

REQUIRED = {"accounts": "account_id", "documents": "account_id document_id", "bank_accounts": "account_id bank_account_id",
            "logins": "account_id started_at", "changes": "account_id field changed_at", "reviews": "reviewer_id reviewee_id",
            "contracts": "contract_id client_id worker_id", "work": "account_id started_at ended_at",
            "payouts": "account_id bank_account_id paid_at", "identifiers": "account_id kind value",
            "ties": "account_id other_id kind", "reports": "account_id kind", "networks": "cidr"}
IDS = {"account_id", "reviewer_id", "reviewee_id", "client_id", "worker_id", "other_id", "reporter_id"}
WORDS = {("accounts", "role"): "worker client both", ("accounts", "status"): "active suspended closed",
         ("bank_accounts", "kind"): "bank money_transfer crypto", ("reviews", "rating"): "1 2 3 4 5",
         ("networks", "kind"): "residential mobile cgnat office campus public hosting vpn tor",
         ("reports", "kind"): "unnatural_language refuses_video off_platform below_market several_operators crypto_payment",
         ("logins", "remote"): "true false"}
PAIRS = [("logins", "started_at", "ended_at"), ("work", "started_at", "ended_at"), ("bank_accounts", "added_at", "removed_at"),
         ("payouts", "paid_at", "onward_at"), ("accounts", "created_at", "status_at")]


def contract(s):
    """What the input contract asks of columns, ids, words and times."""
    known = set(s.col("accounts", "account_id"))
    if len(known) != len(s.col("accounts", "account_id")):
        yield "accounts: duplicate account_id"
    for table, (header, cols) in s.tables.items():
        if set(header) - set(COLUMNS[table].split(",")):
            yield f"{table}: unknown columns {header}"
        for name in REQUIRED[table].split():
            if name not in header or "" in s.col(table, name):
                yield f"{table}.{name}: required, but absent or empty"
        for name, values in zip(header, cols):
            if name in IDS and set(values) - known - {""}:
                yield f"{table}.{name}: ids that accounts does not list"
            if (table, name) in WORDS and set(values) - set(WORDS[table, name].split()) - {""}:
                yield f"{table}.{name}: {set(values) - set(WORDS[table, name].split())}"
            if name in TIMES:
                try:
                    for v in set(values) - {""}:
                        seconds(v)
                except ValueError as e:
                    yield f"{table}.{name}: {e}"
    for table, a, b in PAIRS:
        wrong = sum(1 for x, y in s.rows(table, a, b) if x and y and seconds(x) > seconds(y))
        if wrong:
            yield f"{table}: {wrong} rows with {a} after {b}"
    numbers = s.col("contracts", "contract_id")
    if len(set(numbers)) != len(numbers):
        yield "contracts: duplicate contract_id"
    if "contracts" in s.tables:
        for t in ("reviews", "work"):
            if set(s.col(t, "contract_id")) - set(numbers) - {""}:
                yield f"{t}.contract_id: unknown contracts"
    for table, a, b in (("reviews", "reviewer_id", "reviewee_id"), ("contracts", "client_id", "worker_id"), ("ties", "account_id", "other_id")):
        if any(x == y for x, y in s.rows(table, a, b)):
            yield f"{table}: an account with itself"
    role = dict(s.rows("accounts", "account_id", "role"))
    if any(role[c] == "worker" or role[x] == "client" for c, x in s.rows("contracts", "client_id", "worker_id")):
        yield "contracts: role does not allow it"
    born = {a: seconds(t) for a, t in s.rows("accounts", "account_id", "created_at") if t}
    for table, a, t in (("logins", "account_id", "started_at"), ("payouts", "account_id", "paid_at"), ("contracts", "worker_id", "started_at"),
                        ("contracts", "client_id", "started_at"), ("changes", "account_id", "changed_at"), ("work", "account_id", "started_at")):
        early = sum(1 for x, y in s.rows(table, a, t) if x in born and y and seconds(y) < born[x] - 1)
        if early:
            yield f"{table}: {early} rows before the account existed"


def truth(s):
    if set(s.operator) != set(s.col("accounts", "account_id")):
        yield "truth: not the same accounts"
    motif = defaultdict(set)
    for t in s.truth:
        if bool(t["operator"]) != bool(t["motif"]) or bool(t["operator"]) == bool(t["class"]):
            yield f"truth: {t}"
        if t["operator"]:
            motif[t["operator"]].add(t["motif"])
    if any(len(m) > 1 for m in motif.values()):
        yield "truth: a ring with two motifs"
    sizes = Counter(t["operator"] for t in s.truth if t["operator"])
    if sizes and (min(sizes.values()) < 3 or max(sizes.values()) > 40):
        yield "truth: a ring's size outside 3..40"
    classes = Counter(t["class"] for t in s.truth if t["class"] not in ("", "ordinary"))
    share = sum(classes.values()) / len(s.truth)
    if len(classes) < 45 or not .04 <= share <= .21:
        yield f"truth: {len(classes)} lawful classes, {share:.3f} of the accounts"


def main():
    if len(sys.argv) != 2 or not os.path.isfile(os.path.join(sys.argv[1], "truth.csv")):
        sys.exit("usage: python -m drawn.check DIR, a platform with its truth.csv, as python -m drawn ... --out DIR writes it")
    s = Snapshot(sys.argv[1])
    by_value = s.ties_by_value()
    wrong = list(contract(s)) + list(truth(s))
    notes = []
    for part in (hanging.check(s, by_value), giveaways.check(s, by_value)):
        for serious, text in part:
            (wrong if serious else notes).append(text)
    for text in notes:
        print("note ", text)
    for text in wrong:
        print("WRONG", text)
    print(f"{sys.argv[1]}: {len(wrong)} wrong, {len(notes)} notes")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
