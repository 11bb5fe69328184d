// SPDX-License-Identifier: GPL-2.0-only
/* Whether a name of the family means its function here, or something else of that name. */
#include "treewide/analyse/private.h"

#include <string.h>

/* A variable or a member of that name in the file: any use of the name may mean it. */
static bool has_object_of_name(const struct source *source, const struct symbol *name)
{
	for (size_t i = 0; source->has_objects && i < source->file->n_mentions; i++)
		if (source->file->mentions[i].symbol == name && source->forms[i] == FORM_OBJECT)
			return true;
	return false;
}

/* The branch is that one, or one in it. */
static bool is_within(const struct outline *outline, size_t branch, size_t other)
{
	while (branch != NO_TOKEN && branch != other)
		branch = outline->branches.items[branch].parent;
	return branch == other;
}

/* Whoever compiles the mention compiles a static function of that name in front of it, by the same #if. */
static bool has_own_in_branch(const struct analysis *analysis, size_t i)
{
	const struct source *source = analysis->source;
	const struct mention *mention = &source->file->mentions[i];
	size_t branch = outline_branch_at(&source->outline, mention->offset);

	for (size_t k = 0; branch != NO_TOKEN && k < analysis->family->n; k++) {
		const struct declared *declared = &analysis->family->items[k];

		if (declared->function == mention->symbol->function && declared->prototype.is_static &&
		    declared->offset < mention->offset && !strcmp(declared->path, source->path) &&
		    is_within(&source->outline, branch, outline_branch_at(&source->outline, declared->offset)))
			return true;
	}
	return false;
}

static enum standing text_standing(const struct analysis *analysis, size_t i)
{
	const struct symbol *name = analysis->source->file->mentions[i].symbol;
	enum standing standing = family_standing(analysis->family, name->function,
						 analysis->source->path);

	if (standing == STANDING_UNCLEAR && has_own_in_branch(analysis, i))
		return STANDING_NAMESAKE;
	if (standing == STANDING_FAMILY && analysis->source->forms[i] != FORM_DECLARATION &&
	    analysis->source->forms[i] != FORM_DEFINITION &&
	    has_object_of_name(analysis->source, name))
		return STANDING_UNCLEAR;
	return standing;
}

/* What clang resolves decides; the kernel's function is the one with external linkage, or home's own. */
static enum standing compiled_standing(struct analysis *analysis, size_t i)
{
	struct resolved answer;
	enum standing standing = STANDING_UNCLEAR;

	inquiry_ask(analysis->inquiry, analysis->source->file->mentions[i].offset, &answer);
	if (answer.kind == RESOLVED_FUNCTION)
		standing = !answer.is_static || (answer.file && family_is_home(answer.file)) ?
			STANDING_FAMILY : STANDING_NAMESAKE;
	else if (answer.kind != RESOLVED_NOTHING)
		standing = STANDING_NAMESAKE;
	else if (inquiry_undeclared(analysis->inquiry,
				    analysis->source->file->mentions[i].offset))
		standing = STANDING_FAMILY;	/* whatever else bears the name is out of sight here */
	resolved_free(&answer);
	return standing;
}

enum standing analysis_standing(struct analysis *analysis, size_t i)
{
	enum standing standing = text_standing(analysis, i);

	if (standing != STANDING_UNCLEAR)
		return standing;
	if (!analysis->inquiry) {
		analysis_leave_open(analysis, i);
		return STANDING_FAMILY;
	}
	return compiled_standing(analysis, i);
}

enum standing analysis_declared_standing(const struct analysis *analysis, size_t i)
{
	const struct declared *declared =
		family_at(analysis->family, analysis->source->path,
			  analysis->source->file->mentions[i].offset);

	if (family_is_home(analysis->source->path) || !declared || declared->is_served)
		return STANDING_FAMILY;
	return declared->prototype.is_static || declared->is_macro || declared->is_definition ?
		STANDING_NAMESAKE : STANDING_FAMILY;
}
