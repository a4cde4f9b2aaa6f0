"""The register of lawful classes, and how many of each a platform gets."""
from . import people, traces

CLASSES = {}
# people who never met: chance ties them, and nothing else may
STRANGERS = {"refurbished_phone", "secondhand_pc", "recycled_sim", "misread_document", "blank_scan", "placeholder_values", "placeholder_document",
             "stock_portrait", "popular_template", "namesakes", "mail_forwarding", "vpn_neighbours", "stadium_event", "exchange_hot_wallet",
             "remittance_corridor", "mobile_money_agent", "referral_champion", "payroll_provider", "it_shop_remote"}


def lawful(name, low, high, weight=1.0):
    """A class of lawful look-alikes: group sizes from low to high (small ones more often)."""
    def keep(plant):
        CLASSES[name] = (plant, low, high, weight)
        return plant
    return keep


def plant_all(w):
    from . import lawful_home, lawful_misc, lawful_money, lawful_places, lawful_work   # noqa: F401  they fill the register
    names = list(CLASSES)
    budget = int(w.p.lawful_share * len(w.accounts))
    used = 0
    for name in names:                       # each class once, as small as it comes
        used += _plant(w, name, .0)
    weights = [CLASSES[n][3] for n in names]
    while used < budget and w.free() > 40:
        used += _plant(w, w.r.choices(names, weights)[0], 1.0, budget - used)


def _plant(w, name, scale, left=10**9):
    plant, low, high, _ = CLASSES[name]
    k = low + int((high - low + 1) * scale * w.r.betavariate(1, 2.2))
    k = max(low, min(k, high, left))
    members = plant(w, k)
    for a in members:
        a.klass = name
    if w.r.random() < .15:                   # people who sit together are suspected now and then
        traces.report(w, members, people.REPORTS, .2)
    if len(members) > 1 and name not in STRANGERS and w.r.random() < .4:
        traces.incidental(w, members)
    w.groups.append((name, "", [a.i for a in members], []))
    return len(members)
