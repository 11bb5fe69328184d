// SPDX-License-Identifier: GPL-2.0-only
#include "contract/pages/pages.h"

#include "base/data/mem.h"
#include "contract/pages/pages_private.h"

#include <stdlib.h>

/* `&page`, or the result itself: no array. */
static bool is_variable(const struct expr *place)
{
	return !place || (place->kind == EXPR_UNARY && expr_bare(place->left)->kind == EXPR_IDENTIFIER);
}

static void read_item(struct page_reader *reader, const struct step_expr *item)
{
	const struct token_list *tokens = &reader->outline->tokens;
	struct expr name = { .kind = EXPR_IDENTIFIER };
	enum carried carried;

	reader->step = item->step;
	reader->is_certain = true;
	if (item->name != NO_TOKEN) {
		name.first = name.op = item->name;
		name.last = item->name + 1;
		pages_assign(reader, &name, token_previous(tokens, item->expr->first), item->expr);
		return;
	}
	carried = pages_read_expr(reader, item->expr);
	if (item->step->statement->kind != STATEMENT_RETURN || carried == CARRIES_NOTHING)
		return;
	if (carried == CARRIES_PAGES)
		pages_escape(reader, item->step->first);
	else
		pages_escape_holder(reader, item->step->first);
}

void pages_read(struct pages *pages, struct source *source, const struct step_exprs *exprs,
		const struct acquire *acquire, struct page_root root, struct arena *arena)
{
	struct page_reader reader = {
		.pages = pages, .source = source, .outline = &source->outline, .arena = arena,
	};
	size_t known;
	bool had_copies;

	*pages = (struct pages){ .source = source, .acquire = acquire, .root = root };
	pages->names[pages->n_names++] = *root.member ? NO_USE : pages_id_of(pages, root.name);
	reader.part = acquire ? part_of_acquire(source, acquire) : (struct part){ .is_unknown = true };
	pages->is_element[0] = acquire && acquire->is_one && is_variable(acquire->pages);
	/* Whoever gets a name later in the text may have had it earlier, in a loop. */
	do {
		known = pages->n_names;
		had_copies = pages->has_copies;
		pages->events.n = 0;
		for (size_t i = 0; i < exprs->n; i++)
			read_item(&reader, &exprs->items[i]);
	} while ((pages->n_names > known || pages->has_copies != had_copies) && !pages->is_lost);
}

void pages_free(struct pages *pages)
{
	free(pages->events.items);
}
