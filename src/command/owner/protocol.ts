import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { Fault, type FaultCode, Refusal, type UserError } from '../../model/errors.js';
import { fileFault } from '../../model/file-fault.js';
import { noRoomFault } from '../../model/no-room.js';

/** A command's request to the owner of the data folder: one line of JSON. */
export interface OwnerRequest {
  readonly verb: string;
  readonly arguments: unknown;
}
/** How far something long has come; `total` is null where nobody knows. */
export interface Progress {
  readonly label: string;
  readonly done: number;
  readonly total: number | null;
  readonly unit: string;
}
export interface OwnerFault {
  readonly code: FaultCode | 'REFUSED' | 'INTERNAL';
  readonly message: string;
  readonly errors: readonly UserError[];
}
/** The owner's replies, a line of JSON each: any number of lines and progress, then a result or a fault. */
export type OwnerReply =
  | { readonly line: string }
  | { readonly progress: Progress }
  | { readonly result: unknown }
  | { readonly fault: OwnerFault };

/** An error as it crosses the socket. */
export function faultOf(error: unknown): OwnerFault {
  if (error instanceof Refusal)
    return { code: 'REFUSED', message: error.message, errors: error.errors };
  const fault = error instanceof Fault ? error : (noRoomFault(error) ?? fileFault(error));
  if (fault) return { code: fault.code, message: fault.message, errors: [] };
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'INTERNAL', message, errors: [] };
}

/** The error that the owner met, as if it had been met here. */
export function errorOf({ code, message, errors }: OwnerFault): Error {
  if (code === 'REFUSED') return new Refusal(errors);
  return code === 'INTERNAL' ? new Error(message) : new Fault(code, message);
}

export const send = (socket: Socket, message: OwnerRequest | OwnerReply): void => {
  if (socket.writable) socket.write(`${JSON.stringify(message)}\n`);
};

/** Bytes of one message; a file of developers is a part of one. */
const LONGEST_MESSAGE = 64_000_000;

/** Closes a socket over which a longer message comes than any that is asked. */
function boundMessages(socket: Socket): void {
  let length = 0;
  socket.on('data', (chunk: Buffer) => {
    const end = chunk.lastIndexOf('\n');
    length = end === -1 ? length + chunk.length : chunk.length - end - 1;
    if (length > LONGEST_MESSAGE) socket.destroy();
  });
}

/** The messages that come in over a socket, until it is closed. */
export async function* receive<Message>(socket: Socket): AsyncGenerator<Message> {
  boundMessages(socket);
  for await (const line of createInterface({ input: socket, crlfDelay: Infinity }))
    if (line.trim() !== '') yield JSON.parse(line) as Message;
}
