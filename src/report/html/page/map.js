// SPDX-License-Identifier: GPL-2.0-only
//
// The map of the tree.

// Lays the values, largest first, out in a rectangle of that size, in rows that are nearly square. Returns
// [x, y, width, height] for each.
function squarify(values, x, y, width, height) {
	const total = values.reduce((sum, value) => sum + value, 0);
	const scale = (width * height) / total;
	const worst = (row, side) => {
		const sum = row.reduce((all, value) => all + value, 0) * scale;

		return Math.max(
			(side * side * row[0] * scale) / (sum * sum),
			(sum * sum) / (side * side * row[row.length - 1] * scale)
		);
	};
	const places = [];

	for (let i = 0; i < values.length;) {
		const side = Math.min(width, height);
		let n = 1;

		while (
			i + n < values.length &&
			worst(values.slice(i, i + n + 1), side) <= worst(values.slice(i, i + n), side)
		)
			n++;
		const sum = values.slice(i, i + n).reduce((all, value) => all + value, 0) * scale;
		const thick = sum / side;
		let along = 0;

		for (const value of values.slice(i, i + n)) {
			const length = (value * scale) / thick;

			places.push(
				width >= height ? [x, y + along, thick, length] : [x + along, y, length, thick]
			);
			along += length;
		}
		if (width >= height) [x, width] = [x + thick, width - thick];
		else [y, height] = [y + thick, height - thick];
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

// The folder at the top that most of an area's files lie in.
function folderOf(items) {
	return tally(items, ({ file }) => [file.includes('/') ? file.replace(/^(\/?[^/]*).*/, '$1') : '.'])[0][0];
}

// Areas of MAINTAINERS have names; others are folders, which say what they lie in.
function areaName(area, folder) {
	return area.startsWith(folder + '/')
		? [el('span', { class: 'folder' }, plain(folder) + '/'), plain(area.slice(folder.length + 1))]
		: plain(area);
}

function tile(area, items, folder, choose) {
	const counts = statesOf(items);
	const words = area + ' ' + items.length + ': ' + counts.map(stateWords).join(', ');

	return el(
		'button',
		{
			type: 'button',
			class: 'tile',
			'aria-pressed': 'false',
			title: plain(words),
			tabindex: '-1',
			'data-area': area,
			onclick: () => choose(area),
		},
		el(
			'span',
			{ class: 'fills' },
			counts.map(([state, n]) =>
				percent(el('span', { class: 'fill ' + state }), 'flex-basis', n / items.length)
			)
		),
		el('span', { class: 'aside' }, plain(words)),
		el(
			'span',
			{ class: 'label', 'aria-hidden': 'true' },
			el('b', null, areaName(area, folder)),
			el('span', { class: 'n' }, items.length)
		)
	);
}

// Arrow keys go from tile to tile, and one of them is where the tabulator stops.
function rove(tiles) {
	const focus = (i) => {
		tiles.forEach((one) => one.setAttribute('tabindex', '-1'));
		tiles[i].setAttribute('tabindex', '0');
		tiles[i].focus();
	};

	tiles[0].setAttribute('tabindex', '0');
	tiles.forEach((one, i) =>
		one.addEventListener('keydown', (event) => {
			const to = {
				ArrowRight: i + 1,
				ArrowDown: i + 1,
				ArrowLeft: i - 1,
				ArrowUp: i - 1,
				Home: 0,
				End: tiles.length - 1,
			}[event.key];

			if (to === undefined) return;
			event.preventDefault();
			focus(Math.min(Math.max(to, 0), tiles.length - 1));
		})
	);
}

// A tile for each area, as large as it has items, its colours in the proportion of their states; the areas
// of one folder lie together. What is asked for more is filtered, and the map stays.
function treeMap(items, choose) {
	const areas = grouped(items, (item) => item.area);
	const frames = grouped([...areas], ([, list]) => folderOf(list));
	const folders = [...frames]
		.map(([folder, inside]) => [folder, inside.reduce((sum, [, list]) => sum + list.length, 0)])
		.sort((a, b) => b[1] - a[1]);
	const places = squarify(
		folders.map(([, n]) => n),
		0,
		0,
		...mapSize
	);
	const tiles = folders.flatMap(([folder], i) => {
		const inside = frames.get(folder).sort((a, b) => b[1].length - a[1].length);
		const within = squarify(
			inside.map(([, list]) => list.length),
			...places[i]
		);

		return inside.map(([area, list], k) => put(tile(area, list, folder, choose), within[k]));
	});

	rove(tiles);
	return el(
		'section',
		{ class: 'panel map', 'aria-labelledby': 'map-title' },
		el('h2', { id: 'map-title' }, 'Map of the tree'),
		el(
			'p',
			{ class: 'hint' },
			'Each area is as large as what it has. Choose one to list it alone.'
		),
		el(
			'div',
			{
				class: 'tiles',
				role: 'group',
				'aria-label': 'Areas; arrow keys go from one to the next',
			},
			tiles,
			folders.map(([folder], i) =>
				put(
					el('div', {
						class: 'frame',
						'aria-hidden': 'true',
						'data-folder': folder,
					}),
					places[i]
				)
			)
		)
	);
}
