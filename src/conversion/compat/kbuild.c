// SPDX-License-Identifier: GPL-2.0-only
/* gup_compat.mk: the same questions, to the headers of the kernel. */
#include "base/data/buf.h"
#include "base/data/mem.h"
#include "conversion/compat/private.h"
#include "conversion/compat/words.h"

#include <stdlib.h>
#include <string.h>

/* Which roles tell forms apart, a letter for each, and what stands in a prototype that has it; NULL: see above. */
static const struct {
	enum gup_role role;
	char letter;
	const char *words;
} letters[] = {
	{ ROLE_TSK, 't', "struct task_struct" },
	{ ROLE_WRITE, 'w', "int write" },
	{ ROLE_FORCE, 'f', "int force" },
	{ ROLE_FLAGS, 'g', "gup_flags" },
	{ ROLE_VMAS, 'v', "vm_area_struct **" },
	{ ROLE_VMAP, 'v', NULL },
	{ ROLE_LOCKED, 'l', "int *locked" },
	{ ROLE_UNLOCKED, 'u', "bool *unlocked" },
	{ ROLE_MAKE_DIRTY, 'd', "make_dirty" },
};

static void put_letters(struct buf *out, const enum gup_role *roles)
{
	for (size_t i = 0; i < ARRAY_SIZE(letters); i++)
		for (const enum gup_role *role = roles; *role != ROLE_NONE; role++)
			if (*role == letters[i].role)
				buf_add(out, &letters[i].letter, 1);
}

static void put_head(struct buf *out)
{
	buf_puts(out,
		 "# SPDX-License-Identifier: GPL-2.0-only OR MIT\n"
		 "#\n"
		 "# Tells " COMPAT_HEADER " what the headers of this kernel declare: those of stable and vendor\n"
		 "# kernels are often newer than their version. In the driver's Kbuild or Makefile:\n"
		 "#\n"
		 "#\tinclude $(src)/" COMPAT_KBUILD "\n"
		 "#\n"
		 KBUILD_MARK
		 "\n"
		 "gup_compat_mm := $(srctree)/include/linux/mm.h\n"
		 "ifneq ($(wildcard $(gup_compat_mm)),)\n"
		 "\n"
		 "# The prototype of a function, in one line.\n"
		 "gup_compat_prototype = ${shell tr -s '[:space:]' ' ' < $(gup_compat_mm) | \\\n"
		 "\tgrep -Eo '[ *]$(1)[(](struct|unsigned|const) [^;]*;' | head -n 1}\n"
		 "\n"
		 "# Its form: a letter for each parameter that not all versions have.\n"
		 "gup_compat_form =");
	for (size_t i = 0; i < ARRAY_SIZE(letters); i++)
		if (letters[i].words)
			buf_printf(out, " \\\n\t$(if $(findstring %s,$(1)),%c)", letters[i].words, letters[i].letter);
	buf_puts(out,
		 "\n"
		 "\n"
		 "# What it counts as: nothing for a form that nobody knows, and 0 for no function.\n"
		 "gup_compat_number = $(if $(2),$(gup_compat_$(1)_$(subst $() ,,$(call gup_compat_form,$(2)))),0)\n"
		 "gup_compat_ask = $(call gup_compat_number,$(1),$(call gup_compat_prototype,$(1)))\n"
		 "\n"
		 "# 1 if one of these headers has the word.\n"
		 "gup_compat_has = $(shell grep -qsw $(1) \\\n"
		 "\t$(addprefix $(srctree)/include/linux/,$(2)) && echo 1 || echo 0)\n");
}

static void put_question(const struct compat *compat, const struct gup_function *function,
			 struct buf *out)
{
	char *macro = form_macro(function->name);
	struct gup_forms forms;

	forms_of(function, compat->since, compat->to->version, &forms);
	buf_puts(out, "\n");
	for (size_t i = 0; i < forms.n; i++) {
		buf_printf(out, "gup_compat_%s_", function->name);
		put_letters(out, forms.items[i].roles);
		buf_printf(out, " := %u\n", forms.items[i].number);
	}
	buf_printf(out, "ccflags-y += $(addprefix -D%s=,$(call gup_compat_ask,%s))\n", macro,
		   function->name);
	free(macro);
}

static void put_word(const struct asked_word *word, void *data)
{
	char *macro = form_macro(word->word);

	buf_printf(data, "ccflags-y += -D%s=$(call gup_compat_has,%s,%s)\n", macro, word->word,
		   word->headers);
	free(macro);
}

void compat_write_kbuild(const struct compat *compat, struct buf *out)
{
	struct buf questions = {0}, words = {0};
	struct all_rungs all;

	all_rungs_collect(compat, &all);
	for (size_t i = 0; i < all.asked.n; i++)
		put_question(compat, all.asked.items[i], &questions);
	words_each(compat, put_word, &words);
	buf_puts(&questions, questions.length && words.length ? "\n" : "");
	buf_add(&questions, words.data, words.length);
	if (questions.length) {
		put_head(out);
		buf_add(out, questions.data, questions.length);
		buf_puts(out, "\nendif\n");
	}
	buf_free(&words);
	buf_free(&questions);
	all_rungs_free(&all);
}
