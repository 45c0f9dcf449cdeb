import { describe, expect, it } from 'vitest';
import { databaseKinds } from '../storage/databases.js';
import { codesOf, companyFile, useDirectory } from './use-directory.js';

describe.each(databaseKinds)('on %s', (kind) => {
  const { clock, parts, newAccount, upload, settled, teamNamed, membersOf } = useDirectory(kind);

  describe('a developers file', () => {
    it('is previewed without being effective, then activated into a tree of teams', async () => {
      const viewer = await newAccount();
      const preview = await upload(viewer, companyFile);
      expect(preview).toMatchObject({ status: 'PREVIEW', errors: [], warnings: [], rowCount: 6 });
      expect(preview.mapping.map(({ target }) => target)).toEqual([
        'NAME',
        'EMAIL',
        'MANAGER_EMAIL',
        'SITE',
      ]);
      expect(preview.difference).toMatchObject({ updates: [], removals: [], unchanged: 0 });
      expect(preview.difference?.adds).toHaveLength(6);
      expect(await parts.directory.trees.list(viewer, null)).toEqual([]);
      const { adoption, import: active } = await parts.directory.imports.activate(
        viewer,
        preview.number,
      );
      expect(adoption).toEqual({ added: 6, updated: 0, removed: 0 });
      expect(active).toMatchObject({ status: 'ACTIVE', difference: null, activatedAt: clock.now });
      expect((await parts.directory.trees.nodes(viewer)).map(({ path }) => path)).toEqual([
        'Organisation',
        'Organisation/Eve',
        'Organisation/Eve/Bo',
        'Organisation/Eve/Eve (direct reports)',
      ]);
      expect(await membersOf(viewer, (await teamNamed(viewer, 'Bo')).number)).toEqual([
        'Al',
        'Cy',
        'Di',
      ]);
      expect(await codesOf(parts.directory.imports.activate(viewer, preview.number))).toEqual([
        'ALREADY_ACTIVATED',
      ]);
    });

    it('with errors changes nothing', async () => {
      const viewer = await newAccount();
      const preview = await upload(viewer, 'Name,Email,Manager\nA,a@x.io,b@x.io\n,c@x.io,c@x.io\n');
      expect(preview.errors.map(({ code, line, column }) => [code, line, column])).toEqual([
        ['REQUIRED_VALUE_MISSING', 3, 1],
        ['MANAGER_EMAIL_MISSING_IN_DEVELOPER_EMAILS', 2, 3],
        ['CIRCULAR_REFERENCE', 3, 3],
      ]);
      expect(await codesOf(parts.directory.imports.activate(viewer, preview.number))).toHaveLength(
        3,
      );
      expect(await codesOf(upload(viewer, 'Name,Email\n"A'))).toEqual(['INVALID_CSV']);
      expect((await parts.directory.developers.list(viewer, null, {})).items).toEqual([]);
    });

    it('is read by the mapping that was chosen, which the next file goes by', async () => {
      const viewer = await newAccount();
      const text = 'Wer,Wo,Chef\nEve,eve@x.io,\n';
      const preview = await upload(viewer, text);
      expect(preview.errors.map(({ code }) => code)).toEqual(
        Array(3).fill('REQUIRED_FIELD_MISSING'),
      );
      const map = (target: 'NAME' | 'IGNORED') =>
        parts.directory.imports.map(viewer, preview.number, [
          { column: 'Wer', target },
          { column: 'Wo', target: 'EMAIL' },
          { column: 'Chef', target: 'MANAGER_EMAIL' },
        ]);
      expect(await codesOf(map('IGNORED'))).toEqual([
        'MISSING_NAME_OR_EMAIL_OR_MANAGER_EMAIL_FIELD_MAPPING',
      ]);
      expect((await map('NAME')).errors).toEqual([]);
      await parts.directory.imports.activate(viewer, preview.number);
      expect((await upload(viewer, text)).errors).toEqual([]);
    });

    it('ends and begins memberships on the day it names, and keeps numbers', async () => {
      const viewer = await settled();
      const before = await teamNamed(viewer, 'Bo');
      const moved = companyFile
        .replace('Di,di@x.io,bo@x.io', 'Di,di@x.io,eve@x.io')
        .replace('Flo,flo@x.io,eve@x.io,Rome\n', '');
      const { number } = await upload(viewer, moved, '2026-05-01');
      await parts.directory.imports.activate(viewer, number);
      expect((await teamNamed(viewer, 'Bo')).number).toBe(before.number);
      expect(await membersOf(viewer, before.number)).toEqual(['Al', 'Cy']);
      const [members] = await parts.directory.teams.members(viewer, [
        (await teamNamed(viewer, 'direct')).number,
      ]);
      const since = Date.UTC(2026, 3, 30, 22);
      expect(members?.map(({ named, since }) => [named?.name, since])).toEqual([['Di', since]]);
      expect(await codesOf(upload(viewer, moved, '2026-05-11'))).toEqual(['INVALID_EFFECTIVE_ON']);
    });

    it('activated twice at once is effective once, and two files one after the other', async () => {
      const viewer = await newAccount();
      const first = await upload(viewer, companyFile);
      const second = await upload(viewer, companyFile.replace('Al,al@x.io,bo', 'Al,al@x.io,eve'));
      const activate = (number: number) =>
        codesOf(parts.directory.imports.activate(viewer, number));
      const codes = await Promise.all([first, first, second].map(({ number }) => activate(number)));
      expect(codes.flat()).toEqual(['ALREADY_ACTIVATED']);
      const found = await Promise.all(
        [first, second].map(({ number }) => parts.directory.imports.find(viewer, number)),
      );
      expect(found.map((one) => one?.status).sort()).toEqual(['ACTIVE', 'SUPERSEDED']);
      const nodes = await parts.directory.trees.nodes(viewer);
      const teams = nodes.filter(({ isTeam }) => isTeam).map(({ number }) => number);
      const members = (await parts.directory.teams.members(viewer, teams)).flat();
      expect(members.map(({ named }) => named?.name).sort()).toEqual(['Al', 'Cy', 'Di', 'Flo']);
    });

    it('uploaded once more changes nothing and notifies nobody', async () => {
      const viewer = await settled();
      const sequence = async () =>
        (await parts.database.accounts()).find(({ id }) => id === viewer.account)?.sequence;
      const before = await sequence();
      const preview = await upload(viewer, companyFile);
      expect(preview.difference).toMatchObject({
        adds: [],
        updates: [],
        removals: [],
        unchanged: 6,
      });
      await parts.directory.imports.activate(viewer, preview.number);
      expect(await sequence()).toBe(before);
    });
  });
});
