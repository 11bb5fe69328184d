/* SPDX-License-Identifier: GPL-2.0-only */
/* Extended attributes of files; POSIX ACLs are among them. */
#ifndef GUPTIDY_FILES_ATTRIBUTES_H
#define GUPTIDY_FILES_ATTRIBUTES_H

/*
 * Gives the open file to the attributes of the open file from, and takes away what it has beside
 * them (an ACL that its folder gave it). -1 with errno: one of the user's own, or an ACL, cannot be
 * kept. Those of the system (security.*, trusted.*) are kept where the user may set them; what signs
 * the content is not, as the content is another.
 */
int attributes_copy(int from, int to);

#endif
