/* SPDX-License-Identifier: GPL-2.0-only */
/* __get_user_pages_fast(addr, 1, write, &page) == 1 is a truth value of its own since v5.8. */
#ifndef GUPTIDY_CONVERT_ONE_PAGE_H
#define GUPTIDY_CONVERT_ONE_PAGE_H

#include "calls/site/port.h"
#include "calls/target/target.h"
#include "conversion/convert/convert.h"

/*
 * Converts a call that asks for one page, is compared with 1, and becomes get_user_pages_fast_only(): to
 * get_user_page_fast_only(), without the comparison. False: it is none of these, and nothing was done.
 */
bool convert_one_page(struct converter *converter, const struct call_site *site,
		      const struct ported *ported, const struct target *target);

#endif
