/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The patterns of MAINTAINERS. F: and X: are globs of a kind, N: and K: are Perl's regular expressions;
 * PCRE2 matches them. A pattern may be written to take for ever: whoever matches has a budget of time.
 */
#ifndef GUPTIDY_MAINTAINERS_PATTERN_H
#define GUPTIDY_MAINTAINERS_PATTERN_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdbool.h>
#include <stddef.h>

struct area_line;
struct err;

struct pattern {
	bool is_literal;		/* of F and X: the value is a path, or the beginning of one */
	size_t literal;			/* bytes that a path must begin with, as in the value */
	unsigned slashes;		/* of a glob */
	pcre2_code *code;		/* NULL if is_literal */
	pcre2_code *in_diff;		/* of K: the same in an added or removed line */
};

/* How long one question may take, all of its patterns together. */
struct budget {
	pcre2_match_context *context;
	pcre2_match_data *data;
	unsigned long steps;
	double end;			/* in seconds of this thread's time */
};

/* Begins to count, for a text of that length. Ended with budget_end(). */
void budget_begin(struct budget *budget, size_t length);

/* Frees it. */
void budget_end(struct budget *budget);

/* Compiles the value of a line of that letter (F, X, N or K). -1 sets err to a text without a position. */
int pattern_compile(struct pattern *pattern, char letter, const char *value, struct err *err);

/*
 * 1 if the F: or X: line names the path of a file below root, 0 if not; -1 sets err. *depth becomes the
 * number of folders that it names; -1 for one that names any.
 */
int pattern_names(const struct area_line *line, const char *root, const char *path,
		  struct budget *budget, int *depth, struct err *err);

/* 1 if the code of the line's pattern is found in the text, 0 if not; -1 sets err. */
int pattern_finds(const struct area_line *line, const pcre2_code *code, const char *text,
		  size_t length, struct budget *budget, struct err *err);

/* Frees what it owns. */
void pattern_free(const struct pattern *pattern);

#endif
