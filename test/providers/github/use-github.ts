import type { FactKind, FactOf, Inventory } from '../../../src/model/facts/facts.js';
import { github } from '../../../src/providers/github/index.js';
import type { CollectContext, Page } from '../../../src/providers/provider.js';
import { witnessed } from '../http/vendor-server.js';
import type { GithubOptions, GithubServer } from '../play/github/start.js';
import { useGithub as play } from '../play/use-github.js';

export const NOW = Date.UTC(2026, 10, 25, 12, 30);

/** A GitHub that plays, at the instant of its world, closed with the test. */
export const useGithub = (options: GithubOptions = {}): Promise<GithubServer> =>
  play({ clock: () => NOW, ...options });

export type Given = Readonly<Record<string, string>>;

/** Settings for a server, all of its history unless said otherwise. */
export const settingsFor = ({ url, token, world }: GithubServer, more: Given = {}) =>
  github.settings.parse({
    baseUrl: url,
    token,
    organizations: world.organization.login,
    since: '2008-01-01',
    ...more,
  });

/** A context of a run, and what was logged and called in it. */
export function collecting(more: Partial<CollectContext> = {}) {
  const witness = witnessed({ now: NOW, clock: () => more.now ?? NOW });
  const context: CollectContext = {
    ...witness.context,
    pass: 'INCREMENT',
    since: null,
    cursor: null,
    budget: { pages: Number.POSITIVE_INFINITY },
    ...more,
  };
  return { ...witness, context };
}

const lies = (fact: FactOf[Inventory['kind']], repository: string): boolean =>
  'repository' in fact ? fact.repository === repository : fact.id.startsWith(`${repository}#`);

/** The facts that pages leave behind, by kind and id, as a database would keep them. */
export class Kept {
  readonly #facts = new Map<string, FactOf[FactKind]>();
  readonly dropped: Record<string, number> = {};
  readonly gone = new Set<string>();
  readonly validators = new Map<string, string>();
  cursor: string | null = null;

  write(page: Page): void {
    const {
      tombstones,
      inventories,
      dropped,
      reservations: _,
      readAt: __,
      ...facts
    } = github.toFacts(page);
    for (const [kind, all] of Object.entries(facts))
      for (const fact of all) this.#put(kind as FactKind, fact);
    for (const { kind, id } of tombstones ?? []) this.#remove(kind, id);
    for (const inventory of inventories ?? []) this.#keepOnly(inventory);
    this.#note(page, dropped ?? {});
  }

  #note(page: Page, dropped: Readonly<Record<string, number>>): void {
    for (const [reason, count] of Object.entries(dropped))
      this.dropped[reason] = (this.dropped[reason] ?? 0) + count;
    for (const [address, value] of Object.entries(page.validators ?? {}))
      this.validators.set(address, value);
    this.cursor = page.cursor;
  }

  #put(kind: FactKind, fact: FactOf[FactKind]): void {
    const known = this.#facts.get(`${kind} ${fact.id}`);
    if (!known || known.updatedAt <= fact.updatedAt) this.#facts.set(`${kind} ${fact.id}`, fact);
  }

  #remove(kind: FactKind, id: string): void {
    this.#facts.delete(`${kind} ${id}`);
    this.gone.add(id);
  }

  #keepOnly({ kind, repository, ids }: Inventory): void {
    for (const fact of this.all(kind))
      if (lies(fact, repository) && !ids.includes(fact.id)) this.#remove(kind, fact.id);
  }

  all<Kind extends FactKind>(kind: Kind): FactOf[Kind][] {
    return [...this.#facts]
      .filter(([key]) => key.startsWith(`${kind} `))
      .map(([, fact]) => fact as FactOf[Kind])
      .sort((left, right) => (left.id < right.id ? -1 : 1));
  }

  /** Everything, without the instants of reading. */
  get state(): unknown {
    return [...this.#facts]
      .map(([key, fact]) => {
        const isOfReading = /^(?:REPOSITORY|TAG) /.test(key);
        return [key, isOfReading ? { ...fact, updatedAt: 0 } : fact] as const;
      })
      .sort(([left], [right]) => (left < right ? -1 : 1));
  }
}

/** Syncs into what is kept, as a run would: the cursor moves with each page. */
export async function sync(
  server: GithubServer,
  kept: Kept,
  { settings, ...more }: Partial<CollectContext> & { readonly settings?: Given } = {},
) {
  const witness = collecting({
    cursor: kept.cursor,
    validatorOf: async (address) => kept.validators.get(address) ?? null,
    ...more,
  });
  const pages: Page[] = [];
  for await (const page of github.collect(settingsFor(server, settings), witness.context)) {
    pages.push(page);
    kept.write(page);
  }
  return { ...witness, pages };
}
