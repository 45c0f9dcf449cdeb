import type { Tombstone } from '../../model/facts/facts.js';
import type { SprintFact, SprintState } from '../../model/facts/work.js';
import { DAY_MILLISECONDS, type Instant } from '../../model/time.js';
import { nameOf } from '../names.js';
import type { MappedFacts, Page } from '../provider.js';
import { Records } from '../records.js';
import { itemId, sprintId } from './items/links.js';
import { toWorkItem } from './items/to-work-item.js';
import {
  type GoneBody,
  type ItemNode,
  type ItemsBody,
  type SprintsBody,
  type WireIteration,
  wireItem,
  wireIteration,
  wireUpdate,
} from './wire.js';

function items(
  { items: nodes, legend }: ItemsBody,
  records: Records,
  readAt: Instant,
): MappedFacts {
  const toFact = ({ item: given, updates }: ItemNode) =>
    records.read(wireItem, given, 'ITEM').map((item) => {
      const { fields } = given as { readonly fields: Readonly<Record<string, unknown>> };
      return toWorkItem(item, fields, records.readAll(wireUpdate, updates, 'UPDATE'), legend);
    });
  // The names of a project, an area and a tag change without a date of the items that have them.
  return { WORK_ITEM: nodes.flatMap(toFact), readAt };
}

const timeFrames: Readonly<Record<string, SprintState>> = {
  past: 'CLOSED',
  current: 'ACTIVE',
  future: 'FUTURE',
};

/** An iteration ends with its last day, which Azure names by its beginning, in no zone. */
function endOf(finish: Instant | null): Instant | null {
  if (finish === null) return null;
  return finish % DAY_MILLISECONDS === 0 ? finish + DAY_MILLISECONDS : finish;
}

/** Older servers name no time frame: the dates say the same. */
function stateBy(start: Instant | null, end: Instant | null, now: Instant): SprintState {
  if (end !== null && end <= now) return 'CLOSED';
  return start !== null && start <= now ? 'ACTIVE' : 'FUTURE';
}

function toSprint(
  { id, name, attributes }: WireIteration,
  place: string,
  fetchedAt: Instant,
): SprintFact {
  const startAt = attributes?.startDate ?? null;
  const endAt = endOf(attributes?.finishDate ?? null);
  const named = timeFrames[attributes?.timeFrame?.toLowerCase() ?? ''];
  return {
    id: sprintId(place, id),
    // An iteration has no date of its own, so what was read last holds.
    updatedAt: fetchedAt,
    name: nameOf(name),
    state: named ?? stateBy(startAt, endAt, fetchedAt),
    startAt,
    endAt,
    completedAt: null,
  };
}

const sprints = ({ sprints: given, place }: SprintsBody, records: Records, fetchedAt: Instant) => ({
  SPRINT: records
    .readAll(wireIteration, given, 'SPRINT')
    .map((one) => toSprint(one, place, fetchedAt)),
});

const gone = ({ gone: all, place }: GoneBody) => ({
  tombstones: all.map(
    ({ kind, id, at }): Tombstone => ({
      kind,
      updatedAt: at,
      id: kind === 'SPRINT' ? sprintId(place, id) : itemId(place, id),
    }),
  ),
});

type Mapper = (body: never, records: Records, fetchedAt: Instant) => MappedFacts;
const mappers: ReadonlyMap<string, Mapper> = new Map<string, Mapper>([
  ['items', items],
  ['sprints', sprints],
  ['gone', gone],
]);

/** Maps a page of Azure Boards to facts. A record that cannot be read is counted as dropped and stops no other. */
export function toFacts({ kind, body, fetchedAt }: Page): MappedFacts {
  const records = new Records();
  const facts = mappers.get(kind)?.(JSON.parse(body) as never, records, fetchedAt);
  return { ...facts, ...records.dropped };
}
