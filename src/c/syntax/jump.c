// SPDX-License-Identifier: GPL-2.0-only
#include "c/syntax/jump.h"

const struct statement *statements_jump(const struct statement *first)
{
	const struct statement *jump = NULL;

	for (const struct statement *s = first; s; s = s->next) {
		if (s->kind == STATEMENT_CASE || s->kind == STATEMENT_LABEL)
			jump = NULL;
		else if (!jump)
			jump = statement_jump(s);
	}
	return jump;
}

/* What leaves the body of a do {} while (0) for its end leaves nothing else. */
static const struct statement *jump_out_of(const struct statement *loop)
{
	const struct statement *jump = statements_jump(loop->child);

	return jump && (jump->kind == STATEMENT_RETURN || jump->kind == STATEMENT_GOTO) ? jump : NULL;
}

const struct statement *statement_jump(const struct statement *statement)
{
	switch (statement->kind) {
	case STATEMENT_RETURN:
	case STATEMENT_GOTO:
	case STATEMENT_BREAK:
	case STATEMENT_CONTINUE:
		return statement;
	case STATEMENT_BLOCK:
		return statements_jump(statement->child);
	case STATEMENT_DO:
		return jump_out_of(statement);
	default:
		return NULL;
	}
}
