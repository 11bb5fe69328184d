// SPDX-License-Identifier: GPL-2.0-only
/*
 * unchecked-return: pages are asked for, and nothing looks at what came of it.
 *
 * Complains about a call that is a whole statement, and about a local variable that takes the result
 * and is not read before its next value. Gets wrong: a macro of another file that reads the variable
 * without naming it.
 */
#include "base/data/mem.h"
#include "c/outline/words.h"
#include "calls/value/local.h"
#include "calls/value/reaching.h"
#include "check/rules/asker.h"
#include "check/rules/rule.h"
#include "check/rules/summed_result.h"
#include "contract/hold/wrapper.h"

#include <stdlib.h>

/* A function of more tokens is a machine's. */
#define MAX_TOKENS 8000

/* follow_page() takes a reference if it is told to. */
static bool takes_reference(const struct call_site *site)
{
	const struct token_list *tokens = &site->source->outline.tokens;

	if (declared_role(site->declared, ROLE_VMA) < 0)
		return true;
	for (size_t i = site->call.open; i < site->call.close; i++)
		if (token_is(tokens, i, "FOLL_GET"))
			return true;
	return false;
}

/* As the tree's version has it, or else the newest. */
static const struct gup_signature *signature_of(const struct call_site *site)
{
	const struct gup_function *function = site->mention->symbol->function;
	const struct gup_signature *signature = site->version ?
						gup_signature_at(function, site->version) : NULL;

	return signature ? signature : gup_signature_newest(function);
}

/* Calls that only fault pages in, or look at them, hand nothing out that could get lost. */
static bool hands_out(const struct call_site *site)
{
	return site->mention->symbol->function->kind == KIND_ACQUIRE &&
	       signature_of(site)->result != RESULT_ZERO_OR_ERRNO && takes_reference(site);
}

/* Where the pages go, or NULL: the result itself is the page. */
static const struct expr *pages_argument(const struct call_site *site)
{
	static const enum gup_role roles[] = { ROLE_PAGES, ROLE_PAGEP, ROLE_FOLIOS };

	for (size_t i = 0; i < ARRAY_SIZE(roles); i++) {
		int place = declared_role(site->declared, roles[i]);

		if (place >= 0)
			return expr_bare(site->call.arguments[place]);
	}
	return NULL;
}

/* The statement that the call is an expression of, when all readings agree; or NULL. */
static const struct statement *statement_of(const struct asker *asker)
{
	const struct token_list *tokens = &asker->source->outline.tokens;
	const struct variants *variants = source_variants(asker->source, asker->function);
	const struct statement *statement =
		variants->n == 1 ? variant_at(&variants->items[0], asker->call->name) : NULL;

	if (!statement || statement->is_split ||
	    !token_is(tokens, token_next(tokens, asker->call->close), ";"))
		return NULL;
	return statement;
}

/* Does the variable's use at token i read what the assignment at token name gave it, or may it? */
static bool reads(struct source *source, size_t i, size_t name)
{
	struct assignments list;
	bool found;

	if (token_is(&source->outline.tokens, token_next(&source->outline.tokens, i), "="))
		return false;
	reaching_assignments(source, i, &list);
	found = list.cut;
	for (size_t a = 0; a < list.n; a++)
		found |= list.items[a].name == name;
	free(list.items);
	return found;
}

/* The next use in the text is all but always reached, and costs nothing to look at. */
static bool is_read_next(struct source *source, size_t name)
{
	const struct token_list *tokens = &source->outline.tokens;
	size_t next = uses_next(source_uses(source), name);

	return next != NO_USE && !token_is(tokens, token_next(tokens, next), "=");
}

/* The value given at token name is read somewhere, or nobody can tell. */
static bool is_read(struct source *source, const struct function *function, size_t name)
{
	const struct token_list *tokens = &source->outline.tokens;
	const struct uses *uses = source_uses(source);
	struct local local;

	if (is_read_next(source, name) || function->end - function->body > MAX_TOKENS)
		return true;
	local = local_find(source, name);
	if (!local.found || local.is_static)
		return true;
	for (uint32_t i = uses_first(uses, name); i != NO_USE; i = uses_next(uses, i)) {
		/* A macro may read the variable of whoever uses it. */
		if (tokens->items[i].directive)
			return true;
		if (i > function->body && i < function->end && i != name &&
		    i != local.declaration && is_object_at(tokens, i) && reads(source, i, name))
			return true;
	}
	return false;
}

/* The variable that takes the call's result and nothing else does, or NO_TOKEN. */
static size_t taker(const struct asker *asker, const struct statement *statement)
{
	const struct outline *outline = &asker->source->outline;
	size_t name = call_taker(&outline->tokens, asker->call->name);

	if (name == NO_TOKEN || !is_object_at(&outline->tokens, name))
		return NO_TOKEN;
	if (statement->kind == STATEMENT_EXPRESSION)
		return statement->first == name ? name : NO_TOKEN;
	return statement->kind == STATEMENT_DECLARATION &&
	       statement_declares(outline, statement, name) ? name : NO_TOKEN;
}

/* How sure it is that no page of the array tells what came. */
static bool judge_pages(const struct asker *asker, enum confidence *confidence)
{
	struct local local;
	size_t name;

	*confidence = CONFIDENCE_HIGH;
	if (!asker->pages)
		return true;
	name = expr_is_null(&asker->source->outline, asker->pages) ? NO_TOKEN :
		expr_array_name(asker->pages);
	if (name == NO_TOKEN || asker_pages_tell(asker, name))
		return false;
	/* Whoever owns the array may have cleared it, and look at it later. */
	local = local_find(asker->source, name);
	if (!local.found || local.parameter >= 0)
		*confidence = CONFIDENCE_MEDIUM;
	return true;
}

/* True if the statement does nothing with the result, or keeps it where nobody reads it. */
static bool is_dropped(const struct asker *asker, const struct statement *statement)
{
	size_t variable = taker(asker, statement);

	if (variable != NO_TOKEN)
		return !is_read(asker->source, asker->function, variable);
	return statement->kind == STATEMENT_EXPRESSION && statement->first == asker->call->name;
}

/* True if nothing looks at the result; *confidence says how sure that is. */
static bool is_unchecked(const struct asker *asker, enum confidence *confidence)
{
	const struct statement *statement = statement_of(asker);

	return statement && is_dropped(asker, statement) && judge_pages(asker, confidence);
}

/* An errno is added up like a number of pages. */
static void check_sum(const struct call_site *site, const struct asker *asker, struct finding_list *findings)
{
	const struct token_list *tokens = &site->source->outline.tokens;
	size_t sum = signature_of(site)->result == RESULT_COUNT_OR_ERRNO ?
		     result_sum(site->source, asker->function, asker->call) : NO_TOKEN;

	if (sum == NO_TOKEN)
		return;
	finding_add(findings, site, &rule_unchecked_return, CONFIDENCE_HIGH,
		    mem_printf("the result of %s() is added to `%.*s`, whatever it is: an errno is never looked at",
			       site->mention->symbol->name, (int)tokens->items[sum].length,
			       tokens->text + tokens->items[sum].offset), NULL);
}

static void check(const struct call_site *site, struct finding_list *findings)
{
	const struct outline *outline = &site->source->outline;
	struct asker asker = {
		.source = site->source, .call = &site->call,
		.function = outline_function_at(outline, site->call.name),
	};
	enum confidence confidence;

	if (!asker.function || outline->tokens.items[site->call.name].directive ||
	    !call_site_fits(site) || !hands_out(site))
		return;
	asker.pages = pages_argument(site);
	check_sum(site, &asker, findings);
	if (!is_unchecked(&asker, &confidence))
		return;
	finding_add(findings, site, &rule_unchecked_return, confidence,
		    mem_printf("the result of %s() is never looked at: it may be an error, or fewer "
			       "pages than asked for", site->mention->symbol->name), NULL);
}

/* What a wrapper hands out, it got itself from the family: where, a note says. */
static void check_acquire(const struct acquire_site *site, struct finding_list *findings)
{
	const struct acquire *acquire = site->acquire;
	struct asker asker = {
		.source = site->source, .function = site->function, .call = &acquire->call,
		.pages = acquire->pages,
	};
	enum confidence confidence;
	struct finding *finding;

	if (!is_unchecked(&asker, &confidence))
		return;
	finding = finding_add_at(findings, site->source, &acquire->call, &rule_unchecked_return,
				 acquire->wrapper ? CONFIDENCE_MEDIUM : confidence,
				 mem_printf("the result of %s() is never looked at: it may be an error, "
					    "and then there are no pages", site->name));
	if (acquire->wrapper)
		finding_note(finding, acquire->wrapped_in, acquire->wrapper->acquire,
			     mem_strdup("it hands out what this call gets"));
}

const struct rule rule_unchecked_return = {
	.name = "unchecked-return",
	.against = AGAINST_CHANGES,
	.severity = SEVERITY_ERROR,
	.summary = "nothing looks at the result of a call that hands out pages",
	.text =
	"The family may hand out fewer pages than asked for, or none and an errno. Whoever does not\n"
	"look at the result uses array elements that were never written, and cannot know how many\n"
	"pages are to be released.\n"
	"\n"
	"	pin_user_pages_fast(addr, n, FOLL_WRITE, pages);\n"
	"	sg_set_page(sg, pages[0], PAGE_SIZE, 0);\n"
	"\n"
	"Write instead:\n"
	"\n"
	"	pinned = pin_user_pages_fast(addr, n, FOLL_WRITE, pages);\n"
	"	if (pinned != n)\n"
	"		goto unpin;\n"
	"\n"
	"A result that is kept in a local variable, which gets another value before anything reads it,\n"
	"is not looked at either. Nor is one that a loop adds up, and then goes on by the sum:\n"
	"\n"
	"	do {\n"
	"		ret = pin_user_pages_fast(addr, n - pinned, 0, pages + pinned);\n"
	"		pinned += ret;				/* -EFAULT, too */\n"
	"	} while (pinned < n);\n"
	"\n"
	"No finding, as something else tells what came, or nothing has to:\n"
	"\n"
	"	struct page *page = NULL;\n"
	"\n"
	"	get_user_pages_remote(mm, addr, 1, 0, &page, NULL);\n"
	"	return page;\n"
	"\n"
	"	get_user_pages(addr, n, FOLL_WRITE, NULL);	(no pages: it only faults them in)\n"
	"	(void)get_user_pages_fast(addr, n, 0, pages);	(the author says so)\n"
	"\n"
	"A test of a page tells nothing where the page, or its array, still holds whatever was there before.\n"
	"\n"
	"High confidence: the array is the function's own. Medium: it is a parameter or a member, and\n"
	"whoever owns it might have cleared it before.\n"
	"\n"
	"The same of wrappers, which hand out pages that they get from the family, and of relatives, as\n"
	"iov_iter_extract_pages(). Of a wrapper the confidence is medium.\n"
	"\n"
	"What it misses: results that are read and then not acted upon; wrappers that put the pages into\n"
	"a member, or release some of them.\n"
	"What it gets wrong: a macro of another file that reads the variable without naming it.\n",
	.check = check,
	.check_acquire = check_acquire,
};
