#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# Formats: each of them on the same finding, on hostile names and bytes, and written to files.
load common

LECTERN=drivers/vfio/vfio_lectern.c

@test "--output: a file gets what stdout would get, and stdout stays what it is" {
	cd "$FIXTURES/linux-6.6"
	for format in text json; do
		guptidy check --format=$format . >"$BATS_TEST_TMPDIR/$format" || [ $? -eq 1 ]
	done
	cd "$BATS_TEST_TMPDIR"
	run -1 --separate-stderr guptidy check --output=a.json --output text:b "$FIXTURES/linux-6.6"
	[ -z "$stderr" ]
	printf '%s\n' "$output" | cmp text -
	cmp json a.json
	cmp text b
	run -1 guptidy check --format=json --output=c.txt "$FIXTURES/linux-6.6"
	printf '%s\n' "$output" | cmp json -
	cmp text c.txt
}

@test "--output: find, convert and api write theirs, too" {
	for command in find api; do
		guptidy $command --output=a.json --output=a.txt "$FIXTURES/linux-5.1" >text
		cmp text a.txt
		guptidy $command --format=json "$FIXTURES/linux-5.1" | cmp a.json -
	done
	run guptidy convert --output=gup.diff --output=gup.json --format=json "$FIXTURES/linux-5.1"
	printf '%s\n' "$output" | cmp gup.json -
	guptidy convert "$FIXTURES/linux-5.1" 2>/dev/null | cmp gup.diff -
	grep -q '^+++ b/' gup.diff
}

@test "--output: a text file names what was not analysed, as it has no stderr" {
	run -2 --separate-stderr guptidy check --format=json --output=a.txt "$FIXTURES/linux-5.1" no-such-file
	[ -z "$(grep 'not analysed' <<<"$stderr")" ]
	grep -F 'no-such-file: not analysed: ' a.txt
}

@test "--output: a file is told by its ending, or by a format in front of a colon" {
	mkdir out && cd out
	for file in a.json x:y.json json:plain ./json:a.txt a.json.txt; do
		guptidy find --output="$file" "$FIXTURES/linux-5.2" >text
		case $file in
		json:plain) file=plain ;;
		esac
		case $file in
		*.txt) cmp text "$file" ;;
		*) jq -e '.ledger.total > 0' "$file" ;;
		esac
		rm "$file"
	done
	for file in plain a.sarif.txt.x .json json: json:- - '' nothing:a.jsonx; do
		run -2 --separate-stderr guptidy find --output="$file" "$FIXTURES/linux-5.2"
		begins "$stderr" "guptidy find: $file: "
		holds "$stderr" 'one of text, json'
		[ -z "$output" ]
	done
	diff <(ls) <(echo text)
}

@test "--output: a file that cannot be written is named, the status is 2, stdout is whole" {
	mkdir out out/folder && cd out
	guptidy check "$FIXTURES/linux-5.1/drivers/vfio" >expected || [ $? -eq 1 ]
	for file in no/such/folder.json text:folder json:/dev/full; do
		run -2 --separate-stderr guptidy check --output="$file" "$FIXTURES/linux-5.1/drivers/vfio"
		begins "$stderr" "${file#*:}: cannot be written: "
		printf '%s\n' "$output" | cmp expected -
	done
	run -2 --separate-stderr guptidy check --output=no/a.json --output=b.json "$FIXTURES/linux-5.1"
	jq -e '.findings | length > 0' b.json
	diff <(ls -A) <(printf "b.json\nexpected\nfolder\n")
}

@test "--format: what a command does not have is refused with what it has" {
	for command in find convert api; do
		for format in sarif gitlab nothing ''; do
			run -2 --separate-stderr guptidy $command --format="$format" "$FIXTURES/linux-5.2"
			begins "$stderr" "guptidy $command: $format: "
			holds "$stderr" 'use one of text, json'
			[ -z "$output" ]
		done
	done
}
