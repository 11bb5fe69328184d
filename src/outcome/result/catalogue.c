// SPDX-License-Identifier: GPL-2.0-only
#include "outcome/result/catalogue.h"

#include "base/data/mem.h"

#include <stdlib.h>
#include <string.h>

struct member_row *catalogue_find(struct catalogue *catalogue, const char *record, const char *name)
{
	for (size_t i = 0; i < catalogue->members.n; i++) {
		struct member_row *member = &catalogue->members.items[i];

		if (!strcmp(member->record, record) && !strcmp(member->name, name))
			return member;
	}
	return NULL;
}

struct member_row *catalogue_member(struct catalogue *catalogue, const char *record, const char *name)
{
	struct member_row *found = catalogue_find(catalogue, record, name);
	struct member_row row = {0};

	if (found)
		return found;
	row.record = mem_strdup(record);
	row.name = mem_strdup(name);
	VEC_PUSH(&catalogue->members, row);
	return &catalogue->members.items[catalogue->members.n - 1];
}

enum hold_kind member_uses_kind(const struct member_uses *uses)
{
	for (size_t i = 1; i < uses->n; i++)
		if (uses->items[i].kind != uses->items[0].kind)
			return HOLD_KIND_NONE;
	return uses->n ? uses->items[0].kind : HOLD_KIND_NONE;
}

static int by_place(const char *path, uint32_t line, uint32_t column, const char *other_path,
		    uint32_t other_line, uint32_t other_column)
{
	int order = strcmp(path, other_path);

	if (order)
		return order;
	if (line != other_line)
		return line < other_line ? -1 : 1;
	return column < other_column ? -1 : column > other_column;
}

static int wrappers_by_place(const void *a, const void *b)
{
	const struct wrapper_row *left = a, *right = b;

	return by_place(left->path, left->line, left->column, right->path, right->line, right->column);
}

static int uses_by_place(const void *a, const void *b)
{
	const struct member_use *left = a, *right = b;

	return by_place(left->path, left->line, left->column, right->path, right->line, right->column);
}

static int members_by_name(const void *a, const void *b)
{
	const struct member_row *left = a, *right = b;
	int order = strcmp(left->record, right->record);

	return order ? order : strcmp(left->name, right->name);
}

static void sort_uses(struct member_uses *uses)
{
	if (uses->n)
		qsort(uses->items, uses->n, sizeof(*uses->items), uses_by_place);
}

void catalogue_sort(struct catalogue *catalogue)
{
	if (catalogue->wrappers.n)
		qsort(catalogue->wrappers.items, catalogue->wrappers.n,
		      sizeof(*catalogue->wrappers.items), wrappers_by_place);
	if (catalogue->members.n)
		qsort(catalogue->members.items, catalogue->members.n,
		      sizeof(*catalogue->members.items), members_by_name);
	for (size_t i = 0; i < catalogue->members.n; i++) {
		sort_uses(&catalogue->members.items[i].acquires);
		sort_uses(&catalogue->members.items[i].releases);
	}
}

static void uses_free(struct member_uses *uses)
{
	for (size_t i = 0; i < uses->n; i++) {
		free(uses->items[i].path);
		free(uses->items[i].function);
		free(uses->items[i].callee);
	}
	free(uses->items);
}

static void wrapper_free(struct wrapper_row *wrapper)
{
	free(wrapper->path);
	free(wrapper->name);
	free(wrapper->pages);
	free(wrapper->count);
	free(wrapper->callee);
}

static void member_free(struct member_row *member)
{
	uses_free(&member->acquires);
	uses_free(&member->releases);
	free(member->record);
	free(member->name);
}

static bool is_stranger(const struct member_row *member)
{
	for (size_t i = 0; i < member->releases.n; i++)
		if (member->releases.items[i].kind != HOLD_KIND_REFERENCE)
			return false;
	return !member->acquires.n;
}

void catalogue_drop_strangers(struct catalogue *catalogue)
{
	size_t kept = 0;

	for (size_t i = 0; i < catalogue->members.n; i++) {
		if (is_stranger(&catalogue->members.items[i]))
			member_free(&catalogue->members.items[i]);
		else
			catalogue->members.items[kept++] = catalogue->members.items[i];
	}
	catalogue->members.n = kept;
}

void catalogue_free(struct catalogue *catalogue)
{
	for (size_t i = 0; i < catalogue->wrappers.n; i++)
		wrapper_free(&catalogue->wrappers.items[i]);
	for (size_t i = 0; i < catalogue->members.n; i++)
		member_free(&catalogue->members.items[i]);
	free(catalogue->wrappers.items);
	free(catalogue->members.items);
	*catalogue = (struct catalogue){0};
}

const char *hold_kind_name(enum hold_kind kind)
{
	static const char *const names[] = {
		[HOLD_KIND_NONE] = "none", [HOLD_KIND_REFERENCE] = "reference",
		[HOLD_KIND_PIN] = "pin", [HOLD_KIND_EITHER] = "either",
	};

	return names[kind];
}
