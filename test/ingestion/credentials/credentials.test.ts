import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createKeyRing, type SecretKey } from '../../../src/ingestion/credentials/key-ring.js';
import type { Database } from '../../../src/storage/database/database.js';
import { databaseKinds } from '../../storage/databases.js';
import { keyOf, useIngestion } from '../use-ingestion.js';
import { sealedTool } from './sealed-tool.js';

const SECRET = 'planted-secret-of-a-tool';
const OTHER = 'planted-secret-that-follows';
const key = (id: string): SecretKey => ({ id, bytes: randomBytes(32) });

/** Every text that the account's tables hold. */
async function everything(database: Database, account: number): Promise<string> {
  return database.read(account, async (session) => {
    const tables = await session.query<{ name: string }>(
      "select table_name as name from information_schema.columns where column_name = 'account_id' and table_schema = current_schema()",
    );
    const rows: unknown[] = [];
    for (const { name } of tables)
      rows.push(await session.query(`select to_jsonb(t) as row from ${name} t`));
    return JSON.stringify(rows);
  });
}

describe.each(databaseKinds)('credentials in the %s database', (kind) => {
  const { parts, another } = useIngestion(kind);

  const opened = async (...keys: SecretKey[]) => {
    const { provider, used } = sealedTool();
    const viewer = keyOf(await parts.database.createAccount());
    const withKeys = (...given: SecretKey[]) =>
      another({ providers: [provider], keyRing: createKeyRing(given) });
    const ingestion = withKeys(...keys);
    const settings = { place: `place ${viewer.account}`, token: SECRET };
    const input = { provider: provider.id, name: null, settings };
    const { number } = await ingestion.connect(viewer, input);
    return { viewer, number, ingestion, input, used, withKeys };
  };

  it('are sealed where they rest and open where they are used', async () => {
    const { viewer, number, ingestion, used } = await opened(key('a'));
    await expect(ingestion.sync(viewer.account, number)).resolves.toMatchObject({
      status: 'SUCCEEDED',
    });
    expect(used).toEqual([SECRET]);
    await expect(everything(parts.database, viewer.account)).resolves.not.toContain(SECRET);
    const integration = await ingestion.integration(viewer, number);
    expect(JSON.stringify(integration)).not.toContain(SECRET);
  });

  it('let a place that is connected already be found without them', async () => {
    const { viewer, number, ingestion, input } = await opened(key('a'));
    await expect(ingestion.connect(viewer, input)).resolves.toMatchObject({ number });
  });

  it('are replaced where the place is connected again with others, and lists stay as given', async () => {
    const { viewer, number, ingestion, input, used } = await opened(key('a'));
    const settings = { ...input.settings, token: OTHER, boards: ' one, two ' };
    await expect(ingestion.connect(viewer, { ...input, settings })).resolves.toMatchObject({
      number,
      settings: { place: input.settings.place, boards: 'one, two' },
    });
    await ingestion.sync(viewer.account, number);
    expect(used).toEqual([OTHER]);
  });

  it('stop their integration alone where the key is lost, and heal when they are given again', async () => {
    const { viewer, number, used, withKeys } = await opened(key('a'));
    const lost = withKeys(key('b'));
    await expect(lost.credentialStatuses(viewer, [number])).resolves.toEqual(
      new Map([[number, 'UNDECRYPTABLE']]),
    );
    const failed = await lost.sync(viewer.account, number);
    expect(failed).toMatchObject({ status: 'FAILED' });
    expect(failed.message).toMatch(/INSIGHTS_SECRET_KEYS/);
    await lost.rotateCredential(viewer, { integration: number, secrets: { token: OTHER } });
    await expect(lost.credentialStatuses(viewer, [number])).resolves.toEqual(
      new Map([[number, 'SEALED']]),
    );
    await expect(lost.sync(viewer.account, number)).resolves.toMatchObject({ status: 'SUCCEEDED' });
    expect(used).toEqual([OTHER]);
    await expect(everything(parts.database, viewer.account)).resolves.not.toContain(OTHER);
  });

  it('are sealed again with a new key, so that the old one can go', async () => {
    const [old, young] = [key('old'), key('young')];
    const { viewer, number, used, withKeys } = await opened(old);
    const both = withKeys(young, old);
    const { account } = viewer;
    await expect(both.resealCredentials(account)).resolves.toEqual({
      resealed: 1,
      undecryptable: 0,
    });
    await expect(both.resealCredentials(account)).resolves.toMatchObject({ resealed: 0 });
    await withKeys(young).sync(account, number);
    expect(used).toEqual([SECRET]);
    await expect(withKeys(old).credentialStatuses(viewer, [number])).resolves.toEqual(
      new Map([[number, 'UNDECRYPTABLE']]),
    );
  });

  it('are refused where they are no secret of the tool, by the setting', async () => {
    const { viewer, number, ingestion } = await opened(key('a'));
    const rotate = (secrets: Readonly<Record<string, string>>) =>
      ingestion.rotateCredential(viewer, { integration: number, secrets });
    await expect(rotate({ place: 'x' })).rejects.toMatchObject({
      errors: [{ code: 'NO_SECRET', field: ['settings', 'place'] }],
    });
    await expect(rotate({ token: ' ' })).rejects.toMatchObject({
      errors: [{ code: 'NOTHING_GIVEN' }],
    });
  });

  it('go with their integration', async () => {
    const { viewer, number, ingestion } = await opened(key('a'));
    await ingestion.remove(viewer, number);
    await expect(everything(parts.database, viewer.account)).resolves.not.toContain('v1.a.');
  });
});
