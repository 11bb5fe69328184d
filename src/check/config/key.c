// SPDX-License-Identifier: GPL-2.0-only
#include "check/config/key.h"

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/data/suggest.h"
#include "base/files/path.h"
#include "calls/target/word.h"
#include "check/rules/rule.h"
#include "kernel/tree/root.h"

#include <stdlib.h>
#include <string.h>

/* Both with their links resolved. */
static bool is_inside(const char *folder, const char *path)
{
	char *full = path_join(folder, path), *real = realpath(full, NULL);
	bool inside = real && path_is_below(real, folder) && strcmp(real, folder);

	free(real);
	free(full);
	return inside;
}

static bool is_kernel(const char *folder, const char *path)
{
	char *full = path_join(folder, path), *root;
	struct err err = {0};

	root = tree_find_root(full, full, &err);
	err_clear(&err);
	free(full);
	free(root);
	return root;
}

/* A file that comes with the code leads nobody out of it. */
static int refuse_kernel(const char *folder, const char *value, struct err *err)
{
	if (*value != '/' && is_inside(folder, value))
		return is_kernel(folder, value) ? 0 :
		       err_set(err, "%s: is no kernel tree: no Makefile there states VERSION and PATCHLEVEL; name the "
			       "top folder of kernel sources", value);
	return err_set(err, "%s: is no folder below this one, and this file can name no other; pass --kernel %s", value,
		       value);
}

static int refuse_rule(const char *folder, const char *value, struct err *err)
{
	char *meant;

	(void)folder;
	if (!*value)
		return err_set(err, "names no rule; write RULE=error, RULE=warning or RULE=advice");
	if (rule_find(value))
		return 0;
	meant = rule_suggestion(value);
	err_set(err, "%s: there is no rule of that name%s `guptidy explain` lists them", value, *meant ? meant : ";");
	free(meant);
	return -1;
}

static int refuse_level(const char *folder, const char *value, struct err *err)
{
	(void)folder;
	for (int severity = SEVERITY_ADVICE; severity <= SEVERITY_ERROR; severity++)
		if (!strcmp(severity_name(severity), value))
			return 0;
	return err_set(err, "%s: no such severity; use error, warning or advice", value);
}

static int refuse_severity(const char *folder, const char *value, struct err *err)
{
	const char *equals = strchr(value, '=');
	char *rule;
	int status;

	if (strpbrk(value, " \t"))
		return err_set(err, "%s: a blank too many; write RULE=error, RULE=warning or RULE=advice", value);
	if (!equals)
		return err_set(err, "%s: says no severity; write RULE=error, RULE=warning or RULE=advice", value);
	rule = mem_strndup(value, (size_t)(equals - value));
	status = refuse_rule(folder, rule, err) || refuse_level(folder, equals + 1, err) ? -1 : 0;
	free(rule);
	return status;
}

static int refuse_version(const char *folder, const char *value, struct err *err)
{
	struct version_word version;

	(void)folder;
	return version_word_read(value, &version, err);
}

static int refuse_nothing(const char *folder, const char *value, struct err *err)
{
	(void)folder, (void)value, (void)err;
	return 0;
}

static const struct config_key keys[] = {
#define KEY(id, name, argument, refuse, is_once, help) { name, argument, refuse, is_once, help },
#include "check/config/keys.def"
};

const struct config_key *key_find(const char *name, size_t length)
{
	for (size_t i = 0; i < ARRAY_SIZE(keys); i++)
		if (strlen(keys[i].name) == length && !memcmp(keys[i].name, name, length))
			return &keys[i];
	return NULL;
}

char *key_advice(const char *name)
{
	struct suggestion best = {0};
	struct buf all = {0};

	for (size_t i = 0; i < ARRAY_SIZE(keys); i++) {
		suggest(&best, name, keys[i].name);
		buf_printf(&all, "%s%s", i ? ", " : "; use one of ", keys[i].name);
	}
	if (!best.name)
		return buf_take(&all);
	buf_free(&all);
	return suggestion_text(&best);
}
