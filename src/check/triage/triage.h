/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Between analysis and report: which findings the user sees, and which make the status 1.
 *
 * In this order: comments allow some, a baseline knows others, options choose among the rest.
 */
#ifndef GUPTIDY_TRIAGE_TRIAGE_H
#define GUPTIDY_TRIAGE_TRIAGE_H

#include "check/rules/rule.h"
#include "outcome/result/result.h"

struct asked;
struct buf;
struct err;
struct source;

/* How severe the user takes a rule's findings to be. */
struct rating {
	const struct rule *rule;
	enum severity severity;
};

/* The user's choices. All zero is what a user gets who makes none. */
struct choices {
	struct { const struct rule **items; size_t n, capacity; } rules;	/* only these, if any */
	struct { const struct rule **items; size_t n, capacity; } no_rules;	/* not these */
	struct { struct rating *items; size_t n, capacity; } ratings;	/* the last one of a rule counts */
	bool all;			/* also advice, and findings of low confidence */
	bool of_change;			/* they are those that a change brings in */
	enum severity fail_on;		/* lesser findings do not make the status 1 */
	const char *baseline;		/* path of the file, or NULL */
	bool write_baseline;		/* bring it up to date first */
	bool grow_baseline;		/* it may take in what it did not know */
	bool verbose;			/* notes name each entry */
};

/*
 * Moves what comments in those n sources allow from the result, which is theirs, to result.suppressed;
 * what is wrong with comments becomes findings. Where the family is not known, none is called unused.
 */
void triage_comments(struct result *result, const struct source *const *sources, size_t n,
		     bool family_is_known);

/* Gives findings the severity that the user takes them for; triage_choose() does it as well. */
void triage_rate(struct result *result, const struct choices *choices);

/*
 * Takes out of the result, which is about the paths asked for, what a baseline knows and what the user
 * does not choose. Only a baseline can fail, or has something to say: lines for stderr are appended to
 * notes, and -1 sets err when it cannot be read or written, or would grow. Without one both may be NULL.
 */
int triage_choose(struct result *result, const struct asked *asked, const struct choices *choices,
		  struct buf *notes, struct err *err);

/* True if one of the findings makes the status 1. */
bool triage_fails(const struct result *result, const struct choices *choices);

/* True if the options ask for the rule of that name by its name. */
bool triage_names(const struct choices *choices, const char *rule);

/* True if a finding is among those that the options choose. */
bool triage_chooses(const struct choices *choices, const struct finding *finding);

/*
 * Fills rules with those that must be looked at for what these choices show. False: with all of them, as for
 * comments that allow nothing, and for a baseline, which knows more than is shown.
 */
bool triage_narrows(const struct choices *choices, struct rule_set *rules);

/* Frees the lists of choices. */
void choices_free(struct choices *choices);

#endif
