/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Lock operations of which a variable tells whether they were done: `ret = mmap_read_lock_killable(mm)`,
 * and the `locked` that the family gets a pointer to. Until a condition on the variable nobody knows.
 */
#ifndef GUPTIDY_LOCK_ANSWER_H
#define GUPTIDY_LOCK_ANSWER_H

#include "contract/hold/relation.h"
#include "contract/lock/lock.h"

enum told { TOLD_NOTHING, TOLD_YES, TOLD_NO };

/* Whose answer is followed in one function. */
struct answers {
	struct source *source;
	bool has_result;		/* there is an operation whose result is kept */
	enum lock_answer answer;	/* when that has taken the lock */
	struct relations relations;	/* of that result */
};

/* Follows the result of the operation at a token; of several only the first. Arena: see relation.h. */
void answers_follow(struct answers *answers, struct source *source, const struct function *function,
		    size_t token, enum lock_answer answer, struct arena *arena);

/* True if the result of the operation at the token is followed. */
bool answers_has(const struct answers *answers, size_t token);

/* What an edge tells of the result; false: no run takes the edge. */
bool answers_edge(const struct answers *answers, const struct edge *edge, const struct step *last,
		  struct relation *relation, enum told *told);

/* What an edge tells of a variable: YES: it is not 0. */
enum told answer_of_variable(const struct outline *outline, size_t variable, const struct edge *edge,
			     const struct step *last);

/* True if the variable gets another value in the step. */
bool answer_is_replaced(const struct token_list *tokens, size_t variable, const struct step *step);

#endif
