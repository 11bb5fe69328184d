// SPDX-License-Identifier: GPL-2.0-only
/*
 * One page for people's browsers, with all that it needs: it asks nobody for anything. What comes from the
 * tree is JSON in it, which the page's script reads as data; the policy of the page lets nothing run but
 * that one script.
 */
#include "report/html_data.h"
#include "report/html_parts.h"
#include "report/report.h"
#include "report/xml.h"

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

static void put_policy(const struct report *report, FILE *out)
{
	(void)report;
	fputs("default-src 'none'; base-uri 'none'; form-action 'none'; script-src ", out);
	put_hash(html_script, out);
	fputs("; style-src ", out);
	put_hash(html_style, out);
}

static void put_title(const struct report *report, FILE *out)
{
	static const struct { enum subject subject; const char *name; } names[] = {
		{ SUBJECT_MENTIONS, "find" }, { SUBJECT_FINDINGS, "check" }, { SUBJECT_EDITS, "convert" },
	};
	const struct heading *heading = &report->heading;
	size_t i = 0;

	while (names[i].subject != report->subject)
		i++;
	fprintf(out, "guptidy %s: ", heading->base ? "lint" : names[i].name);
	xml_put(heading->is_kernel ? heading->version : heading->root, out);
}

/* Nothing in it ends the element, or is a comment: JSON allows any character to be written by its number. */
static void put_data(const struct report *report, FILE *out)
{
	json_t *document = json_pack("{s:[o]}", "runs", html_data(report));
	char *text = json_dumps(document, JSON_COMPACT | JSON_ENSURE_ASCII);

	for (const char *c = text ? text : "{\"runs\":[]}"; *c; c++) {
		if (strchr("<>&", *c))
			fprintf(out, "\\u%04x", *c);
		else
			putc(*c, out);
	}
	free(text);
	json_decref(document);
}

static void put_style(const struct report *report, FILE *out)
{
	(void)report;
	fputs(html_style, out);
}

static void put_script(const struct report *report, FILE *out)
{
	(void)report;
	fputs(html_script, out);
}

static const struct {
	const char *mark;		/* in page.html */
	void (*put)(const struct report *report, FILE *out);
} parts[] = {
	{ "@policy@", put_policy }, { "@title@", put_title }, { "@style@", put_style },
	{ "@data@", put_data }, { "@script@", put_script },
};

/* Prints the part that the text begins with, if it is one; returns the length of its mark. */
static size_t put_part(const char *text, const struct report *report, FILE *out)
{
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++) {
		size_t length = strlen(parts[i].mark);

		if (!strncmp(text, parts[i].mark, length)) {
			parts[i].put(report, out);
			return length;
		}
	}
	return 0;
}

void format_html(const struct report *report, FILE *out)
{
	for (const char *at = html_page; *at;) {
		size_t length = *at == '@' ? put_part(at, report, out) : 0;

		if (!length)
			putc(*at, out);
		at += length ? length : 1;
	}
}
