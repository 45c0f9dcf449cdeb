import { pagerduty } from '../../../../src/providers/pagerduty/index.js';
import { connectLines, type Playing, type PlayOptions, writeToken } from '../playing.js';
import { startPagerduty } from './server.js';

/** Starts an invented company on PagerDuty, and says how to connect to it. */
export async function playPagerduty({ size, port, token: given }: PlayOptions): Promise<Playing> {
  const named = given === null ? {} : { token: given };
  const { url, token, settings, close } = await startPagerduty({ size, port, ...named });
  const file = writeToken('pagerduty', token);
  const connecting = [{ provider: pagerduty, settings: settings }];
  return {
    close,
    connecting,
    lines: [
      `PagerDuty plays at ${url}`,
      `API key     ${token}`,
      `token file  ${file}`,
      '',
      'Try:',
      `  curl -H 'Authorization: Token token=${token}' ${url}/abilities`,
      ...connectLines('pagerduty', { 'base-url': url, 'token-file': file }),
    ],
  };
}
