// SPDX-License-Identifier: GPL-2.0-only
#include "outcome/plan/operation.h"

#include <stdint.h>

/* Roles that an argument can change between, and keep its text. */
static enum gup_role kin(enum gup_role role)
{
	switch (role) {
	case ROLE_NR_INT:
		return ROLE_NR;
	case ROLE_PAGEP:
		return ROLE_PAGES;
	default:
		return role;
	}
}

size_t roles_place(struct roles roles, enum gup_role role)
{
	for (size_t i = 0; i < roles.n; i++)
		if (kin(roles.items[i]) == kin(role))
			return i;
	return SIZE_MAX;
}

bool roles_same(struct roles a, struct roles b)
{
	for (size_t i = 0; i < a.n && a.n == b.n; i++)
		if (kin(a.items[i]) != kin(b.items[i]))
			return false;
	return a.n == b.n;
}

static bool asks_truth(enum gup_role role)
{
	return role == ROLE_WRITE || role == ROLE_FORCE;
}

/* How the new signature's parameter of that role gets its argument. */
static struct operation operation_for(struct roles from, enum gup_role role)
{
	size_t place = roles_place(from, role), write = roles_place(from, ROLE_WRITE);
	size_t flags = roles_place(from, ROLE_FLAGS);

	if (role == ROLE_FLAGS && write != SIZE_MAX)
		return (struct operation){ OPERATION_FLAGS, role, place == SIZE_MAX ? write : place };
	if (place != SIZE_MAX)
		return (struct operation){ OPERATION_KEEP, role, place };
	if (asks_truth(role) && flags != SIZE_MAX)
		return (struct operation){ OPERATION_TRUTH, role, flags };
	return (struct operation){ OPERATION_ADD, role, SIZE_MAX };
}

/* True if nothing of the old signature's parameter gets lost when no new one has its role. */
static bool is_merged(struct roles to, enum gup_role role)
{
	return (asks_truth(role) && roles_place(to, ROLE_FLAGS) != SIZE_MAX) ||
	       (role == ROLE_FLAGS && roles_place(to, ROLE_WRITE) != SIZE_MAX);
}

void operations_between(struct roles from, struct roles to, struct operations *operations)
{
	operations->n = 0;
	for (size_t i = 0; i < to.n; i++)
		operations->items[operations->n++] = operation_for(from, to.items[i]);
	for (size_t i = 0; i < from.n; i++)
		if (roles_place(to, from.items[i]) == SIZE_MAX && !is_merged(to, from.items[i]))
			operations->items[operations->n++] =
				(struct operation){ OPERATION_DROP, from.items[i], i };
}
