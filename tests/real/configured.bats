#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# The checkers inside a real build. tests/real/configured runs this, tests/real/configure makes the
# three trees that it goes through: gcc and clang with O=, and in-tree.
# shellcheck disable=SC2086,SC2046,SC2016 # lists of words; what is quoted is for sed or C
load ../cli/common

KINDS='gcc clang in-tree'
# Whole folders, and single objects of large ones; all call the family.
TARGETS='drivers/vfio/ drivers/misc/bcm-vk/ drivers/infiniband/sw/siw/siw_mem.o
	 drivers/infiniband/core/umem.o drivers/xen/gntdev.o kernel/events/uprobes.o'
# More for compile_commands.json: files whose types the compiler is asked about, and two others.
CALLERS='drivers/block/ublk_drv drivers/fpga/dfl-afu-dma-region drivers/infiniband/core/umem
	 drivers/infiniband/hw/mthca/mthca_memfree drivers/infiniband/sw/siw/siw_mem
	 drivers/media/common/videobuf2/frame_vector drivers/misc/bcm-vk/bcm_vk_sg
	 drivers/misc/genwqe/card_utils drivers/misc/vmw_vmci/vmci_queue_pair
	 drivers/rapidio/devices/rio_mport_cdev drivers/scsi/st drivers/tee/tee_shm
	 drivers/vdpa/vdpa_user/vduse_dev drivers/vfio/iova_bitmap drivers/vfio/vfio_iommu_type1
	 drivers/vhost/vdpa drivers/xen/gntdev fs/orangefs/orangefs-bufmap io_uring/rsrc
	 kernel/events/uprobes mm/gup_test net/xdp/xdp_umem security/tomoyo/domain'
# The files that plant_all changes.
PLANTED='drivers/vfio/vfio_iommu_type1.c drivers/infiniband/sw/siw/siw_mem.c
	 drivers/xen/gntdev.c kernel/events/uprobes.c drivers/vfio/iova_bitmap.c'

setup_file()
{
	local kind why=$BATS_FILE_TMPDIR/why

	unset MAKEFLAGS MAKELEVEL MFLAGS ARCH CROSS_COMPILE KBUILD_OUTPUT LLVM
	for kind in $KINDS; do
		"$ROOT/tests/real/configure" "$kind" >"$BATS_FILE_TMPDIR/$kind" 2>"$why" || {
			[ $? -eq 1 ] && skip "$(tail -n 1 "$why")"
			cat "$why" >&2
			return 1
		}
	done
	UNPACKED=$("$ROOT/tests/real/unpack" 6.1)
	export UNPACKED
	# What an earlier run may have left when it was stopped.
	for kind in $KINDS; do
		restore "$kind"
	done
}

teardown()
{
	local kind

	for kind in $KINDS; do
		restore "$kind"
	done
}

# Where make is called, and where the sources are.
objects()
{
	cat "$BATS_FILE_TMPDIR/$1"
}

sources()
{
	case $1 in
	in-tree) objects in-tree ;;
	*) echo "$(dirname "$(objects "$1")")/source" ;;
	esac
}

# kmake KIND ARGUMENT...: make, for the compiler of that kind. All it says is on stdout.
kmake()
{
	local cc=gcc

	[ "$1" != clang ] || cc=clang-19
	make --no-print-directory -C "$(objects "$1")" -j2 CC=$cc "${@:2}" 2>&1
}

restore()
{
	local file tree

	tree=$(sources "$1")
	for file in $PLANTED; do
		[ "$tree/$file" -ef "$UNPACKED/$file" ] || ln -f "$UNPACKED/$file" "$tree/$file"
	done
	rm -f "$tree/compile_commands.json"
}

# change KIND FILE SED-SCRIPT: in a file of its own, as the one there is shared with the unpacked tree.
change()
{
	local file

	file=$(sources "$1")/$2
	sed "$3" "$file" >"$file.new"
	if cmp -s "$file" "$file.new"; then
		echo "$2: nothing to change with: $3"
		return 1
	fi
	mv "$file.new" "$file"
}

# Real code with one mistake in each file; all of it compiles without a warning.
plant_all()
{
	# The mistake of 2018, through a variable.
	change "$1" drivers/vfio/vfio_iommu_type1.c \
		'/^static int vaddr_get_pfns/,/^}/{
			/if (prot & IOMMU_WRITE)/d
			s/flags |= FOLL_WRITE;/flags = !!(prot \& IOMMU_WRITE);/
		}'
	# A bool of a struct; only siw.h says so.
	change "$1" drivers/infiniband/sw/siw/siw_mem.c \
		's/foll_flags | FOLL_LONGTERM/umem->writable/; /if (!writable)/,+1d; /foll_flags = /d'
	# An old call, in a branch that no compiler of this configuration sees.
	change "$1" drivers/xen/gntdev.c \
		'/pin_user_pages_fast(/i\
#ifndef CONFIG_XEN\
	ret = get_user_pages_unlocked(addr, 1, batch->writeable, 0, \&page);\
#endif'
	# A number.
	change "$1" kernel/events/uprobes.c \
		'/get_user_pages_remote(mm, vaddr, 1, FOLL_FORCE, &page,/s/FOLL_FORCE/0x10/'
	# One of two types, as the configuration says, with and without the mistake.
	change "$1" drivers/vfio/iova_bitmap.c '$a\
#ifdef CONFIG_VFIO_NOIOMMU\
struct planted_on { bool kind; };\
#else\
struct planted_on { unsigned int kind; };\
#endif\
#ifdef CONFIG_VFIO_MDEV\
struct planted_off { bool kind; };\
#else\
struct planted_off { unsigned int kind; };\
#endif\
long planted(struct planted_on *on, struct planted_off *off, struct page **pages)\
{\
	return pin_user_pages_fast(0, 1, on->kind, pages) +\
	       pin_user_pages_fast(0, 1, off->kind, pages);\
}'
}

# checked KIND CHECKER TARGET...: make C=2 with that checker. `said` gets what it says, less the lines
# that only tell what is done.
checked()
{
	local kind=$1 checker=$2 status=0

	shift 2
	kmake "$kind" C=2 CHECK="$checker" "$@" >all || status=$?
	grep -Ev '^  [A-Z]+( \[M\])? +[^ ]+$' all >said || :
	return $status
}

# The findings in `said`: rule and file, or for sparse the file alone.
findings()
{
	sed -nE "s,^$(sources "$1")/,,; s,^([^: ]+):[0-9]+:[0-9]+: .* \[([a-z-]+)\]\$,\2 \1,p" said |
		sort
}

warnings()
{
	sed -nE "s,^$(sources "$1")/,,; s,^([^: ]+):[0-9]+:[0-9]+: warning: .*,\1,p" said | sort
}

@test "guptidy kbuild: of clean folders only the mistakes that 6.1 has, named as make names them" {
	cat >expected <<'END'
bool-as-flags drivers/misc/bcm-vk/bcm_vk_sg.c
wrong-release drivers/misc/bcm-vk/bcm_vk_sg.c
wrong-release drivers/misc/bcm-vk/bcm_vk_sg.c
END
	for kind in $KINDS; do
		run ! checked "$kind" "$GUPTIDY kbuild --error" -k $TARGETS
		cat said
		findings "$kind" | diff -u expected -
		grep -E '^make.*\] Error 1$' said | sed 's/\] .*//; s/.* //' >failed
		[ "$(cat failed)" = drivers/misc/bcm-vk/bcm_vk_sg.o ]
		for file in vfio/vfio_main vfio/vfio_iommu_type1 vfio/iova_bitmap xen/gntdev; do
			[ "$(grep -c "^  CHECK .*drivers/$file.c$" all)" -eq 1 ]
		done
		[ "$kind" = in-tree ] || begins "$(cat said)" "$(sources "$kind")/drivers/misc/"
		[ "$kind" != in-tree ] || begins "$(cat said)" drivers/misc/bcm-vk/bcm_vk_sg.c:
	done
}

@test "guptidy kbuild: each planted mistake is found, by the types of the real configuration" {
	cat >expected <<'END'
bool-as-flags drivers/infiniband/sw/siw/siw_mem.c
bool-as-flags drivers/vfio/iova_bitmap.c
bool-as-flags drivers/vfio/vfio_iommu_type1.c
literal-flags kernel/events/uprobes.c
stale-call drivers/xen/gntdev.c
END
	for kind in $KINDS; do
		plant_all "$kind"
		checked "$kind" "$GUPTIDY kbuild" ${PLANTED//.c/.o} || { cat all; return 1; }
		findings "$kind" | diff -u expected -
		[ "$(grep -c 'on->kind' said)" -ge 1 ]
		lacks "$(cat said)" '`off->kind` is'
		lacks "$(cat said)" 'not analysed'
		restore "$kind"
	done
	plant_all gcc
	run ! checked gcc "$GUPTIDY kbuild --error" -k ${PLANTED//.c/.o}
	[ "$(grep -c '^make.*\.o\] Error 1$' said)" -eq 5 ]
}

@test "guptidy kbuild --then: what guptidy says alone, and what sparse says alone" {
	command -v sparse >/dev/null || skip 'sparse is not installed'
	# 6.1 has mistakes in the first one; sparse warns of the second one, by its option less.
	targets='drivers/misc/bcm-vk/bcm_vk_sg.o kernel/events/uprobes.o'
	checked gcc "$GUPTIDY kbuild" $targets
	[ "$(findings gcc | wc -l)" -eq 3 ]
	mv said ours
	checked gcc "sparse -Wno-context '-Dtwo=some words'" $targets
	[ "$(warnings gcc | grep -c '^kernel/events/uprobes.c$')" -ge 1 ]
	mv said theirs
	checked gcc "$GUPTIDY kbuild --then 'sparse -Wno-context \"-Dtwo=some words\"'" $targets
	diff <(sort ours theirs) <(sort said)
}

@test "guptidy-sparse: the same trees; clean folders, the mistake of 6.1, planted ones" {
	command -v sparse >/dev/null || skip 'sparse is not installed'
	cat >expected <<'END'
drivers/infiniband/sw/siw/siw_mem.c
drivers/vfio/iova_bitmap.c
kernel/events/uprobes.c
END
	for kind in $KINDS; do
		run ! checked "$kind" "$ROOT/checker/guptidy-sparse --error" -k $TARGETS
		cat said
		[ "$(warnings "$kind")" = drivers/misc/bcm-vk/bcm_vk_sg.c ]
		grep -E '^make.*\] Error 1$' said | sed 's/\] .*//; s/.* //' >failed
		[ "$(cat failed)" = drivers/misc/bcm-vk/bcm_vk_sg.o ]
		[ "$(grep -c '^  CHECK .*drivers/vfio/' all)" -eq 4 ]
		plant_all "$kind"
		checked "$kind" "$ROOT/checker/guptidy-sparse" ${PLANTED//.c/.o}
		cat said
		warnings "$kind" | diff -u expected -
		lacks "$(cat said)" 'could not analyse'
		restore "$kind"
	done
}

@test "guptidy-sparse: --all adds what sparse says anyway, and that is no finding" {
	command -v sparse >/dev/null || skip 'sparse is not installed'
	checked gcc "$ROOT/checker/guptidy-sparse --all" drivers/vfio/vfio_iommu_type1.o
	cat said
	lacks "$(cat said)" 'could not analyse'
	holds "$(cat said)" 'restricted gup_flags_t degrades to integer'
	holds "$(cat said)" "warning: context imbalance in 'follow_fault_pfn'"
	checked gcc "$ROOT/checker/guptidy-sparse --error" drivers/vfio/vfio_iommu_type1.o
	[ ! -s said ]
}

@test "a file without a family name: one read, no header, no sparse" {
	# For all but the file itself, the sources are nowhere: who looks further fails.
	cat >nowhere <<END
#!/bin/bash
file=\${!#}
set -- "\${@//$(sources gcc)//nowhere}"
exec "$GUPTIDY" kbuild "\${@:1:\$#-1}" "\$file"
END
	cat >counts <<'END'
#!/bin/sh
for word; do case $word in *.c) echo "sparse: $word" >&2 ;; esac; done
END
	chmod +x nowhere counts
	run ! checked gcc "$PWD/nowhere" -k drivers/vfio/
	[ "$(grep -c '^  CHECK .*/drivers/vfio/' all)" -eq 4 ]
	sed -n 's,^make.* \(drivers/[^ ]*\.o\)\] Error 2$,\1,p' said | sort >looked
	diff -u - looked <<'END'
drivers/vfio/iova_bitmap.o
drivers/vfio/vfio_iommu_type1.o
END
	SPARSE=$PWD/counts checked gcc "$ROOT/checker/guptidy-sparse --all" drivers/vfio/
	sed -n "s,^sparse: $(sources gcc)/\(.*\)\.c$,\1.o,p" said | sort | diff -u looked -
}

@test "make C=1 -j2: what is compiled is checked, once, and each finding is in one piece" {
	plant_all gcc
	checked gcc "$GUPTIDY kbuild" C=1 ${PLANTED//.c/.o}
	cat said
	[ "$(findings gcc | wc -l)" -eq 5 ]
	awk '/^\// { wanted = 1; next } wanted && !/^ *[0-9]+ \| / { exit 1 } { wanted = 0 }' said
	checked gcc "$GUPTIDY kbuild" C=1 ${PLANTED//.c/.o}
	[ ! -s said ]
}

@test "a module out of the tree, M=: held against the tree that is built" {
	mkdir module
	echo 'obj-m := wrong.o right.o' >module/Makefile
	for way in 'wrong write' 'right write?FOLL_WRITE:0'; do
		cat >"module/${way% *}.c" <<END
#include <linux/module.h>
#include <linux/mm.h>

static int pin(unsigned long at, bool write, struct page **pages)
{
	return pin_user_pages_fast(at, 1, ${way#* }, pages);
}

int ${way% *}(unsigned long at, struct page **pages);
int ${way% *}(unsigned long at, struct page **pages)
{
	return pin(at, at & 1, pages);
}
MODULE_LICENSE("GPL");
END
	done
	for kind in $KINDS; do
		for checker in "$GUPTIDY kbuild" "$ROOT/checker/guptidy-sparse"; do
			rm -f module/*.o
			run ! checked "$kind" "$checker --error" C=1 -k M="$PWD/module" wrong.o right.o
			cat said
			[ "$(grep -cE "^$PWD/module/wrong.c:6:[0-9]+: (error|warning): " said)" -eq 1 ]
			lacks "$(cat said)" right.c
			lacks "$(cat said)" 'analyse'
			[ ! -e module/wrong.o ]
			[ -e module/right.o ]
		done
	done
	checked gcc "$GUPTIDY kbuild" M="$PWD/module" wrong.o
}

# found KIND OPTION...: what check finds in CALLERS: rule, file, function, callee. How it read the
# files is in `how`.
found()
{
	local status=0 kind=$1

	shift
	(cd "$(sources "$kind")" && guptidy check --ask-compiler --no-cache --verbose --format=json \
		"$@" $(printf '%s.c ' $CALLERS)) >json 2>how || status=$?
	[ $status -le 1 ]
	jq -r '.findings[] | "\(.rule) \(.file) \(.function) \(.callee)"' json | sort
}

# commands KIND: compile_commands.json where the objects are, made by the kernel's own script.
commands()
{
	python3 "$(sources "$1")/scripts/clang-tools/gen_compile_commands.py" -d "$(objects "$1")" \
		-o "$(objects "$1")/compile_commands.json"
}

# compare STATE KIND: both ways; the lines of configured.differences for STATE.
compare()
{
	rm -f "$(sources "$2")/compile_commands.json"
	found "$2" >free
	lacks "$(cat how)" exact
	commands "$2"
	found "$2" >exact
	{
		comm -23 exact free | sed "s/^/$1 exact /"
		comm -13 exact free | sed "s/^/$1 free /"
	} >differences
	grep "^$1 " "$ROOT/tests/real/configured.differences" | diff -u - differences
}

@test "drivers with a gup_compat.h compile, M=, by version and by what gup_compat.mk finds" {
	run -0 "$ROOT/tests/real/since" "$(objects gcc)"
	[ "${#lines[@]}" -eq 10 ]
}

@test "compile_commands.json: exact and config-free findings differ as the list says" {
	kmake in-tree $(printf '%s.o ' $CALLERS) >all || { cat all; return 1; }
	compare plain in-tree
	for caller in $CALLERS; do
		sed -n "s,^\([a-z-]* $caller\.c [^ ]* [^ ]*\) .*,\1,p" \
			"$ROOT/tests/real/linux-source-6.1.findings"
	done | sort | diff -u - exact
	cp exact plain
	grep -Ev 'read as text$|read as clang, exact$|^clang: shut in by |^[0-9.]+: [0-9]+ files? names? the family, ' how && return 1
	[ "$(grep -c 'read as clang, exact$' how)" -ge 20 ]
	plant_all in-tree
	compare planted in-tree
	[ "$(wc -l <exact)" -eq $(($(wc -l <plain) + 5)) ]
	cp exact planted
	plant_all gcc
	commands gcc
	found gcc --compile-commands "$(objects gcc)/compile_commands.json" | diff -u planted -
	grep -q 'siw_mem.c: read as clang, exact$' how
}

@test "convert --verify: built as it was and as converted, in a folder of its own" {
	local tree file

	tree=$(sources in-tree)
	change in-tree kernel/events/uprobes.c '/get_user_pages_remote(mm, vaddr, 1, FOLL_FORCE, &page,/s/FOLL_FORCE/1/'
	change in-tree drivers/xen/gntdev.c 's/batch->writeable ? FOLL_WRITE : 0/batch->writeable/'
	touch "$BATS_TEST_TMPDIR/before"
	run -0 --separate-stderr guptidy convert --verify --format=json "$tree/kernel/events" "$tree/drivers/xen" \
		"$tree/arch/s390"
	restore in-tree
	[ "$(jq -r '.verified[] | "\(.file) \(.arch) \(.verdict) \(.must_be_same)"' <<<"$output")" = \
'drivers/xen/gntdev.c x86 same false
kernel/events/uprobes.c x86 same true' ]
	run -0 find "$tree" -newer "$BATS_TEST_TMPDIR/before" -type f
	[ -z "$output" ]
}

@test "no file of the unpacked kernel was written" {
	find "$UNPACKED" -type f -newer "$UNPACKED.stamp" >written
	cat written
	[ ! -s written ]
}
