// SPDX-License-Identifier: GPL-2.0-only
#include "calls/value/local.h"

#include "base/data/mem.h"
#include "c/outline/prototype.h"
#include "c/outline/words.h"

#include <string.h>

static struct local declared_local(const struct outline *outline, const struct statement *statement,
				   size_t i)
{
	const struct token_list *tokens = &outline->tokens;
	struct local local = { .found = true, .parameter = -1, .declaration = i };
	size_t start = statement->first, after = token_next(tokens, i);

	if (statement->kind == STATEMENT_FOR)
		start = token_next(tokens, statement->open);
	local.type = start;
	for (size_t t = start; t < i; t = token_next(tokens, t)) {
		local.is_bool |= is_bool_word(tokens, t);
		local.is_enum |= token_is(tokens, t, "enum");
		local.is_static |= token_is(tokens, t, "static");
		local.is_plain |= tokens->items[t].kind == TOKEN_IDENTIFIER &&
				  is_integer_word(tokens, t);
		if (token_is(tokens, t, "=") || token_is(tokens, t, ","))
			break;
	}
	local.is_pointer = token_is(tokens, token_previous(tokens, i), "*") ||
			   token_is(tokens, after, "[");
	return local;
}

/* The parameters of a function; of those without a name nobody asks. */
struct parameters {
	size_t n;
	struct { const char *name; struct local local; } items[MAX_PARAMETERS];
};

static struct local local_of(const struct token_list *tokens, const struct parameter *parameter)
{
	size_t type = token_at(tokens, parameter->begin);

	return (struct local){
		.found = true, .parameter = -1,
		.is_pointer = strchr(parameter->type, '*'),
		.is_bool = !strcmp(parameter->type, "bool") || !strcmp(parameter->type, "_Bool"),
		.is_enum = !strncmp(parameter->type, "enum ", strlen("enum ")),
		.type = type,
		.declaration = token_at(tokens, parameter->name_begin),
		.is_plain = is_integer_word(tokens, type) || !strncmp(parameter->type, "unsigned", 8),
	};
}

static struct parameters *read_parameters(struct source *source, const struct function *function)
{
	struct parameters *parameters = arena_alloc(&source->arena, sizeof(*parameters));
	struct prototype prototype;

	if (prototype_read(&source->outline, function->name_token, &prototype))
		return parameters;
	for (size_t i = 0; i < prototype.n; i++) {
		const struct parameter *from = &prototype.parameters[i];

		if (!*from->name)
			continue;
		parameters->items[parameters->n].name = arena_printf(&source->arena, "%s", from->name);
		parameters->items[parameters->n].local = local_of(&source->outline.tokens, from);
		parameters->items[parameters->n++].local.parameter = (int)i;
	}
	prototype_free(&prototype);
	return parameters;
}

/* Each name of a body may be a parameter's: so they are read once. */
static const struct parameters *parameters_of(struct source *source, const struct function *function)
{
	static const struct slot_kind kind = { .size = sizeof(struct parameters *) };
	struct parameters **parameters = function_slot(source, function, &kind);

	if (!*parameters)
		*parameters = read_parameters(source, function);
	return *parameters;
}

static struct local parameter_local(struct source *source, const struct function *function, size_t use)
{
	const struct parameters *parameters = parameters_of(source, function);
	struct local local = { .parameter = -1 };

	for (size_t i = 0; i < parameters->n; i++)
		if (token_is(&source->outline.tokens, use, parameters->items[i].name))
			local = parameters->items[i].local;
	return local;
}

/* The statement in which a declaration counts: a for for its own, else the block around it. */
static const struct statement *scope_of(const struct statement *declaration)
{
	const struct statement *scope = declaration;

	if (declaration->kind == STATEMENT_FOR)
		return declaration;
	do {
		scope = scope->parent;
	} while (scope->kind == STATEMENT_ARM || scope->kind == STATEMENT_ARMS);
	return scope;
}

/* The statement that declares the name at token i, or NULL. */
static const struct statement *declaration_at(const struct outline *outline,
					      const struct variant *variant, size_t i)
{
	const struct statement *statement;

	if (outline->tokens.items[i].directive || !is_object_at(&outline->tokens, i))
		return NULL;
	statement = variant_at(variant, i);
	return statement && statement_declares(outline, statement, i) ? statement : NULL;
}

/* For each token of the body what last_declared() has found out. */
static uint32_t *declared_of(struct source *source, const struct variant *variant)
{
	static const struct slot_kind kind = { .size = sizeof(uint32_t *) };
	uint32_t **declared = variant_slot(source, variant, &kind);
	size_t n = variant->root->last - variant->root->first;

	if (!*declared)
		*declared = arena_alloc(&source->arena, n * sizeof(**declared));
	return *declared;
}

/*
 * The last token of the name's up to token i that declares it in this body, or NO_USE. The answer is kept
 * for all that are passed on the way, so that each use of a name is looked at once. 0 is none: no body
 * begins with the first token of its file.
 */
static uint32_t last_declared(struct source *source, const struct variant *variant, uint32_t i)
{
	const struct uses *uses = source_uses(source);
	size_t first = variant->root->first;
	uint32_t *declared = declared_of(source, variant), found = NO_USE, at;

	for (at = i; at != NO_USE && at >= first && found == NO_USE; at = uses_previous(uses, at)) {
		found = declared[at - first] ? declared[at - first] : NO_USE;
		if (declared[at - first])
			break;
		if (declaration_at(&source->outline, variant, at))
			found = at;
	}
	for (; i != at; i = uses_previous(uses, i))
		declared[i - first] = found;
	return found;
}

/* The first reading that does not leave the use out, or NULL. */
static const struct variant *reading_of(struct source *source, const struct function *function,
					size_t use)
{
	const struct variants *variants = source_variants(source, function);

	for (size_t i = 0; i < variants->n; i++)
		if (variant_at(&variants->items[i], use))
			return &variants->items[i];
	return NULL;
}

static bool is_label(const struct variant *variant, size_t i)
{
	const struct statement *statement = variant_at(variant, i);

	return statement && statement->kind == STATEMENT_LABEL && statement->first == i;
}

struct local local_find(struct source *source, size_t use)
{
	const struct outline *outline = &source->outline;
	const struct function *function = outline_function_at(outline, use);
	const struct uses *uses = source_uses(source);
	const struct local none = { .parameter = -1 };
	const struct variant *variant;

	/* A comment or a string names nothing, whatever stands in it. */
	if (!function || outline->tokens.items[use].directive ||
	    outline->tokens.items[use].kind != TOKEN_IDENTIFIER)
		return none;
	if (use <= function->body)
		return parameter_local(source, function, use);
	variant = reading_of(source, function, use);
	if (!variant || is_label(variant, use))
		return none;
	/* The nearest declaration hides those further up, if its block is still open. */
	for (uint32_t i = (uint32_t)use; i != NO_USE && i > function->body; i = uses_previous(uses, i)) {
		const struct statement *declaration, *scope;

		i = last_declared(source, variant, i);
		if (i == NO_USE)
			break;
		declaration = variant_at(variant, i);
		scope = scope_of(declaration);
		if (use >= scope->first && use < scope->last) {
			struct local local = declared_local(outline, declaration, i);

			local.scope = scope->first;
			return local;
		}
	}
	return parameter_local(source, function, use);
}

bool local_is_same(const struct local *left, const struct local *right)
{
	if (left->declaration == right->declaration)
		return true;
	return left->found && right->found && left->parameter < 0 && right->parameter < 0 &&
	       left->scope == right->scope;
}

/* True if token i declares the name, in the reading that token at is in, and the block is open there. */
static bool is_declared_for(struct source *source, const struct variant *variant, size_t i, size_t at)
{
	const struct statement *declaration = declaration_at(&source->outline, variant, i), *scope;

	if (!declaration)
		return false;
	scope = scope_of(declaration);
	return at >= scope->first && at < scope->last;
}

bool local_is_visible(struct source *source, size_t at, const char *name)
{
	const struct outline *outline = &source->outline;
	const struct function *function = outline_function_at(outline, at);
	const struct parameters *parameters;
	const struct variant *variant;
	size_t begin;

	if (!function || at < function->body || outline->tokens.items[at].directive)
		return false;
	parameters = parameters_of(source, function);
	for (size_t i = 0; i < parameters->n; i++)
		if (!strcmp(parameters->items[i].name, name))
			return true;
	/* Most bodies do not have the name at all: this is asked of each call. */
	begin = outline->tokens.items[function->body].offset;
	if (!memmem(outline->tokens.text + begin, outline->tokens.items[at].offset - begin, name, strlen(name)))
		return false;
	variant = reading_of(source, function, at);
	for (size_t i = function->body; variant && i < at; i++)
		if (token_is(&outline->tokens, i, name) && is_declared_for(source, variant, i, at))
			return true;
	return false;
}
