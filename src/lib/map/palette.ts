/** The basemap's colours: land and water close together, so that data stands out of both. */
export type Theme = 'light' | 'dark';

export interface Palette {
	readonly sea: string;
	readonly land: string;
	readonly lake: string;
	readonly river: string;
	readonly division: string;
	readonly border: string;
	readonly seaLabel: string;
	readonly countryLabel: string;
	readonly divisionLabel: string;
	readonly settlementLabel: string;
	readonly dot: string;
}

export const palettes: Readonly<Record<Theme, Palette>> = {
	light: {
		sea: '#dde6ea',
		land: '#f7f5f0',
		lake: '#dde6ea',
		river: '#c3d3db',
		division: '#d9d3c8',
		border: '#aaa296',
		seaLabel: '#7d97a5',
		countryLabel: '#6f685d',
		divisionLabel: '#a0978a',
		settlementLabel: '#58534b',
		dot: '#8d867b',
	},
	dark: {
		sea: '#12181d',
		land: '#1d2429',
		lake: '#12181d',
		river: '#2a3943',
		division: '#313a41',
		border: '#56626b',
		seaLabel: '#587080',
		countryLabel: '#a3adb5',
		divisionLabel: '#6b7780',
		settlementLabel: '#bcc5cb',
		dot: '#75818a',
	},
};
