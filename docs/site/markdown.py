# SPDX-License-Identifier: GPL-2.0-only
"""
Markdown as the pages of the site have it: cmark-gfm parses, this prints. Each heading and each rule in a table is an
anchor, each mention of a document or of a rule is a link, each table can be scrolled by keyboard.
"""
import re
import subprocess
import xml.etree.ElementTree
from html import escape

DOCUMENT = re.compile(r"(?:(?<![\w/])docs/)?([A-Za-z0-9-]+)\.md(?:#([\w-]+))?")


class Trouble(Exception):
    """What is wrong with a document, with its name."""


def parse(text, name):
    """The document's tree; tags without their namespace."""
    try:
        xml_text = subprocess.run(["cmark-gfm", "-e", "table", "--to", "xml"], input=text, check=True,
                                  capture_output=True, encoding="utf-8").stdout
    except FileNotFoundError:
        raise Trouble("cmark-gfm: no such program; apt-get install -y cmark-gfm") from None
    tree = xml.etree.ElementTree.fromstring(xml_text.encode())
    for node in tree.iter():
        node.tag = node.tag.split("}")[1]
    if not any(node.tag == "heading" and node.get("level") == "1" for node in tree):
        raise Trouble("%s: has no title, # TITLE" % name)
    return tree


def plain(node):
    """The text of a node without its marks."""
    return "".join(" " if part.tag == "softbreak" else part.text or ""
                   for part in node.iter() if part.tag in ("text", "code", "softbreak"))


class Page:
    """One document, printed. resolve(name) is the address of a document, a rule or a picture, or None."""

    def __init__(self, text, name, resolve):
        self.name = name
        self.resolve = resolve
        self.headings = []              # (level, id, text)
        self.rules = set()              # those that are anchors already: the first time that a table begins with one
        tree = parse(text, name)
        self.title = plain(next(node for node in tree if node.tag == "heading"))
        self.body = self.children(tree)

    def children(self, node):
        return "".join(getattr(self, "put_" + child.tag, self.unknown)(child) for child in node)

    def unknown(self, node):
        raise Trouble("%s: a %s, which the site does not print yet" % (self.name, node.tag))

    def wrap(self, tag, node, attributes=""):
        return "<%s%s>%s</%s>" % (tag, attributes, self.children(node), tag)

    def linked(self, text):
        """Text with links where documents are named."""
        out, at = [], 0
        for match in DOCUMENT.finditer(text):
            address = self.resolve(match.group(1) + ".md")
            if address:
                out.append(escape(text[at:match.start()], quote=False))
                out.append('<a href="%s%s">%s</a>' % (address, "#" + match.group(2) if match.group(2) else "",
                                                     escape(match.group(), quote=False)))
                at = match.end()
        return "".join(out) + escape(text[at:], quote=False)

    def anchor(self, text):
        """A name that no heading has yet, as GitHub would make it."""
        name = re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-")
        taken = sum(1 for _, other, _ in self.headings if re.fullmatch(re.escape(name) + r"(-\d+)?", other))
        return "%s-%d" % (name, taken) if taken else name

    def put_heading(self, node):
        level, text = int(node.get("level")), plain(node)
        name = self.anchor(text)
        self.headings.append((level, name, text))
        mark = "" if level == 1 else ' <a class="anchor" href="#%s" aria-label="Link to: %s">#</a>' % (
            name, escape(text))
        return '<h%d id="%s">%s%s</h%d>\n' % (level, name, self.children(node), mark, level)

    def put_paragraph(self, node):
        return self.wrap("p", node) + "\n"

    def put_text(self, node):
        text = node.text or ""
        rule = self.resolve(text) if self.in_first_cell else None
        if not rule:
            return self.linked(text)
        anchor = "" if text in self.rules else ' id="%s"' % escape(text)
        self.rules.add(text)
        return '<a%s href="%s">%s</a>' % (anchor, rule, escape(text))

    in_first_cell = False

    def put_code(self, node):
        text = node.text or ""
        address = self.resolve(text)
        code = "<code>%s</code>" % escape(text, quote=False)
        return '<a href="%s">%s</a>' % (address, code) if address else code

    def put_softbreak(self, _):
        return "\n"

    def put_linebreak(self, _):
        return "<br>\n"

    def put_emph(self, node):
        return self.wrap("em", node)

    def put_strong(self, node):
        return self.wrap("strong", node)

    def put_code_block(self, node):
        return '<pre tabindex="0"><code>%s</code></pre>\n' % escape(node.text or "", quote=False)

    def put_html_block(self, node):
        if not (node.text or "").startswith("<!--"):
            return self.unknown(node)
        return ""

    def put_block_quote(self, node):
        return self.wrap("blockquote", node) + "\n"

    def put_list(self, node):
        self.tight = node.get("tight") == "true"
        tag = "ol" if node.get("type") == "ordered" else "ul"
        start = ' start="%s"' % node.get("start") if node.get("start", "1") != "1" else ""
        return self.wrap(tag, node, start) + "\n"

    def put_item(self, node):
        if len(node) and node[0].tag == "paragraph" and self.tight:
            first = self.children(node[0])
            del node[0]
            return "<li>%s%s</li>\n" % (first, self.children(node))
        return self.wrap("li", node) + "\n"

    def address(self, destination):
        """Of a link: what the site has, or somebody else's."""
        if re.match(r"https?://", destination):
            return destination
        path, _, anchor = destination.partition("#")
        address = self.resolve(path.rsplit("/", 1)[-1]) if path else ""
        if address is None:
            raise Trouble("%s: links to %s, which the site does not have" % (self.name, destination))
        return address + ("#" + anchor if anchor else "")

    def put_link(self, node):
        return self.wrap("a", node, ' href="%s"' % escape(self.address(node.get("destination"))))

    def put_image(self, node):
        return '<img src="%s" alt="%s">' % (escape(self.address(node.get("destination"))), escape(plain(node)))

    def put_table(self, node):
        head = "".join(self.cells(row, "th") for row in node if row.tag == "table_header")
        body = "".join(self.cells(row, "td") for row in node if row.tag == "table_row")
        has_head = any(plain(cell) for row in node if row.tag == "table_header" for cell in row)
        head = "<thead>%s</thead>\n" % head if has_head else ""
        return '<div class="table" tabindex="0" role="group" aria-label="Table">' \
               "<table>\n%s<tbody>\n%s</tbody></table></div>\n" % (head, body)

    def cells(self, row, tag):
        out = []
        for cell in row:
            self.in_first_cell = tag == "td" and cell is row[0]
            out.append(self.wrap(tag, cell, ' scope="col"' if tag == "th" else ""))
        self.in_first_cell = False
        return "<tr>%s</tr>\n" % "".join(out)
