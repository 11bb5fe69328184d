/* SPDX-License-Identifier: GPL-2.0-only */
/* People's addresses, as MAINTAINERS and .mailmap have them: read and written as get_maintainer.pl does it. */
#ifndef GUPTIDY_MAINTAINERS_ADDRESS_H
#define GUPTIDY_MAINTAINERS_ADDRESS_H

struct arena;

struct address {
	const char *name;		/* in quotes if it holds more than letters of ASCII, digits, _, - and
					   blanks; "" if there is none */
	const char *mail;		/* "" if there is none */
};

/* What a line says, but for its control characters: "Name <mail> (remark)", or a mail alone. */
struct address address_parse(const char *text, struct arena *arena);

/* "Name <mail>", or the mail alone. */
const char *address_format(struct address address, struct arena *arena);

#endif
