"""Identifiers without meaning, and people's names (real Japanese names; small pools for others)."""
import csv

from real_data import real_data

DATA = real_data('lives', 'jp_names') / 'jp_names'
POOLS = {
    'VN': ('Nguyen Tran Le Pham Hoang Phan Vu Dang Bui Do Ho Ngo Duong Ly Truong Dinh', 'Anh Minh Linh Huong Tuan Hung Thao Lan Dung Phuong Quang Hai Nam Trang Mai Duc Long Hoa Ngoc Khanh Son Thu'),
    'PH': ('Santos Reyes Cruz Bautista Garcia Mendoza Torres Flores Ramos Villanueva Aquino Castillo Navarro Dizon Salazar', 'Maria Jose Juan Angel Mark John Michelle Jennifer Rowena Christian Joy Grace Paolo Rica Jerome Liza Ramon Carlo'),
    'IN': ('Sharma Patel Singh Kumar Gupta Reddy Nair Iyer Das Mehta Joshi Verma Rao Khan Bose Pillai', 'Amit Priya Rahul Sunita Vijay Anjali Ravi Deepa Sanjay Kavita Arjun Neha Kiran Rohan Pooja Manoj Divya Suresh'),
    'US': ('Smith Johnson Brown Miller Davis Wilson Moore Taylor Clark Lewis Walker Hall Young King Wright Hill Green Baker', 'James Mary Robert Linda John Susan David Karen Kevin Laura Brian Emily Daniel Sarah Eric Megan Scott Amy Jason Rachel'),
    'UA': ('Shevchenko Kovalenko Bondarenko Tkachenko Kravchenko Oliynyk Melnyk Lysenko Marchenko Savchenko Rudenko Moroz', 'Olena Oleksandr Iryna Andriy Natalia Serhiy Yulia Dmytro Viktor Kateryna Maksym Anna Bohdan Oksana'),
    'BR': ('Silva Souza Oliveira Lima Pereira Costa Almeida Ribeiro Carvalho Gomes Martins Rocha Barbosa Nunes', 'Ana Joao Pedro Lucas Mariana Juliana Rafael Bruno Camila Felipe Larissa Gustavo Beatriz Thiago'),
    'CN': ('Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin', 'Wei Fang Min Jing Lei Yan Jun Na Tao Juan Chao Ping Gang Xin Yu Hao Jie Mei Ying Qiang'),
    'PK': ('Khan Ahmed Malik Hussain Ali Butt Sheikh Iqbal Qureshi Chaudhry Raza Siddiqui', 'Muhammad Ayesha Usman Fatima Bilal Sana Imran Hina Hamza Zainab Faisal Maryam Omar Nida'),
}
TZ = {'JP': 9, 'VN': 7, 'PH': 8, 'IN': 5.5, 'US': -6, 'UA': 2, 'BR': -3, 'CN': 8, 'PK': 5}
FOREIGN = list(POOLS)
B32 = 'abcdefghijkmnpqrstuvwxyz23456789'


class Ids:
    """Random identifiers, never twice the same."""
    def __init__(self, r):
        self.r, self.used = r, set()

    def _new(self, make):
        while True:
            v = make()
            if v not in self.used:
                self.used.add(v)
                return v

    def token(self, n=12):
        return self._new(lambda: ''.join(self.r.choices(B32, k=n)))

    def digits(self, n):
        return self._new(lambda: str(self.r.randrange(10 ** (n - 1), 10 ** n)))

    def account(self):
        return self._new(lambda: 'u' + str(self.r.randrange(10 ** 8, 10 ** 9)))

    def phone(self, country):
        cc = {'JP': '+81', 'VN': '+84', 'PH': '+63', 'IN': '+91', 'US': '+1', 'UA': '+380', 'BR': '+55', 'CN': '+86', 'PK': '+92'}[country]
        lead = self.r.choice(['70', '80', '90']) if country == 'JP' else str(self.r.randint(20, 99))
        return self._new(lambda: cc + lead + str(self.r.randrange(10 ** 7, 10 ** 8)))

    def document(self, kind):
        r = self.r
        ab = lambda k: ''.join(r.choices('ABCDEFGHJKLMNPRSTUVWXYZ', k=k))
        if kind == 'passport':
            return self._new(lambda: ab(2) + str(r.randrange(10 ** 6, 10 ** 7)))
        if kind == 'driving_licence':
            return self._new(lambda: str(r.randrange(10 ** 10, 10 ** 11)) + '0')   # last digit: reissues
        if kind == 'residence_card':
            return self._new(lambda: ab(2) + str(r.randrange(10 ** 7, 10 ** 8)) + ab(2))
        return self.digits(12)

    def bank(self, kind, brand):
        r = self.r
        if kind == 'crypto':
            return self._new(lambda: r.choice(['bc1q', '0x', 'T']) + ''.join(r.choices(B32, k=30)))
        if kind == 'money_transfer':
            return self._new(lambda: f'mt{brand:02d}-{r.randrange(10**8, 10**9)}')
        return self._new(lambda: f'{brand:04d}-{r.randrange(100, 999)}-{r.randrange(10**6, 10**7)}')


class Names:
    def __init__(self, r):
        self.r = r
        rows = list(csv.reader(open(DATA / 'last_name_org.csv', encoding='utf-8')))
        self.last = [(x[0], x[2], x[3]) for x in rows if len(x) >= 4]
        acc, self.cum = 0, []
        for x in rows:
            if len(x) >= 4:
                acc += int(x[1])
                self.cum.append(acc)
        self.first = [[(x[0], x[1], [y for y in x[2:] if y]) for x in csv.reader(open(DATA / f, encoding='utf-8')) if len(x) > 3]
                      for f in ('first_name_man_opti.csv', 'first_name_woman_opti.csv')]

    def family(self, origin):
        if origin == 'JP':
            return self.r.choices(self.last, cum_weights=self.cum)[0]
        f = self.r.choice(POOLS[origin][0].split())
        return (f, '', f.lower())

    def given(self, origin):
        if origin == 'JP':
            kana, rom, kanji = self.r.choice(self.first[self.r.random() < .5])
            return (self.r.choice(kanji), kana, rom)
        g = self.r.choice(POOLS[origin][1].split())
        return (g, '', g.lower())


def katakana(s):
    return ''.join(chr(ord(c) + 96) if 'ぁ' <= c <= 'ゖ' else c for c in s)
