// SPDX-License-Identifier: GPL-2.0-only
#include "patch/migrate/expansion.h"

#include "base/data/buf.h"
#include "base/data/mem.h"
#include "patch/migrate/macro_text.h"

#include <stdlib.h>
#include <string.h>

/* The arguments of a call; each is one token with its newline, @0 for what the old call passes first. */
struct arguments {
	struct { char **items; size_t n, capacity; } list;
};

static void arguments_free(struct arguments *arguments)
{
	while (arguments->list.n)
		free(arguments->list.items[--arguments->list.n]);
	free(arguments->list.items);
}

static bool is_plain(const struct migration_rule *rule)
{
	for (size_t i = 0; i < rule->n; i++)
		if (rule->patterns[i].kind != PATTERN_ANY && rule->patterns[i].kind != PATTERN_REST)
			return false;
	return true;
}

static void old_arguments(const struct migration_rule *rule, struct arguments *arguments)
{
	*arguments = (struct arguments){0};
	for (size_t i = 0; i < rule->n; i++)
		VEC_PUSH(&arguments->list, mem_printf("@%zu\n", i));
}

/* NULL: it is more than one token. */
static char *new_argument(const struct migration *migration, const struct migration_rule *rule, size_t a)
{
	const struct token_list *tokens = &migration->outline.tokens;
	const struct expr *argument = rule->arguments[a];
	size_t which;

	if (!argument)
		return mem_printf("@%zu\n", rule->n - 1);
	if (argument->last != argument->first + 1)
		return NULL;
	which = rule_parameter(migration, rule, argument->first);
	if (which == NO_TOKEN)
		return mem_printf("%.*s\n", (int)tokens->items[argument->first].length,
				  tokens->text + tokens->items[argument->first].offset);
	return which < rule->n ? mem_printf("@%zu\n", which) : NULL;
}

/* False: one of them is made of something. */
static bool new_arguments(const struct migration *migration, const struct migration_rule *rule,
			  struct arguments *arguments)
{
	*arguments = (struct arguments){0};
	for (size_t a = 0; a < rule->n_arguments; a++) {
		char *argument = new_argument(migration, rule, a);

		if (!argument)
			return false;
		VEC_PUSH(&arguments->list, argument);
	}
	return true;
}

/* The call itself, as text like that of macros. */
static char *call_text(const char *name, const struct arguments *arguments)
{
	struct buf out = {0};

	buf_printf(&out, "%s\n(\n", name);
	for (size_t i = 0; i < arguments->list.n; i++)
		buf_printf(&out, "%s%s", i ? ",\n" : "", arguments->list.items[i]);
	buf_puts(&out, ")\n");
	return buf_take(&out);
}

/*
 * The one text of all macros of that name in include/. NULL: there are several, or it is a function, or it
 * takes any number of arguments. One in an #if alone is no macro to count on, as it will be used where it was not.
 */
static const struct declared_name *one_macro(const struct declared_names *names, const char *name)
{
	const struct declared_name *one = NULL;

	for (size_t i = 0; i < names->n; i++) {
		const struct declared_name *other = &names->items[i];

		if (strcmp(other->symbol->name, name) || !is_public_path(other->path))
			continue;
		if (!other->text || (one && (strcmp(one->text, other->text) || one->n != other->n)))
			return NULL;
		if (!one || !other->is_conditional)
			one = other;
	}
	return one;
}

/* What a call of the macro stands for; NULL: it takes another number of arguments. */
static char *expand(const struct declared_name *macro, const struct arguments *arguments)
{
	struct buf out = {0};
	char *call;

	if (!macro->is_counted) {
		call = call_text("", arguments);
		buf_printf(&out, "%s%s", macro->text, call + 1);
		free(call);
		return buf_take(&out);
	}
	if (macro->n != arguments->list.n)
		return NULL;
	for (const char *line = macro->text; *line; line = strchr(line, '\n') + 1) {
		size_t length = strcspn(line, "\n") + 1;

		if (*line == '@')
			buf_puts(&out, arguments->list.items[strtoul(line + 1, NULL, 10)]);
		else
			buf_add(&out, line, length);
	}
	return out.length ? buf_take(&out) : mem_strdup("");
}

/* True if a macro of that name may take its arguments as they are written, before they are expanded. */
static bool takes_words(const struct declared_names *names, const char *name)
{
	for (size_t i = 0; i < names->n; i++)
		if (!strcmp(names->items[i].symbol->name, name) && names->items[i].is_macro &&
		    (!names->items[i].text || strchr(names->items[i].text, '#')))
			return true;
	return false;
}

static enum expansion compare(const struct declared_names *names, const struct migration_rule *rule,
			      const struct arguments *old, const struct arguments *new)
{
	const struct declared_name *was = one_macro(names, rule->callee), *is = one_macro(names, rule->successor);
	char *before = was ? expand(was, old) : NULL, *after = is ? expand(is, new) : NULL;
	char *call = call_text(rule->successor, new);
	enum expansion expansion = EXPANSION_OTHER;

	if (before && macro_text_same(before, call) && (!was->is_counted || !takes_words(names, rule->successor)))
		expansion = EXPANSION_IS_CALL;
	else if (before && after && was->is_counted == is->is_counted && !is->is_conditional &&
		 macro_text_same(before, after))
		expansion = EXPANSION_SAME;
	free(call);
	free(after);
	free(before);
	return expansion;
}

enum expansion rule_expansion(const struct declared_names *names, const struct migration *migration,
			      const struct migration_rule *rule)
{
	struct arguments old, new;
	enum expansion expansion = EXPANSION_OTHER;

	if (!is_plain(rule))
		return expansion;
	old_arguments(rule, &old);
	if (new_arguments(migration, rule, &new))
		expansion = compare(names, rule, &old, &new);
	arguments_free(&new);
	arguments_free(&old);
	return expansion;
}
