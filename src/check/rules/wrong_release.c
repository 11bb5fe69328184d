// SPDX-License-Identifier: GPL-2.0-only
/*
 * wrong-release: a pin is dropped as a reference, or a reference as a pin.
 *
 * Complains when the function that releases the pages took them itself, on every way, in the other
 * manner; or they lie in a member that is only ever filled in the other manner. Gets wrong: a page that
 * came into the array under another name of it.
 */
#include "base/data/mem.h"
#include "c/source/kept.h"
#include "c/source/marks.h"
#include "check/rules/filed_release.h"
#include "check/rules/listed_release.h"
#include "check/rules/rule.h"
#include "contract/owner/origin.h"
#include "contract/owner/own.h"
#include "contract/owner/pair.h"

#include <stdlib.h>
#include <string.h>

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
	size_t acquire = origin_route(source, release, &route);
	const struct occurrence marks[] = { { acquire, "taken here" }, { release, "released here" } };

	if (acquire != NO_TOKEN)
		finding_note_route(finding, source, &route, marks, ARRAY_SIZE(marks));
	route_free(&route);
}

static struct finding *report(struct finding_list *findings, struct source *source, size_t release,
			      enum confidence confidence, char *message)
{
	struct call call;

	if (!source_call(source, release, &call))
		return finding_add_at(findings, source, &call, &rule_wrong_release, confidence, message);
	free(message);
	return NULL;
}

/* Pages that the function itself took. */
static void report_owned(struct finding_list *findings, struct source *source, size_t release,
			 size_t acquire, enum hold_kind kind)
{
	const struct token_list *tokens = &source->outline.tokens;
	const struct token *name = &tokens->items[release], *from = &tokens->items[acquire];
	struct finding *finding;
	uint32_t line, column;

	source_position(source, from->offset, &line, &column);
	finding = report(findings, source, release, CONFIDENCE_HIGH,
			 mem_printf("%.*s() does not fit: %.*s() at line %u took %s", (int)name->length,
				    tokens->text + name->offset, (int)from->length,
				    tokens->text + from->offset, line, right_release(kind)));
	if (finding)
		note_way(finding, source, release);
}

/* put_page() frees a page of user space when it drops the last reference; __free_page() cannot. */
static bool fits(const struct token_list *tokens, size_t release, enum hold_kind held)
{
	const struct release *row = release_at(tokens, release);

	return row->kind == held && row->operand != RELEASES_ALLOCATED;
}

/*
 * The release at token i: does it drop what the pages are not held by? With only, a call, it is asked about
 * pages that this one took; NO_TOKEN: about all.
 */
static void judge(struct source *source, struct finding_list *findings, struct fills *fills, size_t i,
		  size_t only)
{
	enum hold_kind dropped = release_kind(&source->outline.tokens, i), held;
	size_t acquire = NO_TOKEN;

	if (dropped == HOLD_KIND_NONE || dropped == HOLD_KIND_EITHER)
		return;
	held = origin_of_released(source, fills, i, only, &acquire);
	if (held == HOLD_KIND_NONE || fits(&source->outline.tokens, i, held) || (only != NO_TOKEN && only != acquire))
		return;
	report_owned(findings, source, i, acquire, held);
}

/* put_page() and its like are too common to be sites: they are looked at from who took the pages. */
static bool drops_reference(struct source *source, size_t i)
{
	const struct token_list *tokens = &source->outline.tokens;
	const struct release *release = release_at(tokens, i);

	return release && release->kind == HOLD_KIND_REFERENCE &&
	       !gup_function_find(tokens->text + tokens->items[i].offset, tokens->items[i].length);
}

static void judge_others(struct source *source, struct finding_list *findings,
			 const struct function *function, size_t acquire)
{
	static const struct mark mark = { MARK_SLOT, drops_reference, true, release_add_words };
	const struct marks *drops = marks_of(source, &mark);
	struct fills fills = {0};
	size_t i = marks_from(drops, function->body), end = marks_from(drops, function->end);

	for (end = end - i > MAX_RELEASES ? i + MAX_RELEASES : end; i < end; i++)
		judge(source, findings, &fills, drops->items[i], acquire);
	fills_free(&fills);
}

static void judge_alone(struct source *source, struct finding_list *findings, size_t release)
{
	struct fills fills = {0};

	judge(source, findings, &fills, release, NO_TOKEN);
	fills_free(&fills);
}

/* --- helpers --- */

static bool is_known(const struct finding_list *findings, const struct source *source, size_t token)
{
	uint32_t line, column;

	source_position(source, source->outline.tokens.items[token].offset, &line, &column);
	for (size_t i = 0; i < findings->n; i++)
		if (findings->items[i].rule == rule_wrong_release.name &&
		    findings->items[i].line == line && findings->items[i].column == column &&
		    !strcmp(findings->items[i].path, source->path))
			return true;
	return false;
}

static bool is_reported(const struct finding_list *findings, const struct source *source,
			const struct own *own)
{
	bool is_here = own->dropped.source == source;

	return is_known(findings, source, is_here ? own->dropped.token : own->misfit.at);
}

static char *name_at(const struct source *source, size_t token)
{
	const struct token *name = &source->outline.tokens.items[token];

	return mem_printf("%.*s", (int)name->length, source->outline.tokens.text + name->offset);
}

/* It stands where the pages are dropped; but in another file, which nobody may have asked about, at the call. */
static void report_helper(struct finding_list *findings, struct source *source, size_t acquire,
			  const struct acquire *taken, const struct own *own)
{
	const struct across_place *dropped = &own->dropped;
	bool is_here = dropped->source == source;
	char *release = name_at(dropped->source, dropped->token), *taker = name_at(source, acquire);
	const struct occurrence marks[] = { { acquire, "taken here" }, { own->misfit.at, "passed on here" } };
	struct finding *finding;
	uint32_t line, column;

	source_position(source, source->outline.tokens.items[acquire].offset, &line, &column);
	finding = report(findings, source, is_here ? dropped->token : own->misfit.at, CONFIDENCE_MEDIUM,
			 mem_printf("%s() in %s() does not fit: it gets what %s() at line %u took, %s", release,
				    dropped->function->name, taker, line, right_release(taken->kind)));
	if (finding) {
		finding_note_route(finding, source, &own->misfit.route, marks, ARRAY_SIZE(marks));
		finding_note(finding, dropped->source, dropped->token, mem_strdup("released here"));
	}
	free(release);
	free(taker);
}

/* A function that gets the pages drops them in the other manner. A driver's own unpin_user_page() may do so. */
static void judge_helper(struct source *source, struct finding_list *findings, size_t call)
{
	const struct own *own = own_of(source, call);
	struct acquire acquire;

	if (!own || own->misfit.at == NO_TOKEN ||
	    release_at(&source->outline.tokens, own->misfit.at) ||
	    is_reported(findings, source, own))
		return;
	if (acquire_at(source, call, &acquire) || acquire_by_member_at(source, call, &acquire))
		report_helper(findings, source, call, &acquire, own);
}

/* --- pairs --- */

struct pairing {
	struct source *source;
	struct finding_list *findings;
};

static void report_pair(const struct pair *pair, void *data)
{
	const struct pairing *pairing = data;
	char *release = name_at(pairing->source, pair->release), *taker = name_at(pairing->source, pair->acquire);
	struct finding *finding = NULL;

	if (!is_known(pairing->findings, pairing->source, pair->release))
		finding = report(pairing->findings, pairing->source, pair->release, CONFIDENCE_MEDIUM,
				 mem_printf("%s() in %s() does not fit: %s() at line %u fills the array that it "
					    "gets, and takes %s", release, pair->releaser->name, taker,
					    source_token_line(pairing->source, pair->acquire),
					    right_release(pair->kind)));
	if (finding) {
		finding_note(finding, pairing->source, pair->acquire, mem_strdup("taken here"));
		finding_note(finding, pairing->source, pair->taken, mem_strdup("for this array"));
		finding_note(finding, pairing->source, pair->passed, mem_strdup("which is passed on here"));
		finding_note(finding, pairing->source, pair->release, mem_strdup("released here"));
	}
	free(release);
	free(taker);
}

static void judge_pairs(struct source *source, struct finding_list *findings, size_t acquire)
{
	struct pairing pairing = { .source = source, .findings = findings };

	pairs_visit(source, acquire, report_pair, &pairing);
}

static void check(const struct call_site *site, struct finding_list *findings)
{
	const struct outline *outline = &site->source->outline;
	const struct function *function = outline_function_at(outline, site->call.name);

	if (!function || outline->tokens.items[site->call.name].directive)
		return;
	if (site->mention->symbol->function->kind != KIND_RELEASE)
		judge_helper(site->source, findings, site->call.name);
	/* Of what the function does itself the others know nothing. */
	if (site->source->across)
		return;
	if (site_is_first(site, NULL)) {
		listed_releases_check(site, &rule_wrong_release, findings);
		filed_releases_check(site, &rule_wrong_release, findings);
	}
	if (site->mention->symbol->function->kind == KIND_RELEASE)
		judge_alone(site->source, findings, site->call.name);
	else
		judge_others(site->source, findings, function, site->call.name);
	if (site->mention->symbol->function->kind != KIND_RELEASE)
		judge_pairs(site->source, findings, site->call.name);
}

static void check_acquire(const struct acquire_site *site, struct finding_list *findings)
{
	if (!site->acquire->member)
		judge_others(site->source, findings, site->function, site->acquire->call.name);
	judge_helper(site->source, findings, site->acquire->call.name);
}

/* --- members --- */

/* A function that drops the member in both manners knows which one is right. */
static bool chooses(const struct member_row *member, const struct member_use *release)
{
	for (size_t i = 0; i < member->releases.n; i++) {
		const struct member_use *other = &member->releases.items[i];

		if (other->kind != release->kind && !strcmp(other->path, release->path) &&
		    !strcmp(other->function, release->function))
			return true;
	}
	return false;
}

static void report_member(struct finding_list *findings, const struct member_row *member,
			  const struct member_use *release)
{
	const struct member_use *acquire = &member->acquires.items[0];
	struct finding *finding;

	finding = report(findings, release->source, release->token, CONFIDENCE_MEDIUM,
			 mem_printf("%s() does not fit: all that fills `%s` of struct %s takes %s: see "
				    "%s() at %s:%u", release->callee, member->name, member->record,
				    right_release(acquire->kind), acquire->callee, acquire->path,
				    acquire->line));
	if (!finding)
		return;
	finding_note(finding, acquire->source, acquire->token, mem_strdup("taken here"));
	finding_note(finding, release->source, release->token, mem_strdup("released here"));
}

/* Whoever drops it did not take it: that is another function's, perhaps in another file. */
static void check_member(const struct member_row *member, struct finding_list *findings)
{
	enum hold_kind kind = member_uses_kind(&member->acquires);

	if (kind == HOLD_KIND_NONE || kind == HOLD_KIND_EITHER || member->n_other)
		return;
	for (size_t i = 0; i < member->releases.n; i++) {
		const struct member_use *release = &member->releases.items[i];

		if (release->kind != kind && release->kind != HOLD_KIND_EITHER &&
		    !chooses(member, release) && !origin_takes_more(release->source, release->token))
			report_member(findings, member, release);
	}
}

const struct rule rule_wrong_release = {
	.name = "wrong-release",
	.against = AGAINST_CHANGES,
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
	"__free_page() is wrong for both: it takes back what alloc_page() handed out, and cannot free a page\n"
	"of user space.\n"
	"\n"
	"The finding stands at the release. An array is known by its text: pages, pages + i, &page,\n"
	"work->pages, a local variable that is an element of it, and the folio or the head of one; `*p`, too, where\n"
	"p goes through it, `for (p = pages; p < pages + n; p++)`, and nothing is put there by way of p.\n"
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
	"Medium confidence: another function took the pages and left them in a member of a struct, and all\n"
	"who fill that member, in whatever file, do it in the same manner. The object may be the file's own. So it is\n"
	"with a static variable, if nobody else can put anything there. Or they come out of a scatterlist, as\n"
	"`put_page(sg_page(sg))`, and all that the file puts into one it takes in the same manner, and it deals in no\n"
	"other pages.\n"
	"\n"
	"A function that gets the pages, and releases them on all ways, is read, also in another file: the\n"
	"finding stands where it drops them, or, if that is in another file, where it is called. So are two\n"
	"functions of a file, one that takes pages into an array of its caller's, and one that drops them.\n"
	"\n"
	"What it misses: pages that another function took and left elsewhere; pages of which the number of the frame\n"
	"is kept; a function that releases them now, and now not.\n"
	"What it gets wrong: something that was put into the array under another name of it.\n",
	.check = check,
	.looks_across = true,
	.check_acquire = check_acquire,
	.follows_members = true,
	.check_member = check_member,
};
