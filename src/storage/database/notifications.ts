import { backOff } from '../../model/back-off.js';
import { createClient, PROMPT_MILLISECONDS } from './connection.js';
import type { EmbeddedClient } from './embedded/client.js';
import { breakOff } from './lost-connections.js';

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
/** How often a connection that only listens is asked whether it is still there. */
const HEARTBEAT_MILLISECONDS = 10_000;

function fanOut() {
  const listeners = new Set<(hint: Hint) => void>();
  return {
    onHint: (listener: (hint: Hint) => void) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    publish: (payload: string) => {
      const [account, sequence] = payload.split(':').map(Number);
      for (const listener of listeners)
        listener({ account: account ?? 0, sequence: sequence ?? 0 });
    },
  };
}

/** The client closes with the database, after the ORM, which only borrows it. */
export async function embeddedNotifications(client: EmbeddedClient): Promise<Notifications> {
  const { onHint, publish } = fanOut();
  await client.listen(channel, publish);
  return { onHint, close: () => client.close() };
}

/** One connection that listens until it is lost or closed. */
interface Listening {
  readonly lost: Promise<void>;
  close(): Promise<void>;
}

/** Listens on a connection of its own. `lost` is resolved once it ends, or does not answer in time. */
async function listen(url: string, onPayload: (payload: string) => void): Promise<Listening> {
  const client = createClient(url, { query_timeout: PROMPT_MILLISECONDS });
  const { promise: lost, resolve: lose } = Promise.withResolvers<void>();
  client.on('notification', (message) => onPayload(message.payload ?? '0:0'));
  client.on('error', () => lose());
  client.on('end', () => lose());
  // A server that does not answer takes no farewell either.
  const abandon = () => {
    lose();
    breakOff(client);
  };
  try {
    await client.connect();
    await client.query(`listen ${channel}`);
  } catch (error) {
    abandon();
    throw error;
  }
  const heartbeat = setInterval(() => {
    client.query('select 1').catch(abandon);
  }, HEARTBEAT_MILLISECONDS).unref();
  void lost.then(() => clearInterval(heartbeat));
  const close = async () => {
    const timer = setTimeout(abandon, PROMPT_MILLISECONDS);
    await client.end();
    clearTimeout(timer);
  };
  return { lost, close };
}

/** A connection of its own that comes back after it was lost, and then says that hints may have been missed. */
export async function serverNotifications(url: string): Promise<Notifications> {
  const { onHint, publish } = fanOut();
  let isClosed = false;
  let current = await listen(url, publish);
  const connectAgain = (failures: number): void => {
    if (isClosed) return;
    setTimeout(
      () => {
        if (isClosed) return;
        listen(url, publish).then(
          async (listening) => {
            current = listening;
            if (isClosed) await listening.close();
            else keep();
            publish('0:0');
          },
          () => connectAgain(failures + 1),
        );
      },
      backOff(failures, Math.random()),
    ).unref();
  };
  const keep = () => void current.lost.then(() => connectAgain(1));
  keep();
  return {
    onHint,
    close: async () => {
      isClosed = true;
      await current.close();
    },
  };
}
