/** The package names its ES module for bundlers only; Node has to be told the file. */
declare module 'mgrs/dist/mgrs.esm.js' {
	export { toPoint } from 'mgrs';
}
