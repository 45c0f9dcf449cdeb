import { custom } from '../../../src/providers/custom/index.js';
import type { DatabaseKind } from '../../storage/databases.js';
import { openStory, type Story } from '../../story/open-story.js';
import { type RealServer, serveApp } from '../real-server.js';

export const GUID = '5f0e8a52-6d1c-4c8e-9f5e-0a7b6c5d4e3f';
export const START = Date.UTC(2026, 2, 2, 9);

/** A call with all that it must have, of a deployment that went well. */
export const deployed = {
  ...{ pipeline: 'shop deploy', job_full_name: 'shop deploy', qualified_name: 'shop deploy' },
  ...{ instance_name: 'Build farm', instance_guid: GUID, start_time: START, duration: 90_000 },
  ...{ result: 'SUCCESS', cd: true, build_number: 33 },
};

export interface Reply {
  readonly status: number;
  readonly body: {
    readonly id?: string;
    readonly status?: string;
    readonly errors?: readonly {
      readonly message: string;
      readonly extensions: {
        readonly code: string;
        readonly reason?: string;
        readonly field?: readonly string[];
      };
    }[];
  };
}

export interface OpenCalls {
  readonly story: Story;
  readonly server: RealServer;
  readonly key: string;
  /** Sends a body; a text as it is. */
  post(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Reply>;
  report(body: unknown): Promise<Reply>;
  rows<Row>(sql: string): Promise<Row[]>;
  /** The sequence of the account: it moves with every change. */
  sequence(): Promise<number>;
}

/** Returns each field at fault with its code. */
export const faultsOf = ({ body: { errors = [] } }: Reply): readonly (readonly string[])[] =>
  errors.map(({ extensions: { reason = '', field = [] } }) => [field.join('.'), reason]);

export async function openCalls(kind: DatabaseKind): Promise<OpenCalls> {
  const story = await openStory(kind, { providers: [custom] });
  const { app, viewer } = story;
  const server = await serveApp(app);
  const key = await server.key(viewer.account, 'ADMIN');
  const post: OpenCalls['post'] = async (path, body, headers = { 'x-api-key': key }) => {
    const response = await fetch(server.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Reply['body'] };
  };
  const rows: OpenCalls['rows'] = (sql) =>
    app.database.read(viewer.account, (session) => session.query(sql));
  return {
    ...{ story, server, key, post, rows },
    report: (body) => post('/v1/custom-cicd', body),
    sequence: async () => {
      const [last] = await rows<{ last: number }>(
        'select coalesce(max(sequence), 0)::float8 as last from change_log',
      );
      return last?.last ?? 0;
    },
  };
}
