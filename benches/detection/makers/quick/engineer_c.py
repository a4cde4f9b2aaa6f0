"""Engineer C, a fraud analyst: knows the cases; each is a scene whose cast gets rows by hand.

Habits: Japanese names with kana for most; licence numbers of twelve digits; ids u000001 in shuffled order; times with
+09:00; accounts opened in waves after campaigns; people live by the clock (an evening or a day habit, phone and PC,
home line, carrier, now and then a cafe or a VPN); changes, reports, ties, suspensions are filled; review scores random.
"""

import math
import random
from dataclasses import dataclass

from .engineer_c_lawful import LAWFUL
from .engineer_c_rings import RINGS
from .people import COUNTRIES, Name, Net
from .tables import DAY, HOUR, START, Snapshot, jst

TOKYO = 9 * HOUR


@dataclass(frozen=True)
class Knobs:
    """What C turns between variants."""

    span: int = 180
    cases: int = 4  # scenes of each motif for each 20,000 accounts
    mean_size: float = 6.0  # geometric
    lawful: float = 1.0
    own_phone: float = 0.4  # share of a member's sessions on things of its own
    ring_vpn: float = 0.05  # share of members' sessions on exits that other rings use too
    habit: float = 0.85  # chance that a member keeps a habit of its case
    quiet: bool = False  # no reports, no changes, nobody suspended
    carrier: float = 0.25
    sessions: float = 24.0
    japanese: float = 0.8


KNOBS = {"default": Knobs(), "other": Knobs(100, 6, 4.5, 1.5, 0.6, 0.15, 0.8, True, 0.45, 18.0, 0.5)}


class Stage:
    """Where scenes play: people with their places, and lists of what happened."""

    def __init__(self, count, seed, knobs):
        self.rng, self.knobs, self.count = random.Random(f"c{seed}"), knobs, count
        self.net, self.end = Net(self.rng), START + knobs.span * DAY
        self.people, self.numbers = [], self.rng.sample(range(1, count * 3), count)
        self.sessions = []  # (person, begin, minutes, ip, device, remote)
        self.deals = []  # (client, worker, time, rating, rating back or None)
        self.work, self.ties, self.reports, self.changes = [], [], [], []
        self.waves = [self.rng.uniform(START - 250 * DAY, self.end - 40 * DAY) for _ in range(12)]
        self.carriers = [self.net.place("cgnat", "carrier") for _ in range(12)]
        self.cafes = [self.net.place("public", "internet cafe", listed=i % 2 == 0) for i in range(8)]
        self.cafe_machines = [[self.token("pc") for _ in range(10)] for _ in self.cafes]
        self.vpns = [self.net.place("vpn", "vpn") for _ in range(8)]
        self.courses = [self.token("text") for _ in range(150)]
        self.agents = [self.token("exchange") for _ in range(80)]

    def token(self, kind):
        """A value nobody has."""
        return f"{kind}{self.rng.getrandbits(40):010x}"

    def person(self, word, role=None, family=None):
        """Somebody joins in a wave, with a phone, often a PC, and a home line (one in three of IPv6)."""
        rng = self.rng
        made = min(rng.choice(self.waves) + rng.expovariate(1 / (8 * DAY)), self.end - 30 * DAY)
        person = {"id": f"u{self.numbers[len(self.people)]:06d}", "word": word, "motif": "", "made": int(made)}
        person["operator"] = "h" + person["id"][1:]
        person["name"] = Name(rng, rng.random() < self.knobs.japanese, family)
        person["country"] = rng.choice(COUNTRIES)
        person["role"] = role or rng.choices(["worker", "client", "both"], [6, 3, 1])[0]
        person["document"] = f"{rng.randrange(10**11):011d}{rng.randrange(3)}"
        person["bank"], person["holder"], person["bank_kind"] = self.token("bk"), person["name"].holder, "bank"
        person["phone"] = f"+81{rng.choice([70, 80, 90])}{rng.randrange(10**8):08d}"
        person["email"] = f"{person['name'].latin.split()[-1].lower()}{rng.randrange(10**6)}@example.jp"
        person["address"], person["portrait"] = self.token("ad"), self.token("face")
        person["template"] = rng.choice(self.courses) if rng.random() < 0.3 else self.token("text")
        person["onward"], person["keep"] = (rng.choice(self.agents), None) if rng.random() < 0.08 else ("", None)
        person["status"], person["ended"], person["org"] = "active", None, ""
        person["rate"] = rng.lognormvariate(math.log(self.knobs.sessions), 0.4)
        person["hour"] = rng.choice([10, 13, 20, 21, 22])
        person["home"] = self.home(person["country"])
        person["phone_id"], person["pc"] = self.token("ph"), self.token("pc")
        person["places"] = []  # (weight, ip, device, begin, until), beside the person's own
        self.people.append(person)
        return person

    def home(self, country):
        """A home line."""
        if self.rng.random() < 0.3:
            parts = [self.rng.randrange(1, 65536) for _ in range(3)]
            return "2400:4050:{:x}:{:x}::{:x}".format(*parts)
        return self.net.home(country)

    def moment(self, *people, margin=3):
        """A time at which all of them are there."""
        low = max([START] + [p["made"] for p in people])
        high = min([self.end] + [p["ended"] for p in people if p["ended"]]) - margin * DAY
        return int(self.rng.uniform(min(low, high), high)) if high > low else low

    def evening(self, person, at):
        """The moment moved to the person's hour of the day."""
        day = (at + TOKYO) // DAY * DAY - TOKYO
        return int(day + self.rng.gauss(person["hour"], 2.5) * HOUR)


def live(stage):
    """Sessions of everybody: own things, the places of the scene, and the town's."""
    rng, knobs = stage.rng, stage.knobs
    for person in stage.people:
        begin, until = max(START, person["made"]), person["ended"] or stage.end
        days = max(1.0, (until - begin) / DAY)
        number = max(2, round(person["rate"] * (days / knobs.span) ** 0.5))
        for _ in range(number):
            at = stage.evening(person, int(rng.uniform(begin, until)))
            at = min(max(at, person["made"] + 60), until - 60)
            device = person["phone_id"] if rng.random() < 0.45 else person["pc"]
            ip = person["home"]
            if device == person["phone_id"] and rng.random() < knobs.carrier * 2:
                ip = rng.choice(stage.carriers)
            chance = rng.random()
            places = [place for place in person["places"] if place[3] <= at < place[4]]
            if chance < knobs.ring_vpn and person["motif"]:
                ip = stage.vpns[rng.randrange(3)]
            elif chance < 0.01:
                cafe = rng.randrange(len(stage.cafes))
                ip, device = stage.cafes[cafe], rng.choice(stage.cafe_machines[cafe])
            elif places and rng.random() > (knobs.own_phone if person["motif"] else 0.3):
                _, place_ip, place_device, _, _ = rng.choices(places, [place[0] for place in places])[0]
                ip, device = place_ip or ip, place_device or device
            if rng.random() < 0.05:
                device = ""
            stage.sessions.append((person, at, rng.lognormvariate(3.3, 0.9), ip, device, False))


def trade(stage):
    """Lawful business: clients order, workers work and both may review."""
    rng = stage.rng
    clients = [p for p in stage.people if p["role"] != "worker"]
    workers = [p for p in stage.people if p["role"] != "client"]
    for _ in range(int(stage.count * 1.3)):
        client, worker = rng.choice(clients), rng.choice(workers)
        if client is not worker:
            back = rng.randint(3, 5) if rng.random() < 0.6 else None
            stage.deals.append((client, worker, stage.moment(client, worker), rng.randint(1, 5), back))
    for _ in range(stage.count // 6):
        a, b = rng.sample(stage.people, 2)
        kind = rng.choice(["message"] * 4 + ["referral", "transfer"])
        stage.ties.append((a, b, kind, stage.moment(a, b), rng.randint(10, 300) * 100 if kind == "transfer" else ""))
    if not stage.knobs.quiet:
        for _ in range(stage.count // 4):
            person = rng.choice(stage.people)
            stage.changes.append(
                (person, rng.choice(["address", "phone", "email", "bank_account"]), stage.moment(person))
            )
        for _ in range(stage.count // 60):
            worker, client = rng.choice(workers), rng.choice(clients)
            kind = rng.choice(["unnatural_language", "refuses_video", "below_market", "off_platform"])
            stage.reports.append((worker, kind, client, stage.moment(worker)))


def write_deals(stage, snapshot):
    """Contracts with work and reviews."""
    rng = stage.rng
    usual = {"translation": 12000, "web": 45000, "writing": 6000, "app": 90000}
    for number, (client, worker, at, rating, back) in enumerate(stage.deals):
        contract, category = f"k{number:07d}", rng.choice(sorted(usual))
        fee = int(usual[category] * rng.lognormvariate(0, 0.3) // 100 * 100)
        snapshot.add("contracts", contract, client["id"], worker["id"], category, fee, "JPY", jst(at))
        for day in range(rng.randint(0, 3)):
            begin = stage.evening(worker, at + day * DAY)
            snapshot.add("work", worker["id"], jst(begin), jst(begin + rng.uniform(0.5, 5) * HOUR), contract)
        snapshot.add("reviews", client["id"], worker["id"], jst(at + 4 * DAY), rating, contract)
        if back:
            snapshot.add(
                "reviews", worker["id"], client["id"], jst(at + 4 * DAY + rng.uniform(1, 50) * HOUR), back, contract
            )
    for person, begin, hours in stage.work:
        snapshot.add("work", person["id"], jst(begin), jst(begin + hours * HOUR), "")


def write_people(stage, snapshot):
    """Accounts, papers, money; the order is that of the ids."""
    rng = stage.rng
    for p in sorted(stage.people, key=lambda person: person["id"]):
        me, name, made = p["id"], p["name"], jst(p["made"])
        ended = jst(p["ended"]) if p["ended"] else ""
        snapshot.add("accounts", me, name.shown, name.kana, p["role"], p["country"], made, p["status"], ended, p["org"])
        snapshot.add("documents", me, p["document"], "driving_licence", p["country"], name.shown, jst(p["made"] + HOUR))
        snapshot.add("bank_accounts", me, p["bank"], p["bank_kind"], p["holder"], p["country"], jst(p["made"] + DAY))
        for kind in ("phone", "email", "address", "portrait", "template"):
            if p["role"] != "client" or kind in ("phone", "email"):
                snapshot.add("identifiers", me, kind, p[kind], made)
        snapshot.add("truth", me, p["operator"], p["motif"], "" if p["motif"] else p["word"])
        if p["role"] == "client" and not p["keep"]:
            continue
        for _ in range(rng.randint(1, 6)):
            at, amount = stage.moment(p), int(rng.lognormvariate(10.2, 0.8) // 10 * 10)
            row = (me, p["bank"], jst(at), amount, "JPY")
            if p["onward"]:
                keep = rng.gauss(p["keep"], 0.01) if p["keep"] else rng.uniform(0, 0.9)
                row += (
                    p["onward"],
                    jst(at + rng.uniform(3, 70) * HOUR),
                    int(amount * (1 - keep)),
                    rng.choice(COUNTRIES),
                )
            snapshot.add("payouts", *row)


def write_rest(stage, snapshot):
    """Sessions, acts, complaints and the net."""
    for person, at, minutes, ip, device, remote in stage.sessions:
        if person["ended"] and at > person["ended"]:
            continue
        end = at + max(1, minutes) * 60
        snapshot.add("logins", person["id"], jst(at), jst(end), ip, device, "true" if remote else "")
    for person, field, at in stage.changes:
        snapshot.add("changes", person["id"], field, jst(at))
    for a, b, kind, at, amount in stage.ties:
        snapshot.add("ties", a["id"], b["id"], kind, jst(at), amount)
    for person, kind, reporter, at in stage.reports:
        snapshot.add("reports", person["id"], kind, reporter["id"], jst(at))
    for row in stage.net.ranges:
        snapshot.add("networks", *row)


def generate(count, seed, variant):
    """One snapshot by engineer C."""
    stage, snapshot = Stage(count, seed, KNOBS[variant]), Snapshot()
    rng, knobs = stage.rng, stage.knobs
    for scene, rate in LAWFUL:
        for _ in range(max(1, round(rate * knobs.lawful * count / 20000))):
            scene(stage)
    for scene in RINGS:
        for number in range(max(1, round(knobs.cases * count / 20000))):
            size = min(20, 3 + int(rng.expovariate(1 / (knobs.mean_size - 3))))
            cast = [stage.person("") for _ in range(size)]
            for person in cast:
                person["motif"], person["operator"] = scene.__name__, f"{scene.__name__}#{number}"
                person["rate"] *= 1.3
            scene(stage, cast)
    while len(stage.people) < count:
        person = stage.person("plain")
        if rng.random() < 0.02:  # left, or broke some other rule
            person["status"] = rng.choice(["closed", "suspended"])
            person["ended"] = stage.end - rng.randint(1, 25) * DAY
    live(stage)
    trade(stage)
    write_people(stage, snapshot)
    write_deals(stage, snapshot)
    write_rest(stage, snapshot)
    return snapshot
