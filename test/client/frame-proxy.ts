import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** After which of the next pushed messages the line is cut, and whether that one still arrives. */
export interface Cut {
  readonly after: number;
  readonly arrives: boolean;
}

/** By the first length of a frame, which says how long the length itself is. */
const headers = new Map([
  [126, 4],
  [127, 10],
]);

const lengthOf = (data: Buffer): { header: number; length: number } | null => {
  const short = (data[1] ?? 0) & 0x7f;
  const header = headers.get(short) ?? 2;
  if (data.length < header) return null;
  if (short === 126) return { header, length: data.readUInt16BE(2) };
  return { header, length: short === 127 ? Number(data.readBigUInt64BE(2)) : short };
};

/** The bytes of the next whole frame; 0 where it has not all come. */
function frameIn(data: Buffer): number {
  const next = data.length < 2 ? null : lengthOf(data);
  const bytes = next ? next.header + next.length : 0;
  return bytes <= data.length ? bytes : 0;
}

/** Cuts what a server sends into the answer to the upgrade and single frames. */
function createSplitter() {
  let rest: Buffer = Buffer.alloc(0);
  let bytesOf = (data: Buffer): number => {
    const end = data.indexOf('\r\n\r\n');
    if (end < 0) return 0;
    bytesOf = frameIn;
    return end + 4;
  };
  return (data: Buffer): Buffer[] => {
    rest = Buffer.concat([rest, data]);
    const pieces: Buffer[] = [];
    for (let bytes = bytesOf(rest); bytes > 0; bytes = bytesOf(rest)) {
      pieces.push(rest.subarray(0, bytes));
      rest = rest.subarray(bytes);
    }
    return pieces;
  };
}

/** A line to a server that is cut after a chosen message, without either side saying goodbye. */
export async function frameProxy(url: string) {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  let planned: Cut | null = null;
  let seen = 0;
  let cuts = 0;
  /** Two messages of one packet may both ask for the cut: it happens once. */
  const cut = () => {
    if (planned === null) return;
    planned = null;
    cuts += 1;
    for (const socket of sockets) socket.destroy();
  };
  const pass = (near: Socket, piece: Buffer): boolean => {
    const isPush = piece.includes('"type":"next"');
    if (isPush) seen += 1;
    if (!isPush || planned === null || seen < planned.after) return near.write(piece);
    if (planned.arrives) near.write(piece, cut);
    else cut();
    return false;
  };
  const line = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    }
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
    near.pipe(far);
    const split = createSplitter();
    far.on('data', (data) => {
      for (const piece of split(data)) if (!near.destroyed) pass(near, piece);
    });
  });
  await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(line.address() as AddressInfo).port}`,
    plan: (next: Cut) => {
      seen = 0;
      planned = next;
    },
    /** Cuts now where the planned cut has not come. */
    cutAnyway: () => planned !== null && cut(),
    cuts: () => cuts,
    close: () =>
      new Promise<void>((resolve) => {
        line.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

export type FrameProxy = Awaited<ReturnType<typeof frameProxy>>;
