// SPDX-License-Identifier: GPL-2.0-only
#include "base/files/attributes.h"

#include "base/data/mem.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/xattr.h>

/* The names of an open file's attributes, one behind the other, each with its NUL. */
struct names {
	char *text;
	size_t length;
};

/* A file system that knows no attributes has none. */
static bool is_without(int error)
{
	return error == ENOTSUP || error == ENOSYS;
}

static int read_names(int fd, struct names *names)
{
	ssize_t length = flistxattr(fd, NULL, 0);

	*names = (struct names){0};
	if (length < 0)
		return is_without(errno) ? 0 : -1;
	names->text = mem_calloc(1, (size_t)length + 1);
	length = flistxattr(fd, names->text, (size_t)length);
	if (length >= 0)
		names->length = (size_t)length;
	return length < 0 ? -1 : 0;
}

static bool has_name(const struct names *names, const char *name)
{
	for (size_t at = 0; at < names->length; at += strlen(names->text + at) + 1)
		if (!strcmp(names->text + at, name))
			return true;
	return false;
}

/* Nobody but its owner and the file's readers and writers hang on it. */
static bool is_users(const char *name)
{
	return !strncmp(name, "user.", 5) || !strncmp(name, "system.", 7);
}

static bool signs_content(const char *name)
{
	return !strcmp(name, "security.ima") || !strcmp(name, "security.evm");
}

static int copy_one(int from, int to, const char *name)
{
	ssize_t length = fgetxattr(from, name, NULL, 0);
	int status = -1, error;
	char *value;

	if (length < 0)
		return -1;
	value = mem_calloc(1, (size_t)length + 1);
	length = fgetxattr(from, name, value, (size_t)length);
	if (length >= 0)
		status = fsetxattr(to, name, value, (size_t)length, 0);
	error = errno;
	free(value);
	errno = error;
	return status;
}

static int copy_all(int from, int to, const struct names *names)
{
	for (size_t at = 0; at < names->length; at += strlen(names->text + at) + 1) {
		const char *name = names->text + at;

		if (!signs_content(name) && copy_one(from, to, name) && is_users(name))
			return -1;
	}
	return 0;
}

static int remove_others(int fd, const struct names *wanted)
{
	struct names names;
	int status = read_names(fd, &names);

	for (size_t at = 0; at < names.length && !status; at += strlen(names.text + at) + 1) {
		const char *name = names.text + at;

		if (is_users(name) && !has_name(wanted, name))
			status = fremovexattr(fd, name);
	}
	free(names.text);
	return status;
}

int attributes_copy(int from, int to)
{
	struct names names;
	int status = read_names(from, &names), error;

	if (!status)
		status = remove_others(to, &names);
	if (!status)
		status = copy_all(from, to, &names);
	error = errno;
	free(names.text);
	errno = error;
	return status;
}
