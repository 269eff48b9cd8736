import { items, ogc } from '#lib/server/ogc.ts';

export const GET = ogc(items);
