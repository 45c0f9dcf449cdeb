import type { Instant } from '../../model/time.js';
import { repositoriesOf } from '../azure-api/repositories.js';
import type { MappedFacts, Page } from '../provider.js';
import { Records } from '../records.js';
import { toDeployment, toRecord } from './to-deployments.js';
import { stagesOf, toBuild, toStage } from './to-runs.js';
import {
  type BuildNode,
  type BuildsBody,
  type DeploymentsBody,
  type RecordNode,
  type RecordsBody,
  wireBuild,
  wireDeployment,
  wireDeploymentRecord,
  wireRecord,
} from './wire.js';

const buildFacts = (body: BuildsBody, node: BuildNode, records: Records) =>
  records.read(wireBuild, node.build, 'BUILD').flatMap((build) => {
    const timeline = records.readAll(wireRecord, node.records ?? [], 'TIMELINE_RECORD');
    const stages = stagesOf(timeline).map((stage) => toStage(body, build, stage));
    return [toBuild(body, build, timeline), ...stages];
  });

const recordFacts = (body: RecordsBody, node: RecordNode, records: Records) =>
  records.read(wireDeploymentRecord, node.record, 'ENVIRONMENT_RECORD').map((record) => {
    const build = wireBuild.safeParse(node.build).data ?? null;
    return toRecord(body, record, node, build);
  });

type Mapper = (body: never, records: Records, readAt: Instant) => MappedFacts;
const mappers: ReadonlyMap<string, Mapper> = new Map<string, Mapper>([
  ['repositories', repositoriesOf],
  [
    'builds',
    (body: BuildsBody, records) => ({
      PIPELINE_RUN: body.nodes.flatMap((node) => buildFacts(body, node, records)),
    }),
  ],
  [
    'environment-records',
    (body: RecordsBody, records) => ({
      PIPELINE_RUN: body.nodes.flatMap((node) => recordFacts(body, node, records)),
    }),
  ],
  [
    'deployments',
    (body: DeploymentsBody, records) => ({
      PIPELINE_RUN: records
        .readAll(wireDeployment, body.nodes, 'DEPLOYMENT')
        .map((deployment) => toDeployment(body, deployment)),
    }),
  ],
]);

/** Maps a page of Azure's answers to facts. A record that cannot be read is counted as dropped and stops no other. */
export function toFacts({ kind, body, fetchedAt: readAt }: Page): MappedFacts {
  const map = mappers.get(kind);
  if (!map) return {};
  const records = new Records();
  const facts = map(JSON.parse(body) as never, records, readAt);
  // Other settings, and other names of projects, change runs without moving Azure's dates.
  return { ...facts, ...records.dropped, readAt };
}
