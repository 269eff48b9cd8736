import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import * as v from 'valibot';
import type { Note, ParsedMention } from '#lib/domain.ts';
import { featureCollection, mentionFeature } from '#lib/geo/features.ts';
import type { Geoparse, Geoparsed } from '#lib/geoparse/geoparse.ts';
import { loadGeoparser } from '#lib/server/geoparser.ts';
import { decodeText, readDocument, Refusal } from '#lib/text/formats.ts';
import { excerptsOf } from '#lib/text/excerpt.ts';
import { modelFolder, openTagger } from '#lib/server/tagger.ts';
import { faultOf } from '#lib/server/file-faults.ts';
import { type Command, UsageError } from './command.ts';
import { filesOf } from './files.ts';
import { homeOption, homeTold } from './home.ts';
import { modelOption } from './model.ts';

const Line = v.object({
	id: v.union([v.string(), v.number()]),
	text: v.string(),
	lang: v.nullish(v.string(), null),
	home: v.nullish(v.string(), null),
	toponyms: v.optional(v.array(v.object({ start: v.number(), end: v.number() }))),
});

const asLine = ({ start, end, surface, kind, place, confidence }: ParsedMention) => ({
	start,
	end,
	surface,
	lat: place?.point[1] ?? null,
	lon: place?.point[0] ?? null,
	place: place?.id ?? null,
	name: place?.name ?? null,
	kind,
	confidence: Math.round(confidence * 1000) / 1000,
});

/** A home that nobody knows is no reason to stop. */
function sayHome(where: string, notes: readonly Note[]) {
	for (const { code, message } of notes) if (code === 'home-unknown') console.error(where, message);
}

type GeoparseLater = (...asked: Parameters<Geoparse>) => Geoparsed | Promise<Geoparsed>;

/** The geoparser, with a model asked before it where one is named. */
async function opened(model = modelFolder(process.env)): Promise<GeoparseLater> {
	const geoparse = loadGeoparser();
	if (!model) return geoparse;
	const tag = await openTagger(model);
	return async (text, options) =>
		geoparse(text, { ...options, tagged: await tag(text, options?.language ?? undefined) });
}

/** `{id, text, lang?, home?, toponyms?}` in, `{id, mentions}` out, a line each. */
async function lines(
	geoparse: GeoparseLater,
	spans: boolean,
	home: string | null,
): Promise<number> {
	let number = 0;
	for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
		number++;
		if (!line.trim()) continue;
		let read: v.SafeParseResult<typeof Line>;
		try {
			read = v.safeParse(Line, JSON.parse(line));
		} catch {
			throw new Refusal(`line ${number} is not JSON.`);
		}
		if (!read.success) throw new Refusal(`line ${number}: expected {"id", "text", "lang"?}.`);
		const { id, text, lang, home: own, toponyms } = read.output;
		if (spans && !toponyms) {
			throw new Refusal(`line ${number}: --spans needs "toponyms", a list of {"start", "end"}.`);
		}
		const told = { language: lang, home: own ?? home };
		const { mentions, notes } = await geoparse(text, {
			...told,
			...(spans && { spans: toponyms }),
		});
		sayHome(`line ${number}`, notes);
		process.stdout.write(`${JSON.stringify({ id, mentions: mentions.map(asLine) })}\n`);
	}
	return 0;
}

async function features(
	geoparse: GeoparseLater,
	name: string,
	bytes: Uint8Array,
	told: string | null,
) {
	const {
		text,
		title,
		source,
		url,
		published,
		language: named,
		home: own,
	} = readDocument(name, decodeText(bytes));
	const home = own ?? told;
	const { mentions, language, notes } = await geoparse(text, { language: named, home });
	sayHome(name, notes);
	const document = {
		id: name,
		title: title ?? name,
		source,
		url,
		published,
		set: null,
		language,
		hash: '',
		imported: '',
	};
	const excerptOf = excerptsOf(text, language);
	return mentions.map((mention) => {
		const id = `${name}:${mention.start}-${mention.end}`;
		return {
			feature: mentionFeature({
				mention: { ...mention, id, documentId: name, status: 'suggested' },
				document,
				excerpt: excerptOf(mention),
			}),
			line: { file: name, ...asLine(mention) },
		};
	});
}

export const geoparseCommand: Command = {
	name: 'geoparse',
	summary: 'Prints the places a text names, keeping nothing.',
	operands: 'FILE|FOLDER...',
	options: {
		format: {
			value: 'geojson|jsonl',
			help: 'a FeatureCollection (default), or one mention a line',
		},
		jsonl: {
			help: 'read {id, text, lang?, home?} lines from standard input, write {id, mentions} lines',
		},
		home: homeOption,
		model: modelOption,
		spans: { help: 'with --jsonl: place the "toponyms" {start, end} of each line, find no others' },
	},
	async run(input) {
		const { operands, options, has } = input;
		if (has('jsonl')) {
			const [beside = options.format] = operands;
			if (beside) throw new UsageError(`geoparse: ${beside}: --jsonl reads standard input only.`);
			return lines(await opened(options.model), has('spans'), homeTold(input));
		}
		if (has('spans')) throw new UsageError('geoparse: --spans goes with --jsonl.');
		const format = options.format ?? 'geojson';
		if (!['geojson', 'jsonl'].includes(format)) {
			throw new UsageError(`geoparse: --format ${format}: expected geojson or jsonl.`);
		}
		if (!operands.length) throw new UsageError('geoparse: name at least one file or folder.');
		const files = filesOf(operands);
		const home = homeTold(input);
		const geoparse = await opened(options.model);
		const found = [];
		let refused = 0;
		for (const { path, name } of files) {
			try {
				found.push(...(await features(geoparse, name, await readFile(path), home)));
			} catch (error) {
				refused++;
				console.error(`${path} ${faultOf(error)}`);
			}
		}
		if (format === 'jsonl') for (const { line } of found) console.log(JSON.stringify(line));
		else console.log(JSON.stringify(featureCollection(found.map(({ feature }) => feature))));
		return refused ? 1 : 0;
	},
};
