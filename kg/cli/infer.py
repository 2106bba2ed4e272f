"""按规则推理，另成一图；--off 删除 / infer by rules into a graph of its own; --off drops it"""

import argparse
from collections import Counter
from pathlib import Path


def arguments(command: argparse.ArgumentParser) -> None:
    """[--store DIR] [--off]."""
    command.add_argument("--store", type=Path, default=Path("build"), metavar="DIR",
                         help="kg build 的输出文件夹（默认 build） / output folder of kg build (default: build)")
    command.add_argument("--off", action="store_true", help="删除推理所得 / drop what was inferred")


def run(options: argparse.Namespace) -> int:
    """Infer and say how much each rule gave, or drop it."""
    from kg import inference

    if options.off:
        there = inference.drop(options.store)
        print("已删除推理所得 / what was inferred is gone" if there else "没有推理所得 / nothing was inferred")
        return 0
    counts = Counter(one.rule for one in inference.rebuild(options.store))
    for rule in inference.rules():
        print(f"{counts[rule.key]:>8}  {rule.key:<14}{rule.zh} / {rule.en}")
    print(f"{counts.total():>8}  三元组 / triples → {options.store / inference.FOLDER}；"
          "kg query --inferred 才会用到 / only kg query --inferred reads them")
    return 0
