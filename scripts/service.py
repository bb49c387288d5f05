"""A labour-bridge server as a script sees it: start, sign in, ask, kill. Standard library only."""

import http.client
import os
import signal
import socket
import subprocess
import time
import urllib.parse

PASSWORD = "bridge-demo-2026"  # of every log-in of the demo story, docs/demo.md


def free_port():
    """A TCP port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def run(binary, data, *arguments):
    """Runs one command on the data folder and returns what it printed. Raises CalledProcessError if it failed."""
    command = [binary, "--data", data, "--log", "warn", *map(str, arguments)]
    return subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE).stdout.strip()


class Server:
    """A running server. `log` is the file that gets its output."""

    def __init__(self, binary, data, log):
        self.port = free_port()
        listen = f"127.0.0.1:{self.port}"
        command = [binary, "--data", data, "--log", "warn", "serve", "--listen", listen, "--insecure-http"]
        self.process = subprocess.Popen(command, stdout=log, stderr=log)

    def wait_until_ready(self, seconds=600):
        """Waits for /readyz: the database answers and the index has everything. Returns the seconds it took."""
        started = time.monotonic()
        while time.monotonic() - started < seconds:
            if self.process.poll() is not None:
                raise RuntimeError(f"the server stopped with status {self.process.returncode}")
            try:
                with Client(self.port, seconds=5) as client:
                    if client.get("/readyz").status == 200:
                        return time.monotonic() - started
            except OSError:
                pass
            time.sleep(0.05)
        raise RuntimeError(f"the server was not ready after {seconds} s")

    def peak_memory_mib(self):
        """Most resident memory so far, MiB; None where /proc has no such figure."""
        try:
            with open(f"/proc/{self.process.pid}/status", encoding="ascii") as lines:
                kib = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
        except (OSError, StopIteration):
            return None
        return kib / 1024

    def kill(self):
        """Ends the process as a power cut would: nothing is flushed, nobody is asked."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        """Ends the process in order."""
        self.process.terminate()
        self.process.wait(timeout=60)


class Answer:
    """Status, headers and body of an answer."""

    def __init__(self, response, body):
        self.status = response.status
        self.location = response.getheader("location") or ""
        self.cookies = response.headers.get_all("set-cookie") or []
        self.size = len(body)
        self.text = body.decode("utf-8", "replace")


class Client:
    """A browser without a screen on one kept-alive connection."""

    def __init__(self, port, seconds=30):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=seconds)
        self.cookies = {}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.connection.close()

    def send(self, method, path, form=None):
        """Sends a request; `form` is a list of pairs. Raises OSError or HTTPException if there was no whole answer."""
        headers = {"cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if form is not None:
            body = urllib.parse.urlencode(form)
            headers |= {"content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin"}
        if self.connection.sock is None:
            self.connection.connect()
            self.connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        answer = Answer(response, response.read())
        for cookie in answer.cookies:
            name, _, rest = cookie.partition("=")
            self.cookies[name] = rest.split(";")[0]
        return answer

    def get(self, path):
        return self.send("GET", path)

    def post(self, path, form):
        return self.send("POST", path, form)

    def sign_in(self, login):
        """Signs in with a log-in of the demo story."""
        answer = self.post("/sign-in", [("login", login), ("password", PASSWORD)])
        if answer.status != 303:
            raise RuntimeError(f"{login} cannot sign in: {answer.status}")
        return self


def machine():
    """Processor, cores and system in one line."""
    model = "unknown processor"
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as lines:
            model = next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        pass
    pages, size = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    system = os.uname()
    return f"{model}, {os.cpu_count()} cores, {pages * size / 2**30:.0f} GiB, {system.sysname} {system.release.split('-')[0]}"
