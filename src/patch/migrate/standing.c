// SPDX-License-Identifier: GPL-2.0-only
#include "patch/migrate/standing.h"

#include "base/data/arena.h"
#include "base/data/mem.h"
#include "base/files/path.h"
#include "c/outline/includes.h"
#include "c/outline/words.h"
#include "calls/value/local.h"

#include <string.h>

/* Folders of programs that run beside a kernel; they have functions of their own by the kernel's names. */
static const char *program_folder(const char *path)
{
	static const char *const folders[] = { "tools/", "scripts/", "usr/" };

	for (size_t i = 0; i < ARRAY_SIZE(folders); i++)
		if (!strncmp(path, folders[i], strlen(folders[i])))
			return folders[i];
	return NULL;
}

bool is_program_path(const char *path)
{
	return program_folder(path);
}

static enum meant in_program(const struct declared_names *names, const struct source *source,
			     const char *name, const char *folder, const char **why)
{
	for (size_t i = 0; i < names->n; i++)
		if (!strcmp(names->items[i].symbol->name, name) &&
		    !strncmp(names->items[i].path, folder, strlen(folder)))
			return MEANT_OTHER;
	*why = arena_printf(&((struct source *)source)->arena, "%s holds programs beside the kernel, and "
			    "tests of it: is this the kernel's %s()?", folder, name);
	return MEANT_UNCLEAR;
}

static bool is_definition(const struct source *source, size_t i)
{
	return source->forms[i] == FORM_DEFINITION || source->forms[i] == FORM_MACRO_DEFINITION;
}

/* Is mention i a definition that only its own file sees? */
static bool is_own(const struct source *source, size_t i)
{
	struct prototype prototype;
	bool is_static;

	if (source->forms[i] == FORM_MACRO_DEFINITION)
		return true;
	if (!is_definition(source, i) || prototype_read(&source->outline, source->tokens[i], &prototype))
		return false;
	is_static = prototype.is_static;
	prototype_free(&prototype);
	return is_static;
}

void own_definitions_read(const struct source *source, struct own_definitions *own)
{
	*own = (struct own_definitions){0};
	for (size_t i = 0; i < source->file->n_mentions; i++)
		if (is_own(source, i))
			VEC_PUSH(own, i);
}

/* What the file's own definitions of the name say; MEANT: it has none. */
static enum meant by_own(const struct own_definitions *own, struct source *source, const struct symbol *symbol,
			 bool is_public, const char **why)
{
	for (size_t i = 0; i < own->n; i++) {
		const struct mention *mention = &source->file->mentions[own->items[i]];
		bool is_conditional;

		if (mention->symbol != symbol)
			continue;
		is_conditional = is_in_condition(&source->outline, mention->offset);
		if (!is_conditional && is_public)
			return MEANT_OTHER;
		*why = arena_printf(&source->arena, "this file has a %s() of its own%s (line %u); convert it by "
				    "hand if that is meant", symbol->name, is_conditional ?
				    " in one branch of an #if" : "", mention->line);
		return MEANT_UNCLEAR;
	}
	return MEANT;
}

/* The name in an #include, and its length, without what leads upwards; 0: it has none. */
static size_t included_name(const struct source *source, size_t directive, const char **name)
{
	size_t length;
	const char *text = outline_included_name(&source->outline, directive, &length);

	if (!text)
		return 0;
	while (length && *text == '.') {
		size_t step = strcspn(text, "/\n") + 1;

		if (step > length)
			return 0;
		text += step;
		length -= step;
	}
	*name = text;
	return length;
}

/* True if the directive includes a header of that path, as far as its name tells. */
static bool includes(const struct source *source, size_t directive, const char *path)
{
	const char *name;
	size_t length = included_name(source, directive, &name), all = strlen(path);

	return length && length <= all && !strncmp(path + all - length, name, length) &&
	       (length == all || path[all - length - 1] == '/');
}

static bool includes_path(const struct source *source, const char *path)
{
	const struct token_list *tokens = &source->outline.tokens;

	for (size_t i = 0; i < tokens->directives.n; i++)
		if (includes(source, i, path))
			return true;
	return false;
}

/* A header beside the kernel's own that defines the name, and that the file includes. */
static enum meant by_headers(const struct declared_names *names, struct source *source, const char *name,
			     const char **why)
{
	for (size_t i = 0; i < names->n; i++) {
		const struct declared_name *declared = &names->items[i];

		if (strcmp(declared->symbol->name, name) || !declared->is_own ||
		    is_public_path(declared->path) || program_folder(declared->path) ||
		    !ends_with(declared->path, ".h") || !includes_path(source, declared->path))
			continue;
		*why = arena_printf(&source->arena, "%s has a %s() of its own, which may be meant here; "
				    "convert it by hand", declared->path, name);
		return MEANT_UNCLEAR;
	}
	return MEANT;
}

/* #define X(name) name(1): whatever the macro's user names is called. */
static bool is_macro_parameter(const struct source *source, size_t i, const char *symbol)
{
	const struct token_list *tokens = &source->outline.tokens;
	uint32_t directive = tokens->items[i].directive;
	size_t name, at;

	if (!directive || tokens->directives.items[directive - 1].kind != DIRECTIVE_DEFINE)
		return false;
	name = tokens->directives.items[directive - 1].first + 2;
	at = token_next(tokens, name);
	if (!token_is(tokens, at, "(") ||
	    tokens->items[at].offset != tokens->items[name].offset + tokens->items[name].length)
		return false;
	for (; at < tokens->n && !token_is(tokens, at, ")"); at = token_next(tokens, at))
		if (token_is(tokens, at, symbol))
			return true;
	return false;
}

/* True if the name at token i is a variable's or a parameter's; a function can be declared in a body as well. */
static bool is_local(struct source *source, size_t i)
{
	const struct token_list *tokens = &source->outline.tokens;
	struct local local = local_find(source, i);

	return local.found &&
	       (local.parameter >= 0 || !token_is(tokens, token_next(tokens, local.declaration), "("));
}

/* The macro with parameters of that name which the file may see, or NULL. */
static const struct declared_name *macro_for(const struct declared_names *names, const struct source *source,
					     const char *name)
{
	for (size_t i = 0; i < names->n; i++) {
		const struct declared_name *declared = &names->items[i];

		if (declared->is_macro && declared->is_counted && !strcmp(declared->symbol->name, name) &&
		    (is_public_path(declared->path) || !strcmp(declared->path, source->path) ||
		     includes_path(source, declared->path)))
			return declared;
	}
	return NULL;
}

/* The name is a variable's. Before a parenthesis a macro of that name is expanded all the same, if the file has it. */
static enum meant by_variable(const struct declared_names *names, const struct own_definitions *own,
			      struct source *source, size_t i, const char **why)
{
	const struct symbol *symbol = source->file->mentions[i].symbol;
	const struct declared_name *macro = source_is_call(source, i) && !program_folder(source->path) ?
					    macro_for(names, source, symbol->name) : NULL;

	enum meant meant;

	if (!macro)
		return MEANT_OTHER;
	meant = by_own(own, source, symbol, is_declared_publicly(names, symbol->name), why);
	if (meant != MEANT)
		return meant;
	*why = arena_printf(&source->arena, "%s is a variable or parameter here, and its call the macro's of %s all "
			    "the same; give the variable another name", symbol->name, macro->path);
	return MEANT_UNCLEAR;
}

enum meant standing_of(const struct declared_names *names, const struct own_definitions *own,
		       struct source *source, size_t i, const char **why)
{
	const struct symbol *symbol = source->file->mentions[i].symbol;
	const char *folder = program_folder(source->path);
	enum meant meant;
	bool is_public;

	if (source->tokens[i] >= source->outline.tokens.n)	/* between tokens: no code */
		return MEANT;
	if (source->forms[i] == FORM_MEMBER || source->forms[i] == FORM_OBJECT ||
	    is_macro_parameter(source, source->tokens[i], symbol->name))
		return MEANT_OTHER;
	if (is_local(source, source->tokens[i]))
		return by_variable(names, own, source, i, why);
	if (folder)
		return in_program(names, source, symbol->name, folder, why);
	is_public = is_declared_publicly(names, symbol->name);
	/* Of a header that nobody else's stands beside, it is the header's function that is meant. */
	if (is_public_path(source->path) || (!is_public && ends_with(source->path, ".h")))
		return MEANT;
	meant = by_own(own, source, symbol, is_public, why);
	return meant == MEANT && is_public ? by_headers(names, source, symbol->name, why) : meant;
}

static bool defines_macro(const struct source *source, const char *name)
{
	const struct token_list *tokens = &source->outline.tokens;

	for (size_t i = 0; i < tokens->directives.n; i++)
		if (tokens->directives.items[i].kind == DIRECTIVE_DEFINE &&
		    token_is(tokens, tokens->directives.items[i].first + 2, name))
			return true;
	return false;
}

static bool defines_static(const struct source *source, const char *name)
{
	const struct outline *outline = &source->outline;
	struct prototype prototype;

	for (size_t i = 0; i < outline->functions.n; i++) {
		size_t token = outline->functions.items[i].name_token;
		bool is_static;

		if (!token_is(&outline->tokens, token, name) || prototype_read(outline, token, &prototype))
			continue;
		is_static = prototype.is_static;
		prototype_free(&prototype);
		if (is_static)
			return true;
	}
	return false;
}

/* Where the kernel's headers are at hand, and none has the name, it is that of the header that is meant. */
static const char *by_nearby(const struct declared_names *names, struct nearby *nearby, struct source *source,
			     const char *name)
{
	bool is_looked_for = nearby && (!names->known.n || is_declared_publicly(names, name));
	const char *path = is_looked_for ? nearby_definer(nearby, source, name) : NULL;

	return path ? arena_printf(&source->arena, "becomes %s(), and %s has one of its own; convert it by hand",
				   name, path) : NULL;
}

const char *why_hidden(const struct declared_names *names, struct nearby *nearby, struct source *source, size_t at,
		       const char *name)
{
	const char *why = NULL;

	if (is_macro_parameter(source, at, name) || local_is_visible(source, at, name))
		return arena_printf(&source->arena, "becomes %s(), which is the name of a variable or parameter "
				    "here; give that another name", name);
	if (is_public_path(source->path))
		return NULL;
	if (defines_macro(source, name) || defines_static(source, name))
		return arena_printf(&source->arena, "becomes %s(), and this file has one of its own; convert it "
				    "by hand", name);
	by_headers(names, source, name, &why);
	return why ? why : by_nearby(names, nearby, source, name);
}
