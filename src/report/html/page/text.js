// SPDX-License-Identifier: GPL-2.0-only
//
// Text on its way to the page. All of it comes from a tree that nobody vouches for: it becomes text nodes
// and attributes, never markup.
'use strict';

// A new element. Properties named on... are listeners; those that are false or missing are left out.
function el(name, properties, ...children) {
	const element = document.createElement(name);

	for (const [key, value] of Object.entries(properties || {})) {
		if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
		else if (value === true) element.setAttribute(key, '');
		else if (value !== false && value !== undefined && value !== null)
			element.setAttribute(key, value);
	}
	element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
	return element;
}

// What shows nothing, or turns around what stands beside it.
const unseen = /[\0-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu;

// The text with its invisible characters by their numbers, as <202e>.
function plain(text, pattern = unseen) {
	return text.replace(pattern, (c) => '<' + c.codePointAt(0).toString(16).padStart(2, '0') + '>');
}

function count(n, one, many) {
	return n.toLocaleString('en') + '\u00a0' + (n === 1 ? one : many);
}

// A sentence of parts: "a, b and c".
function sentence(parts) {
	return parts.length < 2
		? parts.join('')
		: parts.slice(0, -1).join(', ') + ' and ' + parts[parts.length - 1];
}

// A message with its `code` as code.
function prose(text) {
	return plain(text)
		.split('`')
		.map((part, i) => (i % 2 ? el('code', null, part) : part));
}

// Where a name in a path, or a long word, may be broken.
function path(text) {
	return plain(plain(text), /[\t\n]/g)
		.split('/')
		.flatMap((part, i) => (i ? ['/', el('wbr'), part] : [part]));
}

const lexemes = new RegExp(
	[
		/(?<comment>\/\*.*?(?:\*\/|$)|\/\/.*)/,
		/(?<string>"(?:\\.|[^"\\])*"?|'(?:\\.|[^'\\])*'?)/,
		/(?<word>[A-Za-z_]\w*)/,
		/(?<number>\d\w*)/,
		/\s+/,
		/./,
	]
		.map((part) => part.source)
		.join('|'),
	'gsu'
);

const keywords = new Set(
	(
		'auto break case char const continue default do double else enum extern float for goto ' +
		'if inline int long register restrict return short signed sizeof static struct switch typedef union ' +
		'unsigned void volatile while bool'
	).split(' ')
);

// The lexemes of a line of C, [text, class] each; a line that goes on with a comment shows it by its star.
function lex(line) {
	if (/^\s*\*(?:[\s/]|$)/.test(line)) return [[line, 'comment']];
	return Array.from(line.matchAll(lexemes), ({ 0: text, groups }) => [
		text,
		groups.comment !== undefined
			? 'comment'
			: groups.string !== undefined
				? 'string'
				: keywords.has(text)
					? 'keyword'
					: groups.number !== undefined
						? 'number'
						: '',
	]);
}

// A line of C as nodes; name is the function that it is about.
function code(line, name) {
	return lex(line).map(([text, kind]) => {
		const shown = plain(text);
		const sort = name && text === name ? 'name' : kind;

		return sort ? el('span', { class: sort }, shown) : shown;
	});
}
