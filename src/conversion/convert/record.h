/* SPDX-License-Identifier: GPL-2.0-only */
/* What a file does with its structs: whose a member is, and how members get their values. */
#ifndef GUPTIDY_CONVERT_RECORD_H
#define GUPTIDY_CONVERT_RECORD_H

#include "c/source/source.h"

/*
 * The tag, or the typedef's name, of the struct whose member the name at token i is: behind a dot or an arrow, or as
 * what is filled in braces. In the source's arena; NULL: nobody knows.
 */
const char *record_at(struct source *source, size_t i);

/* The first token of `dev->ops[0].name`, whose member is token i, the dot of `{ .name = `; NO_TOKEN: nobody knows. */
size_t record_owner(const struct outline *outline, size_t i);

/* The brace of the struct or union that token i is a member's in, also in a function's body; NO_TOKEN: of none. */
size_t record_brace(const struct outline *outline, size_t i);

/*
 * True if what stands behind the token, if that is the tag of the struct, may fill it by the places of its members,
 * without their names: then any of them may get anything. A typedef of it may, and so may what stands behind a
 * `typeof`, of whatever.
 */
bool record_is_filled_by_place(const struct outline *outline, const char *record, size_t tag);

#endif
