/** Without case and accents; Arabic spelling varies where meaning does not, one form is kept. */
export function foldWord(word: string): string {
	// Most words have nothing to fold.
	if (/^[a-z0-9]*$/i.test(word)) return word.toLowerCase();
	return word
		.normalize('NFD')
		.replaceAll(/[\u0300-\u036f\u064b-\u065f\u0670\u0640]/g, '')
		.normalize('NFC')
		.toLowerCase()
		.replaceAll(/[أإآٱ]/g, 'ا')
		.replaceAll('ى', 'ي')
		.replaceAll('ة', 'ه');
}
