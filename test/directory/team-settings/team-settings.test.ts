import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeSettings } from '../../../src/directory/team-settings/merge-settings.js';
import { settingsSections } from '../../../src/directory/team-settings/sections.js';
import { type AnyFilter, conditionsOf, type Filter } from '../../../src/model/filter.js';
import { defaultAlignment } from '../../../src/model/profile/default-profile.js';
import { emptyTeamSettings, type TeamSettings } from '../../../src/model/team.js';
import { databaseKinds } from '../../storage/databases.js';
import { codesOf, useDirectory } from '../use-directory.js';

const by = (property: string, ...values: string[]): Filter => [
  { property, operator: 'EQUALS', values },
];
const { issueManagement, pipelines } = emptyTeamSettings;
const scope = (...values: string[]) => ({ ...pipelines, scope: by('service', ...values) });

describe.each(databaseKinds)('settings of a team on %s', (kind) => {
  const { parts, settled, teamNamed } = useDirectory(kind);
  const teams = () => parts.directory.teams;

  it('are saved section by section, and each leaves the others', async () => {
    const viewer = await settled();
    const { number: node } = await teamNamed(viewer, 'Bo');
    const saved = { node, expectedVersion: null };
    await teams().saveSection(viewer, {
      ...{ ...saved, section: 'SOURCE_CODE' },
      settings: {
        repositories: by('repository', 'shop'),
        excludedChanges: by('label', 'chore'),
        metricsUsingDeveloperFilters: ['LEAD_TIME_FOR_CHANGES'],
      },
    });
    await teams().saveSection(viewer, {
      ...{ ...saved, section: 'PIPELINES' },
      settings: { pipelines: scope('shop') },
    });
    await teams().saveSection(viewer, {
      ...{ ...saved, section: 'SOURCE_CODE' },
      settings: { releasePattern: '^r\\d+$' },
    });
    const last = await teams().saveSection(viewer, {
      ...{ node, expectedVersion: 3, section: 'ISSUE_MANAGEMENT' },
      settings: { issueManagement: { ...issueManagement, projects: by('project', 'SHOP') } },
    });
    expect(last).toEqual({
      savedOn: node,
      version: 4,
      settings: {
        ...emptyTeamSettings,
        repositories: by('repository', 'shop'),
        excludedChanges: by('label', 'chore'),
        metricsUsingDeveloperFilters: ['LEAD_TIME_FOR_CHANGES'],
        releasePattern: '^r\\d+$',
        pipelines: scope('shop'),
        issueManagement: { ...issueManagement, projects: by('project', 'SHOP') },
      },
    });
    const stale = { node, expectedVersion: 3, section: 'PIPELINES' as const, settings: null };
    expect(await codesOf(teams().saveSection(viewer, stale))).toEqual(['STALE_VERSION']);
  });

  it('keep what they inherited, and inherit as a whole once nothing of their own is left', async () => {
    const viewer = await settled();
    const [root] = await parts.directory.trees.nodes(viewer);
    const { number: node } = await teamNamed(viewer, 'Bo');
    const save = (on: number, settings: Partial<TeamSettings> | null) =>
      teams().saveSection(viewer, {
        ...{ node: on, expectedVersion: null, section: 'PIPELINES', settings },
      });
    await save(root!.number, { pipelines: scope('all') });
    await teams().saveSection(viewer, {
      ...{ node, expectedVersion: 0, section: 'SOURCE_CODE' },
      settings: { repositories: by('repository', 'shop') },
    });
    expect((await teams().settings(viewer, node)).settings.pipelines).toEqual(scope('all'));
    await save(node, { pipelines: scope('own') });
    expect(await save(node, null)).toMatchObject({
      savedOn: node,
      settings: { pipelines: scope('all'), repositories: by('repository', 'shop') },
    });
    const left = await teams().saveSection(viewer, {
      ...{ node, expectedVersion: null, section: 'SOURCE_CODE', settings: null },
    });
    expect(left).toMatchObject({ savedOn: root!.number, version: 0 });
    expect(left.settings.repositories).toEqual([]);
  });

  it('name categories that the profile of the tree has', async () => {
    const viewer = await settled();
    const { number: node } = await teamNamed(viewer, 'Bo');
    const alignment = [{ category: 1, filters: [by('type', 'Bug')] }];
    const save = () =>
      teams().saveSection(viewer, {
        ...{ node, expectedVersion: null, section: 'ISSUE_MANAGEMENT' },
        settings: { issueManagement: { ...issueManagement, alignment } },
      });
    expect(await codesOf(save())).toEqual(['UNKNOWN_CATEGORY']);
    const profile = await parts.directory.profiles.create(viewer, 'BUSINESS_ALIGNMENT', {
      name: 'Effort',
      description: null,
      config: {
        ...defaultAlignment,
        categories: [
          {
            ...{ id: 0, name: 'Bugs', description: null, rank: 1, color: null, goal: null },
            ...{ fetchScope: 'MATCH_ONLY', scopeFilters: [] },
          },
        ],
      },
    });
    const [tree] = await parts.directory.trees.list(viewer, null);
    await parts.directory.trees.update(viewer, tree!.number, {
      businessAlignmentProfile: profile.number,
    });
    expect((await save()).settings.issueManagement.alignment).toEqual(alignment);
  });

  it('are copied to other teams, replaced or merged, each with its own result', async () => {
    const viewer = await settled();
    const [bo, direct] = [
      (await teamNamed(viewer, 'Bo')).number,
      (await teamNamed(viewer, 'direct')).number,
    ];
    const whole = (settings: Partial<TeamSettings>) => ({ ...emptyTeamSettings, ...settings });
    const repositories = (count: number, prefix: string) =>
      by('repository', ...Array.from({ length: count }, (_one, index) => `${prefix}${index}`));
    const save = (node: number, settings: TeamSettings) =>
      teams().saveSettings(viewer, { node, settings, expectedVersion: null });
    await save(bo, whole({ repositories: repositories(2, 'a'), pipelines: scope('a') }));
    await save(direct, whole({ repositories: repositories(1, 'b'), pipelines: scope('b') }));
    const copy = (mode: 'REPLACE' | 'MERGE') =>
      teams().copySettings(viewer, {
        ...{ source: bo, targets: [direct, bo], sections: ['SOURCE_CODE'], mode },
      });
    const [merged, itself] = await copy('MERGE');
    expect(merged?.settings).toMatchObject({
      version: 2,
      settings: { repositories: by('repository', 'b0', 'a0', 'a1'), pipelines: scope('b') },
    });
    expect(itself?.settings?.version).toBe(1);
    const [replaced] = await copy('REPLACE');
    expect(replaced?.settings?.settings).toMatchObject({
      repositories: repositories(2, 'a'),
      pipelines: scope('b'),
    });
    // 300 and 300 values are more than the 500 that one condition takes: this target is refused, the other is not.
    await save(bo, whole({ repositories: repositories(300, 'x') }));
    await save(direct, whole({ repositories: repositories(300, 'y') }));
    const [refused, kept] = await copy('MERGE');
    expect([refused?.settings, refused?.errors.map(({ code }) => code)]).toEqual([
      null,
      ['VALUES_REQUIRED'],
    ]);
    expect(kept?.errors).toEqual([]);
    const nothing = { source: bo, targets: [], sections: [], mode: 'MERGE' as const };
    expect(await codesOf(teams().copySettings(viewer, nothing))).toEqual(['SECTIONS_REQUIRED']);
    await expect(
      teams().copySettings(viewer, { ...nothing, targets: [1], sections: ['PIPELINES'] }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('merging settings', () => {
  it('joins trees alike, and takes one that is joined otherwise in as a group, each once', () => {
    const [web, shop, test] = ['web', 'shop', 'test'].map((value) => by('repository', value)[0]!);
    const ends = { ...web!, operator: 'ENDS_WITH' as const };
    const merged = (target: AnyFilter, source: AnyFilter) => {
      const whole = (repositories: AnyFilter) => ({ ...emptyTeamSettings, repositories });
      const once = mergeSettings(whole(target), whole(source), ['SOURCE_CODE']);
      expect(mergeSettings(once, whole(source), ['SOURCE_CODE'])).toEqual(once);
      return once.repositories;
    };
    const either: AnyFilter = { op: 'OR', conditions: [web!, ends] };
    expect(merged([], either)).toEqual(either);
    expect(merged(either, [])).toEqual(either);
    expect(merged([shop!], either)).toEqual({ op: 'AND', conditions: [shop], groups: [either] });
    expect(merged(either, { op: 'OR', conditions: [shop!] })).toEqual({
      op: 'OR',
      conditions: [{ ...web, values: ['web', 'shop'] }, ends],
    });
    expect(merged(either, [shop!])).toEqual({
      op: 'OR',
      conditions: [{ ...web, values: ['web', 'shop'] }, ends],
    });
    const both = { op: 'AND' as const, conditions: [shop!, { ...test!, property: 'x' }] };
    expect(merged(either, both)).toEqual({ ...either, groups: [both] });
  });

  it('keeps the own filter of excluded changes where the other is understood otherwise', () => {
    const excluding = (
      excludedChangesMode: TeamSettings['excludedChangesMode'],
      ...labels: string[]
    ): TeamSettings => ({
      ...emptyTeamSettings,
      excludedChanges: labels.length > 0 ? by('label', ...labels) : [],
      excludedChangesMode,
    });
    const merged = (target: TeamSettings, source: TeamSettings) =>
      mergeSettings(target, source, ['SOURCE_CODE']);
    const chores = excluding('EXCLUDE_MATCHING', 'chore');
    const kept = excluding('KEEP_MATCHING', 'ship');
    expect(merged(chores, kept)).toEqual(chores);
    expect(merged(kept, chores)).toEqual(kept);
    expect(merged(emptyTeamSettings, kept)).toEqual(kept);
    expect(merged(excluding('KEEP_MATCHING'), chores)).toEqual(chores);
    expect(merged(kept, emptyTeamSettings)).toEqual(kept);
    expect(merged(chores, excluding('EXCLUDE_MATCHING', 'docs'))).toEqual(
      excluding('EXCLUDE_MATCHING', 'chore', 'docs'),
    );
  });

  const names = fc.uniqueArray(fc.constantFrom('P0', 'P1', 'P2', 'P3'), { maxLength: 4 });
  const anySettings = fc.record({ names, services: names, cut: fc.nat(4) }).map(
    ({ names: priorities, services, cut }): TeamSettings => ({
      ...emptyTeamSettings,
      pipelines: scope(...services),
      issueManagement: {
        ...issueManagement,
        bugs: {
          types: ['Bug'],
          critical: priorities.slice(0, cut),
          major: priorities.slice(cut),
          minor: [],
        },
      },
    }),
  );
  const valuesOf = ({ pipelines: { scope: runs } }: TeamSettings) =>
    conditionsOf(runs).flatMap(({ values }) => values);
  it('takes nothing away, places a priority once, and changes nothing the second time', () => {
    fc.assert(
      fc.property(anySettings, anySettings, (target, source) => {
        const merged = mergeSettings(target, source, settingsSections);
        const { critical, major, minor } = merged.issueManagement.bugs;
        const placed = [...critical, ...major, ...minor];
        expect(new Set(placed).size).toBe(placed.length);
        expect(critical).toEqual(expect.arrayContaining([...target.issueManagement.bugs.critical]));
        expect(valuesOf(merged)).toEqual(
          expect.arrayContaining([...valuesOf(target), ...valuesOf(source)]),
        );
        expect(mergeSettings(merged, source, settingsSections)).toEqual(merged);
        expect(mergeSettings(target, source, [])).toEqual(target);
      }),
    );
  });
});
