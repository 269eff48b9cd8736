/** Where the keyboard goes when the thing it was on makes way for something else. */

/**
 * An attachment for a heading with `tabindex="-1"`: takes the focus when nothing has it, or only the
 * region around the heading, so that a keyboard or screen reader goes on from what is new there.
 */
export function takeFocus(heading: HTMLElement) {
	const { activeElement } = document;
	if (!activeElement || activeElement.contains(heading)) heading.focus({ preventScroll: true });
}

/**
 * An attachment for a region with `tabindex="-1"` whose content comes and goes: takes the focus when
 * the thing that had it goes away and nothing else has taken it.
 */
export function keepFocus(region: HTMLElement) {
	let last: Node | null = null;
	const enter = ({ target }: FocusEvent) => (last = target as Node);
	// What is left behind stays in the page; what is taken away does not.
	const leave = ({ target }: FocusEvent) =>
		queueMicrotask(() => {
			if (target === last && last?.isConnected) last = null;
		});
	const observer = new MutationObserver(() => {
		const { activeElement, body } = document;
		if (!last || last.isConnected || (activeElement !== null && activeElement !== body)) return;
		last = null;
		region.focus({ preventScroll: true });
	});
	region.addEventListener('focusin', enter);
	region.addEventListener('focusout', leave);
	observer.observe(region, { childList: true, subtree: true });
	return () => {
		observer.disconnect();
		region.removeEventListener('focusin', enter);
		region.removeEventListener('focusout', leave);
	};
}
