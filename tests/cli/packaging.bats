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
		ninja build/base/buf.o build/checker-generate >log
	grep -e '-DOF_CPP -O0 -DOF_C.*-o build/base/buf.o' said
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

@test "the list of source files names them all" {
	diff "$ROOT/src/objects.ninja" <("$ROOT/scripts/objects")
}
