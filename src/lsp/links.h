/* SPDX-License-Identifier: GPL-2.0-only */
/* Pages about rules, for those who ask why. */
#ifndef GUPTIDY_LSP_LINKS_H
#define GUPTIDY_LSP_LINKS_H

/* The address of the rule's page, see GUPTIDY_RULES_URI; NULL: there is no such rule. The caller frees it. */
char *link_of_rule(const char *rule);

#endif
