/* SPDX-License-Identifier: GPL-2.0-only */
/* The version: here and nowhere else. CHANGELOG.md and debian/changelog begin with it, a test says so. */
#ifndef GUPTIDY_VERSION_H
#define GUPTIDY_VERSION_H

#define GUPTIDY_VERSION "0.1"

/* A page on what the tool is about, for reports that ask for one. Who has a page of its own sets it. */
#define GUPTIDY_INFORMATION_URI "https://docs.kernel.org/core-api/pin_user_pages.html"

/* What the address of a rule's page is, up to the rule's name; "": there are no pages. Who has a site sets it. */
#define GUPTIDY_RULE_PAGE ""

#endif
