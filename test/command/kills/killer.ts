import { writeFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { isMainThread, Worker } from 'node:worker_threads';

/**
 * Loaded before the program: counts what the program sends to its database, in whole messages, and kills the process at one of them.
 * Its arguments are in its own address: `port` of PostgreSQL, `statement` and `after`, and the file of the `report`.
 */
const given = new URL(import.meta.url).searchParams;
const port = Number(given.get('port'));
const statement = Number(given.get('statement'));
const after = Number(given.get('after'));
const report = given.get('report')!;

let sent = 0;
const kill = () => process.kill(process.pid, 'SIGKILL');

/** Counts a message. A negative `after` kills before the message is sent, another so many milliseconds later. */
function count(send: () => unknown): unknown {
  sent += 1;
  if (sent !== statement) return send();
  if (after < 0) return kill();
  const result = send();
  if (after === 0) kill();
  else setTimeout(kill, after);
  return result;
}

if (isMainThread) {
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (this: Worker, ...message: unknown[]) {
    count(() => Reflect.apply(post, this, message));
  };
  const write = Socket.prototype.write;
  Socket.prototype.write = function (this: Socket, ...message: unknown[]) {
    const send = () => Reflect.apply(write, this, message);
    return (this.remotePort === port ? count(send) : send()) as boolean;
  };
  process.on('exit', () => writeFileSync(report, String(sent)));
}
