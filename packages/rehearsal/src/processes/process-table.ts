/** All processes of the machine, and how much memory they need. */
export interface ProcessTable {
  /** Ids of parents by ids of processes. */
  readonly parents: ReadonlyMap<number, number>;
  /**
   * Bytes that a process needs; 0 when it has ended meanwhile.
   *
   * @throws MemoryUnknownError when it is there and the system does not tell
   */
  readonly memoryOf: (pid: number) => Promise<number>;
}

/** The system does not say how much memory something needs. */
export class MemoryUnknownError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'MemoryUnknownError';
  }
}
