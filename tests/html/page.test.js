// SPDX-License-Identifier: GPL-2.0-only
//
// How a page is used.
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');
const {
	chip,
	fixtures,
	folder,
	guptidy,
	launch,
	listed,
	numberOf,
	open,
	report,
	reportsOfFixtures,
} = require('./browser.js');

const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const reports = reportsOfFixtures();

let browser;

test.before(async () => {
	browser = await launch();
});
test.after(() => browser.close());

// Where all that is listed stands.
async function places(page) {
	await listed(page);
	return page.locator('.item').evaluateAll((all) => all.map((item) => item.dataset.at));
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
	const areas = await page.evaluate(() => data.runs[0].areas);
	let sum = 0;

	for (const tile of await page.locator('.tile').all()) {
		const area = await tile.getAttribute('data-area');

		await tile.evaluate((element) => element.click());
		const inside = await places(page);

		assert.ok(
			inside.every((place) => areas[place.split(':')[0]] === area),
			area
		);
		sum += inside.length;
		await tile.evaluate((element) => element.click());
	}
	assert.equal(sum, all);
	await page.close();
});

test('map: areas are those of MAINTAINERS, and folders where nobody is named', async () => {
	const tree = path.join(folder, 'maintained');

	fs.cpSync(path.join(fixtures, 'linux-6.6'), tree, { recursive: true });
	fs.writeFileSync(
		path.join(tree, 'MAINTAINERS'),
		'LECTERNS AND/OR BOOKS\nM:\tAda <ada@example.org>\nF:\tdrivers/vfio/\n\nTHE REST\nF:\t*\nF:\t*/\n'
	);
	const { file } = report('maintained', 'check', '--all', tree);
	const page = await open(browser, file);
	const areas = await page.locator('.tile').evaluateAll((all) => all.map((tile) => tile.dataset.area));

	assert.ok(areas.includes('LECTERNS AND/OR BOOKS') && areas.includes('drivers/misc'), areas.join());
	await page.locator('select[name=area]').selectOption('LECTERNS AND/OR BOOKS');
	assert.ok((await places(page)).every((place) => place.startsWith('drivers/vfio/')));
	assert.deepEqual(page.complaints, []);
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

test('matrix: what is not the same in all runs is marked, and can be asked for', async () => {
	const file = path.join(folder, 'unlike.html');
	const trees = ['one', 'two', 'three'].map((name) => path.join(folder, 'unlike', name));
	const { file: gone } = reports.check.json.findings.find((one) => one.severity === 'error');

	for (const tree of trees) fs.cpSync(path.join(fixtures, 'linux-6.6'), tree, { recursive: true });
	fs.rmSync(path.join(trees[1], gone));
	// Lines move, and what stands in them stays the same.
	fs.writeFileSync(path.join(trees[2], gone), '\n\n' + fs.readFileSync(path.join(trees[0], gone), 'utf8'));
	guptidy('run', '--matrix', '--check', '--work', path.join(folder, 'unlike-work'), '--html', file, ...trees);
	const page = await open(browser, file);

	await page.locator('select[name=alike]').selectOption('not in all');
	const unlike = await places(page);

	assert.ok(unlike.length > 0 && unlike.every((place) => place.startsWith(gone + ':')));
	assert.equal(await page.locator('.tag.alike').first().textContent(), 'not in two');
	await page.locator('select[name=alike]').selectOption('in all');
	assert.ok((await listed(page)) > 0);
	assert.equal(await page.locator('.tag.alike').count(), 0);
	assert.equal(
		await page.locator('.runs tbody tr').nth(1).locator('.n').last().textContent(),
		'0'
	);
	assert.deepEqual(page.complaints, []);
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
		found.violations
			.filter((one) => ['serious', 'critical'].includes(one.impact))
			.map((one) => one.id),
		[]
	);
	await page.close();
	await again.close();
});
