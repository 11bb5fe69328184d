// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/change/whole.h"

#include "base/data/err.h"
#include "kernel/change/decoded.h"
#include "kernel/change/patch.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* " 2 files changed, 3 insertions(+), 1 deletion(-)", or what the diffs of a mail come to. */
struct diffstat {
	unsigned line;			/* in the patch file; 0: none */
	size_t files, lines;
};

/* "3 insertions(+)": *at moves behind it. False: something else. */
static bool read_count(const char **at, const char *what, size_t *n)
{
	char *end;

	if (!isdigit((unsigned char)**at))
		return false;
	*n = strtoul(*at, &end, 10);
	if (*end != ' ' || strncmp(end + 1, what, strlen(what)))
		return false;
	*at = end + 1 + strlen(what);
	*at += strspn(*at, "s(+-)");
	return true;
}

static bool read_diffstat(const char *text, struct diffstat *stat)
{
	struct diffstat read = {0};
	size_t n;

	if (*text++ != ' ' || !read_count(&text, "file", &read.files) ||
	    strncmp(text, " changed", strlen(" changed")))
		return false;
	text += strlen(" changed");
	while (!strncmp(text, ", ", 2)) {
		text += 2;
		if (!read_count(&text, "insertion", &n) && !read_count(&text, "deletion", &n))
			return false;
		read.lines += n;
	}
	*stat = read;
	return true;
}

/* The last one in front of the diff: commits quote others. */
static struct diffstat said_diffstat(const struct decoded *decoded, size_t begin, size_t end)
{
	struct diffstat stat = {0};

	for (size_t i = begin; i < end; i++)
		if (read_diffstat(decoded->text.data + decoded->lines.items[i].at, &stat))
			stat.line = decoded->lines.items[i].number;
	return stat;
}

static struct diffstat real_diffstat(const struct file_patch *files, size_t n)
{
	struct diffstat stat = { .files = n };

	for (size_t i = 0; i < n; i++)
		for (size_t h = 0; h < files[i].hunks.n; h++)
			for (size_t l = 0; l < files[i].hunks.items[h].lines.n; l++)
				stat.lines += files[i].hunks.items[h].lines.items[l].kind != ' ';
	return stat;
}

static bool is_blank(const struct decoded *decoded, size_t begin, size_t end)
{
	for (size_t i = begin; i < end; i++) {
		const char *text = decoded->text.data + decoded->lines.items[i].at;

		if (text[strspn(text, " \t\r")] != '\n')
			return false;
	}
	return true;
}

/* files are the n diffs in the mail. */
static int check_mail(const struct decoded *decoded, const struct mail *mail,
		      const struct file_patch *files, size_t n, const char *name, struct err *err)
{
	struct diffstat said, real;

	if (mail->lacks_body)
		return err_set(err, "%s:%u: this mail ends inside of its header; is it cut off?", name,
			       mail->line);
	if (mail->is_too_deep)
		return err_set(err, "%s:%u: this mail has parts in parts in parts, which git does not read "
			       "either; save its diff to a file", name, mail->line);
	if (mail->lacks_end)
		return err_set(err, "%s:%u: the last boundary of this mail's parts is missing; is it cut "
			       "off?", name, mail->line);
	if (mail->is_patch && !n)
		return err_set(err, "%s:%u: this mail is a patch by its subject, and holds no diff; is it "
			       "cut off?", name, mail->line);
	if (!n || !is_blank(decoded, files[n - 1].end, mail->end))
		return 0;
	said = said_diffstat(decoded, mail->begin, files[0].begin);
	real = real_diffstat(files, n);
	if (said.line && (real.files < said.files || real.lines < said.lines))
		return err_set(err, "%s:%u: the mail says %zu files and %zu lines here, its diff has %zu "
			       "and %zu; is it cut off?", name, said.line, said.files, said.lines,
			       real.files, real.lines);
	return 0;
}

int whole_check(const struct decoded *decoded, const struct patch_list *list, const char *name,
		struct err *err)
{
	size_t file = 0;

	for (size_t i = 0; i < decoded->mails.n; i++) {
		const struct mail *mail = &decoded->mails.items[i];
		size_t n = 0;

		while (file + n < list->n && list->items[file + n].begin < mail->end)
			n++;
		if (check_mail(decoded, mail, n ? &list->items[file] : NULL, n, name, err))
			return -1;
		file += n;
	}
	return 0;
}
