import { onTestFinished } from 'vitest';
import { servicenow } from '../../../src/providers/servicenow/index.js';
import type { Effect } from '../play/kit/faults.js';
import { company } from '../play/servicenow/company.js';
import { createWorld } from '../play/servicenow/generator.js';
import { change, deleteRow, rename, renameState } from '../play/servicenow/mutations.js';
import { type PlayServicenow, startServicenow } from '../play/servicenow/server.js';
import type { World } from '../play/servicenow/types.js';
import type { Play, PlayOptions, Removal, Tool } from './tool.js';

interface ServicenowPlay extends Play {
  readonly server: PlayServicenow;
}

/** Tables that each run asks again: states, columns, the account, and people. */
const opening = /\/table\/sys_(?:user|choice|dictionary)\?/;

const INCIDENTS = '/api/now/table/incident';
const undated = (body: unknown): unknown => {
  const [first] = (body as { readonly result: Record<string, unknown>[] }).result;
  if (first) first.sys_updated_on = { display_value: '7', value: '7' };
  return body;
};

async function start({ now, skew = 0, lacking }: PlayOptions): Promise<ServicenowPlay> {
  const world = createWorld({ size: 80, now });
  world.now += skew;
  world.mostRows = 20;
  if (lacking !== undefined) world.refused.add(lacking);
  const server = await startServicenow({ world });
  onTestFinished(() => server.close());
  const settings = { ...server.settings, incidentFilter: 'category=software^ORcategory=hardware' };
  return {
    ...{ server, settings },
    wrong: { ...settings, token: 'planted-and-wrong' },
    asked: () =>
      server.requests.map(({ method, url }) => ({
        ...{ text: `${method} ${url}`, isOpening: opening.test(url) },
      })),
    strike: (effect, striking = {}) => server.faults.add({ effect, ...striking }),
    heal: () => server.faults.set([]),
    change: (title, at) => {
      world.now = at;
      change(world, 'INC0000002', { short_description: title });
    },
    spoil: () => {
      const effect: Effect = { kind: 'CHANGE', change: undated };
      server.faults.add({ effect, when: ({ path }) => path === INCIDENTS, after: 1 });
      return 'MALFORMED_INCIDENT';
    },
  };
}

const [service] = company.serviceIds;
const [group] = company.groupIds;
/** Changes that are made to the company while nobody reads it. */
const stories: Readonly<Record<string, (world: World) => unknown>> = {
  'an incident that was deleted': (world) => deleteRow(world, 'INC0000004'),
  'a change request that was deleted': (world) => deleteRow(world, 'CHG0000004'),
  'an incident that the filter no longer has': (world) =>
    change(world, 'INC0000005', { category: 'inquiry' }),
  'a service that was renamed': (world) => rename(world, 'cmdb_ci_service', service!, 'Till'),
  'a group that was renamed': (world) => rename(world, 'sys_user_group', group!, 'Applications'),
  'a state that was renamed': (world) => renameState(world, 'incident', '6', 'Resolved by us'),
};
const removals: readonly Removal[] = Object.entries(stories).map(([name, make]) => ({
  name,
  make: ({ server }: ServicenowPlay, at) => {
    server.world.now = at;
    make(server.world);
  },
}));

const busy = { kind: 'ANSWER', status: 429 } as const;
const body = { error: { message: 'Rate limit exceeded', detail: null }, status: 'failure' };

export const servicenowTool: Tool = {
  ...{ provider: servicenow, removals, start },
  otherwise: { customFields: 'u_team' },
  lacking: [
    { name: 'incident', term: /itil/, isOptional: false, lost: null },
    { name: 'change_request', term: /itil/, isOptional: true, lost: ['change_request'] },
    { name: 'sys_user', term: /user_admin/, isOptional: true, lost: [] },
    { name: 'sys_choice', term: /personalize_choices/, isOptional: true, lost: [] },
    { name: 'sys_dictionary', term: /personalize_dictionary/, isOptional: true, lost: [] },
  ],
  limits: [
    {
      name: 'a rule by Retry-After',
      mishap: (until) => ({
        ...{ ...busy, body },
        headers: { 'retry-after': String(Math.ceil((until - Date.now()) / 1_000)) },
      }),
    },
    {
      name: 'a rule by X-RateLimit-Reset',
      mishap: (until) => ({
        ...{ ...busy, body },
        headers: { 'x-ratelimit-reset': String(until / 1_000), 'x-ratelimit-limit': '100' },
      }),
    },
  ],
};
