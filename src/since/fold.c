// SPDX-License-Identifier: GPL-2.0-only
#include "since/fold.h"

#include "base/mem.h"
#include "plan/print.h"
#include "site/port.h"

#include <stdlib.h>

/* What a branch says in the target's words. */
struct said {
	struct buf words;		/* its tokens, a blank behind each */
	size_t calls;
	bool is_changed;		/* it is to be converted first: what it says is not how it is written */
	bool is_unknown;
};

struct folding {
	struct source *source;
	const struct target *to;
};

static void add_words(struct buf *words, const char *text, size_t length)
{
	struct token_list tokens;

	tokenize(text, length, &tokens);
	for (size_t i = 0; i < tokens.n; i++) {
		if (token_is_comment(&tokens.items[i]))
			continue;
		buf_add(words, text + tokens.items[i].offset, tokens.items[i].length);
		buf_puts(words, " ");
	}
	token_list_free(&tokens);
}

/* The call as the target has it, whatever it can have been written for; NULL: nobody can tell. */
static const char *ported_text(const struct folding *folding, const struct call_site *site)
{
	const struct kernel kernel = { &folding->to->family, folding->to->version };
	struct written_list list;
	const char *text = NULL;

	/* What branch it is in says nothing of `1`: by itself that is an int write, and no flags. */
	written_for_mainline(site, &list);
	if (!list.n)
		written_for(site, &list);
	for (size_t i = 0; i < list.n; i++) {
		struct ported ported;
		const char *own;

		port_plan(site, &list.items[i], kernel, &ported);
		if (ported.reason)
			return NULL;
		own = call_plan_text(site->source, &site->call, &ported.plan);
		if (text && strcmp(text, own))
			return NULL;
		text = own;
	}
	return text;
}

/* Appends what the call at mention m says; returns the byte behind it, or 0: nobody can tell. */
static size_t say_call(const struct folding *folding, size_t m, struct said *said)
{
	struct source *source = folding->source;
	struct call_site site;
	struct buf own = {0}, ported = {0};
	const char *text;
	size_t begin = source->file->mentions[m].offset, end;

	if (!source_is_call(source, m) ||
	    call_site_read(source, m, &folding->to->family, folding->to->version, NULL, &site) ||
	    site.call.split)
		return 0;
	text = ported_text(folding, &site);
	if (!text)
		return 0;
	end = source->outline.tokens.items[site.call.close].offset + 1;
	add_words(&own, source->text.data + begin, end - begin);
	add_words(&ported, text, strlen(text));
	said->is_changed |= strcmp(own.data, ported.data) != 0;
	buf_puts(&said->words, ported.data);
	said->calls++;
	buf_free(&own);
	buf_free(&ported);
	return end;
}

static struct said what_is_said(const struct folding *folding, const struct branch *branch)
{
	const struct scanned_file *file = folding->source->file;
	const char *text = folding->source->text.data;
	struct said said = {0};
	size_t at = branch->begin;

	buf_puts(&said.words, "");
	for (size_t m = 0; m < file->n_mentions; m++) {
		size_t offset = file->mentions[m].offset, end;

		if (offset < at || offset >= branch->end)
			continue;
		add_words(&said.words, text + at, offset - at);
		end = say_call(folding, m, &said);
		said.is_unknown |= !end;
		at = end ? end : offset + 1;
	}
	add_words(&said.words, text + at, branch->end - at);
	return said;
}

static bool is_else(const struct outline *outline, const struct branch *branch)
{
	const struct token_list *tokens = &outline->tokens;

	return token_is(tokens, tokens->directives.items[branch->directive].first + 1, "else");
}

/* The branches of the ladder that begins with that one, none of which holds another ladder; or 0. */
static size_t rungs_of_ladder(const struct outline *outline, size_t first, size_t *rungs, size_t most)
{
	const struct branch *branches = outline->branches.items;
	size_t n = 0;

	for (size_t b = first; b < outline->branches.n; b++) {
		if (branches[b].first == branches[first].first && n < most)
			rungs[n++] = b;
		else if (branches[b].first == branches[first].first)
			return 0;
		for (size_t r = 0; r < n; r++)
			if (branches[b].parent == rungs[r])
				return 0;
	}
	return n > 1 && is_else(outline, &branches[rungs[n - 1]]) ? n : 0;
}

/* The bytes of a whole line with a directive in it. */
static size_t line_begin(const struct source *source, size_t offset)
{
	while (offset && source->text.data[offset - 1] != '\n')
		offset--;
	return offset;
}

static size_t line_end(const struct source *source, size_t offset)
{
	while (offset < source->text.length && source->text.data[offset] != '\n')
		offset++;
	return offset + (offset < source->text.length);
}

/* In the place of the ladder, from its #if to its #endif, the lines of one branch. */
static void replace(const struct folding *folding, const struct branch *first, const struct branch *last,
		    const struct branch *kept, struct edit_list *edits)
{
	const struct source *source = folding->source;
	const struct token_list *tokens = &source->outline.tokens;
	size_t begin = line_begin(source, tokens->directives.items[first->directive].begin);
	size_t end = line_end(source, last->end), lines = line_end(source, kept->begin);
	char *old = mem_strndup(source->text.data + begin, end - begin);
	char *new = mem_strndup(source->text.data + lines, line_begin(source, kept->end) - lines);

	edit_list_add(edits, source->path, begin, old, new);
	free(old);
	free(new);
}

static void fold(const struct folding *folding, const size_t *rungs, size_t n, struct edit_list *edits)
{
	const struct branch *branches = folding->source->outline.branches.items, *kept = NULL;
	struct said first = what_is_said(folding, &branches[rungs[0]]);
	bool is_same = first.calls && !first.is_unknown;

	if (is_same && !first.is_changed)
		kept = &branches[rungs[0]];
	for (size_t i = 1; i < n && is_same; i++) {
		struct said said = what_is_said(folding, &branches[rungs[i]]);

		is_same = !said.is_unknown && !strcmp(said.words.data, first.words.data);
		if (is_same && !said.is_changed && !kept)
			kept = &branches[rungs[i]];
		buf_free(&said.words);
	}
	if (is_same && kept)
		replace(folding, &branches[rungs[0]], &branches[rungs[n - 1]], kept, edits);
	buf_free(&first.words);
}

void fold_ladders(struct source *source, const struct target *to, struct edit_list *edits)
{
	const struct folding folding = { source, to };
	const struct outline *outline = &source->outline;

	for (size_t b = 0; b < outline->branches.n; b++) {
		const struct branch *branch = &outline->branches.items[b];
		size_t rungs[16], n = 0;

		if (branch->directive == branch->first)
			n = rungs_of_ladder(outline, b, rungs, ARRAY_SIZE(rungs));
		if (n)
			fold(&folding, rungs, n, edits);
	}
}
