// SPDX-License-Identifier: GPL-2.0-only
#include "program/lsp/contract.h"

#include "base/data/buf.h"
#include "kernel/api/relatives.h"
#include "kernel/api/restrictions.h"
#include "report/subject/prototype.h"

#include <stdlib.h>
#include <string.h>

static const char *const role_words[ROLE_COUNT] = {
#define ROLE_WORDS(id, words) [ROLE_##id] = words,
#include "program/lsp/contract.def"
};

static const char *const lock_words[] = {
#define LOCK_WORDS(id, words) [LOCK_##id] = words,
#include "program/lsp/contract.def"
};

static const char *const result_words[] = {
#define RESULT_WORDS(id, words) [RESULT_##id] = words,
#include "program/lsp/contract.def"
};

static void put_version(struct buf *out, unsigned version)
{
	buf_printf(out, "v%u.%u", version / 1000, version % 1000);
}

/* "since v6.5", "up to v4.5", "v4.6 to v4.8", "always": both ends included. */
static void put_versions(struct buf *out, unsigned first, unsigned last)
{
	if (last == KERNEL_NEVER) {
		buf_puts(out, first == KERNEL_ALWAYS ? "always" : "since ");
		if (first != KERNEL_ALWAYS)
			put_version(out, first);
		return;
	}
	if (first == KERNEL_ALWAYS) {
		buf_puts(out, "up to ");
	} else if (first != last) {
		put_version(out, first);
		buf_puts(out, " to ");
	}
	put_version(out, last);
}

/* The prototypes that a call there can mean, and where they stand. */
static const struct declared *put_prototypes(const struct run *run, const char *path,
					     const struct gup_function *function, struct buf *out)
{
	struct candidates candidates;

	family_candidates(&run->family, function, path, &candidates);
	for (size_t i = 0; i < candidates.n; i++) {
		const struct declared *declared = candidates.items[i];
		char *text;

		if (declared->is_macro)
			continue;
		text = prototype_text(declared);
		buf_printf(out, "```c\n%s\n```\n", text);
		if (declared->line)
			buf_printf(out, "%s:%u, %s\n\n", declared->path, declared->line, run->tree.version_text);
		free(text);
	}
	if (!candidates.n)
		buf_printf(out, "%s does not have it.\n\n", run->tree.version ? "This tree" : "Mainline");
	return candidates.n && !candidates.items[0]->is_macro ? candidates.items[0] : NULL;
}

static void put_parameters(const struct declared *declared, struct buf *out)
{
	for (size_t i = 0; declared && i < declared->prototype.n; i++) {
		enum gup_role role = declared->roles[i];
		const char *name = declared->prototype.parameters[i].name;

		if (role != ROLE_NONE && role_words[role])
			buf_printf(out, "- `%s`: %s\n", *name ? name : gup_role_name(role), role_words[role]);
	}
}

static void put_release(const struct gup_function *function, struct buf *out)
{
	if (function->kind == KIND_ACQUIRE && gup_function_hands_out(function))
		buf_printf(out, "- hands out %s\n", gup_function_pins(function) ?
			   "pins: `unpin_user_page()` and its kind release them" :
			   "references: `put_page()` and its kind release them");
}

/* What the version refuses; what all functions refuse is said with the flag. */
static void put_refused(const struct gup_function *function, unsigned version, struct buf *out)
{
	const struct gup_restriction *row = gup_restrictions;

	for (; row->why; row++)
		for (const struct gup_flag *flag = gup_flags; flag->name; flag++)
			if (!gup_restriction_is_general(row) && !*row->with &&
			    gup_restriction_is_about(row, version, function, flag->name, strlen(flag->name)))
				buf_printf(out, "- refuses `%s`: %s\n", flag->name, row->why);
}

static void put_history(const struct gup_function *function, struct buf *out)
{
	buf_puts(out, "\nIn mainline:\n\n");
	for (const struct gup_signature *s = function->signatures; s->returns; s++) {
		buf_puts(out, "- ");
		put_versions(out, s->first, s->last);
		buf_puts(out, ": (");
		for (size_t i = 0; s->roles[i] != ROLE_NONE; i++)
			buf_printf(out, "%s%s", i ? ", " : "", gup_role_name(s->roles[i]));
		buf_printf(out, ")%s\n", s->is_internal ? ", in mm/ alone" : "");
	}
	if (function->successor)
		buf_printf(out, "- then: `%s()`\n", function->successor);
}

static bool fits(const struct gup_signature *signature, const struct declared *declared)
{
	size_t n = gup_signature_length(signature);

	return n == declared->prototype.n && !memcmp(signature->roles, declared->roles, n * sizeof(*declared->roles));
}

/* What the tree's version has, unless the tree declares what another one has: vendors do that. */
static const struct gup_signature *signature_of(const struct run *run, const struct gup_function *function,
						const struct declared *declared)
{
	const struct gup_signature *signature = gup_signature_at(function, run->version);

	if (!signature)
		signature = gup_signature_newest(function);
	if (!declared || fits(signature, declared))
		return signature;
	for (const struct gup_signature *s = function->signatures; s->returns; s++)
		if (fits(s, declared))
			signature = s;
	return signature;
}

static void put_function(const struct run *run, const char *path, const struct gup_function *function,
			 struct buf *out)
{
	const struct declared *declared = put_prototypes(run, path, function, out);
	const struct gup_signature *signature = signature_of(run, function, declared);

	put_parameters(declared, out);
	buf_printf(out, "- %s\n", lock_words[signature->lock]);
	buf_printf(out, "- %s\n", result_words[signature->result]);
	put_release(function, out);
	if (run->version)
		put_refused(function, run->version, out);
	put_history(function, out);
}

static const char *const hold_words[] = {
	[HOLD_KIND_NONE] = "pages", [HOLD_KIND_PIN] = "pins", [HOLD_KIND_REFERENCE] = "references",
	[HOLD_KIND_EITHER] = "pins or references, as only a run can tell",
};

static void put_relative(const struct gup_relative *relative, struct buf *out)
{
	buf_printf(out, "`%s()` calls the get_user_pages family, and hands out %s.\n\n- %s\n", relative->name,
		   hold_words[relative->kind], result_words[relative->result]);
}

void contract_put_wrapper(const struct wrapper_row *wrapper, struct buf *out)
{
	buf_printf(out, "`%s()` hands out %s.\n\n", wrapper->name, hold_words[wrapper->kind]);
	if (*wrapper->pages)
		buf_printf(out, "- in `%s`\n", wrapper->pages);
	if (*wrapper->count)
		buf_printf(out, "- at most `%s`\n", wrapper->count);
	buf_printf(out, "- returns %s\n- gets them from `%s()`\n", wrapper->result, wrapper->callee);
	if (*wrapper->lock)
		buf_printf(out, "- %s\n", wrapper->lock);
	buf_printf(out, "\n%s:%u\n", wrapper->path, wrapper->line);
}

static void put_flag(const struct run *run, const struct gup_flag *flag, struct buf *out)
{
	const struct gup_restriction *row = gup_restrictions;

	buf_printf(out, "`%s`: %s\n\n- in mainline: ", flag->name, flag->class == FLAG_CALLER ?
		   "callers may pass it" : "mm/ sets it itself, callers do not");
	put_versions(out, flag->first, flag->last);
	buf_puts(out, "\n");
	if (family_is_known(&run->family) && run->tree.version && !family_has_flag(&run->family, flag->name))
		buf_puts(out, "- this tree does not define it\n");
	for (; row->why && run->version; row++)
		for (const struct gup_function *f = gup_functions; f->name; f++)
			if (!*row->with && gup_restriction_is_about(row, run->version, f, flag->name,
								    strlen(flag->name)))
				buf_printf(out, "- `%s()` refuses it: %s\n", f->name, row->why);
}

static const struct gup_relative *relative_named(const char *name, size_t length)
{
	for (const struct gup_relative *relative = gup_relatives; relative->name; relative++)
		if (strlen(relative->name) == length && !memcmp(relative->name, name, length))
			return relative;
	return NULL;
}

bool contract_put(const struct run *run, const char *path, const char *name, size_t length, struct buf *out)
{
	const struct gup_function *function = gup_function_find(name, length);
	const struct gup_flag *flag = gup_flag_find(name, length);
	const struct gup_relative *relative = relative_named(name, length);

	if (function)
		put_function(run, path, function, out);
	else if (flag)
		put_flag(run, flag, out);
	else if (relative)
		put_relative(relative, out);
	return function || flag || relative;
}
