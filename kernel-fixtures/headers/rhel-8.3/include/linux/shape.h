/* SPDX-License-Identifier: GPL-2.0-only */
/* What common/ asks for. */
#define HAS_READ_KILLABLE
