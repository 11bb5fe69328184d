/* SPDX-License-Identifier: GPL-2.0-only */
/* Who a series is from, and when it was made. */
#ifndef GUPTIDY_MAIL_IDENTITY_H
#define GUPTIDY_MAIL_IDENTITY_H

#include <time.h>

struct err;

struct identity {
	char *name, *mail;
	time_t date;			/* SOURCE_DATE_EPOCH, or now */
};

/*
 * The signer ("NAME <MAIL>"), or without one who git says the user is, asked in that folder. -1 sets err: that is no
 * address, or nobody knows.
 */
int identity_find(struct identity *identity, const char *signer, const char *folder, struct err *err);

/* Frees it. */
void identity_free(struct identity *identity);

#endif
