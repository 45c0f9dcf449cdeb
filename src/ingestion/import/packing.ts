import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';

const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);

/** Returns a body as it rests: deflated, at the level that costs least. */
export const packed = (body: string | Uint8Array): Promise<Buffer> => deflate(body, { level: 1 });

/** Returns a body as it came. */
export const unpacked = (body: Uint8Array): Promise<Buffer> => inflate(body);
