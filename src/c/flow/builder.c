// SPDX-License-Identifier: GPL-2.0-only
#include "c/flow/builder.h"

#include "base/data/mem.h"
#include "c/outline/words.h"

size_t builder_block(struct builder *builder)
{
	struct growing_block block = {0};

	VEC_PUSH(&builder->blocks, block);
	return builder->blocks.n - 1;
}

void builder_edge(struct builder *builder, size_t from, size_t to, enum edge_kind kind)
{
	struct edge edge = { .kind = kind, .to = to, .branch = NO_TOKEN, .arms = NO_TOKEN };

	if (to != NOWHERE)
		VEC_PUSH(&builder->blocks.items[from].edges, edge);
}

void builder_flow_into(struct builder *builder, size_t block)
{
	builder_edge(builder, builder->at, block, EDGE_ALWAYS);
	builder->at = block;
}

void builder_leave_for(struct builder *builder, size_t block)
{
	builder_edge(builder, builder->at, block, EDGE_ALWAYS);
	builder->at = builder_block(builder);
}

/* --- labels --- */

void builder_find_labels(struct builder *builder, const struct statement *statement)
{
	struct label label = { .name = statement->first };

	if (statement->kind == STATEMENT_LABEL) {
		label.block = builder_block(builder);
		VEC_PUSH(&builder->labels, label);
	}
	for (const struct statement *s = statement->child; s; s = s->next)
		builder_find_labels(builder, s);
}

size_t builder_label(const struct builder *builder, size_t name)
{
	for (size_t i = 0; i < builder->labels.n; i++)
		if (same_token_text(builder->tokens, builder->labels.items[i].name, name))
			return builder->labels.items[i].block;
	return NOWHERE;
}

/* The block of the label that token i of an expression names, or NOWHERE. */
static size_t named_label(const struct builder *builder, size_t i)
{
	size_t before = token_previous(builder->tokens, i);

	if (builder->tokens->items[i].kind != TOKEN_IDENTIFIER ||
	    builder->tokens->items[i].directive || token_is(builder->tokens, before, "->") ||
	    token_is(builder->tokens, before, "."))
		return NOWHERE;
	return builder_label(builder, i);
}

bool builder_names_label(const struct builder *builder, size_t first, size_t last)
{
	for (size_t i = first; builder->labels.n && i < last; i++)
		if (named_label(builder, i) != NOWHERE)
			return true;
	return false;
}

/* asm goto, unsafe_get_user(x, p, label), ({ goto label; }): the labels that an expression names. */
static void add_hidden_jumps(struct builder *builder, size_t first, size_t last)
{
	for (size_t i = first; i < last; i++)
		builder_edge(builder, builder->at, named_label(builder, i), EDGE_MAYBE);
}

/* --- steps --- */

void builder_step(struct builder *builder, const struct statement *statement, size_t first,
		  size_t last, const struct expr *condition)
{
	struct step step = {
		.statement = statement, .first = first, .last = last, .condition = condition,
	};
	bool jumps = !condition && builder_names_label(builder, first, last);

	if (first >= last)
		return;
	/* It may jump before anything is assigned, and behind that. */
	if (jumps) {
		add_hidden_jumps(builder, first, last);
		builder_flow_into(builder, builder_block(builder));
	}
	step.number = builder->n_steps++;
	VEC_PUSH(&builder->blocks.items[builder->at].steps, step);
	if (jumps) {
		add_hidden_jumps(builder, first, last);
		builder_flow_into(builder, builder_block(builder));
	}
}
