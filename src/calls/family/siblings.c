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

struct votes {
	size_t same, other;
	const struct declared *against;
	int against_parameter;
};

/* How many siblings have that parameter as this one has it, and how many in another way. */
static struct votes count_votes(const struct declared **siblings, size_t n,
				const struct declared *declared, int parameter,
				bool (*agrees)(const struct declared *a, int p,
					       const struct declared *b, int q))
{
	struct votes votes = {0};

	for (size_t i = 0; i < n; i++) {
		for (int q = 0; q < (int)siblings[i]->prototype.n; q++) {
			enum gup_role a = declared->roles[parameter], b = siblings[i]->roles[q];

			if (!same_question(a, b) && !(asks_for_access(a) && asks_for_access(b)))
				continue;
			if (agrees(declared, parameter, siblings[i], q)) {
				votes.same++;
				continue;
			}
			votes.other++;
			votes.against = siblings[i];
			votes.against_parameter = q;
		}
	}
	return votes;
}

static bool same_type(const struct declared *a, int p, const struct declared *b, int q)
{
	return !strcmp(a->prototype.parameters[p].type, b->prototype.parameters[q].type);
}

/* Flags in front of pages, or behind them: the order is what callers mix up, not the number. */
static bool same_order(const struct declared *a, int p, const struct declared *b, int q)
{
	int pages_a = declared_role(a, ROLE_PAGES), pages_b = declared_role(b, ROLE_PAGES);

	return pages_a < 0 || pages_b < 0 || (p < pages_a) == (q < pages_b);
}

static void add(struct disagreement_list *list, enum disagreement_kind kind,
		const struct declared *declared, int parameter, const struct votes *votes)
{
	struct disagreement disagreement = {
		.kind = kind, .odd = declared, .parameter = parameter,
		.usual = votes->against, .usual_parameter = votes->against_parameter,
		.n_usual = votes->other,
	};

	if (votes->other > votes->same)
		VEC_PUSH(list, disagreement);
}

static void compare_parameter(const struct declared **siblings, size_t n,
			      const struct declared *declared, int parameter,
			      struct disagreement_list *list)
{
	enum gup_role role = declared->roles[parameter];
	struct votes votes;

	if (role == ROLE_NONE)
		return;
	votes = count_votes(siblings, n, declared, parameter, same_type);
	add(list, asks_for_access(role) && votes.against &&
	    votes.against->roles[votes.against_parameter] != role ?
	    DISAGREES_IN_ROLE : DISAGREES_IN_TYPE, declared, parameter, &votes);
	if (role != ROLE_FLAGS)
		return;
	votes = count_votes(siblings, n, declared, parameter, same_order);
	add(list, DISAGREES_IN_PLACE, declared, parameter, &votes);
}

void family_siblings(const struct family *family, struct disagreement_list *list)
{
	const struct declared **siblings = mem_calloc(gup_function_count, sizeof(*siblings));
	size_t n = list_siblings(family, siblings);

	for (size_t i = 0; i < n; i++)
		for (int p = 0; p < (int)siblings[i]->prototype.n; p++)
			compare_parameter(siblings, n, siblings[i], p, list);
	free(siblings);
}
