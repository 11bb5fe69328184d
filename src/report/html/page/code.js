// SPDX-License-Identifier: GPL-2.0-only
//
// Code: the lines around a place, and a way through them.

class Source {
	constructor(report) {
		this.windows = report.source;
	}

	// The text of a line, or undefined: the page does not have it.
	line(file, number) {
		for (const [first, lines] of this.windows[file] || [])
			if (number >= first && number < first + lines.length) return lines[number - first];
		return undefined;
	}
}

// What can be scrolled can be reached by keyboard, and says what it is.
function scrolling(label, table) {
	return el('div', { class: 'code', role: 'region', tabindex: '0', 'aria-label': label }, table);
}

// The steps of a finding, its own place among them, as [{file, line, end, message}]: lines line to end.
function stepsOf(finding) {
	const isOwn = (place) => place.file === finding.file && place.line === finding.line;
	const step = (place, message) => ({
		file: place.file,
		line: place.line,
		message,
		end: Math.max(place.line, (isOwn(place) ? finding : place).end_line || 0),
	});
	const steps = finding.notes.map((note) => step(note, note.message));

	if (!steps.some(isOwn)) steps.push(step(finding, ''));
	return steps;
}

// Runs of steps in one file: the way may go to another one and come back.
function partsOf(steps) {
	const parts = [];

	steps.forEach((step, i) => {
		const last = parts[parts.length - 1];

		if (last && last.file === step.file) last.steps.push({ ...step, number: i + 1 });
		else parts.push({ file: step.file, steps: [{ ...step, number: i + 1 }] });
	});
	return parts;
}

// Between two steps as many lines are shown, and no more; as many as the page was given (html_source.c).
const longestGap = 40;

// The numbers of the lines that are shown of a part, 0 where some are left out.
function linesOf(part, source) {
	const wanted = new Set();
	const add = (from, to) => {
		for (let line = from; line <= to; line++)
			if (source.line(part.file, line) !== undefined) wanted.add(line);
	};

	part.steps.forEach((step, i) => {
		const next = part.steps[i + 1];

		wanted.add(step.line);
		add(step.line - 2, step.end + 3);
		if (next && Math.abs(next.line - step.line) <= longestGap)
			add(Math.min(step.line, next.line), Math.max(step.line, next.line));
	});
	const lines = [...wanted].sort((a, b) => a - b);

	return lines.flatMap((line, i) => (i && line > lines[i - 1] + 1 ? [0, line] : [line]));
}

// Where the way goes back to an earlier line, as a loop does: from one line up to another.
function returnsOf(part) {
	return part.steps
		.slice(1)
		.map((step, i) => ({ from: part.steps[i].line, to: step.line }))
		.filter(({ from, to }) => to < from);
}

// The cell that the way is drawn in. A rail leads down from the first step to the last, a second one up.
function rail(part, line, isNote) {
	const numbers = part.steps.map((step) => step.line);
	const [top, bottom] = [Math.min(...numbers), Math.max(...numbers)];
	const at = isNote ? line + 0.5 : line;
	const classes = ['rail'];

	if (top < bottom && at >= top && at <= bottom)
		classes.push(at === top ? 'begins' : at === bottom ? 'ends' : 'goes');
	for (const { from, to } of returnsOf(part))
		if (at >= to && at <= from)
			classes.push(at === to ? 'returns' : at === from ? 'turns' : 'back');
	return el(
		'td',
		{ class: classes.join(' '), 'aria-hidden': 'true' },
		isNote
			? null
			: part.steps
					.filter((step) => step.line === line)
					.map((step) => el('span', { class: 'dot' }, step.number))
					.slice(0, 1)
	);
}

// Behind the last line of the step's place.
function noteRows(part, line) {
	return part.steps
		.filter((step) => step.end === line && step.message)
		.map((step) =>
			el(
				'tr',
				{ class: 'note' },
				el('td'),
				rail(part, line, true),
				el(
					'td',
					null,
					el('span', { class: 'step' }, 'Step ' + step.number + ': '),
					prose(step.message)
				)
			)
		);
}

function lineRows(part, line, previous, source, finding) {
	if (!line)
		return [
			el(
				'tr',
				{ class: 'gap' },
				el('td'),
				rail(part, previous, true),
				el('td', null, '\u22ef')
			),
		];
	const isPlace =
		part.file === finding.file &&
		line >= finding.line &&
		line <= (finding.end_line || finding.line);
	const text = source.line(part.file, line);

	return [
		el(
			'tr',
			{ class: isPlace ? 'place' : null },
			el('th', { scope: 'row' }, line),
			rail(part, line, false),
			el('td', null, text === undefined ? '' : code(text, finding.callee))
		),
		...noteRows(part, line),
	];
}

// The way of a finding, along its source; a finding without steps is a way of one.
function way(finding, source) {
	const parts = partsOf(stepsOf(finding));

	return parts.map((part) => {
		const lines = linesOf(part, source);

		return el(
			'figure',
			null,
			parts.length > 1 ? el('figcaption', null, path(part.file)) : null,
			scrolling(
				'Code of ' + part.file,
				el(
					'table',
					{ class: part.steps.length > 1 ? 'way' : null },
					el(
						'tbody',
						null,
						lines.flatMap((line, i) =>
							lineRows(part, line, lines[i - 1], source, finding)
						)
					)
				)
			)
		);
	});
}

// The lines around an item that nobody has anything to say of.
function listing(item, source) {
	return way({ file: item.file, line: item.line, callee: item.by || item.name, notes: [] }, source);
}
