import { noStatistics } from './statistics.ts';

/** What happened, in words and in numbers. */
export class Diary {
  /** A line each. */
  readonly lines: string[] = [];
  readonly statistics = noStatistics();

  /** Writes down what happens. */
  note(line: string): void {
    this.lines.push(line);
  }
}
