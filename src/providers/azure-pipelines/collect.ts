import { DAY_MILLISECONDS } from '../../model/time.js';
import { datedPages } from '../dated-pages.js';
import type { CollectContext, Page } from '../provider.js';
import { readFinished, readRunning } from './builds.js';
import { readEnvironments } from './environments.js';
import { lookAtProjects } from './look.js';
import { readDeployments } from './releases.js';
import {
  beginRound,
  bodyOf,
  type Draft,
  isRefusal,
  type Round,
  type Seen,
  unlessRefused,
} from './round.js';
import type { AzurePipelinesSettings } from './settings.js';
import type { Part, ProjectState } from './state.js';
import { planNewer } from './walk.js';

/** A finished build can be tried again, and a deployment be changed, without a sync seeing it at once. */
const LATE_DAYS = 7;

/** Yields pages of builds; a project without pipelines is skipped. Throws if no project can be read. */
async function* ofAll(
  round: Round,
  projects: readonly Seen[],
  read: (seen: Seen) => AsyncGenerator<Draft>,
): AsyncGenerator<Draft> {
  let refusal: unknown = null;
  let refused = 0;
  for (const seen of projects)
    try {
      yield* read(seen);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      round.context.log('warn', `Project ${seen.name} shows no builds.`);
      refusal = error;
      refused += 1;
    }
  if (refused > 0 && refused === projects.length) throw refusal;
}

/** Reads the first part that is open of both lists of each project, so that none is far ahead of the others. */
async function* readParts(round: Round, projects: readonly Seen[]): AsyncGenerator<Draft> {
  yield* ofAll(round, projects, async function* (seen) {
    const [part] = seen.known.builds.parts;
    if (part) yield* readFinished(round, seen, part);
  });
  if (!round.settings.readsReleases) return;
  for (const seen of projects) {
    const [part] = seen.known.releases.parts;
    if (part)
      yield* unlessRefused(round, `Releases of ${seen.name}`, readDeployments(round, seen, part));
  }
}

const partsOf = ({ builds, releases }: ProjectState): number =>
  Math.max(builds.parts.length, releases.parts.length);

/** Reads again what ended lately, whatever was noted of it. */
async function* sweep(round: Round, projects: readonly Seen[]): AsyncGenerator<Draft> {
  const partSince = (at: number): Part => ({
    from: at - LATE_DAYS * DAY_MILLISECONDS,
    ...{ to: null, token: null, begunAt: null },
  });
  for (const seen of projects) {
    const { builds, releases } = seen.known;
    const again = { builds: { ...builds, recent: {} }, releases: { ...releases, recent: {} } };
    const copy = { ...seen, known: { ...seen.known, ...again } };
    yield* unlessRefused(
      round,
      `Builds of ${seen.name}`,
      readFinished(round, copy, partSince(builds.seen)),
    );
    if (round.settings.readsReleases)
      yield* unlessRefused(
        round,
        `Releases of ${seen.name}`,
        readDeployments(round, copy, partSince(releases.seen)),
      );
  }
}

async function* drafts(round: Round): AsyncGenerator<Draft> {
  const projects = yield* lookAtProjects(round);
  for (const { known } of projects)
    for (const walk of [known.builds, known.releases]) planNewer(round, walk);
  yield* ofAll(round, projects, (seen) => readRunning(round, seen));
  yield* readParts(round, projects);
  for (const seen of projects)
    yield* unlessRefused(round, `Environments of ${seen.name}`, readEnvironments(round, seen));
  // A part that is refused stays open for the next run, so that the turns are counted.
  const turns = projects.map(({ known }) => partsOf(known));
  for (let turn = 0; turn < Math.max(0, ...turns); turn += 1) yield* readParts(round, projects);
  if (round.pass === 'SWEEP') yield* sweep(round, projects);
}

/**
 * Pages since the cursor: repositories, builds that run, what ended or was deployed since, then what
 * is older, from the newest on. Each page can be the last one: the next run goes on after it. Throws
 * what the API throws.
 */
export async function* collect(
  settings: AzurePipelinesSettings,
  context: CollectContext,
): AsyncGenerator<Page> {
  const round = beginRound(settings, context);
  const { state } = round;
  yield* datedPages(
    drafts(round),
    context,
    () => JSON.stringify(state),
    (pages) => {
      state.round = null;
      return pages > 0 ? { kind: 'end', body: bodyOf(round, { id: '', name: '' }) } : null;
    },
  );
}
