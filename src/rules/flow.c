// SPDX-License-Identifier: GPL-2.0-only
#include "rules/flow.h"

#include "base/mem.h"
#include "syntax/prototype.h"

#include <stdlib.h>
#include <string.h>

static bool same_text(const struct token_list *tokens, size_t a, size_t b)
{
	const struct token *left = &tokens->items[a], *right = &tokens->items[b];

	return left->length == right->length &&
	       !memcmp(tokens->text + left->offset, tokens->text + right->offset, left->length);
}

/* True if token i is the variable itself, not a member or a label of that name. */
static bool is_use_of(const struct token_list *tokens, size_t i, size_t name)
{
	size_t before;

	if (tokens->items[i].kind != TOKEN_IDENTIFIER || !same_text(tokens, i, name))
		return false;
	before = token_previous(tokens, i);
	return !token_is(tokens, before, ".") && !token_is(tokens, before, "->") &&
	       !token_is(tokens, before, "struct") && !token_is(tokens, before, "goto");
}

static bool is_type_end(const struct token_list *tokens, size_t i)
{
	static const char *const not_types[] = {
		"return", "else", "case", "goto", "sizeof", "do", "in", "typeof",
	};

	if (i >= tokens->n || tokens->items[i].kind != TOKEN_IDENTIFIER)
		return false;
	for (size_t w = 0; w < ARRAY_SIZE(not_types); w++)
		if (token_is(tokens, i, not_types[w]))
			return false;
	return true;
}

/* The first token of the statement that holds i. */
static size_t statement_start(const struct token_list *tokens, size_t i)
{
	size_t before;

	for (; (before = token_previous(tokens, i)) != NO_TOKEN; i = before)
		if (token_is(tokens, before, ";") || token_is(tokens, before, "{") ||
		    token_is(tokens, before, "}"))
			break;
	return i;
}

/*
 * `bool a, *b = x, c;`: is the name at i declared by its statement? The statement must begin with
 * a type, and the name must follow a type word, a star or a comma outside of any parentheses.
 */
static bool is_declared_at(const struct outline *outline, size_t i)
{
	const struct token_list *tokens = &outline->tokens;
	size_t start = statement_start(tokens, i), before = token_previous(tokens, i);

	if (start == i || outline_enclosing_parenthesis(outline, i) != NO_TOKEN)
		return false;
	if (!is_type_end(tokens, start))
		return false;
	if (is_type_end(tokens, before))
		return true;
	if (!token_is(tokens, before, "*") && !token_is(tokens, before, ","))
		return false;
	/* Behind the first word of a declaration stands another word, or a star. */
	return is_type_end(tokens, token_next(tokens, start)) ||
	       token_is(tokens, token_next(tokens, start), "*");
}

static bool is_bool_word(const struct token_list *tokens, size_t i)
{
	return token_is(tokens, i, "bool") || token_is(tokens, i, "_Bool") ||
	       token_is(tokens, i, "boolean");
}

static bool is_integer_word(const struct token_list *tokens, size_t i)
{
	static const char *const words[] = {
		"int", "unsigned", "long", "short", "char", "signed", "u8", "u16", "u32", "u64",
		"s8", "s16", "s32", "s64", "__u8", "__u16", "__u32", "__u64", "uint",
	};
	const struct token *token = &tokens->items[i];

	for (size_t w = 0; w < ARRAY_SIZE(words); w++)
		if (token_is(tokens, i, words[w]))
			return true;
	return token->length > 2 &&
	       !memcmp(tokens->text + token->offset + token->length - 2, "_t", 2);
}

static struct local declared_local(const struct outline *outline, size_t i)
{
	const struct token_list *tokens = &outline->tokens;
	struct local local = { .found = true, .parameter = -1, .declaration = i };
	size_t start = statement_start(tokens, i), after = token_next(tokens, i);

	for (size_t t = start; t < i; t = token_next(tokens, t)) {
		local.is_bool |= is_bool_word(tokens, t);
		local.is_plain |= tokens->items[t].kind == TOKEN_IDENTIFIER &&
				  is_integer_word(tokens, t);
		if (token_is(tokens, t, "=") || token_is(tokens, t, ","))
			break;
	}
	local.is_pointer = token_is(tokens, token_previous(tokens, i), "*") ||
			   token_is(tokens, after, "[");
	return local;
}

static struct local parameter_local(const struct source *source, const struct function *function,
				    size_t use)
{
	const struct token_list *tokens = &source->outline.tokens;
	const struct token *name = &tokens->items[use];
	struct local local = { .parameter = -1 };
	struct prototype prototype;

	if (prototype_read(&source->outline, function->name_token, &prototype))
		return local;
	for (size_t i = 0; i < prototype.n; i++) {
		const struct parameter *parameter = &prototype.parameters[i];

		if (strlen(parameter->name) != name->length ||
		    memcmp(parameter->name, tokens->text + name->offset, name->length))
			continue;
		local.found = true;
		local.parameter = (int)i;
		local.is_pointer = strchr(parameter->type, '*');
		local.is_bool = !strcmp(parameter->type, "bool") ||
				!strcmp(parameter->type, "_Bool");
		local.declaration = token_at(tokens, parameter->name_begin);
		local.is_plain = is_integer_word(tokens, token_at(tokens, parameter->begin)) ||
				 !strncmp(parameter->type, "unsigned", 8);
	}
	prototype_free(&prototype);
	return local;
}

struct local flow_local(const struct source *source, size_t use)
{
	const struct token_list *tokens = &source->outline.tokens;
	const struct function *function = outline_function_at(&source->outline, use);

	if (!function || tokens->items[use].directive)
		return (struct local){ .parameter = -1 };
	/* The nearest declaration in front of the use hides those further up. */
	for (size_t i = use; i-- > function->body;)
		if (!tokens->items[i].directive && is_use_of(tokens, i, use) &&
		    is_declared_at(&source->outline, i))
			return declared_local(&source->outline, i);
	return parameter_local(source, function, use);
}

static bool is_assignment(const struct token_list *tokens, size_t i)
{
	static const char *const operators[] = { "=", "|=", "&=", "^=", "+=", "-=", "<<=", ">>=" };

	for (size_t w = 0; w < ARRAY_SIZE(operators); w++)
		if (token_is(tokens, i, operators[w]))
			return true;
	return false;
}

/* The end of the assigned expression: a semicolon, a closing parenthesis, or a declaration's comma. */
static size_t value_end(const struct outline *outline, size_t i)
{
	const struct token_list *tokens = &outline->tokens;

	for (; i < tokens->n; i = token_next(tokens, i)) {
		if (token_is(tokens, i, ";") || token_is(tokens, i, ",") ||
		    token_is(tokens, i, ")") || token_is(tokens, i, "}"))
			return i;
		if (token_is(tokens, i, "(") || token_is(tokens, i, "[") || token_is(tokens, i, "{")) {
			i = outline_closing(outline, i);
			if (i == NO_TOKEN)
				return tokens->n;
		}
	}
	return tokens->n;
}

/*
 * Does each way to the use pass this assignment? It does if it is a whole statement (no brace-less
 * if in front) in a block that holds the use too, and in no #if branch that the use is not in.
 */
static bool dominates(const struct source *source, size_t assignment, size_t use)
{
	const struct outline *outline = &source->outline;
	const struct token_list *tokens = &outline->tokens;
	size_t start = statement_start(tokens, assignment);
	size_t branch = outline_branch_at(outline, tokens->items[assignment].offset);
	int depth = 0;

	for (size_t i = start; i < assignment; i = token_next(tokens, i))
		if (token_is(tokens, i, "(") || token_is(tokens, i, "else") ||
		    token_is(tokens, i, ":") || token_is(tokens, i, "do"))
			return false;
	if (branch != NO_TOKEN &&
	    tokens->items[use].offset >= outline->branches.items[branch].end)
		return false;
	for (size_t i = assignment; i < use; i = token_next(tokens, i)) {
		depth += token_is(tokens, i, "{");
		depth -= token_is(tokens, i, "}");
		if (depth < 0 || token_is(tokens, i, "case") || token_is(tokens, i, "default"))
			return false;
	}
	return true;
}

static void add_assignment(struct source *source, size_t i, struct assignments *list)
{
	const struct token_list *tokens = &source->outline.tokens;
	size_t op = token_next(tokens, i);
	struct assignment assignment = { .op = op };

	if (token_is(tokens, token_previous(tokens, i), "&")) {
		size_t further = token_previous(tokens, token_previous(tokens, i));

		/* `a & x` reads x, `f(&x)` lets it be written. */
		if (tokens->items[further].kind != TOKEN_PUNCTUATION ||
		    token_is(tokens, further, ")") || token_is(tokens, further, "]"))
			return;
		assignment.op = NO_TOKEN;
	} else if (is_assignment(tokens, op)) {
		size_t first = token_next(tokens, op);

		assignment.value = expr_read(&source->outline, first,
					     value_end(&source->outline, first), &source->arena);
	} else if (!token_is(tokens, op, "++") && !token_is(tokens, op, "--")) {
		return;
	}
	VEC_PUSH(list, assignment);
}

void flow_assignments(struct source *source, size_t use, struct assignments *list)
{
	const struct token_list *tokens = &source->outline.tokens;
	const struct function *function = outline_function_at(&source->outline, use);
	struct local local = flow_local(source, use);
	size_t first = function && local.parameter < 0 ? local.declaration :
		       function ? function->body : use;

	for (size_t i = first; i < use; i++) {
		size_t before = list->n;

		if (tokens->items[i].directive || !is_use_of(tokens, i, use))
			continue;
		add_assignment(source, i, list);
		if (list->n > before && token_is(tokens, list->items[before].op, "=") &&
		    dominates(source, i, use)) {
			list->items[0] = list->items[before];
			list->n = 1;
			list->whole = true;
		}
	}
}

void flow_callers(struct source *source, const struct function *function,
		  void (*visit)(struct source *source, const struct call *call, void *data),
		  void *data)
{
	const struct token_list *tokens = &source->outline.tokens;

	for (size_t i = 0; i < tokens->n; i++) {
		struct call call;

		if (tokens->items[i].directive || i == function->name_token ||
		    !is_use_of(tokens, i, function->name_token) ||
		    source->outline.context[i] != CONTEXT_BODY)
			continue;
		if (!call_read(&source->outline, i, &source->arena, &call))
			visit(source, &call, data);
	}
}
