// SPDX-License-Identifier: GPL-2.0-only
#include "report/subject/prototype.h"

#include "base/data/buf.h"
#include "base/data/mem.h"
#include "calls/family/family.h"

#include <stdlib.h>
#include <string.h>

char *parameter_text(const struct declared *declared, int place)
{
	const struct parameter *parameter = &declared->prototype.parameters[place];
	size_t length = strlen(parameter->type);
	bool star = length && parameter->type[length - 1] == '*';

	return mem_printf("%s%s%s", parameter->type, *parameter->name && !star ? " " : "",
			  parameter->name);
}

char *prototype_text(const struct declared *declared)
{
	size_t length = strlen(declared->prototype.returns);
	struct buf text = {0};

	buf_printf(&text, "%s%s%s(", declared->prototype.returns,
		   length && declared->prototype.returns[length - 1] == '*' ? "" : " ",
		   declared->function->name);
	for (size_t i = 0; i < declared->prototype.n; i++) {
		char *parameter = parameter_text(declared, (int)i);

		buf_printf(&text, "%s%s", i ? ", " : "", parameter);
		free(parameter);
	}
	buf_puts(&text, declared->prototype.n ? ")" : "void)");
	return buf_take(&text);
}
