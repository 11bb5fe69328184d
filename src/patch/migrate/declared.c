// SPDX-License-Identifier: GPL-2.0-only
#include "patch/migrate/declared.h"

#include "base/data/mem.h"
#include "patch/migrate/macro_text.h"

#include <stdlib.h>
#include <string.h>

/* A header's guard is an #if around all of its code. */
static bool is_guard(const struct outline *outline, const struct branch *branch)
{
	const struct token_list *tokens = &outline->tokens;
	size_t first = 0, last = tokens->n;

	while (first < last && token_is_comment(&tokens->items[first]))
		first++;
	while (last > first && token_is_comment(&tokens->items[last - 1]))
		last--;
	return first < last && branch->parent == NO_TOKEN && branch->directive == branch->first &&
	       tokens->items[first].directive == branch->directive + 1 &&
	       tokens->items[last - 1].directive &&
	       tokens->directives.items[tokens->items[last - 1].directive - 1].begin >= branch->end;
}

bool is_in_condition(const struct outline *outline, size_t offset)
{
	size_t branch = outline_branch_at(outline, offset);

	return branch != NO_TOKEN && !is_guard(outline, &outline->branches.items[branch]);
}

/* The parameters and the text of the macro that token name defines. */
static void read_macro(const struct token_list *tokens, size_t name, struct declared_name *declared)
{
	size_t open = token_next(tokens, name), i;

	declared->text = macro_text(tokens, name);
	if (!token_is(tokens, open, "(") ||
	    tokens->items[open].offset != tokens->items[name].offset + tokens->items[name].length)
		return;
	declared->is_counted = true;
	for (i = token_next(tokens, open); i < tokens->n && !token_is(tokens, i, ")"); i = token_next(tokens, i)) {
		if (token_is(tokens, i, "..."))
			declared->is_variadic = true;
		else if (!token_is(tokens, i, ","))
			declared->n++;
	}
}

static int count_function(const struct source *source, size_t name, struct declared_name *declared)
{
	struct prototype prototype;

	if (prototype_read(&source->outline, name, &prototype))
		return -1;
	declared->is_counted = true;
	declared->is_own = prototype.is_static;
	declared->is_variadic = prototype.is_variadic;
	declared->n = prototype.n;
	declared->returns = mem_strdup(prototype.returns);
	for (size_t i = 0; i < prototype.n; i++)
		declared->types[i] = mem_strdup(prototype.parameters[i].type);
	prototype_free(&prototype);
	return 0;
}

bool declared_names_know(const struct declared_names *names, const char *name)
{
	for (size_t i = 0; i < names->known.n; i++)
		if (!strcmp(names->known.items[i]->name, name))
			return true;
	return false;
}

static bool is_code(enum form form)
{
	return form != FORM_COMMENT && form != FORM_KERNEL_DOC && form != FORM_STRING;
}

static void add_known(struct declared_names *names, const struct source *source, size_t i)
{
	const struct symbol *symbol = source->file->mentions[i].symbol;

	if (is_code(source->forms[i]) && is_public_path(source->path) &&
	    !declared_names_know(names, symbol->name))
		VEC_PUSH(&names->known, symbol);
}

void declared_names_add(struct declared_names *names, const struct source *source)
{
	for (size_t i = 0; i < source->file->n_mentions; i++) {
		const struct mention *mention = &source->file->mentions[i];
		struct declared_name declared = {
			.symbol = mention->symbol, .line = mention->line, .column = mention->column,
			.is_macro = source->forms[i] == FORM_MACRO_DEFINITION,
			.is_own = source->forms[i] == FORM_MACRO_DEFINITION,
			.is_conditional = is_in_condition(&source->outline, mention->offset),
		};

		add_known(names, source, i);
		if (declared.is_macro)
			read_macro(&source->outline.tokens, source->tokens[i], &declared);
		else if ((source->forms[i] != FORM_DECLARATION && source->forms[i] != FORM_DEFINITION) ||
			 count_function(source, source->tokens[i], &declared))
			continue;
		declared.path = mem_strdup(source->path);
		VEC_PUSH(names, declared);
	}
}

bool is_public_path(const char *path)
{
	const char *include = strstr(path, "/include/");

	return !strncmp(path, "include/", strlen("include/")) ||
	       (include && !strncmp(path, "arch/", strlen("arch/")) &&
		!memchr(path + strlen("arch/"), '/', (size_t)(include - path) - strlen("arch/")));
}

static bool is_of(const struct declared_name *declared, const char *name)
{
	return !strcmp(declared->symbol->name, name) && is_public_path(declared->path);
}

const struct declared_name *declared_publicly(const struct declared_names *names, const char *name, size_t n)
{
	for (size_t i = 0; i < names->n; i++)
		if (is_of(&names->items[i], name) && names->items[i].is_counted &&
		    (names->items[i].n == n || (names->items[i].is_variadic && n >= names->items[i].n)))
			return &names->items[i];
	return NULL;
}

bool is_declared_publicly(const struct declared_names *names, const char *name)
{
	for (size_t i = 0; i < names->n; i++)
		if (is_of(&names->items[i], name))
			return true;
	return false;
}

void declared_names_free(struct declared_names *names)
{
	for (size_t i = 0; i < names->n; i++) {
		for (size_t p = 0; p < MAX_PARAMETERS; p++)
			free(names->items[i].types[p]);
		free(names->items[i].returns);
		free(names->items[i].text);
		free(names->items[i].path);
	}
	free(names->known.items);
	free(names->items);
	*names = (struct declared_names){0};
}
