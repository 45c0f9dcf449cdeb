import type { PlayRequest, Route } from '../kit/route.js';
import { fieldsOf, listOf, projectIn, refusal } from './render.js';
import { BASE, type World } from './world.js';

interface Value {
  readonly watermark: number;
  readonly changed: number;
  /** The part of the token that names the value, after its watermark. */
  readonly end: string;
  readonly shown: unknown;
}

/** A batch of a report, in the order of watermarks, and the token that it ends with. */
function batchOf(world: World, { query, url }: PlayRequest, all: readonly Value[]) {
  const token = query.get('continuationToken');
  const start = query.get('startDateTime');
  if (token !== null && start !== null)
    throw refusal(400, 'startDateTime cannot be used together with continuationToken.');
  const after = token === null ? 0 : Number(token.split(';')[0]);
  const since = start === null ? 0 : Date.parse(start);
  const left = all
    .filter(({ watermark, changed }) => watermark > after && changed >= since)
    .sort((one, other) => one.watermark - other.watermark);
  const values = left.slice(0, world.batch);
  const last = values.at(-1);
  const next = last ? `${last.watermark}${last.end}` : (token ?? `${world.watermark};0;0`);
  return {
    values: values.map(({ shown }) => shown),
    nextLink: `${BASE}${url.pathname}?continuationToken=${encodeURIComponent(next)}`,
    continuationToken: next,
    isLastBatch: left.length <= world.batch,
  };
}

const revisions: Route<World>['answer'] = (world, request) => {
  const project = projectIn(world, request);
  const names = listOf(request.query.get('fields'));
  const isWith = (name: string) => request.query.get(name) === 'true';
  if (!isWith('includeLatestOnly')) throw refusal(501, 'Only the latest revisions are played.');
  const items = [...world.items.values()].filter(
    ({ project: home, isDeleted }) =>
      home === project.id && (!isDeleted || isWith('includeDeleted')),
  );
  return batchOf(
    world,
    request,
    items.map((item) => {
      const fields = fieldsOf(world, item);
      const wanted = Object.entries(fields).filter(([name]) => names.includes(name));
      return {
        ...{ watermark: item.watermark, end: `;${item.id};${item.rev}` },
        changed: Date.parse(String(fields['System.ChangedDate'])),
        shown: { id: item.id, rev: item.rev, fields: Object.fromEntries(wanted) },
      };
    }),
  );
};

/** Older answers name the token in the address of the next batch alone. */
const links: Route<World>['answer'] = (world, request) => {
  const project = projectIn(world, request);
  const own = world.links.filter(
    ({ targetId }) => (world.items.get(targetId)?.project ?? project.id) === project.id,
  );
  const { continuationToken: _, ...batch } = batchOf(
    world,
    request,
    own.map(({ watermark, ...shown }) => ({
      ...{ watermark, shown, end: '' },
      changed: Date.parse(shown.changedDate),
    })),
  );
  return batch;
};

export const reportRoutes: readonly Route<World>[] = [
  {
    ...{ method: 'GET', path: '/{project}/_apis/wit/reporting/workitemrevisions' },
    answer: revisions,
  },
  { method: 'GET', path: '/{project}/_apis/wit/reporting/workitemlinks', answer: links },
];
