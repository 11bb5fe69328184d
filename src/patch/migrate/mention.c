// SPDX-License-Identifier: GPL-2.0-only
#include "patch/migrate/mention.h"

#include "base/data/mem.h"
#include "c/outline/words.h"

#include <stdlib.h>
#include <string.h>

static enum mention_class class_of(const struct source *source, size_t i)
{
	static const enum mention_class classes[] = {
		[FORM_CALL] = CLASS_CALL, [FORM_DECLARATION] = CLASS_DECLARATION,
		[FORM_DEFINITION] = CLASS_DEFINITION, [FORM_MACRO_DEFINITION] = CLASS_DEFINITION,
		[FORM_EXPORT] = CLASS_EXPORT, [FORM_ADDRESS] = CLASS_ADDRESS,
		[FORM_MACRO_BODY] = CLASS_MACRO_BODY, [FORM_COMMENT] = CLASS_COMMENT,
		[FORM_KERNEL_DOC] = CLASS_KERNEL_DOC, [FORM_STRING] = CLASS_STRING,
		[FORM_MEMBER] = CLASS_NAMESAKE, [FORM_OBJECT] = CLASS_NAMESAKE,
	};

	return classes[source->forms[i]];
}

void mention_classify(struct source *source, size_t i, enum meant meant, struct result *result)
{
	size_t token = source->tokens[i];
	struct classified classified = {
		.mention = &source->file->mentions[i], .path = source->path,
		.class = meant == MEANT_OTHER ? CLASS_NAMESAKE : class_of(source, i),
		.function = mem_strdup(token < source->outline.tokens.n ?
				       source_function_name(source, token) : ""),
	};

	VEC_PUSH(&result->mentions, classified);
	result->ledger[classified.class]++;
}

void mention_leave_for(const struct source *source, size_t i, struct result *result, const char *reason)
{
	const struct mention *mention = &source->file->mentions[i];
	size_t token = source->tokens[i];

	result_add_left(result, source->path, mention->line, mention->column,
			token < source->outline.tokens.n ? source_function_name(source, token) : "", reason);
}

/* What calls of that name become, if it is one name; else NULL. */
static const char *successor_of(const struct migration *migration, const char *name)
{
	const char *successor = NULL;

	for (size_t i = 0; i < migration->rules.n; i++) {
		const struct migration_rule *rule = &migration->rules.items[i];

		if (strcmp(rule->callee, name) || !rule->successor)
			continue;
		if (successor && strcmp(successor, rule->successor))
			return NULL;
		successor = rule->successor;
	}
	return successor;
}

/* "names f(), which goes: say g()"; the caller frees it. */
static char *say_other(const struct migration *migration, const char *name)
{
	const char *successor = successor_of(migration, name);

	return successor ? mem_printf("names %s(), which goes: say %s()", name, successor) :
			   mem_printf("names %s(), which goes", name);
}

/* What keeps the function's own declarations from following, if that is worth saying; else NULL. */
static const char *why_not_followed(const struct migrating *migrating, const struct symbol *symbol)
{
	const struct followed *followed = following_of(migrating->following, symbol);

	return followed->is_news ? followed->why_not : NULL;
}

/* A declaration that has the new parameters is one that has been converted. */
static bool is_converted(const struct migrating *migrating, const struct source *source, size_t i)
{
	struct declared_names own = {0};
	const char *name = source->file->mentions[i].symbol->name;
	bool is_done = false;

	declared_names_add(&own, source);
	for (size_t d = 0; d < own.n; d++)
		if (own.items[d].line == source->file->mentions[i].line &&
		    own.items[d].column == source->file->mentions[i].column)
			is_done = migration_makes(migrating->migration, name, own.items[d].n) &&
				  own.items[d].is_counted;
	declared_names_free(&own);
	return is_done;
}

static const char *what_is(const struct source *source, size_t i)
{
	return source->forms[i] == FORM_DECLARATION ? "prototype" :
	       source->forms[i] == FORM_MACRO_DEFINITION ? "macro" : "definition";
}

/* What a person has to do, and why it is left to one; the caller frees it. */
static char *say_why_not(const struct source *source, size_t i, const char *why_not)
{
	return mem_printf("the calls of %s() change: change its %s with them by hand, as %s",
			  source->file->mentions[i].symbol->name, what_is(source, i), why_not);
}

void mention_leave_declared(const struct source *source, size_t i, struct result *result, const char *why_not)
{
	char *reason = say_why_not(source, i, why_not);

	mention_leave_for(source, i, result, reason);
	free(reason);
}

static char *say_declaration(const struct migrating *migrating, const struct source *source, size_t i)
{
	const char *name = source->file->mentions[i].symbol->name, *what = what_is(source, i);
	const char *why_not = why_not_followed(migrating, source->file->mentions[i].symbol);

	if (is_converted(migrating, source, i))
		return NULL;
	if (why_not)
		return say_why_not(source, i, why_not);
	return migration_fate(migrating->migration, name) == FATE_GOES ?
		mem_printf("%s() goes: remove its %s once no caller is left", name, what) :
		mem_printf("the arguments of %s() change: change its %s with them", name, what);
}

/* True if a value or a name ends at token i, and no cast to a pointer. */
static bool ends_value(const struct token_list *tokens, size_t i)
{
	if (token_is(tokens, i, ")") && token_is(tokens, token_previous(tokens, i), "*"))
		return false;
	return i < tokens->n && !token_is(tokens, i, "return") &&
	       (tokens->items[i].kind == TOKEN_IDENTIFIER || tokens->items[i].kind == TOKEN_NUMBER ||
		token_is(tokens, i, ")") || token_is(tokens, i, "]"));
}

/* Goes on from what stands at tokens *begin to *end to a part of it or to parentheses around it, if that follows. */
static bool widen(const struct outline *outline, size_t *begin, size_t *end)
{
	const struct token_list *tokens = &outline->tokens;
	size_t before = token_previous(tokens, *begin), behind = token_next(tokens, *end);

	/* The call may give a pointer, and what that points to is no part of it: f(x)[0] = 1. */
	if (token_is(tokens, behind, ".") || (token_is(tokens, behind, "[") && !token_is(tokens, *end, ")"))) {
		behind = token_is(tokens, behind, ".") ? token_next(tokens, behind) :
							 outline_closing(outline, behind);
		*end = behind < tokens->n ? behind : *end;
		return behind < tokens->n;
	}
	if (!token_is(tokens, before, "(") || !token_is(tokens, behind, ")") ||
	    ends_value(tokens, token_previous(tokens, before)))
		return false;
	*begin = before;
	*end = behind;
	return true;
}

bool mention_is_written(const struct source *source, size_t name, size_t close)
{
	const struct token_list *tokens = &source->outline.tokens;
	size_t before, behind;

	while (widen(&source->outline, &name, &close))
		;
	before = token_previous(tokens, name);
	behind = token_next(tokens, close);
	/* *f(x) = 1 leaves f(x) as it is, and so does &f(x)->member. */
	return is_increment(tokens, before) || (behind < tokens->n && is_increment(tokens, behind)) ||
	       (behind < tokens->n && is_assignment(tokens, behind) && !token_is(tokens, before, "*")) ||
	       (token_is(tokens, before, "&") && !token_is(tokens, behind, "->") && !token_is(tokens, behind, "[") &&
		!ends_value(tokens, token_previous(tokens, before)));
}

bool mention_is_in(const struct source *source, size_t i, enum directive_kind kind)
{
	const struct token_list *tokens = &source->outline.tokens;
	size_t token = source->tokens[i];
	uint32_t directive = token < tokens->n ? tokens->items[token].directive : 0;

	return directive && tokens->directives.items[directive - 1].kind == kind;
}

/* The name in a directive: of a file it says nothing, and #ifdef calls nothing. */
static char *say_directive(const struct migrating *migrating, const struct source *source, size_t i, bool goes)
{
	const char *name = source->file->mentions[i].symbol->name;

	if (mention_is_in(source, i, DIRECTIVE_INCLUDE))
		return NULL;
	if (goes)
		return say_other(migrating->migration, name);
	return mention_is_in(source, i, DIRECTIVE_DEFINE) ?
		mem_printf("what calls %s() by way of this line is not converted", name) : NULL;
}

/* What is to be said of mention i, or NULL; the caller frees it. */
static char *say_mention(const struct migrating *migrating, const struct source *source, size_t i)
{
	const char *name = source->file->mentions[i].symbol->name;
	enum fate fate = migration_fate(migrating->migration, name);
	bool goes = fate == FATE_GOES;

	if (fate == FATE_STAYS)
		return NULL;
	switch (source->forms[i]) {
	case FORM_DECLARATION:
	case FORM_DEFINITION:
	case FORM_MACRO_DEFINITION:
		return say_declaration(migrating, source, i);
	case FORM_EXPORT:
		return goes ? mem_printf("%s() goes: remove its export with its definition", name) : NULL;
	case FORM_ADDRESS:
		return goes ? say_other(migrating->migration, name) :
			mem_printf("the arguments of %s() change: what calls it through a pointer must follow",
				   name);
	case FORM_MACRO_BODY:
		return say_directive(migrating, source, i, goes);
	case FORM_COMMENT:
	case FORM_KERNEL_DOC:
	case FORM_STRING:
		return goes ? say_other(migrating->migration, name) : NULL;
	default:
		return NULL;
	}
}

void mention_leave(const struct migrating *migrating, struct source *source, size_t i, struct result *result)
{
	char *reason = say_mention(migrating, source, i);

	if (reason)
		mention_leave_for(source, i, result, reason);
	free(reason);
}

void mentions_leave_foreign(const struct migrating *migrating, const struct scanned_file *file,
			    struct result *result)
{
	for (size_t i = 0; i < file->n_mentions; i++) {
		const struct mention *mention = &file->mentions[i];
		struct classified classified = {
			.mention = mention, .path = file->path, .function = mem_strdup(""),
			.class = file->language == LANGUAGE_DOCUMENT ? CLASS_DOCUMENTATION :
								       CLASS_OTHER_LANGUAGE,
		};
		char *reason = say_other(migrating->migration, mention->symbol->name);

		VEC_PUSH(&result->mentions, classified);
		result->ledger[classified.class]++;
		if (migration_fate(migrating->migration, mention->symbol->name) == FATE_GOES)
			result_add_left(result, file->path, mention->line, mention->column, "", reason);
		free(reason);
	}
}
