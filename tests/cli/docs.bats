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

@test "README's table has all rules" { fresh readme README.md; }

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
