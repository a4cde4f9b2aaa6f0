"""Engineer C's scenes of operations: cases from the files."""

from .people import Name
from .tables import DAY, HOUR, START


def keep_habit(stage, cast):
    """Those of the cast who keep a habit; always two at least."""
    chosen = [p for p in cast if stage.rng.random() < stage.knobs.habit]
    return chosen if len(chosen) >= 2 else cast[:2]


def give(people, **values):
    """The same values for all of them."""
    for person in people:
        person.update(values)


def place(stage, people, ip=None, device=None, weight=1, begin=0, until=None):
    """A place or machine that all of them use beside their own."""
    for person in people:
        person["places"].append((weight, ip, device, begin, until or stage.end))


def send_on(stage, cast, keep):
    """All money but a fixed share goes to one exchange."""
    give(keep_habit(stage, cast), onward=stage.token("exchange"), keep=keep)


def caught(stage, people):
    """Some are suspended late in the span."""
    if not stage.knobs.quiet:
        for person in people:
            if stage.rng.random() < 0.15:
                person["status"], person["ended"] = "suspended", int(stage.end - stage.rng.uniform(1, 20) * DAY)


def complain(stage, cast, kind):
    """Two clients report the same."""
    if not stage.knobs.quiet:
        for person in keep_habit(stage, cast):
            for _ in range(2):
                stage.reports.append((person, kind, stage.rng.choice(stage.people[:500]), stage.moment(person)))


def rush(stage, cast, ip, device, rounds, gap=4):
    """One after another on one machine: a session of each, with a few minutes between."""
    for _ in range(rounds):
        at = stage.moment(*cast)
        for person in stage.rng.sample(cast, min(4, len(cast))):
            minutes = stage.rng.uniform(10, 30)
            stage.sessions.append((person, at, minutes, ip, device, False))
            at += int((minutes + stage.rng.uniform(1, gap)) * 60)


def laptop_farm(stage, cast):
    """A flat full of laptops: a starter wakes them in the same minutes; remote control; one exchange."""
    line = stage.net.home(cast[0]["country"])
    place(stage, keep_habit(stage, cast), ip=line)
    for _ in range(20):
        at = stage.moment(*cast)
        for person in keep_habit(stage, cast):
            stage.sessions.append(
                (person, at + stage.rng.randrange(400), 500, line, person["pc"], stage.rng.random() < 0.4)
            )
    send_on(stage, cast, 0.15)
    caught(stage, cast)


def payout_funnel(stage, cast):
    """The salaries meet in one or two banks under somebody's name, and go on the same day."""
    mule = Name(stage.rng, True)
    for part in (cast[: len(cast) // 2 + 1], cast[len(cast) // 2 + 1 :]):
        give([p for p in part if stage.rng.random() < 0.85], bank=stage.token("bk"), holder=mule.holder)
    send_on(stage, cast, 0.2)
    give(keep_habit(stage, cast), bank_kind="money_transfer")
    for person in keep_habit(stage, cast) if not stage.knobs.quiet else []:
        at = stage.moment(person, margin=40)
        stage.changes += [(person, "bank_account", at + step * 8 * DAY) for step in range(4)]


def rented_identity(stage, cast):
    """Owners verify at home, then rent out; the renter's PC, hosting line and exchange take over."""
    line, machine = stage.net.place("hosting", "cloud"), stage.token("pc")
    for person in cast:
        person["made"] = int(stage.rng.uniform(START, stage.end - 70 * DAY))
        handed = person["made"] + 8 * DAY
        if stage.rng.random() < stage.knobs.habit:
            place(stage, [person], ip=line, device=machine, begin=handed)
        stage.changes.append((person, "email", handed))
    send_on(stage, cast, 0.3)


def shift_team(stage, cast):
    """Three people at two machines day and night; the working time is more than anybody can."""
    line, machines = stage.home(cast[0]["country"]), [stage.token("pc"), stage.token("pc")]
    for machine in machines:
        rush(stage, keep_habit(stage, cast), line, machine, 12)
    for person in keep_habit(stage, cast):
        monday = stage.moment(person, margin=30)
        for day in range(28):
            stage.work.append((person, monday + day * DAY, 17))
    complain(stage, cast, "several_operators")


def persona_operator(stage, cast):
    """One writer with many faces: photos used again, one text, one machine."""
    give(keep_habit(stage, cast), template=stage.token("text"))
    give(keep_habit(stage, cast[::2]), portrait=stage.token("face"))
    rush(stage, keep_habit(stage, cast), stage.home(cast[0]["country"]), stage.token("pc"), 14)
    complain(stage, cast, "refuses_video")


def recycling(stage, cast):
    """Banned, and back in days with the same phone, machine or bank."""
    first = cast[0]
    at, step = START + DAY, (stage.end - START - 5 * DAY) // len(cast)
    for number, person in enumerate(cast):
        person["made"] = at + stage.rng.randrange(1, 3) * DAY // 2
        at += step
        if number < len(cast) - 1:
            person["status"], person["ended"] = "suspended", at
        for key in ("phone", "pc", "bank", "home"):
            if stage.rng.random() < 0.75:
                person[key] = first[key]
        person["holder"] = first["holder"] if person["bank"] == first["bank"] else person["holder"]


def broker_star(stage, cast):
    """A broker recruits, takes a fee from each by transfer, and helps from the own PC."""
    broker = cast[0]
    for person in cast[1:]:
        stage.ties.append((broker, person, "referral", stage.moment(broker, person), ""))
        for _ in range(stage.rng.randint(2, 5)):
            stage.ties.append(
                (person, broker, "transfer", stage.moment(broker, person), stage.rng.randint(20, 90) * 100)
            )
    debtor = stage.person("bystander")  # paid the broker back once, for something else
    stage.ties.append((debtor, broker, "transfer", stage.moment(debtor, broker), 3000))
    place(stage, keep_habit(stage, cast[1:]), ip=broker["home"], device=broker["pc"], weight=1)
    give([p for p in cast if stage.rng.random() < 0.4], bank=broker["bank"], holder=broker["holder"])


def stealth(stage, cast):
    """Nothing in common but a start on one afternoon, an exchange, and a bot that works all of them at night."""
    ip, device, made = (
        stage.net.home(cast[0]["country"]),
        stage.token("pc"),
        int(stage.rng.uniform(START, stage.end - 60 * DAY)),
    )
    for person in cast:
        person["made"] = made + stage.rng.randrange(30) * HOUR
        stage.sessions.append((person, person["made"] + 900, 20, ip, device, False))
    for _ in range(14):
        at = stage.moment(*cast)
        for person in keep_habit(stage, cast):
            stage.sessions.append((person, at + stage.rng.randrange(500), 40, person["home"], person["pc"], False))
    send_on(stage, cast, 0.25)


def mutual_review(stage, cast):
    """85 to 100 % of the pairs praise each other, from one machine or line."""
    density, begin = stage.rng.uniform(0.85, 1), stage.moment(*cast, margin=25)
    for i, a in enumerate(cast):
        for b in cast[i + 1 :]:
            if stage.rng.random() < density:
                stage.deals.append((a, b, begin + stage.rng.randrange(18 * DAY), 5, 5))
    rush(stage, keep_habit(stage, cast), stage.home(cast[0]["country"]), stage.token("pc"), 10)


def review_star(stage, cast):
    """The boss's client account praises all the workers within days and shares a bank with some."""
    boss = cast[0]
    give(cast[:1], role="client")
    give(cast[1:], role="worker")
    begin = stage.moment(*cast, margin=18)
    for worker in cast[1:]:
        stage.deals.append((boss, worker, begin + stage.rng.randrange(10 * DAY), 5, stage.rng.choice([5, None])))
    give([p for p in cast if stage.rng.random() < 0.6], bank=boss["bank"], holder=boss["holder"])
    place(stage, keep_habit(stage, cast), ip=stage.net.home(boss["country"]))


def one_way_boost(stage, cast):
    """Throw-away clients, made on one day, praise a few workers and are never rated."""
    cut = max(2, len(cast) * 2 // 3)
    made = int(stage.rng.uniform(START, stage.end - 60 * DAY))
    give(cast[:cut], role="client")
    give(cast[cut:], role="worker")
    for client in cast[:cut]:
        client["made"] = made + stage.rng.randrange(40) * HOUR
        for worker in cast[cut:]:
            stage.deals.append((client, worker, stage.moment(client, worker, margin=8), 5, None))
    rush(stage, cast[:cut], stage.home(cast[0]["country"]), stage.token("pc"), 10)
    place(stage, keep_habit(stage, cast), ip=stage.net.home(cast[0]["country"]))


def shared_identity(stage, cast):
    """One licence for three accounts, reissued by its last digit, sometimes under another name; one face."""
    for start in range(0, len(cast), 3):
        part, number = cast[start : start + 3], cast[start]["document"][:11]
        for person in part:
            person["document"] = number + str(stage.rng.randrange(4))
            if stage.rng.random() < 0.6:
                person["portrait"] = part[0]["portrait"]
    place(stage, keep_habit(stage, cast), device=stage.token("pc"))
    send_on(stage, cast, 0.2)


RINGS = [laptop_farm, payout_funnel, rented_identity, shift_team, persona_operator, recycling]
RINGS += [broker_star, stealth, mutual_review, review_star, one_way_boost, shared_identity]
