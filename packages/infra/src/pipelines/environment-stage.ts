/** What a pipeline deploys for one environment. */
export interface EnvironmentStage {
  readonly environment: string;
  /** Whether a person lets it through. */
  readonly approval: boolean;
  /** Names of stacks, those that others need first. */
  readonly stacks: readonly string[];
}
