// SPDX-License-Identifier: GPL-2.0-only
#include "report/format/remarks.h"

#include "base/data/buf.h"
#include "base/data/mem.h"

#include <stdlib.h>

static struct finding remark_of(struct remarks *remarks, const struct unanalysed *unanalysed)
{
	return (struct finding){
		.rule = "not-analysed", .severity = SEVERITY_ERROR, .confidence = CONFIDENCE_HIGH,
		.path = unanalysed->path, .line = unanalysed->line, .end_line = unanalysed->line,
		.text = unanalysed->reason, .patch = unanalysed->patch,
		.function = arena_printf(&remarks->arena, "%s", ""),
		.callee = arena_printf(&remarks->arena, "%s", ""),
		.message = arena_printf(&remarks->arena, "not analysed: %s", unanalysed->reason),
	};
}

/* These formats have no other place for it. */
static void name_patch(struct remarks *remarks, const struct result *result, struct finding *remark)
{
	char *message = judged_message(result, remark->patch, remark->message);

	remark->message = arena_printf(&remarks->arena, "%s", message);
	free(message);
}

void remarks_of(const struct result *result, struct remarks *remarks)
{
	*remarks = (struct remarks){0};
	for (size_t i = 0; i < result->findings.n; i++)
		VEC_PUSH(&remarks->list, result->findings.items[i]);
	for (size_t i = 0; i < result->unanalysed.n; i++)
		VEC_PUSH(&remarks->list, remark_of(remarks, &result->unanalysed.items[i]));
	for (size_t i = 0; result->judged.n && i < remarks->list.n; i++)
		name_patch(remarks, result, &remarks->list.items[i]);
	finding_list_sort(&remarks->list);
}

void remarks_print(const struct result *result,
		   void (*add)(struct buf *out, const struct finding *remark), FILE *out)
{
	struct remarks remarks;
	struct buf text = {0};

	remarks_of(result, &remarks);
	for (size_t i = 0; i < remarks.list.n; i++)
		add(&text, &remarks.list.items[i]);
	if (text.length)
		fwrite(text.data, 1, text.length, out);
	buf_free(&text);
	remarks_free(&remarks);
}

void remarks_free(struct remarks *remarks)
{
	free(remarks->list.items);
	arena_free(&remarks->arena);
	*remarks = (struct remarks){0};
}
