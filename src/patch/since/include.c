// SPDX-License-Identifier: GPL-2.0-only
#include "patch/since/include.h"

#include "c/outline/includes.h"

static bool is_of_kernel(const struct outline *outline, size_t directive)
{
	size_t name = outline_included(outline, directive);

	return name != NO_TOKEN && outline->tokens.text[outline->tokens.items[name].offset] == '<';
}

static size_t branch_of(const struct outline *outline, size_t directive)
{
	return outline_branch_at(outline, outline->tokens.directives.items[directive].begin);
}

static size_t depth_of(const struct outline *outline, size_t branch)
{
	size_t depth = 0;

	for (; branch != NO_TOKEN; branch = outline->branches.items[branch].parent)
		depth++;
	return depth;
}

/* The innermost branch that both are in, or NO_TOKEN. */
static size_t common_branch(const struct outline *outline, size_t a, size_t b)
{
	const struct branch *branches = outline->branches.items;
	size_t depth_a = depth_of(outline, a), depth_b = depth_of(outline, b);

	for (; depth_a > depth_b; depth_a--)
		a = branches[a].parent;
	for (; depth_b > depth_a; depth_b--)
		b = branches[b].parent;
	while (a != b) {
		a = branches[a].parent;
		b = branches[b].parent;
	}
	return a;
}

void included_for_add(struct included_for *needs, const struct outline *outline, size_t offset)
{
	size_t branch = outline_branch_at(outline, offset);

	if (needs->first == NO_TOKEN)
		*needs = (struct included_for){ .first = offset, .branch = branch };
	else
		needs->branch = common_branch(outline, needs->branch, branch);
}

/* Behind the line, or behind the #endif of the #if that the directive stands in, if that is deeper. */
static size_t end_at_depth(const struct outline *outline, size_t directive, size_t depth)
{
	const struct branch *branches = outline->branches.items;
	size_t branch = branch_of(outline, directive), end = outline->tokens.directives.items[directive].end;
	size_t first;

	if (depth_of(outline, branch) == depth)
		return end;
	while (depth_of(outline, branches[branch].parent) > depth)
		branch = branches[branch].parent;
	first = branches[branch].first;
	for (size_t b = branch; b < outline->branches.n; b++)
		if (branches[b].first == first)
			branch = b;
	for (size_t d = 0; d < outline->tokens.directives.n; d++)
		if (outline->tokens.directives.items[d].begin == branches[branch].end)
			return outline->tokens.directives.items[d].end;
	return NO_TOKEN;
}

/* Past the end of the line, and of blank lines if an #include "..." follows them: it joins that group. */
static size_t begin_of_group(const struct outline *outline, size_t end, bool *starts_group)
{
	const struct token_list *tokens = &outline->tokens;
	const char *text = tokens->text;
	size_t line = end, next;

	while (line < tokens->length && text[line] != '\n')
		line++;
	line += line < tokens->length;
	for (next = line; next < tokens->length && (text[next] == '\n' || text[next] == '\r'); next++)
		;
	*starts_group = true;
	for (size_t d = 0; d < tokens->directives.n; d++) {
		size_t name = outline_included(outline, d);

		if (tokens->directives.items[d].begin != next || name == NO_TOKEN ||
		    is_of_kernel(outline, d))
			continue;
		*starts_group = false;
		return next;
	}
	return line;
}

/* How deep the #include may stand, by an #include <...>: where that is, or above, where all that needs it is. */
static size_t depth_for(const struct outline *outline, const struct included_for *needs, size_t directive)
{
	return depth_of(outline, common_branch(outline, branch_of(outline, directive), needs->branch));
}

/* The end of the last one, at that depth, or deeper if what needs it would else stand in front. */
static size_t end_before(const struct outline *outline, size_t last, size_t depth, size_t first)
{
	size_t deepest = depth_of(outline, branch_of(outline, last));
	size_t end = end_at_depth(outline, last, depth);

	while (depth < deepest && end != NO_TOKEN && end > first)
		end = end_at_depth(outline, last, ++depth);
	return end;
}

size_t include_place(const struct outline *outline, const struct included_for *needs, bool *starts_group)
{
	size_t n = outline->tokens.directives.n, depth = NO_TOKEN, last = NO_TOKEN, end;

	for (size_t d = 0; d < n; d++) {
		size_t own;

		if (!is_of_kernel(outline, d) || outline->tokens.directives.items[d].begin > needs->first)
			continue;
		own = depth_for(outline, needs, d);
		if (own < depth)
			depth = own;
		last = d;
	}
	end = last == NO_TOKEN ? NO_TOKEN : end_before(outline, last, depth, needs->first);
	return end == NO_TOKEN ? NO_TOKEN : begin_of_group(outline, end, starts_group);
}
