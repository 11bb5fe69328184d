/* SPDX-License-Identifier: GPL-2.0-only */
/* The version: here and nowhere else. CHANGELOG.md and debian/changelog begin with it, a test says so. */
#ifndef GUPTIDY_VERSION_H
#define GUPTIDY_VERSION_H

#define GUPTIDY_VERSION "0.1"

/* A page on what the tool is about, for reports that ask for one. Who has a page of its own sets it. */
#define GUPTIDY_INFORMATION_URI "https://docs.kernel.org/core-api/pin_user_pages.html"

/*
 * The page that has all rules, each at an anchor of its name, as docs/rules.html of the site has them. Who
 * publishes the site says where, in CPPFLAGS; until then the page is the one above, which any browser shows.
 */
#ifndef GUPTIDY_RULES_URI
#define GUPTIDY_RULES_URI GUPTIDY_INFORMATION_URI
#endif

#endif
