/** One thing that was seen. */
export interface EvidenceItem {
  readonly kind: 'object' | 'commit' | 'diff' | 'event' | 'answer';
  readonly text: string;
}

/** One thing that was measured. */
export interface Measure {
  readonly what: string;
  readonly milliseconds: number;
}

/** Collects what a scenario saw and measured. */
export class Evidence {
  readonly items: EvidenceItem[] = [];
  readonly measures: Measure[] = [];

  /** Notes something that was seen. */
  note(kind: EvidenceItem['kind'], text: string): void {
    this.items.push({ kind, text });
  }

  /** Measures how long something takes. */
  async time<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
    const start = performance.now();
    const result = await work();
    this.measured(what, performance.now() - start);
    return result;
  }

  /** Notes a time in milliseconds. */
  measured(what: string, milliseconds: number): void {
    this.measures.push({ what, milliseconds: Math.round(milliseconds) });
  }
}
