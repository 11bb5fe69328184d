// SPDX-License-Identifier: GPL-2.0-only
#include "report/format/uri.h"

#include "base/data/buf.h"

#include <string.h>

void uri_add_path(struct buf *buf, const char *path)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
				    "-._~+,/";

	while (*path) {
		size_t length = strspn(path, plain);

		buf_add(buf, path, length);
		path += length;
		if (*path)
			buf_printf(buf, "%%%02X", (unsigned char)*path++);
	}
}
