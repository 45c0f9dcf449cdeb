import { describe, expect, it, vi } from 'vitest';
import type { Viewer } from '../../src/model/access.js';
import { defaultProductivity, sourceCodePreset } from '../../src/model/profile/default-profile.js';
import { emptyTeamSettings } from '../../src/model/team.js';
import { databaseKinds } from '../storage/databases.js';
import { codesOf, DAY, useDirectory } from './use-directory.js';

describe.each(databaseKinds)('on %s', (kind) => {
  const { clock, parts, newAccount, settled, teamNamed } = useDirectory(kind);

  describe('settings', () => {
    it('are inherited from the nearest node above and guarded by their version', async () => {
      const viewer = await settled();
      const nodes = await parts.directory.trees.nodes(viewer);
      const [root, , leaf] = nodes as [(typeof nodes)[0], unknown, (typeof nodes)[0]];
      const settings = {
        ...emptyTeamSettings,
        repositories: [{ property: 'repository', operator: 'EQUALS' as const, values: ['api'] }],
      };
      const save = (
        node: number,
        expectedVersion: number | null,
        given: typeof settings | null = settings,
      ) => parts.directory.teams.saveSettings(viewer, { node, settings: given, expectedVersion });
      expect(await parts.directory.teams.settings(viewer, leaf.number)).toMatchObject({
        savedOn: null,
        version: 0,
      });
      await save(root.number, 0);
      expect(await parts.directory.teams.settings(viewer, leaf.number)).toEqual({
        settings,
        savedOn: root.number,
        version: 0,
      });
      expect(await save(leaf.number, null, { ...settings, repositories: [] })).toMatchObject({
        savedOn: leaf.number,
        version: 1,
      });
      expect(await codesOf(save(leaf.number, 0))).toEqual(['STALE_VERSION']);
      expect(await codesOf(save(leaf.number, 1, { ...settings, releasePattern: '(' }))).toEqual([
        'INVALID_RELEASE_PATTERN',
      ]);
      expect(await save(leaf.number, 1, null)).toMatchObject({ savedOn: root.number, version: 0 });
    });
  });

  describe('keys', () => {
    it('open their account until they expire or are revoked, and are kept as a hash', async () => {
      const viewer = await newAccount();
      const { key, secret } = await parts.directory.keys.create(viewer, {
        name: 'dashboard',
        role: 'VIEWER',
        expiresAt: clock.now + DAY,
        reveals: false,
      });
      expect(secret).toMatch(/^ei_[0-9a-f]{8}_[\w-]{43}$/);
      expect(JSON.stringify(await parts.directory.keys.list(viewer))).not.toContain(secret);
      const asker = await parts.directory.keys.authenticate(secret);
      expect(asker).toEqual({
        account: viewer.account,
        key: key.number,
        keyName: 'dashboard',
        role: 'VIEWER',
        reveals: false,
        sequence: expect.any(Number),
        at: clock.now,
      });
      expect((await parts.directory.keys.list(viewer))[0]?.lastUsedAt).toBe(clock.now);
      clock.now += 30_000;
      await parts.directory.keys.authenticate(secret);
      expect((await parts.directory.keys.list(viewer))[0]?.lastUsedAt).toBe(clock.now - 30_000);
      expect(await parts.directory.keys.authenticate(`${secret}x`)).toBeNull();
      await expect(parts.directory.keys.list(asker!)).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await parts.directory.keys.revoke(viewer, key.number);
      expect(await parts.directory.keys.authenticate(secret)).toBeNull();
    });
    it('that are asked for at a time are looked up in one transaction an account, each as it is by then', async () => {
      const [one, other] = [await newAccount(), await newAccount()];
      const make = (viewer: Viewer, name: string) =>
        parts.directory.keys.create(viewer, {
          ...{ name, role: 'VIEWER', expiresAt: null, reveals: false },
        });
      const made = [...'abcd'].map((name, index) => make(index === 3 ? other : one, name));
      const [kept, revoked, changed, elsewhere] = await Promise.all(made);
      const all = [kept!, revoked!, changed!, elsewhere!].map(({ secret }) => secret);
      const ask = () => Promise.all(all.map(parts.directory.keys.authenticate));
      expect((await ask()).every(Boolean)).toBe(true);
      await parts.directory.keys.revoke(one, revoked!.key.number);
      await parts.database.write(one.account, (session) =>
        session.run('update api_key set hash = $3 where account_id = $1 and number = $2', [
          ...[changed!.key.number, 'another'],
        ]),
      );
      const read = vi.spyOn(parts.database, 'read');
      expect((await ask()).map((viewer) => viewer?.keyName)).toEqual([
        ...['a', undefined, undefined, 'd'],
      ]);
      expect(read.mock.calls.map(([account]) => account)).toEqual([one.account]);
      read.mockRestore();
    });
    it('show no names of developers without the right', async () => {
      const viewer = await settled();
      const plain = { ...viewer, role: 'VIEWER' as const, reveals: false };
      const [members] = await parts.directory.teams.members(plain, [
        (await teamNamed(viewer, 'Bo')).number,
      ]);
      expect(members?.map(({ named, alias }) => [named, alias.label])).toEqual([
        [null, 'Developer 3'],
        [null, 'Developer 4'],
        [null, 'Developer 5'],
      ]);
      await expect(parts.directory.developers.list(plain, null, {})).rejects.toMatchObject({
        code: 'FORBIDDEN',
      });
    });
  });

  describe('accounts, profiles and trees', () => {
    it('come with default profiles, which are replaced by version', async () => {
      const viewer = await newAccount();
      const [efficiency] = await parts.directory.profiles.list(viewer, 'EFFICIENCY');
      expect(efficiency).toMatchObject({ name: 'Default', version: 1, config: sourceCodePreset });
      const [productivity] = await parts.directory.profiles.list(viewer, 'PRODUCTIVITY');
      const change = {
        kind: 'PRODUCTIVITY' as const,
        number: productivity!.number,
        expectedVersion: 1,
        input: {
          name: 'Default',
          description: null,
          config: {
            ...defaultProductivity,
            denominator: 'ROSTER' as const,
            prSize: { small: 5, medium: 50 },
            codeRework: { recentWindowDays: 21, excludedPaths: [] },
          },
        },
      };
      expect(await parts.directory.profiles.update(viewer, change)).toMatchObject({
        version: 2,
        config: change.input.config,
      });
      expect(await codesOf(parts.directory.profiles.update(viewer, change))).toEqual([
        'STALE_VERSION',
      ]);
      const wrong = {
        ...sourceCodePreset,
        deploymentFrequency: {
          ...sourceCodePreset.deploymentFrequency,
          source: 'CHANGE_REQUESTS' as const,
        },
      };
      const creating = parts.directory.profiles.create(viewer, 'EFFICIENCY', {
        name: 'x',
        description: null,
        config: wrong,
      });
      expect(await codesOf(creating)).toEqual(['NEEDS_INCIDENT_MANAGEMENT']);
    });

    it('refuse a name twice and zones that are none', async () => {
      const viewer = await newAccount();
      expect(
        await codesOf(
          parts.directory.account.create((await parts.directory.account.describe(viewer)).name),
        ),
      ).toEqual(['NAME_TAKEN']);
      expect(
        await codesOf(parts.directory.account.update(viewer, { timeZone: 'Mars/Olympus' })),
      ).toEqual(['UNKNOWN_TIME_ZONE']);
      expect(
        await parts.directory.account.update(viewer, { timeZone: 'Asia/Tokyo' }),
      ).toMatchObject({
        timeZone: 'Asia/Tokyo',
      });
    });

    it('move every path with the name of their tree and keep every number', async () => {
      const viewer = await settled();
      const before = await parts.directory.trees.nodes(viewer);
      const [tree] = await parts.directory.trees.list(viewer, null);
      await parts.directory.trees.update(viewer, tree!.number, { name: 'Engineering' });
      const after = await parts.directory.trees.nodes(viewer);
      expect(after.map(({ number }) => number)).toEqual(before.map(({ number }) => number));
      expect(after[1]?.path).toBe('Engineering/Eve');
      const [renamed, built] = await parts.directory.trees.versions(viewer, tree!.number, 10);
      expect(renamed).toMatchObject({ cause: 'renamed', difference: { added: [], removed: [] } });
      expect(built?.difference.added).toHaveLength(4);
      const counts = await parts.directory.teams.developerCounts(
        viewer,
        after.map(({ number }) => number),
      );
      expect(counts).toEqual([4, 4, 3, 1]);
    });

    it('see nothing of each other, and write down what was done', async () => {
      const [viewer, stranger] = [await settled(), await newAccount()];
      expect(await parts.directory.trees.nodes(stranger)).toEqual([]);
      const node = (await teamNamed(viewer, 'Bo')).number;
      await expect(parts.directory.teams.settings(stranger, node)).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
      const log = await parts.directory.activity.list(viewer, { first: 2 });
      expect(log.items.map(({ item }) => item.objectKind)).toEqual([
        'DEVELOPER',
        'DEVELOPER_IMPORT',
      ]);
      const rest = await parts.directory.activity.list(viewer, {
        first: 9,
        after: log.items[1]!.cursor,
      });
      expect(rest.items.map(({ item }) => item.objectKind)).toEqual(['ACCOUNT']);
    });
  });
});
