import { parentPort, workerData } from 'node:worker_threads';

/** Asks a server small things all the time, in a thread of its own, and says how long each took. */
const { url, key } = workerData as { readonly url: string; readonly key: string };
const times = { livez: [] as number[], small: [] as number[], failed: 0 };

async function timed(list: number[], request: () => Promise<Response>): Promise<void> {
  const began = performance.now();
  try {
    const response = await request();
    await response.text();
    if (!response.ok) times.failed += 1;
  } catch {
    times.failed += 1;
  }
  list.push(performance.now() - began);
}

const small = () =>
  fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': key },
    body: JSON.stringify({ query: '{ viewer { account { name } } }' }),
  });

let ends = false;
parentPort?.on('message', (message: 'REPORT' | 'END') => {
  ends = message === 'END';
  parentPort?.postMessage({ ...times });
  times.livez = [];
  times.small = [];
  times.failed = 0;
  if (ends) process.exit(0);
});

async function repeat(milliseconds: number, work: () => Promise<void>): Promise<void> {
  while (!ends) {
    await work();
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
  }
}
void repeat(20, () => timed(times.livez, () => fetch(`${url}/livez`)));
void repeat(100, () => timed(times.small, small));
