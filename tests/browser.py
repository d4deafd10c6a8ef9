"""A real browser: Debian's Chromium without a window, spoken to over the DevTools protocol by pipe.

No driver and no package is needed: Chromium reads JSON messages, each ended by a zero byte, from its file descriptor
3 and writes to 4.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SECONDS = 60.0  # patience with a busy machine
OPTIONS = (
    "--headless=new",
    "--no-sandbox",  # tests may run as root, in containers
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
)

Json = dict[str, Any]


@dataclass
class Browser:
    """A tab. ``asked`` are the addresses that it requested, ``complaints`` what it wrote to the console."""

    reading: int
    writing: int
    session: str = ""
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    rest: bytes = b""
    count: int = 0
    loaded: bool = False

    def call(self, method: str, **params: Any) -> Json:
        """The result of a command of the protocol."""
        self.count += 1
        message: Json = {"id": self.count, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.writing, json.dumps(message).encode() + b"\0")
        while (told := self._next()).get("id") != self.count:
            self._note(told)
        assert "error" not in told, told
        result: Json = told["result"]
        return result

    def _next(self) -> Json:
        while b"\0" not in self.rest:
            more = os.read(self.reading, 1 << 16)
            assert more, "the browser has ended"
            self.rest += more
        line, _, self.rest = self.rest.partition(b"\0")
        message: Json = json.loads(line)
        return message

    def _note(self, event: Json) -> None:
        told = event.get("params", {})
        if event.get("method") == "Network.requestWillBeSent":
            self.asked.append(told["request"]["url"])
        elif event.get("method") == "Runtime.exceptionThrown":
            self.complaints.append(str(told["exceptionDetails"]))
        elif event.get("method") == "Log.entryAdded":
            self.complaints.append(told["entry"]["text"])
        elif event.get("method") == "Runtime.consoleAPICalled":
            self.complaints.append(str(told["args"]))
        elif event.get("method") == "Page.loadEventFired":
            self.loaded = True

    def open(self, address: str) -> None:
        """Load a page and wait until all that it loads is there."""
        self.loaded = False
        assert "errorText" not in self.call("Page.navigate", url=address), address
        while not self.loaded:
            self._note(self._next())

    def run(self, script: str) -> Any:
        """The value of an expression of JavaScript, in the page."""
        told = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in told, told
        return told["result"].get("value")

    def wait(self, script: str) -> Any:
        """The value of an expression, once it is true."""
        deadline = time.monotonic() + SECONDS
        while not (value := self.run(script)):
            assert time.monotonic() < deadline, f"never true: {script}"
            time.sleep(0.05)
        return value

    def click(self, selector: str) -> None:
        """Click where a user would: the middle of the first thing that a CSS selector finds."""
        found = f"const e = document.querySelector({json.dumps(selector)}); e.scrollIntoView({{block: 'center'}});"
        middle = "const r = e.getClientRects()[0]; return [r.x + r.width / 2, r.y + r.height / 2];"
        place = self.run(f"(() => {{ {found} {middle} }})()")
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=place[0], y=place[1], button="left", clickCount=1)

    def size(self, width: int, height: int, dark: bool = False) -> None:
        """Set the size of the window, and which colours the user likes."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", features=[scheme])

    def picture(self, path: Path, whole: bool = False) -> None:
        """Save what the window shows, or the whole page."""
        told = self.call("Page.captureScreenshot", captureBeyondViewport=whole)
        path.write_bytes(base64.b64decode(told["data"]))


@contextmanager
def chromium(folder: Path) -> Iterator[Browser]:
    """A tab of a fresh browser that keeps its files in a folder."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert program, "chromium is not installed, and the full tests want it"
    their_input, writing = os.pipe()
    reading, their_output = os.pipe()
    command = f'exec 3<&{their_input} 4>&{their_output}; exec "$0" "$@"'
    process = subprocess.Popen(
        ["bash", "-c", command, program, *OPTIONS, f"--user-data-dir={folder}", "about:blank"],
        pass_fds=(their_input, their_output),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(their_input)
    os.close(their_output)
    try:
        yield _tab(Browser(reading, writing))
    finally:
        os.close(writing)
        process.terminate()
        process.wait(timeout=SECONDS)
        os.close(reading)


def _tab(browser: Browser) -> Browser:
    target = browser.call("Target.createTarget", url="about:blank")["targetId"]
    browser.session = browser.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
    for domain in ("Page", "Runtime", "Log", "Network"):
        browser.call(f"{domain}.enable")
    return browser
