// SPDX-License-Identifier: GPL-2.0-only
#include "outcome/result/judged.h"

#include "base/data/buf.h"
#include "base/data/mem.h"
#include "outcome/result/result.h"

#include <stdlib.h>

/* Moves the items, which are that patch's. */
#define MOVE(list, from, number)						\
	do {									\
		for (size_t i = 0; i < (from).n; i++) {				\
			(from).items[i].patch = number;				\
			VEC_PUSH(&(list), (from).items[i]);			\
		}								\
		(from).n = 0;							\
	} while (0)

static void move_files(struct result *result, struct result *found)
{
	for (size_t i = 0; i < found->files.n; i++)
		VEC_PUSH(&result->files, found->files.items[i]);
	found->files.n = 0;
}

void judged_add(struct result *result, const struct judged *judged, struct result *found)
{
	size_t number;

	VEC_PUSH(&result->judged, *judged);
	number = result->judged.n;
	MOVE(result->findings, found->findings, number);
	MOVE(result->suppressed, found->suppressed, number);
	MOVE(result->unanalysed, found->unanalysed, number);
	MOVE(result->unanalysed_before, found->unanalysed_before, number);
	move_files(result, found);
	for (int class = 0; class < CLASS_COUNT; class++)
		result->ledger[class] += found->ledger[class];
}

size_t judged_findings(const struct result *result, size_t number)
{
	size_t n = 0;

	for (size_t i = 0; i < result->findings.n; i++)
		n += result->findings.items[i].patch == number;
	return n;
}

size_t judged_unanalysed(const struct result *result, size_t number)
{
	size_t n = 0;

	for (size_t i = 0; i < result->unanalysed.n; i++)
		n += result->unanalysed.items[i].patch == number;
	return n;
}

char *judged_title(const struct result *result, size_t number)
{
	const struct judged *judged = number ? &result->judged.items[number - 1] : NULL;
	struct buf title = {0};

	if (!judged)
		return NULL;
	buf_printf(&title, "%zu/%zu", number, result->judged.n);
	if (judged->commit)
		buf_printf(&title, " %.12s", judged->commit);
	if (*judged->subject)
		buf_printf(&title, " %s", judged->subject);
	return buf_take(&title);
}

char *judged_message(const struct result *result, size_t number, const char *message)
{
	char *title = judged_title(result, number), *text;

	if (!title)
		return mem_strdup(message);
	text = mem_printf("%s (patch %s)", message, title);
	free(title);
	return text;
}

void judged_list_free(struct judged_list *judged)
{
	for (size_t i = 0; i < judged->n; i++) {
		free(judged->items[i].commit);
		free(judged->items[i].subject);
		free(judged->items[i].trouble);
	}
	free(judged->items);
	*judged = (struct judged_list){0};
}
