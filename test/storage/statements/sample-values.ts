import ts from 'typescript';

/** Values made for a type instead of samples, by the name of the type. */
export type Substitutes = ReadonlyMap<string, unknown>;

const DEEPEST = 6;
const MOST = 40;

const buffers = new Map<string, () => unknown>([
  ['Buffer', () => Buffer.from([1])],
  ['Uint8Array', () => new Uint8Array([1])],
  ['Int32Array', () => new Int32Array([1])],
  ['Float64Array', () => new Float64Array([1])],
  ['Date', () => new Date(0)],
]);

const has = (type: ts.Type, flags: ts.TypeFlags): boolean => (type.flags & flags) !== 0;
const isEmpty = (type: ts.Type): boolean =>
  has(type, ts.TypeFlags.Null | ts.TypeFlags.Undefined | ts.TypeFlags.Void);

const isReference = (type: ts.Type): type is ts.TypeReference =>
  ((type as ts.ObjectType).objectFlags & ts.ObjectFlags.Reference) !== 0;

/** Makes values of types: small ones, and every member of a union. */
export class SampleValues {
  readonly #checker: ts.TypeChecker;
  readonly #substitutes: Substitutes;

  constructor(checker: ts.TypeChecker, substitutes: Substitutes) {
    this.#checker = checker;
    this.#substitutes = substitutes;
  }

  /** Returns at least one value of a type; false follows true, null and undefined follow all others. */
  of(type: ts.Type, depth = 0): readonly unknown[] {
    const name = (type.aliasSymbol ?? type.getSymbol())?.name ?? '';
    if (this.#substitutes.has(name)) return [this.#substitutes.get(name)];
    if (type.isUnion()) return this.#ofUnion(type, depth);
    if (isEmpty(type)) return [has(type, ts.TypeFlags.Null) ? null : undefined];
    return this.#ofScalar(type) ?? this.#ofOther(type, depth);
  }

  #ofUnion(type: ts.UnionType, depth: number): readonly unknown[] {
    const rankOf = (member: ts.Type): number =>
      isEmpty(member) ? 2 : Number(this.#checker.typeToString(member) === 'false');
    return type.types
      .toSorted((a, b) => rankOf(a) - rankOf(b))
      .flatMap((member) => this.of(member, depth))
      .slice(0, MOST);
  }

  #ofScalar(type: ts.Type): readonly unknown[] | null {
    if (type.isStringLiteral() || type.isNumberLiteral()) return [type.value];
    if (has(type, ts.TypeFlags.BooleanLiteral))
      return [this.#checker.typeToString(type) === 'true'];
    if (has(type, ts.TypeFlags.StringLike)) return ['2026-01-05'];
    if (has(type, ts.TypeFlags.NumberLike)) return [1];
    if (has(type, ts.TypeFlags.BigIntLike)) return [1n];
    if (has(type, ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return ['a'];
    return null;
  }

  #ofOther(type: ts.Type, depth: number): readonly unknown[] {
    if (depth > DEEPEST) return [undefined];
    if (has(type, ts.TypeFlags.Instantiable)) return this.#ofBound(type, depth);
    if (type.isIntersection()) {
      const scalar = type.types.find((member) => this.#ofScalar(member) !== null);
      if (scalar) return this.#ofScalar(scalar) ?? [];
    }
    return this.#ofBuiltIn(type, depth) ?? this.#ofObject(type, depth);
  }

  #ofBound(type: ts.Type, depth: number): readonly unknown[] {
    const bound = this.#checker.getBaseConstraintOfType(type);
    return bound && bound !== type ? this.of(bound, depth + 1) : ['a'];
  }

  #ofBuiltIn(type: ts.Type, depth: number): readonly unknown[] | null {
    const name = type.getSymbol()?.name ?? '';
    const buffer = buffers.get(name);
    if (buffer) return [buffer()];
    if (!isReference(type)) return null;
    const parts = this.#checker
      .getTypeArguments(type)
      .map((part) => (part === type ? ['a'] : this.of(part, depth + 1)));
    if (this.#checker.isTupleType(type)) return [parts.map(([first]) => first)];
    const [first = [], second = []] = parts;
    if (/Array$|^Iterable|Iterator/.test(name)) return [first, []];
    if (/Map$/.test(name)) return [new Map(first.map((key) => [key, second[0]])), new Map()];
    if (/Set$/.test(name)) return [new Set(first), new Set()];
    return /Promise/.test(name) ? first.map((value) => Promise.resolve(value)) : null;
  }

  #ofObject(type: ts.Type, depth: number): readonly unknown[] {
    const [signature] = type.getCallSignatures();
    if (signature) {
      const [result] = this.of(this.#checker.getReturnTypeOfSignature(signature), depth + 1);
      return [() => result];
    }
    return this.#variationsOf(type, depth);
  }

  /** Returns an object of each property's first value, and one for each further value of each property. */
  #variationsOf(type: ts.Type, depth: number): readonly unknown[] {
    const properties = type.getProperties().map((property) => ({
      name: property.name,
      values: this.of(this.#checker.getTypeOfSymbol(property), depth + 1),
    }));
    const first = Object.fromEntries(properties.map(({ name, values }) => [name, values[0]]));
    const others = properties.flatMap(({ name, values }) =>
      values.slice(1).map((value) => ({ ...first, [name]: value })),
    );
    return [first, ...others].slice(0, depth > 2 ? 1 : MOST);
  }
}
