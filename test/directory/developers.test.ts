import { describe, expect, it } from 'vitest';
import { databaseKinds } from '../storage/databases.js';
import { codesOf, companyFile, useDirectory } from './use-directory.js';

describe.each(databaseKinds)('on %s', (kind) => {
  const { parts, newAccount, upload, settled, teamNamed, membersOf } = useDirectory(kind);

  describe('developers without a file', () => {
    it('are added, changed and removed once there is a set, all or nothing', async () => {
      const viewer = await newAccount();
      const ada = { email: 'Ada@x.io', name: 'Ada', managerEmail: 'bo@x.io' };
      expect(await codesOf(parts.directory.developers.upsert(viewer, [ada], null))).toEqual([
        'SETUP_REQUIRED',
      ]);
      const { number } = await upload(viewer, companyFile);
      await parts.directory.imports.activate(viewer, number);
      expect(
        await parts.directory.developers.upsert(
          viewer,
          [ada, { email: 'al@x.io', attributes: { Site: null } }],
          null,
        ),
      ).toEqual({
        added: 1,
        updated: 1,
        removed: 0,
      });
      expect(
        await codesOf(
          parts.directory.developers.upsert(
            viewer,
            [{ email: 'z@x.io', name: 'Z', managerEmail: 'nobody@x.io' }],
            null,
          ),
        ),
      ).toEqual(['MANAGER_EMAIL_MISSING_IN_DEVELOPER_EMAILS']);
      expect(await codesOf(parts.directory.developers.remove(viewer, ['bo@x.io'], null))).toEqual([
        'MANAGER_EMAIL_MISSING_IN_DEVELOPER_EMAILS',
      ]);
      expect(
        await parts.directory.developers.remove(viewer, ['al@x.io', 'who@x.io'], null),
      ).toEqual({
        adoption: { added: 0, updated: 0, removed: 1 },
        unknownEmails: ['who@x.io'],
      });
      expect(await membersOf(viewer, (await teamNamed(viewer, 'Bo')).number)).toEqual([
        'Cy',
        'Di',
        'Ada',
      ]);
    });

    it('are listed by name in pages from either end, and found by any of their texts', async () => {
      const viewer = await settled();
      const names = async (request: object, search: string | null = null) => {
        const page = await parts.directory.developers.list(viewer, search, request);
        return { page, names: page.items.map(({ item }) => item.name) };
      };
      const first = await names({ first: 4 });
      expect(first.names).toEqual(['Al', 'Bo', 'Cy', 'Di']);
      expect(first.page).toMatchObject({
        hasNextPage: true,
        hasPreviousPage: false,
        totalCount: 6,
      });
      const rest = await names({ first: 4, after: first.page.items.at(-1)!.cursor });
      expect(rest.names).toEqual(['Eve', 'Flo']);
      expect(rest.page).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
      expect((await names({ last: 3, before: rest.page.items[0]!.cursor })).names).toEqual([
        'Bo',
        'Cy',
        'Di',
      ]);
      expect((await names({}, 'OSLO')).names).toEqual(['Al', 'Cy', 'Di']);
    });
  });
});
