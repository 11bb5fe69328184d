/* SPDX-License-Identifier: GPL-2.0-only */
/* Text of any bytes in XML and HTML, between tags or as an attribute's value. */
#ifndef GUPTIDY_FORMAT_XML_H
#define GUPTIDY_FORMAT_XML_H

#include <stdio.h>

struct buf;

/*
 * Appends it. Line ends and tabs are written by their numbers, as a reader turns others in attributes into
 * blanks; what XML cannot hold becomes U+FFFD.
 */
void xml_add(struct buf *out, const char *text);

/* Prints it. */
void xml_put(const char *text, FILE *out);

#endif
