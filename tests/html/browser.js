// SPDX-License-Identifier: GPL-2.0-only
//
// What the tests of the page share: reports of the fixtures, and a browser that looks at them.
'use strict';

const { chromium } = require('playwright-core');
const { execFileSync, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const top = path.join(__dirname, '..', '..');
const fixtures = path.join(top, 'kernel-fixtures');
const program = process.env.GUPTIDY || path.join(top, 'build', 'guptidy');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'guptidy-html-'));

process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }));

// Runs guptidy; its status says what it found, and only trouble is an error.
function guptidy(...words) {
	const run = spawnSync(program, words, {
		encoding: 'utf8',
		maxBuffer: 1 << 28,
		env: { ...process.env, LC_ALL: 'C', XDG_CACHE_HOME: path.join(folder, 'cache') },
	});

	if (run.status > 1) throw new Error('guptidy ' + words.join(' ') + ': ' + run.stderr);
	return run.stdout;
}

// A report as a page and as JSON: {file, json}.
function report(name, ...words) {
	const file = path.join(folder, name + '.html');

	return { file, json: JSON.parse(guptidy(...words, '--format=json', '--html', file)) };
}

// Where the PATH has a program.
function where(name) {
	return execFileSync('sh', ['-c', 'command -v "$0"', name], { encoding: 'utf8' }).trim();
}

// Chromium's own sandbox refuses root; the pages are ours, and load nothing.
function launch() {
	return chromium.launch({
		executablePath: where(process.env.CHROMIUM || 'chromium'),
		args: process.getuid() === 0 ? ['--no-sandbox'] : [],
	});
}

// Opens a page; whatever it complains about, or asks anybody for, is in page.complaints.
async function open(browser, file, { hash = '', ...options } = {}) {
	const page = await browser.newPage({ viewport: { width: 1300, height: 900 }, ...options });

	page.complaints = [];
	page.on('console', (message) => page.complaints.push(message.text()));
	page.on('pageerror', (error) => page.complaints.push(error.message));
	page.on('dialog', (dialog) => page.complaints.push(dialog.message()));
	page.on('request', (request) => {
		if (request.url().split('#')[0] !== 'file://' + file) page.complaints.push(request.url());
	});
	await page.goto('file://' + file + hash);
	return page;
}

// Those that most tests look at: {find, check, convert}.
function reportsOfFixtures() {
	const tree = path.join(fixtures, 'linux-6.6');

	return {
		find: report('find', 'find', tree),
		check: report('check', 'check', '--all', tree),
		convert: report('convert', 'convert', path.join(fixtures, 'linux-5.1')),
	};
}

// Shows all that is listed, and how much it is.
async function listed(page) {
	await page.evaluate(() => page.list.grow(1e6));
	return page.locator('.item').count();
}

const chip = (page, state) => page.locator('.chip[data-state="' + state + '"]');

async function numberOf(page, state) {
	return Number((await chip(page, state).locator('.n').textContent()).replace(',', ''));
}

module.exports = { chip, fixtures, folder, guptidy, launch, listed, numberOf, open, report, reportsOfFixtures };
