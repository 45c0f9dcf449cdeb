import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A line to a server that can be cut without either side saying goodbye. */
export async function cuttable(url: string) {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  const line = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    }
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve));
  const freeze = () => {
    for (const socket of sockets) socket.unpipe().pause();
  };
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${(line.address() as AddressInfo).port}`,
    cut,
    /** From now on nothing passes what is open, and neither side hears of it. */
    freeze,
    close: () =>
      new Promise<void>((resolve) => {
        line.close(() => resolve());
        cut();
      }),
  };
}
