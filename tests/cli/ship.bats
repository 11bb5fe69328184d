#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# What ships for others to copy: the hook in real pushes, the servers' jobs without the servers, and
# the check that b4 calls.
load common

export GIT_CONFIG_NOSYSTEM=1
export GIT_AUTHOR_NAME=Author GIT_AUTHOR_EMAIL=author@example.org
export GIT_COMMITTER_NAME=Committer GIT_COMMITTER_EMAIL=committer@example.org

LECTERN=drivers/vfio/vfio_lectern.c
MISTAKE='return pin_user_pages_fast(addr, 1, !!(prot & IOMMU_WRITE), pages);'
RIGHT='return pin_user_pages_fast(addr, 1, prot & IOMMU_WRITE ? FOLL_WRITE : 0, pages);'

# The program is the one under test, and git's configuration the test's own.
setup()
{
	export XDG_CACHE_HOME=$BATS_TEST_TMPDIR/cache HOME=$BATS_TEST_TMPDIR/home
	GUPTIDY=$(realpath "$GUPTIDY")
	export GUPTIDY
	mkdir "$HOME"
	cd "$BATS_TEST_TMPDIR"
}

commit()
{
	git add -A
	git commit -q --allow-empty -m "$1"
}

# call TEXT [FILE]: a commit that adds a function with that statement.
call()
{
	local n

	n=$(git rev-list --count HEAD)
	printf '\nint pin_%s(unsigned long addr, int prot, struct page **pages)\n{\n\t%s\n}\n' \
		"$n" "$1" >>"${2:-$LECTERN}"
	commit "call $n"
}

# A fixture whose first commit has been pushed to ../origin.git, and the hook; the test stands in it.
cloned()
{
	copy linux-6.6
	git init -q --bare -b main origin.git
	cd linux-6.6
	git init -q -b main .
	commit base
	git remote add origin ../origin.git
	git push -q origin main
	mkdir -p .git/hooks
	cp "$ROOT/ci/pre-push" .git/hooks/
}

# pushed REF: the remote has what is here under that name.
pushed()
{
	[ "$(git -C ../origin.git rev-parse "$1")" = "$(git rev-parse "$1")" ]
}

# refused COUNT PUSH...: that many findings, and the remote is as before.
refused()
{
	local count=$1 before

	shift
	before=$(git -C ../origin.git for-each-ref)
	run -1 git push "$@"
	[ "$(grep -c '\[bool-as-flags\]$' <<<"$output")" -eq "$count" ]
	holds "$output" 'pre-push: guptidy finds fault with what would be pushed'
	holds "$output" 'git push --no-verify'
	[ "$(git -C ../origin.git for-each-ref)" = "$before" ]
}

# clean PUSH...: goes through, and the hook has nothing to say.
clean()
{
	run -0 git push -q "$@"
	[ -z "$output" ] || {
		printf 'not silent: %s\n' "$output"
		return 1
	}
}

@test "shell scripts hold before shellcheck" {
	command -v shellcheck >/dev/null || skip 'no shellcheck'
	cd "$ROOT"
	shellcheck -x ci/pre-push ci/pre-commit ci/b4-check ci/action scripts/* tests/fresh/* debian/tests/installed
}

@test "pre-push: a new branch brings in its own commits only" {
	cloned
	git switch -q -c topic
	call "$RIGHT"
	clean origin topic
	pushed topic
	git switch -q -c other main
	call "$MISTAKE"
	call "$RIGHT"
	refused 1 origin other
	holds "$output" "$LECTERN:62:9: error: "
	# What another branch has pushed already is not this one's.
	git push -q --no-verify origin other
	git switch -q -c third
	call "$RIGHT" mm/gup.c
	clean origin third
	pushed third
}

@test "pre-push: an update is compared with what the remote has" {
	cloned
	call "$RIGHT"
	clean origin main
	call "$MISTAKE"
	refused 1 origin main
	git push -q --no-verify origin main
	pushed main
	call "$RIGHT"
	clean origin main
	pushed main
}

@test "pre-push: names come out as guptidy writes them" {
	cloned
	odd=drivers/vfio/a$'\e'[31mb.c
	printf '#include <linux/mm.h>\n' >"$odd"
	call "$MISTAKE" "$odd"
	refused 1 origin main
	holds "$output" '"drivers/vfio/a\033[31mb.c":5:9: error: '
	lacks "$output" $'\e'
}

@test "pre-push: a forced push, forth and back" {
	cloned
	git switch -q -c topic
	call "$RIGHT"
	git push -q origin topic
	git commit -q --amend -m 'said better'
	clean --force origin topic
	pushed topic
	git reset -q --hard main
	call "$MISTAKE"
	refused 1 --force origin topic
	git reset -q --hard main
	clean --force origin topic
	pushed topic
}

@test "pre-push: a branch that moved to a newer base is not blamed for that base" {
	cloned
	git switch -q -c topic
	call "$RIGHT" mm/gup.c
	git push -q origin topic
	git switch -q main
	call "$MISTAKE"
	git push -q --no-verify origin main
	git switch -q topic
	git rebase -q main
	clean --force origin topic
	git reset -q --hard HEAD~2
	call "$RIGHT" mm/gup.c
	git merge -q -m merge main
	git branch merged
	clean origin merged
	pushed merged
}

@test "pre-push: a merge is not blamed for what either side has pushed already" {
	cloned
	git switch -q -c topic
	call "$MISTAKE" mm/gup.c
	git push -q --no-verify origin topic
	git switch -q main
	call "$RIGHT"
	git push -q origin main
	git switch -q topic
	git merge -q -m merge main
	clean origin topic
	pushed topic
	git reset -q --hard HEAD^
	git push -q --no-verify --force origin topic
	git revert --no-edit HEAD >/dev/null
	git push -q origin topic
	git switch -q main
	call "$MISTAKE"
	git push -q --no-verify origin main
	git switch -q topic
	git merge -q -m merge main
	clean origin topic
	pushed topic
	git switch -q main
	git switch -q -c other HEAD^
	call "$MISTAKE" mm/gup.c
	git merge -q -m merge main
	refused 1 origin other
}

@test "pre-push: deletions, tags, several refs at once" {
	cloned
	git branch gone
	git push -q --no-verify origin gone
	clean origin :gone
	run ! git -C ../origin.git rev-parse -q --verify gone
	call "$RIGHT"
	git tag -a -m tag v1
	git tag tree 'HEAD^{tree}'
	clean origin v1
	run -0 git push -q origin tree
	holds "$output" 'pre-push: refs/tags/tree: no commit, so there is nothing to lint'
	git switch -q -c bad
	call "$MISTAKE"
	git switch -q -c worse main
	call "$MISTAKE" mm/gup.c
	refused 2 origin main bad worse
	git tag -a -m tag v2
	refused 1 origin v2
}

@test "pre-push: a remote that nothing is known of" {
	cloned
	# Other remotes have the base.
	git init -q --bare ../fork.git
	git remote add fork ../fork.git
	call "$RIGHT"
	clean fork main
	git init -q --bare ../nameless.git
	call "$MISTAKE"
	refused 1 ../nameless.git main
	# None has: the first commit is the base.
	git remote remove origin
	git remote remove fork
	refused 1 ../nameless.git main
	git branch first HEAD~2
	git push -q --no-verify ../nameless.git main
	call "$RIGHT"
	clean ../nameless.git main
	run -0 git push ../nameless.git first
	holds "$output" 'pre-push: refs/heads/first: a first commit has nothing to be compared with'
}

@test "pre-push: a commit of the remote that is not here" {
	cloned
	git clone -q ../origin.git ../clone
	(cd ../clone && commit newer && git push -q origin main)
	call "$RIGHT"
	run -1 git push --force origin main
	holds "$output" "pre-push: refs/heads/main: origin has commit $(git -C ../clone rev-parse HEAD),"
	holds "$output" 'which is not here; fetch it first: git fetch origin'
	holds "$output" 'could not look at all that would be pushed, so nothing was pushed'
	git fetch -q
	clean --force origin main
}

@test "pre-push: trouble refuses, and says so" {
	cloned
	plant drivers/misc/shelf.c <<'END'
#include <linux/mm.h>
int shelve(struct nobody *n, struct page **pages)
{
	return pin_user_pages_fast(0, 1, n->how, pages);
}
END
	commit unknown
	run -1 git push origin main
	holds "$output" 'drivers/misc/shelf.c:4: not analysed: '
	holds "$output" 'pre-push: guptidy could not look at all that would be pushed'
	holds "$output" 'git push --no-verify'
	run -0 git push -q --no-verify origin main
	pushed main
}

@test "pre-push: the program, by its name, the environment and the configuration" {
	cloned
	call "$MISTAKE"
	GUPTIDY=/no/such/guptidy run -1 git push origin main
	holds "$output" 'pre-push: /no/such/guptidy: no such program; install guptidy, or name it: git config'
	holds "$output" 'nothing was pushed'
	holds "$output" 'git push --no-verify'
	program=$GUPTIDY
	unset GUPTIDY
	ln -s "$program" ~/lint
	git config guptidy.path '~/lint'
	refused 1 origin main
	git config --unset guptidy.path
	mkdir ../bin
	ln -s "$program" ../bin/guptidy
	PATH=$PWD/../bin:$PATH refused 1 origin main
}

# script FILE KEY...: the shell script under that path of keys and indices of a YAML file.
script()
{
	python3 - "$@" <<'END'
import sys, yaml
value = yaml.safe_load(open(sys.argv[1]))
for key in sys.argv[2:]:
    value = value[int(key) if key.isdigit() else key]
print("\n".join(value) if isinstance(value, list) else value)
END
}

# A server's machine: ~/bin has a package manager and a build that do nothing but say so, guptidy
# is there once it was installed from a repository, and git trusts no folder of another user.
machine()
{
	mkdir -p ~/bin source/scripts
	printf '#!/bin/sh\necho "apt-get $*" >>~/log\n' >~/bin/apt-get
	printf '#!/bin/sh\necho "ninja $*" >>~/log\nln -s "%s" ~/bin/guptidy\n' "$GUPTIDY" >~/bin/ninja
	printf '#!/bin/sh\necho bootstrap >>~/log\n' >source/scripts/bootstrap
	chmod +x ~/bin/* source/scripts/bootstrap
	git init -q -b main source
	(cd source && commit source)
	unset GUPTIDY
	PATH=$HOME/bin:$PATH
	GUPTIDY_REPOSITORY=file://$PWD/source
	export GUPTIDY_REPOSITORY
}

# The place that the jobs clone guptidy to is the machine's; here it is the test's.
own_tmp()
{
	sed "s|/tmp/guptidy|$BATS_TEST_TMPDIR/guptidy|g"
}

# installs SCRIPT: it gets, builds and installs guptidy.
installs()
{
	own_tmp <"$1" >install
	sh -e install
	diff ~/log - <<'END'
apt-get update
apt-get install -y --no-install-recommends git ca-certificates
bootstrap
ninja install
END
	[ -x ~/bin/guptidy ]
}

# A change as a server has it: main has moved on since topic left it, with a mistake that is not
# topic's, and refs/pull/1/merge is the merge of both. What topic brings in is its argument.
change()
{
	cloned
	git switch -q -c topic
	call "$1" mm/gup.c
	git switch -q main
	call "$MISTAKE"
	git switch -q --detach main
	git merge -q -m merge topic
	git push -q --no-verify origin main topic HEAD:refs/pull/1/merge
	git -C ../origin.git config uploadpack.allowReachableSHA1InWant true
	cd ..
}

# checkout REF DEPTH: the server's copy of it, as a new job finds it: of another user, if we may.
checkout()
{
	rm -rf work ~/.gitconfig
	git init -q -b main work
	cd work
	git remote add origin "file://$BATS_TEST_TMPDIR/origin.git"
	git fetch -q --depth "$2" origin "$1"
	git checkout -q --detach FETCH_HEAD
	if [ "$(id -u)" -eq 0 ]; then
		chown -R 12345 .
		run -2 ~/bin/guptidy lint
		holds "$output" 'belongs to another user'
	fi
}

WORKFLOW=$ROOT/ci/github-workflow.yml

@test "GitHub: the workflow is one, and its steps are in order" {
	python3 - "$WORKFLOW" <<'END'
import sys, yaml
workflow = yaml.safe_load(open(sys.argv[1]))
assert workflow[True] == "pull_request"			# YAML reads `on` as a truth value
assert workflow["permissions"] == {"contents": "read", "security-events": "write"}
(job,) = workflow["jobs"].values()
assert job["container"] == "debian:12" and "GUPTIDY_REPOSITORY" in job["env"]
install, checkout, lint, upload = job["steps"]
assert checkout["uses"].startswith("actions/checkout@") and checkout["with"] == {"fetch-depth": 2}
assert upload["uses"].startswith("github/codeql-action/upload-sarif@")
assert upload["if"].startswith("always()")		# findings fail the step before
assert "--output " + upload["with"]["sarif_file"] in lint["run"]
END
}

@test "GitHub: the steps, on a change with a finding and on a clean one" {
	machine
	script "$WORKFLOW" jobs lint steps 0 run >step
	script "$WORKFLOW" jobs lint steps 2 run >lint
	installs step
	change "$MISTAKE"
	checkout refs/pull/1/merge "$(script "$WORKFLOW" jobs lint steps 1 with fetch-depth)"
	run -1 sh -e ../lint
	[ "${#lines[@]}" -eq 1 ]
	begins "$output" '::error file=mm/gup.c,line='
	holds "$output" ',title=bool-as-flags::'
	"$ROOT/tests/expect/sarif" guptidy.sarif .
	[ "$(jq -r '.runs[0].results[].locations[0].physicalLocation.artifactLocation.uri' \
		guptidy.sarif)" = mm/gup.c ]
	cd ..
	rm -rf linux-6.6 origin.git
	change "$RIGHT"
	checkout refs/pull/1/merge 2
	run -0 sh -e ../lint
	[ -z "$output" ]
	jq -e '.runs[0].results == []' guptidy.sarif
}

# argument NAME DEFAULT: the action's arguments, a line each, with what a workflow gives for that input.
arguments()
{
	python3 - "$ROOT/action.yml" "$@" <<'END'
import re, sys, yaml
action = yaml.safe_load(open(sys.argv[1]))
given = dict(pair.split("=", 1) for pair in sys.argv[2:])
inputs = {name: given.get(name, value["default"]) for name, value in action["inputs"].items()}
for argument in action["runs"]["args"]:
    print(inputs[re.fullmatch(r"\$\{\{ inputs\.(\w+) \}\}", argument).group(1)])
END
}

# action STATUS NAME=VALUE...: what the action's container runs.
action()
{
	local status=$1 words

	shift
	mapfile -t words < <(arguments "$@")
	run "-$status" "$ROOT/ci/action" "${words[@]}"
}

@test "GitHub: the action runs what the container has" {
	DESTDIR=$PWD/root prefix=/usr "$ROOT/scripts/install"
	grep -q ' prefix=/usr ' "$ROOT/Dockerfile"
	[ "$(script "$ROOT/action.yml" runs image)" = Dockerfile ]
	[ -x "root$(script "$ROOT/action.yml" runs entrypoint)" ]
}

@test "GitHub: the action, on a change with a finding and on a clean one" {
	mkdir ~/bin
	ln -s "$GUPTIDY" ~/bin/guptidy
	change "$MISTAKE"
	checkout refs/pull/1/merge 2
	action 1
	[ "${#lines[@]}" -eq 1 ]
	begins "$output" '::error file=mm/gup.c,line='
	"$ROOT/tests/expect/sarif" guptidy.sarif .
	action 0 options='--fail-on error --no-rule bool-as-flags' sarif=other
	[ -s other ]
	git fetch -q --unshallow origin main topic
	action 1 change="$(git merge-base HEAD^1 HEAD^2)..HEAD^2" options=--each tree=drivers
	holds "$output" '(patch 1/1 '
	cd ..
	rm -rf linux-6.6 origin.git
	change "$RIGHT"
	checkout refs/pull/1/merge 2
	action 0
	[ -z "$output" ]
	jq -e '.runs[0].results == []' guptidy.sarif
}

JOB=$ROOT/ci/gitlab-ci.yml

@test "GitLab: the job is one" {
	python3 - "$JOB" <<'END'
import sys, yaml
(job,) = yaml.safe_load(open(sys.argv[1])).values()
assert job["image"] == "debian:12" and "GUPTIDY_REPOSITORY" in job["variables"]
assert job["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "merge_request_event"'}]
assert all(isinstance(line, str) for line in job["before_script"] + job["script"])
assert job["artifacts"]["when"] == "always"		# findings fail the job
report = job["artifacts"]["reports"]["codequality"]
assert "--output gitlab:" + report in job["script"][-1]
END
}

# gitlab STATUS NAME=VALUE...: runs the job's script with the server's variables.
gitlab()
{
	run "-$1" --separate-stderr env "${@:2}" sh -e ../lint
}

@test "GitLab: the script, in pipelines for a branch and for the merged result" {
	machine
	script "$JOB" guptidy before_script >step
	script "$JOB" guptidy script >lint
	depth=$(script "$JOB" guptidy variables GIT_DEPTH)
	installs step
	change "$MISTAKE"
	topic=$(git -C linux-6.6 rev-parse topic)
	base=CI_MERGE_REQUEST_DIFF_BASE_SHA=$(git -C linux-6.6 merge-base topic main)
	merge=$(git -C origin.git rev-parse refs/pull/1/merge)
	checkout topic "$depth"
	gitlab 1 "$base" CI_COMMIT_SHA="$topic"
	begins "$output" 'mm/gup.c:'
	jq -e 'length == 1 and .[0].location.path == "mm/gup.c" and .[0].check_name == "bool-as-flags"
		and (.[0] | has("fingerprint") and has("severity") and has("description"))' \
		gl-code-quality-report.json
	cd ..
	checkout refs/pull/1/merge "$depth"
	gitlab 1 "$base" CI_COMMIT_SHA="$merge" CI_MERGE_REQUEST_SOURCE_BRANCH_SHA="$topic"
	jq -e 'length == 1 and .[0].location.path == "mm/gup.c"' gl-code-quality-report.json
	cd ..
	rm -rf linux-6.6 origin.git
	change "$RIGHT"
	checkout topic "$depth"
	topic=$(git -C ../linux-6.6 rev-parse topic)
	base=CI_MERGE_REQUEST_DIFF_BASE_SHA=$(git -C ../linux-6.6 rev-parse topic^)
	gitlab 0 "$base" CI_COMMIT_SHA="$topic"
	[ -z "$output" ]
	[ "$(cat gl-code-quality-report.json)" = '[]' ]
}

# As b4 gives them: a head that still says how the text was encoded, and the text decoded.
patch()
{
	git show --format=email --patch-with-stat --find-renames "$@" |
		sed '1,/^$/s/^Subject/Content-Transfer-Encoding: base64\n&/'
}

@test "b4: a patch that is a commit here already, and one that is not" {
	cloned
	call "$RIGHT"
	patch >../right
	call "$MISTAKE"
	patch >../mistake
	"$ROOT/ci/b4-check" <../right >../lines
	[ ! -s ../lines ]
	run -1 --separate-stderr "$ROOT/ci/b4-check" <../mistake
	[ -z "$stderr" ]
	[ "${#lines[@]}" -eq 1 ]
	[[ $output =~ ^"$LECTERN":[0-9]+': ERROR: '.*' [bool-as-flags]'$ ]]
	mistaken=$output
	git reset -q --hard main~2
	git switch -q -c fresh
	run -0 "$ROOT/ci/b4-check" <../right
	[ -z "$output" ]
	git apply ../right
	git commit -q -a -m right
	run -1 --separate-stderr "$ROOT/ci/b4-check" <../mistake
	[ "$output" = "$mistaken" ]
	# What does not apply is on stderr, which b4 shows as a failure.
	git reset -q --hard HEAD~1
	run -2 --separate-stderr "$ROOT/ci/b4-check" <../mistake
	[ -z "$output" ]
	begins "$stderr" 'stdin:'
}

@test "a series of mails, as b4 am gives it to a pipe" {
	cloned
	call "$RIGHT"
	call "$MISTAKE"
	git format-patch -q --stdout HEAD~2 >../series.mbx
	git reset -q --hard HEAD~2
	run -1 guptidy lint --diff - . <../series.mbx
	[ "$(grep -c '\[bool-as-flags\]$' <<<"$output")" -eq 1 ]
	holds "$output" "$LECTERN:"
}

@test "install: what ships has its place" {
	DESTDIR=$PWD/root prefix=/usr "$ROOT/scripts/install"
	for file in "$ROOT"/ci/*; do
		cmp "root/usr/share/guptidy/ci/${file##*/}" "$file"
		[ ! -x "$file" ] || [ -x "root/usr/share/guptidy/ci/${file##*/}" ]
	done
}
