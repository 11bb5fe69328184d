// SPDX-License-Identifier: GPL-2.0-only
#include "patch/series/deeds.h"

#include "base/data/mem.h"
#include "patch/mail/prose.h"

#include <stdlib.h>
#include <string.h>

#define MOST_NAMES 3		/* in a subject */
#define MOST_TOLD 8		/* in a message */

static const struct {
	const char *subject, *several, *why;
} reasons[] = {
#define REASON(id, subject, several, why) { subject, several, why },
#include "patch/series/reasons.def"
};

/* --- counting --- */

static enum reason reason_of(const struct series_input *input, const struct touched *touched,
			     const struct touched_mention *item)
{
	bool is_renamed = item->now && strcmp(item->now, item->name);

	switch (input->kind) {
	case SERIES_PINS:
		return REASON_PIN;
	case SERIES_PORT:
		return is_renamed ? REASON_PORT_NAME : REASON_PORT;
	case SERIES_MIGRATION:
		return is_renamed ? REASON_SUCCESSOR : REASON_ARGUMENTS;
	default:
		if (is_renamed)
			return REASON_FLAG_FOR_NAME;
		return path_list_has(&touched->declared, item->name) ? REASON_FLAGS : REASON_TRUTH_VALUE;
	}
}

static struct deed *deed_of(struct deeds *deeds, const struct touched_mention *item, enum reason reason)
{
	const char *now = item->now ? item->now : item->name;
	struct deed deed = {
		.name = item->name, .now = now, .reason = reason, .last_file = SIZE_MAX,
	};

	for (size_t i = 0; i < deeds->n; i++)
		if (deeds->items[i].reason == reason && !strcmp(deeds->items[i].name, item->name) &&
		    !strcmp(deeds->items[i].now, now))
			return &deeds->items[i];
	VEC_PUSH(deeds, deed);
	return &deeds->items[deeds->n - 1];
}

static void count_file(const struct series_input *input, const struct touched *touched, size_t file,
		       struct deeds *deeds)
{
	for (size_t i = 0; i < touched->n; i++) {
		const struct touched_mention *item = &touched->items[i];
		struct deed *deed;

		if (item->file != file)
			continue;
		deed = deed_of(deeds, item, reason_of(input, touched, item));
		if (mention_declares(item->class))
			deed->declarations++;
		else
			deed->calls++;
		deed->files += deed->last_file != file;
		deed->last_file = file;
	}
}

static int most_first(const void *a, const void *b)
{
	const struct deed *left = a, *right = b;

	if (left->calls != right->calls)
		return left->calls > right->calls ? -1 : 1;
	return strcmp(left->name, right->name) ? strcmp(left->name, right->name) : strcmp(left->now, right->now);
}

void deeds_count(const struct series_input *input, const struct touched *touched, const struct patch *patches,
		 size_t n, struct deeds *deeds)
{
	*deeds = (struct deeds){0};
	for (size_t i = 0; i < n; i++)
		for (size_t c = 0; c < patches[i].changes.n && !patches[i].unbridges; c++)
			count_file(input, touched, patches[i].changes.items[c].file, deeds);
	if (deeds->n)
		qsort(deeds->items, deeds->n, sizeof(*deeds->items), most_first);
}

/* --- telling --- */

/* The names of one reason, old or new, each once. */
enum when { BEFORE, NOW };

static void list_names(const struct deeds *deeds, enum reason reason, enum when when, struct path_list *names)
{
	for (size_t i = 0; i < deeds->n; i++) {
		const char *name = when == NOW ? deeds->items[i].now : deeds->items[i].name;
		bool is_known = deeds->items[i].reason != reason;

		for (size_t k = 0; k < names->n; k++)
			is_known |= !strcmp(names->items[k], name);
		if (!is_known)
			VEC_PUSH(names, mem_strdup(name));
	}
}

/* "a(), b() and c()"; of more than `most` the first one, and that there are others. */
static char *names_of(const struct deeds *deeds, enum reason reason, enum when when, size_t most)
{
	struct path_list names = {0};
	struct buf out = {0};

	list_names(deeds, reason, when, &names);
	if (names.n > most)
		buf_printf(&out, "%s() and others", names.items[0]);
	for (size_t i = 0; i < names.n && names.n <= most; i++)
		buf_printf(&out, "%s%s()", !i ? "" : i + 1 == names.n ? " and " : ", ", names.items[i]);
	path_list_free(&names);
	return buf_take(&out);
}

static void fill(const struct series_input *input, const struct deeds *deeds, enum reason reason, size_t most,
		 const char *text, struct buf *out)
{
	char *old = names_of(deeds, reason, BEFORE, most), *now = names_of(deeds, reason, NOW, most);

	prose_fill(out, text, old, now, input->target);
	free(old);
	free(now);
}

/* The first of these that has room: with all names, without some, in other words. */
void deeds_subject(const struct series_input *input, const struct deeds *deeds, size_t room, struct buf *out)
{
	enum reason reason = deeds->n ? deeds->items[0].reason : REASON_COUNT;
	size_t begin = out->length;

	/* No call changes: a header does what is to be done, or an #include brings it. */
	if (!deeds->n) {
		prose_fill(out, input->target ? "fit the get_user_pages family of %T" : "follow the conversion", "", "",
			   input->target);
		return;
	}
	for (size_t most = MOST_NAMES; most; most--) {
		const char *text = most > 1 ? reasons[reason].subject : reasons[reason].several;

		out->length = begin;
		fill(input, deeds, reason, most, text, out);
		if (out->length - begin <= room)
			break;
	}
}

static void tell_why(const struct series_input *input, const struct deeds *deeds, enum reason reason,
		     struct buf *out)
{
	struct buf text = {0};

	fill(input, deeds, reason, MOST_TOLD, reasons[reason].why, &text);
	prose_paragraph(out, "", text.data);
	buf_free(&text);
}

/* True if calls of the function become calls of several others: then it is said which. */
static bool is_split(const struct deeds *deeds, const struct deed *deed)
{
	for (size_t i = 0; i < deeds->n; i++)
		if (!strcmp(deeds->items[i].name, deed->name) && strcmp(deeds->items[i].now, deed->now))
			return true;
	return false;
}

static void tell_count(const struct deeds *deeds, const struct deed *deed, struct buf *out)
{
	buf_puts(out, "  ");
	if (deed->calls)
		prose_count(out, deed->calls, "call of ", "calls of ");
	else
		prose_count(out, deed->declarations, "declaration of ", "declarations of ");
	buf_printf(out, "%s()", deed->name);
	if (deed->calls && deed->declarations) {
		buf_puts(out, ", ");
		prose_count(out, deed->declarations, "declaration", "declarations");
	}
	buf_puts(out, " in ");
	prose_count(out, deed->files, "file", "files");
	if (is_split(deeds, deed) && strcmp(deed->now, deed->name))
		buf_printf(out, ",\n    now %s()", deed->now);
	buf_puts(out, "\n");
}

void deeds_tell(const struct series_input *input, const struct deeds *deeds, const char *what, struct buf *out)
{
	bool told[REASON_COUNT] = {0};

	for (size_t i = 0; i < deeds->n; i++) {
		enum reason reason = deeds->items[i].reason;

		if (!told[reason])
			tell_why(input, deeds, reason, out);
		told[reason] = true;
	}
	if (deeds->n)
		buf_printf(out, "\n%s changes:\n\n", what);
	for (size_t i = 0; i < deeds->n; i++)
		tell_count(deeds, &deeds->items[i], out);
}

void deeds_free(struct deeds *deeds)
{
	free(deeds->items);
	*deeds = (struct deeds){0};
}
