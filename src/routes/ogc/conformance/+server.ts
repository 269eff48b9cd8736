import { conformance, ogc } from '#lib/server/ogc.ts';

export const GET = ogc(conformance);
