import { onTestFinished } from 'vitest';
import { pagerduty } from '../../../src/providers/pagerduty/index.js';
import type { Effect } from '../play/kit/faults.js';
import { reference } from '../play/pagerduty/company.js';
import { createWorld } from '../play/pagerduty/generator.js';
import { change, rename } from '../play/pagerduty/mutations.js';
import { type PlayPagerduty, startPagerduty } from '../play/pagerduty/server.js';
import type { World } from '../play/pagerduty/types.js';
import { pagerdutyHook } from './hooks.js';
import type { Play, PlayOptions, Removal, Tool } from './tool.js';

interface PagerdutyPlay extends Play {
  readonly server: PlayPagerduty;
}

/** The key at the beginning, and people, whom each run looks up again. */
const opening = /\/(?:abilities|users)(?:[/?]|$)/;

const undated = (body: unknown): unknown => {
  const [first] = (body as { readonly incidents: Record<string, unknown>[] }).incidents;
  return { ...(body as object), incidents: [{ ...first, created_at: 7 }] };
};

async function start({ now, skew = 0, lacking }: PlayOptions): Promise<PagerdutyPlay> {
  const world = createWorld({ size: 18, now });
  world.now += skew;
  if (lacking !== undefined) world.lacking.add(lacking);
  const server = await startPagerduty({ world });
  onTestFinished(() => server.close());
  const settings = { ...server.settings, services: 'PSERV00,PSERV01,PSERV02' };
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
      change(world, 'Q000000002', 'annotate', { title });
    },
    hook: (secret) =>
      pagerdutyHook(secret, {
        event: { event_type: 'incident.annotated', data: { id: 'Q000000002', type: 'incident' } },
      }),
    spoil: () => {
      const effect: Effect = { kind: 'CHANGE', change: undated };
      const isList = ({ path }: { readonly path: string }) => path === '/incidents';
      server.faults.add({ effect, when: isList, after: 1 });
      return 'MALFORMED_INCIDENT';
    },
  };
}

/** Changes that are made to the company while nobody reads it. */
const stories: Readonly<Record<string, (world: World) => unknown>> = {
  'an incident that is gone': ({ incidents }) => incidents.delete('Q000000004'),
  'an incident that went to a service that is not read': (world) => {
    const service = reference('service', world.services.get('PSERV03')!);
    change(world, 'Q000000005', 'service_update', { service });
  },
  'a service that was renamed': (world) => rename(world, 'services', 'PSERV00', 'Till'),
  'a team that was renamed': (world) => rename(world, 'teams', 'PTEAM00', 'Store'),
};
const removals: readonly Removal[] = Object.entries(stories).map(([name, make]) => ({
  name,
  make: ({ server }: PagerdutyPlay, at) => {
    server.world.now = at;
    make(server.world);
  },
}));

const body = { error: { code: 2020, message: 'Rate Limit Exceeded', errors: [] } };
const busy = { kind: 'ANSWER', status: 429, body } as const;
const secondsTo = (until: number): string => String(Math.ceil((until - Date.now()) / 1_000));

export const pagerdutyTool: Tool = {
  ...{ provider: pagerduty, removals, start },
  otherwise: { alerts: 'false' },
  lacking: [
    { name: 'incidents.read', term: /incidents\.read/, isOptional: false, lost: null },
    { name: 'users.read', term: /users\.read/, isOptional: true, lost: [] },
  ],
  limits: [
    {
      name: 'a limit by the seconds of ratelimit-reset',
      mishap: (until) => ({ ...busy, headers: { 'ratelimit-reset': secondsTo(until) } }),
    },
    {
      name: 'a limit by Retry-After',
      mishap: (until) => ({ ...busy, headers: { 'retry-after': secondsTo(until) } }),
    },
  ],
};
