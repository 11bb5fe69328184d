// SPDX-License-Identifier: GPL-2.0-only
#include "patch/mail/previous.h"

#include "base/data/digest.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/load.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void digest_of(const char *text, size_t length, char digits[DIGEST_LENGTH + 1])
{
	struct digest digest;

	digest_init(&digest);
	digest_bytes(&digest, text ? text : "", length);
	digest_end(&digest, digits);
}

char *previous_mark(const char *subject, const struct buf *body)
{
	char first[DIGEST_LENGTH + 1], second[DIGEST_LENGTH + 1];

	digest_of(subject, strlen(subject), first);
	digest_of(body->data, body->length, second);
	return mem_printf("%s %s", first, second);
}

/* The mark of a file, or NULL. */
static const char *mark_of(const struct buf *marks, const char *file)
{
	for (const char *line = marks->data; line && *line;) {
		size_t length = strcspn(line, "\n"), name = strlen(file);

		if (length == 2 * (DIGEST_LENGTH + 1) + name && !strncmp(line + length - name, file, name))
			return line;
		line += length + (line[length] == '\n');
	}
	return NULL;
}

static void compare(struct earlier *earlier, const struct buf *marks)
{
	const struct received *mail = &earlier->mail;
	const char *mark = mark_of(marks, mail->file);
	char digits[DIGEST_LENGTH + 1];

	digest_of(mail->subject, strlen(mail->subject), digits);
	earlier->has_own_subject = !mark || strncmp(mark, digits, DIGEST_LENGTH);
	digest_of(mail->body.data, mail->body.length, digits);
	earlier->has_own_body = !mark || strncmp(mark + DIGEST_LENGTH + 1, digits, DIGEST_LENGTH);
}

/* --- reading the folder --- */

/* Behind the text of the cover stand who wrote what, and the diffstat: these are written anew. */
static void cut_cover(struct received *cover, const char *author)
{
	char *line = mem_printf("\n\n%s (", author), *tail = cover->body.data;

	while (tail && strstr(tail + 1, line))
		tail = strstr(tail + 1, line);
	if (tail && tail != cover->body.data) {
		cover->body.length = (size_t)(tail + 1 - cover->body.data);
		cover->body.data[cover->body.length] = '\0';
	}
	free(line);
}

static int by_number(const void *a, const void *b)
{
	const struct earlier *left = a, *right = b;

	return left->mail.number < right->mail.number ? -1 : left->mail.number > right->mail.number;
}

static int add_mail(struct previous *previous, const char *path, const char *author, const struct buf *marks,
		    struct err *err)
{
	struct earlier earlier = {0};

	if (received_read(&earlier.mail, path, err))
		return -1;
	if (!earlier.mail.number)
		cut_cover(&earlier.mail, author);
	compare(&earlier, marks);
	if (earlier.mail.version > previous->version)
		previous->version = earlier.mail.version;
	VEC_PUSH(&previous->patches, earlier);
	return 0;
}

static int read_folder(struct previous *previous, const char *folder, const char *author,
		       const struct buf *marks, struct err *err)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	int status = 0;

	if (!dir)
		return err_set(err, "--previous %s: %s", folder, strerror(errno));
	while (!status && (entry = readdir(dir))) {
		char *path = path_join(folder, entry->d_name);

		if (ends_with(entry->d_name, ".patch"))
			status = add_mail(previous, path, author, marks, err);
		free(path);
	}
	closedir(dir);
	return status;
}

/* One that can stand in JSON; what anything else is, is not asked. */
static char *read_change_id(const char *folder)
{
	static const char bytes[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._/-";
	char *path = path_join(folder, PREVIOUS_CHANGE), *id;
	struct err ignored = {0};
	struct buf text = {0};
	size_t length;

	load_file(&text, path, &ignored);
	err_clear(&ignored);
	free(path);
	length = text.length ? strspn(text.data, bytes) : 0;
	id = length && length + 1 == text.length && text.data[length] == '\n' ? mem_strndup(text.data, length) : NULL;
	buf_free(&text);
	return id;
}

int previous_open(struct previous *previous, const char *folder, const char *author, struct err *err)
{
	char *path = path_join(folder, PREVIOUS_MARKS);
	struct err ignored = {0};
	struct buf marks = {0};
	int status;

	*previous = (struct previous){0};
	load_file(&marks, path, &ignored);
	err_clear(&ignored);
	free(path);
	status = read_folder(previous, folder, author, &marks, err);
	buf_free(&marks);
	if (!status && !previous->patches.n)
		status = err_set(err, "--previous %s: holds no patches; name the folder of the version before",
				 folder);
	if (status) {
		previous_close(previous);
		return -1;
	}
	qsort(previous->patches.items, previous->patches.n, sizeof(*previous->patches.items), by_number);
	previous->prefix = previous->patches.items[0].mail.prefix;
	previous->change_id = read_change_id(folder);
	if (!previous->patches.items[0].mail.number)
		previous->cover = &previous->patches.items[0];
	return 0;
}

void previous_close(struct previous *previous)
{
	for (size_t i = 0; i < previous->patches.n; i++)
		received_free(&previous->patches.items[i].mail);
	free(previous->patches.items);
	free(previous->change_id);
	*previous = (struct previous){0};
}
