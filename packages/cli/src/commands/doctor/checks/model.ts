import type { Platform } from '@tideway/model';
import { CliError } from '../../../cli-error.ts';
import { loadPlatform } from '../../../load-platform.ts';
import { findWorkspace } from '../../../workspace.ts';
import { type Check, type Patient, wrong } from '../check.ts';

/** The model: it is there, and it is valid. */
export const model: Check = {
  name: 'model',
  look: async ({ context, platform }) => {
    try {
      const workspace = findWorkspace({ cwd: context.cwd, platform });
      const { name } = await loadPlatform(workspace);
      return { state: 'fine', found: `${workspace.model}, ${name}` };
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      return wrong(
        [error.message, ...error.problems].join('; '),
        'Mend the model, or name it with --platform',
      );
    }
  },
};

/** The platform, if there is a valid one: what is wrong with it is said by {@link model}. */
export async function platformOf({ context, platform }: Patient): Promise<Platform | undefined> {
  try {
    return await loadPlatform(findWorkspace({ cwd: context.cwd, platform }));
  } catch (error) {
    if (error instanceof CliError) return undefined;
    throw error;
  }
}
