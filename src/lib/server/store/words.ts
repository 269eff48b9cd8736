/** Words as the index keeps them, and a person's words as a question to it. */

/** Arabic spelling varies where meaning does not; the index keeps one form. */
export function indexWords(text: string): string {
	return text
		.replaceAll(/[\u064b-\u065f\u0670\u0640]/g, '')
		.replaceAll(/[أإآٱ]/g, 'ا')
		.replaceAll('ى', 'ي')
		.replaceAll('ة', 'ه');
}

/**
 * An FTS5 question: every word must occur, "quoted words" together, `word*` as a beginning, and
 * `-word` not at all. Null when nothing to look for is left.
 */
export function wordsQuery(words: string): string | null {
	const terms = [...indexWords(words).matchAll(/(-?)(?:"([^"]+)"|([^\s"]+))/gu)].flatMap(
		([, minus = '', phrase, word = '']) => {
			const prefix = !phrase && word.endsWith('*');
			const bare = (phrase ?? word).replaceAll(/["*]/g, ' ').trim();
			if (!/[\p{L}\p{N}]/u.test(bare)) return [];
			return [{ minus: minus === '-', text: `"${bare}"${prefix ? '*' : ''}` }];
		},
	);
	const wanted = terms.filter(({ minus }) => !minus).map(({ text }) => text);
	const unwanted = terms.filter(({ minus }) => minus).map(({ text }) => text);
	if (!wanted.length) return null;
	return [wanted.join(' AND '), ...unwanted].join(' NOT ');
}
