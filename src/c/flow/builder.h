/* SPDX-License-Identifier: GPL-2.0-only */
/* A graph while it is made, for the files that make it: see c/flow/graph.h. */
#ifndef GUPTIDY_FLOW_BUILDER_H
#define GUPTIDY_FLOW_BUILDER_H

#include "c/flow/graph.h"

#define NOWHERE SIZE_MAX

struct growing_block {
	struct { struct step *items; size_t n, capacity; } steps;
	struct { struct edge *items; size_t n, capacity; } edges;
};

struct label {
	size_t name;			/* token */
	size_t block;
	bool is_variable;		/* there is a variable, or a parameter, of that name, too */
};

/* The blocks that a condition leads to. */
struct fork {
	size_t if_true, if_false;
};

/* What break and continue leave. A macro with a body may be a loop, or stand in one. */
struct loop {
	size_t break_to, continue_to;	/* continue_to of a switch is NOWHERE */
	bool is_macro;
	const struct loop *around;
};

struct builder {
	const struct outline *outline;
	const struct token_list *tokens;
	const struct variant *variant;
	struct arena *arena;
	struct { struct growing_block *items; size_t n, capacity; } blocks;
	struct { struct label *items; size_t n, capacity; } labels;
	size_t at;			/* the block that grows */
	size_t exit;
	size_t n_steps;
	const struct loop *loop;	/* the innermost, or NULL */
	size_t switch_block;
	bool has_default;
};

/* A block that nothing leads to yet. */
size_t builder_block(struct builder *builder);

/* Leads from a block to another, unless that is NOWHERE. */
void builder_edge(struct builder *builder, size_t from, size_t to, enum edge_kind kind);

/* Goes on in another block, which the one at hand leads to. */
void builder_flow_into(struct builder *builder, size_t block);

/* Leaves for a block; what follows here is reached in another way, or not at all. */
void builder_leave_for(struct builder *builder, size_t block);

/* Makes a block for each label in the statement; then marks those that share their name with a variable. */
void builder_find_labels(struct builder *builder, const struct statement *statement);
void builder_mark_labels(struct builder *builder, const struct statement *statement);

/* The block of the label whose name is token name, or NOWHERE. */
size_t builder_label(const struct builder *builder, size_t name);

/* True if a word of tokens [first, last) is a label's name. */
bool builder_names_label(const struct builder *builder, size_t first, size_t last);

/* Tokens [first, last) of the statement are evaluated next; condition: they are one, or NULL. */
void builder_step(struct builder *builder, const struct statement *statement, size_t first,
		  size_t last, const struct expr *condition);

/* Tokens [first, last) are what an if or a loop asks; no token at all is true. */
void builder_test(struct builder *builder, const struct statement *statement, size_t first,
		  size_t last, struct fork to);

/* A list of statements. */
void builder_list(struct builder *builder, const struct statement *list);

#endif
