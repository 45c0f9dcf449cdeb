import { createDice, type Dice } from '../dice.js';
import { type DemoTeam, teams } from '../organisation.js';
import type { Employee } from '../people.js';
import type { MergedRequest } from '../repository-writer.js';
import type { Company, WrittenRepository } from '../write-repositories.js';
import { type ForgeRequest, type Line, pullRequestLine } from './forge.js';
import { buildLines, operationsLines } from './pipelines.js';
import { ticketsOf } from './tickets.js';

interface Opened extends WrittenRepository {
  readonly repositoryId: string;
}

const teamOf = ({ request }: MergedRequest): string | null => request.author.team;

function reviewerOf({ request }: MergedRequest, staff: readonly Employee[], dice: Dice): Employee {
  const { team, email } = request.author;
  const others = staff.filter((other) => other.team === team && other.email !== email);
  return dice.one(others.length > 0 ? others : staff);
}

function* codeLines(
  { merged, ...opened }: Opened,
  tickets: ReadonlyMap<MergedRequest, string>,
  staff: readonly Employee[],
  dice: Dice,
): Generator<Line> {
  if (opened.repository.style === 'DIRECT') return;
  for (const one of merged) {
    const ticket = tickets.get(one) ?? null;
    const reviewer = reviewerOf(one, staff, dice);
    const request: ForgeRequest = { ...one, ...opened, ticket, reviewer };
    yield pullRequestLine(request, dice);
    yield* buildLines(request, dice);
  }
}

/** Facts of the tools that a company has beside git: forge, tickets, pipelines, incidents; the same every time for the same week. */
export function* toolLines(
  { seed, calendar, staff }: Company,
  written: readonly WrittenRepository[],
  /** Returns the id that the facts of a repository at this place have. */
  repositoryId: (path: string) => string,
): Generator<Line> {
  const opened = written.map((one) => ({ ...one, repositoryId: repositoryId(one.path) }));
  const merged = opened.flatMap((one) => one.merged);
  const tickets = new Map<MergedRequest, string>();
  for (const team of teams) {
    const own = merged.filter((one) => teamOf(one) === team.name);
    const teamTickets = ticketsOf(team, own, calendar, createDice(`${seed} tickets ${team.name}`));
    for (const [request, ticket] of teamTickets.tickets) tickets.set(request, ticket);
    yield* teamTickets.lines;
  }
  for (const one of opened) {
    const dice = createDice(`${seed} tools ${one.repository.name}`);
    yield* codeLines(one, tickets, staff.since, dice);
    const owners = staff.since.filter(({ team }) => ownersOf(one.repository.name).includes(team));
    yield* operationsLines(one, one.history.tags, owners, calendar.end, dice);
  }
}

const ownersOf = (repository: string): (string | null)[] =>
  teams.filter((team: DemoTeam) => team.repositories.includes(repository)).map(({ name }) => name);
