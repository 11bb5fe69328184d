/* SPDX-License-Identifier: GPL-2.0-only */
/* guptidy: macros that stand for two arguments of a call. */
#define HATCH_TARGET	FOLL_WRITE, pages
#define hatch_target	FOLL_WRITE, pages
