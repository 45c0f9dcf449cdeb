import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createKeyRing } from '../../src/ingestion/credentials/key-ring.js';
import type { Ingestion } from '../../src/ingestion/ingestion.js';
import { type HealthSigns, reportOf } from '../../src/ingestion/sources/health.js';
import type { Viewer } from '../../src/model/access.js';
import { answerJson } from '../providers/http/vendor-server.js';
import { databaseKinds } from '../storage/databases.js';
import { startTool } from './play-tool.js';
import { useHttpTool } from './use-http-tool.js';

const NOW = 1_790_000_000_000;
const active = { status: 'ACTIVE', nextAt: NOW, lastSyncedAt: NOW - 1 } as const;
const well: HealthSigns = {
  ...{ succeeded: 1, failed: 0, deferred: 0, lastFailure: null, dropped: 0 },
  ...{ setAside: 0, deadLetters: 0, credential: 'SEALED', newest: null },
};
const briefly = (more: Partial<HealthSigns>, integration: object = {}) => {
  const { health, reasons } = reportOf({ ...active, ...integration }, { ...well, ...more }, NOW);
  return [health, ...reasons.map(({ cause }) => cause)];
};

describe('the health of an integration', () => {
  it('is one of six, with its reasons, the gravest first', () => {
    const none = { succeeded: 0 };
    expect(briefly({})).toEqual(['HEALTHY']);
    expect(briefly({ failed: 2 })).toEqual(['NEEDS_ATTENTION', 'SYNC_FAILED']);
    expect(briefly({ ...none, failed: 2 })).toEqual(['CRITICAL', 'SYNC_FAILED']);
    expect(briefly(none, { lastSyncedAt: null })).toEqual(['UNKNOWN', 'NEVER_SYNCED']);
    expect(briefly({ failed: 2 }, { status: 'PAUSED' })[0]).toBe('PAUSED');
    expect(briefly({ failed: 1, credential: 'UNDECRYPTABLE' })).toEqual([
      ...['CRITICAL', 'UNDECRYPTABLE', 'SYNC_FAILED'],
    ]);
  });

  it('is not lowered by a limit or by dropped records alone, which are reported all the same', () => {
    const newest = { status: 'DEFERRED', message: 'Later.' } as const;
    const waiting = { nextAt: NOW + 1 };
    expect(briefly({ newest, deferred: 1, succeeded: 0 }, waiting)).toEqual([
      ...['HEALTHY', 'LIMIT_REACHED'],
    ]);
    expect(briefly({ newest, deferred: 1 })).toEqual(['HEALTHY']);
    expect(briefly({ dropped: 3 })).toEqual(['HEALTHY', 'RECORDS_DROPPED']);
  });

  it('is lowered by facts that are set aside and by dead letters', () => {
    expect(briefly({ setAside: 1 })).toEqual(['NEEDS_ATTENTION', 'FACTS_SET_ASIDE']);
    expect(briefly({ deadLetters: 2 })).toEqual(['NEEDS_ATTENTION', 'DEAD_LETTERS']);
  });
});

describe.each(databaseKinds)('health in the %s database', (kind) => {
  const { process, connected } = useHttpTool(kind);
  const reportFor = async (ingestion: Ingestion, viewer: Viewer, number: number) => {
    const integration = (await ingestion.integration(viewer, number))!;
    return (await ingestion.healthReports(viewer, [integration]))[0]!;
  };

  it('says why syncs fail and which records could not be read', async () => {
    const tool = await startTool({
      pages: 1,
      before: ({ path }, response) => {
        if (!path.startsWith('/items?')) return false;
        answerJson(response, { items: [{ name: 'lost' }], total: 1, hasMore: false });
        return true;
      },
    });
    const { viewer, account, number } = await connected(tool);
    const ingestion = process();
    expect(await reportFor(ingestion, viewer, number)).toMatchObject({
      ...{ health: 'UNKNOWN', reasons: [{ cause: 'NEVER_SYNCED', count: null }] },
    });
    await ingestion.sync(account, number);
    expect(await reportFor(ingestion, viewer, number)).toMatchObject({
      ...{ health: 'HEALTHY', reasons: [{ cause: 'RECORDS_DROPPED', count: 1 }] },
    });
    tool.played.token = 'another';
    await ingestion.sync(account, number);
    expect(await reportFor(ingestion, viewer, number)).toMatchObject({
      health: 'NEEDS_ATTENTION',
      reasons: [
        { cause: 'SYNC_FAILED', count: 1, message: expect.stringContaining('Bad credentials') },
        { cause: 'RECORDS_DROPPED', count: 1 },
      ],
    });
  });

  it('is lowered by a sync that failed until a later one succeeds', async () => {
    const tool = await startTool();
    const { viewer, account, number } = await connected(tool);
    const ingestion = process();
    const healthAfterSync = async (token: string) => {
      tool.played.token = token;
      await ingestion.sync(account, number);
      const { health, reasons } = await reportFor(ingestion, viewer, number);
      return [health, ...reasons.map(({ cause, count }) => `${cause} ${count}`)];
    };
    const { token } = tool.played;
    expect(await healthAfterSync(token)).toEqual(['HEALTHY']);
    expect(await healthAfterSync('another')).toEqual(['NEEDS_ATTENTION', 'SYNC_FAILED 1']);
    expect(await healthAfterSync('another')).toEqual(['NEEDS_ATTENTION', 'SYNC_FAILED 2']);
    expect(await healthAfterSync(token)).toEqual(['HEALTHY']);
  });

  it('is CRITICAL where the key of the credential is lost', async () => {
    const tool = await startTool();
    const { viewer, account, number } = await connected(tool);
    await process().sync(account, number);
    const keyRing = createKeyRing([{ id: 'other', bytes: randomBytes(32) }]);
    const { health, reasons } = await reportFor(process({}, { keyRing }), viewer, number);
    expect(health).toBe('CRITICAL');
    expect(reasons).toMatchObject([{ cause: 'UNDECRYPTABLE' }]);
  });
});
