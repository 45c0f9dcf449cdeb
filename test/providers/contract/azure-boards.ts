import { azureBoards } from '../../../src/providers/azure-boards/index.js';
import { playing } from '../azure-boards/support.js';
import { createWorld } from '../play/azure-boards/generator.js';
import {
  bin,
  destroy,
  edit,
  itemAt,
  linkParent,
  moveToProject,
} from '../play/azure-boards/mutations.js';
import type { PlayBoards } from '../play/azure-boards/server.js';
import { projectOf, type World } from '../play/azure-boards/world.js';
import { openHook } from './hooks.js';
import type { Play, PlayOptions, Removal, Tool } from './tool.js';

interface BoardsPlay extends Play {
  readonly server: PlayBoards;
}

/** Lists have no cursor: runs read what there is to name, and ask whether anything is new. */
const opening =
  /\/(?:projects|teams|iterations|classificationnodes|workitemtypes|workitemtypecategories|tags|fields|recyclebin)$/;

const SIZE = 40;

async function start({ now, skew = 0, lacking }: PlayOptions): Promise<BoardsPlay> {
  const world = createWorld({ size: SIZE, now });
  world.now += skew;
  if (lacking !== undefined) world.lacking.add(lacking);
  const server = await playing({ world });
  const { settings } = server;
  return {
    ...{ server, settings },
    wrong: { ...settings, token: 'planted-and-wrong' },
    asked: () =>
      server.requests.map(({ method, url, path, body }) => ({
        ...{ text: `${method} ${url} ${JSON.stringify(body)}`, isOpening: opening.test(path) },
      })),
    strike: (effect, striking = {}) => server.faults.add({ effect, ...striking }),
    heal: () => server.faults.set([]),
    change: (title, at) => {
      world.now = at;
      edit(world, 20, { 'System.Title': title });
    },
    hook: (secret) => {
      const project = itemAt(world, 20).project;
      const resource = { workItemId: 20, revision: { fields: { 'System.TeamProject': project } } };
      return openHook(secret, { eventType: 'workitem.updated', resource });
    },
    spoil: () => {
      world.malformed = 30;
      return 'MALFORMED_ITEM';
    },
  };
}

const shop = (world: World) => projectOf(world, 'Shop')!;

/** Changes that are made to the organisation while nobody reads it. */
const stories: Readonly<Record<string, (world: World) => unknown>> = {
  'an item that was deleted': (world) => bin(world, 12),
  'an item that was deleted and restored': (world) => {
    bin(world, 12);
    bin(world, 12, false);
    edit(world, 12, { 'System.Title': 'It is there again' });
  },
  'an item that was destroyed': (world) => destroy(world, 12),
  'an item that was moved to another project': (world) =>
    moveToProject(world, 11, 'Payments', 'Bug'),
  'an item that was put below another by a link alone': (world) => linkParent(world, 24, 4),
  'a project that was renamed': (world) => {
    shop(world).name = 'Store';
  },
  'an area that was renamed': (world) => {
    shop(world).areas.children[0]!.name = 'Web';
  },
  'a sprint that was renamed after its end': (world) => {
    shop(world).iterations.children[0]!.children[1]!.name = 'The second sprint';
  },
  'a sprint that no team has any more': (world) => {
    const { teams } = shop(world);
    for (const team of teams) team.iterations = team.iterations.slice(0, -1);
  },
  'a state that counts as done now': (world) => {
    for (const { states } of shop(world).types)
      for (const state of states) if (state.name === 'Resolved') state.category = 'Completed';
  },
  'a type that was renamed': (world) => {
    const { types, id } = shop(world);
    types.find(({ name }) => name === 'User Story')!.name = 'Story';
    for (const item of world.items.values())
      if (item.project === id && item.type === 'User Story') itemAt(world, item.id).type = 'Story';
  },
  'a tag that was renamed': (world) => {
    shop(world).tags[0]!.name = 'customer';
  },
};
const removals: readonly Removal[] = Object.entries(stories).map(([name, change]) => ({
  name,
  make: ({ server }: BoardsPlay, at) => {
    server.world.now = at;
    change(server.world);
  },
}));

export const azureBoardsTool: Tool = {
  ...{ provider: azureBoards, start, removals },
  otherwise: { resolvedIsDone: 'true' },
  lacking: [
    { name: 'vso.project', term: /vso\.project/, isOptional: false, lost: null },
    { name: 'vso.work', term: /vso\.work/, isOptional: false, lost: null },
    { name: 'teams', term: /vso\.project/, isOptional: true, lost: ['sprint'] },
  ],
  limits: [
    {
      name: 'a limit by 429',
      mishap: (until) => ({
        ...{
          kind: 'ANSWER',
          status: 429,
          body: { message: 'TF400733: The request was canceled.' },
        },
        headers: { 'retry-after': String(Math.ceil((until - Date.now()) / 1_000)) },
      }),
    },
    {
      name: 'a limit by the epoch of X-RateLimit-Reset',
      mishap: (until) => ({
        ...{
          kind: 'ANSWER',
          status: 429,
          body: { message: 'TF400733: The request was canceled.' },
        },
        headers: { 'x-ratelimit-reset': String(until / 1_000), 'x-ratelimit-remaining': '0' },
      }),
    },
  ],
};
