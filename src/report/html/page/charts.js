// SPDX-License-Identifier: GPL-2.0-only
//
// The run at a glance: a sentence, a bar of all states, the map of the tree, and the ledger.

function percent(element, name, part) {
	element.style.setProperty(name, 100 * part + '%');
	return element;
}

// The states that occur, each with its number, in their order.
function statesOf(items) {
	const counts = new Map(tally(items, (item) => [item.state]));

	return order.filter((state) => counts.has(state)).map((state) => [state, counts.get(state)]);
}

function stateWords([state, n]) {
	return n.toLocaleString('en') + ' ' + (n === 1 ? states[state].label : states[state].many);
}

// A bar whose parts are as long as their numbers are large; what it says is said beside it.
function bar(counts, total) {
	return el(
		'span',
		{ class: 'bar', 'aria-hidden': 'true' },
		counts.map(([state, n]) =>
			percent(el('span', { class: 'fill ' + state }), 'flex-basis', n / total)
		)
	);
}

// --- the heading ---

// What came out of it, in a few words.
function headline(report, items) {
	const counts = new Map(statesOf(items));
	const n = (state) => counts.get(state) || 0;
	const files = count(Object.keys(report.areas).length, 'file', 'files');
	const bad = n('unanalysed') ? ', ' + n('unanalysed').toLocaleString('en') + ' not analysed' : '';

	if (!items.length) return 'Nothing of the family in the files that were asked for';
	if (report.subject === 'mentions')
		return count(report.ledger.total, 'mention', 'mentions') + ' of the family in ' + files + bad;
	if (report.subject === 'edits')
		return (
			count(n('converted'), 'place', 'places') +
			' converted, ' +
			(n('left') || 'none').toLocaleString('en') +
			' left to you' +
			bad
		);
	return (
		(report.findings.length ? count(report.findings.length, 'finding', 'findings') : 'No finding') +
		' in ' +
		count(report.ledger.call, 'call', 'calls') +
		' of the family' +
		bad
	);
}

function titleOf(report) {
	const command =
		report.base !== undefined
			? 'lint'
			: { mentions: 'find', findings: 'check', edits: 'convert' }[report.subject];

	return 'guptidy ' + command;
}

function treeName(report) {
	return report.is_kernel ? 'Linux ' + plain(report.tree.version) : plain(report.tree.root);
}

function facts(report) {
	return el(
		'dl',
		{ class: 'facts' },
		[
			['Tree', report.tree.root],
			['Version', report.is_kernel ? report.tree.version : ''],
			['Files from', report.place],
			['Change since', report.base],
			['Against', report.against && report.against.version],
			['guptidy', report.tool.version],
		]
			.filter(([, value]) => value)
			.map(([name, value]) =>
				el('div', null, el('dt', null, name), el('dd', null, path(value)))
			)
	);
}

function heading(report, items) {
	return [
		el('p', { class: 'eyebrow' }, titleOf(report), ' \u00b7 ', treeName(report)),
		el('h1', null, headline(report, items)),
		facts(report),
	];
}

// --- the ledger ---

function ledger(report) {
	const { total, ...classes } = report.ledger;
	const rows = Object.entries(classes)
		.filter(([, n]) => n)
		.sort((a, b) => b[1] - a[1]);
	const most = rows.length ? rows[0][1] : 1;

	return el(
		'section',
		{ class: 'panel ledger', 'aria-labelledby': 'ledger-title' },
		el('h2', { id: 'ledger-title' }, 'Ledger'),
		el(
			'p',
			{ class: 'hint' },
			'Every mention of a family name in the files that were asked for is in one class.'
		),
		el(
			'table',
			null,
			el(
				'tbody',
				null,
				rows.map(([name, n]) =>
					el(
						'tr',
						null,
						el('th', { scope: 'row' }, name),
						el('td', { class: 'n' }, n.toLocaleString('en')),
						el(
							'td',
							{ class: 'amount', 'aria-hidden': 'true' },
							percent(el('span'), 'width', n / most)
						)
					)
				)
			),
			el(
				'tfoot',
				null,
				el(
					'tr',
					null,
					el('th', { scope: 'row' }, 'total'),
					el('td', { class: 'n' }, total.toLocaleString('en')),
					el('td', { 'aria-hidden': 'true' })
				)
			)
		)
	);
}
