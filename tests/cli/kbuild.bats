#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# guptidy kbuild, with argument lists like kbuild's; tests/real/configured.bats has the real ones.
load common

# An object tree for the fixture linux-6.6, as O= makes one: what kbuild would generate is in it, and
# kbuild runs the checker there.
setup()
{
	export XDG_CACHE_HOME=$BATS_TEST_TMPDIR/cache
	cd "$BATS_TEST_TMPDIR"
	tree=$FIXTURES/linux-6.6
	export PASSED=$PWD/passed
	mkdir -p obj/include/generated obj/asm
	: >obj/include/generated/autoconf.h
	for header in "$tree"/include/asm-generic/*.h; do
		header=${header##*/}
		[ -e "$tree/arch/x86/include/asm/$header" ] ||
			echo "#include <asm-generic/$header>" >"obj/asm/$header"
	done
}

# kbuild FILE [OPTION...]: the checker, called in the object tree.
kbuild()
{
	local file=$1

	shift
	(cd obj && "${RUN:-$GUPTIDY}" kbuild ${ERROR:-} -D__linux__ -Wbitwise -m64 \
		-Wp,-MMD,drivers/.x.o.d -nostdinc -I"$tree/arch/x86/include" -I. -I./include \
		-I"$tree/include" -I"$tree/arch/x86/include/uapi" -I"$tree/include/uapi" \
		-include "$tree/include/linux/compiler-version.h" \
		-include "$tree/include/linux/kconfig.h" \
		-include "$tree/include/linux/compiler_types.h" -D__KERNEL__ -O2 \
		-mpreferred-stack-boundary=3 -fconserve-stack -mrecord-mcount "$@" \
		-DKBUILD_MODNAME='"x"' "$file")
}

# A driver with one mistake, whose type only its own header tells.
driver()
{
	plant "$1/hasp.h" <<'EOF'
struct hasp { HASP_TYPE write; };
EOF
	plant "$1/hasp.c" <<'EOF'
#include <linux/mm.h>
#include "hasp.h"

int hasp(struct hasp *h, struct page **pages)
{
	return get_user_pages_fast(0, 1, h->write, pages);
}
EOF
}

@test "kbuild: findings are 0, with --error 1; the name is the one that kbuild gave" {
	run -0 kbuild "$tree/drivers/vfio/vfio_lectern.c"
	begins "$output" "$tree/drivers/vfio/vfio_lectern.c:21:9: error: "
	ERROR=--error run -1 kbuild "$tree/drivers/vfio/vfio_lectern.c"
	begins "$output" "$tree/drivers/vfio/vfio_lectern.c:21:9: error: "
	(cd "$tree" && guptidy kbuild drivers/vfio/vfio_lectern.c 2>"$BATS_TEST_TMPDIR/said")
	begins "$(cat said)" "drivers/vfio/vfio_lectern.c:21:9: error: "
	ERROR=--error run -0 kbuild "$tree/drivers/misc/right_calls.c"
	[ -z "$output" ]
}

@test "kbuild: a driver out of the tree is held against the tree that kbuild builds" {
	driver away
	ERROR=--error run -1 kbuild "$PWD/away/hasp.c" -DHASP_TYPE=_Bool
	begins "$output" "$PWD/away/hasp.c:6:9: error: "
	holds "$output" '[bool-as-flags]'
	ERROR=--error run -0 kbuild "$PWD/away/hasp.c" -DHASP_TYPE='unsigned int'
	[ -z "$output" ]
	tree=$FIXTURES/linux-5.1
	ERROR=--error run -0 kbuild "$PWD/away/hasp.c" -DHASP_TYPE=_Bool
	[ -z "$output" ]
}

@test "kbuild: relative names, from the tree itself and from a driver's folder" {
	driver away
	tree=../away/../obj/tree
	ln -s "$FIXTURES/linux-6.6" obj/tree
	ERROR=--error run -1 kbuild ../away/hasp.c -DHASP_TYPE=_Bool
	holds "$output" 'away/hasp.c:6:9: error: '
	copy linux-6.6
	driver linux-6.6/drivers
	cp -r obj/asm linux-6.6/include/
	cp -r obj/include/generated linux-6.6/include/
	rm -r obj
	mv linux-6.6 obj
	tree=.
	ERROR=--error run -1 kbuild drivers/hasp.c -DHASP_TYPE=_Bool
	begins "$output" 'drivers/hasp.c:6:9: error: '
}

@test "kbuild: options for another compiler are dropped, what would load code too" {
	driver away
	for words in '-fplugin=./evil.so -fplugin-arg-evil-x=1' '-fplugin=./evil.so' \
		     '-mllvm -load=./evil.so' '-Xclang -load -Xclang ./evil.so' \
		     '--gcc-toolchain=/nowhere' '-B /nowhere' '--param asan-globals=1' \
		     '-specs=/nowhere -wrapper ./evil' '-mrecord-mcount -Wa,--fatal-warnings' \
		     '-fsanitize=no-such -fno-such-flag' '-o out.o -Wp,-MMD,out.d -save-temps'; do
		ERROR=--error run -1 kbuild "$PWD/away/hasp.c" -DHASP_TYPE=_Bool $words
		echo "$words: $output"
		[ "$(grep -c '\[bool-as-flags\]' <<<"$output")" -eq 1 ]
		lacks "$output" 'not analysed'
	done
	[ -z "$(find . -name 'out*')" ]
}

@test "kbuild: a folder's name may be any bytes" {
	driver $'w\xe4g'
	ERROR=--error run -1 kbuild "$PWD/"$'w\xe4g'/hasp.c -DHASP_TYPE=_Bool
	holds "$output" '[bool-as-flags]'
	lacks "$output" 'not analysed'
}

@test "kbuild: what it says of a file comes in one piece, for make -j" {
	python3 - "$GUPTIDY" "$tree" <<'EOF'
import os, subprocess, sys
# One read from a pipe in packet mode gives what one write put in.
reader, writer = os.pipe2(os.O_DIRECT)
checker = subprocess.Popen([sys.argv[1], "kbuild", "drivers/vfio/vfio_lectern.c"], cwd=sys.argv[2],
                           stderr=writer)
said = os.read(reader, 65536)
checker.kill()
assert said.count(b": error: ") == 2 and said.endswith(b"\n"), said
EOF
}

@test "kbuild: a file without a family name is read once, and nothing else is" {
	printf '#include <linux/mm.h>\nint get_user_pages_faster;\n' >none.c
	tree=/nowhere run -0 kbuild "$PWD/none.c"
	[ -z "$output" ]
	[ ! -e "$XDG_CACHE_HOME" ]
}

@test "kbuild: what cannot be read is 2, with --error too, and begins with the file" {
	run -2 kbuild "$PWD/missing.c"
	begins "$output" "$PWD/missing.c: "
	driver away
	ERROR=--error run -2 kbuild "$PWD/away/hasp.c" -DHASP_TYPE='no_such_type'
	begins "$output" "$PWD/away/hasp.c:6: not analysed: "
	run -2 guptidy kbuild
	begins "$output" 'kbuild: no FILE'
}

@test "kbuild: a driver outside of the tree, in the rung that the tree selects" {
	plant obj/rung.c <<'END'
#include <linux/mm.h>
#include <linux/version.h>
#define RUNG_SINCE(a, b) (LINUX_VERSION_CODE >= KERNEL_VERSION(a, b, 0))

long rung_get(unsigned long at, struct page **out)
{
#if RUNG_SINCE(4, 9)
	return get_user_pages(at, 1, FOLL_WRITE, out, NULL);
#else
	return get_user_pages(at, 1, 1, 0, out, NULL);
#endif
}
END
	ERROR=--error run kbuild "$BATS_TEST_TMPDIR/obj/rung.c"
	holds "$output" 'rung.c:8:9: error: 5 arguments'
	lacks "$output" 'rung.c:10:'
}

# A driver with a branch for what its configure script may have found, wrong in both.
found()
{
	plant "$1/found.c" <<'EOF'
#include <linux/mm.h>

int found(bool w, struct page **pages)
{
#ifdef HAVE_PIN
	return pin_user_pages_fast(0, 1, w, pages);
#elif FOUND_VERSION == 2
	return get_user_pages_fast(0, 1, w, pages);
#else
	return get_user_pages_fast(0, 1, w, pages, NULL);
#endif
}
EOF
}

@test "kbuild: what the command defines tells the branches of a configure script" {
	found driver
	run -0 kbuild "$PWD/driver/found.c"
	begins "$output" "$PWD/driver/found.c:10:9: error: "
	[ "$(grep -c '\[' <<<"$output")" -eq 1 ]
	for how in -DHAVE_PIN '-D HAVE_PIN=1' '-UFOUND_VERSION -DHAVE_PIN -DFOUND_VERSION=2'; do
		run -0 kbuild "$PWD/driver/found.c" $how
		begins "$output" "$PWD/driver/found.c:6:9: error: "
		[ "$(grep -c '\[' <<<"$output")" -eq 1 ]
	done
	run -0 kbuild "$PWD/driver/found.c" -DFOUND_VERSION=2
	begins "$output" "$PWD/driver/found.c:8:9: error: "
	[ "$(grep -c '\[' <<<"$output")" -eq 1 ]
}

@test "kbuild: what the compiler skips tells them where a header of the build does" {
	found driver
	plant conftest/conftest.h <<<'#define FOUND_VERSION (1 + 1)'
	for how in "-include ../conftest/conftest.h" "-I../conftest -DHAVE_CONFTEST"; do
		sed -i '/conftest/d; 1i #include <conftest.h>' driver/found.c
		[[ $how == -I* ]] || sed -i 1d driver/found.c
		run -0 kbuild "$PWD/driver/found.c" $how
		[ "$(grep -c '\[' <<<"$output")" -eq 1 ]
		holds "$output" 'get_user_pages_fast() is gup_flags'
	done
	# Without its headers the compiler knows no more than the text, and that knows the options.
	run -0 kbuild "$PWD/driver/found.c"
	[ "$(grep -c '\[' <<<"$output")" -eq 0 ]
	run -0 kbuild "$PWD/driver/found.c" -DHAVE_PIN
	[ "$(grep -c '\[' <<<"$output")" -eq 1 ]
	holds "$output" 'pin_user_pages_fast() is gup_flags'
}

# then_kbuild OPTION...: guptidy kbuild with those options, on a file with a mistake. ./next is a checker
# that writes down its arguments, says what it is, and ends with $STATUS.
then_kbuild()
{
	cat >next <<'EOF'
#!/bin/sh
printf '%s\n' "$@" >"$PASSED"
echo out
echo "next checks" >&2
exit ${STATUS:-0}
EOF
	chmod +x next
	(cd "$tree" && guptidy kbuild "$@" -D__KERNEL__ '-DNAME="a b"' drivers/vfio/vfio_lectern.c)
}

@test "kbuild: an option that is none, or not at its place, is no compiler's option" {
	ERROR=--eror run -2 kbuild "$tree/drivers/vfio/vfio_lectern.c"
	[ "$output" = 'kbuild: --eror: there is no such option; `guptidy kbuild --help` lists them' ]
	# As CF=--error has it.
	for word in --error --no-config --then=sparse; do
		run -2 kbuild "$tree/drivers/vfio/vfio_lectern.c" "$word"
		[ "$output" = "kbuild: $word: must come first, as in CHECK=\"guptidy kbuild $word\"" ]
	done
	# Behind --then they are the command's.
	run -0 then_kbuild --then "$PWD/next" -D__linux__ --error
	holds "$(cat "$PASSED")" --error
}

@test "kbuild: --then runs another checker with the same arguments, after our findings" {
	run -0 then_kbuild --then "$PWD/next"
	diff "$PASSED" <(printf '%s\n' -D__KERNEL__ '-DNAME="a b"' drivers/vfio/vfio_lectern.c)
	begins "$output" 'drivers/vfio/vfio_lectern.c:21:9: error: '
	[ "${lines[-2]}" = out ]
	[ "${lines[-1]}" = 'next checks' ]
}

@test "kbuild: --then, and whose status counts" {
	run -0 then_kbuild --then "$PWD/next"
	run -1 then_kbuild --error --then "$PWD/next"
	run -1 then_kbuild --then="$PWD/next" --error
	STATUS=3 run -3 then_kbuild --then "$PWD/next"
	STATUS=3 run -3 then_kbuild --error --then "$PWD/next"
	run -137 then_kbuild --then 'kill -9 $$;'
	# Also after a file that we do not look at, or cannot.
	echo 'int none;' >none.c
	STATUS=4 run -4 guptidy kbuild --then "$PWD/next" none.c
	[ "$(cat "$PASSED")" = none.c ]
	run -2 guptidy kbuild --then "$PWD/next" missing.c
	[ "$(cat "$PASSED")" = missing.c ]
}

@test "kbuild: --then takes words as a shell does, and needs some" {
	run -0 then_kbuild --then "KEPT=1 '$PWD/next' --some 'two words'"
	diff "$PASSED" <(printf '%s\n' --some 'two words' -D__KERNEL__ '-DNAME="a b"' drivers/vfio/vfio_lectern.c)
	run -127 then_kbuild --then no-such-checker
	holds "$output" 'no-such-checker: not found'
	for words in --then --then= '--then --error'; do
		run -2 then_kbuild $words
		begins "$output" 'kbuild: --then: no COMMAND; '
	done
}

@test "kbuild: --then sparse, which says what it says alone" {
	command -v sparse >/dev/null || skip 'no sparse'
	printf 'static int *nothing(void)\n{\n\treturn 0;\n}\nint *(*use)(void) = nothing;\n' >plain.c
	run sparse plain.c
	holds "$output" 'Using plain integer as NULL pointer'
	alone=$output status_alone=$status
	run guptidy kbuild --then sparse plain.c
	[ "$output" = "$alone" ]
	[ $status -eq $status_alone ]
}
