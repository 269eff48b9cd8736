import { api, ogc } from '#lib/server/ogc.ts';

export const GET = ogc(api);
