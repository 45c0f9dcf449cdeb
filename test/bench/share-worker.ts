import { createApp } from '../../src/app.js';
import { readEnvironment } from '../../src/env.js';

/** Calculates what is left of an account, as one of several processes: `url`, a folder and the account's number are its arguments. */
const [url = '', directory = '', account = ''] = process.argv.slice(2);
const app = await createApp({
  ...{ database: { url, directory }, dataDirectory: directory },
  variables: readEnvironment().variables,
});
process.send?.('ready');
process.once('message', () => {
  const began = performance.now();
  void app.recalculation
    .settle(Number(account))
    .then(() => process.send?.(performance.now() - began))
    .finally(() => app.stop())
    .finally(() => process.disconnect());
});
