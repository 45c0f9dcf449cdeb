import { describe, expect, it } from 'vitest';
import { jira } from '../../../src/providers/jira/index.js';
import { witnessed } from '../http/vendor-server.js';
import { deleteIssue, lengthen, transition } from '../play/jira/mutations.js';
import type { Edition } from '../play/jira/render.js';
import type { Asked, PlayJira } from '../play/jira/server.js';
import { type Contract, contractOf, hasContracts } from '../play/kit/recordings.js';
import { gather, playing, settingsOf } from './support.js';

interface Found {
  readonly path: string;
  readonly operation: {
    readonly requestBody?: {
      readonly content?: Readonly<Record<string, { readonly schema?: { readonly $ref?: string } }>>;
    };
  };
}
interface JiraContract extends Contract {
  find(method: string, pathname: string): Found | null;
}

const files: Readonly<Record<Edition, readonly string[]>> = {
  CLOUD: ['jira/platform-v3.json', 'jira/software-agile-1.0.json'],
  DATA_CENTER: ['jira/data-center-9.json'],
};
/**
 * Both editions answer it, which distinguishes them; the contract of Cloud lists version 3 alone. The single project
 * permission call of Data Center knows no list of permissions, and none is sent. The cut of Data Center leaves out lists of names that
 * its documentation has.
 */
const beyondTheCut =
  /^\/rest\/api\/2\/(?:serverInfo|issuetype|priority|resolution|project\/\d+\/components)$/;

/** Does everything that asks Jira anything. */
async function exercise(server: PlayJira): Promise<void> {
  const { world } = server;
  lengthen(world, 'SHOP-3', 60);
  const first = await gather(server);
  world.now += 900_000;
  transition(world, 'SHOP-2', '10002');
  deleteIssue(world, 'OPS-4');
  await gather(server, { cursor: first.cursor, pass: 'SWEEP' });
  const settings = settingsOf(server, { projects: 'SHOP, PAY' });
  const { context } = witnessed({ now: world.now });
  await jira.check(settings, context);
  for (const kind of ['PROJECT', 'BOARD', 'FIELD'])
    await jira.discover!(settings, { kind, search: 's', first: 10, after: null }, context);
  await jira.spotCheck!(settings, 'SHOP-1', context);
  const nudges = ['issue/10100', 'sprint/15', 'versions/10010'];
  for await (const _ of jira.fetchNudged!(settings, nudges, context));
}

function faultsOf(contracts: readonly JiraContract[], asked: Asked): readonly string[] {
  const { method, path, url, body, status, answer } = asked;
  const contract = contracts.find((one) => one.find(method, path) !== null);
  if (!contract) return [`no operation for ${method} ${path}`];
  const { path: template, operation } = contract.find(method, path)!;
  const faults = [...contract.askedWrongly(method, url)];
  const reference = operation.requestBody?.content?.['application/json']?.schema?.$ref;
  const name = reference?.split('/').at(-1);
  if (name) {
    const isAsked = contract.schema(name);
    if (!isAsked(body)) faults.push(`${path} asks ${JSON.stringify(isAsked.errors)}`);
  }
  if (status === 200) {
    const isAnswer = contract.answer(`${method} ${template}`);
    if (!isAnswer(answer)) faults.push(`${path} answers ${JSON.stringify(isAnswer.errors)}`);
  }
  return faults;
}

describe.skipIf(!hasContracts)('the contract of Jira', () => {
  it.each(Object.keys(files) as Edition[])(
    'allows every request of ours and every answer of the play server (%s)',
    async (edition) => {
      const contracts = (await Promise.all(files[edition].map(contractOf))) as JiraContract[];
      const server = await playing({ edition });
      await exercise(server);
      const held = server.requests.filter(({ path }) => !beyondTheCut.test(path));
      const kinds = new Map(
        held.map((asked) => [`${asked.method} ${asked.route} ${asked.status}`, asked]),
      );
      const faults = held.flatMap((asked) => faultsOf(contracts, asked));
      expect([...new Set(faults)]).toEqual([]);
      expect(kinds.size).toBeGreaterThan(10);
    },
  );
});
