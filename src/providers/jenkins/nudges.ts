import { z } from 'zod';
import { parseJson } from '../http/answer.js';
import type { Page, SourceContext } from '../provider.js';
import { type Above, aboveBy, headOf, isSelected, nothingAbove } from './jobs.js';
import { askBuild, readNode } from './reading/read-build.js';
import { bodyOf, openReader, type Reader } from './reading/run.js';
import type { JenkinsSettings } from './settings.js';
import type { BuildNode, JobHead } from './wire.js';

const NUDGE = /^build\/(?<path>job\/[^/]+(?:\/job\/[^/]+)*)\/(?<number>\d+)$/;
const place = z.object({
  _class: z.string().nullish(),
  name: z.string(),
  fullName: z.string().nullish(),
});

/** Asks what a path is; null if the user sees nothing there. */
async function askPlace({ server: { client } }: Reader, path: string) {
  const answer = await client.ask(`${path}/api/json`, {
    query: { tree: '_class,name,fullName' },
    allowed: [403, 404],
  });
  return answer.status === 200 ? (place.safeParse(parseJson(answer)).data ?? null) : null;
}

/** Returns a job by its path, with what lies above it; null if the user does not see it. */
export async function findJob(reader: Reader, path: string): Promise<JobHead | null> {
  const segments = path.split(/(?:^|\/)job\//).filter((segment) => segment !== '');
  const pathTo = (count: number) =>
    segments
      .slice(0, count)
      .map((segment) => `job/${segment}`)
      .join('/');
  let above: Above = nothingAbove;
  for (let count = 1; count < segments.length; count += 1) {
    const folder = await askPlace(reader, pathTo(count));
    if (folder === null) return null;
    const prefix = above.fullName === null ? '' : `${above.fullName}/`;
    above = aboveBy(folder._class ?? '', folder.fullName ?? prefix + folder.name, above);
  }
  const job = await askPlace(reader, path);
  return job === null ? null : headOf({ ...job, url: `/${path}/` }, above);
}

/** Reads the builds by their paths, of the jobs that the settings mean. */
async function readBuilds(reader: Reader, nudges: Iterable<string>): Promise<BuildNode[]> {
  const jobs = new Map<string, JobHead | null>();
  const builds: BuildNode[] = [];
  for (const nudge of nudges) {
    const { path = '', number } = NUDGE.exec(nudge)?.groups ?? {};
    if (path !== '' && !jobs.has(path)) jobs.set(path, await findJob(reader, path));
    const job = jobs.get(path);
    if (!job || !isSelected(reader.settings, job)) continue;
    const build = await askBuild(reader, job, Number(number));
    if (build !== null) builds.push(await readNode(reader, job, build));
  }
  return builds;
}

/** Reads the builds that deliveries pointed at, each once. */
export async function* fetchNudged(
  settings: JenkinsSettings,
  nudges: readonly string[],
  context: SourceContext,
): AsyncGenerator<Page> {
  const reader = openReader(settings, context);
  const builds = await readBuilds(reader, new Set(nudges));
  if (builds.length === 0) return;
  yield {
    kind: 'BUILDS',
    body: JSON.stringify(bodyOf(reader, builds)),
    fetchedAt: context.now,
    cursor: null,
    items: builds.length,
  };
}
