import { p } from '@mikro-orm/core';
import type {
  Integration,
  IntegrationStatus,
  SyncCounts,
  SyncPass,
  SyncProgress,
  SyncRun,
  SyncStatus,
} from '../../model/integration.js';
import { instant, json, whole } from './column.js';
import { ownTable } from './own-table.js';
import type { Owned, SameShape } from './same-shape.js';

/** A second policy lets the one integration be found to whose address a webhook was sent, before its account is known. */
export const IntegrationTable = ownTable({
  name: 'Integration',
  properties: {
    number: whole().primary(),
    provider: p.text(),
    name: p.text(),
    settings: json<Readonly<Record<string, string>>>(),
    status: p.text().$type<IntegrationStatus>(),
    granted: json<readonly string[]>().default('[]'),
    cursor: p.text().nullable(),
    intervalMinutes: p.integer().nullable(),
    nextAt: instant().nullable(),
    failures: p.integer().default(0),
    since: instant().nullable(),
    rereadFrom: instant().nullable(),
    nextSweepAt: instant().nullable(),
    lastSyncedAt: instant().nullable(),
    createdAt: instant(),
    updatedAt: instant(),
    /** Where its webhooks come in; nobody can guess it. */
    address: p.uuid().defaultRaw('gen_random_uuid()').unique(),
  },
  policies: [
    {
      name: 'addressed',
      command: 'select',
      using: "address = nullif(current_setting('app.webhook_address', true), '')::uuid",
    },
  ],
});
true satisfies SameShape<Owned<Integration> & { address: string }, typeof IntegrationTable>;

export const SyncRunTable = ownTable({
  name: 'SyncRun',
  properties: {
    number: whole().primary(),
    integration: whole(),
    status: p.text().$type<SyncStatus>(),
    pass: p.text().$type<SyncPass>().default('INCREMENT'),
    startedAt: instant(),
    endedAt: instant().nullable(),
    counts: json<SyncCounts>(),
    progress: json<SyncProgress>().nullable(),
    message: p.text().nullable(),
    /** Last heartbeat of the worker, by the database's clock. */
    heartbeatAt: instant(),
  },
  indexes: [['integration', 'startedAt']],
});
true satisfies SameShape<Owned<SyncRun> & { heartbeatAt: number }, typeof SyncRunTable>;

/** A secret setting of an integration, sealed; the text never rests in the open. */
export const IntegrationCredentialTable = ownTable({
  name: 'IntegrationCredential',
  properties: {
    integration: whole().primary(),
    field: p.text().primary(),
    envelope: p.text(),
    sealedAt: instant(),
  },
});

/** The vendor's validator (ETag) of the last answer of an address: an unchanged answer costs nothing. */
export const SourceValidatorTable = ownTable({
  name: 'SourceValidator',
  properties: {
    integration: whole().primary(),
    /** Digest of the address, since an index holds no text of any length. */
    address: p.text().primary(),
    validator: p.text(),
  },
});

/** A raw page of a tool, deflated; kept for a time so that a fixed mapping can replay it. */
export const PageTable = ownTable({
  name: 'Page',
  properties: {
    number: whole().primary(),
    integration: whole(),
    kind: p.text(),
    body: p.blob(),
    fetchedAt: instant(),
  },
  indexes: [['integration', 'number']],
});
