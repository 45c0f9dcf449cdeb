/**
 * The oldest Node that runs the program, as `engines` of package.json says. This file and those that begin with it must themselves run on much
 * older ones, so they import nothing else before they have asked.
 */
const needed = [24, 0] as const;
const UNAVAILABLE = 6;

/**
 * Returns true if the Node of this process is new enough. Otherwise says in one line what is needed
 * and sets the exit code.
 */
export function runsOnNeededNode(): boolean {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > needed[0] || (major === needed[0] && minor >= needed[1])) return true;
  process.stderr.write(
    `insights: Node ${needed.join('.')} or newer is needed, and this is ${process.versions.node} (${process.execPath}). Install a newer one, or use \`npm start\` and \`npm run insights\`, which bring their own.\n`,
  );
  process.exitCode = UNAVAILABLE;
  return false;
}
