// SPDX-License-Identifier: GPL-2.0-only
#include "conversion/convert/mmap_lock.h"

#include "base/data/mem.h"
#include "calls/site/argument.h"
#include "calls/value/local.h"
#include "conversion/convert/comment.h"
#include "outcome/plan/call_plan.h"

#include <string.h>

#define MMAP_LOCK(before, since) { #before, #since },

static const struct { const char *before, *since; } wrappers[] = {
#include "kernel/api/mmap_locks.def"
};

/* What takes over from the function whose name is a token, or NULL. */
static const char *wrapper_of(const struct token_list *tokens, size_t name)
{
	for (size_t i = 0; i < ARRAY_SIZE(wrappers); i++)
		if (token_is(tokens, name, wrappers[i].before))
			return wrappers[i].since;
	return NULL;
}

/* The call around token i whose first argument begins with `&` in front of it, or -1. */
static int read_around(const struct source *source, size_t i, struct arena *arena, struct call *call)
{
	const struct token_list *tokens = &source->outline.tokens;
	size_t open = outline_enclosing_parenthesis(&source->outline, i), name;

	/* In &(mm)->mmap_sem the name stands in no parenthesis but the call's; in &(mm->mmap_sem) it does. */
	while (open != NO_TOKEN && (token_is(tokens, token_previous(tokens, open), "&") ||
				    token_is(tokens, token_previous(tokens, open), "(")))
		open = outline_enclosing_parenthesis(&source->outline, open);
	if (open == NO_TOKEN)
		return -1;
	name = token_previous(tokens, open);
	if (name >= tokens->n || tokens->items[name].kind != TOKEN_IDENTIFIER)
		return -1;
	return call_read(&source->outline, name, arena, call) || !call->n ? -1 : 0;
}

static bool ends_with_mm(const struct token_list *tokens, size_t name)
{
	const struct token *token = &tokens->items[name];
	const char *end = tokens->text + token->offset + token->length;

	return token->length >= 2 && !memcmp(end - 2, "mm", 2);
}

/* True if the file has a struct with an mmap_sem of its own: then a name proves nothing. */
static bool has_own_lock(const struct source *source)
{
	const struct token_list *tokens = &source->outline.tokens;

	for (size_t i = 0; i < tokens->n; i++) {
		size_t before = token_previous(tokens, i);

		if (token_is(tokens, i, "mmap_sem") && !token_is(tokens, before, "->") &&
		    !token_is(tokens, before, "."))
			return true;
	}
	return false;
}

/* True if the name is that of a struct in its function, and no mm_struct. */
static bool is_another_struct(struct source *source, const struct expr *bare)
{
	const struct token_list *tokens = &source->outline.tokens;
	struct local local;

	if (bare->kind != EXPR_IDENTIFIER || tokens->items[bare->op].directive)
		return false;
	local = local_find(source, bare->op);
	if (!local.found || !token_is(tokens, local.type, "struct"))
		return false;
	return !token_is(tokens, token_next(tokens, local.type), "mm_struct");
}

/* By its type, or by its name where the text does not tell the type. */
static enum mmap_owner owner_of(struct source *source, const struct expr *object)
{
	struct argument argument = argument_of(source, object, NULL);
	const struct expr *bare = expr_bare(object);

	if (argument.kind == ARGUMENT_POINTER && argument.record && *argument.record)
		return strcmp(argument.record, "mm_struct") ? MMAP_OF_ANOTHER : MMAP_OF_MM;
	if (has_own_lock(source) || is_another_struct(source, bare))
		return MMAP_OF_ANOTHER;
	return (bare->kind == EXPR_IDENTIFIER || bare->kind == EXPR_MEMBER) &&
	       ends_with_mm(&source->outline.tokens, bare->op) ? MMAP_OF_MM : MMAP_OF_UNKNOWN;
}

/* The mm as an argument, of `&mm->mmap_sem` or `&mm.mmap_sem`; NULL: it is something else. */
static const char *mm_of(struct source *source, const struct expr *argument)
{
	const struct outline *outline = &source->outline;
	const struct expr *member = expr_bare(argument), *object;
	size_t begin, length;
	bool is_arrow;

	if (member->kind != EXPR_UNARY || !expr_op_is(outline, member, "&"))
		return NULL;
	member = expr_bare(member->left);
	if (member->kind != EXPR_MEMBER || !expr_op_is(outline, member, "mmap_sem") ||
	    owner_of(source, member->left) != MMAP_OF_MM)
		return NULL;
	is_arrow = token_is(&outline->tokens, token_previous(&outline->tokens, member->op), "->");
	object = is_arrow ? expr_bare(member->left) : member->left;
	begin = expr_begin(outline, object);
	length = expr_end(outline, object) - begin;
	return arena_printf(&source->arena, "%s%.*s", is_arrow ? "" : "&", (int)length,
			    source->text.data + begin);
}

/* Behind the names and members before `->mmap_sem`: where the object begins that has it, or NO_TOKEN. */
static size_t object_begin(const struct token_list *tokens, size_t op)
{
	size_t i = token_previous(tokens, op);

	while (i != NO_TOKEN && tokens->items[i].kind == TOKEN_IDENTIFIER) {
		size_t before = token_previous(tokens, i);

		if (!token_is(tokens, before, "->") && !token_is(tokens, before, "."))
			return i;
		i = token_previous(tokens, before);
	}
	return NO_TOKEN;
}

const char *mmap_lock_before(const char *name, size_t length)
{
	for (size_t i = 0; i < ARRAY_SIZE(wrappers); i++)
		if (strlen(wrappers[i].since) == length && !memcmp(wrappers[i].since, name, length))
			return wrappers[i].before;
	return NULL;
}

void mmap_use_read(struct source *source, size_t i, struct mmap_use *use)
{
	const struct token_list *tokens = &source->outline.tokens;
	size_t op = token_previous(tokens, i), begin;

	*use = (struct mmap_use){ .owner = MMAP_OF_UNKNOWN };
	if (!read_around(source, i, &source->arena, &use->call)) {
		use->wrapper = use->call.split ? NULL : wrapper_of(tokens, use->call.name);
		use->mm = mm_of(source, use->call.arguments[0]);
	}
	if (!use->mm)
		use->wrapper = NULL;
	begin = use->mm ? NO_TOKEN : object_begin(tokens, op);
	if (use->mm)
		use->owner = MMAP_OF_MM;
	else if (begin != NO_TOKEN)
		use->owner = owner_of(source, expr_read(&source->outline, begin, op, &source->arena));
}

/* Why the use stays as it is, or NULL. */
static const char *why_left(const struct converter *converter, const struct mmap_use *use)
{
	struct source *source = converter->source;

	if (!use->wrapper)
		return "the mmap_sem of an mm is mmap_lock since v5.8, and has functions of its own, "
		       "as mmap_read_lock(mm); convert it by hand if this is one";
	if (convert_is_own(source, use->wrapper))
		return arena_printf(&source->arena, CONVERT_OWN, use->wrapper);
	if (convert_is_entangled(converter, &use->call))
		return CONVERT_ENTANGLED;
	return comment_is_lost(source, use->call.arguments[0], use->mm) ?
	       "a comment stands inside of what becomes the mm; convert it by hand" : NULL;
}

void convert_mmap_lock(struct converter *converter, size_t i)
{
	struct source *source = converter->source;
	struct call_plan plan;
	struct mmap_use use;
	const char *why;

	mmap_use_read(source, i, &use);
	why = why_left(converter, &use);
	if (why) {
		convert_leave(converter, source->outline.tokens.items[i].offset, "%s", why);
		return;
	}
	call_plan_keep(&plan, &use.call, &source->arena);
	plan.callee = use.wrapper;
	call_plan_replace(&plan, 0, use.mm);
	convert_plan(converter, &use.call, &plan);
}
