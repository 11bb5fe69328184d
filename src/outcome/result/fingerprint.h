/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What a finding is known by when its lines move: rule, path, function, callee and the call's own
 * text, and the how-manieth it is among those that share all of these. A comment or a line break
 * in the call changes nothing; the same bytes give the same fingerprint on each machine.
 */
#ifndef GUPTIDY_RESULT_FINGERPRINT_H
#define GUPTIDY_RESULT_FINGERPRINT_H

#include "outcome/result/finding.h"

struct fingerprint {
	char text[33];			/* 32 hexadecimal digits */
};

/*
 * The fingerprints of a list that is sorted as by finding_list_sort(), in its order: no two are
 * equal. The caller frees them.
 */
struct fingerprint *fingerprints_of(const struct finding_list *findings);

#endif
