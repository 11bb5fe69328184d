// SPDX-License-Identifier: GPL-2.0-only
/*
 * One page for people's browsers, with all that it needs: it asks nobody for anything. What comes from the
 * tree is JSON in it, which the page's script reads as data; the policy of the page lets nothing run but
 * that one script.
 */
#include "report/html/html.h"

#include "base/data/buf.h"
#include "base/data/err.h"
#include "base/data/mem.h"
#include "base/files/load.h"
#include "base/files/path.h"
#include "report/format/report.h"
#include "report/format/xml.h"
#include "report/html/data.h"
#include "report/html/parts.h"

#include <nettle/base64.h>
#include <nettle/sha2.h>
#include <stdlib.h>
#include <string.h>

/* What a policy knows a text by. */
static void put_hash(const char *text, FILE *out)
{
	uint8_t digest[SHA256_DIGEST_SIZE];
	char word[BASE64_ENCODE_RAW_LENGTH(SHA256_DIGEST_SIZE)];
	struct sha256_ctx context;

	sha256_init(&context);
	sha256_update(&context, strlen(text), (const uint8_t *)text);
	sha256_digest(&context, sizeof(digest), digest);
	base64_encode_raw(word, sizeof(digest), digest);
	fprintf(out, "'sha256-%.*s'", (int)sizeof(word), word);
}

/* What a page shows. */
struct page {
	char *title;
	json_t *runs;			/* an array */
	json_t *rows;			/* of several runs: what they have in common; or NULL */
};

static void put_policy(const struct page *page, FILE *out)
{
	(void)page;
	fputs("default-src 'none'; base-uri 'none'; form-action 'none'; script-src ", out);
	put_hash(html_script, out);
	fputs("; style-src ", out);
	put_hash(html_style, out);
}

static void put_title(const struct page *page, FILE *out)
{
	xml_put(page->title, out);
}

/* Nothing in it ends the element, or is a comment: JSON allows any character to be written by its number. */
static void put_data(const struct page *page, FILE *out)
{
	json_t *document = json_pack("{s:O}", "runs", page->runs);
	char *text;

	json_object_set(document, "rows", page->rows);
	text = json_dumps(document, JSON_COMPACT | JSON_ENSURE_ASCII);

	for (const char *c = text ? text : "{\"runs\":[]}"; *c; c++) {
		if (strchr("<>&", *c))
			fprintf(out, "\\u%04x", *c);
		else
			putc(*c, out);
	}
	free(text);
	json_decref(document);
}

static void put_style(const struct page *page, FILE *out)
{
	(void)page;
	fputs(html_style, out);
}

static void put_script(const struct page *page, FILE *out)
{
	(void)page;
	fputs(html_script, out);
}

static const struct {
	const char *mark;		/* in page.html */
	void (*put)(const struct page *page, FILE *out);
} parts[] = {
	{ "@policy@", put_policy }, { "@title@", put_title }, { "@style@", put_style },
	{ "@data@", put_data }, { "@script@", put_script },
};

/* Prints the part that the text begins with, if it is one; returns the length of its mark. */
static size_t put_part(const char *text, const struct page *page, FILE *out)
{
	for (size_t i = 0; i < ARRAY_SIZE(parts); i++) {
		if (begins_with(text, parts[i].mark)) {
			parts[i].put(page, out);
			return strlen(parts[i].mark);
		}
	}
	return 0;
}

static void put_page(struct page *page, FILE *out)
{
	for (const char *at = html_page; *at;) {
		size_t length = *at == '@' ? put_part(at, page, out) : 0;

		if (!length)
			putc(*at, out);
		at += length ? length : 1;
	}
	free(page->title);
	json_decref(page->runs);
	json_decref(page->rows);
}

static char *title_of(const struct report *report)
{
	static const struct { enum subject subject; const char *name; } names[] = {
		{ SUBJECT_MENTIONS, "find" }, { SUBJECT_FINDINGS, "check" }, { SUBJECT_EDITS, "convert" },
	};
	const struct heading *heading = &report->heading;
	size_t i = 0;

	while (names[i].subject != report->subject)
		i++;
	return mem_printf("guptidy %s: %s", heading->base ? "lint" : names[i].name,
			  heading->is_kernel ? heading->version : heading->root);
}

void format_html(const struct report *report, FILE *out)
{
	struct page page = { .title = title_of(report), .runs = json_pack("[o]", html_data(report)) };

	put_page(&page, out);
}

void html_print_runs(json_t *runs, json_t *rows, FILE *out)
{
	struct page page = {
		.title = mem_printf("guptidy: %zu runs", json_array_size(runs)), .runs = runs, .rows = rows,
	};

	put_page(&page, out);
}

json_t *html_read_run(const char *path)
{
	static const char begin[] = "<script type=\"application/json\" id=\"data\">";
	struct buf text = {0};
	struct err err = {0};
	const char *data = NULL;
	json_t *document = NULL, *run;

	if (!load_file(&text, path, &err) && text.length)
		data = strstr(text.data, begin);
	if (data) {
		data += strlen(begin);
		document = json_loadb(data, strcspn(data, "<"), 0, NULL);
	}
	run = json_incref(json_array_get(json_object_get(document, "runs"), 0));
	json_decref(document);
	buf_free(&text);
	err_clear(&err);
	return run;
}
