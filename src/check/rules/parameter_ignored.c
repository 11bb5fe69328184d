// SPDX-License-Identifier: GPL-2.0-only
/*
 * parameter-ignored: a function is told whether to write, and asks for the same flags either way.
 *
 * Complains about a parameter called write, writable, ... that the function never reads, where the
 * flags of its call hang on nothing else. Gets wrong: a signature that others prescribe.
 */
#include "base/data/mem.h"
#include "c/outline/prototype.h"
#include "calls/value/callers.h"
#include "check/rules/rule.h"

#include <string.h>

static bool says_write(const struct parameter *parameter)
{
	static const char *const names[] = {
		"write", "writable", "writeable", "is_write", "for_write", "do_write", "write_access",
		"write_fault", "rw",
	};

	if (strchr(parameter->type, '*') || strchr(parameter->type, '['))
		return false;
	for (size_t i = 0; i < ARRAY_SIZE(names); i++)
		if (!strcmp(parameter->name, names[i]))
			return true;
	return false;
}

/* The body names it, or a macro of the file may. */
static bool is_named(struct source *source, const struct function *function, size_t name)
{
	const struct uses *uses = source_uses(source);

	for (uint32_t i = uses_first(uses, name); i != NO_USE; i = uses_next(uses, i))
		if ((i > function->body && i < function->end) ||
		    source->outline.tokens.items[i].directive)
			return true;
	return false;
}

static void ignore_call(const struct call *call, void *data)
{
	(void)call;
	(void)data;
}

/* A function that is called by way of a pointer has the parameters that others want. */
static enum confidence confidence_of(const struct call_site *site, const struct function *function)
{
	return callers_visit(site->source, function, ignore_call, NULL) ?
	       CONFIDENCE_MEDIUM : CONFIDENCE_LOW;
}

/* Flags by name or 0, on all ways. */
static bool are_constant(const struct meaning *meaning)
{
	return meaning->bits &&
	       !(meaning->bits & ~(unsigned)(MEANS_ZERO | MEANS_FLAGS | MEANS_STRAY));
}

static void check_parameters(const struct call_site *site, const struct function *function,
			     const struct prototype *prototype, struct finding_list *findings)
{
	const struct token_list *tokens = &site->source->outline.tokens;

	for (size_t i = 0; i < prototype->n; i++) {
		const struct parameter *parameter = &prototype->parameters[i];

		if (!says_write(parameter) ||
		    is_named(site->source, function, token_at(tokens, parameter->name_begin)))
			continue;
		finding_add(findings, site, &rule_parameter_ignored, confidence_of(site, function),
			    mem_printf("%s() never reads its parameter `%s`: %s() gets the same flags "
				       "whatever its caller wants", function->name, parameter->name,
				       site->function->name), NULL);
		return;
	}
}

static void check(const struct call_site *site, struct finding_list *findings)
{
	const struct outline *outline = &site->source->outline;
	const struct function *function = outline_function_at(outline, site->call.name);
	struct prototype prototype;

	if (!function || outline->tokens.items[site->call.name].directive ||
	    site->access.role != ROLE_FLAGS || family_is_core(site->source->path) ||
	    !are_constant(&site->access.meaning) ||
	    prototype_read(outline, function->name_token, &prototype))
		return;
	check_parameters(site, function, &prototype, findings);
	prototype_free(&prototype);
}

const struct rule rule_parameter_ignored = {
	.name = "parameter-ignored",
	.severity = SEVERITY_WARNING,
	.summary = "a parameter says whether to write, and the flags do not hang on it",
	.text =
	"A function that takes `write` promises to ask for what its caller wants. Where the flags are\n"
	"constants and the parameter is never read, one of the two kinds of callers gets what it did not\n"
	"ask for: a read-only pin for memory that a device writes to, or copies of pages that nobody\n"
	"wanted to change.\n"
	"\n"
	"	static int take(unsigned long addr, bool write, struct page **page)\n"
	"	{\n"
	"		return pin_user_pages_fast(addr, 1, FOLL_WRITE, page);\n"
	"	}\n"
	"\n"
	"Write instead:\n"
	"\n"
	"		return pin_user_pages_fast(addr, 1, write ? FOLL_WRITE : 0, page);\n"
	"\n"
	"or drop the parameter. No finding: the body, or a macro of the file, names the parameter in any\n"
	"way; flags that come from elsewhere.\n"
	"\n"
	"Medium confidence. Low, and shown with --all only: the file uses the function's name in another\n"
	"way than to call it, as an operation in a table, whose parameters are not its own.\n"
	"\n"
	"What it gets wrong: a table in another file.\n",
	.check = check,
};
