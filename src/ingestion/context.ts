import { join } from 'node:path';
import { Fault } from '../model/errors.js';
import type { Integration } from '../model/integration.js';
import type { LentHost } from '../model/lent-host.js';
import type { Repeat } from '../model/repeats.js';
import type { Clock } from '../model/time.js';
import type { Limits } from '../providers/http/limits.js';
import type { Provider, SourceContext } from '../providers/provider.js';
import type { Database } from '../storage/database/database.js';
import { readIntegration } from '../storage/integrations/integrations.js';
import type { Background } from './background.js';
import type { KeyRing } from './credentials/key-ring.js';

/** The dependencies that the modules of ingestion share. */
export interface IngestionContext {
  readonly database: Database;
  readonly providers: readonly Provider[];
  readonly clock: Clock;
  /** Numbers from 0 to below 1, for jitter alone. */
  readonly random: () => number;
  readonly log: SourceContext['log'];
  readonly dataDirectory: string;
  readonly environment: SourceContext['environment'];
  /** Asks public addresses, and those that the operator allows. */
  readonly fetch: typeof fetch;
  readonly limits: Limits;
  /** Seals and opens the secrets of integrations. */
  readonly keyRing: KeyRing;
  /** Folders, absolute, below which folders are read that the operator did not grant; null: everywhere. */
  readonly gitRoots: readonly string[] | null;
  /** Hosts that may be asked with the operator's own logins, for an account by its number, or for all (null). */
  readonly gitHosts: readonly LentHost[];
  readonly addressesOf: SourceContext['addressesOf'];
  /** Milliseconds after which every failure to reach a host is reported, whatever its reason. */
  readonly reachMilliseconds: number;
  readonly background: Background;
  /** Repeats work that the clock begins. */
  readonly repeat: Repeat;
  /** Runs that this process works on, as `account run`. */
  readonly held: Set<string>;
}

/** Throws NOT_FOUND where this program has no such provider. */
export function providerOf({ providers }: IngestionContext, id: string): Provider {
  const provider = providers.find((one) => one.id === id);
  if (provider) return provider;
  throw new Fault(
    'NOT_FOUND',
    `There is no provider ${id}: take one of ${providers.map((one) => one.id).join(', ')}.`,
  );
}

/** Throws NOT_FOUND where the account has no such integration. */
export function found(integration: Integration | null): Integration {
  if (integration) return integration;
  throw new Fault('NOT_FOUND', 'There is no such integration: it was removed, or never connected.');
}

/** Loads an integration. Throws NOT_FOUND where the account has none of this number. */
export const integrationOf = async (
  { database }: Pick<IngestionContext, 'database'>,
  account: number,
  number: number,
): Promise<Integration> =>
  found(await database.read(account, (session) => readIntegration(session, number)));

/** Where one integration's provider may keep what can be fetched again; nobody else's lies there. */
export const directoryOf = (
  { dataDirectory }: IngestionContext,
  account: number,
  integration: number,
): string => join(dataDirectory, 'sources', `${account}-${integration}`);
