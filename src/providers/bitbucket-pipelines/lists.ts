import type { Instant } from '../../model/time.js';
import { instantOf } from '../wire-values.js';
import { hasEnded, outcomeOf } from './outcome.js';

interface RawState {
  readonly name?: string | null;
  readonly result?: { readonly name?: string | null } | null;
  readonly stage?: { readonly name?: string | null } | null;
  readonly status?: { readonly name?: string | null } | null;
  readonly started_on?: unknown;
}
interface RawNode {
  readonly uuid?: unknown;
  readonly created_on?: unknown;
  readonly state?: RawState | null;
}

const dateOf = (text: unknown): Instant | null =>
  typeof text === 'string' ? instantOf(text) : null;

/** One of the two lists of a repository. */
export interface List {
  /** Its path below the repository, and the kind of its pages. */
  readonly key: 'pipelines' | 'deployments';
  /** Newest first, by a date that stays. */
  readonly sort: string;
  /** Returns the date that it is sorted by; null of what has none yet. */
  readonly dateOf: (node: RawNode) => Instant | null;
}

export const lists: readonly List[] = [
  { key: 'pipelines', sort: '-created_on', dateOf: ({ created_on: at }) => dateOf(at) },
  {
    key: 'deployments',
    sort: '-state.started_on',
    dateOf: ({ state }) => dateOf(state?.started_on),
  },
];

/** An element of a list, as far as a walk reads it. */
export interface Entry {
  readonly node: unknown;
  readonly uuid: string | null;
  readonly at: Instant | null;
  /** True while it goes on. */
  readonly isOpen: boolean;
}

export function entryOf({ dateOf: of }: List, node: unknown): Entry {
  const raw = (node ?? {}) as RawNode;
  const { result, stage, status, name } = raw.state ?? {};
  const { status: outcome } = outcomeOf(result?.name, stage?.name, status?.name, name);
  return {
    node,
    at: of(raw),
    isOpen: !hasEnded(outcome),
    uuid: typeof raw.uuid === 'string' ? raw.uuid : null,
  };
}
