#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# What who packages guptidy relies on: the environment's compiler and flags, the same bytes from any
# folder, nothing written beside the sources, one version.
load common

# sources FOLDER: a copy of what the build reads, without what it made.
sources()
{
	mkdir -p "$1"
	(cd "$ROOT" && cp -r build.ninja src checker docs tests scripts cocci migrations editors ci README.md \
		CHANGELOG.md LICENSE "$BATS_TEST_TMPDIR/$1")
}

# The compiler is the job of another suite: here it is run once for each file and folder, unoptimised.
build()
{
	(cd "$1" && CFLAGS=-O0 ninja build/guptidy tables >../log 2>&1) || { tail -n 20 log; return 1; }
}

@test "two folders, one program; and nothing is made beside the sources" {
	[[ $GUPTIDY != *asan* ]] || skip 'built once is enough'
	command -v ninja >/dev/null || skip 'no ninja'
	sources a
	sources deeper/down/b
	find a -type f | sort >before
	build a
	(cd deeper/down && BATS_TEST_TMPDIR=. build b)
	cmp a/build/guptidy deeper/down/b/build/guptidy
	find a -type f -not -path 'a/build/*' -not -name '.ninja_*' | sort | diff before -
}

@test "CC, CPPFLAGS, CFLAGS and LDFLAGS come from the environment" {
	command -v ninja >/dev/null || skip 'no ninja'
	sources a
	cd a
	cat >cc <<'END'
#!/bin/sh
echo "$*" >>said
exec cc "$@"
END
	chmod +x cc
	CC=$PWD/cc CPPFLAGS=-DOF_CPP CFLAGS='-O0 -DOF_C' LDFLAGS=-Wl,-z,now \
		ninja build/base/data/buf.o build/checker-generate >log
	grep -e '-DOF_CPP -O0 -DOF_C.*-o build/base/data/buf.o' said
	grep -e '-DOF_CPP -O0 -DOF_C.*-o build/checker-generate' said
	ninja -t commands build/guptidy | tail -n 1 | grep -F 'LDFLAGS'
	# A warning is the packager's to judge.
	run ! grep -e '-Werror' said
}

@test "one version: the program's, the change log's, the package's" {
	version=$(guptidy --version | sed 's/^guptidy //')
	[ "$(sed -n 's/^## \([0-9.]*\).*/\1/p' "$ROOT/CHANGELOG.md" | head -n 1)" = "$version" ]
	[ "$(sed -n '1s/^guptidy (\([0-9.]*\)-.*/\1/p' "$ROOT/debian/changelog")" = "$version" ]
	run ! grep -rn --include='*.[ch]' "\"$version\"" "$ROOT/src" --exclude=version.h
}

# packages: those that the second image of Dockerfile installs.
packages()
{
	sed -e ':more' -e '/\\$/{N;s/\\\n */ /;b more' -e '}' "$ROOT/Dockerfile" |
		sed -n '/^FROM debian:12$/,$s/.*install -y --no-install-recommends \([^&]*\) &&.*/\1/p' | tr ' ' '\n'
}

@test "the container has each library of the program, and what the Debian package depends on" {
	[ "$(. /etc/os-release && echo "$VERSION_ID")" = 12 ] || skip 'the container is Debian 12'
	libraries=$(readelf -d "$GUPTIDY" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p')
	[ -n "$libraries" ]
	for library in $libraries; do
		path=$(ldd "$GUPTIDY" | awk -v name="$library" '$1 == name { print $3 }')
		package=$(dpkg -S "$(realpath "$path")" | sed 's/:.*//')
		[ "$package" = libc6 ] || packages | grep -x "$package"
	done
	for package in $(sed -n 's/^Depends: //p' "$ROOT/debian/control" | tr -d ,); do
		[[ $package == \$* ]] || packages | grep -x "$package"
	done
	packages | grep -x git
}

@test "the package's own tests hold, on what is installed" {
	for tool in git ninja patch; do
		command -v $tool >/dev/null || skip "no $tool"
	done
	DESTDIR=$PWD/root prefix=/usr "$ROOT/scripts/install" >/dev/null
	mkdir tmp
	tmp=$PWD/tmp installed=$PWD/root/usr
	cd "$ROOT"
	run env PATH="$installed/bin:$PATH" INSTALLED="$installed/share" AUTOPKGTEST_TMP="$tmp" \
		debian/tests/installed
	[ "$status" -eq 0 ] || { echo "$output"; return 1; }
}

@test "the list of source files names them all" {
	diff "$ROOT/src/objects.ninja" <("$ROOT/scripts/objects")
}
