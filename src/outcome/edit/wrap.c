// SPDX-License-Identifier: GPL-2.0-only
/*
 * Long lines, broken as the kernel does it. All ways to break are written out and measured, which
 * is less to get wrong than arithmetic on columns with tabs.
 */
#include "base/data/buf.h"
#include "outcome/edit/edit.h"

#include <string.h>

/* One argument, and what may change around it. */
struct place {
	const char *text;
	size_t length;
	const char *new_text;
	size_t soft_break; /* a blank in new_text that may become a break; 0: none may */
	struct edit_span argument;
	struct edit_span before; /* blanks that may become a break; empty at 0: none may */
	struct edit_span after;	 /* the same in front of the next argument */
	struct edit_span line;	 /* from the comma to the next argument, where that begins a line */
	const char *line_break;
	struct buf indent; /* of a new line */
	size_t limit;
	size_t was;		/* columns of its lines before they grew; 0: what they have now */
};

/* Where to break. */
struct choice {
	bool before, after;
	bool inside; /* at the soft break */
	bool join;   /* the next argument, which began a line, comes up to this one */
};

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t';
}

/* The width of the widest line. */
static size_t widest(const char *bytes, size_t length)
{
	size_t width = 0;

	for (size_t at = 0; at <= length;) {
		size_t end = edit_line_end(bytes, length, at);
		size_t visible = end - at;
		size_t columns;

		if (visible && bytes[end - 1] == '\r')
			visible--;
		columns = edit_columns(bytes + at, visible);
		if (columns > width)
			width = columns;
		at = end + 1;
	}
	return width;
}

/* Where the comment whose last byte is text[end - 1] begins; end itself: there is no comment. */
static size_t comment_start(const char *text, size_t from, size_t end)
{
	if (end < from + 4 || memcmp(text + end - 2, "*/", 2))
		return end;
	for (size_t at = end - 4;; at--) {
		if (!memcmp(text + at, "/*", 2))
			return at;
		if (at == from)
			return end;
	}
}

/* Goes forward over blanks and comments within the line. */
static size_t skip_forward(const char *text, size_t length, size_t at)
{
	for (;;) {
		const char *end;

		while (at < length && is_blank(text[at]))
			at++;
		if (length - at < 4 || memcmp(text + at, "/*", 2))
			return at;
		end = memmem(text + at + 2, length - at - 2, "*/", 2);
		if (!end)
			return at;
		at = (size_t)(end - text) + 2;
	}
}

/*
 * The blanks behind the comma in front of argument which. A comment between the comma and the
 * argument goes with the argument. None when the argument already begins its line.
 */
static struct edit_span blanks_before(const struct place *place,
				      const struct edit_arguments *arguments, size_t which)
{
	size_t from, at = arguments->spans[which].begin;

	if (!which)
		return (struct edit_span){0};
	from = arguments->spans[which - 1].end;
	for (;;) {
		size_t end = at;

		while (at > from && is_blank(place->text[at - 1]))
			at--;
		if (at > from && place->text[at - 1] == ',')
			return (struct edit_span){ at, end };
		end = comment_start(place->text, from, at);
		if (end == at)
			return (struct edit_span){0};
		at = end;
	}
}

/* The blanks behind the comma that follows the argument; none when little but a comment follows. */
static struct edit_span blanks_after(const struct place *place,
				     const struct edit_arguments *arguments, size_t which)
{
	size_t comma, end, next;

	if (which + 1 >= arguments->n)
		return (struct edit_span){0};
	next = arguments->spans[which + 1].begin;
	comma = skip_forward(place->text, place->length, place->argument.end);
	if (comma >= next || place->text[comma] != ',' ||
	    skip_forward(place->text, place->length, comma + 1) != next)
		return (struct edit_span){0};
	for (end = comma + 1; is_blank(place->text[end]); end++)
		;
	return (struct edit_span){ comma + 1, end };
}

/*
 * From behind the comma to the next argument, if that begins the next line and nothing else stands
 * between. Of use only to an argument that gets a line of its own: what stood alone stays alone.
 */
static struct edit_span next_line(const struct place *place,
				  const struct edit_arguments *arguments, size_t which)
{
	size_t comma, next, at;

	if (which + 1 >= arguments->n || !place->before.begin || *place->line_break == ' ')
		return (struct edit_span){0};
	next = arguments->spans[which + 1].begin;
	comma = place->argument.end;
	if (place->text[comma] != ',')
		return (struct edit_span){0};
	for (at = comma + 1; at < next && strchr(" \t\r\n", place->text[at]); at++)
		;
	if (at != next || !memchr(place->text + comma, '\n', next - comma))
		return (struct edit_span){0};
	return (struct edit_span){ comma + 1, next };
}

/* Does a backslash join the line that ends at end to the next one? */
static bool is_joined(const char *text, size_t end)
{
	while (end && (is_blank(text[end - 1]) || text[end - 1] == '\r'))
		end--;
	return end && text[end - 1] == '\\';
}

/* A directive ends with its line, so a break in it needs a backslash. */
static bool in_directive(const char *text, size_t at)
{
	size_t start = edit_line_start(text, at);

	while (start && is_joined(text, start - 1))
		start = edit_line_start(text, start - 1);
	while (start < at && is_blank(text[start]))
		start++;
	return start < at && text[start] == '#';
}

/* A last line without an end takes after the line in front of it. */
static bool ends_in_cr(const char *text, size_t length, size_t at)
{
	size_t end = edit_line_end(text, length, at);

	if (end == length) {
		end = edit_line_start(text, at);
		if (!end)
			return false;
		end--;
	}
	return end && text[end - 1] == '\r';
}

static const char *line_break(const char *text, size_t length, size_t at)
{
	bool cr = ends_in_cr(text, length, at);

	if (in_directive(text, at))
		return cr ? " \\\r\n" : " \\\n";
	return cr ? "\r\n" : "\n";
}

/* Does the byte at begin its line, but for blanks? *start is where the line starts. */
static bool begins_line(const char *text, size_t at, size_t *start)
{
	*start = edit_line_start(text, at);
	while (at > *start && is_blank(text[at - 1]))
		at--;
	return at == *start;
}

static bool copy_indent_of(struct place *place, const struct edit_arguments *arguments, size_t i)
{
	size_t start, begin = arguments->spans[i].begin;

	if (!begins_line(place->text, begin, &start) || start <= arguments->open)
		return false;
	buf_add(&place->indent, place->text + start, begin - start);
	return true;
}

/* A call that already is broken has found its alignment, right or wrong: a new line fits in. */
static bool copy_indent(struct place *place, const struct edit_arguments *arguments, size_t which)
{
	for (size_t i = which + 1; i-- > 0;)
		if (copy_indent_of(place, arguments, i))
			return true;
	for (size_t i = which + 1; i < arguments->n; i++)
		if (copy_indent_of(place, arguments, i))
			return true;
	return false;
}

static void set_indent(struct place *place, const struct edit_arguments *arguments, size_t which)
{
	size_t start = edit_line_start(place->text, arguments->open);
	size_t column;

	if (copy_indent(place, arguments, which))
		return;
	column = edit_columns(place->text + start, arguments->open + 1 - start);
	edit_indent(place->text, arguments->open, column, &place->indent);
}

static void add_break(const struct place *place, struct buf *out)
{
	buf_puts(out, place->line_break);
	buf_add(out, place->indent.data, place->indent.length);
}

static void add_new_text(const struct place *place, bool inside, struct buf *out)
{
	if (!inside) {
		buf_puts(out, place->new_text);
		return;
	}
	buf_add(out, place->new_text, place->soft_break);
	add_break(place, out);
	buf_puts(out, place->new_text + place->soft_break + 1);
}

/* Appends what the choice makes of the argument and says which bytes that stands for. */
static struct edit_span write_choice(const struct place *place, struct choice choice,
				     struct buf *out)
{
	struct edit_span replaced = place->argument;

	if (choice.before) {
		replaced.begin = place->before.begin;
		add_break(place, out);
		buf_add(out, place->text + place->before.end,
			place->argument.begin - place->before.end);
	}
	add_new_text(place, choice.inside, out);
	if (choice.after) {
		replaced.end = place->after.end;
		buf_add(out, place->text + place->argument.end,
			place->after.begin - place->argument.end);
		add_break(place, out);
	} else if (choice.join) {
		replaced.end = place->line.end;
		buf_puts(out, ", ");
	}
	return replaced;
}

/* The widest of the lines that the choice changes. */
static size_t width_of(const struct place *place, struct choice choice)
{
	struct buf lines = {0}, change = {0};
	struct edit_span replaced = write_choice(place, choice, &change);
	/* A comment of several lines may stand between the break and the argument. */
	size_t start = edit_line_start(place->text, replaced.begin);
	size_t width;

	buf_add(&lines, place->text + start, replaced.begin - start);
	buf_add(&lines, change.data, change.length);
	buf_add(&lines, place->text + replaced.end,
		edit_line_end(place->text, place->length, replaced.end) - replaced.end);
	width = widest(lines.data, lines.length);
	buf_free(&change);
	buf_free(&lines);
	return width;
}

static size_t old_width(const struct place *place)
{
	size_t start = edit_line_start(place->text, place->argument.begin);
	size_t end = edit_line_end(place->text, place->length, place->argument.end);

	if (place->was)
		return place->was;
	return widest(place->text + start, end - start);
}

/* A choice that is torn at its ? begins its line, if it can: else its condition hangs behind other arguments. */
static bool is_torn_badly(const struct place *place, struct choice choice)
{
	return choice.inside && !choice.before && place->before.begin &&
	       place->new_text[place->soft_break - 1] == '?';
}

static bool is_possible(const struct place *place, struct choice choice)
{
	return (!choice.before || place->before.begin) && (!choice.after || place->after.begin) &&
	       (!choice.join || place->line.begin) && (!choice.inside || place->soft_break) &&
	       !is_torn_badly(place, choice);
}

/* In the order of preference: the argument in one piece, then few new lines. */
static const struct choice choices[] = {
	{ .before = true, .join = true },
	{ .before = true },
	{ .after = true },
	{ .before = true, .after = true },
	{ .inside = true },
	{ .before = true, .inside = true },
	{ .after = true, .inside = true },
	{ .before = true, .after = true, .inside = true },
};

static struct choice choose(const struct place *place)
{
	struct choice best = {0};
	size_t width = width_of(place, best);

	if (width <= place->limit || width <= old_width(place))
		return best;
	for (size_t i = 0; i < sizeof(choices) / sizeof(choices[0]); i++) {
		size_t narrower;

		if (!is_possible(place, choices[i]))
			continue;
		narrower = width_of(place, choices[i]);
		/* Two lines in one is no way to be narrower: it fits, or it is left. */
		if (choices[i].join && narrower > place->limit)
			continue;
		if (width > place->limit && narrower < width) {
			width = narrower;
			best = choices[i];
		}
	}
	return best;
}

void edit_wrap(const struct edit_arguments *arguments, size_t which, const char *new_text,
	       struct edit_span *replaced, struct buf *out)
{
	struct place place = {
		.text = arguments->text.bytes,
		.length = arguments->text.length,
		.new_text = new_text,
		.soft_break = arguments->soft_break,
		.argument = arguments->spans[which],
		.limit = arguments->limit,
		.was = arguments->was,
	};

	place.before = blanks_before(&place, arguments, which);
	place.after = blanks_after(&place, arguments, which);
	place.line_break = line_break(place.text, place.length, place.argument.begin);
	place.line = next_line(&place, arguments, which);
	set_indent(&place, arguments, which);
	*replaced = write_choice(&place, choose(&place), out);
	buf_free(&place.indent);
}
