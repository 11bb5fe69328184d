// SPDX-License-Identifier: GPL-2.0-only
//
// Of several runs: what not all of them have. The matrix says which findings are the same ones, whatever
// their lines are; here its rows meet the items of each run.

// What a row's place in a run is known by, and an item's.
function keyOf(cell, kind, file, line, rule) {
	return [cell, kind, file, kind === 'converted' ? 0 : line, rule || ''].join('\n');
}

// The cells that have a row, by all of its places.
function rowsByPlace(rows) {
	const places = new Map();

	for (const row of rows) {
		const cells = new Set(row.in.map(({ cell }) => cell));

		for (const { cell, line } of row.in)
			places.set(keyOf(cell, row.kind, row.file, line, row.rule), cells);
	}
	return places;
}

// What an item says that can be in other runs, too.
function keysOf(item, cell) {
	const key = (kind, rule) => keyOf(cell, kind, item.file, item.line, rule);

	return [
		...item.findings.map((finding) => key('finding', finding.rule)),
		...item.left.map(() => key('left')),
		...item.reasons.map(() => key('unanalysed')),
		...(item.state === 'converted' ? [key('converted')] : []),
	];
}

// Runs that are called by their names; more are counted.
const mostNamed = 3;

// Which runs an item is in, in words; '' for one of all.
function alikeWords(cells, others) {
	const inside = others.filter(({ report }) => cells.has(report.cell)).map(runName);
	const outside = others.filter(({ report }) => !cells.has(report.cell)).map(runName);

	if (!outside.length) return '';
	if (Math.min(inside.length, outside.length) > mostNamed)
		return 'in ' + inside.length + ' of ' + others.length + ' runs';
	return inside.length <= outside.length
		? 'only in ' + inside.join(', ')
		: 'not in ' + outside.join(', ');
}

// Gives each item these words; null where no row is about it.
function markAlike(runs, rows) {
	const places = rowsByPlace(rows || []);

	for (const { report, items } of runs)
		for (const item of items) {
			item.alike = null;
			if (!places.size) continue;
			const found = keysOf(item, report.cell)
				.map((key) => places.get(key))
				.filter(Boolean);
			const fewest = found.sort((a, b) => a.size - b.size)[0];

			if (fewest) item.alike = alikeWords(fewest, runs);
		}
}

// Values of the filter.
function alikeness(item) {
	return item.alike === null ? [] : [item.alike ? 'not in all' : 'in all'];
}
