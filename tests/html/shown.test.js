// SPDX-License-Identifier: GPL-2.0-only
//
// What a page shows is what the report says.
'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');
const {
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

const reports = reportsOfFixtures();

let browser;

test.before(async () => {
	browser = await launch();
});
test.after(() => browser.close());

test('find: every mention is listed, and the ledger adds up', async () => {
	const page = await open(browser, reports.find.file);
	const { json } = reports.find;

	assert.equal(await listed(page), json.mentions.length + json.macro_calls.length);
	for (const row of await page.locator('.ledger tr').all()) {
		const [name, n] = await row.locator('th, td').allTextContents();

		assert.equal(Number(n.replaceAll(',', '')), json.ledger[name], name);
	}
	await page.close();
});

test('nothing of the family: the page says so', async () => {
	const root = path.join(folder, 'nothing');

	fs.mkdirSync(root);
	fs.writeFileSync(path.join(root, 'a.c'), 'int x;\n');
	for (const command of ['find', 'check', 'convert']) {
		const page = await open(browser, report('nothing-' + command, command, root).file);

		assert.match(await page.locator('h1').textContent(), /^Nothing of the family/);
		assert.equal(await page.locator('.tile, .chip, .item').count(), 0);
		assert.deepEqual(page.complaints, []);
		await page.close();
	}
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

// A page with other data: what only some runs have.
function doctored(name, file, change) {
	const text = fs.readFileSync(file, 'utf8');
	const [whole, json] = text.match(/<script type="application\/json" id="data">(.*?)<\/script>/);
	const data = JSON.parse(json);
	const other = path.join(folder, name + '.html');

	change(data.runs[0]);
	fs.writeFileSync(
		other,
		text.replace(whole, () => whole.replace(json, () => JSON.stringify(data)))
	);
	return other;
}

test('what was not analysed, why a call takes pins, and what a build said', async () => {
	const { file } = reports.convert.json.edits[0];
	const page = await open(
		browser,
		doctored('told', reports.convert.file, (run) => {
			run.unanalysed.push({ file: 'drivers/a.c', line: 0, reason: 'cannot be read' });
			run.unanalysed_before = [{ file: 'drivers/b.c', line: 3, reason: 'no compiler' }];
			run.pinned.push({
				file: 'drivers/c.c',
				line: 4,
				column: 2,
				function: 'take',
				callee: 'pin_it',
				case: 2,
				why: 'for DMA',
			});
			run.verified = [
				{
					file,
					arch: 'arm',
					verdict: 'broken',
					why: 'says the compiler',
					step: 'patch 2',
				},
				{
					file: 'drivers/d.c',
					arch: 'x86',
					verdict: 'warns',
					why: 'unused',
					step: null,
				},
			];
		})
	);

	assert.equal(await numberOf(page, 'unanalysed'), 2);
	assert.match(await page.locator('h1').textContent(), /2 not analysed/);
	assert.equal(await numberOf(page, 'warning'), 1);
	assert.ok((await numberOf(page, 'error')) > 0);
	await listed(page);
	const text = await page.locator('#list').textContent();

	for (const words of [
		'cannot be read',
		'no compiler (as before the change)',
		'pin_it(): case 2 of pin_user_pages.rst, for DMA',
		'arm: does not compile any more, after patch 2, says the compiler',
		'x86: compiles with a new warning, unused',
	])
		assert.ok(text.includes(words), words);
	assert.deepEqual(page.complaints, []);
	await page.close();
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
