import { describe, expect, it } from 'vitest';
import type { Viewer } from '../../src/model/access.js';
import type { AlignmentCategory } from '../../src/model/profile/alignment-profile.js';
import {
  defaultAlignment,
  fivePhasesPreset,
  sourceCodePreset,
} from '../../src/model/profile/default-profile.js';
import { insertIntegration } from '../../src/storage/integrations/integrations.js';
import { databaseKinds } from '../storage/databases.js';
import { codesOf, useDirectory } from './use-directory.js';

const category = (id: number, name: string): AlignmentCategory => ({
  ...{ id, name, description: null, rank: id || 9, color: null },
  ...{ fetchScope: 'MATCH_ONLY', scopeFilters: [], goal: null },
});
const alignment = (name: string, ...categories: AlignmentCategory[]) => ({
  ...{ name, description: null, config: { ...defaultAlignment, categories } },
});

describe.each(databaseKinds)('profiles on %s', (kind) => {
  const { parts, newAccount, settled } = useDirectory(kind);
  const profiles = () => parts.directory.profiles;
  const connect = (viewer: Viewer, provider: string) =>
    parts.database.write(viewer.account, async (session) => {
      const number = await session.drawNumbers(1);
      await insertIntegration(session, { number, provider, name: provider, settings: {} });
    });

  it('go over to five phases once the tools are connected that report them', async () => {
    const viewer = await newAccount();
    const input = { name: 'Five', description: null, config: fivePhasesPreset };
    const create = () => profiles().create(viewer, 'EFFICIENCY', input);
    await connect(viewer, 'GIT');
    expect(await codesOf(create())).toContain('NEEDS_ISSUE_MANAGEMENT');
    await connect(viewer, 'CUSTOM');
    expect(await create()).toMatchObject({ version: 1, config: fivePhasesPreset });
  });

  it('of business alignment keep the ids of their categories', async () => {
    const viewer = await newAccount();
    const made = await profiles().create(
      viewer,
      'BUSINESS_ALIGNMENT',
      alignment('Where it goes', { ...category(0, 'New'), rank: 1 }, category(0, 'Old')),
    );
    expect(made.config.categories.map(({ id, name }) => [id, name])).toEqual([
      [1, 'New'],
      [2, 'Old'],
    ]);
    const change = {
      kind: 'BUSINESS_ALIGNMENT' as const,
      number: made.number,
      expectedVersion: 1,
      input: alignment('Where it goes', category(1, 'New'), category(0, 'Third')),
    };
    const next = await profiles().update(viewer, change);
    expect([next.version, next.config.categories.map(({ id }) => id)]).toEqual([2, [1, 3]]);
    const gone = { ...change, expectedVersion: null, input: alignment('x', category(2, 'Old')) };
    expect(await codesOf(profiles().update(viewer, gone))).toEqual(['UNKNOWN_CATEGORY']);
  });

  it('are given to a tree, taken away again, and removed where no tree has them', async () => {
    const viewer = await settled();
    const [tree] = await parts.directory.trees.list(viewer, null);
    const { number } = await profiles().create(viewer, 'BUSINESS_ALIGNMENT', alignment('Effort'));
    const give = (businessAlignmentProfile: number | null) =>
      parts.directory.trees.update(viewer, tree!.number, { businessAlignmentProfile });
    expect(await give(number)).toMatchObject({ businessAlignmentProfile: number });
    expect(
      await parts.directory.trees.update(viewer, tree!.number, { name: 'Shop' }),
    ).toMatchObject({ businessAlignmentProfile: number });
    expect(await codesOf(profiles().remove(viewer, number))).toEqual(['PROFILE_IN_USE']);
    await expect(give(tree!.efficiencyProfile)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await give(null)).toMatchObject({ businessAlignmentProfile: null });
    await profiles().remove(viewer, number);
    expect(await profiles().find(viewer, number)).toBeNull();
    await expect(profiles().remove(viewer, number)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('leave one of each kind for new trees', async () => {
    const viewer = await newAccount();
    const [only] = await profiles().list(viewer, 'EFFICIENCY');
    expect(await codesOf(profiles().remove(viewer, only!.number))).toEqual(['LAST_PROFILE']);
    const input = { name: 'Other', description: null, config: sourceCodePreset };
    await profiles().create(viewer, 'EFFICIENCY', input);
    await profiles().remove(viewer, only!.number);
    expect(await profiles().list(viewer, 'EFFICIENCY')).toHaveLength(1);
    const plain = { ...viewer, role: 'VIEWER' as const };
    await expect(profiles().remove(plain, 1)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('that were stored before something was added are read with its default', async () => {
    const viewer = await newAccount();
    await parts.database.write(viewer.account, (session) =>
      session.query(
        `update profile set config = config - 'maturity' - 'calendar' - 'sprints' where account_id = $1 and kind = 'EFFICIENCY'`,
        [session.account],
      ),
    );
    const [profile] = await profiles().list(viewer, 'EFFICIENCY');
    expect(profile?.config).toEqual(sourceCodePreset);
  });
});
