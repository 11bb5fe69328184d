// SPDX-License-Identifier: GPL-2.0-only
/* The rules look at converted files before anybody else does. */
#include "base/data/err.h"
#include "base/data/mem.h"
#include "calls/summary/across.h"
#include "check/rules/rule.h"
#include "outcome/edit/edit.h"
#include "treewide/across/catalogue.h"
#include "treewide/drive/pin_private.h"

#include <stdlib.h>
#include <string.h>

/* The files of a group in one state, known to each other. */
struct state_of_group {
	const struct pinning *pinning;
	struct known_files files;
	struct scanned_file *scanned;
};

/* --- the files --- */

static void apply(const struct source *source, const struct edit_list *edits, struct buf *text)
{
	size_t first = 0, last;
	struct err err = {0};

	while (first < edits->n && strcmp(edits->items[first].path, source->path))
		first++;
	for (last = first; last < edits->n && !strcmp(edits->items[last].path, source->path);)
		last++;
	/* Edits that do not apply are nobody's problem yet: the proof says so. */
	if (edit_apply(edits->items + first, last - first, source->text.data, source->text.length, text, &err))
		buf_add(text, source->text.data, source->text.length);
	err_clear(&err);
}

static void open_state(struct state_of_group *state, const struct pin_group *group,
		       const struct edit_list *edits)
{
	state->files.across = across_new();
	state->scanned = mem_calloc(group->sources.n, sizeof(*state->scanned));
	for (size_t i = 0; i < group->sources.n; i++) {
		const struct source *from = group->sources.items[i];
		struct source *source = mem_calloc(1, sizeof(*source));
		struct buf text = {0};

		apply(from, edits, &text);
		scan_text(from->path, text.data, text.length, &state->scanned[i]);
		source_from_text(source, &state->scanned[i], text.data, text.length);
		VEC_PUSH(&state->files, source);
		across_add(state->files.across, source);
		buf_free(&text);
	}
	across_settle(state->files.across);
}

static void close_state(struct state_of_group *state)
{
	across_free(state->files.across);
	for (size_t i = 0; i < state->files.n; i++) {
		source_close(state->files.items[i]);
		free(state->files.items[i]);
		scanned_file_free(&state->scanned[i]);
	}
	free(state->files.items);
	free(state->scanned);
}

/* --- what is wrong with them --- */

static void judge_source(const struct state_of_group *state, struct source *source,
			 struct finding_list *findings)
{
	const struct run *run = state->pinning->run;

	for (size_t i = 0; i < source->file->n_mentions; i++) {
		struct call_site site;

		if (source_is_call(source, i) &&
		    !call_site_read(source, i, &run->family, run->tree.version, NULL, &site))
			rules_check(NULL, &site, findings);
	}
}

static void judge(const struct state_of_group *state, struct finding_list *findings)
{
	struct catalogue catalogue = {0};

	for (size_t i = 0; i < state->files.n; i++)
		judge_source(state, state->files.items[i], findings);
	catalogue_read(state->pinning->run, &state->files, &catalogue);
	for (size_t i = 0; i < catalogue.members.n; i++)
		rules_check_member(NULL, &catalogue.members.items[i], findings);
	catalogue_free(&catalogue);
}

static bool has_like(const struct finding_list *findings, const struct finding *other)
{
	for (size_t i = 0; i < findings->n; i++)
		if (!strcmp(findings->items[i].rule, other->rule) &&
		    !strcmp(findings->items[i].path, other->path) &&
		    !strcmp(findings->items[i].function, other->function))
			return true;
	return false;
}

/* What advises does not say that something is wrong. */
static char *first_new(const struct finding_list *before, const struct finding_list *now)
{
	for (size_t i = 0; i < now->n; i++)
		if (now->items[i].severity != SEVERITY_ADVICE && !has_like(before, &now->items[i]))
			return mem_printf("%s (%s)", now->items[i].message, now->items[i].rule);
	return NULL;
}

char *pin_check(const struct pinning *pinning, const struct pin_group *group, const struct edit_list *edits)
{
	struct state_of_group before = { .pinning = pinning }, now = { .pinning = pinning };
	struct finding_list was = {0}, is = {0};
	static const struct edit_list none = {0};
	char *wrong;

	open_state(&before, group, &none);
	open_state(&now, group, edits);
	judge(&before, &was);
	judge(&now, &is);
	wrong = first_new(&was, &is);
	finding_list_free(&was);
	finding_list_free(&is);
	close_state(&before);
	close_state(&now);
	return wrong;
}
