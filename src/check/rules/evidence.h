/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the rules that advise go by: what a call of the family asks for, where its pages go, and which words
 * stand around it. No proof: advice says what it stands on.
 */
#ifndef GUPTIDY_RULES_EVIDENCE_H
#define GUPTIDY_RULES_EVIDENCE_H

#include "calls/value/brought.h"
#include "check/rules/rule.h"
#include "contract/hold/acquire.h"

struct evidence {
	const struct call_site *site;
	const struct function *function;	/* around the call */
	struct acquire acquire;
	size_t pages;			/* token of the last name of where the pages go, or NO_TOKEN */
	struct brought brought;		/* the flags that the text brings */
};

/*
 * Reads it; false: a call that hands out nothing, in mm/, in a macro, in a file of hundreds of calls, or one
 * whose flags nobody can follow.
 */
bool evidence_read(const struct call_site *site, struct evidence *evidence);

/* True if the flag is asked for on all ways to the call; on none of them. */
bool evidence_always(const struct evidence *evidence, const char *flag);
bool evidence_never(const struct evidence *evidence, const char *flag);

/*
 * The first token of [first, last) that is one of the names, or NO_TOKEN. Names end with NULL; one that
 * ends in * stands for all that begin so.
 */
size_t evidence_word(const struct source *source, size_t first, size_t last, const char *const *names);

/* The same in the call's function, in the whole file. */
size_t evidence_in_function(const struct evidence *evidence, const char *const *names);
size_t evidence_in_file(const struct evidence *evidence, const char *const *names);

/* True if an argument of the call whose name is token i names the pages. */
bool evidence_gets_pages(const struct evidence *evidence, size_t i);

/*
 * The first call of one of the names that gets the pages: in the function, or, if they are a member, in the
 * file. NO_TOKEN: none does.
 */
size_t evidence_use_of_pages(const struct evidence *evidence, const char *const *names);

/* Whoever is told when the memory goes needs no long-term pin: the file names an mmu notifier. */
bool evidence_has_notifier(const struct evidence *evidence);

/* Up to v6.1 a pin for long broke copy-on-write only if it was asked to write, or to force. */
bool evidence_is_needed_for_long(const struct evidence *evidence);

/* True if the call is about the memory of current, and no other mm. */
bool evidence_is_current(const struct evidence *evidence);

/*
 * What says that the pages are only read: the declaration of an address that is a pointer to const, or
 * where the function maps something for a device that reads and nothing for one that writes, nor in a
 * direction that it is told. NO_TOKEN: nothing does. *why is how a sentence goes on.
 */
size_t evidence_of_reading(const struct evidence *evidence, const char **why);

/* True if something speaks for pages that are only read, as a direction that is compared with. */
bool evidence_may_only_read(const struct evidence *evidence);

/* What says that memory was written to. */
extern const char *const evidence_dirtying[];

#endif
