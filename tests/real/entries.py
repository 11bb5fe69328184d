# SPDX-License-Identifier: GPL-2.0-only
"""Whether a file alone tells that a function is entered without the mmap lock: a reader's way, not guptidy's."""
import re

# Slots of tables that user space, probing or a worker reaches without any lock of an mm.
SLOTS = {"read", "write", "read_iter", "write_iter", "unlocked_ioctl", "compat_ioctl", "ioctl", "open", "release",
         "probe", "remove"}
DEFERRED = r"\b(?:INIT_WORK|INIT_DELAYED_WORK|DECLARE_WORK|kthread_run|kthread_create|module_init|late_initcall)\s*\("
MAX_CHAIN = 6


def definition_head(source, name):
    match = re.search(r"\n([a-zA-Z_][^\n;{}()#]*\b%s\([^;{}]*\))\s*\n\{" % name, source.code)
    return match.group(1) if match else ""


def function_name_at(source, at):
    """The name of the function that an offset is in, or None."""
    begin = source.code.rfind("\n{", 0, at)
    if begin < 0 or "\n}" in source.code[begin:at]:
        return None
    heads = list(re.finditer(r"\n(?:[a-zA-Z_][^\n;{}()#]*?)?\b(\w+)\(", source.code[:begin]))
    return heads[-1].group(1) if heads else None


def why_unknown_name(source, name, depth):
    if depth > MAX_CHAIN:
        return "its chain of callers is long"
    if name.startswith(("SYSCALL_DEFINE", "COMPAT_SYSCALL_DEFINE")):
        return None
    if "static" not in definition_head(source, name):
        return "%s() is not static: other files call it" % name
    uses = 0
    for match in re.finditer(r"\b%s\b" % name, source.code):
        before, behind = source.code[:match.start()].rstrip(), source.code[match.end():].lstrip()
        caller = function_name_at(source, match.start())
        slot = re.search(r"\.(\w+)\s*=$", before)
        if caller and behind.startswith("("):
            why = None if caller == name else why_unknown_name(source, caller, depth + 1)
        elif slot:
            why = None if slot.group(1) in SLOTS else "%s() is in a table, as %s" % (name, slot.group(1))
        elif re.search(DEFERRED + r"[^;()]*$", before):
            why = None
        elif not caller and behind.startswith("("):
            continue
        else:
            why = "the address of %s() is taken" % name
        if why:
            return why
        uses += 1
    return None if uses else "%s() is called by nobody" % name


def why_unknown(source, function):
    """Why the file does not tell; None if it does."""
    if function.code[function.head:function.begin].lstrip().startswith(("SYSCALL_DEFINE", "COMPAT_SYSCALL")):
        return None
    return why_unknown_name(source, function.name, 0)
