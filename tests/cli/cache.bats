#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# What is kept from run to run: damaged, a stranger's, too much of it; and `guptidy cache`.
load common

setup()
{
	export XDG_CACHE_HOME=$BATS_TEST_TMPDIR/cache
	cd "$BATS_TEST_TMPDIR"
	small_tree tree
	plant tree/drivers/asks.c <<'END2'
#include <linux/mm.h>
struct ask { _Bool write; };
int asks(struct ask *ask, unsigned long a, struct page **p)
{
	return get_user_pages_fast(a, 1, ask->write, p);
}
END2
	settle
}

# What is written now is late for a run that begins in the same moment.
settle()
{
	sleep 0.1
}

# kept ENDING: the files of the cache with that ending.
kept()
{
	find cache/guptidy -name "*$1" | sort
}

# forge EDIT FILE: the kept file "good" with that edit by sed, under a checksum that fits it.
forge()
{
	python3 - "$@" <<'END2'
import hashlib, struct, subprocess, sys
text = subprocess.run(["sed", sys.argv[1], "good"], capture_output=True, check=True).stdout
form, key, _, body = text.split(b"\n", 3)
old = open("good", "rb").read()
assert text != old, sys.argv[1]
def row(data): return struct.pack("<Q", len(data)) + data
total = hashlib.sha256(row(key) + row(body)).hexdigest().encode()
mine = hashlib.sha256(row(key) + row(old.split(b"\n", 3)[3])).hexdigest().encode()
assert mine == old.split(b"\n", 3)[2]
open(sys.argv[2], "wb").write(b"\n".join([form, key, total, body]))
END2
}

@test "an answer with a changed digit, or without its finding, is not believed, and is replaced" {
	run -1 guptidy check tree
	before=$output
	holds "$before" 'asks.c:5:9: error'
	answer=$(kept .answer)
	[ "$(wc -l <<<"$answer")" -eq 1 ]
	cp "$answer" good
	for edit in 's/"column":9,"end/"column":99999999,"end/' \
		    's/"line":5,"column":9,"end/"line":99999999,"column":9,"end/' \
		    's/"findings":\[{.*}\],"files"/"findings":[],"files"/' 's/^{"s/{"S/' \
		    's/"read":"clang"/"read":"clung"/' '1s/1/2/' '2s/./x/' '3s/./x/'; do
		sed "$edit" good >"$answer"
		run -1 cmp -s good "$answer"
		run -1 guptidy check tree
		diff <(echo "$before") <(echo "$output")
		cmp good "$answer"
	done
}

@test "an answer whose checksum a stranger made anew: no place outside the source is believed" {
	run -1 guptidy check tree
	before=$output
	answer=$(kept .answer)
	cp "$answer" good
	for edit in 's/"column":9,"end/"column":99999999,"end/' 's/"column":9,"end/"column":0,"end/' \
		    's/"line":5,"column":9,"end/"line":99999999,"column":9,"end/' \
		    's/"column":9,"end/"column":-9,"end/' 's/"column":9,"end/"column":"9","end/' \
		    's/"end_line":5/"end_line":99999999/' 's/"rule":"bool-as-flags"/"rule":[]/' \
		    's/"rule":"bool-as-flags"/"rule":"of-my-own"/' \
		    's|"file":"drivers/asks.c","line":5,"column":9,"end|"file":"/etc/passwd","line":5,"column":9,"end|' \
		    's/"edits":\[\]/"edits":[{"file":"drivers\/asks.c","offset":4294967295,"old":"x","new":"y"}]/' \
		    's/"edits":\[\]/"edits":[{"file":"a"}]/' 's/"edits":\[\]/"edits":7/'; do
		forge "$edit" "$answer"
		run -1 guptidy check tree
		diff <(echo "$before") <(echo "$output")
	done
}

@test "what a source's text told is kept, and holds until its bytes or the tree's declarations change" {
	mv tree/drivers/asks.c .
	plant tree/drivers/tells.c <<'END2'
int tells(unsigned long a, struct page **p)
{
	return get_user_pages_fast(a, 1, !!a, p);
}
END2
	plant tree/drivers/silent.c <<'END2'
int silent(unsigned long a, struct page **p)
{
	return get_user_pages_fast(a, 1, FOLL_WRITE, p);
}
END2
	run -1 guptidy check tree
	before=$output
	text=$(find cache/guptidy -name text)
	cp "$text" good
	# It is this file that is believed, as long as it fits the source.
	forge 's/is a truth value/is a kept value/' "$text"
	run -1 guptidy check tree
	diff <(echo "${before//truth value/kept value}") <(echo "$output")
	for edit in 's/"line":3,/"line":99,/' 's/ {"schema"/ {"scheme"/' 's/^/x/' 's/ /\n/' 's/{.*/open/'; do
		forge "4,\$$edit" "$text"
		run -1 guptidy check tree
		diff <(echo "$before") <(echo "$output")
		cp good "$text"
	done
	# Other bytes; and what was kept of the other file is not lost.
	forge 's/is a truth value/is a kept value/' "$text"
	sed -i 's/FOLL_WRITE/!!a/' tree/drivers/silent.c
	run -1 guptidy check tree
	holds "$output" 'tells.c:3:9: error: `!!a` is a kept value'
	holds "$output" 'silent.c:3:9: error: `!!a` is a truth value'
	[ "$(wc -l <"$text")" -eq "$(wc -l <good)" ]
	# Another prototype.
	sed -i 's/unsigned int gup_flags/int write/' tree/include/linux/mm.h
	run -0 guptidy check tree
	[ -z "$output" ]
}

@test "a source whose text left a question is not read for it again" {
	run -1 guptidy check tree
	before=$output
	text=$(find cache/guptidy -name text)
	[ "$(grep -c ' open$' "$text")" -eq 1 ]
	run -1 guptidy check tree
	[ "$output" = "$before" ]
	run -1 guptidy check tree/drivers
	[ "$(grep -c ' open$' "$text")" -eq 1 ]
}

@test "a damaged precompiled header is made anew" {
	run -1 guptidy check "$FIXTURES/linux-5.1"
	pch=$(kept .pch | head -n 1)
	[ -s "$pch" ]
	for damage in 2000 $(($(stat -c %s "$pch") / 2)) all; do
		settle
		if [ $damage = all ]; then
			truncate -s 3000 "$pch"
		else
			head -c 100000 /dev/zero | dd conv=notrunc bs=1 seek=$damage of="$pch" status=none
		fi
		md5sum "$pch" >damaged
		rm $(kept .answer)
		run -1 --separate-stderr guptidy check "$FIXTURES/linux-5.1"
		[ -z "$stderr" ]
		! md5sum --status -c damaged
	done
}

@test "a cache that another user can write to, or owns, is refused, and that is said once" {
	guptidy check --no-cache tree >before || [ $? -eq 1 ]
	refused() {
		run -1 --separate-stderr guptidy check tree
		diff before <(printf '%s\n' "$output")
		[[ $stderr == "$1: no cache is kept: $2; set XDG_CACHE_HOME to a folder of your own, or pass --no-cache" ]]
	}
	mkdir -p cache/guptidy
	for mode in 777 770 707; do
		chmod $mode cache/guptidy
		refused "$PWD/cache/guptidy" 'others may write to it'
		[ -z "$(find cache -type f)" ]
	done
	chmod 700 cache/guptidy
	chmod 777 cache
	refused "$PWD/cache" 'others may write to it'
	chmod 1777 cache
	run -1 --separate-stderr guptidy check tree
	[ -z "$stderr" ]
	chmod 700 cache
	mv cache/guptidy elsewhere
	ln -s ../elsewhere cache/guptidy
	refused "$PWD/cache/guptidy" 'it is no folder'
	rm cache/guptidy
	if [ "$(id -u)" -eq 0 ]; then
		mkdir cache/guptidy
		chown 54321 cache/guptidy
		refused "$PWD/cache/guptidy" "it is another user's"
		chown 54321 cache
		refused "$PWD/cache" "it is another user's"
	fi
}

@test "XDG_CACHE_HOME: missing parents are made, and a file is named" {
	XDG_CACHE_HOME=$PWD/a/b/c run -1 --separate-stderr guptidy check tree
	[ -z "$stderr" ]
	[ "$(stat -c %a a a/b a/b/c a/b/c/guptidy | xargs)" = '700 700 700 700' ]
	head -n 1 a/b/c/guptidy/CACHEDIR.TAG | grep -x 'Signature: 8a477f597d28d172789f06886806bc55'
	touch file
	XDG_CACHE_HOME=$PWD/file run -1 --separate-stderr guptidy check tree
	[[ $stderr == "$PWD/file: no cache is kept: it is no folder; "* ]]
}

@test "cache: shows path, size, trees and days; --clear removes all, and nothing else" {
	run -0 guptidy cache
	[[ $output =~ ^" "*"0.0 MB  in $PWD/cache/guptidy, for 0 trees"$ ]]
	run -1 guptidy check tree
	run -0 guptidy cache
	[[ ${lines[0]} =~ ^" "*[0-9.]*" MB "*[0-9]*" files  $(date +%Y-%m-%d)  $PWD/tree"$ ]]
	[[ ${lines[1]} == *" for 1 trees" ]]
	run -2 guptidy cache --clear tree
	holds "$output" 'tree: cache takes no path'
	[ -e "$(kept .answer)" ]
	mkdir cache/other
	touch cache/other/file outside
	ln -s ../../../outside "$(dirname "$(kept .answer)")/link"
	ln -s ../../cache/other cache/guptidy/link
	run -0 guptidy cache --clear
	[ -z "$output" ]
	[ -z "$(ls -A cache/guptidy)" ]
	[ -e cache/other/file ]
	[ -e outside ]
	XDG_CACHE_HOME=/dev/null run -2 guptidy cache
	holds "$output" '/dev/null: no cache is kept'
}

@test "limits: what is old goes once a day, and the oldest of what is too much" {
	run -1 guptidy check tree
	answer=$(kept .answer)
	folder=$(dirname "$answer")
	mkdir cache/guptidy/forgotten
	for name in old.answer new.answer "x.answer.123" forgotten; do
		head -c 600000 /dev/zero >"$folder/$name"
	done
	mv "$folder/forgotten" cache/guptidy/forgotten/one.pch
	touch -d '31 days ago' "$folder/old.answer" cache/guptidy/forgotten/one.pch
	touch -d '25 hours ago' "$folder/x.answer.123"
	run -1 guptidy check tree				# not due
	[ -e "$folder/old.answer" ]
	touch -d '25 hours ago' cache/guptidy/limited
	run -1 guptidy check tree
	[ ! -e "$folder/old.answer" ]
	[ ! -e "$folder/x.answer.123" ]
	[ ! -e cache/guptidy/forgotten ]
	[ -e "$folder/new.answer" ]
	[ -e "$answer" ]
	head -c 600000 /dev/zero >"$folder/newer.answer"
	touch -d '2 hours ago' "$folder/new.answer"
	touch -d '25 hours ago' cache/guptidy/limited
	GUPTIDY_CACHE_SIZE=1 run -1 guptidy check --no-cache tree
	[ -e "$folder/new.answer" ]
	GUPTIDY_CACHE_SIZE=1 run -1 guptidy check tree
	[ ! -e "$folder/new.answer" ]
	[ -e "$folder/newer.answer" ]
}

@test "a run that asks no compiler is a run: its tree is known, and the limits hold" {
	copy linux-6.6
	run -1 guptidy check -v linux-6.6/drivers/vfio
	holds "$output" '1 read as text, 0 by clang'
	run -0 guptidy cache
	[[ ${lines[0]} =~ ^" "*[0-9.]*" MB "*[0-9]*" files  $(date +%Y-%m-%d)  $PWD/linux-6.6"$ ]]
	mkdir cache/guptidy/forgotten
	echo old >cache/guptidy/forgotten/old.answer
	touch -d '31 days ago' cache/guptidy/forgotten/old.answer
	touch -d '25 hours ago' cache/guptidy/limited
	run -1 guptidy check linux-6.6/drivers/vfio
	[ ! -e cache/guptidy/forgotten ]
}

@test "full disk: the findings are the same with a cache there, and no half file stays" {
	[ "$(id -u)" -eq 0 ] && unshare -m true 2>/dev/null || skip 'needs root, to mount a small disk'
	guptidy check --no-cache "$FIXTURES/linux-5.1" >all || [ $? -eq 1 ]
	for room in 0 20 4000; do
		export XDG_CACHE_HOME=$PWD/small/cache
		mkdir -p small
		unshare -m bash -c 'mount -t tmpfs -o size=8m tmpfs small || exit 99
			mkdir small/cache
			dd if=/dev/zero of=small/fill bs=1k count=$((8192 - 8 - $0)) status=none 2>/dev/null
			"$1" check -j2 "$2/linux-5.1" >out 2>err; echo $? >status
			ls -R small/cache >left' "$room" "$GUPTIDY" "$FIXTURES" || skip 'no small disk here'
		cmp all out
		[ ! -s err ] || grep -q 'no cache is kept' err
		[ "$(cat status)" -eq 1 ]
		! grep -E 'temp|\.tmp|\.[0-9]+(\.|$)' left
	done
}

@test "a proof is kept, and holds until a header that was read for it changes" {
	plant tree/drivers/ask.h <<<'/* nothing yet */'
	sed -i 's|<linux/mm.h>|&\n#include "ask.h"|' tree/drivers/asks.c
	settle
	run -0 --separate-stderr guptidy convert tree
	before=$output
	holds "$before" '+	return get_user_pages_fast(a, 1, ask->write ? FOLL_WRITE : 0, p);'
	proof=$(kept .proof)
	[ "$(wc -l <<<"$proof")" -eq 1 ]

	touch -d '1 hour ago' "$proof"
	run -0 --separate-stderr guptidy convert tree
	[ "$output" = "$before" ]
	[ "$proof" -ot tree/drivers/ask.h ]			# not made again

	sed -i '2s/./x/' "$proof"
	run -0 --separate-stderr guptidy convert tree
	[ "$output" = "$before" ]
	[ "$proof" -nt tree/drivers/ask.h ]

	echo '#define FOLL_WRITE ask_of_nobody' >tree/drivers/ask.h
	settle
	run -2 --separate-stderr guptidy convert tree
	[ -z "$output" ]
	holds "$stderr" 'drivers/asks.c: not analysed: not converted, as the result could not be proved'
	[ -z "$(kept .proof)" ] || [ "$proof" -ot tree/drivers/ask.h ]
}

@test "a proof for another kernel is kept, and is none for a third one" {
	sed -i 's/unsigned int gup_flags/int write/' tree/include/linux/mm.h
	settle
	run -1 --separate-stderr guptidy convert --to 6.12 tree
	before=$output
	holds "$before" '+	return get_user_pages_fast(a, 1, ask->write ? FOLL_WRITE : 0, p);'
	proof=$(kept .proof)
	[ "$(wc -l <<<"$proof")" -eq 1 ]
	touch -d '1 hour ago' "$proof"
	run -1 --separate-stderr guptidy convert --to 6.12 tree
	[ "$output" = "$before" ]
	[ "$proof" -ot tree/drivers/asks.c ]			# not made again
	run -1 --separate-stderr guptidy convert --to 5.9 tree
	[ "$(kept .proof)" != "$proof" ] || [ "$proof" -nt tree/drivers/asks.c ]
}

@test "a proof with a header missing holds until the header is there" {
	sed -i 's|^struct ask|#include "missing.h"\n&|' tree/drivers/asks.c
	settle
	run -0 --separate-stderr guptidy convert tree
	before=$output
	holds "$before" '? FOLL_WRITE : 0, p);'
	proof=$(kept .proof)
	[ "$(wc -l <<<"$proof")" -eq 1 ]

	touch -d '1 hour ago' "$proof"
	run -0 --separate-stderr guptidy convert tree
	[ "$output" = "$before" ]
	[ "$proof" -ot tree/drivers/asks.c ]			# not made again

	echo '#define FOLL_WRITE ask_of_nobody' >tree/drivers/missing.h
	settle
	run -2 --separate-stderr guptidy convert tree
	[ -z "$output" ]
	holds "$stderr" 'drivers/asks.c: not analysed: not converted, as the result could not be proved'
}

@test "a proof with a complaint that is not new is made every time" {
	sed -i 's|^struct ask|#include "missing.h"\n_Bool nobodys(int, int);\n&|
		s|ask->write|nobodys(ask->write)|' tree/drivers/asks.c
	settle
	run -0 --separate-stderr guptidy convert tree
	holds "$output" '? FOLL_WRITE : 0, p);'
	[ -z "$(kept .proof)" ]
}
