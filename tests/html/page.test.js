// SPDX-License-Identifier: GPL-2.0-only
//
// The page of --html in a browser.
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');
const { fixtures, folder, guptidy, launch, open, report } = require('./browser.js');

const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const tree = path.join(fixtures, 'linux-6.6');
const reports = {
	find: report('find', 'find', tree),
	check: report('check', 'check', '--all', tree),
	convert: report('convert', 'convert', path.join(fixtures, 'linux-5.1')),
};

let browser;

test.before(async () => {
	browser = await launch();
});
test.after(() => browser.close());

// Shows all that is listed, and how much it is.
async function listed(page) {
	await page.evaluate(() => page.list.grow(1e6));
	return page.locator('.item').count();
}

// Where all that is listed stands.
async function places(page) {
	await listed(page);
	return page.locator('.item').evaluateAll((all) => all.map((item) => item.dataset.at));
}

const chip = (page, state) => page.locator('.chip[data-state="' + state + '"]');

async function numberOf(page, state) {
	return Number((await chip(page, state).locator('.n').textContent()).replace(',', ''));
}

for (const [name, { file }] of Object.entries(reports)) {
	test(name + ': loads without an error, and asks nobody for anything', async () => {
		const page = await open(browser, file);

		assert.ok((await page.locator('.item').count()) > 0);
		assert.match(await page.title(), new RegExp('^guptidy ' + name + ': Linux [56]'));
		await listed(page);
		await page.evaluate(() =>
			document.querySelectorAll('details').forEach((details) => (details.open = true))
		);
		await page.waitForFunction(() => !document.querySelector('details > summary:only-child'));
		assert.deepEqual(page.complaints, []);
		await page.close();
	});

	for (const [look, options] of [
		['light', { colorScheme: 'light' }],
		['dark', { colorScheme: 'dark' }],
		['narrow', { viewport: { width: 380, height: 800 } }],
	]) {
		test(
			name + ', ' + look + ': axe has nothing serious to say, and nothing sticks out',
			async () => {
				const page = await open(browser, file, { ...options, reducedMotion: 'reduce' });

				await page.evaluate(axe);
				const found = await page.evaluate(() =>
					axe.run(document, { resultTypes: ['violations'] })
				);
				const serious = found.violations.filter((one) =>
					['serious', 'critical'].includes(one.impact)
				);

				assert.deepEqual(
					serious.map((one) => one.id + ': ' + one.nodes[0].html),
					[]
				);
				assert.ok(
					await page.evaluate(
						() => document.documentElement.scrollWidth <= innerWidth
					)
				);
				await page.close();
			}
		);
	}
}

test('find: every mention is listed, and the ledger adds up', async () => {
	const page = await open(browser, reports.find.file);
	const { json } = reports.find;

	assert.equal(await listed(page), json.mentions.length + json.macro_calls.length);
	for (const row of await page.locator('.ledger tr').all()) {
		const [name, n] = await row.locator('th, td').allTextContents();

		assert.equal(Number(n), json.ledger[name], name);
	}
	await page.close();
});

test('check: each finding is shown with its message and rule, and its steps in order', async () => {
	const page = await open(browser, reports.check.file);

	await listed(page);
	const texts = new Map(
		await page
			.locator('.item')
			.evaluateAll((all) => all.map((item) => [item.dataset.at, item.textContent]))
	);

	for (const finding of reports.check.json.findings) {
		const text = texts.get([finding.file, finding.line, finding.column].join(':'));

		assert.ok(text.includes(finding.message.replaceAll('`', '')), finding.message);
		assert.ok(text.includes(finding.rule), finding.rule);
		for (const [i, note] of finding.notes.entries())
			assert.ok(
				text.includes('Step ' + (i + 1) + ': ' + note.message.replaceAll('`', '')),
				note.message
			);
	}
	await page.close();
});

test('check: a state for each call', async () => {
	const page = await open(browser, reports.check.file);
	const { json } = reports.check;
	const errors = new Set(
		json.findings
			.filter((f) => f.severity === 'error')
			.map((f) => [f.file, f.line, f.column].join(':'))
	);

	assert.equal(await numberOf(page, 'error'), errors.size);
	assert.ok((await numberOf(page, 'clean')) > 0);
	assert.equal(await page.locator('.chip').count(), 5);
	await page.close();
});

test('convert: before and after are the lines of the old file and of the new one', async () => {
	const copy = path.join(folder, 'linux-5.1');
	const page = await open(browser, reports.convert.file);
	const lines = (root, file) => fs.readFileSync(path.join(root, file), 'utf8').split('\n');
	let n = 0;

	fs.cpSync(path.join(fixtures, 'linux-5.1'), copy, { recursive: true });
	guptidy('convert', '--in-place', copy);
	await listed(page);
	const rows = await page
		.locator('.pair tbody tr')
		.evaluateAll((all) =>
			all.map((row) => [
				row.closest('.item').dataset.at,
				...[...row.cells].map((cell) => cell.textContent),
			])
		);

	for (const row of rows) {
		const file = row[0].replace(/(:\d+)+$/, '');

		for (const [number, text, root] of [
			[row[1], row[3], path.join(fixtures, 'linux-5.1')],
			[row[4], row[6], copy],
		]) {
			if (number)
				assert.equal(
					lines(root, file)[number - 1].trim(),
					text.trim(),
					file + ':' + number
				);
			n += Boolean(number);
		}
	}
	assert.ok(n > 100);
	await page.close();
});

test('convert: all that changed is shown, once; what is left has its reason', async () => {
	const page = await open(browser, reports.convert.file);
	const diff = guptidy('convert', path.join(fixtures, 'linux-5.1'));

	await listed(page);
	for (const [mark, kind] of [
		['-', 'gone'],
		['+', 'new'],
	])
		assert.equal(
			await page.locator('.pair td.sign.' + kind).count(),
			diff
				.split('\n')
				.filter((line) => line.startsWith(mark) && !line.startsWith(mark.repeat(3)))
				.length
		);
	const shown = await page.locator('#list').textContent();

	for (const { reason } of reports.convert.json.left)
		assert.ok(shown.includes(reason.replaceAll('`', '')), reason);
	await page.close();
});

test('filters: words, state, area, rule and function narrow the list, and the address keeps them', async () => {
	const page = await open(browser, reports.check.file);
	const all = await listed(page);
	const finding = reports.check.json.findings.find((one) => one.rule === 'bool-as-flags');

	await page.getByLabel('Search').fill('VFIO_lectern bool');
	await page.waitForFunction(() => location.hash.includes('q='));
	assert.ok((await places(page)).every((place) => place.includes('vfio_lectern')));
	assert.match(await page.locator('.status').textContent(), /^\d+ of /);
	await page.getByRole('button', { name: 'Show all' }).click();
	assert.equal(await listed(page), all);

	await chip(page, 'error').click();
	assert.equal(await chip(page, 'error').getAttribute('aria-pressed'), 'true');
	assert.equal(await listed(page), await numberOf(page, 'error'));
	await page.getByLabel('Rule').selectOption(finding.rule);
	await page.getByLabel('Function').selectOption(finding.callee);
	const narrow = await listed(page);

	assert.ok(narrow > 0 && narrow < all);
	const again = await open(browser, reports.check.file, { hash: '#' + page.url().split('#')[1] });

	assert.equal(await listed(again), narrow);
	assert.equal(await again.getByLabel('Rule').inputValue(), finding.rule);
	await page.close();
	await again.close();
});

test('map: a tile for each area, all of its places in it; a tile lists them alone', async () => {
	const page = await open(browser, reports.check.file);
	const all = await listed(page);
	let sum = 0;

	for (const tile of await page.locator('.tile').all()) {
		const area = await tile.getAttribute('data-area');

		await tile.evaluate((element) => element.click());
		const inside = await places(page);

		assert.ok(
			inside.every((place) => place.startsWith(area + '/')),
			area
		);
		sum += inside.length;
		await tile.evaluate((element) => element.click());
	}
	assert.equal(sum, all);
	await page.close();
});

test('links: an address leads to its place; one that leads nowhere says so', async () => {
	const { file, line, column } = reports.check.json.findings.at(-1);
	const at = [file, line, column].join(':');
	const page = await open(browser, reports.check.file, { hash: '#at=' + encodeURIComponent(at) });

	assert.equal(await page.evaluate(() => document.activeElement.closest('.item').dataset.at), at);
	assert.ok(
		await page
			.locator('[data-at="' + at + '"] .code')
			.first()
			.isVisible()
	);
	await page.evaluate(() => (location.hash = '#at=nowhere.c:1:1'));
	await page.waitForFunction(() =>
		document.querySelector('.status').textContent.includes('Nothing stands at nowhere.c')
	);
	for (const hash of [
		'#state=nothing&area=none&rule=%ff&run=77',
		'#run=__proto__',
		'#%',
		'#at=%22%5D',
		'#list',
	]) {
		const odd = await open(browser, reports.check.file, { hash });

		assert.ok((await odd.locator('.item').count()) > 0, hash);
		assert.deepEqual(odd.complaints, []);
		await odd.close();
	}
	await page.close();
});

test('keyboard: all of it works without a mouse', async () => {
	const page = await open(browser, reports.check.file);
	const focused = (what) => page.evaluate((selector) => document.activeElement.matches(selector), what);

	await page.keyboard.press('Tab');
	assert.ok(await focused('.skip'));
	await page.keyboard.press('Tab');
	assert.ok(await focused('.tile'));
	await page.keyboard.press('ArrowRight');
	const area = await page.evaluate(() => document.activeElement.dataset.area);

	await page.keyboard.press('Enter');
	await page.waitForFunction(
		(name) => new URLSearchParams(location.hash.slice(1)).get('area') === name,
		area
	);
	await page.keyboard.press('Tab');
	assert.ok(await focused('.chip'));
	await page.keyboard.press('Space');
	assert.ok(await focused('.chip[aria-pressed="true"]'));
	await page.keyboard.press('Space');
	await page.locator('.item summary').first().focus();
	const before = await page
		.locator('.item details')
		.first()
		.evaluate((details) => details.open);

	await page.keyboard.press('Enter');
	assert.equal(
		await page
			.locator('.item details')
			.first()
			.evaluate((details) => details.open),
		!before
	);
	await page.close();
});

test('print: all that is listed, without the controls', async () => {
	const page = await open(browser, reports.check.file, { hash: '#state=warning' });

	await page.pdf();
	assert.equal(await page.locator('.item').count(), await numberOf(page, 'warning'));
	await page.emulateMedia({ media: 'print' });
	assert.equal(await page.locator('#filters').isVisible(), false);
	assert.equal(await page.locator('.ledger').isVisible(), true);
	await page.close();
});

test('matrix: a row for each run, and a button that shows it', async () => {
	const file = path.join(folder, 'matrix.html');
	const trees = ['linux-5.1', 'linux-6.6'].map((name) => path.join(fixtures, name));

	guptidy('run', '--matrix', '--check', '--work', path.join(folder, 'work'), '--html', file, ...trees);
	const page = await open(browser, file);

	assert.equal(await page.locator('.runs tbody tr').count(), 2);
	assert.match(await page.title(), /Linux 5\.1/);
	await page.getByRole('button', { name: 'linux-6.6' }).click();
	assert.match(await page.title(), /Linux 6\.6/);
	await chip(page, 'warning').click();
	const again = await open(browser, file, { hash: '#' + page.url().split('#')[1] });

	assert.match(await again.title(), /Linux 6\.6/);
	assert.equal(await listed(again), await numberOf(page, 'warning'));
	assert.deepEqual([...page.complaints, ...again.complaints], []);
	await again.evaluate(axe);
	const found = await again.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));

	assert.deepEqual(
		found.violations.filter((one) => ['serious', 'critical'].includes(one.impact)).map((one) => one.id),
		[]
	);
	await page.close();
	await again.close();
});

test('names and code of strangers are shown, and do nothing', async () => {
	const root = path.join(folder, 'hostile');
	const script = '</script><script>window.hit = 1</script><img src=x onerror="window.hit = 2">';
	const names = [
		'<b onmouseover=hit()>.c',
		'"\'&lt;.c',
		'two\nlines.c',
		'a#at=b%20&q=c.c',
		'\u202ec.evil.c',
		script.replaceAll('/', '') + '.c',
	];

	fs.mkdirSync(path.join(root, 'include/linux'), { recursive: true });
	fs.writeFileSync(
		path.join(root, 'Makefile'),
		'VERSION = 5\nPATCHLEVEL = 2\nSUBLEVEL = 0\nEXTRAVERSION = ' + script + '\n'
	);
	fs.writeFileSync(
		path.join(root, 'include/linux/mm.h'),
		'#define FOLL_WRITE 1\nstruct page;\n' +
			'int get_user_pages_fast(unsigned long start, int nr_pages, unsigned int gup_flags, struct page **pages);\n'
	);
	for (const name of names)
		fs.writeFileSync(
			path.join(root, name),
			'#include <linux/mm.h>\n\nint take(_Bool w, struct page **pages)\n{\n' +
				'\tf("' +
				script.replaceAll('"', '\\"') +
				'\u202e\u0007");\n\treturn get_user_pages_fast(0, 1, w, pages);\n}\n'
		);
	const { file, json } = report('hostile', 'check', root);
	const page = await open(browser, file);

	assert.equal(json.findings.length, names.length);
	assert.equal(await listed(page), names.length);
	assert.equal(await page.evaluate(() => window.hit), undefined);
	assert.equal(await page.locator('img, #list script').count(), 0);
	const text = await page.locator('#list').textContent();

	assert.ok(
		text.includes('<img src=x onerror=') &&
			text.includes('<202e>c.evil.c') &&
			text.includes('two<0a>lines.c')
	);
	assert.ok(
		!/[\u202e\u0007]/.test(await page.evaluate(() => document.querySelector('main').textContent))
	);
	for (const { file: name, line, column } of json.findings) {
		const one = await open(browser, file, {
			hash: '#at=' + encodeURIComponent([name, line, column].join(':')),
		});

		assert.equal(
			await one.evaluate(() => document.activeElement.closest('.item').dataset.at),
			[name, line, column].join(':')
		);
		await one.close();
	}
	assert.deepEqual(page.complaints, []);
	await page.close();
});
