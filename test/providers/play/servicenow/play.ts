import { servicenow } from '../../../../src/providers/servicenow/index.js';
import { connectLines, type Playing, type PlayOptions, writeToken } from '../playing.js';
import { startServicenow } from './server.js';

/** Starts an invented company on ServiceNow, and says how to connect to it. */
export async function playServicenow({ size, port, token: given }: PlayOptions): Promise<Playing> {
  const named = given === null ? {} : { token: given };
  const { url, user, token, settings, close } = await startServicenow({ size, port, ...named });
  const file = writeToken('servicenow', token);
  const connecting = [{ provider: servicenow, settings: settings }];
  return {
    close,
    connecting,
    lines: [
      `ServiceNow plays at ${url}`,
      `user        ${user}`,
      `password    ${token}`,
      `token file  ${file}`,
      '',
      'Try:',
      `  curl -u ${user}:${token} '${url}/api/now/table/incident?sysparm_limit=1'`,
      ...connectLines('servicenow', { 'base-url': url, user, 'token-file': file }),
    ],
  };
}
