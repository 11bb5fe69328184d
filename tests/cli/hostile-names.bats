#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# Names, links and files of strangers: what a patch, a commit or a tree may name, what is opened for it,
# and how it is printed.
load common

export GIT_AUTHOR_NAME=Author GIT_AUTHOR_EMAIL=author@example.org
export GIT_COMMITTER_NAME=Committer GIT_COMMITTER_EMAIL=committer@example.org

# Nothing here may hang.
guptidy()
{
	timeout -k 5 60 "$GUPTIDY" "$@"
}

# calls NAME: C code with one finding, whose message holds the name.
calls()
{
	printf '#include <linux/mm.h>\n\nint take(_Bool %s, struct page **pages)\n{\n' "$1"
	printf '\treturn get_user_pages_fast(0, 1, %s, pages);\n}\n' "$1"
}

# repository: a small tree with one file that calls, and one commit; the test goes on inside of it.
repository()
{
	small_tree tree
	calls store | plant tree/drivers/good.c
	cd tree
	git init -q -b main .
	commit base
}

commit()
{
	git add -A
	git commit -q --no-verify -m "$1"
}

# commit_of NAME...: HEAD becomes a commit of one file that is in these folders, the outermost last,
# whatever git thinks of their names. -TIMESxWIDE in front: so often, and each folder is there so often.
commit_of()
{
	python3 - "$@" <<'END'
import hashlib, os, sys, zlib

def store(kind, data):
    data = kind.encode() + b' %d\0' % len(data) + data
    name = hashlib.sha1(data).hexdigest()
    path = f'.git/objects/{name[:2]}/{name[2:]}'
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'wb') as file:
        file.write(zlib.compress(data, 1))
    return name

names, times, wide = sys.argv[1:], 1, 1
if names[0].startswith('-'):
    times, wide = map(int, names.pop(0)[1:].split('x'))
tree = store('tree', b'100644 x.c\0' + bytes.fromhex(store('blob', b'int x;\n')))
for name in names * times:
    entry = lambda i: (name if wide == 1 else f'{i:03}').encode()
    tree = store('tree', b''.join(b'40000 ' + entry(i) + b'\0' + bytes.fromhex(tree) for i in range(wide)))
who = 'a <a> 1 +0000'
made = store('commit', f'tree {tree}\nauthor {who}\ncommitter {who}\n\nx\n'.encode())
with open('.git/refs/heads/main', 'w') as file:
    file.write(made + '\n')
END
}

@test "a diff that both makes and deletes a file" {
	repository
	local new=$'new file mode 100644\n' gone=$'deleted file mode 100644\n'

	for end in $'index 0000000..1111111\nBinary files a/x.c and b/x.c differ\n' \
		   $'--- a/x.c\n+++ b/x.c\n@@ -0,0 +1 @@\n+x\n' \
		   $'--- /dev/null\n+++ /dev/null\n@@ -0,0 +1 @@\n+x\n'; do
		printf 'diff --git a/x.c b/x.c\n%s%s%s' "$new" "$gone" "$end" >p.diff
		run -2 --separate-stderr guptidy lint --diff p.diff .
		begins "$stderr" 'p.diff:1: the diff '
	done
	printf 'diff --git a/x.c b/x.c\n%s--- a/x.c\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n' "$new" >p.diff
	run -2 --separate-stderr guptidy lint --diff p.diff .
	begins "$stderr" 'p.diff:1: the diff both makes and deletes this file'
	sed 's/100644/160000/' p.diff >q.diff
	run -2 --separate-stderr guptidy lint --diff q.diff .
	begins "$stderr" 'q.diff:1: the diff both makes and deletes this file'
}

@test "a file has one name, however a diff spells it" {
	local name
	repository
	for name in a/include/linux/mm.h a/include//linux/mm.h a//include/./linux/mm.h \
		    ./include/linux/mm.h a/./include/linux//mm.h; do
		cat >p.diff <<END
--- $name
+++ $name
@@ -3,4 +3,4 @@
 #define FOLL_WRITE	0x01
 struct page;
-int get_user_pages_fast(unsigned long start, int nr_pages, unsigned int gup_flags,
+int get_user_pages_fast(unsigned long start, int nr_pages, unsigned int gup_flags, int x,
 			struct page **pages);
END
		run -1 guptidy lint --diff p.diff .
		holds "$output" 'drivers/good.c:5:9: error: '
	done
}

@test "no name leads out of the tree, in a diff or in a commit" {
	local name
	small_tree outside
	calls TOPSECRET | plant outside/x.c
	repository
	for name in ../outside/x.c a/../../outside/x.c "$PWD/../outside/x.c" .git/x.c \
		    drivers/.GIT/x.c '"a/x\000.c"' "$(printf '%0300d' 7).c"; do
		printf -- '--- a/%s\n+++ b/%s\n@@ -1 +1 @@\n-a\n+b\n' "$name" "$name" >p.diff
		[[ $name != \"* ]] || printf -- '--- %s\n+++ %s\n@@ -1 +1 @@\n-a\n+b\n' "$name" \
			"$name" >p.diff
		run -2 --separate-stderr guptidy lint --diff p.diff .
		begins "$stderr" 'p.diff:1: '
		lacks "$stderr$output" TOPSECRET
	done
	for name in .. . .git .GIT ''; do
		commit_of outside "$name"
		run -2 --separate-stderr guptidy lint .
		lacks "$stderr$output" TOPSECRET
	done
	commit_of outside ..
	run -2 --separate-stderr guptidy lint .
	holds "$stderr" '../outside/x.c: not analysed: not a file inside of the tree'
}

# link TARGET: the header of the file that asks becomes a link, and good.c changes.
link()
{
	rm -rf tree
	repository
	echo 'struct asks { _Bool store; };' >drivers/asks.h
	calls STORE | sed 's/_Bool STORE/struct asks *asks/; s/STORE/asks->store/; 2s/^/#include "asks.h"\n/' \
		>drivers/asks.c
	commit asks
	rm drivers/asks.h
	ln -s "$1" drivers/asks.h
}

@test "a header that becomes a link is not followed out of the tree" {
	local to
	small_tree outside
	calls TOPSECRET | plant outside/x.h
	for to in "$PWD/outside/x.h" ../../outside/x.h /dev/zero /dev/stdin /dev/tty; do
		link "$to"
		run -2 --separate-stderr guptidy lint .
		lacks "$stderr$output" TOPSECRET
		holds "$stderr" 'drivers/asks.c:6: not analysed'
		commit link
		run -2 --separate-stderr guptidy lint --base HEAD^..HEAD .
		lacks "$stderr$output" TOPSECRET
		cd ..
	done </dev/zero
}

@test "a header that becomes a link to another one of the tree is followed" {
	link other.h
	git checkout -q drivers/asks.h
	echo 'struct asks { _Bool store; };' >drivers/other.h
	commit other
	ln -sf other.h drivers/asks.h
	run -0 guptidy lint .
	commit link
	run -0 guptidy lint --base HEAD^..HEAD .
}

@test "a pipe or a device in the place of a file is not waited for" {
	repository
	mkfifo drivers/pipe.c
	run -1 guptidy check .
	run -0 guptidy lint .
	rm include/linux/mm.h
	mkfifo include/linux/mm.h
	run -2 guptidy lint --time-limit 2 .
	git checkout -q -f .
	rm -f include/linux/mm.h drivers/pipe.c
	git checkout -q .
	echo 'int z;' >>drivers/good.c
	mkfifo drivers/.gitattributes
	run -2 guptidy lint .
	begins "$output" 'drivers/.gitattributes: is no regular file'
	mv drivers/.gitattributes .gitignore
	run -2 guptidy lint .
	begins "$output" '.gitignore: is no regular file'
}

@test "a large file costs its time, and no memory; what it mentions is counted" {
	[[ $GUPTIDY != *asan* ]] || skip "the address sanitizer needs all of the address space"
	repository
	truncate -s 1G disk.img
	ulimit -v 900000
	run -0 guptidy find -j1 .
	holds "$output" '      2  total'
	printf 'x\n\tget_user_pages_fast, "\xc3\xa9get_user_pages" get_user_pages\n' >>disk.img
	run -0 guptidy find -j1 .
	holds "$output" 'disk.img:2:2: other language: get_user_pages_fast'
	holds "$output" '      4  total'
}

@test "names at the edges of the pieces in which a large file is read" {
	repository
	python3 - >drivers/large.c <<'END'
import random
random.seed(1)
names = ['get_user_pages_fast', 'pin_user_pages', 'get_user_pages', 'xget_user_pages', '\u00e9get_user_pages']
size = 0
while size < 1500000:
    text = random.choice(['a', ' ', '\n', '\t(']) * random.randrange(9)
    text += random.choice([' ', '\n', 'x']) + random.choice(names) + random.choice([' ', '\n', 'y', '\u00e9'])
    size += len(text.encode())
    print(end=text)
END
	# The strict checks look through all of the text for each word of it.
	ASAN_OPTIONS+=:strict_string_checks=0 run --separate-stderr guptidy find .
	mentions . | awk '{ n += $1 } END { printf "%7d  total\n", n }' >all
	holds "$output" "$(cat all)"
	grep ^drivers/large.c: <<<"$output" | awk -F'[: ]+' '{ print $2 ":" $3 }' | sort >ours
	rg -uuu -a -w -o --no-config -n --column -e "$(family)" drivers/large.c | cut -d: -f1,2 | sort >theirs
	cmp ours theirs
}

@test "commits with folders in each other, deep or wide" {
	repository
	[[ $GUPTIDY == *asan* ]] || ulimit -s 2048
	for form in -5000x1 -10x50; do
		commit_of $form a
		run -2 guptidy lint .
		[[ $output =~ ^"$PWD: "(a commit has folders|more than 1000000 files) ]]
		git update-ref refs/heads/bad main
		git update-ref refs/heads/main "$(git rev-parse ':/^base')" 2>/dev/null || true
		git read-tree --empty
		git add -A
		tree=$(git write-tree)
		git update-ref refs/heads/main "$(git commit-tree -m good "$tree")"
		for range in bad..main main..bad bad; do
			run -2 guptidy lint --base $range .
		done
	done
}

@test "the working tree is the one that the repository lies in" {
	repository
	for tree in / ../.. /usr "$PWD/.."; do
		git config core.worktree "$tree"
		run -2 guptidy lint .
		holds "$output" 'its git repository says that its working tree is'
	done
	git config core.worktree "$PWD"
	run -0 guptidy lint .
	ln -s tree ../link
	run -0 guptidy lint ../link
}

@test "an index whose paths are larger than the file" {
	[[ $GUPTIDY != *asan* ]] || skip "the address sanitizer needs all of the address space"
	repository
	python3 - <<'END'
import struct
n = 20000
entry = lambda: struct.pack('>10I', *[0] * 6, 0o100644, 0, 0, 0)[:40] + bytes(20) + struct.pack('>H', 0xfff)
out = b'DIRC' + struct.pack('>II', 4, n)
out += entry() + b'\0' + b'a' * 60000 + b'\0'
for i in range(n - 1):
    out += entry() + b'\0' + b'b' + b'\0'
with open('.git/index', 'wb') as file:
    file.write(out + bytes(20))
END
	ulimit -v 900000
	run -2 guptidy lint -j1 .
	holds "$output" 'index: is damaged'
	: >.git/index
	run -2 guptidy lint -j1 .
	holds "$output" 'index: is damaged'
}

# plain TEXT: no byte of it controls a terminal, and no line is a command of a CI system.
plain()
{
	! LC_ALL=C grep -q $'[\x01-\x08\x0b-\x1f\x7f]' <<<"$1" || return 1
	! grep -Eq '^[[:space:]]*::[a-z-]+::|##\[' <<<"$1" || return 1
	! grep -q $'\xc2\x9b\|\xe2\x80\xae' <<<"$1"
}

@test "names and text of others come out in quotes, as git writes them" {
	local name format names
	small_tree tree
	cd tree
	names=($'a\e[31m.c' $'a\n::stop-commands::x\n.c' '::add-mask::x.c' $'b\xc2\x9b1m.c' $'c\xe2\x80\xae.c' \
	       'd##[add-mask]x.c' $'e\xff.c' $'f\t".c')
	for name in "${names[@]}"; do calls store | sed $'5s/$/ \/* \e[31m \x9b ##[x] *\//' >"$name"; done
	mkdir -p lib
	printf '#include <linux/mm.h>\n#define A(x) get_user_pages_fast(0, 1, x, 0)\nint z(void)\n{\n\treturn y(get_user_pages_fast);\n}\n' >$'lib/\e.c'
	sed -i $'s/^EXTRAVERSION =/& \e[31m/' Makefile
	for format in text checkpatch org; do
		run guptidy check --format=$format .
		plain "$output"
	done
	run guptidy check --format=github .
	plain "$(sed 's/^::error file=/error file=/' <<<"$output")"
	for format in json sarif gitlab checkstyle; do
		run guptidy check --format=$format .
		! LC_ALL=C grep -q $'[\x01-\x08\x0b-\x1f\x7f]' <<<"$output"
	done
	run guptidy check .
	holds "$output" '"a\033[31m.c":5:9: error: '
	holds "$output" '"a\n::stop-commands::x\n.c":5:9: error: '
	holds "$output" '"::add-mask::x.c":5:9: error: '
	holds "$output" '"f\t\".c":5:9: error: '
	run guptidy find .
	plain "$output"
	# What is not plain in a version is no part of it.
	holds "$output" '(5.2.0)'
	run guptidy api .
	plain "$output"
	# A diff holds the bytes of the file, or would not apply.
	run --separate-stderr guptidy convert .
	plain "$stderr"
	run guptidy check -v .
	plain "$output"
	for name in $'x\n::stop-commands::x' '::stop-commands::x' $'\e[31m'; do
		run -2 guptidy check "$name"
		plain "$output"
		run -2 guptidy check --baseline "$name" .
		plain "$output"
		run -2 guptidy lint --diff "$name" .
		plain "$output"
	done
	printf 'diff --git "a/x\\n::a::b\\033.c" "b/x\\n::a::b\\033.c"\n--- "a/x\\n::a::b\\033.c"\n+++ "b/x\\n::a::b\\033.c"\n@@ -1 +1 @@\n-a\n+b\n' >mail
	run -2 guptidy lint --diff mail .
	plain "$output"
	holds "$output" 'x\n::a::b\033.c: is not in the tree'
}

@test "names: a folder of arch/ runs nothing, whatever it is called" {
	for name in 'a;touch ran;' 'a$(touch ran)' $'a\n  command = touch ran' '-a' 'a b'; do
		cp -r "$FIXTURES/linux-6.6" tree
		rm -r tree/arch
		mkdir -p "tree/arch/$name/include/asm"
		run guptidy check --ask-compiler --work work tree
		[ "$status" -lt 3 ]
		[ ! -e work/ran ] && [ ! -e ran ]
		run -1 grep -rq 'touch ran' work --include=*.ninja
		rm -rf tree work
	done
}

@test "names: a work folder that came from somewhere else is not taken" {
	run -1 guptidy run --matrix --check --ask-compiler --work work "$FIXTURES/linux-6.6"
	cp -r work copied
	printf 'guptidy = touch %q;\n' "$PWD/ran" >"$(echo copied/run-*/cell.ninja)"
	mkdir elsewhere
	rm -rf copied/run-*/headers
	ln -s "$PWD/elsewhere" "$(echo copied/run-*)/headers"
	for claim in same none; do
		[ $claim = same ] || : >copied/guptidy-work
		run -2 guptidy run --matrix --check --ask-compiler --work copied "$FIXTURES/linux-6.6"
		holds "$output" "copied: is a work folder that was made somewhere else; remove it"
	done
	[ ! -e ran ] && [ -z "$(ls elsewhere)" ]
	mv work moved
	run -1 guptidy run --matrix --check --ask-compiler --work moved "$FIXTURES/linux-6.6"
}

@test "names: a work folder that others may write to is not taken" {
	mkdir work
	chmod 777 work
	run -2 guptidy check --ask-compiler --work work "$FIXTURES/linux-6.6"
	holds "$output" "work: others may write to it"
	chmod 755 work
	run -1 guptidy check --ask-compiler --work work "$FIXTURES/linux-6.6"
}

# quiet COMMAND...: prints nothing that a terminal or a CI system obeys.
quiet()
{
	run guptidy "$@"
	lacks "$output" $'\e'
	run -1 grep '^::' <<<"$output"
}

@test "names: what is said of a tree by its name tells terminals and CI systems nothing" {
	name=$'::error a\e[31m\n::error b'
	mkdir -p "$name/none"
	printf 'int take(struct page **pages)\n{\n\treturn get_user_pages_fast(0, 1, true, pages);\n}\n' >"$name/a.c"
	quiet check "$name/none"
	quiet find "$name"
	quiet stats "$name"
	quiet check --fix --dry-run --kernel "$FIXTURES/linux-6.6" "$name"
	cp -r "$FIXTURES/linux-6.6/." "$name"
	quiet check --fix --dry-run "$name"
	quiet cache
	holds "$(guptidy cache)" '\033[31m\n::error b"'
}

@test "names: no report is written through a link that came with the tree" {
	copy linux-6.6
	git init -q linux-6.6
	mkdir outside below
	echo mine >outside/file
	ln -s ../outside/file linux-6.6/guptidy.sarif
	ln -s ../outside linux-6.6/reports
	cd linux-6.6
	for way in --output=guptidy.sarif --output=sarif:drivers/../guptidy.sarif --output="$PWD/guptidy.sarif" \
		   --output=sarif:reports/file --output=reports/new.json --html=reports/../reports/file \
		   --write-baseline=guptidy.sarif; do
		run -2 --separate-stderr guptidy check "$way" drivers/vfio
		holds "$stderr" ' is a symbolic link in what is looked at'
	done
	# A matrix has several trees: of none of them.
	for way in --output=reports/new.json --html=reports/new.html; do
		run -2 --separate-stderr guptidy run --matrix --check --work ../work "$way" drivers/vfio drivers/media
		holds "$stderr" ' is a symbolic link in what is looked at'
	done
	ln -s ../outside/file guptidy.json
	run -2 --separate-stderr guptidy run --matrix --check --work ../work --output=guptidy.json no-such-tree .
	holds "$stderr" 'guptidy.json is a symbolic link in what is looked at'
	[ "$(cat ../outside/file)" = mine ]
	[ "$(ls ../outside)" = file ]
	# A driver's, from elsewhere in its repository.
	mv drivers/vfio ../outside/driver
	cd ../outside
	git init -q .
	ln -s ../below/other other.json
	run -2 --separate-stderr guptidy check --kernel ../linux-6.6 --output=other.json driver
	begins "$stderr" 'other.json: not written: other.json is a symbolic link'
	[ ! -e ../below/other ]
	# Whoever stands elsewhere has made the links there.
	cd ../below
	touch file
	ln -s file link.json
	run -1 guptidy check --output=link.json --output=json:/dev/stdout ../linux-6.6/drivers
	[ -L link.json ]
	[ -s file ]
}

@test "names: checkstyle has no byte that a terminal obeys" {
	copy linux-6.6
	odd=$'linux-6.6/drivers/a\x7fb\xc2\x9b31mc\xc3\xa9'
	mkdir "$odd"
	cp linux-6.6/drivers/vfio/vfio_lectern.c "$odd"
	run -1 guptidy check --format=checkstyle "$odd"
	holds "$output" $'drivers/a&#127;b&#155;31mc\xc3\xa9/vfio_lectern.c'
}
