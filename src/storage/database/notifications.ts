import pg from 'pg';
import { connecting } from './connect-timeouts.js';
import type { EmbeddedClient } from './embedded/client.js';

/** "The change log of this account has reached this sequence." Sequence 0: look yourself, hints may have been missed. */
export interface Hint {
  readonly account: number;
  readonly sequence: number;
}
export interface Notifications {
  onHint(listener: (hint: Hint) => void): () => void;
  close(): Promise<void>;
}

const channel = 'change';
const reconnectAfterMilliseconds = 500;

function fanOut() {
  const listeners = new Set<(hint: Hint) => void>();
  return {
    onHint: (listener: (hint: Hint) => void) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    notify: (payload: string) => {
      const [account, sequence] = payload.split(':').map(Number);
      for (const listener of listeners)
        listener({ account: account ?? 0, sequence: sequence ?? 0 });
    },
  };
}

/** The client closes with the database, after the ORM, which only borrows it. */
export async function embeddedNotifications(client: EmbeddedClient): Promise<Notifications> {
  const { onHint, notify } = fanOut();
  await client.listen(channel, notify);
  return { onHint, close: () => client.close() };
}

/** A connection of its own that comes back after a drop, and then says that hints may have been missed. */
export async function serverNotifications(url: string): Promise<Notifications> {
  const { onHint, notify } = fanOut();
  let closed = false;
  let client: pg.Client;
  const connect = async (): Promise<void> => {
    client = new pg.Client({ connectionString: url, ...connecting });
    client.on('notification', (message) => notify(message.payload ?? '0:0'));
    client.on('error', () => reconnect());
    client.on('end', () => reconnect());
    await client.connect();
    await client.query(`listen ${channel}`);
  };
  let waiting = false;
  const reconnect = (): void => {
    if (closed || waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      connect().then(
        () => notify('0:0'),
        () => reconnect(),
      );
    }, reconnectAfterMilliseconds).unref();
  };
  await connect();
  return {
    onHint,
    close: async () => {
      closed = true;
      await client.end();
    },
  };
}
