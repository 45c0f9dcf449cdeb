import { noteSight, type Sight } from '../github-api/gone-repositories.js';
import { isSelected, type ListedPage, listRepositories } from '../github-api/repositories.js';
import { planReading } from './plan.js';
import type { PageBuilder, SyncPass } from './round.js';
import { noteName, type RepositoryState } from './state.js';

/** The result of a look at the lists. */
export interface Look extends Sight {
  /** Numbers of the repositories that are there. */
  readonly ids: Set<number>;
}

/** Notes the repositories of a page. Returns those that no other page had. */
function note(round: SyncPass, page: ListedPage, look: Look): RepositoryState[] {
  const { state, settings } = round;
  const chosen = page.repositories.filter(({ full_name }) => isSelected(settings, full_name));
  for (const { id, node_id, full_name, private: isPrivate = false } of chosen) {
    const known = { ...state.repositories[id], node: node_id, isPrivate, list: page.list };
    noteName(known, full_name, state.since);
    state.repositories[id] = known;
  }
  const ids = page.isUnchanged
    ? (state.pages[page.address]?.ids ?? [])
    : chosen.map(({ id }) => id);
  state.pages[page.address] = { ids, next: page.next };
  const fresh = ids.filter((id) => !look.ids.has(id));
  for (const id of fresh) look.ids.add(id);
  noteSight(look, page, chosen);
  return fresh.flatMap((id) => state.repositories[id] ?? []);
}

function draftOf({ api, settings }: SyncPass, page: ListedPage): PageBuilder | null {
  const nodes = page.nodes.filter((node) => {
    const { full_name = '' } = (node ?? {}) as { readonly full_name?: string };
    return isSelected(settings, full_name);
  });
  if (nodes.length === 0) return null;
  return {
    kind: 'repositories',
    body: JSON.stringify({ host: api.host, nodes }),
    ...(page.validator ? { validators: { [page.address]: page.validator } } : {}),
  };
}

/**
 * Yields pages of the repositories that the settings name, and notes what is to be read of each. Pages that are unchanged since the
 * last look cost nothing. Throws where no list can be read.
 */
export async function* lookAtRepositories(round: SyncPass): AsyncGenerator<PageBuilder, Look> {
  const { api, settings, context, state } = round;
  const look: Look = { ids: new Set(), trusted: new Set(), unread: 0 };
  const isSweep = context.pass === 'SWEEP';
  const known = (address: string) => (isSweep ? undefined : state.pages[address]);
  for await (const page of listRepositories(api, settings, context, look, known)) {
    await planReading(round, note(round, page, look));
    const draft = page.isUnchanged ? null : draftOf(round, page);
    if (draft) yield draft;
  }
  if (look.ids.size === 0 && look.unread > 0)
    throw new Error('None of the organisations and repositories can be read: check the settings.');
  return look;
}
