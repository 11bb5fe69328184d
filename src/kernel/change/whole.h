/* SPDX-License-Identifier: GPL-2.0-only */
/* Whether mails arrived whole: what they say of their diffs, beside the diffs. */
#ifndef GUPTIDY_CHANGE_WHOLE_H
#define GUPTIDY_CHANGE_WHOLE_H

struct decoded;
struct err;
struct patch_list;

/*
 * -1 sets err, with the position in the patch file: a mail ends inside of its header, misses its last
 * boundary, is a patch by its subject and has no diff, or has less of one than its diffstat says. The last
 * counts only where the diff ends the mail: with a signature behind it, somebody has edited the mail.
 */
int whole_check(const struct decoded *decoded, const struct patch_list *list, const char *name,
		struct err *err);

#endif
