// SPDX-License-Identifier: GPL-2.0-only
/* The language of migration files. Both sides of a rule are C, so the readers of C read them. */
#include "base/data/err.h"
#include "base/data/mem.h"
#include "c/outline/words.h"
#include "c/syntax/call.h"
#include "conversion/migration/literal.h"
#include "conversion/migration/reader.h"

#include <stdlib.h>
#include <string.h>

static int check_name(const struct rule_reader *reader, size_t i, const char *what)
{
	if (!is_name(reader, i))
		return FAIL(reader, i, "%s stands where the name of %s is expected; write "
			    "old_call(parameters) -> new_call(arguments)", shown(reader, i), what);
	if (is_keyword_of_c(reader->tokens, i))
		return FAIL(reader, i, "%s is a word of C, and no name of %s", shown(reader, i), what);
	return 0;
}

/* The list behind the name at reader->at; *call has no arguments where there is none. */
static int read_list(struct rule_reader *reader, struct call *call)
{
	size_t name = reader->at;

	*call = (struct call){ .name = name, .open = NO_TOKEN, .close = name };
	if (!token_is(reader->tokens, next(reader, name), "("))
		return 0;
	if (call_read(&reader->migration->outline, name, &reader->migration->arena, call))
		return FAIL(reader, next(reader, name), "this parenthesis is never closed");
	for (size_t i = 0; i < call->n; i++)
		if (call->arguments[i]->first >= call->arguments[i]->last)
			return FAIL(reader, call->arguments[i]->first, "nothing stands in front of %s; "
				    "name argument %zu of %s(), or take the comma out",
				    shown(reader, call->arguments[i]->first), i + 1, word_at(reader, name));
	return 0;
}

/* `f -> g` stands for `f(...) -> g(...)`. */
static bool is_bare(const struct call *call)
{
	return call->open == NO_TOKEN;
}

static bool is_rest(const struct rule_reader *reader, const struct expr *expr)
{
	return token_is(reader->tokens, expr->first, "...") && expr->last == expr->first + 1;
}

/* --- the left side --- */

static int read_pattern(struct rule_reader *reader, const struct expr *expr, struct pattern *pattern)
{
	*pattern = (struct pattern){ .name = "", .first = expr->first, .last = expr->last };
	if (is_rest(reader, expr)) {
		pattern->kind = PATTERN_REST;
		return 0;
	}
	if (literal_is(reader->migration, expr->first, expr->last)) {
		pattern->kind = PATTERN_LITERAL;
		return 0;
	}
	if (expr->kind != EXPR_IDENTIFIER) {
		pattern->kind = PATTERN_EXPR;
		pattern->expr = expr;
		return 0;
	}
	if (is_keyword_of_c(reader->tokens, expr->first))
		return FAIL(reader, expr->first, "%s is a word of C, and no parameter's name",
			    shown(reader, expr->first));
	pattern->name = word_at(reader, expr->first);
	return 0;
}

/* True if token i of a pattern is the name of a part: small letters, and nothing that says what it is. */
static bool is_part(const struct rule_reader *reader, size_t i)
{
	return is_stray(reader, i) && !token_is(reader->tokens, i, "sizeof");
}

/* The parts of an expression, each once; what can be no pattern is an error. */
static int read_parts(struct rule_reader *reader, struct migration_rule *rule, size_t which)
{
	const struct expr *expr = rule->patterns[which].expr;

	if (bad_part(expr) || !expr_has_form(expr))
		return FAIL(reader, expr->first, "neither a parameter's name, nor a literal, nor an expression of "
			    "both with operators and members: write other C in `backquotes`");
	for (size_t i = expr->first; i < expr->last; i = next(reader, i)) {
		struct part part = { .pattern = which };

		if (!is_part(reader, i) || rule_parameter(reader->migration, rule, i) != NO_TOKEN)
			continue;
		if (rule->parts.n == MOST_PARTS)
			return FAIL(reader, i, "more than %d names stand in expressions of this rule", MOST_PARTS);
		part.name = word_at(reader, i);
		VEC_PUSH(&rule->parts, part);
	}
	return 0;
}

static int check_pattern(struct rule_reader *reader, const struct migration_rule *rule, size_t i)
{
	const struct pattern *pattern = &rule->patterns[i];

	if (pattern->kind == PATTERN_REST && i + 1 < rule->n)
		return FAIL(reader, pattern->first, "... stands for all arguments that are left; it must "
			    "be the last one");
	for (size_t j = 0; j < i && pattern->kind == PATTERN_ANY; j++)
		if (!strcmp(rule->patterns[j].name, pattern->name))
			return FAIL(reader, pattern->first, "two parameters have the name `%s`; give each "
				    "its own", pattern->name);
	return 0;
}

static int read_patterns(struct rule_reader *reader, const struct call *call,
			 struct migration_rule *rule)
{
	struct arena *arena = &reader->migration->arena;

	rule->n = is_bare(call) ? 1 : call->n;
	rule->patterns = arena_alloc(arena, (rule->n + 1) * sizeof(*rule->patterns));
	if (is_bare(call))
		rule->patterns[0] = (struct pattern){ .kind = PATTERN_REST, .name = "" };
	for (size_t i = 0; i < call->n; i++)
		if (read_pattern(reader, call->arguments[i], &rule->patterns[i]) ||
		    check_pattern(reader, rule, i))
			return -1;
	for (size_t i = 0; i < call->n; i++)
		if (rule->patterns[i].kind == PATTERN_EXPR && read_parts(reader, rule, i))
			return -1;
	rule->has_rest = rule->n && rule->patterns[rule->n - 1].kind == PATTERN_REST;
	return 0;
}

/* --- the right side --- */

static int read_argument(struct rule_reader *reader, const struct migration_rule *rule,
			 struct expr *expr, struct expr **argument)
{
	*argument = expr;
	if (is_rest(reader, expr)) {
		*argument = NULL;
		return rule->has_rest ? 0 :
			FAIL(reader, expr->first, "... stands for arguments that %s() has no ... for",
			     rule->callee);
	}
	for (size_t i = expr->first; i < expr->last; i = next(reader, i))
		if (rule_parameter(reader->migration, rule, i) == NO_TOKEN && is_stray(reader, i))
			return refuse_stray(reader, rule, i);
	return bad_part(expr) ? FAIL(reader, bad_part(expr)->first, "this is no expression of C") : 0;
}

static int read_arguments(struct rule_reader *reader, const struct call *call,
			  struct migration_rule *rule)
{
	size_t n = is_bare(call) ? 1 : call->n;

	rule->arguments = arena_alloc(&reader->migration->arena, (n + 1) * sizeof(*rule->arguments));
	rule->n_arguments = n;
	for (size_t i = 0; i < call->n; i++)
		if (read_argument(reader, rule, call->arguments[i], &rule->arguments[i]))
			return -1;
	return 0;
}

static bool makes(const struct rule_reader *reader, const struct migration_rule *rule, size_t parameter)
{
	for (size_t a = 0; a < rule->n_arguments; a++)
		for (size_t i = rule->arguments[a] ? rule->arguments[a]->first : 0;
		     rule->arguments[a] && i < rule->arguments[a]->last; i++)
			if (rule_parameter(reader->migration, rule, i) == parameter)
				return true;
	return false;
}

/* A part that the new call does not have is most likely a name that means itself. */
static int check_parts(struct rule_reader *reader, const struct migration_rule *rule)
{
	for (size_t p = 0; p < rule->parts.n; p++)
		if (!makes(reader, rule, FIRST_PART + p))
			return FAIL(reader, rule->patterns[rule->parts.items[p].pattern].first, "`%s` stands for "
				    "whatever is in its place, and the new call does not have it; if it is a name, "
				    "put it in `backquotes`", rule->parts.items[p].name);
	return 0;
}

/* The text of a string's token, without quotes and the backslashes that it needed. */
static const char *string_text(const struct rule_reader *reader, size_t i)
{
	const char *token = word_at(reader, i);
	struct buf text = {0};
	const char *kept;

	for (const char *at = token + 1; at[0] && at[1]; at++) {
		at += *at == '\\';
		buf_add(&text, at, 1);
	}
	kept = arena_printf(&reader->migration->arena, "%s", text.data ? text.data : "");
	buf_free(&text);
	return kept;
}

/* left "reason"; reader->at is the string. */
static int read_left(struct rule_reader *reader, struct migration_rule *rule)
{
	const char *text;

	if (reader->at >= reader->tokens->n || reader->tokens->items[reader->at].kind != TOKEN_STRING)
		return FAIL(reader, reader->at, "left needs a reason in quotes: say what a person must "
			    "decide");
	text = word_at(reader, reader->at);
	if (strlen(text) < 3 || text[strlen(text) - 1] != '"')
		return FAIL(reader, reader->at, "the reason is empty, or its quotes are not closed");
	rule->reason = string_text(reader, reader->at);
	return 0;
}

static bool is_left(const struct rule_reader *reader)
{
	return token_is(reader->tokens, reader->at, "left") &&
	       !token_is(reader->tokens, next(reader, reader->at), "(");
}

/* Up to its last token, which reader->at becomes. */
static int read_right(struct rule_reader *reader, bool is_left_bare, struct migration_rule *rule)
{
	struct call call;

	if (is_left(reader)) {
		reader->at = next(reader, reader->at);
		return read_left(reader, rule);
	}
	if (check_name(reader, reader->at, "the new function") || read_list(reader, &call))
		return -1;
	if (is_bare(&call) != is_left_bare)
		return FAIL(reader, reader->at, "one side has a list of arguments and the other has none; "
			    "write it on both, or on neither for a new name alone");
	rule->successor = word_at(reader, reader->at);
	reader->at = call.close;
	return read_arguments(reader, &call, rule) ? -1 : check_parts(reader, rule);
}

static int read_both(struct rule_reader *reader, struct migration_rule *rule)
{
	struct call call;

	if (check_name(reader, reader->at, "the old function") || read_list(reader, &call))
		return -1;
	rule->callee = word_at(reader, reader->at);
	if (read_patterns(reader, &call, rule))
		return -1;
	reader->at = next(reader, call.close);
	if (!token_is(reader->tokens, reader->at, "->"))
		return FAIL(reader, reader->at, "%s stands where -> is expected; write %s(...) -> "
			    "new_call(arguments), or -> left \"reason\"", shown(reader, reader->at),
			    rule->callee);
	reader->at = next(reader, reader->at);
	return read_right(reader, is_bare(&call), rule);
}

static int read_rule(struct rule_reader *reader)
{
	struct migration_rule rule = { .name = reader->at };

	if (read_both(reader, &rule)) {
		free(rule.parts.items);
		return -1;
	}
	VEC_PUSH(&reader->migration->rules, rule);
	return 0;
}

/* --- the file --- */

/* True if the line begins with that word, and it is no function's name. */
static bool begins_with(const struct rule_reader *reader, const char *word)
{
	size_t behind = next(reader, reader->at);

	return token_is(reader->tokens, reader->at, word) && !token_is(reader->tokens, behind, "(") &&
	       !token_is(reader->tokens, behind, "->");
}

static int read_line(struct rule_reader *reader)
{
	int (*read)(struct rule_reader *) = begins_with(reader, "where") ? read_where :
					    begins_with(reader, "drop") ? read_drop : read_rule;
	size_t end;

	if (read(reader))
		return -1;
	end = reader->at;
	reader->at = next(reader, end);
	if (!is_new_line(reader, end, reader->at))
		return FAIL(reader, reader->at, "%s stands behind the end of the rule; begin what follows "
			    "in a line of its own", shown(reader, reader->at));
	return 0;
}

int migration_read_rules(struct migration *migration, struct err *err)
{
	const struct token_list *tokens = &migration->outline.tokens;
	struct rule_reader reader = {
		.migration = migration, .tokens = tokens, .err = err,
		.at = tokens->n && token_is_comment(&tokens->items[0]) ? token_next(tokens, 0) : 0,
	};

	while (reader.at < tokens->n)
		if (read_line(&reader))
			return -1;
	return migration->rules.n ? 0 :
		FAIL(&reader, 0, "no rule stands in this file; write old_call(parameters) -> "
		     "new_call(arguments)");
}
