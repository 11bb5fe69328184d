// SPDX-License-Identifier: GPL-2.0-only
/* What goes on from one version of a patch to the next one. */
#include "base/data/mem.h"
#include "base/files/path.h"
#include "patch/mail/plain.h"
#include "patch/mail/previous.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Tags that say that somebody has looked at just this patch. */
static const char *const verdicts[] = { "Reviewed-by", "Acked-by", "Tested-by" };

static size_t shared_paths(const struct received *mail, const struct patch *patch)
{
	size_t n = 0;

	for (size_t i = 0; i < patch->changes.n; i++)
		for (size_t k = 0; k < mail->paths.n; k++)
			n += !strcmp(patch->changes.items[i].path, mail->paths.items[k]);
	return n;
}

/* The one that has the most files in common with it, and is not taken; or n. */
static size_t earlier_of(const struct previous *previous, const struct patch *patch)
{
	size_t best = previous->patches.n, most = 0;

	for (size_t i = 0; i < previous->patches.n; i++) {
		const struct earlier *earlier = &previous->patches.items[i];
		size_t n = earlier->is_taken ? 0 : shared_paths(&earlier->mail, patch);

		if (n > most) {
			most = n;
			best = i;
		}
	}
	return best;
}

static bool is_same_diff(const struct received *mail, const struct patch *patch)
{
	struct buf before = {0}, now = {0};
	bool is_same;

	plain_diff(mail->diff.data ? mail->diff.data : "", &before);
	for (size_t i = 0; i < patch->changes.n; i++)
		plain_diff(patch->changes.items[i].diff.data, &now);
	is_same = before.length == now.length && (!now.length || !memcmp(before.data, now.data, now.length));
	buf_free(&before);
	buf_free(&now);
	return is_same;
}

static bool is_verdict(const char *trailer)
{
	for (size_t i = 0; i < ARRAY_SIZE(verdicts); i++)
		if (!strncasecmp(trailer, verdicts[i], strlen(verdicts[i])) && trailer[strlen(verdicts[i])] == ':')
			return true;
	return false;
}

/* In the order in which they stood; what is new stands behind them. */
static void keep_trailers(const struct received *mail, bool is_same, struct patch *patch, struct buf *notes)
{
	struct path_list kept = {0};

	for (size_t i = 0; i < mail->trailers.n; i++) {
		const char *trailer = mail->trailers.items[i];

		if (is_same || !is_verdict(trailer))
			VEC_PUSH(&kept, mem_strdup(trailer));
		else
			buf_printf(notes, "%s: the patch changed, so this is not kept: %s\n", mail->file, trailer);
	}
	for (size_t i = 0; i < patch->trailers.n; i++)
		if (!path_list_has(&kept, patch->trailers.items[i]))
			VEC_PUSH(&kept, mem_strdup(patch->trailers.items[i]));
	path_list_free(&patch->trailers);
	patch->trailers = kept;
}

static void keep_text(const struct earlier *earlier, char **subject, struct buf *body)
{
	if (earlier->has_own_subject) {
		free(*subject);
		*subject = mem_strdup(earlier->mail.subject);
	}
	if (earlier->has_own_body) {
		body->length = 0;
		buf_add(body, earlier->mail.body.data, earlier->mail.body.length);
	}
}

void previous_renew(struct previous *previous, struct patch *patch, struct buf *notes)
{
	size_t best = earlier_of(previous, patch);
	struct earlier *earlier;
	bool is_same;

	if (best == previous->patches.n)
		return;
	earlier = &previous->patches.items[best];
	earlier->is_taken = true;
	patch->earlier = &earlier->mail;
	is_same = is_same_diff(&earlier->mail, patch);
	keep_text(earlier, &patch->subject, &patch->body);
	keep_trailers(&earlier->mail, is_same, patch, notes);
	for (size_t i = 0; i < earlier->mail.to.n; i++)
		people_add(&patch->people, &patch->people.to, earlier->mail.to.items[i]);
	for (size_t i = 0; i < earlier->mail.cc.n; i++)
		people_add(&patch->people, &patch->people.cc, earlier->mail.cc.items[i]);
	if (earlier->has_own_body && !is_same)
		buf_printf(notes, "%s: the patch changed, and a person wrote its message, which is kept: read it "
			   "again\n", earlier->mail.file);
}

/* What a person did for a patch that is gone is not lost in silence. */
void previous_tell_gone(const struct previous *previous, struct buf *notes)
{
	for (size_t i = 0; i < previous->patches.n; i++) {
		const struct earlier *earlier = &previous->patches.items[i];

		if (earlier->mail.number && !earlier->is_taken && (earlier->has_own_subject || earlier->has_own_body))
			buf_printf(notes, "%s: no patch of this version goes on from it, so what a person wrote "
				   "there is not kept\n", earlier->mail.file);
	}
}

void previous_renew_cover(const struct previous *previous, char **subject, struct buf *body, struct buf *notes)
{
	if (!previous->cover)
		return;
	keep_text(previous->cover, subject, body);
	if (previous->cover->has_own_body)
		buf_printf(notes, "%s: a person wrote it, so it is kept: read its numbers again\n",
			   previous->cover->mail.file);
}
