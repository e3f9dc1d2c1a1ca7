import { fork } from 'node:child_process';
import { once } from 'node:events';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a function returned, or the message of its error. */
export type Outcome = { readonly result: unknown } | { readonly error: string };

/** A function of AWS Lambda in a process of its own, with nothing in its environment but what it is given. */
export interface FunctionProcess {
  readonly invoke: (event: unknown) => Promise<Outcome>;
  readonly stop: () => Promise<void>;
}

// As Lambda's runtime for Node.js: loads the handler once, then hands it one event after the other.
const runtime = `
const [, , file, name] = process.argv;
const { [name]: handle } = await import(file);
process.on('message', async ({ id, event }) => {
  try {
    process.send({ id, outcome: { result: await handle(event) } });
  } catch (error) {
    process.send({ id, outcome: { error: error.message } });
  }
});
process.send({ ready: true });
`;

/** Starts a function from the folder of its code, with the AWS SDK beside it, as its runtime has. */
export async function functionProcess(options: {
  /** Folder of its code; the runtime and the SDK are put there. */
  readonly folder: string;
  /** As CloudFormation is told: `index.handler`. */
  readonly handler: string;
  readonly environment: Readonly<Record<string, string>>;
}): Promise<FunctionProcess> {
  const { folder, handler, environment } = options;
  const [file = '', name = ''] = handler.split('.');
  writeFileSync(join(folder, 'runtime.mjs'), runtime);
  symlinkSync(join(import.meta.dirname, '../../../../node_modules'), join(folder, 'node_modules'));
  const child = fork(join(folder, 'runtime.mjs'), [join(folder, `${file}.mjs`), name], {
    env: { ...environment },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    // Nothing of what the tests run with.
    execArgv: [],
  });
  const waiting = new Map<number, (outcome: Outcome) => void>();
  child.on('message', ({ id, outcome }: { readonly id: number; readonly outcome: Outcome }) =>
    waiting.get(id)?.(outcome),
  );
  child.once('exit', (code) => {
    for (const end of waiting.values()) end({ error: `the function's process ended with ${code}` });
  });
  await once(child, 'message');
  return {
    invoke: (event) =>
      new Promise((resolve) => {
        const id = waiting.size;
        waiting.set(id, resolve);
        child.send({ id, event });
      }),
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill();
        await once(child, 'exit');
      }
    },
  };
}
