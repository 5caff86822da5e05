#!/usr/bin/env python3
"""Computes the printed figures of the tables in this folder apart from the service: `printed.py` compares, `printed.py --write` writes.

Each table has its own few lines of plain arithmetic here, and reads of its file nothing but what the units entered.
"""
import json
import sys
from decimal import ROUND_HALF_UP, Decimal as D
from pathlib import Path

HERE = Path(__file__).parent


def days_late(of):
    return (
        (200 - 2 * of("bao-cao-nam"))
        + (100 - 2 * of("bao-cao-6-thang"))
        + max(D(0), 30 - 2 * of("dang-ky"))
        + of("noi-dung")
    ), {}


def cases(of):
    single = 5 - min(D("0.5") * of("sai-sot"), D("1.5"))
    pair = 10 - min(D("0.5") * (of("ho-so-thieu") + of("ho-so-cham")), D("1.5"))
    return single + pair + of("noi-dung"), {"ho-so": pair}


def net(of):
    balance = max(D(-7), min(D(7), of("sang-kien") + of("mo-hinh") + of("khieu-nai") + of("vi-pham")))
    return of("phan-1") + of("phan-2") + balance, {"cong-tru": balance}


def share_of_plan(percent):
    for end, points in ((90, 0), (97, 5), (98, 7)):
        if percent < end:
            return D(points)
    return D(8) if percent <= 100 else D(10)


def trees(thousand):
    for start, points in ((180, 20), (160, 15), (140, 10)):
        if thousand >= start:
            return D(points)
    return D(0)


def bands(of):
    beyond = max(D(-5), min(D(5), (of("tang-thu") - 100) * D("0.5")))
    marks = of.all("kiem-tra")
    return share_of_plan(of("giai-ngan")) + trees(of("trong-rung")) + beyond + sum(marks) / len(marks), {}


def classes(of):
    return of("ke-hoach") + of("cai-cach") + of("thi-dua"), {}


TABLES = {"days-late": days_late, "cases": cases, "net": net, "bands": bands, "classes": classes}


class Sheet:
    def __init__(self, inputs):
        self.inputs = {one["criterionId"]: one for one in inputs}

    def __call__(self, line):
        one = self.inputs.get(line, {})
        return D(one.get("mark") or one.get("value") or "0")

    def all(self, line):
        return [D(one) for one in self.inputs[line]["values"]]


def printed(value):
    return str(D(value).quantize(D("0.01"), rounding=ROUND_HALF_UP))


def main():
    differing = []
    for name, total_of in TABLES.items():
        path = HERE / f"{name}.json"
        table = json.loads(path.read_text())
        totals = {}
        for unit, inputs in table["sheets"].items():
            total, headings = total_of(Sheet(inputs))
            totals[unit] = {"total": printed(total), **{key: printed(value) for key, value in headings.items()}}
        if "--write" in sys.argv:
            path.write_text(json.dumps({**table, "printed": totals}, ensure_ascii=False, indent=2) + "\n")
        elif totals != table["printed"]:
            differing.append(name)
    print("as printed" if not differing else f"other than printed: {', '.join(differing)}")
    sys.exit(1 if differing else 0)


main()
