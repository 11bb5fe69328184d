// SPDX-License-Identifier: GPL-2.0-only
#include "calls/family/family.h"

#include "base/data/buf.h"
#include "base/data/mem.h"
#include "base/files/path.h"
#include "calls/family/served.h"

#include <stdlib.h>
#include <string.h>

bool family_is_core(const char *path)
{
	return begins_with(path, "include/") || begins_with(path, "mm/");
}

bool family_is_home(const char *path)
{
	const char *below;

	if (family_is_core(path))
		return true;
	below = begins_with(path, "arch/") ? strchr(path + 5, '/') : NULL;
	return below && (begins_with(below, "/mm/") || begins_with(below, "/include/"));
}

/* A parameter without a name has the role that mainline gave its place and type. */
static enum gup_role role_by_place(const struct gup_function *function, size_t n, size_t place,
				   const char *type)
{
	for (const struct gup_signature *s = function->signatures; s->returns; s++)
		if (gup_signature_length(s) == n && !strcmp(gup_role_type(s->roles[place]), type))
			return s->roles[place];
	return ROLE_NONE;
}

static void read_roles(struct declared *declared)
{
	const struct prototype *prototype = &declared->prototype;

	for (size_t i = 0; i < prototype->n; i++) {
		const struct parameter *parameter = &prototype->parameters[i];

		declared->roles[i] = gup_role_of_parameter(parameter->type, parameter->name);
		if (declared->roles[i] == ROLE_NONE && !*parameter->name)
			declared->roles[i] = role_by_place(declared->function, prototype->n, i,
							   parameter->type);
	}
}

static void add_mention(struct family *family, const struct source *source, size_t i)
{
	const struct mention *mention = &source->file->mentions[i];
	enum form form = source->forms[i];
	struct declared declared = {
		.function = mention->symbol->function,
		.line = mention->line, .column = mention->column, .offset = mention->offset,
		.is_definition = form == FORM_DEFINITION || form == FORM_MACRO_DEFINITION,
		.is_macro = form == FORM_MACRO_DEFINITION,
		.is_conditional =
			outline_branch_at(&source->outline, mention->offset) != NO_TOKEN,
		.is_off = source_verdict(source, mention->offset) == VERDICT_OUT,
		.is_home = !family->is_alone && family_is_home(source->path),
	};

	if (form != FORM_DEFINITION && form != FORM_DECLARATION && form != FORM_MACRO_DEFINITION)
		return;
	if (!declared.is_macro &&
	    prototype_read(&source->outline, source->tokens[i], &declared.prototype))
		return;
	if (declared.is_macro && served_read(source, i, &declared.prototype)) {
		declared.is_macro = false;
		declared.is_served = true;
	}
	declared.is_public = declared.is_home && !declared.is_macro && ends_with(source->path, ".h");
	declared.path = mem_strdup(source->path);
	read_roles(&declared);
	VEC_PUSH(family, declared);
}

bool family_has_flag(const struct family *family, const char *flag)
{
	for (size_t i = 0; i < family->flags.n; i++)
		if (!strcmp(family->flags.items[i], flag))
			return true;
	return false;
}

/* `#define FOLL_X` up to v6.2, enumerators since: in both, a name that its own line begins. */
static void add_flags(struct family *family, const struct source *source)
{
	const struct token_list *tokens = &source->outline.tokens;

	for (size_t i = 0; i < tokens->n; i++) {
		const struct token *token = &tokens->items[i];
		size_t before = token_previous(tokens, i);
		char *name;

		if (token->kind != TOKEN_IDENTIFIER || token->length < 6 ||
		    memcmp(tokens->text + token->offset, "FOLL_", 5) ||
		    !(token_is(tokens, before, "define") ||
		      source->outline.context[i] == CONTEXT_RECORD))
			continue;
		name = mem_strndup(tokens->text + token->offset, token->length);
		if (family_has_flag(family, name))
			free(name);
		else
			VEC_PUSH(&family->flags, name);
	}
}

void family_add(struct family *family, const struct source *source)
{
	if (!family->is_alone && family_is_home(source->path) && ends_with(source->path, ".h"))
		add_flags(family, source);
	for (size_t i = 0; i < source->file->n_mentions; i++)
		add_mention(family, source, i);
}

void family_add_asked(struct family *family, const struct source *source)
{
	size_t first = family->n;

	family_add(family, source);
	for (size_t i = first; i < family->n; i++)
		family->items[i].is_asked = true;
}

void family_free(struct family *family)
{
	for (size_t i = 0; i < family->n; i++) {
		prototype_free(&family->items[i].prototype);
		free(family->items[i].path);
	}
	for (size_t i = 0; i < family->flags.n; i++)
		free(family->flags.items[i]);
	free(family->flags.items);
	free(family->items);
	*family = (struct family){0};
}

/* The header that serves calls what the kernel really has. */
static bool is_own(const struct declared *declared, const char *path)
{
	return !strcmp(declared->path, path) && !declared->is_served;
}

static bool serves(const struct declared *declared, const char *path)
{
	return declared->is_served && served_reaches(declared->path, path);
}

static bool is_public(const struct declared *declared, const char *path)
{
	(void)path;
	return declared->is_public && !declared->is_local;
}

static bool is_defined_at_home(const struct declared *declared, const char *path)
{
	(void)path;
	return declared->is_home && declared->is_definition && !declared->prototype.is_static &&
	       !declared->is_local;
}

void family_candidates(const struct family *family, const struct gup_function *function,
		       const char *path, struct candidates *candidates)
{
	static bool (*const kinds[])(const struct declared *, const char *) = {
		is_own, serves, is_public, is_defined_at_home,
	};

	candidates->n = 0;
	for (size_t k = 0; k < ARRAY_SIZE(kinds) && !candidates->n; k++) {
		for (size_t i = 0; i < family->n; i++) {
			const struct declared *declared = &family->items[i];

			if (declared->function == function && !declared->is_macro &&
			    !declared->is_off &&
			    candidates->n < ARRAY_SIZE(candidates->items) && kinds[k](declared, path))
				candidates->items[candidates->n++] = declared;
		}
	}
}

/* A prototype that says again what some header of the kernel does: whose function it is hangs on others. */
static bool is_redundant(const struct declared *declared)
{
	return !declared->is_definition && !declared->is_macro && !declared->prototype.is_static;
}

enum standing family_standing(const struct family *family, const struct gup_function *function,
			      const char *path)
{
	enum standing standing = STANDING_FAMILY;

	if (family_is_home(path))
		return STANDING_FAMILY;
	for (size_t i = 0; i < family->n; i++) {
		const struct declared *declared = &family->items[i];

		if (declared->function != function || declared->is_home || declared->is_off ||
		    declared->is_served)
			continue;
		if (is_own(declared, path) && declared->is_macro)
			return STANDING_NAMESAKE;
		if (is_own(declared, path) && declared->prototype.is_static &&
		    !declared->is_conditional)
			return STANDING_NAMESAKE;
		/* A static of another .c file is out of sight; one of a header may be in sight. */
		if (is_own(declared, path) ? !is_redundant(declared) : !ends_with(declared->path, ".c"))
			standing = STANDING_UNCLEAR;
	}
	return standing;
}

bool family_is_known(const struct family *family)
{
	if (family->version)
		return true;
	for (size_t i = 0; i < family->n; i++)
		if (family->items[i].is_home && !family->items[i].is_mainline &&
		    !family->items[i].is_local)
			return true;
	return false;
}

const struct declared *family_at(const struct family *family, const char *path, size_t offset)
{
	for (size_t i = 0; i < family->n; i++)
		if (family->items[i].offset == offset && is_own(&family->items[i], path))
			return &family->items[i];
	return NULL;
}

const struct declared *family_holder(const struct family *family,
				     const struct gup_function *function, const char *path)
{
	bool agrees = *path == '/' || family_is_home(path);

	for (size_t i = 0; i < family->n; i++) {
		const struct declared *declared = &family->items[i];

		if (declared->function == function && declared->is_public && !declared->is_off &&
		    !declared->is_asked && (agrees || declared->is_mainline) &&
		    declared_role(declared, ROLE_WRITE) >= 0)
			return declared;
	}
	return NULL;
}

int declared_role(const struct declared *declared, enum gup_role role)
{
	for (size_t i = 0; i < declared->prototype.n; i++)
		if (declared->roles[i] == role)
			return (int)i;
	return -1;
}

char *declared_describe(const struct declared *declared)
{
	const struct prototype *prototype = &declared->prototype;
	struct buf text = {0};

	buf_printf(&text, "%s %d%d%d%d%d%d%d%d%d%d %s(", declared->function->name,
		   declared->is_definition, declared->is_macro, declared->is_conditional,
		   declared->is_off, declared->is_home, declared->is_public, declared->is_mainline,
		   declared->is_local, prototype->is_static, prototype->is_variadic,
		   prototype->returns ? prototype->returns : "");
	for (size_t i = 0; i < prototype->n; i++)
		buf_printf(&text, "%s %d,", prototype->parameters[i].type, (int)declared->roles[i]);
	return buf_take(&text);
}
