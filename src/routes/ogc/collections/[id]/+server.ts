import { describe, ogc } from '#lib/server/ogc.ts';

export const GET = ogc(describe);
