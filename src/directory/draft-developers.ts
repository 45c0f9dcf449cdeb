import { writeToString } from 'fast-csv';
import { shielded } from '../model/formula.js';
import { isEmail } from './email.js';

/** Somebody as the commits of a history write them. */
export interface Author {
  readonly name: string | null;
  readonly email: string | null;
  readonly commits: number;
  readonly bot: boolean;
}

const headers = ['Full Name', 'Email', 'Manager Email', 'Alternate Emails'];

const isNoReply = (email: string) => /@(?:users\.)?noreply\./.test(email);

/** A full name is taken for one person; a single word or none is too little to join addresses by. */
function personKey({ name, email }: Author): string {
  const folded = name?.normalize('NFC').trim().toLowerCase().replace(/\s+/g, ' ') ?? '';
  return folded.includes(' ') ? folded : `<${email}>`;
}

interface Draft {
  readonly name: string;
  readonly emails: readonly string[];
}

function draftOf(authors: readonly Author[]): Draft {
  const busiest = authors.toSorted((left, right) => right.commits - left.commits);
  const emails = [...new Set(busiest.map(({ email }) => email!.trim().toLowerCase()))];
  const primary = emails.find((email) => !isNoReply(email)) ?? emails[0]!;
  const name = busiest.find((author) => author.name?.trim())?.name?.trim() ?? primary;
  return { name, emails: [primary, ...emails.filter((email) => email !== primary)] };
}

const byEmail = (left: Draft, right: Draft) =>
  Number(left.emails[0]! > right.emails[0]!) - Number(left.emails[0]! < right.emails[0]!);

/** Each address once, with the commits of all its spellings, under the name used most. */
function joinedByEmail(authors: readonly Author[]): Author[] {
  const groups = Map.groupBy(authors, ({ email }) => email!.trim().toLowerCase());
  return [...groups.values()].map((group) => {
    const most = group.reduce((best, author) => (author.commits > best.commits ? author : best));
    return { ...most, commits: group.reduce((sum, author) => sum + author.commits, 0) };
  });
}

/**
 * A developers file to start from: one line for each human author, the address with most commits first (one that takes mail before one that does
 * not), managers left to be filled in. What is no address at all names nobody.
 */
export async function draftDevelopers(authors: readonly Author[]): Promise<string> {
  const people = joinedByEmail(
    authors.filter(({ email, bot }) => !bot && isEmail(email?.trim() ?? '')),
  );
  const drafts = [...Map.groupBy(people, personKey).values()].map(draftOf).sort(byEmail);
  const rows = drafts.map(({ name, emails: [email, ...others] }) =>
    [name, email!, '', others.join('; ')].map(shielded),
  );
  return writeToString([headers, ...rows], { includeEndRowDelimiter: true });
}
