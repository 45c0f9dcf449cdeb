import { type PlayRequest, Refused, Reply, type Route } from '../kit/route.js';
import type { Incident, Thing, World } from './types.js';

const MOST_AT_ONCE = 100;
const DEFAULT_AT_ONCE = 25;
const MONTH = 31 * 86_400_000;

export const refusal = (status: number, code: number, message: string, ...errors: string[]) =>
  new Reply(status, { error: { code, message, errors } });
const refuse = (...errors: string[]): never => {
  throw new Refused(refusal(400, 2001, 'Invalid Input Provided', ...errors));
};

function page(world: World, { query }: PlayRequest, name: string, all: readonly Thing[]) {
  const limit = Number(query.get('limit') ?? DEFAULT_AT_ONCE);
  const offset = Number(query.get('offset') ?? 0);
  if (query.getAll('limit').length > 1 || limit > MOST_AT_ONCE)
    refuse('Limit must be less than or equal to 100');
  if (offset + limit > world.mostOffset)
    throw new Refused(refusal(400, 2002, 'Arguments Caused Error', 'Offset is out of range'));
  return {
    [name]: all.slice(offset, offset + limit),
    ...{ limit, offset, more: offset + limit < all.length },
    total: query.get('total') === 'true' ? all.length : null,
  };
}

/** Returns the span of a request; one end alone means a month from there. */
function spanOf({ query }: PlayRequest, now: number) {
  const [since, until] = ['since', 'until'].map((name) => {
    const text = query.get(name);
    // Without an offset it is taken in the zone of the account, which is not UTC.
    const zone = /(?:Z|[+-]\d\d:?\d\d)$/.test(text ?? '') ? '' : '+03:00';
    return text === null ? null : Date.parse(text + zone);
  }) as [number | null, number | null];
  const from = since ?? (until ?? now) - MONTH;
  const to = until ?? from + MONTH;
  if (to - from > 6 * MONTH) refuse('The date range must be at most 6 months');
  return (at: string) => Date.parse(at) >= from && Date.parse(at) <= to;
}

const idsOf = (things: unknown): readonly unknown[] =>
  [things].flat().map((thing) => (thing as Thing | null)?.id);

function isChosen({ service, teams }: Thing, query: URLSearchParams): boolean {
  const [services, own] = [query.getAll('service_ids[]'), query.getAll('team_ids[]')];
  const isOfService = services.length === 0 || services.includes(String(idsOf(service)[0]));
  return isOfService && (own.length === 0 || idsOf(teams).some((id) => own.includes(String(id))));
}

const needing =
  (scope: string, answer: Route<World>['answer']): Route<World>['answer'] =>
  (world, request) =>
    world.lacking.has(scope)
      ? refusal(403, 2010, 'Access Denied', `Requires the scope ${scope}`)
      : answer(world, request);

const incidents = needing('incidents.read', (world, request) => {
  const { query } = request;
  const isWithin = query.get('date_range') === 'all' ? () => true : spanOf(request, world.now);
  const found = [...world.incidents.values()]
    .filter((incident) => isWithin(incident.created_at) && isChosen(incident, query))
    .sort((left, right) => (left.created_at < right.created_at ? -1 : 1));
  const sorted = query.get('sort_by') === 'created_at:desc' ? found.reverse() : found;
  return page(world, request, 'incidents', sorted);
});

const incidentOf = ({ incidents: all }: World, { parameters }: PlayRequest): Incident => {
  const { id } = parameters;
  const found = all.get(id!) ?? [...all.values()].find((one) => String(one.incident_number) === id);
  if (!found) throw new Refused(refusal(404, 2100, 'Not Found'));
  return found;
};

const newestFirst = (entries: readonly Thing[]): Thing[] =>
  entries.toSorted((left, right) => (String(left.created_at) < String(right.created_at) ? 1 : -1));

const logEntries = needing('incidents.read', (world, request) => {
  const isWithin = spanOf(request, world.now);
  const found = world.logs.filter((entry) => isWithin(entry.created_at));
  return page(world, request, 'log_entries', newestFirst(found));
});
const logsOfIncident = needing('incidents.read', (world, request) => {
  const { id } = incidentOf(world, request);
  const found = world.logs.filter((entry) => idsOf(entry.incident)[0] === id);
  return page(world, request, 'log_entries', newestFirst(found));
});
const alertsOfIncident = needing('incidents.read', (world, request) => {
  const { id } = incidentOf(world, request);
  return page(world, request, 'alerts', world.alerts.get(id) ?? []);
});

const listOf = (name: 'users' | 'services' | 'teams'): Route<World>['answer'] =>
  needing(`${name}.read`, (world, request) => {
    const search = request.query.get('query')?.toLowerCase() ?? '';
    const all = [...world[name].values()];
    const found = all.filter((thing) => String(thing.name).toLowerCase().includes(search));
    return page(world, request, name, found);
  });
const oneOf = (name: 'users' | 'services', key: string): Route<World>['answer'] =>
  needing(`${name}.read`, (world, { parameters: { id } }) => {
    const found = world[name].get(id!);
    return found ? { [key]: found } : refusal(404, 2100, 'Not Found');
  });

const me: Route<World>['answer'] = ({ isUserKey, users }) =>
  isUserKey
    ? { user: [...users.values()][0] }
    : refusal(400, 2001, 'Invalid Input Provided', 'This key has no user.');

const get = (path: string, answer: Route<World>['answer']): Route<World> => ({
  ...{ method: 'GET', path, answer },
});
/** The operations that are played. */
export const routes: readonly Route<World>[] = [
  get('/abilities', () => ({ abilities: ['teams', 'urgencies'] })),
  get('/incidents', incidents),
  get(
    '/incidents/{id}',
    needing('incidents.read', (world, request) => ({
      incident: incidentOf(world, request),
    })),
  ),
  get('/incidents/{id}/log_entries', logsOfIncident),
  get('/incidents/{id}/alerts', alertsOfIncident),
  get('/log_entries', logEntries),
  get('/users/me', me),
  get('/users', listOf('users')),
  get('/users/{id}', oneOf('users', 'user')),
  get('/services', listOf('services')),
  get('/services/{id}', oneOf('services', 'service')),
  get('/teams', listOf('teams')),
];
