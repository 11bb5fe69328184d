// SPDX-License-Identifier: GPL-2.0-only
/*
 * Precompiled headers in the scratch folder: KEY.pch, and KEY.files with the stamp, a tab, and the
 * path of a file in each line. The key is a hash of all that the header is made from but the texts on
 * disk. Those clang checks itself when it loads the header, but by size and seconds alone. Processes
 * may make the same one at once: each writes a file of its own and renames it.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/path.h"
#include "base/stamp.h"
#include "parse/private.h"

/* To be raised when something changes that the key does not see. */
static const char layout[] = "guptidy pch 2";

/* Instead of the stamp of a file that changed while it was read: none is like that. */
#define CHANGING "changing"

static void hash_files(struct hash *hash, const struct stand_in *files)
{
	for (; files && files->path; files++) {
		hash_text(hash, files->path);
		hash_bytes(hash, &files->length, sizeof(files->length));
		hash_bytes(hash, files->text, files->length);
	}
}

/* The name for a header without its suffix. overlay holds only what is part of it. */
static char *name_for(struct parser *parser, const struct arch_state *arch,
		      const struct stand_in *overlay)
{
	char *version = take_string(parser->clang, parser->clang->getClangVersion());
	struct arguments arguments = {0};
	struct unsaved unsaved;
	struct hash hash;

	arguments_begin(&arguments, parser->clang, arch->base.argv);
	unsaved_make(&unsaved, arch, NULL);
	hash_init(&hash);
	hash_text(&hash, layout);
	hash_text(&hash, version);
	hash_text(&hash, arch->name);
	for (size_t i = 0; i < arguments.n; i++)
		hash_text(&hash, arguments.items[i]);
	for (unsigned i = 0; i < unsaved.n; i++) {
		hash_text(&hash, unsaved.items[i].Filename);
		hash_bytes(&hash, unsaved.items[i].Contents, unsaved.items[i].Length);
	}
	hash_files(&hash, overlay);
	unsaved_free(&unsaved);
	free(arguments.items);
	free(version);
	return mem_printf("%s/%s-%016llx%016llx%s", parser->scratch, arch->name,
			  (unsigned long long)hash.a, (unsigned long long)hash.b,
			  overlay && overlay->path ? PCH_OF_OVERLAY : "");
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void free_files(struct pch *pch)
{
	for (size_t i = 0; i < pch->files.n; i++)
		free(pch->files.items[i]);
	free(pch->files.items);
	pch->files = (struct pch_files){0};
}

/* The path in a line of KEY.files; NULL if the file has another stamp now. stamps NULL: no matter. */
static const char *listed_file(struct stamps *stamps, char *line)
{
	char *tab = strchr(line, '\t');

	if (!tab)
		return NULL;
	*tab = '\0';
	return !stamps || strcmp(stamps_get(stamps, tab + 1), line) == 0 ? tab + 1 : NULL;
}

/* Reads KEY.files; false, and nothing, if it is not there or, by the stamps, not true any more. */
static bool read_list(struct pch *pch, const char *path, struct stamps *stamps)
{
	struct buf text = {0};
	struct err ignored = {0};
	bool good = buf_read_file(&text, path, &ignored) == 0;
	char *save = NULL, *line;

	for (line = good ? strtok_r(text.data, "\n", &save) : NULL; line && good;
	     line = strtok_r(NULL, "\n", &save)) {
		const char *file = listed_file(stamps, line);

		good = file;
		if (good)
			VEC_PUSH(&pch->files, mem_strdup(file));
	}
	if (!good)
		free_files(pch);
	else if (pch->files.n)
		qsort(pch->files.items, pch->files.n, sizeof(pch->files.items[0]), by_text);
	err_clear(&ignored);
	buf_free(&text);
	return good;
}

/* What a unit includes, as KEY.files has it. */
struct inclusions {
	const struct libclang *clang;
	struct stamps *stamps;		/* begun before the unit was parsed */
	struct buf text;
};

static void add_file(struct inclusions *inclusions, const char *path)
{
	buf_printf(&inclusions->text, "%s\t%s\n",
		   stamps_hold(inclusions->stamps, path) ? stamps_get(inclusions->stamps, path) :
							   CHANGING,
		   path);
}

static void add_inclusion(CXFile file, CXSourceLocation *stack, unsigned depth, CXClientData data)
{
	struct inclusions *inclusions = data;
	char *path = file_path(inclusions->clang, file);

	(void)stack;
	(void)depth;
	add_file(inclusions, path);
	free(path);
}

static void add_candidate(struct inclusions *inclusions, const char *folder, const char *header)
{
	char *path = path_join(folder, header);

	add_file(inclusions, path);
	free(path);
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

/* A header that was missing has no stamp until it is there, wherever it was looked for. */
static void add_missing(struct inclusions *inclusions, CXTranslationUnit tu, char *const *argv)
{
	const struct libclang *clang = inclusions->clang;
	unsigned n = clang->getNumDiagnostics(tu);

	for (unsigned i = 0; i < n; i++) {
		char *header = missing_header(clang, tu, i, ""), *folder;

		if (!header)
			continue;
		folder = diagnosed_folder(clang, tu, i);
		add_candidate(inclusions, folder, header);
		for (char *const *argument = argv; *argument; argument++)
			if (strncmp(*argument, "-I", 2) == 0)
				add_candidate(inclusions, *argument + 2, header);
		free(folder);
		free(header);
	}
}

/* Writes text to path through a file of our own. */
static bool write_list(const char *path, const struct buf *text)
{
	char *own = mem_printf("%s.%ld", path, (long)getpid());
	FILE *file = fopen(own, "w");
	bool good = file && fwrite(text->data, 1, text->length, file) == text->length;

	if (file && fclose(file) != 0)
		good = false;
	good = good && rename(own, path) == 0;
	if (!good)
		unlink(own);
	free(own);
	return good;
}

/* The list goes first: who finds the header finds its list. */
static bool save(struct inclusions *files, CXTranslationUnit tu, const char *name)
{
	const struct libclang *clang = files->clang;
	char *own = mem_printf("%s.%ld.pch", name, (long)getpid());
	char *pch = mem_printf("%s.pch", name), *list = mem_printf("%s.files", name);
	bool good;

	unlink(pch); /* an old one is not what the new list says */
	good = files->text.length && write_list(list, &files->text) &&
	       clang->saveTranslationUnit(tu, own, clang->defaultSaveOptions(tu)) ==
		       CXSaveError_None &&
	       rename(own, pch) == 0;
	if (!good)
		unlink(own);
	free(own);
	free(pch);
	free(list);
	return good;
}

/* Parses the common header and saves it as NAME.pch. */
static bool make(struct parser *parser, const struct arch_state *arch,
		 const struct stand_in *overlay, const char *name)
{
	const struct libclang *clang = parser->clang;
	char *source = common_header_path(arch->name);
	struct inclusions files = {.clang = clang, .stamps = stamps_new()};
	struct arguments arguments = {0};
	struct unsaved unsaved;
	CXTranslationUnit tu = NULL;
	bool good;

	arguments_begin(&arguments, clang, arch->base.argv);
	VEC_PUSH(&arguments, "-xc-header");
	unsaved_make(&unsaved, arch, overlay);
	good = clang->parseTranslationUnit2(parser->index, source, arguments.items,
					    (int)arguments.n, unsaved.items, unsaved.n,
					    CXTranslationUnit_ForSerialization |
						    CXTranslationUnit_KeepGoing |
						    CXTranslationUnit_Incomplete,
					    &tu) == CXError_Success;
	if (good) {
		clang->getInclusions(tu, add_inclusion, &files);
		add_missing(&files, tu, arch->base.argv);
		good = save(&files, tu, name);
	}
	if (tu)
		clang->disposeTranslationUnit(tu);
	unsaved_free(&unsaved);
	stamps_free(files.stamps);
	buf_free(&files.text);
	free(arguments.items);
	free(source);
	return good;
}

/* The header for that overlay, from the scratch folder or made now. */
static struct pch *open_pch(struct parser *parser, struct arch_state *arch,
			    const struct stand_in *overlay, const char *key)
{
	struct pch *pch = mem_calloc(1, sizeof(*pch));
	char *name = name_for(parser, arch, overlay);
	char *path = mem_printf("%s.pch", name), *list = mem_printf("%s.files", name);
	struct stamps *stamps = stamps_new();

	snprintf(pch->key, sizeof(pch->key), "%s", key);
	if ((access(path, R_OK) == 0 && read_list(pch, list, stamps)) ||
	    (make(parser, arch, overlay, name) && read_list(pch, list, NULL)))
		pch->path = mem_strdup(path);
	VEC_PUSH(&arch->pchs, pch);
	stamps_free(stamps);
	free(name);
	free(path);
	free(list);
	return pch;
}

static struct pch *find_pch(const struct arch_state *arch, const char *key)
{
	for (size_t i = 0; i < arch->pchs.n; i++)
		if (strcmp(arch->pchs.items[i]->key, key) == 0)
			return arch->pchs.items[i];
	return NULL;
}

bool pch_has(const struct pch *pch, const char *path)
{
	return pch && pch->files.n && bsearch(&path, pch->files.items, pch->files.n,
					      sizeof(pch->files.items[0]), by_text);
}

/* Those files of the overlay that the plain header holds, ended by .path == NULL; texts borrowed.
 */
static struct stand_in *inside(const struct pch *plain, const struct stand_in *overlay)
{
	struct {
		struct stand_in *items;
		size_t n, capacity;
	} list = {0};

	for (; overlay && overlay->path; overlay++)
		if (pch_has(plain, overlay->path))
			VEC_PUSH(&list, *overlay);
	VEC_PUSH(&list, ((struct stand_in){0}));
	return list.items;
}

static bool is_made(struct parser *parser, const struct arch_state *arch,
		    const struct stand_in *overlay)
{
	char *name = name_for(parser, arch, overlay), *path = mem_printf("%s.pch", name);
	bool made = access(path, R_OK) == 0;

	free(name);
	free(path);
	return made;
}

bool pch_ready(struct parser *parser, struct arch_state *arch, const struct stand_in *overlay)
{
	struct stand_in *part;
	bool ready;

	if (!find_pch(arch, "") && !is_made(parser, arch, NULL))
		return false;
	if (!overlay)
		return true;
	part = inside(find_pch(arch, "") ? find_pch(arch, "") : open_pch(parser, arch, NULL, ""),
		      overlay);
	ready = !part->path || is_made(parser, arch, part);
	free(part);
	return ready;
}

const struct pch *pch_get(struct parser *parser, struct arch_state *arch,
			  const struct stand_in *overlay)
{
	struct pch *pch = find_pch(arch, "");
	struct stand_in *part;
	struct hash hash;
	char key[40];

	if (!pch)
		pch = open_pch(parser, arch, NULL, "");
	part = inside(pch, overlay);
	if (part->path) {
		hash_init(&hash);
		hash_files(&hash, part);
		snprintf(key, sizeof(key), "%016llx%016llx", (unsigned long long)hash.a,
			 (unsigned long long)hash.b);
		pch = find_pch(arch, key);
		if (!pch)
			pch = open_pch(parser, arch, part, key);
	}
	free(part);
	return pch;
}

void pch_forget(struct arch_state *arch, const struct pch *pch)
{
	for (size_t i = 0; i < arch->pchs.n; i++) {
		if (arch->pchs.items[i] != pch)
			continue;
		if (pch->path)
			unlink(pch->path);
		VEC_PUSH(&arch->stale, arch->pchs.items[i]);
		arch->pchs.items[i] = arch->pchs.items[--arch->pchs.n];
		return;
	}
}

void pch_free(struct pch *pch)
{
	free_files(pch);
	free(pch->path);
	free(pch);
}
