// SPDX-License-Identifier: GPL-2.0-only
#include "rules/flow.h"

#include "api/api.h"
#include "base/mem.h"
#include "syntax/prototype.h"
#include "syntax/words.h"

#include <stdlib.h>
#include <string.h>

/* True if token i is the variable itself, not a member or a label of that name. */
static bool is_use_of(const struct token_list *tokens, size_t i, size_t name)
{
	size_t before;

	if (tokens->items[i].kind != TOKEN_IDENTIFIER || !same_token_text(tokens, i, name))
		return false;
	before = token_previous(tokens, i);
	return !token_is(tokens, before, ".") && !token_is(tokens, before, "->") &&
	       !token_is(tokens, before, "struct") && !token_is(tokens, before, "goto");
}

static bool is_type_end(const struct token_list *tokens, size_t i)
{
	return i < tokens->n && tokens->items[i].kind == TOKEN_IDENTIFIER &&
	       !is_statement_word(tokens, i);
}

/*
 * `bool a, *b = x, c;`: is the name at i declared by its statement? The statement must begin with
 * a type, and the name must follow a type word, a star or a comma outside of any parentheses.
 */
static bool is_declared_at(const struct outline *outline, size_t i)
{
	const struct token_list *tokens = &outline->tokens;
	size_t start = outline->statement[i], before = token_previous(tokens, i);

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

static struct local declared_local(const struct outline *outline, size_t i)
{
	const struct token_list *tokens = &outline->tokens;
	struct local local = { .found = true, .parameter = -1, .declaration = i };
	size_t start = outline->statement[i], after = token_next(tokens, i);

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
	size_t closed = 0;		/* blocks that end between here and the use */

	if (!function || tokens->items[use].directive)
		return (struct local){ .parameter = -1 };
	/* The nearest declaration in front of the use hides those further up, if its block is still open. */
	for (size_t i = use; i-- > function->body;) {
		if (token_is(tokens, i, "}"))
			closed++;
		else if (token_is(tokens, i, "{"))
			closed -= closed > 0;
		else if (!closed && !tokens->items[i].directive && is_use_of(tokens, i, use) &&
			 is_declared_at(&source->outline, i))
			return declared_local(&source->outline, i);
	}
	return parameter_local(source, function, use);
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
	size_t start = outline->statement[assignment];
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

/* True if the file defines a macro of the name at token i that takes arguments. */
static bool is_own_macro(const struct token_list *tokens, size_t i)
{
	for (size_t d = 0; d < tokens->directives.n; d++) {
		const struct directive *directive = &tokens->directives.items[d];

		if (directive->kind == DIRECTIVE_DEFINE && directive->first + 2 < directive->last &&
		    same_token_text(tokens, directive->first + 2, i))
			return true;
	}
	return false;
}

/*
 * Can the thing called at token i write to a variable that it gets without an &? Functions cannot,
 * macros can: get_user(x, p), for_each_bit(i, ...), SET(x), and asm's operands.
 */
static bool may_write_operand(const struct token_list *tokens, size_t i)
{
	if (i >= tokens->n || tokens->items[i].kind == TOKEN_PUNCTUATION)
		return false;
	if (tokens->items[i].kind == TOKEN_STRING)
		return true;
	if (gup_function_find(tokens->text + tokens->items[i].offset, tokens->items[i].length))
		return false;
	return is_capitals(tokens, i) || token_begins_with(tokens, i, "get_user") || token_begins_with(tokens, i, "__get_user") ||
	       memmem(tokens->text + tokens->items[i].offset, tokens->items[i].length, "for_each", 8) ||
	       is_own_macro(tokens, i);
}

/* The variable as a bare operand of a macro that may assign to it. */
static bool is_macro_operand(const struct outline *outline, size_t i)
{
	const struct token_list *tokens = &outline->tokens;
	size_t before = token_previous(tokens, i), after = token_next(tokens, i), open;

	if ((!token_is(tokens, before, "(") && !token_is(tokens, before, ",")) ||
	    (!token_is(tokens, after, ")") && !token_is(tokens, after, ",")))
		return false;
	open = outline_enclosing_parenthesis(outline, i);
	return open != NO_TOKEN && may_write_operand(tokens, token_previous(tokens, open));
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
	} else if (is_macro_operand(&source->outline, i)) {
		assignment.op = NO_TOKEN;
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

	for (size_t i = first; i < use && list->n < MAX_ASSIGNMENTS; i++) {
		size_t before = list->n;

		if (tokens->items[i].directive || !is_use_of(tokens, i, use))
			continue;
		add_assignment(source, i, list);
		/* An inner block may have a variable of its own under that name. */
		if (list->n > before && i != local.declaration &&
		    (is_declared_at(&source->outline, i) ||
		     flow_local(source, i).declaration != local.declaration)) {
			list->n = before;
			continue;
		}
		if (list->n > before && token_is(tokens, list->items[before].op, "=") &&
		    dominates(source, i, use)) {
			list->items[0] = list->items[before];
			list->n = 1;
			list->whole = true;
		}
	}
}

/* A prototype of the function, or its definition: neither a call nor a use. */
static bool is_declaration(const struct outline *outline, size_t i)
{
	return outline->context[i] == CONTEXT_FILE &&
	       token_is(&outline->tokens, token_next(&outline->tokens, i), "(");
}

/* EXPORT_SYMBOL(f) says that others call it, which a function that is not static says anyway. */
static bool is_export(const struct token_list *tokens, size_t i)
{
	return token_begins_with(tokens, token_previous(tokens, token_previous(tokens, i)), "EXPORT_");
}

bool flow_callers(struct source *source, const struct function *function,
		  void (*visit)(const struct call *call, void *data), void *data)
{
	const struct token_list *tokens = &source->outline.tokens;
	bool all = true;

	for (size_t i = 0; i < tokens->n; i++) {
		struct call call;

		if (i == function->name_token || tokens->items[i].kind != TOKEN_IDENTIFIER ||
		    !is_use_of(tokens, i, function->name_token) ||
		    is_declaration(&source->outline, i) || is_export(tokens, i))
			continue;
		if (!tokens->items[i].directive &&
		    source->outline.context[i] == CONTEXT_BODY &&
		    !call_read(&source->outline, i, &source->arena, &call))
			visit(&call, data);
		else
			all = false;
	}
	return all;
}
