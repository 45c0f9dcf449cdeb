import { addBuild, checkedOut, shaOf, startedBy } from './generator.js';
import { itemsAt } from './render.js';
import type { Build, Item, World } from './types.js';

/** Returns a job by its path, such as `job/harbour/job/deploy-berth`. */
export function jobAt(world: World, path: string): Item {
  const item = itemsAt(world, path).at(-1);
  if (!item) throw new Error(`There is no ${path}.`);
  return item;
}

/** Ends the builds of a job that go on. */
export function endBuilds(job: Item, result = 'SUCCESS', duration = 60_000): void {
  for (const build of job.builds)
    if (build.result === null) Object.assign(build, { result, duration });
}

/** A build of a free-style job that checked out a branch. */
export const addCheckout = (world: World, job: Item, branch: string, at: number): Build =>
  addBuild(world, job, {
    ...{ timestamp: at, duration: 1_000, result: 'SUCCESS' },
    actions: [
      startedBy('mreyes', 'Maria Reyes'),
      checkedOut('https://github.com/harbour-works/berth.git', branch, shaOf(branch)),
    ],
  });

/** Deletes a job and makes another one of its name: numbers begin again. */
export function makeAgain(world: World, job: Item, at: number): void {
  job.builds = [];
  addCheckout(world, job, 'main', at);
}

/** Keeps so many builds of a job, as the rotation of logs does. */
export function rotate(job: Item, kept: number): void {
  job.builds = job.builds.slice(0, kept);
}

/** Moves a thing out of a folder to the top. */
export function moveToTop(world: World, folder: Item, name: string): void {
  const at = folder.items.findIndex((one) => one.name === name);
  world.items.push(...folder.items.splice(at, 1));
}
