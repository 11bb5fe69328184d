#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# What is written is written whole or not at all: killed, on a full disk, beside others who write.
#
#	KILLS=100 KILLS_TREE=~/linux bats tests/cli/kills.bats
#
# kills that often, at random, and converts KILLS_TREE, a kernel before v5.2 or a part of one, in a copy
# of hard links (so it must be on the disk of TMPDIR). Few kills, in a fixture, without the two.
load common

# The n-th step that writes kills the program: a library that is loaded ahead of the C library.
killer()
{
	[[ $GUPTIDY != *asan* ]] || skip "the address sanitizer wants to be loaded first"
	cc -shared -fPIC -D_GNU_SOURCE -x c -o killer.so - <<'EOF'
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static pid_t first;
static long steps;

__attribute__((constructor)) static void begin(void)
{
	first = getpid();
}

static void step(void)
{
	const char *at = getenv("KILL_AT");

	if (getpid() == first && ++steps && at && atol(at) == steps)
		kill(first, SIGKILL);
}

__attribute__((destructor)) static void end(void)
{
	const char *path = getenv("KILL_COUNT");
	FILE *file = getpid() == first && path ? fopen(path, "w") : NULL;

	if (file) {
		fprintf(file, "%ld\n", steps);
		fclose(file);
	}
}

/* Somebody else saves the file that is converted: as many bytes, and the time is set back. */
static void save(void)
{
	const char *path = getenv("SAVED");
	int fd = path ? open(path, O_RDWR) : -1;
	struct timespec times[2];
	struct stat st;

	if (fd < 0 || fstat(fd, &st))
		return;
	times[0] = st.st_atim;
	times[1] = st.st_mtim;
	pwrite(fd, "+", 1, st.st_size - 2);
	futimens(fd, times);
	close(fd);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int fd, const void *data, size_t length)
{
	step();
	/* Half of it, so that a file can be seen that is not whole. */
	return REAL(write)(fd, data, length > 1 ? length / 2 : length);
}

int fsync(int fd)
{
	save();
	step();
	return REAL(fsync)(fd);
}

int fchmod(int fd, mode_t mode)
{
	step();
	return REAL(fchmod)(fd, mode);
}

int renameat(int from, const char *old, int to, const char *new)
{
	int status;

	step();
	status = REAL(renameat)(from, old, to, new);
	step();
	return status;
}

int openat(int folder, const char *path, int flags, ...)
{
	va_list list;
	mode_t mode;
	int fd;

	va_start(list, flags);
	mode = flags & O_CREAT ? va_arg(list, mode_t) : 0;
	va_end(list);
	fd = REAL(openat)(folder, path, flags, mode);
	if (flags & O_CREAT)
		step();
	return fd;
}
EOF
}

# killed N COMMAND...: with the library, killed at step N.
killed()
{
	local at=$1

	shift
	{ KILL_AT=$at LD_PRELOAD=$PWD/killer.so "$GUPTIDY" "$@" >/dev/null 2>&1 & wait $!; } 2>/dev/null
}

# fresh FOLDER: the tree that is converted, anew.
fresh()
{
	rm -rf "$1"
	if [ -n "${KILLS_TREE-}" ]; then
		cp -rl "$KILLS_TREE" "$1"
	else
		cp -r "$FIXTURES/linux-5.1" "$1"
	fi
}

# all_old_or_new TREE: each file is that of old or that of new, and nothing else is there but what a killed
# process was at.
all_old_or_new()
{
	local file

	diff <(cd old && find . | sort) <(cd "$1" && find . ! -name '.guptidy-*-*' | sort)
	[ "$(find "$1" -name '.guptidy-*-*' | wc -l)" -le 1 ]
	while read -r file; do
		cmp -s "old/$file" "$1/$file" || cmp "new/$file" "$1/$file"
	done <changed
	diff -rq old "$1" | sed -n "s|^Files old/\(.*\) and .* differ$|\1|p" | sort >now
	[ -z "$(comm -13 changed now)" ]
}

# convertible: a tree with files that convert writes.
convertible()
{
	small_tree tree
	sed -i 's/unsigned int gup_flags/int write/' tree/include/linux/mm.h
	plant tree/drivers/one.c <<'END2'
#include <linux/mm.h>
int one(unsigned long a, struct page **p)
{
	return get_user_pages_fast(a, 1, 1, p);
}
END2
}

@test "convert --in-place, killed anywhere: each file is old or new, and the next run completes and cleans" {
	local kill at

	killer
	fresh old
	fresh new
	KILL_COUNT=$PWD/steps LD_PRELOAD=$PWD/killer.so "$GUPTIDY" convert --in-place new >/dev/null 2>&1 || [ $? -lt 2 ]
	diff -rq old new | sed -n 's|^Files old/\(.*\) and .* differ$|\1|p' | sort >changed
	[ "$(wc -l <changed)" -ge 5 ]
	[ "$(cat steps)" -ge 40 ]
	for ((kill = 0; kill < ${KILLS:-4}; kill++)); do
		at=$((1 + (RANDOM * 32768 + RANDOM) % $(cat steps)))
		echo "killed at step $at of $(cat steps)"
		fresh tree
		killed "$at" convert --in-place tree || :
		all_old_or_new tree
		guptidy convert --in-place tree >/dev/null 2>&1 || [ $? -lt 2 ]
		diff -r new tree
	done
}

@test "--output and --write-baseline, killed anywhere: each file is old or new, and the next run cleans" {
	local kill file

	killer
	copy linux-5.1
	mkdir old new tree
	guptidy check --no-cache --rule bool-as-flags --output=old/r.json --write-baseline old/b linux-5.1 >/dev/null || [ $? -eq 1 ]
	cp old/* new
	report() {
		"$@" check --rule literal-flags --output=$into/r.json --write-baseline $into/b --grow-baseline linux-5.1 \
			>/dev/null 2>&1
	}
	into=new KILL_COUNT=$PWD/steps LD_PRELOAD=$PWD/killer.so report "$GUPTIDY" || [ $? -lt 2 ]
	! cmp -s old/b new/b
	! cmp -s old/r.json new/r.json
	for ((kill = 0; kill < ${KILLS:-4}; kill++)); do
		at=$((1 + (RANDOM * 32768 + RANDOM) % $(cat steps)))
		echo "killed at step $at of $(cat steps)"
		rm -rf tree
		cp -r old tree
		{ into=tree KILL_AT=$at LD_PRELOAD=$PWD/killer.so report "$GUPTIDY" & wait $!; } 2>/dev/null || :
		for file in r.json b; do
			cmp -s old/$file tree/$file || cmp new/$file tree/$file
		done
		[ "$(find tree -type f ! -name r.json ! -name b ! -name '.guptidy-*-*' | wc -l)" -eq 0 ]
		into=tree report "$GUPTIDY" || [ $? -lt 2 ]
		diff -r new tree
	done
}

@test "convert --in-place on a full disk, and in a tree that is read-only: all is as it was, and it is said" {
	[ "$(id -u)" -eq 0 ] && unshare -m true 2>/dev/null || skip 'needs root, to mount a small disk'
	convertible
	mkdir small
	unshare -m bash -c 'mount -t tmpfs -o size=1m tmpfs small || exit 99
		cp -r tree small/
		cat /dev/zero >small/fill 2>/dev/null
		"$0" convert --in-place small/tree >full 2>&1; echo $? >>full
		diff -r tree small/tree >differs; rm small/fill
		mount -o remount,ro small
		"$0" convert --in-place small/tree >closed 2>&1; echo $? >>closed
		diff -r tree small/tree >>differs
		mount -o remount,rw small
		"$0" convert --in-place small/tree >after 2>&1; echo $? >>after
		grep -r FOLL_WRITE small/tree/drivers >converted' "$GUPTIDY" || skip 'no small disk here'
	holds "$(cat full)" 'No space left on device'
	holds "$(cat closed)" 'ead-only'
	[ "$(tail -n 1 full)" = 2 ]
	[ "$(tail -n 1 closed)" = 2 ]
	[ "$(tail -n 1 after)" = 0 ]
	[ -s converted ]
	[ ! -s differs ]
}

@test "a series and a work folder on a full disk: nothing or all, status 2, and room mends it" {
	[ "$(id -u)" -eq 0 ] && unshare -m true 2>/dev/null || skip 'needs root, to mount a small disk'
	copy linux-5.1
	mkdir small
	guptidy convert linux-5.1 >whole 2>/dev/null || [ $? -eq 1 ]
	unshare -m bash -c 'for size in 4k 8k 16k 24k 40k; do
			mount -t tmpfs -o size=$size tmpfs small || exit 99
			"$0" convert linux-5.1 --series small/out --signed-off-by "J <j@example.org>" >said 2>&1
			echo "$size: series: $?; $(ls -A small | wc -l) left; $(grep -c "small/out: cannot be written: No" said)"
			"$0" convert --work small/work linux-5.1 >diff 2>said
			echo "$size: work: $?; $(grep -c "No space left on device" said | sed "s/[1-9].*/told/")"
			mount -o remount,size=64m small
			"$0" convert --work small/work linux-5.1 2>/dev/null | cmp - whole || echo "$size: not mended"
			umount small
		done' "$GUPTIDY" >found || skip 'no small disk here'
	[ "$(cat found)" = "$(for size in 4k 8k 16k 24k 40k; do
		printf '%s: series: 2; 0 left; 1\n%s: work: 2; told\n' $size $size
	done)" ]
}

@test "what a killed conversion left is nobody's source, and goes when its folder is written to" {
	copy linux-5.1
	killer
	guptidy find linux-5.1 >before
	file=$(guptidy convert linux-5.1 2>/dev/null | sed -n 's|^+++ b/||p' | tail -n 1)
	cp "linux-5.1/$file" "linux-5.1/${file%/*}/.guptidy-999999999-0"
	guptidy find linux-5.1 | diff before -
	guptidy convert linux-5.1 2>&1 | (! grep -q "\.guptidy-")
	# Not those of a process that lives, nor what only looks like one.
	cp "linux-5.1/$file" "linux-5.1/${file%/*}/.guptidy-$$-0"
	cp "linux-5.1/$file" "linux-5.1/${file%/*}/.guptidy-999999999-0.c"
	guptidy convert --in-place linux-5.1 >/dev/null 2>&1 || [ $? -lt 2 ]
	[ ! -e "linux-5.1/${file%/*}/.guptidy-999999999-0" ]
	[ -e "linux-5.1/${file%/*}/.guptidy-$$-0" ]
	[ -e "linux-5.1/${file%/*}/.guptidy-999999999-0.c" ]
}

@test "convert --in-place: a save of the same size with the old time, while it writes, is not lost" {
	convertible
	killer
	SAVED=$PWD/tree/drivers/one.c LD_PRELOAD=$PWD/killer.so run -2 "$GUPTIDY" convert --in-place \
		tree/drivers/one.c
	holds "$output" 'drivers/one.c: not analysed: changed since it was read'
	grep -q '^+' tree/drivers/one.c
	[ -z "$(find tree -name '.guptidy-*')" ]
}

@test "convert --in-place: extended attributes and ACLs are kept" {
	convertible
	python3 - tree/drivers/one.c <<'END2' || skip 'no extended attributes here'
import os, struct, sys
os.setxattr(sys.argv[1], "user.note", b"kept")
acl = [(1, 6, -1), (2, 6, 1234), (4, 4, -1), (16, 6, -1), (32, 4, -1)]
os.setxattr(sys.argv[1], "system.posix_acl_access", struct.pack("<I", 2) +
	    b"".join(struct.pack("<HHi", *entry) for entry in acl))
END2
	state() {
		stat -c '%a %u %g' tree/drivers/one.c
		python3 -c 'import os, sys
for name in sorted(os.listxattr(sys.argv[1])): print(name, os.getxattr(sys.argv[1], name))' tree/drivers/one.c
	}
	state >before
	guptidy convert --in-place tree >/dev/null
	grep -q FOLL_WRITE tree/drivers/one.c
	state | diff before -
}

@test "convert --in-place: a read-only file is not replaced, and that is said" {
	convertible
	chmod 444 tree/drivers/one.c
	cp -p tree/drivers/one.c old.c
	run -2 guptidy convert --in-place tree
	holds "$output" 'drivers/one.c: not analysed: is read-only; it is not written, make it writable (chmod u+w)'
	cmp old.c tree/drivers/one.c
	[ "$(stat -c %a tree/drivers/one.c)" = 444 ]
	# A diff asks for nothing.
	guptidy convert tree | grep -q '^+.*FOLL_WRITE'
}

@test "what a build makes and removes meanwhile is gone, and no trouble" {
	[[ $GUPTIDY != *asan* ]] || skip "the address sanitizer wants to be loaded first"
	small_tree tree
	guptidy find tree >before
	# Each folder lists a file and a folder that are not there any more.
	cc -shared -fPIC -D_GNU_SOURCE -x c -o gone.so - <<'EOF'
#include <dirent.h>
#include <dlfcn.h>
#include <string.h>

struct dirent *readdir(DIR *folder)
{
	struct dirent *entry = ((__typeof__(&readdir))dlsym(RTLD_NEXT, "readdir"))(folder);

	if (entry && !strcmp(entry->d_name, ".")) {
		strcpy(entry->d_name, ".tmp_1.o");
		entry->d_type = DT_REG;
	} else if (entry && !strcmp(entry->d_name, "..")) {
		strcpy(entry->d_name, ".tmp_2");
		entry->d_type = DT_DIR;
	}
	return entry;
}
EOF
	LD_PRELOAD=$PWD/gone.so run -0 "$GUPTIDY" find tree
	diff before <(printf '%s\n' "$output")
}

@test "convert --series, killed anywhere: the folder is whole or not there, and the next run completes and cleans" {
	local kill at

	killer
	small_tree tree
	for area in one two three; do
		plant tree/drivers/$area/$area.c <<END
#include <linux/mm.h>
int $area(unsigned long a, struct page **p)
{
	return get_user_pages_fast(a, 1, 1, p);
}
END
	done
	printf 'ONE\nM:\tA <a@example.org>\nF:\tdrivers/one/\n' >tree/MAINTAINERS
	export HOME=$PWD GIT_CONFIG_NOSYSTEM=1 SOURCE_DATE_EPOCH=1700000000
	git -C tree init -q -b main
	git -C tree add -A
	git -C tree -c user.name=A -c user.email=a@example.org commit -q -m base
	# git is not killed, and whoever looks at its work waits until it is done.
	mkdir bin
	printf '#!/bin/sh\nunset LD_PRELOAD KILL_AT KILL_COUNT\nexec flock %s %s "$@"\n' \
		"$PWD/git.lock" "$(command -v git)" >bin/git
	chmod +x bin/git
	PATH=$PWD/bin:$PATH
	set -- convert tree --signed-off-by 'A <a@example.org>' --branch topic --series
	KILL_COUNT=$PWD/steps LD_PRELOAD=$PWD/killer.so "$GUPTIDY" "$@" whole
	[ "$(cat steps)" -ge 12 ]
	git -C tree rev-parse topic >tip
	for ((kill = 0; kill < ${KILLS:-8}; kill++)); do
		at=$((1 + (RANDOM * 32768 + RANDOM) % $(cat steps)))
		echo "killed at step $at of $(cat steps)"
		rm -rf out
		git -C tree branch -q -D topic
		killed "$at" "$@" out || :
		[ ! -e out ] || diff -r whole out
		if git -C tree rev-parse -q --verify topic >now; then
			cmp tip now
			git -C tree branch -q -D topic
		fi
		rm -rf out
		guptidy "$@" out >/dev/null
		diff -r whole out
		[ -z "$(find . -maxdepth 1 -name '.guptidy-*')" ]
	done
	[ -z "$(git -C tree status --porcelain)" ]
}
