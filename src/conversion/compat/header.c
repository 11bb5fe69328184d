// SPDX-License-Identifier: GPL-2.0-only
/* gup_compat.h as a whole. */
#include "base/data/buf.h"
#include "base/data/mem.h"
#include "conversion/compat/private.h"
#include "conversion/compat/rhel.h"
#include "conversion/compat/words.h"

#include <stdlib.h>
#include <string.h>

static void put_version(struct buf *out, const char *directive, unsigned version, unsigned level)
{
	buf_printf(out, "%s LINUX_VERSION_CODE >= KERNEL_VERSION(%u, %u, %u)", directive, version / 1000,
		   version % 1000, level);
}

static void put_number(struct buf *out, const char *macro, unsigned number)
{
	buf_printf(out, "#define %s %u\n", macro, number);
}

/* One rung for each form; what is older than the last one, or all of it, is the #else. */
static void put_forms(const struct compat *compat, const char *function, const struct gup_forms *forms,
		      const char *macro, struct buf *out)
{
	const struct gup_form *newest = &forms->items[0], *oldest = &forms->items[forms->n - 1];
	const char *directive = "#if";
	unsigned number;

	if (rhel_write_condition(out, function, forms, &number)) {
		buf_puts(out, "\n");
		put_number(out, macro, number);
		directive = "#elif";
	}
	if (newest->last < compat->to->version) {
		put_version(out, directive, kernel_next(newest->last), 0);
		buf_puts(out, "\n");
		put_number(out, macro, 0);
		directive = "#elif";
	}
	for (const struct gup_form *form = newest; form <= oldest; form++) {
		if (form->first <= compat->since && form == oldest)
			break;
		put_version(out, directive, form->first, form->level);
		if (form->level)
			buf_printf(out, " && \\\n	LINUX_VERSION_CODE < KERNEL_VERSION(%u, %u, 0)",
				   kernel_next(form->last) / 1000, kernel_next(form->last) % 1000);
		buf_puts(out, "\n");
		put_number(out, macro, form->number);
		directive = "#elif";
	}
	buf_puts(out, "#else\n");
	put_number(out, macro, oldest->first <= compat->since ? oldest->number : 0);
	buf_puts(out, "#endif\n");
}

static void put_question(const struct compat *compat, const struct gup_function *function,
			 struct buf *out)
{
	char *macro = form_macro(function->name);
	struct gup_forms forms;

	forms_of(function, compat->since, compat->to->version, &forms);
	buf_printf(out, "\n#ifndef %s\n", macro);
	if (forms.n == 1 && !forms.may_lack)
		put_number(out, macro, forms.items[0].number);
	else if (forms.n)
		put_forms(compat, function->name, &forms, macro, out);
	else
		put_number(out, macro, 0);
	buf_puts(out, "#endif\n");
	free(macro);
}

static void put_head(const struct compat *compat, struct buf *out)
{
	buf_printf(out,
		   "/* SPDX-License-Identifier: GPL-2.0-only OR MIT */\n"
		   "/*\n"
		   " * The get_user_pages family as v%u.%u has it, for all kernels since v%u.%u. Include this\n"
		   " * behind the headers of the kernel.\n"
		   " *\n"
		   HEADER_MARK "%s --since %u.%u`, which writes it anew.\n"
		   " */\n"
		   "#ifndef " COMPAT_GUARD "\n"
		   "#define " COMPAT_GUARD "\n"
		   "\n"
		   "#include <linux/err.h>\n"
		   "#include <linux/mm.h>\n"
		   "#include <linux/rwsem.h>\n"
		   "#include <linux/sched.h>\n"
		   "#include <linux/version.h>\n",
		   compat->to->version / 1000, compat->to->version % 1000, compat->since / 1000,
		   compat->since % 1000, compat->to->name, compat->since / 1000, compat->since % 1000);
}

/* A flag may be a #define of a stable kernel's. */
static void put_word(const struct asked_word *word, void *data)
{
	char *macro = form_macro(word->word);
	struct buf *out = data;

	buf_printf(out, "\n#ifndef %s\n", macro);
	put_version(out, rhel_write_condition(out, word->word, NULL, NULL) ? " ||" : "#if", word->first, 0);
	if (gup_flag_find(word->word, strlen(word->word)))
		buf_printf(out, " || defined(%s)", word->word);
	buf_puts(out, "\n");
	put_number(out, macro, 1);
	buf_puts(out, "#else\n");
	put_number(out, macro, 0);
	buf_puts(out, "#endif\n#endif\n");
	free(macro);
}

static void put_questions(const struct compat *compat, const struct all_rungs *all, struct buf *out)
{
	struct buf questions = {0};

	for (size_t i = 0; i < all->asked.n; i++)
		put_question(compat, all->asked.items[i], &questions);
	words_each(compat, put_word, &questions);
	buf_puts(out,
		 "\n"
		 "/*\n"
		 " * Which form a function has here: 409 is that of v4.9, and 0 is none; and 1 for what else is\n"
		 " * there. A version tells of mainline only; for stable and vendor kernels " COMPAT_KBUILD "\n"
		 " * asks their own headers.\n"
		 " */");
	if (strstr(questions.data, RHEL_MACRO))
		rhel_write_code(out);
	buf_add(out, questions.data, questions.length);
	buf_free(&questions);
}

void compat_write_header(const struct compat *compat, struct buf *out)
{
	struct all_rungs all;
	struct buf body = {0};

	all_rungs_collect(compat, &all);
	flags_write(compat, &all, &body);
	locks_write(compat, &body);
	for (size_t i = 0; i < all.n; i++)
		inlines_write(compat, &all.items[i], &body);
	if (body.length) {
		put_head(compat, out);
		put_questions(compat, &all, out);
		buf_add(out, body.data, body.length);
		buf_puts(out, "\n#endif\n");
	}
	buf_free(&body);
	all_rungs_free(&all);
}
