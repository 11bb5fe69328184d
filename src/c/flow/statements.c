// SPDX-License-Identifier: GPL-2.0-only
/* Statements: what each makes of the blocks, and where it leads. */
#include "base/data/mem.h"
#include "c/flow/builder.h"
#include "c/outline/words.h"

static void build(struct builder *builder, const struct statement *statement);

static size_t head_first(const struct builder *builder, const struct statement *statement)
{
	return token_next(builder->tokens, statement->open);
}

void builder_list(struct builder *builder, const struct statement *list)
{
	for (; list; list = list->next)
		build(builder, list);
}

static void build_if(struct builder *builder, const struct statement *statement)
{
	size_t then = builder_block(builder), after = builder_block(builder);
	size_t otherwise = statement->child->next ? builder_block(builder) : after;

	builder_test(builder, statement, head_first(builder, statement), statement->close,
		     (struct fork){ then, otherwise });
	builder->at = then;
	build(builder, statement->child);
	builder_edge(builder, builder->at, after, EDGE_ALWAYS);
	if (statement->child->next) {
		builder->at = otherwise;
		build(builder, statement->child->next);
		builder_edge(builder, builder->at, after, EDGE_ALWAYS);
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
	builder_edge(builder, builder->at, loop->continue_to, EDGE_ALWAYS);
	builder->loop = loop->around;
	builder->at = loop->break_to;
}

static void build_while(struct builder *builder, const struct statement *statement)
{
	size_t test = builder_block(builder), body = builder_block(builder), after = builder_block(builder);

	builder_flow_into(builder, test);
	builder_test(builder, statement, head_first(builder, statement), statement->close,
		     (struct fork){ body, after });
	build_body(builder, statement->child, body,
		   &(struct loop){ .break_to = after, .continue_to = test, .around = builder->loop });
}

static void build_do(struct builder *builder, const struct statement *statement)
{
	size_t body = builder_block(builder), test = builder_block(builder), after = builder_block(builder);

	builder_flow_into(builder, body);
	build_body(builder, statement->child, body,
		   &(struct loop){ .break_to = after, .continue_to = test, .around = builder->loop });
	builder->at = test;
	builder_test(builder, statement, head_first(builder, statement), statement->close,
		     (struct fork){ body, after });
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
	size_t test = builder_block(builder), body = builder_block(builder), step = builder_block(builder);
	size_t after = builder_block(builder), first = head_first(builder, statement);
	size_t init = head_part_end(builder, statement, first), condition;

	builder_step(builder, statement, first, init, NULL);
	builder_flow_into(builder, test);
	first = token_next(builder->tokens, init);
	condition = head_part_end(builder, statement, first);
	builder_test(builder, statement, first, condition, (struct fork){ body, after });
	build_body(builder, statement->child, body,
		   &(struct loop){ .break_to = after, .continue_to = step, .around = builder->loop });
	builder->at = step;
	builder_step(builder, statement, token_next(builder->tokens, condition), statement->close, NULL);
	builder_edge(builder, builder->at, test, EDGE_ALWAYS);
	builder->at = after;
}

/* `scoped_guard(class, x) body`: once, unless it is one of those classes that may fail. */
static bool is_scope(const struct builder *builder, const struct statement *statement)
{
	static const char *const endings[] = { "_try", "_intr", "_kill", "_killable", "_timeout" };
	const struct token_list *tokens = builder->tokens;
	size_t class;

	if (!token_is(tokens, statement->first, "scoped_guard") || statement->open == NO_TOKEN)
		return false;
	class = token_next(tokens, statement->open);
	for (size_t i = 0; i < ARRAY_SIZE(endings); i++)
		if (token_ends_with(tokens, class, endings[i]))
			return false;
	return true;
}

static void build_scope(struct builder *builder, const struct statement *statement)
{
	size_t body = builder_block(builder), after = builder_block(builder);

	builder_step(builder, statement, statement->first, statement->close + 1, NULL);
	builder_edge(builder, builder->at, body, EDGE_ALWAYS);
	build_body(builder, statement->child, body,
		   &(struct loop){ .break_to = after, .continue_to = after, .around = builder->loop });
}

/* A macro with a body: it may run never, once, or again and again. */
static void build_macro(struct builder *builder, const struct statement *statement)
{
	size_t head = builder_block(builder), body = builder_block(builder), after = builder_block(builder);
	size_t last = statement->close == NO_TOKEN ? statement->first : statement->close;

	if (is_scope(builder, statement)) {
		build_scope(builder, statement);
		return;
	}
	builder_flow_into(builder, head);
	builder_step(builder, statement, statement->first, last + 1, NULL);
	builder_edge(builder, builder->at, body, EDGE_MAYBE);
	builder_edge(builder, builder->at, after, EDGE_MAYBE);
	build_body(builder, statement->child, body,
		   &(struct loop){ .break_to = after, .continue_to = head, .is_macro = true, .around = builder->loop });
}

static void build_switch(struct builder *builder, const struct statement *statement)
{
	size_t after = builder_block(builder), outer = builder->switch_block;
	struct loop loop = { .break_to = after, .continue_to = NOWHERE, .around = builder->loop };
	bool had_default = builder->has_default;

	builder_step(builder, statement, head_first(builder, statement), statement->close, NULL);
	builder->switch_block = builder->at;
	builder->has_default = false;
	builder->loop = &loop;
	builder->at = builder_block(builder);
	build(builder, statement->child);
	builder_edge(builder, builder->at, after, EDGE_ALWAYS);
	builder->loop = loop.around;
	if (!builder->has_default)
		builder_edge(builder, builder->switch_block, after, EDGE_CASE);
	builder->switch_block = outer;
	builder->has_default = had_default;
	builder->at = after;
}

static void build_case(struct builder *builder, const struct statement *statement)
{
	struct edge edge = { .kind = EDGE_CASE, .branch = statement->first, .arms = NO_TOKEN };

	builder_flow_into(builder, builder_block(builder));
	builder->has_default |= token_is(builder->tokens, statement->first, "default");
	edge.to = builder->at;
	if (builder->switch_block != NOWHERE)
		VEC_PUSH(&builder->blocks.items[builder->switch_block].edges, edge);
}

static void build_goto(struct builder *builder, const struct statement *statement)
{
	size_t name = token_next(builder->tokens, statement->first);
	size_t block = builder_label(builder, name);

	/* goto *p: to any of them. */
	for (size_t i = 0; block == NOWHERE && i < builder->labels.n; i++)
		builder_edge(builder, builder->at, builder->labels.items[i].block, EDGE_MAYBE);
	builder_leave_for(builder, block);
}

/* Out of the innermost loop, and if that is a macro's, perhaps out of the one around it. */
static void build_break(struct builder *builder, const struct statement *statement)
{
	const struct loop *loop = builder->loop;

	(void)statement;
	for (; loop && loop->is_macro; loop = loop->around)
		builder_edge(builder, builder->at, loop->break_to, EDGE_MAYBE);
	builder_leave_for(builder, loop ? loop->break_to : NOWHERE);
}

static void build_continue(struct builder *builder, const struct statement *statement)
{
	const struct loop *loop = builder->loop;

	(void)statement;
	for (; loop && (loop->is_macro || loop->continue_to == NOWHERE); loop = loop->around)
		builder_edge(builder, builder->at, loop->continue_to, EDGE_MAYBE);
	builder_leave_for(builder, loop ? loop->continue_to : NOWHERE);
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
	builder_step(builder, statement, statement->first, statement->last, NULL);
	if (does_not_return(builder, statement))
		builder->at = builder_block(builder);
}

static void build_arms(struct builder *builder, const struct statement *statement)
{
	size_t before = builder->at, after = builder_block(builder);

	for (const struct statement *arm = statement->child; arm; arm = arm->next) {
		struct edge edge = {
			.kind = EDGE_ARM, .branch = arm->branch, .arms = statement->branch,
		};

		builder->at = edge.to = builder_block(builder);
		VEC_PUSH(&builder->blocks.items[before].edges, edge);
		builder_list(builder, arm->child);
		builder_edge(builder, builder->at, after, EDGE_ALWAYS);
	}
	builder->at = after;
}

static void build_children(struct builder *builder, const struct statement *statement)
{
	builder_list(builder, statement->child);
}

static void build_label(struct builder *builder, const struct statement *statement)
{
	builder_flow_into(builder, builder_label(builder, statement->first));
}

static void build_return(struct builder *builder, const struct statement *statement)
{
	builder_step(builder, statement, statement->first, statement->last, NULL);
	builder_leave_for(builder, builder->exit);
}

static void build(struct builder *builder, const struct statement *statement)
{
	static void (*const build_kind[])(struct builder *, const struct statement *) = {
		[STATEMENT_BLOCK] = build_children, [STATEMENT_IF] = build_if,
		[STATEMENT_FOR] = build_for, [STATEMENT_WHILE] = build_while, [STATEMENT_DO] = build_do,
		[STATEMENT_SWITCH] = build_switch, [STATEMENT_MACRO] = build_macro,
		[STATEMENT_CASE] = build_case, [STATEMENT_LABEL] = build_label,
		[STATEMENT_GOTO] = build_goto, [STATEMENT_RETURN] = build_return,
		[STATEMENT_BREAK] = build_break, [STATEMENT_CONTINUE] = build_continue,
		[STATEMENT_DECLARATION] = build_expression, [STATEMENT_EXPRESSION] = build_expression,
		[STATEMENT_ASM] = build_expression, [STATEMENT_EMPTY] = build_expression,
		[STATEMENT_ARMS] = build_arms, [STATEMENT_ARM] = build_children,
	};

	build_kind[statement->kind](builder, statement);
}
