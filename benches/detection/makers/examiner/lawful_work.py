"""Lawful groups of working life: employers, schools, cooperatives, intermediaries and loyal clients."""

from . import belongings as own
from . import names
from . import traces as use
from .people import DAY, Channel, holder_of
from .registry import folk, lawful


def at_work(world, people, place, hour=3.5) -> None:
    """Office hours at one place, on each one's own work machine."""
    for person in people:
        machine = world.new_device()
        person.channels.append(
            Channel(place, machine, use.pace(person) * world.rng.uniform(0.3, 2), hour, 1.8, weekend=0.1)
        )


@lawful("office", 30)
def office(world, word):
    """Colleagues with side jobs: one office address in office hours, homes apart."""
    people = folk(world, word, 3, 25)
    at_work(world, people, world.net.office())
    if world.rng.random() < 0.5:
        own.talk(world, people, 0.4)


@lawful("agency", 12)
def agency(world, word):
    """An agency that says so: declared name, one corporate payee, house template, some shared machines."""
    rng, people = world.rng, folk(world, word, 4, 30, country="JP")
    company, payee = names.draw_company(rng)
    line = world.net.office()
    at_work(world, people, line)
    own.pooled_bank(world, people, 1, holder=payee, extent=(40, 40))
    own.template(world, people, rng.uniform(0.3, 1))
    if rng.random() < 0.5:
        use.shared_machine(world, people, 0.4, line)
    for person in people:
        person.organisation = company


@lawful("small_studio", 15)
def small_studio(world, word):
    """A firm of a few that never filled in its name: corporate payee, shared PC, one phone, one client."""
    people = folk(world, word, 3, 7, country="JP")
    line = world.net.office()
    at_work(world, people, line)
    use.shared_machine(world, people, 0.7, line)
    own.pooled_bank(world, people, world.rng.uniform(0.5, 1), holder=names.draw_company(world.rng)[1], extent=(7, 7))
    if world.rng.random() < 0.5:
        own.phone(world, people, 0.7)


@lawful("family_shop", 10)
def family_shop(world, word):
    """A family firm whose members order from and rate each other, and share till, machine and bank."""
    name = names.SURNAMES[world.rng.integers(len(names.SURNAMES))]
    people = folk(world, word, 3, 5, family=name, country="JP")
    use.move_in(world, people, people[0].home)
    own.pooled_bank(world, people, 0.8, holder=holder_of(people[0].name, "JP"), extent=(5, 5))
    use.shared_machine(world, people, 1)
    own.praise(world, own.mutual_pairs(world, people, 0.4), 1.0)


@lawful("subcontractor", 18)
def subcontractor(world, word):
    """A prime worker who passes orders on and pays the others by transfer; what he keeps varies by job."""
    prime, *others = folk(world, word, 3, 10, role="worker")
    for other in others:
        for _ in range(int(world.rng.integers(1, 6))):
            world.tie(prime, other, "transfer", world.moment(prime, other), world.rng.lognormal(9.5, 0.8))
        if world.rng.random() < 0.4:
            other.set("template", prime.value("template") or other.value("template") or "tpl-standard")
    own.sent_on(world, [prime, *others[:1]], 1, world.rng.uniform(0.2, 0.5), world.rng.uniform(0.1, 0.3), "JP")
    own.overwork(world, [prime], 1)


@lawful("mentor", 10)
def mentor(world, word):
    """A paid coach: mentees use his template, he looks at their accounts, and a steady fee goes on to him."""
    coach, *mentees = folk(world, word, 4, 14)
    for mentee in mentees:
        mentee.channels.append(Channel(coach.home, coach.device, 0.04, coach.hour, 2))
        world.tie(coach, mentee, "referral", max(mentee.created, coach.created))
    own.template(world, mentees, 0.8)
    if world.rng.random() < 0.5:
        own.sent_on(world, mentees, 0.6, world.rng.uniform(0.7, 0.85), 0.02, "JP", extent=(14, 14))


@lawful("school", 8)
def school(world, word):
    """A class that registers in one week in one room, with the course's template, then disperses."""
    people = folk(world, word, 6, 40)
    use.born_together(world, people, 0.95, world.net.office("campus"), world.rng.uniform(0.2, 7))
    own.template(world, people, world.rng.uniform(0.3, 0.9))


@lawful("course_mates", 12)
def course_mates(world, word):
    """An online course: bought template, study evenings at the same minutes, first orders from each other."""
    people = folk(world, word, 5, 25)
    own.template(world, people, 0.8)
    use.same_minutes(world, people, 0.5, extent=(3, 8), times=(3, 12))
    own.praise(world, own.mutual_pairs(world, people, 0.12), 0.9)


@lawful("call_centre", 4)
def call_centre(world, word):
    """Hot desks in three shifts: shared machines by the clock, one client, papers and banks of their own."""
    people = folk(world, word, 9, 40)
    place, client = world.net.office(), world.people.person(word, role="client")
    for part in use.parts(world, people, 3, 6):
        device = world.new_device()
        for turn, person in enumerate(part):
            person.channels.append(Channel(place, device, use.pace(person) * 2, 8 * (turn % 3) + 1, 1.5))
            own.deal(world, client, person, chance=0.4)


@lawful("telework_centre", 5)
def telework_centre(world, word):
    """A town's telework project: one room with shared PCs, one week of registration, a coordinator who hires and praises."""
    coordinator, *people = folk(world, word, 6, 30, country="JP")
    room = world.net.office("public" if world.rng.random() < 0.5 else "office")
    coordinator.role = "client"
    use.born_together(world, people, 0.8, room)
    use.shared_machine(world, people, 0.5, room, extent=(2, 4))
    use.relay(world, people, 0.3, room, weekly=(0.2, 0.8))
    own.phone(world, people, 0.2)
    for person in people:
        world.tie(coordinator, person, "referral", max(person.created, coordinator.created))
        own.deal(world, coordinator, person, 5, 0.7)


@lawful("cooperative", 8)
def cooperative(world, word):
    """A workers' cooperative: the association's bank, members who rate and pay each other."""
    people = folk(world, word, 4, 15)
    own.pooled_bank(
        world, people, world.rng.uniform(0.4, 0.9), holder=f"{names.half_width('ハタラク')}ｸﾐｱｲ", extent=(15, 15)
    )
    own.transfers_up(world, people, 0.7)
    own.praise(world, own.mutual_pairs(world, people, 0.3), 0.95)


@lawful("band", 8)
def band(world, word):
    """Musicians who are paid into the treasurer's account and split it in cash."""
    people = folk(world, word, 3, 6)
    own.pooled_bank(world, people, 1, holder=holder_of(people[0].name, "JP"), extent=(6, 6))
    own.talk(world, people, 1)


@lawful("accountant", 6)
def accountant(world, word):
    """A tax accountant who enters many clients' accounts from one office machine, one after another."""
    people = folk(world, word, 6, 30)
    use.relay(world, people, 1, world.net.office(), extent=(6, 12), weekly=(0.15, 0.4))
    own.recovery(world, people, 0.3)


@lawful("charity_bank", 5)
def charity_bank(world, word):
    """People without a bank: a charity's account, address, phone and PC stand in."""
    people = folk(world, word, 3, 12)
    own.pooled_bank(world, people, 0.9, holder=names.half_width("ササエアイ") + "(ﾄｸﾋ", extent=(12, 12))
    for trace, chance in ((own.address, 0.8), (own.phone, 0.4), (use.relay, 0.5)):
        if world.rng.random() < chance:
            trace(world, people, 0.6)


@lawful("loyal_client", 25)
def loyal_client(world, word):
    """A client that hires many in two weeks and gives all of them five stars."""
    client = world.people.person(word, role="client")
    start = world.rng.uniform(world.begin, world.end - 20 * DAY)
    for worker in folk(world, word, 3, 20, role="worker"):
        own.deal(world, client, worker, 5, 0.9, start + world.rng.uniform(0, 12) * DAY)


@lawful("project_team", 14)
def project_team(world, word):
    """Freelancers on one project: daily meeting at the same minutes, the client's server, messages, good marks."""
    client, *people = folk(world, word, 4, 14)
    client.role, server = "client", world.net.server()
    use.same_minutes(world, people, 0.9, extent=(14, 14), times=(10, 40))
    for person in people:
        person.channels.append(Channel(server, person.device, use.pace(person) * 0.5, person.hour, 2, remote=0.1))
        own.deal(world, client, person, None, 0.8)
    own.talk(world, people, 0.8)


@lawful("circle", 10)
def circle(world, word):
    """Translators or engineers who proof-read for each other: over months nearly all rate all, with real orders."""
    people = folk(world, word, 4, 12, role="both")
    own.praise(world, own.mutual_pairs(world, people, world.rng.uniform(0.5, 0.95)), 1.0)
    if world.rng.random() < 0.4:
        own.talk(world, people, 0.7)


@lawful("own_company", 20)
def own_company(world, word):
    """An owner whose firm's client account and own worker account are paid into the firm's bank."""
    client = world.people.person(word, role="client", country="JP")
    worker = world.people.person(word, operator=client.operator, role="worker", country="JP")
    worker.name = client.name
    use.move_in(world, [client, worker], client.home)
    own.pooled_bank(world, [client, worker], 1, holder=names.draw_company(world.rng)[1])
    if world.rng.random() < 0.6:
        use.shared_machine(world, [client, worker], 1)


@lawful("coworking", 8)
def coworking(world, word):
    """Members of a shared office: its line and postal address, chance talk and small orders."""
    people = folk(world, word, 5, 30)
    at_work(world, people, world.net.office(), 4)
    own.same_value("address", (30, 30))(world, people, 0.4)
    own.praise(world, own.mutual_pairs(world, people, 0.03), 1.0)


@lawful("hackathon", 5)
def hackathon(world, word):
    """A weekend event: registered in one hall within two days, prizes passed on by the captain."""
    people = folk(world, word, 6, 30)
    use.born_together(world, people, 0.9, world.net.office("public"), 2.0)
    for team in use.parts(world, people, 3, 5):
        own.transfers_up(world, team, 1)
