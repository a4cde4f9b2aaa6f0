"""How far one kind of identifier alone finds the rings, and whether each ring can be found at all."""
from collections import defaultdict
from itertools import combinations

FAMILY = {"device": "machine", "ip": "machine", "succession": "machine", "bank": "payee", "holder": "payee", "document": "identity",
          "portrait": "identity", "phone": "contact", "email": "contact", "address": "contact", "onward": "money", "template": "text",
          "reviews": "trade", "client": "trade", "ties": "ties", "sync": "time"}


def licence(kind, v):
    return v[:-1] if kind == "driving_licence" and len(v) == 12 and v.isdigit() else v


def holder_key(h):
    return h.replace(" ", "").replace("-", "").replace("ｰ", "")


def values(t):
    """{kind: {value: set of accounts}}, with what people would compare."""
    out = defaultdict(lambda: defaultdict(set))
    for x in t["documents"]:
        out["document"][licence(x["kind"], x["document_id"])].add(x["account_id"])
    for x in t["bank_accounts"]:
        out["bank"][x["bank_account_id"]].add(x["account_id"])
        if x["holder"]:
            out["holder"][holder_key(x["holder"])].add(x["account_id"])
    for x in t["logins"]:
        ip = ":".join(x["ip"].split(":")[:4]) if ":" in x["ip"] else x["ip"]
        out["ip"][ip].add(x["account_id"])
        if x.get("device_id"):
            out["device"][x["device_id"]].add(x["account_id"])
    for x in t["payouts"]:
        if x.get("onward_id"):
            out["onward"][x["onward_id"]].add(x["account_id"])
    for x in t.get("identifiers", ()):
        out[x["kind"]][x["value"]].add(x["account_id"])
    return out


def couse(t, key, days=3):
    """{pair: True} where both used one value on `days` common days, values of 60 accounts at most."""
    seen = defaultdict(lambda: defaultdict(set))
    for x in t["logins"]:
        v = key(x)
        if v:
            seen[v][x["account_id"]].add(x["started_at"] // 86400)
    got = set()
    for by in seen.values():
        if 2 <= len(by) <= 60:
            for a, b in combinations(sorted(by), 2):
                if len(by[a] & by[b]) >= days:
                    got.add((a, b))
    return got


def best_f1(groups, truth, total):
    """Best F1 of 'share a value of degree <= k' over k, with that k."""
    by = defaultdict(list)
    for s in groups.values():
        if 2 <= len(s) <= 80:
            by[len(s)].append(s)
    seen, hit, best = set(), 0, (0.0, 0, 0, 0)
    for k in sorted(by):
        for s in by[k]:
            for p in combinations(sorted(s), 2):
                if p not in seen:
                    seen.add(p)
                    hit += truth[p[0]] != "" and truth[p[0]] == truth[p[1]]
        f = 2 * hit / (len(seen) + total) if seen else 0.0
        best = max(best, (f, k, hit, len(seen)))
    return best


def sync_pairs(t, ring):
    """In-ring pairs whose sessions start within 10 minutes on 5 days or more."""
    starts = defaultdict(lambda: defaultdict(list))
    for x in t["logins"]:
        if ring[x["account_id"]]:
            starts[ring[x["account_id"]]][x["account_id"]].append(x["started_at"])
    got = set()
    for by in starts.values():
        for a, b in combinations(sorted(by), 2):
            days = {s // 86400 for s in by[a] for z in by[b] if abs(s - z) <= 600}
            if len(days) >= 5:
                got.add((a, b))
    return got


def findable(t, ring, vals):
    """For each ring: observed families, share of members in its largest tied part."""
    pairs = defaultdict(set)
    for kind, groups in vals.items():
        if kind not in ("ip", "device"):
            for s in groups.values():
                who = [a for a in s if ring[a]]
                if 2 <= len(who) and len(s) <= 60:
                    for a, b in combinations(sorted(who), 2):
                        if ring[a] == ring[b]:
                            pairs[kind].add((a, b))
    ip = lambda x: ":".join(x["ip"].split(":")[:4]) if ":" in x["ip"] else x["ip"]
    inring = {"logins": [x for x in t["logins"] if ring[x["account_id"]]]}
    pairs["ip"], pairs["device"] = couse(inring, ip, 2), couse(inring, lambda x: x.get("device_id"), 2)
    for s in vals["device"].values():                    # succession: rare device, never at one time
        who = sorted(a for a in s if ring[a])
        if len(s) <= 6:
            pairs["succession"] |= set(combinations(who, 2))
    pairs["sync"] = sync_pairs(t, ring)
    for x in t["reviews"]:
        a, b = sorted((x["reviewer_id"], x["reviewee_id"]))
        pairs["reviews"].add((a, b))
    for x in t["contracts"]:
        pairs["client"].add(tuple(sorted((x["client_id"], x["worker_id"]))))
    for x in t["ties"]:
        pairs["ties"].add(tuple(sorted((x["account_id"], x["other_id"]))))
    owner = {x["bank_account_id"]: x["account_id"] for x in t["bank_accounts"]}
    for x in t["payouts"]:
        if x.get("onward_id") in owner:
            pairs["onward"].add(tuple(sorted((x["account_id"], owner[x["onward_id"]]))))
    members = defaultdict(list)
    for a, g in ring.items():
        if g:
            members[g].append(a)
    out = {}
    for g, who in members.items():
        up, fams, kinds = {a: a for a in who}, defaultdict(set), set()

        def root(a):
            while up[a] != a:
                a = up[a]
            return a
        for kind, ps in pairs.items():
            for a, b in ps:
                if ring[a] == g and ring[b] == g:
                    up[root(a)] = root(b)
                    fams[FAMILY[kind]] |= {a, b}
                    kinds.add(kind)
        size = defaultdict(int)
        for a in who:
            size[root(a)] += 1
        two = sum(sum(a in s for s in fams.values()) >= 2 for a in who)
        out[g] = (len(who), len(fams), max(size.values()) / len(who), two / len(who), sorted(kinds))
    return out
