import type { IngestionOptions } from '../../../src/ingestion/ingestion.js';
import type { Instant } from '../../../src/model/time.js';
import { createGuardedFetch } from '../../../src/providers/http/guarded-fetch.js';
import type { CollectPass, Page, Provider } from '../../../src/providers/provider.js';
import type { Database } from '../../../src/storage/database/database.js';
import { keyOf, useIngestion } from '../../ingestion/use-ingestion.js';
import type { DatabaseKind } from '../../storage/databases.js';
import { factContent } from '../../storage/fact-content.js';
import type { Content } from './content.js';
import type { Given, Play, PlayOptions, Tool } from './tool.js';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

interface Syncing {
  /** When it begins. Default: now. */
  readonly now?: Instant;
  readonly pass?: CollectPass;
  /** It is stopped when it has fetched this page, before the page is written. */
  readonly killedAt?: number;
  readonly signal?: AbortSignal;
}

/** The pages that a run fetched, and how many requests the tool had seen after each page. */
interface Watch {
  readonly pages: Page[];
  readonly seen: number[];
}

type Collect = Provider['collect'];

/** The provider as it is, but for the pass, and killed in the middle where a test says so. */
const watched = (play: Play, collect: Collect, watch: Watch, syncing: Syncing, kill: () => void) =>
  async function* (...[settings, context]: Parameters<Collect>): AsyncGenerator<Page> {
    const { pass = context.pass, now = context.now, killedAt = Number.POSITIVE_INFINITY } = syncing;
    for await (const page of collect(settings, { ...context, pass, now })) {
      if (watch.pages.length === killedAt) {
        kill();
        throw new Error('It was killed.');
      }
      watch.pages.push(page);
      watch.seen.push(play.asked().length);
      yield page;
    }
  };

/** Loads the known people, with those that the tool calls bots. */
const peopleOf = (database: Database, account: number): Promise<unknown[]> =>
  database.read(account, (session) =>
    session.query(
      `select jsonb_build_object('id', external_id, 'name', name, 'email', email, 'bot', bot)::text as row
       from identity where account_id = $1 and external_id <> ''`,
      [account],
    ),
  );

/** One database for the tests of a tool, and the real ingestion that reads the tool over sockets. */
export function useRuns({
  provider,
  start,
  database,
}: Pick<Tool, 'provider' | 'start'> & { readonly database: DatabaseKind }) {
  const { parts, another } = useIngestion(database);

  const opened = async (
    collectOf: (syncing: Syncing) => Collect,
    changed: Partial<Provider> = {},
  ) => {
    const viewer = keyOf(await parts.database.createAccount());
    const clock = { ahead: 0 };
    const lines: string[] = [];
    const state: { syncing: Syncing } = { syncing: {} };
    const options: Partial<IngestionOptions> = {
      fetch: createGuardedFetch(['*']),
      clock: () => Date.now() + clock.ahead,
      log: (level, message) => lines.push(`${level} ${message}`),
      providers: [
        {
          ...{ ...provider, ...changed },
          collect: (...given) => collectOf(state.syncing)(...given),
        } as Provider,
      ],
    };
    const ingestion = another(options);
    const inputOf = (settings: Given) => ({ provider: provider.id, name: null, settings });
    const run = (number: number, syncing: Syncing) => {
      state.syncing = syncing;
      const { signal } = syncing;
      return ingestion.sync(viewer.account, number, signal ? { signal } : {});
    };
    const content = (): Promise<Content> => factContent(parts.database, viewer.account);
    const contentAndPeople = async (): Promise<Content> => ({
      ...(await content()),
      person: await peopleOf(parts.database, viewer.account),
    });
    return { viewer, clock, lines, ingestion, inputOf, run, content, contentAndPeople };
  };

  /** An account of its own that is connected to a tool, as it was before a permission was withdrawn where it is `unchecked`. */
  const connected = async (play: Play, { unchecked = false } = {}) => {
    const stopped = { by: new AbortController() };
    const watches: Watch[] = [];
    const account = await opened(
      (syncing) => {
        const watch: Watch = { pages: [], seen: [] };
        watches.push(watch);
        return watched(play, provider.collect, watch, syncing, () => stopped.by.abort());
      },
      unchecked ? { check: async () => ({ ok: true, items: [] }) } : {},
    );
    const { ingestion, viewer, inputOf, run, content } = account;
    const { number } = await ingestion.connect(viewer, inputOf(play.settings));
    const sync = async (syncing: Syncing = {}) => {
      stopped.by = new AbortController();
      const ended = await run(number, { signal: stopped.by.signal, ...syncing });
      return { ...ended, ...(watches.at(-1) ?? { pages: [], seen: [] }) };
    };
    return { ...account, number, sync, content };
  };

  /** Returns the content that pages lead to if they come in the given order. */
  const contentOfPages = async (play: Play, pages: readonly Page[]) => {
    const { ingestion, viewer, inputOf, run, content } = await opened(
      () =>
        async function* () {
          yield* pages;
        },
    );
    const { number } = await ingestion.connect(viewer, inputOf(play.settings));
    const { status, message } = await run(number, {});
    return { status, message, content: await content() };
  };

  const check = async (given: Given) => {
    const { ingestion, viewer, inputOf } = await opened(() => provider.collect);
    const report = await ingestion.check(viewer, inputOf(given));
    return { ...report, failing: report.items.filter(({ ok }) => !ok) };
  };

  const played = (options: Partial<PlayOptions> = {}): Promise<Play> =>
    start({ now: Date.now() - HOUR, ...options });

  return { played, connected, contentOfPages, check };
}
