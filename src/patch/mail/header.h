/* SPDX-License-Identifier: GPL-2.0-only */
/* Header fields of a mail: what is no ASCII is encoded (RFC 2047), what is too long goes on in the next line. */
#ifndef GUPTIDY_MAIL_HEADER_H
#define GUPTIDY_MAIL_HEADER_H

#include "base/files/path.h"

struct buf;

/* Appends "Name: text". */
void header_text(struct buf *out, const char *name, const char *text);

/* Appends "Name: address,\n\taddress" of two lists (or one and NULL); nothing for none. */
void header_addresses(struct buf *out, const char *name, const struct path_list *first,
		      const struct path_list *second);

/* Appends "Name: PERSON <mail>". */
void header_person(struct buf *out, const char *name, const char *person, const char *mail);

#endif
