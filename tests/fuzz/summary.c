// SPDX-License-Identifier: GPL-2.0-only
/*
 * Several files that know each other: wrappers, callers, members. Whatever they hold, each question has an
 * answer, and the order in which they are asked changes none.
 */
#include "base/data/arena.h"
#include "c/source/source.h"
#include "calls/summary/across.h"
#include "contract/hold/wrapper.h"
#include "contract/lock/entry.h"
#include "contract/lock/helper.h"
#include "contract/owner/own.h"
#include "contract/pages/member.h"
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#define MAX_FILES 3

struct text_file {
	struct fuzz_text text;
	struct scanned_file file;
	struct source source;
};

static void open_file(struct text_file *file, const char *path, const char **at, const char *end)
{
	file->text = fuzz_take(at, end);
	scan_text(path, file->text.data, file->text.length, &file->file);
	source_from_text(&file->source, &file->file, file->text.data, file->text.length);
}

static void close_file(struct text_file *file)
{
	source_close(&file->source);
	scanned_file_free(&file->file);
	fuzz_text_free(&file->text);
}

static void check_place(const struct source *source, size_t token)
{
	FUZZ_CHECK(token < source->outline.tokens.n);
}

static void ask_lock(struct source *source, const struct function *function)
{
	const struct lock_helper *helper = lock_helper_of(source, function);
	struct entry entry;

	if (helper)
		FUZZ_CHECK(helper->parameter >= 0 || !strcmp(helper->member, "->mm"));

	if (entry_is_free(source, function, "current->mm", &entry) ||
	    entry_is_held(source, function, function->body + 1, &entry)) {
		check_place(entry.source, entry.origin);
		FUZZ_CHECK(entry.n_calls <= MAX_CHAIN);
	}
}

static void ask_member(struct source *source, const struct expr *expr)
{
	struct arena arena = {0};
	struct member member;

	if (member_read(source, expr, &arena, &member))
		FUZZ_CHECK(*member.record && *member.name);
	arena_free(&arena);
}

static void ask_own(struct source *source, size_t i)
{
	const struct own *own = own_of(source, i);

	FUZZ_CHECK(own == own_of(source, i));
	if (own && own->misfit.at != NO_TOKEN)
		check_place(own->dropped.source, own->dropped.token);
}

static void ask_token(struct source *source, size_t i)
{
	struct arena arena = {0};
	struct across_place place;
	struct acquire acquire;
	struct member member;

	if (across_callee(source, i, &place)) {
		check_place(place.source, place.token);
		FUZZ_CHECK(place.source != source);
	}
	if (acquire_at(source, i, &acquire)) {
		FUZZ_CHECK(acquire.kind != HOLD_KIND_NONE);
		FUZZ_CHECK(acquire_is_named(source, i));
		ask_own(source, i);
		if (acquire.pages)
			ask_member(source, acquire.pages);
	}
	if (acquire_by_member_at(source, i, &acquire))
		ask_own(source, i);
	member_released(source, i, &arena, &member);
	arena_free(&arena);
}

/* Which functions are wrappers, as bits that hang on all of them. */
static uint32_t ask_wrappers(struct text_file *files, bool backwards)
{
	uint32_t answer = 0;

	for (size_t i = 0; i < MAX_FILES; i++) {
		struct source *source = &files[backwards ? MAX_FILES - 1 - i : i].source;

		for (size_t f = 0, n = source->outline.functions.n; f < n; f++) {
			size_t at = backwards ? n - 1 - f : f;

			if (wrapper_of(source, &source->outline.functions.items[at]))
				answer += (uint32_t)(source->outline.functions.items[at].body + 1) * 2654435761u;
		}
	}
	return answer;
}

static void ask_all(struct source *source)
{
	for (size_t f = 0; f < source->outline.functions.n; f++)
		ask_lock(source, &source->outline.functions.items[f]);
	for (size_t i = 0; i < source->outline.tokens.n; i++)
		ask_token(source, i);
}

void fuzz_one(const char *text, size_t length)
{
	static const char *const paths[MAX_FILES] = { "drivers/a.c", "drivers/b.c", "drivers/c.h" };
	struct across *across = across_new();
	struct text_file files[MAX_FILES];
	const char *at = text;
	uint32_t answer;

	for (size_t i = 0; i < MAX_FILES; i++) {
		open_file(&files[i], paths[i], &at, text + length);
		across_add(across, &files[i].source);
	}
	answer = ask_wrappers(files, false);
	across_settle(across);
	FUZZ_CHECK(ask_wrappers(files, true) == answer);
	for (size_t i = 0; i < MAX_FILES; i++)
		ask_all(&files[i].source);
	across_free(across);
	for (size_t i = 0; i < MAX_FILES; i++)
		close_file(&files[i]);
}
