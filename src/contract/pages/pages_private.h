/* SPDX-License-Identifier: GPL-2.0-only */
/* What the files of contract/pages/pages.h share. */
#ifndef GUPTIDY_PAGES_PAGES_PRIVATE_H
#define GUPTIDY_PAGES_PAGES_PRIVATE_H

#include "contract/pages/pages.h"
#include "contract/pages/part.h"

/* What the value of an expression stands for. */
enum carried {
	CARRIES_NOTHING,
	CARRIES_HOLDER,			/* the object that has the array as a member */
	CARRIES_PAGES,
};

struct page_reader {
	struct pages *pages;
	struct source *source;
	const struct outline *outline;
	struct arena *arena;
	struct part part;		/* of the array: where the pages are put */
	const struct step *step;
	bool is_certain;
	bool goes_down;			/* what is read is where some variable begins that comes down from there */
	size_t name;			/* by which what was read last is called, */
	bool is_element;		/* and it is one of the pages, */
	bool is_mapping;		/* or where they are mapped, and NULL if they are not */
};

/* Reads what an expression does with the pages, and what its value stands for. */
enum carried pages_read_expr(struct page_reader *reader, const struct expr *expr);

/* The same of `to op value`, which may be a declaration's. */
enum carried pages_assign(struct page_reader *reader, const struct expr *to, size_t op,
			  const struct expr *value);

/* The same of a call. */
enum carried pages_read_call(struct page_reader *reader, const struct expr *call);

/* The one of two that stands for more. */
enum carried pages_larger(enum carried a, enum carried b);

/* Adds what happens at a token to the events; and the last of them, for what is to be added to it. */
void pages_add_event(struct page_reader *reader, enum page_use use, size_t token,
		     const struct expr *call, const struct expr *operand);
struct page_event *pages_last_event(const struct page_reader *reader);

/* Somebody else gets the pages; or what has them. */
void pages_escape(struct page_reader *reader, size_t token);
void pages_escape_holder(struct page_reader *reader, size_t token);

/* The call in question itself, in parentheses and casts. */
bool pages_is_acquire(const struct page_reader *reader, const struct expr *expr);

/* The variable that the place of the pages begins with. */
bool pages_is_root(const struct pages *pages, const struct expr *expr);

/* Is it the member that holds the array? */
bool pages_is_array_member(struct page_reader *reader, const struct expr *expr);

/*
 * work->address of work->pages, work->table: whoever has the one has the other. True if that is where pages
 * are put; notes that they are there, too.
 */
bool pages_copies_in_holder(struct page_reader *reader, const struct expr *to);

/* The first use in the file of the name at a token. */
uint32_t pages_id_of(const struct pages *pages, size_t name);

/* The variable gets a number among the names, if it has none yet. */
size_t pages_add_name(struct pages *pages, const struct expr *variable);

#endif
