import { createDice } from '../kit/random.js';
import { buildInfo, deploymentStage, graphOf, otherStage, summaryOf } from './elements.js';
import { addExecution, emptyWorld, type HarnessWorld, type PlayProject } from './world.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** The newest execution began so long before the end. */
const QUIET = 30 * MINUTE;

const people = [
  { uuid: '0Nnoezs6RGa_fOWvG_Ta4w', identifier: 'Mira Stone', email: 'mira@harbour.example' },
  { uuid: 'FCQ-FAPORre3jD4XhC3dQA', identifier: 'Otto Reed', email: 'otto@harbour.example' },
];
const author = { id: 'mira', name: 'Mira Stone', email: 'mira@harbour.example' };

const projects: readonly (PlayProject & { readonly share: number })[] = [
  { organization: 'default', id: 'Shop', name: 'Shop', share: 0.6 },
  { organization: 'default', id: 'Search', name: 'Search', share: 0.25 },
  { organization: 'Platform', id: 'Basics', name: 'Basics', share: 0.15 },
];

interface Begun {
  readonly id: string;
  readonly number: number;
  readonly startTs: number;
  readonly endTs: number;
  readonly isFailed: boolean;
}

const hashOf = (number: number, salt: string): string =>
  Array.from({ length: 40 }, (_, at) =>
    ((number * 31 + at * 7 + salt.length) % 16).toString(16),
  ).join('');

/** A build that publishes an image. */
function addBuild(world: HarnessWorld, project: PlayProject, { isFailed, ...begun }: Begun): void {
  const repository = `harbour/${project.id.toLowerCase()}`;
  const commits = [hashOf(begun.number, project.id)];
  const summary = summaryOf({
    ...{ ...begun, pipeline: `Build ${project.name}`, status: isFailed ? 'Failed' : 'Success' },
    ...{
      modules: ['ci'],
      stages: [otherStage(`ci-${begun.id}`, 'CI', { startTs: begun.startTs })],
    },
    build: buildInfo({ branch: 'main', commits, repository, author }),
  });
  addExecution(world, project, summary, isFailed ? null : graphOf(repository, `1.${begun.number}`));
}

/** A deployment to a test environment and then to production. */
function addDeployment(world: HarnessWorld, project: PlayProject, begun: Begun): void {
  const { id, number, startTs, endTs, isFailed } = begun;
  const service = project.id.toLowerCase();
  const image = { path: `harbour/${service}`, tag: `1.${number - 1}` };
  const half = Math.floor((startTs + endTs) / 2);
  const stages = [
    deploymentStage({
      ...{ key: `dev-${id}`, service, environment: 'dev', type: 'PreProduction', image },
      ...{ startTs, endTs: half },
    }),
    deploymentStage({
      ...{ key: `live-${id}`, service, environment: 'live', type: 'Production', image },
      ...{ startTs: half, endTs, status: isFailed ? 'Failed' : 'Success' },
    }),
  ];
  const status = isFailed ? 'Failed' : 'Success';
  const by = people[number % people.length]!;
  const pipeline = `Deploy ${project.name}`;
  const modules = ['cd'];
  addExecution(world, project, summaryOf({ ...begun, status, by, pipeline, modules, stages }));
}

/** A deployment that waits for an approval. */
function addWaiting(world: HarnessWorld, project: PlayProject, startTs: number): void {
  const service = project.id.toLowerCase();
  const place = { service, environment: 'dev', type: 'PreProduction' } as const;
  const stages = [
    deploymentStage({ key: 'waiting-dev', ...place, startTs, endTs: startTs + MINUTE }),
    otherStage('waiting-approval', 'Approval', { status: 'ApprovalWaiting', startTs }),
  ];
  const summary = summaryOf({
    ...{ id: 'waiting', pipeline: `Release ${project.name}`, status: 'ApprovalWaiting', startTs },
    ...{ number: 1, modules: ['cd', 'pms'], stages, by: people[0]! },
  });
  addExecution(world, project, summary);
}

export interface WorldOptions {
  /** About how many executions. */
  readonly size?: number;
  readonly now?: number;
  readonly token?: string;
}

/** Returns an invented account of three projects, the same for the same size. */
export function generateWorld({ size = 160, now = Date.now(), token }: WorldOptions = {}) {
  const world = emptyWorld(now, token);
  const dice = createDice(size);
  for (const { share, ...project } of projects) {
    world.projects.push(project);
    const count = Math.max(2, Math.round(size * share));
    for (let number = count; number > 0; number -= 1) {
      const startTs = now - QUIET - (count - number) * 5 * HOUR - Math.floor(dice() * HOUR);
      const endTs = startTs + Math.floor((2 + dice() * 10) * MINUTE);
      const id = `${project.id}-${number}`;
      const begun = { id, number, startTs, endTs, isFailed: dice() < 0.15 };
      if (number % 2 === 0) addDeployment(world, project, begun);
      else addBuild(world, project, begun);
    }
  }
  addWaiting(world, world.projects[0]!, now - 3 * HOUR);
  return world;
}
