#!/usr/bin/env python3
"""Makes flight-outcomes.jsonl.gz and flight-patterns.jsonl.gz from the npm package vega-datasets.

    npm pack vega-datasets@3.2.1 && tar xzf vega-datasets-3.2.1.tgz
    ./make-flight-outcomes.py package/data/flights-20k.json

The result depends on the input alone: a second run writes the same bytes. README.md says what the lines mean.
"""
import gzip
import json
import sys
from pathlib import Path

LATE_MINUTES = 15  # the Department of Transportation's own line between on time and late


def outcomes(flights):
    for flight in flights:
        route = f"route:{flight['origin']}-{flight['destination']}"
        airport = f"airport:{flight['origin']}"
        event = {
            "outcome": "success" if flight["delay"] < LATE_MINUTES else "failure",
            "occurred_at": flight["date"].replace("/", "-").replace(" ", "T") + ":00Z",
        }
        yield {"pattern_id": route, **event}
        yield {"pattern_id": airport, "weight": flight["distance"] / 1000, **event}


def patterns(flights):
    routes = {(f["origin"], f["destination"]): f["distance"] for f in flights}
    for (origin, destination), distance in sorted(routes.items()):
        yield {
            "id": f"route:{origin}-{destination}",
            "type": "route",
            "content": f"Fly from {origin} to {destination}, {distance} miles, and arrive on time.",
        }
    for origin in sorted({f["origin"] for f in flights}):
        yield {
            "id": f"airport:{origin}",
            "type": "airport",
            "content": f"Leave from {origin} and arrive on time.",
            "prior": {"mean": 0.75, "strength": 8},
        }


def write(path, lines):
    text = "".join(json.dumps(line, separators=(",", ":")) + "\n" for line in lines)
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{path.name}: {text.count(chr(10))} lines, {path.stat().st_size} bytes")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    flights = json.loads(Path(sys.argv[1]).read_text())
    assert flights == sorted(flights, key=lambda flight: flight["date"]), "not in time order"
    here = Path(__file__).parent
    write(here / "flight-outcomes.jsonl.gz", outcomes(flights))
    write(here / "flight-patterns.jsonl.gz", patterns(flights))


if __name__ == "__main__":
    main()
