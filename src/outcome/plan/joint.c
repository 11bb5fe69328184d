// SPDX-License-Identifier: GPL-2.0-only
/*
 * Where the line of a call can be broken outside of the call: `f(a) && g(b)`, `x = c ? f(a) : d`, `h(a, f(b))`. A
 * line that gets too long is broken there sooner than in the call.
 */
#include "base/data/mem.h"
#include "c/outline/words.h"
#include "c/syntax/variant.h"
#include "outcome/plan/private.h"

#include <stdlib.h>
#include <string.h>

/* Operators that a line is broken behind, and how loosely they bind. */
static const struct {
	const char *text;
	unsigned looseness;
} operators[] = {
	{ "+", 1 }, { "-", 1 }, { "|", 2 }, { "&&", 3 }, { "||", 4 }, { "?", 5 }, { ":", 5 }, { ",", 6 }, { ";", 7 },
};

static bool is_one_line(const struct source *source, size_t first, size_t last)
{
	const struct token *tokens = source->outline.tokens.items;

	return !memchr(source->text.data + tokens[first].offset, '\n', tokens[last].offset - tokens[first].offset);
}

static bool ends_operand(const struct token_list *tokens, size_t i)
{
	static const char *const closers[] = { ")", "]" };

	return tokens->items[i].kind != TOKEN_PUNCTUATION || token_is_any(tokens, i, closers, ARRAY_SIZE(closers));
}

/* The colon of a ?:, not of a label. */
static bool is_of_choice(const struct outline *outline, size_t colon)
{
	size_t first = statement_begin(outline, colon), open = outline_encloser(outline, colon);

	for (size_t i = colon; i-- > first;)
		if (token_is(&outline->tokens, i, "?") && outline_encloser(outline, i) == open)
			return true;
	return false;
}

/* 0: it is no such operator. A minus in front of a number is none, nor is a semicolon but in a for. */
static unsigned looseness_of(const struct outline *outline, size_t op)
{
	const struct token_list *tokens = &outline->tokens;
	size_t i = 0;

	while (i < ARRAY_SIZE(operators) && !token_is(tokens, op, operators[i].text))
		i++;
	if (i == ARRAY_SIZE(operators) ||
	    (token_is(tokens, op, "-") && !ends_operand(tokens, op - 1)) ||
	    (token_is(tokens, op, ":") && !is_of_choice(outline, op)) ||
	    (token_is(tokens, op, ";") && outline_enclosing_parenthesis(outline, op) == NO_TOKEN))
		return 0;
	return operators[i].looseness;
}

/* A line that would hold no more than `start);` is rarely worth a break. */
static bool is_last_operand(const struct token_list *tokens, size_t op)
{
	static const char *const ends[] = { ")", ";", ",", ":", "{" };
	size_t i = op + 1;

	while (i < tokens->n && !token_is(tokens, i, "(") && !token_is_any(tokens, i, ends, ARRAY_SIZE(ends)))
		i++;
	return !token_is(tokens, i, "(");
}

static bool ends_in_cr(const struct source *source, size_t token)
{
	size_t end = edit_line_end(source->text.data, source->text.length, source->outline.tokens.items[token].offset);

	return end && source->text.data[end - 1] == '\r';
}

/* Reads the joint behind operator op; false: the line is not broken there, or ends there already. */
static bool read_joint(const struct source *source, size_t op, struct joint *joint)
{
	const struct token_list *tokens = &source->outline.tokens;
	unsigned looseness = op ? looseness_of(&source->outline, op) : 0;
	size_t next = op + 1;

	if (!looseness || next >= tokens->n || token_is_comment(&tokens->items[next]) ||
	    !is_one_line(source, op, next) || ends_in_cr(source, op))
		return false;
	*joint = (struct joint){
		.op = op, .looseness = looseness, .is_poor = looseness <= 2 && is_last_operand(tokens, op),
		.blanks = { tokens->items[op].offset + tokens->items[op].length, tokens->items[next].offset },
	};
	return true;
}

/*
 * What a line is rather broken behind comes first: further out, looser; of commas the last one, of all others
 * the first.
 */
static int by_preference(const void *a, const void *b)
{
	const struct joint *left = a, *right = b;
	int order = left->op < right->op ? -1 : 1;

	if (left->outward != right->outward)
		return left->outward > right->outward ? -1 : 1;
	if (left->looseness != right->looseness)
		return left->looseness > right->looseness ? -1 : 1;
	return left->looseness == operators[7].looseness ? -order : order;
}

/* In front of a call the looser one comes first, of several the last one. */
static int by_looseness(const void *a, const void *b)
{
	const struct joint *left = a, *right = b;

	if (left->looseness != right->looseness)
		return left->looseness > right->looseness ? -1 : 1;
	return left->op > right->op ? -1 : 1;
}

/* True where the rest of the line belongs to something else: another call, another statement. */
static bool ends_search(const struct token_list *tokens, size_t i)
{
	static const char *const ends[] = { "(", "[", "{", "}" };

	return token_is_any(tokens, i, ends, ARRAY_SIZE(ends)) || token_is_comment(&tokens->items[i]) ||
	       (tokens->items[i].kind != TOKEN_PUNCTUATION && token_is(tokens, i - 1, ")"));
}

void joints_behind(const struct source *source, const struct call *call, struct joints *joints)
{
	const struct token_list *tokens = &source->outline.tokens;
	unsigned outward = 0;

	if (tokens->items[call->name].directive)
		return;
	for (size_t i = call->close + 1; i < tokens->n && is_one_line(source, call->close, i); i++) {
		struct joint joint;

		if (ends_search(tokens, i))
			break;
		outward += token_is(tokens, i, ")");
		if (read_joint(source, i, &joint)) {
			joint.outward = outward;
			if (!joint.is_poor)
				VEC_PUSH(joints, joint);
		} else if (token_is(tokens, i, ";")) {
			break;
		}
	}
	if (joints->n)
		qsort(joints->items, joints->n, sizeof(*joints->items), by_preference);
}

bool joint_right_behind(const struct source *source, const struct call *call, struct joint *joint)
{
	return !source->outline.tokens.items[call->name].directive && read_joint(source, call->close + 1, joint);
}

/* True if the line behind the call begins where the call does: `c ? f(a) :` over `g(a)`. */
static bool is_column(const struct source *source, const struct call *call)
{
	const char *text = source->text.data;
	size_t name = source->outline.tokens.items[call->name].offset, start = edit_line_start(text, name);
	size_t next = edit_line_end(text, source->text.length, source->outline.tokens.items[call->close].offset) + 1;

	return next < source->text.length &&
	       edit_columns(text + next, strspn(text + next, " \t")) == edit_columns(text + start, name - start);
}

void joints_in_front(const struct source *source, const struct call *call, struct joints *joints)
{
	const struct outline *outline = &source->outline;
	size_t open = outline_encloser(outline, call->name), first = statement_begin(outline, call->name);

	if (outline->tokens.items[call->name].directive || is_column(source, call))
		return;
	for (size_t i = call->name; i-- > first && i != open && is_one_line(source, i, call->name);) {
		struct joint joint;

		if (outline_encloser(outline, i) == open && read_joint(source, i, &joint))
			VEC_PUSH(joints, joint);
	}
	if (joints->n)
		qsort(joints->items, joints->n, sizeof(*joints->items), by_looseness);
}

/* The column of a token, with what was made in front of it. */
static size_t column_of(const struct source *source, const struct edit_list *made, size_t token)
{
	return made_column(source, made, source->outline.tokens.items[token].offset);
}

/* The first token of the line that a token stands on, or of the line where the brackets begin that it stands in. */
static size_t line_first(const struct source *source, size_t token)
{
	const struct outline *outline = &source->outline;
	size_t around = outline_encloser(outline, token), first = token, open;

	do {
		while (first && is_one_line(source, first - 1, first))
			first--;
		open = outline_encloser(outline, first);
		if (open == around || open == NO_TOKEN || (around != NO_TOKEN && open < around))
			return first;
		first = open;
	} while (true);
}

/* Where the value begins that the operator is a part of: behind a return or an =, else NO_TOKEN. */
static size_t value_begin(const struct outline *outline, size_t op, size_t first)
{
	const struct token_list *tokens = &outline->tokens;
	size_t open = outline_encloser(outline, op);

	for (size_t i = op; i-- > first;)
		if (outline_encloser(outline, i) == open &&
		    (is_assignment(tokens, i) || token_is(tokens, i, "return")))
			return i + 1;
	return NO_TOKEN;
}

/* Where the first of several declared names begins, with its stars; NO_TOKEN: the statement declares none. */
static size_t declared_begin(const struct outline *outline, size_t first, size_t op)
{
	const struct token_list *tokens = &outline->tokens;
	size_t name = first + 1;

	while (name < op && !token_is(tokens, name, "=") && !token_is(tokens, name, ","))
		name++;
	name--;
	while (name > first && token_is(tokens, name - 1, "*"))
		name--;
	if (name == first || is_statement_word(tokens, first) || tokens->items[name - 1].kind != TOKEN_IDENTIFIER)
		return NO_TOKEN;
	return name;
}

/* True for the brace of values, as `= { f(a), g(b) }`. */
static bool opens_values(const struct token_list *tokens, size_t open)
{
	static const char *const before[] = { "=", ",", "{" };

	return token_is(tokens, open, "{") && open && token_is_any(tokens, open - 1, before, ARRAY_SIZE(before));
}

size_t joint_column(const struct source *source, const struct edit_list *made, const struct joint *joint)
{
	const struct outline *outline = &source->outline;
	const struct token_list *tokens = &outline->tokens;
	size_t open = outline_encloser(outline, joint->op), first = line_first(source, joint->op);
	size_t statement = statement_begin(outline, joint->op), value;
	bool begins = statement >= first, is_comma = token_is(tokens, joint->op, ",");

	if (open != NO_TOKEN && open >= first && opens_values(tokens, open))
		return column_of(source, made, open + 1);
	if (open != NO_TOKEN && open >= first && !token_is(tokens, open, "{"))
		return column_of(source, made, open) + 1;
	first = begins ? statement : first;
	value = is_comma ? (begins ? declared_begin(outline, first, joint->op) : NO_TOKEN) :
		value_begin(outline, joint->op, first);
	if (value != NO_TOKEN)
		return column_of(source, made, value);
	return column_of(source, made, first) + (begins ? TAB : 0);
}
