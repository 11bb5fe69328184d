/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * guptidy: assembler. The caller has pinned the page by get_user_pages_fast(),
 * so no fault can happen here.
 */
	.text
	.globl quire_copy
quire_copy:
	/* after __get_user_pages_fast, rdi is the page */
	ret
