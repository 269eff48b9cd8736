/** Which of the two forms of a resource a request prefers, by its header Accept (RFC 9110, 12.5.1). */

const asHtml = /^text\/(html|\*)$/;
const asJson = /^(application\/([\w.-]+\+)?json|application\/\*|\*\/\*)$/;

/** JSON where nothing is said, where neither is named, and where anything will do. */
export function prefersHtml(accept: string): boolean {
	const ranges = accept
		.toLowerCase()
		.split(',')
		.map((range) => {
			const [type = '', ...parameters] = range.split(';').map((part) => part.trim());
			const quality = parameters.find((part) => part.startsWith('q='))?.slice(2) ?? '1';
			return { type, quality: Number(quality) || 0 };
		})
		.filter(({ type, quality }) => quality > 0 && (asHtml.test(type) || asJson.test(type)))
		// Of two as welcome, the one named first.
		.sort((a, b) => b.quality - a.quality);
	return asHtml.test(ranges[0]?.type ?? '');
}
