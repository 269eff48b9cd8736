/** Where the map looks from, and its short form for the address bar. */
import type { Bbox, LonLat } from '#lib/domain.ts';

export interface Camera {
	readonly center: LonLat;
	readonly zoom: number;
	/** Degrees clockwise from north that point up. */
	readonly bearing: number;
	/** Degrees off looking straight down. */
	readonly pitch: number;
}

/** A camera with the box it sees. */
export interface View extends Camera {
	readonly bounds: Bbox;
}

const round = (value: number, digits: number) => Number(value.toFixed(digits));

/** `zoom/latitude/longitude`, then bearing and pitch where they are not zero. */
export function formatCamera({ center: [lon, lat], zoom, bearing, pitch }: Camera): string {
	const where = [round(zoom, 2), round(lat, 4), round(lon, 4)];
	const turned = [round(bearing, 1), round(pitch, 1)];
	return [...where, ...(turned.some(Boolean) ? turned : [])].join('/');
}

/** What `formatCamera` wrote; null where the text is not a camera. */
export function parseCamera(text: string): Camera | null {
	const parts = text.split('/');
	const values = parts.map((part) => (part.trim() ? Number(part) : NaN));
	const [zoom = NaN, lat = NaN, lon = NaN, bearing = 0, pitch = 0] = values;
	const sound =
		(parts.length === 3 || parts.length === 5) &&
		values.every(Number.isFinite) &&
		zoom >= 0 &&
		zoom <= 24 &&
		Math.abs(lat) <= 90 &&
		Math.abs(lon) <= 180 &&
		Math.abs(bearing) <= 180 &&
		pitch >= 0 &&
		pitch <= 85;
	return sound ? { center: [lon, lat], zoom, bearing, pitch } : null;
}

/** For MapLibre, east is never below west. */
export function cornersOf([west, south, east, north]: Bbox): [number, number, number, number] {
	return [west, south, east < west ? east + 360 : east, north];
}
