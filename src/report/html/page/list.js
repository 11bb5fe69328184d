// SPDX-License-Identifier: GPL-2.0-only
//
// The list: items under their state and their file, opened where they ask for somebody. It is made a piece
// at a time, as it comes into sight.

// Items that are made at once, and how many are printed.
const pieceSize = 12;
const mostPrinted = 2000;

const openStates = new Set(['error', 'warning', 'advice', 'left', 'unanalysed', 'converted']);

function findingBody(finding, source) {
	return [
		el('p', { class: 'message' }, prose(finding.message)),
		finding.reason ? el('p', null, 'Allowed: ', prose(finding.reason)) : null,
		finding.notes.length || !finding.fix ? way(finding, source) : null,
		finding.fix ? mended(finding, source) : null,
	];
}

function itemBody(item, source) {
	const body = [
		...item.left.map((reason) => el('p', { class: 'message' }, prose(reason))),
		...item.reasons.map((reason) => el('p', { class: 'message' }, 'Not analysed: ', prose(reason))),
		...item.findings.flatMap((finding) => findingBody(finding, source)),
	];

	body.push(...item.notes.map((note) => el('p', { class: 'note' }, prose(note))));
	if (item.changes.length) body.push(sideBySide(item.changes));
	else if (item.with)
		body.push(
			el(
				'p',
				null,
				'Changed together with ',
				el(
					'a',
					{ href: '#at=' + encodeURIComponent(item.with.id) },
					'line ' + item.with.line
				),
				'.'
			)
		);
	else if (!item.findings.length && item.line) body.push(listing(item, source));
	return el('div', { class: 'body' }, body);
}

function itemTitle(item) {
	return [
		el('span', { class: 'mark ' + item.state, 'aria-hidden': 'true' }, states[item.state].mark),
		el('span', { class: 'line' }, item.line ? 'Line ' + item.line : 'Whole file'),
		item.by ? el('code', null, plain(item.by)) : null,
		item.name ? el('code', { class: 'callee' }, plain(item.name)) : null,
		item.in ? el('span', { class: 'in' }, 'in ', el('code', null, plain(item.in) + '()')) : null,
		item.class && item.class !== 'call' ? el('span', { class: 'tag' }, item.class) : null,
		item.alike ? el('span', { class: 'tag alike' }, item.alike) : null,
		item.rules.map((rule) => el('span', { class: 'tag' }, rule)),
	];
}

// Its code is made when it is opened for the first time.
function itemElement(item, source) {
	const details = el(
		'details',
		{ ontoggle: () => fill() },
		el('summary', null, itemTitle(item), el('span', { class: 'state' }, states[item.state].label))
	);
	const fill = () => {
		if (details.open && details.children.length === 1) details.append(itemBody(item, source));
	};

	details.open = openStates.has(item.state);
	fill();
	return el(
		'article',
		{ class: 'item', 'data-at': item.id },
		details,
		el(
			'a',
			{
				class: 'link',
				href: '#at=' + encodeURIComponent(item.id),
				'aria-label': 'Link to ' + plain(item.id),
			},
			'#'
		)
	);
}

class List {
	constructor(root, source) {
		this.root = root;
		this.source = source;
		this.items = [];
		this.more = el('button', {
			type: 'button',
			class: 'more',
			onclick: () => this.grow(pieceSize),
		});
		this.sight = new IntersectionObserver(
			(entries) => {
				if (entries.some((entry) => entry.isIntersecting)) this.grow(pieceSize);
			},
			{ rootMargin: '600px' }
		);
	}

	show(items) {
		this.items = items;
		this.counts = new Map(statesOf(items));
		this.shown = 0;
		this.group = this.file = null;
		this.root.replaceChildren(
			items.length ? this.more : el('p', { class: 'nothing' }, 'Nothing fits.')
		);
		this.grow(pieceSize);
	}

	// Headings where the state or the file changes.
	head(item, n) {
		const last = n ? this.items[n - 1] : null;

		if (!last || last.state !== item.state) {
			this.group = el(
				'section',
				null,
				el(
					'h2',
					null,
					el(
						'span',
						{ class: 'mark ' + item.state, 'aria-hidden': 'true' },
						states[item.state].mark
					),
					capital(states[item.state].many),
					' ',
					el(
						'span',
						{ class: 'n' },
						this.counts.get(item.state).toLocaleString('en')
					)
				)
			);
			this.more.before(this.group);
		}
		if (!last || last.state !== item.state || last.file !== item.file)
			this.group.append(el('h3', null, path(item.file)));
	}

	grow(n) {
		const end = Math.min(this.shown + n, this.items.length);

		for (; this.shown < end; this.shown++) {
			this.head(this.items[this.shown], this.shown);
			this.group.append(itemElement(this.items[this.shown], this.source));
		}
		// Asked anew, it answers also if the button did not leave the sight.
		this.sight.unobserve(this.more);
		this.sight.observe(this.more);
		this.more.hidden = this.shown === this.items.length;
		this.more.textContent = 'Show more of ' + (this.items.length - this.shown).toLocaleString('en');
	}

	// Opens an item and goes there; false: it is not among them.
	open(id) {
		const at = this.items.findIndex((item) => item.id === id);

		if (at < 0) return false;
		this.grow(Math.max(0, at + 1 + pieceSize / 2 - this.shown));
		const element = this.root.querySelector('[data-at="' + CSS.escape(id) + '"]');

		element.querySelector('details').open = true;
		element.querySelector('summary').focus({ preventScroll: true });
		element.scrollIntoView({ block: 'start' });
		return true;
	}

	// For paper: all of it, unless that is a book.
	print() {
		this.grow(Math.max(0, Math.min(this.items.length, mostPrinted) - this.shown));
	}
}

function capital(text) {
	return text[0].toUpperCase() + text.slice(1);
}
