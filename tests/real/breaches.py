# SPDX-License-Identifier: GPL-2.0-only
"""What tests/real/contracts plants: one function a kind, which yields edits where the kind's shape stands."""
import collections
import os
import re

from entries import why_unknown
from source import WORD, Source

HELD = {"get_user_pages", "pin_user_pages", "get_user_pages_longterm", "get_user_pages_remote",
        "pin_user_pages_remote", "get_user_page_vma_remote", "fixup_user_fault"}
FREE = {"get_user_pages_fast", "pin_user_pages_fast", "get_user_pages_unlocked", "pin_user_pages_unlocked"}
COUNTS = (HELD | FREE) - {"get_user_page_vma_remote", "fixup_user_fault"}
LOCK = r"\b(?:mmap_(?:read|write)_lock|down_(?:read|write)(?=\(&[^()]*mmap_sem\)))\("
UNLOCK = r"\b(?:mmap_(?:read|write)_unlock|up_(?:read|write)(?=\(&[^()]*mmap_sem\)))\("
# Whatever else takes or drops it, or asks for it.
OTHER_LOCK = r"mmap_\w+_(?:killable|trylock|nested|downgrade|non_owner)|down_\w+_killable|mmap_assert|&\w*locked\b"
RELEASES = r"put_page|release_pages|unpin_user_pages?|unpin_user_pages_dirty_lock|put_user_pages?\w*"
ERROR_LABEL = re.compile(r"^\s*\w*(?:err|fail|out|unpin|put|free|release|undo|unwind|rollback)\w*:", re.MULTILINE)

Kind = collections.namedtuple("Kind", "name rule instead company about make")
Plant = collections.namedtuple("Plant", "kind edits function line reason")
KINDS = {}


class Site:
    """A call of the family, and what the kinds ask about it."""

    def __init__(self, tree, source, call):
        self.tree, self.source, self.call = tree, source, call
        self.function, self.statement = call.function, call.statement
        self.is_acquire = "unpin" not in call.name and "put_user" not in call.name

    def place(self, role):
        return self.tree.place(self.call.name, len(self.call.arguments), role)

    def argument(self, role):
        place = self.place(role)
        return None if place is None else self.call.argument(place)

    @property
    def locked(self):
        """It passes a &locked: whether the lock is held is another story."""
        return self.call.name != "fixup_user_fault" and \
            any("lock" in self.call.argument(i) for i in range(len(self.call.arguments)))

    @property
    def is_hidden(self):
        """In a statement expression, as some macros get them."""
        code = self.function.code
        return code.count("({", self.function.begin, self.call.begin) > \
            code.count("})", self.function.begin, self.call.begin)

    def behind(self, pattern):
        return list(self.function.find(pattern, self.statement.end))


class Tree:
    """A kernel: its version, and the files that call the family outside of mm/."""

    def __init__(self, root, mentions):
        with open(os.path.join(root, "Makefile"), encoding="ascii") as file:
            self.version = tuple(int(n) for n in re.findall(r"^(?:VERSION|PATCHLEVEL) = (\d+)", file.read(),
                                                            re.MULTILINE))
        self.sources, self.sites = {}, collections.defaultdict(list)
        for mention in mentions:
            path = mention["file"]
            if mention["class"] != "call" or not path.endswith(".c") or path.startswith(("mm/", "tools/")):
                continue
            if path not in self.sources:
                with open(os.path.join(root, path), encoding="latin-1", newline="") as file:
                    self.sources[path] = Source(file.read())
            call = self.sources[path].call(mention)
            if call:
                self.sites[path].append(Site(self, self.sources[path], call))

    def place(self, name, n, role):
        """The place of an argument in the signature that this tree has, or None."""
        first = 0 if "remote" not in name else 1 if self.version >= (5, 9) else 2
        if name == "get_user_page_vma_remote":
            places = {"start": 1, "flags": 2}
        elif "unlocked" in name:
            places = {"start": 0, "nr": 1, "pages": 2, "flags": 3}
        else:
            places = {"start": first, "nr": first + 1, "flags": first + 2, "pages": first + 3}
        if name not in COUNTS | {"get_user_page_vma_remote"} or (role == "flags" and self.takes_write(name)):
            return None
        return places.get(role) if places.get(role, n) < n else None

    def sites_of(self, source):
        return next(sites for sites in self.sites.values() if sites and sites[0].source is source)

    def takes_write(self, name):
        return "fast" in name and self.version < (5, 2)

    def lock_of(self, mm, verb):
        if self.version < (5, 8):
            return "%s_read(&%s->mmap_sem);" % ("down" if verb == "lock" else "up", mm)
        return "mmap_read_%s(%s);" % (verb, mm)

    def plants(self, names):
        for path, sites in sorted(self.sites.items()):
            for kind in (KINDS[name] for name in names):
                asked = set()
                for site in sites:
                    if kind.about == "function" and site.function.begin in asked:
                        continue
                    if site.is_acquire != (kind.about != "release"):
                        continue
                    asked.add(site.function.begin)
                    for at, edits, reason in kind.make(site) or ():
                        if site.is_hidden:
                            reason = "it stands in a statement expression"
                        yield path, Plant(kind.name, edits, site.function.name, site.source.line_of(at), reason)


def kind(name, rule=None, about="call", company=(), instead=()):
    """Registers a kind: the rule that must find it, or one instead, and those that may as well; None: nobody may."""
    def register(make):
        KINDS[name] = Kind(name, rule, instead, company, about, make)
        return make
    return register


def without(statement):
    """The edit that takes a statement away."""
    if not statement.is_free:
        return statement.begin, statement.end, ";"
    return (*statement.lines, "")


def around(statement, before, behind):
    first, last = statement.lines
    return [(first, first, statement.indent + before + "\n"), (last, last, statement.indent + behind + "\n")]


# --- locks ---

def lock_statements(function, pattern):
    return [function.statement_at(match.start()) for match in function.find(pattern)]


def plain_locks(site):
    """The statements that take and drop it, where nothing is conditional about that."""
    locks, unlocks = lock_statements(site.function, LOCK), lock_statements(site.function, UNLOCK)
    if site.call.name not in HELD or site.locked or re.search(OTHER_LOCK, site.function.body) or \
       not locks or not unlocks or not all(lock.is_free for lock in locks) or \
       not any(lock.begin < site.call.begin for lock in locks):
        return [], []
    return locks, unlocks


@kind("lock dropped", "lock-not-held")
def lock_dropped(site):
    locks, unlocks = plain_locks(site)
    if locks:
        yield site.call.begin, [without(statement) for statement in locks + unlocks], \
            why_unknown(site.source, site.function)


@kind("only the lock dropped", "lock-not-held")
def only_lock_dropped(site):
    locks, _ = plain_locks(site)
    if locks:
        yield site.call.begin, [without(lock) for lock in locks], why_unknown(site.source, site.function)


@kind("lock around a fast call", "lock-held")
def lock_around(site):
    if site.call.name in FREE and site.statement.is_free and not re.search(LOCK, site.function.body) and not site.statement.code.startswith("return"):
        yield site.call.begin, around(site.statement, site.tree.lock_of("current->mm", "lock"),
                                      site.tree.lock_of("current->mm", "unlock")), None


@kind("lock in front of a fast call", "lock-held")
def lock_in_front(site):
    first = site.statement.lines[0]
    if site.call.name in FREE and site.statement.is_free and not re.search(LOCK, site.function.body):
        lock = site.tree.lock_of("current->mm", "lock")
        yield site.call.begin, [(first, first, site.statement.indent + lock + "\n")], None


@kind("fast turned into slow", "lock-not-held")
def fast_to_slow(site):
    if not site.call.name.endswith("_fast") or site.call.name not in FREE or \
       re.search(LOCK, site.function.body):
        return
    call, name = site.call, site.call.name[:-len("_fast")]
    edits = [(call.begin, call.begin + len(call.name), name)]
    if site.tree.version < (6, 5):
        edits.append((call.close, call.close, ", NULL"))
    if site.tree.takes_write(call.name):
        edits.append((*call.arguments[2], " (%s) ? FOLL_WRITE : 0" % call.argument(2)))
    yield call.begin, edits, why_unknown(site.source, site.function)


# --- results ---

@kind("result ignored", "unchecked-return", company=("pin-leak", "partial-pin"))
def result_ignored(site):
    if site.call.name in COUNTS and site.call.taker and site.statement.is_free and \
       site.argument("pages") != "NULL":
        page = re.escape(site.argument("pages").lstrip("&"))
        told = re.search(r"\b%s\s*=\s*NULL" % page, site.function.code[site.function.begin:site.call.begin])
        yield site.call.begin, [(site.statement.begin, site.call.begin, "")], \
            "the page is NULL before, and tells" if told else None


def declared_anew(function, name, type_):
    """The edits that give a local variable another type, or []."""
    for match in function.find(r"\n([ \t]+)(?:int|long|ssize_t|long int)\s+([^;(){}]*\b%s\b[^;(){}]*);" % name):
        others = [part for part in match.group(2).split(",") if not re.match(r"\s*%s\b" % name, part)]
        own = [part.strip() for part in match.group(2).split(",") if re.match(r"\s*%s\b" % name, part)]
        if len(own) != 1:
            continue
        new = "\n%s%s %s;" % (match.group(1), type_, own[0])
        if others:
            old = match.group()
            new += old[:match.start(2) - match.start()] + ",".join(others).strip() + ";"
        return [(match.start(), match.end(), new)]
    return []


@kind("result made unsigned", "signed-compare", company=("partial-pin",))
def result_unsigned(site):
    taker = site.call.taker
    tests = site.behind(r"\b%s (?:<|<=) 0\b" % taker) if taker and site.call.name in COUNTS else []
    edits = declared_anew(site.function, taker, "unsigned int" if "fast" in site.call.name else
                          "unsigned long") if tests else []
    next_ = next(site.function.find(r"\b%s = " % taker, site.statement.end), None) if edits else None
    if edits and (not next_ or tests[0].start() < next_.start()):
        yield site.call.begin, edits, None


@kind("short pin taken as success", "partial-pin", company=("pin-leak", "signed-compare"))
def short_as_success(site):
    taker, count = site.call.taker, site.argument("nr")
    if not taker or not count or count == "1":
        return
    tests = site.behind(r"\b%s\s*(<=|>=|!=|==|<(?!<)|>(?!>))\s*([^;&|?]+?)\)*(?=\s*(?:[;&|?{]|\n))" % taker)
    full = [test for test in tests if test.group(1) in ("!=", "<") and test.group(2) != "0"]
    if len(full) == 1 and not any(test.group(2) != "0" for test in tests if test not in full):
        yield site.call.begin, [(full[0].start(1), full[0].end(2), "< 0")], None


# --- releases ---

def base_of(text):
    """The last name of an array or a page: `pages` of &work->pages[i]."""
    names = re.findall(WORD, re.sub(r"\[[^\[\]]*\]", "", text.split("+")[0]))
    return names[-1] if names else ""


def why_not_own(site, released):
    """Who took what is released there, when the function itself did not."""
    if "(" in released:
        return "not the pages are kept, but their numbers or sg entries"
    acquires = [other for other in site.tree.sites_of(site.source) if other.is_acquire]
    own = [other for other in acquires if other.function.begin == site.function.begin]
    if own:
        return None
    if any(base_of(other.argument("pages") or "") == base_of(released) for other in acquires):
        return None
    return "no function of the file takes them under that name"


@kind("put for unpin", "wrong-release", about="release", company=("pin-leak",))
def put_for_unpin(site):
    call = site.call
    names = {"unpin_user_page": "put_page", "unpin_user_pages": "release_pages",
             "unpin_user_pages_dirty_lock": "release_pages"}
    if call.name not in names:
        return
    edits = [(call.begin, call.begin + len(call.name), names[call.name])]
    if len(call.arguments) == 3:
        edits.append((call.arguments[2][0] - 1, call.close, ""))
    yield call.begin, edits, why_not_own(site, call.argument(0))


@kind("unpin for put", "wrong-release", about="function", company=("pin-leak",))
def unpin_for_put(site):
    names = {"put_page": "unpin_user_page", "release_pages": "unpin_user_pages"}
    pages = site.argument("pages")
    if site.tree.version < (5, 6) or not pages or not site.call.name.startswith("get_"):
        return
    for release in site.function.calls("put_page|release_pages"):
        if base_of(release.argument(0)) == base_of(pages):
            yield release.begin, [(release.begin, release.begin + len(release.name), names[release.name])], None


@kind("page lock dropped from dirtying", "unlocked-dirty", about="function")
def page_lock_dropped(site):
    for dirty in site.function.calls("set_page_dirty_lock"):
        yield dirty.begin, [(dirty.begin, dirty.begin + len(dirty.name), "set_page_dirty")], None
    locks = [call.statement for call in site.function.calls("lock_page|unlock_page")]
    for dirty in site.function.calls("set_page_dirty|SetPageDirty"):
        if locks and all(lock.is_free for lock in locks):
            yield dirty.begin, [without(lock) for lock in locks], None
            return


def release_statements(site):
    for release in site.function.calls(RELEASES):
        if release.close and release.statement.is_free and release.statement.begin == release.begin and \
           (release.name not in ("put_page", "release_pages") or
                base_of(release.argument(0)) == base_of(site.argument("pages") or "")):
            yield release


@kind("released twice", "double-release", about="function", company=("pin-leak",))
def released_twice(site):
    for release in release_statements(site):
        first, last = release.statement.lines
        yield release.begin, [(last, last, site.source.text[first:last])], None


def why_kept(site, release):
    """Who else may have the pages by then: then the function alone does not tell that they are lost."""
    pages = site.argument("pages") or ""
    base = base_of(pages)
    head = site.function.code[site.function.head:site.function.begin]
    between = site.function.code[site.statement.end:release.begin]
    if "->" in pages or "." in pages or re.search(r"\b%s\b" % base, head):
        return "they lie in an object of the caller's"
    if re.search(r"(?:->|\.)\w+(?:\[\w+\])? = %s\b" % base, between):
        return "an object keeps them"
    if re.search(r"\b(?:sg_|bvec_)\w*\([^;]*\b%s\b" % base, between):
        return "a scatterlist has them"
    return None


# Of a short pin it is the other rule that says so.
@kind("release dropped on an error exit", "pin-leak", about="function", instead=("partial-pin",))
def release_dropped(site):
    code = site.function.code
    for release in release_statements(site):
        block = code[release.statement.end:site.function.end].split("}")[0]
        above = code[site.statement.end:release.begin]
        if release.begin > site.statement.end and \
           (re.search(r"\breturn\s+(?:-E|ERR_PTR|ret|rc|err)|\bgoto\b", block) or ERROR_LABEL.search(above)):
            yield release.begin, [without(release.statement)], why_kept(site, release)


# --- flags ---

def with_flag(site, flag):
    place = site.place("flags")
    if place is None:
        return []
    begin, end = site.call.arguments[place]
    text = site.function.text[begin:end]
    flags = text.strip()
    new = "(%s)" % flags if re.search(r"[?&]|\|\|", flags) else flags
    return [(begin, end, text.replace(flags, "%s | FOLL_%s" % (new, flag)))]


# Those that only mm/ has are unknown to the compiler, too.
@kind("internal flag", "flag-refused", company=("unanalysed",))
def internal_flag(site):
    pins, version = site.call.name.startswith("pin_"), site.tree.version
    refused = {"PIN": version >= ((6, 3) if pins or "unlocked" in site.call.name else (5, 6)),
               "GET": pins and version >= (5, 8),
               "TOUCH": version >= ((5, 3) if "fast" in site.call.name else (6, 7))}
    for flag in sorted(refused):
        edits = with_flag(site, flag) if refused[flag] else []
        if edits:
            yield site.call.begin, edits, None


@kind("longterm with get", "flag-refused")
def longterm_with_get(site):
    edits = with_flag(site, "LONGTERM")
    if edits and site.call.name.startswith("get_") and site.tree.version >= (5, 10):
        yield site.call.begin, edits, None


# --- what changes nothing ---

@kind("clean: result renamed")
def result_renamed(site):
    taker = site.call.taker
    if taker:
        yield site.call.begin, [(match.start(), match.end(), taker + "_renamed")
                                for match in site.function.find(r"(?<!->)(?<!\.)\b%s\b(?!:)" % taker)], None


@kind("clean: in a do of its own")
def in_a_do(site):
    if site.statement.is_free and site.call.taker:
        yield site.call.begin, around(site.statement, "do {", "} while (0);"), None


@kind("clean: conditions inverted", about="function")
def conditions_inverted(site):
    edits = []
    for match in site.function.find(r"\n([ \t]+)if \(([^\n{};]*)\)\n([ \t]+(?:return|goto)\b[^;{}]*;)\n(?![ \t]*else)"):
        if match.group(2).count("(") == match.group(2).count(")"):
            edits.append((match.start(), match.end(), "\n%sif (!(%s)) {\n%s\t;\n%s} else {\n%s\n%s}\n" % (
                *match.group(1, 2, 1, 1, 3, 1),)))
            edits[-1] = (*edits[-1][:2], edits[-1][2].rstrip("\n") + "\n")
    if edits:
        yield site.call.begin, edits, None


@kind("clean: lock taken by a helper", about="function")
def lock_helper(site):
    body = "static void planted_%s(struct mm_struct *mm)\n{\n\t%s\n}\n\n"
    locks, unlocks = lock_statements(site.function, LOCK), lock_statements(site.function, UNLOCK)
    mm = r"\((?:&)?(.*?)(?:->mmap_sem)?\);"
    if not locks or not all("read" in lock.code for lock in locks + unlocks):
        return
    head = site.function.head
    edits = [(head, head, "\n" + "".join(body % (verb, site.tree.lock_of("mm", verb)) for verb in ("lock", "unlock")))]
    for lock in locks + unlocks:
        begin = lock.code.rindex("mmap_read" if "mmap_read" in lock.code else
                                 "down_read" if "down_read" in lock.code else "up_read")
        verb = "unlock" if lock in unlocks else "lock"
        edits.append((lock.begin + begin, lock.end, "planted_%s(%s);" % (
            verb, re.search(mm, lock.code[begin:], re.DOTALL).group(1))))
    yield site.call.begin, edits, None


@kind("clean: one way out", about="function")
def one_way_out(site):
    head = site.function.code[site.function.head:site.function.begin]
    returns = list(site.function.find(r"\breturn ([^;{}]+);"))
    if not re.search(r"\b(?:int|long|ssize_t)\s+%s\(" % site.function.name, head) or len(returns) < 2:
        return
    edits = [(match.start(), match.end(), "{ planted = %s; goto planted_out; }" % match.group(1))
             for match in returns]
    edits[-1] = (returns[-1].start(), returns[-1].end(),
                 "planted = %s;\nplanted_out:\n\treturn planted;" % returns[-1].group(1))
    if site.function.code[returns[-1].end():site.function.end].strip() == "}" and \
       site.function.code[returns[-1].start() - 2:returns[-1].start()] == "\n\t":
        first = site.function.begin + 2
        yield site.call.begin, [(first, first, "\tlong planted;\n")] + edits, None


@kind("clean: guard", about="function")
def guarded(site):
    locks, unlocks = lock_statements(site.function, LOCK), lock_statements(site.function, UNLOCK)
    if site.tree.version < (6, 6) or len(locks) != 1 or not unlocks or not locks[0].is_free:
        return
    last = max(unlock.end for unlock in unlocks)
    if re.search(r"user_page|copy_(?:from|to)|lock", site.function.code[last:site.function.end]):
        return
    mm = re.search(r"\((.*)\);", locks[0].code).group(1)
    verb = "write" if "write" in locks[0].code else "read"
    yield site.call.begin, [(locks[0].begin, locks[0].end, "guard(mmap_%s_lock)(%s);" % (verb, mm))] + \
        [without(unlock) for unlock in unlocks], None


@kind("clean: flags in a variable")
def flags_in_variable(site):
    place = site.place("flags")
    if place is None or not site.statement.is_free or re.fullmatch(r"[1-9]\d*", site.call.argument(place)):
        return
    begin, end = site.call.arguments[place]
    first = site.statement.lines[0]
    yield site.call.begin, [(begin, end, " planted_flags"), (first, first, "%sunsigned int planted_flags = %s;\n" % (
        site.statement.indent, site.call.argument(place)))], None


@kind("clean: count in a variable")
def count_in_variable(site):
    place = site.place("nr")
    if place is None or not site.statement.is_free:
        return
    begin, end = site.call.arguments[place]
    first = site.statement.lines[0]
    yield site.call.begin, [(begin, end, " planted_count"), (first, first, "%sint planted_count = %s;\n" % (
        site.statement.indent, site.call.argument(place)))], None
