import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';

/** The tool's answer to a thing: lines, a status, or nothing at all. */
export type VendorAnswer = readonly string[] | number | 'SILENCE';

export interface Vendor {
  readonly url: string;
  /** By the name of the thing. */
  readonly things: Map<string, VendorAnswer>;
  /** The things that were asked for, in order. */
  readonly asked: string[];
}

function answer(request: IncomingMessage, response: ServerResponse, found: VendorAnswer): void {
  if (found === 'SILENCE') return;
  if (typeof found === 'number') {
    response.writeHead(found).end();
    return;
  }
  const body = found.join('\n');
  const etag = `"${createHash('sha256').update(body).digest('base64url')}"`;
  if (request.headers['if-none-match'] === etag) response.writeHead(304).end();
  else response.writeHead(200, { etag }).end(body);
}

/** The tool itself over HTTP, until the tests of the file are done. */
export async function startVendor(): Promise<Vendor> {
  const things = new Map<string, VendorAnswer>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const thing = request.url?.slice(1) ?? '';
    asked.push(thing);
    answer(request, response, things.get(thing) ?? 404);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, things, asked };
}
