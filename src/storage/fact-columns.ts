import type { FactKind, FactOf } from '../model/facts.js';
import type { Person } from '../model/people.js';

/** Numbers of what facts refer to, found or drawn before the facts are written. */
export interface References {
  readonly integration: number;
  repository(id: string): number;
  person(person: Person, repository: string): number;
}

type Column<Kind extends FactKind> = readonly [
  type: string,
  value: (fact: FactOf[Kind], references: References) => unknown,
];
interface FactTable<Kind extends FactKind> {
  readonly table: string;
  readonly columns: Readonly<Record<string, Column<Kind>>>;
  /** Who stands in a fact, in the scope of its repository. */
  readonly people: (fact: FactOf[Kind]) => readonly Person[];
}

export const timestamp = (at: number): string => new Date(at).toISOString();
const nobody = () => [];
const repository = [
  'bigint',
  (fact: { repository: string }, to: References) => to.repository(fact.repository),
] as const;
const text = <Name extends string>(name: Name) =>
  ['text', (fact: { readonly [Key in Name]: string | null }) => fact[name]] as const;
const at = <Name extends string>(name: Name) =>
  ['timestamptz', (fact: { readonly [Key in Name]: number }) => timestamp(fact[name])] as const;
const structured = <Name extends string>(name: Name) =>
  ['jsonb', (fact: { readonly [Key in Name]: unknown }) => JSON.stringify(fact[name])] as const;
const plain = <Name extends string>(type: 'integer' | 'boolean', name: Name) =>
  [type, (fact: { readonly [Key in Name]: unknown }) => fact[name]] as const;

/** How every kind of fact becomes a row. */
export const factTables: { readonly [Kind in FactKind]: FactTable<Kind> } = {
  REPOSITORY: {
    table: 'repository',
    people: nobody,
    columns: {
      integration: ['bigint', (_fact, to) => to.integration],
      name: text('name'),
      url: text('url'),
      default_branch: text('defaultBranch'),
    },
  },
  COMMIT: {
    table: 'commit',
    people: (fact) => [fact.author, fact.committer],
    columns: {
      repository,
      sha: text('sha'),
      title: text('title'),
      author: ['bigint', (fact, to) => to.person(fact.author, fact.repository)],
      committer: ['bigint', (fact, to) => to.person(fact.committer, fact.repository)],
      authored_at: at('authoredAt'),
      committed_at: at('committedAt'),
      parents: structured('parents'),
      files: structured('files'),
      trailers: structured('trailers'),
      doubt: text('doubt'),
      incomplete: plain('boolean', 'incomplete'),
    },
  },
  CHANGE: {
    table: 'change',
    people: (fact) => [fact.author],
    columns: {
      repository,
      sha: text('sha'),
      branch: text('branch'),
      position: plain('integer', 'position'),
      title: text('title'),
      author: ['bigint', (fact, to) => to.person(fact.author, fact.repository)],
      merged_at: at('mergedAt'),
      first_commit_at: at('firstCommitAt'),
      commits: structured('commits'),
      pull_request: plain('integer', 'pullRequest'),
      squashed: plain('boolean', 'squashed'),
      doubt: text('doubt'),
    },
  },
  TAG: {
    table: 'tag',
    people: nobody,
    columns: {
      repository,
      name: text('name'),
      sha: text('sha'),
      tagged_at: at('taggedAt'),
      position: plain('integer', 'position'),
    },
  },
  MAILMAP: {
    table: 'mailmap',
    people: nobody,
    columns: { repository, entries: structured('entries') },
  },
};
