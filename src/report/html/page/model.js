// SPDX-License-Identifier: GPL-2.0-only
//
// From the data of one run to the items that are listed: one for each call, or whatever else there is
// something to say of. An item has one state.

// In the order in which they are listed: what asks for somebody comes first. `mark` tells them apart where
// colours cannot.
const states = {
	error: { label: 'error', many: 'errors', mark: '\u2715' },
	warning: { label: 'warning', many: 'warnings', mark: '\u25b2' },
	left: { label: 'left to you', many: 'left to you', mark: '\u25b2' },
	unanalysed: { label: 'not analysed', many: 'not analysed', mark: '?' },
	advice: { label: 'advice', many: 'advice', mark: '\u25c7' },
	converted: { label: 'converted', many: 'converted', mark: '\u2713' },
	allowed: { label: 'allowed by a comment', many: 'allowed by comments', mark: '\u2013' },
	call: { label: 'call', many: 'calls', mark: '\u25cf' },
	declared: { label: 'declared or defined', many: 'declared or defined', mark: '\u25a0' },
	named: { label: 'only named', many: 'only named', mark: '\u25cb' },
	clean: { label: 'clean', many: 'clean', mark: '\u25cb' },
};

const order = Object.keys(states);

const declaring = new Set(['declaration', 'definition', 'export']);
const calling = new Set(['call', 'macro body', 'address taken']);

function place(file, line, column) {
	return file + ':' + line + (column ? ':' + column : '');
}

function initial(subject, mention) {
	if (subject !== 'mentions') return 'clean';
	return calling.has(mention.class) ? 'call' : declaring.has(mention.class) ? 'declared' : 'named';
}

// Of two states the one that is listed first.
function raise(item, state) {
	if (order.indexOf(state) < order.indexOf(item.state)) item.state = state;
}

class Items {
	constructor(report) {
		this.areas = report.areas;
		this.all = [];
		this.at = new Map(); // by place, and by file and line
	}

	add(file, line, column, state, more) {
		const item = {
			file,
			line,
			column,
			state,
			area: this.areas[file] || '.',
			name: '',
			in: '',
			class: '',
			findings: [],
			left: [],
			reasons: [],
			notes: [],
			changes: [],
			with: null,
			...more,
		};

		this.all.push(item);
		for (const key of [place(file, line, column), place(file, line)])
			if (!this.at.has(key)) this.at.set(key, item);
		return item;
	}

	// The item at that place, or a new one.
	of(file, line, column, state, more) {
		return this.at.get(place(file, line, column)) || this.add(file, line, column, state, more);
	}
}

// Calls, and in a report on mentions all of them.
function addMentions(items, report) {
	for (const mention of report.mentions)
		if (report.subject === 'mentions' || mention.class === 'call')
			items.add(
				mention.file,
				mention.line,
				mention.column,
				initial(report.subject, mention),
				{ name: mention.name, in: mention.function, class: mention.class }
			);
	for (const call of report.macro_calls || [])
		items.add(call.file, call.line, call.column, 'call', {
			name: call.callee,
			by: call.name,
			in: call.function,
			class: 'call by a macro',
		});
}

function addFindings(items, report) {
	for (const finding of [...(report.findings || []), ...(report.suppressed || [])]) {
		const state = 'reason' in finding ? 'allowed' : finding.severity;
		const item = items.of(finding.file, finding.line, finding.column, state, {
			name: finding.callee,
			in: finding.function,
			class: 'call',
		});

		item.findings.push(finding);
		raise(item, state);
	}
}

function addRest(items, report) {
	for (const left of report.left || []) {
		const item = items.of(left.file, left.line, left.column, 'left', { in: left.function });

		item.left.push(left.reason);
		raise(item, 'left');
	}
	for (const unanalysed of report.unanalysed) {
		const item = items.of(unanalysed.file, unanalysed.line, 0, 'unanalysed');

		item.reasons.push(unanalysed.reason);
		raise(item, 'unanalysed');
	}
	for (const unanalysed of report.unanalysed_before || []) {
		const item = items.of(unanalysed.file, unanalysed.line, 0, 'unanalysed');

		item.reasons.push(unanalysed.reason + ' (as before the change)');
		raise(item, 'unanalysed');
	}
}

// Why a call takes a pin from now on.
function addPinned(items, report) {
	for (const pinned of report.pinned || []) {
		const item = items.of(pinned.file, pinned.line, pinned.column, 'converted', {
			in: pinned.function,
		});
		const which = pinned.case ? 'case ' + pinned.case + ' of pin_user_pages.rst, ' : '';

		item.notes.push(pinned.callee + '(): ' + which + pinned.why);
	}
}

// What a build said of a converted file, and which state that makes of its items.
const verdicts = {
	same: ['the same code'],
	differs: ['compiles to other code'],
	warns: ['compiles with a new warning', 'warning'],
	broken: ['does not compile any more', 'error'],
	mended: ['compiles now, and did not before'],
	unbuilt: ['not built: no configuration here builds it'],
};

function addVerified(items, report) {
	for (const verified of report.verified || []) {
		const [words, state] = verdicts[verified.verdict] || [verified.verdict];
		const note = [
			'Verified for ' + verified.arch + ': ' + words,
			verified.step && 'after ' + verified.step,
		];
		let touched = items.all.filter((item) => item.file === verified.file && item.changes.length);

		// A file that a changed header breaks has no change of its own.
		if (!touched.length && state) touched = [items.of(verified.file, 0, 0, state, {})];
		for (const item of touched) {
			item.notes.push([...note, verified.why].filter(Boolean).join(', '));
			if (state) raise(item, state);
		}
	}
}

// Lines around a change.
const around = 3;

// The places of a hunk where lines change, each with the lines around it: the old lines [first, last], none
// where something is only added, and rows of {kind, old, new, text}.
function groupsOf(hunk) {
	const groups = [];
	let row = { old: hunk.old, new: hunk.new },
		front = [],
		behind = 0,
		group = null;

	for (const line of hunk.lines) {
		row = { kind: line[0], old: row.old, new: row.new, text: line.slice(1) };
		if (row.kind === ' ') {
			if (behind-- > 0) groups[groups.length - 1].rows.push(row);
			front = [...front, row].slice(-around);
			group = null;
		} else {
			if (!group) groups.push((group = { first: row.old, last: row.old - 1, rows: front }));
			group.rows.push(row);
			group.last = row.kind === '-' ? row.old : group.last;
			front = [];
			behind = around;
		}
		row = { ...row, old: row.old + (row.kind !== '+'), new: row.new + (row.kind !== '-') };
	}
	return groups;
}

// Lines that a call may have in front of the one that changes.
const longestCall = 12;

// Who a changed place belongs to: all that is named in it, or the call that it goes on with. Where the
// conversion said which calls it means, no other call counts.
function ownersOf(group, mentions, areSaid) {
	const may = mentions.filter((m) => m.planned || m.class !== 'call' || !areSaid);
	const inside = may.filter((m) => m.line >= group.first && m.line <= group.last);
	const front = may.filter(
		(m) =>
			m.class === 'call' &&
			m.line < group.first &&
			group.first <= group.last &&
			group.first - m.line <= longestCall
	);

	return inside.length ? inside : front.slice(-1);
}

function addGroup(items, file, group, mentions) {
	const owners = mentions.map((m) =>
		items.of(file, m.line, m.column, 'converted', { name: m.name, in: m.function, class: m.class })
	);
	const own = owners[0] || items.add(file, group.first, 0, 'converted', { class: 'change' });

	own.changes.push(group);
	raise(own, 'converted');
	for (const owner of owners.slice(1)) {
		raise(owner, 'converted');
		owner.with = owner.changes.length ? null : own;
	}
}

function addChanges(items, report) {
	const areSaid = report.mentions.some((m) => m.planned);
	const mentions = new Map(report.changes.map((change) => [change.file, []]));

	for (const mention of report.mentions)
		if (mentions.has(mention.file)) mentions.get(mention.file).push(mention);
	for (const { file, hunks } of report.changes)
		for (const group of hunks.flatMap(groupsOf))
			addGroup(items, file, group, ownersOf(group, mentions.get(file), areSaid));
}

// What is looked through when somebody types.
function wordsOf(item) {
	return [
		item.file,
		item.name,
		item.by || '',
		item.in,
		item.class,
		states[item.state].label,
		...item.findings.flatMap((f) => [f.rule, f.message]),
		...item.left,
		...item.notes,
		...item.reasons,
	]
		.join('\n')
		.toLowerCase();
}

function byPlace(a, b) {
	return (
		order.indexOf(a.state) - order.indexOf(b.state) ||
		(a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.column - b.column)
	);
}

// The items of a report, in the order in which they are listed.
function itemsOf(report) {
	const items = new Items(report);

	addMentions(items, report);
	addFindings(items, report);
	if (report.changes) addChanges(items, report);
	addRest(items, report);
	addPinned(items, report);
	addVerified(items, report);
	items.all.sort(byPlace);
	for (const item of items.all) {
		item.id = place(item.file, item.line, item.column);
		item.words = wordsOf(item);
		item.rules = [...new Set(item.findings.map((f) => f.rule))];
	}
	return items.all;
}

// Items by a value of theirs, in the order in which the values come.
function grouped(items, value) {
	const groups = new Map();

	for (const item of items) {
		const group = groups.get(value(item));

		if (group) group.push(item);
		else groups.set(value(item), [item]);
	}
	return groups;
}

// How many items each value has: [value, n], the most first.
function tally(items, values) {
	const counts = new Map();

	for (const item of items)
		for (const value of values(item)) counts.set(value, (counts.get(value) || 0) + 1);
	return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}
