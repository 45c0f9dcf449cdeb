import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

/** Stands before a server; while it hangs, connections are accepted and nothing passes. */
export interface HangingProxy {
  readonly url: string;
  hang(): void;
  resume(): void;
  /** New connections pass; those of before hang for ever, as where a firewall has forgotten them. */
  forget(): void;
  stop(): Promise<void>;
}

/** Leads to the server of a `postgres://` address. */
export async function startHangingProxy(url: string): Promise<HangingProxy> {
  const behind = new URL(url);
  const open = new Set<Socket>();
  const forgotten = new WeakSet<Socket>();
  let isHanging = false;
  const pass = (from: Socket, to: Socket) => {
    open.add(from);
    from.on('error', () => undefined);
    from.on('close', () => {
      open.delete(from);
      to.destroy();
    });
    from.on('data', (chunk) => to.write(chunk));
    if (isHanging) from.pause();
  };
  const server = createServer((client) => {
    const upstream = connect(Number(behind.port), behind.hostname);
    pass(client, upstream);
    pass(upstream, client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const own = new URL(url);
  own.port = String((server.address() as AddressInfo).port);
  return {
    url: own.href,
    hang() {
      isHanging = true;
      for (const socket of open) socket.pause();
    },
    forget() {
      isHanging = false;
      for (const socket of open) forgotten.add(socket);
    },
    resume() {
      isHanging = false;
      for (const socket of open) if (!forgotten.has(socket)) socket.resume();
    },
    async stop() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
