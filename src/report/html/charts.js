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
	return el('span', { class: 'bar', 'aria-hidden': 'true' },
		counts.map(([state, n]) => percent(el('span', { class: 'fill ' + state }), 'flex-basis', n / total)));
}

// --- the heading ---

// What came out of it, in a few words.
function headline(report, items) {
	const counts = new Map(statesOf(items));
	const n = (state) => counts.get(state) || 0;
	const files = count(Object.keys(report.areas).length, 'file', 'files');
	const bad = n('unanalysed') ? ', ' + n('unanalysed').toLocaleString('en') + ' not analysed' : '';

	if (report.subject === 'mentions')
		return count(report.ledger.total, 'mention', 'mentions') + ' of the family in ' + files + bad;
	if (report.subject === 'edits')
		return count(n('converted'), 'place', 'places') + ' converted, ' +
			(n('left') || 'none').toLocaleString('en') + ' left to you' + bad;
	return (report.findings.length ? count(report.findings.length, 'finding', 'findings') : 'No finding') + ' in ' +
		count(report.ledger.call, 'call', 'calls') + ' of the family' + bad;
}

function titleOf(report) {
	const command = report.base !== undefined ? 'lint' :
		{ mentions: 'find', findings: 'check', edits: 'convert' }[report.subject];

	return 'guptidy ' + command;
}

function treeName(report) {
	return report.is_kernel ? 'Linux ' + plain(report.tree.version) : plain(report.tree.root);
}

function facts(report) {
	return el('dl', { class: 'facts' }, [
		['Tree', report.tree.root], ['Version', report.is_kernel ? report.tree.version : ''],
		['Files from', report.place], ['Change since', report.base],
		['Against', report.against && report.against.version], ['guptidy', report.tool.version],
	].filter(([, value]) => value).map(([name, value]) => el('div', null, el('dt', null, name), el('dd', null, path(value)))));
}

function heading(report, items) {
	return [el('p', { class: 'eyebrow' }, titleOf(report), ' \u00b7 ', treeName(report)),
		el('h1', null, headline(report, items)), facts(report)];
}

// --- the map ---

// Lays the values, largest first, out in a rectangle of that size, in rows that are nearly square. Returns
// [x, y, width, height] for each.
function squarify(values, x, y, width, height) {
	const total = values.reduce((sum, value) => sum + value, 0);
	const scale = width * height / total;
	const worst = (row, side) => {
		const sum = row.reduce((all, value) => all + value, 0) * scale;

		return Math.max(side * side * row[0] * scale / (sum * sum), sum * sum / (side * side * row[row.length - 1] * scale));
	};
	const places = [];

	for (let i = 0; i < values.length;) {
		const side = Math.min(width, height);
		let n = 1;

		while (i + n < values.length &&
		       worst(values.slice(i, i + n + 1), side) <= worst(values.slice(i, i + n), side))
			n++;
		const sum = values.slice(i, i + n).reduce((all, value) => all + value, 0) * scale;
		const thick = sum / side;
		let along = 0;

		for (const value of values.slice(i, i + n)) {
			const length = value * scale / thick;

			places.push(width >= height ? [x, y + along, thick, length] : [x + along, y, length, thick]);
			along += length;
		}
		if (width >= height)
			[x, width] = [x + thick, width - thick];
		else
			[y, height] = [y + thick, height - thick];
		i += n;
	}
	return places;
}

// The map's own units; the page stretches it.
const mapSize = [100, 62];

function put(element, [x, y, width, height]) {
	percent(element, 'left', x / mapSize[0]);
	percent(element, 'top', y / mapSize[1]);
	percent(element, 'width', width / mapSize[0]);
	percent(element, 'height', height / mapSize[1]);
	return element;
}

// The folder that an area lies in.
function folderOf(area) {
	return area.replace(/^(\/?[^/]*).*/, '$1');
}

function tile(area, items, choose) {
	const counts = statesOf(items);
	const words = area + ' ' + items.length + ': ' + counts.map(stateWords).join(', ');

	return el('button', { type: 'button', class: 'tile', 'aria-pressed': 'false', title: plain(words),
		tabindex: '-1', 'data-area': area, onclick: () => choose(area) },
	el('span', { class: 'fills' }, counts.map(([state, n]) =>
		percent(el('span', { class: 'fill ' + state }), 'flex-basis', n / items.length))),
	el('span', { class: 'aside' }, plain(words)), el('span', { class: 'label', 'aria-hidden': 'true' }, el('b', null, area.includes('/') ? el('span', { class: 'folder' }, plain(folderOf(area)) + '/') : null,
		plain(area.slice(area.includes('/') ? folderOf(area).length + 1 : 0))), el('span', { class: 'n' }, items.length)));
}

// Arrow keys go from tile to tile, and one of them is where the tabulator stops.
function rove(tiles) {
	const focus = (i) => {
		tiles.forEach((one) => one.setAttribute('tabindex', '-1'));
		tiles[i].setAttribute('tabindex', '0');
		tiles[i].focus();
	};

	tiles[0].setAttribute('tabindex', '0');
	tiles.forEach((one, i) => one.addEventListener('keydown', (event) => {
		const to = { ArrowRight: i + 1, ArrowDown: i + 1, ArrowLeft: i - 1, ArrowUp: i - 1, Home: 0,
			End: tiles.length - 1 }[event.key];

		if (to === undefined)
			return;
		event.preventDefault();
		focus(Math.min(Math.max(to, 0), tiles.length - 1));
	}));
}

// A tile for each area, as large as it has items, its colours in the proportion of their states; the areas
// of one folder lie together. What is asked for more is filtered, and the map stays.
function treeMap(items, choose) {
	const areas = new Map();

	for (const item of items)
		areas.set(item.area, [...areas.get(item.area) || []].concat(item));
	const folders = tally(items, (item) => [folderOf(item.area)]);
	const places = squarify(folders.map(([, n]) => n), 0, 0, ...mapSize);
	const tiles = folders.flatMap(([folder], i) => {
		const inside = [...areas].filter(([area]) => folderOf(area) === folder).sort((a, b) => b[1].length - a[1].length);
		const within = squarify(inside.map(([, list]) => list.length), ...places[i]);

		return inside.map(([area, list], k) => put(tile(area, list, choose), within[k]));
	});

	rove(tiles);
	return el('section', { class: 'panel map', 'aria-labelledby': 'map-title' },
		el('h2', { id: 'map-title' }, 'Map of the tree'),
		el('p', { class: 'hint' }, 'Each area is as large as what it has. Choose one to list it alone.'),
		el('div', { class: 'tiles', role: 'group', 'aria-label': 'Areas; arrow keys go from one to the next' }, tiles,
			folders.map(([folder], i) => put(el('div', { class: 'frame', 'aria-hidden': 'true', 'data-folder': folder }), places[i]))));
}

// --- the ledger ---

function ledger(report) {
	const { total, ...classes } = report.ledger;
	const rows = Object.entries(classes).filter(([, n]) => n).sort((a, b) => b[1] - a[1]);
	const most = rows.length ? rows[0][1] : 1;

	return el('section', { class: 'panel ledger', 'aria-labelledby': 'ledger-title' },
		el('h2', { id: 'ledger-title' }, 'Ledger'),
		el('p', { class: 'hint' }, 'Every mention of a family name in the files that were asked for is in one class.'),
		el('table', null, el('tbody', null, rows.map(([name, n]) =>
			el('tr', null, el('th', { scope: 'row' }, name), el('td', { class: 'n' }, n.toLocaleString('en')),
				el('td', { class: 'amount', 'aria-hidden': 'true' }, percent(el('span'), 'width', n / most))))),
		el('tfoot', null, el('tr', null, el('th', { scope: 'row' }, 'total'),
			el('td', { class: 'n' }, total.toLocaleString('en')), el('td', { 'aria-hidden': 'true' })))));
}

// Several runs, side by side: a row for each.
function comparison(runs, current, choose) {
	const used = order.filter((state) => runs.some((run) => run.items.some((item) => item.state === state)));

	return el('section', { class: 'panel' }, el('h2', null, 'Runs'), scrolling('Runs', el('table', { class: 'runs' },
		el('thead', null, el('tr', null, el('th', { scope: 'col' }, 'run'),
			used.map((state) => el('th', { scope: 'col', class: 'n' }, states[state].many)))),
		el('tbody', null, runs.map((run, i) => {
			const counts = new Map(statesOf(run.items));

			return el('tr', { class: i === current ? 'place' : null },
				el('th', { scope: 'row' }, el('button', { type: 'button', 'aria-pressed': String(i === current),
					onclick: () => choose(i) }, run.report.name || treeName(run.report))),
				used.map((state) => el('td', { class: 'n' }, (counts.get(state) || 0).toLocaleString('en'))));
		})))));
}
