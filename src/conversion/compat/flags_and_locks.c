// SPDX-License-Identifier: GPL-2.0-only
/* Flags and functions of the mmap lock that older kernels do not have. */
#include "base/data/buf.h"
#include "base/data/mem.h"
#include "conversion/compat/private.h"
#include "conversion/compat/words.h"

#include <stdlib.h>
#include <string.h>

/* not: "!", or "". */
static void put_if(struct buf *out, const char *not, const char *word)
{
	char *macro = form_macro(word);

	buf_printf(out, "\n#if %s%s\n", not, macro);
	free(macro);
}

/*
 * Inlines that ask for the flag need a bit that is no other flag's. Without one it is nothing, as what gets it then
 * is a function of the older kernel, which may take a truth value.
 */
static bool is_asked_for(const struct all_rungs *all, const struct gup_flag *flag)
{
	for (size_t i = 0; i < all->n; i++)
		for (size_t r = 0; r < all->items[i].n; r++)
			if (all->items[i].items[r].flag && !strcmp(all->items[i].items[r].flag, flag->name))
				return true;
	return false;
}

static void put_flag(const struct all_rungs *all, const struct gup_flag *flag, struct buf *out)
{
	const char *why = flag_is_harmless(flag);

	put_if(out, "!", flag->name);
	if (!why)
		buf_printf(out, "#error \"before v%u.%u nothing does what %s asks for\"\n",
			   flag->first / 1000, flag->first % 1000, flag->name);
	else
		buf_printf(out, "#define %s %#lx /* %s */\n", flag->name,
			   is_asked_for(all, flag) ? flag->value_define : 0ul, why);
	buf_puts(out, "#endif\n");
}

void flags_write(const struct compat *compat, const struct all_rungs *all, struct buf *out)
{
	for (const struct gup_flag *flag = gup_flags; flag->name; flag++) {
		struct asked_word word = flag_word(flag);

		if (compat->flags[flag - gup_flags] && word_is_asked(compat, &word))
			put_flag(all, flag, out);
	}
}

static void put_inline(struct buf *out, const struct lock_row *row, const char *text)
{
	buf_printf(out, "static inline %s %s(struct mm_struct *mm%s%s)\n{\n	%s\n}\n", row->returns, row->name,
		   *row->second ? ", " : "", row->second, text);
}

static void put_lock(const struct compat *compat, const struct lock_row *row, struct buf *out)
{
	if (!word_is_asked(compat, &row->needs)) {
		buf_puts(out, "\n");
		put_inline(out, row, row->text);
		return;
	}
	put_if(out, "", row->needs.word);
	put_inline(out, row, row->text);
	buf_puts(out, "#else\n");
	put_inline(out, row, row->without);
	buf_puts(out, "#endif\n");
}

/* Those that go together, or (apart) the one row. */
static void put_locks(const struct compat *compat, const struct lock_row *apart, struct buf *out)
{
	const struct asked_word word = lock_word(apart ? apart : lock_rows);
	struct buf inlines = {0};

	for (size_t i = 0; i < lock_row_count; i++)
		if (compat->locks[i] && (apart ? apart == &lock_rows[i] : !lock_rows[i].is_apart))
			put_lock(compat, &lock_rows[i], &inlines);
	if (inlines.length && word_is_asked(compat, &word)) {
		put_if(out, "!", word.word);
		buf_puts(out, inlines.data + 1);	/* no blank line behind the #if */
		buf_puts(out, "#endif\n");
	}
	buf_free(&inlines);
}

void locks_write(const struct compat *compat, struct buf *out)
{
	put_locks(compat, NULL, out);
	for (size_t i = 0; i < lock_row_count; i++)
		if (lock_rows[i].is_apart)
			put_locks(compat, &lock_rows[i], out);
}
