"""Engineer A, a graph-minded academic: everything is an edge that is drawn with a probability.

Habits: times uniform round the clock; 45 x 36 names in Latin letters; reviews by preferential attachment; ids are
shuffled integers; amounts log-normal; no `changes` and no `reports`, since they are no edges.
"""

import random
from collections import defaultdict
from dataclasses import replace

import numpy

from .engineer_a_plan import HUBS, KNOBS, LAWFUL, RINGS
from .people import COUNTRIES, Name, Net
from .tables import DAY, HOUR, START, Snapshot, utc


class World:
    """Accounts with their values, and the events that edges between them cause."""

    def __init__(self, count, seed, knobs):
        self.knobs = knobs
        self.rng = random.Random(f"a{seed}")
        self.dice = numpy.random.default_rng([seed, 1])
        self.net = Net(self.rng)
        self.count = count
        self.end = START + knobs.span * DAY
        rng = self.rng
        self.ids = [str(number) for number in rng.sample(range(10**6, 10**7), count)]
        self.names = [Name(rng, False) for _ in range(count)]
        self.country = [rng.choice(COUNTRIES) for _ in range(count)]
        self.role = [rng.choice(["worker", "worker", "client", "both"]) for _ in range(count)]
        self.created = [int(rng.uniform(START - 200 * DAY, self.end - 20 * DAY)) for _ in range(count)]
        self.closed = {}
        self.home = [self.net.home(country) for country in self.country]
        self.devices = [[self.fresh("dev") for _ in range(1 + (rng.random() < 0.4))] for _ in range(count)]
        self.values = defaultdict(dict)  # kind -> account -> value, for things an account has one of
        self.bank_holder = {}
        self.later_start = {}  # account -> the moment before which the operator did not have it
        self.meetings = []  # (account, time, ip or None, device or None, remote)
        self.acts = []  # (act, from, to)
        self.truth = [(f"p{i}", "", "plain") for i in range(count)]
        self.free = list(range(count))
        rng.shuffle(self.free)

    def fresh(self, prefix):
        """A value nobody has."""
        return f"{prefix}-{self.rng.getrandbits(44):011x}"

    def meet(self, members, often, joining, ip=None, device=None, remote=False):
        """Meetings at one place or machine: each is an hour in which each member is there with a probability."""
        begin = max(self.later_start.get(m, self.created[m]) for m in members)
        begin = min(begin, self.end - 10 * DAY)
        for _ in range(4 + int(self.dice.poisson(often))):
            at = self.rng.uniform(begin, self.end - HOUR)
            for member in members:
                until = self.closed.get(member, self.end)
                if self.rng.random() < joining and self.created[member] < at < until:
                    self.meetings.append((member, at + self.rng.uniform(0, HOUR), ip, device, remote))

    def edges(self, members, topology, p):
        """Directed pairs of a topology, each kept with probability p."""
        first, rest = members[0], members[1:]
        half = max(2, len(members) * 2 // 3)
        pairs = {
            "star": [(first, m) for m in rest],
            "random": [(a, b) for i, a in enumerate(members) for b in members[i + 1 :]],
            "bipartite": [(a, b) for a in members[:half] for b in members[half:]],
        }[topology]
        return [pair for pair in pairs if self.rng.random() < p]

    def share(self, group, members, kind, per, p):
        """The affiliation graph of one kind of thing."""
        rng = self.rng
        for start in range(0, len(members), per if len(members) > per + 1 else len(members)):
            part = [m for m in members[start : start + per] if rng.random() < p]
            if len(part) < 2:
                continue
            often, joining = (14, 0.5) if "often" in group.flags else (9, 0.65)
            if kind == "ip":
                place = {"office": "office", "agency_declared": "office"}.get(group.word)
                ip = self.net.place(place, group.word) if place else self.net.home(self.country[part[0]])
                self.meet(part, often, joining, ip=ip, remote="remote" in group.flags)
                if "often" in group.flags and not place:
                    for member in part:
                        self.home[member] = ip
            elif kind == "device" and "succession" in group.flags:
                for member in part:
                    self.devices[member] = [self.devices[part[0]][0]]
            elif kind == "device":
                self.meet(part, often, joining, device=self.fresh("dev"), remote="remote" in group.flags)
            elif kind == "corporate":
                bank = self.fresh("bank")
                self.bank_holder[bank] = (
                    f"{rng.choice(['NORTH', 'BLUE', 'SUN', 'OAK'])} {rng.choice(['WORKS', 'STAFF'])} KK"
                )
                self.values["bank"].update((m, bank) for m in part)
            elif kind == "bank":
                bank = self.fresh("bank")
                self.bank_holder[bank] = self.names[part[0]].latin
                self.values["bank"].update((m, bank) for m in part)
            else:
                value = self.fresh(kind)
                self.values[kind].update((m, value) for m in part)
                if "operation" in group.flags and rng.random() < self.knobs.camouflage:
                    stranger = self.stranger()
                    self.values[kind].setdefault(stranger, value)
                    self.bystander(stranger)

    def plant(self, group, members):
        """Give a group its stories first (they set times), then its shares and acts."""
        rng, flags = self.rng, group.flags
        if "family" in flags:
            for member in members[1:]:
                self.names[member] = Name(rng, False, self.names[members[0]].family)
        if "one_person" in flags:
            for member in members[1:]:
                self.names[member] = self.names[members[0]]
                self.home[member], self.country[member] = self.home[members[0]], self.country[members[0]]
        if "roles" in flags:
            self.role[members[0]], self.role[members[1]] = "client", "worker"
        if "succession" in flags:
            at = START - rng.uniform(0, 5) * DAY
            step = (self.end - at) / (len(members) + 1)
            for member in members:
                self.created[member] = int(at)
                at += step * rng.uniform(0.7, 1.1)
                if member != members[-1]:
                    self.closed[member] = int(at - rng.uniform(0.2, 2) * DAY)
        if "made_together" in flags:
            at = rng.uniform(START, self.end - 40 * DAY)
            ip = self.net.place("campus", "school") if "campus" in flags else self.net.home(self.country[members[0]])
            device = self.fresh("dev")
            for member in members:
                self.created[member] = int(at + rng.uniform(0, 4) * DAY)
                self.meetings.append((member, self.created[member] + 300, ip, device, False))
        if "handover" in flags:
            for member in members:
                self.created[member] = int(rng.uniform(START, self.end - 60 * DAY))
                self.later_start[member] = self.created[member] + 9 * DAY
        if "resale" in flags:
            seller, buyer = members
            device, at = self.devices[seller][0], rng.uniform(START + 30 * DAY, self.end - 30 * DAY)
            self.created[seller], self.created[buyer] = START - DAY, int(at + 2 * DAY)
            for member, low, high in [(seller, START, at), (buyer, at + 3 * DAY, self.end)]:
                for _ in range(8):
                    self.meetings.append((member, rng.uniform(low, high), None, device, False))
        if "shifts" in flags:
            self.shifts(members)
        for kind, (per, p) in group.shares.items():
            if not ("operation" in flags and kind in self.knobs.dropped):
                self.share(group, members, kind, per, p)
        for act, (topology, p) in group.acts.items():
            p = rng.uniform(0.85, 1.0) if (act, group.word) == ("mutual", "mutual_review") else p
            self.acts += [(act, a, b) for a, b in self.edges(members, topology, p)]

    def shifts(self, members):
        """A team at one machine: three slots of a day, and every account is worked in every slot, one after another."""
        device, ip = self.fresh("dev"), self.net.home(self.country[members[0]])
        begin = max(self.created[m] for m in members)
        begin = max(START, min(begin, self.end - 15 * DAY))
        for _ in range(10):
            at = (
                begin
                + self.rng.randrange(max(1, int(self.end - begin) // DAY)) * DAY
                + self.rng.randrange(3) * 8 * HOUR
            )
            for member in self.rng.sample(members, min(3, len(members))):
                self.meetings.append((member, at, ip, device, False))
                at += self.rng.uniform(40, 70) * 60

    def stranger(self):
        """Somebody whom no later group takes."""
        return self.rng.choice(self.free[len(self.free) * 3 // 4 :])

    def bystander(self, account):
        """A lawful stranger whom a ring touches."""
        self.truth[account] = (f"p{account}", "", "bystander")

    def take(self, size):
        """Accounts that stand in no group yet."""
        taken, self.free = self.free[:size], self.free[size:]
        return taken


def plant_all(world):
    """Rings, then look-alikes; both by rates for each 20,000 accounts."""
    rng, knobs, scale = world.rng, world.knobs, world.count / 20000
    for group in RINGS:
        group = replace(group, flags=group.flags | {"operation"})
        for number in range(max(1, round(group.rate * scale * knobs.ring_scale))):
            size = max(3, round(rng.randint(*group.sizes) * knobs.size_scale))
            members = world.take(size)
            for member in members:
                world.truth[member] = (f"op-{group.word}-{number}", group.word, "")
            world.plant(group, members)
            for member in members:
                if rng.random() < knobs.traded:
                    stranger = world.stranger()
                    world.acts += [("review", member, stranger), ("review", stranger, member)]
                    world.bystander(stranger)
    for group in LAWFUL:
        for number in range(max(1, round(group.rate * scale * knobs.lawful_scale))):
            members = world.take(rng.randint(*group.sizes))
            for member in members:
                operator = f"q-{group.word}-{number}" if "one_person" in group.flags else f"p{member}"
                world.truth[member] = (operator, "", group.word)
            world.plant(group, members)


def end_some(world):
    """Some plain accounts end for reasons of their own."""
    for account in world.free:
        if world.truth[account][2] == "plain" and world.rng.random() < 0.03:
            world.closed[account] = world.end - world.rng.randint(1, 15) * DAY


def visit_hubs(world):
    """Cafes, carriers and VPN exits: thousands pass, rings too; most visitors come a few times only."""
    rng = world.rng
    for word, kind, hubs, share in HUBS:
        for hub in range(hubs):
            ip = world.net.place(kind, f"{word} {hub}", listed=rng.random() < 0.8)
            machines = [world.fresh("dev") for _ in range(6)] if word == "cafe" else [None]
            for account in rng.sample(range(world.count), int(world.count * min(0.2, share * world.knobs.hub_scale))):
                if world.truth[account][2] == "plain":
                    world.truth[account] = (world.truth[account][0], "", word)
                for _ in range(rng.randint(1, 5)):
                    at = rng.uniform(max(START, world.created[account]), world.closed.get(account, world.end))
                    world.meetings.append((account, at, ip, rng.choice(machines), False))


def write_logins(world, snapshot):
    """Meetings, and sessions of each account on its own at uniform times."""
    rng = world.rng
    numbers = world.dice.poisson(world.knobs.sessions, world.count)
    sessions = list(world.meetings)
    for account in range(world.count):
        begin, until = max(START, world.created[account]), world.closed.get(account, world.end)
        handed = world.later_start.get(account)
        new_ip, new_device = world.net.home(world.country[account]), world.fresh("dev")
        for _ in range(numbers[account]):
            at = rng.uniform(begin, max(begin + HOUR, until))
            ip, device = world.home[account], rng.choice(world.devices[account])
            if handed and at > handed:
                ip, device = new_ip, new_device
            if rng.random() < 0.2:
                ip = world.net.home(world.country[account])
            sessions.append((account, at, ip, device, False))
    for account, at, ip, device, remote in sessions:
        length = int(rng.expovariate(1 / 3000)) + 60
        ip, device = ip or world.home[account], device or world.devices[account][0]
        remote = "true" if remote and rng.random() < 0.6 else ""
        snapshot.add("logins", world.ids[account], utc(at), utc(at + length), ip, device, remote)


def write_graph(world, snapshot):
    """Contracts and reviews by preferential attachment, then the acts inside groups."""
    rng, ends, edges = world.rng, list(range(10)), []
    for account in rng.sample(range(world.count), world.count):
        for _ in range(world.knobs.attachment):
            other = rng.choice(ends)
            if other != account:
                edges.append(("contract", account, other))
                ends += [account, other]
    for number, (act, a, b) in enumerate(edges + world.acts):
        low = max(START, world.created[a], world.created[b])
        at = rng.uniform(min(low + 4 * DAY, world.end - DAY), world.end)
        planted = number >= len(edges)
        one, two = world.ids[a], world.ids[b]
        rating = rng.choice([4, 5, 5, 5]) if planted else rng.choice([1, 2, 3, 4, 4, 5, 5, 5])
        if act == "contract":
            contract = f"c{number}"
            fee = round(float(numpy.exp(rng.gauss(9, 0.8))))
            snapshot.add(
                "contracts",
                contract,
                one,
                two,
                rng.choice(["web", "text", "art", "data"]),
                fee,
                "JPY",
                utc(at - 3 * DAY),
            )
            snapshot.add("reviews", one, two, utc(at), rating, contract)
            snapshot.add("work", two, utc(at - 2 * DAY), utc(at - 2 * DAY + rng.uniform(1, 8) * HOUR), contract)
            if rng.random() < 0.5:
                snapshot.add("reviews", two, one, utc(at + rng.uniform(0, DAY)), rating, contract)
        elif act in ("mutual", "review"):
            snapshot.add("reviews", one, two, utc(at), rating)
            if act == "mutual":
                snapshot.add("reviews", two, one, utc(at + rng.uniform(0, 5 * DAY)), rating)
        else:
            snapshot.add("ties", one, two, act, utc(at), rng.randint(5, 500) * 100 if act == "transfer" else "")
    for _ in range(world.count // 10):
        a, b = rng.sample(range(world.count), 2)
        kind = rng.choice(["message", "message", "referral", "transfer"])
        at = utc(rng.uniform(START + 30 * DAY, world.end))
        snapshot.add(
            "ties", world.ids[a], world.ids[b], kind, at, rng.randint(5, 90) * 100 if kind == "transfer" else ""
        )


def write_values(world, snapshot):
    """Accounts, their documents, banks, payouts and identifiers."""
    rng, values = world.rng, world.values
    templates = [world.fresh("template") for _ in range(400)]
    agents = [world.fresh("agent") for _ in range(150)]
    for i in range(world.count):
        me, name, opened = world.ids[i], world.names[i], world.created[i]
        ban = "suspended" if world.truth[i][1] or i % 2 and world.truth[i][2] != "permitted_return" else "closed"
        status = ban if i in world.closed else "active"
        changed = utc(world.closed[i]) if i in world.closed else ""
        organisation = values["organisation"].get(i, "")
        country = world.country[i]
        snapshot.add("accounts", me, name.shown, "", world.role[i], country, utc(opened), status, changed, organisation)
        document = values["document"].get(i) or world.fresh("doc")
        snapshot.add(
            "documents",
            me,
            document,
            rng.choice(["passport", "driving_licence"]),
            country,
            name.latin,
            utc(opened + HOUR),
        )
        bank = values["bank"].get(i) or world.fresh("bank")
        holder = world.bank_holder.get(bank, name.latin)
        snapshot.add("bank_accounts", me, bank, "bank", holder, country, utc(opened + DAY))
        for kind in ("phone", "email", "address", "portrait", "template"):
            value = values[kind].get(i) or (rng.choice(templates) if kind == "template" else world.fresh(kind))
            snapshot.add("identifiers", me, kind, value, utc(opened))
        onward = values["onward"].get(i) or (rng.choice(agents) if rng.random() < 0.12 else "")
        keep = 0.2 if i in values["onward"] else rng.uniform(0, 0.6)
        for _ in range(rng.randint(1, 4) if world.role[i] != "client" or i in values["onward"] else 0):
            at = rng.uniform(max(START, opened) + 2 * DAY, max(world.closed.get(i, world.end), opened + 3 * DAY))
            amount = round(float(numpy.exp(rng.gauss(10, 0.7))))
            row = (me, bank, utc(at), amount, "JPY")
            if onward:
                sent = round(amount * (1 - keep * rng.uniform(0.9, 1.1)))
                row += (onward, utc(at + rng.uniform(2, 60) * HOUR), sent, rng.choice(COUNTRIES))
            snapshot.add("payouts", *row)
        snapshot.add("truth", me, *world.truth[i])
    for row in world.net.ranges:
        snapshot.add("networks", *row)


def generate(count, seed, variant):
    """One snapshot by engineer A."""
    world, snapshot = World(count, seed, KNOBS[variant]), Snapshot()
    plant_all(world)
    end_some(world)
    visit_hubs(world)
    write_logins(world, snapshot)
    write_graph(world, snapshot)
    write_values(world, snapshot)
    return snapshot
