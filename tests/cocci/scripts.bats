#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
load common

# What each script is tried on: code/own.c holds namesakes for all of them.
files_of()
{
	case $1 in
	gup_fast_flags)	echo fast.c fast.h fast_hard.c own.c ;;
	gup_longterm)	echo longterm.c own.c ;;
	bool_as_flags)	echo truth.c own.c ;;
	flags_as_bool)	echo flags.c own.c ;;
	literal_flags)	echo number.c own.c ;;
	lock_held)	echo lock.c own.c ;;
	wrong_release)	echo release.c own.c ;;
	esac
}

# all_modes SCRIPT
all_modes()
{
	local mode

	for mode in $MODES; do
		# shellcheck disable=SC2046
		on_code "$1" "$mode" $(files_of "$1") >out 2>&1
		settled "$mode" <out | expect "$1.$mode"
	done
}

@test "every script is parsed, and there are no others" {
	[ "$(cd "$COCCI" && ls -- *.cocci | sed 's/\.cocci$//' | sort)" = \
	  "$(tr ' ' '\n' <<<"$SCRIPTS" | sort)" ]
	for script in $SCRIPTS; do
		for mode in $MODES; do
			run -0 spatch --parse-cocci -D "$mode" "$COCCI/$script.cocci"
		done
	done
}

@test "every script has the form that scripts/coccicheck and checkpatch expect" {
	for script in $SCRIPTS; do
		file=$COCCI/$script.cocci
		[ "$(head -n 1 "$file")" = '// SPDX-License-Identifier: GPL-2.0-only' ]
		grep -q '^/// ' "$file"
		grep -q '^//# ' "$file"
		grep -qE '^// Confidence: (High|Moderate|Low)$' "$file"
		[ "$(grep -c 'Options:' "$file")" -eq 1 ]
		for mode in $MODES; do
			[ "$(grep -cx "virtual $mode" "$file")" -eq 1 ]
		done
		[ "$(grep -c 'script *: *ocaml' "$file")" -eq 0 ]
	done
}

@test "the lists of functions are those of the tables" {
	for script in $SCRIPTS; do
		"$ROOT/build/cocci-generate" "$COCCI/$script.cocci" | diff -u "$COCCI/$script.cocci" -
	done
	for script in bool_as_flags flags_as_bool literal_flags; do
		[ "$(grep -c '^// api: [a-z]* [a-z]*$' "$COCCI/$script.cocci")" -eq 3 ]
	done
}

# table SCRIPT: which functions it knows, and where their flags stand.
table()
{
	sed -n '/^@family@/,/^)$/p' "$COCCI/$1.cocci"
}

@test "the two scripts on gup_flags know the same calls" {
	[ "$(table bool_as_flags | grep -c pin_user_pages_remote)" -gt 1 ]
	diff -u <(table bool_as_flags) <(table literal_flags)
}

@test "bool_as_flags: fields of a struct in a header in quotes, if asked" {
	echo 'struct box { bool write; };' >box.h
	printf '#include "box.h"\n%s\n' 'int f(struct box *b, struct page **p)
{ return pin_user_pages_fast(0, 1, b->write, p); }' >box.c
	[ -z "$(spatch_on bool_as_flags report box.c)" ]
	run -0 spatch_on bool_as_flags report --local-includes --include-headers-for-types box.c
	[ "${output#box.c:3:}" != "$output" ]
}

@test "gup_fast_flags: all modes" { all_modes gup_fast_flags; }
@test "gup_longterm: all modes" { all_modes gup_longterm; }
@test "bool_as_flags: all modes" { all_modes bool_as_flags; }
@test "flags_as_bool: all modes" { all_modes flags_as_bool; }
@test "literal_flags: all modes" { all_modes literal_flags; }
@test "lock_held: all modes" { all_modes lock_held; }
@test "wrong_release: all modes" { all_modes wrong_release; }

@test "-D int_write: get_user_pages_fast() takes a truth value" {
	EXTRA='-D int_write'
	on_code bool_as_flags report truth.c | sort | expect bool_as_flags.int_write
	on_code flags_as_bool report flags.c | sort | expect flags_as_bool.int_write
	on_code literal_flags report number.c | sort | expect literal_flags.int_write
}

@test "messages begin with WARNING or ERROR, at path:line:columns" {
	[ "$(cat "$EXPECTED"/*.report | grep -cvE '^[a-z_]+\.[ch]:[0-9]+:[0-9]+-[0-9]+: (WARNING|ERROR): ')" -eq 0 ]
	[ "$(cat "$EXPECTED"/*.org | grep -cvE '^\* TODO \[\[view:[a-z_]+\.[ch]::.*\]\[(WARNING|ERROR): [^][]*\]\]$')" -eq 0 ]
}

@test "a patch applied leaves nothing to patch or to report" {
	for script in gup_fast_flags gup_longterm; do
		for file in $(files_of $script); do
			[ "$file" != fast_hard.c ] || continue
			cp "$CODE/$file" .
			spatch_on $script patch --in-place "$file"
			[ -z "$(spatch_on $script patch "$file")" ]
			[ -z "$(spatch_on $script report "$file")" ]
		done
	done
}
