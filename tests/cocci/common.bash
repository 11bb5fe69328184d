# SPDX-License-Identifier: GPL-2.0-only
#
# What the tests of the semantic patches share. They need spatch, and no guptidy.

bats_require_minimum_version 1.5.0

ROOT=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)
FIXTURES=$ROOT/kernel-fixtures
COCCI=$ROOT/cocci
CODE=$BATS_TEST_DIRNAME/code
EXPECTED=$BATS_TEST_DIRNAME/expected
SCRIPTS='gup_fast_flags gup_longterm bool_as_flags flags_as_bool literal_flags lock_held wrong_release'
MODES='patch context report org'
export LC_ALL=C
set -o pipefail

setup()
{
	cd "$BATS_TEST_TMPDIR"
	command -v spatch >/dev/null || skip "no spatch"
}

# The options that the script asks scripts/coccicheck for.
options()
{
	sed -n 's/^.*Options://p' "$COCCI/$1.cocci"
}

# spatch_on SCRIPT MODE ARGUMENT...: spatch as scripts/coccicheck calls it.
spatch_on()
{
	local script=$1 mode=$2 quiet=

	shift 2
	case $mode in
	report|org) quiet=--no-show-diff ;;
	esac
	# shellcheck disable=SC2046
	spatch -D "$mode" $quiet --very-quiet --cocci-file "$COCCI/$script.cocci" \
	       $(options "$script") "$@"
}

# on_code SCRIPT MODE FILE...: what it says about files of code/, without the name of spatch's
# temporary file.
on_code()
{
	local script=$1 mode=$2 file

	shift 2
	for file; do
		(cd "$CODE" && spatch_on "$script" "$mode" $EXTRA "$file") || return
	done | sed "s,^+++ /[^ ]*,+++ $mode,"
}

# settled MODE: what versions of spatch agree on. Findings of a file come in no order; whether a hunk takes
# the empty line beside it along, and so where it begins, has changed between 1.1 and 1.3.
settled()
{
	grep -v '^warning: rule starting on line ' |
	case $1 in
	report|org) sort ;;
	*) grep -v -e '^@@ ' -e '^ ' -e '^[-+]$' ;;
	esac
}

# expect NAME: or shows the difference. GUPTIDY_TEST_UPDATE=1 writes the files anew.
expect()
{
	if [ -n "${GUPTIDY_TEST_UPDATE:-}" ]; then
		cat >"$EXPECTED/$1"
	else
		diff -u "$EXPECTED/$1" -
	fi
}
