// SPDX-License-Identifier: GPL-2.0-only
#include "outcome/result/result.h"

#include "base/data/mem.h"
#include "base/files/path.h"
#include "c/source/source.h"

#include <stdlib.h>
#include <string.h>

const char *mention_class_name(enum mention_class class)
{
	static const char *const names[] = {
#define MENTION_CLASS(id, name) [CLASS_##id] = name,
#include "outcome/result/classes.def"
	};

	return names[class];
}

/*
 * Errors begin with their path; where that is said already, it is not said twice. Of a file outside of the
 * tree they may know the end of its path alone.
 */
static const char *without_path(const char *reason, const char *path)
{
	size_t length = strlen(path), named = strcspn(reason, ":");

	if (!named || named > length || strncmp(reason + named, ": ", 2) ||
	    memcmp(path + length - named, reason, named))
		return reason;
	return named == length || path[length - named - 1] == '/' ? reason + named + 2 : reason;
}

void result_add_unanalysed(struct result *result, const char *path, uint32_t line,
			   const char *reason)
{
	struct unanalysed unanalysed = {
		.path = mem_strdup(path), .line = line, .reason = mem_strdup(without_path(reason, path)),
	};

	VEC_PUSH(&result->unanalysed, unanalysed);
}

bool result_is_whole(const struct result *result, const char *path)
{
	for (size_t i = 0; i < result->unanalysed.n; i++)
		if (path_is_below(path, result->unanalysed.items[i].path))
			return false;
	return true;
}

void result_add_file(struct result *result, const char *path, enum reading reading)
{
	struct read_file file = { .path = mem_strdup(path), .reading = reading };

	VEC_PUSH(&result->files, file);
}

const char *reading_name(enum reading reading)
{
	static const char *const names[] = {
		[READ_AS_TEXT] = "text",
		[READ_BY_CLANG] = "clang",
		[READ_EXACTLY] = "clang, exact",
	};

	return names[reading];
}

void result_add_tie(struct result *result, const char *path, const char *other)
{
	struct tie tie = { mem_strdup(path), mem_strdup(other) };

	VEC_PUSH(&result->ties, tie);
}

void result_add_left(struct result *result, const char *path, uint32_t line, uint32_t column,
		     const char *function, const char *reason)
{
	struct left left = {
		.path = mem_strdup(path), .line = line, .column = column,
		.function = mem_strdup(function), .reason = mem_strdup(reason),
	};

	VEC_PUSH(&result->left, left);
}

#define TAKE(list, from)							\
	do {									\
		for (size_t i = 0; i < (from).n; i++)				\
			VEC_PUSH(&(list), (from).items[i]);			\
		(from).n = 0;							\
	} while (0)

void result_take(struct result *result, struct result *from)
{
	TAKE(result->mentions, from->mentions);
	TAKE(result->by_macro, from->by_macro);
	TAKE(result->findings, from->findings);
	TAKE(result->left, from->left);
	TAKE(result->unanalysed, from->unanalysed);
	TAKE(result->files, from->files);
	/* Through the list's own door, as two sources may edit the same header. */
	for (size_t i = 0; i < from->edits.n; i++)
		edit_list_add(&result->edits, from->edits.items[i].path,
			      from->edits.items[i].offset, from->edits.items[i].old_text,
			      from->edits.items[i].new_text);
	TAKE(result->planned, from->planned);
	result->is_unplanned |= from->is_unplanned;
	for (int class = 0; class < CLASS_COUNT; class++)
		result->ledger[class] += from->ledger[class];
	result_free(from);
}

static int compare_places(const char *path_a, uint32_t line_a, uint32_t column_a,
			  const char *path_b, uint32_t line_b, uint32_t column_b)
{
	int order = strcmp(path_a, path_b);

	if (order)
		return order;
	if (line_a != line_b)
		return line_a < line_b ? -1 : 1;
	return column_a < column_b ? -1 : column_a > column_b;
}

static int classified_order(const void *a, const void *b)
{
	const struct classified *left = a, *right = b;

	return compare_places(left->path, left->mention->line, left->mention->column,
			      right->path, right->mention->line, right->mention->column);
}

static int by_macro_order(const void *a, const void *b)
{
	const struct by_macro *left = a, *right = b;
	int order = compare_places(left->path, left->line, left->column,
				   right->path, right->line, right->column);

	return order ? order : strcmp(left->callee->name, right->callee->name);
}

static int unanalysed_order(const void *a, const void *b)
{
	const struct unanalysed *left = a, *right = b;
	int order = compare_places(left->path, left->line, 0, right->path, right->line, 0);

	return order ? order : strcmp(left->reason, right->reason);
}

static int left_order(const void *a, const void *b)
{
	const struct left *left = a, *right = b;
	int order = compare_places(left->path, left->line, left->column,
				   right->path, right->line, right->column);

	return order ? order : strcmp(left->reason, right->reason);
}

static int file_order(const void *a, const void *b)
{
	return strcmp(((const struct read_file *)a)->path, ((const struct read_file *)b)->path);
}

#define SORT(list, order)							\
	do {									\
		if ((list).n)							\
			qsort((list).items, (list).n, sizeof(*(list).items), order); \
	} while (0)

static void free_by_macro(struct by_macro *by_macro)
{
	free(by_macro->path);
	free(by_macro->macro);
	free(by_macro->function);
}

static void free_unanalysed(struct unanalysed *unanalysed)
{
	free(unanalysed->path);
	free(unanalysed->reason);
}

static void free_left(struct left *left)
{
	free(left->path);
	free(left->function);
	free(left->reason);
}

void result_drop_left(struct result *result, const char *path, uint32_t first, uint32_t last)
{
	size_t kept = 0;

	for (size_t i = 0; i < result->left.n; i++) {
		struct left *left = &result->left.items[i];

		if (strcmp(left->path, path) || left->line < first || left->line >= last)
			result->left.items[kept++] = *left;
		else
			free_left(left);
	}
	result->left.n = kept;
}

bool result_drop_edits(struct result *result, const char *path, size_t begin, size_t end)
{
	planned_list_drop(&result->planned, path, begin, end);
	return edit_list_drop(&result->edits, path, begin, end);
}

void result_sort(struct result *result)
{
	size_t kept = 0;

	SORT(result->mentions, classified_order);
	SORT(result->by_macro, by_macro_order);
	SORT(result->unanalysed, unanalysed_order);
	SORT(result->unanalysed_before, unanalysed_order);
	SORT(result->left, left_order);
	SORT(result->files, file_order);
	finding_list_sort(&result->findings);
	edit_list_sort(&result->edits);
	planned_list_sort(&result->planned);
	pinned_list_sort(&result->pinned);
	for (size_t i = 0; i < result->unanalysed.n; i++) {
		if (kept && !unanalysed_order(&result->unanalysed.items[kept - 1],
					      &result->unanalysed.items[i]))
			free_unanalysed(&result->unanalysed.items[i]);
		else
			result->unanalysed.items[kept++] = result->unanalysed.items[i];
	}
	result->unanalysed.n = kept;
	kept = 0;
	for (size_t i = 0; i < result->left.n; i++) {
		if (kept && !left_order(&result->left.items[kept - 1], &result->left.items[i]))
			free_left(&result->left.items[i]);
		else
			result->left.items[kept++] = result->left.items[i];
	}
	result->left.n = kept;
}

static bool has_place(const struct source *source, uint32_t line, uint32_t column)
{
	size_t begin, end;

	return source_line(source, line, &begin, &end) && column && column - 1 <= end - begin;
}

static bool span_fits(struct span span, const struct source *source)
{
	return has_place(source, span.line, span.column) && span.end_line >= span.line &&
	       span.end_line <= source->lines.n;
}

/* Of other files nobody can say: what they show is what came. */
static bool note_fits(const struct note *note, const struct source *source)
{
	if (strcmp(note->path, source->path))
		return !note->excerpt.line || note->excerpt.mark <= strlen(note->excerpt.line);
	return span_fits(note_span(note), source);
}

static bool finding_fits(const struct finding *finding, const struct source *source)
{
	if (strcmp(finding->path, source->path) ||
	    !span_fits(finding_span(finding), source))
		return false;
	if (finding->argument.line && !span_fits(finding->argument, source))
		return false;
	for (size_t i = 0; i < finding->notes.n; i++)
		if (!note_fits(&finding->notes.items[i], source))
			return false;
	return true;
}

static bool edit_fits(const struct edit *edit, const struct source *source)
{
	size_t length = strlen(edit->old_text);

	return !strcmp(edit->path, source->path) && edit->offset <= source->text.length &&
	       length <= source->text.length - edit->offset &&
	       !memcmp(source->text.data + edit->offset, edit->old_text, length);
}

bool result_fits(const struct result *result, const struct source *source)
{
	for (size_t i = 0; i < result->findings.n; i++)
		if (!finding_fits(&result->findings.items[i], source))
			return false;
	for (size_t i = 0; i < result->by_macro.n; i++)
		if (strcmp(result->by_macro.items[i].path, source->path) ||
		    !has_place(source, result->by_macro.items[i].line,
			       result->by_macro.items[i].column))
			return false;
	for (size_t i = 0; i < result->edits.n; i++)
		if (!edit_fits(&result->edits.items[i], source))
			return false;
	for (size_t i = 0; i < result->planned.n; i++)
		if (strcmp(result->planned.items[i].path, source->path) ||
		    result->planned.items[i].offset >= source->text.length)
			return false;
	return true;
}

void result_read_excerpts(struct result *result, const struct source *source)
{
	for (size_t i = 0; i < result->findings.n; i++)
		finding_read_excerpts(&result->findings.items[i], source);
}

void result_free(struct result *result)
{
	for (size_t i = 0; i < result->mentions.n; i++)
		free(result->mentions.items[i].function);
	for (size_t i = 0; i < result->by_macro.n; i++)
		free_by_macro(&result->by_macro.items[i]);
	for (size_t i = 0; i < result->unanalysed.n; i++)
		free_unanalysed(&result->unanalysed.items[i]);
	for (size_t i = 0; i < result->unanalysed_before.n; i++)
		free_unanalysed(&result->unanalysed_before.items[i]);
	for (size_t i = 0; i < result->left.n; i++)
		free_left(&result->left.items[i]);
	for (size_t i = 0; i < result->files.n; i++)
		free(result->files.items[i].path);
	free(result->files.items);
	free(result->mentions.items);
	free(result->by_macro.items);
	free(result->unanalysed.items);
	free(result->unanalysed_before.items);
	free(result->left.items);
	finding_list_free(&result->findings);
	finding_list_free(&result->suppressed);
	edit_list_free(&result->edits);
	planned_list_free(&result->planned);
	for (size_t i = 0; i < result->ties.n; i++) {
		free(result->ties.items[i].path);
		free(result->ties.items[i].other);
	}
	free(result->ties.items);
	pinned_list_free(&result->pinned);
	judged_list_free(&result->judged);
	*result = (struct result){0};
}
