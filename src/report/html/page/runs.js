// SPDX-License-Identifier: GPL-2.0-only
//
// Several runs beside each other: a row for each, and a button that shows it.

function runName(run) {
	return plain(run.report.name || run.report.tree.root);
}

function runRow(run, isCurrent, used, choose) {
	const counts = statesOf(run.items);
	const n = new Map(counts);
	const button = el(
		'button',
		{ type: 'button', 'aria-pressed': String(isCurrent), onclick: choose },
		runName(run)
	);

	return el(
		'tr',
		null,
		el('th', { scope: 'row' }, button),
		el('td', null, treeName(run.report)),
		used.map((state) => el('td', { class: 'n' }, (n.get(state) || 0).toLocaleString('en'))),
		el('td', { class: 'n' }, run.items.filter((item) => item.alike).length.toLocaleString('en')),
		el('td', { class: 'share', 'aria-hidden': 'true' }, bar(counts, run.items.length))
	);
}

function comparison(runs, current, choose) {
	const used = order.filter((state) =>
		runs.some((run) => run.items.some((item) => item.state === state))
	);
	const head = [
		el('th', { scope: 'col' }, 'run'),
		el('th', { scope: 'col' }, 'tree'),
		used.map((state) => el('th', { scope: 'col', class: 'n' }, states[state].many)),
		el('th', { scope: 'col', class: 'n' }, 'not in all'),
		el('td', { 'aria-hidden': 'true' }),
	];
	const rows = runs.map((run, i) => runRow(run, i === current, used, () => choose(i)));
	const table = el(
		'table',
		{ class: 'runs' },
		el('thead', null, el('tr', null, head)),
		el('tbody', null, rows)
	);

	return el(
		'section',
		{ class: 'panel', 'aria-labelledby': 'runs-title' },
		el('h2', { id: 'runs-title' }, count(runs.length, 'run', 'runs')),
		el('p', { class: 'hint' }, 'Choose one to see it below.'),
		el('div', { class: 'scroll', role: 'region', tabindex: '0', 'aria-label': 'Runs' }, table)
	);
}
