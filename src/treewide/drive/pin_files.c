// SPDX-License-Identifier: GPL-2.0-only
/* Which files can name a member of a struct: those that come to the header which declares it. */
#include "base/data/mem.h"
#include "base/files/path.h"
#include "c/headers/includes.h"
#include "treewide/drive/pin_private.h"

#include <stdlib.h>
#include <string.h>

/* Headers that include headers that include the one in question are not followed for ever. */
#define MAX_HEADERS 8
#define MAX_DEPTH 3
/* As many as a scan looks for at once. */
#define MAX_STEMS 4000

struct search {
	struct pinning *pinning;
	struct arena *arena;
	const char *record;
	struct { const char *items[MAX_HEADERS]; size_t n; } headers;	/* that show the struct */
	struct path_list paths;		/* files that see it */
};

/* --- where the struct is declared --- */

/* `struct work {` in a text. */
static bool declares(const char *text, size_t length, const char *record)
{
	struct token_list tokens;
	bool found = false;

	tokenize(text, length, &tokens);
	for (size_t i = 0; i + 2 < tokens.n && !found; i++)
		found = token_is(&tokens, i, "struct") && token_is(&tokens, token_next(&tokens, i), record) &&
			token_is(&tokens, token_next(&tokens, token_next(&tokens, i)), "{");
	token_list_free(&tokens);
	return found;
}

/* folder/name without its "./" and "../"; NULL: it leads out of the tree. In the arena. */
static const char *resolve(struct search *search, const char *folder, const char *name, size_t length)
{
	char *at = arena_printf(search->arena, "%s", folder);

	for (;;) {
		if (length > 2 && !memcmp(name, "./", 2)) {
			name += 2;
			length -= 2;
		} else if (length > 3 && !memcmp(name, "../", 3)) {
			char *slash = strrchr(at, '/');

			if (!*at)
				return NULL;
			*(slash ? slash : at) = '\0';
			name += 3;
			length -= 3;
		} else {
			return arena_printf(search->arena, "%s%s%.*s", at, *at ? "/" : "", (int)length, name);
		}
	}
}

static bool is_there(const struct search *search, const char *path)
{
	struct buf text = {0};
	bool is = pin_read(search->pinning, path, &text);

	buf_free(&text);
	return is;
}

/* A header that is found by an -I: the only one in the tree that has such a path, or NULL. */
static const char *find_elsewhere(struct search *search, const char *name, size_t length)
{
	const struct path_list *tree = pin_tree(search->pinning);
	const char *ending = arena_printf(search->arena, "/%.*s", (int)length, name), *found = NULL;

	for (size_t i = 0; i < tree->n; i++) {
		if (!ends_with(tree->items[i], ending))
			continue;
		if (found)
			return NULL;
		found = tree->items[i];
	}
	return found;
}

static const char *find_header(struct search *search, const char *path, const char *text, unsigned depth);

/* The header of that name if it declares the struct, or one that it includes does. */
static const char *look_into(struct search *search, const char *header, unsigned depth)
{
	struct buf content = {0};
	const char *found = NULL;

	if (header && pin_read(search->pinning, header, &content) && content.data)
		found = declares(content.data, content.length, search->record) ? header :
			find_header(search, header, content.data, depth);
	buf_free(&content);
	return found;
}

/* Of those that the text includes, the header that declares the struct. */
static const char *find_header(struct search *search, const char *path, const char *text, unsigned depth)
{
	char *folder = path_folder(path);
	const char *name = text, *found = NULL;
	size_t length;

	while (depth && !found && (name = includes_next(text, name, &length))) {
		const char *header = resolve(search, folder, name, length);

		if (!header || !is_there(search, header))
			header = find_elsewhere(search, name, length);
		found = look_into(search, header, depth - 1);
		name += length;
	}
	free(folder);
	return found;
}

/* --- who includes it --- */

/*
 * A word of the header's name, to look for: all of it, or what stands before the first `-`; NULL: it has none.
 * In the arena.
 */
static const char *stem_of(struct arena *arena, const char *header)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
	const char *name = path_name(header);
	size_t length = strspn(name, letters);

	return ends_with(name, ".h") && length > 1 ? arena_printf(arena, "%.*s", (int)length, name) : NULL;
}

static bool has_name(const struct name_list *names, const char *name)
{
	for (size_t i = 0; i < names->n; i++)
		if (!strcmp(names->items[i].name, name))
			return true;
	return false;
}

/* Is the name at a byte that of an #include, whatever folders stand before it? */
static bool is_included(const char *text, const char *at, size_t length)
{
	const char *line = at;

	while (line > text && line[-1] != '\n')
		line--;
	line += strspn(line, " \t");
	if (*line != '#' || at == text || !strchr("\"</", at[-1]) || !strchr("\">", at[length]))
		return false;
	line++;
	line += strspn(line, " \t");
	return !strncmp(line, "include", strlen("include"));
}

static bool includes(const char *text, const char *header)
{
	const char *name = path_name(header), *at = text;

	for (; (at = strstr(at, name)); at++)
		if (at[strlen(name)] && is_included(text, at, strlen(name)))
			return true;
	return false;
}

static const char *add_header(struct search *search, const char *header)
{
	for (size_t i = 0; i < search->headers.n; i++)
		if (!strcmp(search->headers.items[i], header))
			return NULL;
	if (search->headers.n == MAX_HEADERS)
		return "too many headers include the one that declares the struct";
	search->headers.items[search->headers.n++] = arena_printf(search->arena, "%s", header);
	return NULL;
}

/* Adds a file that names the header's stem, if it includes it. */
static const char *add_includer(struct search *search, const char *path, const char *header)
{
	struct buf text = {0};
	bool is_includer = pin_read(search->pinning, path, &text) && text.data && includes(text.data, header);
	char *copy;

	buf_free(&text);
	if (!is_includer || path_list_has(&search->paths, path))
		return NULL;
	copy = mem_strdup(path);
	VEC_PUSH(&search->paths, copy);
	if (search->paths.n > PIN_MAX_FILES)
		return "too many files see the struct that they lie in";
	return ends_with(path, ".h") ? add_header(search, path) : NULL;
}

/* The names of all headers that a source brings along, once each. */
static void add_stems(struct pinning *pinning, const struct source *source)
{
	struct arena *arena = &pinning->arena;
	const char *name = source->text.data;
	size_t length;

	while (name && (name = includes_next(source->text.data, name, &length))) {
		struct symbol stem = { .name = stem_of(arena, arena_printf(arena, "%.*s", (int)length, name)) };

		if (stem.name && pinning->stems.n < MAX_STEMS && !has_name(&pinning->stems, stem.name))
			VEC_PUSH(&pinning->stems, stem);
		name += length;
	}
}

/*
 * The tree is read once for all headers that somebody may ask for, and again only for one that brings such
 * a header along.
 */
static const struct scan *namers_of(struct search *search, const char *stem, struct scan *alone)
{
	struct pinning *pinning = search->pinning;
	struct symbol name = { stem, NULL };

	if (!pinning->stems.n) {
		for (size_t i = 0; i < pinning->files.n; i++)
			add_stems(pinning, pinning->files.items[i]);
		pin_scan(pinning, pinning->stems.items, pinning->stems.n, &pinning->namers);
	}
	if (has_name(&pinning->stems, stem))
		return &pinning->namers;
	pin_scan(pinning, &name, 1, alone);
	return alone;
}

static const char *find_includers(struct search *search, const char *header)
{
	const char *stem = stem_of(search->arena, header), *why = NULL;
	const struct scan *namers;
	struct scan alone = {0};

	if (!stem)
		return arena_printf(search->arena, "nobody can tell which files include %s", header);
	namers = namers_of(search, stem, &alone);
	for (size_t i = 0; i < namers->n_others && !why; i++)
		why = add_includer(search, namers->others[i].path, header);
	scan_free(&alone);
	return why;
}

/* --- all of it --- */

const char *pin_sources_of(void *data, struct source *source, const char *record,
			   struct source_list *sources, struct arena *arena)
{
	struct search search = { .pinning = data, .arena = arena, .record = record };
	const char *why = NULL, *header;
	char *copy;

	if (declares(source->text.data, source->text.length, record) && ends_with(source->path, ".c")) {
		VEC_PUSH(sources, source);
		return NULL;
	}
	header = declares(source->text.data, source->text.length, record) ? source->path :
		 find_header(&search, source->path, source->text.data, MAX_DEPTH);
	if (!header || path_is_below(header, "include"))
		return arena_printf(arena, "struct %s, which they lie in, is not the driver's own", record);
	copy = mem_strdup(header);
	VEC_PUSH(&search.paths, copy);
	why = add_header(&search, header);
	for (size_t i = 0; i < search.headers.n && !why; i++)
		why = find_includers(&search, search.headers.items[i]);
	if (!why)
		why = pin_open(search.pinning, &search.paths, sources, arena);
	path_list_free(&search.paths);
	return why;
}
