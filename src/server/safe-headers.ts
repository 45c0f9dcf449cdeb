import helmet from '@fastify/helmet';
import Fastify, { type FastifyInstance } from 'fastify';
import { once } from '../model/once.js';

/** The headers that every answer has anyway. */
const USUAL: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'content-type',
  'date',
]);
/** The headers that browsers heed in all that they are given. They heed the others of helmet in pages alone. */
const OF_DATA: ReadonlySet<string> = new Set([
  'content-security-policy',
  'cross-origin-resource-policy',
  'strict-transport-security',
  'x-content-type-options',
  'x-frame-options',
]);
/** Data loads nothing and is framed by nobody. A page brings a policy of its own. */
const POLICY = {
  useDefaults: false,
  directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
};

type Headers = Readonly<Record<string, string>>;

/** Returns the headers by which helmet makes answers safe. They are the same for all, and take a tenth of a short answer's time if they are made each time. */
async function helmetHeaders(): Promise<Headers> {
  const probe = Fastify();
  await probe.register(helmet, { contentSecurityPolicy: POLICY });
  probe.get('/', async () => '');
  const { headers } = await probe.inject('/');
  await probe.close();
  const safe = Object.entries(headers).filter(([name]) => !USUAL.has(name));
  return Object.fromEntries(safe.map(([name, value]) => [name, String(value)]));
}

/** Returns the headers of a page. */
export const pageHeaders: () => Promise<Headers> = once(helmetHeaders);

/** Adds the headers of data to every answer: seven more take a fifteenth of a short answer's time. */
export async function addSafeHeaders(app: FastifyInstance): Promise<void> {
  const all = Object.entries(await pageHeaders());
  const headers = Object.fromEntries(all.filter(([name]) => OF_DATA.has(name)));
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers);
    done();
  });
}
