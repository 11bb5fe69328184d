// SPDX-License-Identifier: GPL-2.0-only
/* Flags and functions of the mmap lock that older kernels do not have. */
#include "base/buf.h"
#include "base/mem.h"
#include "compat/private.h"
#include "compat/words.h"

#include <string.h>

/* Where nobody looks at flags, any bit that is no other flag's may be passed: see conversions.def. */
static bool tells_functions_apart(const struct gup_flag *flag)
{
	for (const struct gup_conversion *c = gup_conversions; c->function; c++)
		if (c->flag && !strcmp(c->flag, flag->name))
			return true;
	return false;
}

static void flag_write(const struct gup_flag *flag, struct buf *out)
{
	const char *why = flag_is_harmless(flag);

	buf_printf(out, "\n#if LINUX_VERSION_CODE < KERNEL_VERSION(%u, %u, 0) && !defined(%s)\n",
		   flag->first / 1000, flag->first % 1000, flag->name);
	if (!why)
		buf_printf(out, "#error \"before v%u.%u nothing does what %s asks for\"\n",
			   flag->first / 1000, flag->first % 1000, flag->name);
	else
		buf_printf(out, "#define %s %#lx /* %s */\n", flag->name,
			   tells_functions_apart(flag) ? flag->value_define : 0ul, why);
	buf_puts(out, "#endif\n");
}

void flags_write(const struct compat *compat, struct buf *out)
{
	for (const struct gup_flag *flag = gup_flags; flag->name; flag++)
		if (compat->flags[flag - gup_flags] && flag->first > compat->since)
			flag_write(flag, out);
}

bool locks_are_needed(const struct compat *compat)
{
	bool any = false;

	for (size_t i = 0; lock_rows[i].name; i++)
		any |= compat->locks[i];
	return any && compat->since < MMAP_LOCK_FIRST;
}

/* Of several rows for one function, those that no kernel here can do without. */
static void lock_write(const struct compat *compat, size_t i, struct buf *out)
{
	const struct lock_row *row = &lock_rows[i];
	bool has_older = row[1].name && !strcmp(row[1].name, row->name) && compat->since < row->first;
	bool is_older = i && !strcmp(row[-1].name, row->name);

	if (is_older && compat->since >= row[-1].first)
		return;
	if (has_older)
		buf_printf(out, "\n#if LINUX_VERSION_CODE >= KERNEL_VERSION(%u, %u, 0)",
			   row->first / 1000, row->first % 1000);
	buf_printf(out, is_older ? "#else\n" : "\n");
	buf_printf(out, "static inline %s %s(struct mm_struct *mm%s%s)\n{\n	%s\n}\n", row->returns, row->name,
		   *row->second ? ", " : "", row->second, row->text);
	if (is_older)
		buf_puts(out, "#endif\n");
}

void locks_write(const struct compat *compat, struct buf *out)
{
	if (!locks_are_needed(compat))
		return;
	buf_puts(out, "\n#if " MMAP_LOCK_MACRO " == 0");
	for (size_t i = 0; lock_rows[i].name; i++)
		if (compat->locks[i])
			lock_write(compat, i, out);
	buf_puts(out, "#endif\n");
}
