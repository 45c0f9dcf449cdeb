import { createHmac } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { github } from '../../../src/providers/github/index.js';
import { githubActions } from '../../../src/providers/github-actions/index.js';
import { jira } from '../../../src/providers/jira/index.js';
import type { Provider } from '../../../src/providers/provider.js';
import { actionsOf } from '../../providers/play/github/actions/store.js';
import { generateWorld } from '../../providers/play/github/generated/generate.js';
import type { GithubServer } from '../../providers/play/github/start.js';
import { fullNameOf } from '../../providers/play/github/world/world.js';
import { startJira } from '../../providers/play/jira/server.js';
import type { Seen } from '../../providers/play/kit/faults.js';
import { useGithub } from '../../providers/play/use-github.js';

/** Everything that is planted holds this, so that a part of a secret is found too. */
const MARK = 'planted';
const TOKEN = `ghp_${MARK}Token0fTheShop000000000000`;
const JIRA_TOKEN = `${MARK}-token-of-jira-0123456789`;
const SECRET = `${MARK}-secret-of-webhooks`;
const EMAIL = 'reader@example.com';
const MINUTE = 60_000;

/** A tool that plays, and what it is connected with. */
export interface PlantedTool {
  readonly provider: Provider;
  readonly settings: Readonly<Record<string, string>>;
  /** A thing that a spot check may look up. */
  readonly what: string;
  /** A kind that `discover` may be asked for. */
  readonly kind: string;
  /** Every request is answered so from now on; null: as it should be. */
  fail(fault: { readonly status: number; readonly words: string } | null): void;
  /** From now on answers repeat a token that the tool gave out itself. */
  repeatToken?(): void;
  /** Sends a signed webhook. */
  send(address: string, id: string): Promise<number>;
  /** Secrets that its webhooks and errors may repeat and that must be found nowhere. */
  readonly secrets: readonly string[];
}

async function post(
  address: string,
  payload: object,
  { header, headers }: { readonly header: string; readonly headers: Record<string, string> },
): Promise<number> {
  const body = JSON.stringify(payload);
  const signature = createHmac('sha256', SECRET).update(body).digest('hex');
  const all = { 'content-type': 'application/json', [header]: `sha256=${signature}`, ...headers };
  return (await fetch(address, { method: 'POST', body, headers: all })).status;
}

const failing =
  ({ faults }: GithubServer): PlantedTool['fail'] =>
  (fault) => {
    if (fault === null) return faults.set([]);
    const { status, words } = fault;
    const effect = { kind: 'ANSWER', status, body: { message: words } } as const;
    return faults.set([{ effect, times: Number.POSITIVE_INFINITY }]);
  };

const startPlay = () =>
  useGithub({
    ...{ tokens: [{ value: TOKEN }], limits: 'OFF' },
    world: generateWorld({ pullRequests: 20, repositories: 1, now: Date.now() - MINUTE }),
  });

const sender =
  (event: string, payload: (id: string) => object): PlantedTool['send'] =>
  (address, id) =>
    post(address, payload(id), {
      header: 'x-hub-signature-256',
      headers: { 'x-github-event': event, 'x-github-delivery': id },
    });

/** Returns the settings that the GitHub App of a server is connected with. */
const asApp = ({ app }: GithubServer) => ({
  ...{ appId: String(app.id), appPrivateKey: app.privateKey },
  appInstallationId: String(app.installation),
});

/** GraphQL answers 200 with errors that repeat the token in use, as it is and as logins send it. */
function repeatToken({ faults }: GithubServer): void {
  let message = '';
  const when = ({ path, token }: Seen): boolean => {
    message = `Refused: ${token} ${Buffer.from(`x:${token}`).toString('base64')}`;
    return path.endsWith('/graphql');
  };
  const errors = [
    {
      get message() {
        return message;
      },
    },
  ];
  const effect = { kind: 'ANSWER', status: 200, body: { data: null, errors } } as const;
  faults.set([{ effect, when, times: Number.POSITIVE_INFINITY }]);
}

/** GitHub, connected with a GitHub App, whose tokens live for an hour. */
async function playGithub(): Promise<PlantedTool> {
  const server = await startPlay();
  const { app, world, url: baseUrl } = server;
  const [repository] = world.repositories;
  const [number] = repository!.content.numbersOf('pullRequests');
  const full_name = fullNameOf(repository!);
  const lines = app.privateKey.split('\n').filter((line) => /^[\w+/=]{20,}$/.test(line));
  return {
    provider: github as Provider,
    settings: { baseUrl, ...asApp(server), webhookSecret: SECRET },
    ...{ what: `${full_name}#${number}`, kind: 'REPOSITORY' },
    get secrets() {
      return [...lines, SECRET, ...server.requests.flatMap(({ token }) => token ?? [])];
    },
    fail: failing(server),
    repeatToken: () => repeatToken(server),
    send: sender('pull_request', (id) => ({
      ...{ action: 'edited', pull_request: { number }, note: id },
      repository: { id: repository!.id, full_name, html_url: `${baseUrl}/${full_name}` },
    })),
  };
}

/** GitHub Actions, connected with a token. */
async function playActions(): Promise<PlantedTool> {
  const server = await startPlay();
  const { world, url: baseUrl } = server;
  const [repository] = world.repositories;
  const [run] = actionsOf(world, repository!).runs;
  const full_name = fullNameOf(repository!);
  return {
    provider: githubActions as Provider,
    settings: { baseUrl, token: TOKEN, webhookSecret: SECRET },
    ...{ what: `${full_name}/runs/${run!.id}`, kind: 'REPOSITORY', secrets: [TOKEN, SECRET] },
    fail: failing(server),
    send: sender('workflow_run', (id) => ({
      ...{ action: 'completed', workflow_run: { id: run!.id }, note: id },
      repository: { full_name },
    })),
  };
}

/** Jira, connected with an address and a token. */
async function playJira(): Promise<PlantedTool> {
  const server = await startJira({ token: JIRA_TOKEN, size: 20, now: Date.now() - MINUTE });
  onTestFinished(() => server.close());
  const [issue] = server.world.issues.values();
  const login = Buffer.from(`${EMAIL}:${JIRA_TOKEN}`).toString('base64');
  return {
    provider: jira as Provider,
    settings: { ...server.settings, webhookSecret: SECRET },
    ...{ what: issue!.key, kind: 'PROJECT', secrets: [JIRA_TOKEN, login, SECRET] },
    fail: (fault) => {
      const body = JSON.stringify({ errorMessages: [fault?.words] });
      server.faults.before = () => (fault === null ? null : { status: fault.status, body });
    },
    send: (address, id) =>
      post(
        address,
        { webhookEvent: 'jira:issue_updated', timestamp: 7, issue: { id: issue!.id }, note: id },
        { header: 'x-hub-signature', headers: { 'x-atlassian-webhook-identifier': id } },
      ),
  };
}

/** Starts tools that end with the test. */
export const playTools = (): Promise<readonly PlantedTool[]> =>
  Promise.all([playGithub(), playActions(), playJira()]);
