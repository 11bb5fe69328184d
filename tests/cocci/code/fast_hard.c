// SPDX-License-Identifier: GPL-2.0-only
/* A definition that is for a person: reported, not patched. */
int get_user_pages_fast(unsigned long start, int nr_pages, int write,
			struct page **pages)
{
	write = !!write;
	return walk(start, nr_pages, write, pages);
}
