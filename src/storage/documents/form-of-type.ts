import type { input, ZodType } from 'zod';

/** A value as it is written. */
type Written<Value> = Value extends object
  ? { -readonly [Key in keyof Value]: Written<Value[Key]> }
  : Value;

/** A value as a form may read it: a closed list of words is a text, and what may lack may be undefined. */
type Read<Value> = Value extends string
  ? string
  : Value extends readonly (infer Item)[]
    ? Read<Item>[]
    : Value extends object
      ? {
          -readonly [Key in keyof Value]:
            | Read<Value[Key]>
            | (Partial<Pick<Value, Key>> extends Pick<Value, Key> ? undefined : never);
        }
      : Value;

/**
 * Returns the form of what a type of the model is stored as. The compiler refuses a form that lacks a field of the type, demands
 * another, or takes no value of it. The form then needs a new version with an upgrade.
 */
export const formOfType =
  <Value>() =>
  <Form extends ZodType<Read<Value>>>(
    form: Written<Value> extends input<Form> ? Form : never,
  ): Form =>
    form;
