import type { RepositoryFact } from '../../model/facts/code.js';
import type { PipelineRunFact } from '../../model/facts/delivery.js';
import type { MappedFacts, Page } from '../provider.js';
import { Records } from '../records.js';
import { repositoryOf } from './build.js';
import { toRuns } from './to-run.js';
import { type ExecutionsPage, wireExecution } from './wire.js';

/** The kind of pages with executions. */
export const EXECUTIONS = 'EXECUTIONS';

/** Maps a page of executions to facts. A record that cannot be read is counted as dropped and stops no other. */
export function toFacts({ kind, body, fetchedAt: readAt }: Page): MappedFacts {
  if (kind !== EXECUTIONS) return {};
  const page = JSON.parse(body) as ExecutionsPage;
  const records = new Records();
  const repositories = new Map<string, RepositoryFact>();
  const runs: PipelineRunFact[] = [];
  for (const { execution: wire, images } of page.nodes)
    for (const execution of records.read(wireExecution, wire, 'EXECUTION')) {
      const build = execution.moduleInfo?.ci ?? null;
      const repository = repositoryOf(page.place, build, readAt);
      if (repository) repositories.set(repository.id, repository);
      runs.push(...toRuns(page, execution, { images, repository: repository?.id ?? null }));
    }
  const facts = { REPOSITORY: [...repositories.values()], PIPELINE_RUN: runs };
  // Other settings change runs without moving Harness' dates, and waiting has no date.
  return { ...facts, ...records.dropped, readAt };
}
