#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# A stranger's tree: what it cannot do to whoever reads it. docs/security.md says the same in words.
# shellcheck disable=SC2016,SC2086 # quoted for other programs; lists of words
load common

# tree: one file that its text settles (good.c), one that the compiler is asked about (asks.c).
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
	echo 'struct asks { _Bool store; };' >tree/drivers/asks.h
	plant tree/drivers/asks.c <<'END'
#include <linux/mm.h>
#include "asks.h"

int asks(struct asks *asks, struct page **pages)
{
	return get_user_pages_fast(0, 1, asks->store, pages);
}
END
}

# with_command WORD...: asks.c is compiled with these words.
with_command()
{
	jq -n --arg folder "${FOLDER:-$PWD/tree}" '[{directory: $folder, file: "drivers/asks.c",
		arguments: (["gcc", "-Iinclude"] + $ARGS.positional + ["-c", "drivers/asks.c"])}]' \
		--args -- "$@" >tree/compile_commands.json
}

# findings [OPTION...]: how many of the two are found.
findings()
{
	guptidy check "$@" 2>said | grep -c 'error: .*\[bool-as-flags\]'
}

@test "compile_commands.json: no option makes clang write a file, nor any configuration of it" {
	mkdir -p tree/x86_64-a tree/clang
	echo precious >precious
	for name in x86_64-a/b-clang.cfg x86_64-linux-gnu-clang.cfg clang.cfg x86_64-a/b.cfg; do
		plant "tree/$name" <<END
-Xclang -dependency-file -Xclang $PWD/precious -Xclang -MT -Xclang x
END
	done
	with_command --target=x86_64-linux-gnu
	[ "$(cd tree && findings --no-cache .)" = 2 ]
	while read -r words; do
		for FOLDER in "$PWD/tree" /proc/self/cwd; do
			with_command $words
			run guptidy check --no-cache tree
			(cd tree && run guptidy check --no-cache .)
		done
		[ "$(cat precious)" = precious ]
		[ "$(find . -newer tree/compile_commands.json -type f ! -path './cache/*')" = '' ]
	done <<END
--target=x86_64-a/b
--target x86_64-a/b
-target x86_64-a/b
--config=clang.cfg
-MD -MF $PWD/precious
-MMD -MF$PWD/precious
-Wp,-MMD,$PWD/precious
-Wp,-MD,precious
-Xclang -dependency-file -Xclang $PWD/precious
-Xpreprocessor -MF -Xpreprocessor $PWD/precious
-o $PWD/precious
-o$PWD/precious
-save-temps -dumpbase $PWD/precious
-ftime-trace=$PWD/precious
-fprofile-generate=$PWD/precious
-fcrash-diagnostics-dir=$PWD
-MJ $PWD/precious
-MJ$PWD/precious
-gen-cdb-fragment-path $PWD
--serialize-diagnostics $PWD/precious
-fdiagnostics-format=sarif -fdiagnostics-show-option
-fsanitize-ignorelist=$PWD/precious -fsanitize=address
END
}

@test "compile_commands.json: what it may not say is refused, and named" {
	ln -s /dev/zero tree/zero.h
	ln -s "$PWD/outside.h" tree/outside.h
	echo '#define _Bool int' >outside.h
	mkdir tree/folder.h
	while IFS='|' read -r words name; do
		with_command $words
		run -2 --separate-stderr guptidy check tree
		echo "$words"
		holds "$stderr" 'drivers/asks.c:6: not analysed: '
		holds "$stderr" "the command holds '$name'"
		[ "$(findings tree)" = 1 ]
	done <<'END'
--target=x86_64-a/b|--target=
--target=../x|--target=
--target=|--target=
-target nonsense-linux|-target
-std=gnu11,x|-std=
-std=c++20|-std=
-march=armv8/../x|-march=armv
-D1=2|-D
-D -Dx-y|-D
-U a(b)|-U
-include zero.h|-include
-includezero.h|-include
-include /dev/zero|-include
-include outside.h|-include
-include ../outside.h|-include
-include folder.h|-include
-include etc/passwd|-include
-include -load|-include
-imacros ../outside.h|-imacros
-Wp,-include,outside.h|-Wp,-include,outside.h
-Xpreprocessor -include|-Xpreprocessor
-working-directory=/|-working-directory=/
-fmodule-map-file=x|-fmodule-map-file=x
--driver-mode=cl|--driver-mode=cl
END
	with_command "$(printf -- '-DA=1\nB')"
	run -2 --separate-stderr guptidy check tree
	holds "$stderr" "the command holds '-D'"
}

@test "compile_commands.json: what real builds say is kept or dropped, and never in the way" {
	echo '#define FROM_FORCED _Bool' >tree/forced.h
	echo 'struct asks { FROM_FORCED store; };' >tree/drivers/asks.h
	for target in --target=aarch64-linux-gnu --target=arm-poky-linux-gnueabi \
		'-target x86_64-pc-linux-gnu' --target=loongarch64-linux-gnusf --target=s390x-linux-gnu; do
		with_command $target -Wp,-MMD,drivers/.asks.o.d -nostdinc -include ./forced.h -D__KERNEL__ \
			'-DKBUILD_STR(s)=#s' -Wall -Werror=return-type -O2 -pipe -std=gnu11 -fshort-wchar \
			-fno-PIE -mcmodel=kernel -mllvm -asan-stack=0 --param=allow-store-data-races=0 \
			-fsanitize=kernel-address -fprofile-arcs -fdata-sections --sysroot=/opt/sdk \
			-Wa,-mimplicit-it=always -gdwarf-5 -fplugin=./scripts/gcc-plugins/a_plugin.so \
			-Xclang -fexperimental-max-bitint-width=128 -o drivers/asks.o
		[ "$(findings tree)" = 2 ]
		[ ! -s said ]
	done
}

@test "nothing precompiled is taken from a tree" {
	echo '#define KCONFIG 1' >tree/include/linux/kconfig.h
	cp tree/include/linux/kconfig.h tree/forced.h
	for suffix in pch gch; do
		echo nonsense >tree/include/linux/kconfig.h.$suffix
		echo nonsense >tree/forced.h.$suffix
	done
	[ "$(findings --no-cache tree)" = 2 ]
	with_command -include forced.h
	[ "$(findings --no-cache tree)" = 2 ]
	[ ! -s said ]
}

@test "clang's own headers are not those of the folder where the user stands" {
	sed -i '1i #include <stdarg.h>' tree/drivers/asks.c
	for folder in lib/clang clang lib64/clang; do
		plant tree/$folder/19/include/stdarg.h <<<'#define _Bool int'
	done
	[ "$(cd tree && findings --no-cache .)" = 2 ]
}

@test "Makefiles and Kconfig: no line of theirs costs more than a real one" {
	python3 - <<'END'
many = ''.join('V%d := %s\n' % (k, '$(V%d)' % (k - 1) * 400) for k in (1, 2, 3))
for name, first in ('text', 'a' * 400), ('nothing', ''):
    open('Makefile.' + name, 'w').write('V0 := %s\n%sccflags-y += -I$(V3)\n' % (first, many))
END
	mkdir -p tree/arch/x86
	for kconfig in 'def_bool y\nconfig X\n' 'select X\ndef_bool y' 'depends on X\nif Y\nendif\n'; do
		printf "$kconfig" >tree/arch/x86/Kconfig
		for makefile in text nothing; do
			cp Makefile.$makefile tree/drivers/Makefile
			[ "$(limit_memory 2000000; findings --no-cache --time-limit 20 tree)" = 2 ]
			[ ! -s said ]
		done
	done
}

@test "the user's environment does not steer clang" {
	mkdir elsewhere
	mv tree/drivers/asks.h elsewhere/
	[ "$(findings --no-cache tree)" = 1 ]
	cp said without
	for name in CPATH C_INCLUDE_PATH CPLUS_INCLUDE_PATH CCC_OVERRIDE_OPTIONS CCC_ADD_ARGS \
		QA_OVERRIDE_GCC3_OPTIONS; do
		value=$PWD/elsewhere
		case $name in CCC*|QA*) value="+-I$value" ;; esac
		env "$name=$value" "$GUPTIDY" check --no-cache tree >/dev/null 2>said || :
		diff -u without said
	done
}

@test "a device in the place of a header is not read, and no input is waited for" {
	[[ $(guptidy check --verbose tree 2>&1) == *Landlock:* ]] || skip 'this kernel has no Landlock'
	mkfifo input
	exec 9<>input
	for name in /dev/zero /dev/tty /dev/stdin /proc/self/environ /proc/self/fd/0; do
		sed -i "1s,.*,#include \"$name\"," tree/drivers/asks.c
		sed -i '1a #include <linux/mm.h>' tree/drivers/asks.c
		[ "$(limit_memory 3000000; findings --no-cache --time-limit 20 tree <&9)" = 2 ]
		ln -sf "$name" tree/drivers/linked.h
		sed -i '1s,.*,#include "linked.h",; 2d' tree/drivers/asks.c
		sed -i '1a #include <linux/mm.h>' tree/drivers/asks.c
		[ "$(findings --no-cache --time-limit 20 tree </dev/null)" = 2 ]
	done
}

@test "memory has a limit, and what reached it is said" {
	[[ $GUPTIDY != *asan* ]] || skip 'the address sanitizer takes memory as it likes'
	{
		echo '#define TAKE(x) x'
		echo '#define A ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ; ;'
		for pair in 'B A' 'C B' 'D C' 'E D' 'F E' 'G F'; do
			set -- $pair
			echo "#define $1 $2 $2 $2 $2 $2 $2 $2 $2 $2 $2"
		done
		echo 'TAKE(G G G G G G G G G G)'
	} >tree/drivers/asks.h
	run -2 --separate-stderr guptidy check --no-cache --time-limit 300 tree
	holds "$stderr" 'drivers/asks.c:6: not analysed: '
	holds "$stderr" 'the compiler needed more than the '
	holds "$output" 'drivers/good.c:5:9: error: '
}

@test "branches that are off are compiled in so many ways, and no more" {
	{
		echo '#include <linux/mm.h>'
		echo '#include "asks.h"'
		for i in {1..30}; do
			printf '#ifdef CONFIG_X%d\nint f%d(struct asks *a, struct page **p)\n{\n' "$i" "$i"
			printf '\treturn get_user_pages_fast(0, 1, a->store, p);\n}\n#endif\n'
		done
	} >tree/drivers/asks.c
	run -2 --separate-stderr guptidy check --no-cache tree
	[ "$(grep -c 'asks.c:[0-9]*:9: error: ' <<<"$output")" = 23 ]
	[ "$(grep -c 'asks.c:[0-9]*: not analysed: .*compiled in 24 ways' <<<"$stderr")" = 7 ]
}

@test "a signal ends the run and its compilers, and no folder stays" {
	mkfifo tree/drivers/pipe.h
	sed -i 's/asks.h/pipe.h/' tree/drivers/asks.c
	mkdir tmp
	for signal in TERM HUP; do
		TMPDIR=$PWD/tmp "$GUPTIDY" check --no-cache tree >/dev/null 2>&1 3>&- &
		pid=$!
		for _ in {1..100}; do
			worker=$(cat "/proc/$pid/task/$pid/children")
			[ -z "$worker" ] || break
			sleep 0.1
		done
		[ -n "$worker" ]
		[ -n "$(ls tmp)" ]
		kill -$signal $pid
		wait $pid && return 1
		[ -z "$(ls tmp)" ]
		for one in $worker; do [ ! -d "/proc/$one" ]; done
	done
}

@test "a tree above PATH that is another user's is not taken, unless it is named" {
	[ "$(id -u)" -eq 0 ] || skip 'only root can give files away'
	[ "$(findings tree/drivers)" = 2 ]
	for given in tree/Makefile tree; do
		chown 12345 $given
		[ "$(findings --kernel tree tree/drivers)" = 2 ]
		[ "$(SUDO_UID=12345 findings tree/drivers)" = 2 ]
		run -2 --separate-stderr guptidy check tree/drivers
		begins "$stderr" 'tree/drivers: the kernel tree above it, '
		holds "$stderr" "pass --kernel $PWD/tree"
		[ -z "$output" ]
		chown 0 $given
	done
	chown -R 12345 tree
	[ "$(findings tree/drivers)" = 2 ]
}
