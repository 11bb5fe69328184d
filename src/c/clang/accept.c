// SPDX-License-Identifier: GPL-2.0-only
/* A text that stands for itself. */
#include "c/clang/private.h"

#include <stdlib.h>

bool parser_accepts(struct parser *parser, const char *text, size_t length)
{
	static char language[] = "-xc", dialect[] = "-std=gnu11", alone[] = "-nostdinc";
	char *const command[] = { language, dialect, alone, NULL };
	struct CXUnsavedFile file = { "/guptidy-stand-ins/text.c", text, length };
	const struct libclang *clang = parser->clang;
	struct arguments arguments = {0};
	CXTranslationUnit tu = NULL;
	bool good;

	arguments_begin(&arguments, clang, command);
	good = clang->parseTranslationUnit2(parser->index, file.Filename, arguments.items,
					    (int)arguments.n, &file, 1, CXTranslationUnit_None,
					    &tu) == CXError_Success &&
	       !clang->getNumDiagnostics(tu);
	if (tu)
		clang->disposeTranslationUnit(tu);
	free(arguments.items);
	return good;
}
