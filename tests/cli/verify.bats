#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# convert --verify, on a tree whose Makefile has just what it asks of kbuild. tests/real/verify has a real one.
load common

setup()
{
	export XDG_CACHE_HOME=$BATS_TEST_TMPDIR/cache TMPDIR=$BATS_TEST_TMPDIR/temporary
	cd "$BATS_TEST_TMPDIR"
	command -v make >/dev/null || skip "make is not installed"
	mkdir -p temporary tree/{include/linux,mm,drivers/press,arch/x86/mm,arch/s390/mm}
	cat >tree/Makefile <<'END'
VERSION = 6
PATCHLEVEL = 6
SUBLEVEL = 0
ifneq ($(wildcard .config include/generated),)
$(error the sources are not clean)
endif
MAKEFLAGS += -rR
.PHONY: olddefconfig allmodconfig prepare FORCE
olddefconfig allmodconfig prepare:
	@test -w $(O)
%.o: FORCE
	@mkdir -p $(O)/$(@D)
	@case $(@D) in arch/$(ARCH)/*|mm|drivers/*) ;; *) echo "$*.c:1:1: error: not of $(ARCH)"; false;; esac
	@gcc -O2 -Wall -c -I$(CURDIR)/include -o $(O)/$@ $(CURDIR)/$*.c
END
	printf '#\n# Linux/x86 6.6.0 Kernel Configuration\n#\nCONFIG_CC_VERSION_TEXT="gcc (Press) 1"\n' >tree/.config
	mkdir -p tree/include/generated
	cat >tree/include/linux/mm.h <<'END'
#ifndef MM_H
#define MM_H
#define FOLL_WRITE 0x01
#define FOLL_FORCE 0x10
struct page;
int get_user_pages_fast(unsigned long start, int nr_pages, unsigned int gup_flags, struct page **pages);
#endif
END
	echo 'obj-y += press.o' >tree/mm/Makefile
	driver drivers/press/one.c 1
	driver drivers/press/two.c '!!strong'
}

# driver FILE FLAGS: a call with these flags.
driver()
{
	cat >"tree/$1" <<END
#include <linux/mm.h>

int squeeze(unsigned long start, struct page **pages, int strong);

int squeeze(unsigned long start, struct page **pages, int strong)
{
	return get_user_pages_fast(start, 1, $2, pages) + strong;
}
END
}

# spoil FILE TEXT: what FOLL_WRITE is there, for gcc alone: guptidy's own proof does not see it.
spoil()
{
	sed -i "s/^#include.*/&\n#ifndef __clang__\n#undef FOLL_WRITE\n#define FOLL_WRITE $2\n#endif/" "tree/$1"
}

@test "verify: the same code for a constant, other code where flags changed" {
	run -0 --separate-stderr guptidy convert --verify --format=json tree
	[ "$(jq -r '.verified[] | "\(.file) \(.arch) \(.verdict) \(.must_be_same) \(.step) \(.why)"' <<<"$output")" = \
'drivers/press/one.c x86 same true null null
drivers/press/two.c x86 same false null null' ]
	run -0 --separate-stderr guptidy convert --verify tree
	[ "$stderr" = 'verify: x86: 2 built as before and as converted: 2 with the same code, 0 with other code' ]
	for key in $(guptidy convert --verify --format=json tree | jq -r '.verified[0] | keys[]'); do
		grep -q "\b$key\b" "$ROOT/docs/formats.md"
	done
}

@test "verify: the tree is not written, and nothing is left behind" {
	find tree -printf '%p %T@ %C@\n' | sort >before
	run -0 guptidy convert --verify tree
	find tree -printf '%p %T@ %C@\n' | sort | diff before -
	[ -z "$(ls temporary)" ]
}

@test "verify: what does not compile any more makes the status 1" {
	spoil drivers/press/one.c broken
	run -1 --separate-stderr guptidy convert --verify tree
	holds "$stderr" 'drivers/press/one.c: verify: x86: does not compile any more: drivers/press/one.c:'
	holds "$stderr" '1 broken'
}

@test "verify: other code where only a constant changed makes the status 1" {
	sed -i 's/FOLL_WRITE 0x01/FOLL_WRITE 0x02/' tree/include/linux/mm.h
	run -1 --separate-stderr guptidy convert --verify tree
	holds "$stderr" 'drivers/press/one.c: verify: x86: compiles to other code, though nothing but the spelling'
}

@test "verify: a new warning is said" {
	spoil drivers/press/one.c 'worn()'
	sed -i '1i int worn(void) __attribute__((deprecated));' tree/drivers/press/one.c
	run -1 --separate-stderr guptidy convert --verify tree
	holds "$stderr" "drivers/press/one.c: verify: x86: compiles with a new warning: warning: 'worn' is deprecated"
}

@test "verify: files that no configuration builds are named by architecture" {
	driver arch/s390/mm/press.c 1
	driver drivers/press/three.c 1
	mkdir -p tree/tools/press
	driver tools/press/four.c 1
	echo '#error no' >>tree/drivers/press/three.c
	run -0 --separate-stderr guptidy convert --verify tree
	holds "$stderr" 'verify: s390: 1 not verified, as no configuration here builds it: tree/arch/s390/mm/press.c'
	holds "$stderr" 'verify: x86: 2 not verified, as no configuration here builds them: tree/drivers/press/three.c, tree/tools/press/four.c'
	run -0 --separate-stderr guptidy convert --verify -v tree
	holds "$stderr" 'tools/press/four.c: verify: x86: no configuration here builds it: it is no file of the kernel itself'
	# Nothing at all is verified: that is no good end.
	rm tree/drivers/press/one.c tree/drivers/press/two.c
	run -2 --separate-stderr guptidy convert --verify tree
	holds "$stderr" '--verify: no configuration here can build a converted file'
}

@test "verify: cross compilers that are here, with =all" {
	driver arch/s390/mm/press.c 1
	mkdir bin
	printf '#!/bin/sh\nexec gcc "$@"\n' >bin/s390x-linux-gnu-gcc
	printf '#!/bin/sh\nexec objdump "$@"\n' >bin/s390x-linux-gnu-objdump
	chmod +x bin/*
	PATH=$PWD/bin:$PATH run -0 --separate-stderr guptidy convert --verify=all tree
	holds "$stderr" 'verify: s390: 1 built as before and as converted: 1 with the same code'
	# One that cannot be configured is said.
	sed -i 's/@test -w.*/@[ $(ARCH) != s390 ] || { echo "error: out of ink"; false; }/' tree/Makefile
	PATH=$PWD/bin:$PATH run -0 --separate-stderr guptidy convert --verify=all tree
	holds "$stderr" 'here builds it: tree/arch/s390/mm/press.c; the first says: '
	holds "$stderr" 'objects-s390: `make allmodconfig` fails: '
	sed -i 's/@\[ .*/@test -w $(O)/' tree/Makefile
	# Also without a .config of the user's own.
	rm tree/.config
	PATH=$PWD/bin:$PATH run -0 --separate-stderr guptidy convert --verify=all tree
	holds "$stderr" 'verify: s390: 1 built'
	holds "$stderr" 'verify: x86: 2 built'
}

@test "verify: no configuration, a make that fails, a wrong word" {
	rm tree/.config
	run -2 --separate-stderr guptidy convert --verify tree
	[ -z "$output" ]
	holds "$stderr" 'has no .config to build with'
	mkdir build
	printf '# Linux/x86 6.6.0\n' >build/.config
	echo "[{\"directory\": \"$PWD/tree\", \"file\": \"drivers/press/one.c\", \"command\": \"gcc -Iinclude -c x\"}]" \
		>build/compile_commands.json
	run -0 guptidy convert --verify --compile-commands build/compile_commands.json tree
	sed -i 's/@test -w.*/@echo "error: out of ink"; false/' tree/Makefile
	run -2 --separate-stderr guptidy convert --verify --compile-commands build/compile_commands.json tree
	holds "$stderr" '`make olddefconfig` fails: '
	# The conversion is there all the same.
	holds "$output" 'FOLL_WRITE'
	run -2 guptidy convert --verify=some tree
	holds "$output" '--verify=some: there is --verify, and --verify=all'
	run -2 guptidy run --check --verify=all tree
	holds "$output" 'options of check and of convert beside each other'
	run -2 guptidy run --matrix --verify=all tree tree
	holds "$output" '--verify and --matrix'
	run -2 guptidy convert --smpl --migration strscpy --verify
	holds "$output" '--verify and --smpl'
}

@test "verify: after each patch of a series" {
	cat >tree/MAINTAINERS <<'END'
ONE
M:	One <one@example.org>
F:	drivers/press/one.c

TWO
M:	Two <two@example.org>
F:	drivers/press/two.c
END
	spoil drivers/press/two.c broken
	run -1 --separate-stderr guptidy convert --verify --series out --signed-off-by 'A <a@example.org>' tree
	grep -q 'drivers/press/two.c: verify: x86: does not compile any more, after .*: drivers/press/two.c:' <<<"$stderr"
	holds "$stderr" '2 built as before and as converted: 1 with the same code, 0 with other code, 1 broken'
	# What a patch does is said below its message, and all of it in the cover letter.
	one=$(note out/0001-*) two=$(note out/0002-*) cover=$(<out/0000-cover-letter.patch)
	holds "$one" '  x86: 1 built as before and as converted: 1 with the same code'
	lacks "$one" broken
	holds "$two" '  drivers/press/two.c: x86: does not compile any more, after'
	holds "$two" '1 broken'
	holds "$cover" '  drivers/press/two.c: x86: does not compile any more, after'
	holds "$cover" '  x86: 2 built as before and as converted: 1 with the same code'
	# It is written anew for each version, whatever a person made of the letter, and is no part of a commit.
	sed -i 's/^Left to/By hand is left to/; s/^All mentions/Really all mentions/' out/0000-cover-letter.patch
	sed -i '/#undef/,/#define/d' tree/drivers/press/two.c
	run -0 guptidy convert --verify --series out.v2 --previous out --signed-off-by 'A <a@example.org>' tree
	cover=$(<out.v2/v2-0000-cover-letter.patch)
	holds "$cover" 'Really all mentions'
	holds "$cover" '2 with the same code'
	lacks "$cover" broken
	(cd tree && git apply --check ../out.v2/v2-000[12]-*)
}

@test "verify: after each patch of a series with bridges" {
	cat >tree/include/linux/press.h <<'END'
int crush(void *owner, int strong);
END
	cat >tree/mm/press.c <<'END'
#include <linux/press.h>

int crush(void *owner, int strong)
{
	return strong;
}
END
	for area in one two; do
		printf '#include <linux/press.h>\n\nint %s(int s)\n{\n\treturn crush(0, s);\n}\n' $area \
			>tree/drivers/press/$area.c
	done
	printf '%s\nM:\tA <a@example.org>\nF:\t%s\n\n' ONE drivers/press/one.c TWO drivers/press/two.c MM mm/ \
		>tree/MAINTAINERS
	echo 'crush(owner, strong) -> crush(strong)' >m.migration
	run -0 --separate-stderr guptidy convert --migration m.migration --verify --bridge --series out \
		--signed-off-by 'A <a@example.org>' tree
	holds "$stderr" 'verify: x86: 3 built as before and as converted: 0 with the same code, 3 with other code'
	[ "$(ls out | wc -l)" -eq 5 ]
	# A macro that takes one kind of calls alone breaks those who have not followed.
	sed -i '1i #pragma GCC poison crush_bridge' tree/include/linux/press.h
	run -1 --separate-stderr guptidy convert --migration m.migration --verify --bridge --series out.2 \
		--signed-off-by 'A <a@example.org>' tree
	holds "$stderr" 'does not compile any more, after '
}

# note PATCH: what stands between --- and the diff.
note()
{
	sed -n '/^---$/,/^diff/p' "$1"
}

@test "verify: what did not compile, and does now, is mended" {
	# A person changed the function, and left its callers to the migration.
	echo 'int crush(int strong);' >tree/include/linux/press.h
	printf '#include <linux/press.h>\n\nint crush(int strong)\n{\n\treturn strong;\n}\n' >tree/mm/press.c
	for area in one two; do
		printf '#include <linux/press.h>\n\nint %s(int s)\n{\n\treturn crush(0, s);\n}\n' $area \
			>tree/drivers/press/$area.c
	done
	echo 'crush(owner, strong) -> crush(strong)' >m.migration
	run -0 --separate-stderr guptidy convert --migration m.migration --verify -v tree
	holds "$stderr" 'drivers/press/one.c: verify: x86: compiles now, and did not before'
	holds "$stderr" '; 2 compile now that did not before'
	[ "$(guptidy convert --migration m.migration --verify --format=json tree |
		jq -r '.verified[] | select(.file | endswith("two.c")) | "\(.verdict) \(.why)"')" = 'mended null' ]
	# One that has more than that is told with what is wrong now.
	sed -i 's/crush(0, s)/crush(0, t)/' tree/drivers/press/two.c
	run -0 --separate-stderr guptidy convert --migration m.migration --verify tree
	holds "$stderr" "builds it: tree/drivers/press/two.c; the first says: drivers/press/two.c:5:22: error: 't' undeclared"
	holds "$stderr" '; 1 compiles now that did not before'
}

@test "verify: a header that changes may break what was not converted" {
	sed -i 's/VERSION = 6/VERSION = 5/; s/PATCHLEVEL = 6/PATCHLEVEL = 1/' tree/Makefile
	sed -i 's/unsigned int gup_flags/int write/' tree/include/linux/mm.h
	# guptidy leaves this definition to you, as the name is taken.
	cat >tree/mm/gup.c <<'END'
#include <linux/mm.h>

int get_user_pages_fast(unsigned long start, int nr_pages, int write, struct page **pages)
{
	unsigned int gup_flags = write ? FOLL_WRITE : 0;

	return gup_flags + nr_pages;
}
END
	run -1 --separate-stderr guptidy convert --verify tree
	holds "$stderr" 'mm/gup.c:3:5: left to you'
	holds "$stderr" 'mm/gup.c: verify: x86: does not compile any more: mm/gup.c:3:5: error: conflicting types'
	holds "$stderr" '; of 1 not converted, 1 broken or with a new warning'
}

@test "verify: data is compared as well" {
	sed -i 's/gcc -O2/gcc -DFLAGS=$$(grep -c FOLL $*.c) -O2/' tree/Makefile
	printf '#ifndef FLAGS\n#define FLAGS 0\n#endif\nconst int press_flags[2] = { FLAGS };\n' >>tree/drivers/press/one.c
	run -1 --separate-stderr guptidy convert --verify tree
	holds "$stderr" 'drivers/press/one.c: verify: x86: compiles to other code, though nothing but the spelling'
	holds "$stderr" '2 built as before and as converted: 1 with the same code, 1 with other code'
	# Where lines are told, and how much room is kept for what is zero.
	sed -i 's/^const.*/const int press_lines[1] __attribute__((section("__bug_table"))) = { FLAGS };/' \
		tree/drivers/press/one.c
	run -0 guptidy convert --verify tree
	sed -i 's/^const.*/int press_room[1 + FLAGS];/' tree/drivers/press/one.c
	run -1 guptidy convert --verify tree
}

# module: a driver outside of the tree; what kbuild does for its modules.
module()
{
	cat >>tree/Makefile <<'END'
.PHONY: modules
modules:
	@cd $(M) && for o in $(shell sed -n 's/.*-y := //p' $(M)/Kbuild); do mkdir -p $$(dirname $$o); \
		gcc -O2 -Wall -c -I$(CURDIR)/include -I$(M)/../include -o $$o $(M)/$${o%.o}.c || \
		echo "make[2]: *** [Makefile:1: $(M)/$$o] Error 1"; done
END
	mkdir -p driver/{.git,include,kernel/inner}
	printf 'obj-m := press.o\npress-y := one.o inner/two.o\n' >driver/kernel/Kbuild
	mv tree/drivers/press/one.c driver/kernel
	mv tree/drivers/press/two.c driver/kernel/inner
	echo '#define PRESSURE 3' >driver/include/press.h
	sed -i '1a #include "press.h"' driver/kernel/one.c
	echo 'all: ; $(MAKE) -C /no/kernel M=$(PWD)/kernel' >driver/Makefile
}

@test "verify: a driver outside of the tree is built by the Kbuild around it" {
	module
	run -2 --separate-stderr guptidy convert --verify --kernel tree driver
	holds "$stderr" 'driver: not analysed: '
	holds "$stderr" 'tree: is not prepared to build drivers; run `make modules_prepare` there'
	touch tree/include/generated/autoconf.h
	sed -i '/^ifneq/,/^endif/d' tree/Makefile
	find driver tree -printf '%p %T@ %C@\n' | sort >before
	run -0 --separate-stderr guptidy convert --verify -v --kernel tree driver
	holds "$stderr" 'kernel/inner/two.c: verify: x86: has the same code'
	holds "$stderr" 'verify: x86: 2 built as before and as converted: 2 with the same code'
	find driver tree -printf '%p %T@ %C@\n' | sort | diff before -
	# An object that no module has, and a kbuild that stops.
	sed -i 's/ inner.two.o//' driver/kernel/Kbuild
	run -0 --separate-stderr guptidy convert --verify --kernel tree driver
	holds "$stderr" 'inner/two.c; the first says: no module there has such an object'
	sed -i 's/ one.o/ one.o inner\/two.o/' driver/kernel/Kbuild
	sed -i 's/^modules:$/modules: ; $(error M= is not to my taste)\nunused:/' tree/Makefile
	run -2 --separate-stderr guptidy convert --verify --kernel tree driver
	holds "$stderr" '*** M= is not to my taste.  Stop.'
	sed -i 's/^modules: ;.*/modules:/; /^unused:/d' tree/Makefile
	# A header that it brings along is converted with it, and in the copy alone.
	sed -i '1a #ifndef __clang__\n#undef FOLL_WRITE\n#define FOLL_WRITE broken\n#endif' driver/kernel/inner/two.c
	run -1 --separate-stderr guptidy convert --verify --kernel tree driver --series out \
		--signed-off-by 'A <a@example.org>'
	holds "$stderr" 'kernel/inner/two.c: verify: x86: does not compile any more, after '
	holds "$stderr" ": kernel/inner/two.c:4:20: error: 'broken' undeclared"
	holds "$(cat out/0001*)" 'kernel/inner/two.c: x86: does not compile any more'
	run -1 --separate-stderr guptidy convert --verify --kernel tree driver --format=json
	[ "$(jq -r '.verified[] | "\(.file) \(.verdict)"' <<<"$output")" = \
'kernel/inner/two.c broken
kernel/one.c same' ]
}

@test "verify: a driver that no Kbuild names is said not to be verified" {
	mkdir driver
	mv tree/drivers/press/one.c driver
	run -2 --separate-stderr guptidy convert --verify -v --kernel tree driver
	holds "$stderr" 'one.c: verify: x86: no configuration here builds it: no Kbuild or Makefile around it names objects'
	holds "$stderr" '--verify: no configuration here can build a converted file'
	cat >tree/MAINTAINERS <<<''
	run -2 --separate-stderr guptidy convert --verify --kernel tree --series out \
		--signed-off-by 'A <a@example.org>' driver
	holds "$stderr" '1 not verified, as no configuration here builds it: '
	[ ! -e tree/one.c ]
}

@test "verify: with --work, sources and objects stay, and serve again" {
	for _ in 1 2; do
		run -0 --separate-stderr guptidy convert --verify --work work tree
		holds "$stderr" 'verify: x86: 2 built as before and as converted: 2 with the same code'
		[ -e work/verify/objects/drivers/press/one.o ]
		[ -L work/verify/source/drivers/press/one.c ]
	done
	# A copy in what it is a copy of has an end, wherever it lies there.
	mkdir tree/build
	for _ in 1 2; do
		run -0 guptidy convert --verify --work tree/build/work tree
		[ "$(find tree/build -name verify | wc -l)" -eq 1 ]
	done
}

@test "verify: a full disk is no code that does not compile" {
	[ "$(id -u)" -eq 0 ] && unshare -m true 2>/dev/null || skip 'needs root, to mount a small disk'
	mkdir small
	# The disk is full when the files as they are now are built.
	sed -i 's/@gcc/@! grep -q FOLL_WRITE $*.c || cat \/dev\/zero >$(O)\/fill || true; gcc/' tree/Makefile
	unshare -m bash -c 'mount -t tmpfs -o size=2m tmpfs small || exit 99
		"$0" convert --verify --work small/work tree >diff 2>said; echo $? >>said
		rm small/work/verify/objects/fill' "$GUPTIDY" || skip 'no small disk here'
	holds "$(cat said)" '/objects: cannot be built in: No space left on device; name a folder with room'
	lacks "$(cat said)" 'does not compile'
	[ "$(tail -n 1 said)" = 2 ]
	holds "$(cat diff)" FOLL_WRITE
}

@test "verify: an interrupt ends it, and cleans up" {
	sed -i 's/@test -w.*/@touch $(CURDIR)\/..\/..\/..\/started; sleep 60/' tree/Makefile
	"$GUPTIDY" convert --verify tree >out 2>err &
	for _ in $(seq 100); do
		[ ! -e started ] || break
		sleep 0.1
	done
	kill $!
	wait $! || true
	[ -z "$(ls temporary)" ]
}
