import { Refusal } from '../../src/model/errors.js';
import { createClient } from '../../src/providers/http/client.js';
import {
  type CollectContext,
  defineProvider,
  type Page,
  type SourceContext,
} from '../../src/providers/provider.js';
import type { SettingsField } from '../../src/providers/settings-form.js';
import { playRules } from '../providers/http/vendor-server.js';

const fields: readonly SettingsField[] = [
  { key: 'url', label: 'URL', help: 'Of the API.', required: true, secret: false },
  { key: 'token', label: 'Token', help: 'Any word.', required: true, secret: true },
  {
    ...{ key: 'boards', label: 'Boards', help: 'Names.', required: false, secret: false },
    discovers: 'BOARD',
  },
];

interface Settings {
  readonly url: string;
  readonly token: string;
}
interface Listed {
  readonly id?: string;
  readonly name: string;
}
export interface List {
  readonly items: readonly Listed[];
  readonly total: number;
  readonly hasMore: boolean;
}

const clientOf = ({ url, token }: Settings, context: SourceContext) =>
  createClient({ rules: playRules, base: new URL(url), tokens: [token], context });

/** The page that each list was read to; a sweep begins at the beginning once it has ended. */
const readState = (cursor: string | null): Record<'items' | 'all', number> =>
  cursor === null ? { items: 0, all: 0 } : JSON.parse(cursor);

async function* listed(
  settings: Settings,
  context: CollectContext,
  list: 'items' | 'all',
): AsyncGenerator<Page> {
  const client = clientOf(settings, context);
  const { now: fetchedAt, since, budget } = context;
  const state = readState(context.cursor);
  const begun = state[list];
  for (let page = begun + 1; page <= begun + budget.pages; page += 1) {
    const query = { page, since: since === null ? null : new Date(since).toISOString() };
    const { body } = await client.ask(`/${list}`, { query });
    const { items, total, hasMore } = JSON.parse(body) as List;
    const isWhole = list === 'all' && !hasMore;
    const cursor = JSON.stringify({ ...state, [list]: isWhole ? 0 : page });
    if (items.length > 0) yield { kind: list, body, fetchedAt, cursor, items: items.length, total };
    if (!hasMore) return;
  }
}

/** The names of all, which rarely change: asked with the validator of the last answer. */
async function* names(settings: Settings, context: CollectContext): AsyncGenerator<Page> {
  const { status, url, headers, body } = await clientOf(settings, context).ask('/names', {
    conditional: true,
  });
  if (status === 304) return;
  const validators = { [url]: headers.get('etag') ?? '' };
  yield { kind: 'names', body, fetchedAt: context.now, cursor: context.cursor, validators };
}

/** A tool that is asked over HTTP: a list in pages, its names under a validator, boards, and single items. */
export const httpTool = defineProvider<Settings>({
  id: 'HTTP_TOOL',
  title: 'HTTP tool',
  description: 'A tool that is asked over HTTP.',
  categories: ['ISSUE_MANAGEMENT'],
  applicationType: 'CUSTOM',
  settings: {
    fields,
    parse: (values, secrets = 'GIVEN') => {
      const { url = '', token = '' } = values as Partial<Settings>;
      if (token === '' && secrets === 'GIVEN')
        throw new Refusal([{ code: 'MISSING', field: ['token'], message: 'Give a token.' }]);
      return { url, token };
    },
  },
  identify: ({ url }) => ({ id: url, place: url, name: url, directory: null }),
  check: async (settings, context) => {
    const { status } = await clientOf(settings, context).ask('/me', { allowed: [401, 403] });
    const ok = status === 200;
    const message = ok ? 'It is known.' : 'The token is not known: give another.';
    return { ok, items: [{ what: 'Token', ok, message, permission: 'read' }] };
  },
  collect: async function* (settings, context) {
    if (context.pass === 'SWEEP') return yield* listed(settings, context, 'all');
    yield* names(settings, context);
    yield* listed(settings, context, 'items');
  },
  toFacts: ({ kind, body, fetchedAt }) => {
    if (kind === 'names') return {};
    const { items } = JSON.parse(body) as List;
    const readable = items.flatMap(({ id, name }) => (id === undefined ? [] : [{ id, name }]));
    return {
      SPRINT: readable.map(({ id, name }) => ({
        ...{ id, name, updatedAt: fetchedAt, state: 'FUTURE' },
        ...{ startAt: null, endAt: null, completedAt: null },
      })),
      dropped: { NO_ID: items.length - readable.length },
    };
  },
  discover: async (settings, { kind, search, first, after }, context) => {
    const query = { kind, search, first, after };
    return clientOf(settings, context).askJson('/boards', { query });
  },
  spotCheck: async (settings, what, context) => {
    const client = clientOf(settings, context);
    const { status, body } = await client.ask(`/items/${what}`, { allowed: [404] });
    if (status === 404) return { found: false, factId: null, message: `There is no ${what}.` };
    const { id } = JSON.parse(body) as Required<Listed>;
    return { found: true, factId: id, message: `It is ${id}.` };
  },
});
