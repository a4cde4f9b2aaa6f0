"""Engineer D, a data engineer: every table is a handful of numpy columns; what is planted is written over slices.

Habits: ids like e-mail addresses in the order of planting; Unix seconds; half-empty optional columns; nothing is
correlated but what is planted; a new random address for every fourth login; random scores 1 to 5; uniform amounts;
no `work`, no `changes`, no `reports`; accounts opened on uniformly random days.
"""

import numpy as np

from .engineer_d_plan import KNOBS, SLICES
from .people import COUNTRIES, LATIN_FAMILY, LATIN_GIVEN
from .tables import DAY, HOUR, START, Snapshot

IDENTIFIERS = ("phone", "address", "portrait", "template")
SHARED = ("ip", "device", "bank", "document", "onward", "organisation") + IDENTIFIERS
CGNAT, VPN, CAFE = 100 << 24 | 72 << 16, 185 << 24 | 200 << 16, 61 << 24 | 200 << 16  # first address of each kind


class Columns:
    """Columns of accounts, and lists of planted logins, reviews and ties."""

    def __init__(self, count, seed, knobs):
        self.rng, self.knobs, self.count = np.random.default_rng([seed, 4]), knobs, count
        rng, self.end = self.rng, START + knobs.span * DAY
        self.value = {column: np.arange(count) + 1 for column in SHARED}  # a number for a value; 0 is none
        self.value["organisation"][:] = 0
        self.value["onward"][rng.random(count) < 0.9] = 0
        self.value["template"] = rng.integers(1, 31, count)  # thirty texts for everybody
        self.next = 10 * count
        self.value["surname"] = rng.integers(0, len(LATIN_FAMILY), count)
        self.value["given"] = rng.integers(0, len(LATIN_GIVEN), count)
        self.value["holder"] = np.arange(count)  # the account whose name the bank has; -1 a company, -2 a stranger
        self.value["ip"] = rng.choice(2**27, count, replace=False) + (90 << 24)
        self.value["ip"][rng.random(count) < knobs.cgnat] = CGNAT
        carrier = self.value["ip"] == CGNAT
        self.value["ip"][carrier] += rng.integers(0, 5, carrier.sum())
        self.created = rng.integers(START - 300 * DAY, self.end - 25 * DAY, count)
        self.closed = np.zeros(count, dtype=np.int64)
        self.role = rng.choice(3, count, p=[0.6, 0.3, 0.1])  # worker, client, both
        self.motif, self.group = [""] * count, ["plain"] * count
        self.operator = [f"o{i}" for i in range(count)]
        self.handed = np.zeros(count, dtype=np.int64)
        self.remote = np.zeros(count)
        self.keep = np.zeros(count)
        self.logins = []  # (account, time, ip, device)
        self.reviews, self.ties = [], []

    def fresh(self):
        """A number that stands nowhere yet."""
        self.next += 1
        return self.next

    def fresh_ip(self):
        """A random address."""
        return int(self.rng.integers(90 << 24, 98 << 24))

    def days(self, rows, margin=2):
        """A random time at which all rows exist."""
        return int(self.rng.integers(max(START, self.created[rows].max()), self.end - margin * DAY))


def plant(columns):
    """All slices, from the first row on; then strangers' rows that a ring's value strays into."""
    rng, knobs, at, lent = columns.rng, columns.knobs, 0, []
    for kind in SLICES:
        scale = (knobs.ring_scale if kind.operation else knobs.lawful_scale) * columns.count / 20000
        for number in range(max(1, round(kind.rate * scale))):
            size = int(rng.integers(kind.sizes[0], kind.sizes[1] + 1))
            rows = np.arange(at, at + (max(3, round(size * knobs.size_scale)) if kind.operation else size))
            at += len(rows)
            for row in rows:
                columns.group[row] = kind.word
                if kind.operation:
                    columns.motif[row] = kind.word
                if kind.operation or kind.one_person:
                    columns.operator[row] = f"{kind.word}/{number}"
            for extra in kind.extras:
                EXTRAS[extra](columns, rows)
            for column in kind.columns:
                if kind.operation and column in knobs.dropped:
                    continue
                value = columns.value[column][rows[0]] if column in ("surname", "given", "holder") else columns.fresh()
                value = columns.fresh_ip() if column == "ip" else value
                reached = rows
                if kind.operation:
                    reached = rows[rng.random(len(rows)) < rng.uniform(knobs.low, knobs.high)]
                    if column in IDENTIFIERS and rng.random() < knobs.lent:
                        lent.append((column, value))
                columns.value[column][reached] = value
                if kind.operation and column == "onward":
                    columns.keep[reached] = 0.2
                if kind.operation and column == "bank" and "mismatch" not in kind.extras:
                    columns.value["holder"][reached] = rows[0]
    ended = at + np.flatnonzero(rng.random(columns.count - at) < 0.03)  # plain accounts that end as accounts do
    columns.closed[ended] = columns.end - rng.integers(DAY, 20 * DAY, len(ended))
    for column, value in lent:
        row = int(rng.integers(at, columns.count))
        columns.value[column][row] = value
        columns.group[row] = "bystander"


def remote(columns, rows):
    """The platform sees remote control in half of the sessions."""
    columns.remote[rows] = 0.5


def mismatch(columns, rows):
    """A stranger's name on the bank account."""
    columns.value["holder"][rows] = -2


def company(columns, rows):
    """A company's name on the bank account."""
    columns.value["holder"][rows] = -1


def handover(columns, rows):
    """Things of the first week never return."""
    columns.created[rows] = columns.rng.integers(START, columns.end - 50 * DAY, len(rows))
    columns.handed[rows] = columns.created[rows] + 7 * DAY


def sequence(columns, device, ip, rows, rounds, gap):
    """Rounds of logins of all rows on one device and address (or each one's own), `gap` seconds apart."""
    for _ in range(rounds):
        at = columns.days(rows)
        for step, row in enumerate(columns.rng.permutation(rows)):
            own = columns.value["device"][row], columns.value["ip"][row]
            columns.logins.append((row, at + step * gap, ip or own[1], device or own[0]))


def night_and_day(columns, rows):
    """Quick turns at one machine."""
    sequence(columns, columns.fresh(), columns.fresh_ip(), rows, 15, 400)


def same_minutes(columns, rows):
    """A script starts all of them within minutes, each on its own things."""
    sequence(columns, 0, 0, rows, 12, 70)


def succession(columns, rows):
    """One after another; all but the last closed."""
    edges = np.linspace(START, columns.end - 12 * DAY, len(rows) + 1).astype(np.int64)
    columns.created[rows] = edges[:-1] + HOUR
    columns.closed[rows[:-1]] = edges[1:-1]


def born_together(columns, rows):
    """Opened from one device and address in some days."""
    device, ip = columns.fresh(), columns.fresh_ip()
    columns.created[rows] = columns.rng.integers(START, columns.end - 30 * DAY) + columns.rng.integers(
        0, 5 * DAY, len(rows)
    )
    columns.logins += [(row, columns.created[row] + 120, ip, device) for row in rows]


def resale(columns, rows):
    """One device, first with one, later with the other."""
    device, at = columns.fresh(), START + columns.knobs.span * DAY // 2
    columns.created[rows] = START - DAY
    for row, begin in zip(rows, (START, at + 3 * DAY)):
        for moment in columns.rng.integers(begin, begin + (at - START) - 4 * DAY, 10):
            columns.logins.append((row, int(moment), columns.value["ip"][row], device))


def roles(columns, rows):
    """A client and a worker."""
    columns.role[rows] = [1, 0]


def transfer_star(columns, rows):
    """All send money to the first, who referred them."""
    for row in rows[1:]:
        columns.ties.append((rows[0], row, "referral", columns.days(rows), ""))
        columns.ties += [(row, rows[0], "transfer", columns.days(rows), 5000) for _ in range(2)]


def review(columns, a, b, low, begin, width):
    """One planted review; width is the time in which it may come."""
    at = min(begin + int(columns.rng.integers(0, width)), columns.end)
    columns.reviews.append((a, b, at, int(columns.rng.integers(low, 6))))


def mutual(columns, rows, density, low):
    """Both ways between a share of the pairs."""
    begin = columns.days(rows, 15)
    for i, a in enumerate(rows):
        for b in rows[i + 1 :]:
            if columns.rng.random() < density:
                review(columns, a, b, low, begin, 14 * DAY)
                review(columns, b, a, low, begin, 14 * DAY)


def clique(columns, rows):
    """85 to 100 % of the pairs."""
    mutual(columns, rows, columns.rng.uniform(0.85, 1.0), 4)


def some_reviews(columns, rows):
    """Friends review some friends, as they find them."""
    mutual(columns, rows, 0.5, 2)


def star(columns, rows):
    """A client reviews all the others within days."""
    columns.role[rows], columns.role[rows[0]] = 0, 1
    begin = columns.days(rows, 15)
    for row in rows[1:]:
        review(columns, rows[0], row, 5, begin, 9 * DAY)


def boost(columns, rows):
    """Two thirds review the rest, and nobody reviews them back."""
    cut = max(2, len(rows) * 2 // 3)
    begin = columns.days(rows, 20)
    for a in rows[:cut]:
        for b in rows[cut:]:
            review(columns, a, b, 5, begin, 20 * DAY)


EXTRAS = {f.__name__: f for f in (remote, mismatch, company, handover, night_and_day, same_minutes, succession, resale)}
EXTRAS |= {f.__name__: f for f in (born_together, roles, transfer_star, clique, some_reviews, star, boost)}


def dotted(number):
    """An address from its number."""
    number = int(number)
    return f"{number >> 24}.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


def sparse(columns, cells):
    """Cells, some of them emptied at random."""
    keep = columns.rng.random(len(cells)) < columns.knobs.filled
    return [cell if kept else "" for cell, kept in zip(cells, keep)]


def login_columns(columns):
    """All logins by column: account, time, address, device, remote, closed by masks for what is planted."""
    rng, knobs, count = columns.rng, columns.knobs, columns.count
    account = np.repeat(np.arange(count), rng.poisson(knobs.logins, count))
    size = len(account)
    begin = np.maximum(START, columns.created[account])
    until = np.where(columns.closed[account] > 0, columns.closed[account], columns.end)
    at = (begin + rng.random(size) * (until - begin)).astype(np.int64)
    if knobs.office_hours:
        at = np.clip(at // DAY * DAY + rng.integers(0, 9 * HOUR, size), begin, until)
    ip, device = columns.value["ip"][account], columns.value["device"][account]
    member = np.array([bool(motif) for motif in columns.motif])[account]
    own = rng.random(size) < np.where(member, knobs.own_value, 0.25)
    ip = np.where(own, rng.integers(98 << 24, 99 << 24, size), ip)
    device = np.where(own & member, account + 2 * count, device)
    early = at < columns.handed[account]
    ip = np.where(early, (80 << 24) + account, ip)
    device = np.where(early, account + 3 * count, device)
    for share, first, exits in ((knobs.vpn, VPN, 4), (knobs.cafe, CAFE, 6)):
        ip = np.where(rng.random(size) < share, first + rng.integers(0, exits, size), ip)
    cafe = (ip >= CAFE) & (ip < CAFE + 6)
    device = np.where(cafe, 5 * count + rng.integers(0, 60, size), device)
    device = np.where(rng.random(size) < 0.15, 0, device)
    seen = rng.random(size) < columns.remote[account]
    planted = np.array(columns.logins, dtype=np.int64).T
    account, at, ip, device = (np.concatenate(pair) for pair in zip((account, at, ip, device), planted))
    return account, at, ip, device, np.concatenate([seen, np.zeros(planted.shape[1], dtype=bool)])


def write_logins(columns, ids, snapshot):
    """Logins in order of time."""
    account, at, ip, device, seen = login_columns(columns)
    length = columns.rng.integers(60, 3 * HOUR, len(account))
    for i in np.lexsort((account, at)).tolist():
        name = f"dev{device[i]}" if device[i] else ""
        row = (ids[account[i]], int(at[i]), int(at[i] + length[i]), dotted(ip[i]), name, "true" if seen[i] else "")
        snapshot.rows["logins"].append(row)
    for word, first, exits in (("cgnat", CGNAT, 3), ("vpn", VPN, 2), ("public", CAFE, 3)):
        for offset in range(0, 4 if word == "cgnat" else exits):
            snapshot.add("networks", f"{dotted(first + offset)}/32", word, "", "JP", "")


def write_accounts(columns, ids, snapshot):
    """Accounts, papers, banks and identifiers, with holes."""
    rng, count, value = columns.rng, columns.count, columns.value
    names = [f"{LATIN_GIVEN[g]} {LATIN_FAMILY[s]}" for g, s in zip(value["given"], value["surname"])]
    country = [COUNTRIES[i] for i in rng.integers(0, len(COUNTRIES), count)]
    role = [("worker", "client", "both")[i] for i in columns.role]
    shown, opened = sparse(columns, names), columns.created.tolist()
    ended = [int(t) if t else "" for t in columns.closed]
    banned = [bool(m) or g == "plain" and i % 2 for i, (m, g) in enumerate(zip(columns.motif, columns.group))]
    status = [("suspended" if ban else "closed") if t else "active" for t, ban in zip(ended, banned)]
    organisation = [f"org{v}" if v else "" for v in value["organisation"]]
    empty = [""] * count
    snapshot.rows["accounts"] = list(zip(ids, shown, empty, role, country, opened, status, ended, organisation))
    classes = ["" if motif else group for motif, group in zip(columns.motif, columns.group)]
    snapshot.rows["truth"] = list(zip(ids, columns.operator, columns.motif, classes))
    planted = np.array([group != "plain" for group in columns.group])
    held = {-1: "NAGOMI CO LTD", -2: "TARO YAMAZAKI"}
    for i in np.flatnonzero((rng.random(count) < 0.8) | planted).tolist():
        snapshot.add("documents", ids[i], f"P{value['document'][i]}", "passport", country[i], names[i], opened[i])
    for i in np.flatnonzero((columns.role != 1) | planted).tolist():
        holder = value["holder"][i]
        holder = (names[holder] if holder >= 0 else held[holder]) if rng.random() < 0.6 else ""
        snapshot.add("bank_accounts", ids[i], f"bank{value['bank'][i]}", "bank", holder, "", opened[i])
    for kind in IDENTIFIERS:
        for i in np.flatnonzero((rng.random(count) < columns.knobs.filled) | planted).tolist():
            snapshot.add("identifiers", ids[i], kind, f"{kind}{value[kind][i]}")


def write_acts(columns, ids, snapshot):
    """Reviews as a random graph, a contract for each other one, payouts at random, ties."""
    rng, knobs, count = columns.rng, columns.knobs, columns.count
    size = int(count * knobs.reviews)
    a, b = rng.integers(0, count, size), rng.integers(0, count, size)
    low = np.maximum(START, np.maximum(columns.created[a], columns.created[b]))
    at, rating = (low + rng.random(size) * (columns.end - low)).astype(np.int64), rng.integers(1, 6, size)
    drawn = [row for row in zip(a.tolist(), b.tolist(), at.tolist(), rating.tolist()) if row[0] != row[1]]
    for number, (one, other, when, stars) in enumerate(drawn + columns.reviews):
        contract = f"{number}" if number % 2 else ""
        if contract:
            fee = int(rng.integers(1000, 50000))
            snapshot.add("contracts", contract, ids[one], ids[other], "any", fee, "JPY", int(when) - HOUR)
        snapshot.add("reviews", ids[one], ids[other], int(when), stars, contract)
    payee = np.flatnonzero((columns.role != 1) | (columns.value["onward"] > 0))
    payee = np.repeat(payee, rng.integers(1, 5, len(payee)))
    low = np.maximum(START, columns.created[payee])
    until = np.where(columns.closed[payee] > 0, columns.closed[payee], columns.end)
    paid = (low + rng.random(len(payee)) * (until - low)).astype(np.int64).tolist()
    for row, when in zip(payee.tolist(), paid):
        amount, onward = int(rng.integers(1000, 200000)), columns.value["onward"][row]
        cells = (ids[row], f"bank{columns.value['bank'][row]}", when, amount, "JPY")
        if onward:
            keep = columns.keep[row] * rng.uniform(0.95, 1.05) or rng.random()
            cells += (f"agent{onward}", when + int(rng.integers(1, 3 * DAY)), int(amount * (1 - keep)), "")
        snapshot.rows["payouts"].append(cells)
    for one, other in rng.integers(0, count, (count // 10, 2)).tolist():
        if one != other:
            when = int(rng.integers(max(START, columns.created[[one, other]].max()), columns.end))
            kind = ("message", "referral", "transfer")[int(rng.integers(0, 3))]
            snapshot.add("ties", ids[one], ids[other], kind, when, int(rng.integers(1, 9000)))
    for one, other, kind, when, amount in columns.ties:
        snapshot.add("ties", ids[one], ids[other], kind, when, amount)


def generate(count, seed, variant):
    """One snapshot by engineer D."""
    columns, snapshot = Columns(count, seed, KNOBS[variant]), Snapshot()
    plant(columns)
    ids = [f"user{i}@example.net" for i in range(count)]
    write_accounts(columns, ids, snapshot)
    write_logins(columns, ids, snapshot)
    write_acts(columns, ids, snapshot)
    return snapshot
