// SPDX-License-Identifier: GPL-2.0-only
/* Headers that a unit includes and that are not there. */
#include "base/data/mem.h"
#include "base/files/path.h"
#include "c/clang/private.h"

#include <stdlib.h>
#include <string.h>

char *diagnostic_text(const struct libclang *clang, CXTranslationUnit tu, unsigned i)
{
	CXDiagnostic diagnostic = clang->getDiagnostic(tu, i);
	char *text = take_string(clang, clang->getDiagnosticSpelling(diagnostic));

	clang->disposeDiagnostic(diagnostic);
	return text;
}

char *missing_header(const struct libclang *clang, CXTranslationUnit tu, unsigned i,
		     const char *prefix)
{
	static const char tail[] = "' file not found";
	char *text = diagnostic_text(clang, tu, i), *end = strstr(text, tail), *header = NULL;

	if (end && text[0] == '\'' && !strncmp(text + 1, prefix, strlen(prefix)))
		header = mem_strndup(text + 1, (size_t)(end - text - 1));
	free(text);
	return header;
}

/* The folder of the file that a diagnostic is about; the caller frees it. */
static char *diagnosed_folder(const struct libclang *clang, CXTranslationUnit tu, unsigned i)
{
	CXDiagnostic diagnostic = clang->getDiagnostic(tu, i);
	CXFile file = NULL;
	char *path, *folder;

	clang->getFileLocation(clang->getDiagnosticLocation(diagnostic), &file, NULL, NULL, NULL);
	clang->disposeDiagnostic(diagnostic);
	path = file_path(clang, file);
	folder = path_folder(path);
	free(path);
	return folder;
}

static void visit_candidate(const char *folder, const char *header,
			    void (*visit)(const char *path, void *data), void *data)
{
	char *path = path_join(folder, header);

	visit(path, data);
	free(path);
}

void missing_candidates(const struct libclang *clang, CXTranslationUnit tu, char *const *argv,
			void (*visit)(const char *path, void *data), void *data)
{
	unsigned n = clang->getNumDiagnostics(tu);

	for (unsigned i = 0; i < n; i++) {
		char *header = missing_header(clang, tu, i, ""), *folder;

		if (!header)
			continue;
		folder = diagnosed_folder(clang, tu, i);
		visit_candidate(folder, header, visit, data);
		for (char *const *argument = argv; *argument; argument++)
			if (!strncmp(*argument, "-I", 2))
				visit_candidate(*argument + 2, header, visit, data);
		free(folder);
		free(header);
	}
}
