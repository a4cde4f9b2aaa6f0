"""Formats, references and order of times of a written platform."""
import csv
import ipaddress
import os
import re
from datetime import datetime

import contract

COLUMNS = {name: tuple(columns.split(",")) for name, columns in contract.COLUMNS.items()} | {
    "known": ("kind", "value", "verdict", "other", "reason", "until"), "truth": ("account_id", "operator", "motif", "class"),
}
ALLOWED = {
    ("accounts", "role"): "worker client both", ("accounts", "status"): "active suspended closed",
    ("bank_accounts", "kind"): "bank money_transfer crypto", ("reviews", "rating"): "1 2 3 4 5",
    ("reports", "kind"): "unnatural_language refuses_video off_platform below_market several_operators crypto_payment",
    ("networks", "kind"): "residential mobile cgnat office campus public hosting vpn tor",
    ("known", "verdict"): "ignore separate same", ("logins", "remote"): "true false",
}
REQUIRED = {"documents": ("document_id",), "bank_accounts": ("bank_account_id",), "logins": ("started_at",), "changes": ("field", "changed_at"),
            "reviews": ("reviewer_id", "reviewee_id"), "contracts": ("contract_id", "client_id", "worker_id"),
            "work": ("started_at", "ended_at"), "payouts": ("bank_account_id", "paid_at"), "identifiers": ("kind", "value"),
            "ties": ("other_id", "kind"), "reports": ("kind",), "networks": ("cidr",), "known": ("kind", "value", "verdict")}
PEOPLE = {"account_id", "reviewer_id", "reviewee_id", "client_id", "worker_id", "other_id", "reporter_id"}
RFC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|\+09:00)$|\d{9,10}$")
TIMES = {"created_at", "status_at", "submitted_at", "added_at", "removed_at", "started_at", "ended_at", "changed_at", "posted_at",
         "paid_at", "onward_at", "seen_at", "at", "reported_at"}


def seconds(s):
    if not s:
        return None
    if not RFC.match(s):
        raise ValueError(f"time {s!r}")
    return int(s) if s.isdigit() else int(datetime.fromisoformat(s.replace("Z", "+00:00")).timestamp())


def load(where):
    """{table: list of dicts}, times as seconds."""
    out = {}
    for name in COLUMNS:
        path = os.path.join(where, name + ".csv")
        if os.path.exists(path):
            with open(path, newline="", encoding="utf-8") as f:
                rows = list(csv.DictReader(f))
            for col in TIMES & set(rows[0] if rows else ()):
                for x in rows:
                    x[col] = seconds(x[col])
            out[name] = rows
    return out


def check(t):
    """Texts of what is wrong; empty when all is in order."""
    bad = []

    def say(name, what, n):
        if n:
            bad.append(f"{name}: {what} ({n} rows)")
    acc = {x["account_id"]: x for x in t["accounts"]}
    say("accounts", "repeated account_id", len(t["accounts"]) - len(acc))
    say("truth", "not one row for each account", int({x["account_id"] for x in t["truth"]} != set(acc) or len(t["truth"]) != len(acc)))
    for name, rows in t.items():
        if not rows:
            continue
        extra = set(rows[0]) - set(COLUMNS[name])
        say(name, f"unknown columns {extra}", len(extra))
        for col in rows[0]:
            if col in PEOPLE:
                say(name, f"{col} not an account", sum(x[col] not in acc for x in rows))
            if (name, col) in ALLOWED:
                ok = set(ALLOWED[name, col].split())
                say(name, f"{col} outside its words", sum(x[col] not in ok for x in rows))
        for col in REQUIRED.get(name, ()):
            say(name, f"{col} empty", sum(x[col] in ("", None) for x in rows))
    born = lambda i: acc[i]["created_at"]
    end = max(x["started_at"] for x in t["logins"])
    life = lambda i: acc[i]["status_at"] or end + 86400
    order = lambda rows, a, b: sum(x[a] is not None and x[b] is not None and x[b] < x[a] for x in rows)
    say("accounts", "status before creation", order(t["accounts"], "created_at", "status_at"))
    say("logins", "ends before start", order(t["logins"], "started_at", "ended_at"))
    say("logins", "outside the account's life", sum(not born(x["account_id"]) <= x["started_at"] <= life(x["account_id"]) for x in t["logins"]))
    for ip in {x["ip"] for x in t["logins"]}:
        ipaddress.ip_address(ip)
    for x in t.get("networks", ()):
        ipaddress.ip_network(x["cidr"])
    for name, col in (("documents", "submitted_at"), ("bank_accounts", "added_at"), ("changes", "changed_at"), ("identifiers", "seen_at"),
                      ("payouts", "paid_at"), ("work", "started_at"), ("reports", "reported_at"), ("ties", "at")):
        say(name, f"{col} before creation", sum(x[col] is not None and x[col] < born(x["account_id"]) for x in t.get(name, ())))
    say("bank_accounts", "removed before added", order(t["bank_accounts"], "added_at", "removed_at"))
    say("work", "ends before start", order(t["work"], "started_at", "ended_at"))
    if t["payouts"] and "onward_at" in t["payouts"][0]:
        say("payouts", "onward before paid", order(t["payouts"], "paid_at", "onward_at"))
        say("payouts", "onward more than paid", sum(bool(x["onward_amount"]) and int(x["onward_amount"]) > int(x["amount"]) for x in t["payouts"]))
    added = {(x["account_id"], x["bank_account_id"]): x["added_at"] for x in t["bank_accounts"]}
    say("payouts", "bank account not registered", sum((x["account_id"], x["bank_account_id"]) not in added for x in t["payouts"]))
    say("payouts", "before the bank account was added", sum(added.get((x["account_id"], x["bank_account_id"]), 0) > x["paid_at"] for x in t["payouts"]))
    con = {x["contract_id"]: x for x in t["contracts"]}
    say("contracts", "repeated", len(t["contracts"]) - len(con))
    say("contracts", "before a party existed", sum(x["started_at"] < max(born(x["client_id"]), born(x["worker_id"])) for x in con.values()))
    say("contracts", "client role", sum(acc[x["client_id"]]["role"] == "worker" or acc[x["worker_id"]]["role"] == "client" for x in con.values()))
    withc = [x for x in t["reviews"] if x["contract_id"]]
    say("reviews", "contract unknown or of others", sum(x["contract_id"] not in con or {x["reviewer_id"], x["reviewee_id"]} !=
        {con[x["contract_id"]]["client_id"], con[x["contract_id"]]["worker_id"]} for x in withc))
    say("reviews", "before the contract", sum(x["contract_id"] in con and x["posted_at"] < con[x["contract_id"]]["started_at"] for x in withc))
    say("reviews", "of oneself", sum(x["reviewer_id"] == x["reviewee_id"] for x in t["reviews"]))
    say("work", "contract of another", sum(con[x["contract_id"]]["worker_id"] != x["account_id"] for x in t["work"]))
    return bad
