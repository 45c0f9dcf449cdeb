import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { createServer as createSecureServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { writeHistory } from '../../story/fast-import.js';
import { contextAt, temporaryDirectory } from './gather.js';

/** Passes on what a CGI program wrote: headers, an empty line, the body. */
function passOn(whole: Buffer, response: ServerResponse): void {
  const at = whole.indexOf('\r\n\r\n');
  for (const line of whole.subarray(0, at).toString().split('\r\n')) {
    const [name = '', value = ''] = line.split(': ');
    if (name === 'Status') response.statusCode = Number.parseInt(value, 10);
    else response.setHeader(name, value);
  }
  response.end(whole.subarray(at + 4));
}

function answerAsGit(directory: string, request: IncomingMessage, response: ServerResponse): void {
  const [path = '', query = ''] = (request.url ?? '').split('?');
  const headerOf = (name: string) => String(request.headers[name] ?? '');
  const backend = spawn('git', ['-c', 'safe.directory=*', 'http-backend'], {
    env: {
      ...{ PATH: contextAt(0).environment.PATH, GIT_PROJECT_ROOT: directory },
      ...{ GIT_HTTP_EXPORT_ALL: '1', PATH_INFO: path.replace('/shop.git', '') },
      ...{ QUERY_STRING: query, REQUEST_METHOD: request.method },
      ...{ CONTENT_TYPE: headerOf('content-type'), GIT_PROTOCOL: headerOf('git-protocol') },
      HTTP_CONTENT_ENCODING: headerOf('content-encoding'),
    },
  });
  request.pipe(backend.stdin);
  const chunks: Buffer[] = [];
  backend.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  backend.on('close', () => passOn(Buffer.concat(chunks), response));
}

/** Where a path leads instead; null where it leads nowhere else. */
function redirectOf(url: string): string | null {
  if (url.startsWith('/elsewhere')) return 'http://other.example/shop.git';
  return url.startsWith('/moved') ? url.replace('/moved', '/shop.git') : null;
}

/** Serves a repository over HTTP, or HTTPS with a certificate, to who has the login, under `shop.git`, and notes what it is asked. Ends with the test. */
export async function serveRepository(
  login: string | null,
  certificate: ServerOptions | null = null,
) {
  const directory = temporaryDirectory();
  const commit = { mark: 1, branch: 'main', message: 'One', author: 'Ada <ada@x>' };
  writeHistory(directory, { commits: [{ ...commit, seconds: 1_700_000_000, files: { a: 'a' } }] });
  const asked: IncomingHttpHeaders[] = [];
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    asked.push(request.headers);
    const location = redirectOf(request.url ?? '');
    if (location !== null) response.writeHead(302, { location }).end();
    else if (login !== null && request.headers.authorization !== login)
      response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end();
    else answerAsGit(directory, request, response);
  };
  const server = certificate ? createSecureServer(certificate, answer) : createServer(answer);
  server.listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const protocol = certificate ? 'https' : 'http';
  return { asked, url: (path = 'shop.git') => `${protocol}://127.0.0.1:${port}/${path}` };
}
