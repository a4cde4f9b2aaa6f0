"""Lawful social settings as data: what people in them share, as ranges from which each group draws its own."""

from dataclasses import dataclass

import numpy as np

from . import acts
from .names import draw_people

NO = (0.0, 0.0)


@dataclass(frozen=True)
class Setting:
    """One kind of lawful group. Ranges are probabilities per member (or densities per pair)."""

    word: str
    accounts: float  # expected accounts per 20,000
    size: tuple  # smallest and largest group
    home: tuple = NO  # lives on the shared line
    surname: tuple = NO
    machine: tuple = NO  # uses a shared private machine
    payee: tuple = NO
    contact: tuple = NO  # shares phone, recovery mail or card
    template: tuple = NO
    refer: tuple = NO
    lend: tuple = NO
    chat: tuple = NO
    praise: tuple = NO
    hire: tuple = NO  # works for one another
    place: str = ""  # where they also meet: a kind of line
    share: tuple = (0.1, 0.6)  # of their sessions, spent at that place
    hour: tuple = (9.0, 21.0)
    machines: int = 0  # public machines that stand there, per ten visitors
    together: float = 0.0  # chance that the group registered together
    company: tuple = NO  # chances: organisation declared, paid through the company
    compatriots: float = 0.0


# fmt: off
SETTINGS = [
    Setting("family", 900, (2, 5), (0.7, 1), (0.6, 1), (0, 0.7), (0, 0.3), (0, 0.5), refer=(0, 0.7), lend=(0, 0.5), chat=(0, 0.3), compatriots=1),
    Setting("couple", 500, (2, 2), (0.8, 1), (0.2, 0.9), (0, 0.8), (0, 0.8), (0, 0.6), (0, 0.3), (0, 0.9), (0, 0.6), (0, 0.3), (0, 0.05), compatriots=0.7),
    Setting("siblings", 120, (2, 3), (0.1, 0.8), (0.8, 1), (0, 0.5), (0, 0.15), (0, 0.3), refer=(0.2, 0.9), lend=(0, 0.6), compatriots=1),
    Setting("house_share", 420, (3, 9), (0.7, 1), machine=(0, 0.25), contact=(0, 0.1), refer=(0, 0.4), lend=(0, 0.4), chat=(0, 0.2), compatriots=0.4),
    Setting("dormitory", 520, (6, 45), (0.6, 1), machine=(0, 0.1), refer=(0, 0.5), lend=(0, 0.15), place="campus", share=(0.1, 0.5), together=0.5, compatriots=0.6),
    Setting("apartment_wifi", 260, (3, 16), (0.6, 1)),
    Setting("village_isp", 200, (5, 40), (0.8, 1), chat=(0, 0.05)),
    Setting("office", 700, (3, 40), template=(0, 0.2), refer=(0, 0.5), chat=(0, 0.2), hire=(0, 0.05), place="office", share=(0.3, 0.8), hour=(10, 15), company=(0.7, 0.05)),
    Setting("agency", 420, (4, 30), machine=(0, 0.5), template=(0.1, 0.8), refer=(0, 0.6), place="office", share=(0.3, 0.9), hour=(10, 16), company=(1, 0.8), together=0.3),
    Setting("studio", 160, (3, 8), (0, 0.2), machine=(0, 0.6), payee=(0, 0.3), template=(0, 0.8), chat=(0, 0.4), hire=(0, 0.3), place="office", hour=(10, 17), company=(0.3, 0.5)),
    Setting("cooperative", 140, (4, 20), template=(0, 0.5), refer=(0.2, 0.9), lend=(0, 0.3), chat=(0, 0.3), praise=(0, 0.15), company=(0.4, 0.8), hire=(0, 0.1)),
    Setting("family_firm", 160, (2, 5), (0.3, 1), (0.5, 1), (0, 0.7), (0, 0.6), (0, 0.5), lend=(0, 0.5), praise=(0, 0.5), hire=(0.2, 0.8), company=(0.5, 0.6), compatriots=1),
    Setting("school", 500, (8, 50), template=(0.1, 0.8), refer=(0, 0.8), chat=(0, 0.1), praise=(0, 0.05), place="campus", hour=(10, 18), machines=3, together=0.85, share=(0.05, 0.4)),
    Setting("online_course", 420, (10, 80), template=(0.3, 0.9), refer=(0, 0.6), chat=(0, 0.1), praise=(0, 0.06), together=0.3),
    Setting("cafe", 520, (5, 45), place="public", hour=(9, 19), share=(0.05, 0.5)),
    Setting("internet_cafe", 260, (5, 30), place="public", hour=(12, 24), share=(0.1, 0.7), machines=4),
    Setting("coworking", 420, (4, 30), template=(0, 0.05), refer=(0, 0.2), lend=(0, 0.05), chat=(0, 0.2), hire=(0, 0.1), place="office", hour=(10, 18)),
    Setting("library", 260, (5, 25), place="public", hour=(10, 17), share=(0.1, 0.6), machines=2),
    Setting("job_centre", 160, (6, 30), contact=(0, 0.2), template=(0.1, 0.6), place="office", hour=(10, 16), share=(0.05, 0.3), machines=2, together=0.6),
    Setting("shelter", 80, (4, 14), (0.5, 1), machine=(0.1, 0.7), payee=(0, 0.2), contact=(0, 0.4), refer=(0, 0.5), lend=(0, 0.1)),
    Setting("club", 260, (5, 25), refer=(0, 0.4), lend=(0, 0.4), chat=(0.05, 0.4), praise=(0, 0.1), place="public", hour=(18, 21), share=(0.03, 0.2)),
    Setting("praise_club", 160, (5, 25), template=(0, 0.3), refer=(0, 0.4), chat=(0, 0.5), praise=(0.2, 0.8), hire=(0, 0.15)),
    Setting("lending_circle", 160, (5, 20), (0, 0.1), payee=(0, 0.1), refer=(0, 0.6), lend=(0.3, 1), chat=(0, 0.2), place="public", share=(0.02, 0.1), hour=(17, 21), compatriots=0.9),
    Setting("friends", 500, (2, 7), (0, 0.1), machine=(0, 0.3), contact=(0, 0.05), refer=(0.1, 0.9), lend=(0, 0.5), chat=(0, 0.6), praise=(0, 0.2), hire=(0, 0.15), compatriots=0.5),
    Setting("band_or_circle", 120, (3, 9), machine=(0, 0.4), payee=(0, 0.4), refer=(0, 0.5), lend=(0, 0.5), chat=(0, 0.5), praise=(0, 0.2), place="public", share=(0.05, 0.2)),
    Setting("translators", 160, (3, 12), template=(0, 0.4), refer=(0, 0.5), chat=(0.1, 0.5), praise=(0, 0.25), hire=(0.05, 0.4), compatriots=0.4),
    Setting("congregation", 140, (5, 30), refer=(0, 0.5), lend=(0, 0.3), chat=(0, 0.2), praise=(0, 0.05), place="public", share=(0.03, 0.2), hour=(9, 13), compatriots=0.8),
    Setting("call_centre", 160, (8, 40), template=(0, 0.3), refer=(0, 0.3), place="office", share=(0.2, 0.7), hour=(9, 20), machines=6, company=(0.6, 0.1), together=0.2),
    Setting("factory_housing", 160, (5, 25), (0.6, 1), machine=(0, 0.2), contact=(0, 0.1), refer=(0.1, 0.7), lend=(0, 0.3), compatriots=0.8, together=0.3),
    Setting("remote_firm", 160, (4, 25), template=(0, 0.3), chat=(0, 0.3), place="hosting", share=(0.2, 0.8), hour=(10, 16), company=(0.6, 0.2)),
    Setting("vpn_friends", 140, (3, 12), refer=(0, 0.4), chat=(0, 0.2), lend=(0, 0.1), place="exit", share=(0.3, 0.9)),
]
# fmt: on


def simulate_settings(w):
    """Form groups of each setting until its share of the town is reached."""
    for setting in SETTINGS:
        left = w.rng.poisson(setting.accounts * w.variant.settings * w.n / 20000)
        low, high = setting.size
        while left > 0:
            size = int(np.exp(w.rng.uniform(np.log(low), np.log(high + 0.99))))
            members = w.cast(size)
            if members is None:
                return
            w.klass[members] = setting.word
            _live(w, setting, members)
            left -= size


def _live(w, s, m):
    """One group's life: everything drawn for it alone."""
    rng = w.rng

    def draw(bounds):
        return bounds[0] + (bounds[1] - bounds[0]) * rng.random()

    if rng.random() < s.compatriots:
        origin = w.origin[w.person[m[0]]]
        people = w.person[m]
        w.origin[people] = origin
        _, w.family[people], w.given[people] = draw_people(rng, len(m), origin)
    kin = acts.some(w, m, draw(s.surname))
    same = kin[w.origin[w.person[kin]] == w.origin[w.person[m[0]]]]
    w.family[w.person[same]] = w.family[w.person[m[0]]]
    line = int(w.home[m[0]])
    if s.together and rng.random() < s.together:
        acts.join_together(
            w, m, rng.uniform(-300, w.span * 0.8), rng.uniform(0.1, 10), line if rng.random() < 0.2 else None
        )
    if s.home[1]:
        acts.live_together(w, m, line, draw(s.home))
    if s.place:
        place = w.town.open(s.place)
        public = w.new("device", max(1, len(m) * s.machines // 10)) if s.machines else None
        acts.attend(w, m, place, draw(s.share), rng.uniform(*s.hour), rng.uniform(0.7, 3), public)
    if draw(s.machine) > 0.1:
        acts.share_machine(w, m, w.pc[m[0]], place if s.place else line, draw(s.machine))
    if s.company[1] and rng.random() < 0.9:
        firm = int(w.new("company")[0])
        w.organisation[acts.some(w, m, s.company[0])] = firm
        if rng.random() < s.company[1]:
            acts.share_payee(w, m, w.new_bank(-1 - firm), rng.uniform(0.4, 1))
    acts.share_payee(w, m, w.bank[m[0]], draw(s.payee))
    acts.share_contact(w, m, draw(s.contact))
    acts.share_template(w, m, draw(s.template))
    acts.refer(w, m, draw(s.refer), rng.random())
    acts.lend(w, m, draw(s.lend) * 0.5)
    acts.chat(w, m, draw(s.chat))
    acts.praise_each_other(w, m, draw(s.praise))
    a, b = acts.pairs_among(w, m, draw(s.hire))
    acts.hire(w, a, b, 0.8)
