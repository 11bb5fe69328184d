// SPDX-License-Identifier: GPL-2.0-only
#include "patch/mail/diffstat.h"

#include "base/data/mem.h"
#include "outcome/edit/edit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COLUMNS 72

/* Names and bars share the columns, and what is too long for its share is cut. */
struct layout {
	size_t name, number, bar;	/* columns */
	size_t most;			/* lines of one change */
};

struct named_change {
	const struct change *change;
	char *name;			/* as git prints it: a line end in a path ends no line here */
};

struct all_changes {
	struct named_change *items;
	size_t n, capacity;
};

static int by_path(const void *a, const void *b)
{
	const struct named_change *left = a, *right = b;

	return strcmp(left->change->path, right->change->path);
}

static void collect(const struct patch *patch, struct all_changes *all)
{
	for (size_t c = 0; c < patch->changes.n; c++) {
		struct named_change named = { .change = &patch->changes.items[c] };
		struct buf name = {0};

		edit_put_name(&name, "", named.change->path);
		named.name = buf_take(&name);
		VEC_PUSH(all, named);
	}
	if (all->n)
		qsort(all->items, all->n, sizeof(*all->items), by_path);
}

static size_t lines_of(const struct change *change)
{
	return change->added + change->removed;
}

static struct layout lay_out(const struct all_changes *all)
{
	struct layout layout = { .number = 1 };
	size_t rest;

	for (size_t i = 0; i < all->n; i++) {
		if (layout.name < strlen(all->items[i].name))
			layout.name = strlen(all->items[i].name);
		if (layout.most < lines_of(all->items[i].change))
			layout.most = lines_of(all->items[i].change);
	}
	for (size_t most = layout.most; most > 9; most /= 10)
		layout.number++;
	layout.bar = layout.most;
	rest = COLUMNS - layout.number - 6;
	if (layout.name + layout.bar <= rest)
		return layout;
	if (layout.bar > COLUMNS * 3 / 8 - layout.number - 6)
		layout.bar = COLUMNS * 3 / 8 - layout.number - 6;
	if (layout.bar < 6)
		layout.bar = 6;
	if (layout.name > rest - layout.bar)
		layout.name = rest - layout.bar;
	else
		layout.bar = rest - layout.name;
	return layout;
}

/* Never nothing for something. */
static size_t scaled(size_t lines, const struct layout *layout)
{
	return lines ? 1 + lines * (layout->bar - 1) / layout->most : 0;
}

/* Both parts of the bar add up to the scaled sum. */
static void scale(const struct layout *layout, size_t *added, size_t *removed)
{
	size_t sum = scaled(*added + *removed, layout);

	if (layout->bar > layout->most)
		return;
	if (sum < 2 && *added && *removed)
		sum = 2;
	if (*added < *removed) {
		*added = scaled(*added, layout);
		*removed = sum - *added;
	} else {
		*removed = scaled(*removed, layout);
		*added = sum - *removed;
	}
}

static void add_repeated(struct buf *out, const char *text, size_t n)
{
	while (n--)
		buf_puts(out, text);
}

/* The end of a name that is too long, from a slash on if there is one. */
static void add_name(const struct layout *layout, const char *name, struct buf *out)
{
	size_t length = strlen(name), width = layout->name;
	const char *slash;

	if (length > width) {
		buf_puts(out, "...");
		width -= 3;
		name += length - width;
		slash = strchr(name, '/');
		name = slash ? slash : name;
	}
	buf_puts(out, name);
	add_repeated(out, " ", width - strlen(name));
}

static void add_line(const struct layout *layout, const struct named_change *named, struct buf *out)
{
	size_t added = named->change->added, removed = named->change->removed;

	buf_puts(out, " ");
	add_name(layout, named->name, out);
	buf_printf(out, " | %*zu%s", (int)layout->number, added + removed, added + removed ? " " : "");
	scale(layout, &added, &removed);
	add_repeated(out, "+", added);
	add_repeated(out, "-", removed);
	buf_puts(out, "\n");
}

void diffstat(const struct patch *patch, struct buf *out)
{
	struct all_changes all = {0};
	struct layout layout;
	size_t added = 0, removed = 0;

	collect(patch, &all);
	layout = lay_out(&all);
	for (size_t i = 0; i < all.n; i++) {
		add_line(&layout, &all.items[i], out);
		added += all.items[i].change->added;
		removed += all.items[i].change->removed;
	}
	buf_printf(out, " %zu file%s changed", all.n, all.n == 1 ? "" : "s");
	if (added || !removed)
		buf_printf(out, ", %zu insertion%s(+)", added, added == 1 ? "" : "s");
	if (removed || !added)
		buf_printf(out, ", %zu deletion%s(-)", removed, removed == 1 ? "" : "s");
	buf_puts(out, "\n");
	for (size_t i = 0; i < all.n; i++) {
		if (!all.items[i].change->old_text)
			buf_printf(out, " create mode %06o %s\n", all.items[i].change->mode, all.items[i].name);
		free(all.items[i].name);
	}
	free(all.items);
}
