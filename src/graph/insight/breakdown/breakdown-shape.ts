import type * as answer from '../../../insights/answer/answer.js';
import { encodeNodeId } from '../../node-id.js';
import { aliasOutside } from '../alias-shape.js';
import type { BreakdownNode } from './breakdown.type.js';

type Row = answer.BreakdownRow;

/** A node as a row names it. Its ids are made when they are asked for. */
class NodeOutside implements BreakdownNode {
  readonly #node: NonNullable<Row['node']>;

  constructor(node: NonNullable<Row['node']>) {
    this.#node = node;
  }

  get id(): string {
    return encodeNodeId('OrgNode', this.#node.number);
  }

  get team(): string | null {
    return this.#node.isTeam ? encodeNodeId('Team', this.#node.number) : null;
  }

  get name(): string {
    return this.#node.name;
  }

  get path(): string {
    return this.#node.path;
  }
}

/**
 * A row of a breakdown as it leaves. All is taken from the row when it is asked for: a copy would find what nobody asks for. Services,
 * values and buckets are passed on unchanged; their own resolvers make seconds of milliseconds.
 */
export class BreakdownRowOutside {
  readonly #row: Row;

  constructor(row: Row) {
    this.#row = row;
  }

  get node(): BreakdownNode | null {
    return this.#row.node && new NodeOutside(this.#row.node);
  }

  get developer() {
    return aliasOutside(this.#row.developer);
  }

  get repository(): string | null {
    return this.#row.repository?.name ?? null;
  }

  get key(): Row['key'] {
    return this.#row.key;
  }

  get label(): Row['label'] {
    return this.#row.label;
  }

  get service(): Row['service'] {
    return this.#row.service;
  }

  get pipeline(): Row['pipeline'] {
    return this.#row.pipeline;
  }

  get value(): Row['value'] {
    return this.#row.value;
  }

  get goal(): Row['goal'] {
    return this.#row.goal;
  }

  get goalStatus(): Row['goalStatus'] {
    return this.#row.goalStatus;
  }

  get rating(): Row['rating'] {
    return this.#row.rating;
  }

  get segments(): Row['segments'] {
    return this.#row.segments;
  }

  get goalScore(): Row['goalScore'] {
    return this.#row.goalScore;
  }

  get series(): Row['series'] {
    return this.#row.series;
  }
}
