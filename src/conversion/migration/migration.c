// SPDX-License-Identifier: GPL-2.0-only
#include "conversion/migration/migration.h"

#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/load.h"
#include "c/outline/words.h"
#include "conversion/migration/literal.h"
#include "conversion/migration/private.h"
#include "kernel/scan/match.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_BYTES 65536u	/* rules are held against each other, and their parameters: people write no more */

int migration_fail(const struct migration *migration, size_t token, struct err *err,
		   const char *format, ...)
{
	const struct token_list *tokens = &migration->outline.tokens;
	size_t offset = token < tokens->n ? tokens->items[token].offset : migration->text.length;
	size_t line = 1, column = 1;
	va_list args;
	char *words;

	for (size_t i = 0; i < offset; i++, column++) {
		if (migration->text.data[i] != '\n')
			continue;
		line++;
		column = 0;
	}
	va_start(args, format);
	if (vasprintf(&words, format, args) < 0)
		words = mem_strdup(format);
	va_end(args);
	err_set(err, "%s:%zu:%zu: %s", migration->path, line, column, words);
	free(words);
	return -1;
}


/* --- the text --- */

/* Behind the string that begins at i, or at the end of its line. */
static size_t string_end(const char *text, size_t i)
{
	for (i++; text[i] && text[i] != '\n' && text[i] != '"'; i++)
		i += text[i] == '\\' && text[i + 1] && text[i + 1] != '\n';
	return i + (text[i] == '"');
}

/* Behind the C in backquotes that begins at i; the quotes become blanks. */
static size_t take_verbatim(struct migration *migration, size_t i)
{
	char *text = migration->text.data;
	struct verbatim verbatim = { .begin = i + 1, .end = i + 1 + strcspn(text + i + 1, "`\n") };

	text[i] = ' ';
	if (text[verbatim.end] == '`')
		text[verbatim.end] = ' ';
	VEC_PUSH(&migration->verbatim, verbatim);
	return verbatim.end;
}

/* Comments become blanks, so that what is left is read as C; every byte keeps its place. */
static void blank(struct migration *migration)
{
	char *text = migration->text.data;

	for (size_t i = 0; i < migration->text.length;) {
		if (text[i] == '"') {
			i = string_end(text, i);
		} else if (text[i] == '`') {
			i = take_verbatim(migration, i);
		} else if (text[i] == '#') {
			while (text[i] && text[i] != '\n')
				text[i++] = ' ';
		} else {
			text[i] = text[i] ? text[i] : ' ';
			i++;
		}
	}
}

bool migration_is_verbatim(const struct migration *migration, size_t i)
{
	size_t offset = migration->outline.tokens.items[i].offset;

	for (size_t v = 0; v < migration->verbatim.n; v++)
		if (offset >= migration->verbatim.items[v].begin && offset < migration->verbatim.items[v].end)
			return true;
	return false;
}

/* True if the byte was a backquote. */
static bool was_quote(const struct migration *migration, size_t offset)
{
	for (size_t v = 0; v < migration->verbatim.n; v++)
		if (offset + 1 == migration->verbatim.items[v].begin || offset == migration->verbatim.items[v].end)
			return true;
	return false;
}

bool migration_has_blank(const struct migration *migration, size_t i)
{
	const struct token *token = &migration->outline.tokens.items[i], *before = token - 1;
	size_t at = before->offset + before->length;
	/* Without the quotes that held them apart two words, or two operators, would become one. */
	bool is_apart = (token->kind == TOKEN_PUNCTUATION) == (before->kind == TOKEN_PUNCTUATION);

	for (; at < token->offset; at++)
		if (is_apart || !was_quote(migration, at))
			return true;
	return false;
}

/* --- names --- */

static bool has_name(const struct migration *migration, const char *name)
{
	for (size_t i = 0; i < migration->names.n; i++)
		if (!strcmp(migration->names.items[i].name, name))
			return true;
	return false;
}

static void add_name(struct migration *migration, const char *name)
{
	struct symbol symbol = { .name = name };

	if (name && !has_name(migration, name))
		VEC_PUSH(&migration->names, symbol);
}

/* A name that somebody must declare: no member, parameter or word of C. */
static bool is_declared_elsewhere(const struct migration *migration, const struct migration_rule *rule, size_t i)
{
	static const char *const known[] = { "NULL", "true", "false", "struct", "union", "enum" };
	const struct token_list *tokens = &migration->outline.tokens;
	size_t before = token_previous(tokens, i);

	return tokens->items[i].kind == TOKEN_IDENTIFIER && !is_keyword_of_c(tokens, i) &&
	       !is_type_word(tokens, i) && rule_parameter(migration, rule, i) == NO_TOKEN &&
	       !token_is_any(tokens, i, known, ARRAY_SIZE(known)) &&
	       !token_is_any(tokens, before, known, ARRAY_SIZE(known)) && !token_is(tokens, before, "->") &&
	       !token_is(tokens, before, ".");
}

static void add_names_of(struct migration *migration, const struct migration_rule *rule,
			 const struct expr *argument)
{
	const struct token_list *tokens = &migration->outline.tokens;

	for (size_t i = argument->first; i < argument->last; i++)
		if (is_declared_elsewhere(migration, rule, i))
			add_name(migration, arena_printf(&migration->arena, "%.*s", (int)tokens->items[i].length,
							 tokens->text + tokens->items[i].offset));
}

static void list_names(struct migration *migration)
{
	for (size_t i = 0; i < migration->rules.n; i++)
		add_name(migration, migration->rules.items[i].callee);
	migration->n_callees = migration->names.n;
	for (size_t i = 0; i < migration->rules.n; i++)
		add_name(migration, migration->rules.items[i].successor);
	migration->n_calls = migration->names.n;
	for (size_t i = 0; i < migration->rules.n; i++)
		for (size_t a = 0; a < migration->rules.items[i].n_arguments; a++)
			if (migration->rules.items[i].arguments[a])
				add_names_of(migration, &migration->rules.items[i],
					     migration->rules.items[i].arguments[a]);
}

bool migration_uses(const struct migration *migration, const struct migration_rule *rule, const char *name)
{
	for (size_t a = 0; a < rule->n_arguments; a++)
		for (size_t i = rule->arguments[a] ? rule->arguments[a]->first : 0;
		     rule->arguments[a] && i < rule->arguments[a]->last; i++)
			if (token_is(&migration->outline.tokens, i, name) &&
			    is_declared_elsewhere(migration, rule, i))
				return true;
	return false;
}

size_t rule_parameter(const struct migration *migration, const struct migration_rule *rule, size_t i)
{
	const struct token_list *tokens = &migration->outline.tokens;
	size_t before = token_previous(tokens, i);

	if (i >= tokens->n || tokens->items[i].kind != TOKEN_IDENTIFIER ||
	    token_is(tokens, before, "->") || token_is(tokens, before, ".") ||
	    migration_is_verbatim(migration, i))
		return NO_TOKEN;
	for (size_t p = 0; p < rule->n; p++)
		if (rule->patterns[p].kind == PATTERN_ANY && token_is(tokens, i, rule->patterns[p].name))
			return p;
	for (size_t p = 0; p < rule->parts.n; p++)
		if (token_is(tokens, i, rule->parts.items[p].name))
			return FIRST_PART + p;
	return NO_TOKEN;
}

size_t rule_place(const struct migration_rule *rule, size_t parameter)
{
	return parameter < FIRST_PART ? parameter : rule->parts.items[parameter - FIRST_PART].pattern;
}

const char *rule_parameter_name(const struct migration_rule *rule, size_t parameter)
{
	return parameter < FIRST_PART ? rule->patterns[parameter].name :
					rule->parts.items[parameter - FIRST_PART].name;
}

bool migration_makes(const struct migration *migration, const char *name, size_t n)
{
	for (size_t i = 0; i < migration->rules.n; i++) {
		const struct migration_rule *rule = &migration->rules.items[i];
		bool has_rest = rule->has_rest;

		if (rule->successor && !strcmp(rule->successor, name) &&
		    (rule->n_arguments == n || (has_rest && n + 1 >= rule->n_arguments)))
			return true;
	}
	return false;
}

bool rule_takes_all(const struct migration_rule *rule)
{
	for (size_t i = 0; i < rule->n; i++)
		if (rule->patterns[i].kind == PATTERN_LITERAL || rule->patterns[i].kind == PATTERN_EXPR)
			return false;
	return !rule->conditions.n && rule->result == RESULT_ANY;
}

enum fate migration_fate(const struct migration *migration, const char *name)
{
	enum fate fate = FATE_STAYS;

	for (size_t i = 0; i < migration->rules.n; i++) {
		const struct migration_rule *rule = &migration->rules.items[i];

		if (rule->successor && !strcmp(rule->successor, name))
			return FATE_CHANGES;
		if (!strcmp(rule->callee, name) && rule_takes_all(rule))
			fate = FATE_GOES;
	}
	return fate;
}

/* --- the file --- */

/* What was read so far is text; -1 sets err. */
static int read_text(struct migration *migration, struct err *err)
{
	if (migration->text.length > MOST_BYTES)
		return err_set(err, "%s: has more than %u bytes; make it several files", migration->path,
			       MOST_BYTES);
	buf_puts(&migration->text, "");
	blank(migration);
	outline_read(&migration->outline, migration->text.data, migration->text.length);
	if (migration_check_plain(migration, err) || migration_read_rules(migration, err) ||
	    migration_check(migration, err))
		return -1;
	list_names(migration);
	return 0;
}

int migration_read(struct migration *migration, const char *path, struct err *err)
{
	*migration = (struct migration){ .path = mem_strdup(path) };
	return load_file(&migration->text, path, err) ? -1 : read_text(migration, err);
}

int migration_parse(struct migration *migration, const char *path, const char *text, size_t length,
		    struct err *err)
{
	*migration = (struct migration){ .path = mem_strdup(path) };
	buf_add(&migration->text, text, length);
	return read_text(migration, err);
}

void migration_free(struct migration *migration)
{
	for (size_t i = 0; i < migration->rules.n; i++) {
		free(migration->rules.items[i].conditions.items);
		free(migration->rules.items[i].parts.items);
	}
	free(migration->rules.items);
	free(migration->verbatim.items);
	free(migration->names.items);
	outline_free(&migration->outline);
	arena_free(&migration->arena);
	buf_free(&migration->text);
	free(migration->path);
	*migration = (struct migration){0};
}
