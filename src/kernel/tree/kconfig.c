// SPDX-License-Identifier: GPL-2.0-only
/*
 * Which HAVE_... and ARCH_HAS_... an architecture has differs from version to version, and headers
 * do not parse without them. The Kconfig file of the architecture says so itself. This is no
 * Kconfig interpreter: conditions of more than one word are not met.
 */
#include "kernel/tree/kconfig.h"

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/load.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct kconfig_reader {
	const char *known;
	struct buf out;
	char *symbol;	    /* the config block that we are in */
	bool on;	    /* that symbol is y */
	struct buf waiting; /* its selections, while we do not know */
};

/* True if words ("NAME" or "NAME=value" ...) hold the symbol. */
static bool holds(const char *words, const char *symbol, size_t length)
{
	const char *at = words;

	while (at && *at) {
		size_t n = strcspn(at, " =");

		if (n == length && !memcmp(at, symbol, length))
			return true;
		at += strcspn(at, " ");
		at += strspn(at, " ");
	}
	return false;
}

/* No architecture has as much: who goes on costs time, as each symbol is looked for in all of them. */
#define SYMBOLS_MAX (64 << 10)	/* bytes */
#define KCONFIG_MAX (1 << 20)	/* bytes; that of x86 is a tenth */

static bool is_on(const struct kconfig_reader *reader, const char *symbol, size_t length)
{
	return holds(reader->known, symbol, length) ||
	       (reader->out.data && holds(reader->out.data, symbol, length));
}

/* True if rest (behind a symbol) has no condition, or one known symbol as condition. */
static bool condition_met(const struct kconfig_reader *reader, const char *rest)
{
	size_t length;

	rest += strspn(rest, " \t");
	if (strncmp(rest, "if ", 3) != 0)
		return *rest == '\0' || *rest == '#';
	rest += 3 + strspn(rest + 3, " \t");
	length = strspn(rest, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
	if (rest[length + strspn(rest + length, " \t")] != '\0')
		return false;
	return is_on(reader, rest, length);
}

static void flush(struct kconfig_reader *reader)
{
	if (reader->symbol && reader->on && reader->waiting.length &&
	    reader->out.length + reader->waiting.length < SYMBOLS_MAX) {
		buf_puts(&reader->out, reader->waiting.data);
		if (!is_on(reader, reader->symbol, strlen(reader->symbol)))
			buf_printf(&reader->out, "%s ", reader->symbol);
	}
	buf_free(&reader->waiting);
	free(reader->symbol);
	reader->symbol = NULL;
	reader->on = false;
}

static const char *after_word(const char *line, const char *word)
{
	size_t length = strlen(word);

	if (strncmp(line, word, length) != 0 || (line[length] != ' ' && line[length] != '\t'))
		return NULL;
	return line + length + strspn(line + length, " \t");
}

static void read_line(struct kconfig_reader *reader, const char *line)
{
	const char *value;

	line += strspn(line, " \t");
	if ((value = after_word(line, "config")) || (value = after_word(line, "menuconfig"))) {
		flush(reader);
		reader->symbol = mem_strndup(value, strcspn(value, " \t#"));
		reader->on = is_on(reader, reader->symbol, strlen(reader->symbol));
		buf_puts(&reader->waiting, "");
	} else if (!reader->symbol) {
		return;		/* of a choice, a menu or the file itself */
	} else if ((value = after_word(line, "def_bool")) && *value == 'y') {
		reader->on |= condition_met(reader, value + 1);
		buf_printf(&reader->waiting, "%s ", reader->symbol);
	} else if ((value = after_word(line, "select"))) {
		size_t length = strcspn(value, " \t#");

		if (condition_met(reader, value + length))
			buf_printf(&reader->waiting, "%.*s ", (int)length, value);
	} else if (after_word(line, "depends") || after_word(line, "if")) {
		reader->on &= is_on(reader, reader->symbol, strlen(reader->symbol));
	}
}

char *kconfig_selected(const char *root, const char *arch, const char *known)
{
	char *path = mem_printf("%s/arch/%s/Kconfig", root, arch);
	struct kconfig_reader reader = { .known = known };
	struct buf text = {0};
	struct err ignored = {0};
	char *save = NULL, *line;

	buf_puts(&reader.out, "");
	buf_reserve(&reader.out, 1);
	if (load_file(&text, path, &ignored) == 0 && text.length &&
	    text.length <= KCONFIG_MAX)
		for (line = strtok_r(text.data, "\n", &save); line;
		     line = strtok_r(NULL, "\n", &save))
			read_line(&reader, line);
	flush(&reader);
	err_clear(&ignored);
	buf_free(&text);
	free(path);
	return buf_take(&reader.out);
}
