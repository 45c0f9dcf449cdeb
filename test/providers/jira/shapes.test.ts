import { describe, expect, it } from 'vitest';
import { toWorkItem } from '../../../src/providers/jira/issues/to-work-item.js';
import { wireHistory, wireIssue } from '../../../src/providers/jira/wire.js';
import { createWorld } from '../play/jira/generator.js';
import { type Edition, renderChangelog, renderIssue } from '../play/jira/render.js';
import { kindsBeyond, pathsBeyond, shapeOf } from '../play/shapes.js';
import { legend } from './made.js';
import { hasPayloads, recorded } from './support.js';

const everyField = (fields: Readonly<Record<string, unknown>>): string[] => [
  ...Object.keys(fields),
  'customfield_10014',
];

/** Issues of the made-up company, as a search answers them with everything. */
const generated = (edition: Edition) =>
  [...createWorld({ size: 200 }).issues.values()].map((issue) => ({
    ...renderIssue(issue, edition, everyField(issue.fields)),
    changelog: renderChangelog(issue, edition, 1_000),
  }));

const recordedIssues = () =>
  [...recorded('board_issues'), ...recorded('issues_with_changelog')].map(({ data }) => data);
/** Data Center's issues come with webhooks alone. */
const recordedHooks = () =>
  recorded('webhooks').flatMap(({ data }) => (data.issue ? [data.issue as object] : []));

/** Made up, since no recording has it: what it stands for is written in the contract. */
const ofBoth = [
  // A component of a project.
  '.fields.components[]',
  // A team, and the estimate of a team-managed project.
  ...['.fields.customfield_10001', '.fields.customfield_10016'],
  // The epic above an issue of Cloud, the story above a sub-task of Data Center.
  '.fields.parent',
];
const madeUp: Readonly<Record<Edition, readonly string[]>> = {
  // A document in Atlassian's format.
  CLOUD: [...ofBoth, '.fields.customfield_10060'],
  DATA_CENTER: [
    ...[...ofBoth, '.fields.customfield_10060', '.fields.customfield_10014'],
    // Sprints as texts, and authors by key: no history of Data Center was recorded with its authors.
    ...['.fields.customfield_10020', '.changelog.histories[].author.'],
  ],
};
/** By the contract nearly everything may be null. */
const isMadeUp = (edition: Edition) => (path: string) =>
  path.endsWith(': null') || madeUp[edition].some((known) => path.startsWith(known));

const isEntry = (target: object, key: string | symbol): key is string =>
  typeof key === 'string' &&
  Object.hasOwn(target, key) &&
  !(Array.isArray(target) && key === 'length');

/** Notes every path that is read of a value. */
function watched<Value extends object>(value: Value, path: string, seen: Set<string>): Value {
  return new Proxy(value, {
    get: (target, key, receiver) => {
      const found: unknown = Reflect.get(target, key, receiver);
      if (!isEntry(target, key)) return found;
      const inner = Array.isArray(target) ? `${path}[]` : `${path}.${key}`;
      seen.add(inner);
      return typeof found === 'object' && found !== null ? watched(found, inner, seen) : found;
    },
  });
}

const pathsRead = (edition: Edition): Set<string> => {
  const seen = new Set<string>();
  for (const issue of generated(edition)) {
    const given = watched(issue, '', seen);
    const wire = wireIssue.parse(given);
    const fields = given.fields as Readonly<Record<string, unknown>>;
    toWorkItem(wire, fields, wireHistory.array().parse(given.changelog.histories), {
      legend,
      issues: [],
    });
  }
  return seen;
};

describe.skipIf(!hasPayloads)('the made-up company on Jira', () => {
  it.each(['CLOUD', 'DATA_CENTER'] as const)(
    'has the shapes of the recordings, but for what is named (%s)',
    (edition) => {
      const real = shapeOf([...recordedIssues(), ...(edition === 'CLOUD' ? [] : recordedHooks())]);
      const ours = shapeOf(generated(edition));
      expect(pathsBeyond(ours, real).filter((path) => !isMadeUp(edition)(path))).toEqual([]);
      expect(kindsBeyond(ours, real).filter((path) => !isMadeUp(edition)(path))).toEqual([]);
    },
  );

  it.each(['CLOUD', 'DATA_CENTER'] as const)(
    'is read by paths that recordings have, but for what is named (%s)',
    (edition) => {
      const real = shapeOf([...recordedIssues(), ...recordedHooks()]);
      const unseen = [...pathsRead(edition)].filter((path) => !real.has(path));
      expect(unseen.filter((path) => !isMadeUp(edition)(path))).toEqual([]);
    },
  );
});
