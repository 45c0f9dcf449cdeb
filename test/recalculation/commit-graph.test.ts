import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ancestry, deploymentOf } from '../engine/correlate/random-graph.js';
import { lawRuns } from '../law-runs.js';
import { databaseKinds, newDatabase } from '../storage/databases.js';
import { askedOf, factsOf, openWorld, type World, world } from './graph-world.js';

function expectedDeployments(told: World): string[] {
  const deployments = told.releases.map((each, index) => ({ ...each, id: `run-${index}` }));
  return told.merged.flatMap((one, index) => {
    const asked = askedOf(told, one);
    if (asked === undefined) return [];
    const id = deploymentOf(deployments, ({ commits }) =>
      commits.some((commit) => ancestry(told.graph, commit).has(asked)),
    );
    return id === null ? [] : [`shop!${index} ${id}`];
  });
}

/** What was made for an item is deployed where its pull requests are. */
function expectedItems(told: World): string[] {
  const found = told.merged.flatMap((one, index) => {
    const isKnown = told.merged.every(
      (other) => other.item !== one.item || askedOf(told, other) !== undefined,
    );
    if (one.item === null || !isKnown) return [];
    return expectedDeployments(told).flatMap((row) => {
      const [pullRequest, ...deployment] = row.split(' ');
      return pullRequest === `shop!${index}` ? [[one.item, ...deployment].join(' ')] : [];
    });
  });
  return [...new Set(found)].sort();
}

/** Tags of one commit are one release. */
function expectedReleases(told: World): string[] {
  const first = told.tags.filter((commit, index) => told.tags.indexOf(commit) === index);
  return told.merged.flatMap((one, index) => {
    const asked = askedOf(told, one);
    if (asked === undefined) return [];
    const found = first.findIndex((commit) => ancestry(told.graph, commit).has(asked));
    if (found < 0) return [];
    return [
      `shop!${index} ${found === 0 ? 'BASELINE' : `v${told.tags.indexOf(first[found]!)}.0.0`}`,
    ];
  });
}

describe.each(databaseKinds)('on %s', async (kind) => {
  const database = await newDatabase(kind);

  test('deployments and releases contain what the parents of commits say, in whatever order all that is imported', async () => {
    await fc.assert(
      fc.asyncProperty(world, async (told) => {
        const opened = await openWorld(database);
        const { write, settle, forget, deployments, items, releases, links } = opened;
        for (const [index, facts] of factsOf(told).entries()) {
          await write(facts);
          if (told.settled.includes(index)) await settle();
        }
        await settle();
        expect(await deployments(told)).toEqual(expectedDeployments(told));
        expect(await items(told)).toEqual(expectedItems(told));
        expect(await releases(told)).toEqual(expectedReleases(told));
        const increment = await links();
        await forget();
        await settle();
        expect(await links()).toEqual(increment);
        expect(await releases(told)).toEqual(expectedReleases(told));
      }),
      { numRuns: lawRuns(6, 25) },
    );
  }, 240_000);
});
