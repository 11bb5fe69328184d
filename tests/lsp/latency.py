#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0-only
"""
tests/lsp/latency.py FILE...

Opens each file, then types letters into a comment at its end; prints the milliseconds from a letter to its
diagnostics: the median, the worst, and the time of processor that one took. GUPTIDY names the program.
"""
import os
import statistics
import sys
import time

from client import Client

TIMES = 50


def processor(pid):
    """Seconds of processor of a process and of those that it waited for."""
    with open("/proc/%d/stat" % pid, encoding="utf-8") as file:
        fields = file.read().rpartition(")")[2].split()
    return sum(int(field) for field in fields[11:15]) / os.sysconf("SC_CLK_TCK")


def measure(editor, path):
    editor.open(path)
    editor.diagnostics(path)
    end = {"line": editor.texts[path].count("\n") + 1, "character": 0}
    editor.change(path, {"range": {"start": end, "end": end}, "text": "/* */"})
    editor.diagnostics(path)
    times, before = [], processor(editor.process.pid)
    for _ in range(TIMES):
        at = {"line": end["line"] - 1, "character": 2}
        begun = time.monotonic()
        editor.change(path, {"range": {"start": at, "end": at}, "text": "x"})
        editor.diagnostics(path)
        times.append(1000 * (time.monotonic() - begun))
    editor.close(path)
    return statistics.median(times), max(times), 1000 * (processor(editor.process.pid) - before) / TIMES


def main():
    with Client() as editor:
        for path in sys.argv[1:]:
            print("%6.1f %6.1f %6.1f %s" % (*measure(editor, path), path))


if __name__ == "__main__":
    main()
