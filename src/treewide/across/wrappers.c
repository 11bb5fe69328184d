// SPDX-License-Identifier: GPL-2.0-only
/* The part of a catalogue that is about wrappers. */
#include "base/data/mem.h"
#include "c/outline/prototype.h"
#include "contract/hold/wrapper.h"
#include "contract/lock/held.h"
#include "contract/lock/lock.h"
#include "treewide/across/catalogue.h"

#include <stdlib.h>

/* A wrapper of a wrapper, and so on, is asked no further. */
#define MAX_DEPTH 8

static const char *const results[] = {
	[ANSWER_COUNT] = "how many, or an errno", [ANSWER_BYTES] = "how many bytes, or an errno",
	[ANSWER_ALL] = "0 if all are there, or an errno", [ANSWER_TRUTH] = "whether it is there",
	[ANSWER_PAGE] = "the page",
};

static const struct gup_signature *signature_of(const struct run *run,
						const struct gup_function *function, size_t n)
{
	const struct gup_signature *signature =
		run->version ? gup_signature_at(function, run->version) : NULL;

	for (const struct gup_signature *s = function->signatures;
	     (!signature || gup_signature_length(signature) != n) && s->returns; s++)
		if (gup_signature_length(s) == n)
			signature = s;
	return signature;
}

/* What the call of the family asks of the lock, and of which mm's. */
static enum gup_lock lock_asked(const struct run *run, struct source *source,
				const struct acquire *acquire, const char **mm)
{
	const struct token *name = &source->outline.tokens.items[acquire->call.name];
	const struct gup_function *function =
		gup_function_find(source->text.data + name->offset, name->length);
	const struct gup_signature *signature =
		function ? signature_of(run, function, acquire->call.n) : NULL;
	bool passes_locked = false;

	*mm = "current->mm";
	for (size_t i = 0; signature && i < acquire->call.n; i++) {
		const struct expr *argument = expr_bare(acquire->call.arguments[i]);

		if (signature->roles[i] == ROLE_MM)
			*mm = lock_mm(source, argument);
		passes_locked |= signature->roles[i] == ROLE_LOCKED &&
				 !expr_op_is(&source->outline, argument, "NULL");
	}
	return signature ? gup_signature_lock(signature, passes_locked) : LOCK_ANY;
}

static const char *words_of(enum gup_lock asked, unsigned holds)
{
	if (asked == LOCK_NOT_HELD && holds == HOLD_ENTRY)
		return "takes the mmap lock";
	if ((asked == LOCK_HELD || asked == LOCK_HELD_MAY_DROP) && holds == HOLD_ENTRY)
		return "needs the mmap lock";
	if ((asked == LOCK_HELD || asked == LOCK_HELD_MAY_DROP) && holds == HOLD_TAKEN)
		return "takes the mmap lock";
	return "";
}

/* What a wrapper asks of the mmap lock, in words, or "": nothing, or nobody can tell. */
static const char *lock_of(const struct run *run, struct source *source,
			   const struct wrapper *wrapper, unsigned depth)
{
	struct acquire acquire;
	const char *words = "", *mm;
	struct held held;

	if (depth < MAX_DEPTH && acquire_at(source, wrapper->acquire, &acquire)) {
		enum gup_lock asked = lock_asked(run, source, &acquire, &mm);

		held_at(source, wrapper->acquire, mm, &held);
		words = words_of(asked, held.holds);
		if (acquire.wrapper && held.holds == HOLD_ENTRY)
			words = lock_of(run, acquire.wrapped_in, acquire.wrapper, depth + 1);
	}
	return words;
}

static const char *result_of(const struct wrapper *wrapper)
{
	return wrapper->answer == ANSWER_PAGE && !wrapper->is_one ? "an array of them" :
								    results[wrapper->answer];
}

static char *parameter_name(const struct prototype *prototype, int place)
{
	return mem_strdup(place < 0 ? "" : prototype->parameters[place].name);
}

static char *place_of_pages(const struct prototype *prototype, const struct wrapper *wrapper)
{
	char *name = parameter_name(prototype, wrapper->pages);
	char *place = mem_printf("%s%s", name, wrapper->member);

	free(name);
	return place;
}

static void add_wrapper(const struct run *run, struct catalogue *catalogue, struct source *source,
			const struct function *function, const struct wrapper *wrapper)
{
	const struct token *callee = &source->outline.tokens.items[wrapper->acquire];
	struct prototype prototype;
	struct wrapper_row row;

	if (prototype_read(&source->outline, function->name_token, &prototype))
		return;
	row = (struct wrapper_row){
		.path = mem_strdup(source->path), .name = mem_strdup(function->name),
		.kind = wrapper->kind, .result = result_of(wrapper),
		.pages = place_of_pages(&prototype, wrapper),
		.count = parameter_name(&prototype, wrapper->count),
		.lock = lock_of(run, source, wrapper, 0),
		.callee = mem_strndup(source->text.data + callee->offset, callee->length),
	};
	source_position(source, source->outline.tokens.items[function->name_token].offset, &row.line,
			&row.column);
	VEC_PUSH(&catalogue->wrappers, row);
	prototype_free(&prototype);
}

void catalogue_read_wrappers(const struct run *run, const struct known_files *files,
			     struct catalogue *catalogue)
{
	for (size_t s = 0; s < files->n; s++) {
		struct source *source = files->items[s];

		for (size_t f = 0; f < source->outline.functions.n; f++) {
			const struct function *function = &source->outline.functions.items[f];
			const struct wrapper *wrapper = wrapper_of(source, function);

			/* The family itself is made of such functions. */
			if (wrapper && !gup_function_find(function->name, strlen(function->name)))
				add_wrapper(run, catalogue, source, function, wrapper);
		}
	}
	catalogue_sort(catalogue);
}
