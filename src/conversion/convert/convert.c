// SPDX-License-Identifier: GPL-2.0-only
#include "conversion/convert/convert.h"

#include "base/data/mem.h"
#include "outcome/plan/print.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *bytes_of(const struct converter *converter, size_t begin, size_t end)
{
	return mem_strndup(converter->source->text.data + begin, end - begin);
}

void convert_replace(struct converter *converter, size_t first, size_t last, const char *text)
{
	const struct token_list *tokens = &converter->source->outline.tokens;
	size_t begin = tokens->items[first].offset;
	size_t end = tokens->items[last - 1].offset + tokens->items[last - 1].length;
	char *old = bytes_of(converter, begin, end);

	edit_list_add(converter->edits, converter->source->path, begin, old, text);
	free(old);
}

void convert_span(struct converter *converter, size_t open, const struct edit_span *spans, size_t n,
		  size_t which, const char *text)
{
	const struct source *source = converter->source;
	struct edit_arguments arguments = {
		.text = { source->text.data, source->text.length },
		.open = source->outline.tokens.items[open].offset, .spans = spans, .n = n,
		.limit = KERNEL_LINE,
	};
	struct edit_span replaced;
	struct buf bytes = {0};
	char *old;

	edit_wrap(&arguments, which, text, &replaced, &bytes);
	old = bytes_of(converter, replaced.begin, replaced.end);
	edit_list_add(converter->edits, source->path, replaced.begin, old, bytes.data);
	buf_free(&bytes);
	free(old);
}

void convert_plan(struct converter *converter, const struct call *call, const struct call_plan *plan)
{
	const struct source *source = converter->source;
	size_t offset = source->outline.tokens.items[call->name].offset;

	if (call_print(source, call, plan, converter->edits)) {
		convert_leave(converter, offset,
			      "the call cannot be read once it is converted; convert it by hand");
		return;
	}
	if (converter->planned)
		planned_list_add(converter->planned, source->path, offset,
				 call_plan_text(source, call, plan));
}

bool convert_is_own(const struct source *source, const char *name)
{
	const struct token_list *tokens = &source->outline.tokens;

	for (size_t i = 0; i < source->outline.functions.n; i++)
		if (!strcmp(source->outline.functions.items[i].name, name))
			return true;
	for (size_t i = 0; i < tokens->n; i++)
		if (token_is(tokens, i, name) && token_defines_macro(tokens, i) &&
		    source_verdict(source, tokens->items[i].offset) != VERDICT_OUT)
			return true;
	return false;
}

/* Where the call ends whose name stands at an offset; without arguments, right there. */
static size_t end_of_call(const struct outline *outline, size_t offset)
{
	size_t open = token_next(&outline->tokens, token_at(&outline->tokens, offset));
	size_t close = outline_closing(outline, open);

	return close == NO_TOKEN ? offset : outline->tokens.items[close].offset;
}

bool convert_is_entangled(const struct converter *converter, const struct call *call)
{
	const struct outline *outline = &converter->source->outline;
	const struct planned_list *planned = converter->planned;
	size_t begin = outline->tokens.items[call->name].offset;
	size_t end = outline->tokens.items[call->close].offset;

	for (size_t i = 0; planned && i < planned->n; i++) {
		size_t other = planned->items[i].offset;

		if (strcmp(planned->items[i].path, converter->source->path))
			continue;
		if (other < begin ? begin < end_of_call(outline, other) : begin < other && other < end)
			return true;
	}
	return false;
}

void convert_argument(struct converter *converter, const struct call *call, const char *name, size_t i,
		      const char *text)
{
	struct call_plan plan;

	call_plan_keep(&plan, call, &converter->source->arena);
	plan.callee = name;
	call_plan_replace(&plan, i, text);
	convert_plan(converter, call, &plan);
}

void convert_leave_held(struct converter *converter, const struct declared *holder)
{
	const struct left_sink *left = &converter->left;
	char *reason;

	if (holder->is_mainline) {
		left->add(left->data, converter->source->path, 0, 0, "",
			  "no kernel tree says what its calls must look like; pass --kernel TREE");
		return;
	}
	reason = mem_printf("%s() takes `int write` here, and this file is not in PATH: what must "
			    "agree with it was left as it is", holder->function->name);
	left->add(left->data, holder->path, holder->line, holder->column, "", reason);
	free(reason);
}

void convert_leave(struct converter *converter, size_t offset, const char *format, ...)
{
	struct source *source = converter->source;
	uint32_t line, column;
	va_list args;
	char *reason;

	va_start(args, format);
	if (vasprintf(&reason, format, args) < 0)
		reason = mem_strdup(format);
	va_end(args);
	source_position(source, offset, &line, &column);
	converter->left.add(converter->left.data, source->path, line, column,
			    source_function_name(source, token_at(&source->outline.tokens, offset)),
			    reason);
	free(reason);
}
