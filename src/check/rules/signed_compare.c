// SPDX-License-Identifier: GPL-2.0-only
/*
 * signed-compare: a comparison that takes a negative errno for a large number, or for any number.
 *
 * Complains about results in unsigned variables and members that are tested for being negative, about `<` with
 * something unsigned where nothing else looks for an error, about a bool that gets the result, and about a result
 * that is told from 0 alone. Gets wrong: a check behind a macro.
 */
#include "base/data/arena.h"
#include "base/data/mem.h"
#include "check/rules/inspection.h"
#include "contract/partial/as_success.h"
#include "contract/partial/partial.h"
#include "contract/path/code.h"

static enum gup_result result_of(const struct call_site *site)
{
	const struct gup_signature *signature = site->version ?
		gup_signature_at(site->function, site->version) : NULL;

	return (signature ? signature : gup_signature_newest(site->function))->result;
}

/* `x >= 0`, `0 <= x`, and not `x > 0`. */
static bool is_always_true(const struct inspection *inspection)
{
	size_t object = code_object(&inspection->source->outline, inspection->wrong);

	return token_is(inspection->tokens, token_next(inspection->tokens, inspection->wrong), ">=") ||
	       token_is(inspection->tokens, token_previous(inspection->tokens, object), "<=");
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

/* False: there is nothing to tell. */
static bool report(const struct inspection *inspection, struct finding_list *findings)
{
	struct finding *finding;
	uint32_t line, column;
	bool is_open;

	if (!inspection->is_truth && (inspection->use == USE_OTHER || inspection->use == USE_CHECK))
		return false;
	if (inspection->use == USE_OPEN && !inspection_oracle(inspection)) {
		if (inspection->site)
			call_site_integer(inspection->site, inspection->other, &is_open);
		return true;
	}
	if (is_told_at_release(inspection))
		return true;
	source_position(inspection->source, inspection->tokens->items[inspection->wrong].offset, &line,
			&column);
	finding = finding_add_at(findings, inspection->source, inspection->call, &rule_signed_compare,
				 confidence_of(inspection), message_of(inspection, line));
	finding_note(finding, inspection->source, inspection->wrong,
		     mem_strdup(!inspection->is_truth ? "compared here" :
				inspection->name == NO_TOKEN ? "returned here" : "kept here"));
	return true;
}

/* `if (!ret) return -ENOMEM;`, and nothing else: an errno goes on with the pages. */
static void report_success(const struct inspection *inspection, const struct acquire *acquire,
			   struct finding_list *findings)
{
	struct as_success found;
	struct arena arena = {0};
	struct finding *finding;

	as_success_read(&found, inspection->source, acquire, &arena);
	if (found.token != NO_TOKEN) {
		finding = finding_add_at(findings, inspection->source, &acquire->call, &rule_signed_compare,
					 CONFIDENCE_HIGH,
					 mem_printf("the result of %s() is told from 0 alone: a negative errno is "
						    "taken for pages, and no error is seen", inspection->callee));
		if (found.branch)
			finding_note_branch(finding, inspection->source, found.branch->first, found.branch->last,
					    found.is_true);
		finding_note(finding, inspection->source, found.token,
			     mem_strdup(found.is_used ? "used after an errno, too" : "returned for an errno, too"));
	}
	arena_free(&arena);
}

/* Some versions never return an errno: `if (!ret)` was right for them, and what describes them may say so still. */
static bool is_told_by_zero(const struct gup_function *function)
{
	for (const struct gup_signature *signature = function->signatures; signature->returns; signature++)
		if (signature->result == RESULT_COUNT)
			return true;
	return false;
}

static void check(const struct call_site *site, struct finding_list *findings)
{
	struct inspection inspection = {
		.source = site->source, .call = &site->call, .callee = site->function->name, .site = site,
		.counts = result_of(site) == RESULT_COUNT_OR_ERRNO,
	};
	struct acquire acquire;
	int place;

	if (!call_site_fits(site) || (!inspection.counts && result_of(site) != RESULT_ZERO_OR_ERRNO))
		return;
	place = declared_role(site->declared, ROLE_NR);
	if (place < 0)
		place = declared_role(site->declared, ROLE_NR_INT);
	if (place >= 0)
		inspection.count = site->call.arguments[place];
	if (inspection_read(&inspection) && report(&inspection, findings))
		return;
	if (inspection.function && !is_told_by_zero(site->function) &&
	    acquire_at(site->source, site->call.name, &acquire))
		report_success(&inspection, &acquire, findings);
}

static void check_acquire(const struct acquire_site *site, struct finding_list *findings)
{
	const struct acquire *acquire = site->acquire;
	struct inspection inspection = {
		.source = site->source, .call = &acquire->call, .callee = site->name,
		.count = acquire->answer == ANSWER_COUNT ? acquire->count : NULL,
		.counts = acquire->answer == ANSWER_COUNT || acquire->answer == ANSWER_BYTES,
	};

	if (acquire->answer == ANSWER_TRUTH || acquire->answer == ANSWER_PAGE ||
	    (inspection_read(&inspection) && report(&inspection, findings)))
		return;
	report_success(&inspection, acquire, findings);
}

const struct rule rule_signed_compare = {
	.name = "signed-compare",
	.against = AGAINST_CHANGES,
	.severity = SEVERITY_ERROR,
	.summary = "a comparison that takes a negative errno for a large number, or for pages",
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
	"returns it, is true for both. And what is told from 0 alone is taken for pages:\n"
	"\n"
	"	ret = get_user_pages_fast(addr, 1, FOLL_WRITE, &page);\n"
	"	if (!ret)				/* false for -EFAULT */\n"
	"		return -ENOMEM;\n"
	"	put_page(page);				/* nobody set it */\n"
	"\n"
	"That is said where the page is used, which is the function's own and which nothing else fills or tests; or\n"
	"where an error is returned for 0 and success for all else, and nobody else sees the result. Not of\n"
	"functions that in some version never return an errno.\n"
	"\n"
	"What it misses: results that are kept in a sum, or in a member that somebody looks at later; results of\n"
	"wrappers that are told from 0 alone.\n"
	"What it gets wrong: a check behind a macro that does not name the variable.\n",
	.check = check,
	.check_acquire = check_acquire,
};
