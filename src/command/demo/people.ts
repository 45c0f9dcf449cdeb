import { writeToString } from 'fast-csv';
import { type SiteName, sites } from './calendar.js';
import type { Dice } from './dice.js';
import { teams } from './organisation.js';

/** Somebody of the demo company. */
export interface Employee {
  readonly name: string;
  readonly email: string;
  readonly login: string;
  readonly role: string;
  readonly site: SiteName;
  readonly managerEmail: string | null;
  /** Name of the team they are a developer of; null for managers. */
  readonly team: string | null;
  /** Another address that some of their commits carry; it stands in the developers file. */
  readonly privateEmail: string | null;
  /** True where some of their commits carry GitHub's address that takes no mail. */
  readonly hidesEmail: boolean;
}

/** The company before and since its reorganisation. */
export interface Staff {
  readonly before: readonly Employee[];
  readonly since: readonly Employee[];
}

const firstNames =
  `Amara Anders Anjali Bruno Camila Chidi Clara Daniel Divya Elena Emil Fatima Felix Gabriela Hannah Hugo
  Ines Isaac Jasper Jonas Kavya Lars Leila Lucia Malik Marta Mateus Mei Nadia Noah Olga Oscar Paula Priya Rafael Rohan Sara
  Sofia Tariq Theo Uma Viktor Wanda Yara`.split(/\s+/);
const lastNames =
  `Adeyemi Almeida Bauer Becker Carvalho Castro Chen Costa Dubois Eriksen Farouk Fischer Ganguly Haddad
  Hoffmann Iyer Jensen Kapoor Keller Khan Lindqvist Lopez Martins Mensah Moreau Nair Novak Okafor Oliveira Patel Petrov Rao
  Richter Rossi Santos Schmidt Sharma Silva Tanaka Usman Vogel Walker Weber Wolff Zimmer`.split(
    /\s+/,
  );

const PER_TEAM = 4;
const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/[^a-z]/gi, '')
    .toLowerCase();

type Post = Pick<Employee, 'role' | 'site' | 'managerEmail' | 'team'>;

/** Hires people one after the other, no two of them with one name. */
function createHiring(dice: Dice) {
  let hired = 0;
  return (post: Post): Employee => {
    const first = firstNames[(hired * 13) % firstNames.length]!;
    const last = lastNames[(hired * 17) % lastNames.length]!;
    hired += 1;
    const [given, family] = [plain(first), plain(last)];
    return {
      ...post,
      name: `${first} ${last}`,
      email: `${given}.${family}@lumen.example`,
      login: `${given[0]}${family}`,
      privateEmail: dice.chance(0.12) ? `${given}@${family}.example` : null,
      hidesEmail: dice.chance(0.12),
    };
  };
}
type Hire = ReturnType<typeof createHiring>;

/** One above two, two above four, four above twelve. */
function managersOf(hire: Hire): { managers: Employee[]; leads: Map<string, Employee> } {
  const post = (role: string, managerEmail: string | null, site: SiteName): Post => ({
    role,
    managerEmail,
    site,
    team: null,
  });
  const top = hire(post('Chief Technology Officer', null, 'berlin'));
  const heads = (['berlin', 'newYork'] as const).map((site) =>
    hire(post('Vice President', top.email, site)),
  );
  const directors = [0, 1, 2, 3].map((group) =>
    hire(post('Director', heads[group >> 1]!.email, heads[group >> 1]!.site)),
  );
  const leads = new Map(
    teams.map((team) => [
      team.name,
      hire(post('Engineering Manager', directors[team.group]!.email, team.sites[0])),
    ]),
  );
  return { managers: [top, ...heads, ...directors, ...leads.values()], leads };
}

const roles = ['Senior Engineer', 'Engineer', 'Engineer', 'Junior Engineer', 'Staff Engineer'];

function hireDeveloper(hire: Hire, dice: Dice, teamName: string, lead: Employee): Employee {
  const team = teams.find(({ name }) => name === teamName)!;
  const site = dice.chance(0.7) ? team.sites[0] : team.sites[1];
  return hire({ role: dice.one(roles), site, managerEmail: lead.email, team: teamName });
}

/**
 * Forty-eight developers in twelve teams under four levels of managers. Before the reorganisation four of them were elsewhere, three
 * were not there yet, and three others were.
 */
export function createStaff(dice: Dice): Staff {
  const hire = createHiring(dice);
  const { managers, leads } = managersOf(hire);
  const into = (team: string) => hireDeveloper(hire, dice, team, leads.get(team)!);
  const developers = teams.flatMap(({ name }) =>
    Array.from({ length: PER_TEAM }, () => into(name)),
  );
  const left = ['Fraud', 'Mobile', 'Web Growth'].map(into);
  const cameFrom = new Map([
    [developers[0]!, 'Payments'],
    [developers[17]!, 'Web Growth'],
    [developers[29]!, 'Mobile'],
    [developers[37]!, 'Reporting'],
  ]);
  const joined = [developers[7]!, developers[14]!, developers[34]!];
  const earlier = (developer: Employee): Employee => {
    const team = cameFrom.get(developer);
    return team ? { ...developer, team, managerEmail: leads.get(team)!.email } : developer;
  };
  const stayed = developers.filter((developer) => !joined.includes(developer));
  return {
    before: [...managers, ...stayed.map(earlier), ...left],
    since: [...managers, ...developers],
  };
}

/** The developers file that a company would upload. */
export function developersFile(employees: readonly Employee[]): Promise<string> {
  const rows = employees.map((employee) => ({
    'Full Name': employee.name,
    Email: employee.email,
    'Manager Email': employee.managerEmail ?? '',
    'Alternate Emails': employee.privateEmail ?? '',
    Role: employee.role,
    Team: employee.team ?? '',
    Site: sites[employee.site].name,
    GitHub: employee.login,
  }));
  return writeToString(rows, { headers: true, includeEndRowDelimiter: true });
}

/** The name and address that a commit of theirs carries. */
export function signatureOf(employee: Employee, dice: Dice): string {
  const { name, email, login, privateEmail, hidesEmail } = employee;
  if (privateEmail && dice.chance(0.25)) return `${name} <${privateEmail}>`;
  if (hidesEmail && dice.chance(0.35))
    return `${login} <${10_000 + name.length * 977}+${login}@users.noreply.github.com>`;
  return `${name} <${email}>`;
}
