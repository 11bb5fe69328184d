// SPDX-License-Identifier: GPL-2.0-only
//
// What stood there before beside what stands there now.

// The most lexemes that are compared one by one.
const comparable = 600;

// Which of two lists' items the other one has, in order: two lists of booleans.
function common(a, b) {
	const same = [a.map(() => false), b.map(() => false)];
	const width = b.length + 1;
	const longest = new Uint16Array((a.length + 1) * width);

	for (let i = a.length - 1; i >= 0; i--)
		for (let j = b.length - 1; j >= 0; j--)
			longest[i * width + j] =
				a[i] === b[j]
					? longest[(i + 1) * width + j + 1] + 1
					: Math.max(longest[(i + 1) * width + j], longest[i * width + j + 1]);
	for (let i = 0, j = 0; i < a.length && j < b.length;) {
		if (a[i] === b[j]) same[0][i++] = same[1][j++] = true;
		else if (longest[(i + 1) * width + j] >= longest[i * width + j + 1]) i++;
		else j++;
	}
	return same;
}

// Lines as lexemes, those marked that the other side does not have.
function marked(lines, others) {
	const sides = [lines, others].map((side) => side.map(lex));
	const flat = sides.map((side) =>
		side
			.flat()
			.map(([text]) => text)
			.filter((text) => text.trim())
	);
	const same =
		flat[0].length + flat[1].length <= comparable
			? common(flat[0], flat[1])[0]
			: flat[0].map(() => true);
	let i = 0;

	return sides[0].map((line) =>
		line.map(([text, kind]) => [text, kind, text.trim() ? !same[i++] : false])
	);
}

// Neighbours that changed become one mark, the blanks between them with it.
function pieces(lexemes, tag) {
	const nodes = [];
	let mark = null;

	lexemes.forEach(([text, kind, isNew], i) => {
		const joins = mark && !text.trim() && lexemes[i + 1] && lexemes[i + 1][2];
		const node = kind ? el('span', { class: kind }, plain(text)) : plain(text);

		if (isNew || joins) {
			if (!mark) nodes.push((mark = el(tag)));
			mark.append(node);
		} else {
			mark = null;
			nodes.push(node);
		}
	});
	return nodes;
}

// Rows of changed lines, with as many of the one side as of the other.
function flush(sides, removed, added) {
	const before = marked(
		removed.map((r) => r.text),
		added.map((r) => r.text)
	);
	const after = marked(
		added.map((r) => r.text),
		removed.map((r) => r.text)
	);

	for (let i = 0; i < Math.max(removed.length, added.length); i++) {
		sides[0].push(
			removed[i] ? ['gone', removed[i].old, pieces(before[i], 'del')] : ['none', '', '']
		);
		sides[1].push(added[i] ? ['new', added[i].new, pieces(after[i], 'ins')] : ['none', '', '']);
	}
	removed.length = added.length = 0;
}

// Without the tabs that all lines begin with: two columns have no room for them.
function dedented(rows) {
	const tabs = Math.min(
		...rows.filter((row) => row.text.trim()).map((row) => row.text.match(/^\t*/)[0].length)
	);

	return rows.map((row) => ({
		...row,
		text: row.text.slice(Math.min(tabs, row.text.match(/^\t*/)[0].length)),
	}));
}

// The two columns' rows, [class, line number, nodes]; a line around two places is shown once.
function columns(groups) {
	const sides = [[], []],
		removed = [],
		added = [];
	let last = 0;

	for (const row of dedented(groups.flatMap((group) => group.rows))) {
		if (row.kind === '-' || row.kind === '+') {
			(row.kind === '-' ? removed : added).push(row);
			last = row.old - (row.kind === '+');
			continue;
		}
		flush(sides, removed, added);
		if (row.old <= last) continue;
		if (last && row.old > last + 1) sides.forEach((side) => side.push(['gap', '', '\u22ef']));
		sides[0].push(['', row.old, code(row.text)]);
		sides[1].push(['', row.new, code(row.text)]);
		last = row.old;
	}
	flush(sides, removed, added);
	return sides;
}

const signs = { gone: '\u2212', new: '+' };

function cells([kind, number, nodes]) {
	return [
		el('th', { scope: 'row', class: kind || null }, number),
		el('td', { class: 'sign ' + kind }, signs[kind] || ''),
		el('td', { class: kind || null }, nodes),
	];
}

// One row for both sides, so that they stay beside each other where a line is broken.
function sideBySide(groups) {
	const [before, after] = columns(groups);

	return scrolling(
		'Before and after',
		el(
			'table',
			{ class: 'pair' },
			el(
				'colgroup',
				null,
				['number', 'sign', '', 'number', 'sign', ''].map((kind) =>
					el('col', { class: kind || null })
				)
			),
			el(
				'thead',
				null,
				el(
					'tr',
					null,
					el('th', { scope: 'colgroup', colspan: 3 }, 'Before'),
					el('th', { scope: 'colgroup', colspan: 3 }, 'After')
				)
			),
			el(
				'tbody',
				null,
				before.map((row, i) =>
					el(
						'tr',
						{ class: row[0] || after[i][0] ? 'differs' : null },
						cells(row),
						cells(after[i])
					)
				)
			)
		)
	);
}

// The lines of the finding's call, and the mended call in their place.
function mended(finding, source) {
	const rows = [];
	const first = source.line(finding.file, finding.line),
		last = source.line(finding.file, finding.end_line);

	// A byte that is no UTF-8 is another character here, and what follows it has another column.
	if (first === undefined || last === undefined || (first + last).includes('\ufffd'))
		return el('p', null, 'Write: ', el('code', null, plain(finding.fix)));
	const text = cut(first, 0, finding.column - 1) + finding.fix + cut(last, finding.end_column - 1);
	const lines = text.split('\n');
	const longer = lines.length - 1 - (finding.end_line - finding.line);
	const add = (kind, from, to, shift) => {
		for (let line = from; line <= to; line++)
			if (source.line(finding.file, line) !== undefined)
				rows.push({
					kind,
					old: line,
					new: line + shift,
					text: source.line(finding.file, line),
				});
	};

	add(' ', finding.line - 2, finding.line - 1, 0);
	add('-', finding.line, finding.end_line, 0);
	lines.forEach((line, i) =>
		rows.push({ kind: '+', old: finding.end_line + 1, new: finding.line + i, text: line })
	);
	add(' ', finding.end_line + 1, finding.end_line + 3, longer);
	return sideBySide([{ rows }]);
}

// A part of a line by its columns, which count bytes.
function cut(line, begin, end) {
	return new TextDecoder().decode(new TextEncoder().encode(line).slice(begin, end));
}
