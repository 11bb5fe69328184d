/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Which #if branches a tree compiles. Drivers out of the tree carry a branch for each version whose
 * API they have met; only what the tree at hand can compile can be held against it.
 */
#ifndef GUPTIDY_PREPROCESS_CONDITION_H
#define GUPTIDY_PREPROCESS_CONDITION_H

#include "c/outline/outline.h"

struct macros;

/* What a tree makes of a branch, those around it included. */
enum branch_verdict {
	VERDICT_OPEN,			/* it hangs on options of this kernel, or on nothing */
	VERDICT_IN,			/* this tree compiles it */
	VERDICT_OUT,			/* this tree leaves it out */
	VERDICT_FOREIGN,		/* it hangs on what neither this kernel's options nor any text at
					   hand says: on what a configure script found, say */
};

/* Finds the headers that a driver brings along. */
struct header_reader {
	/*
	 * The text of the header that the file at path includes as "name" (length bytes): owned by the
	 * reader, and *found its path; NULL: it is none of the driver's own.
	 */
	const char *(*read)(void *data, const char *path, const char *name, size_t length,
			    const char **found);
	void *data;
	const char *defines;		/* lines of #define that stand in front of all; or NULL */
};

/* Whose eyes read the conditions. */
struct viewer {
	unsigned code;			/* LINUX_VERSION_CODE of the tree, or 0 */
	bool is_outside;		/* the file is none of the tree's: what its own macros leave out
					   is out, though the version has no say in it */
	const struct header_reader *headers;	/* NULL: the file's own text has to do */
	/* Sees the file's code between two directives, tokens [first, last), and the macros that
	   stand there; or NULL. */
	void (*visit)(void *data, const struct macros *macros, size_t first, size_t last);
	void *data;
};

/* Judges all branches of an outline whose text is the file at path: one verdict for each. */
void conditions_judge(const struct outline *outline, const char *path, const struct viewer *viewer,
		      unsigned char *verdicts);

/*
 * A copy of the outline's text as the tree sees it: what it leaves out, and the #if lines that it
 * can answer, are blank. All other bytes keep their offsets. Ends with a NUL; the caller frees it.
 */
char *conditions_narrow(const struct outline *outline, const unsigned char *verdicts);

/* True if the byte stands in another branch of the same #if. */
bool branch_is_beside(const struct outline *outline, size_t branch, size_t offset);

#endif
