// SPDX-License-Identifier: GPL-2.0-only
#include "treewide/analyse/analyse.h"

#include "base/data/mem.h"
#include "calls/family/served.h"
#include "check/rules/rule.h"
#include "contract/path/limits.h"
#include "conversion/convert/convert.h"
#include "conversion/convert/to.h"
#include "treewide/analyse/built.h"
#include "treewide/analyse/by_macro.h"
#include "treewide/analyse/ladder.h"
#include "treewide/analyse/port.h"
#include "treewide/analyse/private.h"

#include <stdlib.h>
#include <string.h>

enum mention_class foreign_class(enum language language)
{
	return language == LANGUAGE_DOCUMENT ? CLASS_DOCUMENTATION : CLASS_OTHER_LANGUAGE;
}

static void add_class(struct analysis *analysis, size_t i, enum mention_class class)
{
	struct source *source = analysis->source;
	size_t token = source->tokens[i];
	struct classified classified = {
		.mention = &source->file->mentions[i], .path = source->path, .class = class,
		.function = mem_strdup(token < source->outline.tokens.n ?
				       source_function_name(source, token) : ""),
	};

	VEC_PUSH(&analysis->result->mentions, classified);
	analysis->result->ledger[class]++;
}

static enum mention_class class_of_form(enum form form)
{
	switch (form) {
	case FORM_CALL:
		return CLASS_CALL;
	case FORM_DECLARATION:
		return CLASS_DECLARATION;
	case FORM_DEFINITION:
	case FORM_MACRO_DEFINITION:
		return CLASS_DEFINITION;
	case FORM_EXPORT:
		return CLASS_EXPORT;
	case FORM_ADDRESS:
		return CLASS_ADDRESS;
	case FORM_MACRO_BODY:
		return CLASS_MACRO_BODY;
	case FORM_COMMENT:
		return CLASS_COMMENT;
	case FORM_KERNEL_DOC:
		return CLASS_KERNEL_DOC;
	case FORM_STRING:
		return CLASS_STRING;
	default:
		return CLASS_NAMESAKE;
	}
}

static bool is_judged_by_text(enum form form)
{
	return form == FORM_COMMENT || form == FORM_KERNEL_DOC || form == FORM_STRING ||
	       form == FORM_MEMBER || form == FORM_OBJECT || form == FORM_MACRO_BODY;
}

/* Why nothing is known of mention i; without a kernel tree, that is what is missing. The caller frees it. */
static char *why_not(const struct analysis *analysis, size_t offset)
{
	char *why = inquiry_why_not(analysis->inquiry, offset), *reason;

	if (family_is_known(analysis->family))
		return why;
	reason = mem_printf("no kernel tree to read it with; pass --kernel TREE (%s)", why);
	free(why);
	return reason;
}

/* Says of a call why its types stay unknown. */
static void report_missing_type(struct analysis *analysis, size_t i, size_t token)
{
	const struct token *name = &analysis->source->outline.tokens.items[token];
	char *why = why_not(analysis, name->offset);
	char *reason = mem_printf("the type of `%.*s` is not known: %s", (int)name->length,
				  analysis->source->text.data + name->offset, why);

	analysis_add_unanalysed(analysis, i, reason);
	free(reason);
	free(why);
}

/* The function around the call is no C that anybody can follow: said, not guessed. */
static void report_unread(struct analysis *analysis, size_t i, const struct meaning *meaning)
{
	char *reason = mem_printf("what the flags hold is not known, as the function cannot be read: "
				  "%s at line %u; look at the call yourself", meaning->unread,
				  meaning->unread_line);

	analysis_add_unanalysed(analysis, i, reason);
	free(reason);
}

/* Written for another kernel's API on purpose: this tree's says nothing about it. */
static bool is_left_out(const struct analysis *analysis, size_t i)
{
	return family_is_known(analysis->family) &&
	       source_is_left_out(analysis->source, analysis->source->file->mentions[i].offset);
}

/* A conversion of the whole tree leaves a call behind that nobody compiles: it is named. */
static void leave_out(struct analysis *analysis, struct converter *converter, size_t i)
{
	const struct mention *mention = &analysis->source->file->mentions[i];

	if (analysis->goal == GOAL_CONVERT && gup_conversion_of(mention->symbol->function) &&
	    !source_is_outside(analysis->source))
		convert_leave(converter, mention->offset, "stands in an #if branch for other kernel "
			      "versions: not touched");
}

/* A macro may bring the arguments that the call does not show: who knows its definition is asked. */
static void count_arguments(struct analysis *analysis, size_t i, const struct call_site *site)
{
	char *why, *reason;

	if (!call_site_needs_count(site))
		return;
	analysis->open_question = !analysis->inquiry;
	if (!call_site_may_fit(site))
		return;
	if (!analysis->inquiry) {
		analysis_leave_open(analysis, i);
		return;
	}
	why = why_not(analysis, analysis->source->file->mentions[i].offset);
	reason = mem_printf("a macro may bring the arguments that it does not show: %s; look at the "
			    "call yourself", why);
	analysis_add_unanalysed(analysis, i, reason);
	free(reason);
	free(why);
}

/* Some rules look at the whole function. Braces that nobody opened as one may be that of an author before C90. */
static void report_unfollowed(struct analysis *analysis, size_t i, const struct call_site *site)
{
	const struct outline *outline = &site->source->outline;
	const struct function *function = outline_function_at(outline, site->call.name);
	const char *why = NULL;

	if (analysis->goal != GOAL_CHECK)
		return;
	if (function && site->call.name > function->body)
		why = limits_why(site->source, function);
	else if (!function && outline->context[site->call.name] == CONTEXT_INITIALISER)
		why = "stands in braces that are no function's as far as anybody can read: locks and pages are not "
		      "followed; look at the call yourself";
	if (why)
		analysis_add_unanalysed(analysis, i, why);
}

static void judge_call(struct analysis *analysis, size_t i)
{
	struct converter converter = analysis_converter(analysis);
	struct source *source = source_narrowed(analysis->source);
	struct call_site site;
	size_t token;
	bool wants_types = false;
	bool is_last = ladder_fails(analysis->source, i, analysis->family, analysis->version,
				    analysis_oracle(analysis));

	if (is_left_out(analysis, i) && !is_last) {
		leave_out(analysis, &converter, i);
		return;
	}
	if (analysis_read_call(analysis, i, &site)) {
		analysis_add_unanalysed(analysis, i, call_trouble(&source->outline, source->tokens[i]));
		return;
	}
	site.is_in_vain = is_last;
	site.is_foreign &= !is_last;
	if (call_site_is_ambiguous(&site))
		analysis_add_unanalysed(analysis, i, "without a kernel tree nothing tells which version's "
					"function this calls; pass --kernel TREE");
	count_arguments(analysis, i, &site);
	if (call_site_is_unreadable(&site))
		analysis_add_unanalysed(analysis, i, "the flags hold something that only the preprocessor, or "
					"nobody, can read; look at the call yourself");
	if (call_site_needs_types(&site, &token)) {
		if (!analysis->inquiry)
			analysis_leave_open(analysis, i);
		else
			report_missing_type(analysis, i, token);
	}
	if (site.access.meaning.unread)
		report_unread(analysis, i, &site.access.meaning);
	report_unfollowed(analysis, i, &site);
	site.wants_types = &wants_types;
	rules_check(analysis->rules, &site, &analysis->result->findings);
	/* What a rule could say more, with a compiler. */
	if (wants_types && !analysis->inquiry && !call_site_needs_types(&site, &token))
		analysis_leave_open(analysis, i);
	converter.source = site.source;
	if (analysis->goal == GOAL_CONVERT)
		convert_call(&converter, &site);
}

static void judge(struct analysis *analysis, size_t i)
{
	struct converter converter = analysis_converter(analysis);
	enum form form = analysis->source->forms[i];

	if (analysis->to)
		port_mention(analysis, i);
	else if (source_is_call(analysis->source, i))
		judge_call(analysis, i);
	else if (analysis->goal == GOAL_CONVERT &&
		 (form == FORM_DECLARATION || form == FORM_DEFINITION))
		convert_declaration(&converter, i);
	else if (analysis->goal == GOAL_CONVERT)
		convert_mention(&converter, i);
}

static void analyse_mention(struct analysis *analysis, size_t i)
{
	enum form form = analysis->source->forms[i];
	enum standing standing = STANDING_FAMILY;

	if (form == FORM_DECLARATION || form == FORM_DEFINITION || form == FORM_MACRO_DEFINITION)
		standing = analysis_declared_standing(analysis, i);
	else if (!is_judged_by_text(form))
		standing = analysis_standing(analysis, i);
	if (standing == STANDING_UNCLEAR) {
		char *why = why_not(analysis, analysis->source->file->mentions[i].offset);

		analysis_add_unanalysed(analysis, i, why);
		free(why);
	}
	add_class(analysis, i, standing == STANDING_NAMESAKE ? CLASS_NAMESAKE :
			       class_of_form(form));
	if (analysis->to && standing == STANDING_NAMESAKE)
		port_namesake(analysis, i);
	if (analysis->goal != GOAL_FIND && standing == STANDING_FAMILY &&
	    !served_is_header(analysis->source) &&
	    form != FORM_MEMBER && form != FORM_OBJECT)
		judge(analysis, i);
}

/* An inquiry that was never asked has parsed nothing. */
static enum reading reading_of(const struct inquiry *inquiry)
{
	if (!inquiry || !inquiry->views.n)
		return READ_AS_TEXT;
	return inquiry_is_exact(inquiry) ? READ_EXACTLY : READ_BY_CLANG;
}

void analyse(struct analysis *analysis)
{
	if (analysis->is_built)
		built_settle(analysis);
	for (size_t i = 0; i < analysis->source->file->n_mentions; i++)
		analyse_mention(analysis, i);
	analyse_by_macro(analysis);
	if (analysis->to && !served_is_header(analysis->source))
		port_beside(analysis);
	if (analysis->source->file->n_mentions || analysis->source->expanded)
		result_add_file(analysis->result, analysis->source->path, reading_of(analysis->inquiry));
}
