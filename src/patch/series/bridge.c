// SPDX-License-Identifier: GPL-2.0-only
#include "patch/series/bridge.h"

#include "base/data/mem.h"
#include "conversion/migration/parameters.h"
#include "patch/mail/diff.h"
#include "patch/series/place.h"

#include <stdlib.h>
#include <string.h>

/* --- the macro --- */

static void add_parameters(struct buf *out, size_t n)
{
	for (size_t i = 1; i <= n; i++)
		buf_printf(out, "%s_%zu", i == 1 ? "" : ", ", i);
}

/* "#define old(_1, _2) new(_2)" */
static void add_call(struct buf *out, const char *name, const char *call, const struct parameters *parameters)
{
	buf_printf(out, "#define %s(", name);
	add_parameters(out, parameters->n_named);
	buf_printf(out, ") %s(", call);
	for (size_t i = 0; i < parameters->n_kept; i++)
		buf_printf(out, "%s_%zu", i ? ", " : "", parameters->kept[i] + 1);
	buf_puts(out, ")\n");
}

/* Of no argument there is one, which is empty. */
static size_t counted(size_t n)
{
	return n ? n : 1;
}

/* The same name: the number of arguments decides. In parentheses the name is the function's, and no macro. */
static void add_choice(struct buf *out, const char *name, const struct parameters *parameters)
{
	size_t old = counted(parameters->n_named), now = counted(parameters->n_kept);
	size_t most = old > now ? old : now;
	char *old_name = mem_printf("%s_bridge_old", name), *call = mem_printf("(%s)", name);

	add_call(out, old_name, call, parameters);
	buf_printf(out, "#define %s_bridge_new(...) (%s)(__VA_ARGS__)\n#define %s_bridge(", name, name, name);
	add_parameters(out, most);
	buf_printf(out, ", chosen, ...) chosen\n#define %s(...) \\\n\t%s_bridge(__VA_ARGS__", name, name);
	for (size_t n = most; n; n--)
		buf_printf(out, ", %s_bridge_%s", name, n == old ? "old" : n == now ? "new" : "neither");
	buf_puts(out, ")(__VA_ARGS__)\n");
	free(old_name);
	free(call);
}

/* What was a macro with arguments goes on as one: its name without parentheses may be anybody's. */
static char *macro_of(const char *name, const struct parameters *parameters, bool was_macro)
{
	struct buf out = {0};

	if (!strcmp(name, parameters->successor)) {
		buf_puts(&out, "\n/* Takes both kinds of calls until all are converted. */\n");
		add_choice(&out, name, parameters);
		return buf_take(&out);
	}
	buf_puts(&out, "\n/* Takes old calls until all are converted. */\n");
	if (parameters->is_rename && !was_macro)
		buf_printf(&out, "#define %s %s\n", name, parameters->successor);
	else
		add_call(&out, name, parameters->successor, parameters);
	return buf_take(&out);
}

/* --- which functions --- */

/* Somebody else's name would become a call of the macro. */
static const struct classified *namesake_of(const struct result *result, const char *name)
{
	for (size_t i = 0; i < result->mentions.n; i++)
		if (result->mentions.items[i].class == CLASS_NAMESAKE &&
		    !strcmp(result->mentions.items[i].mention->symbol->name, name))
			return &result->mentions.items[i];
	return NULL;
}

/* The last declaration in the one header that has any, of one kind; NULL: there is no such header, or several. */
static const struct touched_mention *header_of(const struct series_input *input, const struct touched *touched,
					       const char *name)
{
	const struct touched_mention *found = NULL;

	for (size_t i = 0; i < touched->n; i++) {
		const struct touched_mention *item = &touched->items[i];

		if (!item->is_public || strcmp(item->name, name) ||
		    !ends_with(input->rewrite->items[item->file].path, ".h"))
			continue;
		if (item->now_at == SIZE_MAX ||
		    (found && (found->file != item->file || found->is_macro != item->is_macro)))
			return NULL;
		found = item;
	}
	return found;
}

/* What hinders a macro in the place of a function, or of a macro. */
static const char *why_not_there(const struct series_input *input, const struct touched *touched,
				 const struct touched_mention *declared, const struct parameters *parameters)
{
	bool takes_arguments = !parameters->is_rename || !strcmp(parameters->successor, declared ? declared->name : "");

	if (!declared)
		return "no single header declares it";
	if (!declared->is_macro && namesake_of(&input->run->result, declared->name))
		return "something else has its name, too";
	if (!declared->is_macro && takes_arguments && path_list_has(&touched->bare, declared->name))
		return "a call of it has a comma in braces or brackets, which a macro takes for another argument";
	if (!declared->is_macro)
		return NULL;
	if (!strcmp(declared->name, parameters->successor))
		return "it is a macro, and only a function can be called past a macro of its name";
	if (macro_spells(&input->rewrite->items[declared->file].new_text, declared->now_at))
		return "it is a macro that makes names or strings of its arguments";
	return NULL;
}

/* Why no macro can tell old calls from new ones, or NULL. */
static const char *why_not(const struct series_input *input, const char *name, struct parameters *parameters)
{
	if (!input->migration)
		return "only migrations know what both kinds of calls are";
	if (migration_parameters(input->migration, name, parameters) || parameters->has_rest)
		return "the rules do not agree on its parameters";
	if (!strcmp(name, parameters->successor) &&
	    counted(parameters->n_named) == counted(parameters->n_kept))
		return "both kinds of calls pass as many arguments";
	return NULL;
}

static void note_none(const char *name, const char *why, struct buf *notes)
{
	buf_printf(notes, "--bridge: %s() gets none, as %s: one patch has all that hangs on it\n", name, why);
}

static void consider(const struct series_input *input, const struct touched *touched, const char *name,
		     struct bridges *bridges, struct buf *notes)
{
	const struct touched_mention *declared = header_of(input, touched, name);
	struct bridge bridge = {0};
	struct parameters parameters;
	const char *why = why_not(input, name, &parameters);

	why = why ? why : why_not_there(input, touched, declared, &parameters);
	if (why) {
		note_none(name, why, notes);
		return;
	}
	bridge.header = declared->file;
	bridge.offset = place_behind(&input->rewrite->items[declared->file].new_text, declared->now_at);
	bridge.macro = macro_of(name, &parameters, declared->is_macro);
	VEC_PUSH(bridges, bridge);
	VEC_PUSH(&bridges->names, mem_strdup(name));
	bridges->n_renamed += strcmp(name, parameters.successor) != 0;
}

void bridges_find(const struct series_input *input, const struct touched *touched, struct bridges *bridges,
		  struct buf *notes)
{
	*bridges = (struct bridges){0};
	for (size_t i = 0; i < touched->declared.n; i++)
		consider(input, touched, touched->declared.items[i], bridges, notes);
	for (size_t i = 0; i < input->undeclared.n; i++)
		if (!path_list_has(&touched->declared, input->undeclared.items[i]))
			note_none(input->undeclared.items[i], "what declares it is left to you", notes);
}

/* --- the patches --- */

static int by_offset(const void *a, const void *b)
{
	const struct bridge *left = a, *right = b;

	return left->offset < right->offset ? -1 : left->offset > right->offset;
}

/* The header between: its new text, with the macros. */
static int build_header(const struct bridges *bridges, struct change *change, struct err *err)
{
	size_t done = 0;

	for (size_t i = 0; i < bridges->n; i++) {
		const struct bridge *bridge = &bridges->items[i];

		if (bridge->header != change->file)
			continue;
		buf_add(&change->own_text, change->new_text + done, bridge->offset - done);
		buf_puts(&change->own_text, bridge->macro);
		done = bridge->offset;
	}
	buf_add(&change->own_text, change->new_text + done, change->new_length - done);
	change->new_text = change->own_text.data;
	change->new_length = change->own_text.length;
	buf_free(&change->diff);
	change->added = change->removed = 0;
	return change_diff(change, err);
}

static bool is_bridged(const struct bridges *bridges, size_t file)
{
	for (size_t i = 0; i < bridges->n; i++)
		if (bridges->items[i].header == file)
			return true;
	return false;
}

/* Builds one header, and adds what takes the macros out of it again. */
static int build(const struct bridges *bridges, struct change *change, struct patch *last, struct err *err)
{
	struct change back = {
		.path = mem_strdup(change->path), .mode = change->mode, .file = change->file, .is_second = true,
		.new_text = change->new_text, .new_length = change->new_length,
	};
	int status = build_header(bridges, change, err);

	back.old_text = change->new_text;
	back.old_length = change->new_length;
	if (!status)
		status = change_diff(&back, err);
	VEC_PUSH(&last->changes, back);
	return status;
}

int bridges_build(const struct bridges *bridges, struct patches *patches, struct err *err)
{
	struct patch last = { .unbridges = true };
	struct patch *first = patches->items;
	int status = 0;

	if (!bridges->n)
		return 0;
	qsort(bridges->items, bridges->n, sizeof(*bridges->items), by_offset);
	last.area = mem_strdup(first->area);
	for (size_t i = 0; i < first->changes.n && !status; i++)
		if (is_bridged(bridges, first->changes.items[i].file))
			status = build(bridges, &first->changes.items[i], &last, err);
	VEC_PUSH(patches, last);
	return status;
}

void bridges_free(struct bridges *bridges)
{
	for (size_t i = 0; i < bridges->n; i++)
		free(bridges->items[i].macro);
	free(bridges->items);
	path_list_free(&bridges->names);
	*bridges = (struct bridges){0};
}
