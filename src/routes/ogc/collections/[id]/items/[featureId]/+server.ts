import { item, ogc } from '#lib/server/ogc.ts';

export const GET = ogc(item);
