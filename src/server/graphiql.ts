import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { type Operation, readOperations } from './operations.js';
import { pageHeaders } from './safe-headers.js';

// The key comes in the address's fragment, which browsers send to nobody, and is removed from the
// address at once. It stays with this browser tab alone.
const KEY = `(() => {
  const given = new URLSearchParams(location.hash.slice(1)).get('key');
  if (given) { sessionStorage.setItem('key', given); history.replaceState(null, '', location.pathname); }
  if (!sessionStorage.getItem('key')) sessionStorage.setItem('key', prompt('API key') ?? '');
  return sessionStorage.getItem('key');
})()`;

// Tabs animate away from under the pointer while it is down, so that a click would end outside of
// them. They are therefore chosen as soon as they are pressed, and the click that follows is
// dropped. A click by keyboard has the detail 0.
const PRESSED_TABS = `addEventListener('pointerdown', (event) => {
  const button = event.button === 0 && event.target.closest?.('.graphiql-tab button');
  if (button) { event.stopImmediatePropagation(); button.click(); }
}, true);
addEventListener('click', (event) => {
  if (event.isTrusted && event.detail > 0 && event.target.closest?.('.graphiql-tabs'))
    event.stopImmediatePropagation();
}, true);`;
const RENDER = 'YogaGraphiQL.renderYogaGraphiQL(';
const PLACE = '__KEY__';

const replaced = (page: string, what: string, by: string): string => {
  const at = page.lastIndexOf(what);
  if (at < 0) throw new Error(`GraphiQL no longer takes ${what}.`);
  return page.slice(0, at) + by + page.slice(at + what.length);
};

// The options reach the page as JSON, which cannot hold the code that reads the key. The code
// replaces a marker.
async function renderPage(operations: readonly Operation[]): Promise<string> {
  // The page is 9 MB of script, which a start does without.
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const options = {
    title: 'Engineering insights',
    endpoint: '/graphql',
    subscriptionsProtocol: 'WS' as const,
    defaultTabs: operations.map(({ query, variables }) => ({
      query,
      ...(variables === null ? {} : { variables }),
    })),
    additionalHeaders: PLACE as unknown as Record<string, string>,
    connectionParams: PLACE,
  };
  const page = replaced(renderGraphiQL(options), RENDER, `${PRESSED_TABS}\n${RENDER}`);
  const withHeaders = replaced(
    page,
    `"additionalHeaders":"${PLACE}"`,
    `"additionalHeaders":{"x-api-key":${KEY}}`,
  );
  return replaced(
    withHeaders,
    `"connectionParams":"${PLACE}"`,
    `"connectionParams":()=>({"x-api-key":sessionStorage.getItem('key')})`,
  ).trim();
}

const SCRIPT = /<script>(.*?)<\/script>/gs;

function policyOf(page: string): string {
  const hashes = [...page.matchAll(SCRIPT)].map(
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  );
  return [
    "default-src 'self'",
    `script-src ${hashes.join(' ')} blob:`,
    "style-src 'self' 'unsafe-inline'",
    'worker-src blob:',
    "connect-src 'self' ws: wss:",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

interface Page {
  readonly text: string;
  readonly policy: string;
}

async function makePage(operations: readonly Operation[]): Promise<Page> {
  const text = await renderPage(operations);
  return { text, policy: policyOf(text) };
}

/**
 * Serves GraphiQL at `/`, complete in one page, with the documents of `schema/operations` as its
 * tabs. The page is made when it is first asked for.
 */
export async function graphiqlPage(app: FastifyInstance): Promise<void> {
  const operations = await readOperations();
  let made: Promise<Page> | undefined;
  let packed: Promise<Buffer> | undefined;
  app.get('/', { compress: false }, async (request, reply) => {
    made ??= makePage(operations);
    const { text, policy } = await made;
    reply.headers(await pageHeaders()).type('text/html; charset=utf-8');
    reply.header('content-security-policy', policy);
    if (!request.headers['accept-encoding']?.includes('gzip')) return reply.send(text);
    packed ??= promisify(gzip)(text, { level: 6 });
    return reply.header('content-encoding', 'gzip').send(await packed);
  });
}
