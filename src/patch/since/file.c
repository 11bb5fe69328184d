// SPDX-License-Identifier: GPL-2.0-only
#include "patch/since/file.h"

#include "base/data/buf.h"
#include "base/data/mem.h"
#include "base/files/path.h"
#include "c/outline/includes.h"
#include "c/source/kept.h"
#include "c/syntax/call.h"
#include "calls/site/site.h"
#include "calls/value/meaning.h"
#include "patch/since/fold.h"

#include <stdlib.h>
#include <string.h>

/* A member has a name of its own. */
static bool is_free(const struct token_list *tokens, size_t i)
{
	size_t before = token_previous(tokens, i);

	return tokens->items[i].kind == TOKEN_IDENTIFIER && !token_is(tokens, before, "->") &&
	       !token_is(tokens, before, ".");
}

static void use_words(struct served_file *file, struct compat *compat)
{
	const struct token_list *tokens = &file->source.outline.tokens;

	for (size_t i = 0; i < tokens->n; i++) {
		size_t offset = tokens->items[i].offset;

		if (!is_free(tokens, i) || !compat_use(compat, tokens->text + offset, tokens->items[i].length))
			continue;
		included_for_add(&file->needs, &file->source.outline, offset);
	}
}

static const struct gup_flag *flag_at(const struct token_list *tokens, size_t i)
{
	return tokens->items[i].kind != TOKEN_IDENTIFIER ? NULL :
	       gup_flag_find(tokens->text + tokens->items[i].offset, tokens->items[i].length);
}

/* Which call names which flag; named: tokens that one did. */
static void pass_flags(const struct source *source, struct compat *compat, bool *named)
{
	const struct token_list *tokens = &source->outline.tokens;

	for (size_t m = 0; m < source->file->n_mentions; m++) {
		const struct gup_function *function = source->file->mentions[m].symbol->function;
		size_t open = token_next(tokens, source->tokens[m]);
		size_t close = outline_closing(&source->outline, open);
		bool any = false;

		if (!source_is_call(source, m) || close == NO_TOKEN)
			continue;
		for (size_t i = open; i < close; i++) {
			const struct gup_flag *flag = flag_at(tokens, i);

			if (flag)
				compat_pass(compat, function, flag);
			any |= named[i] = flag;
		}
		if (!any)
			compat_pass(compat, function, NULL);
	}
}

static void use_flags(const struct source *source, struct compat *compat)
{
	const struct token_list *tokens = &source->outline.tokens;
	bool *named = mem_calloc(tokens->n + 1, sizeof(*named));

	pass_flags(source, compat, named);
	for (size_t i = 0; i < tokens->n; i++)
		if (!named[i] && flag_at(tokens, i))
			compat_pass(compat, NULL, flag_at(tokens, i));
	free(named);
}

static void read_text(struct served_file *file, const char *text, size_t length, const struct compat *compat,
		      const struct header_reader *headers)
{
	file->scanned = mem_calloc(1, sizeof(*file->scanned));
	scan_text(file->path, text, length, file->scanned);
	source_from_text(&file->source, file->scanned, text, length);
	source_judge(&file->source, compat->to->version_code, headers);
	eras_read(&file->eras, &file->source, compat->since, compat->to->version, headers);
}

static void forget_text(struct served_file *file)
{
	eras_free(&file->eras);
	source_close(&file->source);
	scanned_file_free(file->scanned);
	free(file->scanned);
}

void served_file_open(struct served_file *file, struct source *read, const struct rewritten *converted,
		      const struct compat *compat, const struct header_reader *headers)
{
	*file = (struct served_file){
		.path = read->path, .read = read, .needs.first = NO_TOKEN,
		.converted = converted ? converted->new_text.data : read->text.data,
		.length = converted ? converted->new_text.length : read->text.length,
	};
	read_text(file, file->converted, file->length, compat, headers);
}

void served_file_unfold(struct served_file *file, const struct compat *compat,
			const struct header_reader *headers)
{
	if (!file->folds.n)
		return;
	edit_list_free(&file->folds);
	file->asked_more = false;
	forget_text(file);
	read_text(file, file->converted, file->length, compat, headers);
}

/* Applies edits of the text as it is now. */
static int fold_once(struct served_file *file, const struct edit_list *edits, const struct compat *compat,
		     const struct header_reader *headers, struct err *err)
{
	struct edit_list all = {0};
	struct buf text = {0};

	if (edit_apply(edits->items, edits->n, file->source.text.data, file->source.text.length, &text, err))
		return -1;
	edit_compose(&file->folds, edits, file->converted, file->source.text.data, &all);
	edit_list_free(&file->folds);
	file->folds = all;
	forget_text(file);
	read_text(file, text.data, text.length, compat, headers);
	buf_free(&text);
	return 0;
}

int served_file_fold(struct served_file *file, const struct compat *compat,
		     const struct header_reader *headers, struct err *err)
{
	bool is_done = false;
	int status = 0;

	while (!is_done && !status) {
		struct edit_list edits = {0};

		file->asked_more |= fold_ladders(&file->source, &file->eras, compat, &edits);
		is_done = !edits.n;
		if (edits.n)
			status = fold_once(file, &edits, compat, headers, err);
		edit_list_free(&edits);
	}
	return status;
}

bool served_file_is_folded(const struct served_file *file, size_t offset)
{
	size_t shift = 0;	/* of the text behind the folds so far; it wraps around, and back */

	for (size_t i = 0; i < file->folds.n; i++) {
		const struct edit *fold = &file->folds.items[i];

		if (offset - (fold->offset + shift) < strlen(fold->new_text))
			return true;
		shift += strlen(fold->new_text) - strlen(fold->old_text);
	}
	return false;
}

static void except_definitions(const struct outline *outline, struct compat *compat)
{
	const struct token_list *tokens = &outline->tokens;

	for (size_t f = 0; f < outline->functions.n; f++)
		compat_except(compat, outline->functions.items[f].name,
			      strlen(outline->functions.items[f].name));
	for (size_t i = 0; i < tokens->n; i++)
		if (token_defines_macro(tokens, i))
			compat_except(compat, tokens->text + tokens->items[i].offset,
				      tokens->items[i].length);
}

/* True if an argument means the same where a truth value is due and where flags are. */
static bool is_flags(struct source *source, const struct expr *argument)
{
	static const unsigned alike = MEANS_ZERO | MEANS_TRUTH | MEANS_FLAGS | MEANS_STRAY | MEANS_WRITE_TEST;
	struct meaning meaning = meaning_of(source, argument, NULL);

	return !(meaning.bits & ~alike) || (meaning.bits == MEANS_NUMBER && meaning.number == 1);
}

/* True if a kernel up to that version compiles the byte. */
static bool is_for_older(const struct served_file *file, size_t offset, const struct compat *compat,
			 unsigned last, const struct mention_judge *judge)
{
	struct eras eras;
	bool is_older;

	eras_read(&eras, &file->source, compat->since, last, judge->headers);
	is_older = eras_at(&eras, &file->source, offset) & ERA_SERVED;
	eras_free(&eras);
	return is_older;
}

/* `#define own_pin pin_user_pages`: who is called that way, with what, the line does not tell. */
static bool is_alias(const struct source *source, size_t m)
{
	const struct token_list *tokens = &source->outline.tokens;
	size_t i = source->tokens[m];
	uint32_t directive = i < tokens->n ? tokens->items[i].directive : 0;

	return source->forms[m] == FORM_MACRO_BODY && directive &&
	       tokens->directives.items[directive - 1].kind == DIRECTIVE_DEFINE && !source_is_call(source, m);
}

/* True if a macro brings arguments on some kernels: their number in the text tells nothing. */
static bool hides_arguments(struct source *source, const struct call *call)
{
	const struct call_site site = { .source = source, .call = *call };

	for (size_t i = 0; i < call->n; i++)
		if (call->arguments[i]->kind == EXPR_BAD)
			return true;
	return call_site_hides_arguments(&site);
}

/* True if mention m is no call, or one that says the same to the target's function. */
static bool is_in_form(struct served_file *file, size_t m, const struct compat *compat,
		       const struct mention_judge *judge)
{
	const struct mention *mention = &file->scanned->mentions[m];
	const char *name = mention->symbol->name;
	struct source *source = &file->source;
	unsigned last = 0;
	size_t misread = compat_misread(compat, name, strlen(name), &last);
	struct call call;

	/* Its address, or another name for it, goes who knows where. */
	if (source->forms[m] == FORM_DECLARATION || source->forms[m] == FORM_ADDRESS || is_alias(source, m))
		return false;
	if (!source_is_call(source, m))
		return true;
	return !source_call(source, source->tokens[m], &call) && !hides_arguments(source, &call) &&
	       call.n == compat_parameters(compat, name, strlen(name)) &&
	       (misread >= call.n || is_flags(source, call.arguments[misread]) ||
		!is_for_older(file, mention->offset, compat, last, judge) ||
		judge->is_of_target(judge->data, file, mention));
}

void served_file_except(struct served_file *file, struct compat *compat, const struct mention_judge *judge)
{
	except_definitions(&file->source.outline, compat);
	for (size_t m = 0; m < file->scanned->n_mentions; m++) {
		const struct mention *mention = &file->scanned->mentions[m];
		const char *name = mention->symbol->name;

		if (!compat_parameters(compat, name, strlen(name)) || is_in_form(file, m, compat, judge) ||
		    !(eras_at(&file->eras, &file->source, mention->offset) & ERA_SERVED))
			continue;
		compat_except(compat, name, strlen(name));
		judge->tell(judge->data, file, mention);
	}
}

void served_file_use(struct served_file *file, struct compat *compat)
{
	use_words(file, compat);
	use_flags(&file->source, compat);
}

/* "../gup_compat.h" for a file one folder below. */
static char *header_from(const char *path, const char *folder)
{
	const char *below = path + strlen(folder) + (*folder && folder[strlen(folder) - 1] != '/');
	struct buf name = {0};

	for (; (below = strchr(below, '/')); below++)
		buf_puts(&name, "../");
	buf_puts(&name, COMPAT_HEADER);
	return buf_take(&name);
}

bool served_file_needs_header(const struct served_file *file)
{
	return file->needs.first != NO_TOKEN;
}

bool served_file_has_place(const struct served_file *file)
{
	bool ignored;

	return outline_includes(&file->source.outline, COMPAT_HEADER) ||
	       include_place(&file->source.outline, &file->needs, &ignored) != NO_TOKEN;
}

/* The line breaks of the line that ends in front of the byte. */
static const char *line_break_before(const struct outline *outline, size_t offset)
{
	const char *text = outline->tokens.text;

	return offset >= 2 && text[offset - 1] == '\n' && text[offset - 2] == '\r' ? "\r\n" : "\n";
}

bool served_file_include(const struct served_file *file, const char *folder, struct edit_list *edits)
{
	const struct outline *outline = &file->source.outline;
	const char *line_break;
	bool starts_group;
	size_t place;
	char *name, *line;

	if (outline_includes(outline, COMPAT_HEADER))
		return true;
	place = include_place(outline, &file->needs, &starts_group);
	if (place == NO_TOKEN)
		return false;
	name = header_from(file->path, folder);
	line_break = line_break_before(outline, place);
	line = mem_printf("%s#include \"%s\"%s", starts_group ? line_break : "", name, line_break);
	edit_list_add(edits, file->path, place, "", line);
	free(line);
	free(name);
	return true;
}

void served_file_close(struct served_file *file)
{
	forget_text(file);
	edit_list_free(&file->folds);
}
