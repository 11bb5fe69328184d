/* SPDX-License-Identifier: GPL-2.0-only */
/* Where the pages come from that a function releases: a reference or a pin, taken by itself. */
#ifndef GUPTIDY_OWNER_ORIGIN_H
#define GUPTIDY_OWNER_ORIGIN_H

#include "c/flow/route.h"
#include "contract/hold/release.h"
#include "contract/pages/fills.h"

/*
 * What the pages that the release at token i drops are held by, on every way to it. *acquire is the
 * call that took them, of several the first in the text. With only, a call, it is asked whether they
 * come from there; NO_TOKEN: from wherever. NONE: not by this function, or not so on all ways. The fills
 * are the function's: read when first needed, and the same for all its releases.
 */
enum hold_kind origin_of_released(struct source *source, struct fills *fills, size_t i, size_t only,
				 size_t *acquire);

/*
 * The shortest way to the release at token i from where the pages were taken that it drops: a token,
 * or NO_TOKEN and an empty route when nobody can tell. Freed by route_free().
 */
size_t origin_route(struct source *source, size_t i, struct route *route);

/*
 * True if the function around token i takes references of its own, on whatever page: then a put_page() may
 * be for them.
 */
bool origin_takes_more(struct source *source, size_t i);

#endif
