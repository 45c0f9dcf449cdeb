import { type Build, classes, type Item, type World } from './types.js';

/** `builds` ends here. */
const BUILDS_SHOWN = 100;

const isFolder = ({ kind }: Item): boolean =>
  kind === 'FOLDER' || kind === 'ORGANIZATION' || kind === 'MULTIBRANCH';
export const isPipeline = ({ kind }: Item): boolean => kind === 'PIPELINE';

/** Returns the items on the way to a path such as `job/shop/job/main`; empty where one is missing. */
export function itemsAt(world: World, path: string): readonly Item[] {
  const names = path.split(/(?:^|\/)job\//).filter((name) => name !== '');
  const found: Item[] = [];
  let among: readonly Item[] = world.isHidden ? [] : world.items;
  for (const name of names) {
    const item = among.find((one) => one.name === name);
    if (!item) return [];
    found.push(item);
    among = item.items;
  }
  return found;
}

const urlOf = (root: string, items: readonly Item[]): string =>
  root + items.map(({ name }) => `job/${encodeURIComponent(name)}/`).join('');

export function buildOf(root: string, items: readonly Item[], build: Build): object {
  const item = items.at(-1)!;
  const { number, timestamp, queueId, duration, result, actions, changes, isMalformed } = build;
  const own = isPipeline(item)
    ? 'org.jenkinsci.plugins.workflow.job.WorkflowRun'
    : 'hudson.model.FreeStyleBuild';
  const set = { _class: 'hudson.plugins.git.GitChangeSetList', kind: 'git', items: changes };
  return {
    _class: own,
    ...{ number, queueId, duration, result, actions, building: result === null },
    id: String(number),
    timestamp: isMalformed ? 'soon' : timestamp,
    estimatedDuration: -1,
    fullDisplayName: `${items.map(({ name }) => name).join(' » ')} #${number}`,
    url: `${urlOf(root, items)}${number}/`,
    ...(isPipeline(item) ? { changeSets: changes.length > 0 ? [set] : [] } : { changeSet: set }),
  };
}

/** Returns a job or a folder with all below it. */
export function jobOf(root: string, above: readonly Item[], item: Item): object {
  const items = [...above, item];
  const shared = {
    _class: classes[item.kind],
    name: item.name,
    fullName: items.map(({ name }) => name).join('/'),
    displayName: decodeURIComponent(item.name),
    url: urlOf(root, items),
  };
  if (isFolder(item)) return { ...shared, jobs: item.items.map((one) => jobOf(root, items, one)) };
  const builds = item.builds.map((build) => buildOf(root, items, build));
  return {
    ...shared,
    buildable: true,
    allBuilds: builds,
    builds: builds.slice(0, BUILDS_SHOWN),
    lastBuild: builds[0] ?? null,
  };
}

/** Returns what the stage view says of a build. */
export function describeBuild(path: string, build: Build): object {
  const { number, timestamp, duration, queued, stages, result } = build;
  const words: Readonly<Record<string, string>> = {
    FAILURE: 'FAILED',
    NOT_BUILT: 'NOT_EXECUTED',
  };
  return {
    _links: { self: { href: `/${path}/wfapi/describe` } },
    ...{ id: String(number), name: `#${number}` },
    status: result === null ? 'IN_PROGRESS' : (words[result] ?? result),
    startTimeMillis: timestamp,
    endTimeMillis: timestamp + duration,
    durationMillis: duration - queued,
    queueDurationMillis: queued,
    pauseDurationMillis: 0,
    stages: stages.map((stage) => ({
      _links: { self: { href: `/${path}/execution/node/${stage.id}/wfapi/describe` } },
      execNode: '',
      pauseDurationMillis: 0,
      ...stage,
    })),
  };
}
