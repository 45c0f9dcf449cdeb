import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { type BirpcReturn, createBirpc } from 'birpc';
import { Fault, type FaultCode, Refusal, type UserError } from '../../model/errors.js';
import { fileFault } from '../../model/file-fault.js';
import { noRoomFault } from '../../model/no-room.js';

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
/** Functions that the owner of a data folder has for a command. */
export interface OwnerFunctions {
  /** Performs the task of a verb, whose arguments are plain JSON. Throws what the task throws. */
  perform(verb: string, given: unknown): Promise<unknown>;
}
/** Events of a task for its command. */
export interface CommandEvents {
  line(text: string): void;
  progress(progress: Progress): void;
}

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
function errorOf({ code, message, errors }: OwnerFault): Error {
  if (code === 'REFUSED') return new Refusal(errors);
  return code === 'INTERNAL' ? new Error(message) : new Fault(code, message);
}

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

/** Returns a message in which the error, if it has one, is written otherwise. */
const withError = <Before, After>(
  message: { readonly e?: Before },
  written: (error: Before) => After,
) => (message.e === undefined ? message : { ...message, e: written(message.e) });

/** Calls functions of the other side of a socket, and lends it those of this side: a line of JSON is a message. Closes a socket over which anything else comes. */
export function talk<Theirs extends object, Ours extends object>(
  socket: Socket,
  ours: Ours,
  eventNames: (keyof Theirs)[] = [],
): BirpcReturn<Theirs, Ours> {
  boundMessages(socket);
  const listen = (hear: (message: unknown) => void): void => {
    createInterface({ input: socket, crlfDelay: Infinity }).on('line', (line) => {
      try {
        hear(withError(JSON.parse(line), errorOf));
      } catch {
        socket.destroy();
      }
    });
  };
  return createBirpc<Theirs, Ours>(ours, {
    post: (message: string) => socket.writable && socket.write(message),
    on: listen,
    serialize: (message) => `${JSON.stringify(withError(message, faultOf))}\n`,
    eventNames,
    timeout: -1,
  });
}
