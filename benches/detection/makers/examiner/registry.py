"""The register of lawful classes, and what their makers need in common."""

from importlib import import_module

import numpy as np

MODULES = ("lawful_home", "lawful_work", "lawful_chance")  # their classes enter the register on import
CLASSES: dict[str, tuple] = {}  # word -> (groups per 20,000 accounts, maker)


def lawful(word: str, groups: float):
    """Enter a maker of one group of a lawful class; the maker gets the world and the word."""

    def enter(maker):
        CLASSES[word] = (groups, maker)
        return maker

    return enter


def folk(world, word: str, low: int, high: int, **given) -> list:
    """People of a class; their number is drawn evenly on the scale of proportions."""
    count = int(np.exp(world.rng.uniform(np.log(low), np.log(high + 1))))
    return [world.people.person(word, **given) for _ in range(count)]


def make_all(world) -> None:
    """All classes, in numbers that follow the platform's size."""
    for module in MODULES:
        import_module(f".{module}", __package__)
    for word, (groups, maker) in CLASSES.items():
        count = max(1, int(world.rng.poisson(groups * world.size / 20000 * world.variant.lawful_scale)))
        for _ in range(count):
            maker(world, word)
