/* SPDX-License-Identifier: GPL-2.0-only */
/* What a rule has to say about one place. It is data: to read it takes no rule and no source. */
#ifndef GUPTIDY_RESULT_FINDING_H
#define GUPTIDY_RESULT_FINDING_H

#include "outcome/result/note.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum severity {
	SEVERITY_ADVICE,
	SEVERITY_WARNING,
	SEVERITY_ERROR,
};

enum confidence {
	CONFIDENCE_LOW,
	CONFIDENCE_MEDIUM,
	CONFIDENCE_HIGH,
};

struct finding {
	const char *rule;		/* its name; not owned, it lives as long as the program */
	enum severity severity;
	enum confidence confidence;
	char *path;
	uint32_t line, column;		/* of the call, or of the comment */
	uint32_t end_line, end_column;	/* just behind its closing parenthesis, or its end */
	struct span argument;		/* of the call, what is at fault; line 0: no one argument */
	char *text;			/* its tokens, a blank between them: what it is known by
					   when its line moves */
	char *function;			/* around the call, or "" */
	char *callee;			/* "" when it is about a comment */
	char *message;
	char *fix;			/* the mended call, for all of these bytes, or NULL */
	char *allowed;			/* why a comment keeps it from the user, or NULL */
	size_t patch;			/* the number of the patch that brings it in, or 0: see judged.h */
	struct excerpt excerpt, argument_excerpt;
	struct note_list notes;		/* the way that it is about, its own place maybe among them */
};

struct finding_list {
	struct finding *items;		/* owned */
	size_t n, capacity;
};

struct source;

/* Reads its excerpts anew, and those of the notes that lie in its file: the source is that file. */
void finding_read_excerpts(struct finding *finding, const struct source *source);

/* Where it stands. */
struct span finding_span(const struct finding *finding);

/* True if the note stands where the finding does: whoever shows that place need not show it again. */
bool finding_is_at(const struct finding *finding, const struct note *note);

/* Sorts by patch, place, rule and message. */
void finding_list_sort(struct finding_list *findings);

/* Frees what one finding points to. */
void finding_free(struct finding *finding);

/* Frees all findings. */
void finding_list_free(struct finding_list *findings);

/* The words that the reports use. */
const char *severity_name(enum severity severity);
const char *confidence_name(enum confidence confidence);

#endif
