// SPDX-License-Identifier: GPL-2.0-only
/*
 * One name has one meaning in all of a driver that includes the header. Where a place that stays calls a
 * function in a form of its own, the header must leave that function alone, and so must the conversion.
 */
#include "base/data/mem.h"
#include "c/syntax/variant.h"
#include "conversion/convert/mmap_lock.h"
#include "kernel/api/neighbours.h"
#include "patch/since/private.h"
#include "treewide/run/name.h"

#include <stdlib.h>
#include <string.h>

/* What names of functions are made of here. */
#define IDENTIFIER "_abcdefghijklmnopqrstuvwxyz0123456789"

/* --- what they are --- */

static void note(void *data, const struct served_file *file, const struct mention *mention)
{
	struct serving *serving = data;
	const char *name = mention->symbol->name, *kernel = serving->compat.to->name;
	struct exception exception = { .function = name, .path = file->path };
	bool is_call = source_is_call(&file->source, (size_t)(mention - file->scanned->mentions));
	char *reason = is_call ?
		mem_printf("calls %s() in another form than %s's: so " COMPAT_HEADER " leaves it as each kernel has "
			   "it, and so do all calls of it; make this the one call, and convert again", name, kernel) :
		mem_printf("names %s() without a call: so " COMPAT_HEADER " leaves it as each kernel has it, and so "
			   "do all calls of it", name);
	uint32_t column;

	source_position(file->read, change_origin(serving, file, mention->offset), &exception.line, &column);
	VEC_PUSH(&serving->exceptions, exception);
	result_add_left(&serving->run->result, file->path, exception.line, column, "", reason);
	free(reason);
}

/* True if the call at that byte of the file, as it was read, was converted. */
static bool is_converted(const struct serving *serving, const struct served_file *file, size_t offset)
{
	const struct planned_call *planned;
	size_t n = planned_list_of(&serving->run->result.planned, file->path, &planned);

	for (size_t i = 0; i < n && rewrite_find(serving->rewrite, file->path); i++)
		if (planned[i].offset == offset)
			return true;
	return false;
}

/* True if the kernel that the driver was written for has the function with the target's parameters. */
static bool is_same_there(const struct serving *serving, const struct served_file *file,
			  const struct gup_function *function)
{
	struct candidates candidates;

	family_candidates(&serving->run->family, function, file->path, &candidates);
	return candidates.n && !candidates.items[0]->is_mainline &&
	       compat_has_roles(&serving->compat, function, candidates.items[0]->roles);
}

static bool is_of_target(void *data, const struct served_file *file, const struct mention *mention)
{
	const struct serving *serving = data;

	return served_file_is_folded(file, mention->offset) ||
	       is_converted(serving, file, change_origin(serving, file, mention->offset)) ||
	       is_same_there(serving, file, mention->symbol->function);
}

int exceptions_find(struct serving *serving, struct err *err)
{
	const struct header_reader *headers = &serving->headers.reader;
	const struct mention_judge judge = { is_of_target, headers, note, serving };
	struct compat *compat = &serving->compat;
	size_t before;

	do {
		before = compat->own.n;
		for (size_t i = 0; i < serving->files.n; i++) {
			struct served_file *file = &serving->files.items[i];

			served_file_unfold(file, compat, headers);
			if (served_file_fold(file, compat, headers, err))
				return -1;
		}
		for (size_t i = 0; i < serving->files.n; i++)
			served_file_except(&serving->files.items[i], compat, &judge);
	} while (compat->own.n > before);
	return 0;
}

/* --- what is converted all the same --- */

/* The length of the function's name that a text begins with, if the header would give it and is excepted; else 0. */
static size_t excepted(const struct serving *serving, const char *text)
{
	size_t length = strspn(text, IDENTIFIER);

	if (!gup_function_find(text, length) && !mmap_lock_before(text, length))
		return 0;
	return compat_excepts(&serving->compat, text, length) ? length : 0;
}

/* Why the function of that name stays, as the end of a sentence; the caller frees it. */
static char *why_excepted(const struct serving *serving, const char *name, size_t length)
{
	for (size_t i = 0; i < serving->exceptions.n; i++) {
		const struct exception *exception = &serving->exceptions.items[i];

		if (strlen(exception->function) == length && !memcmp(exception->function, name, length))
			return mem_printf(COMPAT_HEADER " cannot give %s() to a driver that has it in another "
					  "form in %s:%u", exception->function,
					  name_in(serving->run->place, exception->path), exception->line);
	}
	return mem_printf(COMPAT_HEADER " cannot give %.*s() to a driver that has one of its own", (int)length,
			  name);
}

/* The version since which a neighbour is what it is in the target; 0: since the oldest one that is served. */
static unsigned changed_in(const struct serving *serving, const struct gup_function *neighbour)
{
	const struct gup_signature *signature = gup_signature_at(neighbour, serving->compat.to->version);

	return signature && signature->first > serving->compat.since ? signature->first : 0;
}

/* Why a call must not become what was planned, as the end of a sentence, which the caller frees; NULL: it may. */
static char *why_not(const struct serving *serving, const char *old, const char *new)
{
	size_t length = strspn(old, IDENTIFIER);
	const struct gup_neighbour *neighbour = gup_neighbour_find(old, length);
	unsigned first = neighbour ? changed_in(serving, &neighbour->function) : 0;

	if (excepted(serving, new))
		return why_excepted(serving, new, excepted(serving, new));
	if (excepted(serving, old))
		return why_excepted(serving, old, length);
	return !first ? NULL :
	       mem_printf("before v%u.%u it was another, and " COMPAT_HEADER " has no %s()", first / 1000,
			  first % 1000, neighbour->function.name);
}

static void leave(struct serving *serving, const struct source *source, size_t offset, const char *why)
{
	char *reason = mem_printf("stays as it is: what %s has would not run on all kernels, as %s",
				  serving->compat.to->name, why);
	uint32_t line, column;

	source_position(source, offset, &line, &column);
	result_add_left(&serving->run->result, source->path, line, column, "", reason);
	free(reason);
}

/* The statement of a call; of a function in one line all of it, as that may have been written in four for the call. */
static struct edit_span span_of(const struct source *source, size_t token)
{
	const struct outline *outline = &source->outline;
	const struct function *function = outline_function_at(outline, token);
	struct edit_span span = {
		outline->tokens.items[statement_begin(outline, token)].offset, statement_end(outline, token),
	};
	size_t begin = function ? outline->tokens.items[function->item].offset : span.begin;

	if (function && function->end < outline->tokens.n &&
	    !memchr(source->text.data + begin, '\n', outline->tokens.items[function->end].offset - begin))
		span = (struct edit_span){ begin, outline->tokens.items[function->end].offset };
	return span;
}

static bool take_back(struct serving *serving, const struct planned_call *planned)
{
	const struct source *source = run_source(serving->run, planned->path);
	size_t offset = planned->offset;
	struct edit_span span;
	bool is_taken = false;
	char *why;

	why = source ? why_not(serving, source->text.data + offset, planned->call) : NULL;
	if (!why)
		return false;
	span = span_of(source, token_at(&source->outline.tokens, offset));
	if (result_drop_edits(&serving->run->result, source->path, span.begin, span.end)) {
		leave(serving, source, offset, why);
		is_taken = true;
	}
	free(why);
	return is_taken;
}

bool exceptions_take_back(struct serving *serving)
{
	const struct planned_list *planned = &serving->run->result.planned;
	bool any = false;
	size_t i = 0;

	while (i < planned->n) {
		bool is_taken = take_back(serving, &planned->items[i]);

		any |= is_taken;
		i = is_taken ? 0 : i + 1;	/* that one is none any more */
	}
	return any;
}
