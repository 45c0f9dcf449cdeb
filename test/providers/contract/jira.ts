import { jira } from '../../../src/providers/jira/index.js';
import { playing } from '../jira/support.js';
import { Faults, type Mishap } from '../play/github/server/faults.js';
import { createWorld } from '../play/jira/generator.js';
import { deleteIssue, moveIssue, rename, renameProject } from '../play/jira/mutations.js';
import type { Fault, Faults as JiraFaults } from '../play/jira/route.js';
import type { PlayJira } from '../play/jira/server.js';
import type { Play, PlayOptions, Tool } from './tool.js';

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
  /\/(?:serverInfo|myself|field|status|mypermissions|project\/search|board|sprint|versions?)$/;

async function start({ now, skew = 0, lacking }: PlayOptions): Promise<JiraPlay> {
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
  const server = await playing({ world, faults });
  return {
    ...{ server, settings: server.settings },
    wrong: { ...server.settings, token: 'planted-and-wrong' },
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
    spoil: () => {
      const [, issue] = world.issues.keys();
      server.faults.malformedIssue = issue!;
      return 'MALFORMED_ISSUE';
    },
  };
}

export const jiraTool: Tool = {
  provider: jira,
  start,
  otherwise: { excludedFields: 'summary' },
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
  ],
  removals: [
    {
      name: 'an issue that was deleted',
      make: ({ server }: JiraPlay, at) => {
        server.world.now = at;
        deleteIssue(server.world, 'OPS-4');
      },
    },
    {
      name: 'an issue that was moved to another project',
      make: ({ server }: JiraPlay, at) => {
        server.world.now = at;
        moveIssue(server.world, 'SHOP-5', '10012');
      },
    },
    {
      name: 'a project that was renamed',
      make: ({ server }: JiraPlay, at) => {
        server.world.now = at;
        renameProject(server.world, '10012', 'STORE');
      },
    },
  ],
};
