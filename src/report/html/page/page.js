// SPDX-License-Identifier: GPL-2.0-only
//
// The page: one run at a time, its filters, and the address that says which. Filters are the part of the
// address behind the #: a link to it shows the same.

const data = JSON.parse(document.getElementById('data').textContent);
const runs = data.runs.map((report) => ({ report, items: itemsOf(report) }));

markAlike(runs, data.rows);

// What can be asked for beside words; each names the values that an item has.
const choices = {
	area: { label: 'Area', all: 'all areas', of: (item) => [item.area] },
	rule: { label: 'Rule', all: 'all rules', of: (item) => item.rules },
	alike: { label: 'Runs', all: 'in all or not', of: alikeness },
	name: { label: 'Function', all: 'all functions', of: (item) => (item.name ? [item.name] : []) },
};

// All is shown.
function nothing() {
	return { q: '', states: new Set(), ...Object.fromEntries(Object.keys(choices).map((key) => [key, ''])) };
}

class Page {
	constructor(number) {
		this.number = number;
		Object.assign(this, runs[number]);
		this.asked = nothing();
		document.title = titleOf(this.report) + ': ' + treeName(this.report);
		document.getElementById('top').replaceChildren(...heading(this.report, this.items));
		this.overview();
		this.form();
		this.list = new List(document.getElementById('list'), new Source(this.report));
	}

	overview() {
		const counts = statesOf(this.items);
		const areas = tally(this.items, (item) => [item.area]);
		const choose = (area) => this.ask({ area: this.asked.area === area ? '' : area });

		document.getElementById('overview').replaceChildren(
			...(runs.length > 1 ? [comparison(runs, this.number, (i) => turnTo(i))] : []),
			...(this.items.length ? [bar(counts, this.items.length)] : []),
			el(
				'div',
				{ class: 'panels' },
				// Of one area there is nothing to be seen.
				areas.length > 1 ? treeMap(this.items, choose) : null,
				ledger(this.report)
			)
		);
	}

	form() {
		this.chips = statesOf(this.items).map(([state]) =>
			el(
				'button',
				{
					type: 'button',
					class: 'chip',
					'aria-pressed': 'false',
					'data-state': state,
					onclick: () => this.toggle(state),
				},
				el(
					'span',
					{ class: 'mark ' + state, 'aria-hidden': 'true' },
					states[state].mark
				),
				states[state].many + ' ',
				el('span', { class: 'n' })
			)
		);
		this.selects = Object.entries(choices)
			.filter(([, choice]) => tally(this.items, choice.of).length > 1)
			.map(([key, choice]) =>
				el(
					'label',
					null,
					choice.label,
					' ',
					el(
						'select',
						{
							name: key,
							onchange: (event) =>
								this.ask({ [key]: event.target.value }),
						},
						el('option', { value: '' }, choice.all),
						tally(this.items, choice.of).map(([value, n]) =>
							el('option', { value }, plain(value) + ' (' + n + ')')
						)
					)
				)
			);
		this.search = el('input', {
			type: 'search',
			name: 'q',
			placeholder: 'file, function, words of a message',
			autocomplete: 'off',
			spellcheck: 'false',
			oninput: () => this.ask({ q: this.search.value }),
		});
		this.status = el('p', { class: 'status', role: 'status' });
		this.reset = el(
			'button',
			{
				type: 'button',
				onclick: () =>
					this.ask(nothing()),
			},
			'Show all'
		);
		const form = document.getElementById('filters');

		form.hidden = !this.items.length;
		form.onsubmit = (event) => event.preventDefault();
		form.replaceChildren(
			el('div', { class: 'chips', role: 'group', 'aria-label': 'States' }, this.chips),
			el(
				'div',
				{ class: 'fields' },
				el('label', { class: 'search' }, 'Search ', this.search),
				this.selects,
				this.status,
				this.reset
			)
		);
	}

	toggle(state) {
		const wanted = new Set(this.asked.states);

		if (!wanted.delete(state)) wanted.add(state);
		this.ask({ states: wanted });
	}

	// Changes what is asked for, and shows it.
	ask(change) {
		Object.assign(this.asked, change);
		this.show();
		history.replaceState(null, '', '#' + this.address());
	}

	address() {
		const words = new URLSearchParams();

		if (this.number) words.set('run', this.number);
		if (this.asked.q) words.set('q', this.asked.q);
		if (this.asked.states.size) words.set('state', [...this.asked.states].join(','));
		for (const key of Object.keys(choices)) if (this.asked[key]) words.set(key, this.asked[key]);
		return words.toString();
	}

	show() {
		const words = this.asked.q.toLowerCase().split(/\s+/).filter(Boolean);
		const fits = this.items.filter(
			(item) =>
				words.every((word) => item.words.includes(word)) &&
				Object.entries(choices).every(
					([key, choice]) =>
						!this.asked[key] || choice.of(item).includes(this.asked[key])
				)
		);
		const shown = this.asked.states.size
			? fits.filter((item) => this.asked.states.has(item.state))
			: fits;

		this.mark(fits, shown);
		this.list.show(shown);
	}

	// What the controls say of themselves.
	mark(fits, shown) {
		const counts = new Map(tally(fits, (item) => [item.state]));
		const areas = new Set(shown.map((item) => item.area));

		for (const chip of this.chips) {
			chip.querySelector('.n').textContent = (
				counts.get(chip.dataset.state) || 0
			).toLocaleString('en');
			chip.setAttribute('aria-pressed', this.asked.states.has(chip.dataset.state));
		}
		for (const tile of document.querySelectorAll('.tile')) {
			tile.setAttribute('aria-pressed', tile.dataset.area === this.asked.area);
			tile.classList.toggle('dim', !areas.has(tile.dataset.area));
		}
		for (const select of this.selects.map((label) => label.querySelector('select')))
			select.value = this.asked[select.name];
		if (this.search.value !== this.asked.q) this.search.value = this.asked.q;
		this.status.textContent =
			shown.length === this.items.length
				? 'All ' + this.items.length.toLocaleString('en')
				: shown.length.toLocaleString('en') +
					' of ' +
					this.items.length.toLocaleString('en');
		this.reset.hidden = shown.length === this.items.length;
	}

	// Shows what an address asks for; words that it does not know ask for nothing.
	go(address) {
		const words = new URLSearchParams(address);
		const known = (key) =>
			tally(this.items, choices[key].of).some(([value]) => value === words.get(key))
				? words.get(key)
				: '';

		this.asked = {
			q: words.get('q') || '',
			...Object.fromEntries(Object.keys(choices).map((key) => [key, known(key)])),
			states: new Set(
				(words.get('state') || '').split(',').filter((state) => state in states)
			),
		};
		this.show();
		if (words.has('at') && !this.list.open(words.get('at')))
			this.status.textContent = 'Nothing stands at ' + plain(words.get('at')) + '.';
	}
}

let page = null;

function turnTo(number) {
	page = new Page(number);
	page.show();
	history.replaceState(null, '', '#' + page.address());
}

// An address without a = is one inside of the page.
function follow() {
	if (page && location.hash.length > 1 && !location.hash.includes('=')) return;
	const number = Number(new URLSearchParams(location.hash.slice(1)).get('run')) || 0;

	if (!page || page.number !== number) page = new Page(number in runs ? number : 0);
	page.go(location.hash.slice(1));
}

window.addEventListener('hashchange', follow);
window.addEventListener('beforeprint', () => page.list.print());
follow();
