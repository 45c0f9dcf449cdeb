import { earliestOf } from '../azure-api/access.js';
import { openAzure } from '../azure-api/api.js';
import type { Place } from '../azure-api/repositories.js';
import type { CollectContext, Page } from '../provider.js';
import type { AzureReposSettings } from './settings.js';
import { type ProjectState, readState } from './state.js';

/** A run that goes on with one that was cut off shortly before looks at nothing twice. */
const ROUND_MILLISECONDS = 10 * 60_000;

/** A page before it gets its cursor. */
export type Draft = Pick<Page, 'kind' | 'items'> & { readonly body: Place };

/** Begins a run, or goes on with one that was interrupted. */
export function beginRound(settings: AzureReposSettings, context: CollectContext) {
  const state = readState(context.cursor, earliestOf(settings, context));
  const isOpen = state.round !== null && context.now - state.round < ROUND_MILLISECONDS;
  if (!isOpen || context.pass === 'SWEEP') state.round = context.now;
  /** True once the cursor holds what is worth a page of its own, though no page brought it. */
  const hasNotes = false as boolean;
  return { api: openAzure(settings, context), settings, context, state, hasNotes };
}
/** One run: what it may use, and how far it is. The state is changed as it goes on. */
export type Round = ReturnType<typeof beginRound>;

/** A project of the run, with how far it is read. */
export interface Part {
  readonly id: string;
  readonly name: string;
  readonly known: ProjectState;
}

export const placeOf = ({ api }: Pick<Round, 'api'>): Place => ({
  place: api.place,
  web: api.web,
});
