/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A use of a macro as the preprocessor would write it, where that is a call of the family. Only macros
 * that lead to the family are expanded: all other words stay as their author wrote them.
 */
#ifndef GUPTIDY_PREPROCESS_EXPAND_H
#define GUPTIDY_PREPROCESS_EXPAND_H

#include "base/data/arena.h"
#include "c/preprocess/macros.h"

/* True if the macro's text, or that of a macro in it, can become a call of the family. */
bool macro_leads(const struct macros *macros, const struct macro *macro);

/*
 * Expands words, the first of which names a macro, in place. Words that stay keep their text's address,
 * so that they can be told from those that a definition brings; pasted words live in the arena.
 * *is_variadic becomes true if a `...` took part. False: the text does not decide what comes out.
 */
bool macro_expand_use(const struct macros *macros, struct word_list *words, struct arena *arena,
		      bool *is_variadic);

#endif
