// SPDX-License-Identifier: GPL-2.0-only
/* What a name can be: a flag, a constant of the file, a parameter that callers fill, a variable. */
#include "base/data/mem.h"
#include "c/outline/words.h"
#include "calls/value/callers.h"
#include "calls/value/local.h"
#include "calls/value/private.h"
#include "calls/value/reaching.h"
#include "kernel/api/api.h"

#include <stdlib.h>
#include <string.h>

struct fill {
	struct reading *reading;
	size_t parameter;
	struct meaning meaning;
	bool found;
};

static void add_caller(const struct call *call, void *data)
{
	struct fill *fill = data;
	struct meaning meaning;

	if (fill->parameter >= call->n)
		return;
	meaning = means_from(fill->reading,
			     read_meaning(fill->reading, call->arguments[fill->parameter]),
			     call->arguments[fill->parameter], NO_TOKEN, NO_TOKEN);
	fill->meaning = fill->found ? means_either(fill->reading, fill->meaning, meaning) : meaning;
	fill->found = true;
}

/* A parameter that is flags by its name: who passes it a truth value is wrong, not its use. */
static bool is_named_flags(struct reading *reading, const struct expr *expr)
{
	char *name = reading_text(reading, expr->op, expr->op + 1);

	return gup_role_of_parameter("unsigned int", name) == ROLE_FLAGS;
}

/* Some callers pass a truth value, and others flags: the function takes flags. */
static bool is_mixed(const struct meaning *meaning)
{
	static const unsigned both = MEANS_TRUTH | MEANS_FLAGS;

	return (meaning->bits & both) == both && !(meaning->bits & ~(both | MEANS_ZERO | MEANS_STRAY));
}

/*
 * What a parameter can be: what the callers in the file fill it with. Only a truth value or flags
 * are worth knowing; all else leaves it an integer, and so do callers that are not seen.
 */
static struct meaning read_parameter(struct reading *reading, const struct expr *expr,
				     const struct local *local)
{
	const struct function *function = outline_function_at(reading->outline, expr->op);
	struct fill fill = { .reading = reading, .parameter = (size_t)local->parameter };
	struct meaning meaning;

	if (!callers_visit(reading->source, function, add_caller, &fill) || !fill.found)
		return means(MEANS_INTEGER);
	meaning = means_truth(reading, fill.meaning, expr,
			      "a parameter that this file's callers fill with 0 or 1 only");
	if (meaning.bits & ~(unsigned)(MEANS_TRUTH | MEANS_ZERO) && !is_mixed(&meaning))
		return means_some_integer(&meaning);
	if (meaning.bits & MEANS_TRUTH && meaning.confidence > CONFIDENCE_MEDIUM)
		meaning.confidence = CONFIDENCE_MEDIUM;
	meaning.elsewhere = is_named_flags(reading, expr) || is_mixed(&meaning) ||
			    !function_is_static(reading->outline, function);
	return meaning;
}

static struct meaning read_assigned(struct reading *reading, const struct assignment *assignment)
{
	const struct token_list *tokens = &reading->outline->tokens;
	struct meaning meaning;

	if (!assignment->value || !(token_is(tokens, assignment->op, "=") ||
				    token_is(tokens, assignment->op, "|=")))
		return means(MEANS_INTEGER);
	meaning = read_meaning(reading, assignment->value);
	return means_from(reading, meaning, assignment->value, assignment->name, assignment->op);
}

/* What the assignments that reach a use bring; &= takes bits away, brings none. */
static struct meaning read_assignments(struct reading *reading, const struct assignments *list)
{
	struct meaning meaning = means(0);
	bool cleared = false;

	for (size_t i = 0; i < list->n; i++) {
		if (token_is(&reading->outline->tokens, list->items[i].op, "&="))
			cleared = true;
		else
			meaning = means_either(reading, meaning, read_assigned(reading, &list->items[i]));
	}
	if (cleared && meaning.bits & MEANS_FLAGS)
		meaning.bits |= MEANS_STRAY;
	return meaning;
}

static bool is_written_elsewhere(const struct assignments *list)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->items[i].op == NO_TOKEN)
			return true;
	return list->cut;
}

/* "`write` gets `1` at reel.c:11 and `!mm` at reel.c:16" */
static const char *gets(struct reading *reading, const struct expr *name, const struct meaning *meaning)
{
	const char *path = strrchr(reading->source->path, '/');
	char *text = arena_printf(&reading->source->arena, "`%s` gets",
				  reading_text(reading, name->first, name->last));

	path = path ? path + 1 : reading->source->path;
	for (size_t i = 0; i < meaning->n_origins; i++)
		text = arena_printf(&reading->source->arena, "%s%s `%s` at %s:%u", text,
				    !i ? "" : i + 1 < meaning->n_origins ? "," : " and",
				    meaning->origins[i].value, path, meaning->origins[i].line);
	return text;
}

/* Names the places that a variable has its values from. */
static void name_origins(struct reading *reading, const struct expr *name, struct meaning *meaning)
{
	static const unsigned wrong = MEANS_TRUTH | MEANS_NUMBER | MEANS_MASK;

	if (!meaning->n_origins || !(meaning->bits & wrong))
		return;
	meaning->disagrees |= meaning->bits & ~(wrong | MEANS_ZERO);
	meaning->because = gets(reading, name, meaning);
	if (meaning->n_origins == 1 && !meaning->disagrees && meaning->what)
		meaning->because = arena_printf(&reading->source->arena, "%s, %s",
						meaning->because, meaning->origins[0].what);
	if (meaning->confidence > CONFIDENCE_MEDIUM)
		meaning->confidence = CONFIDENCE_MEDIUM;
}

static struct meaning read_local(struct reading *reading, const struct expr *expr,
				 const struct local *local)
{
	struct assignments list = {0};
	struct meaning meaning;
	bool written;			/* by somebody who got its address, or whom nobody sees */

	if (reading->hops == MAX_HOPS)
		return means(MEANS_INTEGER);
	reading->hops++;
	reaching_assignments(reading->source, expr->op, &list);
	meaning = read_assignments(reading, &list);
	written = is_written_elsewhere(&list);
	if (local->parameter >= 0 && !list.whole)
		meaning = means_either(reading, meaning, read_parameter(reading, expr, local));
	reading->hops--;
	if (written)
		meaning = means_some_integer(&meaning);
	free(list.items);
	meaning = means_truth(reading, meaning, expr, "a variable that is only ever 0 or 1 here");
	name_origins(reading, expr, &meaning);
	return meaning.bits ? meaning : means(MEANS_INTEGER);
}

/* The tokens [first, last) that a macro of this file stands for; false when it takes arguments. */
static bool macro_value(const struct token_list *tokens, size_t name, size_t *first, size_t *last)
{
	const struct token *token = &tokens->items[name];

	*first = name + 1;
	*last = tokens->directives.items[token->directive - 1].last;
	/* NAME( without a blank takes arguments. */
	return *first < *last && tokens->text[token->offset + token->length] != '(';
}

static void enumerator_value(const struct token_list *tokens, size_t name, size_t *first, size_t *last)
{
	*first = token_next(tokens, token_next(tokens, name));
	for (*last = *first; *last < tokens->n; *last = token_next(tokens, *last))
		if (token_is(tokens, *last, ",") || token_is(tokens, *last, "}"))
			break;
}

/* A macro or an enumerator of this very file: what its value means. */
static bool read_constant(struct reading *reading, const struct expr *expr, struct meaning *meaning)
{
	const struct token_list *tokens = &reading->outline->tokens;
	const struct uses *uses = source_uses(reading->source);
	uint32_t name = uses_constant(uses, expr->op);
	size_t first, last;

	if (name == NO_USE)
		return false;
	if (!token_defines_macro(tokens, name))
		enumerator_value(tokens, name, &first, &last);
	else if (!macro_value(tokens, name, &first, &last))
		return false;
	/* A macro may stand for itself. */
	if (reading->hops == MAX_HOPS) {
		*meaning = means(MEANS_INTEGER);
		return true;
	}
	reading->hops++;
	*meaning = read_meaning(reading, expr_read(reading->outline, first, last,
						   &reading->source->arena));
	reading->hops--;
	return true;
}

/* The name is one of `enum { A, B }` in this file, which gives it no value. */
static bool is_counted_enumerator(struct reading *reading, size_t name)
{
	const struct outline *outline = reading->outline;
	const struct token_list *tokens = &outline->tokens;
	size_t first = uses_first(source_uses(reading->source), name), next = token_next(tokens, first), brace;

	if (outline->context[first] != CONTEXT_RECORD || !(token_is(tokens, next, ",") || token_is(tokens, next, "}")))
		return false;
	brace = outline_encloser(outline, first);
	if (brace == NO_TOKEN || !token_is(tokens, brace, "{") || token_previous(tokens, first) == brace)
		return false;		/* the first one is 0 */
	brace = token_previous(tokens, brace);
	return token_is(tokens, brace, "enum") || token_is(tokens, token_previous(tokens, brace), "enum");
}

/* Constants of the kernel's that some take for flags. */
static bool is_of_another_kind(struct reading *reading, size_t name)
{
	static const char *const constants[] = {
		"READ", "WRITE", "DMA_BIDIRECTIONAL", "DMA_TO_DEVICE", "DMA_FROM_DEVICE", "DMA_NONE", "VM_READ",
		"VM_WRITE", "PROT_READ", "PROT_WRITE", "IOMMU_READ", "IOMMU_WRITE", "GFP_KERNEL", "GFP_ATOMIC",
	};

	return token_is_any(&reading->outline->tokens, name, constants, ARRAY_SIZE(constants)) ||
	       is_counted_enumerator(reading, name);
}

/* Does the enum with these braces have a value that is made of flags? */
static bool has_flag(const struct outline *outline, size_t brace)
{
	const struct token_list *tokens = &outline->tokens;

	for (size_t i = brace; i < tokens->n && i < outline_closing(outline, brace); i++)
		if (token_begins_with(tokens, i, "FOLL_"))
			return true;
	return false;
}

/* An enum of the file without a flag in it, or the kernel's for directions: of others nobody knows. */
static bool is_enum_of_another_kind(struct reading *reading, const struct local *local)
{
	const struct outline *outline = reading->outline;
	const struct uses *uses = source_uses(reading->source);
	size_t tag = local->type;

	while (!token_is(&outline->tokens, tag, "enum"))
		tag = token_next(&outline->tokens, tag);
	tag = token_next(&outline->tokens, tag);
	if (token_is(&outline->tokens, tag, "dma_data_direction"))
		return true;
	for (uint32_t i = uses_first(uses, tag); i != NO_USE; i = uses_next(uses, i)) {
		size_t brace = token_next(&outline->tokens, i);

		if (token_is(&outline->tokens, brace, "{"))
			return !has_flag(outline, brace);
	}
	return false;
}

static struct meaning means_another_kind(struct reading *reading, const struct expr *expr, const char *what)
{
	struct meaning meaning = means_because(reading, MEANS_MASK, expr, what);

	meaning.confidence = CONFIDENCE_MEDIUM;
	return meaning;
}

/* A name in a function that could not be read: its type is known, not what it holds. */
static struct meaning read_unread(struct reading *reading, const struct expr *expr,
				  const struct variants *variants)
{
	struct meaning meaning = read_type(reading, expr, expr->op);

	meaning.unread = variants->why;
	meaning.unread_line = variants->bad < reading->outline->tokens.n ?
			      reading_line(reading, variants->bad) : 0;
	return meaning;
}

/* The readings of the function around token i when there are none, else NULL. */
static const struct variants *unread_at(struct reading *reading, size_t i)
{
	const struct function *function = outline_function_at(reading->outline, i);
	const struct variants *variants;

	if (!function || i <= function->body || reading->outline->tokens.items[i].directive)
		return NULL;
	variants = source_variants(reading->source, function);
	return variants->n ? NULL : variants;
}

struct meaning read_name(struct reading *reading, const struct expr *expr)
{
	const struct variants *unread;
	const struct token_list *tokens = &reading->outline->tokens;
	struct meaning meaning;
	struct local local;

	if (token_begins_with(tokens, expr->op, "FOLL_"))
		return means_flag(tokens, expr->op);
	if (token_is(tokens, expr->op, "true") || token_is(tokens, expr->op, "false"))
		return means_because(reading, MEANS_TRUTH, expr, "a truth value");
	if (token_is(tokens, expr->op, "NULL"))
		return means_because(reading, MEANS_POINTER, expr, "a pointer");
	unread = unread_at(reading, expr->op);
	if (unread && !is_capitals(tokens, expr->op))
		return read_unread(reading, expr, unread);
	local = local_find(reading->source, expr->op);
	if (local.is_pointer)
		return means_because(reading, MEANS_POINTER, expr, "a pointer");
	if (local.is_bool)
		return means_because(reading, MEANS_TRUTH, expr, "a bool");
	if (local.is_enum && is_enum_of_another_kind(reading, &local))
		return means_another_kind(reading, expr, "of an enum type");
	if (local.found && !local.is_plain && reading->oracle) {
		meaning = read_type(reading, expr, expr->op);
		if (!(meaning.bits & (MEANS_INTEGER | MEANS_UNKNOWN)))
			return meaning;
	} else if (local.found && !local.is_plain) {
		return means_unknown(expr->op);
	}
	if (local.found)
		return read_local(reading, expr, &local);
	if (read_constant(reading, expr, &meaning))
		return meaning;
	if (is_of_another_kind(reading, expr->op))
		return means_another_kind(reading, expr, "a constant of another kind");
	/*
	 * A macro has no type to ask for, and by convention a constant is no truth value. In the body
	 * of a macro, a name is whatever each use makes of it.
	 */
	if (is_capitals(tokens, expr->op) || tokens->items[expr->op].directive)
		return means(MEANS_INTEGER);
	return read_type(reading, expr, expr->op);
}
