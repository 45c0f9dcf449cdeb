import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type AnyFilter, type FilterSet, isEmpty, takes, treeOf } from '../../src/model/filter.js';
import { fivePhasesPreset } from '../../src/model/profile/default-profile.js';
import { emptyTeamSettings } from '../../src/model/team.js';
import { anyFilter, anyTraits } from '../arbitrary/filters.js';
import { lawRuns } from '../law-runs.js';
import { databaseKinds } from '../storage/databases.js';
import { run } from '../story/delivery-story.js';
import { openStory, type Story } from '../story/open-story.js';

const RUNS = 40;
type Traits = typeof anyTraits extends fc.Arbitrary<infer One> ? One : never;

/** A group without a condition is refused as it is saved. */
const isWhole = ({ groups = [] }: FilterSet): boolean =>
  groups.every((group) => !isEmpty(group) && isWhole(group));
const savedFilter = anyFilter.filter((filter) => isWhole(treeOf(filter)));

const lineOf = ({ service, pipeline, project, tag }: Traits, index: number) =>
  run(`run ${index}`, 1 + (index % 60), {
    ...{ services: service, pipeline: pipeline[0], project: project[0] ?? null, tags: tag },
  });

async function openTeam(story: Story, lines: readonly string[]): Promise<void> {
  const { app, viewer, activate, settle } = story;
  await activate('Name,Email,Manager Email\nBoss,boss@x.io,\nAda,ada@x.io,boss@x.io\n');
  await app.ingestion.ingest(viewer, { source: 'Ours', lines });
  const { profiles, trees } = app.directory;
  const { number } = await profiles.create(viewer, 'EFFICIENCY', {
    ...{ name: 'Deployments', description: null, config: fivePhasesPreset },
  });
  const [tree] = await trees.list(viewer, null);
  await trees.update(viewer, tree!.number, { efficiencyProfile: number });
  await settle();
}

async function countDeployments({ ask }: Story): Promise<number> {
  const dates = { from: '2026-01-01', to: '2026-06-30' };
  const [insight] = await ask({ metrics: ['DEPLOYMENT_FREQUENCY'], range: { dates } });
  return insight!.headline.sampleSize;
}

it.each(databaseKinds)(
  'a team has the deployments that its filter matches, whatever it compares, on %s',
  async (kind) => {
    const story = await openStory(kind);
    const [seed] = fc.sample(fc.integer(), 1);
    const runs = fc.sample(anyTraits, { numRuns: RUNS, seed: seed! });
    const filters: AnyFilter[] = fc.sample(savedFilter, { numRuns: lawRuns(12, 60), seed: seed! });
    await openTeam(
      story,
      runs.slice(0, RUNS / 2).map((each, index) => lineOf(each, index)),
    );
    const expected = (some: readonly Traits[], filter: AnyFilter) =>
      some.filter((traits) => takes(filter, traits)).length;
    const save = async (filter: AnyFilter) => {
      await story.save('Organisation', {
        pipelines: { ...emptyTeamSettings.pipelines, scope: treeOf(filter) },
      });
      await story.settle();
    };
    for (const filter of filters) {
      await save(filter);
      const counted = await countDeployments(story);
      expect([seed, filter, counted]).toEqual([
        seed,
        filter,
        expected(runs.slice(0, RUNS / 2), filter),
      ]);
    }
    const last = filters.find((filter) => expected(runs, filter) > 0) ?? [];
    await save(last);
    const lines = runs.slice(RUNS / 2).map((each, index) => lineOf(each, RUNS / 2 + index));
    await story.app.ingestion.ingest(story.viewer, { source: 'Ours', lines });
    await story.settle();
    expect([seed, last, await countDeployments(story)]).toEqual([seed, last, expected(runs, last)]);
  },
);
