import { affectedRides } from '../engine/correlate/affected-rides.js';
import { releasesOf, ridesOf } from '../engine/correlate/release.js';
import { reworkOf } from '../engine/correlate/rework.js';
import type { NumberRange } from '../model/change-log.js';
import {
  changesBetween,
  changesNumbered,
  dropRides,
  storedReleases,
  tagsOf,
  writeReleases,
  writeRides,
} from '../storage/release-links.js';
import {
  dropFileLinks,
  type FileLink,
  lowestPosition,
  type StepWithFiles,
  stepsToLink,
  touchesBefore,
  writeFileLinks,
} from '../storage/rework-links.js';
import type { Session } from '../storage/session.js';

function fileLinks(
  steps: readonly StepWithFiles[],
  touches: ReadonlyMap<string, number>,
): FileLink[] {
  const linked = new Map(
    reworkOf(steps, touches).changes.map(({ change, files }) => [change, files]),
  );
  return steps.flatMap(({ number: change, position, files }) => {
    const previous = new Map(linked.get(change)?.map((file) => [file.path, file.previousAt]));
    return files.map((file) => ({
      ...file,
      change,
      position,
      previousAt: previous.get(file.path) ?? null,
    }));
  });
}

/** Links the files of these steps to when the line touched them before; answers the changes whose links differ. */
export async function linkFiles(
  session: Session,
  repository: number,
  numbers: readonly NumberRange[],
): Promise<number[]> {
  await dropFileLinks(session, numbers);
  const position = await lowestPosition(session, repository, numbers);
  if (position === null) return [];
  const steps = await stepsToLink(session, repository, position, numbers);
  const paths = new Set(steps.flatMap(({ files }) => files.map(({ path, from }) => from ?? path)));
  const touches = await touchesBefore(session, repository, position, [...paths]);
  return writeFileLinks(session, repository, steps, fileLinks(steps, touches));
}

/** Links these changes to the releases they ride in; answers those whose ride differs. */
export async function linkRides(
  session: Session,
  repository: number,
  pattern: string,
  numbers: readonly NumberRange[],
): Promise<number[]> {
  await dropRides(session, numbers);
  const changes = await changesNumbered(session, repository, numbers);
  const releases = releasesOf(await tagsOf(session, repository), pattern);
  return writeRides(session, repository, pattern, ridesOf(changes, releases));
}

/** Makes the releases of a repository anew; answers the releases and the changes that are not as before. */
export async function linkReleases(
  session: Session,
  repository: number,
  pattern: string,
): Promise<{ releases: number[]; changes: number[] }> {
  const before = await storedReleases(session, repository, pattern);
  const after = releasesOf(await tagsOf(session, repository), pattern);
  const releases = await writeReleases(session, repository, pattern, before, after);
  const span = affectedRides(
    before.map((release) => ({ ...release, tags: [] })),
    after,
  );
  if (!span) return { releases, changes: [] };
  const changes = await changesBetween(session, repository, span.after, span.upTo);
  return {
    releases,
    changes: await writeRides(session, repository, pattern, ridesOf(changes, after)),
  };
}
