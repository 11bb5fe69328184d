// SPDX-License-Identifier: GPL-2.0-only
/*
 * flag-refused: a flag that this tree's mm/ refuses from this call, or does not have.
 *
 * Complains about flags that are named in the argument, or on a way to it. Gets wrong: a way that no
 * run takes, as two conditions exclude each other.
 */
#include "base/data/mem.h"
#include "c/outline/words.h"
#include "calls/site/written.h"
#include "calls/value/brought.h"
#include "check/rules/rule.h"
#include "kernel/api/restrictions.h"
#include "kernel/api/takeovers.h"

#include <string.h>

/* What is wrong with a flag. */
struct refusal {
	const struct brought_flag *flag;
	const struct gup_restriction *restriction;	/* NULL: the tree does not have it */
	enum confidence confidence;
};

static char *flag_name(const struct call_site *site, const struct brought_flag *flag)
{
	const struct token_list *tokens = &site->source->outline.tokens;
	const struct token *token = &tokens->items[flag->token];

	return arena_printf(&site->source->arena, "%.*s", (int)token->length,
			    tokens->text + token->offset);
}

static bool is_in_argument(const struct call_site *site, size_t token)
{
	return token >= site->access.expr->first && token < site->access.expr->last;
}

/* --- what the call passes beside it --- */

static bool passes_locked(const struct call_site *site)
{
	int place = declared_role(site->declared, ROLE_LOCKED);
	const struct expr *expr;

	if (place < 0)
		return false;
	expr = expr_bare(site->call.arguments[place]);
	return expr->kind == EXPR_UNARY && expr_op_is(&site->source->outline, expr, "&");
}

/* Of two flags, each on a way of its own, nobody knows whether they meet. */
static bool passes_always(const struct call_site *site, const struct brought *brought,
			  const char *name)
{
	for (size_t i = 0; i < brought->n; i++)
		if (brought->items[i].always &&
		    !strcmp(flag_name(site, &brought->items[i]) + strlen("FOLL_"), name))
			return true;
	return false;
}

static bool is_in_company(const struct call_site *site, const struct brought *brought,
			  const struct gup_restriction *restriction)
{
	if (!*restriction->with)
		return true;
	return !strcmp(restriction->with, "&locked") ? passes_locked(site) :
	       passes_always(site, brought, restriction->with);
}

static bool tree_declares(const struct call_site *site, const char *name)
{
	const struct gup_function *function = gup_function_find(name, strlen(name));
	struct candidates candidates;

	if (!*name)
		return true;
	family_candidates(site->family, function, site->source->path, &candidates);
	return candidates.n;
}

/* --- how sure it is --- */

/* The call stands in an if, a switch or an #if. */
static bool is_conditional(const struct call_site *site, const struct function *function)
{
	const struct variants *variants = source_variants(site->source, function);
	const struct statement *statement =
		variants->n == 1 ? variant_at(&variants->items[0], site->call.name) : NULL;

	if (!statement)
		return true;
	for (; statement->parent; statement = statement->parent)
		if (statement->parent->kind == STATEMENT_IF ||
		    statement->parent->kind == STATEMENT_SWITCH ||
		    statement->parent->kind == STATEMENT_ARM)
			return true;
	return false;
}

static bool calls_another(const struct call_site *site, const struct function *function)
{
	const struct source *source = site->source;

	for (size_t i = 0; i < source->file->n_mentions; i++)
		if (source->tokens[i] > function->body && source->tokens[i] < function->end &&
		    source->tokens[i] != site->call.name && source_is_call(source, i))
			return true;
	return false;
}

/*
 * A flag that only some ways bring may be passed to one function and not to another, by conditions
 * that nobody follows here.
 */
static bool may_be_kept_apart(const struct call_site *site, const struct refusal *refusal)
{
	const struct function *function =
		outline_function_at(&site->source->outline, site->call.name);

	if (refusal->flag->always || !refusal->restriction ||
	    (gup_restriction_is_general(refusal->restriction) && !*refusal->restriction->with))
		return false;
	return !function || is_conditional(site, function) || calls_another(site, function);
}

static enum confidence confidence_of(const struct call_site *site, const struct refusal *refusal)
{
	return is_in_argument(site, refusal->flag->token) ? CONFIDENCE_HIGH : CONFIDENCE_MEDIUM;
}

/* --- what the tree does not have --- */

/* True if that directive names the flag. */
static bool names(const struct token_list *tokens, size_t directive, size_t flag)
{
	const struct directive *line = &tokens->directives.items[directive];

	for (size_t i = line->first; i < line->last; i++)
		if (same_token_text(tokens, i, flag))
			return true;
	return false;
}

/* True if an #if around the token asks for its name, as one that waits for the flag does. */
static bool is_guarded(const struct source *source, size_t token)
{
	const struct outline *outline = &source->outline;
	size_t i = outline_branch_at(outline, outline->tokens.items[token].offset);

	for (; i != NO_TOKEN; i = outline->branches.items[i].parent) {
		const struct branch *branch = &outline->branches.items[i];

		if (names(&outline->tokens, branch->first, token) ||
		    names(&outline->tokens, branch->directive, token))
			return true;
	}
	return false;
}

/* A driver's own header may define what its kernel lacks. */
static bool has_own_headers(const struct source *source)
{
	const struct token_list *tokens = &source->outline.tokens;

	for (size_t d = 0; d < tokens->directives.n && source_is_outside(source); d++) {
		size_t name = token_next(tokens, tokens->directives.items[d].first);

		if (token_is(tokens, name, "include") &&
		    tokens->text[tokens->items[token_next(tokens, name)].offset] == '"')
			return true;
	}
	return false;
}

static bool is_missing(const struct call_site *site, const struct brought_flag *flag)
{
	/* Headers that nobody could read define nothing. */
	return family_has_flag(site->family, "FOLL_WRITE") &&
	       !family_has_flag(site->family, flag_name(site, flag)) &&
	       !is_guarded(site->source, flag->token);
}

/* --- the finding --- */

static bool is_refused(const struct call_site *site, const struct brought *brought,
		       const struct brought_flag *flag, struct refusal *refusal)
{
	const char *name = flag_name(site, flag);

	*refusal = (struct refusal){ .flag = flag };
	if (is_missing(site, flag)) {
		refusal->confidence = has_own_headers(site->source) ?
				      CONFIDENCE_LOW : confidence_of(site, refusal);
		return true;
	}
	for (const struct gup_restriction *r = gup_restrictions; r->why; r++) {
		if (!gup_restriction_is_about(r, site->version, site->function, name, strlen(name)) ||
		    !is_in_company(site, brought, r) || !tree_declares(site, r->needs))
			continue;
		refusal->restriction = r;
		refusal->confidence = confidence_of(site, refusal);
		if (!may_be_kept_apart(site, refusal))
			return true;
	}
	return false;
}

/* "; mainline had it up to v5.17", or "". */
static const char *history(const struct call_site *site, const char *name)
{
	const struct gup_flag *flag = gup_flag_find(name, strlen(name));

	if (!flag)
		return "";
	if (flag->class == FLAG_INTERNAL && flag->last == KERNEL_NEVER)
		return "; it is mm/'s own";
	if (flag->last != KERNEL_NEVER && site->version > flag->last)
		return arena_printf(&site->source->arena, "; mainline had it up to v%u.%u; %s",
				    flag->last / 1000, flag->last % 1000, gup_flag_advice(name, strlen(name)));
	if (site->version < flag->first)
		return arena_printf(&site->source->arena, "; mainline has it from v%u.%u on",
				    flag->first / 1000, flag->first % 1000);
	return "";
}

static const char *came_from(const struct call_site *site, const struct brought_flag *flag)
{
	uint32_t line, column;

	if (is_in_argument(site, flag->token))
		return "";
	source_position(site->source, site->source->outline.tokens.items[flag->token].offset, &line,
			&column);
	return arena_printf(&site->source->arena, ", from line %u,", line);
}

static char *message_of(const struct call_site *site, const struct refusal *refusal)
{
	const char *name = flag_name(site, refusal->flag), *from = came_from(site, refusal->flag);
	const struct gup_restriction *restriction = refusal->restriction;
	const char *other = site->family->name;

	if (!restriction)
		return mem_printf("%s%s is passed to %s(), but the headers of %s do not define it%s", name,
				  from, site->function->name, family_kernel(site->family),
				  history(site, name));
	return mem_printf("%s%s%s%s is refused by %s%s%s(): %s%s", name, from,
			  !*restriction->with ? "" : strcmp(restriction->with, "&locked") ?
			  " with FOLL_" : " with ", restriction->with,
			  other ? other : "", other ? "'s " : "", site->function->name,
			  restriction->why, gup_refuses_by_zero(site->function, site->version) ?
			  "; it returns 0 then, and no errno" : "");
}

/*
 * A call that another kernel does not take as it stands is one all the same, once its arguments are mended: as
 * it was written, it says what it passes. False: nobody can tell. The view lives as long as declared.
 */
static bool read_as_written(const struct call_site *site, struct declared *declared,
			    struct call_site *view)
{
	struct written_list list;
	size_t place;

	written_for_mainline(site, &list);
	place = list.n == 1 ? roles_place(list.items[0].roles, ROLE_FLAGS) : SIZE_MAX;
	if (!site->declared || place == SIZE_MAX)
		return false;
	*declared = *site->declared;
	declared->prototype.n = list.items[0].roles.n;
	memcpy(declared->roles, list.items[0].roles.items, list.items[0].roles.n * sizeof(*declared->roles));
	*view = *site;
	view->declared = declared;
	view->access = (struct access){ ROLE_FLAGS, place, site->call.arguments[place],
					call_site_meaning(site, site->call.arguments[place]) };
	return true;
}

static void judge(const struct call_site *site, struct finding_list *findings)
{
	struct refusal worst = {0}, refusal;
	struct brought brought;

	if (site->access.role != ROLE_FLAGS || site->is_foreign || !site->version ||
	    family_is_core(site->source->path))
		return;
	flags_brought(site->source, site->access.expr, &brought);
	for (size_t i = 0; i < brought.n; i++)
		if (is_refused(site, &brought, &brought.items[i], &refusal) &&
		    (!worst.flag || refusal.confidence > worst.confidence))
			worst = refusal;
	if (worst.flag)
		finding_point(finding_add(findings, site, &rule_flag_refused, worst.confidence,
					  message_of(site, &worst), NULL), site->source, site->access.expr);
}

static void check(const struct call_site *site, struct finding_list *findings)
{
	struct declared declared;
	struct call_site view;

	if (!site->family->name || call_site_fits(site))
		judge(site, findings);
	else if (read_as_written(site, &declared, &view))
		judge(&view, findings);
}

const struct rule rule_flag_refused = {
	.name = "flag-refused",
	.against = AGAINST_ALWAYS,
	.severity = SEVERITY_ERROR,
	.summary = "a flag that this tree's mm/ refuses from this call, or does not have",
	.text =
	"mm/ checks the flags of its callers. What it refuses ends in a warning and -EINVAL, or in 0 from\n"
	"pin_user_pages(), and no page at all: but only once somebody calls it, with the hardware at\n"
	"hand. Which flags these are has changed a dozen times.\n"
	"\n"
	"	/* since v5.10 pin_user_pages*() alone take FOLL_LONGTERM */\n"
	"	got = get_user_pages_fast(addr, n, FOLL_WRITE | FOLL_LONGTERM, pages);\n"
	"	/* pinned or referenced, not both */\n"
	"	got = pin_user_pages_fast(addr, n, FOLL_GET, pages);\n"
	"	/* mm/'s own; and up to v6.2 not with FOLL_LONGTERM */\n"
	"	got = pin_user_pages_remote(mm, addr, n, FOLL_REMOTE | FOLL_LONGTERM, pages, &locked);\n"
	"\n"
	"Write instead, and release with unpin_user_pages():\n"
	"\n"
	"	got = pin_user_pages_fast(addr, n, FOLL_WRITE | FOLL_LONGTERM, pages);\n"
	"\n"
	"A flag that the tree's headers do not define is an error for the compiler, where it looks: in an\n"
	"#ifdef that nobody builds it is not seen. What the tree declares decides, and the version only\n"
	"about what mm/ does with it. No finding: a flag that an #if around it asks for, one that the file\n"
	"defines itself, one that `flags &= ~FOLL_X` may have taken away, and all of mm/ itself.\n"
	"\n"
	"High confidence: the flag stands in the call. Medium: a local variable, a constant of the file or\n"
	"a caller in the file brings it. Low, and shown with --all only: the tree does not have it, but one\n"
	"of the driver's own headers may.\n"
	"\n"
	"What it gets wrong: a way through the function that no run takes, as two conditions exclude each\n"
	"other, is a way all the same. What it misses: flags from members, from other files, by number; and\n"
	"what some ways bring, where the call stands in an if, or the function calls another of the family.\n",
	.check = check,
};
