// SPDX-License-Identifier: GPL-2.0-only
#include "rules/flow.h"

#include "api/api.h"
#include "base/mem.h"
#include "syntax/prototype.h"
#include "syntax/words.h"

#include <stdlib.h>
#include <string.h>

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

/* The brace around a token, or NO_TOKEN. */
static size_t enclosing_brace(const struct outline *outline, size_t i)
{
	for (size_t open = outline_encloser(outline, i); open != NO_TOKEN;
	     open = outline_encloser(outline, open))
		if (token_is(&outline->tokens, open, "{"))
			return open;
	return NO_TOKEN;
}

/* Is the block that token i stands in still open at the use behind it? */
static bool is_in_scope(const struct outline *outline, size_t i, size_t use)
{
	size_t brace = enclosing_brace(outline, i);

	return brace == NO_TOKEN || outline_closing(outline, brace) > use;
}

struct local flow_local(struct source *source, size_t use)
{
	const struct outline *outline = &source->outline;
	const struct function *function = outline_function_at(outline, use);
	const struct uses *uses = source_uses(source);
	uint32_t i = uses->declared[use];

	if (!function || outline->tokens.items[use].directive)
		return (struct local){ .parameter = -1 };
	/* The nearest declaration hides those further up, if its block is still open. */
	while (i != NO_USE && i > function->body) {
		if (is_in_scope(outline, i, use))
			return declared_local(outline, i);
		i = uses->previous[i] == NO_USE ? NO_USE : uses->declared[uses->previous[i]];
	}
	return parameter_local(source, function, use);
}

/* More assignments, or uses between two of them, than this are a machine's work. */
#define MAX_ASSIGNMENTS 100
#define MAX_USES 500

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

/* True if the file defines a macro of the name at token i. */
static bool is_own_macro(struct source *source, size_t i)
{
	const struct uses *uses = source_uses(source);
	uint32_t constant = uses->constant[uses->first[i]];

	return constant != NO_USE && token_defines_macro(&source->outline.tokens, constant);
}

/*
 * Can the thing called at token i write to a variable that it gets without an &? Functions cannot,
 * macros can: get_user(x, p), for_each_bit(i, ...), SET(x), and asm's operands.
 */
static bool may_write_operand(struct source *source, size_t i)
{
	const struct token_list *tokens = &source->outline.tokens;

	if (i >= tokens->n || tokens->items[i].kind == TOKEN_PUNCTUATION)
		return false;
	if (tokens->items[i].kind == TOKEN_STRING)
		return true;
	if (gup_function_find(tokens->text + tokens->items[i].offset, tokens->items[i].length))
		return false;
	return is_capitals(tokens, i) || token_begins_with(tokens, i, "get_user") ||
	       token_begins_with(tokens, i, "__get_user") ||
	       memmem(tokens->text + tokens->items[i].offset, tokens->items[i].length, "for_each", 8) ||
	       (tokens->items[i].kind == TOKEN_IDENTIFIER && is_own_macro(source, i));
}

/* The variable as a bare operand of a macro that may assign to it. */
static bool is_macro_operand(struct source *source, size_t i)
{
	const struct outline *outline = &source->outline;
	const struct token_list *tokens = &outline->tokens;
	size_t before = token_previous(tokens, i), after = token_next(tokens, i), open;

	if ((!token_is(tokens, before, "(") && !token_is(tokens, before, ",")) ||
	    (!token_is(tokens, after, ")") && !token_is(tokens, after, ",")))
		return false;
	open = outline_enclosing_parenthesis(outline, i);
	return open != NO_TOKEN && may_write_operand(source, token_previous(tokens, open));
}

/* Does the text around the variable at token i write to it? */
static bool is_assigned_at(struct source *source, size_t i, struct assignment *assignment)
{
	const struct token_list *tokens = &source->outline.tokens;
	size_t op = token_next(tokens, i);

	*assignment = (struct assignment){ .op = op };
	if (token_is(tokens, token_previous(tokens, i), "&")) {
		size_t further = token_previous(tokens, token_previous(tokens, i));

		assignment->op = NO_TOKEN;
		/* `a & x` reads x, `f(&x)` lets it be written. */
		return tokens->items[further].kind == TOKEN_PUNCTUATION &&
		       !token_is(tokens, further, ")") && !token_is(tokens, further, "]");
	}
	if (is_assignment(tokens, op)) {
		size_t first = token_next(tokens, op);

		assignment->value = expr_read(&source->outline, first,
					      value_end(&source->outline, first), &source->arena);
		return true;
	}
	if (is_macro_operand(source, i)) {
		assignment->op = NO_TOKEN;
		return true;
	}
	return token_is(tokens, op, "++") || token_is(tokens, op, "--");
}

/* The assignment at token i, if it is one to the variable declared at `declaration`. */
static bool read_assignment(struct source *source, size_t i, size_t declaration,
			    struct assignment *assignment)
{
	const struct token_list *tokens = &source->outline.tokens;

	if (tokens->items[i].directive || !is_object_at(tokens, i) ||
	    !is_assigned_at(source, i, assignment))
		return false;
	/* An inner block may have a variable of its own under that name. */
	return i == declaration || (!is_declared_at(&source->outline, i) &&
				    flow_local(source, i).declaration == declaration);
}

static void reverse(struct assignments *list)
{
	for (size_t i = 0; i < list->n / 2; i++) {
		struct assignment other = list->items[i];

		list->items[i] = list->items[list->n - 1 - i];
		list->items[list->n - 1 - i] = other;
	}
}

void flow_assignments(struct source *source, size_t use, struct assignments *list)
{
	const struct token_list *tokens = &source->outline.tokens;
	const struct uses *uses = source_uses(source);
	size_t declaration = flow_local(source, use).declaration, passed = 0;

	/* Upwards from the use, until one that nothing can pass by. */
	for (uint32_t i = uses->previous[use];
	     i != NO_USE && i >= declaration && !list->whole && !list->cut; i = uses->previous[i]) {
		struct assignment assignment;

		list->cut = list->n == MAX_ASSIGNMENTS || ++passed == MAX_USES;
		if (!read_assignment(source, i, declaration, &assignment))
			continue;
		VEC_PUSH(list, assignment);
		list->whole = token_is(tokens, assignment.op, "=") && dominates(source, i, use);
	}
	reverse(list);
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
	const struct uses *uses = source_uses(source);
	bool all = true;

	for (uint32_t i = uses->first[function->name_token]; i != NO_USE; i = uses->next[i]) {
		struct call call;

		if (i == function->name_token || !is_object_at(tokens, i) ||
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
