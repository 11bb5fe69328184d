// SPDX-License-Identifier: GPL-2.0-only
#include "patch/mail/identity.h"

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/data/utf8.h"
#include "kernel/git/program.h"

#include <stdlib.h>
#include <string.h>

/* A setting of the user's, or of the repository around the folder; NULL: not set. The caller frees it. */
static char *setting(const char *folder, const char *key)
{
	const struct git_program git = { .folder = folder };
	const char *const arguments[] = { "config", "--get", key, NULL };
	struct buf value = {0};
	struct err ignored = {0};

	git_program_run(&git, arguments, &value, &ignored);
	err_clear(&ignored);
	if (!value.length) {
		buf_free(&value);
		return NULL;
	}
	value.data[strcspn(value.data, "\n")] = '\0';
	return buf_take(&value);
}

/* What may stand in a header, and in a commit. */
static bool is_clean(const char *text)
{
	for (const char *at = text; *at; at++)
		if ((unsigned char)*at < ' ' || strchr("<>", *at))
			return false;
	return *text && utf8_is_valid(text);
}

static bool is_mail(const char *mail)
{
	return is_clean(mail) && strchr(mail, '@') && !strpbrk(mail, " \t,;\"");
}

/* "NAME <MAIL>" and nothing else. */
static int split(struct identity *identity, const char *signer)
{
	const char *open = strchr(signer, '<');
	size_t length = strlen(signer), name = open ? (size_t)(open - signer) : 0;

	if (!open || signer[length - 1] != '>')
		return -1;
	while (name && signer[name - 1] == ' ')
		name--;
	identity->name = mem_strndup(signer, name);
	identity->mail = mem_strndup(open + 1, (size_t)(signer + length - open) - 2);
	return is_clean(identity->name) && is_mail(identity->mail) ? 0 : -1;
}

static time_t date_of_now(void)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	char *end;
	long long seconds = epoch ? strtoll(epoch, &end, 10) : -1;

	return epoch && *epoch && !*end && seconds >= 0 ? (time_t)seconds : time(NULL);
}

int identity_find(struct identity *identity, const char *signer, const char *folder, struct err *err)
{
	*identity = (struct identity){ .date = date_of_now() };
	if (signer) {
		if (!split(identity, signer))
			return 0;
		identity_free(identity);
		return err_set(err, "--signed-off-by %s: is no name with an address; give it as "
			       "\"Jane Doe <jane@example.org>\"", signer);
	}
	identity->name = setting(folder, "user.name");
	identity->mail = setting(folder, "user.email");
	if (identity->name && identity->mail && is_clean(identity->name) && is_mail(identity->mail))
		return 0;
	identity_free(identity);
	return err_set(err, "--series: nobody knows who the patches are from; set git's user.name and user.email, or "
		       "give --signed-off-by \"NAME <MAIL>\"");
}

void identity_free(struct identity *identity)
{
	free(identity->name);
	free(identity->mail);
	*identity = (struct identity){0};
}
