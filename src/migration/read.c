// SPDX-License-Identifier: GPL-2.0-only
/* The language of migration files. Both sides of a rule are C, so the readers of C read them. */
#include "base/err.h"
#include "base/mem.h"
#include "base/suggest.h"
#include "migration/literal.h"
#include "migration/migration.h"
#include "migration/private.h"
#include "syntax/call.h"
#include "syntax/words.h"

#include <stdlib.h>
#include <string.h>

/* One rule while it is read. */
struct rule_reader {
	struct migration *migration;
	const struct token_list *tokens;
	struct err *err;
	size_t at;
};

#define FAIL(reader, token, ...) \
	migration_fail((reader)->migration, token, (reader)->err, __VA_ARGS__)

static const char *word_at(const struct rule_reader *reader, size_t i)
{
	const struct token *token = &reader->tokens->items[i];

	return arena_printf(&reader->migration->arena, "%.*s", (int)token->length,
			    reader->tokens->text + token->offset);
}

/* How a message calls token i. */
static const char *shown(const struct rule_reader *reader, size_t i)
{
	return i < reader->tokens->n ? arena_printf(&reader->migration->arena, "`%s`", word_at(reader, i)) :
				       "the end of the file";
}

static bool is_name(const struct rule_reader *reader, size_t i)
{
	return i < reader->tokens->n && reader->tokens->items[i].kind == TOKEN_IDENTIFIER;
}

static int check_name(const struct rule_reader *reader, size_t i, const char *what)
{
	if (!is_name(reader, i))
		return FAIL(reader, i, "%s stands where the name of %s is expected; write "
			    "old_call(parameters) -> new_call(arguments)", shown(reader, i), what);
	if (is_keyword_of_c(reader->tokens, i))
		return FAIL(reader, i, "%s is a word of C, and no name of %s", shown(reader, i), what);
	return 0;
}

/* True if a line ends between the tokens. */
static bool is_new_line(const struct rule_reader *reader, size_t before, size_t i)
{
	const struct token *token = &reader->tokens->items[before];
	size_t end = token->offset + token->length;

	return i >= reader->tokens->n ||
	       memchr(reader->tokens->text + end, '\n', reader->tokens->items[i].offset - end);
}

static size_t next(const struct rule_reader *reader, size_t i)
{
	return token_next(reader->tokens, i);
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
	if (expr->kind != EXPR_IDENTIFIER)
		return FAIL(reader, expr->first, "neither a parameter's name nor a literal: write a name, "
			    "NULL, current, a number, a constant in capitals, or other C in `backquotes`");
	if (is_keyword_of_c(reader->tokens, expr->first))
		return FAIL(reader, expr->first, "%s is a word of C, and no parameter's name",
			    shown(reader, expr->first));
	pattern->name = word_at(reader, expr->first);
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
	rule->has_rest = rule->n && rule->patterns[rule->n - 1].kind == PATTERN_REST;
	return 0;
}

/* --- the right side --- */

/* Small letters, nothing that says what it is: a parameter's name that was misspelt, most likely. */
static bool is_stray(const struct rule_reader *reader, size_t i)
{
	static const char *const known[] = { "current", "true", "false" };
	const struct token_list *tokens = reader->tokens;
	size_t before = token_previous(tokens, i);

	return is_name(reader, i) && !is_capitals(tokens, i) && !is_type_word(tokens, i) &&
	       !is_keyword_of_c(tokens, i) && !token_is_any(tokens, i, known, ARRAY_SIZE(known)) &&
	       !token_is(tokens, before, "->") && !token_is(tokens, before, ".") &&
	       !token_is(tokens, before, "struct") && !token_is(tokens, before, "union") &&
	       !token_is(tokens, before, "enum") && !token_is(tokens, next(reader, i), "(") &&
	       !migration_is_verbatim(reader->migration, i);
}

static int refuse_stray(struct rule_reader *reader, const struct migration_rule *rule, size_t i)
{
	struct suggestion best = {0};
	char *meant;
	int status;

	for (size_t p = 0; p < rule->n; p++)
		if (rule->patterns[p].kind == PATTERN_ANY)
			suggest(&best, word_at(reader, i), rule->patterns[p].name);
	meant = suggestion_text(&best);
	status = FAIL(reader, i, "`%s` is no parameter of %s()%s if it is something else, put it in "
		      "`backquotes`", word_at(reader, i), rule->callee, *meant ? meant : ";");
	free(meant);
	return status;
}

/* What of the expression cannot be read, or NULL. */
static const struct expr *bad_part(const struct expr *expr)
{
	const struct expr *parts[] = { expr->condition, expr->left, expr->right }, *bad = NULL;

	if (expr->kind == EXPR_BAD)
		return expr;
	for (size_t i = 0; i < ARRAY_SIZE(parts) && !bad; i++)
		bad = parts[i] ? bad_part(parts[i]) : NULL;
	for (size_t i = 0; i < expr->n_arguments && !bad; i++)
		bad = bad_part(expr->arguments[i]);
	return bad;
}

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
	return read_arguments(reader, &call, rule);
}

static int read_rule(struct rule_reader *reader)
{
	struct migration_rule rule = { .name = reader->at };
	struct call call;

	if (check_name(reader, reader->at, "the old function") || read_list(reader, &call))
		return -1;
	rule.callee = word_at(reader, reader->at);
	if (read_patterns(reader, &call, &rule))
		return -1;
	reader->at = next(reader, call.close);
	if (!token_is(reader->tokens, reader->at, "->"))
		return FAIL(reader, reader->at, "%s stands where -> is expected; write %s(...) -> "
			    "new_call(arguments), or -> left \"reason\"", shown(reader, reader->at),
			    rule.callee);
	reader->at = next(reader, reader->at);
	if (read_right(reader, is_bare(&call), &rule))
		return -1;
	VEC_PUSH(&reader->migration->rules, rule);
	return 0;
}

/* --- where --- */

/* result unused, result used; reader->at is behind "result". */
static int read_result(struct rule_reader *reader, struct migration_rule *rule)
{
	bool is_unused = token_is(reader->tokens, reader->at, "unused");

	if (!is_unused && !token_is(reader->tokens, reader->at, "used"))
		return FAIL(reader, reader->at, "%s: of the result can be asked whether it is used; write "
			    "`where result unused` or `where result used`", shown(reader, reader->at));
	if (rule->result != RESULT_ANY)
		return FAIL(reader, reader->at, "the use of the result is asked for twice");
	rule->result = is_unused ? RESULT_UNUSED : RESULT_USED;
	return 0;
}

/* The last token of the literal that begins at i: it goes on to the end of the line, or to &&. */
static size_t literal_end(const struct rule_reader *reader, size_t i)
{
	for (size_t last = i;; last = i) {
		i = next(reader, last);
		if (is_new_line(reader, last, i) || token_is(reader->tokens, i, "&&"))
			return last;
	}
}

/* PARAMETER == LITERAL; reader->at becomes its last token. */
static int read_comparison(struct rule_reader *reader, struct migration_rule *rule)
{
	struct condition condition = { .parameter = rule_parameter(reader->migration, rule, reader->at) };
	size_t op = next(reader, reader->at), literal = next(reader, op);

	if (condition.parameter == NO_TOKEN)
		return is_stray(reader, reader->at) ? refuse_stray(reader, rule, reader->at) :
			FAIL(reader, reader->at, "%s is no parameter of %s(); write where PARAMETER == "
			     "LITERAL, or where result unused", shown(reader, reader->at), rule->callee);
	condition.is_not = token_is(reader->tokens, op, "!=");
	if (!condition.is_not && !token_is(reader->tokens, op, "=="))
		return FAIL(reader, op, "%s stands where == or != is expected: nothing else is asked of an "
			    "argument", shown(reader, op));
	condition.first = literal;
	condition.last = literal < reader->tokens->n ? literal_end(reader, literal) + 1 : literal;
	if (!literal_is(reader->migration, condition.first, condition.last))
		return FAIL(reader, literal, "what stands here is no literal: write NULL, current, a "
			    "number, a constant in capitals, or other C in `backquotes`");
	reader->at = condition.last - 1;
	VEC_PUSH(&rule->conditions, condition);
	return 0;
}

/* reader->at is "where", and becomes the last token of the line. */
static int read_where(struct rule_reader *reader)
{
	struct migration_rule *rules = reader->migration->rules.items;
	size_t n = reader->migration->rules.n;
	int status;

	if (!n)
		return FAIL(reader, reader->at, "where stands in front of all rules; write it below the "
			    "rule that it is about");
	do {
		reader->at = next(reader, reader->at);
		if (token_is(reader->tokens, reader->at, "result") &&
		    rule_parameter(reader->migration, &rules[n - 1], reader->at) == NO_TOKEN) {
			reader->at = next(reader, reader->at);
			status = read_result(reader, &rules[n - 1]);
		} else {
			status = read_comparison(reader, &rules[n - 1]);
		}
		if (status || is_new_line(reader, reader->at, next(reader, reader->at)))
			return status;
		reader->at = next(reader, reader->at);
	} while (token_is(reader->tokens, reader->at, "&&"));
	return FAIL(reader, reader->at, "%s stands where && or the end of the line is expected",
		    shown(reader, reader->at));
}

/* --- the file --- */

static int read_line(struct rule_reader *reader)
{
	bool is_where = token_is(reader->tokens, reader->at, "where") &&
			!token_is(reader->tokens, next(reader, reader->at), "(") &&
			!token_is(reader->tokens, next(reader, reader->at), "->");
	size_t end;

	if (is_where ? read_where(reader) : read_rule(reader))
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
