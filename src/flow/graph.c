// SPDX-License-Identifier: GPL-2.0-only
#include "flow/graph.h"

#include "base/arena.h"
#include "base/mem.h"
#include "syntax/words.h"

#include <stdlib.h>
#include <string.h>

#define NOWHERE SIZE_MAX

struct growing_block {
	struct { struct step *items; size_t n, capacity; } steps;
	struct { struct edge *items; size_t n, capacity; } edges;
};

struct label {
	size_t name;			/* token */
	size_t block;
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

static void build(struct builder *builder, const struct statement *statement);

static size_t new_block(struct builder *builder)
{
	struct growing_block block = {0};

	VEC_PUSH(&builder->blocks, block);
	return builder->blocks.n - 1;
}

static void add_edge(struct builder *builder, size_t from, size_t to, enum edge_kind kind)
{
	struct edge edge = { .kind = kind, .to = to, .branch = NO_TOKEN, .arms = NO_TOKEN };

	if (to != NOWHERE)
		VEC_PUSH(&builder->blocks.items[from].edges, edge);
}

/* Goes on in another block, which the one at hand leads to. */
static void flow_into(struct builder *builder, size_t block)
{
	add_edge(builder, builder->at, block, EDGE_ALWAYS);
	builder->at = block;
}

/* Leaves for a block; what follows here is reached in another way, or not at all. */
static void leave_for(struct builder *builder, size_t block)
{
	add_edge(builder, builder->at, block, EDGE_ALWAYS);
	builder->at = new_block(builder);
}

/* --- labels --- */

static void find_labels(struct builder *builder, const struct statement *statement)
{
	struct label label = { .name = statement->first };

	if (statement->kind == STATEMENT_LABEL) {
		label.block = new_block(builder);
		VEC_PUSH(&builder->labels, label);
	}
	for (const struct statement *s = statement->child; s; s = s->next)
		find_labels(builder, s);
}

static size_t label_block(const struct builder *builder, size_t name)
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
	return label_block(builder, i);
}

static bool names_label(const struct builder *builder, size_t first, size_t last)
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
		add_edge(builder, builder->at, named_label(builder, i), EDGE_MAYBE);
}

/* --- steps --- */

static void add_step(struct builder *builder, const struct statement *statement, size_t first,
		     size_t last, const struct expr *condition)
{
	struct step step = {
		.statement = statement, .first = first, .last = last, .condition = condition,
	};
	bool jumps = !condition && names_label(builder, first, last);

	if (first >= last)
		return;
	/* It may jump before anything is assigned, and behind that. */
	if (jumps) {
		add_hidden_jumps(builder, first, last);
		flow_into(builder, new_block(builder));
	}
	step.number = builder->n_steps++;
	VEC_PUSH(&builder->blocks.items[builder->at].steps, step);
	if (jumps) {
		add_hidden_jumps(builder, first, last);
		flow_into(builder, new_block(builder));
	}
}

static bool hides_any(const struct builder *builder, size_t first, size_t last)
{
	const struct variant *variant = builder->variant;

	for (size_t i = 0; i < variant->n_hidden; i++)
		if (variant->hidden[i].first < last && variant->hidden[i].last > first)
			return true;
	return false;
}

static void build_atom(struct builder *builder, const struct statement *statement, size_t first,
		       size_t last, const struct expr *condition, size_t if_true, size_t if_false)
{
	add_step(builder, statement, first, last, condition);
	add_edge(builder, builder->at, if_true, EDGE_TRUE);
	add_edge(builder, builder->at, if_false, EDGE_FALSE);
}

/* likely(x) and unlikely(x) are x. */
static const struct expr *without_hints(const struct builder *builder, const struct expr *expr)
{
	for (;;) {
		expr = expr_bare(expr);
		if (expr->kind != EXPR_CALL || expr->n_arguments != 1 ||
		    !(expr_op_is(builder->outline, expr->left, "likely") ||
		      expr_op_is(builder->outline, expr->left, "unlikely")))
			return expr;
		expr = expr->arguments[0];
	}
}

/* 0 or 1 for a literal, -1 for all else. */
static int constant_truth(const struct builder *builder, const struct expr *expr)
{
	if (expr_op_is(builder->outline, expr, "true") && expr->kind == EXPR_IDENTIFIER)
		return 1;
	if (expr_op_is(builder->outline, expr, "false") && expr->kind == EXPR_IDENTIFIER)
		return 0;
	if (expr->kind != EXPR_NUMBER)
		return -1;
	return strtoul(builder->tokens->text + builder->tokens->items[expr->op].offset, NULL, 0) != 0;
}

static void build_condition(struct builder *builder, const struct statement *statement,
			    const struct expr *expr, size_t if_true, size_t if_false);

static void build_both(struct builder *builder, const struct statement *statement,
		       const struct expr *expr, size_t if_true, size_t if_false)
{
	bool is_and = expr_op_is(builder->outline, expr, "&&");
	size_t right = new_block(builder);

	build_condition(builder, statement, expr->left, is_and ? right : if_true,
			is_and ? if_false : right);
	builder->at = right;
	build_condition(builder, statement, expr->right, if_true, if_false);
}

static void build_choice(struct builder *builder, const struct statement *statement,
			 const struct expr *expr, size_t if_true, size_t if_false)
{
	size_t left = new_block(builder), right = new_block(builder);

	build_condition(builder, statement, expr->condition, left, right);
	builder->at = left;
	build_condition(builder, statement, expr->left, if_true, if_false);
	builder->at = right;
	build_condition(builder, statement, expr->right, if_true, if_false);
}

static void build_condition(struct builder *builder, const struct statement *statement,
			    const struct expr *expr, size_t if_true, size_t if_false)
{
	int truth;

	expr = without_hints(builder, expr);
	truth = constant_truth(builder, expr);
	if (truth >= 0)
		add_edge(builder, builder->at, truth ? if_true : if_false, EDGE_ALWAYS);
	else if (expr->kind == EXPR_UNARY && expr_op_is(builder->outline, expr, "!"))
		build_condition(builder, statement, expr->left, if_false, if_true);
	else if (expr->kind == EXPR_BINARY && (expr_op_is(builder->outline, expr, "&&") ||
					       expr_op_is(builder->outline, expr, "||")))
		build_both(builder, statement, expr, if_true, if_false);
	else if (expr->kind == EXPR_TERNARY && expr->left)
		build_choice(builder, statement, expr, if_true, if_false);
	else
		build_atom(builder, statement, expr->first, expr->last, expr, if_true, if_false);
}

/* A condition that is cut or unreadable, or names a label, is one step with both edges. */
static void build_test(struct builder *builder, const struct statement *statement, size_t first,
		       size_t last, size_t if_true, size_t if_false)
{
	const struct expr *expr;

	if (first >= last) {
		add_edge(builder, builder->at, if_true, EDGE_ALWAYS);
		return;
	}
	expr = expr_read(builder->outline, first, last, builder->arena);
	if (statement->is_split || expr->kind == EXPR_BAD || hides_any(builder, first, last) ||
	    names_label(builder, first, last))
		build_atom(builder, statement, first, last, NULL, if_true, if_false);
	else
		build_condition(builder, statement, expr, if_true, if_false);
}

static size_t head_first(const struct builder *builder, const struct statement *statement)
{
	return token_next(builder->tokens, statement->open);
}

/* --- statements --- */

static void build_list(struct builder *builder, const struct statement *list)
{
	for (; list; list = list->next)
		build(builder, list);
}

static void build_if(struct builder *builder, const struct statement *statement)
{
	size_t then = new_block(builder), after = new_block(builder);
	size_t otherwise = statement->child->next ? new_block(builder) : after;

	build_test(builder, statement, head_first(builder, statement), statement->close, then,
		   otherwise);
	builder->at = then;
	build(builder, statement->child);
	add_edge(builder, builder->at, after, EDGE_ALWAYS);
	if (statement->child->next) {
		builder->at = otherwise;
		build(builder, statement->child->next);
		add_edge(builder, builder->at, after, EDGE_ALWAYS);
	}
	builder->at = after;
}

/* The body of a loop. */
static void build_body(struct builder *builder, const struct statement *body, size_t begin,
		       const struct loop *loop)
{
	builder->loop = loop;
	builder->at = begin;
	build(builder, body);
	add_edge(builder, builder->at, loop->continue_to, EDGE_ALWAYS);
	builder->loop = loop->around;
	builder->at = loop->break_to;
}

static void build_while(struct builder *builder, const struct statement *statement)
{
	size_t test = new_block(builder), body = new_block(builder), after = new_block(builder);

	flow_into(builder, test);
	build_test(builder, statement, head_first(builder, statement), statement->close, body, after);
	build_body(builder, statement->child, body,
		   &(struct loop){ after, test, false, builder->loop });
}

static void build_do(struct builder *builder, const struct statement *statement)
{
	size_t body = new_block(builder), test = new_block(builder), after = new_block(builder);

	flow_into(builder, body);
	build_body(builder, statement->child, body,
		   &(struct loop){ after, test, false, builder->loop });
	builder->at = test;
	build_test(builder, statement, head_first(builder, statement), statement->close, body, after);
	builder->at = after;
}

/* The semicolon of a for's head behind token i, else its closing parenthesis. */
static size_t head_part_end(const struct builder *builder, const struct statement *statement, size_t i)
{
	for (; i < statement->close; i = token_next(builder->tokens, i)) {
		if (token_is(builder->tokens, i, ";") && !variant_hides(builder->variant, i))
			return i;
		if (token_is(builder->tokens, i, "(") || token_is(builder->tokens, i, "{"))
			i = outline_closing(builder->outline, i);
	}
	return statement->close;
}

static void build_for(struct builder *builder, const struct statement *statement)
{
	size_t test = new_block(builder), body = new_block(builder), step = new_block(builder);
	size_t after = new_block(builder), first = head_first(builder, statement);
	size_t init = head_part_end(builder, statement, first), condition;

	add_step(builder, statement, first, init, NULL);
	flow_into(builder, test);
	first = token_next(builder->tokens, init);
	condition = head_part_end(builder, statement, first);
	build_test(builder, statement, first, condition, body, after);
	build_body(builder, statement->child, body,
		   &(struct loop){ after, step, false, builder->loop });
	builder->at = step;
	add_step(builder, statement, token_next(builder->tokens, condition), statement->close, NULL);
	add_edge(builder, builder->at, test, EDGE_ALWAYS);
	builder->at = after;
}

/* A macro with a body: it may run never, once, or again and again. */
static void build_macro(struct builder *builder, const struct statement *statement)
{
	size_t head = new_block(builder), body = new_block(builder), after = new_block(builder);
	size_t last = statement->close == NO_TOKEN ? statement->first : statement->close;

	flow_into(builder, head);
	add_step(builder, statement, statement->first, last + 1, NULL);
	add_edge(builder, builder->at, body, EDGE_MAYBE);
	add_edge(builder, builder->at, after, EDGE_MAYBE);
	build_body(builder, statement->child, body,
		   &(struct loop){ after, head, true, builder->loop });
}

static void build_switch(struct builder *builder, const struct statement *statement)
{
	size_t after = new_block(builder), outer = builder->switch_block;
	struct loop loop = { after, NOWHERE, false, builder->loop };
	bool had_default = builder->has_default;

	add_step(builder, statement, head_first(builder, statement), statement->close, NULL);
	builder->switch_block = builder->at;
	builder->has_default = false;
	builder->loop = &loop;
	builder->at = new_block(builder);
	build(builder, statement->child);
	add_edge(builder, builder->at, after, EDGE_ALWAYS);
	builder->loop = loop.around;
	if (!builder->has_default)
		add_edge(builder, builder->switch_block, after, EDGE_CASE);
	builder->switch_block = outer;
	builder->has_default = had_default;
	builder->at = after;
}

static void build_case(struct builder *builder, const struct statement *statement)
{
	flow_into(builder, new_block(builder));
	builder->has_default |= token_is(builder->tokens, statement->first, "default");
	if (builder->switch_block != NOWHERE)
		add_edge(builder, builder->switch_block, builder->at, EDGE_CASE);
}

static void build_goto(struct builder *builder, const struct statement *statement)
{
	size_t name = token_next(builder->tokens, statement->first);
	size_t block = label_block(builder, name);

	/* goto *p: to any of them. */
	for (size_t i = 0; block == NOWHERE && i < builder->labels.n; i++)
		add_edge(builder, builder->at, builder->labels.items[i].block, EDGE_MAYBE);
	leave_for(builder, block);
}

/* Out of the innermost loop, and if that is a macro's, perhaps out of the one around it. */
static void build_break(struct builder *builder)
{
	const struct loop *loop = builder->loop;

	for (; loop && loop->is_macro; loop = loop->around)
		add_edge(builder, builder->at, loop->break_to, EDGE_MAYBE);
	leave_for(builder, loop ? loop->break_to : NOWHERE);
}

static void build_continue(struct builder *builder)
{
	const struct loop *loop = builder->loop;

	for (; loop && (loop->is_macro || loop->continue_to == NOWHERE); loop = loop->around)
		add_edge(builder, builder->at, loop->continue_to, EDGE_MAYBE);
	leave_for(builder, loop ? loop->continue_to : NOWHERE);
}

/* `panic(...);` and its like do not come back. */
static bool does_not_return(const struct builder *builder, const struct statement *statement)
{
	static const char *const names[] = {
		"BUG", "BUILD_BUG", "panic", "do_exit", "do_group_exit", "kthread_exit",
		"kthread_complete_and_exit", "complete_and_exit", "module_put_and_exit",
		"module_put_and_kthread_exit", "make_task_dead", "unreachable",
		"__builtin_unreachable", "abort", "exit",
	};
	size_t close = outline_closing(builder->outline, statement->first + 1);

	return token_is_any(builder->tokens, statement->first, names, ARRAY_SIZE(names)) &&
	       close != NO_TOKEN &&
	       token_is(builder->tokens, token_next(builder->tokens, close), ";");
}

static void build_expression(struct builder *builder, const struct statement *statement)
{
	add_step(builder, statement, statement->first, statement->last, NULL);
	if (does_not_return(builder, statement))
		builder->at = new_block(builder);
}

static void build_arms(struct builder *builder, const struct statement *statement)
{
	size_t before = builder->at, after = new_block(builder);

	for (const struct statement *arm = statement->child; arm; arm = arm->next) {
		struct edge edge = {
			.kind = EDGE_ARM, .branch = arm->branch, .arms = statement->branch,
		};

		builder->at = edge.to = new_block(builder);
		VEC_PUSH(&builder->blocks.items[before].edges, edge);
		build_list(builder, arm->child);
		add_edge(builder, builder->at, after, EDGE_ALWAYS);
	}
	builder->at = after;
}

static void build(struct builder *builder, const struct statement *statement)
{
	switch (statement->kind) {
	case STATEMENT_BLOCK:
	case STATEMENT_ARM:
		build_list(builder, statement->child);
		break;
	case STATEMENT_IF:
		build_if(builder, statement);
		break;
	case STATEMENT_FOR:
		build_for(builder, statement);
		break;
	case STATEMENT_WHILE:
		build_while(builder, statement);
		break;
	case STATEMENT_DO:
		build_do(builder, statement);
		break;
	case STATEMENT_SWITCH:
		build_switch(builder, statement);
		break;
	case STATEMENT_MACRO:
		build_macro(builder, statement);
		break;
	case STATEMENT_CASE:
		build_case(builder, statement);
		break;
	case STATEMENT_LABEL:
		flow_into(builder, label_block(builder, statement->first));
		break;
	case STATEMENT_GOTO:
		build_goto(builder, statement);
		break;
	case STATEMENT_RETURN:
		add_step(builder, statement, statement->first, statement->last, NULL);
		leave_for(builder, builder->exit);
		break;
	case STATEMENT_BREAK:
		build_break(builder);
		break;
	case STATEMENT_CONTINUE:
		build_continue(builder);
		break;
	case STATEMENT_ARMS:
		build_arms(builder, statement);
		break;
	default:
		build_expression(builder, statement);
	}
}

static void *keep(struct arena *arena, void *items, size_t size)
{
	void *copy = arena_alloc(arena, size + 1);

	if (size)
		memcpy(copy, items, size);
	free(items);
	return copy;
}

static void take_blocks(struct builder *builder, struct graph *graph)
{
	graph->n = builder->blocks.n;
	graph->n_steps = builder->n_steps;
	graph->blocks = arena_alloc(builder->arena, graph->n * sizeof(*graph->blocks));
	for (size_t i = 0; i < graph->n; i++) {
		struct growing_block *from = &builder->blocks.items[i];

		graph->blocks[i] = (struct block){
			.n_steps = from->steps.n, .n_edges = from->edges.n,
			.steps = keep(builder->arena, from->steps.items,
				      from->steps.n * sizeof(*from->steps.items)),
			.edges = keep(builder->arena, from->edges.items,
				      from->edges.n * sizeof(*from->edges.items)),
		};
	}
	free(builder->blocks.items);
	free(builder->labels.items);
}

void graph_make(const struct outline *outline, const struct variant *variant, struct arena *arena,
		struct graph *graph)
{
	struct builder builder = {
		.outline = outline, .tokens = &outline->tokens, .variant = variant, .arena = arena,
		.switch_block = NOWHERE,
	};

	*graph = (struct graph){ .variant = variant };
	graph->entry = builder.at = new_block(&builder);
	graph->exit = builder.exit = new_block(&builder);
	find_labels(&builder, variant->root);
	build_list(&builder, variant->root->child);
	add_edge(&builder, builder.at, builder.exit, EDGE_ALWAYS);
	take_blocks(&builder, graph);
}

bool graph_find(const struct graph *graph, size_t i, size_t *block, size_t *step)
{
	if (variant_hides(graph->variant, i))
		return false;
	for (*block = 0; *block < graph->n; (*block)++)
		for (*step = 0; *step < graph->blocks[*block].n_steps; (*step)++)
			if (i >= graph->blocks[*block].steps[*step].first &&
			    i < graph->blocks[*block].steps[*step].last)
				return true;
	return false;
}

bool step_hides(const struct outline *outline, const struct step *step, size_t token)
{
	size_t bracket = outline_encloser(outline, token);

	for (; bracket != NO_TOKEN && bracket >= step->first; bracket = outline_encloser(outline, bracket))
		if (token_is(&outline->tokens, bracket, "{"))
			return true;
	return false;
}
