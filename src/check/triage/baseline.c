// SPDX-License-Identifier: GPL-2.0-only
#include "check/triage/baseline.h"

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/data/quote.h"
#include "base/files/load.h"
#include "base/files/save.h"
#include "outcome/result/asked.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* YYYY-MM-DD and its NUL. */
#define DAY 11

/* The day, in UTC, so that it does not hang on where it is asked. */
static int today(char day[DAY], struct err *err)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	time_t now = time(NULL);
	char *end = "";
	struct tm tm;

	errno = 0;
	if (epoch)
		now = (time_t)strtoll(epoch, &end, 10);
	if (errno || *end || end == epoch || !gmtime_r(&now, &tm) ||
	    !strftime(day, DAY, "%Y-%m-%d", &tm))
		return err_set(err, "SOURCE_DATE_EPOCH: `%s` is no number of seconds since 1970; "
			       "mend it, or unset it", epoch ? epoch : "");
	return 0;
}

void baseline_count(struct baseline *baseline, const struct finding_list *findings,
		    const struct choices *choices)
{
	for (size_t i = 0; i < baseline->n; i++)
		baseline->items[i].found = baseline->items[i].chosen = 0;
	for (size_t i = 0; i < findings->n; i++) {
		struct baseline_entry *entry = baseline_find(baseline, &findings->items[i]);

		if (!entry)
			continue;
		entry->found++;
		entry->chosen += triage_chooses(choices, &findings->items[i]);
	}
}

static void grow(struct baseline *baseline, const struct finding_list *findings,
		 const struct choices *choices, const char *day)
{
	struct finding_list chosen = {0};

	for (size_t i = 0; i < findings->n; i++)
		if (triage_chooses(choices, &findings->items[i]))
			VEC_PUSH(&chosen, findings->items[i]);
	baseline_add(baseline, &chosen, day);
	free(chosen.items);
	baseline_count(baseline, findings, choices);
	for (size_t i = 0; i < baseline->n; i++)
		if (baseline->items[i].count < baseline->items[i].chosen)
			baseline->items[i].count = baseline->items[i].chosen;
}

/* What was looked at, and what came of it. */
struct outcome {
	struct result *result;
	const struct asked *asked;
	const struct choices *choices;
};

/* True if all that the entry knows could have been found. */
static bool is_judged(const struct outcome *outcome, const struct baseline_entry *entry)
{
	return asked_holds(outcome->asked, entry->file) &&
	       result_is_whole(outcome->result, entry->file);
}

static bool is_stale(const struct outcome *outcome, const struct baseline_entry *entry)
{
	return entry->found < entry->count && is_judged(outcome, entry);
}

static void shrink(struct baseline *baseline, const struct outcome *outcome)
{
	size_t kept = 0;

	for (size_t i = 0; i < baseline->n; i++) {
		struct baseline_entry *entry = &baseline->items[i];

		if (is_stale(outcome, entry))
			entry->count = entry->found;
		if (entry->count)
			baseline->items[kept++] = *entry;
		else
			baseline_entry_free(entry);
	}
	baseline->n = kept;
}

/* Parts the findings into those that the baseline knows and the others; both in their old order. */
static void part(struct baseline *baseline, const struct finding_list *findings,
		 struct finding_list *known, struct finding_list *others)
{
	size_t *left = mem_calloc(baseline->n, sizeof(*left));

	for (size_t i = 0; i < baseline->n; i++)
		left[i] = baseline->items[i].count;
	for (size_t i = 0; i < findings->n; i++) {
		const struct baseline_entry *entry = baseline_find(baseline, &findings->items[i]);

		if (entry && left[entry - baseline->items]) {
			left[entry - baseline->items]--;
			VEC_PUSH(known, findings->items[i]);
		} else {
			VEC_PUSH(others, findings->items[i]);
		}
	}
	free(left);
}

/* Names the findings that the baseline would have to take in; -1 if there are any. */
static int refuse_growth(struct baseline *baseline, const struct finding_list *findings,
			 const struct choices *choices, struct buf *notes, struct err *err)
{
	struct finding_list known = {0}, others = {0};

	part(baseline, findings, &known, &others);
	for (size_t i = 0; i < others.n; i++) {
		const struct finding *finding = &others.items[i];

		if (!triage_chooses(choices, finding))
			continue;
		quote_name(notes, finding->path);
		buf_printf(notes, ":%u:%u: not in the baseline: ", finding->line, finding->column);
		quote_text(notes, finding->message);
		buf_printf(notes, " [%s]\n", finding->rule);
	}
	if (notes->length)
		err_set(err, "%s: not written, as it would grow; mend what follows, or let it grow "
			"with --grow-baseline", choices->baseline);
	free(known.items);
	free(others.items);
	return err->text ? -1 : 0;
}

/* A file that would stay the same is not touched. */
static int write_file(const struct baseline *baseline, const char *path, const struct buf *old,
		      struct err *err)
{
	struct buf text = {0};
	int status = 0;

	baseline_print(baseline, &text);
	if (text.length != old->length || memcmp(text.data, old->data, text.length))
		status = save_file(path, text.data, text.length, err);
	buf_free(&text);
	return status;
}

/* What was found into the file, which is new or has this old text. */
static int update(struct baseline *baseline, const struct outcome *outcome, bool is_new,
		  const struct buf *old, struct buf *notes, struct err *err)
{
	const struct finding_list *findings = &outcome->result->findings;
	const struct choices *choices = outcome->choices;
	char day[DAY];

	if (today(day, err))
		return -1;
	if (is_new || choices->grow_baseline)
		grow(baseline, findings, choices, day);
	else if (refuse_growth(baseline, findings, choices, notes, err))
		return -1;
	shrink(baseline, outcome);
	if (write_file(baseline, choices->baseline, old, err))
		return -1;
	baseline_count(baseline, findings, choices);
	return 0;
}

static void note_entry(const struct baseline_entry *entry, const char *path, struct buf *notes)
{
	quote_name(notes, path);
	buf_puts(notes, ": stale: ");
	quote_name(notes, entry->file);
	buf_puts(notes, ": ");
	quote_text(notes, entry->rule);
	buf_puts(notes, " of `");
	quote_text(notes, entry->text);
	buf_printf(notes, "`: found: %zu, known: %zu\n", entry->found, entry->count);
}

static void note_stale(const struct baseline *baseline, const struct outcome *outcome,
		       struct buf *notes)
{
	const struct choices *choices = outcome->choices;
	size_t n = 0;

	for (size_t i = 0; i < baseline->n; i++) {
		const struct baseline_entry *entry = &baseline->items[i];

		if (!is_stale(outcome, entry))
			continue;
		n++;
		if (choices->verbose)
			note_entry(entry, choices->baseline, notes);
	}
	if (n)
		buf_printf(notes, "%s: %zu of %zu entries are stale, as less is found than they "
			   "know; shrink it with --write-baseline\n", choices->baseline, n,
			   baseline->n);
}

static void note_age(const struct baseline *baseline, const char *path, size_t known,
		     struct buf *notes)
{
	const char *oldest = NULL;

	for (size_t i = 0; i < baseline->n; i++)
		if (baseline->items[i].found &&
		    (!oldest || strcmp(baseline->items[i].since, oldest) < 0))
			oldest = baseline->items[i].since;
	if (!oldest)
		return;
	buf_printf(notes, "%s: findings left out: %zu, the oldest known since ", path, known);
	quote_text(notes, oldest);
	buf_puts(notes, "\n");
}

static void leave_out(struct baseline *baseline, const struct outcome *outcome, struct buf *notes)
{
	const struct choices *choices = outcome->choices;
	struct finding_list *findings = &outcome->result->findings;
	struct finding_list known = {0}, others = {0};

	/* What a change does not bring in is not looked for. */
	if (!choices->of_change)
		note_stale(baseline, outcome, notes);
	part(baseline, findings, &known, &others);
	if (choices->verbose)
		note_age(baseline, choices->baseline, known.n, notes);
	free(findings->items);
	*findings = others;
	finding_list_free(&known);
}

static int read_file(const char *path, struct buf *text, struct err *err)
{
	if (access(path, F_OK))
		return err_set(err, "%s: cannot be opened: %s; name a baseline that is there, or "
			       "make one with `check --write-baseline FILE`", path, strerror(errno));
	return load_file(text, path, err);
}

int baseline_heed(struct result *result, const struct asked *asked, const struct choices *choices,
		  struct buf *notes, struct err *err)
{
	struct outcome outcome = { .result = result, .asked = asked, .choices = choices };
	bool is_new = choices->write_baseline && access(choices->baseline, F_OK);
	struct baseline baseline = {0};
	struct buf text = {0};
	int status = 0;

	if (!is_new)
		status = read_file(choices->baseline, &text, err) ||
			 baseline_parse(choices->baseline, text.data, text.length, &baseline, err);
	if (!status) {
		baseline_count(&baseline, &result->findings, choices);
		if (choices->write_baseline)
			status = update(&baseline, &outcome, is_new, &text, notes, err);
	}
	if (!status)
		leave_out(&baseline, &outcome, notes);
	baseline_free(&baseline);
	buf_free(&text);
	return status ? -1 : 0;
}
