import { spawn } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Variables } from '../../env.js';
import { Fault } from '../../model/errors.js';
import type { Instant } from '../../model/time.js';
import { type Calendar, calendarOf, type Day } from './calendar.js';
import { createDice } from './dice.js';
import { historyOf } from './history.js';
import { type DemoRepository, repositories } from './organisation.js';
import { createStaff, type Staff } from './people.js';
import { type MergedRequest, SCRATCH } from './repository-writer.js';
import { pullRequestsOf } from './work.js';

const WEEKS = 39;
const REORGANISED_WEEKS_AGO = 11;

/** The demo company, decided down to the last commit by its seed and the running week. */
export interface Company {
  readonly seed: string;
  readonly calendar: Calendar;
  readonly staff: Staff;
  /** When people moved, left and joined. */
  readonly changeDay: Day;
}

export function inventCompany(now: Instant, seed = 'lumen'): Company {
  const calendar = calendarOf(now, WEEKS);
  const staff = createStaff(createDice(`${seed} staff`));
  return { seed, calendar, staff, changeDay: calendar.endDay - 7 * REORGANISED_WEEKS_AGO };
}

type RunGit = (parameters: readonly string[], input: string) => Promise<void>;

// Nothing of the machine's configuration may show in what is written.
const isolated = { GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null', LC_ALL: 'C' };

const createRunGit =
  (variables: Variables, signal: AbortSignal): RunGit =>
  (parameters, input) =>
    new Promise((resolve, reject) => {
      const env = { PATH: variables.PATH, HOME: variables.HOME, ...isolated };
      const child = spawn('git', parameters, { env, signal, stdio: ['pipe', 'ignore', 'pipe'] });
      let complaint = '';
      child.stderr.on('data', (chunk: Buffer) => {
        complaint += chunk.toString();
      });
      child.on('error', () => reject(new Fault('UNAVAILABLE', missing)));
      child.on('close', (status) => {
        if (status === 0) resolve();
        else reject(new Fault('UNAVAILABLE', `git ${parameters[2]}: ${complaint.trim()}`));
      });
      child.stdin.on('error', () => undefined);
      child.stdin.end(input);
    });
const missing =
  'The program `git` could not be started: install it, put it on the PATH, or start with --empty.';

async function writeRepository(git: RunGit, directory: string, stream: string): Promise<void> {
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  const inside = ['-C', directory];
  const init = ['init', '--quiet', '--bare', '--template=', '--initial-branch=main', '.'];
  await git([...inside, ...init], '');
  await git([...inside, 'fast-import', '--quiet', '--force'], stream);
  await git([...inside, 'update-ref', '-d', SCRATCH], '');
}

export interface WriteOptions {
  /** Where the repositories come to lie, one folder `<name>.git` each. */
  readonly directory: string;
  readonly variables: Variables;
  readonly signal: AbortSignal;
  readonly onWritten: (repository: DemoRepository, written: number) => void;
}

export interface WrittenRepository {
  readonly repository: DemoRepository;
  readonly path: string;
  readonly merged: readonly MergedRequest[];
}

/** Writes the company's bare repositories. The same company writes the same bytes. */
export async function writeRepositories(
  { seed, calendar, staff, changeDay }: Company,
  { directory, variables, signal, onWritten }: WriteOptions,
): Promise<WrittenRepository[]> {
  const git = createRunGit(variables, signal);
  const requests = pullRequestsOf(staff, calendar, changeDay, seed);
  const people = staff.since;
  let written = 0;
  const write = async (repository: DemoRepository): Promise<WrittenRepository> => {
    const place = join(directory, `${repository.name}.git`);
    const { stream, merged } = historyOf({ repository, requests, staff: people, calendar, seed });
    await writeRepository(git, place, stream);
    written += 1;
    onWritten(repository, written);
    return { repository, path: place, merged };
  };
  return Promise.all(repositories.map(write));
}
