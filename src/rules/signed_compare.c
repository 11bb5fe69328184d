// SPDX-License-Identifier: GPL-2.0-only
/*
 * signed-compare: a comparison that takes a negative errno for a large number.
 *
 * Complains about results in unsigned variables and members that are tested for being negative, and about
 * `<` with something unsigned where nothing else looks for an error. Gets wrong: a check behind a macro.
 */
#include "base/mem.h"
#include "path/code.h"
#include "path/errors.h"
#include "rules/compared.h"
#include "rules/rule.h"
#include "value/integer.h"
#include "value/reaching.h"

#include <stdlib.h>
#include <string.h>

/* What the text does with the result at one place. */
enum use {
	USE_OTHER,			/* nothing that finds an error, and nothing that misses one */
	USE_NEVER_NEGATIVE,		/* x < 0 or x <= 0, x being unsigned */
	USE_AS_UNSIGNED,		/* a comparison that is one of unsigned numbers */
	USE_OPEN,			/* of what with what, nobody knows */
	USE_CHECK,			/* anything that may find an error */
};

struct inspection {
	const struct call_site *site;
	struct source *source;
	const struct token_list *tokens;
	const struct function *function;
	struct integer type;		/* of the result, or of the variable that keeps it */
	size_t name;			/* of the variable or member, where it gets the result */
	bool is_member;
	struct errors errors;		/* where it may still be an errno, when that is known */
	bool has_errors;
	bool is_open;			/* nobody knows the type: it is taken for unsigned */
	const struct expr *other;	/* of USE_OPEN: what is compared, and of no type that is known */
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

static bool is_zero(const struct inspection *inspection, const struct expr *expr)
{
	return expr_op_is(&inspection->source->outline, expr_bare(expr), "0");
}

/* `x < 0` and `x <= 0`, or the same the other way round. */
static bool is_test_for_error(const struct inspection *inspection, size_t first, size_t last)
{
	static const char *const behind[] = { "<", "<=" };
	static const char *const before[] = { ">", ">=" };
	const struct token_list *tokens = inspection->tokens;

	return token_is_any(tokens, last, behind, ARRAY_SIZE(behind)) ||
	       token_is_any(tokens, token_previous(tokens, first), before, ARRAY_SIZE(before));
}

/* A comparison of tokens [first, last), which have inspection->type, with other. */
static enum use comparison(const struct inspection *inspection, size_t first, size_t last,
			   const struct expr *other)
{
	struct integer type;
	bool is_open;

	if (is_zero(inspection, other) && inspection->type.is_unsigned)
		return is_test_for_error(inspection, first, last) ? USE_NEVER_NEGATIVE : USE_AS_UNSIGNED;
	type = integer_asked(inspection->source, other, inspection->site->oracle, &is_open);
	if (is_open)
		return USE_OPEN;
	if (inspection->type.is_unsigned && !type.is_known)
		return USE_CHECK;
	return integer_common(inspection->type, type).is_unsigned ? USE_AS_UNSIGNED : USE_CHECK;
}

/* Handed over, negated, compared, tested, cast or returned: who gets it may look for an error. */
static bool may_check(const struct token_list *tokens, size_t object, size_t i)
{
	static const char *const before[] = {
		"!", "==", "!=", "&&", "||", "<", "<=", ">", ">=", "return", ")", "?", ":", "&",
	};
	static const char *const behind[] = { "==", "!=", "&&", "||", "?", "<", "<=", ">", ">=" };
	size_t previous = token_previous(tokens, object), next = token_next(tokens, i);

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

/* What happens at the variable or member of which token i is the last name. */
static enum use use_at(const struct inspection *inspection, size_t i)
{
	size_t object = code_object(&inspection->source->outline, i);
	size_t behind = token_next(inspection->tokens, i);
	const struct expr *other = compared_with(inspection->source, object, behind);

	if (other)
		return comparison(inspection, object, behind, other);
	if (is_released_count(inspection, i))
		return USE_OTHER;
	return may_check(inspection->tokens, object, i) ? USE_CHECK : USE_OTHER;
}

/* Does the result reach that use of the variable, and only the result? Of a member nobody knows the latter. */
static bool is_reached(const struct inspection *inspection, size_t i, bool *alone)
{
	struct assignments list;
	bool found = false;

	*alone = false;
	if (inspection->is_member)
		return i > inspection->site->call.close;
	reaching_assignments(inspection->source, i, &list);
	for (size_t a = 0; a < list.n; a++)
		found |= list.items[a].name == inspection->name;
	*alone = found && list.n == 1 && !list.cut && list.whole;
	found |= list.cut;
	free(list.items);
	return found;
}

static void add_use(struct inspection *inspection, enum use use, size_t i, size_t last)
{
	if (use <= inspection->use)
		return;
	inspection->use = use;
	inspection->wrong = i;
	if (use == USE_OPEN)
		inspection->other = compared_with(inspection->source,
						  code_object(&inspection->source->outline, i), last);
}

/* A test that can never be true is wrong whatever else is tested; else one check is enough. */
static void inspect_use(struct inspection *inspection, size_t i, bool *is_dead)
{
	enum use use;
	bool alone;

	use = use_at(inspection, i);
	if (!is_reached(inspection, i, &alone) ||
	    (use != USE_NEVER_NEGATIVE && inspection->has_errors && !errors_at(&inspection->errors, i)))
		return;
	/* Whatever reaches it, a test that is never true does not find the errno that may be among it. */
	if (use == USE_AS_UNSIGNED || use == USE_OPEN)
		use = alone ? use : USE_CHECK;
	if (use == USE_NEVER_NEGATIVE && !*is_dead) {
		*is_dead = true;
		inspection->use = use;
		inspection->wrong = i;
	}
	if (!*is_dead)
		add_use(inspection, use, i, token_next(inspection->tokens, i));
}

/* (int)x and (long)x, not (size_t)x and f(y)x. */
static bool is_cast_to_signed(const struct inspection *inspection, size_t close)
{
	const struct token_list *tokens = inspection->tokens;
	size_t open = close;

	while (open > inspection->function->body && !token_is(tokens, open, "("))
		open--;
	return token_is(tokens, close, ")") &&
	       !integer_of_words(tokens, open + 1, close).is_unsigned;
}

/* IS_ERR_VALUE(x), and casts, wherever they stand. */
static bool is_seen_as_signed(const struct inspection *inspection, size_t i)
{
	const struct outline *outline = &inspection->source->outline;
	size_t before = token_previous(&outline->tokens, code_object(outline, i));

	return is_cast_to_signed(inspection, before) ||
	       (token_is(&outline->tokens, before, "(") &&
		token_is(&outline->tokens, token_previous(&outline->tokens, before), "IS_ERR_VALUE"));
}

/* A function that uses one variable more often than this is nobody's to follow. */
#define MAX_USES 64

/* The variable or member that gets the result, at token i; not where it gets another value. */
static bool is_use(const struct inspection *inspection, size_t i)
{
	const struct outline *outline = &inspection->source->outline;
	const struct token_list *tokens = &outline->tokens;
	size_t object, own = code_object(outline, inspection->name);

	if (i <= inspection->function->body || i >= inspection->function->end ||
	    i == inspection->name || token_is(tokens, token_next(tokens, i), "="))
		return false;
	if (!inspection->is_member)
		return is_object_at(tokens, i);
	object = code_object(outline, i);
	return object != i && object != NO_TOKEN &&
	       same_code(tokens, object, i, tokens, own, inspection->name);
}

/* True if some use misses an error as far as the text around it goes. */
static bool is_worth_following(const struct inspection *inspection)
{
	const struct uses *uses = source_uses(inspection->source);
	size_t n = 0;
	bool found = false;

	for (uint32_t i = uses->first[inspection->name];
	     i != NO_USE && i < inspection->function->end && n < MAX_USES; i = uses->next[i]) {
		enum use use;

		if (!is_use(inspection, i))
			continue;
		use = use_at(inspection, i);
		found |= use == USE_NEVER_NEGATIVE || use == USE_AS_UNSIGNED || use == USE_OPEN;
		n++;
	}
	return found && n < MAX_USES;
}

/* The type of what keeps the result. False: it cannot be, or is not yet known, or does not matter. */
static bool read_type(struct inspection *inspection)
{
	const struct outline *outline = &inspection->source->outline;
	const struct expr *keeper = expr_read(outline, code_object(outline, inspection->name),
					      inspection->name + 1, &inspection->source->arena);

	inspection->type = integer_of(inspection->source, keeper);
	if (inspection->type.is_known)
		return is_worth_following(inspection);
	/* Only if something unsigned would be wrong there, it is worth a question. */
	inspection->type = (struct integer){ .is_known = true, .is_unsigned = true, .bits = 64 };
	if (!is_worth_following(inspection))
		return false;
	inspection->type = call_site_integer(inspection->site, keeper, &inspection->is_open);
	if (inspection->is_open)
		inspection->type = (struct integer){ .is_known = true, .is_unsigned = true, .bits = 64 };
	return inspection->type.is_known && (!inspection->is_open || inspection->site->oracle);
}

/* Behind a condition that an errno does not pass, nobody looks for one. */
static void read_errors(struct inspection *inspection)
{
	const struct call_site *site = inspection->site;
	int place = declared_role(site->declared, ROLE_NR);

	if (place < 0)
		place = declared_role(site->declared, ROLE_NR_INT);
	inspection->has_errors = errors_read(&inspection->errors, inspection->source, &site->call,
					     place < 0 ? NULL : site->call.arguments[place],
					     &inspection->source->arena);
}

/* All uses of the variable or member in the function. False: nobody can follow it. */
static bool inspect_uses(struct inspection *inspection)
{
	const struct uses *uses = source_uses(inspection->source);
	struct local local = local_find(inspection->source, inspection->name);
	bool is_dead = false;

	if ((!inspection->is_member && !local.found) || local.is_static || !read_type(inspection))
		return false;
	read_errors(inspection);
	for (uint32_t i = uses->first[inspection->name]; i != NO_USE; i = uses->next[i]) {
		if (inspection->tokens->items[i].directive && !inspection->is_member)
			return false;
		if (!is_use(inspection, i) || i == local.declaration)
			continue;
		if (is_seen_as_signed(inspection, i))
			return false;
		inspect_use(inspection, i, &is_dead);
	}
	return true;
}

/* The last name of what takes the result, or NO_TOKEN. */
static size_t taker(const struct inspection *inspection)
{
	const struct outline *outline = &inspection->source->outline;
	size_t equals = token_previous(&outline->tokens, inspection->site->call.name), name;

	if (!token_is(&outline->tokens, equals, "="))
		return NO_TOKEN;
	name = token_previous(&outline->tokens, equals);
	return code_object(outline, name) == NO_TOKEN ? NO_TOKEN : name;
}

/* if (f(...) < n) */
static void inspect_call(struct inspection *inspection)
{
	const struct call_site *site = inspection->site;
	size_t last = token_next(inspection->tokens, site->call.close);
	const struct expr *other = compared_with(inspection->source, site->call.name, last);
	const char *returns = site->declared->prototype.returns;
	struct token_list words;

	if (!other)
		return;
	tokenize(returns, strlen(returns), &words);
	inspection->type = integer_of_words(&words, 0, words.n);
	token_list_free(&words);
	if (inspection->type.is_known && !inspection->type.is_unsigned)
		add_use(inspection, comparison(inspection, site->call.name, last, other),
			site->call.name, last);
}

/* What is wrong in that line; the caller frees it. */
static char *message_of(const struct inspection *inspection, uint32_t line)
{
	const struct token *token = &inspection->tokens->items[inspection->wrong];
	const char *text = inspection->tokens->text + token->offset;
	const char *callee = inspection->site->function->name;
	int length = (int)token->length;

	if (inspection->use == USE_NEVER_NEGATIVE)
		return mem_printf("%s`%.*s` is unsigned%s: its test in line %u is never true for an "
				  "errno, and no error of %s() is seen", inspection->is_open ? "if " : "",
				  length, text, inspection->is_open ? ", which nobody can tell" : "", line,
				  callee);
	if (inspection->use == USE_OPEN)
		return mem_printf("if the comparison in line %u is one of unsigned numbers, which nobody "
				  "can tell, a negative errno of %s() is a large number there, and nothing "
				  "else looks for it", line, callee);
	return mem_printf("the comparison in line %u is one of unsigned numbers: a negative errno of %s() is "
			  "a large number there, and nothing else looks for it", line, callee);
}

static enum confidence confidence_of(const struct inspection *inspection)
{
	if (inspection->is_open || inspection->use == USE_OPEN)
		return CONFIDENCE_LOW;
	return inspection->use == USE_NEVER_NEGATIVE || inspection->name == NO_TOKEN ? CONFIDENCE_HIGH :
										       CONFIDENCE_MEDIUM;
}

static void report(const struct inspection *inspection, struct finding_list *findings)
{
	const struct call_site *site = inspection->site;
	struct finding *finding;
	uint32_t line, column;
	bool is_open;

	if (inspection->use == USE_OTHER || inspection->use == USE_CHECK)
		return;
	if (inspection->use == USE_OPEN && !site->oracle) {
		call_site_integer(site, inspection->other, &is_open);
		return;
	}
	source_position(inspection->source, inspection->tokens->items[inspection->wrong].offset, &line,
			&column);
	finding = finding_add(findings, site, &rule_signed_compare, confidence_of(inspection),
			      message_of(inspection, line), NULL);
	finding_note(finding, inspection->source, inspection->wrong, mem_strdup("compared here"));
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
	inspection.is_member = inspection.name != NO_TOKEN &&
			       code_object(&site->source->outline, inspection.name) != inspection.name;
	if (inspection.name == NO_TOKEN)
		inspect_call(&inspection);
	else if (!inspect_uses(&inspection))
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
	"The types of members, and of what other functions return, are the compiler's to tell.\n"
	"\n"
	"No finding: another test of the result where an errno gets to it, as `pinned != n` or\n"
	"`IS_ERR_VALUE(pinned)`, a cast to a signed type, a result that is returned or handed to a function,\n"
	"and long against unsigned int, where 64-bit machines compare as signed. Behind `if (ret < n)` with an\n"
	"unsigned n no errno gets to a `ret < 0`: that is no other test.\n"
	"\n"
	"High confidence: a test for less than 0, or the call itself is compared. Medium: a variable that\n"
	"keeps the result. Low: the type is one that even the compiler cannot tell, as a header is missing.\n"
	"\n"
	"What it misses: results that are kept in a sum, and those of wrappers.\n"
	"What it gets wrong: a check behind a macro that does not name the variable.\n",
	.check = check,
};
