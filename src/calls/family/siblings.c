// SPDX-License-Identifier: GPL-2.0-only
#include "calls/family/siblings.h"

#include "base/data/mem.h"

#include <stdlib.h>
#include <string.h>

static bool asks_how_many(enum gup_role role)
{
	return role == ROLE_NR || role == ROLE_NR_INT;
}

/* NR and NR_INT differ in type only, and that is what is looked for here. */
static bool same_question(enum gup_role a, enum gup_role b)
{
	return a == b || (asks_how_many(a) && asks_how_many(b));
}

/* Both say what kind of access is wanted. */
static bool asks_for_access(enum gup_role role)
{
	return role == ROLE_WRITE || role == ROLE_FLAGS;
}

const struct declared *family_public(const struct family *family,
				     const struct gup_function *function)
{
	struct candidates candidates;

	family_candidates(family, function, "", &candidates);
	return candidates.n ? candidates.items[0] : NULL;
}

/* The acquirers that the tree has, one declaration each. */
static size_t list_siblings(const struct family *family, const struct declared **siblings)
{
	size_t n = 0;

	for (size_t i = 0; i < gup_function_count; i++) {
		const struct declared *declared = family_public(family, &gup_functions[i]);

		if (declared && gup_functions[i].kind == KIND_ACQUIRE)
			siblings[n++] = declared;
	}
	return n;
}

/* A parameter of one of them. */
struct parameter_of {
	const struct declared *declared;
	int i;
};

struct votes {
	size_t same, other;
	struct parameter_of against;	/* the last of the others */
};

static enum gup_role role_of(struct parameter_of parameter)
{
	return parameter.declared->roles[parameter.i];
}

/* How many siblings have that parameter as this one has it, and how many in another way. */
static struct votes count_votes(const struct declared **siblings, size_t n, struct parameter_of parameter,
				bool (*agrees)(struct parameter_of a, struct parameter_of b))
{
	struct votes votes = {0};

	for (size_t i = 0; i < n; i++) {
		for (int q = 0; q < (int)siblings[i]->prototype.n; q++) {
			struct parameter_of other = { siblings[i], q };
			enum gup_role a = role_of(parameter), b = role_of(other);

			if (!same_question(a, b) && !(asks_for_access(a) && asks_for_access(b)))
				continue;
			if (agrees(parameter, other)) {
				votes.same++;
				continue;
			}
			votes.other++;
			votes.against = other;
		}
	}
	return votes;
}

static bool same_type(struct parameter_of a, struct parameter_of b)
{
	return !strcmp(a.declared->prototype.parameters[a.i].type, b.declared->prototype.parameters[b.i].type);
}

/* Flags in front of pages, or behind them: the order is what callers mix up, not the number. */
static bool same_order(struct parameter_of a, struct parameter_of b)
{
	int pages_a = declared_role(a.declared, ROLE_PAGES), pages_b = declared_role(b.declared, ROLE_PAGES);

	return pages_a < 0 || pages_b < 0 || (a.i < pages_a) == (b.i < pages_b);
}

static void add(struct disagreement_list *list, enum disagreement_kind kind, struct parameter_of odd,
		const struct votes *votes)
{
	struct disagreement disagreement = {
		.kind = kind, .odd = odd.declared, .parameter = odd.i,
		.usual = votes->against.declared, .usual_parameter = votes->against.i,
		.n_usual = votes->other,
	};

	if (votes->other > votes->same)
		VEC_PUSH(list, disagreement);
}

static void compare_parameter(const struct declared **siblings, size_t n, struct parameter_of parameter,
			      struct disagreement_list *list)
{
	enum gup_role role = role_of(parameter);
	struct votes votes;

	if (role == ROLE_NONE)
		return;
	votes = count_votes(siblings, n, parameter, same_type);
	add(list, asks_for_access(role) && votes.other && role_of(votes.against) != role ?
	    DISAGREES_IN_ROLE : DISAGREES_IN_TYPE, parameter, &votes);
	if (role != ROLE_FLAGS)
		return;
	votes = count_votes(siblings, n, parameter, same_order);
	add(list, DISAGREES_IN_PLACE, parameter, &votes);
}

void family_siblings(const struct family *family, struct disagreement_list *list)
{
	const struct declared **siblings = mem_calloc(gup_function_count, sizeof(*siblings));
	size_t n = list_siblings(family, siblings);

	for (size_t i = 0; i < n; i++)
		for (int p = 0; p < (int)siblings[i]->prototype.n; p++)
			compare_parameter(siblings, n, (struct parameter_of){ siblings[i], p }, list);
	free(siblings);
}
