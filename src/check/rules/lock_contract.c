// SPDX-License-Identifier: GPL-2.0-only
#include "check/rules/lock_contract.h"

#include "base/data/mem.h"
#include "contract/lock/lock.h"

enum gup_lock lock_asked(const struct call_site *site)
{
	const struct gup_signature *signature = NULL;
	int locked;

	if (!call_site_fits(site) || site->source->outline.tokens.items[site->call.name].directive)
		return LOCK_ANY;
	if (site->version)
		signature = gup_signature_at(site->mention->symbol->function, site->version);
	if (!signature)
		signature = gup_signature_newest(site->mention->symbol->function);
	locked = declared_role(site->declared, ROLE_LOCKED);
	/* *locked tells what is true, and since v6.3 the callee takes the lock if it is 0. */
	if (locked >= 0 && !expr_op_is(&site->source->outline,
				       expr_bare(site->call.arguments[locked]), "NULL"))
		return LOCK_ANY;
	return gup_signature_lock(signature, false);
}

const char *lock_asked_of(const struct call_site *site)
{
	int mm = declared_role(site->declared, ROLE_MM);

	return mm < 0 ? "current->mm" : lock_mm(site->source, site->call.arguments[mm]);
}

void lock_note_way(struct finding *finding, const struct call_site *site, enum hold hold,
		   const char *done, const char *called)
{
	struct route route;
	size_t operation = held_route(site->source, site->call.name, lock_asked_of(site), hold, &route);
	const struct occurrence marks[] = { { operation, done }, { site->call.name, called } };

	if (operation != NO_TOKEN)
		finding_note_route(finding, site->source, &route, marks, ARRAY_SIZE(marks));
	route_free(&route);
}

char *lock_place(const struct call_site *site, size_t token)
{
	const struct token *name = &site->source->outline.tokens.items[token];
	uint32_t line, column;

	source_position(site->source, name->offset, &line, &column);
	return mem_printf("%.*s() at line %u", (int)name->length,
			  site->source->outline.tokens.text + name->offset, line);
}

char *lock_holder(const struct call_site *site, const struct entry *entry)
{
	if (!strcmp(entry->source->path, site->source->path))
		return mem_printf("%s()", entry->function->name);
	return mem_printf("%s() in %s", entry->function->name, entry->source->path);
}
