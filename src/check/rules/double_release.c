// SPDX-License-Identifier: GPL-2.0-only
/*
 * double-release: pages are released twice on one way.
 *
 * Complains when some way meets two releases of the same pages, known by the call that took them or by
 * their text, and nothing takes them anew in between. Gets wrong: a reference of the function's own that
 * was taken under a name that does not tell.
 */
#include "base/data/mem.h"
#include "c/source/kept.h"
#include "check/rules/rule.h"
#include "contract/owner/own.h"
#include "contract/pages/twice.h"

/* Another call that takes pages into the same place leads to the same release. */
static bool is_known(const struct finding_list *findings, const struct source *source, size_t token)
{
	uint32_t line, column;

	source_position(source, source->outline.tokens.items[token].offset, &line, &column);
	for (size_t i = 0; i < findings->n; i++)
		if (findings->items[i].rule == rule_double_release.name &&
		    findings->items[i].line == line && findings->items[i].column == column)
			return true;
	return false;
}

/* The caller frees it. */
static char *message_of(const struct source *source, const struct twice *twice)
{
	const struct token *token = &source->outline.tokens.items[twice->second];
	const char *name = source->outline.tokens.text + token->offset;

	if (twice->first == twice->second)
		return mem_printf("%.*s() releases the same page each time round the loop", (int)token->length, name);
	return mem_printf("%.*s() releases what line %u has released already", (int)token->length, name,
			  source_token_line(source, twice->first));
}

static void report(struct finding_list *findings, struct source *source, const struct twice *twice,
		   const struct occurrence *marks, size_t n)
{
	struct finding *finding;
	struct call call;

	if (is_known(findings, source, twice->second) || source_call(source, twice->second, &call))
		return;
	finding = finding_add_at(findings, source, &call, &rule_double_release, CONFIDENCE_HIGH,
				 message_of(source, twice));
	finding_note_route(finding, source, &twice->route, marks, n);
}

/* The pages that a call took, by whatever name they are released. */
static void check_pages(struct source *source, size_t call, struct finding_list *findings)
{
	const struct own *own = own_of(source, call);

	if (own && own->twice.at != NO_TOKEN) {
		const struct twice twice = {
			.first = own->twice.before, .second = own->twice.at, .route = own->twice.route,
		};
		const struct occurrence marks[] = {
			{ call, "taken here" }, { twice.first, "released here" },
			{ twice.second, "and once more here" },
		};

		report(findings, source, &twice, marks, ARRAY_SIZE(marks));
	}
}

struct search {
	struct source *source;
	struct finding_list *findings;
};

static void report_twice(const struct twice *twice, void *data)
{
	const struct search *search = data;
	const struct occurrence marks[] = {
		{ twice->first, "released here" }, { twice->second, "and once more here" },
	};

	report(search->findings, search->source, twice, marks, ARRAY_SIZE(marks));
}

static void check(const struct call_site *site, struct finding_list *findings)
{
	struct search search = { .source = site->source, .findings = findings };
	const struct function *function = outline_function_at(&site->source->outline, site->call.name);

	if (!function || site->source->outline.tokens.items[site->call.name].directive)
		return;
	check_pages(site->source, site->call.name, findings);
	/* Which other files are known makes no difference to that. */
	if (!site->source->across && site_is_first(site, function))
		twice_read(site->source, function, report_twice, &search);
}

static void check_acquire(const struct acquire_site *site, struct finding_list *findings)
{
	check_pages(site->source, site->acquire->call.name, findings);
}

const struct rule rule_double_release = {
	.name = "double-release",
	.severity = SEVERITY_ERROR,
	.summary = "pages are released twice on one way",
	.text =
	"Each page that was taken is released once. The second time drops a hold that somebody else\n"
	"has: the page is freed while it is in use.\n"
	"\n"
	"	if (copy_header(page) < 0) {\n"
	"		put_page(page);\n"
	"		goto out;\n"
	"	}\n"
	"	...\n"
	"out:\n"
	"	put_page(page);\n"
	"\n"
	"Write instead:\n"
	"\n"
	"	if (copy_header(page) < 0)\n"
	"		goto out;\n"
	"	...\n"
	"out:\n"
	"	put_page(page);\n"
	"\n"
	"The finding stands at the second release, its notes tell the way. A function of the same file\n"
	"that certainly releases what it gets is a release, too.\n"
	"\n"
	"No finding: arrays that are released in part, or with another number the second time; a page\n"
	"of which the function takes more references; two releases whose conditions nobody can tell.\n"
	"\n"
	"	unpin_user_pages(pages, done);\n"
	"	...\n"
	"	unpin_user_pages(pages + done, pinned - done);\n"
	"\n"
	"High confidence: the function itself took the pages, and released them itself.\n"
	"\n"
	"A loop that counts pages, and drops one and the same each time, drops that one too often, and keeps the\n"
	"others; unless the function knows that they are one large page.\n"
	"\n"
	"	for (i = 0; i < pinned; i++)\n"
	"		unpin_user_page(pages[0]);		/* pages[i] */\n"
	"\n"
	"What it misses: an object that releases its pages again when it is freed; a function that gets the\n"
	"object, and not the array and its number, and is called twice; loops over the same pages, unless\n"
	"both begin with the first one and release each in any case.\n"
	"What it gets wrong: two conditions that exclude each other, and have different texts.\n",
	.check = check,
	.looks_across = true,
	.check_acquire = check_acquire,
	.follows_members = true,
};
