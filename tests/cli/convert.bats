#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
load common


# convert_in_place FOLDER: something is left to a person in every fixture, so the status is 1.
convert_in_place()
{
	run -1 --separate-stderr guptidy convert --in-place "$@"
	[ -z "$output" ]
}

# plain_call ARGUMENT [DECLARATION]: a tree of v5.1's prototypes with one call of fast.
plain_call()
{
	small_tree tree
	sed -i 's/unsigned int gup_flags,/int write,/' tree/include/linux/mm.h
	plant tree/drivers/load.c <<END
#include <linux/mm.h>

int load(${2:-int how}, struct page **p)
{
	return get_user_pages_fast(0, 1, $1, p);
}
END
}

# The third argument of that call now.
argument()
{
	sed -n 's/.*get_user_pages_fast(0, 1, \(.*\), p);/\1/p' tree/drivers/load.c
}

@test "convert: the diff applies with patch -p1 and with git apply, and is what --in-place does" {
	for how in patch git place; do
		cp -r "$FIXTURES/linux-5.1" $how
	done
	run -1 --separate-stderr guptidy convert "$FIXTURES/linux-5.1"
	printf '%s\n' "$output" >given
	guptidy convert "$FIXTURES/linux-5.1" >diff 2>/dev/null || [ $? -eq 1 ]
	(cd patch && patch -p1 --binary --fuzz=0 <../diff)
	(cd git && GIT_CEILING_DIRECTORIES=$BATS_TEST_TMPDIR git apply --whitespace=nowarn ../diff)
	convert_in_place place
	diff -r patch git
	diff -r patch place
	run ! diff -qr patch "$FIXTURES/linux-5.1"
	[ -z "$(find patch git place -name '*.orig' -o -name '*.rej' -o -name '*~')" ]
}

@test "convert: patch and git say nothing about offsets, fuzz or white space" {
	copy linux-5.1
	guptidy convert linux-5.1 >diff 2>/dev/null || [ $? -eq 1 ]
	cd linux-5.1
	run -0 patch -p1 --binary --dry-run <../diff
	lacks "$output" offset
	lacks "$output" fuzz
	sed '/crlf_lines/,/^--- /d' ../diff >unix.diff
	run -0 patch -p1 <../diff
}

@test "convert: what comes out is linux-5.2, but for a person's part" {
	"$ROOT/tests/expect/outputs" left
}

@test "convert: twice changes nothing more" {
	copy linux-5.1
	convert_in_place linux-5.1
	cp -r linux-5.1 once
	run -1 --separate-stderr guptidy convert linux-5.1
	[ -z "$output" ]
	convert_in_place linux-5.1
	diff -r once linux-5.1
	guptidy convert --format=json linux-5.1 | jq -e '.edits == []'
}

@test "convert: a newer tree has only truth values and numbers to mend" {
	run -1 --separate-stderr guptidy convert "$FIXTURES/linux-5.2"
	[ -z "$output" ]
	guptidy convert --format=json "$FIXTURES/linux-6.6" >report || [ $? -eq 1 ]
	jq -e '.edits | length > 10' report
	jq -r '.edits[] | select(.new | test("FOLL_WRITE|^\\s*$") | not)' report | diff /dev/null -
	# Nothing changes its type in 6.6 any more.
	jq -r '.left[] | select(.reason | test("the type of"))' report | diff /dev/null -
}

@test "convert: the converted tree has no finding but those that a person must mend" {
	copy linux-5.1
	convert_in_place linux-5.1
	for how in '' --ask-compiler; do
		guptidy check --all --format=json $how linux-5.1 >report || [ $? -eq 1 ]
		jq -e '.unanalysed == []' report
		# The flag itself is a person's part: until it is there, each call that asks for it says so.
		jq -e '.findings | map(select(.rule == "flag-refused")) |
		       length > 0 and all(.message | contains("FOLL_LONGTERM"))' report
		# What is passed is what converts; other rules find what they find in any tree.
		jq -r '.findings[] | select(.rule | IN("bool-as-flags", "flags-as-bool", "literal-flags",
						       "stale-call", "lock-not-held", "lock-held")) |
		       "\(.file) \(.function) \(.callee) \(.rule)"' report | diff -u - /dev/fd/3 3<<'END'
drivers/char/absent_functions.c burin_cut __get_user_pages_unlocked stale-call
drivers/char/absent_functions.c burin_engrave pin_user_pages_fast stale-call
drivers/char/absent_functions.c burin_engrave unpin_user_page stale-call
drivers/char/wrong_order.c ferrule_bind get_user_pages_unlocked stale-call
drivers/char/wrong_order.c ferrule_crimp get_user_pages_locked stale-call
drivers/char/wrong_order.c ferrule_fast get_user_pages_fast stale-call
drivers/misc/left_to_a_person.c pumice_rub get_user_pages literal-flags
drivers/misc/left_to_a_person.c pumice_dust get_user_pages_unlocked literal-flags
drivers/misc/left_to_a_person.c pumice_glance __get_user_pages_fast flags-as-bool
drivers/misc/obsolete_arguments.c sepia_tone get_user_pages stale-call
drivers/misc/obsolete_arguments.c sepia_tone get_user_pages stale-call
drivers/vfio/vfio_lectern.c lectern_addr_to_pfn get_user_pages lock-not-held
END
	done
}

@test "convert: no caller of get_user_pages_longterm() is left" {
	copy linux-5.1
	guptidy find --format=json linux-5.1 |
		jq -e '.mentions | any(.class == "call" and .name == "get_user_pages_longterm")'
	convert_in_place linux-5.1
	guptidy find --format=json linux-5.1 |
		jq -e '.mentions | any(.class == "call" and .name == "get_user_pages_longterm") | not'
}

@test "convert: what is left is named on stderr, with its reason, and makes the status 1" {
	run -1 --separate-stderr guptidy convert "$FIXTURES/linux-5.1"
	[ -z "$(printf '%s\n' "$stderr" | grep -vE '^[^ :]+:[0-9]+:[0-9]+: left to you: .{20,}')" ]
	for place in drivers/char/absent_functions.c:14:9 drivers/char/wrong_order.c:33:9 drivers/misc/obsolete_arguments.c:18:8 \
		     drivers/misc/left_to_a_person.c:21:9 drivers/misc/function_pointer.c:18:9 drivers/misc/function_pointer.c:31:18 \
		     include/linux/mm.h:47:20 mm/gup.c:70:6 mm/gup.c:98:15; do
		holds "$stderr" "$place: left to you: "
	done
	lacks "$stderr" member_with_family_name
	lacks "$stderr" misc/nib
	lacks "$output" 'left to you'
}

@test "convert: exit status 0 where nothing is left" {
	plain_call 1
	run -0 --separate-stderr guptidy convert tree
	[ -n "$output" ]
	[ -z "$stderr" ]
	run -0 guptidy convert --in-place tree
	[ "$(argument)" = FOLL_WRITE ]
	run -0 guptidy convert tree
	[ -z "$output" ]
}

@test "convert: each shape of a truth value" {
	while IFS=$'\t' read -r argument declaration expected; do
		plain_call "$argument" "$declaration"
		run -0 guptidy convert --in-place tree
		[ "$(argument)" = "$expected" ] || {
			echo "$argument became $(argument), not $expected"
			false
		}
	done <<'END'
0	int how	0
1	int how	FOLL_WRITE
false	int how	0
true	int how	FOLL_WRITE
how	int how	how ? FOLL_WRITE : 0
how	_Bool how	how ? FOLL_WRITE : 0
!how	int how	!how ? FOLL_WRITE : 0
!!how	int how	how ? FOLL_WRITE : 0
!!(how & 4)	int how	how & 4 ? FOLL_WRITE : 0
how ? 1 : 0	int how	how ? FOLL_WRITE : 0
how == 2	int how	how == 2 ? FOLL_WRITE : 0
how == 2 && p	int how	how == 2 && p ? FOLL_WRITE : 0
how & 1	int how	how & 1 ? FOLL_WRITE : 0
FOLL_WRITE	int how	FOLL_WRITE
how ? FOLL_WRITE : 0	int how	how ? FOLL_WRITE : 0
1/* write */	int how	FOLL_WRITE
/* write */ 1	int how	FOLL_WRITE
false /* iswrite */	int how	0
/* write= */ 1	int how	FOLL_WRITE
1 /* we write */	int how	FOLL_WRITE /* we write */
how /* write */	int how	how ? FOLL_WRITE : 0 /* write */
END
}

@test "convert: a call that stays is aligned anew beside one that changes, and is no edit that nobody planned" {
	plain_call 1
	plant tree/drivers/pin.c <<'END'
#include <linux/mm.h>

int pin_both(unsigned long addr, int odd, struct page **pages)
{
	return get_user_pages_fast(addr, 1, 1, pages) + get_user_pages_fast(addr,
									    1, odd | FOLL_WRITE, pages);
}
END
	run -1 guptidy convert --in-place tree
	grep -A2 -F 'return ' tree/drivers/pin.c >lines
	diff lines - <<'END'
	return get_user_pages_fast(addr, 1, FOLL_WRITE, pages) +
	       get_user_pages_fast(addr,
				   1, odd | FOLL_WRITE, pages);
END
}

@test "convert: operators that bind less than ?: keep their parentheses" {
	plain_call '(how = 1)'
	run -0 guptidy convert --in-place tree
	[ "$(argument)" = '(how = 1) ? FOLL_WRITE : 0' ]
	plain_call '(how ? !p : 1)'
	run -0 guptidy convert --in-place tree
	[ "$(argument)" = '(how ? !p : 1) ? FOLL_WRITE : 0' ]
}

@test "convert: a macro's parameter keeps its parentheses" {
	plain_call 1
	plant tree/drivers/pin.c <<'END'
#include <linux/mm.h>

#define pin(a, w, p)	get_user_pages_fast((a), 1, (w), (p))

int pin_it(int how, struct page **pages)
{
	return pin(0, how = 1, pages);
}
END
	run guptidy convert --in-place tree
	grep -F 'get_user_pages_fast((a), 1, (w) ? FOLL_WRITE : 0, (p))' tree/drivers/pin.c
}

@test "convert: bytes outside the edits stay: CRLF, no last newline, Latin-1, tabs" {
	copy linux-5.1
	guptidy convert --format=json linux-5.1 >report || [ $? -eq 1 ]
	python3 - report "$FIXTURES/linux-5.1" applied <<'END'
import json, os, shutil, sys
report, source, target = sys.argv[1:]
shutil.copytree(source, target)
edits = {}
for edit in json.load(open(report))["edits"]:
    edits.setdefault(edit["file"], []).append(edit)
assert len(edits) > 30
for path, list in edits.items():
    text = open(os.path.join(source, path), "rb").read()
    for edit in sorted(list, key=lambda edit: -edit["offset"]):
        old, new = edit["old"].encode(), edit["new"].encode()
        at = edit["offset"]
        assert text[at:at + len(old)] == old, (path, edit)
        text = text[:at] + new + text[at + len(old):]
    open(os.path.join(target, path), "wb").write(text)
END
	convert_in_place linux-5.1
	diff -r applied linux-5.1

	cd linux-5.1/drivers/staging/vellum
	[ "$(grep -c '' crlf_lines.c)" -eq "$(grep -c $'\r$' crlf_lines.c)" ]
	[ "$(tail -c 1 no_last_newline.c | od -An -tx1)" = "$(tail -c 1 \
		"$FIXTURES/linux-5.1/drivers/staging/vellum/no_last_newline.c" | od -An -tx1)" ]
	[ -n "$(tail -c 1 no_last_newline.c)" ]
	[ "$(tr -cd '\200-\377' <latin1_bytes.c | od -An -tx1)" = "$(tr -cd '\200-\377' \
		<"$FIXTURES/linux-5.1/drivers/staging/vellum/latin1_bytes.c" | od -An -tx1)" ]
}

@test "convert: JSON: edits and left have every key" {
	guptidy convert --format=json "$FIXTURES/linux-5.1" >report || [ $? -eq 1 ]
	jq -e '.schema == 1 and .unanalysed == []' report
	jq -e '.edits | all(keys == ["file", "new", "offset", "old"])' report
	jq -e '.left | all(keys == ["column", "file", "function", "line", "reason"])' report
	jq -e '(.edits | length) > 100 and (.left | length) > 10' report
}

@test "convert: --in-place keeps a file's mode and leaves no other file behind" {
	copy linux-5.1
	find linux-5.1 -printf '%P\n' | sort >before
	cd linux-5.1
	chmod 640 drivers/vfio/vfio_lectern.c
	chmod 755 mm/util.c
	chmod 604 net/spindle/lines_on_tabs.c
	convert_in_place .
	[ "$(stat -c %a drivers/vfio/vfio_lectern.c mm/util.c net/spindle/lines_on_tabs.c | xargs)" = '640 755 604' ]
	cd ..
	find linux-5.1 -printf '%P\n' | sort | diff -u before -
}

@test "convert: files without an edit are not touched" {
	copy linux-5.1
	find linux-5.1 -type f -exec touch -d 2001-01-01 {} +
	guptidy convert --format=json linux-5.1 | jq -r '.edits[].file' | sort -u >edited
	convert_in_place linux-5.1
	find linux-5.1 -type f -newermt 2001-01-02 -printf '%P\n' | sort | diff -u edited -
}

@test "convert: only the files that are named are changed" {
	copy linux-5.1
	f=drivers/vfio/vfio_lectern.c
	run guptidy convert --in-place linux-5.1/$f
	diff <(diff -rq "$FIXTURES/linux-5.1" linux-5.1) \
	     <(echo "Files $FIXTURES/linux-5.1/$f and linux-5.1/$f differ")
}

@test "convert: a link that leads out of the tree is refused, the rest is converted" {
	plain_call 1
	mv tree/drivers/load.c outside.c
	ln -s ../../outside.c tree/drivers/load.c
	cp outside.c tree/drivers/other.c
	cp outside.c before.c
	run --separate-stderr guptidy convert --in-place tree
	cmp before.c outside.c
	[ -L tree/drivers/load.c ]
	grep FOLL_WRITE tree/drivers/other.c

	run -2 --separate-stderr guptidy convert --in-place tree/drivers/load.c
	begins "$stderr" 'tree/drivers/load.c:5: '
	cmp before.c outside.c
}

@test "convert: a folder that is a link out of the tree is not entered" {
	plain_call 1
	mkdir outside
	mv tree/drivers/load.c outside/
	cp outside/load.c before.c
	ln -s ../../outside tree/drivers/away
	run --separate-stderr guptidy convert --in-place tree
	cmp before.c outside/load.c
}

@test "convert: a file that is linked inside the tree is edited once and stays a link" {
	plain_call 1
	ln -s load.c tree/drivers/same.c
	run guptidy convert --in-place tree
	[ -L tree/drivers/same.c ]
	[ "$(argument)" = FOLL_WRITE ]
}

@test "convert: a file that cannot be written is named, the rest is converted" {
	plain_call 1
	mkdir tree/lib
	cp tree/drivers/load.c tree/lib/
	if [ "$(id -u)" -eq 0 ]; then
		chattr +i tree/lib 2>/dev/null || skip 'root may write everywhere, and chattr +i fails here'
		run --separate-stderr guptidy convert --in-place tree
		chattr -i tree/lib
	else
		chmod 555 tree/lib
		run --separate-stderr guptidy convert --in-place tree
		chmod 755 tree/lib
	fi
	[ $status -eq 2 ]
	begins "$stderr" 'tree/lib/load.c: '
	[ "$(argument)" = FOLL_WRITE ]
	run ! grep FOLL_WRITE tree/lib/load.c
	[ "$(ls -A tree/lib)" = load.c ]
}

@test "convert: a header that several files include is edited once" {
	plain_call 1
	plant tree/drivers/shared.h <<'END'
static inline int shared(struct page **pages, _Bool store)
{
	return get_user_pages_fast(0, 1, store, pages);
}
END
	for file in a b c; do
		printf '#include <linux/mm.h>\n#include "shared.h"\n' >tree/drivers/$file.c
	done
	run -0 guptidy convert --in-place tree
	[ "$(grep -c 'get_user_pages_fast(0, 1, store ? FOLL_WRITE : 0, pages)' tree/drivers/shared.h)" -eq 1 ]
}

@test "convert: __get_user_pages_fast() and namesakes are not converted" {
	copy linux-5.1
	convert_in_place linux-5.1
	# In mm/ and arch/ the body of a converted definition may call it.
	for folder in drivers virt; do
		grep -rE '\b__get_user_pages_fast\(' "$FIXTURES/linux-5.1/$folder" | sed 's/^[^:]*://' |
			sort >before
		[ -s before ] || [ $folder = virt ]
		grep -rE '\b__get_user_pages_fast\(' linux-5.1/$folder | sed 's/^[^:]*://' | sort |
			diff -u before -
	done
	(cd "$FIXTURES" && grep -rnw pin_user_pages linux-5.1/drivers/platform) >before
	grep -rnw pin_user_pages linux-5.1/drivers/platform | sed -E 's/:[0-9]+:/:/' |
		diff -u <(sed -E 's/:[0-9]+:/:/' before) -
	for file in namesake_calls.c namesake_again.c; do
		diff "$FIXTURES/linux-5.1/drivers/misc/nib/$file" linux-5.1/drivers/misc/nib/$file
	done
	grep -F 'ops->get_user_pages_fast(addr, 1, !read, pages)' linux-5.1/drivers/misc/member_with_family_name.c
}

@test "convert: -j1 and -j8, cached or not, asked or not, give the same bytes" {
	guptidy convert -j1 --no-cache "$FIXTURES/linux-5.1" >one 2>left || [ $? -eq 1 ]
	for how in -j8 '-j8 --no-cache' '-j8' '--ask-compiler -j2'; do
		guptidy convert $how "$FIXTURES/linux-5.1" >again 2>left.again || [ $? -eq 1 ]
		cmp one again
		cmp left left.again
	done
}

@test "convert: without --in-place nothing in the tree changes" {
	copy linux-5.1
	find linux-5.1 -printf '%p %s %T@\n' | sort >before
	run -1 guptidy convert linux-5.1
	find linux-5.1 -printf '%p %s %T@\n' | sort | diff -u before -
}

@test "convert: an argument that only its author can convert stays, and is named" {
	while IFS=$'\t' read -r argument reason; do
		plain_call "$argument"
		run --separate-stderr guptidy convert --in-place tree
		[ $status -ge 1 ]	# 2 where check, too, cannot read it
		echo "$argument: $stderr"
		[ "$(argument)" = "$argument" ]
		holds "$stderr" "tree/drivers/load.c:5:9: left to you: $reason"
	done <<'END'
!/* not */!how	a comment inside argument 3
how ? /* yes */ 1 : /* no */ 0	a comment inside argument 3
FOLL_FORCE	FOLL_* flags without FOLL_WRITE
how ? FOLL_WRITE | FOLL_FORCE : FOLL_FORCE	FOLL_* flags without FOLL_WRITE
FOLL_WRITE || FOLL_FORCE	no rule can tell
how AND_TWO	argument 3 holds something
END
}

@test "convert: a definition that does more with its write than pass it on stays whole" {
	while IFS= read -r body; do
		plain_call 0
		plant tree/mm/gup.c <<END
#include <linux/mm.h>

int get_user_pages_fast(unsigned long start, int nr_pages, int write, struct page **pages)
{
	$body
	return write ? nr_pages : 0;
}
END
		cp tree/mm/gup.c before
		run -1 --separate-stderr guptidy convert --in-place tree
		echo "$body: $stderr"
		cmp before tree/mm/gup.c
		holds "$stderr" 'mm/gup.c:'
		holds "$stderr" 'by hand'
	done <<'END'
write <<= 1;
write *= 2;
note(nr_pages, &write);
int *p = &write;
note(nr_pages, (u32 *)&write);
note(nr_pages, (void *)&write);
unsigned int gup_flags = write ? FOLL_WRITE : 0;
{ int write = nr_pages; note(write); }
goto write; write:
END
}
