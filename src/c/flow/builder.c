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

/* The label of the name at token i, or NULL. */
static struct label *find_label(const struct builder *builder, size_t i)
{
	for (size_t l = 0; l < builder->labels.n; l++)
		if (same_token_text(builder->tokens, builder->labels.items[l].name, i))
			return &builder->labels.items[l];
	return NULL;
}

static void mark_variable(struct builder *builder, size_t i)
{
	struct label *label = builder->tokens->items[i].kind == TOKEN_IDENTIFIER ? find_label(builder, i) : NULL;

	if (label)
		label->is_variable = true;
}

/* Parameters are what a comma, a bracket or the last parenthesis stands behind. */
static void mark_parameters(struct builder *builder, const struct function *function)
{
	static const char *const ends[] = { ",", ")", "[" };

	for (size_t i = function->name_token; i < function->body; i++)
		if (token_is_any(builder->tokens, token_next(builder->tokens, i), ends, ARRAY_SIZE(ends)))
			mark_variable(builder, i);
}

static void mark_declared(struct builder *builder, const struct statement *statement)
{
	bool declares = statement->kind == STATEMENT_DECLARATION || statement->kind == STATEMENT_FOR;

	for (size_t i = statement->first; declares && i < statement->last; i++)
		if (builder->tokens->items[i].kind == TOKEN_IDENTIFIER &&
		    statement_declares(builder->outline, statement, i))
			mark_variable(builder, i);
	for (const struct statement *s = statement->child; s; s = s->next)
		mark_declared(builder, s);
}

void builder_mark_labels(struct builder *builder, const struct statement *statement)
{
	const struct function *function = outline_function_at(builder->outline, builder->labels.items[0].name);

	if (function)
		mark_parameters(builder, function);
	mark_declared(builder, statement);
}

size_t builder_label(const struct builder *builder, size_t name)
{
	const struct label *label = find_label(builder, name);

	return label ? label->block : NOWHERE;
}

/* The block of the label that token i of an expression names, or NOWHERE. */
static size_t named_label(const struct builder *builder, size_t i)
{
	size_t before = token_previous(builder->tokens, i);
	const struct label *label;

	if (builder->tokens->items[i].kind != TOKEN_IDENTIFIER ||
	    builder->tokens->items[i].directive || token_is(builder->tokens, before, "->") ||
	    token_is(builder->tokens, before, "."))
		return NOWHERE;
	label = find_label(builder, i);
	/* A name is the variable's, but behind `goto` and as an address: `&&label`. */
	if (!label || (label->is_variable && !token_is(builder->tokens, before, "goto") &&
		       !token_is(builder->tokens, before, "&&")))
		return NOWHERE;
	return label->block;
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
