// SPDX-License-Identifier: GPL-2.0-only
/*
 * A driver's ladder: what other kernels compile takes pages as well, and what is behind the ladder
 * releases them there as here. A pin of this kernel alone would leave those with references that are
 * released as pins.
 */
#include "conversion/convert/pin_private.h"

static uint32_t offset_of(const struct pin_call *call)
{
	return call->source->outline.tokens.items[call->token].offset;
}

/* True if all releases stand in the branch of the call: then they are its own. */
static bool keeps_releases(const struct pin_group *group, const struct pin_call *acquire)
{
	const struct outline *whole = &acquire->source->whole->outline;
	size_t branch = outline_branch_at(whole, offset_of(acquire));

	for (size_t i = 0; i < group->releases.n; i++) {
		const struct pin_call *release = &group->releases.items[i];

		if (branch == NO_TOKEN || release->source != acquire->source ||
		    offset_of(release) < whole->branches.items[branch].begin ||
		    offset_of(release) >= whole->branches.items[branch].end)
			return false;
	}
	return true;
}

/* A call of the family that takes pages, for other kernels, in the function of the acquire. */
static bool takes_elsewhere(const struct pin_call *acquire, size_t mention)
{
	const struct source *whole = acquire->source->whole;
	const struct token_list *tokens = &acquire->source->outline.tokens;
	const struct function *function = outline_function_at(&acquire->source->outline, acquire->token);
	size_t offset = whole->file->mentions[mention].offset;

	return whole->forms[mention] == FORM_CALL && function &&
	       whole->file->mentions[mention].symbol->function->kind == KIND_ACQUIRE &&
	       offset > tokens->items[function->body].offset &&
	       offset < tokens->items[function->end - 1].offset && source_is_left_out(whole, offset);
}

static void check_acquire(struct pin_group *group, const struct pin_call *acquire)
{
	const struct source *whole = acquire->source->whole;
	uint32_t line, column;

	for (size_t i = 0; i < whole->file->n_mentions; i++) {
		if (!takes_elsewhere(acquire, i) || keeps_releases(group, acquire))
			continue;
		source_position(whole, whole->file->mentions[i].offset, &line, &column);
		pin_stop(group, acquire->source, acquire->token, "other kernels take these pages in line %u, and "
			 "release them as this one does; make it one call for all of them, as `guptidy convert "
			 "--to --since` does, or convert by hand", line);
		return;
	}
}

void pin_check_branches(struct pin_group *group)
{
	for (size_t i = 0; i < group->acquires.n && !group->stop.why; i++)
		if (group->acquires.items[i].source->whole)
			check_acquire(group, &group->acquires.items[i]);
}
