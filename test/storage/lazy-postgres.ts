import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import { type PostgresServer, startPostgres } from './postgres-server.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where a test asks for the real server: the body of the answer is its address. */
    readonly postgresOnDemand: string;
  }
}

/** Prepares one real server for the whole run. It starts when the first test asks for it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  let started: Promise<PostgresServer> | null = null;
  const starting = createServer((_request, response) => {
    started ??= startPostgres();
    started.then(
      ({ url }) => response.end(url),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => starting.listen(0, '127.0.0.1', resolve));
  const { port } = starting.address() as AddressInfo;
  project.provide('postgresOnDemand', `http://127.0.0.1:${port}/`);
  return async () => {
    starting.close();
    await (await started?.catch(() => null))?.stop();
  };
}
