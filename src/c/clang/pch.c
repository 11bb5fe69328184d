// SPDX-License-Identifier: GPL-2.0-only
/*
 * Precompiled headers in the scratch folder: KEY.pch, and KEY.files with the stamp, a tab, and the
 * path of a file in each line. The key is a hash of all that the header is made from but the texts on
 * disk. Those clang checks itself when it loads the header, but by size and seconds alone. Processes
 * may make the same one at once: each writes a file of its own and renames it. The list comes last, and
 * holds the stamp of KEY.pch too: one that is damaged or not whole has another, and is made anew.
 */
#include "base/data/buf.h"
#include "base/data/digest.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/load.h"
#include "base/files/path.h"
#include "base/files/stamp.h"
#include "c/clang/private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

/* To be raised when something changes that the key does not see. */
static const char layout[] = "guptidy pch 3";

static void digest_files(struct digest *digest, const struct stand_in *files)
{
	for (; files && files->path; files++) {
		digest_text(digest, files->path);
		digest_bytes(digest, files->text, files->length);
	}
}

/* The name for a header without its suffix. overlay holds only what is part of it. */
static char *name_for(struct parser *parser, const struct arch_state *arch,
		      const struct stand_in *overlay)
{
	char *version = take_string(parser->clang, parser->clang->getClangVersion());
	struct arguments arguments = {0};
	char text[DIGEST_LENGTH + 1];
	struct unsaved unsaved;
	struct digest digest;

	arguments_begin(&arguments, parser->clang, arch->base.argv);
	unsaved_make(&unsaved, arch, NULL);
	digest_init(&digest);
	digest_text(&digest, layout);
	digest_text(&digest, version);
	digest_text(&digest, arch->name);
	for (size_t i = 0; i < arguments.n; i++)
		digest_text(&digest, arguments.items[i]);
	for (unsigned i = 0; i < unsaved.n; i++) {
		digest_text(&digest, unsaved.items[i].Filename);
		digest_bytes(&digest, unsaved.items[i].Contents, unsaved.items[i].Length);
	}
	digest_files(&digest, overlay);
	unsaved_free(&unsaved);
	free(arguments.items);
	free(version);
	digest_end(&digest, text);
	return mem_printf("%s/%s-%s%s", parser->scratch, arch->name, text,
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
	return !stamps || !strcmp(stamps_get(stamps, tab + 1), line) ? tab + 1 : NULL;
}

/*
 * Reads KEY.files of the header at that path; false, and nothing, if it is not there or, by the stamps,
 * not true any more.
 */
static bool read_list(struct pch *pch, const char *header, const char *path, struct stamps *stamps)
{
	bool has_header = false;
	struct buf text = {0};
	struct err ignored = {0};
	bool good = load_file(&text, path, &ignored) == 0;
	char *save = NULL, *line;

	for (line = good ? strtok_r(text.data, "\n", &save) : NULL; line && good;
	     line = strtok_r(NULL, "\n", &save)) {
		const char *file = listed_file(stamps, line);

		good = file;
		if (good && !strcmp(file, header))
			has_header = true;
		else if (good)
			VEC_PUSH(&pch->files, mem_strdup(file));
	}
	good = good && has_header;
	if (!good)
		free_files(pch);
	else if (pch->files.n)
		qsort(pch->files.items, pch->files.n, sizeof(pch->files.items[0]), by_text);
	err_clear(&ignored);
	buf_free(&text);
	return good;
}

/* Who makes a header holds the folder: another process waits for it, and need not make it again. */
static int lock_folder(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	while (fd >= 0 && flock(fd, LOCK_EX) && errno == EINTR)
		;
	return fd;
}

static bool read_kept(struct pch *pch, const char *header, const char *list)
{
	struct stamps *stamps = stamps_new();
	bool good = read_list(pch, header, list, stamps);

	stamps_free(stamps);
	return good;
}

/* Takes the header of that name from the scratch folder, or makes it. */
static void read_or_make(struct parser *parser, const struct arch_state *arch,
			 const struct stand_in *overlay, struct pch *pch, const char *name)
{
	char *header = mem_printf("%s.pch", name), *list = mem_printf("%s.files", name);
	bool good = read_kept(pch, header, list);
	int lock = good ? -1 : lock_folder(parser->scratch);

	good = good || read_kept(pch, header, list) ||
	       (pch_make(parser, arch, overlay, name) && read_list(pch, header, list, NULL));
	if (lock >= 0)
		close(lock);
	if (good)
		pch->path = mem_strdup(header);
	free(header);
	free(list);
}

/* The header for that overlay, from the scratch folder or made now. */
static struct pch *open_pch(struct parser *parser, struct arch_state *arch,
			    const struct stand_in *overlay, const char *key)
{
	struct pch *pch = mem_calloc(1, sizeof(*pch));
	char *name = name_for(parser, arch, overlay);

	snprintf(pch->key, sizeof(pch->key), "%s", key);
	read_or_make(parser, arch, overlay, pch, name);
	VEC_PUSH(&arch->pchs, pch);
	free(name);
	return pch;
}

static struct pch *find_pch(const struct arch_state *arch, const char *key)
{
	for (size_t i = 0; i < arch->pchs.n; i++)
		if (!strcmp(arch->pchs.items[i]->key, key))
			return arch->pchs.items[i];
	return NULL;
}

bool pch_has(const struct pch *pch, const char *path)
{
	return pch && pch->files.n && bsearch(&path, pch->files.items, pch->files.n,
					      sizeof(pch->files.items[0]), by_text);
}

/* Those files of the overlay that the plain header holds, ended by .path == NULL; texts borrowed. */
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
	char *list = mem_printf("%s.files", name);
	bool made = access(path, R_OK) == 0 && access(list, R_OK) == 0;

	free(name);
	free(path);
	free(list);
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

/* The headers of an overlay (may be NULL), ended by .path == NULL; texts borrowed. */
static struct stand_in *headers_of(const struct stand_in *overlay)
{
	struct {
		struct stand_in *items;
		size_t n, capacity;
	} list = {0};

	for (; overlay && overlay->path; overlay++)
		if (ends_with(overlay->path, ".h"))
			VEC_PUSH(&list, *overlay);
	VEC_PUSH(&list, ((struct stand_in){0}));
	return list.items;
}

static struct pch *plain_pch(struct parser *parser, struct arch_state *arch)
{
	struct pch *pch = find_pch(arch, "");

	return pch ? pch : open_pch(parser, arch, NULL, "");
}

const struct pch *pch_get(struct parser *parser, struct arch_state *arch,
			  const struct stand_in *overlay)
{
	struct stand_in *part = parser->lays_over ? headers_of(overlay) :
				inside(plain_pch(parser, arch), overlay);
	struct digest digest;
	char key[DIGEST_LENGTH + 1];
	struct pch *pch;

	if (part->path) {
		digest_init(&digest);
		digest_files(&digest, part);
		digest_end(&digest, key);
		pch = find_pch(arch, key);
		if (!pch)
			pch = open_pch(parser, arch, part, key);
	} else {
		pch = plain_pch(parser, arch);
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
