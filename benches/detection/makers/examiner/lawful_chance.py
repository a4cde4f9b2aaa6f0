"""Lawful people whom chance, a trader or the platform itself ties to strangers."""

from . import belongings as own
from . import numbers
from . import traces as use
from .people import DAY, Channel, Onward
from .registry import folk, lawful


@lawful("internet_cafe", 10)
def internet_cafe(world, word):
    """Regulars of a café who take its machines in turn, minutes apart."""
    place = world.net.cafes[world.rng.integers(len(world.net.cafes))]
    people = folk(world, word, 4, 20)
    use.shared_machine(world, people, 0.8, place, extent=(2, 6))
    use.relay(world, people, 0.5, place, weekly=(0.2, 1.0))


@lawful("library_pc", 6)
def library_pc(world, word):
    """People without machines who use a library's or a job centre's terminals, and its phone."""
    place, people = world.net.office("public"), folk(world, word, 3, 12)
    for person in people:
        person.channels = person.channels[:1]
        person.main().place = place
    use.relay(world, people, 0.9, place)
    if world.rng.random() < 0.3:
        own.phone(world, people, 0.4)


@lawful("village_line", 6)
def village_line(world, word):
    """A district behind one translated address that the register calls residential."""
    use.move_in(world, folk(world, word, 10, 50, country="JP"), world.net.village())


@lawful("vpn_exit", 10)
def vpn_exit(world, word):
    """Customers of a tiny VPN with two exits."""
    use.common_line(world, folk(world, word, 5, 25), 1, world.net.server(), strength=(0.5, 2))


@lawful("secondhand", 30)
def secondhand(world, word):
    """A machine sold: the buyer's sessions begin when the seller's have ended."""
    seller, buyer = world.people.person(word), world.people.person(word)
    sold = world.rng.uniform(world.begin + 15 * DAY, world.end - 15 * DAY)
    for channel in seller.channels:
        channel.end = min(channel.end, sold)
    seller.channels.append(Channel(seller.home, world.new_device(), use.pace(seller), seller.hour, 2, sold))
    buyer.channels.append(
        Channel(buyer.home, seller.device, use.pace(buyer), buyer.hour, 2, sold + world.rng.uniform(1, 15) * DAY)
    )


@lawful("cloned_image", 8)
def cloned_image(world, word):
    """A refurbisher's disc image: one device id on machines of strangers in several towns."""
    people, device = folk(world, word, 3, 15), world.new_device()
    for person in people:
        person.main().device = device


@lawful("leased_machine", 8)
def leased_machine(world, word):
    """A hire firm's laptop that goes from one customer to the next every few weeks."""
    people, device, at = folk(world, word, 3, 6), world.new_device(), world.begin
    for person in people:
        length = world.rng.uniform(12, 35) * DAY
        person.channels.append(Channel(person.home, device, use.pace(person) * 2, person.hour, 2, at, at + length))
        at += length + world.rng.uniform(1, 4) * DAY


@lawful("misread_document", 25)
def misread_document(world, word):
    """A number misread or typed wrongly, so that strangers seem to have one paper."""
    first, *others = [p for p in folk(world, word, 2, 3, country="JP")]
    number = numbers.document(world.rng, "driving_licence", "JP")
    for person in (first, *others):
        person.documents = [[number, "driving_licence", "JP", person.name.written, person.created + DAY]]


@lawful("recycled_phone", 25)
def recycled_phone(world, word):
    """A number given up and handed out again by the carrier."""
    own.phone(world, [world.people.person(word, country="JP") for _ in range(2)], 1)


@lawful("stock_portrait", 20)
def stock_portrait(world, word):
    """A stock picture or a pet's, used by people who never met."""
    own.same_value("portrait", (9, 9))(world, folk(world, word, 3, 9), 1)


@lawful("bought_template", 25)
def bought_template(world, word):
    """A profile text sold on the web, in few or many copies."""
    own.same_value("template", (40, 40))(world, folk(world, word, 3, 40, role="worker"), 1)


@lawful("mail_drop", 10)
def mail_drop(world, word):
    """A virtual office or parcel service as address."""
    own.same_value("address", (30, 30))(world, folk(world, word, 4, 30), 1)


@lawful("placeholder", 10)
def placeholder(world, word):
    """Fields filled with anything: a test mail, a row of noughts, 'unknown'."""
    junk = (
        ("phone", "0000000000"),
        ("address", "未入力"),
        ("recovery_email", "test@example.com"),
        ("card", "unknown"),
        ("portrait", "ph:0000000000000000"),
    )
    for person in folk(world, word, 3, 12):
        for at in world.rng.permutation(len(junk))[: int(world.rng.integers(1, 3))]:
            person.set(*junk[at])


@lawful("season_house", 6)
def season_house(world, word):
    """Workers of one ski hut or farm: for eight weeks one line, the same free evenings, a shared hall PC."""
    people, line = folk(world, word, 5, 20), world.net.home()
    begin = world.rng.uniform(world.begin, world.end - 60 * DAY)
    for person in people:
        for channel in person.channels:
            if channel.place is person.home:
                channel.end = min(channel.end, begin) if world.rng.random() < 0.3 else channel.end
        person.channels.append(Channel(line, person.device, use.pace(person) * 2, 12, 1.5, begin, begin + 56 * DAY))


@lawful("campaign", 6)
def campaign(world, word):
    """A blogger's campaign: strangers register in one week by the link, with the text that he offers."""
    head, *people = folk(world, word, 6, 45)
    start = max(head.created, world.rng.uniform(world.begin, world.end - 20 * DAY))
    for person in people:
        person.created = float(int(min(start + world.rng.uniform(0, 7) * DAY, world.end - 3600)))
        world.tie(head, person, "referral", person.created)
    own.same_value("template", (45, 45))(world, people, 0.5)


@lawful("bank_merger", 3)
def bank_merger(world, word):
    """Customers of merged banks: all change their bank within the same days, and again when the codes change."""
    first = world.rng.uniform(world.begin + 10 * DAY, world.end - 30 * DAY)
    for person in folk(world, word, 40, 120, country="JP"):
        for wave in range(int(world.rng.integers(1, 4))):
            world.change(person, "bank_account", first + wave * 9 * DAY + world.rng.uniform(0, 0.9) * DAY)


@lawful("remittance", 40)
def remittance(world, word):
    """Sends most of each payout home by an agent that serves many."""
    person, rng = world.people.person(word), world.rng
    agent = world.agents[rng.integers(len(world.agents))]
    person.onward = Onward(
        [agent], rng.uniform(0.05, 0.6), rng.uniform(0.03, 0.25), rng.uniform(5, 120), "PH", rng.uniform(0.5, 1)
    )


@lawful("bill_collector", 12)
def bill_collector(world, word):
    """Tenants of one landlord, or borrowers of one lender: a part of each payout goes on to the same payee."""
    people = folk(world, word, 3, 14)
    own.sent_on(world, people, 1, world.rng.uniform(0.4, 0.8), world.rng.uniform(0.05, 0.25), "JP", extent=(14, 14))


@lawful("clockwork", 8)
def clockwork(world, word):
    """Users of a scheduler that logs in for them at the full hour."""
    people = folk(world, word, 4, 20)
    use.same_minutes(world, people, 1, extent=(20, 20), times=(10, 40))


@lawful("new_machine", 25)
def new_machine(world, word):
    """Moves house and buys a computer a week after registering: nothing of the first days returns."""
    use.handed_over(world, [world.people.person(word)], 1)


@lawful("many_unlucky", 25)
def many_unlucky(world, word):
    """Two friends with three slight ties: a line on weekends, a resold phone, one course text."""
    people = [world.people.person(word) for _ in range(2)]
    use.common_line(world, people, 1, people[0].home, strength=(0.05, 0.3))
    own.template(world, people, 1)
    if world.rng.random() < 0.5:
        own.recovery(world, people, 1)
    own.referred(world, people, 1)


@lawful("troubled", 20)
def troubled(world, word):
    """A newcomer or a disabled worker about whom clients complain, and who asks below the market."""
    person = world.people.person(word, role="worker")
    person.demand *= 2
    own.complaints(world, [person], 1)
    own.restless(world, [person], 1)
