import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Runs the scripts `check:*` of the package side by side. The output of a script that fails is printed whole. */
const root = fileURLToPath(new URL('../../', import.meta.url));
const { scripts } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};
const parts = Object.entries(scripts).flatMap(([name, command]) =>
  name.startsWith('check:') ? [command] : [],
);

interface Ended {
  readonly part: string;
  readonly code: number | null;
  readonly output: string;
  readonly seconds: number;
}

function run(part: string): Promise<Ended> {
  const begun = performance.now();
  const [program = '', ...given] = part.split(' ');
  const child = spawn(program, given, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  const seconds = () => Math.round((performance.now() - begun) / 1000);
  return new Promise((resolve) => {
    child.on('error', (error) => {
      output += error.message;
    });
    child.on('close', (code) => resolve({ part, code, output, seconds: seconds() }));
  });
}

const ended = await Promise.all(parts.map(run));
for (const { part, code, output, seconds } of ended)
  process.stdout.write(
    code === 0 ? `passed in ${seconds} s: ${part}\n` : `\nFAILED: ${part}\n${output}\n`,
  );
process.exitCode = ended.some(({ code }) => code !== 0) ? 1 : 0;
