import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** Something in the sources that can happen again without end. */
export interface Repeat {
  /** The file below `src`, the function, and the kind. */
  readonly name: string;
  /** True where it waits and ends by a mechanism that all repeats share. */
  readonly isShared: boolean;
}

const SHARED = new Set(['throughOutages', 'backOff', 'repeat']);

/** Returns the name by which a function is called within its file: alone, or as one of `this`. */
const calledName = (node: ts.Node): string | null => {
  if (ts.isIdentifier(node)) return node.text;
  if (!ts.isPropertyAccessExpression(node)) return null;
  return node.expression.kind === ts.SyntaxKind.ThisKeyword ? `this.${node.name.text}` : null;
};

function declaredName(node: ts.Node): string | null {
  if (ts.isMethodDeclaration(node)) return `this.${node.name.getText()}`;
  if (ts.isFunctionDeclaration(node)) return node.name?.text ?? null;
  if (!ts.isArrowFunction(node) && !ts.isFunctionExpression(node)) return null;
  if (ts.isVariableDeclaration(node.parent)) return node.parent.name.getText();
  return ts.isPropertyAssignment(node.parent) ? `this.${node.parent.name.getText()}` : null;
}

/** Returns the last word of what is called: `repeat` of `context.repeat(...)`. */
const lastWord = ({ expression }: ts.CallExpression): string =>
  ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText();

/** Returns the names of the functions around a node, the innermost first. */
function around(node: ts.Node): string[] {
  const names: string[] = [];
  for (let at = node.parent; at; at = at.parent) {
    const name = declaredName(at);
    if (name !== null) names.push(name);
  }
  return names;
}

const find = <Found extends ts.Node>(
  root: ts.Node,
  is: (node: ts.Node) => node is Found,
  enters: (node: ts.Node) => boolean = () => true,
): Found[] => {
  const found: Found[] = [];
  const visit = (node: ts.Node) => {
    if (is(node)) found.push(node);
    if (enters(node)) ts.forEachChild(node, visit);
  };
  ts.forEachChild(root, visit);
  return found;
};

const isWait = (node: ts.Node): node is ts.AwaitExpression | ts.YieldExpression =>
  ts.isAwaitExpression(node) || ts.isYieldExpression(node);
const isFunction = (node: ts.Node): node is ts.FunctionLikeDeclaration => ts.isFunctionLike(node);
const isLoop = (node: ts.Node): node is ts.IterationStatement =>
  ts.isWhileStatement(node) || ts.isDoStatement(node) || ts.isForStatement(node);

/** True for a loop that nothing counts: it waits for something in each round, or has no condition. */
function isUncounted(node: ts.Node): boolean {
  if (ts.isForStatement(node)) return node.condition === undefined;
  if (!ts.isWhileStatement(node) && !ts.isDoStatement(node)) return false;
  const isEndless = node.expression.kind === ts.SyntaxKind.TrueKeyword;
  return isEndless || find(node, isWait, (inner) => !isFunction(inner)).length > 0;
}

const isBinding = (node: ts.Node): node is ts.BindingElement => ts.isBindingElement(node);
/** True where the name means something else within a function. */
const binds = (node: ts.Node, name: string): boolean =>
  find(node, isBinding).some((binding) => binding.name.getText() === name);

/** The functions of a file by name, with what each calls. */
class Calls {
  readonly #bodies = new Map<string, ts.Node[]>();
  constructor(file: ts.SourceFile) {
    for (const node of find(file, isFunction)) {
      const name = declaredName(node);
      if (name !== null) this.#bodies.set(name, [...(this.#bodies.get(name) ?? []), node]);
    }
  }

  declares(name: string): boolean {
    return this.#bodies.has(name);
  }

  /** True for a function of the file that is passed to another to be called. */
  readonly #isPassed = (node: ts.Node): node is ts.Identifier =>
    ts.isIdentifier(node) &&
    ts.isCallExpression(node.parent) &&
    node.parent.arguments.includes(node) &&
    this.declares(node.text);

  /** Returns what is called within a node, or passed on to be called. */
  #within(node: ts.Node): [string, ts.CallExpression][] {
    const called = find(node, ts.isCallExpression)
      .map((call): [string, ts.CallExpression] => [
        calledName(call.expression) ?? call.expression.getText(),
        call,
      ])
      .filter(([name]) => !binds(node, name));
    const passed = find(node, this.#isPassed).map((one): [string, ts.CallExpression] => [
      one.text,
      one.parent as ts.CallExpression,
    ]);
    return [...called, ...passed];
  }

  /** Returns all that is called from a node, through the functions of the file too. */
  from(root: ts.Node): ReadonlyMap<string, ts.CallExpression> {
    const called = new Map<string, ts.CallExpression>();
    const reached: ts.Node[] = [root];
    for (const node of reached)
      for (const [name, call] of this.#within(node)) {
        if (called.has(name)) continue;
        called.set(name, call);
        reached.push(...(this.#bodies.get(name) ?? []));
      }
    return called;
  }
}

const isCallOf =
  (names: readonly string[]) =>
  (node: ts.Node): node is ts.CallExpression =>
    ts.isCallExpression(node) && names.includes(lastWord(node));

const isAsync = (node: ts.FunctionLikeDeclaration): boolean =>
  ts.canHaveModifiers(node) &&
  (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword);

/** Returns the nodes of a file that repeat something, with the kind of each. */
function repeatsIn(file: ts.SourceFile, calls: Calls): [string, ts.Node][] {
  const callsAround = (node: ts.Node, within: ts.Node) => {
    const called = calls.from(within);
    return around(node).some((name) => called.has(name) && calls.declares(name));
  };
  const loops = find(file, isLoop).filter(isUncounted);
  const intervals = find(file, isCallOf(['setInterval']));
  const later = find(file, isCallOf(['setTimeout', 'then', 'catch', 'finally'])).filter((call) =>
    call.arguments.some((argument) => isFunction(argument) && callsAround(call, argument)),
  );
  const recursions = find(file, isFunction).filter((node) => {
    const name = declaredName(node);
    return name !== null && isAsync(node) && !binds(node, name) && calls.from(node).has(name);
  });
  return [
    ...loops.map((node): [string, ts.Node] => ['loop', node]),
    ...intervals.map((node): [string, ts.Node] => ['interval', node]),
    ...later.map((node): [string, ts.Node] => ['begins itself later', node]),
    ...recursions.map((node): [string, ts.Node] => ['calls itself', node]),
  ];
}

/** Returns whatever in a source can happen again without end. */
export function findRepeats(name: string, text: string): Repeat[] {
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  const calls = new Calls(file);
  return repeatsIn(file, calls).map(([kind, node]) => {
    const place = declaredName(node) ?? around(node)[0] ?? 'the module';
    const isShared = [...calls.from(node)].some(
      ([called, call]) => SHARED.has(lastWord(call).replace('#', '')) && !calls.declares(called),
    );
    return { name: `${name} ${place}: ${kind}`, isShared };
  });
}

/** Returns the repeats of all sources, each name once. */
export function repeatsOf(root: string): Repeat[] {
  const found = globSync('**/*.ts', { cwd: root })
    .toSorted()
    .flatMap((name) => findRepeats(name, readFileSync(join(root, name), 'utf8')));
  return [...new Map(found.map((one) => [one.name, one])).values()];
}
