/** Where the keyboard goes when the thing it was on makes way for something else. */

/**
 * An attachment for a heading with `tabindex="-1"`: takes the focus that was lost with what stood
 * here before, so that a keyboard or screen reader goes on from the new heading.
 */
export function takeFocus(heading: HTMLElement) {
	const { activeElement, body } = document;
	if (activeElement === null || activeElement === body) heading.focus({ preventScroll: true });
}
