import type { App } from '../../app.js';
import type { Viewer } from '../../model/access.js';
import type { HealthReport, Integration } from '../../model/integration.js';

const PAUSED = 'PAUSED: nothing comes in until it is resumed (`insights integration resume`).';

/** Returns one line for each cause for which sources are not simply well, with their names and what to do. */
export function reasonLines(
  all: readonly Integration[],
  reports: readonly Pick<HealthReport, 'reasons'>[],
): string[] {
  const found = all.flatMap(({ name, status }, at) => [
    ...(status === 'PAUSED' ? [{ name, what: PAUSED }] : []),
    ...reports[at]!.reasons.map(({ cause, message }) => ({ name, what: `${cause}: ${message}` })),
  ]);
  return [...Map.groupBy(found, ({ what }) => what)].map(
    ([what, those]) => `${those.map(({ name }) => name).join(', ')}: ${what}`,
  );
}

/** Loads how sources are, and returns the lines of `reasonLines`. */
export const sourceLines = async (
  app: App,
  viewer: Viewer,
  all: readonly Integration[],
): Promise<string[]> => reasonLines(all, await app.ingestion.healthReports(viewer, all));
