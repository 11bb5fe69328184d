#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# Formats: each of them on the same finding, on hostile names and bytes, and written to files.
load common

LECTERN=drivers/vfio/vfio_lectern.c

@test "--output: a file gets what stdout would get, and stdout stays what it is" {
	for format in text json; do
		guptidy check --format=$format "$FIXTURES/linux-6.6" >$format || [ $? -eq 1 ]
	done
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

FORMATS='text json sarif org checkstyle checkpatch github gitlab'

# A tree with one file that has it all: an error that is mended, the same once more, a call over
# several lines, a warning without a mended call, and a call that nobody can analyse.
sample_tree()
{
	small_tree tree
	plant tree/drivers/sample.c <<'END'
#include <linux/mm.h>
#include "no-such-header.h"

int load(_Bool store, int *how, struct page **pages)
{
	/* ä€𝄞 */ get_user_pages_fast(0, 1, store, pages);
	get_user_pages_fast(0, 1, store, pages);
	return get_user_pages_fast(0, 1,
				   !!how[1] /* why? */, pages);
}

int mask(unsigned int prot, struct page **pages)
{
	return get_user_pages_fast(0, 1, prot & PROT_WRITE, pages);
}

int what(struct nobody *n, struct page **pages)
{
	return get_user_pages_fast(0, 1, n->store, pages);
}
END
}

# expect FORMAT [FILTER...]: what check prints of the sample, filtered, is what stdin says.
expect()
{
	run -2 --separate-stderr guptidy check --rule bool-as-flags --rule literal-flags --format="$1" tree
	[ -z "$stderr" ]
	shift
	printf '%s\n' "$output" >report
	diff -u - <("${@:-cat}" <report)
}

@test "org: as coccicheck's, with columns from 0 and no brackets in the text" {
	sample_tree
	expect org <<'END'
* TODO [[view:drivers/sample.c::face=ovl-face1::linb=6::colb=17::cole=36][error: `store` is a bool, but argument 3 of get_user_pages_fast() is gup_flags; it works by luck alone, as FOLL_WRITE happens to be 1 (bool-as-flags)]]
* TODO [[view:drivers/sample.c::face=ovl-face1::linb=7::colb=1::cole=20][error: `store` is a bool, but argument 3 of get_user_pages_fast() is gup_flags; it works by luck alone, as FOLL_WRITE happens to be 1 (bool-as-flags)]]
* TODO [[view:drivers/sample.c::face=ovl-face1::linb=8::colb=8::cole=27][error: `!!how@(1)` is a truth value, but argument 3 of get_user_pages_fast() is gup_flags; it works by luck alone, as FOLL_WRITE happens to be 1 (bool-as-flags)]]
* TODO [[view:drivers/sample.c::face=ovl-face1::linb=14::colb=8::cole=27][warning: `prot & PROT_WRITE` is a mask of another set of bits, but argument 3 of get_user_pages_fast() is gup_flags: name the FOLL_* flags (literal-flags)]]
* TODO [[view:drivers/sample.c::face=ovl-face1::linb=19::colb=0::cole=0][error: not analysed: the type of `store` is not known: incomplete definition of type 'struct nobody' (not-analysed)]]
END
}

@test "checkstyle: a file with its findings and what was not analysed" {
	sample_tree
	expect checkstyle <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<checkstyle version="4.3">
  <file name="drivers/sample.c">
    <error line="6" column="18" severity="error" message="`store` is a bool, but argument 3 of get_user_pages_fast() is gup_flags; it works by luck alone, as FOLL_WRITE happens to be 1" source="guptidy.bool-as-flags"/>
    <error line="7" column="2" severity="error" message="`store` is a bool, but argument 3 of get_user_pages_fast() is gup_flags; it works by luck alone, as FOLL_WRITE happens to be 1" source="guptidy.bool-as-flags"/>
    <error line="8" column="9" severity="error" message="`!!how[1]` is a truth value, but argument 3 of get_user_pages_fast() is gup_flags; it works by luck alone, as FOLL_WRITE happens to be 1" source="guptidy.bool-as-flags"/>
    <error line="14" column="9" severity="warning" message="`prot &#38; PROT_WRITE` is a mask of another set of bits, but argument 3 of get_user_pages_fast() is gup_flags: name the FOLL_* flags" source="guptidy.literal-flags"/>
    <error line="19" severity="error" message="not analysed: the type of `store` is not known: incomplete definition of type &#39;struct nobody&#39;" source="guptidy.not-analysed"/>
  </file>
</checkstyle>
END
}

@test "checkpatch: a line each, with the words that it has for errors and warnings" {
	sample_tree
	expect checkpatch <<'END'
drivers/sample.c:6: ERROR: `store` is a bool, but argument 3 of get_user_pages_fast() is gup_flags; it works by luck alone, as FOLL_WRITE happens to be 1 [bool-as-flags]
drivers/sample.c:7: ERROR: `store` is a bool, but argument 3 of get_user_pages_fast() is gup_flags; it works by luck alone, as FOLL_WRITE happens to be 1 [bool-as-flags]
drivers/sample.c:8: ERROR: `!!how[1]` is a truth value, but argument 3 of get_user_pages_fast() is gup_flags; it works by luck alone, as FOLL_WRITE happens to be 1 [bool-as-flags]
drivers/sample.c:14: WARNING: `prot & PROT_WRITE` is a mask of another set of bits, but argument 3 of get_user_pages_fast() is gup_flags: name the FOLL_* flags [literal-flags]
drivers/sample.c:19: ERROR: not analysed: the type of `store` is not known: incomplete definition of type 'struct nobody' [not-analysed]
END
}

@test "github: annotations, each with the line and column of the call" {
	sample_tree
	expect github <<'END'
::error file=drivers/sample.c,line=6,endLine=6,col=18,endColumn=56,title=bool-as-flags::`store` is a bool, but argument 3 of get_user_pages_fast() is gup_flags; it works by luck alone, as FOLL_WRITE happens to be 1%0Awrite: get_user_pages_fast(0, 1, store ? FOLL_WRITE : 0, pages)
::error file=drivers/sample.c,line=7,endLine=7,col=2,endColumn=40,title=bool-as-flags::`store` is a bool, but argument 3 of get_user_pages_fast() is gup_flags; it works by luck alone, as FOLL_WRITE happens to be 1%0Awrite: get_user_pages_fast(0, 1, store ? FOLL_WRITE : 0, pages)
::error file=drivers/sample.c,line=8,endLine=8,col=9,title=bool-as-flags::`!!how[1]` is a truth value, but argument 3 of get_user_pages_fast() is gup_flags; it works by luck alone, as FOLL_WRITE happens to be 1%0Awrite: get_user_pages_fast(0, 1,%0A				   how[1] ? FOLL_WRITE : 0 /* why? */, pages)
::warning file=drivers/sample.c,line=14,endLine=14,col=9,endColumn=59,title=literal-flags::`prot & PROT_WRITE` is a mask of another set of bits, but argument 3 of get_user_pages_fast() is gup_flags: name the FOLL_* flags
::error file=drivers/sample.c,line=19,endLine=19,title=not-analysed::not analysed: the type of `store` is not known: incomplete definition of type 'struct nobody'
END
}

@test "gitlab: issues with fingerprints, each its own" {
	sample_tree
	expect gitlab jq -c '.[]' <<'END'
{"description":"`store` is a bool, but argument 3 of get_user_pages_fast() is gup_flags; it works by luck alone, as FOLL_WRITE happens to be 1","check_name":"bool-as-flags","fingerprint":"d346be279db27ad43d0af8c3812170cd","severity":"major","location":{"path":"drivers/sample.c","lines":{"begin":6}}}
{"description":"`store` is a bool, but argument 3 of get_user_pages_fast() is gup_flags; it works by luck alone, as FOLL_WRITE happens to be 1","check_name":"bool-as-flags","fingerprint":"d34a24279db55dfd3d06eec3811d76f8","severity":"major","location":{"path":"drivers/sample.c","lines":{"begin":7}}}
{"description":"`!!how[1]` is a truth value, but argument 3 of get_user_pages_fast() is gup_flags; it works by luck alone, as FOLL_WRITE happens to be 1","check_name":"bool-as-flags","fingerprint":"9545cd4c1b9f5ace7c80ab41fbc317ef","severity":"major","location":{"path":"drivers/sample.c","lines":{"begin":8}}}
{"description":"`prot & PROT_WRITE` is a mask of another set of bits, but argument 3 of get_user_pages_fast() is gup_flags: name the FOLL_* flags","check_name":"literal-flags","fingerprint":"f1be0affc12475dfb5001e750d54168e","severity":"minor","location":{"path":"drivers/sample.c","lines":{"begin":14}}}
{"description":"not analysed: the type of `store` is not known: incomplete definition of type 'struct nobody'","check_name":"not-analysed","fingerprint":"52e39b10a749670854ad87456860b549","severity":"major","location":{"path":"drivers/sample.c","lines":{"begin":19}}}
END
}

# Blanks, colons, %, quotes, brackets, commas, a line feed, and a byte that is no UTF-8.
HOSTILE=$'drivers/a b%41,:"<&>\'::[x](y)\n\351{0}.c'

# A tree with one finding, in a file of that name; its argument holds a byte that is no UTF-8.
hostile_tree()
{
	small_tree tree
	plant "tree/$HOSTILE" <<END
#include <linux/mm.h>

int load(int *how, struct page **pages)
{
	return get_user_pages_fast(0, 1, !how['$(printf '\351')'], pages);
}
END
}

# path_in FORMAT EXPRESSION: the path that a reader of the format finds is the file's. The
# expression is python's; text is the report.
path_in()
{
	run -1 --separate-stderr guptidy check --format="$1" tree
	[ -z "$stderr" ]
	printf '%s\n' "$output" >report
	python3 - "$2" "$HOSTILE" <<'END'
import json, re, sys
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree
text = open('report', encoding='utf-8').read()
path = eval(sys.argv[1])
name = sys.argv[2].encode('utf-8', 'surrogateescape')
expected = name if isinstance(path, bytes) else name.decode('utf-8', 'replace')
assert path == expected, (path, expected)
# The argument's byte, as the message quotes it.
assert '\ufffd' in text or '\\ufffd' in text.lower()
END
}

@test "hostile names and bytes: each format's reader gets the path that was meant" {
	hostile_tree
	path_in json "json.loads(text)['findings'][0]['file']"
	path_in gitlab "json.loads(text)[0]['location']['path']"
	path_in checkstyle "ElementTree.fromstring(text).find('file').get('name')"
	path_in github "unquote_to_bytes(re.fullmatch('::error file=([^,:]*),line=5,endLine=5,col=9,'
		'endColumn=[0-9]+,title=bool-as-flags::[^\n]*\n', text).group(1)).decode()"
	# One line for each finding; the name is quoted as git does it.
	HOSTILE=$'"drivers/a b%41,:\\"<&>\'::[x](y)\\n\\351{0}.c"' path_in checkpatch "re.fullmatch('(.*):5: ERROR: [^\\n]*'
		r' \[bool-as-flags\]\n', text).group(1)"
	path_in org "unquote_to_bytes(re.fullmatch(r'\* TODO \[\[view:([^][: ]*)::face=ovl-face1::linb=5'
		r'::colb=8::cole=27\]\[[^][\n]*\]\]\n', text).group(1))"
}

@test "what was not analysed stands at its place, among the findings" {
	sample_tree
	cp tree/drivers/sample.c tree/drivers/another.c
	guptidy check --format=github tree >report || [ $? -eq 2 ]
	[ "$(grep -c 'title=not-analysed' report)" -eq 2 ]
	grep -o 'file=[^,]*' report | sort -c
	guptidy check --format=checkstyle tree >report || [ $? -eq 2 ]
	[ "$(grep -c '<file ' report)" -eq 2 ]
}

@test "a control character makes no file that XML forbids" {
	small_tree tree
	plant tree/drivers/$'a\001\xef\xbf\xbe\t.c' <<'END'
#include <linux/mm.h>

int load(_Bool store, struct page **pages)
{
	return get_user_pages_fast(0, 1, store, pages);
}
END
	run -1 guptidy check --format=checkstyle tree
	python3 -c 'import sys; from xml.etree import ElementTree
name = ElementTree.fromstring(sys.argv[1]).find("file").get("name")
assert name == "drivers/a\ufffd\ufffd\t.c", ascii(name)' "$output"
}

@test "checkstyle: names of any length are read up to their end" {
	small_tree tree
	for i in $(seq 20); do
		name=${name}a
		{ echo '#include <linux/mm.h>'; echo "int $name = get_user_pages_fast(0, 1, !!0, 0);"; } |
			plant "tree/drivers/$name.c"
	done
	run -1 --separate-stderr guptidy check --format=checkstyle tree
	[ -z "$stderr" ]
	[ "$(grep -c '<file ' <<<"$output")" -eq 20 ]
}

@test "without a finding each format is a whole, empty document" {
	cd "$FIXTURES/linux-5.1/net/skein"
	for format in org checkpatch github; do
		run -0 guptidy check --format=$format inline_in_loop.c
		[ -z "$output" ]
	done
	run -0 guptidy check --format=gitlab inline_in_loop.c
	[ "$output" = '[]' ]
	run -0 guptidy check --format=checkstyle inline_in_loop.c
	python3 -c 'import sys; from xml.etree import ElementTree
assert len(ElementTree.fromstring(sys.argv[1])) == 0' "$output"
}

@test "a path that does not exist is in the report of each format" {
	for format in $FORMATS; do
		run -2 guptidy check --format=$format "$FIXTURES/linux-5.1/net/skein" no/such.c
		holds "$output" 'no/such.c'
		holds "$output" 'No such file or directory; name an existing file or folder'
	done
}

@test "each format: -j1 and -j8, from the cache and without, give the same bytes" {
	for format in $FORMATS; do
		guptidy check -j1 --no-cache --format=$format "$FIXTURES/linux-5.1" >one || [ $? -eq 1 ]
		for how in --no-cache -j2 -j8; do
			guptidy check $how --format=$format "$FIXTURES/linux-5.1" >two || [ $? -eq 1 ]
			cmp one two
		done
	done
}

# sarif TREE [OPTION...]: check's report in the file `report`, held against the standard.
sarif()
{
	local tree=$1

	shift
	guptidy check --format=sarif "$@" "$tree" >report || [ $? -ge 1 ]
	"$ROOT/tests/expect/sarif" report "$tree"
}

@test "sarif: the reports on the fixtures are as the standard wants them, and lead to the calls" {
	for tree in linux-5.1 linux-5.2 linux-6.6; do
		sarif "$FIXTURES/$tree" --all
		guptidy check --all --format=json "$FIXTURES/$tree" >json || [ $? -eq 1 ]
		jq -e '.runs[0].tool.driver | (.rules + .notifications)[] | .id as $id | .helpUri | endswith("#" + $id)' report
		diff <(jq -r '.runs[0].results[] | select(.suppressions | not) |
			      "\(.ruleId) \(.level) \(.properties.confidence)"' report) \
		     <(jq -r '.findings[] | "\(.rule) \(.severity) \(.confidence)"' json | sed 's/ advice / note /')
		diff <(jq '[.runs[0].results[] | select(.fixes)] | length' report) \
		     <(jq '[.findings[] | select(.fix)] | length' json)
		diff <(jq -c '.runs[0].results[] | select(.suppressions | not) |
			      [.codeFlows[]?.threadFlows[].locations[].location |
			       [.message.text, .physicalLocation.region.startLine]]' report) \
		     <(jq -c '.findings[] | [.notes[] | [.message, .line]]' json)
		diff <(jq -c '.runs[0].results[] | select(.suppressions) |
			      [.ruleId, .suppressions[0].justification]' report) \
		     <(jq -c '.suppressed[] | [.rule, .reason]' json)
	done
}

@test "notes: text shows the way to a finding line by line, but for the place that it has shown" {
	run -1 guptidy check --rule wrong-release "$FIXTURES/linux-6.6/drivers/misc/released_otherwise.c"
	holds "$output" "$(printf '%s\n' \
		'drivers/misc/released_otherwise.c:45:13: note: taken here' \
		'   45 | 	u->count = get_user_pages_fast(uaddr, 4, 0, u->pages);' \
		'      | 	           ^~~~~~~~~~~~~~~~~~~')"
	lacks "$output" 'note: released here'
	run -1 guptidy check --rule wrong-release --format=github "$FIXTURES/linux-6.6/drivers/misc/released_otherwise.c"
	holds "$output" '::unpin_user_pages() does not fit: get_user_pages_fast() at line 45 took a reference, which put_page() drops%0Adrivers/misc/released_otherwise.c:45: taken here%0Adrivers/misc/released_otherwise.c:46: `u->count < 0` is false here'
	guptidy check --rule wrong-release --format=json "$FIXTURES/linux-6.6" |
		jq -e '[.findings[].notes | [.[0].message, .[-1].message] == ["taken here", "released here"]] | all'
}

@test "sarif: a whole report" {
	sample_tree
	expect sarif jq -c --arg root "file://$PWD/tree/" '.runs[0] |
		[.tool.driver.rules[].id] as $ids |
		(.originalUriBaseIds.SRCROOT.uri == $root, .columnKind, .invocations[0],
		 (.results[] | .ruleIndex = $ids[.ruleIndex]))' <<'END'
true
"utf16CodeUnits"
{"executionSuccessful":false,"toolExecutionNotifications":[{"descriptor":{"id":"not-analysed","index":0},"level":"error","message":{"text":"the type of `store` is not known: incomplete definition of type 'struct nobody'"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"drivers/sample.c","uriBaseId":"SRCROOT"},"region":{"startLine":19}}}]}]}
{"ruleId":"bool-as-flags","ruleIndex":"bool-as-flags","level":"error","message":{"text":"`store` is a bool, but argument 3 of get_user_pages_fast() is gup_flags; it works by luck alone, as FOLL_WRITE happens to be 1"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"drivers/sample.c","uriBaseId":"SRCROOT"},"region":{"startLine":6,"startColumn":13,"endLine":6,"endColumn":52,"snippet":{"text":"get_user_pages_fast(0, 1, store, pages)"}}},"logicalLocations":[{"name":"load","kind":"function"}]}],"partialFingerprints":{"guptidyCall/v1":"d346be279db27ad43d0af8c3812170cd"},"fixes":[{"description":{"text":"Write the call as this kernel declares it."},"artifactChanges":[{"artifactLocation":{"uri":"drivers/sample.c","uriBaseId":"SRCROOT"},"replacements":[{"deletedRegion":{"startLine":6,"startColumn":13,"endLine":6,"endColumn":52},"insertedContent":{"text":"get_user_pages_fast(0, 1, store ? FOLL_WRITE : 0, pages)"}}]}]}],"properties":{"confidence":"high","callee":"get_user_pages_fast"}}
{"ruleId":"bool-as-flags","ruleIndex":"bool-as-flags","level":"error","message":{"text":"`store` is a bool, but argument 3 of get_user_pages_fast() is gup_flags; it works by luck alone, as FOLL_WRITE happens to be 1"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"drivers/sample.c","uriBaseId":"SRCROOT"},"region":{"startLine":7,"startColumn":2,"endLine":7,"endColumn":41,"snippet":{"text":"get_user_pages_fast(0, 1, store, pages)"}}},"logicalLocations":[{"name":"load","kind":"function"}]}],"partialFingerprints":{"guptidyCall/v1":"d34a24279db55dfd3d06eec3811d76f8"},"fixes":[{"description":{"text":"Write the call as this kernel declares it."},"artifactChanges":[{"artifactLocation":{"uri":"drivers/sample.c","uriBaseId":"SRCROOT"},"replacements":[{"deletedRegion":{"startLine":7,"startColumn":2,"endLine":7,"endColumn":41},"insertedContent":{"text":"get_user_pages_fast(0, 1, store ? FOLL_WRITE : 0, pages)"}}]}]}],"properties":{"confidence":"high","callee":"get_user_pages_fast"}}
{"ruleId":"bool-as-flags","ruleIndex":"bool-as-flags","level":"error","message":{"text":"`!!how[1]` is a truth value, but argument 3 of get_user_pages_fast() is gup_flags; it works by luck alone, as FOLL_WRITE happens to be 1"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"drivers/sample.c","uriBaseId":"SRCROOT"},"region":{"startLine":8,"startColumn":9,"endLine":9,"endColumn":35,"snippet":{"text":"get_user_pages_fast(0, 1,\n\t\t\t\t   !!how[1] /* why? */, pages)"}}},"logicalLocations":[{"name":"load","kind":"function"}]}],"partialFingerprints":{"guptidyCall/v1":"9545cd4c1b9f5ace7c80ab41fbc317ef"},"fixes":[{"description":{"text":"Write the call as this kernel declares it."},"artifactChanges":[{"artifactLocation":{"uri":"drivers/sample.c","uriBaseId":"SRCROOT"},"replacements":[{"deletedRegion":{"startLine":8,"startColumn":9,"endLine":9,"endColumn":35},"insertedContent":{"text":"get_user_pages_fast(0, 1,\n\t\t\t\t   how[1] ? FOLL_WRITE : 0 /* why? */, pages)"}}]}]}],"properties":{"confidence":"high","callee":"get_user_pages_fast"}}
{"ruleId":"literal-flags","ruleIndex":"literal-flags","level":"warning","message":{"text":"`prot & PROT_WRITE` is a mask of another set of bits, but argument 3 of get_user_pages_fast() is gup_flags: name the FOLL_* flags"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"drivers/sample.c","uriBaseId":"SRCROOT"},"region":{"startLine":14,"startColumn":9,"endLine":14,"endColumn":60,"snippet":{"text":"get_user_pages_fast(0, 1, prot & PROT_WRITE, pages)"}}},"logicalLocations":[{"name":"mask","kind":"function"}]}],"partialFingerprints":{"guptidyCall/v1":"f1be0affc12475dfb5001e750d54168e"},"properties":{"confidence":"medium","callee":"get_user_pages_fast"}}
END
	"$ROOT/tests/expect/sarif" report tree
	jq -c '.runs[0].tool.driver.rules[] | [.id, .defaultConfiguration.level]' report |
		diff - <(guptidy explain | awk '{ printf "[\"%s\",\"%s\"]\n", $1, $2 == "advice" ? "note" : $2 }')
	jq -rj '.runs[0].tool.driver.rules[] | select(.id == "stale-call") | .help.text' report |
		diff - <(guptidy explain stale-call | tail -n +3)
}

@test "sarif: with the fixes applied, what they are for is gone" {
	# A call that had an argument too many may be told more of once it fits.
	local others='($before[0].findings | map(select(.rule == "stale-call" and .fix) | [.file, .function])) as $mended |
		.findings[] | select([.file, .function] as $at | $mended | any(. == $at) | not)'

	for tree in linux-5.1 linux-6.6; do
		copy $tree
		# Comments would be unused where the call is mended.
		grep -rlZ 'guptidy: allow' $tree | xargs -0 -r rm
		sarif $tree
		guptidy check --format=json $tree >before || [ $? -eq 1 ]
		"$ROOT/tests/expect/sarif" report $tree --apply
		guptidy check --format=json $tree >after || [ $? -eq 1 ]
		jq -e '[.findings[] | select(.fix)] | length > 10' before
		diff <(jq -c --slurpfile before before "$others | select(.fix == null) | [.rule, .file, .function]" before) \
		     <(jq -c --slurpfile before before "$others | [.rule, .file, .function]" after)
	done
}

@test "sarif: lines that end in CR LF, and characters of two units, are mended in their place" {
	sample_tree
	sed -i 's/$/\r/; /no-such-header/d; /^int what/,$d' tree/drivers/sample.c
	cp tree/drivers/sample.c before
	sarif tree --rule bool-as-flags
	jq -e '.runs[0].results | length == 3' report
	"$ROOT/tests/expect/sarif" report tree --apply
	run -0 guptidy check --rule bool-as-flags tree
	[ "$(grep -c $'\r$' before)" -eq "$(grep -c '' tree/drivers/sample.c)" ]
	diff <(sed -E 's/store, pages/store ? FOLL_WRITE : 0, pages/; s/!!(how.1.)/\1 ? FOLL_WRITE : 0/' \
		before) tree/drivers/sample.c
}

@test "sarif: hostile names are URIs, and a fix that JSON cannot hold is none" {
	hostile_tree
	sarif tree
	path_in sarif "unquote_to_bytes(json.loads(text)['runs'][0]['results'][0]['locations'][0]
		['physicalLocation']['artifactLocation']['uri'])"
	guptidy check --format=json tree | jq -e '.findings[0].fix != null'
	jq -e '.runs[0].results | length == 1 and (.[0] | has("fixes") | not)' report
	mv "tree/$HOSTILE" tree/drivers/a.c
	mv tree "$HOSTILE" 2>/dev/null || mv tree 'a b%41'
	cd ./*41*
	run -1 guptidy check --format=sarif .
	holds "$output" "a%20b%2541/\""
}

@test "sarif: a file outside of the tree has a URI relative to its own place" {
	small_tree tree
	plant driver/a.c <<'END'
#include <linux/mm.h>

int load(_Bool store, struct page **pages)
{
	return get_user_pages_fast(0, 1, store, pages);
}
END
	guptidy check --kernel=tree --format=sarif driver >report || [ $? -eq 1 ]
	"$ROOT/tests/expect/sarif" report .
	jq -e '.runs[0].results[0].locations[0].physicalLocation.artifactLocation ==
		{uri: "driver/a.c", uriBaseId: "SRCROOT"}' report
	jq -e --arg here "file://$PWD/" '.runs[0].originalUriBaseIds.SRCROOT.uri == $here' report
}

@test "fingerprints: the same in sarif and gitlab, and they survive moved lines" {
	copy linux-6.6
	# What comments allow is in sarif alone.
	grep -rlZ 'guptidy: allow' linux-6.6 | xargs -0 rm
	sarif linux-6.6
	prints='.runs[0].results[].partialFingerprints["guptidyCall/v1"]'
	jq -r "$prints" report >before
	guptidy check --format=gitlab linux-6.6 | jq -r '.[].fingerprint' | diff before -
	find linux-6.6/drivers -name '*.c' -exec sed -i '1i /* one line more */' {} +
	sarif linux-6.6
	jq -r "$prints" report | diff before -
	sed -i 's/!!(prot & IOMMU_WRITE)/!!(prot \& IOMMU_READ)/' linux-6.6/$LECTERN
	sarif linux-6.6
	[ "$(jq -r "$prints" report | diff before - | grep -c '^>')" -eq 2 ]
}

# on_a_terminal [NAME=VALUE...] ARG...: what guptidy prints on one.
on_a_terminal()
{
	local words=()

	while [[ $1 == *=* ]]; do
		words+=("$1")
		shift
	done
	env TERM=xterm "${words[@]}" python3 -c 'import pty, sys; pty.spawn(sys.argv[1:])' "$GUPTIDY" "$@"
}

@test "text: colours on a terminal, but for NO_COLOR and a dumb one" {
	vfio=$FIXTURES/linux-5.1/drivers/vfio
	holds "$(on_a_terminal check "$vfio")" $'\033[1;31merror:\033[0m'
	holds "$(on_a_terminal NO_COLOR= check "$vfio")" $'\033[1;31merror:'
	lacks "$(on_a_terminal NO_COLOR=1 check "$vfio")" $'\033[1'
	lacks "$(on_a_terminal TERM=dumb check "$vfio")" $'\033'
}

@test "text: --color decides before all else; auto is what there is without it" {
	vfio=$FIXTURES/linux-5.1/drivers/vfio
	run -1 env TERM=dumb NO_COLOR=1 "$GUPTIDY" check --color=always "$vfio"
	holds "$output" $'\033[1;31merror:\033[0m'
	lacks "$(on_a_terminal check --color never "$vfio")" $'\033[1'
	holds "$(on_a_terminal check --color=never --color=auto "$vfio")" $'\033[1;31merror:'
	lacks "$(on_a_terminal NO_COLOR=1 check --color=auto "$vfio")" $'\033[1'
	run -1 guptidy check --color=auto "$vfio"
	lacks "$output" $'\033'
	run -2 guptidy check --color=sometimes "$vfio"
	holds "$output" '--color=sometimes: use always, auto or never'
}

# colours_add_nothing ARG...: text is as it is without them; @ in coloured is an escape.
colours_add_nothing()
{
	guptidy "$@" >plain || [ $? -eq 1 ]
	guptidy "$@" --color=always | tr '\033' @ >coloured
	grep -q '@\[1m' coloured
	sed 's/@\[[0-9;]*m//g' coloured | diff plain -
}

@test "text: what is coloured: places, severities, carets, fixes, rules, names" {
	colours_add_nothing check --all "$FIXTURES/linux-6.6"
	for shape in '^@\[1m[/a-z].*:[0-9]+:[0-9]+:@\[0m @\[1;31merror:@\[0m .* \[@\[1;31m[a-z-]+@\[0m\]$' \
		     ' @\[1;35mwarning:@\[0m .* \[@\[1;35m[a-z-]+@\[0m\]$' \
		     ' @\[1;36madvice:@\[0m .* \[@\[1;36m[a-z-]+@\[0m\]$' \
		     '^@\[1m[/a-z].*:[0-9]+:[0-9]+:@\[0m @\[1;36mnote:@\[0m [a-z]' \
		     '^ +\|[[:space:]]+@\[1;32m\^~+@\[0m$' '^ +\|[[:space:]]+@\[1;32m~+ +\^~+@\[0m$' \
		     '^ +\| write: @\[1;32m.*@\[0m$'; do
		grep -qE "$shape" coloured
	done
	colours_add_nothing find "$FIXTURES/linux-6.6"
	grep -q '^@\[1m[/a-z].*:[0-9]*:[0-9]*:@\[0m call: @\[1;32mpin_user_pages@\[0m in ' coloured
}

@test "text: lint and run have colours as well" {
	diff -u /dev/null "$FIXTURES/linux-6.6/$LECTERN" | sed "s,^+++ .*,+++ b/$LECTERN," >new.diff
	copy linux-6.6
	rm "linux-6.6/$LECTERN"
	colours_add_nothing lint --diff new.diff linux-6.6
	colours_add_nothing run --check linux-6.6
}

@test "colours: none in files, and none in other formats" {
	run -1 guptidy check --color=always --format=json --output=report.txt --output=report.sarif "$FIXTURES/linux-5.1"
	lacks "$output" $'\033'
	lacks "$output" '\u001b'
	cat report.txt report.sarif >files
	holds "$(cat files)" 'error: '
	lacks "$(cat files)" $'\033'
	lacks "$(cat files)" '\u001b'
}
