/* SPDX-License-Identifier: GPL-2.0-only */
/* Pages of several runs, made from the pages of each. */
#ifndef GUPTIDY_HTML_HTML_H
#define GUPTIDY_HTML_HTML_H

#include <jansson.h>
#include <stdio.h>

/*
 * What the page shows that format_html() wrote to that file, as data (report/html/data.h); the caller owns
 * it. NULL: the file is not there, or holds none.
 */
json_t *html_read_run(const char *path);

/*
 * Prints one page of all of them, an array; a run's "name" is what it is called there, "cell" its number in rows, which
 * say what the runs have in common (docs/graph.md). Both are freed.
 */
void html_print_runs(json_t *runs, json_t *rows, FILE *out);

#endif
