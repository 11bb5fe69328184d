/* SPDX-License-Identifier: GPL-2.0-only */
/* How SARIF wants texts. */
#ifndef GUPTIDY_PRINT_SARIF_H
#define GUPTIDY_PRINT_SARIF_H

/*
 * The text as a plain text message: braces doubled, as single ones are placeholders, and no `](`,
 * which would be a link. The caller frees it.
 */
char *sarif_message(const char *text);

/* A rule's text as Markdown: what begins with a tab is code in both. The caller frees it. */
char *sarif_markdown(const char *text);

/* The first paragraph of a rule's text, on one line; the caller frees it. */
char *sarif_first_paragraph(const char *text);

#endif
