import type { Thing, World } from './types.js';

const HOME = 'https://example.pagerduty.com';

export const reference = (kind: string, { id, name }: Thing): Thing => ({
  ...{ id, type: `${kind}_reference`, summary: name },
  self: `https://api.pagerduty.com/${kind}s/${String(id)}`,
  html_url: `${HOME}/${kind}s/${String(id)}`,
});

const userOf = (_: unknown, index: number): Thing => {
  const [id, name] = [`PUSER0${index}`, `Person ${index + 1}`];
  return {
    ...{ id, type: 'user', name, summary: name, email: `person-${index + 1}@example.com` },
    ...{ time_zone: 'Europe/Kiev', color: 'purple', role: 'user', job_title: null, teams: [] },
    ...{ self: `https://api.pagerduty.com/users/${id}`, html_url: `${HOME}/users/${id}` },
  };
};
const serviceOf = (name: string, index: number): Thing => ({
  ...{ id: `PSERV0${index}`, type: 'service', name, summary: name, status: 'active' },
  ...{ html_url: `${HOME}/service-directory/PSERV0${index}`, self: null, teams: [] },
  escalation_policy: reference('escalation_policy', { id: 'PPOLICY', name: 'Default' }),
});
const teamOf = (name: string, index: number): Thing => ({
  ...{ id: `PTEAM0${index}`, type: 'team', name, summary: name, self: null, html_url: null },
});

const byId = (things: readonly Thing[]): Map<string, Thing> =>
  new Map(things.map((thing) => [String(thing.id), thing]));

/** An account without incidents. */
export const emptyWorld = (now = Date.now()): World => ({
  ...{ now, incidents: new Map(), logs: [], alerts: new Map(), lacking: new Set() },
  users: byId(Array.from({ length: 7 }, userOf)),
  services: byId(['Checkout', 'Payments', 'Search', 'Mail'].map(serviceOf)),
  teams: byId(['Shop', 'Platform'].map(teamOf)),
  ...{ mostOffset: 10_000, isUserKey: false, saysLimits: true, next: 1 },
});
