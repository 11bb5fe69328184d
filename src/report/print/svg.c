// SPDX-License-Identifier: GPL-2.0-only
/*
 * How far the way from references to pins is, as a picture: a bar for each tree, and below it the areas
 * with most callers, each with a bar for each tree. All bars of one part have one scale.
 */
#include "base/data/mem.h"
#include "outcome/result/stats.h"
#include "report/format/format.h"
#include "report/format/xml.h"

#include <stdlib.h>
#include <string.h>

#define WIDTH 880
#define MARGIN 24
#define LABEL 150		/* what stands in front of the bars */
#define BAR 26
#define STEP 38			/* from tree to tree */
#define THIN 9
#define AREA_GAP 12
#define MOST_AREAS 14

/* What counts for the picture, in this order; the classes stand in the style. */
static const struct {
	enum stats_kind kind;
	const char *name;
} parts[] = {
	{ STATS_GET, "references" }, { STATS_GET_LONGTERM, "long-term references" },
	{ STATS_PIN, "pins" }, { STATS_PIN_LONGTERM, "long-term pins" },
};

static const char style[] =
	"text{font:14px ui-sans-serif,system-ui,'Segoe UI','Liberation Sans',sans-serif;fill:#1f2328}"
	".title{font-size:20px;font-weight:600}.quiet{fill:#5c6269}.n{text-anchor:end}"
	".in{fill:#fff;font-size:12px;text-anchor:middle}.i0{fill:#1f2328}.ground{fill:#faf9f6}"
	".p0{fill:#c98a3d}.p1{fill:#8f5614}.p2{fill:#3d86a8}.p3{fill:#14506e}.line{stroke:#e2e0da}"
	"@media(prefers-color-scheme:dark){text{fill:#e3e5e8}.quiet{fill:#a0a6ad}.in,.i0{fill:#16181b}"
	".ground{fill:#16181b}.p0{fill:#d9a25c}.p1{fill:#f2cf9a}.p2{fill:#4f9bc0}.p3{fill:#a9d6ec}"
	".line{stroke:#32363c}}";

static void put_label(int x, int y, const char *class, const char *text, FILE *out)
{
	fprintf(out, "<text x=\"%d\" y=\"%d\" class=\"%s\">", x, y, class);
	xml_put(text, out);
	fputs("</text>\n", out);
}

/* The parts of one bar, `most` of them as long as all the room; the numbers stand in those that hold them. */
static void put_bar(const size_t n[STATS_KIND_COUNT], size_t most, int y, int height, FILE *out)
{
	double room = WIDTH - 2 * MARGIN - LABEL - 50, x = MARGIN + LABEL;

	for (size_t p = 0; p < ARRAY_SIZE(parts); p++) {
		double width = most ? room * (double)n[parts[p].kind] / (double)most : 0;

		if (n[parts[p].kind])
			fprintf(out, "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" class=\"p%zu\"/>\n", x, y,
				width > 1.5 ? width - 1 : width, height, p);
		if (height == BAR && width > 22)
			fprintf(out, "<text x=\"%.1f\" y=\"%d\" class=\"in i%zu\">%zu</text>\n", x + width / 2,
				y + 18, p, n[parts[p].kind]);
		x += width;
	}
	if (height == BAR)
		fprintf(out, "<text x=\"%.1f\" y=\"%d\" class=\"quiet\">%zu</text>\n", x + 8, y + 18,
			stats_sum_held(n));
}

static int put_legend(int y, FILE *out)
{
	int x = MARGIN + LABEL;

	for (size_t p = 0; p < ARRAY_SIZE(parts); p++) {
		fprintf(out, "<rect x=\"%d\" y=\"%d\" width=\"12\" height=\"12\" class=\"p%zu\"/>\n", x, y - 11, p);
		put_label(x + 18, y, "quiet", parts[p].name, out);
		x += 44 + 8 * (int)strlen(parts[p].name);
	}
	return y + 24;
}

static int put_trees(const struct stats *stats, int y, FILE *out)
{
	size_t most = 0;

	for (size_t t = 0; t < stats->n; t++)
		if (stats_sum_held(stats->items[t].n) > most)
			most = stats_sum_held(stats->items[t].n);
	for (size_t t = 0; t < stats->n; t++, y += STEP) {
		put_label(MARGIN, y + 18, "", stats->items[t].version, out);
		put_bar(stats->items[t].n, most, y, BAR, out);
	}
	return y;
}

/* The most that one tree has in one of these areas. */
static size_t most_of(const struct stats *stats, const char *const *names, size_t n)
{
	size_t most = 0;

	for (size_t i = 0; i < n; i++) {
		for (size_t t = 0; t < stats->n; t++) {
			const struct stats_row *row = stats_find(&stats->items[t].areas, names[i]);

			if (row && stats_sum_held(row->n) > most)
				most = stats_sum_held(row->n);
		}
	}
	return most;
}

static int put_area(const struct stats *stats, const char *name, size_t most, int y, FILE *out)
{
	static const size_t none[STATS_KIND_COUNT];

	put_label(MARGIN, y + (int)stats->n * THIN / 2 + 5, "", name, out);
	for (size_t t = 0; t < stats->n; t++, y += THIN + 1) {
		const struct stats_row *row = stats_find(&stats->items[t].areas, name);

		put_bar(row ? row->n : none, most, y, THIN, out);
	}
	return y + AREA_GAP;
}

/* All of it; returns how high it is. */
static int put_all(struct stats *stats, FILE *out)
{
	size_t n, most;
	const char **names = stats_names(stats, stats_areas, stats_sum_held, &n);
	int y = MARGIN + 20;

	if (n > MOST_AREAS)
		n = MOST_AREAS;
	most = most_of(stats, names, n);
	put_label(MARGIN, y, "title", "Callers that get user pages: references and pins", out);
	y = put_legend(y + 34, out);
	y = put_trees(stats, y, out) + 8;
	fprintf(out, "<path d=\"M%d %dH%d\" class=\"line\"/>\n", MARGIN, y, WIDTH - MARGIN);
	put_label(MARGIN, y + 26, "quiet", "The areas with most of them; a bar for each kernel, in the same order",
		  out);
	y += 42;
	for (size_t i = 0; i < n; i++)
		y = put_area(stats, names[i], most, y, out);
	free(names);
	return y + MARGIN - AREA_GAP;
}

void format_svg(const struct report *report, FILE *out)
{
	size_t length = 0;
	char *text = NULL;
	FILE *memory = open_memstream(&text, &length);
	int height = memory ? put_all(report->stats, memory) : 0;

	if (memory)
		fclose(memory);
	fprintf(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" ",
		WIDTH, height, WIDTH, height);
	fprintf(out, "role=\"img\" aria-labelledby=\"t\">\n"
		"<title id=\"t\">Callers of the get_user_pages family, by kernel and area</title>\n<style>%s</style>\n",
		style);
	fprintf(out, "<rect width=\"%d\" height=\"%d\" class=\"ground\"/>\n%s</svg>\n", WIDTH, height,
		text ? text : "");
	free(text);
}
