"""Reads patterns at a steady rate until a file appears, and says what came of it, phase by phase.

reader.py URL RATE PATTERNS DIR: the phase's name is in DIR/phase; the end is DIR/stop; the report is DIR/report.json.
"""
import collections
import http.client
import json
import os
import random
import sys
import threading
import time
import urllib.parse

HEADER = "Credence-Behind-Ms"
THREADS = 8


class Phase:
    def __init__(self):
        self.lock = threading.Lock()
        self.millis = []
        self.errors = collections.Counter()
        self.asked = 0
        self.told = 0
        self.ready_told = 0


def main(url, rate, patterns, directory):
    address = urllib.parse.urlsplit(url).netloc
    phases = collections.defaultdict(Phase)
    begun = time.monotonic()

    def phase():
        with open(os.path.join(directory, "phase")) as name:
            return phases[name.read().strip()]

    def stopped():
        return os.path.exists(os.path.join(directory, "stop"))

    def read(number):
        """Each read is due at its time, whatever became of the one before: a stall counts for all that waited."""
        chosen = random.Random(number)
        connection = None
        sent = 0
        now = phase()
        while True:
            due = begun + (sent * THREADS + number) / rate
            wait = due - time.monotonic()
            if wait > 0:
                time.sleep(wait)
            if sent % 16 == 0:
                if stopped():
                    return
                now = phase()
            sent += 1
            told, error = 0, None
            try:
                if connection is None:
                    connection = http.client.HTTPConnection(address, timeout=10)
                connection.request("GET", f"/v1/patterns/p{chosen.randrange(patterns)}")
                answer = connection.getresponse()
                answer.read()
                told = int(answer.getheader(HEADER, "0"))
                if answer.status != 200:
                    error = str(answer.status)
            except OSError as failed:
                error = type(failed).__name__
                connection = None
            except http.client.HTTPException as failed:
                error = type(failed).__name__
                connection = None
            with now.lock:
                now.asked += 1
                now.told = max(now.told, told)
                now.millis.append(1000 * (time.monotonic() - due))
                if error:
                    now.errors[error] += 1

    def ask_readiness():
        while not stopped():
            now = phase()
            behind, error = 0, None
            try:
                connection = http.client.HTTPConnection(address, timeout=10)
                connection.request("GET", "/readyz")
                answer = connection.getresponse()
                body = json.loads(answer.read())
                behind = body.get("behind_ms") or 0
                if answer.status != 200:
                    error = f"readyz {answer.status}"
                connection.close()
            except (OSError, http.client.HTTPException, ValueError) as failed:
                error = f"readyz {type(failed).__name__}"
            with now.lock:
                now.ready_told = max(now.ready_told, behind)
                if error:
                    now.errors[error] += 1
            time.sleep(0.5)

    threads = [threading.Thread(target=read, args=(number,)) for number in range(THREADS)]
    threads.append(threading.Thread(target=ask_readiness))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with open(os.path.join(directory, "report.json"), "w") as report:
        json.dump({name: summary(each) for name, each in phases.items() if each.millis}, report)


def summary(phase):
    millis = sorted(phase.millis)
    return {
        "reads": phase.asked,
        "errors": phase.errors,
        "p99_ms": millis[min(len(millis) - 1, len(millis) * 99 // 100)],
        "longest_ms": millis[-1],
        "told_ms": phase.told,
        "ready_told_ms": phase.ready_told,
    }


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
