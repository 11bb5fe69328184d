// SPDX-License-Identifier: GPL-2.0-only
#include "patch/engines/scripts.h"

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/beside.h"
#include "base/files/load.h"
#include "base/files/path.h"
#include "c/outline/words.h"
#include "c/syntax/call.h"
#include "conversion/convert/convert.h"

#include <stdlib.h>
#include <string.h>

/* The conversions first: what the others mend, they would not read as well. */
static const char *const names[] = {
	"gup_longterm.cocci", "gup_fast_flags.cocci", "bool_as_flags.cocci", "literal_flags.cocci",
};

/* Seen from the folder of the program: build/guptidy, or bin/guptidy. */
static const char *const places[] = { "../cocci", "../share/guptidy/cocci" };

/* The rest of the line behind the head's `// word: `; the caller frees it. */
static char *head_line(const char *text, const char *word)
{
	char *mark = mem_printf("\n// %s:", word);
	const char *found = strstr(text, mark);
	char *line;

	if (found) {
		found += strlen(mark);
		line = mem_strndup(found, strcspn(found, "\n"));
	} else {
		line = mem_strdup("");
	}
	free(mark);
	return line;
}

static char **split_words(char *line)
{
	struct { char **items; size_t n, capacity; } words = {0};
	char *rest;

	for (char *word = strtok_r(line, " \t", &rest); word; word = strtok_r(NULL, " \t", &rest)) {
		char *copy = mem_strdup(word);

		VEC_PUSH(&words, copy);
	}
	VEC_PUSH(&words, NULL);
	return words.items;
}

/* A script for one conversion names its function first among its keywords. */
static const struct gup_function *converted_function(const char *keywords)
{
	const char *name = keywords + strspn(keywords, " ");
	const struct gup_function *function = gup_function_find(name, strcspn(name, ", "));

	return function && gup_conversion_of(function) ? function : NULL;
}

static int read_script(struct scripts *scripts, const char *folder, const char *name,
		       struct err *err)
{
	struct script script = { .path = path_join(folder, name) };
	struct buf text = {0};
	char *line;

	if (load_file(&text, script.path, err)) {
		free(script.path);
		return -1;
	}
	line = head_line(text.data ? text.data : "", "Options");
	script.options = split_words(line);
	free(line);
	line = head_line(text.data ? text.data : "", "Keywords");
	script.converts = converted_function(line);
	free(line);
	script.knows_int_write = text.data && strstr(text.data, "\nvirtual int_write\n");
	buf_free(&text);
	VEC_PUSH(scripts, script);
	return 0;
}

/* The folder of the scripts; the caller frees it. NULL sets err. */
static char *find_folder(struct err *err)
{
	char *first = beside_file(places, ARRAY_SIZE(places), names[0]);
	char *folder = first ? path_folder(first) : NULL, *program;

	free(first);
	if (folder)
		return folder;
	program = beside_program();
	err_set(err, "%s: the semantic patches are neither in %s nor in %s, seen from here; run `ninja install`, "
		"or use --engine=clang", program, places[0], places[1]);
	free(program);
	return NULL;
}

int scripts_find(struct scripts *scripts, struct err *err)
{
	char *folder = find_folder(err);
	int status = folder ? 0 : -1;

	*scripts = (struct scripts){0};
	for (size_t i = 0; i < ARRAY_SIZE(names) && !status; i++)
		status = read_script(scripts, folder, names[i], err);
	free(folder);
	return status;
}

/* FOLL_* flags, or none, by the text alone: no script has anything to mend there. */
static bool is_plain_flags(const struct outline *outline, const struct expr *expr)
{
	expr = expr_bare(expr);
	switch (expr->kind) {
	case EXPR_IDENTIFIER:
		return token_begins_with(&outline->tokens, expr->first, "FOLL_");
	case EXPR_NUMBER:
		return token_is(&outline->tokens, expr->first, "0");
	case EXPR_TERNARY:
		return expr->left && is_plain_flags(outline, expr->left) &&
		       is_plain_flags(outline, expr->right);
	case EXPR_BINARY:
		return expr_op_is(outline, expr, "|") && is_plain_flags(outline, expr->left) &&
		       is_plain_flags(outline, expr->right);
	default:
		return false;
	}
}

static bool passes_plain_flags(const struct source *source, size_t i,
			       const struct declared *declared, int flags)
{
	struct arena arena = {0};
	struct call call;
	bool plain = !call_read(&source->outline, source->tokens[i], &arena, &call) &&
		     call.n == declared->prototype.n &&
		     is_plain_flags(&source->outline, call.arguments[flags]);

	arena_free(&arena);
	return plain;
}

/* A call of a function that takes flags, with something else in their place. */
static bool may_need_mending(const struct family *family, const struct source *source, size_t i)
{
	struct candidates candidates;

	if (!source_is_call(source, i))
		return false;
	family_candidates(family, source->file->mentions[i].symbol->function, source->path,
			  &candidates);
	for (size_t c = 0; c < candidates.n; c++) {
		int flags = declared_role(candidates.items[c], ROLE_FLAGS);

		if (flags >= 0 && !passes_plain_flags(source, i, candidates.items[c], flags))
			return true;
	}
	return false;
}

bool script_concerns(const struct script *script, const struct family *family,
		     const struct source *source, size_t i)
{
	if (!script->converts)
		return may_need_mending(family, source, i);
	return source->file->mentions[i].symbol->function == script->converts &&
	       (source_is_call(source, i) || source->forms[i] == FORM_DECLARATION ||
		source->forms[i] == FORM_DEFINITION) &&
	       convert_is_due(family, script->converts) &&
	       !family_holder(family, script->converts, source->path);
}

void scripts_free(struct scripts *scripts)
{
	for (size_t i = 0; i < scripts->n; i++) {
		for (char **option = scripts->items[i].options; *option; option++)
			free(*option);
		free(scripts->items[i].options);
		free(scripts->items[i].path);
	}
	free(scripts->items);
	*scripts = (struct scripts){0};
}
