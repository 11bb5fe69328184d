/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The data of a page. It is the document of --format=json and besides:
 *	subject		"mentions", "findings" or "edits"
 *	mentions	also of findings and edits, so that what is well can be shown; those that a
 *			conversion meant have planned: true
 *	areas		{file: area}: of MAINTAINERS, or its folder, see outcome/result/area.h
 *	source		{file: [[first line, [line, ...]], ...]}: what stands around all that is shown
 *	changes		[{file, hunks: [{old, new, lines}]}]: where a hunk begins in the old and in the new
 *			text, and its lines, each with ' ', '-' or '+' in front
 */
#ifndef GUPTIDY_HTML_DATA_H
#define GUPTIDY_HTML_DATA_H

#include <jansson.h>
#include <stddef.h>

struct report;

/* All of it; the caller owns it. */
json_t *html_data(const struct report *report);

/* One line of a source, of any bytes, without the \r of its end; a long one is cut. */
json_t *html_line(const char *line, size_t length);

/* Its parts. */
json_t *html_areas(const struct report *report);
json_t *html_source(const struct report *report);
json_t *html_changes(const struct report *report);

#endif
