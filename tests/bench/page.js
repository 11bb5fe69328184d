// SPDX-License-Identifier: GPL-2.0-only
//
// node page.js FILE: measures how quick a page is, see tests/bench/page.
'use strict';

const { launch, open } = require('../html/browser.js');

// What a reader does, each as code that runs in the page.
const acts = {
	'type a word': () => search('file1'),
	'type two words': () => search('file12 take'),
	'empty the search': () => search(''),
	'choose a state': () => document.querySelector('.chip').click(),
	'all states again': () => document.querySelector('.chip').click(),
	'choose an area': () => document.querySelectorAll('.tile')[5].click(),
};

// Milliseconds from the act to the frame that shows what came of it.
const timed = `async (act) => {
	const search = (words) => {
		const input = document.querySelector('input[type=search]');
		input.value = words;
		input.dispatchEvent(new Event('input'));
	};
	const begin = performance.now();
	eval('(' + act + ')')();
	await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
	return performance.now() - begin;
}`;

const paint = () =>
	new Promise((resolve) =>
		new PerformanceObserver((list) => {
			const entry = list.getEntriesByName('first-contentful-paint')[0];

			if (entry) resolve(entry.startTime);
		}).observe({ type: 'paint', buffered: true })
	);

(async () => {
	const browser = await launch();
	const best = new Map();
	const note = (name, time) => best.set(name, Math.min(time, best.get(name) || Infinity));

	for (let i = 0; i < 5; i++) {
		const page = await open(browser, process.argv[2], { bypassCSP: true });

		await page.bringToFront();
		note('first paint', await page.evaluate(paint));
		for (const [name, act] of Object.entries(acts))
			note(
				name,
				await page.evaluate('(' + timed + ')(' + JSON.stringify(act.toString()) + ')')
			);
		await page.close();
	}
	await browser.close();
	for (const [name, time] of best) {
		const most = name === 'first paint' ? 1000 : 100;

		console.log(
			name.padEnd(20) +
				Math.round(time) +
				' ms' +
				(time <= most ? '' : ', more than ' + most + ' ms')
		);
	}
})();
