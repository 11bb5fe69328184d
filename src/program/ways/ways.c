// SPDX-License-Identifier: GPL-2.0-only
#include "program/ways/ways.h"

#include <string.h>

enum goal way_goal(const struct options *options)
{
	const char *command = options->argv[0];

	if (!strcmp(command, "find") || options->pin)
		return GOAL_FIND;
	return options->checks || !strcmp(command, "check") ? GOAL_CHECK : GOAL_CONVERT;
}

int way_go(struct session *session)
{
	switch (way_goal(&session->options)) {
	case GOAL_CHECK:
		return check_way(session);
	case GOAL_FIND:
		return session->options.pin ? convert_way(session) : find_way(session);
	default:
		return convert_way(session);
	}
}
