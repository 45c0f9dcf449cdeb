import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Naming } from '../../../src/providers/github-actions/naming.js';
import { toFacts } from '../../../src/providers/github-actions/to-facts.js';
import { defaultBuilds, defaultDeploys } from '../../../src/providers/run-naming.js';

const folder = process.env.PAYLOADS_DIR ?? join(process.cwd(), '../shared/payloads');

/** False where the recordings are not beside the project. */
export const hasRecordings = existsSync(join(folder, 'github/runs.jsonl'));
export const titleOf = (title: string): string =>
  hasRecordings ? title : `${title} (no recordings in ${folder})`;

export interface Recorded {
  readonly url: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Lines of a recording, such as `github/runs`. */
export const recorded = (name: string): Recorded[] =>
  readFileSync(join(folder, `${name}.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Recorded);

export const naming: Naming = {
  deploys: defaultDeploys,
  builds: defaultBuilds,
  production: [],
  jobs: 'MAY_DEPLOY',
};

const head = (more: Partial<Naming>) => ({
  host: 'github.com',
  repository: { id: 7, fullName: 'acme/shop' },
  naming: { ...naming, ...more },
});

interface Node {
  readonly run: object;
  readonly jobs?: readonly object[] | null;
}

/** Maps attempts of runs, each with its jobs. */
export const mapRuns = (
  nodes: readonly Node[],
  more: Partial<Naming> = {},
  repository = head(more).repository,
) =>
  map('RUNS', { ...head(more), repository, nodes: nodes.map((node) => ({ jobs: null, ...node })) });

/** Maps a deployment with its statuses, the newest first. */
export const mapDeployment = (
  deployment: object,
  statuses: readonly object[],
  more: Partial<Naming> = {},
) => map('DEPLOYMENTS', { ...head(more), nodes: [{ deployment, statuses }] });

export const map = (kind: string, body: object) =>
  toFacts({ kind, body: JSON.stringify(body), fetchedAt: 0, cursor: null });

/** A run as REST writes it. */
export const run = (more: object = {}) => ({
  id: 100,
  name: 'CI',
  path: '.github/workflows/main.yml',
  run_number: 12,
  run_attempt: 1,
  event: 'push',
  status: 'completed',
  conclusion: 'success',
  head_branch: 'main',
  head_sha: 'A1B2C3D4E5',
  created_at: '2026-11-02T10:00:00Z',
  run_started_at: '2026-11-02T10:00:00Z',
  updated_at: '2026-11-02T10:09:00Z',
  html_url: 'https://github.com/acme/shop/actions/runs/100',
  actor: { login: 'ada', id: 1, type: 'User' },
  triggering_actor: { login: 'ada', id: 1, type: 'User' },
  head_repository: { id: 7, full_name: 'acme/shop' },
  repository: { id: 7 },
  ...more,
});

export const job = (more: object = {}) => ({
  id: 500,
  run_id: 100,
  run_attempt: 1,
  name: 'build',
  status: 'completed',
  conclusion: 'success',
  head_sha: 'A1B2C3D4E5',
  created_at: '2026-11-02T10:00:00Z',
  started_at: '2026-11-02T10:01:00Z',
  completed_at: '2026-11-02T10:05:00Z',
  html_url: 'https://github.com/acme/shop/actions/runs/100/job/500',
  ...more,
});

export const deployment = (more: object = {}) => ({
  id: 900,
  node_id: 'DE_900',
  sha: 'a1b2c3d4e5',
  ref: 'main',
  task: 'deploy',
  environment: 'staging',
  original_environment: 'staging',
  production_environment: false,
  transient_environment: false,
  creator: { login: 'ada', id: 1, type: 'User' },
  created_at: '2026-11-02T10:00:00Z',
  updated_at: '2026-11-20T10:00:00Z',
  ...more,
});

export const status = (state: string, at: string, more: object = {}) => ({
  state,
  createdAt: at,
  updatedAt: at,
  logUrl: null,
  ...more,
});
