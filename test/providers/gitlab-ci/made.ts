import { HOUR, NOW, oneProject } from '../gitlab/made.js';
import { addJob, addPipeline } from '../play/gitlab/pipelines.js';

export const MINUTE = 60_000;

/** A project with one pipeline of an hour ago, and a job of it. */
export function onePipeline(name = 'deploy') {
  const { world, shop } = oneProject();
  const [ada] = world.users;
  const pipeline = addPipeline(world, shop, { at: NOW - HOUR, by: ada! });
  const [startedAt, endedAt] = [NOW - 50 * MINUTE, NOW - 45 * MINUTE];
  const job = addJob(world, pipeline, { name, stage: 'deploy', startedAt, endedAt });
  return { world, shop, pipeline, job, ada: ada! };
}
