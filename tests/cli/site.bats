# SPDX-License-Identifier: GPL-2.0-only
#
# The site: every link leads somewhere, every rule has its page, and SARIF's reports know where.

load common

setup_file()
{
	export SITE=$BATS_FILE_TMPDIR/site
	! command -v cmark-gfm >/dev/null || "$BATS_TEST_DIRNAME/../../docs/site/generate" "$SITE"
}

setup()
{
	command -v cmark-gfm >/dev/null || skip 'no cmark-gfm'
	export XDG_CACHE_HOME=$BATS_TEST_TMPDIR/cache
	cd "$BATS_TEST_TMPDIR"
}

# source_tree: what the generator reads, to be written to.
source_tree()
{
	mkdir source
	cp -r "$ROOT/docs" "$ROOT"/*.md source/
	export GUPTIDY
}

@test "each link leads to a place that is there, and nothing is loaded" {
	"$ROOT/tests/expect/site" "$SITE"
}

@test "each rule has a page, with the text of explain" {
	for rule in $(guptidy explain | cut -d ' ' -f 1); do
		python3 - "$SITE/rules/$rule.html" <(guptidy explain "$rule") <<'END'
import html, re, sys
page = re.sub(r"<[^>]*>", "", open(sys.argv[1]).read().partition("<main")[2])
said = html.unescape(page).split()
# All words, in their order: those of the page between them are its own.
explained = open(sys.argv[2]).read().replace("`", "").split()[2:]
at = 0
for word in explained:
    at = said.index(word, at) + 1
END
	done
	[ "$(ls "$SITE/rules" | wc -l)" -eq "$(guptidy explain | wc -l)" ]
}

@test "documents and rules are links where they are named" {
	grep -F '<a href="drivers.html">docs/drivers.md</a>' "$SITE/index.html"
	grep -F ' href="rules/bool-as-flags.html">bool-as-flags</a>' "$SITE/rules.html"
	grep -F '<a href="rules.html">docs/rules.md</a>' "$SITE/index.html"
	grep -F '<a href="../rules.html" aria-current="true">' "$SITE/rules/pin-leak.html"
}

@test "a link to nowhere, and a document without a title, are errors" {
	source_tree
	source/docs/site/generate whole
	echo '[more](nowhere.md)' >>source/docs/pins.md
	run -1 source/docs/site/generate site
	holds "$output" 'docs/pins.md: links to nowhere.md, which the site does not have'
	echo 'no title' >source/docs/pins.md
	run -1 source/docs/site/generate site
	holds "$output" 'docs/pins.md: has no title'
	# Behind the right name the wrong place: that is for the test above to find.
	printf '# Pins\n\n[more](rules.md#nowhere), and docs/rules.md#rules\n' >source/docs/pins.md
	source/docs/site/generate site
	run -1 "$ROOT/tests/expect/site" site
	holds "$output" 'pins.html: links to rules.html#nowhere, and there is no such place'
	[ "${#lines[@]}" -eq 1 ]
}

@test "a document that README does not name has its page, at the end" {
	source_tree
	printf '# A new one\n\n- a\n\n  b\n\n1. c\n2. d\n\n> e *f* **g**\n' >source/docs/new.md
	source/docs/site/generate site
	"$ROOT/tests/expect/site" site
	grep -F '<li><a href="new.html">A new one</a></li>' site/index.html
	grep -F '<blockquote><p>e <em>f</em> <strong>g</strong></p>' site/new.html
}

@test "each rule, and what is not analysed, has its place on the page that SARIF and editors link to" {
	guptidy check --format=sarif "$FIXTURES/linux-6.6/lib" >report || [ $? -eq 1 ]
	for anchor in $(jq -r '.runs[0].tool.driver | (.rules + .notifications)[].helpUri | sub(".*#"; "")' report); do
		grep -q " id=\"$anchor\"" "$SITE/rules.html" || {
			echo "no $anchor"
			return 1
		}
	done
}
