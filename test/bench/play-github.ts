import { generateWorld } from '../providers/play/github/generated/generate.js';
import { startGithub } from '../providers/play/github/start.js';

/** Plays GitHub in a process of its own, so that what it costs to answer is not counted as reading. */
const pullRequests = Number(process.argv[2]);
const world = generateWorld({ pullRequests, repositories: 40, days: 365, now: Date.now() });
const github = await startGithub({ world, limits: 'OFF' });
process.send?.({ url: github.url, token: github.token, organization: world.organization.login });
process.on('message', (asked) => {
  if (asked === 'count') process.send?.(github.requests.length);
});
process.on('disconnect', () => process.exit(0));
