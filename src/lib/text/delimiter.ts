/** Which of the usual signs stands between the columns that the first line names. */
export function delimiterOf(header: string): string {
	const count = (sign: string) => header.replaceAll(/"[^"]*"/g, '').split(sign).length;
	return [',', ';', '\t', '|'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}
