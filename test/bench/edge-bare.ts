import { ApolloServer, HeaderMap } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify from 'fastify';
import { createSchema } from '../../src/graph/schema.js';

/** Serves answers from memory, by the same Apollo server and nothing else. They come from the parent process. */
const texts = new Map<string, string>();
const data = new Map<string, object>();
const textOf = new WeakMap<object, string>();

const apollo = new ApolloServer({
  schema: await createSchema(),
  stringifyResult: (result) => textOf.get(result.data ?? {}) ?? `${JSON.stringify(result)}\n`,
  plugins: [
    {
      requestDidStart: async () => ({
        responseForOperation: async ({ source }) => ({
          http: { headers: new HeaderMap() },
          body: { kind: 'single', singleResult: { data: data.get(source) as never } },
        }),
      }),
    },
  ],
});
await apollo.start();
const app = Fastify();
app.route({ url: '/graphql', method: ['GET', 'POST'], handler: fastifyApolloHandler(apollo) });
process.on('message', ({ query, text }: { query: string; text: string }) => {
  const result = JSON.parse(text) as { data: object };
  texts.set(query, text);
  data.set(query, result.data);
  textOf.set(result.data, text);
  process.send?.({ kept: query });
});
process.send?.({ url: await app.listen({ host: '127.0.0.1', port: 0 }) });
