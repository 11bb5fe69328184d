// SPDX-License-Identifier: GPL-2.0-only
#include "program/lsp/hover.h"

#include "base/data/mem.h"
#include "base/data/utf8.h"
#include "check/rules/rule.h"
#include "program/lsp/contract.h"
#include "treewide/across/catalogue.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* The word around a byte of the text; rules have a - in their names. */
struct word {
	size_t begin, end;
};

static bool is_of_word(char c, const char *besides)
{
	return c && (isalnum((unsigned char)c) || strchr(besides, c));
}

static struct word word_at(const struct lines *lines, size_t at, const char *besides)
{
	struct word word = { at, at };

	while (word.begin && is_of_word(lines->text[word.begin - 1], besides))
		word.begin--;
	while (word.end < lines->length && is_of_word(lines->text[word.end], besides))
		word.end++;
	return word;
}

/* A wrapper, of this file or of those beside it that call each other. */
static bool put_wrapper(struct look *look, const char *name, size_t length, struct buf *out)
{
	struct catalogue catalogue = {0};
	struct known_files files;
	size_t before = out->length;

	if (!length)
		return false;
	files_know(&look->run, &look->run_options, &files);
	catalogue_read_wrappers(&look->run, &files, &catalogue);
	for (size_t i = 0; i < catalogue.wrappers.n; i++)
		if (strlen(catalogue.wrappers.items[i].name) == length &&
		    !memcmp(catalogue.wrappers.items[i].name, name, length))
			contract_put_wrapper(&catalogue.wrappers.items[i], out);
	catalogue_free(&catalogue);
	files_forget(&files);
	return out->length > before;
}

static void put_rule(const struct rule *rule, struct buf *out)
{
	buf_printf(out, "**%s** (%s): %s\n\n```text\n%s```\n", rule->name, severity_name(rule->severity),
		   rule->summary, rule->text);
}

static bool put_rule_named(const struct lines *lines, struct word word, struct buf *out)
{
	char *name = mem_strndup(lines->text + word.begin, word.end - word.begin);
	const struct rule *rule = rule_find(name);

	free(name);
	if (rule)
		put_rule(rule, out);
	return rule;
}

static bool is_behind(struct position a, struct position b)
{
	return a.line > b.line || (a.line == b.line && a.character > b.character);
}

/* What the editor shows there, and why. */
static void put_findings(const json_t *shown, struct position position, struct buf *out)
{
	const struct rule *last = NULL;

	for (size_t i = 0; i < json_array_size(shown); i++) {
		const json_t *item = json_array_get(shown, i);
		const char *code = json_string_value(json_object_get(item, "code"));
		const struct rule *rule = code ? rule_find(code) : NULL;
		struct position start, end;

		if (!rule || rule == last || !range_read(json_object_get(item, "range"), &start, &end) ||
		    is_behind(start, position) || is_behind(position, end))
			continue;
		if (out->length)
			buf_puts(out, "\n---\n\n");
		put_rule(rule, out);
		last = rule;
	}
}

json_t *hover_at(struct look *look, struct position position)
{
	const struct lines *lines = &look->lines;
	size_t at = lines_offset(lines, position);
	struct word name = word_at(lines, at, "_"), rule = word_at(lines, at, "-");
	bool is_name, is_rule;
	struct buf text = {0};
	json_t *hover;

	is_name = contract_put(&look->run, look->path, lines->text + name.begin, name.end - name.begin, &text) ||
		  put_wrapper(look, lines->text + name.begin, name.end - name.begin, &text);
	is_rule = !is_name && put_rule_named(lines, rule, &text);
	put_findings(look->document->shown, position, &text);
	if (!text.length)
		return json_null();
	hover = json_pack("{s:{s:s, s:o}}", "contents", "kind", "markdown", "value", json_text(text.data));
	if (is_name || is_rule)
		json_object_set_new(hover, "range", range_json(lines, is_name ? name.begin : rule.begin,
							       is_name ? name.end : rule.end));
	buf_free(&text);
	return hover;
}
