// SPDX-License-Identifier: GPL-2.0-only
/*
 * guptidy: a program for user space, not a part of the kernel: it names
 * get_user_pages_fast() and calls nothing of the family. It includes what the
 * kernel's folders do not have.
 */
#include <stdio.h>
#include <unistd.h>

static const char *const names[] = {
	"get_user_pages_fast",
	"get_user_pages_longterm",
	"get_user_pages",
};

int main(int argc, char **argv)
{
	int opt = getopt(argc, argv, "fkp");

	/* -f: get_user_pages_fast(), -k: get_user_pages_longterm() */
	printf("timing %s()\n", names[opt == 'f' ? 0 : opt == 'k' ? 1 : 2]);
	return 0;
}
