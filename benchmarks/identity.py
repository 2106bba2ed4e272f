#!/usr/bin/env python3
"""Identity: precision and recall on the project's pairs of names, and seconds for builds of many entities.

usage: python benchmarks/identity.py [--errors] [--entities N]
Floors: precision .98 at recall .90 on the half that nothing was tuned on; 50,000 entities within 30 s.
"""

import argparse
import time

from kg.identity.evaluate import render
from kg.identity.nodes import Node
from kg.identity.resolve import resolve
from kg.places import divisions

BODIES = {"GovernmentAgency": ("科技局", "科学技术局", "发展和改革委员会", "发改委", "人民政府", "财政局"),
          "Park": ("高新区", "高新技术产业开发区", "经开区"),
          "Organization": ("科学技术协会", "科协", "人民医院"),
          "Enterprise": ("星帆重工有限公司", "星帆重工股份有限公司", "云矽半导体有限公司")}


def many(number: int) -> list[Node]:
    """Entities of invented reports: bodies of all places, spelt in several ways."""
    found = []
    for place in divisions():
        for cls, words in BODIES.items():
            for word in words:
                label = place.name + word
                found.append(Node(f"{cls}/{label}/{place.code}", cls, label, (), ("r",), None))
    return found[:number]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--errors", action="store_true", help="also the pairs of the tuned half that are judged wrong")
    options.add_argument("--entities", type=int, default=50_000)
    chosen = options.parse_args()
    print(render(errors=chosen.errors), end="")
    entities = many(chosen.entities)
    started = time.perf_counter()
    found = resolve(entities)
    print(f"{len(entities)} entities: {len(found.links)} links in {time.perf_counter() - started:.1f} s")


if __name__ == "__main__":
    main()
