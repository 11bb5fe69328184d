/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What a page is made of, beside its data: the files of report/html/page/, which the build turns into text of
 * the program. Each is ended by a NUL.
 */
#ifndef GUPTIDY_HTML_PARTS_H
#define GUPTIDY_HTML_PARTS_H

extern const char html_page[];		/* page.html, with @part@ where something is filled in */
extern const char html_style[];		/* *.css */
extern const char html_script[];	/* *.js, one behind the other */

#endif
