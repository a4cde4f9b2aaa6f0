"""Lawful groups of private life: households, relatives, friends, neighbours and helpers."""

from . import belongings as own
from . import names
from . import traces as use
from .people import DAY, Channel, holder_of
from .registry import folk, lawful


def surname(rng) -> str:
    return names.SURNAMES[rng.integers(len(names.SURNAMES))]


@lawful("family", 90)
def family(world, word):
    """One surname, home, line; a common PC; now and then a parent's phone, card or bank."""
    rng = world.rng
    people = folk(world, word, 2, 5, family=surname(rng), country="JP")
    use.move_in(world, people, people[0].home)
    (
        own.address(world, people, 1.0)
        if len(people) < 4
        else [p.set("address", people[0].value("address") or "自宅") for p in people]
    )
    for trace, chance in (
        (use.shared_machine, 0.6),
        (own.phone, 0.25),
        (own.card, 0.3),
        (own.pooled_bank, 0.15),
        (own.referred, 0.3),
    ):
        if rng.random() < chance:
            trace(world, people, rng.uniform(0.4, 1))


@lawful("couple_bank", 50)
def couple_bank(world, word):
    """Partners under two surnames who use one bank account, one home, sometimes one tablet."""
    people = [world.people.person(word, country="JP") for _ in range(2)]
    use.move_in(world, people, people[0].home)
    own.pooled_bank(world, people, 1, holder=holder_of(people[0].name, "JP"))
    for trace, chance in ((own.address, 0.7), (use.shared_machine, 0.5), (own.talk, 0.3), (own.recovery, 0.2)):
        if world.rng.random() < chance:
            trace(world, people, 1)


@lawful("house_share", 25)
def house_share(world, word):
    """Unrelated lodgers on one line and address, with machines of their own, some referred by others."""
    people = folk(world, word, 3, 12)
    use.move_in(world, people, people[0].home)
    home = people[0].value("address")
    for person in people:
        if home and world.rng.random() < 0.8:
            person.set("address", home)
    for trace, chance in (
        (own.referred, 0.5),
        (use.shared_machine, 0.15),
        (own.transfers_up, 0.35),
        (use.same_minutes, 0.3),
    ):
        if world.rng.random() < chance:
            trace(world, people, world.rng.uniform(0.2, 0.6))


@lawful("foreign_house", 8)
def foreign_house(world, word):
    """Students from abroad in one house: one agent for remittances, a common helper's phone, the same school's course."""
    people = folk(world, word, 4, 14)
    use.move_in(world, people, people[0].home)
    own.phone(world, people, world.rng.uniform(0.2, 0.5))
    own.template(world, people, world.rng.uniform(0.2, 0.5))
    agent = world.agents[world.rng.integers(len(world.agents))]
    for person in people:
        own.sent_on(world, [person], 1, world.rng.uniform(0.05, 0.6), world.rng.uniform(0.1, 0.3), "VN")
        person.onward.targets = [agent]


@lawful("dormitory", 4)
def dormitory(world, word):
    """A student hall or company dormitory: dozens on a few addresses, own machines."""
    people = folk(world, word, 15, 60)
    use.move_in(world, people, world.net.office("campus"))
    own.referred(world, people, 0.3)


@lawful("twins", 12)
def twins(world, word):
    """Twins: portraits that match, one home, one birthday, two people."""
    people = [world.people.person(word, family=surname(world.rng), country="JP") for _ in range(2)]
    use.move_in(world, people, people[0].home)
    own.portrait(world, people, 1)
    own.address(world, people, 1)


@lawful("carer", 18)
def carer(world, word):
    """A helper enters for several frail or disabled people on the helper's machine; the guardian's bank takes the money."""
    people = folk(world, word, 2, 7)
    helper, *cared = people
    for person in cared:
        person.channels.append(Channel(helper.home, helper.device, 0.15, helper.hour, 1.5))
    if len(cared) > 1 and world.rng.random() < 0.5:
        own.pooled_bank(world, cared, 1, holder=holder_of(helper.name, "JP"), extent=(2, 7))
    if world.rng.random() < 0.4:
        own.complaints(world, cared, 0.3) if len(cared) > 1 else None


@lawful("remote_helper", 20)
def remote_helper(world, word):
    """A grown-up child steers a parent's machine from afar."""
    child, parent = (world.people.person(word, family=surname(world.rng), country="JP") for _ in range(2))
    use.remote_control(world, [parent], 1)
    parent.channels.append(Channel(child.home, child.device, 0.08, child.hour, 1.5, remote=0.3))
    own.recovery(world, [child, parent], 1)


@lawful("divorce", 10)
def divorce(world, word):
    """A couple with one bank and home until they part: new bank, name, address, line, machine."""
    people = [world.people.person(word, country="JP") for _ in range(2)]
    old, new = people
    parted = world.rng.uniform(world.begin + 20 * DAY, world.end - 20 * DAY)
    line = new.home
    use.move_in(world, people, old.home)
    own.pooled_bank(world, people, 1, holder=holder_of(old.name, "JP"))
    new.banks[-1].removed = parted
    new.banks.append(world.people.bank(new))
    new.banks[-1].added = parted
    for channel in list(new.channels):
        if channel.place is old.home:
            channel.end = min(channel.end, parted)
    new.channels.append(Channel(line, world.new_device(), 0.3, new.hour, 2, parted))
    for field in ("name", "bank_account", "address", "phone"):
        world.change(new, field, parted + world.rng.exponential(5) * DAY)


@lawful("marriage", 25)
def marriage(world, word):
    """A new surname, paper and bank within weeks."""
    person = world.people.person(word, country="JP")
    at = world.moment(person, last=0.8)
    for field in ("name", "bank_account", "document", "address", "name", "bank_account")[
        : int(world.rng.integers(3, 7))
    ]:
        world.change(person, field, at + world.rng.exponential(10) * DAY)


@lawful("next_tenant", 20)
def next_tenant(world, word):
    """One flat, one line: the next tenant comes when the last has gone."""
    first, second = (world.people.person(word, country="JP") for _ in range(2))
    moved = world.rng.uniform(world.begin + 20 * DAY, world.end - 20 * DAY)
    own.address(world, [first, second], 1)
    first.main().end = moved
    first.channels.append(Channel(world.net.home(), first.device, use.pace(first), first.hour, 2, moved))
    second.channels.append(Channel(first.home, second.device, use.pace(second), second.hour, 2, moved + 5 * DAY))


@lawful("friends", 35)
def friends(world, word):
    """Friends who bring each other, write, lend money, order from one another and rate it kindly."""
    people = folk(world, word, 3, 8)
    for trace, chance in ((own.referred, 0.7), (own.talk, 0.9), (own.transfers_up, 0.4), (use.common_line, 0.4)):
        if world.rng.random() < chance:
            trace(world, people, world.rng.uniform(0.4, 1))
    own.praise(world, own.mutual_pairs(world, people, world.rng.uniform(0.05, 0.35)), 0.95)


@lawful("gamers", 8)
def gamers(world, word):
    """A guild: the same evenings online, gifts, messages, long sessions."""
    people = folk(world, word, 4, 15)
    use.same_minutes(world, people, 0.9, extent=(3, 8))
    own.talk(world, people, 0.9)
    own.transfers_up(world, people, 0.4)


@lawful("two_roles", 90)
def two_roles(world, word):
    """One person with an account as client and one as worker: same paper, bank, phone, machine."""
    client = world.people.person(word, role="client")
    worker = world.people.person(word, operator=client.operator, role="worker", country=client.country)
    worker.name, worker.home = client.name, client.home
    worker.documents = [paper[:4] + [worker.created + DAY] for paper in client.documents]
    worker.channels = [
        Channel(c.place, c.device, c.rate * world.rng.uniform(0.3, 1.5), c.hour, c.spread) for c in client.channels
    ]
    worker.banks = [world.people.bank(worker)]
    client.banks = [type(b)(b.number, b.kind, b.holder, b.country, client.created + DAY) for b in worker.banks]
    for kind in ("phone", "address", "portrait", "card"):
        if client.value(kind) and world.rng.random() < 0.8:
            worker.set(kind, client.value(kind))


@lawful("registered_again", 35)
def registered_again(world, word):
    """A lost password: the old account is closed or sleeps, and the same person registers anew."""
    old = world.people.person(word)
    new = world.people.person(word, operator=old.operator, country=old.country)
    old.ended, old.status = world.moment(old), ("closed", "suspended")[world.rng.random() < 0.3]
    new.created = min(old.ended + world.rng.exponential(10) * DAY, world.end - 3600)
    new.name, new.banks = old.name, [
        type(b)(b.number, b.kind, b.holder, b.country, new.created + DAY) for b in old.banks
    ]
    new.documents = [paper[:4] + [new.created + DAY] for paper in old.documents]
    new.channels = [Channel(c.place, c.device, c.rate, c.hour, c.spread) for c in old.channels]
    for kind, value, _ in old.identifiers:
        if kind != "email" and world.rng.random() < 0.8:
            new.set(kind, value)


@lawful("permitted_return", 8)
def permitted_return(world, word):
    """Suspended, heard, and allowed back under a new account."""
    registered_again(world, word)


@lawful("night_owl", 40)
def night_owl(world, word):
    """Sessions that never end: an idle cookie, a timer left running over nights."""
    person = world.people.person(word)
    own.overwork(world, [person], 1)
    starts = world.begin + world.rng.uniform(0, 1, 12) * (world.end - world.begin)
    person_line = person.home.at(starts, world.rng)
    world.log(person, starts, world.rng.uniform(14, 40, 12) * 3600, person_line, person.device)


@lawful("nomad", 30)
def nomad(world, word):
    """Travels, works through a rented server and a VPN; declared at home."""
    person = world.people.person(word, country="JP")
    for place in (world.net.server(), world.net.vpn(), world.net.home("BR"), world.net.home("VN")):
        person.channels.append(Channel(place, person.device, use.pace(person), person.hour + world.rng.normal(0, 5), 3))
    use.remote_control(world, [person], 1)
