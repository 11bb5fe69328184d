/* SPDX-License-Identifier: GPL-2.0-only */
/* Patches that are judged one by one, in one result: which finding is whose. */
#ifndef GUPTIDY_RESULT_JUDGED_H
#define GUPTIDY_RESULT_JUDGED_H

#include <stddef.h>

struct result;

/* One patch. Findings and what was not analysed name it by its number, from 1 on. */
struct judged {
	char *commit;			/* its id; NULL: it is none */
	char *subject;			/* or "" */
	char *trouble;			/* why it could not be judged, or NULL */
};

struct judged_list {
	struct judged *items;		/* in the order of the patches; owned, with their texts */
	size_t n, capacity;
};

/* Adds the patch to the result, and moves there what was found in it, if anything was. */
void judged_add(struct result *result, const struct judged *judged, struct result *found);

/* How many findings the patch has, and how many places in it were not analysed. */
size_t judged_findings(const struct result *result, size_t number);
size_t judged_unanalysed(const struct result *result, size_t number);

/* "2/3 1a2b3c4d5e6f vfio: hand on the flags", or NULL without a number; the caller frees it. */
char *judged_title(const struct result *result, size_t number);

/* The message, and behind it, in (), the patch; the same without a number. The caller frees it. */
char *judged_message(const struct result *result, size_t number, const char *message);

/* Frees the list. */
void judged_list_free(struct judged_list *judged);

#endif
