// SPDX-License-Identifier: GPL-2.0-only
#include "report/subject/verified.h"

#include "base/data/buf.h"
#include "base/data/quote.h"
#include "base/data/utf8.h"
#include "report/format/shown.h"

#include <stdlib.h>
#include <string.h>

/* --- text --- */

static const char *words_of(const struct verified *verified)
{
	static const char *const words[] = {
		[VERIFIED_UNBUILT] = "no configuration here builds it",
		[VERIFIED_BROKEN] = "does not compile any more",
		[VERIFIED_WARNS] = "compiles with a new warning",
		[VERIFIED_SAME] = "has the same code",
		[VERIFIED_DIFFERS] = "compiles to other code",
		[VERIFIED_MENDED] = "compiles now, and did not before",
	};

	if (verified->verdict == VERIFIED_DIFFERS && verified->must_be_same)
		return "compiles to other code, though nothing but the spelling of constants changed";
	return words[verified->verdict];
}

static void quote_shown(const struct shown *shown, const char *path, struct buf *out)
{
	char *name = shown_path(shown, path);

	quote_name(out, name);
	free(name);
}

static void put_one(const struct verified *verified, const struct shown *shown, const char *tag, struct buf *out)
{
	quote_shown(shown, verified->path, out);
	buf_printf(out, ": %s%s: %s", tag, verified->arch, words_of(verified));
	if (verified->step) {
		buf_puts(out, ", after ");
		quote_text(out, verified->step);
	}
	if (verified->why) {
		buf_puts(out, ": ");
		quote_text(out, verified->why);
	}
	buf_puts(out, "\n");
}

/* Whether it is the first one of its architecture that was built, or that was not. */
static bool is_first(const struct verified_list *list, size_t at)
{
	const struct verified *one = &list->items[at];

	for (size_t i = 0; i < at; i++)
		if (!strcmp(list->items[i].arch, one->arch) &&
		    (list->items[i].verdict == VERIFIED_UNBUILT) == (one->verdict == VERIFIED_UNBUILT))
			return false;
	return true;
}

static size_t count(const struct verified_list *list, const char *arch, enum build_verdict verdict)
{
	size_t n = 0;

	for (size_t i = 0; i < list->n; i++)
		n += !list->items[i].is_beside && list->items[i].verdict == verdict &&
		     !strcmp(list->items[i].arch, arch);
	return n;
}

/* Files that were not converted: how many were built, and how many of them are bad now. */
static size_t count_beside(const struct verified_list *list, const char *arch, size_t *bad)
{
	size_t n = 0;

	*bad = 0;
	for (size_t i = 0; i < list->n; i++) {
		if (!list->items[i].is_beside || strcmp(list->items[i].arch, arch))
			continue;
		*bad += verified_is_bad(&list->items[i]);
		n++;
	}
	return n;
}

static void put_built(const struct verified_list *list, const char *arch, const char *tag,
		      struct buf *out)
{
	size_t same = count(list, arch, VERIFIED_SAME), differs = count(list, arch, VERIFIED_DIFFERS);
	size_t warns = count(list, arch, VERIFIED_WARNS), broken = count(list, arch, VERIFIED_BROKEN);
	size_t mended = count(list, arch, VERIFIED_MENDED), bad, beside = count_beside(list, arch, &bad);

	buf_printf(out, "%s%s: %zu built as before and as converted: %zu with the same code, %zu with other "
		   "code", tag, arch, same + differs + warns + broken, same, differs);
	if (warns)
		buf_printf(out, ", %zu with a new warning", warns);
	if (broken)
		buf_printf(out, ", %zu broken", broken);
	if (mended)
		buf_printf(out, "; %zu compile%s now that did not before", mended, mended == 1 ? "s" : "");
	if (beside)
		buf_printf(out, "; of %zu not converted, %zu broken or with a new warning", beside, bad);
	buf_puts(out, "\n");
}

static void put_unbuilt(const struct verified_list *list, const struct shown *shown, const char *arch,
			const char *tag, struct buf *out)
{
	size_t n = count(list, arch, VERIFIED_UNBUILT);
	const char *comma = " ", *why = NULL;

	buf_printf(out, "%s%s: %zu not verified, as no configuration here builds %s:", tag, arch, n,
		   n == 1 ? "it" : "them");
	for (size_t i = 0; i < list->n; i++) {
		if (list->items[i].verdict != VERIFIED_UNBUILT || strcmp(list->items[i].arch, arch))
			continue;
		buf_puts(out, comma);
		quote_shown(shown, list->items[i].path, out);
		comma = ", ";
		why = why ? why : list->items[i].why;
	}
	if (why) {
		buf_puts(out, "; the first says: ");
		quote_text(out, why);
	}
	buf_puts(out, "\n");
}

void text_verified(const struct verified_list *list, const struct shown *shown, bool all, const char *tag,
		   struct buf *out)
{
	for (size_t i = 0; i < list->n; i++)
		if (all || verified_is_bad(&list->items[i]))
			put_one(&list->items[i], shown, tag, out);
	for (size_t i = 0; i < list->n; i++)
		if (list->items[i].verdict != VERIFIED_UNBUILT && is_first(list, i))
			put_built(list, list->items[i].arch, tag, out);
	for (size_t i = 0; i < list->n; i++)
		if (list->items[i].verdict == VERIFIED_UNBUILT && is_first(list, i))
			put_unbuilt(list, shown, list->items[i].arch, tag, out);
}

/* --- JSON --- */

static json_t *text_or_null(const char *text)
{
	return text ? json_text(text) : json_null();
}

json_t *json_verified(const struct verified_list *list)
{
	json_t *array = json_array();

	for (size_t i = 0; i < list->n; i++) {
		const struct verified *one = &list->items[i];

		json_array_append_new(array, json_pack("{s:o, s:o, s:s, s:b, s:b, s:o, s:o}",
			"file", json_text(one->path), "arch", json_text(one->arch),
			"verdict", build_verdict_name(one->verdict), "converted", !one->is_beside,
			"must_be_same", one->must_be_same,
			"step", text_or_null(one->step), "why", text_or_null(one->why)));
	}
	return array;
}
