// SPDX-License-Identifier: GPL-2.0-only
/* The lines below a rule: what narrows it, and what its arguments may do. */
#include "base/data/mem.h"
#include "conversion/migration/literal.h"
#include "conversion/migration/reader.h"

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
	if (condition.parameter >= FIRST_PART)
		return FAIL(reader, reader->at, "%s is a part of an argument, of which nothing is asked; write what "
			    "it must be in its place", shown(reader, reader->at));
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

int read_where(struct rule_reader *reader)
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

/* True if the parameter stands in an argument of the new call. */
static bool is_kept(const struct migration *migration, const struct migration_rule *rule, size_t parameter)
{
	for (size_t a = 0; a < rule->n_arguments; a++)
		for (size_t i = rule->arguments[a] ? rule->arguments[a]->first : 0;
		     rule->arguments[a] && i < rule->arguments[a]->last; i++)
			if (rule_parameter(migration, rule, i) == parameter)
				return true;
	return false;
}

/* One parameter that goes; reader->at is its name. */
static int read_dropped(struct rule_reader *reader, struct migration_rule *rule)
{
	size_t parameter = rule_parameter(reader->migration, rule, reader->at);

	if (parameter >= rule->n || rule->patterns[parameter].kind != PATTERN_ANY)
		return FAIL(reader, reader->at, "%s is no parameter of %s(); write drop PARAMETER",
			    shown(reader, reader->at), rule->callee);
	if (!rule->successor || is_kept(reader->migration, rule, parameter))
		return FAIL(reader, reader->at, "%s does not go: the rule keeps it, and what it does",
			    shown(reader, reader->at));
	rule->patterns[parameter].may_go = true;
	return 0;
}

int read_drop(struct rule_reader *reader)
{
	struct migration_rule *rules = reader->migration->rules.items;
	size_t n = reader->migration->rules.n;

	if (!n)
		return FAIL(reader, reader->at, "drop stands in front of all rules; write it below the "
			    "rule that it is about");
	do {
		reader->at = next(reader, reader->at);
		if (read_dropped(reader, &rules[n - 1]))
			return -1;
		if (is_new_line(reader, reader->at, next(reader, reader->at)))
			return 0;
		reader->at = next(reader, reader->at);
	} while (token_is(reader->tokens, reader->at, ","));
	return FAIL(reader, reader->at, "%s stands where a comma or the end of the line is expected",
		    shown(reader, reader->at));
}
