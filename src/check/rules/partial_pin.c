// SPDX-License-Identifier: GPL-2.0-only
/*
 * partial-pin: fewer pages came than were asked for, and the function goes on as if all had come, loses
 * them, miscounts them, or returns their number as an error.
 */
#include "base/data/mem.h"
#include "c/source/kept.h"
#include "check/rules/rule.h"
#include "contract/hold/wrapper.h"
#include "contract/partial/partial.h"

/* A call, of the family or of what hands out its pages, and what it is called. */
struct asked {
	struct source *source;
	const struct acquire *acquire;
	const char *name;
};

/* The message of a kind; the caller frees it. */
static char *message_of(const struct asked *asked, enum partial_kind kind, size_t token)
{
	const char *name = asked->name;
	uint32_t line = source_token_line(asked->source, token);

	switch (kind) {
	case PARTIAL_USED:
		return mem_printf("%s() may get fewer pages than asked for, but from line %u on all are used",
				  name, line);
	case PARTIAL_SUCCESS:
		return mem_printf("%s() may get fewer pages than asked for, but line %u returns 0 as if all "
				  "had come", name, line);
	case PARTIAL_RELEASED:
		return mem_printf("as many pages are released as %s() was asked for, but fewer may have "
				  "come", name);
	case PARTIAL_NEGATIVE:
		return mem_printf("the number of pages to release may be a negative errno of %s()", name);
	case PARTIAL_BEYOND:
		return mem_printf("line %u reaches a page behind the last one that %s() can have got", line, name);
	case PARTIAL_FEWER:
		return mem_printf("fewer pages are released than %s() got: the others are lost in line %u", name,
				  line);
	case PARTIAL_LOST:
		return mem_printf("when %s() gets fewer pages than asked for, those are never released",
				  name);
	default:
		return mem_printf("line %u returns how many pages %s() got as if that were an error: it is "
				  "a positive number, or 0", line, name);
	}
}

static const char *const happens[] = {
	[PARTIAL_USED] = "all are used here", [PARTIAL_SUCCESS] = "success is returned here",
	[PARTIAL_RELEASED] = "all are released here", [PARTIAL_NEGATIVE] = "used as a number here",
	[PARTIAL_LOST] = "lost here", [PARTIAL_RETURNED] = "returned here",
	[PARTIAL_BEYOND] = "beyond them here", [PARTIAL_FEWER] = "lost here",
};

/* Releases stand where they are, all else where the pages were asked for. */
static struct finding *add(struct finding_list *findings, const struct asked *asked,
			   enum partial_kind kind, const struct partial *partial)
{
	enum confidence confidence = partial->is_certain && !asked->acquire->wrapper ? CONFIDENCE_HIGH :
										      CONFIDENCE_MEDIUM;
	char *message = message_of(asked, kind, partial->token);
	const struct call *at = &asked->acquire->call;
	struct call release;

	if ((kind == PARTIAL_RELEASED || kind == PARTIAL_NEGATIVE || kind == PARTIAL_BEYOND) &&
	    !source_call(asked->source, partial->token, &release))
		at = &release;
	return finding_add_at(findings, asked->source, at, &rule_partial_pin, confidence, message);
}

static void report(struct finding_list *findings, const struct asked *asked, enum partial_kind kind,
		   const struct partial *partial)
{
	const struct acquire *acquire = asked->acquire;
	struct finding *finding = add(findings, asked, kind, partial);

	if (acquire->wrapper)
		finding_note(finding, acquire->wrapped_in, acquire->wrapper->acquire,
			     mem_strdup("it hands out what this call gets"));
	finding_note(finding, asked->source, acquire->call.name, mem_strdup("asked for here"));
	if (partial->branch)
		finding_note_branch(finding, asked->source, partial->branch->first,
				    partial->branch->last, partial->is_true);
	finding_note(finding, asked->source, partial->token, mem_strdup(happens[kind]));
}

static void judge(struct finding_list *findings, const struct asked *asked)
{
	struct partials partials;
	struct arena arena = {0};

	partials_read(&partials, asked->source, asked->acquire, &arena);
	for (unsigned kind = 0; kind < PARTIAL_KINDS; kind++)
		if (partials.items[kind].token != NO_TOKEN)
			report(findings, asked, kind, &partials.items[kind]);
	arena_free(&arena);
}

static void check(const struct call_site *site, struct finding_list *findings)
{
	struct acquire acquire;
	struct asked asked = {
		.source = site->source, .acquire = &acquire, .name = site->function->name,
	};

	if (!site->source->outline.tokens.items[site->call.name].directive && call_site_fits(site) &&
	    acquire_at(site->source, site->call.name, &acquire))
		judge(findings, &asked);
}

static void check_acquire(const struct acquire_site *site, struct finding_list *findings)
{
	struct asked asked = {
		.source = site->source, .acquire = site->acquire, .name = site->name,
	};

	judge(findings, &asked);
}

const struct rule rule_partial_pin = {
	.name = "partial-pin",
	.against = AGAINST_CHANGES,
	.severity = SEVERITY_ERROR,
	.summary = "fewer pages than asked for are taken as all, lost, or returned as an error",
	.text =
	"The family may get fewer pages than it was asked for, and returns how many. Whoever tests for an\n"
	"error alone takes the rest of the array, which nobody filled, for pages. Whoever gives up on a\n"
	"short count has to release the pages that came, no more and no fewer, and to return an errno\n"
	"of his own: the count is positive, and no error.\n"
	"\n"
	"	ret = pin_user_pages_fast(addr, n, FOLL_WRITE, pages);\n"
	"	if (ret < 0)\n"
	"		goto free;\n"
	"	for (i = 0; i < n; i++)\n"
	"		sg_set_page(&sg[i], pages[i], PAGE_SIZE, 0);	/* ret may be less than n */\n"
	"\n"
	"	if (ret != n) {\n"
	"		kfree(pages);					/* ret pages stay pinned */\n"
	"		return ret;					/* and 3 is returned for an error */\n"
	"	}\n"
	"\n"
	"Write instead:\n"
	"\n"
	"	ret = pin_user_pages_fast(addr, n, FOLL_WRITE, pages);\n"
	"	if (ret != n) {\n"
	"		if (ret > 0)\n"
	"			unpin_user_pages(pages, ret);\n"
	"		ret = ret < 0 ? ret : -EFAULT;\n"
	"		goto free;\n"
	"	}\n"
	"\n"
	"Nor is an errno a number of pages: what counts without a sign, a loop or a release, runs on to what\n"
	"-EFAULT is then. And a loop for `i <= ret` goes on to a page that never came, as `ret * 2` does; one for\n"
	"`i < ret - 1`, or from 1 on, or `while (--ret)`, leaves one out. `ret < n - 1` lets one be missing. One that\n"
	"releases page for page, and is left for an error, keeps those that it has not come to:\n"
	"\n"
	"	for (i = 0; i < ret; i++) {\n"
	"		err = send(pages[i]);\n"
	"		unpin_user_page(pages[i]);\n"
	"		if (err)\n"
	"			return err;			/* and the others? */\n"
	"	}\n"
	"\n"
	"No finding: a count that is cut to what came, as `n = ret`; a loop that asks for the rest; a test of\n"
	"each element for NULL, or of its index; a call for one page; a result that is compared with\n"
	"something else than the count, handed to a function or stored for others: nobody can tell what follows.\n"
	"Nor where `ret` of the pages are released, but for some that are kept: that goes by what came. Pages that\n"
	"are in an object which others release are not lost. Of an array that is filled piece by piece,\n"
	"`&pages[done]`, those of the last piece are lost if `done` pages alone are released; and behind an errno\n"
	"`unpin_user_pages(pages, n)` drops pages that never came, where the piece was one of `n - done`.\n"
	"\n"
	"High confidence: the function itself does it, on a way that its conditions on the result leave open.\n"
	"Medium: it returns 0, or hands array and count to a function that no table has; or the pages come\n"
	"from a wrapper, which hands out what it gets from the family, be it short.\n"
	"\n"
	"What it misses: counts of two calls that are added up, bytes instead of pages; a loop that is left for\n"
	"what may say that all is done; a short pin that is\n"
	"given up in somebody else's array, which stays: its owner may release what is not NULL in it.\n"
	"What it gets wrong: a short count that another condition excludes, one that does not name it.\n",
	.check = check,
	.check_acquire = check_acquire,
};
