import { landing, ogc } from '#lib/server/ogc.ts';

export const GET = ogc(landing);
