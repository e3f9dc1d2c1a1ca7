import type { Build, BuildPhase, BuildStatus, PhaseType } from '../builds/build.ts';
import { withoutProcesses } from '../builds/build.ts';
import type { BuildStore } from '../builds/build-store.ts';

/** A build that goes on: its record is written at each step. */
export class BuildProgress {
  readonly #store: BuildStore;
  #build: Build;

  constructor(store: BuildStore, build: Build) {
    this.#store = store;
    this.#build = build;
  }

  /** The build as it is now. */
  get build(): Build {
    return this.#build;
  }

  /** Changes parts of the record. */
  async update(part: Partial<Build>): Promise<void> {
    this.#build = { ...this.#build, ...part };
    await this.#store.write(this.#build);
  }

  /** Begins a phase. */
  async enter(type: PhaseType): Promise<void> {
    await this.update({ phases: [...this.#build.phases, { type, startTime: Date.now() }] });
  }

  /** Ends the phase that lasts. */
  async leave(status: NonNullable<BuildPhase['status']>, message?: string): Promise<void> {
    const phases = this.#build.phases.map((phase, index, all) =>
      index === all.length - 1
        ? { ...phase, status, endTime: Date.now(), ...(message && { message }) }
        : phase,
    );
    await this.update({ phases });
  }

  /** Ends the build. */
  async complete(status: Exclude<BuildStatus, 'IN_PROGRESS'>): Promise<void> {
    const build = withoutProcesses(this.#build);
    const now = Date.now();
    this.#build = {
      ...build,
      status,
      phases: [...build.phases, { type: 'COMPLETED', startTime: now }],
      endTime: now,
    };
    await this.#store.write(this.#build);
  }
}
