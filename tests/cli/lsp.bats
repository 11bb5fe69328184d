#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# `guptidy lsp`, as an editor sees it: tests/lsp/client.py is the editor.
load common

LECTERN=drivers/vfio/vfio_lectern.c

# editor [NAME=VALUE...]: does what stdin says in Python, with the client at hand.
editor()
{
	command -v python3 >/dev/null || skip 'no python3'
	{
		echo 'from client import *'
		cat
	} >"$BATS_TEST_TMPDIR/editor.py"
	env GUPTIDY="$GUPTIDY" PYTHONPATH="$ROOT/tests/lsp" PYTHONDONTWRITEBYTECODE=1 "$@" \
		timeout 300 python3 "$BATS_TEST_TMPDIR/editor.py"
}

# in_a_tree: a copy to stand in.
in_a_tree()
{
	copy linux-6.6
	cd linux-6.6
}

@test "lsp: the diagnostics of a document are what check says of its file" {
	editor TREE="$FIXTURES/linux-6.6" <<-'END'
	import glob
	tree = os.environ["TREE"]
	def said(path):
	    run = subprocess.run([os.environ["GUPTIDY"], "check", "--format=json", path],
	                         stdout=subprocess.PIPE, check=False)
	    return sorted(((f.get("argument") or f)["line"], f["rule"], f["message"]) for f in json.loads(run.stdout)["findings"])
	files = glob.glob(tree + "/drivers/*/*.c") + glob.glob(tree + "/mm/*.c")
	n = 0
	with Client() as editor:
	    for path in files:
	        try:
	            editor.open(path)
	        except UnicodeDecodeError:      # no editor would send it so
	            continue
	        seen = []
	        expected = said(path)
	        deadline = time.monotonic() + LIMIT
	        # The compiler's answer may come behind that of the text.
	        while time.monotonic() < deadline:
	            seen = sorted((d["range"]["start"]["line"] + 1, d["code"], d["message"])
	                          for d in editor.diagnostics(path))
	            if seen == expected:
	                break
	        assert seen == expected, (path, seen, expected)
	        editor.close(path)
	        n += len(seen)
	assert len(files) > 20 and n > 20, (len(files), n)
	END
}

@test "lsp: while somebody types, findings come and go with the text, and nothing is written" {
	in_a_tree
	before=$(find . -type f -exec sha256sum {} + | sort)
	editor FILE=$LECTERN <<-'END'
	path = os.environ["FILE"]
	with Client() as editor:
	    editor.open(path)
	    first = short(editor.diagnostics(path))
	    assert "20:33-20:55 bool-as-flags" in first, first
	    editor.replace(path, "!!(prot & IOMMU_WRITE)", "FOLL_WRITE")
	    mended = short(editor.diagnostics(path))
	    assert mended == [line for line in first if not line.startswith("20:")], mended
	    # A line in front of all: everything moves.
	    editor.change(path, {"range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}},
	                         "text": "\n"})
	    moved = editor.diagnostics(path)
	    assert [d["range"]["start"]["line"] for d in moved] == [int(m.split(":")[0]) + 1 for m in mended], moved
	    # The whole text at once, and two changes at once, the second of what the first made.
	    editor.change(path, {"text": pathlib.Path(path).read_text()})
	    assert short(editor.diagnostics(path)) == first
	    editor.change(path, {"text": ""}, {"range": {"start": {"line": 9, "character": 9},
	                                                "end": {"line": 9, "character": 9}}, "text": "int a;"})
	    assert editor.diagnostics(path) == []
	END
	[ "$before" = "$(find . -type f -exec sha256sum {} + | sort)" ]
}

@test "lsp: positions count UTF-16 units, or bytes where the editor takes them" {
	in_a_tree
	editor FILE=$LECTERN <<-'END'
	path = os.environ["FILE"]
	text = pathlib.Path(path).read_text().replace("\t\tret = pin_user_pages(vaddr, 1, !!",
	                                              "\t\t/* \u00fc\U0001f600 */ ret = pin_user_pages(vaddr, 1, !!")
	for encodings, begin in ((None, 33 + 10), (["utf-16"], 33 + 10), (["utf-8", "utf-16"], 33 + 13)):
	    can = default_capabilities()
	    if encodings:
	        can["general"] = {"positionEncodings": encodings}
	    with Client(capabilities=can) as editor:
	        editor.open(path, text)
	        found = short(editor.diagnostics(path))
	        assert found[0].startswith("20:%d-" % begin), (encodings, found)
	        # Behind the characters, the same units are meant by the editor.
	        editor.change(path, {"range": {"start": {"line": 20, "character": begin},
	                                       "end": {"line": 20, "character": begin + len("!!(prot & IOMMU_WRITE)")}},
	                             "text": "FOLL_WRITE"})
	        assert not short(editor.diagnostics(path))[0].startswith("20:")
	END
}

@test "lsp: code actions are what check --fix writes, or say why not" {
	in_a_tree
	cp $LECTERN before.c
	guptidy check --fix $LECTERN >/dev/null || true
	mv $LECTERN ../fixed.c
	mv before.c $LECTERN
	editor FILE=$LECTERN <<-'END'
	path = os.environ["FILE"]
	with Client() as editor:
	    editor.open(path)
	    editor.diagnostics(path)
	    actions = editor.actions(path, 20)
	    assert [a["kind"] for a in actions] == ["quickfix", "source.fixAll.guptidy"], actions
	    change, = actions[0]["edit"]["documentChanges"]
	    assert change["textDocument"] == {"uri": uri(path), "version": 1}
	    assert [d["code"] for d in actions[0]["diagnostics"]] == ["bool-as-flags"]
	    one = applied(editor.texts[path], change["edits"])
	    assert "prot & IOMMU_WRITE ? FOLL_WRITE : 0" in one and one.count("?") == 1 + editor.texts[path].count("?")
	    all, = editor.actions(path, 0, ["source.fixAll"])
	    change, = all["edit"]["documentChanges"]
	    assert applied(editor.texts[path], change["edits"]) == pathlib.Path("../fixed.c").read_text()
	    assert editor.actions(path, 2) == []
	    assert editor.actions(path, 20, ["refactor"]) == []
	can = default_capabilities()
	del can["workspace"], can["textDocument"]["codeAction"]["disabledSupport"]
	with Client(capabilities=can) as editor:
	    editor.open(path)
	    editor.diagnostics(path)
	    assert list(editor.actions(path, 20)[0]["edit"]["changes"]) == [uri(path)]
	END
}

@test "lsp: what a finding has ready and nobody can prove is no action, but where the editor shows why" {
	in_a_tree
	editor <<-'END'
	path = "drivers/vfio/split.c"
	text = ("#define SPLIT(a, w, p) get_user_pages_fast(a, 1, w, p)\n\nint split(unsigned long a, bool w, "
	        "struct page **p)\n{\n\treturn SPLIT(a, w, p);\n}\n")
	can = default_capabilities()
	for disabled in (True, False):
	    can["textDocument"]["codeAction"]["disabledSupport"] = disabled
	    with Client(capabilities=can) as editor:
	        editor.open(path, text)
	        assert [d["code"] for d in editor.diagnostics(path)] == ["bool-as-flags"]
	        actions = editor.actions(path, 4)
	        if disabled:
	            assert "edit" not in actions[0] and "by hand" in actions[0]["disabled"]["reason"], actions
	        assert len(actions) == disabled, actions
	END
}

@test "lsp: a fix is of the text on the screen, and against the headers that are open" {
	mkdir driver
	echo 'struct frob { int n; };' >driver/frob.h
	echo 'int nothing;' >driver/frob.c
	editor TREE="$FIXTURES/linux-6.6" <<-'END'
	c, h = "driver/frob.c", "driver/frob.h"
	# What is passed the compiler alone can tell, by the header on the screen.
	header = "struct frob { struct page %spages; unsigned long at; };\n#define frob_at(f) (f)->at\n"
	with Client("--kernel", os.environ["TREE"]) as editor:
	    editor.open(h, header % "**")
	    editor.open(c, '#include <linux/mm.h>\n#include "frob.h"\n\nint frob(struct frob *f, bool w)\n{\n'
	                   '\treturn get_user_pages_fast(frob_at(f), 1, w, f->pages);\n}\n')
	    assert [d["code"] for d in editor.diagnostics(c)] == ["bool-as-flags"]
	    fix, = [a for a in editor.actions(c, 5) if a["kind"] == "quickfix"]
	    change, = fix["edit"]["documentChanges"]
	    assert "1, w ? FOLL_WRITE : 0, f->pages)" in " ".join(applied(editor.texts[c], change["edits"]).split())
	    # A call that does not fit is not written again.
	    editor.change(h, {"text": header % "*"})
	    fix, = [a for a in editor.actions(c, 5) if a["kind"] == "quickfix"]
	    assert "could not be proved" in fix["disabled"]["reason"], fix
	    # What the compiler said of the text on the screen before, it may say again.
	    editor.change(h, {"text": header.replace("struct page %spages; ", "")})
	    fix, = [a for a in editor.actions(c, 5) if a["kind"] == "quickfix"]
	    assert "edit" in fix, fix
	END
}

@test "lsp: a hover tells the contract, the flag, or why there is a finding" {
	in_a_tree
	editor FILE=$LECTERN <<-'END'
	path = os.environ["FILE"]
	with Client() as editor:
	    editor.open(path, pathlib.Path(path).read_text() + "/* guptidy: allow pin-leak - so */\nint x = FOLL_LONGTERM;\n")
	    editor.diagnostics(path)
	    contract = editor.hover(path, 20, 10)
	    for words in ("long pin_user_pages(unsigned long start", "include/linux/mm.h:", "the mmap lock must be held",
	                  "hands out pins", "`gup_flags`: FOLL_* flags", "v5.6 to v6.4: (start, nr_pages, gup_flags, "
	                  "pages, vmas)", "since v6.5"):
	        assert words in contract, (words, contract)
	    assert editor.hover(path, 20, 40).startswith("**bool-as-flags** (error)")
	    last = editor.texts[path].count("\n")
	    assert "**pin-leak**" in editor.hover(path, last - 2, 22)
	    flag = editor.hover(path, last - 1, 10)
	    assert "callers may pass it" in flag and "`get_user_pages()` refuses it" in flag, flag
	    wrapper = "static int own(unsigned long at, int n, struct page **p)\n{\n\treturn pin_user_pages_fast(at, n, 0, p);\n}\n"
	    editor.change(path, {"text": wrapper + "int f(struct page **p)\n{\n\treturn own(0, 1, p);\n}\n"})
	    hover = editor.hover(path, 6, 9)
	    assert "`own()` hands out pins" in hover and "in `p`" in hover and "at most `n`" in hover, hover
	    assert editor.hover(path, 0, 0) is None and editor.hover(path, 99999, 0) is None
	END
}

@test "lsp: the contract is that of what the tree declares, whatever its version is" {
	in_a_tree
	editor <<-'END'
	path, header = "drivers/vfio/own.c", "include/linux/mm.h"
	text = pathlib.Path(header).read_text()
	older = re.sub(r"get_user_pages_remote\([^;]*;", "get_user_pages_remote(struct task_struct *tsk, struct mm_struct *mm, "
	               "unsigned long start, unsigned long nr_pages, unsigned int gup_flags, struct page **pages, "
	               "struct vm_area_struct **vmas);", text, count=1)
	assert older != text
	with Client() as editor:
	    editor.open(path, "int x = get_user_pages_remote(0);\n")
	    assert "it is dropped then" in editor.hover(path, 0, 12)
	    editor.open(header, older)
	    hover = editor.hover(path, 0, 12)
	    assert "must be held, and is held afterwards" in hover and "it is dropped then" not in hover, hover
	END
}

@test "lsp: a header on the screen is what its callers are held against, also that of the tree" {
	in_a_tree
	editor FILE=$LECTERN <<-'END'
	path, header = os.environ["FILE"], "include/linux/mm.h"
	with Client() as editor:
	    editor.open(path)
	    assert not any("stale-call" in line for line in short(editor.diagnostics(path)))
	    text = pathlib.Path(header).read_text()
	    changed = re.sub(r"(long pin_user_pages\(unsigned long start), unsigned long nr_pages", r"\1", text)
	    assert text != changed
	    editor.open(header, text)
	    editor.diagnostics(header)
	    editor.change(header, {"text": changed})
	    editor.wait(lambda m: m.get("method") == "textDocument/publishDiagnostics" and
	                m["params"]["uri"] == uri(path) and "stale-call" in json.dumps(m))
	    # Closed without saving, the disk counts again.
	    editor.close(header)
	    editor.wait(lambda m: m.get("method") == "textDocument/publishDiagnostics" and
	                m["params"]["uri"] == uri(path) and "stale-call" not in json.dumps(m))
	END
}

@test "lsp: what changes on the disk is seen when something is saved" {
	in_a_tree
	editor FILE=$LECTERN <<-'END'
	path, header = os.environ["FILE"], "include/linux/mm.h"
	with Client() as editor:
	    editor.open(path)
	    assert not any("stale-call" in line for line in short(editor.diagnostics(path)))
	    text = pathlib.Path(header).read_text()
	    changed = re.sub(r"(long pin_user_pages\(unsigned long start), unsigned long nr_pages", r"\1", text)
	    pathlib.Path(header).write_text(changed)
	    editor.notify("textDocument/didSave", {"textDocument": {"uri": uri(path)}})
	    assert any("stale-call" in line for line in short(editor.diagnostics(path)))
	    pathlib.Path(header).write_text(text)
	    editor.notify("workspace/didChangeWatchedFiles", {"changes": []})
	    assert not any("stale-call" in line for line in short(editor.diagnostics(path)))
	END
}

@test "lsp: what the text leaves open, the compiler is asked when the typing stops" {
	editor TREE="$FIXTURES/linux-5.2" <<-'END'
	os.chdir(os.environ["TREE"])
	path = "drivers/dma/truth_by_detour.c"
	run = subprocess.run([os.environ["GUPTIDY"], "check", "-v", path], stderr=subprocess.PIPE, check=False)
	assert b"read as clang" in run.stderr, run.stderr
	with Client() as editor:
	    editor.open(path)
	    assert editor.diagnostics(path) == editor.diagnostics(path)       # of the text, then of the compiler
	    editor.replace(path, "\n\n", "\n\n\n")
	    editor.diagnostics(path)
	    editor.diagnostics(path)
	END
}

@test "lsp: a diagnostic has its rule, the page of it, and the places that it is about" {
	in_a_tree
	editor <<-'END'
	path = "drivers/misc/released_otherwise.c"
	with Client() as editor:
	    editor.open(path)
	    found, *_ = editor.diagnostics(path)
	    assert found["source"] == "guptidy" and found["code"] == "wrong-release" and found["severity"] == 1, found
	    assert re.fullmatch("https://.*#wrong-release", found["codeDescription"]["href"])
	    about = found["relatedInformation"]
	    assert about and all(a["location"]["uri"] == uri(path) for a in about), about
	    lines = pathlib.Path(path).read_text().split("\n")
	    taken, = [a for a in about if a["message"].startswith("taken here")]
	    start = taken["location"]["range"]["start"]
	    assert "user_pages" in lines[start["line"]][start["character"]:], taken
	END
}

@test "lsp: comments and options are heeded as by check" {
	in_a_tree
	editor FILE=$LECTERN <<-'END'
	path = os.environ["FILE"]
	text = pathlib.Path(path).read_text()
	allowed = text.replace("\t\tret = pin_user_pages(vaddr, 1, !!",
	                       "\t\t/* guptidy: allow bool-as-flags - it is so */\n\t\tret = pin_user_pages(vaddr, 1, !!")
	with Client("--rule", "bool-as-flags") as editor:
	    editor.open(path, allowed)
	    assert [line.split()[1] for line in short(editor.diagnostics(path))] == ["bool-as-flags"]
	with Client("--exclude", "vfio*") as editor:
	    editor.open(path)
	    assert editor.diagnostics(path) == []
	with Client("--no-rule", "bool-as-flags", "--stdio") as editor:
	    editor.open(path)
	    assert "bool-as-flags" not in " ".join(short(editor.diagnostics(path)))
	END
}

@test "lsp: what a baseline knows is left out, in a tree and in a driver outside of one" {
	in_a_tree
	mkdir -p ../driver/.git ../driver/src
	cp $LECTERN ../driver/src/vfio_lectern.c
	guptidy check --write-baseline known $LECTERN || :
	(cd ../driver && guptidy check --kernel ../linux-6.6 --write-baseline known src) || :
	editor FILE=$LECTERN <<-'END'
	def check(path, *arguments):
	    text = pathlib.Path(path).read_text()
	    with Client("--baseline", "known", *arguments) as editor:
	        editor.open(path)
	        assert editor.diagnostics(path) == []
	        editor.change(path, {"text": "\n" + text + "\nint again(unsigned long a, int w, struct page **p)\n"
	                             "{\n\treturn pin_user_pages_fast(a, 1, !!w, p);\n}\n"})
	        found, = editor.diagnostics(path)
	        assert found["range"]["start"]["line"] == text.count("\n") + 4, found
	        assert editor.actions(path, text.count("\n") + 4), found
	check(os.environ["FILE"])
	os.chdir("../driver")
	check("src/vfio_lectern.c", "--kernel", "../linux-6.6")
	pathlib.Path("known").write_text("no baseline\n")
	with Client("--baseline", "known") as editor:
	    editor.open("src/vfio_lectern.c")
	    wrong, = editor.diagnostics("src/vfio_lectern.c")
	    assert "not analysed" in wrong["message"] and "known" in wrong["message"], wrong
	END
}

@test "lsp: .guptidy of the document's tree is heeded, also when it changes" {
	in_a_tree
	editor FILE=$LECTERN <<-'END'
	path = os.environ["FILE"]
	def rules(diagnostics):
	    return {d["code"]: d["severity"] for d in diagnostics}
	def saved(editor, text):
	    pathlib.Path(".guptidy").write_text(text)
	    editor.notify("textDocument/didSave", {"textDocument": {"uri": uri(".guptidy")}})
	with Client() as editor:
	    editor.open(path)
	    assert rules(editor.diagnostics(path)) == {"bool-as-flags": 1, "literal-flags": 2}
	    saved(editor, "no-rule = bool-as-flags\nseverity = literal-flags=error\n")
	    assert rules(editor.diagnostics(path)) == {"literal-flags": 1}
	    saved(editor, "no-rule = no-such-rule\n")
	    wrong, = editor.diagnostics(path)
	    assert "not analysed" in wrong["message"] and ".guptidy:1" in wrong["message"], wrong
	    assert "error" in editor.answer(editor.ask("textDocument/hover", {
	        "textDocument": {"uri": uri(path)}, "position": {"line": 20, "character": 10}}))
	    saved(editor, "exclude = vfio\n")
	    assert editor.diagnostics(path) == []
	    os.remove(".guptidy")
	    editor.notify("workspace/didChangeWatchedFiles", {"changes": []})
	    assert rules(editor.diagnostics(path)) == {"bool-as-flags": 1, "literal-flags": 2}
	# Wrong from the start: it is said, and judged when it is mended.
	pathlib.Path(".guptidy").write_text("no-such-key = 1\n")
	with Client() as editor:
	    editor.open(path)
	    editor.wait(lambda m: m.get("method") == "window/showMessage" and ".guptidy:1" in json.dumps(m))
	    saved(editor, "rule = literal-flags\n")
	    assert rules(editor.diagnostics(path)) == {"literal-flags": 2}
	with Client("--no-config", "--rule", "bool-as-flags") as editor:
	    editor.open(path)
	    assert rules(editor.diagnostics(path)) == {"bool-as-flags": 1}
	END
}

@test "lsp: a driver without a tree is said so once; --kernel, or a folder of the workspace, is its tree" {
	mkdir driver
	cat >driver/a.c <<-'END'
	#include <linux/mm.h>
	int a(unsigned long at, bool w, struct page **p)
	{
		return get_user_pages_fast(at, 1, w, p);
	}
	END
	cp driver/a.c driver/b.c
	editor TREE="$FIXTURES/linux-6.6" <<-'END'
	def shown(editor):
	    return [m["params"]["message"] for m in editor.came if m.get("method") == "window/showMessage"]
	tree = os.environ["TREE"]
	with Client() as editor:
	    # Somebody else's C is no matter of ours.
	    editor.open("driver/hello.c", "int main(void)\n{\n\treturn 0;\n}\n")
	    editor.diagnostics("driver/hello.c")
	    editor.open("driver/c.c", "int f(void);\n")
	    editor.diagnostics("driver/c.c")
	    assert shown(editor) == []
	    for path in ("driver/a.c", "driver/b.c"):
	        editor.open(path)
	        editor.diagnostics(path)
	    message, = shown(editor)
	    assert "no kernel tree" in message and "--kernel" in message, message
	for options in ({"folders": ["driver", tree]}, {"arguments": ["--kernel", tree]}):
	    with Client(*options.get("arguments", []), folders=options.get("folders")) as editor:
	        editor.open("driver/a.c")
	        assert short(editor.diagnostics("driver/a.c")) == ["3:34-3:35 bool-as-flags"]
	        assert shown(editor) == []
	        assert "6.6.0" in editor.hover("driver/a.c", 3, 10)
	with Client("--kernel", "no-such-tree") as editor:
	    editor.open("driver/a.c")
	    editor.wait(lambda m: m.get("method") == "window/showMessage" and "no-such-tree" in json.dumps(m))
	END
}

@test "lsp: of what is no C, no file, and not saved yet" {
	in_a_tree
	editor <<-'END'
	call = "int a(unsigned long at, bool w, struct page **p)\n{\n\treturn get_user_pages_fast(at, 1, w, p);\n}\n"
	with Client() as editor:
	    editor.open("drivers/new/folder/new.c", call)
	    assert short(editor.diagnostics("drivers/new/folder/new.c")) == ["2:35-2:36 bool-as-flags"]
	    editor.open("drivers/vfio/readme.rst", call)
	    editor.notify("textDocument/didOpen", {"textDocument": {
	        "uri": "untitled:Untitled-1", "languageId": "c", "version": 1, "text": call}})
	    editor.notify("textDocument/didOpen", {"textDocument": {
	        "uri": "file:///a%00b.c", "languageId": "c", "version": 1, "text": call}})
	    assert editor.hover("drivers/vfio/readme.rst", 2, 10) is None
	    assert editor.actions("drivers/vfio/readme.rst", 2) == []
	    # Such bytes can be typed.
	    editor.open("drivers/vfio/odd.c", call + "/* \0 \ufeff \u202e */\r\n\rint b;\r")
	    assert len(editor.diagnostics("drivers/vfio/odd.c")) == 1
	END
}

@test "lsp: a conversation has a beginning and an end" {
	editor <<-'END'
	editor = Client(start=False)
	assert editor.answer(editor.ask("shutdown", None))["error"]["code"] == -32002
	editor.notify("textDocument/didOpen", {})
	editor.request("initialize", {"capabilities": {}})
	assert editor.answer(editor.ask("initialize", {}))["error"]["code"] == -32600
	assert editor.answer(editor.ask("textDocument/definition", {}))["error"]["code"] == -32601
	editor.notify("$/unknown", {})
	editor.notify("textDocument/hover", {})                 # a request that wants no answer
	assert editor.answer(editor.ask("textDocument/didOpen", {}))["error"]["code"] == -32600
	for params in (None, [], {}, {"textDocument": 1}, {"textDocument": {"uri": "file:///no.c"}}):
	    assert editor.answer(editor.ask("textDocument/hover", params))["error"]["code"] == -32602, params
	editor.notify("$/cancelRequest", {"id": 4711})
	assert editor.request("shutdown", None) is None
	assert editor.answer(editor.ask("textDocument/hover", {}))["error"]["code"] == -32600
	editor.notify("exit", None)
	assert editor.status() == 0
	editor = Client()
	editor.notify("exit", None)
	assert editor.status() == 1
	editor = Client()
	editor.process.stdin.close()
	assert editor.status() == 1
	END
	run -2 guptidy lsp some/folder </dev/null
	[ "$output" = 'some/folder: lsp takes no path; the editor says which files, and --kernel names their tree' ]
}

@test "lsp: what is no message is answered, and what is no frame ends it" {
	editor <<-'END'
	def frame(data):
	    return b"Content-Length: %d\r\n\r\n" % len(data) + data
	with Client() as editor:
	    for data, code in ((b"{", -32700), (b"", -32700), (b"[]", -32600), (b"{}", -32600), (b"17", -32700),
	                       (b"\xff", -32700), (b'{"method":1,"id":1}', -32600), (b'{"method":"a","id":{}}', -32600),
	                       (b'{"method":"a","params":"b","id":1}', -32600), (b"[" * 100000, -32700)):
	        editor.send_bytes(frame(data))
	        assert editor.wait(lambda m: "error" in m)["error"]["code"] == code, data
	    # A header in pieces, with more lines, in other letters.
	    for piece in (b"content-type: x; charset=utf-8\r\nCONTENT-", b"LENGTH:  40 \n", b"\r\n",
	                  b'{"method":"textDocument/foo","id":"seven"}'[:40]):
	        editor.send_bytes(piece)
	    assert editor.wait(lambda m: "error" in m)["error"]["code"] == -32700
	    # One that is too large is passed over.
	    huge = 65 << 20
	    editor.send_bytes(b"Content-Length: %d\r\n\r\n" % huge)
	    for _ in range(65):
	        editor.send_bytes(b" " * (1 << 20))
	    assert "passed over" in editor.wait(lambda m: "error" in m)["error"]["message"]
	for head in (b"GET / HTTP/1.1\r\n\r\n", b"Content-Length: -1\r\n\r\n", b"Content-Length: 1 2\r\n\r\n",
	             b"Content-Length: 1\r\nContent-Length: 2\r\n\r\n", b"X: y\r\n\r\n", b"a:" * 4096):
	    editor = Client()
	    editor.send_bytes(head)
	    assert editor.wait(lambda m: "error" in m)["error"]["code"] == -32700, head
	    assert editor.status() == 2, head
	END
}

@test "lsp: a change that does not fit is said, and the document is not judged by it" {
	in_a_tree
	editor FILE=$LECTERN <<-'END'
	path = os.environ["FILE"]
	for change in ({}, {"text": 1}, {"text": "", "range": {}},
	               {"text": "", "range": {"start": {"line": -1, "character": 0}, "end": {"line": 0, "character": 0}}},
	               {"text": "", "range": {"start": {"line": 9, "character": 0}, "end": {"line": 0, "character": 0}}}):
	    with Client() as editor:
	        editor.open(path)
	        assert editor.diagnostics(path)
	        editor.change(path, change)
	        assert editor.diagnostics(path) == []
	        editor.wait(lambda m: m.get("method") == "window/showMessage")
	        assert editor.actions(path, 20) == []
	        editor.open(path)
	        assert editor.diagnostics(path)
	END
}

@test "lsp: requests are cancelled, and outdated by a change; a job that dies costs its answer" {
	in_a_tree
	editor FILE=$LECTERN <<-'END'
	path = os.environ["FILE"]
	text = pathlib.Path(path).read_text()
	large = text + "int f(void) { return a(b, c[1]); }\n" * 200000
	def jobs(editor):
	    pid = editor.process.pid
	    return [int(job) for job in pathlib.Path("/proc/%d/task/%d/children" % (pid, pid)).read_text().split()]
	def hover(editor):
	    return editor.ask("textDocument/hover", {"textDocument": {"uri": uri(path)},
	                                             "position": {"line": 20, "character": 10}})
	with Client() as editor:
	    editor.open(path, large)
	    number = hover(editor)
	    editor.notify("$/cancelRequest", {"id": number})
	    assert editor.answer(number)["error"]["code"] == -32800
	    number = hover(editor)
	    editor.change(path, {"text": large})
	    assert editor.answer(number)["error"]["code"] == -32801
	    crashed = []
	    while not crashed:
	        try:
	            for job in jobs(editor):
	                os.kill(job, signal.SIGSEGV)
	            crashed = editor.diagnostics(path, 0.01)
	        except (ProcessLookupError, TimeoutError):
	            pass
	    assert len(crashed) == 1 and "crashed" in crashed[0]["message"], crashed
	    editor.change(path, {"text": text})
	    assert len(editor.diagnostics(path)) > 1
	END
}
