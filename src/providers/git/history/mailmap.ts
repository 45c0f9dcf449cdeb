import type { MailmapEntry } from '../../../model/facts/code.js';

function nextAddress(text: string, emptyAllowed: boolean) {
  const left = text.indexOf('<');
  const right = text.indexOf('>', left + 1);
  if (left < 0 || right < 0 || (!emptyAllowed && right === left + 1)) return null;
  return {
    name: text.slice(0, left).trim() || null,
    email: text.slice(left + 1, right),
    rest: text.slice(right + 1),
  };
}

function entryOf(line: string): MailmapEntry | null {
  if (line.startsWith('#')) return null;
  const first = nextAddress(line, false);
  if (!first) return null;
  const second = nextAddress(first.rest, true);
  if (second)
    return {
      properName: first.name,
      properEmail: first.email,
      commitName: second.name,
      commitEmail: second.email,
    };
  if (first.name === null) return null;
  return {
    properName: first.name,
    properEmail: null,
    commitName: null,
    commitEmail: first.email,
  };
}

/** Reads a `.mailmap` as git does: four forms, comments, later lines over earlier ones. */
export const readMailmap = (text: string): MailmapEntry[] =>
  text.split(/\r?\n/).flatMap((line) => entryOf(line) ?? []);
