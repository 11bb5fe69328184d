// SPDX-License-Identifier: GPL-2.0-only
#include "patch/migrate/print.h"

#include "base/data/mem.h"
#include "outcome/plan/print.h"

#include <stdlib.h>
#include <string.h>

/* What a call loses that does something becomes statements, each in a line of its own in front of it. */
static void print_kept(const struct source *source, const struct planned *planned, struct edit_list *edits)
{
	const struct outline *outline = &source->outline;
	size_t name = outline->tokens.items[planned->call.name].offset, line = name;
	struct buf bytes = {0};

	while (line && strchr(" \t", source->text.data[line - 1]))
		line--;
	for (size_t i = 0; i < planned->n_kept; i++) {
		const struct expr *kept = planned->call.arguments[planned->kept[i]];
		size_t begin = expr_begin(outline, kept);

		buf_add(&bytes, source->text.data + begin, expr_end(outline, kept) - begin);
		buf_puts(&bytes, !line || source->text.data[line - 1] == '\n' ? ";\n" : ";");
		buf_add(&bytes, source->text.data + line, name - line);
	}
	if (bytes.length)
		edit_list_add(edits, source->path, name, "", bytes.data);
	buf_free(&bytes);
}

static void print_token(const struct source *source, const struct planned *planned, struct edit_list *edits)
{
	const struct token *token = &source->outline.tokens.items[planned->call.name];
	char *old = mem_strndup(source->text.data + token->offset, token->length);

	edit_list_add(edits, source->path, token->offset, old, planned->text);
	free(old);
}

bool print_planned(const struct source *source, const struct planned *planned, size_t n, struct edit_list *edits)
{
	for (size_t i = 0; i < n; i++) {
		if (planned[i].kind != PLANNED_CALL) {
			print_token(source, &planned[i], edits);
			continue;
		}
		if (call_print(source, &planned[i].call, &planned[i].plan, edits))
			return false;
		print_kept(source, &planned[i], edits);
	}
	edit_list_sort(edits);
	return true;
}
