import { isRefusal, openAccount } from '../harness-api/api.js';
import { isIncluded } from '../harness-api/projects.js';
import type { Page, SourceContext } from '../provider.js';
import { readExecution } from './read-executions.js';
import { executionsBody, type Reader } from './session.js';
import type { HarnessSettings } from './settings.js';
import { EXECUTIONS } from './to-facts.js';

/** The execution that a delivery points at, kept as text. */
export interface Nudge {
  readonly account: string;
  readonly organization: string;
  /** The project. */
  readonly id: string;
  readonly execution: string;
}

export const nudgeOf = ({ account, organization, id, execution }: Nudge): string =>
  [account, organization, id, execution].map(encodeURIComponent).join('/');

function readNudge(text: string): Nudge | null {
  const parts = text.split('/').map(decodeURIComponent);
  const [account = '', organization = '', id = '', execution = ''] = parts;
  return parts.length === 4 && execution !== '' ? { account, organization, id, execution } : null;
}

async function pageOf(reader: Reader, nudge: Nudge): Promise<Page | null> {
  try {
    const node = await readExecution(reader, nudge, nudge.execution);
    if (!node) return null;
    const body = JSON.stringify(executionsBody(reader, nudge, [node]));
    const { now: fetchedAt } = reader.context;
    return { kind: EXECUTIONS, body, fetchedAt, cursor: null, items: 1 };
  } catch (error) {
    if (!isRefusal(error)) throw error;
    reader.context.log('warn', `An execution of ${nudge.id} is skipped: ${error.message}`);
    return null;
  }
}

/** Yields pages of the executions that deliveries pointed at, each once. Projects that the settings leave out stay out. */
export async function* fetchNudged(
  settings: HarnessSettings,
  nudges: readonly string[],
  context: SourceContext,
): AsyncGenerator<Page> {
  const reader = { account: openAccount(settings, context), settings, context };
  for (const text of new Set(nudges)) {
    const nudge = readNudge(text);
    if (nudge?.account !== settings.account || !isIncluded(settings, nudge)) continue;
    const page = await pageOf(reader, nudge);
    if (page) yield page;
  }
}
