import { randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { createKeyRing } from '../../src/ingestion/credentials/key-ring.js';
import type { IngestionOptions } from '../../src/ingestion/ingestion.js';
import type { Provider } from '../../src/providers/provider.js';
import type { DatabaseKind } from '../storage/databases.js';
import { httpTool } from './http-tool.js';
import type { startTool } from './play-tool.js';
import { keyOf, useIngestion } from './use-ingestion.js';

type Tool = Awaited<ReturnType<typeof startTool>>;

/** One database of the kind, and as many processes with the tool over HTTP as wanted; all have one key ring. */
export function useHttpTool(kind: DatabaseKind) {
  const { parts, another } = useIngestion(kind);
  const keyRing = createKeyRing([{ id: 'shared', bytes: randomBytes(32) }]);
  const process = (changed: Partial<Provider> = {}, options: Partial<IngestionOptions> = {}) =>
    another({ providers: [{ ...httpTool, ...changed } as Provider], keyRing, ...options });
  /** A new account with the tool connected. */
  const connected = async (tool: Tool) => {
    const viewer = keyOf(await parts.database.createAccount());
    const { number } = await process().connect(viewer, {
      ...{ provider: httpTool.id, name: null, settings: tool.settings() },
    });
    // Schedules of later tests leave it alone.
    onTestFinished(() =>
      process()
        .pause(viewer, number)
        .then(() => undefined),
    );
    return { viewer, account: viewer.account, number };
  };
  return { parts, process, connected };
}
