# SPDX-License-Identifier: Apache-2.0
"""The real `spanway` on a screen of its own, driven by keys as a person would.

Needs Xvfb, openbox and xdotool (packaging/install-deps). Without them a test ends with exit code 77, which ctest shows as
skipped; under CI that is a failure. What a test finds out it asks MLflow, spanway-cli, the data folder or the process list,
never the picture."""
import ctypes
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import harness
from harness import wait_until

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None)


def end_with_us():
    """In a child before exec: it ends when the test does, also when ctest kills that."""
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def require_tools():
    missing = [tool for tool in ("Xvfb", "openbox", "xdotool") if not shutil.which(tool)]
    if not missing:
        return
    print(f"{', '.join(missing)} missing: packaging/install-deps installs them", file=sys.stderr)
    sys.exit(1 if os.environ.get("CI") else 77)


class Screen:
    """An X server with a window manager, seen by nobody else."""
    RULES = """<openbox_config xmlns="http://openbox.org/3.4/rc"><applications><application class="*">
        <decor>no</decor><maximized>yes</maximized></application></applications></openbox_config>"""

    def __init__(self):
        require_tools()
        self.folder = Path(tempfile.mkdtemp(prefix="spanway-screen-"))
        (self.folder / "rc.xml").write_text(self.RULES)
        runtime = self.folder / "run"
        runtime.mkdir(mode=0o700)
        self.environment = dict(os.environ, XDG_RUNTIME_DIR=str(runtime), QT_QPA_PLATFORM="xcb")
        self.environment.pop("WAYLAND_DISPLAY", None)
        reader, writer = os.pipe()
        self.server = self.launch(["Xvfb", "-displayfd", str(writer), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"],
                                  pass_fds=(writer,))
        os.close(writer)
        with os.fdopen(reader) as display:
            self.environment["DISPLAY"] = ":" + display.readline().strip()
        ready = self.folder / "ready"
        self.manager = self.launch(["openbox", "--config-file", str(self.folder / "rc.xml"),
                                    "--startup", f"sh -c 'echo ready >{ready}'"])
        wait_until("the window manager runs", ready.exists)

    def launch(self, command, **options):
        with open(self.folder / "log", "ab") as log:
            return subprocess.Popen(command, env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                    preexec_fn=end_with_us, **options)

    def xdotool(self, *arguments):
        """What it prints, or "" where it found nothing."""
        return subprocess.run(["xdotool", *map(str, arguments)], env=self.environment, capture_output=True, text=True,
                              timeout=harness.PATIENCE).stdout.strip()

    def close(self):
        for process in (self.manager, self.server):
            process.terminate()
            process.wait(harness.PATIENCE)
        shutil.rmtree(self.folder, ignore_errors=True)


class Window:
    """One run of the program on a data folder. Comes back when it has the keyboard."""

    def __init__(self, screen, folder, *arguments, environment=None):
        self.screen = screen
        self.folder = Path(folder)
        self.log = self.folder / "window.log"
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen([str(harness.BIN / "spanway"), "--data-dir", str(folder), *arguments],
                                            env=dict(screen.environment, **(environment or {})), stdin=subprocess.DEVNULL,
                                            stdout=log, stderr=log, preexec_fn=end_with_us)
        wait_until("the window has the keyboard", self.is_active)

    def is_active(self):
        self.check_alive()
        # Not getactivewindow: the window manager names that one before the keyboard is really there.
        focused = self.screen.xdotool("getwindowfocus")
        return focused and self.screen.xdotool("getwindowpid", focused) == str(self.process.pid)

    def check_alive(self):
        code = self.process.poll()
        assert code is None, f"the window ended with {code}: {self.log.read_text()[-2000:]}"

    def key(self, *keys):
        self.screen.xdotool("key", "--clearmodifiers", *keys)
        self.check_alive()

    def type(self, text):
        self.screen.xdotool("type", "--delay", 12, "--", text)

    def send(self, text):
        """Writes a message and sends it. Enter does nothing while a message cannot be sent (the gateway is still starting, the
        chat still read) and nothing in an empty field, so it is pressed until the data folder knows the turn."""
        self.type(text)

        def sent():
            self.key("Return")
            return self.wait_a_moment(lambda: self.turn(text))
        wait_until(f"'{text}' is sent", sent, blame=lambda: f"sent were {self.query('SELECT prompt, state FROM turns')}")

    @staticmethod
    def wait_a_moment(check):
        try:
            return wait_until("", check, 1)
        except AssertionError:
            return None

    def query(self, sql, *values):
        """Rows from the database; none while there is no database."""
        file = self.folder / "spanway.db"
        if not file.exists():
            return []
        connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=harness.PATIENCE)
        try:
            return connection.execute(sql, values).fetchall()
        finally:
            connection.close()

    def turn(self, prompt):
        """{state, reply, journal} of a turn; None: there is none. `journal` is what is kept of a stream that runs."""
        found = self.query("SELECT id, state, reply_text FROM turns WHERE prompt = ?", prompt)
        if not found:
            return None
        assert len(found) == 1, f"'{prompt}' was sent {len(found)} times"
        identity, state, reply = found[0]
        batches = self.query("SELECT bytes FROM journal WHERE turn_id = ? ORDER BY n", identity)
        return {"state": state, "reply": reply, "journal": b"".join(batch for batch, in batches).decode()}

    def complaints(self):
        """Every line the program wrote: it has nothing to say when all is well."""
        return self.log.read_text().splitlines()

    def kill(self):
        self.process.kill()
        self.process.wait()

    def quit(self):
        """Ends it as a person does; gives the exit code."""
        self.key_if_alive("ctrl+q")
        return self.process.wait(harness.PATIENCE)

    def key_if_alive(self, key):
        if self.process.poll() is None:
            self.screen.xdotool("key", "--clearmodifiers", key)

    def close(self):
        """For the end of a test, whatever happened."""
        if self.process.poll() is None:
            self.process.terminate()
        try:
            self.process.wait(harness.PATIENCE)
        except subprocess.TimeoutExpired:
            self.kill()


def write_settings(folder, gateway, mlflow, models):
    """One profile whose key stands in DEMO_KEY."""
    profile = {"id": "test", "name": "test", "baseUrl": gateway, "key": {"from": "environment", "variable": "DEMO_KEY"},
               "models": [{"name": model} for model in models], "mlflow": {"url": mlflow}}
    settings = {"version": 1, "preferences": {"currentProfile": "test", "userName": "demo"}, "profiles": [profile]}
    (Path(folder) / "settings.json").write_text(json.dumps(settings))


def children(pid, name):
    """Pids of the running processes `name` that `pid` started."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            head, tail = (entry / "stat").read_text().rsplit(")", 1)
            command = (entry / "cmdline").read_bytes().split(b"\0")[0].decode()
        except (OSError, ValueError):
            continue
        state, parent = tail.split()[:2]
        if state != "Z" and int(parent) == pid and Path(command).name == name:
            found.append(int(entry.name))
    return found


def mlflow_processes(folder):
    """Pids of every process of the local MLflow whose data lie below `folder`."""
    mark = f"SPANWAY_MLFLOW_DATA={Path(folder).resolve()}/".encode()
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and mark in (entry / "environ").read_bytes():
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def is_running(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False
