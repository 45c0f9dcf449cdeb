import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { basename, dirname } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { git } from '../../../src/providers/git/index.js';
import { git as run } from '../../story/fast-import.js';
import { forcePush, writeLargeHistory } from '../../story/git-history.js';
import { contextAt, freshRows, Rows, temporaryDirectory } from './gather.js';

const NOW = Date.UTC(2026, 0, 2);

/** Serves a repository by git's own protocol and answers its URL. */
async function served(repository: string): Promise<string> {
  const options = ['--inetd', '--export-all', `--base-path=${dirname(repository)}`];
  const server = createServer((socket) => {
    const daemon = spawn('git', ['-c', 'safe.directory=*', 'daemon', ...options]);
    socket.on('error', () => daemon.kill());
    socket.pipe(daemon.stdin).on('error', () => socket.destroy());
    daemon.stdout.pipe(socket);
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  return `git://127.0.0.1:${(server.address() as AddressInfo).port}/${basename(repository)}`;
}

it('a URL is mirrored, emits what the repository itself emits, and follows it', async () => {
  const repository = temporaryDirectory();
  writeLargeHistory(repository, { commits: 60, seed: 2 });
  run(repository, ['update-ref', 'refs/pull/1/head', 'main']);
  const settings = git.settings.parse({ location: await served(repository) });
  const dataDirectory = temporaryDirectory();
  const rows = new Rows();
  let cursor: string | null = null;
  const follow = async (now: number) => {
    const context = contextAt(now, { cursor, dataDirectory });
    for await (const page of git.collect(settings, context)) {
      rows.write(git.toFacts(page));
      cursor = page.cursor;
    }
    const shas = (all: Rows) =>
      all
        .of('COMMIT')
        .map((commit) => [commit.sha, commit.files])
        .sort();
    const own = await freshRows(repository, now);
    expect(shas(rows)).toEqual(shas(own));
    expect(rows.of('CHANGE').length).toBe(own.of('CHANGE').length);
    expect(
      rows
        .of('TAG')
        .map((tag) => tag.name)
        .sort(),
    ).toEqual(
      own
        .of('TAG')
        .map((tag) => tag.name)
        .sort(),
    );
  };
  expect((await git.check(settings, contextAt(NOW, { dataDirectory }))).ok).toBe(true);
  await follow(NOW);
  forcePush(repository, 2);
  run(repository, ['tag', 'v7.0.0', 'main']);
  run(repository, ['branch', 'main-copy', 'main']);
  run(repository, ['symbolic-ref', 'HEAD', 'refs/heads/main-copy']);
  await follow(NOW + 1);
});
