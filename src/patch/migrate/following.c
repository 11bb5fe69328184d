// SPDX-License-Identifier: GPL-2.0-only
#include "patch/migrate/following.h"

#include "base/data/mem.h"

#include <stdlib.h>
#include <string.h>

void following_open(const struct migration *migration, struct following *following)
{
	following->n = migration->n_callees;
	following->is_decided = false;
	following->items = mem_calloc(following->n + 1, sizeof(*following->items));
	for (size_t i = 0; i < following->n; i++) {
		struct followed *followed = &following->items[i];
		const char *why_not;

		followed->symbol = &migration->names.items[i];
		why_not = migration_parameters(migration, followed->symbol->name, &followed->parameters);
		followed->why_not = why_not ? mem_strdup(why_not) : NULL;
		followed->is_agreed = !why_not;
	}
}

struct followed *following_of(const struct following *following, const struct symbol *symbol)
{
	return &following->items[symbol - following->items[0].symbol];
}

void following_pass_over(struct followed *followed, char *why)
{
	if (followed->why_not)
		free(why);
	else
		followed->why_not = why;
}

void following_refuse(struct followed *followed, char *why)
{
	followed->is_news |= !followed->why_not;
	following_pass_over(followed, why);
}

void following_free(struct following *following)
{
	for (size_t i = 0; i < following->n; i++)
		free(following->items[i].why_not);
	free(following->items);
	*following = (struct following){0};
}
