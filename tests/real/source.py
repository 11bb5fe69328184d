# SPDX-License-Identifier: GPL-2.0-only
"""A C file of a kernel, as scripts edit it: functions, statements and calls by their offsets in the text."""
import re

# What is no code. A directive goes with its continued lines.
NO_CODE = re.compile(r"""/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|"""
                     r"""(?m:^[ \t]*\#(?:\\\n|[^\n])*)""", re.DOTALL)
WORD = r"[A-Za-z_]\w*"
LABEL = re.compile(r"^[ \t]*(?:(?:case\b[^\n?]*|default|%s)[ \t]*):" % WORD, re.MULTILINE)


def blank(text):
    """The text with all that is no code made blank: same offsets, same lines."""
    return NO_CODE.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)


class Statement:
    """One statement, or the head of one that has a body: tokens [begin, end) of the text."""

    def __init__(self, function, begin, end):
        self.function, self.begin, self.end = function, begin, end
        self.code = function.code[begin:end]

    @property
    def is_free(self):
        """It stands in a block, on lines of its own, and no if or else is in front of it."""
        code = self.function.code
        before = code[:self.begin].rstrip()
        behind = code[self.end:code.find("\n", self.end)]
        return (before[-1] in ";{}" or bool(LABEL.fullmatch(before[before.rfind("\n") + 1:]))) and \
            not code[code.rfind("\n", 0, self.begin) + 1:self.begin].strip() and not behind.strip() and \
            self.code.endswith(";") and not re.match(r"(if|else|for|while|do|switch|case)\b", self.code)

    @property
    def lines(self):
        """Its lines, whole."""
        text = self.function.text
        return text.rfind("\n", 0, self.begin) + 1, text.find("\n", self.end) + 1

    @property
    def indent(self):
        return re.match(r"[ \t]*", self.function.text[self.lines[0]:]).group()


class Call:
    """name(...) at an offset: its arguments as [begin, end), and its last parenthesis."""

    def __init__(self, function, begin, name):
        self.function, self.begin, self.name = function, begin, name
        self.arguments, self.close = [], None
        depth, first = 0, function.code.index("(", begin) + 1
        for at in range(first - 1, function.end):
            char = function.code[at]
            depth += (char in "([{") - (char in ")]}")
            if (char == "," and depth == 1) or not depth:
                self.arguments.append((first, at))
                first = at + 1
            if not depth:
                self.close = at
                break

    def argument(self, i):
        begin, end = self.arguments[i]
        return self.function.text[begin:end].strip()

    @property
    def statement(self):
        return self.function.statement_at(self.begin)

    @property
    def taker(self):
        """The variable in `variable = name(...);`, or None."""
        match = re.match(r"(%s) = \Z" % WORD, self.function.code[self.statement.begin:self.begin])
        return match and self.function.code[self.close + 1:self.statement.end] == ";" and match.group(1)


class Function:
    """The function around an offset: its body is [begin, end), as kernel style writes it."""

    def __init__(self, text, code, at, name):
        self.text, self.code, self.name = text, code, name
        self.begin = code.rfind("\n{", 0, at) + 1
        self.end = code.find("\n}", at) + 2
        self.head = max(code.rfind("\n}", 0, self.begin), code.rfind(";\n", 0, self.begin)) + 2

    @property
    def body(self):
        return self.code[self.begin:self.end]

    def find(self, pattern, begin=None, end=None):
        """All matches in the code, by their offset in the text."""
        return re.compile(pattern).finditer(self.code, begin or self.begin, end or self.end)

    def calls(self, names):
        return [Call(self, match.start(), match.group()[:-1])
                for match in self.find(r"\b(?:%s)(?=\()." % names)]

    def statement_at(self, at):
        code, depth, begin = self.code, 0, at
        while begin > self.begin:
            char = code[begin - 1]
            depth += (char in ")]") - (char in "([")
            if char in ";{}" and depth <= 0 and not self._is_in_head(begin - 1):
                break
            begin -= 1
        label = LABEL.match(code, begin + len(code[begin:at]) - len(code[begin:at].lstrip(" \t\n")))
        while begin < at and (code[begin].isspace() or label):
            begin = label.end() if label and label.end() <= at else begin + 1
            label = LABEL.match(code, begin)
        return Statement(self, begin, self._end_of(at))

    def _is_in_head(self, at):
        """A `;` between the parentheses of a for."""
        depth = 0
        for char in reversed(self.code[max(self.begin, at - 400):at]):
            depth += (char in ")]") - (char in "([")
            if depth < 0:
                return True
            if char in "{}":
                break
        return False

    def _end_of(self, at):
        depth = 0
        for i in range(at, self.end):
            char = self.code[i]
            depth += (char in "([") - (char in ")]")
            if char in ";{" and depth <= 0:
                return i + 1
        return self.end


class Source:
    """A file; calls of it are made from `guptidy find`'s mentions."""

    def __init__(self, text):
        self.text, self.code = text, blank(text)
        self._lines = [0] + [match.end() for match in re.finditer("\n", text)]

    def line_of(self, at):
        return self.text.count("\n", 0, at) + 1

    def call(self, mention):
        """None where it stands in a directive, or is none of a function in kernel style."""
        at = self._lines[mention["line"] - 1] + mention["column"] - 1
        if not self.code.startswith(mention["name"], at) or not mention["function"]:
            return None
        function = Function(self.text, self.code, at, mention["function"])
        call = Call(function, at, mention["name"]) if function.begin < at < function.end else None
        return call if call and call.close else None


def edited(text, edits):
    """The text with each (begin, end, new) done; they do not overlap."""
    for begin, end, new in sorted(edits, reverse=True):
        text = text[:begin] + new + text[end:]
    return text
