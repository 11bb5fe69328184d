// SPDX-License-Identifier: GPL-2.0-only
/*
 * wrong-release: a pin is dropped as a reference, or a reference as a pin.
 *
 * Complains when the function that releases the pages took them itself, on every way, in the other
 * manner. Gets wrong: a page that came into the array under another name of it.
 */
#include "base/mem.h"
#include "path/owner.h"
#include "rules/rule.h"

/* A function of more releases is a machine's. */
#define MAX_RELEASES 32

static const char *right_release(enum hold_kind kind)
{
	return kind == HOLD_KIND_PIN ? "a pin, which unpin_user_page() and its kin drop" :
				       "a reference, which put_page() drops";
}

static void note_way(struct finding *finding, struct source *source, size_t release)
{
	struct route route;
	size_t acquire = owner_route(source, release, &route);
	const struct mark marks[] = { { acquire, "taken here" }, { release, "released here" } };

	if (acquire != NO_TOKEN)
		finding_note_route(finding, source, &route, marks, ARRAY_SIZE(marks));
	route_free(&route);
}

static void report(const struct call_site *site, struct finding_list *findings, size_t release,
		   size_t acquire, enum hold_kind kind)
{
	const struct token_list *tokens = &site->source->outline.tokens;
	const struct token *name = &tokens->items[release], *from = &tokens->items[acquire];
	struct finding *finding;
	uint32_t line, column;
	struct call call;

	if (call_read(&site->source->outline, release, &site->source->arena, &call))
		return;
	source_position(site->source, from->offset, &line, &column);
	finding = finding_add_at(findings, site->source, &call, &rule_wrong_release, CONFIDENCE_HIGH,
				 mem_printf("%.*s() does not fit: %.*s() at line %u took %s",
					    (int)name->length, tokens->text + name->offset,
					    (int)from->length, tokens->text + from->offset, line,
					    right_release(kind)));
	note_way(finding, site->source, release);
}

/* The release at token i: does it drop what the pages are not held by? */
static void judge(const struct call_site *site, struct finding_list *findings, size_t i)
{
	enum hold_kind dropped = release_kind(&site->source->outline.tokens, i), held;
	size_t only = site->mention->symbol->function->kind == KIND_ACQUIRE ? site->call.name : NO_TOKEN;
	size_t acquire = NO_TOKEN;

	if (dropped == HOLD_KIND_NONE || dropped == HOLD_KIND_EITHER)
		return;
	held = owner_of_released(site->source, i, only, &acquire);
	if (held == HOLD_KIND_NONE || held == dropped || (only != NO_TOKEN && only != acquire))
		return;
	report(site, findings, i, acquire, held);
}

/* put_page() and its like are too common to be sites: they are looked at from who took the pages. */
static void judge_others(const struct call_site *site, struct finding_list *findings,
			 const struct function *function)
{
	const struct token_list *tokens = &site->source->outline.tokens;
	size_t n = 0;

	for (size_t i = function->body; i < function->end && n < MAX_RELEASES; i++)
		if (!tokens->items[i].directive &&
		    release_kind(tokens, i) == HOLD_KIND_REFERENCE &&
		    !gup_function_find(tokens->text + tokens->items[i].offset,
				       tokens->items[i].length)) {
			judge(site, findings, i);
			n++;
		}
}

static void check(const struct call_site *site, struct finding_list *findings)
{
	const struct outline *outline = &site->source->outline;
	const struct function *function = outline_function_at(outline, site->call.name);

	if (!function || outline->tokens.items[site->call.name].directive)
		return;
	if (site->mention->symbol->function->kind == KIND_RELEASE)
		judge(site, findings, site->call.name);
	else
		judge_others(site, findings, function);
}

const struct rule rule_wrong_release = {
	.name = "wrong-release",
	.severity = SEVERITY_ERROR,
	.summary = "a pin is dropped as a reference, or a reference as a pin",
	.text =
	"pin_user_pages() and its kin count differently from get_user_pages(): a pinned page has to\n"
	"be given back by unpin_user_page() and its kin, any other by put_page(). In the wrong way\n"
	"the page keeps its pin for ever, or loses references that it never had.\n"
	"\n"
	"	pinned = pin_user_pages_fast(addr, n, FOLL_WRITE, pages);\n"
	"	...\n"
	"	for (i = 0; i < pinned; i++)\n"
	"		put_page(pages[i]);\n"
	"\n"
	"Write instead:\n"
	"\n"
	"	unpin_user_pages(pages, pinned);\n"
	"\n"
	"The finding stands at the release. An array is known by its text: pages, pages + i, &page,\n"
	"work->pages, and a local variable that is an element of it.\n"
	"\n"
	"High confidence: the function itself took the pages, in the same manner on every way, and put\n"
	"nothing else into the array. No finding where one array holds both kinds, or the function\n"
	"takes references of its own:\n"
	"\n"
	"	if (pin)\n"
	"		n = pin_user_pages_fast(addr, 1, 0, &page);\n"
	"	else\n"
	"		n = get_user_pages_fast(addr, 1, 0, &page);\n"
	"	...\n"
	"	put_page(page);\n"
	"\n"
	"What it misses: pages that another function took, folios.\n"
	"What it gets wrong: something that was put into the array under another name of it.\n",
	.check = check,
};
