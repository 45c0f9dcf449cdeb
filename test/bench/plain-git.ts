import { spawnSync } from 'node:child_process';

/** A small process that is asked for a repository, and answers the milliseconds that git takes to write all lines of its history to nowhere. */
process.on('message', (location: string) => {
  const begun = performance.now();
  spawnSync('git', ['-C', location, 'log', '--branches', '--remotes', '--tags', '--numstat'], {
    stdio: 'ignore',
  });
  process.send?.(performance.now() - begun);
});
