/**
 * Colours that stay apart from each other in every common colour blindness, and from the marks of the
 * corpus: ColorBrewer's Dark2 without its orange, with a grey.
 */
export const layerColours = [
	'#1b9e77',
	'#7570b3',
	'#e7298a',
	'#66a61e',
	'#e6ab02',
	'#a6761d',
	'#666666',
] as const;
