import type { Ingested } from '../ingestion/ingest.js';
import type { FactKind } from '../model/facts.js';
import type { SyncRun } from '../model/integration.js';

const named: Record<FactKind, string> = {
  REPOSITORY: 'repository',
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

function brought({ written, removed }: Pick<SyncRun['counts'], 'written' | 'removed'>): string {
  const parts = Object.entries(written)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => `${count} ${named[kind as FactKind]}`);
  const all = [...parts, ...(removed > 0 ? [`${removed} taken back`] : [])];
  return all.length > 0 ? all.join(', ') : 'nothing new';
}

/** What a sync brought, in one line. */
export function syncLine(name: string, { counts, startedAt, endedAt }: SyncRun): string {
  const seconds = endedAt === null ? 0 : (endedAt - startedAt) / 1000;
  return `${name}: ${brought(counts)} in ${seconds.toFixed(1)} s.`;
}

/** What lines of facts brought, in one line. */
export const factsLine = (ingested: Ingested): string =>
  `${ingested.accepted} of ${ingested.lines} lines accepted: ${brought(ingested)}.`;
