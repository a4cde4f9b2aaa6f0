"""python -m harness.check DIR...: the gates that a generated platform must pass."""
import sys

import numpy as np

from . import check_pairs, check_tables

F1_GATE, AUC_GATE = 0.30, 0.65


def auc(score, y):
    """Area under the ROC curve, ties counted half."""
    order = np.argsort(score, kind="stable")
    s, rank = score[order], np.empty(len(score))
    _, start, count = np.unique(s, return_index=True, return_counts=True)
    rank[order] = np.repeat(start + (count + 1) / 2, count)
    n1 = y.sum()
    return (rank[y].sum() - n1 * (n1 + 1) / 2) / (n1 * (len(y) - n1))


def features(t):
    ids = [x["account_id"] for x in t["accounts"]]
    at = {a: k for k, a in enumerate(ids)}
    f = {k: np.zeros(len(ids)) for k in ("logins", "reviews", "contracts", "payouts", "changes", "documents", "banks")}
    for name, table, cols in (("logins", "logins", ("account_id",)), ("reviews", "reviews", ("reviewer_id", "reviewee_id")),
                              ("contracts", "contracts", ("client_id", "worker_id")), ("payouts", "payouts", ("account_id",)),
                              ("changes", "changes", ("account_id",)), ("documents", "documents", ("account_id",)),
                              ("banks", "bank_accounts", ("account_id",))):
        for x in t.get(table, ()):
            for c in cols:
                f[name][at[x[c]]] += 1
    f = {k: np.log1p(v) for k, v in f.items()}
    f["created"] = np.array([x["created_at"] for x in t["accounts"]], float)
    f["row"] = np.arange(len(ids), dtype=float)
    f["id_value"] = np.array([int("".join(ch for ch in a if ch.isdigit()) or 0) for a in ids], float)
    f["id_last"] = np.array([ord(a[-1]) for a in ids], float)
    f["name_length"] = np.array([len(x["name"]) for x in t["accounts"]], float)
    return f


def logistic(X, y, rounds=30, ridge=1.0):
    w = np.zeros(X.shape[1])
    for _ in range(rounds):
        p = 1 / (1 + np.exp(-np.clip(X @ w, -30, 30)))
        H = (X.T * (p * (1 - p))) @ X + ridge * np.eye(len(w))
        w += np.linalg.solve(H, X.T @ (y - p) - ridge * w)
    return w


def separation(t, ring):
    """(best stump and its AUC, cross-validated logistic AUC)."""
    f = features(t)
    y = np.array([ring[x["account_id"]] != "" for x in t["accounts"]])
    one = sorted(((max(a, 1 - a), k) for k, a in ((k, auc(v, y)) for k, v in f.items())), reverse=True)
    cols = [(v - v.mean()) / (v.std() or 1) for v in (f[k] for k in ("logins", "created", "reviews", "contracts", "id_value", "id_last", "row"))]
    X = np.column_stack([np.ones(len(y))] + cols + [c * c for c in cols])
    score, fold = np.zeros(len(y)), np.random.default_rng(1).integers(0, 5, len(y))
    for k in range(5):
        w = logistic(X[fold != k], y[fold != k].astype(float))
        score[fold == k] = X[fold == k] @ w
    return one, auc(score, y)


def check(where, loud=True):
    t = check_tables.load(where)
    ring = {x["account_id"]: x["operator"] if x["motif"] else "" for x in t["truth"]}
    bad = check_tables.check(t)
    sizes = {}
    for g in ring.values():
        if g:
            sizes[g] = sizes.get(g, 0) + 1
    total = sum(n * (n - 1) // 2 for n in sizes.values())
    vals = check_pairs.values(t)
    f1 = {k: check_pairs.best_f1(v, ring, total) for k, v in vals.items()}
    for kind, best in f1.items():
        if best[0] >= F1_GATE:
            bad.append(f"{kind} alone reaches pair F1 {best[0]:.3f} at degree <= {best[1]}")
    one, lr = separation(t, ring)
    # with few ring accounts chance alone moves an AUC; two standard errors are allowed
    slack = 2 * (1 / (12 * max(1, sum(sizes.values())))) ** 0.5 if sum(sizes.values()) < 150 else 0.0
    for a, k in one:
        if k in ("logins", "created", "reviews", "contracts", "id_value", "id_last", "row") and a > AUC_GATE + slack:
            bad.append(f"{k} alone separates rings with AUC {a:.3f}")
    if lr > AUC_GATE + slack:
        bad.append(f"logistic regression separates rings with AUC {lr:.3f}")
    found, weak = check_pairs.findable(t, ring, vals), set()
    for g, (n, fams, part, two, kinds) in sorted(found.items()):
        if fams < 2 or part < 0.6:
            weak.add(g)
            bad.append(f"ring {g} of {n} is not findable: {fams} families {kinds}, {part:.0%} of it tied together")
    if loud:
        top = sorted(((b[0], k, b[1]) for k, b in f1.items()), reverse=True)[:5]
        print(f"{where}: {len(ring)} accounts, {len(sizes)} rings, {sum(sizes.values())} members, {total} pairs")
        print("  pair F1:", ", ".join(f"{k} {f:.3f} (k<={d})" for f, k, d in top))
        print("  AUC:", ", ".join(f"{k} {a:.3f}" for a, k in one[:5]), f"| logistic {lr:.3f} (gate {AUC_GATE + slack:.2f})")
        if found:
            v = list(found.values())
            print(f"  findable: families mean {np.mean([x[1] for x in v]):.1f} min {min(x[1] for x in v)}; tied part mean "
                  f"{np.mean([x[2] for x in v]):.2f} min {min(x[2] for x in v):.2f}; members with two families {np.mean([x[3] for x in v]):.2f}")
        for b in bad:
            print("  BAD", b)
        print("  PASS" if not bad else "  FAIL")
    return bad, weak


if __name__ == "__main__":
    raise SystemExit(0 if not any([check(d)[0] for d in sys.argv[1:]]) else 1)
