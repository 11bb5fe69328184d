#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-only
#
# The page of --html, as text: what is in it, and that nothing of a stranger is markup. tests/html looks at
# it in a browser.
load common

@test "--html: the same as --output html:FILE, for the commands that have it" {
	for command in find check convert; do
		run guptidy $command --html a.html --output html:b --output c.html "$FIXTURES/linux-5.1"
		cmp a.html b
		cmp a.html c.html
		data a.html | jq -e '.runs | length == 1'
		rm a.html
	done
	for command in api pairs reconcile explain cache kbuild; do
		run -2 guptidy $command --html a.html "$FIXTURES/linux-5.1"
		[ ! -e a.html ]
	done
	for command in api pairs reconcile; do
		run -2 guptidy $command --output a.html "$FIXTURES/linux-5.1"
		holds "$output" 'this command has no such format'
	done
	for file in '' -; do
		run -2 guptidy find --html "$file" "$FIXTURES/linux-5.1"
		holds "$output" 'names no file'
	done
}

@test "--html: the data is the document of --format=json, and more" {
	for command in find check convert; do
		guptidy $command --format=json --html a.html "$FIXTURES/linux-5.1" >json 2>/dev/null || true
		jq -S . json >want
		data a.html | jq -S --slurpfile want json \
			'.runs[0] | with_entries(select(.key as $key | $want[0] | has($key))) |
			 walk(if type == "object" then del(.planned) else . end)' >got
		diff want got
	done
}

@test "--html: a page holds no address, and its policy knows its own script and style" {
	guptidy check --html a.html "$FIXTURES/linux-6.6" >/dev/null || true
	run grep -vE '^<script type="application/json"' a.html
	lacks "$output" '://'
	python3 - a.html <<'END'
import base64, hashlib, re, sys
page = open(sys.argv[1], encoding='utf-8').read()
policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1]
assert "default-src 'none'" in policy and 'unsafe' not in policy, policy
for name, text in (('script-src', re.search(r'<script>(.*?)</script>', page, re.S)[1]),
                   ('style-src', re.search(r'<style>(.*?)</style>', page, re.S)[1])):
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    assert "%s 'sha256-%s'" % (name, digest) in policy, name
assert page.count('<script') == 2 and page.count('</script') == 2
END
}

@test "--html: names and code of strangers are no markup" {
	small_tree tree
	for name in '<img src=x onerror=alert(1)>' "\"'&amp;" '</script><script>alert(1)<' '<!--' $'two\nlines' $'not\xffutf8'; do
		mkdir -p "tree/drivers/${name%/*}"
		printf '#include <linux/mm.h>\n/* </script><script>alert(2)</script> <!-- <script> */\n%s\n{\n%s\n%s\n}\n' \
			'int take(_Bool w, struct page **p)' "	f(\"</SCRIPT ><svg onload=alert(3)> $(printf '\\342\\200\\256')\");" \
			'	return get_user_pages_fast(0, 1, w, p);' >"tree/drivers/$name.c"
	done
	printf 'VERSION = 5\nPATCHLEVEL = 2\nSUBLEVEL = 0\nEXTRAVERSION = </title><script>alert(4)</script>\n' >tree/Makefile
	run -1 guptidy check --html a.html tree
	python3 - a.html <<'END'
import html.parser, json, sys
class Page(html.parser.HTMLParser):
    tags, text, inside = [], '', False
    def handle_starttag(self, tag, attributes):
        assert not [name for name, _ in attributes if name.startswith('on')], attributes
        self.tags.append(tag)
        self.inside = ('id', 'data') in attributes
    def handle_data(self, data):
        if self.inside:
            self.text += data
    def handle_endtag(self, tag):
        self.inside = False
page = Page()
page.feed(open(sys.argv[1], encoding='utf-8').read())
assert page.tags.count('script') == 2 and not {'img', 'svg'} & set(page.tags), page.tags
run, = json.loads(page.text)['runs']
assert len(run['findings']) == 6, run['findings']
assert all(finding['file'] in run['areas'] and finding['file'] in run['source'] for finding in run['findings'])
END
}

@test "--html: code around each place, in long lines and up to the last one" {
	small_tree tree
	{
		echo '#include <linux/mm.h>'
		printf 'int take(int w, struct page **p) { return get_user_pages_fast(0, 1, !!w, p); } /* %s */' \
			"$(printf 'long%.0s' {1..500})"
	} >tree/last.c
	run -1 guptidy check --html a.html tree
	data a.html | jq -e '.runs[0].source["last.c"][0] | .[0] == 1 and (.[1] | length) == 2 and
		(.[1][1] | length < 600 and endswith(" ..."))'
}

@test "--html: a conversion in place shows what it changed, as a diff would" {
	guptidy convert --html a.html "$FIXTURES/linux-5.1" >diff 2>/dev/null || true
	copy linux-5.1
	guptidy convert --in-place --html b.html linux-5.1 >stdout 2>/dev/null || true
	[ ! -s stdout ]
	diff <(data a.html | jq '.runs[0].changes') <(data b.html | jq '.runs[0].changes')
	diff <(grep -c '^[-+][^-+]' diff) \
		<(data a.html | jq '[.runs[0].changes[].hunks[].lines[] | select(test("^[-+][^-+]"))] | length')
}

@test "--html: what a change brings in" {
	small_tree tree
	printf '%s\n' '--- /dev/null' '+++ b/new.c' '@@ -0,0 +1,5 @@' '+#include <linux/mm.h>' \
		'+int take(_Bool w, struct page **p)' '+{' '+	return get_user_pages_fast(0, 1, w, p);' '+}' >change
	run -1 guptidy lint --diff change --html a.html tree
	data a.html | jq -e '.runs[0] | .base and .findings[0].file == "new.c" and
		(.source["new.c"][0][1] | map(contains("get_user_pages_fast")) | any)'
}
