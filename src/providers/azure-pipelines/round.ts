import { earliestOf } from '../azure-api/access.js';
import { openAzure } from '../azure-api/api.js';
import { SignInPage } from '../azure-api/faults.js';
import { HttpFailure } from '../http/failures.js';
import type { CollectContext, Page, SourceContext } from '../provider.js';
import type { AzurePipelinesSettings } from './settings.js';
import { type ProjectState, readState } from './state.js';
import type { RunsBody } from './wire.js';

/** A run that goes on with one that was cut off shortly before looks at nothing twice. */
const ROUND_MILLISECONDS = 10 * 60_000;

/** A page before it gets its cursor. */
export type Draft = Pick<Page, 'kind' | 'items'> & { readonly body: object };

/** Returns the parts that are needed to ask Azure for runs. */
export const openPipelines = (settings: AzurePipelinesSettings, context: SourceContext) => ({
  api: openAzure(settings, context),
  settings,
  context,
});
export type Asked = ReturnType<typeof openPipelines>;

/** Begins a run, or goes on with one that was interrupted. */
export function beginRound(settings: AzurePipelinesSettings, context: CollectContext) {
  const state = readState(context.cursor, earliestOf(settings, context));
  const isOpen = state.round !== null && context.now - state.round < ROUND_MILLISECONDS;
  if (!isOpen || context.pass === 'SWEEP') state.round = context.now;
  return { ...openPipelines(settings, context), pass: context.pass, state };
}
/** One run: what it may use, and how far it is. The state is changed as it goes on. */
export type Round = ReturnType<typeof beginRound>;

export interface ProjectName {
  readonly id: string;
  readonly name: string;
}
/** A project of the run, with how far it is read. */
export interface Seen extends ProjectName {
  readonly known: ProjectState;
}

/** Returns what every page of a project says of it. */
export const bodyOf = ({ api, settings }: Asked, { id, name }: ProjectName): RunsBody => ({
  place: api.place,
  web: api.web,
  project: { id, name },
  naming: settings.naming,
});

/** An area can be switched off in a project, or lack its scope. */
const refusals = [401, 403, 404];
export const isRefusal = (error: unknown): boolean =>
  error instanceof SignInPage || (error instanceof HttpFailure && refusals.includes(error.status));

/** Yields the pages of an area that may be closed to the token; the rest is read without it. */
export async function* unlessRefused(
  { context }: Pick<Asked, 'context'>,
  what: string,
  pages: AsyncGenerator<Draft>,
): AsyncGenerator<Draft> {
  try {
    yield* pages;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    context.log('warn', `${what} cannot be read: ${(error as Error).message}`);
  }
}
