/* SPDX-License-Identifier: GPL-2.0-only */
/* A call that was written for another version's signature, as this tree wants it. */
#ifndef GUPTIDY_SITE_PORT_H
#define GUPTIDY_SITE_PORT_H

#include "site/site.h"

/*
 * The mended call, which the caller frees; NULL unless the arguments are those of exactly one of
 * mainline's signatures, and the tables say for each of them what becomes of it.
 */
char *port_call(const struct call_site *site);

#endif
