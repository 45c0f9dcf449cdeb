/** The part of cli-progress that is used; the package brings no types. */
declare module 'cli-progress' {
  export interface BarOptions {
    readonly format: string;
    readonly stream: NodeJS.WritableStream;
    readonly hideCursor: boolean;
    readonly clearOnComplete: boolean;
    readonly fps: number;
  }
  export class SingleBar {
    constructor(options: Partial<BarOptions>);
    start(total: number, value: number, payload: object): void;
    setTotal(total: number): void;
    update(value: number, payload: object): void;
    stop(): void;
  }
}
