#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# Documents that `ninja docs` writes: they are as their sources are.
load common

# fresh WHAT FILE
fresh()
{
	"$ROOT/scripts/docs" "$1" | diff -u "$ROOT/$2" - || {
		echo "$2 is not up to date: \`ninja docs\` writes it"
		return 1
	}
}

@test "docs/rules.txt holds all texts of explain" { fresh rules docs/rules.txt; }

@test "the table in docs/rules.md has all rules" { fresh table docs/rules.md; }

@test "the table in docs/config.md has all keys" {
	fresh keys docs/config.md
	for key in $(sed -n 's/^KEY(.*, "\([a-z-]*\)", ".*/\1/p' "$ROOT/src/check/config/keys.def"); do
		grep -q "^| .$key. |" "$ROOT/docs/config.md"
	done
}

@test "docs/terminal.svg is what a terminal shows" { fresh terminal docs/terminal.svg; }

@test "docs/findings.md, and README.md's numbers, are what tests/real finds" {
	fresh findings docs/findings.md
	for kernel in 6.12 6.1; do
		n=$(grep -c '^[^#]' "$ROOT/tests/real/linux-source-$kernel.findings")
		[ "$(sed -n "/^## linux-source-$kernel\$/,/^## /p" "$ROOT/docs/findings.md" | grep -c '^| [a-z-]* | [a-z]*/')" -eq "$n" ]
		grep -q "$n \(findings \)\?in \(Debian's linux-source-\)\?$kernel[ .]" "$ROOT/README.md"
	done
}

@test "the index of fixtures says what their first comments say" {
	fresh index kernel-fixtures/INDEX.md
	for tree in linux-5.1 linux-5.2 linux-6.6; do
		find "$FIXTURES/expected/$tree" -name '*.c.txt' | while read -r file; do
			file=${file#"$FIXTURES/expected/$tree/"}
			grep -q 'guptidy: ' "$FIXTURES/$tree/${file%.txt}" || {
				echo "$tree/${file%.txt}: no comment says what it shows"
				exit 1
			}
		done
	done
}

@test "docs/architecture.md has each room of the floor plan, docs/formats.md each format" {
	cut -d '|' -f 2 "$ROOT/docs/architecture.md" | tr -d ' ' | tr , '\n' | sort -u >told
	(cd "$ROOT/src" && ls -d */*/) | sed 's,/$,,' | sort | comm -23 - told | diff /dev/null -
	sed -n 's/^FORMAT([A-Z]*, \([a-z]*\),.*/\1/p' "$ROOT/src/report/format/formats.def" | while read -r format; do
		grep -q "^| $format |" "$ROOT/docs/formats.md" || {
			echo "docs/formats.md does not have $format"
			exit 1
		}
	done
}

@test "docs/formats.md has each key of the JSON reports" {
	for command in find check convert api pairs; do
		guptidy $command --format=json "$FIXTURES/linux-5.1" 2>/dev/null |
			jq -r 'keys[]'
	done | sort -u | while read -r key; do
		grep -qE "^\\| ([a-z_]+, )*$key(, [a-z_]+)* \\|" "$ROOT/docs/formats.md" || {
			echo "docs/formats.md does not have $key"
			exit 1
		}
	done
}

# Options of git, pre-commit and srun that the documents name.
FOREIGN=' no-verify from-ref to-ref all-files filter no-kill '

# spans: what stands in code in README and docs: FILE:LINE:TEXT, without what is quoted in it, or behind --then.
spans()
{
	cd "$ROOT" && grep -noHE '`[^`]+`|^    .*' README.md CONTRIBUTING.md docs/*.md | tr -d '`' |
		sed -E "s/'[^']*'//g; s/--then.*//"
}

@test "each option in README and docs is one, and of the command that it stands behind" {
	local span command option known all=' ' wrong='' n=0

	for command in $(commands); do
		known=" $(options "$command" | cut -c 3- | tr '\n' ' ')"
		printf -v "options_$command" %s "$known help version usage "
		all+=$known
	done
	while IFS= read -r span; do
		known=$all$FOREIGN
		if [[ $span =~ ^([^:]*:[0-9]*):(.*[ /\"])?guptidy\ ([a-z]+)\ (.*) && -v options_${BASH_REMATCH[3]} ]]; then
			known=options_${BASH_REMATCH[3]} span="${BASH_REMATCH[1]}: ${BASH_REMATCH[4]%%[|;&]*}"
			known=${!known}
		elif [[ ! $span =~ ^[^:]*:[0-9]*:-- ]]; then
			continue
		fi
		for option in $(grep -oE -- '(^|[ :=["])--[a-z][a-z-]*' <<<"$span" | grep -oE '[a-z][a-z-]*'); do
			n=$((n + 1))
			[[ $known == *" $option "* ]] || wrong+="${span%%: *}: --$option"$'\n'
		done
	done <<<"$(spans)"
	echo "$wrong"
	[ -z "$wrong" ]
	[ $n -gt 150 ]
}
