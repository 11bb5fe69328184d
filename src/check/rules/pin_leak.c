// SPDX-License-Identifier: GPL-2.0-only
/*
 * pin-leak: a function returns and keeps the pages that it got, where nobody else can release them.
 *
 * Complains when some way leads from the call to a return of an error, or to any return where what the pages lie in
 * is gone then, the pages are there on it, and nothing on it releases them or hands them to anybody. Gets wrong: a
 * condition that agrees with another one of a different text.
 */
#include "base/data/mem.h"
#include "check/rules/rule.h"
#include "contract/hold/wrapper.h"
#include "contract/owner/own.h"

static char *message(const struct source *source, const char *name, const struct own *own)
{
	const char *freed = own->leak.before == NO_TOKEN ? "" : ", after what they lie in is freed";
	uint32_t line = source_token_line(source, own->leak.at);

	if (token_is(&source->outline.tokens, own->leak.at, "}"))
		return mem_printf("%s() takes pages, and the function ends at line %u without releasing them",
				  name, line);
	if (!token_is(&source->outline.tokens, own->leak.at, "return"))
		return mem_printf("%s() takes pages, and others take their place at line %u before they are released",
				  name, line);
	return mem_printf("%s() takes pages, and the %s at line %u does not release them%s", name,
			  own->leak_fails ? "error return" : "return", line, freed);
}

static void note_way(struct finding *finding, const struct source *source, size_t call,
		     const struct own_way *leak)
{
	const struct occurrence marks[] = {
		{ call, "taken here" }, { leak->before, "what they lie in is freed here" },
		{ leak->at, "lost here" },
	};
	const struct occurrence without[] = { marks[0], marks[2] };

	if (leak->before == NO_TOKEN)
		finding_note_route(finding, source, &leak->route, without, ARRAY_SIZE(without));
	else
		finding_note_route(finding, source, &leak->route, marks, ARRAY_SIZE(marks));
}

static void check(const struct call_site *site, struct finding_list *findings)
{
	const char *name = site->mention->symbol->name;
	const struct own *own = own_of(site->source, site->call.name);
	enum confidence confidence;

	if (!own || own->leak.at == NO_TOKEN)
		return;
	confidence = own->is_foreign ? CONFIDENCE_MEDIUM : CONFIDENCE_HIGH;
	note_way(finding_add(findings, site, &rule_pin_leak, confidence,
			     message(site->source, name, own), NULL),
		 site->source, site->call.name, &own->leak);
}

/* What a wrapper hands out, it got itself from the family: where, a note says. */
static void check_acquire(const struct acquire_site *site, struct finding_list *findings)
{
	const struct acquire *acquire = site->acquire;
	const struct own *own = own_of(site->source, acquire->call.name);
	struct finding *finding;

	if (!own || own->leak.at == NO_TOKEN)
		return;
	finding = finding_add_at(findings, site->source, &acquire->call, &rule_pin_leak, CONFIDENCE_MEDIUM,
				 message(site->source, site->name, own));
	if (acquire->wrapper)
		finding_note(finding, acquire->wrapped_in, acquire->wrapper->acquire,
			     mem_strdup("it hands out what this call gets"));
	note_way(finding, site->source, acquire->call.name, &own->leak);
}

const struct rule rule_pin_leak = {
	.name = "pin-leak",
	.severity = SEVERITY_ERROR,
	.summary = "a function fails and keeps the pages that it got",
	.text =
	"Pages that a function took are its own until it releases them or gives them to something that\n"
	"outlives it. One that returns an error and does neither loses them: they can never be freed,\n"
	"nor moved.\n"
	"\n"
	"	pinned = pin_user_pages_fast(addr, n, FOLL_WRITE, pages);\n"
	"	if (pinned < 0)\n"
	"		goto free;\n"
	"	err = start_transfer(ctx);\n"
	"	if (err)\n"
	"		goto free;			(the pages stay pinned)\n"
	"	...\n"
	"free:\n"
	"	kvfree(pages);				(frees the array, not what is in it)\n"
	"	return err;\n"
	"\n"
	"Write instead:\n"
	"\n"
	"	if (err)\n"
	"		goto unpin;\n"
	"	...\n"
	"unpin:\n"
	"	unpin_user_pages(pages, pinned);\n"
	"free:\n"
	"	kvfree(pages);\n"
	"	return err;\n"
	"\n"
	"The finding stands at the call, its notes tell the way. Of a single page in a local variable,\n"
	"which nobody else ever sees, any return loses it, not only one of an error. So it is with several where the\n"
	"array is a variable of the function, or has been freed, unless the function tells somebody where in memory\n"
	"they are: by page_to_pfn() and its kin, or dma_map_page(). So does another call that puts pages where those\n"
	"are, in an array of the function's own. And a release of `done` pages drops none of those that were put\n"
	"behind them, at `pages + done`, and are not counted yet.\n"
	"\n"
	"No finding, as somebody else may release the pages: they, their array or an address in one of\n"
	"them are stored in an object that outlives the function, or passed to a function of another\n"
	"file that is not known to keep nothing; they were released on this way under a condition that\n"
	"nobody can tell; or a member comes out otherwise than before, behind a function that may have changed it.\n"
	"\n"
	"	ctx->pages = pages;\n"
	"	err = start_transfer(ctx);\n"
	"	if (err)\n"
	"		return err;			(whoever has ctx releases them)\n"
	"\n"
	"What tells an owner nothing: a member that gets the number of pages, and 0 before the function\n"
	"fails; or whatever number, if the array itself is freed by then.\n"
	"\n"
	"	ctx->npages = pinned;\n"
	"	...\n"
	"	kvfree(ctx->pages);			(where the pages are, nobody knows any more)\n"
	"	return -EIO;\n"
	"\n"
	"High confidence: the array is the function's own. Medium: it is a parameter, or a member of one,\n"
	"and nothing in the function tells its owner how many pages are in it; or a wrapper of the family,\n"
	"or a relative as iov_iter_get_pages2(), took the pages.\n"
	"\n"
	"A function that gets the pages, or the object that they lie in, is read, also in another file, as\n"
	"far as the name tells which one it is: it releases them, or keeps nothing. What is lost where a\n"
	"WARN_ON() comes true is lost to another mistake.\n"
	"\n"
	"What it misses: pages that go into an object one by one, up to the one that failed; fewer pages\n"
	"than asked for, see partial-pin; a loop that releases fewer than there are; what the caller\n"
	"does with pages that a function returns, or leaves in an object of the caller's, or in a list, when it\n"
	"fails; parts of one array, where neither numbers nor counts tell whether two of them are the same;\n"
	"pages in a scatterlist that is not freed, or of which only the number of the frame is kept; a\n"
	"page that a function of which nothing is known got before it failed: some release it, as\n"
	"memory_failure() does.\n"
	"What it gets wrong: two conditions that always agree and have different texts, one of which\n"
	"guards the call and the other the return.\n",
	.check = check,
	.looks_across = true,
	.check_acquire = check_acquire,
	.follows_members = true,
};
