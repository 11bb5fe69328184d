#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# What nobody wants and everybody has. In each of these the run goes on without the bad thing: it is
# named, the exit status is 2, and everything else is reported as ever.
load common

# Two findings: the one in good.c needs no compiler, the one in asks.c does.
setup()
{
	export XDG_CACHE_HOME=$BATS_TEST_TMPDIR/cache
	cd "$BATS_TEST_TMPDIR"
	small_tree tree
	plant tree/drivers/good.c <<'END'
#include <linux/mm.h>

int good(_Bool store, struct page **pages)
{
	return get_user_pages_fast(0, 1, store, pages);
}
END
	plant tree/drivers/asks.h <<'END'
struct asks { _Bool store; };
END
	plant tree/drivers/asks.c <<'END'
#include <linux/mm.h>
#include "asks.h"

int asks(struct asks *asks, struct page **pages)
{
	return get_user_pages_fast(0, 1, asks->store, pages);
}
END
}

# Nothing here may hang.
guptidy()
{
	timeout -k 5 120 "$GUPTIDY" "$@"
}

GOOD='drivers/good.c:5:9: error: `store` is a bool'
ASKS='drivers/asks.c:6:9: error: `asks->store` is a bool'

# The last run named nothing and found both.
all_is_well()
{
	[ "$status" -eq 1 ]
	[ -z "$stderr" ]
	holds "$output" "$GOOD"
	holds "$output" "$ASKS"
}

# Text that a line of stderr begins with: after `guptidy: ` or `guptidy COMMAND: `, if that is there, and after the name
# of the tree.
complains()
{
	printf '%s\n' "$stderr" | sed -E 's/^guptidy( [a-z]+)?: //' >complaints
	while read -r line; do
		[[ $line != "$1"* && $line != "tree/$1"* ]] || return 0
	done <complaints
	printf 'no line begins with: %s\non stderr:\n%s\n' "$1" "$stderr"
	return 1
}

@test "the tree of these tests is good before it is made bad" {
	run --separate-stderr guptidy check tree
	all_is_well
}

# The command line.

@test "no command, and one that does not exist" {
	run -2 --separate-stderr guptidy
	begins "$stderr" 'Usage: '
	[ -z "$output" ]
	run -2 --separate-stderr guptidy frob tree
	complains 'frob: '
	[ -z "$output" ]
}

@test "options that do not exist, and values that they do not take" {
	for option in --frob -x; do
		run -2 --separate-stderr guptidy check $option tree
		holds "$stderr" "${option#-}"
		[ -z "$output" ]
	done
	for jobs in 0 -1 x 1x '' 1025 99999999999999999999; do
		run -2 --separate-stderr guptidy check -j "$jobs" tree
		complains "$jobs: "
		[ -z "$output" ]
	done
	for seconds in 0 x 1.5; do
		run -2 --separate-stderr guptidy check --time-limit "$seconds" tree
		complains "$seconds: "
	done
	run -2 --separate-stderr guptidy check --format=xml tree
	complains 'xml: '
	for option in --rule --no-rule; do
		run -2 --separate-stderr guptidy check $option no-such-rule tree
		complains 'no-such-rule: '
	done
	run -2 --separate-stderr guptidy find --rule bool-as-flags tree
	run -2 --separate-stderr guptidy check --in-place tree
}

# Paths.

@test "a path that does not exist, alone and among others" {
	run -2 --separate-stderr guptidy check no-such-path
	complains 'no-such-path: '
	run -2 --separate-stderr guptidy check tree no-such-path
	complains 'no-such-path: '
	holds "$output" "$GOOD"
}

@test "a link that leads nowhere, and a loop of links" {
	ln -s nowhere tree/drivers/dangling
	ln -s self tree/drivers/self
	ln -s .. tree/drivers/up
	ln -s "$PWD/tree" tree/drivers/root
	run --separate-stderr guptidy check tree
	all_is_well
	guptidy find --format=json tree | jq -e '.ledger.total == 3'
	for path in dangling self; do
		run -2 --separate-stderr guptidy check tree/drivers/$path
		complains "tree/drivers/$path: "
	done
	run --separate-stderr guptidy check tree/drivers/up
	all_is_well
}

@test "an empty path, an empty folder, an empty file, an empty tree" {
	run -2 --separate-stderr guptidy check ''
	mkdir empty
	run -0 --separate-stderr guptidy check empty
	run -0 --separate-stderr guptidy find empty
	holds "$output" '      0  total'
	: >tree/drivers/empty.c
	run --separate-stderr guptidy check tree
	all_is_well
	printf 'VERSION = 5\nPATCHLEVEL = 2\nSUBLEVEL = 0\n' >empty/Makefile
	for command in find check convert; do
		run -0 --separate-stderr guptidy $command empty
		[ "$command" = find ] || holds "$stderr" 'no C source there, so nothing was looked at'
	done
	run -2 --separate-stderr guptidy api empty
	complains 'empty: '
}

@test "--kernel: no such folder, a file, a folder that is no kernel" {
	run -2 --separate-stderr guptidy check --kernel=no-such-path tree
	complains 'no-such-path: '
	run -2 --separate-stderr guptidy check --kernel=tree/Makefile tree
	complains 'tree/Makefile: '
	mkdir empty
	run -2 --separate-stderr guptidy check --kernel=empty tree
	complains 'empty: '
}

@test "a folder and a file that cannot be read" {
	needs_permissions
	mkdir tree/lib
	cp tree/drivers/good.c tree/lib/
	cp tree/drivers/good.c tree/drivers/closed.c
	chmod 000 tree/lib tree/drivers/closed.c
	run -2 --separate-stderr unprivileged "$GUPTIDY" check tree
	complains 'lib: '
	complains 'drivers/closed.c: '
	holds "$output" "$GOOD"
	holds "$output" "$ASKS"
	run -2 --separate-stderr unprivileged "$GUPTIDY" find tree
	complains 'lib: '
	holds "$output" '      3  total'
	run -2 --separate-stderr unprivileged "$GUPTIDY" check tree/drivers/good.c tree/drivers/closed.c
	complains 'drivers/closed.c: '
	holds "$output" "$GOOD"
	chmod 755 tree/lib
}

@test "what may not be read is called as it was given, and is no folder without a Makefile" {
	needs_permissions
	mkdir locked
	chmod 000 locked
	run -2 --separate-stderr unprivileged "$GUPTIDY" check locked
	[ "$stderr" = 'locked: Permission denied; name one that you may read' ]
	run -2 --separate-stderr unprivileged "$GUPTIDY" check locked/a.c
	[ "$stderr" = 'locked/a.c: Permission denied; name one that you may read' ]
	run -2 --separate-stderr unprivileged "$GUPTIDY" check --kernel locked tree/drivers/good.c
	[ "$stderr" = 'locked: Permission denied; name one that you may read' ]
	chmod 755 locked
}

@test "a folder that tells names, and no more, where folders keep no types" {
	needs_permissions
	mkdir tree/lib
	cp tree/drivers/good.c tree/lib/
	chmod 444 tree/lib
	untyped
	run -2 --separate-stderr unprivileged "$GUPTIDY" find tree
	complains 'lib/good.c: '
	lacks "$stderr" 'lib/.:'
	chmod 755 tree/lib
}

@test "pipes, sockets and devices in the tree are no files" {
	mkfifo tree/drivers/pipe.c
	python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("tree/drivers/socket.c")'
	ln -s /dev/zero tree/drivers/zero.c
	run --separate-stderr guptidy check tree
	all_is_well
	for path in pipe.c socket.c zero.c; do
		run -2 --separate-stderr guptidy check tree/drivers/$path
		complains "tree/drivers/$path: "
	done
}

@test "names of files with blanks, line feeds, quotes and bytes that are no UTF-8" {
	for name in 'a b.c' $'a\nb.c' "a'\"b.c" $'a\351b.c' '-x.c' '$(a).c' 'a:5:b.c'; do
		cp tree/drivers/asks.c "tree/drivers/$name"
	done
	run -1 --separate-stderr guptidy check tree
	[ -z "$stderr" ]
	[ "$(printf '%s\n' "$output" | grep -c '\[bool-as-flags\]$')" -eq 9 ]
	guptidy check --format=json tree | jq -e '.findings | length == 9'
	run -0 --separate-stderr guptidy convert --in-place tree
	[ "$(grep -rl 'asks->store ? FOLL_WRITE : 0' tree/drivers | tr '\n' x | grep -o x | wc -l)" -ge 8 ]
	run -0 guptidy check tree
}

# Bytes.

@test "a binary file named .c" {
	head -c 300000 /dev/urandom >tree/drivers/noise.c
	cp "$(command -v env)" tree/drivers/program.c
	run --separate-stderr guptidy check tree
	all_is_well
	printf '\177ELF\0\0get_user_pages_fast(\0\0' >tree/drivers/cut.c
	run --separate-stderr guptidy check tree
	holds "$output" "$GOOD"
	holds "$output" "$ASKS"
	guptidy find --format=json tree >report || [ $? -eq 2 ]
	[ "$(jq .ledger.total report)" -eq "$(mentions tree | awk '{ n += $1 } END { print n }')" ]
}

@test "NUL bytes in a source file" {
	printf '#include <linux/mm.h>\n\0int nul(_Bool w, struct page **p)\n{\n\treturn %s;\n}\n\0\0\n' \
		'get_user_pages_fast(0, 1, w, p)' >tree/drivers/nul.c
	run -1 --separate-stderr guptidy check tree
	holds "$output" 'drivers/nul.c:4:9: error: `w` is a bool'
	holds "$output" "$GOOD"
	run -0 --separate-stderr guptidy convert --in-place tree
	[ "$(tr -cd '\0' <tree/drivers/nul.c | wc -c)" -eq 3 ]
	grep -a 'get_user_pages_fast(0, 1, w ? FOLL_WRITE : 0, p)' tree/drivers/nul.c
}

@test "a line of 50 MB" {
	{
		printf '#include <linux/mm.h>\nint wide(_Bool w, struct page **p) { /* '
		head -c 50000000 /dev/zero | tr '\0' x
		printf ' */ return get_user_pages_fast(0, 1, w, p); }\n'
	} >tree/drivers/wide.c
	guptidy find tree | cut -c1-100 >out
	grep -F 'drivers/wide.c:2:50000052: call: get_user_pages_fast in wide()' out
	guptidy check tree | cut -c1-100 >out
	grep -F 'drivers/wide.c:2:50000052: error: `w` is a bool' out
	grep -F "$GOOD" out
}

@test "#define, string and comment without an end" {
	printf '#include <linux/mm.h>\n#define OPEN get_user_pages_fast(0, 1, \\' >tree/drivers/a.c
	printf 'char *s = "get_user_pages_fast(0, 1\n' >tree/drivers/b.c
	printf '/* get_user_pages_fast(0, 1\n' >tree/drivers/c.c
	printf "int c = 'get_user_pages_fast(" >tree/drivers/d.c
	run --separate-stderr guptidy check tree
	[ $status -ne 0 ]
	holds "$output" "$GOOD"
	holds "$output" "$ASKS"
	guptidy find --format=json tree >report || [ $? -eq 2 ]
	jq -e '.ledger.total == 7' report
}

# What the compiler chokes on.

@test "a file that clang cannot parse" {
	plant tree/drivers/broken.c <<'END'
#include <linux/mm.h>
#include "no-such-header.h"

int broken(struct nobody *n, struct page **pages)
{
	return get_user_pages_fast(0, 1, n->store, pages);
}
END
	run -2 --separate-stderr guptidy check tree
	complains 'drivers/broken.c:6: not analysed: '
	holds "$output" "$GOOD"
	holds "$output" "$ASKS"
	run -2 --separate-stderr guptidy check --format=json tree
	printf '%s\n' "$output" | jq -e '(.findings | length == 2) and
		(.unanalysed | length == 1 and (.[0] | keys == ["file", "line", "reason"] and
		 .file == "drivers/broken.c" and .line == 6))'
	run -2 --separate-stderr guptidy convert --in-place tree
	complains 'drivers/broken.c:6: '
	grep -F 'n->store, pages' tree/drivers/broken.c
	grep -F 'asks->store ? FOLL_WRITE : 0' tree/drivers/asks.c
}

@test "a function from before C90: its calls are judged, and that nobody follows it is said" {
	plant tree/drivers/old.c <<'END'
#include <linux/mm.h>

int old(addr, pages)
	unsigned long addr;
	struct page **pages;
{
	return get_user_pages_fast(addr, 1, true, pages);
}
END
	run -2 --separate-stderr guptidy check tree
	complains 'drivers/old.c:7: not analysed: stands in braces that are no function'
	holds "$output" 'drivers/old.c:7:9: error: `true` is a truth value'
	holds "$output" "$GOOD"
	run -0 --separate-stderr guptidy find tree
	[ -z "$stderr" ]
}

@test "digraphs, and a name that a backslash cuts in two: the file is named, and nothing of it is changed" {
	plant driver/digraph.c <<'END'
int f(unsigned long a, int w, struct page **p)
<%
	struct page *q<:2:>;
	return get_user_pages_fast(a, 1, 1, p) + get_user_pages_fast(a, 1, w, q);
%>
END
	plant driver/cut.c <<'END'
long f(unsigned long a, struct page **p)
{
	return get_user_pages_fast(a, 1, 1, p) + get_user_\
pages(current, current->mm, a, 1, 1, 0, p, NULL);
}
END
	plant driver/good.c <<'END'
#define SOME_\
THING "<% %: " /* <: */ 'a'
int f(unsigned long a, struct page **p)
{
	return get_user_pages_fast(a, 1, 1, p);
}
END
	for command in "check" "convert --to 6.12" "find"; do
		run -2 --separate-stderr guptidy $command driver
		holds "$stderr" 'driver/digraph.c: not analysed: line 2 has a digraph'
		holds "$stderr" 'driver/cut.c: not analysed: line 3 has a name that a backslash cuts in two'
		lacks "$output" driver/digraph.c
		lacks "$output" driver/cut.c
		lacks "$stderr" 'driver/good.c: '
	done
	echo 'get_user_pages_fast(a, n, w, p) -> pin_user_pages_fast(a, n, w, p)' >m
	run -2 --separate-stderr guptidy convert --migration m driver
	holds "$output" '+	return pin_user_pages_fast(a, 1, 1, p);'
	[ "$(grep -c 'not analysed' <<<"$stderr")" -eq 2 ]
}

@test "a call without an end" {
	printf 'int cut(_Bool w, struct page **p)\n{\n\treturn get_user_pages_fast(0, 1, w, p' \
		>tree/drivers/cut.c
	run -2 --separate-stderr guptidy check tree
	complains 'drivers/cut.c:3: not analysed: '
	holds "$output" "$GOOD"
	holds "$output" "$ASKS"
}

# deep TEXT TIMES TEXT TIMES TEXT: asks.c with all of that in front of its function.
deep()
{
	python3 - "$@" >tree/drivers/deep.c <<'END'
import sys
print('#include <linux/mm.h>\n#include "asks.h"\n')
print(sys.argv[1] * int(sys.argv[2]) + sys.argv[3] * int(sys.argv[4]) + sys.argv[5])
print('''int deep(struct asks *asks, struct page **pages)
{
	return get_user_pages_fast(0, 1, asks->store, pages);
}''')
END
}

@test "braces and parentheses that are deep or do not pair" {
	while IFS='|' read -r open n close m rest; do
		deep "$open" "$n" "$close" "$m" "$rest"
		run --separate-stderr guptidy check --time-limit 10 tree
		echo "$open $n $close $m: $status: ${stderr:0:200}"
		holds "$output" "$GOOD"
		holds "$output" "$ASKS"
		# Found in the file itself, too, or named.
		[[ $output == *drivers/deep.c:7:* ]] || complains 'drivers/deep.c:7: not analysed: '
	done <<'END'
int x = (|100000|)|0|1;
int x = |1|)|100000|;
void f(void) {|100000|}|100000|
void f(void) {|100000|}|1|
{|1|}|100000|
int x[|100000|]|1|;
END
}

@test "an argument in 100000 parentheses is a finding, or is named" {
	python3 - >tree/drivers/deep.c <<'END'
print('#include <linux/mm.h>\n#include "asks.h"\n')
print('int deep(struct asks *asks, struct page **pages)\n{')
print('\treturn get_user_pages_fast(0, 1, %sasks->store%s, pages);\n}' % ("(" * 100000, ")" * 100000))
END
	run --separate-stderr guptidy check --time-limit 10 tree
	[ $status -ne 0 ]
	[[ $output == *drivers/deep.c:6:* ]] || complains 'drivers/deep.c:6: not analysed: '
	holds "$output" "$GOOD"
}

@test "calls in calls, 200 deep, end in time" {
	python3 - >tree/drivers/deep.c <<'END'
print('#include <linux/mm.h>\n#include "asks.h"\n')
print('int deep(struct asks *asks, struct page **pages)\n{')
print('\treturn %sasks->store%s;\n}' % ("get_user_pages_fast(0, 1, " * 200, ", pages)" * 200))
END
	run --separate-stderr timeout 20 "$GUPTIDY" check --time-limit 5 tree
	[ $status -eq 1 ] || [ $status -eq 2 ]
	holds "$output" "$GOOD"
}

@test "a header of 100,000 macros, which an #if asks for, ends in time" {
	mkdir drv
	{ echo '#pragma once'; seq -f '#define REG_%.0f 1' 100000; } >drv/regs.h
	cat >drv/regs.c <<'END'
#include <linux/mm.h>
#include "regs.h"

int regs(unsigned long at, struct page **pages)
{
#ifdef REG_100000
	return get_user_pages_fast(at, 1, pages);
#else
	return get_user_pages_fast(at, 1, 0, pages);
#endif
}
END
	# a look through all of them for each of them takes more than 20
	run -1 --separate-stderr bash -c 'ulimit -t 10; "$1" check -j1 --kernel tree drv' - "$GUPTIDY"
	holds "$output" 'regs.c:7:9: error: 3 arguments'
	[ "$(grep -c error: <<<"$output")" = 1 ]
}

@test "a file that crashes the compiler" {
	deep 'int x = ' 1 '~' 100000 '1;'
	run -2 --separate-stderr guptidy check tree
	complains 'drivers/deep.c:7: not analysed: '
	holds "$output" "$GOOD"
	holds "$output" "$ASKS"
	run -2 --separate-stderr guptidy check -j1 --ask-compiler tree
	holds "$output" "$GOOD"
	holds "$output" "$ASKS"
}

@test "a file that crashes the compiler: what it would have been asked is named, and no more" {
	deep 'int x = ' 1 '~' 100000 '1;'
	cat >>tree/drivers/deep.c <<'END'
int known(_Bool store, struct page **pages)
{
	return get_user_pages_fast(0, 1, store, pages);
}
END
	run -2 --separate-stderr guptidy check tree
	holds "$output" drivers/deep.c:11:9:
	[ "$(grep -c ^tree/drivers/deep.c <<<"$stderr")" -eq 1 ]
	complains 'drivers/deep.c:7: not analysed: '
	# No call at all, but a name with two meanings.
	sed -i '5,$d' tree/drivers/deep.c
	cat >>tree/drivers/deep.c <<'END'
struct pins { void *get_user_pages_fast; };
void *pins = get_user_pages_fast;
END
	run -2 --separate-stderr guptidy find tree
	complains 'drivers/deep.c:6: not analysed: '
}

# Two macros for each one, down to the fortieth: a C file that keeps a compiler busy.
grows()
{
	local i

	for i in {0..39}; do
		echo "#define M$i M$((i + 1)) M$((i + 1))"
	done
	printf '#define M40\nint q = 1 M0;\n'
	cat tree/drivers/asks.c
}

@test "a file that hangs the compiler is given up after --time-limit" {
	mkfifo tree/drivers/pipe.h
	sed 's/asks.h/pipe.h/' tree/drivers/asks.c >tree/drivers/hangs.c
	for jobs in 1 2; do
		SECONDS=0
		run -2 --separate-stderr guptidy check -j$jobs --time-limit 2 tree
		[ $SECONDS -lt 20 ]
		complains 'drivers/hangs.c:6: not analysed: '
		holds "$stderr" --time-limit
		holds "$output" "$GOOD"
		holds "$output" "$ASKS"
	done
	run -2 --separate-stderr guptidy convert --in-place --time-limit 2 tree
	complains 'drivers/hangs.c'
	grep -F 'asks->store ? FOLL_WRITE : 0' tree/drivers/asks.c
	grep -F '1, asks->store, pages' tree/drivers/hangs.c
	# Nobody is left behind.
	for process in /proc/[0-9]*; do
		[ "$(readlink "$process/exe")" != "$(realpath "$GUPTIDY")" ] ||
			[ "$(readlink "$process/cwd")" != "$PWD" ]
	done
}

@test "a file that includes itself, and macros that grow without end" {
	{ echo '#include "self.c"'; cat tree/drivers/asks.c; } >tree/drivers/self.c
	grows >tree/drivers/grows.c
	run --separate-stderr guptidy check --time-limit 3 tree
	holds "$output" "$GOOD"
	holds "$output" "$ASKS"
	[[ $output == *drivers/self.c:7:* ]] || complains 'drivers/self.c:7: not analysed: '
	[[ $output == *drivers/grows.c:48:* ]] || complains 'drivers/grows.c:48: not analysed: '
}

# child_of PROCESS: its first one, if it has any.
child_of()
{
	awk -v parent="$1" '$4 == parent { print $1; exit }' /proc/[0-9]*/stat 2>/dev/null || :
}

@test "a worker that burns its time ends by itself, while nobody watches the clock" {
	rm tree/drivers/good.c
	# It takes time, and hardly any memory: growing macros reach the one limit or the other, as fast as the machine is.
	plant tree/drivers/asks.h <<'END'
#if __INCLUDE_LEVEL__ < 60
#include "asks.h"
#include "asks.h"
#endif
struct asks { _Bool store; };
END
	"$GUPTIDY" check -j1 --no-cache --time-limit 4 tree >out 2>err &
	# Its job is given to it when it is made.
	until worker=$(child_of $!) && [ "$worker" ] &&
	      [ "$(awk '{ print $14 }' "/proc/$worker/stat")" -gt 2 ]; do
		kill -0 $!
		sleep 0.1
	done
	kill -STOP $!
	for _ in {1..600}; do
		[ "$(awk '{ print $3 }' "/proc/$worker/stat")" != Z ] || break
		sleep 0.1
	done
	[ "$(awk '{ print $3 }' "/proc/$worker/stat")" = Z ]
	kill -CONT $!
	status=0
	wait $! || status=$?
	[ $status -eq 2 ]
	[ "$(cat err)" = "tree/drivers/asks.c:6: not analysed: the compiler took more than 4 seconds; give it more with \
--time-limit" ]
}

# compile_commands.json.

@test "a compile_commands.json that is none is named; nothing is guessed instead" {
	while read -r text; do
		printf '%s\n' "$text" >tree/compile_commands.json
		run -2 --separate-stderr guptidy check tree
		echo "$text"
		complains 'compile_commands.json: '
		holds "$output" "$GOOD"
	done <<'END'

nonsense
[
{}
[1, 2]
[{"directory": "/", "command": "gcc -c x.c"}]
[{"directory": 3, "file": [], "command": {}}]
[{"directory": "relative", "file": "x.c", "command": "gcc"}]
END
	printf '[]' >tree/compile_commands.json
	run --separate-stderr guptidy check tree
	all_is_well
}

# with_command WORD...: asks.c is compiled with these words.
with_command()
{
	jq -n --arg folder "$PWD/tree" '[{directory: $folder, file: "drivers/asks.c",
		arguments: (["gcc", "-Iinclude"] + $ARGS.positional + ["-c", "drivers/asks.c"])}]' \
		--args -- "$@" >tree/compile_commands.json
}

@test "compile_commands.json: what loads code, reads options or writes files is refused" {
	with_command -DNOTHING
	run --separate-stderr guptidy check tree
	all_is_well
	while read -r words; do
		with_command $words
		run -2 --separate-stderr guptidy check tree
		echo "$words"
		complains 'compile_commands.json: '
		complains 'drivers/asks.c:6: not analysed: '
		holds "$stderr" "${words%% *}"
		holds "$output" "$GOOD"
		lacks "$output" "$ASKS"
	done <<'END'
-fplugin=./evil.so
-fplugin=./my-scripts/gcc-plugins/evil.so
-Xclang -fplugin=./evil.so
-fpass-plugin=./evil.so
-load ./evil.so
-Xclang -load -Xclang ./evil.so
-Xclang -add-plugin -Xclang evil
-Xclang -plugin -Xclang evil
-plugin evil
-mllvm -load=./evil.so
-cc1 -load ./evil.so
@options
--config=./evil.cfg
--config ./evil.cfg
-B.
-ivfsoverlay evil.yaml
-include-pch evil.pch
-wrapper ./evil
-specs=./evil
END
}

@test "compile_commands.json: the kernel's own plugins for gcc are left out" {
	with_command -fplugin=./scripts/gcc-plugins/structleak_plugin.so \
		-fplugin-arg-structleak_plugin-byref-all -DSTRUCTLEAK_PLUGIN
	run --separate-stderr guptidy check tree
	all_is_well
	run -1 guptidy check --verbose tree
	holds "$output" 'drivers/asks.c: read as clang, exact'
}

@test "compile_commands.json: a pipe, a folder" {
	mkfifo tree/compile_commands.json
	run -2 --separate-stderr guptidy check tree
	complains 'compile_commands.json: '
	holds "$output" "$GOOD"
	rm tree/compile_commands.json
	mkdir tree/compile_commands.json
	run -2 --separate-stderr guptidy check tree
	complains 'compile_commands.json: '
}

@test "--compile-commands: a file that is missing, none, or another tree's is named" {
	mkfifo pipe
	mkdir folder
	echo '[{"directory": "/", "command": "gcc"}]' >nameless
	echo nonsense >nonsense
	head -c 100000 /dev/zero | tr '\0' '[' >deep
	: >empty
	for file in missing pipe folder nameless nonsense deep empty; do
		for command in find check convert reconcile api pairs; do
			run -2 --separate-stderr guptidy $command --compile-commands $file tree
			[ -z "$output" ]
			begins "$stderr" "$file:"
		done
	done
	run -2 --separate-stderr guptidy check --compile-commands missing tree
	[ "$stderr" = 'missing: cannot be opened: No such file or directory; name the file that `make compile_commands.json` wrote' ]
	echo '[]' >none
	with_command -DNOTHING
	sed "s,$PWD/tree,$PWD/tree2,; s,drivers/asks.c,drivers/other.c," tree/compile_commands.json >another
	rm tree/compile_commands.json
	for file in none another; do
		run -2 --separate-stderr guptidy check --compile-commands $file tree
		complains "$file: not analysed: it names no file of this tree, "
		holds "$output" "$GOOD"
	done
	with_command -fplugin=./evil.so
	mv tree/compile_commands.json evil
	run -2 --separate-stderr guptidy check --compile-commands evil tree
	complains 'evil: '
	complains 'drivers/asks.c:6: not analysed: '
	lacks "$output" "$ASKS"
}

@test "compile_commands.json: the shell's words, too" {
	printf '[{"directory": "%s", "file": "drivers/asks.c", "command": "gcc -Iinclude %s -c drivers/asks.c"}]' \
		"$PWD/tree" "'-fpl''ugin=./evil.so'" >tree/compile_commands.json
	run -2 --separate-stderr guptidy check tree
	complains 'compile_commands.json: '
	holds "$output" "$GOOD"
}

@test "compile_commands.json: what a command would write is not written" {
	with_command -o ../out.o -MD -MF ../out.d -save-temps -ftime-trace --coverage -dD
	mkdir around
	mv tree around/
	sed -i "s,$PWD/tree,$PWD/around/tree," around/tree/compile_commands.json
	find around | sort >before
	run --separate-stderr guptidy check around/tree
	all_is_well
	find around | sort | diff -u before -
}

# The world around it.

@test "standard output that is closed, full, or nobody reads" {
	for command in find check convert api pairs; do
		for format in text json; do
			run -2 bash -c '"$0" "$@" >/dev/full' "$GUPTIDY" $command --format=$format tree
			holds "$output" stdout
			run -2 bash -c '"$0" "$@" >&-' "$GUPTIDY" $command --format=$format tree
		done
	done
	run -1 bash -c '"$0" check tree <&-' "$GUPTIDY"
	run -1 bash -c '"$0" check tree 2>&-' "$GUPTIDY"
	run bash -c '"$0" find "$1" | head -n 1' "$GUPTIDY" "$FIXTURES/linux-5.1"
	[ ${#lines[@]} -eq 1 ]
}

@test "no HOME, no cache that can be written: slower, and that is all" {
	for how in '-u HOME -u XDG_CACHE_HOME' 'HOME= XDG_CACHE_HOME=' 'HOME= XDG_CACHE_HOME=relative'; do
		run --separate-stderr env $how timeout 60 "$GUPTIDY" check tree
		echo "$how: $status"
		all_is_well
	done
	# Where the user asked for one, it is said, once.
	for how in '-u XDG_CACHE_HOME HOME=/nowhere' XDG_CACHE_HOME=/dev/null XDG_CACHE_HOME=/proc \
		   'XDG_CACHE_HOME=/proc TMPDIR=relative'; do
		run --separate-stderr env $how timeout 60 "$GUPTIDY" check tree
		echo "$how: $status"
		[[ $stderr =~ ^/[a-z./]*": no cache is kept: "[^$'\n']*"or pass --no-cache"$ ]]
		stderr=
		all_is_well
	done
	[ ! -e relative ]
	[ ! -e /nowhere ]
	run -2 --separate-stderr env XDG_CACHE_HOME=/proc TMPDIR=/nowhere timeout 60 "$GUPTIDY" check tree
	complains /nowhere/
	# A conversion that nobody can prove is none.
	run -2 --separate-stderr env XDG_CACHE_HOME=/proc TMPDIR=/nowhere timeout 60 "$GUPTIDY" \
		convert --format=json tree/drivers/good.c
	complains /nowhere/
	jq -e '.edits == [] and .unanalysed != []' <<<"$output"
}

# The library that answers questions of type, as the program names it.
libclang()
{
	grep -ao -m 1 'libclang-[0-9]*\.so\.[0-9]*' "$GUPTIDY" | head -n 1
}

# What only text is needed for is done with or without the library; asks.c alone asks for more.
@test "no libclang: what needs it is named, and all else is done" {
	local library=$(libclang) before

	before=$(md5sum tree/drivers/*)
	without_libclang
	run -0 --separate-stderr guptidy find tree
	[ -z "$stderr" ]
	run -1 --separate-stderr guptidy check tree/drivers/good.c
	[ -z "$stderr" ]
	for how in '' --no-cache -j1; do
		run -2 --separate-stderr guptidy check $how tree
		[[ $stderr =~ ^"tree/drivers/asks.c:6: not analysed: $library: cannot be loaded: ".*"; install libclang1-"[0-9]*$ ]]
		holds "$output" "$GOOD"
		lacks "$output" "$ASKS"
	done
	run -2 --separate-stderr guptidy check --ask-compiler tree
	complains "drivers/asks.c:6: not analysed: $library: "
	complains "drivers/good.c: not analysed: $library: "
	# A conversion that nobody can prove is none.
	sed -i 's/unsigned int gup_flags/int write/' tree/include/linux/mm.h
	run -2 --separate-stderr guptidy convert --in-place tree
	complains "$library: cannot be loaded: "
	[ "$(md5sum tree/drivers/*)" = "$before" ]
	grep -F 'int write' tree/include/linux/mm.h
	run -2 --separate-stderr guptidy convert --format=json tree
	jq -e '.edits == [] and .unanalysed != []' <<<"$output"
}

@test "no libclang: lint, and what was not known then is asked anew" {
	without_libclang
	(cd tree && diff -u /dev/null drivers/asks.c) >new.diff || [ $? -eq 1 ]
	rm tree/drivers/asks.c
	run -2 --separate-stderr guptidy lint --diff new.diff tree
	complains "drivers/asks.c:6: not analysed: $(libclang): cannot be loaded: "
	unset LD_LIBRARY_PATH
	for again in '' 'kept from before'; do
		run -1 --separate-stderr guptidy lint --diff new.diff tree
		[ -z "$stderr" ]
		holds "$output" "$ASKS"
		without_libclang
	done
}

@test "another library under libclang's name" {
	cc -shared -x c -o "$(libclang)" - <<<'int clang_createIndex(void) { return 0; }'
	export LD_LIBRARY_PATH=$PWD
	run -2 --separate-stderr guptidy check tree
	complains "drivers/asks.c:6: not analysed: $(libclang): has no clang_"
	holds "$output" "$GOOD"
}

# loads WORD...: 0 if the command loads libclang, 1 if it does not, whatever it returns itself.
loads()
{
	rm -f loaded.*
	LD_DEBUG=files LD_DEBUG_OUTPUT=loaded "$GUPTIDY" "$@" >/dev/null 2>&1
	cat loaded.* >loaded
	grep -q libgit2 loaded || return 3	# the loader said nothing
	grep -q "$(libclang)" loaded
}

@test "libclang is loaded by those who ask it, and by nobody else" {
	run -0 loads check tree
	for text_only in --version --help api explain 'find tree' 'check tree/drivers/good.c' \
			 'convert tree/include' 'check tree'; do	# the last one knows the answer
		echo "$text_only"
		run -1 loads $text_only
	done
	run -0 loads check --no-cache tree
}

@test "no thread can be started: slower, and that is all" {
	local away

	[ "$(id -u)" -eq 0 ] || skip "only root can become a user who runs nothing else"
	away=$(mktemp -d)
	cp "$GUPTIDY" "$away/guptidy"
	cp -r "$FIXTURES/linux-6.6" "$away/tree"
	git -C "$away/tree" init -q
	git -C "$away/tree" add -A
	git -C "$away/tree" -c user.name=Author -c user.email=author@example.org commit -q -m base
	chown -R 54321 "$away"
	cd "$away/tree"
	# The sanitizer looks for leaks with a thread of its own.
	export ASAN_OPTIONS=${ASAN_OPTIONS-}:detect_leaks=0
	# No file here needs the compiler, which would run in a process of its own.
	for command in "find drivers/vfio mm" lint; do
		HOME=$away run setpriv --reuid=54321 --clear-groups prlimit --nproc=1:1 ../guptidy $command -j 4
		[ "$status" -eq 0 ] || break
	done
	cd ..
	rm -r "$away"
	[ "$status" -eq 0 ]
	lacks "$output" 'thread'
}

@test "a cache that somebody else wrote into" {
	guptidy check --ask-compiler tree >before || [ $? -eq 1 ]
	[ -n "$(find cache -type f)" ]
	for text in '' nonsense "$(head -c 3000 /dev/urandom | tr -d '\0')"; do
		find cache -type f | while read -r file; do
			printf '%s' "$text" >"$file"
		done
		run --separate-stderr guptidy check --ask-compiler tree
		all_is_well
		diff -u before <(printf '%s\n' "$output")
	done
	find cache -type f | while read -r file; do
		guptidy check --ask-compiler tree >/dev/null || [ $? -eq 1 ]
		truncate -s -1 "$file"
		guptidy check --ask-compiler tree | diff -u before -
	done
}

@test "two runs at once do not disturb each other" {
	for i in 1 2 3 4; do
		guptidy check --ask-compiler "$FIXTURES/linux-5.1" >out.$i 2>&1 &
	done
	wait
	for i in 2 3 4; do
		cmp out.1 out.$i
	done
	[ -s out.1 ]
}
