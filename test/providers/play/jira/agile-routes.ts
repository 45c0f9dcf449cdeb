import { type Play, Refused, type Route } from './route.js';
import type { Board } from './types.js';

const AT_ONCE = 50;
const own = '/rest/agile/1.0';

function page<Value>(all: readonly Value[], query: URLSearchParams) {
  const startAt = Number(query.get('startAt') ?? 0);
  const maxResults = Math.min(Number(query.get('maxResults') ?? AT_ONCE), AT_ONCE);
  const values = all.slice(startAt, startAt + maxResults);
  return {
    maxResults,
    startAt,
    total: all.length,
    isLast: startAt + values.length >= all.length,
    values,
  };
}

const render = ({ world }: Play, { id, name, type, project }: Board) => {
  const home = world.projects.find((one) => one.id === project);
  return {
    ...{ id, self: `https://example.atlassian.net${own}/board/${id}`, name, type },
    location: {
      projectId: Number(project),
      projectKey: home?.key,
      projectName: home?.name,
      name: home?.name,
    },
  };
};

function boardOf({ world }: Play, id: string | undefined): Board {
  const board = world.boards.find((one) => String(one.id) === id);
  if (!board) throw new Refused(404, 'The requested board cannot be viewed.');
  return board;
}

/** Boards and sprints, the same on both editions. */
const routes: readonly Route[] = [
  {
    method: 'GET',
    path: `${own}/board`,
    answer: (play, { query }) => {
      const name = (query.get('name') ?? '').toLowerCase();
      const project = query.get('projectKeyOrId');
      const boards = play.world.boards.filter(
        (board) =>
          board.name.toLowerCase().includes(name) && (!project || board.project === project),
      );
      return page(
        boards.map((board) => render(play, board)),
        query,
      );
    },
  },
  {
    method: 'GET',
    path: `${own}/board/{id}/configuration`,
    answer: (play, { parameters: [id] }) => {
      const { name, type, estimation } = boardOf(play, id);
      const field = { fieldId: estimation, displayName: 'Story Points' };
      return {
        ...{
          id: Number(id),
          name,
          type,
          self: `https://example.atlassian.net${own}/board/${id}/configuration`,
        },
        ...(estimation === null ? {} : { estimation: { type: 'field', field } }),
        ranking: { rankCustomFieldId: 10_019 },
      };
    },
  },
  {
    method: 'GET',
    path: `${own}/board/{id}/sprint`,
    answer: (play, { query, parameters: [id] }) => {
      const { type } = boardOf(play, id);
      if (type !== 'scrum') throw new Refused(400, 'The board does not support sprints');
      const states = query.get('state')?.split(',');
      const sprints = [...play.world.sprints.values()];
      return page(
        sprints.filter(({ state }) => !states || states.includes(state)),
        query,
      );
    },
  },
  {
    method: 'GET',
    path: `${own}/sprint/{id}`,
    answer: ({ world }, { parameters: [id] }) => {
      const sprint = world.sprints.get(Number(id));
      if (!sprint) throw new Refused(404, 'Sprint does not exist');
      return sprint;
    },
  },
];

export const agileRoutes: readonly Route[] = routes.map((route) => ({
  ...route,
  answer: (play, request) => {
    if (play.faults.withoutBoards) throw new Refused(401, 'Unauthorized; scope does not match');
    return route.answer(play, request);
  },
}));
