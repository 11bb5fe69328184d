# SPDX-License-Identifier: GPL-2.0-only
"""
An editor for tests: starts `guptidy lsp` and talks to it. GUPTIDY names the program.

	with Client() as editor:
		editor.open("file.c")			# as it is on the disk, or with text=
		print(editor.diagnostics("file.c"))	# of the version that was sent last

Whatever does not come within LIMIT seconds is an error.
"""
import json
import os
import pathlib
import re
import select
import signal
import subprocess
import time

LIMIT = float(os.environ.get("LSP_LIMIT", "60"))


class Client:
    def __init__(self, *arguments, capabilities=None, folders=None, start=True):
        self.process = subprocess.Popen(
            [os.environ.get("GUPTIDY", "guptidy"), "lsp", *arguments],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.bytes = b""
        self.came = []          # messages that nobody took yet
        self.last_id = 0
        self.versions = {}
        self.texts = {}
        if start:
            self.abilities = self.request("initialize", {
                "processId": os.getpid(), "rootUri": None,
                "workspaceFolders": [{"uri": uri(f), "name": f} for f in folders or []],
                "capabilities": default_capabilities() if capabilities is None else capabilities})
            self.notify("initialized", {})

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        if self.process.poll() is None:
            if kind is None:
                self.end()
            else:
                self.process.kill()

    def end(self):
        """Ends the conversation as one does; the status."""
        self.request("shutdown", None)
        self.notify("exit", None)
        return self.status()

    def status(self):
        return self.process.wait(LIMIT)

    # messages

    def send_bytes(self, data):
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def send(self, message):
        data = json.dumps(message).encode()
        self.send_bytes(b"Content-Length: %d\r\n\r\n" % len(data) + data)

    def notify(self, method, params):
        self.send({"jsonrpc": "2.0", "method": method, "params": params})

    def ask(self, method, params):
        """Sends a request; its id."""
        self.last_id += 1
        message = {"jsonrpc": "2.0", "id": self.last_id, "method": method}
        if params is not None:
            message["params"] = params
        self.send(message)
        return self.last_id

    def answer(self, number):
        return self.wait(lambda m: m.get("id") == number and "method" not in m)

    def request(self, method, params):
        answer = self.answer(self.ask(method, params))
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer["result"]

    def receive(self, deadline):
        """The next message, or None behind the deadline or the end."""
        while True:
            head, found, rest = self.bytes.partition(b"\r\n\r\n")
            if found:
                length = int(head.split(b":")[1])
                if len(rest) >= length:
                    self.bytes = rest[length:]
                    return json.loads(rest[:length])
            if not select.select([self.process.stdout], [], [], max(0, deadline - time.monotonic()))[0]:
                return None
            data = os.read(self.process.stdout.fileno(), 65536)
            if not data:
                return None
            self.bytes += data

    def wait(self, wanted, limit=LIMIT):
        """The first message that is wanted; others stay for later."""
        deadline = time.monotonic() + limit
        for message in self.came:
            if wanted(message):
                self.came.remove(message)
                return message
        while True:
            message = self.receive(deadline)
            if message is None:
                raise TimeoutError("it did not come; what came is: %s" % self.came)
            if wanted(message):
                return message
            self.came.append(message)

    # documents

    def open(self, path, text=None, language="c"):
        text = pathlib.Path(path).read_text(encoding="utf-8") if text is None else text
        self.versions[path], self.texts[path] = 1, text
        self.notify("textDocument/didOpen", {"textDocument": {
            "uri": uri(path), "languageId": language, "version": 1, "text": text}})

    def change(self, path, *changes):
        self.versions[path] += 1
        self.notify("textDocument/didChange", {
            "textDocument": {"uri": uri(path), "version": self.versions[path]},
            "contentChanges": list(changes)})

    def replace(self, path, old, new):
        """Types new over the first old, in one line of ASCII."""
        text = self.texts[path]
        before = text[:text.index(old)]
        line, character = before.count("\n"), len(before) - before.rfind("\n") - 1
        self.texts[path] = text.replace(old, new, 1)
        self.change(path, {"range": {"start": {"line": line, "character": character},
                                     "end": {"line": line, "character": character + len(old)}},
                           "text": new})

    def close(self, path):
        self.notify("textDocument/didClose", {"textDocument": {"uri": uri(path)}})

    def diagnostics(self, path, limit=LIMIT):
        """Those of the version that was sent last."""
        return self.wait(lambda m: m.get("method") == "textDocument/publishDiagnostics" and
                         m["params"]["uri"] == uri(path) and
                         m["params"].get("version") == self.versions[path], limit)["params"]["diagnostics"]

    def actions(self, path, line, only=None):
        context = {"diagnostics": []}
        if only:
            context["only"] = only
        where = {"line": line, "character": 0}
        return self.request("textDocument/codeAction", {
            "textDocument": {"uri": uri(path)}, "range": {"start": where, "end": where}, "context": context})

    def hover(self, path, line, character):
        answer = self.request("textDocument/hover", {
            "textDocument": {"uri": uri(path)}, "position": {"line": line, "character": character}})
        return answer and answer["contents"]["value"]


def uri(path):
    return pathlib.Path(os.path.abspath(path)).as_uri()


def default_capabilities():
    return {
        "textDocument": {"codeAction": {
            "disabledSupport": True,
            "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix", "source.fixAll"]}}}},
        "workspace": {"workspaceEdit": {"documentChanges": True}}}


def short(diagnostics):
    """`LINE:CHARACTER-LINE:CHARACTER RULE` of each, from 0 as the protocol counts."""
    return ["%d:%d-%d:%d %s" % (d["range"]["start"]["line"], d["range"]["start"]["character"],
                                d["range"]["end"]["line"], d["range"]["end"]["character"], d.get("code"))
            for d in diagnostics]


def applied(text, edits):
    """The text with TextEdits done, of ASCII."""
    starts = [0]
    for line in text.splitlines(True):
        starts.append(starts[-1] + len(line))
    spans = [(starts[e["range"]["start"]["line"]] + e["range"]["start"]["character"],
              starts[e["range"]["end"]["line"]] + e["range"]["end"]["character"], e["newText"])
             for e in edits]
    for begin, end, new in sorted(spans, reverse=True):
        text = text[:begin] + new + text[end:]
    return text
