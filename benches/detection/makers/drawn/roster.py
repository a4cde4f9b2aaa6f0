"""The roster of lawful classes: name -> (smallest, largest, weight, steps). See lawful.py for how steps are read."""


def do(what, **options):
    return what, options


def ident(kind, **options):
    return "identifier", {"kind": kind, **options}


HOME = do("line", main=.9)
FAMILY = [do("surname", p=.75), HOME]
CLASSES = {
    # families and homes
    "family_home": (2, 5, 3, FAMILY),
    "couple_one_machine": (2, 2, 2, [do("surname", p=.6), do("machine"), HOME]),
    "spouse_bank": (2, 3, 2, [do("surname", p=.8), do("payee", holder="first"), do("line", main=.9, p=.7)]),
    "outside_relative_bank": (2, 4, 1, [do("surname", p=.8), do("payee", holder="relative"), ident("address", p=.6)]),
    "three_generations": (3, 7, 1, [do("surname", p=.7), HOME, ident("address"), ident("phone", p=.5, part=.6)]),
    "siblings_one_card": (2, 4, 1, [do("surname"), ident("card"), do("line", main=.7, p=.6)]),
    "twins": (2, 2, 1, [do("surname"), ident("portrait"), ident("address"), do("line", main=.9, p=.7)]),
    "separated_couple": (2, 2, 1, [do("surname", p=.6), do("payee", holder="first", weight=.4), ident("address")]),
    "patchwork_family": (3, 6, 1, [HOME, ident("address", p=.8), do("machine", part=.6), ident("emergency_contact", p=.6)]),
    "house_share": (3, 8, 2, [HOME, ident("address", p=.8)]),
    "mother_in_law_phone": (2, 3, 1, [ident("phone"), ident("email", p=.4), HOME]),
    "touring_household": (2, 4, 1, [do("surname", p=.6), HOME, do("line", kind="mobile"), do("line", kind="public", share=(.1, .4))]),
    "family_one_suspended": (2, 3, 1, [do("surname", p=.7), do("ends_first", ends="suspended"), HOME, ident("address", p=.5)]),
    "emergency_contact_kin": (2, 4, 1, [do("surname", p=.5), ident("emergency_contact"), ident("address", p=.4)]),
    "carried_laptop": (2, 3, 1, [do("machine", own_lines=True, days=(5, 20)), do("ties", kind="message", p=.5)]),
    # places
    "dormitory": (8, 60, 1, [do("line", kind="campus", share=(.4, .95)), ident("address", p=.5)]),
    "office_colleagues": (4, 60, 1, [do("line", kind="office", share=(.2, .8)), do("roll_call", hour=9, jitter=15, p=.7), do("organisation", p=.3)]),
    "office_shared_machine": (3, 8, 1, [do("line", kind="office", share=(.2, .6)), do("machine", on="office", share=(.05, .4))]),
    "coworking": (5, 40, 1, [do("line", kind="public", share=(.2, .8)), do("ties", kind="message", p=.3, part=.4)]),
    "cafe_regulars": (4, 40, 1, [do("line", kind="public", share=(.05, .5))]),
    "internet_cafe": (5, 40, 1, [do("machine", on="public", share=(.1, .6), days=(15, 60)), do("line", kind="public", share=(.05, .4))]),
    "library_terminal": (3, 20, 1, [do("machine", on="public", share=(.05, .4), days=(8, 30))]),
    "housing_wifi": (4, 30, 1, [do("line", kind="home", share=(.5, .95), main=.3), ident("address", p=.3, part=.5)]),
    "night_shift_workers": (3, 20, 1, [do("line", kind="office", share=(.1, .5)), do("roll_call", hour=23.1, jitter=12)]),
    # networks
    "carrier_neighbours": (5, 40, 1, [do("line", kind="cgnat", share=(.6, .95))]),
    "mobile_neighbours": (5, 40, 1, [do("line", kind="mobile", share=(.6, .95))]),
    "vpn_exit_regulars": (4, 60, 1, [do("line", kind="vpn", share=(.3, .95))]),
    "company_vpn": (4, 40, 1, [do("line", kind="hosting", share=(.3, .9)), do("organisation"), do("roll_call", hour=9, jitter=18, p=.5)]),
    "cloud_desktop": (2, 12, 1, [do("line", kind="hosting", share=(.3, .9)), do("cut_lines", p=.6)]),
    # firms and agencies
    "declared_agency": (5, 120, 2, [do("organisation"), do("payee", holder="firm", weight=.97), do("line", kind="office", p=.5, part=.5), ident("template", p=.5, part=.6)]),
    "agency_by_payee": (4, 100, 2, [do("payee", holder="firm", weight=.97), ident("template", p=.4, part=.5), do("roll_call", hour=9.5, jitter=18, p=.3)]),
    "agency_shift_desk": (4, 20, 1, [do("organisation"), do("payee", holder="firm", weight=.97), do("shifts", days=(8, 25))]),
    "agency_passes_on": (4, 40, 1, [do("organisation", p=.7), do("payee", holder="firm", weight=.95, p=.6), do("pass_on", keep=(.1, .3), cv=(.02, .3))]),
    "payroll_service": (5, 80, 1, [do("pass_on", keep=(.01, .3), cv=(.02, .3), share=(.8, 1)), ident("email", p=.3, part=.4)]),
    "tax_adviser": (4, 50, 1, [ident("address", extra=.7), ident("email", p=.5, part=.6), ident("phone", p=.4, part=.5), ident("tax_number", p=.2)]),
    "family_firm": (2, 5, 1, [do("surname"), do("payee", holder="firm"), do("patron", burst=.2, n=(1, 4)), HOME]),
    "own_company": (2, 2, 1, [do("same_person"), do("role", to=("client", "worker")), do("payee", holder="firm"), do("orders_within", p=.3)]),
    "company_card": (3, 25, 1, [ident("card"), do("organisation", p=.6), do("line", kind="office", p=.5)]),
    "collective": (3, 15, 1, [do("ties", kind="message"), do("ties", kind="transfer", p=.6), ident("template", p=.5), do("line", kind="public", p=.3, share=(.05, .3))]),
    "subcontracting": (3, 15, 1, [do("pass_on", keep=(.1, .3), cv=(.02, .2), share=(.3, 1)), do("ties", kind="message", shape="star"), do("patron", p=.4, burst=.2)]),
    "job_sharing_pair": (2, 3, 1, [do("machine"), do("ties", kind="message"), do("payee", p=.4, weight=.4)]),
    # schools
    "school_templates": (5, 80, 1, [ident("template", extra=.4), do("born_together", on="campus", days=3), do("line", kind="campus", p=.5, share=(.1, .5))]),
    "online_course": (5, 80, 1, [ident("template", extra=.4), do("roll_call", hour=20, jitter=5, days=(8, 20), weekdays=False)]),
    "bootcamp": (5, 30, 1, [do("born_together", on="campus", days=6), do("machine", on="campus", share=(.05, .2), days=(4, 12)), ident("template", part=.7)]),
    "newcomer_cohort": (5, 40, 1, [do("born_together", on="public", days=1), do("ties", kind="referral", shape="star", p=.6), do("complaints", kinds=("unnatural_language",), p=.4)]),
    "promotion_day": (4, 60, 1, [do("born_together", on="mobile", days=2), do("ties", kind="referral", shape="chain")]),
    # one person, and things that change hands
    "two_roles": (2, 2, 3, [do("same_person"), do("role", to=("client", "worker")), do("document"), do("machine", p=.8), ident("phone", p=.7), do("payee", p=.5)]),
    "registered_again": (2, 2, 2, [do("succession", ends="closed"), do("same_person"), do("document", p=.9), ident("phone", p=.7), do("payee", p=.5, late=0)]),
    "permitted_return": (2, 2, 1, [do("succession", ends="suspended"), do("same_person"), do("document"), ident("email", p=.7)]),
    "bought_machine": (2, 2, 2, [do("passed_on_machine")]),
    "handed_down_machine": (2, 2, 1, [do("surname", p=.8), do("passed_on_machine"), HOME]),
    "refurbished_batch": (3, 12, 1, [do("cloned_machine")]),
    "number_recycled": (2, 2, 2, [do("number_passes_on")]),
    "mail_address_recycled": (2, 2, 1, [do("number_passes_on", kind="email")]),
    "new_machine_new_home": (2, 3, 1, [do("handover"), do("ties", kind="message")]),
    # money sent home
    "remittance_agent": (5, 120, 1, [do("pass_on", keep=(.02, .6), cv=(.05, .5), share=(.3, 1))]),
    "family_sends_home": (2, 6, 2, [do("surname", p=.6), do("pass_on", keep=(.1, .6), cv=(.05, .4)), do("line", main=.8, p=.6)]),
    "migrants_in_quarters": (4, 20, 1, [do("line", share=(.5, .95)), do("pass_on", keep=(.1, .6), cv=(.05, .4), part=.7), ident("address", p=.7), do("complaints", kinds=("unnatural_language",), p=.3)]),
    "help_from_afar": (2, 3, 1, [do("cut_lines"), do("detour", kind="vpn"), do("payee", holder="relative", p=.5)]),
    # clients and reviews
    "loyal_client": (3, 9, 2, [do("patron")]),
    "review_circle": (3, 12, 1, [do("praise", density=(.3, .9), n=(1, 2), rating=(3.8, 5))]),
    "trade_association": (5, 25, 1, [do("praise", density=(.15, .5)), ident("template", p=.3), do("ties", kind="referral", p=.5)]),
    "popular_freelancer": (4, 20, 1, [do("praise", shape="star", density=(.5, 1), both=.4, rating=(3.6, 5))]),
    "friends_referral": (3, 10, 2, [do("ties", kind="referral", shape="chain"), do("line", kind="home", share=(.03, .2), main=0, p=.5)]),
    # help
    "helped_by_relative": (2, 3, 1, [do("machine", share=(.3, .9)), ident("phone", p=.7), ident("email", p=.4)]),
    "ngo_support": (4, 20, 1, [ident("address"), ident("phone", p=.6), do("born_together", on="office", days=6, p=.6), do("line", kind="office", p=.5, share=(.05, .4))]),
    "guardian": (2, 4, 1, [do("payee", holder="stranger"), ident("phone"), ident("address", p=.5)]),
    # errors and common values
    "misread_document": (2, 2, 2, [do("document", own_name=True, reissue=0)]),
    "stock_portrait": (3, 30, 1, [ident("portrait")]),
    "popular_template": (6, 100, 1, [ident("template", extra=.5)]),
    "placeholder_phone": (4, 60, 1, [ident("phone", value="+810000000000")]),
    "placeholder_mail": (4, 40, 1, [ident("email", value="none@example.com")]),
    "blocked_device_value": (4, 60, 1, [do("cloned_machine", fixed=0)]),
    "placeholder_bank": (3, 20, 1, [do("payee", holder="stranger", weight=.05)]),
    "namesakes": (2, 4, 1, [do("namesakes"), ident("profile_url", p=.3)]),
    "mail_forwarding": (4, 40, 1, [ident("address", extra=.5), do("detour", kind="vpn", p=.4)]),
    "same_browser_model": (4, 40, 1, [ident("fingerprint"), do("line", kind="mobile", p=.4)]),
    "bank_merger": (4, 40, 1, [do("moved_by_merger")]),
}
