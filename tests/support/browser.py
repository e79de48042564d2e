"""Chromium without a window, steered through its debugging port: what a page did, and how it looks."""

import base64
import contextlib
import itertools
import json
import re
import subprocess
import tempfile
from urllib.request import urlopen

from websocket import create_connection

from helpers.lab_report.printing import find_browser

PORT = re.compile(r"DevTools listening on ws://127\.0\.0\.1:(\d+)/")


class Browser:
    """One page of Chromium; `requests` are the addresses that it asked for, `dialogs` what it said, since the last visit."""

    def __init__(self, socket):
        self.socket, self.numbers = socket, itertools.count(1)
        self.requests, self.dialogs, self.loaded = [], [], False
        for domain in ("Page", "Network", "Runtime"):
            self.ask(f"{domain}.enable")

    def ask(self, method, **parameters):
        number = next(self.numbers)
        self.socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            message = json.loads(self.socket.recv())
            if message.get("id") == number:
                assert "error" not in message, message
                return message["result"]
            self._note(message)

    def _note(self, message):
        match message.get("method"):
            case "Network.requestWillBeSent":
                self.requests.append(message["params"]["request"]["url"])
            case "Page.javascriptDialogOpening":
                self.dialogs.append(message["params"]["message"])
                self.socket.send(
                    json.dumps({"id": 0, "method": "Page.handleJavaScriptDialog", "params": {"accept": True}})
                )
            case "Page.loadEventFired":
                self.loaded = True

    def visit(self, address, headers=None):
        """Open a page, and wait until it is loaded."""
        self.ask("Network.setExtraHTTPHeaders", headers=headers or {})
        self.requests, self.dialogs, self.loaded = [], [], False
        self.ask("Page.navigate", url=address)
        while not self.loaded:
            self._note(json.loads(self.socket.recv()))

    def value(self, expression):
        """What a JavaScript expression is on the page; of a promise, what it comes to."""
        answer = self.ask("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def picture(self, path):
        """Write a picture of the page."""
        found = self.ask("Page.captureScreenshot", captureBeyondViewport=True)
        path.write_bytes(base64.b64decode(found["data"]))


@contextlib.contextmanager
def browser(width=1100, height=1400):
    """A browser with an empty profile, for as long as the block runs."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        options = ["--headless", "--disable-gpu", "--no-first-run", "--no-sandbox", "--disable-background-networking"]
        options += ["--remote-debugging-port=0", "--remote-allow-origins=*", f"--window-size={width},{height}"]
        process = subprocess.Popen(
            [find_browser(), *options, f"--user-data-dir={profile}", "about:blank"], stderr=subprocess.PIPE, text=True
        )
        try:
            port = next(found[1] for line in process.stderr if (found := PORT.search(line)))
            with urlopen(f"http://127.0.0.1:{port}/json") as answer:
                page = next(one for one in json.load(answer) if one["type"] == "page")
            socket = create_connection(page["webSocketDebuggerUrl"], timeout=60)
            yield Browser(socket)
            socket.close()
        finally:
            process.terminate()
            process.wait(20)
            process.stderr.close()
