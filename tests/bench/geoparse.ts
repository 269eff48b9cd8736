/**
 * `npm run bench:geoparse -- --gold FILE…`: how well and how fast the geoparser reads annotated texts.
 *
 * A gold file has a document a line: `{id, lang?, text, toponyms: [{start, end, lat?, lon?, type?}]}`,
 * offsets in UTF-16 units; `dev` and `test` stand for the two halves of the project's own gold set.
 *
 *   --spans      resolve the annotated spans instead of finding the geoparser's own
 *   --demonyms   count adjectives and peoples too, for corpora that annotate them
 *   --calibration how often answers of each confidence are right
 *   --compare    what `compromise` finds in the English ones
 *   --out DIR    write the answers there, `{id, mentions}` a line
 *   --errors N   print up to N mistakes of each sort, for development
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import nlp from 'compromise';
import * as v from 'valibot';
import type { ParsedMention } from '#lib/domain.ts';
import type { Geoparse } from '#lib/geoparse/geoparse.ts';
import { loadGeoparser } from '#lib/server/geoparser.ts';
import { readGold } from '../fixtures/documents.ts';
import { calibration, figures, isRight, match, type Rule, type Scored } from './score.ts';

const Gold = v.object({
	id: v.string(),
	lang: v.optional(v.string()),
	text: v.string(),
	toponyms: v.array(
		v.object({
			start: v.number(),
			end: v.number(),
			name: v.optional(v.string()),
			lat: v.nullish(v.number()),
			lon: v.nullish(v.number()),
			type: v.optional(v.string()),
		}),
	),
});
type Gold = v.InferOutput<typeof Gold>;

/** What the corpora annotate as toponyms but maps do not show, and our own notes of near misses. */
const exclude = ['Demonym', 'Language', 'Homonym', 'Street', 'Embedded', 'Fictional'];

interface Answer extends ParsedMention {
	readonly lat: number | null;
	readonly lon: number | null;
}

function readCorpus(name: string): Gold[] {
	if (name === 'dev' || name === 'test') return v.parse(v.array(Gold), readGold(name));
	return readFileSync(name, 'utf8')
		.split('\n')
		.flatMap((line, i) => {
			if (!line.trim()) return [];
			const read = v.safeParse(Gold, JSON.parse(line));
			if (!read.success) throw new Error(`${name}, line ${i + 1}: ${v.summarize(read.issues)}`);
			return [read.output];
		});
}

function answersTo(geoparse: Geoparse, { text, toponyms }: Gold, spans: boolean): Answer[] {
	const { mentions } = geoparse(text, spans ? { spans: toponyms } : {});
	return mentions.map((mention) => ({
		...mention,
		lat: mention.place?.point[1] ?? null,
		lon: mention.place?.point[0] ?? null,
	}));
}

/** Some corpora annotate adjectives and peoples as places, others do not. */
const asked = (answers: readonly Answer[], demonyms: boolean) =>
	answers.filter(({ kind }) => demonyms || (kind !== 'demonym' && kind !== 'people'));

const percent = (x: number) => x.toFixed(3).replace(/^0/, '');

function printErrors(scored: readonly { id: string; text: string; of: Scored }[], most: number) {
	const around = (text: string, { start, end }: { start: number; end: number }) =>
		`${text.slice(Math.max(0, start - 50), start)}[[${text.slice(start, end)}]]${text.slice(end, end + 40)}`.replaceAll(
			/\s+/g,
			' ',
		);
	const show = (title: string, lines: string[]) => {
		console.log(`\n${title}: ${lines.length}`);
		for (let i = 0; i < Math.min(most, lines.length); i++) {
			console.log(`  ${lines[Math.floor((i * lines.length) / Math.min(most, lines.length))]}`);
		}
	};
	const lines = (of: (one: Scored) => readonly { start: number; end: number }[]) =>
		scored.flatMap(({ id, text, of: one }) => of(one).map((span) => `${id} ${around(text, span)}`));
	show(
		'found, and should not be',
		lines(({ extra }) => extra),
	);
	show(
		'missed',
		lines(({ missed }) => missed),
	);
	show(
		'placed wrong',
		scored.flatMap(({ id, text, of }) =>
			of.pairs
				.filter((pair) => !isRight(pair))
				.map(({ gold, answer, km }) => {
					const place = (answer as Answer).place;
					const where = place ? `${place.name}, ${place.country ?? ''} (${place.kind})` : 'nowhere';
					return `${id} ${around(text, gold)} → ${where}, ${km === null ? '-' : Math.round(km)} km off`;
				}),
		),
	);
}

function bench(geoparse: Geoparse, name: string, options: Options): void {
	const corpus = readCorpus(name);
	const began = performance.now();
	const answers = corpus.map((document) => answersTo(geoparse, document, options.spans));
	const seconds = (performance.now() - began) / 1000;
	const score = (rule: Rule) =>
		corpus.map((document, i) =>
			match(document.toponyms, asked(answers[i] ?? [], options.demonyms), rule),
		);
	const located = corpus.some(({ toponyms }) => toponyms.some(({ lat }) => Number.isFinite(lat)));
	const all = score({ exclude, requireCoordinates: located });
	const { gold, exact, overlap, precision, recall, endToEnd, accuracy } = figures(all);
	const small = figures(score({ exclude: [...exclude, 'BIG'], requireCoordinates: located }));
	const characters = corpus.reduce((sum, { text }) => sum + text.length, 0);
	console.log(
		[
			basename(name, '.jsonl').padEnd(24),
			String(gold).padStart(6),
			percent(exact).padStart(7),
			percent(overlap).padStart(8),
			`${percent(precision)}/${percent(recall)}`.padStart(12),
			(located ? percent(endToEnd) : '-').padStart(8),
			(located ? percent(small.endToEnd) : '-').padStart(7),
			(located ? percent(accuracy) : '-').padStart(9),
			(located ? percent(small.accuracy) : '-').padStart(7),
			Math.round(corpus.length / seconds)
				.toString()
				.padStart(10),
			(characters / seconds / 1e6).toFixed(2).padStart(7),
		].join(' '),
	);
	if (options.compare) compare(name, corpus);
	if (options.calibration && located) printCalibration(all);
	if (options.errors) {
		printErrors(
			corpus.map(({ id, text }, i) => ({ id, text, of: all[i] as Scored })),
			options.errors,
		);
	}
	if (options.out) {
		const lines = corpus.map(({ id }, i) => {
			const mentions = (answers[i] ?? []).map(({ start, end, lat, lon, kind, confidence }) => ({
				...{ start, end, lat, lon, kind, confidence },
			}));
			return JSON.stringify({ id, mentions });
		});
		writeFileSync(join(options.out, `${basename(name, '.jsonl')}.jsonl`), `${lines.join('\n')}\n`);
	}
}

interface Offset {
	readonly offset: { readonly start: number; readonly length: number };
}

/** What a general library for English finds in the same texts, for comparison in the same run. */
function compare(name: string, corpus: readonly Gold[]): void {
	const english = corpus.filter(({ lang }) => lang === 'en');
	if (!english.length) return;
	const began = performance.now();
	const scored = english.map(({ text, toponyms }) => {
		const found = nlp(text).places().json({ offset: true }) as Offset[];
		const answers = found.map(({ offset: { start, length } }) => ({ start, end: start + length }));
		return match(toponyms, answers, { exclude, requireCoordinates: false });
	});
	const seconds = (performance.now() - began) / 1000;
	const { exact, overlap, precision, recall } = figures(scored);
	console.log(
		`  compromise on ${basename(name, '.jsonl')}: exact ${percent(exact)}, overlap ${percent(overlap)} (${percent(precision)}/${percent(recall)}), ${Math.round(english.length / seconds)} articles/s`,
	);
}

function printCalibration(scored: readonly Scored[]): void {
	const { ece, table } = calibration(scored);
	console.log(`  expected calibration error ${percent(ece)}`);
	for (const { from, answers, confidence, right } of table) {
		if (!answers) continue;
		const bar = '█'.repeat(Math.round(right * 30));
		console.log(
			`    ${from.toFixed(1)}–${(from + 0.1).toFixed(1)} ${String(answers).padStart(6)}  said ${percent(confidence)}  right ${percent(right)} ${bar}`,
		);
	}
}

interface Options {
	readonly spans: boolean;
	readonly demonyms: boolean;
	readonly calibration: boolean;
	readonly compare: boolean;
	readonly errors: number;
	readonly out?: string | undefined;
}

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		gold: { type: 'string', multiple: true, default: [] },
		spans: { type: 'boolean', default: false },
		demonyms: { type: 'boolean', default: false },
		calibration: { type: 'boolean', default: false },
		compare: { type: 'boolean', default: false },
		errors: { type: 'string', default: '0' },
		out: { type: 'string' },
	},
});
const named = [...values.gold, ...positionals];
const began = performance.now();
const geoparse = loadGeoparser();
console.log(
	`geoparser ready in ${Math.round(performance.now() - began)} ms, ${Math.round(process.memoryUsage.rss() / 1e6)} MB resident`,
);
console.log(
	`${'corpus'.padEnd(24)}   gold   exact  overlap         P/R      e2e   small  acc@161   small articles/s    MB/s`,
);
for (const name of named.length ? named : ['dev']) {
	bench(geoparse, name, { ...values, errors: Number(values.errors) });
}
console.log(`${Math.round(process.memoryUsage.rss() / 1e6)} MB resident at the end`);
