"""Where people live: forty-odd countries with what the tables can show of each of them."""
from dataclasses import dataclass


@dataclass(frozen=True)
class Country:
    code: str
    weight: float      # share of the platform's people
    zone: str
    weekend: tuple     # weekday numbers, Monday 0
    style: str         # naming custom, see names.py
    currency: str
    per_usd: float
    wage: float        # usual fee in USD relative to the United States
    cgnat: float       # share of home lines behind carrier NAT
    ipv6: float
    prefix: str
    shifted: bool      # evening hours during the fasting month
    mobile_money: float
    cities: tuple


# code weight zone weekend style currency per_usd wage cgnat ipv6 prefix shifted mobile_money cities
_ROWS = """
VN 6 Asia/Ho_Chi_Minh SS vn VND 25400 .25 .4 .6 84 0 .15 Hanoi,Saigon,Da Nang,Hue,Can Tho
KR 3 Asia/Seoul SS kr KRW 1350 .8 .1 .3 82 0 .1 Seoul,Busan,Incheon,Daegu
CN 4 Asia/Shanghai SS cn CNY 7.1 .5 .5 .6 86 0 .3 Shenzhen,Chengdu,Wuhan,Hangzhou,Xi'an
IN 11 Asia/Kolkata SU in INR 84 .25 .6 .75 91 0 .2 Bengaluru,Pune,Kochi,Lucknow,Chennai,Indore
ID 6 Asia/Jakarta SS id IDR 16000 .25 .7 .2 62 1 .3 Jakarta,Bandung,Surabaya,Medan,Yogyakarta
PH 7 Asia/Manila SS ph PHP 57 .25 .6 .3 63 0 .4 Manila,Cebu,Davao,Iloilo,Baguio
NG 4 Africa/Lagos SS ng NGN 1550 .2 .8 .1 234 0 .2 Lagos,Ibadan,Abuja,Enugu,Kano
KE 3 Africa/Nairobi SS ke KES 129 .2 .7 .2 254 0 .75 Nairobi,Mombasa,Kisumu,Eldoret
EG 3 Africa/Cairo FS ar EGP 49 .2 .5 .1 20 1 .25 Cairo,Alexandria,Mansoura
PK 5 Asia/Karachi SS pk PKR 278 .2 .7 .2 92 1 .3 Karachi,Lahore,Islamabad,Peshawar
BD 5 Asia/Dhaka FS bd BDT 119 .2 .8 .1 880 1 .55 Dhaka,Chattogram,Khulna,Sylhet
UA 4 Europe/Kyiv SS ua UAH 41 .5 .3 .1 380 0 .05 Kyiv,Lviv,Kharkiv,Odesa
PL 2 Europe/Warsaw SS pl PLN 4 .6 .2 .2 48 0 .02 Warsaw,Krakow,Wroclaw,Gdansk
ES 2 Europe/Madrid SS es EUR .92 .7 .3 .1 34 0 .02 Madrid,Barcelona,Valencia,Sevilla
MX 2 America/Mexico_City SS es MXN 18 .35 .4 .5 52 0 .1 Mexico,Guadalajara,Monterrey,Puebla
CO 2 America/Bogota SS es COP 4100 .3 .5 .3 57 0 .2 Bogota,Medellin,Cali
AR 2 America/Argentina/Buenos_Aires SS es ARS 980 .35 .3 .2 54 0 .2 Buenos Aires,Cordoba,Rosario
PE 1 America/Lima SS es PEN 3.7 .3 .5 .2 51 0 .2 Lima,Arequipa,Trujillo
VE 2 America/Caracas SS es VES 40 .2 .6 .05 58 0 .3 Caracas,Maracaibo,Valencia
BR 4 America/Sao_Paulo SS br BRL 5.4 .4 .5 .5 55 0 .1 Sao Paulo,Recife,Curitiba,Fortaleza
DE 2 Europe/Berlin SS de EUR .92 .95 .15 .7 49 0 .01 Berlin,Hamburg,Leipzig,Munich
IS .4 Atlantic/Reykjavik SS is ISK 138 1 .05 .2 354 0 .01 Reykjavik,Akureyri
US 8 America/New_York SS en USD 1 1 .05 .55 1 0 .05 New York,Austin,Denver,Atlanta,Detroit
CA 2 America/Toronto SS en CAD 1.37 .9 .05 .4 1 0 .02 Toronto,Halifax,Calgary
GB 3 Europe/London SS en GBP .78 .95 .1 .5 44 0 .02 London,Leeds,Glasgow,Bristol
AU 1.5 Australia/Sydney SS en AUD 1.5 .95 .1 .4 61 0 .02 Sydney,Perth,Brisbane
JP 2 Asia/Tokyo SS jp JPY 150 .8 .2 .55 81 0 .05 Tokyo,Osaka,Fukuoka,Sapporo
FR 1.5 Europe/Paris SS fr EUR .92 .85 .1 .75 33 0 .01 Paris,Lyon,Lille,Nantes
IT 1.5 Europe/Rome SS it EUR .92 .75 .2 .1 39 0 .05 Rome,Milan,Naples,Bari
RO 1.5 Europe/Bucharest SS ro RON 4.6 .5 .1 .2 40 0 .02 Bucharest,Cluj,Iasi
RS 1 Europe/Belgrade SS rs RSD 108 .5 .2 .1 381 0 .02 Belgrade,Nis,Novi Sad
TR 2 Europe/Istanbul SS tr TRY 34 .35 .4 .1 90 1 .1 Istanbul,Izmir,Ankara
TH 1.5 Asia/Bangkok SS th THB 35 .35 .4 .45 66 0 .3 Bangkok,Chiang Mai,Khon Kaen
MM 1 Asia/Yangon SS mm MMK 2100 .15 .7 .1 95 0 .6 Yangon,Mandalay
NP 2 Asia/Kathmandu S np NPR 134 .15 .6 .3 977 0 .3 Kathmandu,Pokhara
LK 1.5 Asia/Colombo SS lk LKR 300 .2 .5 .3 94 0 .1 Colombo,Kandy,Galle
GH 1 Africa/Accra SS gh GHS 15 .2 .7 .1 233 0 .7 Accra,Kumasi
ZA 1.5 Africa/Johannesburg SS za ZAR 18 .4 .3 .1 27 0 .05 Johannesburg,Cape Town,Durban
MA 1.5 Africa/Casablanca SS ar MAD 10 .3 .5 .1 212 1 .1 Casablanca,Rabat,Fes
SA .8 Asia/Riyadh FS ar SAR 3.75 .7 .3 .6 966 1 .2 Riyadh,Jeddah
ET 1 Africa/Addis_Ababa SS et ETB 120 .15 .8 .05 251 0 .5 Addis Ababa,Bahir Dar
GE 1 Asia/Tbilisi SS ge GEL 2.7 .4 .3 .1 995 0 .05 Tbilisi,Batumi
TW 1 Asia/Taipei SS tw TWD 32 .7 .2 .5 886 0 .1 Taipei,Taichung,Kaohsiung
"""
_WEEKEND = {"SS": (5, 6), "FS": (4, 5), "SU": (6,), "S": (5,)}


def _read():
    out = {}
    for line in _ROWS.strip().splitlines():
        f = line.split(" ", 13)
        out[f[0]] = Country(f[0], float(f[1]), f[2], _WEEKEND[f[3]], f[4], f[5], float(f[6]), float(f[7]),
                            float(f[8]), float(f[9]), f[10], f[11] == "1", float(f[12]), tuple(f[13].split(",")))
    return out


COUNTRIES = _read()
CODES = tuple(COUNTRIES)
# a platform that serves one country only: where few surnames or one name make chance coincidences common
ONE_COUNTRY = ("VN", "KR", "NG", "IN", "ID", "CN", "KE", "UA", "BD", "PH")
