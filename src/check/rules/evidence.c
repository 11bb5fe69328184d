// SPDX-License-Identifier: GPL-2.0-only
#include "check/rules/evidence.h"

#include "base/data/mem.h"
#include "c/outline/words.h"
#include "calls/value/local.h"

#include <string.h>

const char *const evidence_dirtying[] = {
	"set_page_dirty*", "SetPageDirty", "folio_mark_dirty*", "folio_set_dirty*",
	"unpin_user_pages_dirty_lock", "unpin_user_page_range_dirty_lock", "put_user_pages_dirty*", NULL,
};

/* A file that names the family more often is a machine's, and reading it once a call would take for ever. */
#define MAX_MENTIONS 200

/* The last name of pages, &page, pages + n, &work->pages[n]; NO_TOKEN: it is none of these. */
static size_t last_name(const struct outline *outline, const struct expr *expr)
{
	while (expr) {
		expr = expr_bare(expr);
		if (expr->kind == EXPR_IDENTIFIER || expr->kind == EXPR_MEMBER)
			return expr->op;
		if (expr->kind == EXPR_UNARY && expr_op_is(outline, expr, "*"))
			expr = expr->left;
		else
			expr = expr_towards_array(outline, expr);
	}
	return NO_TOKEN;
}

/* Its flags are flags, or none, and it stands in code that is a driver's. */
static bool is_of_interest(const struct call_site *site)
{
	const unsigned known = MEANS_ZERO | MEANS_TRUTH | MEANS_FLAGS | MEANS_STRAY | MEANS_WRITE_TEST;
	const struct source *source = site->source;

	return source->file->n_mentions <= MAX_MENTIONS && !family_is_home(source->path) &&
	       !source->outline.tokens.items[site->call.name].directive && call_site_fits(site) &&
	       site->access.role == ROLE_FLAGS && site->access.meaning.bits &&
	       !(site->access.meaning.bits & ~known);
}

bool evidence_read(const struct call_site *site, struct evidence *evidence)
{
	struct source *source = site->source;

	*evidence = (struct evidence){
		.site = site, .function = outline_function_at(&source->outline, site->call.name),
		.pages = NO_TOKEN,
	};
	if (!evidence->function || !is_of_interest(site) ||
	    !acquire_at(source, site->call.name, &evidence->acquire))
		return false;
	if (evidence->acquire.pages)
		evidence->pages = last_name(&source->outline, evidence->acquire.pages);
	flags_brought(source, site->access.expr, &evidence->brought);
	return true;
}

static bool is_flag(const struct evidence *evidence, const struct brought_flag *brought, const char *flag)
{
	return token_is(&evidence->site->source->outline.tokens, brought->token, flag);
}

bool evidence_always(const struct evidence *evidence, const char *flag)
{
	for (size_t i = 0; i < evidence->brought.n; i++)
		if (evidence->brought.items[i].always && is_flag(evidence, &evidence->brought.items[i], flag))
			return true;
	return false;
}

bool evidence_never(const struct evidence *evidence, const char *flag)
{
	const uint64_t strange = UINT64_C(1) << 63;

	if (evidence->site->access.meaning.flags & strange)
		return false;
	for (size_t i = 0; gup_flags[i].name; i++)
		if (!strcmp(gup_flags[i].name, flag))
			return !(evidence->site->access.meaning.flags & UINT64_C(1) << i);
	return false;
}

size_t evidence_word(const struct source *source, size_t first, size_t last, const char *const *names)
{
	for (size_t i = first; i < last; i++)
		if (word_is_any(&source->outline.tokens, i, names))
			return i;
	return NO_TOKEN;
}

size_t evidence_in_function(const struct evidence *evidence, const char *const *names)
{
	return evidence_word(evidence->site->source, evidence->function->body, evidence->function->end,
			     names);
}

/* The same of a whole file: its words are fewer than their uses. */
static size_t first_in_file(struct source *source, const char *const *names)
{
	const struct uses *uses = source_uses(source);

	for (size_t w = 0; w < uses->words.n; w++)
		if (word_is_any(&source->outline.tokens, uses->words.items[w].first, names))
			return uses->words.items[w].first;
	return NO_TOKEN;
}

/* Where in a file the first of some names stands: looked for once, however many calls ask. */
struct found_words {
	const char *const *names;
	size_t token;
	struct found_words *next;
};

size_t evidence_in_file(const struct evidence *evidence, const char *const *names)
{
	static const struct slot_kind kind = { .size = sizeof(struct found_words *) };
	struct source *source = evidence->site->source;
	struct found_words **first = source_slot(source, &kind), *found = *first;

	while (found && found->names != names)
		found = found->next;
	if (found)
		return found->token;
	found = arena_alloc(&source->arena, sizeof(*found));
	*found = (struct found_words){
		.names = names, .next = *first,
		.token = first_in_file(source, names),
	};
	*first = found;
	return found->token;
}

bool evidence_gets_pages(const struct evidence *evidence, size_t i)
{
	const struct outline *outline = &evidence->site->source->outline;
	size_t open = token_next(&outline->tokens, i), close;

	if (!token_is(&outline->tokens, open, "("))
		return false;
	close = outline_closing(outline, open);
	for (size_t t = open; t < close && close != NO_TOKEN; t++)
		if (same_token_text(&outline->tokens, t, evidence->pages))
			return true;
	return false;
}

size_t evidence_use_of_pages(const struct evidence *evidence, const char *const *names)
{
	const struct source *source = evidence->site->source;
	const struct token_list *tokens = &source->outline.tokens;
	bool is_member = evidence->pages != NO_TOKEN &&
			 token_is(tokens, token_previous(tokens, evidence->pages), "->");
	size_t last = is_member ? tokens->n : evidence->function->end;
	size_t i = is_member ? 0 : evidence->function->body;

	if (evidence->pages == NO_TOKEN)
		return NO_TOKEN;
	for (; (i = evidence_word(source, i, last, names)) != NO_TOKEN; i++)
		if (evidence_gets_pages(evidence, i))
			return i;
	return NO_TOKEN;
}

bool evidence_has_notifier(const struct evidence *evidence)
{
	static const char *const names[] = { "mmu_notifier*", "mmu_interval*", NULL };

	return evidence_in_file(evidence, names) != NO_TOKEN;
}

bool evidence_is_needed_for_long(const struct evidence *evidence)
{
	return evidence->site->version < KERNEL(6, 2) && !evidence_never(evidence, "FOLL_LONGTERM");
}

bool evidence_is_current(const struct evidence *evidence)
{
	return declared_role(evidence->site->declared, ROLE_MM) < 0;
}

/* The name in (unsigned long)buf, buf + offset, uptr & PAGE_MASK; NO_TOKEN: who knows. */
static size_t address_name(const struct call_site *site)
{
	int start = declared_role(site->declared, ROLE_START);
	const struct expr *expr = start < 0 ? NULL : site->call.arguments[start];

	while (expr) {
		expr = expr_bare(expr);
		if (expr->kind == EXPR_IDENTIFIER)
			return expr->op;
		if (expr->kind != EXPR_CAST && expr->kind != EXPR_BINARY)
			return NO_TOKEN;
		expr = expr->left;
	}
	return NO_TOKEN;
}

/* The declaration of the address, if it points to memory that the function promised to leave alone. */
static size_t const_address(const struct call_site *site)
{
	const struct token_list *tokens = &site->source->outline.tokens;
	size_t name = address_name(site);
	struct local local;

	if (name == NO_TOKEN)
		return NO_TOKEN;
	local = local_find(site->source, name);
	if (!local.found || !local.is_pointer)
		return NO_TOKEN;
	for (size_t i = local.type; i < local.declaration && !token_is(tokens, i, "*"); i++)
		if (token_is(tokens, i, "const"))
			return local.declaration;
	return NO_TOKEN;
}

static const char *const reading[] = { "DMA_TO_DEVICE", "PCI_DMA_TODEVICE", NULL };

/* The first direction of the function, if it names no other one than a device that reads. */
static size_t only_direction(const struct evidence *evidence)
{
	static const char *const writing[] = {
		"DMA_FROM_DEVICE", "DMA_BIDIRECTIONAL", "PCI_DMA_FROMDEVICE", "PCI_DMA_BIDIRECTIONAL", NULL,
	};

	return evidence_in_function(evidence, writing) == NO_TOKEN ?
		evidence_in_function(evidence, reading) : NO_TOKEN;
}

/* `map(page, DMA_TO_DEVICE)`, and not `dir == DMA_TO_DEVICE`, where there is another one. */
static bool is_passed(const struct outline *outline, size_t i)
{
	const struct token_list *tokens = &outline->tokens;
	size_t before = token_previous(tokens, i), behind = token_next(tokens, i);
	size_t open = outline_enclosing_parenthesis(outline, i);

	return open != NO_TOKEN && (before == open || token_is(tokens, before, ",")) &&
	       (token_is(tokens, behind, ",") || token_is(tokens, behind, ")")) &&
	       token_is_called(tokens, token_previous(tokens, open));
}

/* True if that is all the function does with the direction, and nothing is mapped in a variable one. */
static bool is_always_passed(const struct evidence *evidence)
{
	static const char *const maps[] = { "dma_map_*", "pci_map_*", NULL };
	const struct source *source = evidence->site->source;
	const struct outline *outline = &source->outline;
	size_t end = evidence->function->end, i = evidence->function->body;

	for (; (i = evidence_word(source, i, end, reading)) != NO_TOKEN; i++)
		if (!is_passed(outline, i))
			return false;
	for (i = evidence->function->body; (i = evidence_word(source, i, end, maps)) != NO_TOKEN; i++) {
		size_t close = outline_closing(outline, token_next(&outline->tokens, i));

		if (close == NO_TOKEN || evidence_word(source, i, close, reading) == NO_TOKEN)
			return false;
	}
	return true;
}

size_t evidence_of_reading(const struct evidence *evidence, const char **why)
{
	size_t address = const_address(evidence->site), direction;

	if (address != NO_TOKEN) {
		*why = "the caller's memory is const";
		return address;
	}
	direction = only_direction(evidence);
	*why = "they are mapped for a device that only reads";
	return direction != NO_TOKEN && is_always_passed(evidence) ? direction : NO_TOKEN;
}

bool evidence_may_only_read(const struct evidence *evidence)
{
	return const_address(evidence->site) != NO_TOKEN || only_direction(evidence) != NO_TOKEN;
}
