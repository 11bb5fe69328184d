# SPDX-License-Identifier: GPL-2.0-only
#
# guptidy lint: what a change brings in. Each test makes a small repository of its own.

load common

export GIT_AUTHOR_NAME=Author GIT_AUTHOR_EMAIL=author@example.org
export GIT_COMMITTER_NAME=Committer GIT_COMMITTER_EMAIL=committer@example.org

# repository TREE: a fixture as a git repository with one commit; the test goes on inside of it.
repository()
{
	copy "$1"
	cd "$1"
	git init -q -b main .
	commit base
}

commit()
{
	git add -A
	git commit -q --no-verify -m "$1"
}

# call TEXT [FILE]: adds a function with that statement to the file.
call()
{
	printf '\nint pin_%s(unsigned long addr, int prot, struct page **pages)\n{\n\t%s\n}\n' \
		"$RANDOM$RANDOM" "$1" >>"${2:-drivers/vfio/vfio_lectern.c}"
}

MISTAKE='return pin_user_pages_fast(addr, 1, !!(prot & IOMMU_WRITE), pages);'
RIGHT='return pin_user_pages_fast(addr, 1, prot & IOMMU_WRITE ? FOLL_WRITE : 0, pages);'

# silent ARGUMENT...: lint finds nothing and has nothing to say.
silent()
{
	run -0 guptidy lint "$@"
	[ -z "$output" ] || {
		printf 'not silent: %s\n' "$output"
		return 1
	}
}

# one RULE ARGUMENT...: lint finds one thing, and it is that.
one()
{
	local rule=$1

	shift
	run -1 guptidy lint "$@"
	[ "$(grep -c '\[[a-z-]*\]$' <<<"$output")" -eq 1 ] || {
		printf 'not one finding: %s\n' "$output"
		return 1
	}
	holds "$output" "[$rule]"
}

@test "a tree without changes, and one with an innocent one" {
	repository linux-6.6
	silent
	call "$RIGHT"
	silent
	silent --base HEAD
}

@test "the vfio mistake is shown; what was there before is not" {
	repository linux-6.6
	call "$MISTAKE"
	one bool-as-flags
	holds "$output" 'drivers/vfio/vfio_lectern.c:62:9: error: `!!(prot & IOMMU_WRITE)`'
	holds "$output" 'write: pin_user_pages_fast(addr, 1, prot & IOMMU_WRITE ? FOLL_WRITE : 0, pages)'
	commit mistake
	silent
	call "$MISTAKE" mm/gup.c
	call "$MISTAKE" mm/gup.c
	run -1 guptidy lint
	[ "$(grep -c 'bool-as-flags' <<<"$output")" -eq 2 ]
	lacks "$output" vfio
	one bool-as-flags --base HEAD~1..HEAD
}

@test "json: base, and the usual keys" {
	repository linux-6.6
	call "$MISTAKE"
	guptidy lint --format=json >report || [ $? -eq 1 ]
	python3 - <<'END'
import json
report = json.load(open("report"))
assert report["schema"] == 1 and report["tool"]["name"] == "guptidy"
assert report["base"].startswith("HEAD ("), report["base"]
assert report["unanalysed"] == [] and report["unanalysed_before"] == []
(finding,) = report["findings"]
assert finding["rule"] == "bool-as-flags" and finding["line"] == 62 and finding["fix"]
END
}

@test "moved code is silent: in its file, to another file, with the file" {
	repository linux-6.6
	f=drivers/vfio/vfio_lectern.c
	grep -q bool-as-flags <(guptidy check $f)
	# 40 lines lower
	{ yes '/* moved */' | head -40; cat $f; } >moved
	mv moved $f
	silent
	# to another file, and the file is gone
	git mv $f drivers/misc/lectern.c
	silent
	silent --staged
	git diff -M HEAD >../rename.diff
	grep -q 'rename from' ../rename.diff
	# a function of it moves alone
	git reset -q --hard
	call "$MISTAKE"
	commit mistake
	n=$(grep -n '^int pin_' $f | cut -d : -f 1)
	sed -n "$n,\$p" $f >>mm/gup.c
	sed -i "$n,\$d" $f
	silent
	# copied is not moved
	git checkout -q $f
	one bool-as-flags
	holds "$output" mm/gup.c
}

@test "renamed functions and variables are silent" {
	repository linux-6.6
	call "$MISTAKE"
	commit mistake
	sed -i 's/^int pin_[0-9]*/int pin_renamed/' drivers/vfio/vfio_lectern.c
	silent
	git checkout -q .
	sed -i '/^int pin_/,$s/\bprot\b/access/' drivers/vfio/vfio_lectern.c
	silent
	# another mistake in the same place is not a renamed one
	git checkout -q .
	sed -i '/^int pin_/,$s/!!(prot & IOMMU_WRITE)/!prot/' drivers/vfio/vfio_lectern.c
	one bool-as-flags
}

@test "one line breaks a call on another line" {
	repository linux-6.6
	plant drivers/misc/shelf.c <<'END'
#include <linux/mm.h>
int shelve(unsigned long addr, struct page **pages)
{
	unsigned int how = FOLL_WRITE;

	/* far away */
	return pin_user_pages_fast(addr, 1, how, pages);
}
END
	commit right
	silent
	sed -i 's/unsigned int how = FOLL_WRITE/bool how = true/' drivers/misc/shelf.c
	one bool-as-flags
	holds "$output" 'drivers/misc/shelf.c:7:9'
}

@test "a prototype changes: callers in files that nobody touched are shown" {
	repository linux-6.6
	plant drivers/misc/shelf.c <<'END'
#include <linux/mm.h>
int shelve(unsigned long addr, struct page **pages)
{
	return get_user_pages_fast(addr, 1, FOLL_WRITE, pages);
}
END
	commit caller
	perl -0pi -e 's/(get_user_pages_fast\(unsigned long start, int nr_pages,\s*)(unsigned int gup_flags), (struct page \*\*pages)/$1$3, $2/' include/linux/mm.h
	git diff --quiet && return 1
	run -1 guptidy lint
	holds "$output" 'drivers/misc/shelf.c:4:9: error: argument 3 of get_user_pages_fast() is `pages` in this tree'
	holds "$output" '[stale-call]'
	# a comment in the same header reaches nobody
	git checkout -q .
	sed -i '1a /* a comment */' include/linux/mm.h
	silent
	# nor does a parameter's new name
	sed -i 's/\bgup_flags\b/gup_flags/' include/linux/mm.h
	silent
}

@test "a header changes a member's type: files that include it are shown" {
	repository linux-6.6
	plant drivers/misc/shelf.h <<'END'
struct shelf {
	unsigned int how;
};
END
	plant drivers/misc/shelf.c <<'END'
#include <linux/mm.h>
#include "shelf.h"
int shelve(struct shelf *shelf, unsigned long addr, struct page **pages)
{
	return pin_user_pages_fast(addr, 1, shelf->how, pages);
}
END
	commit right
	silent
	sed -i 's/unsigned int how/bool how/' drivers/misc/shelf.h
	one bool-as-flags
	holds "$output" 'drivers/misc/shelf.c:5:9'
	# and from memory, with the answers of both states kept
	one bool-as-flags
	git diff >../member.diff
	git stash -q
	one bool-as-flags --diff ../member.diff
	silent
}

@test "a precompiled header of an old state goes after a day" {
	repository linux-6.6
	sed -i '/^struct vm_area_struct \*vma_lookup/i struct shelf { unsigned int how; };' include/linux/mm.h
	# A header is precompiled where a few files need it.
	for i in 1 2 3; do
		sed "s/shelve/shelve$i/" <<'END' >drivers/misc/shelf$i.c
#include <linux/mm.h>
int shelve(struct shelf *shelf, unsigned long addr, struct page **pages)
{
	return pin_user_pages_fast(addr, 1, shelf->how, pages);
}
END
	done
	commit right
	sed -i 's/unsigned int how/bool how/' include/linux/mm.h
	run -1 guptidy lint
	[ "$(grep -c 'bool-as-flags' <<<"$output")" -eq 3 ]
	find "$XDG_CACHE_HOME" -name '*-over.pch' | grep -q .
	touch -d '2 days ago' "$XDG_CACHE_HOME"/guptidy/*/*
	rm "$XDG_CACHE_HOME"/guptidy/*/*.answer
	git checkout -q .
	guptidy check drivers/misc/shelf?.c
	! find "$XDG_CACHE_HOME" -name '*-over.*' | grep .
	find "$XDG_CACHE_HOME" -name '*.pch' | grep -q .
}

@test "a change of the same size in the same moment" {
	repository linux-6.6
	call 'return pin_user_pages_fast(addr, 1, FOLL_WRITE, pages);'
	touch -d 'now + 1 hour' drivers/vfio/vfio_lectern.c
	commit right
	cp -p drivers/vfio/vfio_lectern.c ../before
	sed -i 's/, 1, FOLL_WRITE/, 1, !!prot    /' drivers/vfio/vfio_lectern.c
	touch -r ../before drivers/vfio/vfio_lectern.c
	one bool-as-flags
}

@test "files that come and go" {
	repository linux-6.6
	plant drivers/misc/new.c <<<'#include <linux/mm.h>'
	call "$MISTAKE" drivers/misc/new.c
	one bool-as-flags				# untracked
	one bool-as-flags --base HEAD
	silent --staged
	echo new.c >drivers/misc/.gitignore
	silent						# ignored
	rm drivers/misc/.gitignore
	git add -A
	one bool-as-flags --staged
	git commit -q -m new
	one bool-as-flags --base HEAD~1..
	git rm -q drivers/misc/new.c
	silent
	silent --staged
	one bool-as-flags --base HEAD~1..HEAD		# the disk has it no more
	git commit -q -m gone
	silent --base HEAD~1..HEAD
	one bool-as-flags --base HEAD~2..HEAD~1
}

@test "a new file makes nothing new of the mistakes beside it" {
	copy linux-6.6
	cd linux-6.6
	mv drivers/quay/members_by_other_names.c drivers/misc
	git init -q -b main .
	commit base
	plant drivers/misc/new.c <<<'#include <linux/mm.h>'
	call "$MISTAKE" drivers/misc/new.c
	one bool-as-flags
}

@test "an untracked folder, and another repository inside" {
	repository linux-6.6
	plant drivers/own/deep/new.c <<<'#include <linux/mm.h>'
	call "$MISTAKE" drivers/own/deep/new.c
	one bool-as-flags
	git init -q drivers/own
	silent
}

@test "an untracked file on a file system that keeps no types in its folders" {
	repository linux-6.6
	mkdir drivers/new
	echo '#include <linux/mm.h>' >drivers/new/new.c
	call "$MISTAKE" drivers/new/new.c
	untyped
	one bool-as-flags
}

@test "a folder that cannot be opened is said" {
	local powerless=

	# Root may open all, unless it gives up the right.
	[ "$(id -u)" -ne 0 ] || powerless='setpriv --bounding-set=-dac_override,-dac_read_search'
	repository linux-6.6
	mkdir drivers/closed
	chmod 0 drivers/closed
	# shellcheck disable=SC2086 # a command, or nothing
	run -2 $powerless "$GUPTIDY" lint
	chmod 700 drivers/closed
	begins "$output" 'drivers/closed: not analysed: a folder that cannot be opened'
	rmdir drivers/closed
	silent
}

@test "a changed file that cannot be read is said, and not taken for a removed one" {
	local powerless=

	[ "$(id -u)" -ne 0 ] || powerless='setpriv --bounding-set=-dac_override,-dac_read_search'
	repository linux-6.6
	call "$MISTAKE"
	cp drivers/vfio/vfio_lectern.c drivers/vfio/new.c
	chmod 0 drivers/vfio/vfio_lectern.c drivers/vfio/new.c
	# shellcheck disable=SC2086 # a command, or nothing
	run -2 $powerless "$GUPTIDY" lint
	holds "$output" 'drivers/vfio/vfio_lectern.c: not analysed: cannot be read'
	holds "$output" 'drivers/vfio/new.c: not analysed: cannot be read'
	# shellcheck disable=SC2086 # a command, or nothing
	run -0 $powerless "$GUPTIDY" lint --staged
	rm drivers/vfio/new.c
	chmod 644 drivers/vfio/vfio_lectern.c
	one bool-as-flags
}

@test "a folder that became a link to a folder: its files are gone" {
	repository linux-6.6
	call "$MISTAKE"
	commit mistake
	mv drivers/vfio drivers/moved
	ln -s moved drivers/vfio
	silent								# moved, and no new mistake
	git add -A
	silent --staged
	one bool-as-flags --base HEAD~1
}

@test "--staged looks at the index, not at the disk" {
	repository linux-6.6
	call "$MISTAKE"
	git add -A
	git show HEAD:drivers/vfio/vfio_lectern.c >drivers/vfio/vfio_lectern.c
	one bool-as-flags --staged
	silent
	# a mistake on the disk alone
	git reset -q --hard
	call "$MISTAKE"
	silent --staged
	one bool-as-flags
	# an index that git names, as for a hook of git commit FILE
	GIT_INDEX_FILE=$PWD/.git/other git add -A
	GIT_INDEX_FILE=$PWD/.git/other one bool-as-flags --staged
	silent --staged
}

@test "A..B and A...B need no checkout" {
	repository linux-6.6
	git checkout -q -b topic
	call "$MISTAKE"
	commit mistake
	git checkout -q main
	call 'return pin_user_pages_fast(addr, 1, true, pages);' mm/gup.c
	commit 'a mistake of main'
	one bool-as-flags --base main...topic
	holds "$output" drivers/vfio
	one bool-as-flags --base main..topic
	one bool-as-flags --base topic..main
	holds "$output" mm/gup.c
	silent --base topic...topic
	git checkout -q topic
	one bool-as-flags --base main...
	# a disk in disorder is no matter
	rm -r drivers
	echo garbage >mm/gup.c
	one bool-as-flags --base main...topic
	holds "$output" 'write: pin_user_pages_fast'
	[ -z "$(git stash list)" ]
}

@test "a tag as base; mode changes; links" {
	repository linux-6.6
	git tag -a -m tag v6.6
	chmod +x drivers/vfio/vfio_lectern.c
	silent --base v6.6
	git diff >../mode.diff
	git checkout -q .
	silent --diff ../mode.diff
	rm drivers/vfio/vfio_lectern.c
	ln -s ../misc/right_calls.c drivers/vfio/vfio_lectern.c
	silent --base v6.6
	commit link
	rm drivers/vfio/vfio_lectern.c					# and a file again
	echo '#include <linux/mm.h>' >drivers/vfio/vfio_lectern.c
	call "$MISTAKE"
	one bool-as-flags
}

@test "a tree below the top of a repository" {
	mkdir repo
	cd repo
	copy linux-6.6
	git init -q -b main .
	commit base
	call "$MISTAKE" linux-6.6/drivers/vfio/vfio_lectern.c
	echo 'int other(void);' >other.c
	one bool-as-flags linux-6.6
	begins "$output" 'linux-6.6/drivers/vfio/vfio_lectern.c:62'
	cd linux-6.6/mm
	one bool-as-flags
}

@test "a submodule beside the tree is none of its matter; one in it is" {
	mkdir repo
	cd repo
	git init -q -b main .
	git init -q -b main sub
	git -C sub commit -q --allow-empty -m one
	copy linux-6.6
	cp -r sub linux-6.6/drivers/sub
	cat >.gitmodules <<-'END'
	[submodule "beside"]
		path = sub
		url = ./sub
	[submodule "inside"]
		path = linux-6.6/drivers/sub
		url = ./sub
	END
	git add -A 2>/dev/null
	git commit -q -m base
	git -C sub commit -q --allow-empty -m two
	silent linux-6.6
	git -C linux-6.6/drivers/sub commit -q --allow-empty -m two
	run -2 guptidy lint linux-6.6
	begins "$output" 'linux-6.6/drivers/sub: not analysed: a submodule that moves'
}

@test "a driver outside of the tree, with --kernel" {
	mkdir driver
	cd driver
	plant shelf.h <<<'struct shelf { unsigned int how; };'
	plant shelf.c <<'END'
#include <linux/mm.h>
#include "shelf.h"
int shelve(struct shelf *shelf, unsigned long addr, struct page **pages)
{
	return pin_user_pages_fast(addr, 1, shelf->how, pages);
}
END
	git init -q .
	commit base
	silent --kernel "$FIXTURES/linux-6.6"
	sed -i 's/unsigned int how/bool how/' shelf.h
	one bool-as-flags --kernel "$FIXTURES/linux-6.6"
	git diff >../driver.diff
	git stash -q
	one bool-as-flags --kernel "$FIXTURES/linux-6.6" --diff ../driver.diff
}

@test "removed-soon: a new call only" {
	repository linux-5.1
	silent
	call 'return get_user_pages_longterm(addr, 1, FOLL_WRITE, pages, NULL);' mm/call_behind_case.c
	one removed-soon
	holds "$output" 'call get_user_pages() with FOLL_LONGTERM, which this tree has yet to get'
	sed -i 's/^#define FOLL_WRITE.*/&\n#define FOLL_LONGTERM 0x10000/' include/linux/mm.h
	one removed-soon
	holds "$output" 'write: get_user_pages(addr, 1, FOLL_WRITE | FOLL_LONGTERM, pages, NULL)'
	silent --no-rule removed-soon
	commit called
	silent
	echo >>mm/call_behind_case.c
	silent
}

@test "unanalysed: new is trouble, old is a note" {
	repository linux-6.6
	plant drivers/misc/shelf.c <<'END'
#include <linux/mm.h>
#include "nowhere.h"
int shelve(struct nowhere *n, unsigned long addr, struct page **pages)
{
	return pin_user_pages_fast(addr, 1, n->how, pages);
}
END
	run -2 --separate-stderr guptidy lint
	holds "$stderr" 'drivers/misc/shelf.c:5: not analysed: the type of `how` is not known'
	commit unknown
	silent
	sed -i '1i /* down one line */' drivers/misc/shelf.c
	run -0 --separate-stderr guptidy lint
	holds "$stderr" 'drivers/misc/shelf.c:6: note: not analysed, as before the change'
	guptidy lint --format=json >report
	grep -A3 '"unanalysed_before"' report | grep -q shelf.c
	cp drivers/misc/shelf.c drivers/misc/rack.c
	run -2 --separate-stderr guptidy lint
	holds "$stderr" 'drivers/misc/rack.c:6: not analysed: '
	holds "$stderr" 'drivers/misc/shelf.c:6: note: not analysed, as before the change'
	rm drivers/misc/shelf.c
	run -0 --separate-stderr guptidy lint
	holds "$stderr" 'drivers/misc/rack.c:6: note: not analysed, as before the change'
	mv drivers/misc/rack.c drivers/misc/shelf.c
	sed -i 's/n->how/n->other/' drivers/misc/shelf.c
	run -2 guptidy lint
}

@test "git trouble is said, and is status 2" {
	copy linux-6.6
	cd linux-6.6
	run -2 guptidy lint
	holds "$output" 'not in a git repository; name one, or lint a diff with --diff FILE'
	git init -q -b main .
	run -2 guptidy lint
	holds "$output" 'has no commit yet'
	git add -A
	run -2 guptidy lint --staged
	holds "$output" 'has no commit yet'
	commit base
	run -2 guptidy lint --base nowhere
	holds "$output" '`nowhere` names no commit of this repository'
	run -2 guptidy lint --base HEAD..nowhere
	holds "$output" 'names no commit'
	run -2 guptidy lint --base HEAD:mm/gup.c
	holds "$output" 'is no commit'
	# A folder's tree is not the root's.
	run -2 guptidy lint --base HEAD:mm
	holds "$output" '`HEAD:mm` is no commit; name a commit, a branch or a tag'
	run -2 guptidy lint --base HEAD --staged
	holds "$output" 'each names a change of its own'
	run -2 guptidy lint mm drivers
	holds "$output" 'one tree at a time'
	run -2 guptidy lint HEAD^..HEAD
	[ "$output" = 'HEAD^..HEAD: No such file or directory; name the tree here, and a revision with --base' ]
	git clone -q --bare . ../bare.git
	run -2 guptidy lint ../bare.git
	holds "$output" 'a bare repository has no working tree to lint; name two commits'
	git checkout -q --orphan other
	git commit -q -m other
	run -2 guptidy lint --base main...other
	holds "$output" 'no common ancestor'
	git init -q --object-format=sha256 ../sha256
	run -2 guptidy lint ../sha256
	begins "$output" '/'
	holds "$output" '`HEAD` names no commit'
}

@test "a worktree that was copied, and one that is named through a link" {
	repository linux-6.6
	git worktree add -q ../real
	ln -s real ../link
	echo "$PWD/../link/.git" >.git/worktrees/real/gitdir
	cd ../real
	call "$MISTAKE"
	one bool-as-flags
	cp -a . ../copied
	git checkout -q .
	silent
	run -2 guptidy lint ../copied
	begins "$output" '../copied: its git repository says that its working tree is '
	holds "$output" 'git worktree repair'
	git -C ../copied worktree repair
	one bool-as-flags ../copied
}

@test "the repository of another user" {
	[ "$(id -u)" -eq 0 ] || skip 'only root makes one'
	repository linux-6.6
	chown -R 12345 .
	run -2 guptidy lint
	holds "$output" '.: its git repository belongs to another user; if you trust it: git config'
	git config --global --add safe.directory "$PWD"
	silent
}

@test "a shallow clone without the base" {
	repository linux-6.6
	call "$RIGHT"
	commit second
	git clone -q --depth 1 "file://$PWD" ../shallow
	cd ../shallow
	silent
	run -2 guptidy lint --base HEAD~1
	holds "$output" '`HEAD~1` is not in this shallow clone; fetch it first: git fetch --unshallow'
	git fetch -q --unshallow
	silent --base HEAD~1
}

@test "a merge with conflicts" {
	repository linux-6.6
	f=drivers/vfio/vfio_lectern.c
	git checkout -q -b topic
	call "$MISTAKE"
	commit one
	git checkout -q main
	call "$RIGHT"
	commit other
	git merge -q topic || true
	run -2 guptidy lint --staged
	holds "$output" 'a merge is not finished'
	# What stands between the marks is judged; the function as a whole cannot be read, and that is said.
	run -2 guptidy lint
	[ "$(grep -c '\[[a-z-]*\]$' <<<"$output")" -eq 1 ]
	holds "$output" '[bool-as-flags]'
	holds "$output" 'locks and pages are not followed through a function'
}

@test "a submodule that moves is said" {
	repository linux-6.6
	git init -q ../sub
	(cd ../sub && echo 1 >file && commit one)
	git -c protocol.file.allow=always submodule --quiet add "file://$PWD/../sub" tools/sub
	commit submodule
	silent
	(cd tools/sub && echo 2 >file && commit two)
	run -2 guptidy lint
	holds "$output" 'tools/sub: not analysed: a submodule that moves to another commit; run guptidy lint in it'
	git diff >../sub.diff
	git add -A
	run -2 guptidy lint --staged
	holds "$output" tools/sub
	commit moved
	silent
	run -2 guptidy lint --base HEAD~1..HEAD
	holds "$output" tools/sub
	git checkout -q --force HEAD~1
	run -2 guptidy lint --diff ../sub.diff
	holds "$output" 'tools/sub: not analysed: a submodule'
}

@test "an edit that keeps size and time of modification" {
	repository linux-6.6
	call "$RIGHT" lib/kept.c
	commit right
	sleep 1.1		# else the file is as new as the index, and is read in any case
	git update-index --refresh
	cp -p lib/kept.c ../before
	sed -i 's/prot & IOMMU_WRITE ? FOLL_WRITE : 0, pages/!!(prot \& IOMMU_WRITE)             , pages/' lib/kept.c
	touch -r ../before lib/kept.c
	[ "$(stat -c %s.%Y ../before)" = "$(stat -c %s.%Y lib/kept.c)" ]
	one bool-as-flags
	git config core.trustCtime false	# the user says that this time means nothing
	silent .
}

@test "a .git that is no repository" {
	repository linux-6.6
	mkdir -p lib/empty/.git lib/broken
	echo 'gitdir: nowhere' >lib/broken/.git
	call "$MISTAKE" lib/empty/new.c
	call "$MISTAKE" lib/broken/new.c
	run -1 guptidy lint .
	holds "$output" 'lib/empty/new.c:'
	holds "$output" 'lib/broken/new.c:'
}

@test "both states are put to the compiler, one after the other or at once" {
	local jobs

	repository linux-6.6
	cat >lib/asks.c <<'END'
#include <linux/mm.h>

struct asks { bool how; };

int asks_before(struct asks *asks, unsigned long addr, struct page **pages)
{
	return pin_user_pages_fast(addr, 1, asks->how, pages);
}
END
	commit asks
	sed 's/asks_before/asks_now/; s/1, asks->how/2, asks->how/' lib/asks.c | tail -5 >>lib/asks.c
	for jobs in 1 2 8; do
		run -1 guptidy lint --no-cache -j "$jobs" .
		[ "$(grep -c bool-as-flags <<<"$output")" -eq 1 ]
		holds "$output" 'lib/asks.c:12:'
	done
}

@test "what may not be read is said" {
	needs_permissions
	repository linux-6.6
	call "$MISTAKE"
	call "$MISTAKE" lib/new.c
	mkdir lib/closed lib/named
	call "$MISTAKE" lib/closed/new.c
	call "$MISTAKE" lib/named/new.c
	chmod 000 drivers/vfio/vfio_lectern.c lib/new.c lib/closed
	chmod 444 lib/named
	run -2 unprivileged "$GUPTIDY" lint --no-cache .
	holds "$output" 'drivers/vfio/vfio_lectern.c: not analysed: cannot be read'
	holds "$output" 'lib/new.c: not analysed: cannot be read'
	holds "$output" 'lib/named/new.c: not analysed: cannot be read'
	holds "$output" 'lib/closed: not analysed: a folder that cannot be opened'
	chmod 755 lib/closed lib/named
}

@test "a file became a folder, and a folder a file" {
	repository linux-6.6
	mkdir -p lib/was/folder.c
	call "$RIGHT" lib/was/folder.c/in.c
	call "$RIGHT" lib/was/file.c
	commit both
	rm -r lib/was
	mkdir -p lib/was/file.c
	call "$MISTAKE" lib/was/file.c/in.c
	call "$MISTAKE" lib/was/folder.c
	run -1 guptidy lint .
	holds "$output" 'lib/was/file.c/in.c:'
	holds "$output" 'lib/was/folder.c:'
	ln -s file.c/in.c lib/was/link.c
	rm lib/was/folder.c && ln -s file.c/in.c lib/was/folder.c	# a link is no source
	run -1 guptidy lint .
	[ "$(grep -c bool-as-flags <<<"$output")" -eq 1 ]
}

@test "an index of any version, with what git may add to it" {
	local version

	repository linux-6.6
	for version in 4 2 3; do
		git update-index --index-version "$version"
		git reset -q --hard
		silent .
		call "$MISTAKE"
		printf '\n' >mm/intended.c
		git add -N mm/intended.c	# which version 2 has no place for
		git update-index --untracked-cache --force-untracked-cache
		run -1 guptidy lint --no-cache .
		[ "$(grep -c bool-as-flags <<<"$output")" -eq 1 ]
		git add drivers
		run -1 guptidy lint --staged .
		[ "$(grep -c bool-as-flags <<<"$output")" -eq 1 ]
		git rm -q --cached mm/intended.c
		rm mm/intended.c
	done

	git update-index --split-index
	run -1 guptidy lint .
	git update-index --no-split-index
	run -1 guptidy lint .
	head -c 300 .git/index >../cut
	cp ../cut .git/index
	run -2 guptidy lint .
	holds "$output" "$PWD/.git/index: is damaged"
}

@test "a sparse checkout" {
	repository linux-6.6
	git sparse-checkout set --no-cone '/*' '!/drivers/vfio'
	[ ! -e drivers/vfio/vfio_lectern.c ]
	silent
	call "$MISTAKE" mm/gup.c
	one bool-as-flags
	git show HEAD:drivers/vfio/vfio_lectern.c | plant drivers/vfio/vfio_lectern.c	# the user wants it after all
	one bool-as-flags
	call "$MISTAKE"
	run -1 guptidy lint
	[ "$(grep -c bool-as-flags <<<"$output")" -eq 2 ]
	rm drivers/vfio/vfio_lectern.c
	git sparse-checkout set --cone --sparse-index mm include
	one bool-as-flags
	git sparse-checkout reapply --no-sparse-index
	one bool-as-flags
}

@test "nothing is written into the repository" {
	repository linux-6.6
	call "$MISTAKE"
	git add drivers
	call "$MISTAKE"
	plant drivers/misc/new.c <<<'int new;'
	find . -type f -newermt '1 second ago' >/dev/null
	find . -type f -printf '%p %s %T@ %C@\n' | sort >../before
	guptidy lint >/dev/null || true
	guptidy lint --staged >/dev/null || true
	guptidy lint --base HEAD..HEAD >/dev/null
	find . -type f -printf '%p %s %T@ %C@\n' | sort >../after
	diff ../before ../after
}

# --diff

# diff_of_mistake: ../p.diff adds the mistake to the tree, which does not have it.
diff_of_mistake()
{
	call "$MISTAKE"
	commit 'vfio: a mistake'
	git diff HEAD~1 >../p.diff
	git format-patch -q --stdout -1 >../p.mbox
	git reset -q --hard HEAD~1
}

@test "--diff: against a tree, git or not, from a file, a pipe or stdin" {
	repository linux-6.6
	diff_of_mistake
	rm -rf .git
	one bool-as-flags --diff ../p.diff
	begins "$output" drivers/vfio/vfio_lectern.c:62:9
	one bool-as-flags --diff - <../p.diff
	one bool-as-flags --diff <(cat ../p.diff)
	one bool-as-flags --diff ../p.mbox
	cd mm
	one bool-as-flags --diff ../../p.diff
	cd ../..
	one bool-as-flags --diff p.diff linux-6.6
	diff -r "$FIXTURES/linux-6.6" linux-6.6
}

@test "--diff: prefixes of all kinds" {
	repository linux-6.6
	call "$MISTAKE"
	git diff --no-prefix >../no-prefix.diff
	git diff --src-prefix=i/ --dst-prefix=w/ >../mnemonic.diff
	cp -r . ../linux-6.6.new
	git checkout -q .
	one bool-as-flags --diff ../no-prefix.diff
	one bool-as-flags --diff ../mnemonic.diff
	cd ..
	diff -urN -x .git linux-6.6 linux-6.6.new >plain.diff || true
	cd linux-6.6
	one bool-as-flags --diff ../plain.diff
	# files that come and go, as diff -N has them
	cd ..
	mkdir linux-6.6.new/drivers/new
	mv linux-6.6.new/drivers/vfio/vfio_lectern.c linux-6.6.new/drivers/new
	diff -urN -x .git linux-6.6 linux-6.6.new >plain.diff || true
	cd linux-6.6
	one bool-as-flags --diff ../plain.diff
	begins "$output" drivers/new/vfio_lectern.c:
	cp -r ../linux-6.6.new/drivers .
	run -2 guptidy lint --diff ../plain.diff
	holds "$output" 'drivers/new/vfio_lectern.c: the tree has this change already'
}

@test "--diff: new, deleted and renamed files, and names with blanks" {
	repository linux-6.6
	f='drivers/misc/a new one.c'
	plant "$f" <<<'#include <linux/mm.h>'
	call "$MISTAKE" "$f"
	git rm -q mm/gup.c
	git mv drivers/vfio/vfio_lectern.c drivers/misc/lectern.c
	git add -A
	git diff -M HEAD >../p.diff
	grep -q 'deleted file' ../p.diff
	grep -q 'rename to' ../p.diff
	git reset -q --hard
	one bool-as-flags --diff ../p.diff
	begins "$output" "$f"
}

# clean FILE: makes one that has nothing wrong.
clean()
{
	echo '#include <linux/mm.h>' >"$1"
	call "$RIGHT" "$1"
	seq -f "int ${1%.c}%g;" 40 >>"$1"
}

@test "--diff: copies of a file that the diff changes as well, and names that are exchanged" {
	repository linux-6.6
	clean a.c
	clean x.c
	commit clean
	echo 'int first;' >>a.c
	commit first
	cp a.c b.c
	call "$MISTAKE" b.c
	echo 'int second;' >>a.c
	commit copied
	git format-patch -q -C -2 --stdout >../copy.mbox
	git diff -C HEAD~2 HEAD~1 >../cat.diff
	git diff -C HEAD~1 HEAD >>../cat.diff
	grep -q '^copy from a.c' ../cat.diff
	git reset -q --hard HEAD~2
	# what the first diff makes of the file is what the second one copies
	one bool-as-flags --diff ../copy.mbox
	begins "$output" b.c:
	one bool-as-flags --diff ../cat.diff
	git mv a.c swap.c
	git mv x.c a.c
	git mv swap.c x.c
	call "$MISTAKE" x.c
	git diff -B -M HEAD >../swap.diff
	[ "$(grep -c '^rename' ../swap.diff)" -eq 4 ]
	git reset -q --hard
	one bool-as-flags --diff ../swap.diff
	begins "$output" x.c:
}

@test "--diff: a new header is read through the new file that includes it" {
	repository linux-6.6
	plant drivers/misc/inner.h <<'END'
struct inner { bool how; };
static inline int inner_pin(struct inner *inner, unsigned long addr, struct page **pages)
{
	return pin_user_pages_fast(addr, 1, inner->how, pages);
}
END
	printf '#include <linux/mm.h>\n#include "inner.h"\n' >drivers/misc/inner.c
	git add -A
	git diff HEAD >../p.diff
	git reset -q --hard
	one bool-as-flags --diff ../p.diff
	begins "$output" drivers/misc/inner.h:4:9
}

@test "--diff: moved lines apply where they are unique" {
	repository linux-6.6
	diff_of_mistake
	sed -i '1i /* one */\n/* two */' drivers/vfio/vfio_lectern.c
	one bool-as-flags --diff ../p.diff
	begins "$output" drivers/vfio/vfio_lectern.c:64:9
	# the same lines twice, neither where the hunk says
	seq 9 >lines
	{ cat lines; echo a; cat lines; } >twice
	sed 's/^5$/five/' lines | diff -u --label a/twice --label b/twice lines - >../twice.diff || true
	sed -i 's/^@@.*/@@ -4,7 +4,7 @@/' ../twice.diff
	run -2 guptidy lint --diff ../twice.diff
	holds "$output" '../twice.diff:3: twice: the lines of this hunk are not where it says, and in several places elsewhere'
}

@test "--diff: what does not apply is named with its line, and is status 2" {
	repository linux-6.6
	diff_of_mistake
	sed 's/^ \treturn.*/ \tnowhere;/; s/^ }$/ };/' ../p.diff >../wrong.diff
	run -2 --separate-stderr guptidy lint --diff ../wrong.diff
	[ -z "$output" ]
	holds "$stderr" '../wrong.diff:5: drivers/vfio/vfio_lectern.c: the lines of this hunk are not in the file'
	head -8 ../p.diff >../short.diff
	run -2 guptidy lint --diff ../short.diff
	holds "$output" '../short.diff:5: the diff ends inside of this hunk'
	for n in 1 2 3 4; do
		head -$n ../p.diff >../short.diff
		run -2 --separate-stderr guptidy lint --diff ../short.diff
		begins "$stderr" '../short.diff:'
		holds "$stderr" 'cut off?'
		[ -z "$output" ]
	done
	sed 's,vfio_lectern,nowhere,g' ../p.diff >../nowhere.diff
	run -2 guptidy lint --diff ../nowhere.diff
	holds "$output" 'drivers/vfio/nowhere.c: is not in the tree'
	sed 's/^+.*IOMMU/IOMMU/' ../p.diff >../wrapped.diff
	run -2 guptidy lint --diff ../wrapped.diff
	holds "$output" 'not a line of the hunk'
	git apply ../p.diff
	run -2 guptidy lint --diff ../p.diff
	holds "$output" 'the tree has this change already'
	# nor does it go in a second time where its lines stand again
	printf 'x\ny\n1\nx\ny\n2\n' >again
	printf -- '--- a/again\n+++ b/again\n@@ -1,2 +1,3 @@\n x\n+new\n y\n' >../again.diff
	silent --diff ../again.diff
	patch -s -p1 <../again.diff
	run -2 guptidy lint --diff ../again.diff
	holds "$output" 'again: the tree has this change already'
	run -2 guptidy lint --diff README.nowhere
	holds "$output" 'README.nowhere: cannot be opened'
	run -2 guptidy lint --diff Makefile
	holds "$output" 'Makefile: holds no diff'
}

@test "--diff: an empty one is no change" {
	repository linux-6.6
	touch empty.c
	git add -A
	git diff --cached >../empty.diff
	commit empty
	git diff -R HEAD~1 >../gone.diff
	silent --diff ../gone.diff
	git reset -q --hard HEAD~1
	silent --diff ../empty.diff
	silent --diff - --allow-empty </dev/null
	silent --diff - <<<''
}

@test "--diff: nothing outside of the tree is read" {
	repository linux-6.6
	echo secret >../secret.c
	mkdir ../outside
	echo secret >../outside/secret.c
	for name in ../secret.c "$PWD/../secret.c" drivers/../../secret.c .git/config; do
		printf -- '--- a/%s\n+++ b/%s\n@@ -1 +1 @@\n-secret\n+other\n' "$name" "$name" >../p.diff
		run -2 guptidy lint --diff ../p.diff
		holds "$output" 'not a file inside of the tree'
	done
	ln -s ../outside drivers/link
	printf -- '--- a/drivers/link/secret.c\n+++ b/drivers/link/secret.c\n@@ -1 +1 @@\n-secret\n+other\n' >../p.diff
	run -2 guptidy lint --diff ../p.diff
	holds "$output" 'goes through a symbolic link'
	ln -s ../../outside/secret.c drivers/secret.c
	printf -- '--- a/drivers/secret.c\n+++ b/drivers/secret.c\n@@ -1 +1 @@\n-secret\n+other\n' >../p.diff
	run -2 guptidy lint --diff ../p.diff
	holds "$output" 'goes through a symbolic link'
	printf 'diff --git a/mm/gup.c b/../../x.c\nrename from mm/gup.c\nrename to ../../x.c\n' >../p.diff
	run -2 guptidy lint --diff ../p.diff
	holds "$output" 'not a file inside of the tree'
}

@test "--diff: a file becomes a link, a link a file, and links come and go" {
	repository linux-6.6
	f=drivers/vfio/vfio_lectern.c
	call "$MISTAKE"
	commit mistake
	# the file leaves, and what it had wrong with it
	rm $f
	ln -s ../misc/right_calls.c $f
	git diff >../link.diff
	[ "$(grep -c '^diff --git' ../link.diff)" -eq 2 ]
	git diff -R >../file.diff
	git stash -q
	silent --diff ../link.diff
	# and back: all that the file says is new
	run -2 guptidy lint --diff ../file.diff
	holds "$output" "$f: is no symbolic link in the tree, and the diff changes one"
	git stash pop -q
	run -1 guptidy lint --diff ../file.diff
	[ "$(grep -c '\[bool-as-flags\]$' <<<"$output")" -eq 3 ]
	printf -- '--- a/%s\n+++ b/%s\n@@ -1 +1 @@\n-a\n+b\n' "$f" "$f" >../through.diff
	run -2 guptidy lint --diff ../through.diff
	holds "$output" 'goes through a symbolic link'
	commit link
	ln -sf ../misc/ladder.c $f
	git diff >../other.diff
	git mv $f drivers/misc/renamed.c
	git diff -M HEAD >../moved.diff
	git rm -qf drivers/misc/renamed.c
	git diff HEAD >../gone.diff
	git reset -q --hard
	for diff in other moved gone; do
		silent --diff ../$diff.diff
	done
	git mv $f drivers/misc/renamed.c
	git diff -M HEAD >../pure.diff
	git reset -q --hard
	silent --diff ../pure.diff
}

@test "--diff: a folder becomes a link, and a link a folder" {
	repository linux-6.6
	mkdir drivers/inks
	call "$MISTAKE" drivers/inks/ink.c
	commit inks
	rm -r drivers/inks
	ln -s vfio drivers/inks
	git add -A
	git diff HEAD >../link.diff
	git diff -R HEAD >../folder.diff
	commit link
	one bool-as-flags --diff ../folder.diff
	git reset -q --hard HEAD~1
	silent --diff ../link.diff
	# without the part that takes the file away
	awk '/^diff --git/ { keep = /inks b/ } keep' ../link.diff >../half.diff
	printf -- '--- /dev/null\n+++ b/drivers/inks/new.c\n@@ -0,0 +1 @@\n+int a;\n' >>../half.diff
	run -2 guptidy lint --diff ../half.diff
	begins "$output" '../half.diff:9: drivers/inks/new.c: cannot be in one tree with drivers/inks, which is no folder'
}

@test "--diff: a file below a file" {
	repository linux-6.6
	new() { printf -- 'diff --git a/%s b/%s\nnew file mode 100644\nindex 0000000..1234567\n--- /dev/null\n+++ b/%s\n@@ -0,0 +1 @@\n+int a;\n' "$1" "$1" "$1"; }
	new mm/gup.c/x.c >../p.diff
	run -2 guptidy lint --diff ../p.diff
	begins "$output" '../p.diff:1: mm/gup.c/x.c: cannot be in one tree with mm/gup.c, which is no folder'
	{ new mm/new; new mm/new/deep/x.c; } >../p.diff
	run -2 guptidy lint --diff ../p.diff
	begins "$output" '../p.diff:8: mm/new/deep/x.c: cannot be in one tree with mm/new, which is no folder'
	# where the file goes, there can be a folder
	git mv mm/gup.c mm/gup
	mkdir mm/gup.c
	git mv mm/gup mm/gup.c/gup.c
	git diff -M HEAD >../p.diff
	grep -q '^rename to mm/gup.c/gup.c' ../p.diff
	git reset -q --hard
	run -0 guptidy lint --diff ../p.diff
}

@test "--diff: a name that is empty" {
	repository linux-6.6
	for name in '' a/; do
		printf -- '--- %s\n+++ %s\n@@ -1 +1 @@\n-a\n+b\n' "$name" "$name" >../p.diff
		run -2 guptidy lint --diff ../p.diff
		begins "$output" '../p.diff:1: the diff does not say which file it changes'
	done
}

@test "--diff: binary patches" {
	repository linux-6.6
	printf 'a\0b' >firmware.bin
	printf 'int a;\0\n' >drivers/misc/odd.c
	commit binary
	printf 'c\0d' >firmware.bin
	git diff --binary >../firmware.diff
	printf 'int b;\0\n' >drivers/misc/odd.c
	git diff >../differ.diff
	git diff --binary >../binary.diff
	git checkout -q .
	silent --diff ../firmware.diff
	for diff in differ binary; do
		run -2 guptidy lint --diff ../$diff.diff
		holds "$output" 'drivers/misc/odd.c: not analysed: changed by a binary patch'
		lacks "$output" firmware
	done
}

# mails NAME: three commits as mails; the second undoes nothing, the third has the mistake.
mails()
{
	call "$RIGHT"
	commit 'vfio: a call'
	sed -i 's/^int pin_\([0-9]*\)/int pinned_\1/' drivers/vfio/vfio_lectern.c
	commit 'vfio: ünother name'
	call "$MISTAKE"
	commit 'vfio: a mistake'
	git format-patch -q --stdout --cover-letter -3 >../mails
	git reset -q --hard HEAD~3
}

@test "--diff: a series of mails, in their order" {
	repository linux-6.6
	mails
	one bool-as-flags --diff ../mails
	sed 's/$/\r/' ../mails >../crlf
	one bool-as-flags --diff ../crlf
	# without the first one the second does not apply
	awk '/^From [0-9a-f]/ { n++ } n != 2' ../mails >../gap
	run -2 guptidy lint --diff ../gap
	holds "$output" 'does it miss a patch in front of it?'
}

@test "--diff: lines above a patch that could be those of a mail" {
	repository linux-6.6
	diff_of_mistake
	{ printf 'From: Author <author@example.org>\nSubject: patch\n'; cat ../p.diff; } >../quilt.diff
	one bool-as-flags --diff ../quilt.diff
	sed '2a\\' ../quilt.diff >../mail.diff
	one bool-as-flags --diff ../mail.diff
}

@test "--diff: quoted-printable and base64 mails, and parts" {
	repository linux-6.6
	diff_of_mistake
	python3 - ../p.mbox <<'END'
import base64, quopri, sys
text = open(sys.argv[1]).read()
head, body = text.split("\n\n", 1)
head = "\n".join(l for l in head.split("\n") if not l.startswith(("MIME", "Content")))
def mail(name, kind, encoded):
    open("../" + name, "wb").write(head.encode() + b"\n" + kind + b"\n\n" + encoded)
encoded = quopri.encodestring(body.encode())
mail("qp.eml", b"Content-Transfer-Encoding: quoted-printable", encoded)
mail("b64.eml", b"Content-Transfer-Encoding: base64", base64.encodebytes(body.encode()))
mail("crlf64.eml", b"Content-Transfer-Encoding: BASE64",
     base64.encodebytes(body.replace("\n", "\r\n").encode()))
mail("parts.eml", b'Content-Type: multipart/mixed;\n boundary="=-x"',
     b"--=-x\nContent-Type: text/html\n\n<p>--- a/nowhere<br>\n<br>@@ -1 +1 @@\n"
     b"--=-x\nContent-Type: text/x-patch\nContent-Transfer-Encoding: quoted-printable\n\n"
     + encoded + b"\n--=-x--\n")
assert b"=3D" in encoded or b"=\n" in encoded
END
	for mail in qp b64 crlf64 parts; do
		one bool-as-flags --diff ../$mail.eml
	done
	# git am applies what it finds in any part, so it is read: here a second time
	sed '/^<p>/d' ../parts.eml | awk '/^--=-x--/ { exit } { print }' >../html.eml
	{ printf -- '--=-x\nContent-Type: text/html\n\n'; cat ../p.diff; printf -- '--=-x--\n'; } >>../html.eml
	run -2 guptidy lint --diff ../html.eml
	holds "$output" 'the tree has this change already'
	# lines are those of the file
	sed 's/IOMMU_WRITE/IOMMU_WRIT/' ../qp.eml >/dev/null
	sed -i '1,/unsigned long vaddr/b; 0,/return/s///' drivers/vfio/vfio_lectern.c
	: >drivers/vfio/vfio_lectern.c
	n=$(grep -n '^@@' ../qp.eml | cut -d : -f 1)
	run -2 guptidy lint --diff ../qp.eml
	begins "$output" "../qp.eml:$n: drivers/vfio/vfio_lectern.c: the lines of this hunk"
}

# What is kept of the disk from run to run must change nothing but the time.
@test "what was kept of the working tree does not hide what changed since" {
	local i

	repository linux-6.6
	for i in {1..80}; do
		mkdir -p "lib/many/$i"
		printf 'int many_%s;\n' "$i" >"lib/many/$i/many.c"
	done
	commit many
	sleep 3			# stamps that are younger are not believed anyway
	silent .

	same()
	{
		guptidy lint --format json "$@" >kept.json || [ $? -eq 1 ]
		guptidy lint --no-cache --format json "$@" >fresh.json || [ $? -eq 1 ]
		mv kept.json fresh.json "$BATS_TEST_TMPDIR"
		diff "$BATS_TEST_TMPDIR/kept.json" "$BATS_TEST_TMPDIR/fresh.json"
	}
	findings()
	{
		jq '.findings | length' "$BATS_TEST_TMPDIR/kept.json"
	}

	call "$MISTAKE" lib/many/7/many.c				# written in place
	same
	[ "$(findings)" -eq 1 ]
	call "$MISTAKE" lib/many/8/new.c				# untracked
	same
	[ "$(findings)" -eq 2 ]
	mkdir lib/many/9/new lib/many/9/ignored
	call "$MISTAKE" lib/many/9/new/new.c				# in a new folder
	call "$MISTAKE" lib/many/9/ignored/new.c
	same
	[ "$(findings)" -eq 4 ]
	echo ignored >lib/many/.gitignore
	same
	[ "$(findings)" -eq 3 ]
	git add lib/many/8/new.c					# tracked now
	same
	same --staged
	[ "$(findings)" -eq 1 ]
	mv lib/many/9 lib/many/90					# all names at once
	same
	[ "$(findings)" -eq 3 ]
	rm -r lib/many/90 && git checkout -q lib/many/7
	same
	[ "$(findings)" -eq 1 ]
	git rm -q -r --cached lib/many/10				# untracked now, and no change
	call "$MISTAKE" lib/many/10/many.c
	same
	[ "$(findings)" -eq 2 ]
	git commit -q -a -m more
	call "$MISTAKE" lib/many/11/later.c
	same --base HEAD~1
	[ "$(findings)" -eq 3 ]
	same --base HEAD~1..HEAD					# neither state is the disk
	[ "$(findings)" -eq 1 ]
	# An overlay, as containers have, and what comes over a network are not believed.
	[[ ! $(stat -f -c %T .) =~ ^(ext|xfs|btrfs|tmpfs|f2fs) ]] ||
		[ -e "$XDG_CACHE_HOME"/guptidy/*/folders ]
}

@test "a layer below the tree that got a file while the overlay was not mounted" {
	local i

	repository linux-6.6
	for i in {1..80}; do
		mkdir -p "lib/many/$i"
		printf 'int many_%s;\n' "$i" >"lib/many/$i/many.c"
	done
	commit many
	cd ..
	mkdir upper upper.work overlay
	# mounted COMMAND...: in the overlay, in a space of its own that ends with the command.
	mounted()
	{
		unshare --mount --map-root-user sh -c 'mount -t overlay overlay \
			-o userxattr,lowerdir=linux-6.6,upperdir=upper,workdir=upper.work overlay &&
			cd overlay && shift && exec "$@"' sh - "$@"
	}
	mounted true || skip "no overlay can be mounted here"
	mounted touch lib/many/5/upper				# now the folder is in both layers
	sleep 3
	mounted "$GUPTIDY" lint
	echo '#include <linux/mm.h>' >linux-6.6/lib/many/5/new.c
	call "$MISTAKE" linux-6.6/lib/many/5/new.c
	run -1 mounted "$GUPTIDY" lint
	holds "$output" 'lib/many/5/new.c'
}

@test "the change of 2018 in vfio: both halves of the mistake are shown" {
	repository linux-5.1
	f=drivers/vfio/vfio_lectern.c
	# what it was before: a fast call, that takes the lock itself and wants a truth value
	sed -i 's/get_user_pages_longterm(vaddr, 1, !!(prot/get_user_pages_fast(vaddr, 1, !!(prot/
		s/^\(\t*\) *page, vmas);$/\1page);/' $f
	commit before
	git checkout -q HEAD~1 -- $f
	run -1 guptidy lint
	[ "$(grep -c 'error:.*get_user_pages_longterm() .*\[lock-not-held\]$' <<<"$output")" -eq 1 ]
	[ "$(grep -c 'error:.*get_user_pages_longterm() .*\[bool-as-flags\]$' <<<"$output")" -eq 1 ]
	[ "$(grep -c 'error:' <<<"$output")" -eq 2 ]
}

@test "the change of 2018 as a diff, far below an ioctl: both halves, and the way from there" {
	repository linux-5.1
	f=drivers/vfio/vfio_rostrum.c
	sed -i 's/get_user_pages_fast(\(.*\), page);/get_user_pages_longterm(\1, page, NULL);/' $f
	git diff -U0 >../longterm.diff
	git checkout -q .
	run -1 guptidy lint --diff ../longterm.diff
	[ "$(grep -c "^$f:33:8: error: .*\[bool-as-flags\]$" <<<"$output")" -eq 1 ]
	[ "$(grep -c "^$f:33:8: error: .*\[lock-not-held\]$" <<<"$output")" -eq 1 ]
	[ "$(grep -c 'error:' <<<"$output")" -eq 2 ]
	# The notes stand in lines that the diff does not touch.
	diff <(sed -n "/declared here/d; s/^.*:\([0-9]*\):[0-9]*: note: /\1 /p" <<<"$output") - <<-'END'
		63 nobody calls this with it held
		65 rostrum_ioctl() calls this without the lock
		48 rostrum_map() calls this without the lock
	END
}

@test "a lock that a change drops is missed at the call" {
	repository linux-6.6
	sed -i '/^long padlock_sibling_right/,/^}/{/mmap_read_lock/d;s/mmap_read_unlock(mm);/mmap_read_lock(mm);\n\tmmap_read_unlock(mm);/}' \
		drivers/misc/mmap_lock.c
	run -1 guptidy lint
	[ "$(grep -c '\[lock-not-held\]$' <<<"$output")" -eq 2 ]
}
