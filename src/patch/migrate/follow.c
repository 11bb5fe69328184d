// SPDX-License-Identifier: GPL-2.0-only
#include "patch/migrate/follow.h"

#include "base/data/mem.h"
#include "c/outline/words.h"
#include "patch/migrate/doc.h"
#include "patch/migrate/leaving.h"
#include "patch/migrate/mention.h"

#include <string.h>

/* One place while it is looked at. */
struct place {
	struct source *source;
	size_t i;			/* the mention */
	const struct parameters *parameters;
	const struct following *following;
	struct parameter_list list;	/* of a prototype, a definition or a macro */
};

static bool has_list(const struct source *source, size_t i)
{
	enum form form = source->forms[i];

	return form == FORM_DECLARATION || form == FORM_DEFINITION || form == FORM_MACRO_DEFINITION;
}

static bool is_place(const struct source *source, size_t i)
{
	enum form form = source->forms[i];

	return has_list(source, i) || form == FORM_EXPORT || form == FORM_ADDRESS ||
	       (form == FORM_MACRO_BODY && !mention_is_in(source, i, DIRECTIVE_INCLUDE));
}

/* --- what stands in the way --- */

/* In the argument of something in capitals: such a macro may make another name of it. */
static bool is_in_macro_call(const struct outline *outline, size_t token)
{
	size_t open = outline_enclosing_parenthesis(outline, token);

	while (open != NO_TOKEN) {
		if (is_capitals(&outline->tokens, token_previous(&outline->tokens, open)))
			return true;
		open = outline_enclosing_parenthesis(outline, open);
	}
	return false;
}

static bool is_pasted(const struct token_list *tokens, size_t token)
{
	return token_is(tokens, token_previous(tokens, token), "##") ||
	       token_is(tokens, token_next(tokens, token), "##");
}

static const char *why_not_name(const struct place *place)
{
	const struct outline *outline = &place->source->outline;
	size_t token = place->source->tokens[place->i];

	if (place->source->forms[place->i] == FORM_EXPORT)
		return NULL;
	if (!place->parameters->is_rename && place->source->forms[place->i] == FORM_MACRO_BODY &&
	    !mention_is_in(place->source, place->i, DIRECTIVE_DEFINE))
		return NULL;
	if (!place->parameters->is_rename)
		return "what calls it here without its name would pass the old arguments";
	if (is_pasted(&outline->tokens, token) || is_in_macro_call(outline, token))
		return "a macro may make another name of it here";
	return NULL;
}

static const char *why_not(struct place *place)
{
	const struct leaving_by_rules rules = { place->following, place->source };
	const struct leaving leaving = { leaves_by_rules, &rules };
	const char *reason;

	if (!has_list(place->source, place->i))
		return why_not_name(place);
	reason = parameter_list_read(place->source, place->i, &place->list);
	return reason ? reason : parameter_list_why_not(place->source, &place->list, place->parameters, &leaving);
}

/* A declaration that has the new parameters is one that has been converted. */
static bool is_done(struct place *place)
{
	return has_list(place->source, place->i) && !parameter_list_read(place->source, place->i, &place->list) &&
	       parameters_are_done(place->parameters, place->list.n);
}

/* A definition that each caller has for itself: nothing else has to agree with it, if the name stays. */
static bool is_alone(const struct place *place)
{
	const struct source *source = place->source;
	const struct function *function = outline_function_at(&source->outline, source->tokens[place->i]);

	if (strcmp(place->parameters->callee, place->parameters->successor))
		return false;
	return source->forms[place->i] == FORM_MACRO_DEFINITION ||
	       (source->forms[place->i] == FORM_DEFINITION && function &&
		function_is_static(&source->outline, function));
}

static void note(struct place *place, struct followed *followed, struct migrated_file *migrated)
{
	const struct mention *mention = &place->source->file->mentions[place->i];
	const char *reason = followed->why_not ? NULL : why_not(place);
	struct follow_place noted = {
		.symbol = mention->symbol, .line = mention->line,
		.is_definition = place->source->forms[place->i] == FORM_DEFINITION ||
				 place->source->forms[place->i] == FORM_MACRO_DEFINITION,
		.is_alone = !followed->why_not && is_alone(place),
		.why_not = reason ? mem_strdup(reason) : NULL,
	};

	VEC_PUSH(&migrated->places, noted);
}

/* --- what it becomes --- */

static void plan_token(struct planned_places *planned, enum planned_kind kind, size_t token, const char *text)
{
	struct planned one = { .kind = kind, .call = { .name = token, .close = token }, .text = text };

	VEC_PUSH(planned, one);
}

static void plan_list(struct place *place, struct planned_places *planned)
{
	const struct parameter_list *list = &place->list;
	struct planned one = { .kind = PLANNED_CALL, .call = list->call };
	bool is_macro = place->source->forms[place->i] == FORM_MACRO_DEFINITION;

	parameters_plan(place->parameters, &list->call, &place->source->arena, &one.plan);
	if (list->n && !one.plan.n && !is_macro)
		call_plan_add(&one.plan, NO_ARGUMENT, "void");
	VEC_PUSH(planned, one);
}

/* The kernel-doc right above what is declared at a token, or NO_TOKEN. */
static size_t doc_above(const struct source *source, size_t i)
{
	const struct token_list *tokens = &source->outline.tokens;
	size_t name = source->tokens[i], first;

	if (name >= tokens->n)
		return NO_TOKEN;
	first = tokens->items[name].directive ? tokens->directives.items[tokens->items[name].directive - 1].first :
		outline_item(&source->outline, name);
	return first && first < tokens->n && tokens->items[first - 1].kind == TOKEN_KERNEL_DOC ? first - 1 : NO_TOKEN;
}

static void plan_doc(struct place *place, struct migrated_file *migrated, struct planned_places *planned)
{
	size_t doc = doc_above(place->source, place->i);
	const char *speaks_of = NULL, *text;

	if (doc == NO_TOKEN || (planned->n && planned->items[planned->n - 1].call.name >= doc))
		return;
	text = doc_followed(place->source, doc, &place->list, place->parameters, &speaks_of);
	if (text)
		plan_token(planned, PLANNED_COMMENT, doc, text);
	if (speaks_of)
		mention_leave_for(place->source, place->i, &migrated->result,
				  arena_printf(&place->source->arena, "the comment of %s() speaks of @%s, which is "
					       "no parameter any more", place->parameters->successor, speaks_of));
}

/* True if the mention stands in the kernel-doc of a declaration that follows: it changes with that one. */
static bool is_in_followed_doc(const struct source *source, size_t i)
{
	size_t doc = token_at(&source->outline.tokens, source->file->mentions[i].offset);

	if (source->forms[i] != FORM_KERNEL_DOC)
		return false;
	for (size_t m = i + 1; m < source->file->n_mentions; m++)
		if (source->file->mentions[m].symbol == source->file->mentions[i].symbol && has_list(source, m) &&
		    doc_above(source, m) == doc)
			return !source_is_left_out(source, source->file->mentions[m].offset);
	return false;
}

/* The text alone proves a new name, but not that no macro that it is handed to has to do with it. */
static bool needs_compiler(const struct place *place)
{
	const struct source *source = place->source;
	enum form form = source->forms[place->i];

	if (form == FORM_ADDRESS)
		return outline_enclosing_parenthesis(&source->outline, source->tokens[place->i]) != NO_TOKEN;
	return form == FORM_DEFINITION && !place->parameters->is_rename;
}

static void plan(struct place *place, struct migrated_file *migrated, struct planned_places *planned)
{
	migrated->follows = true;
	migrated->needs_compiler |= needs_compiler(place);
	if (!has_list(place->source, place->i) || place->list.is_bare) {
		plan_token(planned, PLANNED_NAME, place->source->tokens[place->i], place->parameters->successor);
		return;
	}
	plan_doc(place, migrated, planned);
	plan_list(place, planned);
}

bool follow_mention(const struct migrating *migrating, struct source *source, size_t i,
		    struct migrated_file *migrated, struct planned_places *planned)
{
	const struct mention *mention = &source->file->mentions[i];
	struct followed *followed = following_of(migrating->following, mention->symbol);
	struct place place = {
		.source = source, .i = i, .parameters = &followed->parameters, .following = migrating->following,
	};
	const char *reason;

	if (migrating->following->is_decided && followed->why_not)
		return false;
	if (!is_place(source, i))
		return migrating->following->is_decided && is_in_followed_doc(source, i);
	if (source_is_left_out(source, mention->offset) || (!followed->why_not && is_done(&place)))
		return false;
	if (!migrating->following->is_decided) {
		note(&place, followed, migrated);
		return false;
	}
	if (source->forms[i] == FORM_EXPORT && !strcmp(mention->symbol->name, followed->parameters.successor))
		return true;
	reason = why_not(&place);
	if (reason)
		mention_leave_declared(source, i, &migrated->result, reason);
	else
		plan(&place, migrated, planned);
	return true;
}
