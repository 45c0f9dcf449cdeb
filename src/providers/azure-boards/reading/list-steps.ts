import { type ClassificationNode, readNodes, readSprints, readTags, readTypes } from '../lists.js';
import type { SprintsBody } from '../wire.js';
import { goneDraft } from './item-steps.js';
import { type Draft, digestOf, type ProjectRun } from './run.js';
import type { ProjectState } from './state.js';

const HOUR = 3_600_000;
/** Short, since a project has thousands. */
const DIGEST_LENGTH = 6;

type Named = readonly (readonly [id: string, shown: unknown])[];

/**
 * Notes what things of a kind are called. Where one is called otherwise than before, all items are
 * read again: they show it, and no date of theirs moves. Things that are no more were taken from
 * their items by revisions, or nobody had them: Azure forgets tags that are not used.
 */
function noteNames(own: ProjectState, kind: string, all: Named): void {
  const now = Object.fromEntries(
    all.map(([id, shown]) => [id, digestOf(shown).slice(0, DIGEST_LENGTH)]),
  );
  const before = own.names[kind] ?? {};
  own.names[kind] = now;
  const isSame = ([id, digest]: readonly [string, string]): boolean =>
    now[id] === undefined || now[id] === digest;
  if (Object.entries(before).every(isSame)) return;
  for (const number of own.known) own.pending.add(number);
}

/** Returns areas by their numbers, with their path. */
function areasIn(nodes: readonly ClassificationNode[]): Named {
  const areas: [string, string][] = [];
  const walk = ({ id, name, children }: ClassificationNode, above: string): void => {
    const path = `${above}\\${name ?? ''}`;
    if (typeof id === 'number') areas.push([String(id), path]);
    for (const child of children ?? []) walk(child, path);
  };
  for (const root of nodes.filter(({ structureType }) => structureType === 'area')) walk(root, '');
  return areas;
}

/** Reads what types and tags are called: the first time, then in sweeps, which have the calls for it. */
async function noteLists({ api, project, own }: ProjectRun): Promise<void> {
  const types = await readTypes(api, project);
  noteNames(
    own,
    'types',
    types.map((type) => [type.referenceName ?? type.name, [type.name, type.states]]),
  );
  const tags = await readTags(api, project);
  noteNames(
    own,
    'tags',
    tags.flatMap(({ id, name }) => (id ? [[id, name] as const] : [])),
  );
}

/** Deletes sprints that no team has any more, then writes all where any has changed. */
async function* sprintSteps(run: ProjectRun): AsyncGenerator<Draft> {
  const { api, project, settings, own, context } = run;
  const { sprints, isWhole } = await readSprints(api, project, settings.teams);
  const ordered = sprints.toSorted((left, right) => (left.id < right.id ? -1 : 1));
  const there = new Set(ordered.map(({ id }) => id));
  const lost = own.sprints.filter((id) => !there.has(id));
  if (isWhole && lost.length > 0) {
    own.sprints = own.sprints.filter((id) => there.has(id));
    const gone = lost.map((id) => ({ kind: 'SPRINT', id, at: context.now }) as const);
    yield goneDraft(run, gone);
  }
  const digest = digestOf(ordered);
  if (ordered.length === 0 || digest === own.sprintsDigest) return;
  own.sprints = [...new Set([...own.sprints, ...there])];
  own.sprintsDigest = digest;
  const body: SprintsBody = { place: api.place, sprints: ordered };
  yield { kind: 'sprints', body, items: ordered.length };
}

/** Looks once an hour, and in each sweep, at what no item reports: sprints, and the names of all that items show. */
export async function* listSteps(run: ProjectRun): AsyncGenerator<Draft> {
  const { api, project, own, context } = run;
  const hour = Math.floor(context.now / HOUR);
  const isSweep = context.pass === 'SWEEP';
  noteNames(own, 'project', [[project.id, project.name]]);
  if (own.hour === hour && !isSweep) return;
  noteNames(own, 'areas', areasIn(await readNodes(api, project)));
  if (isSweep || own.names.types === undefined) await noteLists(run);
  yield* sprintSteps(run);
  own.hour = hour;
}
