// SPDX-License-Identifier: GPL-2.0-only
//
// The pages of `ninja site` in a browser: axe-core has nothing to say of them, in light and dark, wide and
// narrow; and what a keyboard needs is there.
'use strict';

const assert = require('node:assert/strict');
const { execFileSync, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');
const { folder, launch, open } = require('./browser.js');

const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const site = path.join(folder, 'site');
const skip = spawnSync('cmark-gfm', ['--version']).error ? 'no cmark-gfm' : false;

let browser;

test.before(async () => {
	if (skip) return;
	execFileSync(path.join(__dirname, '..', '..', 'docs', 'site', 'generate'), [site]);
	browser = await launch();
});
test.after(() => browser?.close());

const pages = ['index', 'rules', 'formats', 'ci', 'glossary', 'rules/bool-as-flags', 'rules/could-be-fast'];

for (const colorScheme of ['light', 'dark'])
	for (const width of [1300, 420])
		test('axe-core finds nothing: ' + colorScheme + ', ' + width, { skip }, async () => {
			for (const name of pages) {
				const page = await open(browser, path.join(site, name + '.html'), {
					colorScheme,
					viewport: { width, height: 900 },
					bypassCSP: true,
				});

				await page.evaluate(axe);
				const { violations } = await page.evaluate(() => axe.run());

				assert.deepEqual(
					violations.map((one) => name + ': ' + one.id + ': ' + one.nodes[0].html),
					[],
				);
				assert.deepEqual(page.complaints, []);
				const wider = await page.evaluate(
					() => document.documentElement.scrollWidth - window.innerWidth,
				);

				assert.ok(wider <= 0, name + ' is wider than the window');
				await page.close();
			}
		});

test('the policy lets nothing but styles and pictures of its own in', { skip }, async () => {
	const page = await open(browser, path.join(site, 'stats.html'));

	assert.deepEqual(page.complaints, []);
	assert.ok(await page.locator('img').first().evaluate((image) => image.naturalWidth > 0));
	await page.keyboard.press('Tab');
	assert.equal(await page.evaluate(() => document.activeElement.textContent), 'To the text');
	await page.close();
});

test('on paper there is the text alone', { skip }, async () => {
	const page = await open(browser, path.join(site, 'formats.html'));

	await page.emulateMedia({ media: 'print' });
	for (const part of ['.menu', '.contents', 'footer'])
		assert.equal(await page.locator(part).isVisible(), false, part);
	assert.ok(await page.locator('h1').isVisible());
	await page.close();
});
