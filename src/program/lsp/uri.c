// SPDX-License-Identifier: GPL-2.0-only
#include "program/lsp/uri.h"

#include "base/data/buf.h"
#include "report/format/uri.h"

#include <ctype.h>
#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

#define SCHEME "file:"

/* What stands behind the scheme and an authority, which can be this machine alone; NULL: another one. */
static const char *path_part(const char *uri)
{
	const char *at = uri + strlen(SCHEME);

	if (strncasecmp(uri, SCHEME, strlen(SCHEME)))
		return NULL;
	if (strncmp(at, "//", 2))
		return *at == '/' ? at : NULL;
	at += 2;
	if (!strncasecmp(at, "localhost/", strlen("localhost/")))
		at += strlen("localhost");
	return *at == '/' ? at : NULL;
}

static int digit(char c)
{
	return isdigit((unsigned char)c) ? c - '0' : tolower((unsigned char)c) - 'a' + 10;
}

/* The byte of %XX; 0: it is none, or a NUL, which no path has. */
static char escaped(const char *at)
{
	if (!isxdigit((unsigned char)at[1]) || !isxdigit((unsigned char)at[2]))
		return '\0';
	return (char)(digit(at[1]) << 4 | digit(at[2]));
}

/* Appends the path with its escapes undone; false: it is none. */
static bool add_path(const char *at, struct buf *path)
{
	for (; *at && *at != '?' && *at != '#'; at++) {
		char c = *at == '%' ? escaped(at) : *at;

		/* A longer one is no path to the system either. */
		if (!c || path->length + 1 >= PATH_MAX)
			return false;
		buf_add(path, &c, 1);
		at += *at == '%' ? 2 : 0;
	}
	return true;
}

char *uri_path(const char *uri)
{
	const char *at = path_part(uri);
	struct buf path = {0};

	if (at && add_path(at, &path))
		return buf_take(&path);
	buf_free(&path);
	return NULL;
}

char *uri_of(const char *path)
{
	struct buf uri = {0};

	buf_puts(&uri, SCHEME "//");
	uri_add_path(&uri, path);
	return buf_take(&uri);
}
