// SPDX-License-Identifier: GPL-2.0-only
/*
 * signed-compare: a comparison that takes a negative errno for a large number.
 *
 * Complains about results in unsigned variables that are tested for being negative, and about `<` with
 * something unsigned where nothing else looks for an error. Gets wrong: a check behind a macro.
 */
#include "base/mem.h"
#include "rules/rule.h"
#include "value/integer.h"
#include "value/reaching.h"

#include <stdlib.h>
#include <string.h>

/* What the text does with the result at one place. */
enum use {
	USE_OTHER,			/* nothing that finds an error, and nothing that misses one */
	USE_NEVER_NEGATIVE,		/* x < 0, x being unsigned */
	USE_AS_UNSIGNED,		/* a comparison that is one of unsigned numbers */
	USE_CHECK,			/* anything that may find an error */
};

struct inspection {
	const struct call_site *site;
	struct source *source;
	const struct token_list *tokens;
	const struct function *function;
	struct integer type;		/* of the result, or of the variable that keeps it */
	size_t name;			/* of the variable, where it gets the result */
	size_t wrong;			/* token of the comparison that misses an error */
	enum use use;			/* the worst so far */
};

static bool may_be_negative(const struct call_site *site)
{
	const struct gup_signature *signature = site->version ?
		gup_signature_at(site->function, site->version) : NULL;

	if (!signature)
		signature = gup_signature_newest(site->function);
	return signature->result == RESULT_COUNT_OR_ERRNO ||
	       signature->result == RESULT_ZERO_OR_ERRNO;
}

static bool is_relation(const struct token_list *tokens, size_t i)
{
	static const char *const relations[] = { "<", "<=", ">", ">=" };

	return token_is_any(tokens, i, relations, ARRAY_SIZE(relations));
}

/* Where a comparison's operand begins or ends. */
static bool is_bound(const struct token_list *tokens, size_t i)
{
	static const char *const bounds[] = { "(", ")", "&&", "||", ";", ",", "?", ":", "=", "return" };

	return token_is_any(tokens, i, bounds, ARRAY_SIZE(bounds));
}

/* The end of the operand that begins at token i. */
static size_t operand_end(const struct outline *outline, size_t i)
{
	for (; i < outline->tokens.n; i = token_next(&outline->tokens, i)) {
		if (token_is(&outline->tokens, i, "(") || token_is(&outline->tokens, i, "[")) {
			i = outline_closing(outline, i);
			if (i == NO_TOKEN)
				return outline->tokens.n;
		} else if (is_bound(&outline->tokens, i)) {
			return i;
		}
	}
	return i;
}

/* What tokens [first, last) are compared with, when they are one side of a relation; else NULL. */
static const struct expr *compared_with(const struct inspection *inspection, size_t first, size_t last)
{
	const struct token_list *tokens = inspection->tokens;
	const struct outline *outline = &inspection->source->outline;
	size_t before = token_previous(tokens, first), other;

	if (is_relation(tokens, last) && is_bound(tokens, before)) {
		other = token_next(tokens, last);
		return expr_read(outline, other, operand_end(outline, other),
				 &inspection->source->arena);
	}
	if (!is_relation(tokens, before) || !is_bound(tokens, last))
		return NULL;
	other = token_previous(tokens, before);
	if (!is_bound(tokens, token_previous(tokens, other)))
		return NULL;
	return expr_read(outline, other, before, &inspection->source->arena);
}

static bool is_zero(const struct inspection *inspection, const struct expr *expr)
{
	return expr_op_is(&inspection->source->outline, expr_bare(expr), "0");
}

/* A comparison of tokens [first, last), which have inspection->type, with other. */
static enum use comparison(const struct inspection *inspection, size_t first, size_t last,
			   const struct expr *other)
{
	const struct token_list *tokens = inspection->tokens;
	struct integer type = integer_of(inspection->source, other);

	if (is_zero(inspection, other) && inspection->type.is_unsigned)
		return token_is(tokens, last, "<") || token_is(tokens, token_previous(tokens, first), ">") ?
		       USE_NEVER_NEGATIVE : USE_AS_UNSIGNED;
	if (inspection->type.is_unsigned && !type.is_known)
		return USE_CHECK;
	return integer_common(inspection->type, type).is_unsigned ? USE_AS_UNSIGNED : USE_CHECK;
}

/* Handed over, negated, compared, tested, cast or returned: who gets it may look for an error. */
static bool may_check(const struct token_list *tokens, size_t i)
{
	static const char *const before[] = {
		"!", "==", "!=", "&&", "||", "<", "<=", ">", ">=", "return", ")", "?", ":", "&",
	};
	static const char *const behind[] = { "==", "!=", "&&", "||", "?", "<", "<=", ">", ">=" };
	size_t previous = token_previous(tokens, i), next = token_next(tokens, i);

	if (token_is_any(tokens, previous, before, ARRAY_SIZE(before)) ||
	    token_is_any(tokens, next, behind, ARRAY_SIZE(behind)))
		return true;
	/* Kept elsewhere, or an argument. */
	return token_is(tokens, previous, "=") ||
	       ((token_is(tokens, previous, "(") || token_is(tokens, previous, ",")) &&
		(token_is(tokens, next, ")") || token_is(tokens, next, ",")));
}

/* release(pages, x) and its like count what x says, and check nothing. */
static bool is_released_count(const struct inspection *inspection, size_t i)
{
	const struct token_list *tokens = inspection->tokens;
	size_t open = outline_enclosing_parenthesis(&inspection->source->outline, i), callee;
	const struct gup_function *function;

	if (open == NO_TOKEN)
		return false;
	callee = token_previous(tokens, open);
	if (callee >= tokens->n)
		return false;
	function = gup_function_find(tokens->text + tokens->items[callee].offset,
				     tokens->items[callee].length);
	return function && function->kind == KIND_RELEASE;
}

static enum use use_at(const struct inspection *inspection, size_t i)
{
	const struct expr *other = compared_with(inspection, i, token_next(inspection->tokens, i));

	if (other)
		return comparison(inspection, i, token_next(inspection->tokens, i), other);
	if (is_released_count(inspection, i))
		return USE_OTHER;
	return may_check(inspection->tokens, i) ? USE_CHECK : USE_OTHER;
}

/* Does the result reach that use of the variable, and only the result? */
static bool is_reached(const struct inspection *inspection, size_t i, bool *alone)
{
	struct assignments list;
	bool found = false;

	reaching_assignments(inspection->source, i, &list);
	for (size_t a = 0; a < list.n; a++)
		found |= list.items[a].name == inspection->name;
	*alone = found && list.n == 1 && !list.cut && list.whole;
	found |= list.cut;
	free(list.items);
	return found;
}

static void add_use(struct inspection *inspection, enum use use, size_t i)
{
	if (use > inspection->use) {
		inspection->use = use;
		inspection->wrong = i;
	}
}

/* A test that can never be true is wrong whatever else is tested; else one check is enough. */
static void inspect_use(struct inspection *inspection, size_t i, bool *is_dead)
{
	enum use use;
	bool alone;

	if (!is_reached(inspection, i, &alone))
		return;
	use = use_at(inspection, i);
	if (use == USE_NEVER_NEGATIVE || use == USE_AS_UNSIGNED)
		use = alone ? use : USE_CHECK;
	if (use == USE_NEVER_NEGATIVE && !*is_dead) {
		*is_dead = true;
		inspection->use = use;
		inspection->wrong = i;
	}
	if (!*is_dead)
		add_use(inspection, use, i);
}

/* IS_ERR_VALUE(x), and (int)x, (long)x wherever they stand. */
static bool is_seen_as_signed(const struct inspection *inspection, size_t i)
{
	const struct token_list *tokens = inspection->tokens;
	size_t before = token_previous(tokens, i);

	return token_is(tokens, before, ")") ||
	       (token_is(tokens, before, "(") &&
		token_is(tokens, token_previous(tokens, before), "IS_ERR_VALUE"));
}

/* A function that uses one variable more often than this is nobody's to follow. */
#define MAX_USES 64

/* True if some use of the variable misses an error as far as the text around it goes. */
static bool is_worth_following(const struct inspection *inspection)
{
	const struct uses *uses = source_uses(inspection->source);
	size_t n = 0;
	bool found = false;

	for (uint32_t i = uses->first[inspection->name];
	     i != NO_USE && i < inspection->function->end && n < MAX_USES; i = uses->next[i]) {
		enum use use;

		if (i <= inspection->function->body || i == inspection->name)
			continue;
		use = use_at(inspection, i);
		found |= use == USE_NEVER_NEGATIVE || use == USE_AS_UNSIGNED;
		n++;
	}
	return found && n < MAX_USES;
}

/* All uses of the variable in the function. False: nobody can follow it. */
static bool inspect_variable(struct inspection *inspection)
{
	const struct uses *uses = source_uses(inspection->source);
	struct local local = local_find(inspection->source, inspection->name);
	bool is_dead = false;

	inspection->type = integer_of_local(inspection->source, &local);
	if (!inspection->type.is_known || local.is_static || !is_worth_following(inspection))
		return false;
	for (uint32_t i = uses->first[inspection->name]; i != NO_USE; i = uses->next[i]) {
		if (inspection->tokens->items[i].directive)
			return false;
		if (i <= inspection->function->body || i >= inspection->function->end ||
		    i == inspection->name || i == local.declaration ||
		    !is_object_at(inspection->tokens, i) ||
		    token_is(inspection->tokens, token_next(inspection->tokens, i), "="))
			continue;
		if (is_seen_as_signed(inspection, i))
			return false;
		inspect_use(inspection, i, &is_dead);
	}
	return true;
}

/* The variable that takes the result, or NO_TOKEN. */
static size_t taker(const struct inspection *inspection)
{
	const struct token_list *tokens = inspection->tokens;
	size_t equals = token_previous(tokens, inspection->site->call.name), name;

	if (!token_is(tokens, equals, "="))
		return NO_TOKEN;
	name = token_previous(tokens, equals);
	return tokens->items[name].kind == TOKEN_IDENTIFIER && is_object_at(tokens, name) ?
	       name : NO_TOKEN;
}

/* if (f(...) < n) */
static void inspect_call(struct inspection *inspection)
{
	const struct call_site *site = inspection->site;
	size_t last = token_next(inspection->tokens, site->call.close);
	const struct expr *other = compared_with(inspection, site->call.name, last);
	const char *returns = site->declared->prototype.returns;
	struct token_list words;

	if (!other)
		return;
	tokenize(returns, strlen(returns), &words);
	inspection->type = integer_of_words(&words, 0, words.n);
	token_list_free(&words);
	if (inspection->type.is_known && !inspection->type.is_unsigned)
		add_use(inspection, comparison(inspection, site->call.name, last, other),
			site->call.name);
}

static void report(const struct inspection *inspection, struct finding_list *findings)
{
	const struct call_site *site = inspection->site;
	const struct token *token = &inspection->tokens->items[inspection->wrong];
	const char *text = inspection->tokens->text + token->offset;
	uint32_t line, column;

	source_position(inspection->source, token->offset, &line, &column);
	if (inspection->use == USE_NEVER_NEGATIVE)
		finding_add(findings, site, &rule_signed_compare, CONFIDENCE_HIGH,
			    mem_printf("`%.*s` is unsigned: its test for less than 0 in line %u is never "
				       "true, and no error of %s() is seen", (int)token->length, text,
				       line, site->function->name), NULL);
	else if (inspection->use == USE_AS_UNSIGNED)
		finding_add(findings, site, &rule_signed_compare,
			    inspection->name == NO_TOKEN ? CONFIDENCE_HIGH : CONFIDENCE_MEDIUM,
			    mem_printf("the comparison in line %u is one of unsigned numbers: a negative "
				       "errno of %s() is a large number there, and nothing else looks "
				       "for it", line, site->function->name), NULL);
}

static void check(const struct call_site *site, struct finding_list *findings)
{
	struct inspection inspection = {
		.site = site, .source = site->source, .tokens = &site->source->outline.tokens,
		.function = outline_function_at(&site->source->outline, site->call.name),
	};

	if (!inspection.function || inspection.tokens->items[site->call.name].directive ||
	    !call_site_fits(site) || !may_be_negative(site))
		return;
	inspection.name = taker(&inspection);
	if (inspection.name == NO_TOKEN)
		inspect_call(&inspection);
	else if (!inspect_variable(&inspection))
		return;
	report(&inspection, findings);
}

const struct rule rule_signed_compare = {
	.name = "signed-compare",
	.severity = SEVERITY_ERROR,
	.summary = "a comparison that takes a negative errno for a large number",
	.text =
	"The family hands out a count or a negative errno. In C, a comparison of int or long with\n"
	"something unsigned that is as wide is one of unsigned numbers: -EFAULT is larger than any count.\n"
	"An unsigned variable is never less than 0 at all. Either way the error is taken for success, and\n"
	"pages are used that nobody pinned.\n"
	"\n"
	"	unsigned int pinned = pin_user_pages_fast(addr, n, 0, pages);\n"
	"	if (pinned < 0)				/* never true */\n"
	"		return pinned;\n"
	"\n"
	"	if (pin_user_pages_fast(addr, n, 0, pages) < count)	/* size_t count */\n"
	"		return -EFAULT;\n"
	"\n"
	"Write instead:\n"
	"\n"
	"	int pinned = pin_user_pages_fast(addr, n, 0, pages);\n"
	"	if (pinned < 0)\n"
	"		return pinned;\n"
	"	if (pinned < count)\n"
	"		...\n"
	"\n"
	"No finding: another test of the result, as `pinned != n` or `IS_ERR_VALUE(pinned)`, a cast to a\n"
	"signed type, a result that is returned or handed to a function, and long against unsigned int,\n"
	"where 64-bit machines compare as signed.\n"
	"\n"
	"High confidence: a test for less than 0, or the call itself is compared. Medium: a variable that\n"
	"keeps the result.\n"
	"\n"
	"What it misses: members, types that other files define, results that are kept in a sum.\n"
	"What it gets wrong: a check behind a macro that does not name the variable.\n",
	.check = check,
};
