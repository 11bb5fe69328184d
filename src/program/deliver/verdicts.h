/* SPDX-License-Identifier: GPL-2.0-only */
/* What the kernel's build made of converted files, told: on stderr, below the patches, in the cover letter. */
#ifndef GUPTIDY_DELIVER_VERDICTS_H
#define GUPTIDY_DELIVER_VERDICTS_H

#include "patch/mail/patch.h"
#include "program/session/session.h"

/* Prints them. */
void put_verdicts(const struct session *session, FILE *out);

/* Adds those of its files to the notes of each patch, and all of them to the cover's. */
void verdicts_tell(const struct session *session, struct patches *patches, struct buf *cover);

#endif
