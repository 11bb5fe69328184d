// SPDX-License-Identifier: GPL-2.0-only
/*
 * embed FILE...
 *
 * Prints C source that holds the files as the strings of src/report/html/parts.h: by their endings, and of
 * one ending in the order given. The build calls it.
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define BYTES_A_LINE 16

static const struct {
	const char *ending;
	const char *name;
} strings[] = {
	{ ".html", "html_page" }, { ".css", "html_style" }, { ".js", "html_script" },
};

static bool ends_with(const char *path, const char *ending)
{
	size_t whole = strlen(path), length = strlen(ending);

	return whole >= length && !strcmp(path + whole - length, ending);
}

/* The bytes of one file; false: it cannot be read. */
static bool put_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	size_t n = 0;
	bool is_whole;
	int byte;

	if (!file)
		return false;
	while ((byte = getc(file)) != EOF)
		printf("%s%d,", n++ % BYTES_A_LINE ? " " : "\n\t", byte);
	is_whole = !ferror(file);
	fclose(file);
	return is_whole;
}

int main(int argc, char **argv)
{
	puts("/* Made by src/report/html/page/embed.c. */\n#include \"report/html/parts.h\"");
	for (size_t i = 0; i < sizeof(strings) / sizeof(*strings); i++) {
		printf("\nconst char %s[] = {", strings[i].name);
		for (int f = 1; f < argc; f++) {
			if (ends_with(argv[f], strings[i].ending) && !put_file(argv[f])) {
				perror(argv[f]);
				return 1;
			}
		}
		puts("\n\t0,\n};");
	}
	return fflush(stdout) ? 1 : 0;
}
