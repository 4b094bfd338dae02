"""A file + a width → the page as Chromium shows it, asked by the DevTools protocol over two pipes.

No package and no download is needed: only the browser that the system has.  With
``ADIEU_NEED_CHROMIUM=1`` (as in CI) its absence is a failure, not a reason to skip.
"""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
REQUIRED = "ADIEU_NEED_CHROMIUM"
FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-extensions", "--no-first-run",
    "--disable-default-apps", "--disable-dev-shm-usage", "--hide-scrollbars", "--mute-audio",
    "--remote-debugging-pipe",
)  # fmt: skip
WIRED = """
import os, sys
kept = [os.dup(int(one)) for one in sys.argv[1:3]]
while min(kept) < 5:
    kept = [os.dup(one) for one in kept]
for one, wanted in zip(kept, (3, 4)):
    os.dup2(one, wanted)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""The browser reads commands from file descriptor 3 and writes answers to 4."""
SECONDS = 60.0
"""So long the browser may take for one answer."""


def chromium() -> str:
    """The browser of this system; the test is skipped where there is none."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        reason = f"no Chromium here (looked for {', '.join(NAMES)})"
        if os.environ.get(REQUIRED) == "1":
            pytest.fail(f"{reason}, and {REQUIRED}=1 says that there must be one")
        pytest.skip(reason)
    return found


class Browser:
    """One tab of a browser, told what to do and asked what it shows."""

    def __init__(self, write: int, read: int) -> None:
        self._write, self._read = write, read
        self._buffer, self._number = b"", 0
        self.session: str | None = None
        self.events: list[dict[str, Any]] = []

    def ask(self, method: str, **parameters: object) -> dict[str, Any]:
        """Send one command and wait for its answer; what happens meanwhile is kept."""
        self._number += 1
        number = self._number
        message: dict[str, object] = {"id": number, "method": method, "params": parameters}
        if self.session is not None:
            message["sessionId"] = self.session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while True:
            told = self._next()
            if told.get("id") == number:
                assert "error" not in told, f"{method}: {told['error']}"
                result: dict[str, Any] = told["result"]
                return result
            self.events.append(told)

    def _next(self) -> dict[str, Any]:
        """The next message."""
        until = time.monotonic() + SECONDS
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._read], [], [], max(0.0, until - time.monotonic()))
            assert ready, "the browser does not answer"
            more = os.read(self._read, 1 << 16)
            assert more, "the browser ended"
            self._buffer += more
        first, self._buffer = self._buffer.split(b"\0", 1)
        told: dict[str, Any] = json.loads(first)
        return told

    def attach(self) -> None:
        """Open a tab and listen to it."""
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        attached = self.ask("Target.attachToTarget", targetId=target, flatten=True)
        self.session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.ask(f"{domain}.enable")

    def open(self, path: Path, width: int, height: int = 900, fragment: str = "") -> None:
        """Load a file as a screen of this width shows it."""
        self.ask(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=width < 600,
        )  # fmt: skip
        self.events.clear()
        self.ask("Page.navigate", url=path.resolve().as_uri() + fragment)
        while not any(one.get("method") == "Page.loadEventFired" for one in self.events):
            self.events.append(self._next())

    def run(self, script: str) -> Any:
        """The value of an expression on the page; a promise is waited for."""
        told = self.ask(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in told, told["exceptionDetails"]
        return told["result"].get("value")

    def press(self, key: str, shift: bool = False) -> None:
        """Press a key: a sign, or one of Enter, Escape, Tab."""
        codes = {"Enter": 13, "Escape": 27, "Tab": 9}
        text = {"Enter": "\r"}.get(key, key if len(key) == 1 else "")
        code = codes.get(key, ord(key[0].upper()))
        about = {"key": key, "windowsVirtualKeyCode": code, "modifiers": 8 if shift else 0}
        self.ask("Input.dispatchKeyEvent", type="keyDown", text=text, **about)
        self.ask("Input.dispatchKeyEvent", type="keyUp", **about)

    def write(self, text: str) -> None:
        """Type a text where the focus is."""
        self.ask("Input.insertText", text=text)

    def complaints(self) -> list[str]:
        """What the browser complained of since the page was opened, and what it tried to load."""
        found = []
        for one in self.events:
            match one.get("method"):
                case "Runtime.exceptionThrown" | "Log.entryAdded" | "Runtime.consoleAPICalled":
                    found.append(json.dumps(one["params"]))
                case "Network.requestWillBeSent":
                    url = one["params"]["request"]["url"]
                    if one["params"].get("type") != "Document":
                        found.append(f"wants {url}")
                case "Network.loadingFailed":
                    found.append(json.dumps(one["params"]))
                case _:
                    pass
        return found

    def screenshot(self, path: Path, whole: bool = False) -> None:
        """Write what is shown as a picture."""
        told = self.ask("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        path.write_bytes(base64.b64decode(told["data"]))

    def pdf(self, path: Path) -> None:
        """Write what would be printed."""
        told = self.ask("Page.printToPDF", preferCSSPageSize=True, printBackground=False)
        path.write_bytes(base64.b64decode(told["data"]))


@contextmanager
def browser(folder: Path) -> Iterator[Browser]:
    """A browser of one's own, with its profile in a folder; ended whatever happens."""
    program = chromium()
    to_browser, from_us = os.pipe()
    from_browser, to_us = os.pipe()

    words = [program, *FLAGS, f"--user-data-dir={folder}", "about:blank"]
    process = subprocess.Popen(
        [sys.executable, "-c", WIRED, str(to_browser), str(to_us), *words],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, pass_fds=(to_browser, to_us),
        env={**os.environ, "HOME": str(folder), "XDG_CONFIG_HOME": str(folder),
             "XDG_CACHE_HOME": str(folder)},
    )  # fmt: skip
    os.close(to_browser)
    os.close(to_us)
    tab = Browser(from_us, from_browser)
    try:
        tab.attach()
        yield tab
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        os.close(from_us)
        os.close(from_browser)
