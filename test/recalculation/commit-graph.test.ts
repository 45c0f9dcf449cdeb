import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ancestry, deploymentOf } from '../engine/correlate/random-graph.js';
import { lawRuns } from '../law-runs.js';
import { databaseKinds, newDatabase } from '../storage/databases.js';
import { askedOf, factsOf, openWorld, type World, world } from './graph-world.js';

function expectedDeployments(given: World): string[] {
  const deployments = given.releases.map((each, index) => ({ ...each, id: `run-${index}` }));
  return given.merged.flatMap((one, index) => {
    const asked = askedOf(given, one);
    if (asked === undefined) return [];
    const id = deploymentOf(deployments, ({ commits }) =>
      commits.some((commit) => ancestry(given.graph, commit).has(asked)),
    );
    return id === null ? [] : [`shop!${index} ${id}`];
  });
}

/** Returns the deployments of each item: those of its pull requests. */
function expectedItems(given: World): string[] {
  const found = given.merged.flatMap((one, index) => {
    const isKnown = given.merged.every(
      (other) => other.item !== one.item || askedOf(given, other) !== undefined,
    );
    if (one.item === null || !isKnown) return [];
    return expectedDeployments(given).flatMap((row) => {
      const [pullRequest, ...deployment] = row.split(' ');
      return pullRequest === `shop!${index}` ? [[one.item, ...deployment].join(' ')] : [];
    });
  });
  return [...new Set(found)].sort();
}

/** Tags of one commit are one release. */
function expectedReleases(given: World): string[] {
  const first = given.tags.filter((commit, index) => given.tags.indexOf(commit) === index);
  return given.merged.flatMap((one, index) => {
    const asked = askedOf(given, one);
    if (asked === undefined) return [];
    const found = first.findIndex((commit) => ancestry(given.graph, commit).has(asked));
    if (found < 0) return [];
    return [
      `shop!${index} ${found === 0 ? 'BASELINE' : `v${given.tags.indexOf(first[found]!)}.0.0`}`,
    ];
  });
}

describe.each(databaseKinds)('on %s', async (kind) => {
  const database = await newDatabase(kind);

  test('deployments and releases contain what the parents of commits say, in whatever order all that is imported', async () => {
    await fc.assert(
      fc.asyncProperty(world, async (given) => {
        const opened = await openWorld(database);
        const { write, settle, forget, deployments, items, releases, links } = opened;
        for (const [index, facts] of factsOf(given).entries()) {
          await write(facts);
          if (given.settled.includes(index)) await settle();
        }
        await settle();
        expect(await deployments(given)).toEqual(expectedDeployments(given));
        expect(await items(given)).toEqual(expectedItems(given));
        expect(await releases(given)).toEqual(expectedReleases(given));
        const increment = await links();
        await forget();
        await settle();
        expect(await links()).toEqual(increment);
        expect(await releases(given)).toEqual(expectedReleases(given));
      }),
      { numRuns: lawRuns(6, 25) },
    );
  }, 240_000);
});
