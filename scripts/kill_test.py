#!/usr/bin/env python3
"""Kills the server again and again while a client writes, and checks that nothing acknowledged is lost.

    scripts/kill_test.py target/release/labour-bridge          # 50 kills
    KILLS=5 SEED=7 scripts/kill_test.py target/debug/labour-bridge

A client registers workers, signs people up for posts, pauses and resumes posts through the web forms. Before a request is sent its
intention, and after the answer its acknowledgement, is written to a journal that is forced to disk. The server dies by SIGKILL at
random moments and is started again on the same folder. In the end `labour-bridge verify` must find index and database equal, every
acknowledged registration and application must be found, no form may have been carried out twice, and every post must stand as it was
last acknowledged, or as the one request that was under way at a kill wanted it.

SIGKILL takes the process away, not the page cache: what a power cut does to unsynced writes is beyond this script.
"""

import datetime
import http.client
import json
import os
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import threading
import uuid

from service import Client, Server, run

VILLAGE = "620802103204"
KILLED = (OSError, http.client.HTTPException)


class Journal:
    """Lines of JSON, each on disk before the call returns."""

    def __init__(self, path):
        self.file = open(path, "a", encoding="utf-8")
        self.lines = []

    def write(self, **line):
        self.lines.append(line)
        self.file.write(json.dumps(line, ensure_ascii=False) + "\n")
        self.file.flush()
        os.fsync(self.file.fileno())


def identity_number(item):
    """A valid number of the unassigned region 999999 that neither the story nor the generator uses: order 900 to 996."""
    birth = datetime.date(1970, 1, 1) + datetime.timedelta(days=item // 97)
    body = f"999999{birth:%Y%m%d}{900 + item % 97:03}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, weights)) % 11]


def made_up_name(chance):
    return chance.choice("赵钱孙李周吴郑王") + chance.choice("春夏秋冬") + chance.choice("花云山河田林")


class Writer:
    """Writes without pause until told to stop; every request is journalled before and after."""

    def __init__(self, journal, chance, posts):
        self.journal = journal
        self.chance = chance
        self.posts = posts
        self.item = 0
        self.stopped = threading.Event()

    def work(self, port):
        """Writes through one server until it dies."""
        try:
            with Client(port) as client:
                client.sign_in("station")
                while not self.stopped.is_set():
                    step = self.chance.choice([self.register, self.sign_up, self.switch])
                    step(client)
        except KILLED:
            return

    def acknowledged(self, line, client, path, form):
        """Sends a form; journals intention and acknowledgement. Returns where the answer leads."""
        line["id"] = str(uuid.uuid4())
        self.journal.write(phase="sent", **line)
        answer = client.post(path, form)
        if answer.status != 303:
            raise RuntimeError(f"{path} answers {answer.status} to {line}: {sentence(answer.text)}")
        self.journal.write(phase="done", location=answer.location, **line)
        return answer.location

    def register(self, client):
        self.item += 1
        number = identity_number(self.item)
        form = [
            ("step", "wants"), ("form_key", str(uuid.uuid4())), ("id_number", number), ("name", made_up_name(self.chance)),
            ("place", VILLAGE), ("not_same", "yes"), ("phone", f"1990099{self.item % 10000:04}"), ("kinds", "away"),
            ("consents", "register"), ("consents", "match"), ("consent_way", "signed"),
        ]
        self.acknowledged({"op": "register", "number": number}, client, "/workers/new", form)

    def sign_up(self, client):
        self.item += 1
        post = self.chance.choice(self.posts["open"])
        form = [
            ("form_key", str(uuid.uuid4())), ("name", made_up_name(self.chance)), ("phone", f"1990098{self.item % 10000:04}"),
            ("place", VILLAGE), ("agrees", "yes"), ("agrees_employer", "yes"),
        ]
        self.acknowledged({"op": "apply", "post": post}, client, f"/apply/{post}", form)

    def switch(self, client):
        post = self.chance.choice(self.posts["switched"])
        page = client.get(f"/manage/vacancies/{post}").text
        step = "resume" if f"/manage/vacancies/{post}/resume" in page else "pause"
        version = re.search(r'name="version" value="(\d+)"', page)
        if version is None:
            raise RuntimeError(f"the record of post {post} has no version")
        line = {"op": "switch", "post": post, "to": "published" if step == "resume" else "paused"}
        form = [("version", version[1]), ("reason", "换季")]
        self.acknowledged(line, client, f"/manage/vacancies/{post}/{step}", form)


def sentence(page):
    """The problems that a page names, for the message of a failure."""
    found = re.findall(r'class="(?:problem|error)[^"]*"[^>]*>(.*?)</', page, re.DOTALL)
    return " / ".join(re.sub(r"<[^>]+>|\s+", " ", one).strip() for one in found)[:300]


def posts_of(data):
    """Ids of published posts of the story: some to sign up for, others to pause and resume."""
    rows = rows_of(data, "SELECT id FROM vacancy WHERE state = 'published' AND headcount > 5 ORDER BY reference")
    ids = [str(uuid.UUID(bytes=row[0])) for row in rows]
    return {"open": ids[: len(ids) // 2], "switched": ids[len(ids) // 2 :]}


def rows_of(data, sql):
    with sqlite3.connect(f"file:{data}/labour-bridge.sqlite?mode=ro", uri=True) as database:
        return database.execute(sql).fetchall()


def check(data, port, journal):
    """What the journal promises against what the service has. Returns what is wrong."""
    done = [line for line in journal.lines if line["phase"] == "done"]
    wrong = []
    with Client(port) as client:
        client.sign_in("station")
        for line in done:
            if line["op"] == "register":
                found = client.post("/workers/find", [("q", line["number"])]).location
                if found != line["location"].split("?")[0]:
                    wrong.append(f"worker {line['location']} is not found by the number")
    references = {row[0] for row in rows_of(data, "SELECT reference FROM application")}
    applied = [line["location"].rsplit("/", 1)[1] for line in done if line["op"] == "apply"]
    wrong += [f"application {reference} is lost" for reference in applied if reference not in references]
    return wrong + twice(data, journal) + switched(data, journal)


def twice(data, journal):
    """A form that was sent once has at most one effect: workers and applications are no more than what was sent."""
    wrong = []
    counts = {"register": "SELECT count(*) FROM worker WHERE id_number_last4 IS NOT NULL", "apply": "SELECT count(*) FROM application"}
    for op, sql in counts.items():
        sent = sum(line["op"] == op for line in journal.lines if line["phase"] == "sent")
        done = sum(line["op"] == op for line in journal.lines if line["phase"] == "done")
        grown = rows_of(data, sql)[0][0] - journal.before[op]
        if not done <= grown <= sent:
            wrong.append(f"{op}: {sent} sent and {done} acknowledged, but {grown} there")
    return wrong


def switched(data, journal):
    """The state of each post that was paused or resumed."""
    states = {str(uuid.UUID(bytes=row[0])): row[1] for row in rows_of(data, "SELECT id, state FROM vacancy")}
    allowed = {}
    for line in journal.lines:
        if line["op"] == "switch":
            # Sent but not acknowledged: it may have happened. Acknowledged: it has.
            allowed[line["post"]] = {line["to"]} if line["phase"] == "done" else allowed.get(line["post"], {"published"}) | {line["to"]}
    return [f"post {post} is {states[post]}, not {want}" for post, want in allowed.items() if states[post] not in want]


def main():
    binary = sys.argv[1]
    kills = int(os.environ.get("KILLS", "50"))
    seed = int(os.environ.get("SEED", "1"))
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="labour-bridge-kill-") as data:
        run(binary, data, "seed", "demo")
        journal = Journal(os.path.join(data, "journal.jsonl"))
        journal.before = {
            "register": rows_of(data, "SELECT count(*) FROM worker WHERE id_number_last4 IS NOT NULL")[0][0],
            "apply": rows_of(data, "SELECT count(*) FROM application")[0][0],
        }
        writer = Writer(journal, chance, posts_of(data))
        with open(os.path.join(data, "server.log"), "ab") as log:
            for number in range(1, kills + 1):
                killed_while_writing(binary, data, log, writer, chance)
                done = sum(line["phase"] == "done" for line in journal.lines)
                print(f"\r{number} of {kills} kills, {done} acknowledged", end="", flush=True)
            print()
            server = Server(binary, data, log)
            server.wait_until_ready()
            wrong = check(data, server.port, journal)
            server.stop()
        print(run(binary, data, "verify"))
        if not any(line["phase"] == "done" for line in journal.lines):
            wrong.append("nothing was ever acknowledged: the test tested nothing")
        if wrong:
            sys.exit(f"seed {seed}: " + "\n".join(wrong[:20]))
        print(f"nothing lost, nothing twice (seed {seed})")


def killed_while_writing(binary, data, log, writer, chance):
    """One life of the server: ready, written to, killed at a random moment, sometimes before it is ready."""
    server = Server(binary, data, log)
    if chance.random() < 0.1:
        timer = threading.Timer(chance.uniform(0.0, 0.4), server.kill)
        timer.start()
        timer.join()
        return
    server.wait_until_ready()
    failure = []
    thread = threading.Thread(target=lambda: attempt(writer, server.port, failure))
    thread.start()
    threading.Event().wait(chance.uniform(0.05, 1.5))
    server.kill()
    thread.join()
    if failure:
        raise failure[0]


def attempt(writer, port, failure):
    try:
        writer.work(port)
    except (RuntimeError, subprocess.SubprocessError) as error:
        failure.append(error)


if __name__ == "__main__":
    main()
