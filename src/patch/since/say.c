// SPDX-License-Identifier: GPL-2.0-only
#include "patch/since/say.h"

#include "base/data/mem.h"
#include "base/data/search.h"
#include "calls/site/port.h"
#include "conversion/convert/beside.h"
#include "conversion/convert/mmap_lock.h"
#include "outcome/plan/print.h"

#include <stdlib.h>
#include <string.h>

/* #if in #if: who goes deeper than this asks in vain. */
#define MAX_DEPTH 8

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

/* The planned call. A 1 among flags is FOLL_WRITE, in all versions. */
static const char *planned_text(const struct call_site *site, struct ported *ported)
{
	struct roles roles = { ported->declared->roles, ported->declared->prototype.n };
	size_t place = roles_place(roles, ROLE_FLAGS);
	const char *flags = ported_argument(site, ported, ROLE_FLAGS);

	if (flags && !strcmp(flags, "1"))
		call_plan_replace(&ported->plan, place, "FOLL_WRITE");
	return call_plan_text(site->source, &site->call, &ported->plan);
}

/*
 * The call as the target has it, whatever it can have been written for; NULL: nobody can tell. *plain: what it
 * becomes in the file, where a 1 among flags stays.
 */
static const char *ported_text(const struct folding *folding, const struct call_site *site, const char **plain)
{
	const struct kernel kernel = { &folding->to->family, folding->to->version };
	struct written_list list;
	const char *text = NULL;

	written_for_mainline(site, &list);
	if (!list.n)
		written_for(site, &list);
	for (size_t i = 0; i < list.n; i++) {
		struct ported ported;
		const char *own, *stays;

		port_plan(site, &list.items[i], kernel, &ported);
		if (ported.reason)
			return NULL;
		stays = call_plan_text(site->source, &site->call, &ported.plan);
		own = planned_text(site, &ported);
		if (text && strcmp(text, own))
			return NULL;
		*plain = text && strcmp(*plain, stays) ? own : stays;
		text = own;
	}
	return text;
}

/* True if the header leaves the function alone that the text begins with. */
static bool is_excepted(const struct folding *folding, const char *text)
{
	return compat_excepts(folding->compat, text, strcspn(text, "( \t\n"));
}

/* Appends what the call at mention m says; returns the byte behind it, or 0: nobody can tell. */
static size_t say_call(const struct folding *folding, size_t m, struct said *said)
{
	struct source *source = folding->source;
	struct call_site site;
	struct buf own = {0}, ported = {0}, stays = {0};
	const char *text, *plain;
	size_t begin = source->file->mentions[m].offset, end;

	if (!source_is_call(source, m) || is_excepted(folding, source->file->mentions[m].symbol->name) ||
	    call_site_read(source, m, &folding->to->family, folding->to->version, NULL, &site) ||
	    site.call.split)
		return 0;
	text = ported_text(folding, &site, &plain);
	if (!text || is_excepted(folding, text))
		return 0;
	end = source->outline.tokens.items[site.call.close].offset + 1;
	add_words(&own, source->text.data + begin, end - begin);
	add_words(&ported, text, strlen(text));
	add_words(&stays, plain, strlen(plain));
	said->is_changed |= strcmp(own.data, stays.data) != 0;
	buf_puts(&said->words, ported.data);
	said->calls++;
	buf_free(&own);
	buf_free(&ported);
	buf_free(&stays);
	return end;
}

/*
 * Appends what `down_read(&mm->mmap_sem)`, whose mmap_sem is token i, says; returns the byte behind it, and
 * *begin; 0: that is none.
 */
static size_t say_lock(const struct folding *folding, size_t i, size_t *begin, struct said *said)
{
	struct source *source = folding->source;
	const struct token_list *tokens = &source->outline.tokens;
	struct call_plan plan;
	struct mmap_use use;

	mmap_use_read(source, i, &use);
	if (!use.wrapper || is_excepted(folding, use.wrapper))
		return 0;
	call_plan_keep(&plan, &use.call, &source->arena);
	plan.callee = use.wrapper;
	call_plan_replace(&plan, 0, use.mm);
	*begin = tokens->items[use.call.name].offset;
	add_words(&said->words, call_plan_text(source, &use.call, &plan),
		  strlen(call_plan_text(source, &use.call, &plan)));
	said->calls++;
	said->is_changed = true;
	return tokens->items[use.call.close].offset + 1;
}

/* The first token that begins at the byte or behind it. */
static size_t token_from(const struct token_list *tokens, size_t offset)
{
	size_t i;

	LOWER_BOUND(i, tokens->n, tokens->items[i].offset < offset);
	return i;
}

/* Appends what the bytes [at, end) say, in which no call of the family stands. */
static void say_rest(const struct folding *folding, size_t at, size_t end, struct said *said)
{
	const struct token_list *tokens = &folding->source->outline.tokens;
	const char *text = folding->source->text.data;

	for (size_t i = token_from(tokens, at); i < tokens->n && tokens->items[i].offset < end; i++) {
		struct said own = {0};
		size_t begin, behind;

		if (folding->to->has_mmap_sem || tokens->items[i].offset < at ||
		    !beside_is_lock(folding->source, i))
			continue;
		behind = say_lock(folding, i, &begin, &own);
		if (behind && begin >= at) {
			add_words(&said->words, text + at, begin - at);
			buf_puts(&said->words, own.words.data);
			said->calls += own.calls;
			said->is_changed = true;
			at = behind;
		}
		buf_free(&own.words);
	}
	if (at < end)
		add_words(&said->words, text + at, end - at);
}

/* Appends what the bytes [at, end) say, in which no ladder stands. */
static void say_bytes(const struct folding *folding, size_t at, size_t end, struct said *said)
{
	const struct scanned_file *file = folding->source->file;

	for (size_t m = 0; m < file->n_mentions; m++) {
		size_t offset = file->mentions[m].offset, behind;

		if (offset < at || offset >= end)
			continue;
		say_rest(folding, at, offset, said);
		behind = say_call(folding, m, said);
		said->is_unknown |= !behind;
		at = behind ? behind : offset + 1;
	}
	say_rest(folding, at, end, said);
}

static bool is_else(const struct outline *outline, const struct branch *branch)
{
	const struct token_list *tokens = &outline->tokens;

	return token_is(tokens, tokens->directives.items[branch->directive].first + 1, "else");
}

void ladder_read(const struct folding *folding, size_t first, struct ladder *ladder)
{
	const struct outline *outline = &folding->source->outline;
	const struct branch *branches = outline->branches.items;

	*ladder = (struct ladder){0};
	for (size_t b = first; b < outline->branches.n; b++) {
		if (branches[b].first != branches[first].first)
			continue;
		if (ladder->n == ARRAY_SIZE(ladder->rungs)) {
			ladder->n = 0;
			return;
		}
		ladder->rungs[ladder->n++] = b;
	}
	if (ladder->n < 2 || (!is_else(outline, &branches[ladder->rungs[ladder->n - 1]]) &&
			      !folding->eras->is_whole[first]))
		ladder->n = 0;
}

size_t ladder_begin(const struct source *source, const struct ladder *ladder)
{
	const struct outline *outline = &source->outline;
	size_t directive = outline->branches.items[ladder->rungs[0]].directive;

	return edit_line_start(source->text.data, outline->tokens.directives.items[directive].begin);
}

size_t ladder_end(const struct source *source, const struct ladder *ladder)
{
	size_t endif = source->outline.branches.items[ladder->rungs[ladder->n - 1]].end;
	size_t end = edit_line_end(source->text.data, source->text.length, endif);

	return end + (end < source->text.length);
}

static struct said say_rung(const struct folding *folding, size_t branch, unsigned depth);

/* True if only kernels that are older than the driver shall run on compile it. */
static bool is_bygone(const struct folding *folding, size_t branch)
{
	return folding->eras->may[branch] == ERA_OLDER;
}

static struct said say_ladder(const struct folding *folding, const struct ladder *ladder, unsigned depth,
			      size_t *kept)
{
	struct said all = { .is_unknown = true };

	*kept = NO_TOKEN;
	for (size_t i = 0; i < ladder->n; i++) {
		struct said said;

		if (is_bygone(folding, ladder->rungs[i]))
			continue;
		said = say_rung(folding, ladder->rungs[i], depth);
		if (!all.words.data) {
			all = said;
		} else {
			all.is_unknown |= said.is_unknown || strcmp(said.words.data, all.words.data);
			all.calls += said.calls;
			buf_free(&said.words);
		}
		if (!said.is_changed && *kept == NO_TOKEN)
			*kept = ladder->rungs[i];
	}
	return all;
}

/* Appends what the ladder that begins with that branch says; returns the byte behind it, or 0. */
static size_t say_nested(const struct folding *folding, size_t first, unsigned depth, struct said *said)
{
	struct ladder ladder;
	struct said own;
	size_t end = 0, ignored;

	ladder_read(folding, first, &ladder);
	if (!ladder.n || depth == MAX_DEPTH)
		return 0;
	own = say_ladder(folding, &ladder, depth + 1, &ignored);
	if (!own.is_unknown) {
		buf_puts(&said->words, own.words.data);
		said->calls += own.calls;
		said->is_changed = true;
		end = ladder_end(folding->source, &ladder);
	}
	buf_free(&own.words);
	return end;
}

static struct said say_rung(const struct folding *folding, size_t branch, unsigned depth)
{
	const struct outline *outline = &folding->source->outline;
	const struct branch *branches = outline->branches.items;
	size_t at = branches[branch].begin;
	struct said said = {0};

	buf_puts(&said.words, "");
	for (size_t b = branch + 1; b < outline->branches.n && branches[b].begin < branches[branch].end; b++) {
		size_t hash = outline->tokens.directives.items[branches[b].directive].begin, end;

		if (branches[b].parent != branch || branches[b].directive != branches[b].first)
			continue;
		say_bytes(folding, at, hash, &said);
		end = say_nested(folding, b, depth, &said);
		said.is_unknown |= !end;
		if (said.is_unknown)
			return said;
		at = end;
	}
	say_bytes(folding, at, branches[branch].end, &said);
	return said;
}

struct said ladder_say(const struct folding *folding, const struct ladder *ladder, size_t *kept)
{
	return say_ladder(folding, ladder, 0, kept);
}
