import { parse, types } from '@electric-sql/pglite';
import type { BackendMessage } from 'pg-protocol/dist/messages.js';
import { Parser } from 'pg-protocol/dist/parser.js';
import type { Answer, ArrayType } from './protocol.js';

/** Reads the answer to a statement in PostgreSQL's own form. Throws what the statement failed with. */
export type ReadAnswer = (bytes: Uint8Array<ArrayBuffer>) => Answer;

type Parse = (text: string) => unknown;

const asText = (text: string): string => text;
/** date, timestamp, timestamptz and interval stay text, as they do with the other driver; bytea is read as a whole. */
const otherwise: Readonly<Record<number, Parse>> = {
  17: (text) => new Uint8Array(Buffer.from(text.slice(2), 'hex')),
  1082: asText,
  1114: asText,
  1184: asText,
  1186: asText,
};

function parsersWith(arrays: readonly ArrayType[]): Record<number, Parse> {
  const parsers: Record<number, Parse> = { ...types.parsers, ...otherwise };
  for (const { type, element } of arrays)
    parsers[type] ??= (text) => types.arrayParser(text, parsers[element]!, type);
  return parsers;
}

/**
 * Creates the reader of what the thread of the database answers. Rows are made here rather than there: objects are copied between threads one by
 * one, bytes change their owner.
 */
export function readerOf(arrays: readonly ArrayType[]): ReadAnswer {
  const parsers = parsersWith(arrays);
  return ({ buffer }) => {
    const messages: BackendMessage[] = [];
    new Parser().parse(Buffer.from(buffer), (message) => void messages.push(message));
    const failure = messages.find(({ name }) => name === 'error');
    if (failure) throw failure;
    return parse.parseResults(messages as never, parsers, { rowMode: 'object' })[0]!;
  };
}
