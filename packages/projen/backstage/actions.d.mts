/** An action as `scaffolderActionsExtensionPoint.addActions` of Backstage takes it. */
export interface Action {
  id: string;
  description: string;
  schema: { input: Record<string, unknown> };
  handler(context: {
    workspacePath: string;
    input: Record<string, unknown>;
    logger: { info(message: string): void };
    signal?: AbortSignal;
  }): Promise<void>;
}

/** Runs a project type of this package in the folder of the task, in the version that this file is of. */
export const projenNew: Action;

/** Pushes the repository in the folder of the task. Git in the backend knows how to sign in: there is no password here. */
export const gitPush: Action;
