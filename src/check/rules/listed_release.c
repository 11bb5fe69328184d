// SPDX-License-Identifier: GPL-2.0-only
#include "check/rules/listed_release.h"

#include "base/data/mem.h"
#include "c/outline/words.h"
#include "c/source/kept.h"
#include "calls/value/local.h"
#include "calls/value/reaching.h"
#include "check/rules/taken.h"
#include "contract/hold/acquire.h"
#include "contract/hold/release.h"
#include "contract/owner/origin.h"
#include "contract/pages/array.h"
#include "contract/path/callee.h"

#include <stdlib.h>

/* Lists, and pages, that are not the file's own. */
static bool has_other_pages(struct source *source)
{
	const struct uses *uses = source_uses(source);
	static const char *const words[] = {
		"sg_set_buf", "sg_set_folio", "sg_assign_page", "sg_init_one", "sg_chain", "sgl_alloc*", "dma_buf_*",
		"sg_alloc_append_table_from_pages", "extract_iter_to_sg", "skb_to_sgvec*", "blk_rq_map_*", "bio_*",
		"drm_prime_*", "alloc_page*", "__get_free_page*", "vmalloc_to_page", "virt_to_page", "shmem_*",
		"pfn_to_page", "drm_gem_*", "find_get_*", "find_lock_*", "find_or_create_page", "grab_cache_page*",
		"read_mapping_page", "read_cache_page*", "filemap_*", "ZERO_PAGE", "page_pool_*", "mempool_alloc",
		/* Those that the file has a hold of its own of. */
		"get_page*", "try_get_page", "page_ref_*", "folio_get", "folio_try_get*", "folio_ref_*",
		/* Lists that others have made. */
		"skcipher_request", "aead_request", "ahash_request", "akcipher_request", "mmc_data", "scsi_*", "ata_*",
		"sk_buff", "vb2_*", NULL,
	};

	for (size_t w = 0; w < uses->words.n; w++)
		if (word_is_any(&source->outline.tokens, uses->words.items[w].first, words))
			return true;
	return false;
}

/* How the file takes what it puts into its lists; NONE: in several ways, or nobody can tell. */
static enum hold_kind kind_of_lists(struct source *source)
{
	bool is_pin = taken_into_lists(source, HOLD_KIND_PIN);

	if (has_other_pages(source) || is_pin == taken_into_lists(source, HOLD_KIND_REFERENCE))
		return HOLD_KIND_NONE;
	return is_pin ? HOLD_KIND_PIN : HOLD_KIND_REFERENCE;
}

static bool is_listed(const struct outline *outline, const struct expr *page)
{
	page = array_page_of(outline, page);
	return page->kind == EXPR_CALL && expr_op_is(outline, page->left, "sg_page");
}

/* `release(&page, 1)` reads what is there. */
static bool is_lent(const struct outline *outline, const struct assignment *assignment)
{
	size_t open = outline_enclosing_parenthesis(outline, assignment->name);

	return assignment->is_address && open != NO_TOKEN &&
	       release_at(&outline->tokens, token_previous(&outline->tokens, open));
}

/* `sg_page(sg)`, or a local variable that is nothing else; of several pages `&page`, and so of one. */
static bool comes_from_list(struct source *source, const struct release *release, const struct expr *page)
{
	struct assignments list;
	bool is_all, is_any = false;

	page = expr_bare(page);
	if (release->operand == RELEASES_PAGES) {
		if (page->kind != EXPR_UNARY || !expr_op_is(&source->outline, page, "&"))
			return false;
		page = page->left;
	}
	page = array_page_of(&source->outline, page);
	if (page->kind != EXPR_IDENTIFIER || !local_find(source, page->op).found)
		return is_listed(&source->outline, page);
	reaching_assignments(source, page->op, &list);
	is_all = list.n && list.whole && !list.cut;
	for (size_t i = 0; is_all && i < list.n; i++) {
		bool is = list.items[i].value && is_listed(&source->outline, list.items[i].value);

		is_any |= is;
		is_all = is || is_lent(&source->outline, &list.items[i]);
	}
	free(list.items);
	return is_all && is_any;
}

/* The function around token i gets a list from its caller: it may be anybody's. */
static bool is_handed_list(const struct outline *outline, size_t i)
{
	static const char *const lists[] = { "sg_table", "scatterlist" };
	const struct function *function = outline_function_at(outline, i);

	for (size_t t = function ? function->open : 0; function && t < function->close; t++)
		if (token_is_any(&outline->tokens, t, lists, ARRAY_SIZE(lists)))
			return true;
	return false;
}

/* The first call of the file that takes pages in that way. */
static size_t first_taker(struct source *source, enum hold_kind kind)
{
	const struct marks *calls = acquire_calls(source);
	struct acquire acquire;

	for (size_t i = 0; i < calls->n; i++)
		if (acquire_at(source, calls->items[i], &acquire) && acquire.kind == kind)
			return calls->items[i];
	return NO_TOKEN;
}

static void report(struct source *source, const struct rule *rule, struct finding_list *findings,
		   const struct call *release, enum hold_kind kind)
{
	const struct token *name = &source->outline.tokens.items[release->name];
	size_t taker = first_taker(source, kind);
	struct finding *finding;

	finding = finding_add_at(findings, source, release, rule, CONFIDENCE_MEDIUM,
				 mem_printf("%.*s() does not fit: all that this file puts into scatterlists is %s",
					    (int)name->length, source->outline.tokens.text + name->offset,
					    kind == HOLD_KIND_PIN ?
					    "pinned, which unpin_user_page() and its kin undo" :
					    "a reference, which put_page() drops"));
	finding_note(finding, source, taker, mem_strdup("taken here"));
	finding_note(finding, source, release->name, mem_strdup("released here"));
}

void listed_releases_check(const struct call_site *site, const struct rule *rule, struct finding_list *findings)
{
	struct source *source = site->source;
	const struct outline *outline = &source->outline;
	const struct marks *releases = release_calls(source);
	enum hold_kind kind = HOLD_KIND_NONE;
	struct call call;

	for (size_t k = 0; k < releases->n; k++) {
		size_t i = releases->items[k];
		const struct release *release = release_at(&outline->tokens, i);

		if (release->operand == RELEASES_ALLOCATED || outline->context[i] != CONTEXT_BODY ||
		    is_handed_list(outline, i) || callee_is_own(source, i) || source_call(source, i, &call) ||
		    !call.n || !comes_from_list(source, release, call.arguments[0]) || origin_takes_more(source, i))
			continue;
		if (kind == HOLD_KIND_NONE)
			kind = kind_of_lists(source);
		if (kind == HOLD_KIND_NONE)
			return;
		if (release->kind != kind && release->kind != HOLD_KIND_EITHER)
			report(source, rule, findings, &call, kind);
	}
}
