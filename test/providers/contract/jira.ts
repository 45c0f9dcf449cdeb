import { jira } from '../../../src/providers/jira/index.js';
import { playing } from '../jira/support.js';
import { createWorld } from '../play/jira/generator.js';
import {
  changeStatus,
  deleteIssue,
  deleteVersion,
  moveIssue,
  rename,
  renameField,
  renameProject,
  renameValue,
  renameVersion,
} from '../play/jira/mutations.js';
import type { Edition } from '../play/jira/render.js';
import type { Fault, Faults as JiraFaults } from '../play/jira/route.js';
import type { PlayJira } from '../play/jira/server.js';
import type { World } from '../play/jira/types.js';
import { Faults, type Mishap } from '../play/kit/faults.js';
import { signedHook } from './hooks.js';
import type { Play, PlayOptions, Removal, Tool } from './tool.js';

/** Some issues have a team. */
const TEAM = 'customfield_10001';

interface JiraPlay extends Play {
  readonly server: PlayJira;
}

function faultOf(mishap: Mishap): Fault {
  if (mishap.kind !== 'ANSWER') return mishap.kind === 'SLOW' ? mishap : mishap.kind;
  const { status, headers = {}, body } = mishap;
  return { status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

const withoutPermission = (lacking: string | undefined): JiraFaults => {
  if (lacking === undefined) return {};
  return lacking === 'boards' ? { withoutBoards: true } : { lacking: [lacking] };
};

/** Sprints and versions have no cursor: each run reads their lists and writes what differs. */
const opening =
  /\/(?:serverInfo|myself|field|status|mypermissions|project(?:\/search)?|board|sprint|versions?)$/;

async function start(edition: Edition, { now, skew = 0, lacking }: PlayOptions): Promise<JiraPlay> {
  const armed = new Faults([]);
  const world = createWorld({ size: 240, now });
  world.now += skew;
  if (lacking === 'BROWSE_PROJECTS') for (const { id } of world.projects) world.hidden.add(id);
  const faults: JiraFaults = {
    ...withoutPermission(lacking),
    before: ({ method, url: { pathname: path } }, count) => {
      const seen = { method, path, operation: path, token: null, count, variables: {} };
      const mishap = armed.strike(seen) as Mishap | null;
      return mishap === null ? null : faultOf(mishap);
    },
  };
  const server = await playing({ edition, world, faults });
  const settings = { ...server.settings, customFields: TEAM };
  return {
    ...{ server, settings },
    wrong: { ...settings, token: 'planted-and-wrong' },
    asked: () =>
      server.requests.map(({ method, url, path, body }) => ({
        ...{ text: `${method} ${url} ${JSON.stringify(body)}`, isOpening: opening.test(path) },
      })),
    strike: (effect, striking = {}) => armed.add({ effect, ...striking }),
    heal: () => armed.set([]),
    change: (title, at) => {
      world.now = at;
      rename(world, 'SHOP-2', title);
    },
    hook: (secret) => {
      const { id } = [...world.issues.values()].find(({ key }) => key === 'SHOP-2')!;
      return signedHook(secret, { webhookEvent: 'jira:issue_updated', issue: { id } });
    },
    spoil: () => {
      const [, issue] = world.issues.keys();
      server.faults.malformedIssue = issue!;
      return 'MALFORMED_ISSUE';
    },
  };
}

/** Changes that are made to the company while nobody reads it. */
const stories: Readonly<Record<string, (world: World) => unknown>> = {
  'an issue that was deleted': (world) => deleteIssue(world, 'OPS-4'),
  'an issue that was moved to another project': (world) => moveIssue(world, 'SHOP-5', '10012'),
  'a project that was renamed': (world) => renameProject(world, '10012', 'STORE'),
  'a project that was renamed twice': (world) => {
    renameProject(world, '10012', 'STORE');
    renameProject(world, '10012', 'DEPOT');
  },
  'a site that was renamed': (world) => {
    world.address = 'https://renamed.example.net';
  },
  'a sprint that was renamed after its end': (world) => {
    world.sprints.get(15)!.name = 'The first sprint';
  },
  'a version that was renamed': (world) => renameVersion(world, '10001', '1.1 LTS'),
  'a version that was deleted': (world) => deleteVersion(world, '10001'),
  'a status that was renamed': (world) =>
    changeStatus(world, { id: '10001', name: 'Peer review', category: 'indeterminate' }),
  'a status that counts as done now': (world) =>
    changeStatus(world, { id: '10001', name: 'In Review', category: 'done' }),
  'a custom field that was renamed': (world) => renameField(world, TEAM, 'Squad'),
  'a type that was renamed': (world) => renameValue(world, 'issuetype', '10002', 'Defect'),
  'a priority that was renamed': (world) => renameValue(world, 'priority', '3', 'Normal'),
  'a component that was renamed': (world) => renameValue(world, 'components', '1', 'Cart'),
};
const removals: readonly Removal[] = Object.entries(stories).map(([name, change]) => ({
  name,
  make: ({ server }: JiraPlay, at) => {
    server.world.now = at;
    change(server.world);
  },
}));

const toolOf = (name: string, edition: Edition): Tool => ({
  ...{ name, provider: jira, removals },
  otherwise: { excludedFields: 'summary' },
  start: (options) => start(edition, options),
  lacking: [
    { name: 'BROWSE_PROJECTS', term: /BROWSE_PROJECTS/, isOptional: false, lost: null },
    { name: 'USER_PICKER', term: /USER_PICKER/, isOptional: true, lost: [] },
    { name: 'boards', term: /read:sprint:jira-software/, isOptional: true, lost: ['sprint'] },
  ],
  limits: [
    {
      name: 'a limit by 429',
      mishap: (until) => ({
        ...{ kind: 'ANSWER', status: 429, body: {} },
        headers: { 'retry-after': String(Math.ceil((until - Date.now()) / 1_000)) },
      }),
    },
    {
      name: 'a limit by the text of X-RateLimit-Reset',
      mishap: (until) => ({
        ...{ kind: 'ANSWER', status: 429, body: {} },
        headers: { 'x-ratelimit-reset': new Date(until).toISOString() },
      }),
    },
  ],
});

export const jiraTool = toolOf('Jira', 'CLOUD');
/** Without bulk requests, counts of issues, ids of fields in histories, and dates of a change of category. */
export const jiraServerTool = toolOf('Jira Data Center', 'DATA_CENTER');
