import type { Ingested } from '../../ingestion/import/ingest.js';
import type { FactKind } from '../../model/facts/facts.js';
import { doubts, type SyncRun } from '../../model/integration.js';

const named: Record<FactKind, string> = {
  REPOSITORY: 'repositories',
  COMMIT: 'commits',
  CHANGE: 'changes',
  TAG: 'tags',
  MAILMAP: 'mailmap',
  PULL_REQUEST: 'pull requests',
  WORK_ITEM: 'work items',
  SPRINT: 'sprints',
  VERSION: 'versions',
  PIPELINE_RUN: 'pipeline runs',
  INCIDENT: 'incidents',
  CHANGE_REQUEST: 'change requests',
};

const singular = (words: string): string => words.replace(/ies$/, 'y').replace(/s$/, '');
const wordOf = (kind: FactKind, count: number): string =>
  count === 1 ? singular(named[kind]) : named[kind];

function brought({ written, removed }: Pick<SyncRun['counts'], 'written' | 'removed'>): string {
  const parts = Object.entries(written)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => `${count} ${wordOf(kind as FactKind, count)}`);
  const all = [...parts, ...(removed > 0 ? [`${removed} retracted`] : [])];
  return all.length > 0 ? all.join(', ') : 'nothing new';
}

/** Returns the counts of a sync, by kind. */
export const broughtBy = ({ counts }: SyncRun): string => brought(counts);

const NAMED = 3;
const HASH_LENGTH = 12;

/** Returns how much was kept with a reservation or excluded, by reason, with the first names. */
function reservedOf({ doubtful, firstDoubtful = {} }: SyncRun['counts']): string[] {
  return Object.entries(doubtful).map(([reason, count]) => {
    const names = (firstDoubtful[reason] ?? []).slice(0, NAMED);
    const short = names.map((name) =>
      /^[0-9a-f]{40,}$/.test(name) ? name.slice(0, HASH_LENGTH) : name,
    );
    const more = count > names.length && names.length > 0 ? ', …' : '';
    const what = reason in doubts ? doubts[reason as keyof typeof doubts] : reason;
    return ` ${count} ${what}${names.length > 0 ? ` (${short.join(', ')}${more})` : ''}.`;
  });
}

/** Returns the result of a sync in one line. */
export function syncLine(name: string, run: SyncRun): string {
  const { counts, startedAt, endedAt, status, message } = run;
  const rest = status === 'DEFERRED' ? ` ${message}` : '';
  const seconds = endedAt === null ? 0 : (endedAt - startedAt) / 1000;
  return `${name}: ${brought(counts)} in ${seconds.toFixed(1)} s.${reservedOf(counts).join('')}${rest}`;
}

/** Returns the result of importing lines of facts, in one line. */
export const factsLine = (ingested: Ingested): string =>
  `${ingested.accepted} of ${ingested.lines} lines accepted: ${brought(ingested)}.`;
