import { type AzureApi, inProject, type WireList } from '../../azure-api/api.js';
import { followSkips } from '../../azure-api/paging.js';
import type { AzureProject } from '../../azure-api/projects.js';
import { chunksOf } from '../../chunks-of.js';
import { isRead } from '../items/links.js';
import {
  fieldNames,
  type ItemNode,
  type ItemsBody,
  type Legend,
  type WireRelation,
  type WireUpdate,
} from '../wire.js';

/** Items of one page: a call for all of them, and one for the history of each. */
export const ITEMS_AT_ONCE = 25;
/** The most items that a batch accepts. */
export const BATCH_MOST = 200;
const HISTORIES_AT_ONCE = 4;
const UPDATES_AT_ONCE = 200;

/** An item as it came, in the parts that reading itself needs. */
export interface RawItem {
  readonly id: number;
  readonly fields?: Readonly<Record<string, unknown>> | null;
  readonly relations?: readonly WireRelation[] | null;
}
type RawUpdate = Pick<WireUpdate, 'id' | 'rev' | 'fields' | 'relations'> & {
  readonly revisedDate?: unknown;
};

interface Place {
  readonly api: Pick<AzureApi, 'core'>;
  readonly project: AzureProject;
}

/** Reads items as they are, without those that are no more or that the token may not see. */
export async function itemsOf(
  { api, project }: Place,
  ids: readonly number[],
  how: Readonly<Record<string, unknown>>,
): Promise<readonly RawItem[]> {
  const json = { ids, errorPolicy: 'omit', ...how };
  const path = inProject(project.id, 'wit/workitemsbatch');
  const { value } = await api.core.askJson<WireList<RawItem | null>>(path, { json });
  return (value ?? []).filter((item) => item !== null);
}

/** Returns true if an item lies in the project now: it may have been moved to another. */
export const isIn = ({ fields }: RawItem, { name }: AzureProject): boolean =>
  String(fields?.[fieldNames.project]).toLowerCase() === name.toLowerCase();

const picked = <Value>(
  all: Readonly<Record<string, Value>> | null | undefined,
  read: ReadonlySet<string>,
): Record<string, Value> =>
  Object.fromEntries(Object.entries(all ?? {}).filter(([name]) => read.has(name)));

/** Keeps of a step what is read: descriptions, comments and files are most of a history. */
function readStep(
  { id, rev, revisedDate, fields, relations }: RawUpdate,
  read: ReadonlySet<string>,
) {
  const [added, removed] = [relations?.added, relations?.removed].map((all) =>
    (all ?? []).filter(isRead).map(({ rel, url }) => ({ rel, url })),
  );
  const isOfFields = fields !== null && fields !== undefined;
  return {
    id,
    rev,
    revisedDate,
    fields: isOfFields ? picked(fields, read) : null,
    relations: { added, removed },
  };
}

async function historyOf({ api, project }: Place, id: number): Promise<readonly RawUpdate[]> {
  const path = inProject(project.id, `wit/workItems/${id}/updates`);
  const updates: RawUpdate[] = [];
  for await (const page of followSkips<RawUpdate>(api.core, path, {}, UPDATES_AT_ONCE))
    updates.push(...page);
  return updates;
}

/** The fields that facts are made of. */
const fieldsRead = ({ points, custom }: Legend): ReadonlySet<string> =>
  new Set([...Object.values(fieldNames), ...points, ...Object.keys(custom)]);

async function nodeOf(place: Place, item: RawItem, read: ReadonlySet<string>): Promise<ItemNode> {
  const { id, fields, relations } = item;
  const updates = await historyOf(place, id);
  const links = (relations ?? []).filter(isRead).map(({ rel, url }) => ({ rel, url }));
  return {
    item: { id, fields: picked(fields, read), relations: links },
    updates: updates.map((update) => readStep(update, read)),
  };
}

/** Returns the iterations that histories name; a project has thousands. */
function iterationsNamed(nodes: readonly ItemNode[], { iterations }: Legend): Legend['iterations'] {
  const named = nodes.flatMap(({ updates }) =>
    (updates as readonly RawUpdate[]).flatMap(({ fields }) => {
      const { oldValue, newValue } = fields?.[fieldNames.iteration] ?? {};
      return [oldValue, newValue].map(String);
    }),
  );
  return picked(iterations, new Set(named));
}

/** Reads items of a project by their numbers with their whole histories, `ITEMS_AT_ONCE` at the most. */
export async function bodyOf(
  place: Place,
  ids: readonly number[],
  legend: Legend,
): Promise<ItemsBody> {
  const found = await itemsOf(place, ids, { $expand: 'relations' });
  const own = found.filter((item) => isIn(item, place.project));
  const read = fieldsRead(legend);
  const items: ItemNode[] = [];
  for (const some of chunksOf(own, HISTORIES_AT_ONCE))
    items.push(...(await Promise.all(some.map((item) => nodeOf(place, item, read)))));
  return { legend: { ...legend, iterations: iterationsNamed(items, legend) }, items };
}

export const numberOf = ({ item }: ItemNode): number => (item as RawItem).id;
