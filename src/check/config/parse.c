// SPDX-License-Identifier: GPL-2.0-only
#include "base/data/err.h"
#include "base/data/mem.h"
#include "check/config/key.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Bytes; nobody writes as much. */
#define LONGEST (64 * 1024)

/* What is read, for errors. */
struct position {
	const char *name;
	unsigned line;
	const char *begin;		/* of the line */
};

static int fail(const struct position *at, const char *where, struct err *err, const char *what)
{
	return err_set(err, "%s:%u:%zu: %s", at->name, at->line, (size_t)(where - at->begin) + 1, what);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

/* The text between two places without the blanks around it; both move. */
static void trim(const char **begin, const char **end)
{
	while (*begin < *end && is_blank(**begin))
		++*begin;
	while (*end > *begin && is_blank((*end)[-1]))
		--*end;
}

static int refuse_key(const struct position *at, const char *begin, const char *end, struct err *err)
{
	char *name = mem_strndup(begin, (size_t)(end - begin)), *advice = key_advice(name);
	char *what = mem_printf("%s: there is no such key%s", name, advice);

	fail(at, begin, err, what);
	free(what);
	free(advice);
	free(name);
	return -1;
}

static bool is_known(const struct config *config, const struct config_key *key)
{
	for (size_t i = 0; i < config->settings.n; i++)
		if (config->settings.items[i].key == key)
			return true;
	return false;
}

static int add(struct config *config, const struct position *at, const struct config_key *key, const char *begin,
	       const char *end, struct err *err)
{
	struct setting setting = { key, mem_strndup(begin, (size_t)(end - begin)), at->line };
	struct err why = {0};
	int status = 0;

	VEC_PUSH(&config->settings, setting);
	if (key->refuse(config->folder, setting.value, &why))
		status = fail(at, begin, err, why.text);
	err_clear(&why);
	return status;
}

static int read_line(struct config *config, const struct position *at, const char *end, struct err *err)
{
	const char *begin = at->begin, *equals, *name_end, *value;
	const struct config_key *key;

	trim(&begin, &end);
	if (begin == end || *begin == '#')
		return 0;
	for (const char *c = begin; c < end; c++)
		if (iscntrl((unsigned char)*c) && *c != '\t')
			return fail(at, c, err, "a control character; this is a file of text, lines of KEY = VALUE");
	equals = memchr(begin, '=', (size_t)(end - begin));
	if (!equals)
		return fail(at, begin, err, "is no KEY = VALUE, and no # comment");
	name_end = equals;
	value = equals + 1;
	trim(&begin, &name_end);
	trim(&value, &end);
	key = key_find(begin, (size_t)(name_end - begin));
	if (begin == name_end)
		return fail(at, begin, err, "names no key; a line is KEY = VALUE, or a # comment");
	if (!key)
		return refuse_key(at, begin, name_end, err);
	if (value == end)
		return fail(at, equals, err, "no value; leave the line out, or make it a # comment");
	if (key->is_once && is_known(config, key))
		return fail(at, begin, err, "stands in this file already, and can stand there once");
	return add(config, at, key, value, end, err);
}

int config_parse(struct config *config, const char *name, const char *text, size_t length, struct err *err)
{
	struct position at = { .name = name, .begin = text };
	const char *end = text + length;

	if (length > LONGEST)
		return err_set(err, "%s: is larger than 64 KiB, and no configuration", name);
	while (at.begin < end) {
		const char *line_end = memchr(at.begin, '\n', (size_t)(end - at.begin));

		line_end = line_end ? line_end : end;
		at.line++;
		if (read_line(config, &at, line_end, err))
			return -1;
		at.begin = line_end + 1;
	}
	return 0;
}

void config_free(struct config *config)
{
	for (size_t i = 0; i < config->settings.n; i++)
		free(config->settings.items[i].value);
	free(config->settings.items);
	free(config->folder);
	free(config->path);
	*config = (struct config){0};
}
