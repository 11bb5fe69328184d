// SPDX-License-Identifier: GPL-2.0-only
#include "conversion/compat/words.h"

#include "base/data/mem.h"

#include <string.h>

const struct lock_row lock_rows[] = {
#define LOCK(name, returns, second, text) { #name, returns, second, text, "", { .word = NULL }, false },
#define LOCK_APART(name, returns, second, text) { #name, returns, second, text, "", { .word = NULL }, true },
#define LOCK_IF(name, returns, second, needs, first, text, without) \
	{ #name, returns, second, text, without, { #needs, "rwsem.h", first }, false },
#include "conversion/compat/locks.def"
	{ .name = NULL },
};

const size_t lock_row_count = ARRAY_SIZE(lock_rows) - 1;

struct asked_word lock_word(const struct lock_row *row)
{
	return (struct asked_word){ row->is_apart ? row->name : "mmap_read_lock", "mmap_lock.h", KERNEL(5, 8) };
}

static const struct { const char *flag, *why; } harmless[] = {
#define HARMLESS(flag, why) { "FOLL_" #flag, why },
#include "conversion/compat/flags.def"
};

struct asked_word flag_word(const struct gup_flag *flag)
{
	return (struct asked_word){ flag->name, "mm.h mm_types.h", flag->first };
}

const char *flag_is_harmless(const struct gup_flag *flag)
{
	for (size_t i = 0; i < ARRAY_SIZE(harmless); i++)
		if (!strcmp(harmless[i].flag, flag->name))
			return harmless[i].why;
	return NULL;
}

bool word_is_asked(const struct compat *compat, const struct asked_word *word)
{
	return word->word && word->first > compat->since;
}

/* Each word once. */
static void visit_locks(const struct compat *compat,
			void (*visit)(const struct asked_word *word, void *data), void *data)
{
	bool has_common = false;

	for (size_t i = 0; i < lock_row_count; i++) {
		const struct lock_row *row = &lock_rows[i];
		struct asked_word word = lock_word(row);

		if (!compat->locks[i] || !word_is_asked(compat, &word))
			continue;
		if (row->is_apart || !has_common)
			visit(&word, data);
		has_common |= !row->is_apart;
		if (word_is_asked(compat, &row->needs))
			visit(&row->needs, data);
	}
}

void words_each(const struct compat *compat, void (*visit)(const struct asked_word *word, void *data),
		void *data)
{
	for (const struct gup_flag *flag = gup_flags; flag->name; flag++) {
		struct asked_word word = flag_word(flag);

		if (compat->flags[flag - gup_flags] && word_is_asked(compat, &word))
			visit(&word, data);
	}
	visit_locks(compat, visit, data);
}

bool compat_excepts(const struct compat *compat, const char *word, size_t length)
{
	for (size_t i = 0; i < compat->own.n; i++)
		if (strlen(compat->own.items[i]) == length &&
		    !memcmp(compat->own.items[i], word, length))
			return true;
	return false;
}
