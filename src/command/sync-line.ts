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

/** What a sync brought, in one line. */
export function syncLine(name: string, { counts, startedAt, endedAt }: SyncRun): string {
  const written = Object.entries(counts.written).filter(([, count]) => count > 0);
  const parts = written.map(([kind, count]) => `${count} ${named[kind as FactKind]}`);
  const removed = counts.removed > 0 ? [`${counts.removed} taken back`] : [];
  const all = [...parts, ...removed];
  const seconds = endedAt === null ? 0 : (endedAt - startedAt) / 1000;
  return `${name}: ${all.length > 0 ? all.join(', ') : 'nothing new'} in ${seconds.toFixed(1)} s.`;
}
