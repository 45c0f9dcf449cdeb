import { once } from 'node:events';
import { createWriteStream, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { createDice } from './rows.js';

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** Days before the first fact that belong to the organisation too. */
const LEAD_DAYS = 40;

/** How much there is of everything. */
export interface Size {
  readonly teams: number;
  /** People of a team beside its lead, who reports nothing. */
  readonly members: number;
  readonly days: number;
  /** Work items of a person, each with one pull request, one build and one deployment. */
  readonly items: number;
  /** Commits of a work item. */
  readonly commits: number;
  /** Incidents of a team. */
  readonly incidents: number;
}

/** Returns the size of an organisation of so many people: six months of teams of eight. */
export const sizeOf = (people: number): Size => ({
  ...{ teams: Math.floor(people / 8), members: 7, days: 180, items: 22, commits: 6, incidents: 6 },
});

/** The figures of a team as the generator knows them. Times are milliseconds. */
export interface Answers {
  readonly deployments: number;
  readonly cycleTimes: readonly number[];
  readonly restoreTimes: readonly number[];
}

export interface Organisation {
  readonly developers: string;
  readonly facts: string;
  readonly factCount: number;
  /** A line of each kind: by them the source says what it reports. */
  readonly sample: readonly string[];
  readonly teams: readonly string[];
  readonly answers: ReadonlyMap<string, Answers>;
  readonly from: number;
  readonly to: number;
}

const email = (name: string) => `${name}@example.com`;
const person = (name: string) => ({ id: name, email: email(name) });

/** The facts of a team, without order in time, and what they come to. */
class TeamFacts {
  readonly answers = {
    ...{ deployments: 0, cycleTimes: [] as number[], restoreTimes: [] as number[] },
  };
  readonly #dice: () => number;
  readonly #team: string;
  readonly #end: number;
  readonly #index: number;
  readonly #size: Size;
  #hash = 0;

  constructor(team: string, index: number, end: number, size: Size) {
    this.#size = size;
    this.#team = team;
    this.#end = end;
    this.#index = index;
    this.#dice = createDice(index + 1);
    this.#hash = index * 1_000_000;
  }

  #sha(): string {
    this.#hash += 1;
    return this.#hash.toString(16).padStart(40, '0');
  }

  #line(kind: string, id: string, at: number, fact: object): string {
    return `${JSON.stringify({ kind, id, updatedAt: at, ...fact })}\n`;
  }

  #run(id: string, cd: boolean, sha: string, endedAt: number): string {
    const team = this.#team;
    return this.#line('PIPELINE_RUN', id, endedAt, {
      ...{ pipeline: `${team} ${cd ? 'deploy' : 'build'}`, kinds: [cd ? 'CD' : 'CI'] },
      ...{ repository: team, branch: 'main', commits: [sha], status: 'SUCCESS' },
      ...{ startedAt: endedAt - 5 * 60_000, endedAt },
      ...(cd ? { services: [team], environment: 'live', environmentType: 'PRODUCTION' } : {}),
    });
  }

  *repository(): Generator<string> {
    const begun = this.#end - (this.#size.days + LEAD_DAYS) * DAY;
    yield this.#line('REPOSITORY', this.#team, begun, {
      ...{ name: this.#team, url: `https://git.example.com/${this.#team}`, defaultBranch: 'main' },
    });
  }

  /** An item, its commits, pull request, build and deployment. */
  *work(who: string, reviewer: string, number: number): Generator<string> {
    const team = this.#team;
    const { commits } = this.#size;
    const merged = Math.floor(this.#end - 2 * DAY - this.#dice() * this.#size.days * DAY);
    const began = Math.floor(merged - HOUR - this.#dice() * 4 * DAY);
    const opened = Math.floor(began + (merged - began) / 2);
    const key = `${team.toUpperCase()}-${number}`;
    const shas = Array.from({ length: commits }, () => this.#sha());
    const written = (index: number) => Math.floor(began + ((opened - began) * index) / commits);
    for (const [index, sha] of shas.entries())
      yield this.#line('COMMIT', `${team} ${sha}`, written(index), {
        ...{ repository: team, sha, message: `${key} Step ${index}`, author: person(who) },
        authoredAt: written(index),
      });
    const mergeSha = this.#sha();
    yield this.#line('PULL_REQUEST', `${team}!${number}`, merged, {
      ...{ repository: team, number, title: `${key} Work`, author: person(who) },
      ...{ sourceBranch: key.toLowerCase(), targetBranch: 'main', state: 'MERGED' },
      ...{ openedAt: opened, mergedAt: merged, closedAt: merged, mergeMethod: 'SQUASH', mergeSha },
      ...{ headSha: shas.at(-1), additions: 30, deletions: 10 },
      commits: shas.map((sha, index) => ({ sha, authoredAt: written(index) })),
      reviews: [{ by: person(reviewer), at: Math.floor((opened + merged) / 2), state: 'APPROVED' }],
    });
    this.answers.cycleTimes.push(merged - began);
    yield this.#line('WORK_ITEM', `${team} ${number}`, merged, {
      ...{ key, project: team.toUpperCase(), type: 'Story', title: 'Work', status: 'Done' },
      ...{ statusCategory: 'DONE', resolution: 'Done', points: 3, assignee: person(who) },
      ...{ createdAt: began - DAY, resolvedAt: merged },
      statusHistory: [
        { at: began - DAY, status: 'To Do', category: 'TODO' },
        { at: began - HOUR / 2, status: 'In Progress', category: 'IN_PROGRESS' },
        { at: merged, status: 'Done', category: 'DONE' },
      ],
    });
    yield this.#run(`${team} build ${number}`, false, mergeSha, merged + HOUR / 2);
    yield this.#run(`${team} deploy ${number}`, true, mergeSha, merged + HOUR);
    this.answers.deployments += 1;
  }

  *incident(number: number, cause: string): Generator<string> {
    const created = Math.floor(this.#end - 3 * DAY - this.#dice() * this.#size.days * DAY);
    const lasted = Math.floor(HOUR + this.#dice() * DAY);
    yield this.#line('INCIDENT', `${this.#team} incident ${number}`, created + lasted, {
      ...{ key: `INC-${this.#team}-${number}`, title: 'Down', status: 'Resolved' },
      ...{ service: this.#team, createdAt: created, resolvedAt: created + lasted },
      causedBy: [cause],
    });
    this.answers.restoreTimes.push(lasted);
  }

  /** The first lines that `all` gives again, counted once. */
  sample(people: readonly string[]): string[] {
    const again = new TeamFacts(this.#team, this.#index, this.#end, this.#size);
    const lines = [...again.all(people)];
    const kinds = Map.groupBy(lines, (line) => {
      const { kind, kinds: types } = JSON.parse(line);
      return `${kind} ${types}`;
    });
    return [...kinds.values()].map(([line]) => line!);
  }

  /** The facts of all people of the team. */
  *all(people: readonly string[]): Generator<string> {
    const { items, incidents } = this.#size;
    for (const [at, who] of people.entries())
      for (let item = 0; item < items; item += 1) {
        const reviewer = people[(at + 1) % people.length]!;
        yield* this.work(who, reviewer, at * items + item + 1);
      }
    for (let number = 1; number <= incidents; number += 1)
      yield* this.incident(number, `${this.#team} deploy ${number}`);
  }
}

/** A boss, a lead for each team, and the people of each. */
function peopleOf(teams: readonly string[], size: Size): string {
  const row = (name: string, address: string, manager: string) =>
    `${name},${email(address)},${manager ? email(manager) : ''}`;
  const rows = teams.flatMap((team) => [
    row(`${team} lead`, `${team}lead`, 'boss'),
    ...membersOf(team, size).map((name) => row(name, name, `${team}lead`)),
  ]);
  return ['Name,Email,Manager Email', row('Boss', 'boss', ''), ...rows, ''].join('\n');
}

const membersOf = (team: string, { members }: Size): string[] =>
  Array.from({ length: members }, (_, index) => `${team}p${index}`);

/** Writes an organisation: the people as a CSV, its facts as lines. The same at every run, but for the day it ends. */
export async function writeOrganisation(folder: string, size: Size): Promise<Organisation> {
  const to = Math.floor(Date.now() / DAY) * DAY;
  const teams = Array.from({ length: size.teams }, (_, index) => `t${index}`);
  const developers = join(folder, `developers-${size.teams}.csv`);
  writeFileSync(developers, peopleOf(teams, size));
  const facts = join(folder, `facts-${size.teams}.ndjson`);
  const file = createWriteStream(facts);
  const all = teams.map((team, index) => ({ team, facts: new TeamFacts(team, index, to, size) }));
  let factCount = 0;
  const write = async (lines: Iterable<string>) => {
    const texts = [...lines];
    factCount += texts.length;
    if (!file.write(texts.join(''))) await once(file, 'drain');
  };
  for (const one of all) await write(one.facts.repository());
  for (const one of all) await write(one.facts.all(membersOf(one.team, size)));
  file.end();
  await finished(file);
  const [first] = all;
  return {
    developers,
    facts,
    factCount,
    sample: first ? first.facts.sample(membersOf(first.team, size)) : [],
    teams,
    answers: new Map(all.map(({ team, facts: { answers } }) => [team, answers])),
    from: to - (size.days + LEAD_DAYS) * DAY,
    to,
  };
}
