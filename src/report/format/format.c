// SPDX-License-Identifier: GPL-2.0-only
#include "report/format/format.h"

#include "base/data/buf.h"
#include "base/data/mem.h"
#include "base/files/path.h"

#include <string.h>

static const struct {
	const char *name;
	unsigned subjects;
	const char *endings;
	const char *summary;
	void (*print)(const struct report *report, FILE *out);
} formats[] = {
#define FORMAT(id, name, subjects, endings, summary)				\
	[FORMAT_##id] = { #name, subjects, endings, summary, format_##name },
#include "report/format/formats.def"
};

const char *format_name(enum format format)
{
	return formats[format].name;
}

const char *format_summary(enum format format)
{
	return formats[format].summary;
}

bool format_prints(enum format format, enum subject subject)
{
	return formats[format].subjects & subject;
}

enum format format_find(const char *name, size_t length)
{
	enum format format = 0;

	while (format < FORMAT_COUNT && (strlen(formats[format].name) != length ||
					 memcmp(formats[format].name, name, length)))
		format++;
	return format;
}

/* The length of the longest of the endings that name has, or 0; a name is more than its ending. */
static size_t ending_length(const char *endings, const char *name)
{
	size_t whole = strlen(name), longest = 0;

	while (*endings) {
		size_t length = strcspn(endings, " ");

		if (length > longest && length < whole &&
		    !memcmp(name + whole - length, endings, length))
			longest = length;
		endings += length + strspn(endings + length, " ");
	}
	return longest;
}

enum format format_of_file(const char *path)
{
	enum format best = FORMAT_COUNT;
	size_t longest = 0;

	for (enum format format = 0; format < FORMAT_COUNT; format++) {
		size_t length = ending_length(formats[format].endings, path_name(path));

		if (length > longest) {
			longest = length;
			best = format;
		}
	}
	return best;
}

void format_list(enum subject subject, struct buf *buf)
{
	const char *comma = "";

	for (enum format format = 0; format < FORMAT_COUNT; format++) {
		if (!format_prints(format, subject))
			continue;
		buf_printf(buf, "%s%s", comma, formats[format].name);
		comma = ", ";
	}
}

void format_list_endings(enum subject subject, struct buf *buf)
{
	const char *comma = "";

	for (enum format format = 0; format < FORMAT_COUNT; format++) {
		const char *endings = formats[format].endings;

		if (!format_prints(format, subject) || !*endings)
			continue;
		buf_printf(buf, "%s%.*s %s", comma, (int)strcspn(endings, " "), endings,
			   formats[format].name);
		comma = ", ";
	}
}

void format_print(enum format format, const struct report *report, FILE *out)
{
	formats[format].print(report, out);
}
