# SPDX-License-Identifier: GPL-2.0-only
"""What the differential tests share: texts, diffs of them, damage, and who applies what. All text is bytes."""
import argparse
import os
import random
import re
import subprocess
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAM = os.environ.get("DIFFERENTIAL", os.path.join(HERE, "../../build/differential"))
# What guptidy says of damaged diffs that both others take; a refusal loses nothing, and is never silent.
STRICT = {
    "nothing says what changes in this file": "a headline twice: the first may be of a file that was cut off",
    "the hunks of this file are missing": "--- twice: the first may be of a file whose hunks were cut off",
    "this hunk belongs to no file": "one of --- and +++ is gone, or one too many stands there: the others guess which",
}
WORDS = (b"int a;", b"int b;", b"", b"\treturn 0;", b"}", b"{", b"/* a */", b"#if X", b"#endif", b"- x", b"+ y",
         b"@@")


def text_of(chance, most, words=WORDS):
    lines = [chance.choice(words) for _ in range(chance.randint(0, most))]
    text = b"".join(line + b"\n" for line in lines)
    return text[:-1] if text and chance.random() < 0.1 else text


def edited(text, chance, words=WORDS):
    lines = text.splitlines(True)
    for _ in range(chance.randint(1, 4)):
        at = chance.randint(0, len(lines))
        kind = chance.random()
        if kind < 0.4:
            lines.insert(at, chance.choice(words) + b"\n")
        elif lines and kind < 0.8:
            del lines[min(at, len(lines) - 1)]
        elif lines:
            lines[min(at, len(lines) - 1)] = b"new %d\n" % chance.randint(0, 9)
    return b"".join(lines)


def write(folder, name, text):
    if text is not None:
        with open(os.path.join(folder, name), "wb") as file:
            file.write(text)


def read(folder, name):
    """None: there is no such file."""
    try:
        with open(os.path.join(folder, name), "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None


def run(*words, **more):
    return subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, timeout=60,
                          **more)


def diff_of(old, new, chance, folder):
    """As git prints it, of a file x.c that may be new or gone."""
    for side, text in (("a", old), ("b", new)):
        os.makedirs(os.path.join(folder, side), exist_ok=True)
        write(os.path.join(folder, side), "x.c", text)
    names = ["a/x.c" if old is not None else "/dev/null", "b/x.c" if new is not None else "/dev/null"]
    return run("git", "diff", "--no-index", "--no-prefix", "-U%d" % chance.choice((0, 1, 3, 3, 3)), *names,
               cwd=folder).stdout


def damaged(diff, chance):
    lines = diff.splitlines(True)
    for _ in range(chance.randint(1, 2)):
        if not lines:
            break
        at = chance.randrange(len(lines))
        kind = chance.random()
        if kind < 0.25:
            del lines[at]
        elif kind < 0.45:
            lines.insert(at, lines[at])
        elif kind < 0.65:
            lines[at] = chance.choice((b" ", b"+", b"-")) + lines[at][1:]
        elif kind < 0.8:
            lines[at] = bytes(chance.choice(b"0123456789") if 48 <= c < 58 else c for c in lines[at])
        elif kind < 0.9:
            lines = lines[:at]
        else:
            lines[at] = lines[at].rstrip(b"\n")[:chance.randint(0, 60)] + b"\n"
    return b"".join(lines)


def apply_with(way, there, patch):
    """Applies the patch, a file, to the folder there: None, or (what went wrong: "crash" or False, why)."""
    words = {
        "guptidy": [PROGRAM, there, patch],
        "git": ["git", "apply", "--unidiff-zero", "--whitespace=nowarn", "--allow-empty", patch],
        "patch": ["patch", "-p1", "-F0", "-f", "-s", "--no-backup-if-mismatch", "-i", patch],
    }[way]
    done = run(*words, cwd=there,
               env={**os.environ, "GIT_CEILING_DIRECTORIES": os.path.dirname(there), "LC_ALL": "C"})
    if done.returncode < 0:
        return ("crash", str(done.returncode))
    if done.returncode:
        return (False, done.stdout.decode("utf-8", "replace").strip())
    return None


def is_listed(own, git, diff):
    """What guptidy takes otherwise than both others, for a reason."""
    # diff without git deletes a file by leaving nothing of it; an empty one has no call either.
    if own == (True, None) and git == (True, b"") and not re.search(rb"^diff --git", diff, re.M):
        return True
    # A number that is no mode, or one of a link, on what is a file here: its text is linted all the same.
    return not git[0] and ("wrong type" in git[1] or "invalid mode" in git[1])


def judge(own, git, patch, diff):
    """Why it is a disagreement, or None."""
    if own[0] == "crash":
        return "guptidy crashes"
    if own[0] and own not in (git, patch) and not is_listed(own, git, diff):
        return "guptidy takes it as nobody else does"
    if not own[0] and git[0] and git == patch and not any(words in own[1] for words in STRICT):
        return "guptidy alone refuses it"
    return None


def report(what, how, count, one):
    """Runs one(chance, folder), which says (why it fails or None, is it taken, what it was about), and speaks TAP."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=count)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    failed = taken = 0
    for number in range(options.count):
        with tempfile.TemporaryDirectory(prefix="guptidy-differential-") as folder:
            why, is_taken, about = one(chance, folder)
        taken += is_taken
        if why:
            failed += 1
            print("# %d: %s" % (number, why))
            if options.show:
                for name, value in about.items():
                    print("#   %s: %r" % (name, value))
    print("1..1\n%s 1 - %d %s, %d taken: %s" % ("not ok" if failed else "ok", options.count, what, taken, how))
    return failed != 0
