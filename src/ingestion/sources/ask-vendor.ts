import type { Viewer } from '../../model/access.js';
import { refuse } from '../../model/errors.js';
import {
  ConnectionFailure,
  HttpFailure,
  VendorRefusal,
  WrongAnswer,
} from '../../providers/http/failures.js';
import { LimitReached } from '../../providers/http/limits.js';
import type { SourceContext } from '../../providers/provider.js';
import { directoryOf, type IngestionContext, integrationOf, providerOf } from '../context.js';
import { secretSettings } from '../credentials/secret-settings.js';
import { sourceContext } from '../sync/source-context.js';
import { lentTo } from './roots.js';
import { parseSettings } from './settings.js';

const LONGEST_MILLISECONDS = 30_000;

/** Returns a connected source with its secrets opened. Throws NOT_FOUND, or a Refusal where a key is lost. */
export async function connectedSource(
  context: IngestionContext,
  { account }: Viewer,
  number: number,
) {
  const integration = await integrationOf(context, account, number);
  const provider = providerOf(context, integration.provider);
  const { given, hider } = await secretSettings(context, account, integration, provider);
  const parsed = parseSettings(provider, given);
  const dataDirectory = directoryOf(context, account, number);
  const lent = await lentTo(context, account, integration);
  return { provider, given, parsed, hider, dataDirectory, lent };
}
/** A source that is asked something while somebody waits for it. */
export type AskedSource = Awaited<ReturnType<typeof connectedSource>>;

const expected = [ConnectionFailure, HttpFailure, VendorRefusal, WrongAnswer, LimitReached];

/** Asks a source with a limit of time. Throws a Refusal for what its tool answers, without the secrets that it was asked with. */
export async function askVendor<Answer>(
  context: IngestionContext,
  { provider, hider, dataDirectory, lent }: AskedSource,
  ask: (context: SourceContext) => Promise<Answer>,
): Promise<Answer> {
  const signal = AbortSignal.timeout(LONGEST_MILLISECONDS);
  try {
    const now = context.clock();
    return await ask(sourceContext(context, hider, { signal, dataDirectory, now, ...lent }));
  } catch (error) {
    if (signal.aborted)
      return refuse('TOO_SLOW', [], `${provider.title} did not answer within 30 s: try again.`);
    if (!expected.some((kind) => error instanceof kind)) throw error;
    return refuse('TOOL_FAILED', [], hider.hide((error as Error).message));
  }
}
