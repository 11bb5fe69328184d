// SPDX-License-Identifier: GPL-2.0-only
/*
 * signed-compare: a comparison that takes a negative errno for a large number.
 *
 * Complains about results in unsigned variables and members that are tested for being negative, about `<` with
 * something unsigned where nothing else looks for an error, and about a bool that gets the result. Gets wrong: a
 * check behind a macro.
 */
#include "base/data/arena.h"
#include "base/data/mem.h"
#include "calls/value/local.h"
#include "calls/value/reaching.h"
#include "check/rules/result_use.h"
#include "check/rules/rule.h"
#include "contract/hold/errors.h"
#include "contract/partial/partial.h"
#include "contract/path/code.h"

#include <stdlib.h>
#include <string.h>

struct inspection {
	struct source *source;
	struct kept_result kept;	/* and what keeps it */
	const struct call *call;	/* whose result is looked at */
	const char *callee;
	const struct expr *count;	/* of its arguments: how many pages are asked for, or NULL */
	const struct call_site *site;	/* NULL: it is none of the family's */
	const struct token_list *tokens;
	const struct function *function;
	size_t name;			/* of the variable or member, where it gets the result */
	bool is_member;
	struct errors errors;		/* where it may still be an errno, when that is known */
	bool has_errors;
	bool is_open;			/* nobody knows the type: it is taken for unsigned */
	const struct expr *other;	/* of USE_OPEN: what is compared, and of no type that is known */
	size_t wrong;			/* token of the comparison that misses an error */
	enum use use;			/* the worst so far */
	bool counts;			/* what is no errno is a number */
	bool is_truth;			/* the result is kept in, or returned as, a truth value */
};

static const struct oracle *oracle_of(const struct inspection *inspection)
{
	return inspection->site ? inspection->site->oracle : NULL;
}

static enum gup_result result_of(const struct call_site *site)
{
	const struct gup_signature *signature = site->version ?
		gup_signature_at(site->function, site->version) : NULL;

	return (signature ? signature : gup_signature_newest(site->function))->result;
}

/* Does the result reach that use of the variable, and only the result? Of a member nobody knows the latter. */
static bool is_reached(const struct inspection *inspection, size_t i, bool *alone)
{
	struct assignments list;
	bool found = false;

	*alone = false;
	if (inspection->is_member)
		return i > inspection->call->close;
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

/*
 * A test that can never be true, or false, is wrong whatever else is tested: the latter where an errno gets to it
 * for all that is known. Else one check is enough.
 */
static bool is_dead_test(const struct inspection *inspection, enum use use, bool alone)
{
	return use == USE_NEVER_NEGATIVE ||
	       (use == USE_NEVER_ELSE && alone && inspection->has_errors && !inspection->is_open);
}

static void inspect_use(struct inspection *inspection, size_t i, bool *is_dead)
{
	enum use use;
	bool alone;

	use = result_use_at(&inspection->kept, i);
	if (!is_reached(inspection, i, &alone) ||
	    (use != USE_NEVER_NEGATIVE && inspection->has_errors && !errors_at(&inspection->errors, i)))
		return;
	/* Whatever reaches it, a test that is never true does not find the errno that may be among it. */
	if (use == USE_AS_UNSIGNED || use == USE_OPEN)
		use = alone ? use : USE_CHECK;
	if (is_dead_test(inspection, use, alone) && !*is_dead) {
		*is_dead = true;
		inspection->use = use;
		inspection->wrong = i;
	}
	if (!*is_dead && use != USE_NEVER_ELSE)
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

	for (uint32_t i = uses_behind(uses, inspection->name, inspection->function->body);
	     i != NO_USE && i < inspection->function->end && n < MAX_USES; i = uses->next[i]) {
		enum use use;

		if (!is_use(inspection, i))
			continue;
		use = result_use_at(&inspection->kept, i);
		found |= use != USE_OTHER && use != USE_CHECK;
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

	inspection->kept.type = integer_of(inspection->source, keeper);
	if (inspection->kept.type.is_known)
		return is_worth_following(inspection);
	/* Only if something unsigned would be wrong there, it is worth a question. */
	inspection->kept.type = (struct integer){ .is_known = true, .is_unsigned = true, .bits = 64 };
	if (!is_worth_following(inspection))
		return false;
	if (!inspection->site)
		return false;
	inspection->kept.type = call_site_integer(inspection->site, keeper, &inspection->is_open);
	if (inspection->is_open)
		inspection->kept.type = (struct integer){ .is_known = true, .is_unsigned = true, .bits = 64 };
	return inspection->kept.type.is_known && (!inspection->is_open || oracle_of(inspection));
}

/* All uses of the variable or member in the function. False: nobody can follow it. */
static bool inspect_uses(struct inspection *inspection)
{
	const struct uses *uses = source_uses(inspection->source);
	struct local local = local_find(inspection->source, inspection->name);
	bool is_dead = false;

	if ((!inspection->is_member && !local.found) || local.is_static || !read_type(inspection))
		return false;
	/* Behind a condition that an errno does not pass, nobody looks for one. */
	inspection->has_errors = errors_read(&inspection->errors, inspection->source, inspection->call,
					     inspection->count, &inspection->source->arena);
	for (uint32_t i = uses->first[inspection->name]; i != NO_USE; i = uses->next[i]) {
		/* A macro may look at the variable of whoever uses it. */
		if (inspection->tokens->items[i].directive && !inspection->is_member && !is_dead)
			add_use(inspection, USE_CHECK, i, i);
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
	size_t name = call_taker(&outline->tokens, inspection->call->name);

	return code_object(outline, name) == NO_TOKEN ? NO_TOKEN : name;
}

/* An errno is as true as any number of pages. */
static bool inspect_truth(struct inspection *inspection)
{
	inspection->is_truth = inspection->counts &&
			       result_is_truth(inspection->source, inspection->call, inspection->name);
	inspection->wrong = inspection->name == NO_TOKEN ? inspection->call->name : inspection->name;
	return inspection->is_truth;
}

/* if (f(...) < n) */
static void inspect_call(struct inspection *inspection)
{
	const struct call *call = inspection->call;
	size_t last = token_next(inspection->tokens, call->close);
	const struct expr *other = compared_with(inspection->source, call->name, last);
	const char *returns = inspection->site ? inspection->site->declared->prototype.returns : "";
	struct token_list words;

	if (!other)
		return;
	tokenize(returns, strlen(returns), &words);
	inspection->kept.type = integer_of_words(&words, 0, words.n);
	token_list_free(&words);
	if (inspection->kept.type.is_known && !inspection->kept.type.is_unsigned)
		add_use(inspection, result_comparison(&inspection->kept, call->name, last, other), call->name, last);
}

/* `x >= 0`, and not `x > 0`. */
static bool is_always_true(const struct inspection *inspection)
{
	return token_is(inspection->tokens, token_next(inspection->tokens, inspection->wrong), ">=");
}

/* What is wrong in that line; the caller frees it. */
static char *message_of(const struct inspection *inspection, uint32_t line)
{
	const struct token *token = &inspection->tokens->items[inspection->wrong];
	const char *text = inspection->tokens->text + token->offset;
	const char *callee = inspection->callee;
	int length = (int)token->length;

	if (inspection->is_truth)
		return mem_printf("%s%.*s%s a truth value: a negative errno of %s() is true there, and no error is "
				  "seen", inspection->name == NO_TOKEN ? "" : "`", length, text,
				  inspection->name == NO_TOKEN ? "() is returned as" : "` is", callee);
	if (inspection->use == USE_NEVER_NEGATIVE)
		return mem_printf("%s`%.*s` is unsigned%s: its test in line %u is never true for an "
				  "errno, and no error of %s() is seen", inspection->is_open ? "if " : "",
				  length, text, inspection->is_open ? ", which nobody can tell" : "", line,
				  callee);
	if (inspection->use == USE_NEVER_ELSE)
		return mem_printf("`%.*s` is unsigned: its test in line %u is %s, and an errno of %s() is taken for a "
				  "large number", length, text, line, is_always_true(inspection) ?
				  "always true" : "true for an errno, too", callee);
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
	if (inspection->use != USE_NEVER_NEGATIVE && inspection->name != NO_TOKEN && !inspection->is_truth)
		return CONFIDENCE_MEDIUM;
	return inspection->site ? CONFIDENCE_HIGH : CONFIDENCE_MEDIUM;
}

/* partial-pin says what comes of it, at the release of so many pages. */
static bool is_told_at_release(const struct inspection *inspection)
{
	struct partials partials;
	struct acquire acquire;
	struct arena arena = {0};
	bool is_told = false;

	if (inspection->use == USE_NEVER_ELSE && !is_always_true(inspection) &&
	    acquire_at(inspection->source, inspection->call->name, &acquire)) {
		partials_read(&partials, inspection->source, &acquire, &arena);
		is_told = partials.items[PARTIAL_NEGATIVE].token != NO_TOKEN;
	}
	arena_free(&arena);
	return is_told;
}

static void report(const struct inspection *inspection, struct finding_list *findings)
{
	struct finding *finding;
	uint32_t line, column;
	bool is_open;

	if (!inspection->is_truth && (inspection->use == USE_OTHER || inspection->use == USE_CHECK))
		return;
	if (inspection->use == USE_OPEN && !oracle_of(inspection)) {
		if (inspection->site)
			call_site_integer(inspection->site, inspection->other, &is_open);
		return;
	}
	if (is_told_at_release(inspection))
		return;
	source_position(inspection->source, inspection->tokens->items[inspection->wrong].offset, &line,
			&column);
	finding = finding_add_at(findings, inspection->source, inspection->call, &rule_signed_compare,
				 confidence_of(inspection), message_of(inspection, line));
	finding_note(finding, inspection->source, inspection->wrong,
		     mem_strdup(!inspection->is_truth ? "compared here" :
				inspection->name == NO_TOKEN ? "returned here" : "kept here"));
}

static void inspect(struct inspection *inspection, struct finding_list *findings)
{
	const struct outline *outline = &inspection->source->outline;

	inspection->kept.source = inspection->source;
	inspection->kept.oracle = oracle_of(inspection);
	inspection->tokens = &outline->tokens;
	inspection->function = outline_function_at(outline, inspection->call->name);
	if (!inspection->function || inspection->tokens->items[inspection->call->name].directive)
		return;
	inspection->name = taker(inspection);
	inspection->is_member = inspection->name != NO_TOKEN &&
				code_object(outline, inspection->name) != inspection->name;
	if (inspect_truth(inspection))
		;
	else if (inspection->name == NO_TOKEN)
		inspect_call(inspection);
	else if (!inspect_uses(inspection))
		return;
	report(inspection, findings);
}

static void check(const struct call_site *site, struct finding_list *findings)
{
	struct inspection inspection = {
		.source = site->source, .call = &site->call, .callee = site->function->name, .site = site,
		.counts = result_of(site) == RESULT_COUNT_OR_ERRNO,
	};
	int place;

	if (!call_site_fits(site) || (!inspection.counts && result_of(site) != RESULT_ZERO_OR_ERRNO))
		return;
	place = declared_role(site->declared, ROLE_NR);
	if (place < 0)
		place = declared_role(site->declared, ROLE_NR_INT);
	if (place >= 0)
		inspection.count = site->call.arguments[place];
	inspect(&inspection, findings);
}

static void check_acquire(const struct acquire_site *site, struct finding_list *findings)
{
	const struct acquire *acquire = site->acquire;
	struct inspection inspection = {
		.source = site->source, .call = &acquire->call, .callee = site->name,
		.count = acquire->answer == ANSWER_COUNT ? acquire->count : NULL,
		.counts = acquire->answer == ANSWER_COUNT || acquire->answer == ANSWER_BYTES,
	};

	if (acquire->answer != ANSWER_TRUTH && acquire->answer != ANSWER_PAGE)
		inspect(&inspection, findings);
}

const struct rule rule_signed_compare = {
	.name = "signed-compare",
	.against = AGAINST_CHANGES,
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
	"	if (pinned >= 0)			/* always true; > 0: for an errno, too */\n"
	"		unpin_user_pages(pages, pinned);\n"
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
	"No finding: another test of the result where an errno gets to it, as `pinned != n`, `pinned > n` or\n"
	"`IS_ERR_VALUE(pinned)`, a cast to a signed type, a result that is returned or handed to a function,\n"
	"and long against unsigned int, where 64-bit machines compare as signed. Behind `if (ret < n)` with an\n"
	"unsigned n no errno gets to a `ret < 0`: that is no other test.\n"
	"\n"
	"High confidence: a test for less than 0, or the call itself is compared. Medium: a variable that\n"
	"keeps the result. Low: the type is one that even the compiler cannot tell, as a header is missing.\n"
	"\n"
	"Results of wrappers, which hand out pages that they get from the family, are looked at by text alone.\n"
	"\n"
	"Nor is an errno less true than a number: a bool that gets the result, or a function of bool that\n"
	"returns it, is true for both.\n"
	"\n"
	"What it misses: results that are kept in a sum; `if (get_user_pages_fast(...))`.\n"
	"What it gets wrong: a check behind a macro that does not name the variable.\n",
	.check = check,
	.check_acquire = check_acquire,
};
