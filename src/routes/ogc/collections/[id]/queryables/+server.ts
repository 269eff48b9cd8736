import { queryables, ogc } from '#lib/server/ogc.ts';

export const GET = ogc(queryables);
