// SPDX-License-Identifier: GPL-2.0-only
#include "kernel/scan/word.h"

#include <locale.h>
#include <pthread.h>
#include <wchar.h>
#include <wctype.h>

static locale_t utf8;			/* what a letter is, whatever the user's own locale says */
static wctype_t combining;		/* marks that are written over or under a letter */
static pthread_once_t utf8_once = PTHREAD_ONCE_INIT;

static void open_locale(void)
{
	utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	combining = utf8 ? wctype_l("combining", utf8) : 0;
}

bool is_identifier_byte(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* The joiners, and the underscores of other scripts: parts of words that are no letters. */
static bool joins_words(wchar_t c)
{
	return c == 0x200c || c == 0x200d || c == 0x203f || c == 0x2040 || c == 0x2054 ||
	       c == 0xfe33 || c == 0xfe34 || (c >= 0xfe4d && c <= 0xfe4f) || c == 0xff3f;
}

/* Decodes the character at s, of at most n bytes; its length, or 0 if it is no valid UTF-8. */
static size_t decode(const char *s, size_t n, wchar_t *out)
{
	unsigned char c = (unsigned char)s[0];
	size_t length = c < 0x80 ? 1 : c < 0xc2 ? 0 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : c < 0xf5 ? 4 : 0;
	wchar_t value = length == 1 ? c : (wchar_t)(c & (0xff >> (length + 1)));

	if (length > n)
		return 0;
	for (size_t i = 1; i < length; i++) {
		if (((unsigned char)s[i] & 0xc0) != 0x80)
			return 0;
		value = (value << 6) | ((unsigned char)s[i] & 0x3f);
	}
	*out = value;
	return length;
}

/* True if a character that no word holds begins at s, in n bytes, and takes *used of them. */
static bool is_boundary(const char *s, size_t n, size_t *used)
{
	wchar_t c;

	*used = decode(s, n, &c);
	if (!*used)
		return false;
	if (c < 0x80)
		return !is_identifier_byte((unsigned char)c);
	if (joins_words(c))
		return false;
	pthread_once(&utf8_once, open_locale);
	return !utf8 || !(iswalnum_l((wint_t)c, utf8) || iswctype_l((wint_t)c, combining, utf8));
}

bool is_whole_word(const char *text, size_t length, size_t begin, size_t end)
{
	size_t before = begin, used;

	if (end < length && !is_boundary(text + end, length - end, &used))
		return false;
	if (!begin)
		return true;
	/* Back to the first byte of the character in front: at most three continuation bytes. */
	do
		before--;
	while (before && begin - before < 4 && ((unsigned char)text[before] & 0xc0) == 0x80);
	return is_boundary(text + before, begin - before, &used) && used == begin - before;
}
