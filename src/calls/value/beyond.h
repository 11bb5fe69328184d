/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What a file's own code does not show of its names: words that a macro makes, or that it has in its text; the files
 * that this one includes in quotes; and those that include it.
 */
#ifndef GUPTIDY_VALUE_BEYOND_H
#define GUPTIDY_VALUE_BEYOND_H

#include "c/headers/headers.h"
#include "c/source/source.h"

struct beyond {
	struct source *source;
	const char *includer;		/* a file that includes the source, or NULL; in the source's arena */
	struct headers headers;
	struct { struct beyond_file *items; size_t n, capacity; } files;	/* the first is the source itself */
};

enum name_kind {
	NAME_OBJECT,			/* of a function, or a variable */
	NAME_MEMBER,
};

/* Reads what the source includes. Freed with beyond_close(). */
void beyond_open(struct beyond *beyond, struct source *source);

/* Why more may be done with the name than the code of the source shows, in the source's arena; or NULL. */
const char *beyond_why_not(const struct beyond *beyond, const char *name, enum name_kind kind);

/* True if a macro that the function uses, maybe by way of others, has the word in its text. */
bool beyond_macro_names(const struct beyond *beyond, const struct function *function, const char *word);

/* True if the word of token i is a parameter of the macro that it stands in. */
bool is_macro_parameter(const struct token_list *tokens, size_t i);

/* Frees it. */
void beyond_close(struct beyond *beyond);

#endif
