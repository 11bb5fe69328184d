// SPDX-License-Identifier: GPL-2.0-only
#include "outcome/result/note.h"

#include <stdlib.h>

struct span note_span(const struct note *note)
{
	return (struct span){
		.line = note->line, .column = note->column,
		.end_line = note->end_line, .end_column = note->end_column,
	};
}

void note_list_free(struct note_list *notes)
{
	for (size_t i = 0; i < notes->n; i++) {
		free(notes->items[i].path);
		free(notes->items[i].message);
		excerpt_free(&notes->items[i].excerpt);
	}
	free(notes->items);
	*notes = (struct note_list){0};
}
