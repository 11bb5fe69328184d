// SPDX-License-Identifier: GPL-2.0-only
#include "patch/since/eras.h"

#include "base/data/mem.h"
#include "c/preprocess/evaluate.h"
#include "kernel/api/api.h"

#include <stdlib.h>
#include <string.h>

#define ALL_ERAS (ERA_OLDER | ERA_SERVED | ERA_NEWER)
#define LAST_LEVEL 255u

struct eras_reader {
	struct eras *eras;
	const struct source *source;
	unsigned since, to;
	struct viewer viewer;
	unsigned char *verdicts;	/* of the kernel that is asked now */
	bool *is_taken;			/* and of each directive that opens a ladder */
	struct { unsigned *items; size_t n, capacity; } asked;	/* LINUX_VERSION_CODEs */
};

static unsigned code_of(unsigned version, unsigned level)
{
	return version_code(version / 1000, version % 1000, level);
}

static enum era era_of(const struct eras_reader *reader, unsigned code)
{
	return code < code_of(reader->since, 0) ? ERA_OLDER :
	       code <= code_of(reader->to, LAST_LEVEL) ? ERA_SERVED : ERA_NEWER;
}

/* Of each ladder, whether a kernel that comes to it takes one of its rungs for sure. */
static void note_wholeness(struct eras_reader *reader)
{
	const struct outline *outline = &reader->source->outline;
	const struct branch *branches = outline->branches.items;
	const unsigned char *verdicts = reader->verdicts;

	memset(reader->is_taken, false, outline->tokens.directives.n * sizeof(*reader->is_taken));
	for (size_t b = 0; b < outline->branches.n; b++)
		reader->is_taken[branches[b].first] |= verdicts[b] == VERDICT_IN ||
			(branches[b].parent != NO_TOKEN && verdicts[branches[b].parent] == VERDICT_OUT);
	for (size_t b = 0; b < outline->branches.n; b++)
		reader->eras->is_whole[b] &= reader->is_taken[branches[b].first];
}

/* True the first time; a driver names few versions, however often. */
static bool is_new(struct eras_reader *reader, unsigned code)
{
	for (size_t i = 0; i < reader->asked.n; i++)
		if (reader->asked.items[i] == code)
			return false;
	VEC_PUSH(&reader->asked, code);
	return true;
}

static void ask(struct eras_reader *reader, unsigned code)
{
	const struct outline *outline = &reader->source->outline;
	enum era era = era_of(reader, code);

	if (!is_new(reader, code))
		return;
	reader->viewer.code = code;
	conditions_judge(outline, reader->source->path, &reader->viewer, reader->verdicts);
	for (size_t b = 0; b < outline->branches.n; b++) {
		if (reader->verdicts[b] != VERDICT_OUT)
			reader->eras->may[b] |= era;
		reader->eras->hangs_on_more[b] |= reader->verdicts[b] == VERDICT_FOREIGN;
	}
	if (era != ERA_OLDER)
		note_wholeness(reader);
}

/* The number at token i; 0 if there is none. */
static unsigned number_at(const struct token_list *tokens, size_t i)
{
	return i < tokens->n ? (unsigned)strtoul(tokens->text + tokens->items[i].offset, NULL, 10) : 0;
}

/* KERNEL_VERSION(a, b, c): where a stable kernel makes a difference, on both sides of it. */
static void ask_about_levels(struct eras_reader *reader)
{
	const struct token_list *tokens = &reader->source->outline.tokens;

	for (size_t i = 0; i < tokens->n; i++) {
		size_t part[6] = { i };
		unsigned code;

		if (!token_is(tokens, i, "KERNEL_VERSION"))
			continue;
		for (size_t p = 1; p < ARRAY_SIZE(part); p++)
			part[p] = token_next(tokens, part[p - 1]);
		code = version_code(number_at(tokens, part[2]), number_at(tokens, part[4]),
				    number_at(tokens, token_next(tokens, part[5])));
		if (!code)
			continue;
		ask(reader, code);
		ask(reader, code - 1);
	}
}

/* True if a mention, or an mmap_sem, stands in an #if. */
static bool has_branched(const struct source *source)
{
	const struct token_list *tokens = &source->outline.tokens;

	for (size_t m = 0; m < source->file->n_mentions; m++)
		if (outline_branch_at(&source->outline, source->file->mentions[m].offset) != NO_TOKEN)
			return true;
	for (size_t i = 0; source->outline.branches.n && i < tokens->n; i++)
		if (token_is(tokens, i, "mmap_sem") &&
		    outline_branch_at(&source->outline, tokens->items[i].offset) != NO_TOKEN)
			return true;
	return false;
}

void eras_read(struct eras *eras, const struct source *source, unsigned since, unsigned to,
	       const struct header_reader *headers)
{
	size_t n = source->outline.branches.n;
	struct eras_reader reader = {
		.eras = eras, .source = source, .since = since, .to = to,
		.viewer = { .is_outside = source_is_outside(source), .headers = headers },
	};

	*eras = (struct eras){0};
	if (!has_branched(source))
		return;
	eras->may = mem_calloc(n, sizeof(*eras->may));
	eras->is_whole = mem_calloc(n, sizeof(*eras->is_whole));
	eras->hangs_on_more = mem_calloc(n, sizeof(*eras->hangs_on_more));
	reader.verdicts = mem_calloc(n, sizeof(*reader.verdicts));
	reader.is_taken = mem_calloc(source->outline.tokens.directives.n, sizeof(*reader.is_taken));
	memset(eras->is_whole, true, n * sizeof(*eras->is_whole));
	for (unsigned v = KERNEL_OLDEST; v <= KERNEL_NEWEST; v = kernel_next(v)) {
		ask(&reader, code_of(v, 0));
		ask(&reader, code_of(v, LAST_LEVEL));
	}
	ask_about_levels(&reader);
	free(reader.verdicts);
	free(reader.is_taken);
	free(reader.asked.items);
}

void eras_free(struct eras *eras)
{
	free(eras->may);
	free(eras->is_whole);
	free(eras->hangs_on_more);
	*eras = (struct eras){0};
}

unsigned eras_at(const struct eras *eras, const struct source *source, size_t offset)
{
	size_t branch = outline_branch_at(&source->outline, offset);

	return branch == NO_TOKEN || !eras->may ? ALL_ERAS : eras->may[branch];
}
