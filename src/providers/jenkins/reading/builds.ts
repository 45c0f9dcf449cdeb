import { chunksOf } from '../../chunks-of.js';
import type { Job } from '../jobs.js';
import { type BuildNode, type JobHead, type ListedBuild, listedBuild } from '../wire.js';
import { askBuild, BUILD_FIELDS, isOpen, readNode } from './read-build.js';
import { noteId, type Reader, type Run } from './run.js';
import type { Gap, JobState } from './state.js';

/** `builds` ends at 100, and `allBuilds` without a range reads all of them from disk. */
const SLICE = 100;
/** Builds with stages cost a call each, so that their pages are smaller. */
const SLICE_WITH_STAGES = 25;
/** A server that shows the same builds again and again has no end. */
const MOST_STALLS = 3;
/** More would slow a server down that people build with. */
const AT_ONCE = 2;

interface Entry {
  readonly build: unknown;
  readonly read: ListedBuild | null;
}

const readEach = async (
  reader: Reader,
  job: JobHead,
  entries: readonly Entry[],
): Promise<BuildNode[]> => {
  const nodes: BuildNode[] = [];
  for (const some of chunksOf(entries, AT_ONCE))
    nodes.push(...(await Promise.all(some.map(({ build }) => readNode(reader, job, build)))));
  return nodes;
};

/** Notes which builds are seen for the first time. A job whose numbers begin again is a new one. */
export function noteJob({ state }: Run, { head, last }: Job): void {
  const known = state.jobs[head.fullName];
  if (!last || last.timestamp < state.since) return;
  const { number: top, timestamp: at } = last;
  const isAgain = known && (top < known.top || (top === known.top && at !== known.at));
  if (!known || isAgain) {
    const gaps = [{ below: null, floor: 0, floorAt: 0, offset: 0, stalls: 0 }];
    state.jobs[head.fullName] = { top, at, gaps, open: [] };
    return;
  }
  if (top === known.top) return;
  const more = top - known.top;
  const moved = known.gaps.map((gap) =>
    gap.below === null ? gap : { ...gap, offset: gap.offset + more },
  );
  const isBegun = moved.some(({ below }) => below === null);
  const first = { below: null, floor: known.top, floorAt: known.at, offset: 0, stalls: 0 };
  const gaps = isBegun ? moved : [first, ...moved];
  state.jobs[head.fullName] = { ...known, top, at, gaps };
}

const sizeOf = ({ settings }: Reader, { isPipeline }: Job): number =>
  isPipeline && settings.naming.readsStages ? SLICE_WITH_STAGES : SLICE;

async function listSlice(
  { server }: Reader,
  { path }: JobHead,
  from: number,
  count: number,
): Promise<Entry[]> {
  const { allBuilds } = await server.client.askJson<{ allBuilds?: readonly unknown[] | null }>(
    `${path}/api/json`,
    { query: { tree: `allBuilds[${BUILD_FIELDS}]{${from},${from + count}}` } },
  );
  return (allBuilds ?? []).map((build) => ({
    build,
    read: listedBuild.safeParse(build).data ?? null,
  }));
}

interface Slice {
  readonly entries: readonly Entry[];
  readonly from: number;
  /** How many were asked for. */
  readonly size: number;
}

/** True if a build below the floor is younger than that of the floor: the job was made again since. */
const isMadeAgain = ({ floor, floorAt }: Gap, entries: readonly Entry[]): boolean =>
  entries.some(
    ({ read }) =>
      read &&
      (read.number < floor
        ? read.timestamp > floorAt
        : read.number === floor && read.timestamp !== floorAt),
  );

/** The gap that a slice leaves; null if nothing is left of it. */
function restOf(gap: Gap, { entries, from, size }: Slice, since: number): Gap | null {
  const read = entries.flatMap((one) => one.read ?? []);
  const lowest = Math.min(
    gap.below ?? Number.POSITIVE_INFINITY,
    ...read.map(({ number }) => number),
  );
  const isStalled = lowest === (gap.below ?? Number.POSITIVE_INFINITY);
  const stalls = isStalled ? gap.stalls + 1 : 0;
  const isOver =
    stalls > MOST_STALLS ||
    entries.length < size ||
    lowest <= gap.floor + 1 ||
    read.some(({ timestamp }) => timestamp < since);
  const below = Number.isFinite(lowest) ? lowest : null;
  return isOver ? null : { ...gap, below, stalls, offset: from + entries.length };
}

/** Builds that were deleted move the others up: then the slice begins further up. */
const stepBack = (gap: Gap): Gap => ({
  ...gap,
  offset: Math.max(0, gap.offset - SLICE_WITH_STAGES),
});

function noteOpen(own: JobState, nodes: readonly Entry[]): void {
  const open = new Set(own.open);
  for (const { read } of nodes)
    if (read && isOpen(read)) open.add(read.number);
    else if (read) open.delete(read.number);
  own.open = [...open].sort((left, right) => left - right);
}

/** Reads the next builds of a job's first gap, the newest first. */
export async function readSlice({ reader, state }: Run, job: Job): Promise<BuildNode[]> {
  const { head } = job;
  const own = state.jobs[head.fullName];
  const given = own?.gaps[0];
  if (!own || !given) return [];
  const from = Math.max(0, given.offset - 1);
  const size = sizeOf(reader, job);
  const entries = await listSlice(reader, head, from, size);
  const [first] = entries.flatMap(({ read }) => read ?? []);
  if (from > 0 && given.below !== null && (first?.number ?? 0) < given.below) {
    own.gaps = [stepBack(given), ...own.gaps.slice(1)];
    return [];
  }
  const gap = isMadeAgain(given, entries) ? { ...given, floor: 0, floorAt: 0 } : given;
  const { below, floor } = gap;
  const fresh = entries.filter(
    ({ read }) =>
      read === null ||
      (read.number > floor &&
        read.number < (below ?? Number.POSITIVE_INFINITY) &&
        read.timestamp >= state.since),
  );
  for (const { read } of fresh) if (read) noteId(reader, head, read);
  const nodes = await readEach(reader, head, fresh);
  const rest = restOf(gap, { entries, from, size }, state.since);
  own.gaps = [...(rest ? [rest] : []), ...own.gaps.slice(1)];
  noteOpen(own, fresh);
  return nodes;
}

/** Reads again the builds of a job that had not ended. One that was deleted meanwhile stays as it was read. */
export async function readOpen({ reader, state }: Run, { head }: Job): Promise<BuildNode[]> {
  const own = state.jobs[head.fullName];
  if (!own || own.open.length === 0) return [];
  const entries: Entry[] = [];
  for (const number of own.open) {
    const build = await askBuild(reader, head, number);
    if (build === null) own.open = own.open.filter((one) => one !== number);
    else entries.push({ build, read: listedBuild.safeParse(build).data ?? null });
  }
  noteOpen(own, entries);
  return readEach(reader, head, entries);
}
