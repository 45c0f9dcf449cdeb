import type { PipelineRunFact } from '../../model/facts/delivery.js';
import type { MappedFacts, Page } from '../provider.js';
import { Records } from '../records.js';
import { toDeployments, toRun } from './builds/to-runs.js';
import { type BuildNode, type BuildsBody, wireBuild, wireRun, wireStage } from './wire.js';

function runsOf(body: BuildsBody, node: BuildNode, records: Records): PipelineRunFact[] {
  return records.read(wireBuild, node.build, 'BUILD').flatMap((build) => {
    const [run = null] = node.stages === null ? [] : records.read(wireRun, node.stages, 'STAGES');
    const stages = records.readAll(wireStage, run?.stages ?? [], 'STAGE');
    const known = { body, node, build, run };
    return [toRun(known), ...toDeployments(known, stages)];
  });
}

/** Maps a page of builds to facts. A build that cannot be read is counted as dropped and stops no other. */
export function toFacts({ kind, body, fetchedAt }: Page): MappedFacts {
  if (kind !== 'BUILDS') return {};
  const records = new Records();
  const page = JSON.parse(body) as BuildsBody;
  const runs = page.builds.flatMap((node) => runsOf(page, node, records));
  // Another name of a job, and other settings, change a build without an instant of Jenkins.
  return { PIPELINE_RUN: runs, ...records.dropped, readAt: fetchedAt };
}
