/* SPDX-License-Identifier: GPL-2.0-only */
/* A call that was written for another version's signature, as a kernel wants it. */
#ifndef GUPTIDY_SITE_PORT_H
#define GUPTIDY_SITE_PORT_H

#include "calls/site/written.h"
#include "outcome/plan/call_plan.h"

/* What a call becomes. */
struct ported {
	const char *reason;		/* why that is for a person to say: in the source's arena; or NULL,
					   and all else holds */
	struct call_plan plan;
	const struct gup_function *function;	/* that is called then */
	const struct declared *declared;	/* as that kernel declares it */
	bool is_same;			/* nothing changes */
};

/* A kernel that calls shall fit. */
struct kernel {
	const struct family *family;
	unsigned version;		/* KERNEL(), or 0 */
};

/* Plans the call, which was written for these parameters, as one of that kernel's family. */
void port_plan(const struct call_site *site, const struct written *written, struct kernel kernel,
	       struct ported *ported);

/* The argument of the ported call in a role, as text; NULL: it has none. In the source's arena. */
const char *ported_argument(const struct call_site *site, const struct ported *ported,
			    enum gup_role role);

/*
 * The mended call as the site's own tree wants it, which the caller frees; NULL unless the arguments are
 * those of exactly one of mainline's signatures, and the tables say for each of them what becomes of it.
 */
char *port_call(const struct call_site *site);

#endif
