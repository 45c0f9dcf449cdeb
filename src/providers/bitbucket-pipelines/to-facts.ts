import { repositoryMappers } from '../bitbucket-api/repository-facts.js';
import type { MappedFacts, Page } from '../provider.js';
import { Records } from '../records.js';
import { repositoryId } from './ids.js';
import { toDeployment, toRun } from './to-runs.js';
import { type RunsPage, wireDeployment, wirePipeline } from './wire.js';

type Mapper = (body: never, records: Records, readAt: number) => MappedFacts;
const mappers: Readonly<Record<string, Mapper>> = {
  ...repositoryMappers(repositoryId),
  pipelines: (page: RunsPage, records) => ({
    PIPELINE_RUN: records
      .readAll(wirePipeline, page.nodes, 'PIPELINE')
      .map((wire) => toRun(page, wire)),
  }),
  deployments: (page: RunsPage, records) => ({
    PIPELINE_RUN: records
      .readAll(wireDeployment, page.nodes, 'DEPLOYMENT')
      .flatMap((wire) => toDeployment(page, wire) ?? records.drop('UNDATED_DEPLOYMENT')),
  }),
};

/** Maps a page of Bitbucket's answers to facts. A record that cannot be read is counted as dropped and stops no other. */
export function toFacts({ kind, body, fetchedAt: readAt }: Page): MappedFacts {
  const map = Object.hasOwn(mappers, kind) ? mappers[kind] : undefined;
  if (!map) return {};
  const records = new Records();
  const facts = map(JSON.parse(body) as never, records, readAt);
  // A pipeline that goes on, and other settings, change runs without moving their dates.
  return { ...facts, ...records.dropped, readAt };
}
