// SPDX-License-Identifier: GPL-2.0-only
/* Text: the inlines that take a function's place. */
#include "base/data/buf.h"
#include "base/data/mem.h"
#include "base/files/path.h"
#include "conversion/compat/layout.h"
#include "conversion/compat/private.h"

#include <stdlib.h>
#include <string.h>

static void put_asked(struct buf *out, const struct asked_form *asked)
{
	char *macro = form_macro(asked->function->name);

	if (asked->in_any_form)
		buf_printf(out, "%s != 0", macro);
	else
		buf_printf(out, "%s == %u", macro, asked->number);
	free(macro);
}

static void put_condition(struct buf *out, const char *directive, const struct rung *rung)
{
	buf_printf(out, "%s ", directive);
	put_asked(out, &rung->asks[0]);
	if (rung->asks[1].function) {
		buf_puts(out, " && ");
		put_asked(out, &rung->asks[1]);
	}
	buf_puts(out, "\n");
}

static const struct prototype *target_prototype(const struct compat *compat,
						const struct gup_function *function)
{
	struct candidates candidates;

	family_candidates(&compat->to->family, function, "", &candidates);
	return &candidates.items[0]->prototype;
}

/* "struct page **pages": the names are those of the roles, which the bodies use. */
static void put_head(struct buf *out, const struct compat *compat, const struct rungs *rungs)
{
	const struct prototype *prototype = target_prototype(compat, rungs->function);
	bool is_pointer = ends_with(prototype->returns, "*");
	struct items parameters = {0};
	char *head = mem_printf("static inline %s%s" COMPAT_PREFIX "%s(", prototype->returns,
				is_pointer ? "" : " ", rungs->function->name);

	for (size_t i = 0; i < prototype->n; i++) {
		const char *type = prototype->parameters[i].type;

		items_add(&parameters, "%s%s%s", type, ends_with(type, "*") ? "" : " ",
			  gup_role_name(rungs->roles[i]));
	}
	items_put(out, head, &parameters, ")\n");
	free(head);
}

/* "	return NAME(...);", with what stands before the name and behind the call; less: a flag that is taken out. */
static void put_call(struct buf *out, const struct rungs *rungs, const struct callee *callee,
		     const char *before, const char *behind, const char *less)
{
	struct items arguments = {0};
	char *head = mem_printf("%s%s(", before, callee->function->name);

	for (const enum gup_role *role = callee->roles; *role != ROLE_NONE; role++) {
		const char *text = rung_argument(rungs->roles, *role);

		if (less && *role == ROLE_FLAGS)
			items_add(&arguments, "%s & ~%s", text, less);
		else
			items_add(&arguments, "%s", text);
	}
	items_put(out, head, &arguments, behind);
	free(head);
}

static enum gup_result target_result(const struct compat *compat, const struct gup_function *function)
{
	const struct gup_signature *signature = gup_signature_at(function, compat->to->version);

	return signature ? signature->result : gup_signature_newest(function)->result;
}

/* A page, or an errno as one, from a function that counts. */
static void put_call_for_page(struct buf *out, const struct rungs *rungs, const struct callee *callee)
{
	buf_puts(out, "	struct page *page;\n");
	put_call(out, rungs, callee, "	long got = ", ");\n\n", NULL);
	buf_puts(out, "	if (got == 1)\n		return page;\n"
		 "	return ERR_PTR(got < 0 ? got : -EFAULT);\n");
}

static void put_body(struct buf *out, const struct compat *compat, const struct rungs *rungs,
		     const struct rung *rung)
{
	switch (target_result(compat, rungs->function)) {
	case RESULT_TRUTH:
		put_call(out, rungs, &rung->callee, "	return ", ") == 1;\n", NULL);
		break;
	case RESULT_PAGE_OR_ERRPTR:
	case RESULT_PAGE_OR_ERRPTR_OR_NULL:
		put_call_for_page(out, rungs, &rung->callee);
		break;
	case RESULT_NONE:
		put_call(out, rungs, &rung->callee, "	", ");\n", NULL);
		break;
	default:
		put_call(out, rungs, &rung->callee, "	return ", ");\n", NULL);
	}
}

static void put_inline(struct buf *out, const struct compat *compat, const struct rungs *rungs,
		       const struct rung *rung)
{
	put_head(out, compat, rungs);
	buf_puts(out, "{\n");
	if (rung->flagged.function) {
		buf_printf(out, "	if (gup_flags & %s)\n", rung->flag);
		put_call(out, rungs, &rung->flagged, "		return ", ");\n", rung->flag);
	}
	if (rung->text)
		buf_puts(out, rung->text);
	else
		put_body(out, compat, rungs, rung);
	buf_printf(out, "}\n\n#define %s " COMPAT_PREFIX "%s\n", rungs->function->name, rungs->function->name);
}

void inlines_write(const struct compat *compat, const struct rungs *rungs, struct buf *out)
{
	for (size_t i = 0; i < rungs->n; i++) {
		const struct rung *rung = &rungs->items[i];

		put_condition(out, i ? "#elif" : "\n#if", rung);
		if (rung->text || rung->callee.function)
			put_inline(out, compat, rungs, rung);
		else
			buf_printf(out, "#error \"this kernel has nothing that could be %s() of v%u.%u\"\n",
				   rungs->function->name, compat->to->version / 1000,
				   compat->to->version % 1000);
	}
	if (rungs->n)
		buf_puts(out, "#endif\n");
}
