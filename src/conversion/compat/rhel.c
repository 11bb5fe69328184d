// SPDX-License-Identifier: GPL-2.0-only
#include "conversion/compat/rhel.h"

#include "base/data/buf.h"

#include <string.h>

static const struct rhel_row {
	const char *word;
	unsigned major, minor, form;
	bool is_lasting;
} rows[] = {
#define RHEL_SINCE(word, major, minor, form) { #word, major, minor, form, true },
#define RHEL_ONLY(word, major, minor, form) { #word, major, minor, form, false },
#include "conversion/compat/rhel.def"
	{ .word = NULL },
};

void rhel_write_code(struct buf *out)
{
	buf_puts(out, "\n"
		 "#ifdef RHEL_RELEASE_CODE\n"
		 "#define " RHEL_MACRO " RHEL_RELEASE_CODE\n"
		 "#else\n"
		 "#define " RHEL_MACRO " 0\n"
		 "#endif\n");
}

/* The number of the form that began with that version; false: none of these is. */
static bool number_of_form(const struct gup_forms *forms, unsigned first, unsigned *number)
{
	*number = 0;
	for (size_t i = 0; i < forms->n; i++)
		if (!forms->items[i].level && forms->items[i].first == first)
			*number = forms->items[i].number;
	return !first || *number;
}

bool rhel_write_condition(struct buf *out, const char *word, const struct gup_forms *forms, unsigned *number)
{
	for (const struct rhel_row *row = rows; row->word; row++) {
		if (strcmp(row->word, word) || (forms && !number_of_form(forms, row->form, number)))
			continue;
		buf_printf(out, "#if " RHEL_MACRO " %s (%u << 8) + %u", row->is_lasting ? ">=" : "==", row->major,
			   row->minor);
		return true;
	}
	return false;
}
