import { list, ogc } from '#lib/server/ogc.ts';

export const GET = ogc(list);
