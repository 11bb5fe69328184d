/* SPDX-License-Identifier: GPL-2.0-only */
/* Which of mainline's versions compile what stands in an #if: a call there is written for one of those. */
#ifndef GUPTIDY_SOURCE_VERSIONS_H
#define GUPTIDY_SOURCE_VERSIONS_H

#include "c/source/source.h"

/* A bit for each version from KERNEL_OLDEST to KERNEL_NEWEST. */
typedef uint64_t version_set;

/* The versions [first, last], KERNEL(); KERNEL_ALWAYS and KERNEL_NEVER are ends. */
version_set versions_between(unsigned first, unsigned last);

/* Those that may compile what stands at the byte, by the conditions of its own file; all if none asks for it. */
version_set source_versions(struct source *source, size_t offset);

#endif
